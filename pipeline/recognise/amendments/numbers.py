"""Numbers of provisions: figures, Roman figures, letters, ordinal words, their lists and ranges.

Law № 480-V, article 26(7): inserted elements take hyphenated numbers (4-1, 12-1); article 25: parts and
paragraphs are cited by ordinal words. «222–39–3» is one number, «1–3-тармақтар» and «630 – 632-баптар» are ranges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.model.acts import Language
from pipeline.raised import hyphenated
from pipeline.recognise.amendments.atoms import NUMBER_ENDINGS, Atom, Kind
from pipeline.recognise.amendments.forms import LAST, leading_numerals, ordinal_forms
from pipeline.recognise.amendments.pieces import Item, Number, Range

_ROMAN: Final = re.compile(r"(?=[іvхl])х{0,3}(?:іх|іv|v?і{0,3}|l?х{0,3})$")
_TO_LATIN: Final = str.maketrans("іхсмv", "IXCMV")
_ENDING: Final = re.compile(r"-[а-яәіңғүұқөһ]{1,4}$")
_LONGEST_RANGE: Final = 400
_LAST_FIGURE: Final = re.compile(r"(?:(?<=[-.])|^)\d+$")


def figure(spelling: str) -> Number:
    """A number written with figures or one letter: «4-1», «5)», «а)», «222–39–3», «3-ші»."""
    bracket = spelling.endswith(")")
    value = hyphenated(spelling.rstrip(") ")).replace("–", "-").replace(" ", "")
    ordinal = _ENDING.search(value)
    if ordinal is not None and ordinal.group()[1:] in NUMBER_ENDINGS:
        return Number(value[: ordinal.start()], word=True)
    return Number(value, bracket, dashed="–" in spelling)


def roman_figure(text: str, folded: str) -> Number | None:
    """A Roman number as printed in capitals («III», «IV», Cyrillic look-alikes as well), None for other words."""
    if not text.isupper() or not _ROMAN.match(folded) or folded in ("с", "м", "d"):
        return None
    return Number(folded.translate(_TO_LATIN).upper())


def ordinal(atoms: Sequence[Atom], at: int, language: Language) -> tuple[Number, int] | None:
    """The ordinal word or words at `at` («тридцать седьмой», «он екінші», «жүз жиырма бірінші») and their count."""
    leading, endings = leading_numerals(language), ordinal_forms(language)
    value, taken = 0, 0
    while at + taken < len(atoms) and taken < 3 and atoms[at + taken].kind is Kind.WORD:
        word = atoms[at + taken].value
        if word in endings:
            number = endings[word]
            return Number(number if number == LAST else str(value + int(number)), word=True), taken + 1
        if word not in leading:
            return None
        value, taken = value + leading[word], taken + 1
    return None


def with_ranges(items: Sequence[Item]) -> tuple[Item, ...]:
    """The numbers beside a plural noun: «1–3» is a range there, and so is a lone «1-3»."""
    return tuple(_range(item) if len(items) == 1 or _is_dashed(item) else item for item in items)


def _is_dashed(item: Item) -> bool:
    return isinstance(item, Number) and item.dashed


def _range(item: Item) -> Item:
    if isinstance(item, Range):
        return item
    parts = item.value.split("-")
    heads, tails = [part.rpartition(".")[0] for part in parts], [part.rpartition(".")[2] for part in parts]
    if len(parts) == 2 and heads[0] == heads[1] and all(map(str.isdigit, tails)) and int(tails[0]) < int(tails[1]):
        return Range(Number(parts[0], item.bracket), Number(parts[1], item.bracket))
    return item


def expanded(items: Sequence[Item]) -> tuple[Number, ...]:
    """The single numbers of a list; a range counts through its last figure («46-1 – 46-4» too)."""
    found: list[Number] = []
    for item in items:
        found.extend([item] if isinstance(item, Number) else _counted(item))
    return tuple(found)


def _counted(item: Range) -> list[Number]:
    first, last = _LAST_FIGURE.search(item.first.value), _LAST_FIGURE.search(item.last.value)
    head = item.first.value[: first.start()] if first is not None else ""
    if first is None or last is None or head != item.last.value[: last.start()]:
        return [item.first, item.last]
    start, end = first.group(), last.group()
    low, high = int(start), int(end)
    if not low < high <= low + _LONGEST_RANGE:
        return [item.first, item.last]
    return [Number(f"{head}{n}", item.first.bracket, item.first.word) for n in range(low, high + 1)]
