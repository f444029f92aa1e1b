"""Every form of the closed tables: nouns with number, case and possession, ordinal words with their value."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline.model.acts import Language

_DATA: Final = Path(__file__).parent / "data"


class Case(StrEnum):
    """A case as the grammars name it; ATT is the Kazakh attributive locative («тармақтағы»)."""

    NOM = "NOM"
    GEN = "GEN"
    DAT = "DAT"
    ACC = "ACC"
    LOC = "LOC"
    ABL = "ABL"
    INS = "INS"
    ATT = "ATT"


class Role(StrEnum):
    """What a noun of the tables is in a clause."""

    UNIT = "U"
    WORD = "W"
    ACT = "ACT"
    DOCUMENT = "DOC"


class Form(NamedTuple):
    """One inflected form: role and name of its noun, its case, plural and possessed (the Kazakh third person)."""

    role: Role
    name: str
    case: Case
    plural: bool = False
    possessed: bool = False


Forms = dict[str, tuple[Form, ...]]
_ROLES: Final = {"unit": Role.UNIT, "word": Role.WORD, "act": Role.ACT, "document": Role.DOCUMENT}


@lru_cache(maxsize=2)
def table(language: Language) -> dict[str, Any]:
    """The data file of a language."""
    return tomllib.loads((_DATA / f"{language}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def noun_forms(language: Language) -> Forms:
    """Folded form → every noun form it can be."""
    collected: dict[str, list[Form]] = {}
    for spelling, form in _russian() if language == "ru" else _kazakh():
        known = collected.setdefault(spelling, [])
        if form not in known:
            known.append(form)
    return {spelling: tuple(known) for spelling, known in collected.items()}


@lru_cache(maxsize=2)
def short_forms(language: Language) -> dict[str, tuple[tuple[Form, ...], ...]]:
    """Folded abbreviation → the forms of each unit it can stand for, in every case."""
    found: dict[str, tuple[tuple[Form, ...], ...]] = {}
    for entry in table(language)["unit"]:
        forms = tuple(Form(Role.UNIT, entry["name"], case, plural) for plural in (False, True) for case in Case)
        for spelling in entry.get("short", ()):
            found[spelling] = (*found.get(spelling, ()), forms)
    return found


_RUSSIAN_CASES: Final = (Case.NOM, Case.GEN, Case.DAT, Case.ACC, Case.INS, Case.LOC)


def _russian() -> Iterator[tuple[str, Form]]:
    data = table("ru")
    for kind, role in _ROLES.items():
        for entry in data[kind]:
            for stem, declension in entry.get("nouns", ()):
                endings = data["declensions"][declension]
                yield from _declined(role, entry["name"], [stem + ending.replace("-", "") for ending in endings])
            explicit = entry.get("forms")
            if explicit:
                yield from _declined(role, entry["name"], [*explicit["sg"].split(), *explicit["pl"].split()])


def _declined(role: Role, name: str, twelve: list[str]) -> Iterator[tuple[str, Form]]:
    for place, spelling in enumerate(twelve):
        yield spelling, Form(role, name, _RUSSIAN_CASES[place % 6], plural=place >= 6)


_BACK: Final = "аоұыуё"
_FRONT: Final = "әеөүіэи"
_VOWELS: Final = _BACK + _FRONT
_VOICED: Final = {"к": "г", "қ": "ғ", "п": "б"}

# Every allomorph of an ending, back then front vowels; texts mix them up («тармақдың»), so all are read.
_PLURALS: Final = (("лар", "дар", "тар"), ("лер", "дер", "тер"))
_CASES: Final = {
    Case.NOM: ((), ()),
    Case.GEN: (("ның", "дың", "тың"), ("нің", "дің", "тің")),
    Case.DAT: (("ға", "қа"), ("ге", "ке")),
    Case.ACC: (("ны", "ды", "ты"), ("ні", "ді", "ті")),
    Case.LOC: (("да", "та"), ("де", "те")),
    Case.ABL: (("дан", "тан", "нан"), ("ден", "тен", "нен")),
    Case.INS: (("мен", "бен", "пен"), ("мен", "бен", "пен")),
    Case.ATT: (("дағы", "тағы"), ("дегі", "тегі")),
}
_POSSESSED_CASES: Final = {
    Case.NOM: ((), ()),
    Case.GEN: (("ның",), ("нің",)),
    Case.DAT: (("на",), ("не",)),
    Case.ACC: (("н", "ны"), ("н", "ні")),
    Case.LOC: (("нда",), ("нде",)),
    Case.ABL: (("нан",), ("нен",)),
    Case.INS: (("мен",), ("мен",)),
    Case.ATT: (("ндағы",), ("ндегі",)),
}


def is_front(noun: str) -> bool:
    """Whether a Kazakh noun takes front endings: by its last vowel."""
    vowels = [letter for letter in noun if letter in _VOWELS]
    return bool(vowels) and vowels[-1] in _FRONT


def _kazakh() -> Iterator[tuple[str, Form]]:
    data = table("kk")
    for kind, role in _ROLES.items():
        for entry in data[kind]:
            for noun in entry["nouns"]:
                rows = (False, True) if noun in data["harmony"]["either"] else (is_front(noun),)
                for front in rows:
                    yield from _kazakh_noun(role, entry["name"], noun, front)


def _kazakh_noun(role: Role, name: str, noun: str, front: bool) -> Iterator[tuple[str, Form]]:
    plurals = [noun + ending for ending in _PLURALS[front]]
    for stem, plural in [(noun, False), *((stem, True) for stem in plurals)]:
        for case, endings in _CASES.items():
            for ending in endings[front] or ("",):
                yield stem + ending, Form(role, name, case, plural)
        for owned in _owned(stem, front):
            for case, endings in _POSSESSED_CASES.items():
                for ending in endings[front] or ("",):
                    yield owned + ending, Form(role, name, case, plural, possessed=True)


def _owned(stem: str, front: bool) -> tuple[str, ...]:
    """The third-person possessive: «тармағы», «тармақшасы», «атауы»; a voiceless end that stayed is read too."""
    if stem[-1] in "аеіыоө":
        return (stem + ("сі" if front else "сы"),)
    ending = "і" if front else "ы"
    voiced = stem[:-1] + _VOICED.get(stem[-1], stem[-1])
    return (voiced + ending,) if voiced == stem else (voiced + ending, stem + ending)


LAST: Final = "last"
"""The number of «соңғы абзац / абзац последний»."""


@lru_cache(maxsize=2)
def ordinal_forms(language: Language) -> dict[str, str]:
    """Folded ordinal word of one word → its number as an address writes it."""
    data = table(language)["ordinals"]
    forms = {word: str(value) for word, value in data["special"].items()}
    if language == "kk":
        return forms | dict.fromkeys(data["last"], LAST)
    for group in ("first", "tens", "hundreds"):
        for stem, value in data[group].items():
            forms |= {stem + ending: str(value) for ending in data["endings"]}
    for stem in data["last"]:
        forms |= {stem + ending: LAST for ending in data["endings"]}
    return forms


@lru_cache(maxsize=2)
def leading_numerals(language: Language) -> dict[str, int]:
    """Folded cardinal that may open a compound ordinal («тридцать седьмой», «он екінші») → its value."""
    data = table(language)["ordinals"]
    if language == "ru":
        return {**data["tens_before"], **data["hundreds_before"]}
    return {**data["tens"], **data["hundreds"]}
