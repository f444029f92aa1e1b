"""The name of a part as it is headed in its act: «в функциях центрального аппарата» is headed «функции …»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.model.acts import Language
from pipeline.recognise.amendments.normal import fold

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_KAZAKH_ENDINGS: Final = (("ларында", "лары"), ("лерінде", "лері"), ("дарында", "дары"), ("дерінде", "дері"),
                          ("тарында", "тары"), ("терінде", "тері"), ("сында", "сы"), ("сінде", "сі"),
                          ("ында", "ы"), ("інде", "і"), ("да", ""), ("де", ""), ("та", ""), ("те", ""))  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def nominative(phrase: str, language: Language) -> str:
    """The phrase with its head word in the nominative; a word without a known form stays as printed."""
    return _kazakh(phrase) if language == "kk" else _russian(phrase)


def _kazakh(phrase: str) -> str:
    folded = fold(phrase)
    for ending, plain in _KAZAKH_ENDINGS:
        if folded.endswith(ending):
            return phrase[: len(phrase) - len(ending)] + plain
    return phrase


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer:
    # Loaded late: most texts name no part by its heading, and the dictionary takes a tenth of a second.
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def _russian(phrase: str) -> str:
    """Adjectives up to the first noun and that noun, from the prepositional into the nominative."""
    done: list[str] = []
    end = 0
    for match in _WORD.finditer(phrase):
        form, is_noun = _inflected(match.group())
        if form is None:
            break
        done.append(phrase[end : match.start()] + form)
        end = match.end()
        if is_noun:
            break
    return "".join(done) + phrase[end:]


def _inflected(word: str) -> tuple[str | None, bool]:
    for reading in _analyzer().parse(word):
        if "loct" in reading.tag and {"NOUN", "ADJF", "PRTF"} & set(reading.tag.grammemes):
            changed = reading.inflect({"nomn"})
            if changed is not None:
                return changed.word, "NOUN" in reading.tag
    return None, False
