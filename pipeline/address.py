"""Addresses: how people name a place in an act, written down so that parse and print are inverse.

    address := "" | step ("/" step)*
    step    := unit [":" number] ['["' words '"]']

Steps go from the outside in: `annex:3/chapter:2`, `point:16/subpoint:2/paragraph:3`, `row["НКДСЖ"]`.
Units are the structural elements of Law № 480-V «On legal acts», articles 23 and 24, plus those of tables.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Unit(StrEnum):
    """A unit of structure, from the outside in."""

    SECTION = "section"
    SUBSECTION = "subsection"
    CHAPTER = "chapter"
    SUBCHAPTER = "subchapter"
    ARTICLE = "article"
    POINT = "point"
    SUBPOINT = "subpoint"
    PART = "part"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    ANNEX = "annex"
    ROW = "row"
    COLUMN = "column"
    NOTE = "note"
    TITLE = "title"
    PREAMBLE = "preamble"
    TEXT = "text"


class AddressError(ValueError):
    """Words that are no address; the message names the step that fails."""


_STEP = re.compile(r'(?P<unit>[a-z]+)(?::(?P<number>[^/\[\]"]+))?(?:\["(?P<words>[^"]*)"\])?')


class Step(NamedTuple):
    """One step: a unit, its number where it has one, its words where it is chosen by words."""

    unit: Unit
    number: str | None = None
    words: str | None = None

    def __str__(self) -> str:
        number = f":{self.number}" if self.number is not None else ""
        words = f'["{self.words}"]' if self.words is not None else ""
        return f"{self.unit}{number}{words}"


class Address(NamedTuple):
    """A place in an act; the empty address is the act as a whole."""

    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        return "/".join(map(str, self.steps))

    def __truediv__(self, step: Step) -> Address:
        return Address((*self.steps, step))

    def child(self, unit: Unit, number: str | None = None, words: str | None = None) -> Address:
        """The address one step further in."""
        return Address((*self.steps, Step(unit, number, words)))

    @property
    def last(self) -> Step | None:
        """The innermost step, None for the whole act."""
        return self.steps[-1] if self.steps else None

    @property
    def parent(self) -> Address:
        """Everything but the innermost step."""
        return Address(self.steps[:-1])

    @property
    def document(self) -> Address:
        """The leading annex steps: the document (the act itself or an annex of it) the place lies in."""
        steps: list[Step] = []
        for step in self.steps:
            if step.unit is not Unit.ANNEX:
                break
            steps.append(step)
        return Address(tuple(steps))

    def within(self, outer: Address) -> bool:
        """Whether this place lies in `outer` or is it."""
        return self.steps[: len(outer.steps)] == outer.steps

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address; raises `AddressError` naming the step that is none."""
        return _parse(text)


WHOLE = Address()
"""The act as a whole."""


@lru_cache(maxsize=4096)
def _parse(text: str) -> Address:
    steps: list[Step] = []
    position = 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None or match["unit"] not in set(Unit):
            raise AddressError(f"no address: {text!r}, at {text[position:]!r}")
        steps.append(Step(Unit(match["unit"]), match["number"], match["words"]))
        position = match.end()
        if position < len(text):
            if text[position] != "/" or position + 1 == len(text):
                raise AddressError(f"no address: {text!r}, at {text[position:]!r}")
            position += 1
    return Address(tuple(steps))


def selector(words: str) -> str:
    """Words fit to stand in an address: one line, no double quotes, blanks single."""
    return " ".join(words.replace('"', " ").replace("«", " ").replace("»", " ").split())


_NUMBER = re.compile(r"\d+|[^\d\-–]+")
_ROMAN = re.compile(r"^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$", re.IGNORECASE)
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(number: str) -> int | None:
    """The value of a Roman number, None when it is none."""
    letters = number.upper().replace("І", "I").replace("Х", "X").replace("С", "C").replace("М", "M")
    if not letters or not _ROMAN.match(letters):
        return None
    values = [_ROMAN_VALUE[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


SortKey = tuple[tuple[int, int, str], ...]


def sort_key(number: str | None) -> SortKey:
    """Order of numbers in an act: 4, 4-1, 4-2, 5; letters after digits; Roman numbers by value.

    Law № 480-V, article 26(7): a new element between two others takes the number before it with a hyphen.
    """
    if number is None:
        return ()
    value = roman(number)
    if value is not None:
        return ((0, value, ""),)
    return tuple(
        (0, int(piece), "") if piece.isdigit() else (1, 0, piece.lower()) for piece in _NUMBER.findall(number)
    )
