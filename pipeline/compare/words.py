"""The difference of two texts in words, so that taking it gives the new text and leaving it the old one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from rapidfuzz.distance import Indel

from pipeline.model.operations import OperationRef


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Piece(Struct, frozen=True):
    """Words that stayed, went or came; `by` are the operations that may have done it (one, where that is known)."""

    change: Change
    text: str
    by: tuple[OperationRef, ...] = ()


_TOKEN = re.compile(r"\w+(?:[-–.,/]\w+)*|\n|[^\S\n]+|[^\w\s]")
_QUOTES = dict.fromkeys(map(ord, '"«»„“”‟″＂'), '"')
_SHARE = 3
"""Unchanged words between two changes are told as changed when they are fewer than this part of each."""

Tokens = list[str]


class _Run(Struct):
    old: Tokens
    new: Tokens
    same: bool


def word_diff(old: str, new: str, key: Callable[[str], str] = str) -> tuple[Piece, ...]:
    """The pieces that turn `old` into `new`, each deletion before the insertion that takes its place.

    Words are equal when their `key` is; of equal words those of `new` are kept. Equal texts give one piece.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs = [
        _Run(before[code.src_start : code.src_end], after[code.dest_start : code.dest_end], code.tag == "equal")
        for code in Indel.opcodes([key(token) for token in before], [key(token) for token in after])
    ]
    return tuple(_pieces(_readable(_joined(runs))))


def accepted(pieces: Iterable[Piece]) -> str:
    """The text with every change taken."""
    return "".join(piece.text for piece in pieces if piece.change is not Change.DELETED)


def rejected(pieces: Iterable[Piece]) -> str:
    """The text with no change taken."""
    return "".join(piece.text for piece in pieces if piece.change is not Change.INSERTED)


def comparable(text: str) -> str:
    """A text as it is compared: without case, white space and the style of quotes."""
    return "".join(text.casefold().translate(_QUOTES).split())


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Deletions and insertions that touch one another as one run."""
    found: list[_Run] = []
    for run in runs:
        if found and not run.same and not found[-1].same:
            found[-1] = _Run(found[-1].old + run.old, found[-1].new + run.new, False)
        else:
            found.append(run)
    return found


def _readable(runs: Sequence[_Run]) -> list[_Run]:
    """Without islands: a comma or a stray word that stayed between two changes reads as part of one change."""
    found: list[_Run] = []
    for place, run in enumerate(runs):
        island = run.same and found and place + 1 < len(runs) and _thin(run, found[-1], runs[place + 1])
        if found and not found[-1].same and (island or not run.same):
            found[-1] = _Run(found[-1].old + run.old, found[-1].new + run.new, False)
        else:
            found.append(run)
    return found


def _thin(run: _Run, before: _Run, after: _Run) -> bool:
    if "\n" in run.new:
        return False
    changed = min(max(_count(near.old), _count(near.new)) for near in (before, after))
    return _count(run.new) * _SHARE <= changed


def _count(tokens: Tokens) -> int:
    return sum(1 for token in tokens if token[0].isalnum())


def _pieces(runs: Iterable[_Run]) -> Iterable[Piece]:
    for run in runs:
        if run.same:
            yield Piece(Change.SAME, "".join(run.new))
            continue
        if run.old:
            yield Piece(Change.DELETED, "".join(run.old))
        if run.new:
            yield Piece(Change.INSERTED, "".join(run.new))
