"""Text that remembers where each of its characters stood in the source file.

A cleaning pass moves, joins and repairs words; a lawyer must still be able to ask where a character came
from. `Traced` is a string whose characters carry their source offsets. Slicing, joining and replacing keep
them, so "100 % of the characters are accounted for" is arithmetic, not a promise.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import pairwise

INSERTED = -1
"""The offset of a character that stands in no source file (a blank between joined lines, a repaired quote)."""

Run = tuple[int, int]
"""A source offset (or `INSERTED`) and the number of characters that follow on from it."""


class Traced:
    """A string with one source offset a character; immutable by convention, as `str` is."""

    __slots__ = ("at", "text")

    def __init__(self, text: str, at: array[int]) -> None:
        if len(text) != len(at):
            raise ValueError(f"{len(text)} characters with {len(at)} offsets")
        self.text = text
        self.at = at

    @classmethod
    def of(cls, text: str, start: int = 0) -> Traced:
        """The text as it stands in the source from offset `start` on."""
        return cls(text, array("l", range(start, start + len(text))))

    @classmethod
    def inserted(cls, text: str) -> Traced:
        """Text that a repair put there and no source holds."""
        return cls(text, array("l", [INSERTED]) * len(text))

    @classmethod
    def from_runs(cls, text: str, runs: Iterable[Run]) -> Traced:
        """The inverse of `runs`."""
        at = array("l")
        for start, length in runs:
            at.extend([INSERTED] * length if start == INSERTED else range(start, start + length))
        return cls(text, at)

    def runs(self) -> tuple[Run, ...]:
        """The offsets, run-length coded: what is stored beside the text."""
        cuts = [0]
        cuts += [i + 1 for i, (a, b) in enumerate(pairwise(self.at)) if b != (INSERTED if a == INSERTED else a + 1)]
        cuts.append(len(self.at))
        return tuple((self.at[a], b - a) for a, b in pairwise(cuts) if b > a)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"Traced({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Traced) and self.text == other.text and self.at == other.at

    def __hash__(self) -> int:
        return hash((self.text, self.at.tobytes()))

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.at[part])

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.at + other.at)

    def strip(self, characters: str | None = None) -> Traced:
        """Without the leading and trailing blanks (or `characters`)."""
        start = len(self.text) - len(self.text.lstrip(characters))
        end = len(self.text.rstrip(characters))
        return self[start : max(start, end)]

    def replace(self, start: int, end: int, new: str) -> Traced:
        """With the characters of `start:end` changed to `new`; same-length text keeps its offsets."""
        old = self[start:end]
        middle = Traced(new, old.at) if len(new) == len(old) else Traced.inserted(new)
        return self[:start] + middle + self[end:]

    def first(self) -> int | None:
        """The source offset of the first character that has one."""
        return next((offset for offset in self.at if offset != INSERTED), None)

    def offsets(self) -> set[int]:
        """Every source offset this text holds."""
        return {offset for offset in self.at if offset != INSERTED}


def join(parts: Iterable[Traced], separator: str = "") -> Traced:
    """The parts in order, `separator` (inserted, of no source) between them."""
    text: list[str] = []
    at = array("l")
    gap = array("l", [INSERTED]) * len(separator)
    for number, part in enumerate(parts):
        if number:
            text.append(separator)
            at.extend(gap)
        text.append(part.text)
        at.extend(part.at)
    return Traced("".join(text), at)
