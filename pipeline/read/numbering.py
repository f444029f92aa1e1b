"""Automatic numbering of Word documents: the numbers that Word prints but does not store as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters that Word numbers with in Russian: without ё, й, ъ, ы, ь."""


class Level(NamedTuple):
    """One level of a list: its format, its first number, the text around the numbers, whether all are decimal."""

    format: str = "decimal"
    start: int = 1
    text: str = "%1."
    legal: bool = False
    restart: int | None = None
    suffix: str = "tab"


def roman(number: int) -> str:
    """The number in small Roman letters."""
    letters = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        letters += numeral * count
    return letters


def letter(number: int, alphabet: str) -> str:
    """The number as a letter, doubled and tripled past the end of the alphabet, as Word does."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerLetter": lambda n: letter(n, "abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": lambda n: letter(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "russianLower": lambda n: letter(n, _RUSSIAN),
    "russianUpper": lambda n: letter(n, _RUSSIAN).upper(),
    "none": lambda _: "",
}


class Numbering:
    """The lists of a document and how far each has counted.

    Lists that share an abstract definition go on counting together, as Word does, unless one overrides where
    it starts.
    """

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self.unknown: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: _Element) -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._levels[key] = {int(x.get(f"{W}ilvl", "0")): _level(x) for x in abstract.iterfind(f"{W}lvl")}
        for number in root.iterfind(f"{W}num"):
            key = number.get(f"{W}numId", "")
            reference = number.find(f"{W}abstractNumId")
            self._abstract[key] = reference.get(f"{W}val", "") if reference is not None else ""
            for override in number.iterfind(f"{W}lvlOverride"):
                self._override(key, override)

    def _override(self, key: str, override: _Element) -> None:
        level = int(override.get(f"{W}ilvl", "0"))
        start = override.find(f"{W}startOverride")
        if start is not None:
            self._overrides.setdefault(key, {})[level] = int(start.get(f"{W}val", "1"))
        own = override.find(f"{W}lvl")
        if own is not None:
            private = f"own:{key}"
            self._levels.setdefault(private, dict(self._levels.get(self._abstract[key], {})))[level] = _level(own)
            self._abstract[key] = private

    def next(self, list_id: str, depth: int) -> str:
        """The label of the next paragraph of a list at a level, with the blank after it; empty for none.

        A bullet is a dash. A number format that is not known is counted in decimal and noted in `unknown`.
        """
        abstract = self._abstract.get(list_id)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        pending = self._overrides.get(list_id, {})
        if depth in pending:
            counts[depth] = pending.pop(depth)
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [level for level in counts if level > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and depth < restart):
                del counts[deeper]
        return self._label(levels, counts, depth)

    def _label(self, levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
        own = levels[depth]
        if own.format == "bullet":
            return "- "

        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            shape = levels.get(level, Level())
            count = counts.get(level, shape.start)
            return self._shown("decimal" if own.legal and level != depth else shape.format, count)

        label = _PLACE.sub(number, own.text)
        return label + ("" if own.suffix == "nothing" or not label else " ")

    def _shown(self, format_: str, count: int) -> str:
        if format_ not in _FORMATS:
            self.unknown.add(format_)
        return _FORMATS.get(format_, str)(count)


def _level(element: _Element) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return found.get(f"{W}val", default) if found is not None else default

    legal = element.find(f"{W}isLgl")
    restart = value("lvlRestart", "")
    return Level(
        format=value("numFmt", "decimal"),
        start=int(value("start", "1")),
        text=value("lvlText", ""),
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
        restart=int(restart) if restart else None,
        suffix=value("suff", "tab"),
    )
