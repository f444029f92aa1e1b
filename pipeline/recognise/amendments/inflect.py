"""Nouns, ordinals and dates in the right form, for writing clauses: the reverse of reading the closed tables."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Final

from pipeline.recognise.amendments.forms import LAST, Case, is_front, table

_RUSSIAN_CASES: Final = (Case.NOM, Case.GEN, Case.DAT, Case.ACC, Case.INS, Case.LOC)


@lru_cache(maxsize=64)
def _russian_entry(kind: str, name: str) -> dict[str, Any]:
    entries: list[dict[str, Any]] = table("ru")[kind]
    return next(entry for entry in entries if entry["name"] == name)


def gender(kind: str, name: str) -> str:
    """m, f or n of a Russian unit or act."""
    return str(_russian_entry(kind, name)["gender"])


def russian_noun(kind: str, name: str, case: Case) -> str:
    """The singular of a Russian unit or act: («unit», «point», genitive) is «пункта»."""
    entry = _russian_entry(kind, name)
    place = _RUSSIAN_CASES.index(case)
    if entry.get("writes") == "forms" or "nouns" not in entry:
        return str(entry["forms"]["sg"].split()[place])
    stem, declension = entry["nouns"][0]
    return str(stem + table("ru")["declensions"][declension][place].replace("-", ""))


def russian_ordinal(number: str, of_gender: str, case: Case) -> str:
    """An ordinal in words: («21», f, accusative) is «двадцать первую»."""
    place, adjectives = _RUSSIAN_CASES.index(case), table("ru")["adjectives"]
    if number == LAST:
        return "последн" + str(adjectives[f"soft_{of_gender}"][place])
    ordinals = table("ru")["ordinals"]
    value = int(number)
    leading: list[str] = []
    for group in ("hundreds_before", "tens_before"):
        for word, size in sorted(ordinals[group].items(), key=lambda item: -int(item[1])):
            if size < value and (group == "hundreds_before" or value > 20) and value - size < size * 10:
                if group == "tens_before" and value - size >= 10:
                    continue
                leading.append(word)
                value -= size
                break
    if value == 3:
        return " ".join([*leading, "трет" + adjectives[f"third_{of_gender}"][place]])
    stem = next(s for group in ("first", "tens", "hundreds") for s, size in ordinals[group].items() if size == value)
    row = f"{'stressed' if stem in adjectives['stressed'] and of_gender == 'm' else 'hard'}_{of_gender}"
    return " ".join([*leading, stem + adjectives[row][place]])


def russian_date(day: dt.date) -> str:
    """«1 января 2020 года»."""
    return f"{day.day} {table('ru')['months']['genitive'][day.month - 1]} {day.year} года"


def kazakh_ordinal(number: str) -> str:
    """An ordinal in words: «25» is «жиырма бесінші»."""
    ordinals = table("kk")["ordinals"]
    if number == LAST:
        return str(ordinals["last"][0])
    value = int(number)
    leading: list[str] = []
    if value > 100:
        leading.append("жүз")
        value -= 100
    special = {size: word for word, size in ordinals["special"].items()}
    if value > 10 and value % 10:
        leading.append({size: word for word, size in ordinals["tens"].items()}[value - value % 10])
        value %= 10
    return " ".join([*leading, special[value]])


def kazakh_date(day: dt.date) -> str:
    """«2020 жылғы 1 қаңтарға», in the dative as «дейін» asks for it."""
    return f"{day.year} жылғы {day.day} {table('kk')['months']['dative'][day.month - 1]}"


def kazakh_noun(kind: str, name: str) -> str:
    """The first noun of the table for a unit, act or word."""
    return str(next(entry for entry in table("kk")[kind] if entry["name"] == name)["nouns"][0])


_VOWELS: Final = "аәеиоөұүыіуюяё"
_NASALS: Final = "мнң"
_VOICELESS: Final = "пткқсшщчцхфһбгд"
_VOICED: Final = {"к": "г", "қ": "ғ", "п": "б"}


def kazakh_form(noun: str, case: Case, possessed: bool = False, plural: bool = False) -> str:
    """A Kazakh noun inflected by vowel harmony: («тармақ», genitive, possessed) is «тармағының»."""
    front = is_front(noun)
    stem = noun + _plural_ending(noun, front) if plural else noun
    if possessed:
        return _possessed(stem, front) + _after_possession(case, front)
    return stem + _case_ending(stem, case, front)


def _plural_ending(noun: str, front: bool) -> str:
    last = noun[-1]
    if last in "аәеоөұүыі" or last in "руйи":
        return "лер" if front else "лар"
    if last in "лмнңзж":
        return "дер" if front else "дар"
    return "тер" if front else "тар"


def _possessed(stem: str, front: bool) -> str:
    last = stem[-1]
    if last in "аәеоөыі":
        return stem + ("сі" if front else "сы")
    return stem[:-1] + _VOICED.get(last, last) + ("і" if front else "ы")


_POSSESSED_ENDINGS: Final = {
    Case.NOM: ("", ""),
    Case.GEN: ("ның", "нің"),
    Case.DAT: ("на", "не"),
    Case.ACC: ("н", "н"),
    Case.LOC: ("нда", "нде"),
    Case.ABL: ("нан", "нен"),
    Case.INS: ("мен", "мен"),
    Case.ATT: ("ндағы", "ндегі"),
}


def _after_possession(case: Case, front: bool) -> str:
    return _POSSESSED_ENDINGS[case][front]


def _case_ending(stem: str, case: Case, front: bool) -> str:
    """The ending after a bare stem: its consonant follows the last sound, its vowel the harmony."""
    last = stem[-1]
    voiceless, nasal, vowel = last in _VOICELESS, last in _NASALS, last in "аәеоөыі"
    a, y = ("е", "і") if front else ("а", "ы")
    dental = "т" if voiceless else "д"
    endings = {
        Case.NOM: "",
        Case.GEN: f"{'н' if vowel or nasal else dental}{y}ң",
        Case.DAT: ("ке" if front else "қа") if voiceless else ("ге" if front else "ға"),
        Case.ACC: f"{'н' if vowel else dental}{y}",
        Case.LOC: f"{dental}{a}",
        Case.ABL: f"{'н' if nasal else dental}{a}н",
        Case.INS: "пен" if voiceless else "бен" if last in "зж" else "мен",
        Case.ATT: f"{dental}{a}" + ("гі" if front else "ғы"),
    }
    return endings[case]
