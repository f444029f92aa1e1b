"""How the registry names a provision in its notes: «9-тармақтың 2) тармақшасы», «подпункт 2) пункта 9».

Kazakh chains run from the whole to the part with genitives, Russian ones from the part to the whole.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.address import Address, Step, Unit
from pipeline.model.acts import ActType, Language
from pipeline.publish.numerals import Case, Gender, kk_ordinal, ru_ordinal


class KkCase(IntEnum):
    """Cases of a Kazakh word, as `wording.toml` lists them."""

    NOMINATIVE = 0
    DATIVE = 1
    GENITIVE = 2
    INSTRUMENTAL = 3


class Thing(NamedTuple):
    """What is named: its gender (Russian) and its cases."""

    gender: Gender
    cases: tuple[str, ...]


class _KkUnit(msgspec.Struct, frozen=True):
    plain: tuple[str, str, str, str]
    own: tuple[str, str, str, str]


class _KkAct(msgspec.Struct, frozen=True):
    plain: tuple[str, str, str, str]
    by: str
    by_many: str
    its: str


class _KkDocument(msgspec.Struct, frozen=True):
    stem: str
    plain: tuple[str, str, str, str]


class _RuAct(msgspec.Struct, frozen=True):
    plain: tuple[Gender, str, str, str]
    by: str
    of: str
    by_many: str
    of_many: str


class _RuDocument(msgspec.Struct, frozen=True):
    stem: str
    plain: tuple[Gender, str, str, str]


class BodyWord(msgspec.Struct, frozen=True):
    """The word that tells what a body is, and its author in the genitive."""

    word: str
    author: str


class Says(msgspec.Struct, frozen=True):
    """What an edition says about itself and its provisions."""

    unknown: str
    unnamed: str
    deleted: str
    repealed: str
    pending: str
    suspended: str
    undated: str
    not_before: str
    from_day: str
    on: str
    newest: str
    contents: str
    note: str


class _Kk(msgspec.Struct, frozen=True):
    units: dict[Unit, _KkUnit]
    many: dict[Unit, str]
    says: Says
    acts: dict[ActType, _KkAct]
    documents: tuple[_KkDocument, ...]
    bodies: tuple[BodyWord, ...]


class _Ru(msgspec.Struct, frozen=True):
    units: dict[Unit, tuple[Gender, str, str, str]]
    many: dict[Unit, str]
    says: Says
    acts: dict[ActType, _RuAct]
    documents: tuple[_RuDocument, ...]
    bodies: tuple[BodyWord, ...]


class _Words(msgspec.Struct, frozen=True):
    kk: _Kk
    ru: _Ru


@cache
def words() -> _Words:
    """The tables of `wording.toml`."""
    data = tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))
    return msgspec.convert(data, _Words)


def says(language: Language) -> Says:
    """What an edition in a language says about itself."""
    return words().kk.says if language == "kk" else words().ru.says


def several(unit: Unit, first: str, last: str, language: Language) -> str:
    """A run of numbered provisions: «1 – 8-тармақтар», «пункты 1 – 8»."""
    end = ")" if unit is Unit.SUBPOINT else ""
    if language == "kk":
        glue = " " if end else "-"
        return f"{first}{end} – {last}{end}{glue}{words().kk.many[unit]}"
    return f"{words().ru.many[unit]} {first}{end} – {last}{end}"


_ORDINAL_UNITS = frozenset((Unit.PART, Unit.PARAGRAPH, Unit.SENTENCE))
"""Units without printed numbers: cited by ordinal words (Law № 480-V, article 25)."""

_HOLDERS = (Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER)
_THROUGH = frozenset((Unit.POINT, Unit.ARTICLE))
"""Units numbered through their document: the chapter they stand in is not named."""


class Document(NamedTuple):
    """What an act and its only approved document call themselves: «Бұйрық», «Қағидалар» / «Приказ», «Правила»."""

    type: ActType
    title: str | None


def naming(address: Address, document: Document, language: Language) -> Thing:
    """The provision at an address in all cases, without its capital letter where it begins with a number."""
    chain = _told(address.steps)
    if not chain:
        return act_word(document.type, language)
    if len(chain) == 1 and chain[0].unit is Unit.ANNEX and chain[0].number is None and len(address.steps) == 1:
        return document_word(document.title, language) or _kk_or_ru(chain, language)
    return _kk_or_ru(chain, language)


def _kk_or_ru(chain: Sequence[Step], language: Language) -> Thing:
    return _kk_chain(chain) if language == "kk" else _ru_chain(chain)


def _told(steps: Sequence[Step]) -> list[Step]:
    """The steps a note names: from the annex on only the last when it is an annex; no chapter of a point."""
    inner = [step for step in steps if step.unit is not Unit.ANNEX]
    if not inner:
        return list(steps[-1:])
    through = next((place for place, step in enumerate(inner) if step.unit in _THROUGH), None)
    return inner[through:] if through is not None else inner


def act_word(type_: ActType, language: Language) -> Thing:
    """The act itself: «Бұйрық», «Приказ»."""
    if language == "kk":
        return Thing("m", words().kk.acts[type_].plain)
    gender, *cases = words().ru.acts[type_].plain
    return Thing(gender, tuple(cases))


def document_word(title: str | None, language: Language) -> Thing | None:
    """What a document of this title calls itself; None for a kind the tables do not have.

    A Kazakh title names its kind last, a Russian one first.
    """
    if not title:
        return None
    folded = title.lower()
    if language == "kk":
        held = [(folded.rfind(each.stem), each.plain) for each in words().kk.documents if each.stem in folded]
        return Thing("m", max(held)[1]) if held else None
    found = [(folded.find(each.stem), each.plain) for each in words().ru.documents if each.stem in folded]
    if not found:
        return None
    gender, *cases = min(found)[1]
    return Thing(gender, tuple(cases))


def _kk_chain(chain: Sequence[Step]) -> Thing:
    before = ""
    for place, step in enumerate(chain[:-1]):
        before += _kk_step(step, place > 0, KkCase.GENITIVE) + " "
    cases = tuple(before + _kk_step(chain[-1], len(chain) > 1, case) for case in KkCase)
    return Thing("m", cases)


def _kk_step(step: Step, possessed: bool, case: KkCase) -> str:
    forms = words().kk.units[step.unit]
    word = (forms.own if possessed else forms.plain)[case]
    if step.words is not None:
        return f"«{step.words}» деген {word}"
    if step.number is None:
        return word
    if step.unit in _ORDINAL_UNITS and step.number.isdigit() and 0 < int(step.number) < 100:
        return f"{kk_ordinal(int(step.number))} {word}"
    if step.unit is Unit.SUBPOINT:
        return f"{step.number}) {word}"
    if step.unit is Unit.ROW:
        return f"реттік нөмірі {step.number}-{word}"
    return f"{step.number}-{word}"


_RU_CASES: tuple[Case, ...] = ("nominative", "genitive", "instrumental")


def _ru_chain(chain: Sequence[Step]) -> Thing:
    after = "".join(f" {_ru_step(step, 'genitive')}" for step in reversed(chain[:-1]))
    gender = words().ru.units[chain[-1].unit][0]
    return Thing(gender, tuple(_ru_step(chain[-1], case) + after for case in _RU_CASES))


def _ru_step(step: Step, case: Case) -> str:
    gender, *forms = words().ru.units[step.unit]
    word = forms[_RU_CASES.index(case)]
    if step.words is not None:
        return f"{word} «{step.words}»"
    if step.number is None:
        return word
    if step.unit in _ORDINAL_UNITS and step.number.isdigit() and 0 < int(step.number) < 100:
        return f"{word} {ru_ordinal(int(step.number), gender, case)}"
    if step.unit is Unit.SUBPOINT:
        return f"{word} {step.number})"
    if step.unit is Unit.ROW:
        return f"{word}, порядковый номер {step.number},"
    return f"{word} {step.number}"


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]
