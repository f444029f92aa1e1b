"""Short forms: «(далее – Закон)», «(бұдан әрі – Кодекс)» and the places where the text then uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identify.folding import fold, stem, words_of
from pipeline.model.acts import ActRef, ActType, Language
from pipeline.recognise.references.places import places_after, places_before
from pipeline.recognise.references.scan import Scan
from pipeline.recognise.references.scan import scan as scan_text

_LONGEST = 12
_OWN = re.compile(r"(?<!\w)(?:настоящ[^\W\d_]*|осы|бұл)\s*$")
_ENDING = r"-?[^\W\d_]{0,7}"


class ShortForms(Struct):
    """Short forms in the order of their definition; a later definition of the same words wins."""

    known: dict[str, ActRef]

    def define(self, words: str | None, reference: ActRef, language: Language) -> None:
        """Take note of a short form; one too long to be a name is none."""
        if words and 0 < len(words_of(fold(words, language))) <= _LONGEST:
            self.known[words] = reference


def short_form_references(scan: Scan, forms: ShortForms, found: list[ActRef]) -> list[ActRef]:
    """The uses of short forms after their definition, with a capital as defined and outside other references."""
    taken = bytearray(len(scan.folded) + 1)
    for one in found:
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    uses: list[ActRef] = []
    for words, reference in forms.known.items():
        defined_here = any(one is reference for one in found)
        after = reference.end if defined_here else 0
        for start, end in _places_of(scan, words, after):
            if not _same_capital(scan.text[start], words[0]) or taken[start]:
                continue
            if _OWN.search(scan.folded, max(0, start - 30), start):
                continue
            uses.append(_use(scan, reference, start, end))
    return uses


def _places_of(scan: Scan, words: str, after: int) -> Iterator[tuple[int, int]]:
    """Where a text has the words in any case; a word for a type of act («Заң») only where it is that noun."""
    type_ = _noun_type(words, scan.language)
    if type_ is None:
        yield from (match.span() for match in _pattern(words, scan.language).finditer(scan.folded, after))
        return
    for noun in scan.nouns_between(after, len(scan.folded)):
        if noun.type is type_ and not noun.plural:
            yield noun.start, noun.end


@lru_cache(maxsize=512)
def _noun_type(words: str, language: Language) -> ActType | None:
    nouns = scan_text(words, language).nouns
    whole = len(nouns) == 1 and (nouns[0].start, nouns[0].end) == (0, len(words))
    return nouns[0].type if whole else None


def _pattern(words: str, language: Language) -> re.Pattern[str]:
    stems = [re.escape(stem(word, language)) for word in words_of(fold(words, language))]
    return re.compile(r"(?<![\w-])" + rf"{_ENDING}[\s-]+(?:(?:и|және|мен)\s+)?".join(stems) + rf"{_ENDING}(?![\w-])")


def _same_capital(printed: str, defined: str) -> bool:
    return printed.isupper() or not defined.isupper()


def _use(scan: Scan, reference: ActRef, start: int, end: int) -> ActRef:
    if scan.language == "kk":
        places = places_after(scan.folded, end)
        whole = (start, places.end if places.addresses else end)
    else:
        places = places_before(scan.folded, start)
        whole = (places.start if places.addresses else start, end)
    addresses = places.addresses
    if reference.type in _APPROVING and not _names_type(scan, start, end):
        addresses = tuple(f"annex/{place}" for place in addresses) or ("annex",)
    return replace(
        reference,
        text=scan.text[whole[0] : whole[1]],
        start=whole[0],
        end=whole[1],
        place=addresses[0] if addresses else "",
        places=addresses,
    )


_APPROVING = frozenset({ActType.ORDER, ActType.RESOLUTION, ActType.DECREE, ActType.DECISION})
"""Types of acts that approve documents."""


def _names_type(scan: Scan, start: int, end: int) -> bool:
    """Whether a short form is a word for a type of act («Закон»); «Правила» are a document the act approved."""
    noun = scan.noun_from(start)
    return noun is not None and noun.end <= end
