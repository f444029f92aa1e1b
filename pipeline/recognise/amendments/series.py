"""Number lists: «7, 8 және 9», «46) және 47)», «с 5 по 8», «двенадцатый, тринадцатый» become one piece SERIES."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.model.acts import Language
from pipeline.recognise.amendments.forms import Role
from pipeline.recognise.amendments.pieces import Item, Number, Piece, Range

SERIES: Final = "SERIES"
_LISTING: Final = frozenset(["COMMA", "AND"])
_RANGING: Final = frozenset(["DASH", "BY"])


def with_series(pieces: Sequence[Piece], language: Language) -> list[Piece]:
    """The pieces with every run of numbers and the separators between them merged."""
    merged: list[Piece] = []
    pieces = _numbers_shown(pieces) if language == "ru" else pieces
    at = 0
    while at < len(pieces):
        if pieces[at].terminal != "NUMBER":
            merged.append(pieces[at])
            at += 1
            continue
        series, at = _series(pieces, at)
        if at + 1 < len(pieces) and pieces[at].terminal == "DASH" and pieces[at + 1].terminal == Role.UNIT:
            at += 1
        if merged and merged[-1].terminal == "FROM":
            merged.pop()
        merged.append(series)
    return merged


_SIGN: Final = re.compile(r"(?:№|n|н) ?(?P<number>\d+(?:-\d+)*)$")
_LETTER: Final = re.compile(r"[а-яa-z]", re.IGNORECASE)
_LETTERED: Final = frozenset(["subpoint", "point"])


def _numbers_shown(pieces: Sequence[Piece]) -> list[Piece]:
    """«приложения N 3 и N 4», «подпункты «б» и «в»»: numbers of units with a sign or in quotes become plain ones."""
    found: list[Piece] = []
    unit: Piece | None = None
    for piece in pieces:
        number = _shown(piece, unit) if unit is not None else None
        found.append(piece if number is None else Piece("NUMBER", piece.start, piece.end, items=(number,)))
        if piece.terminal == Role.UNIT:
            unit = piece
        elif number is None and piece.terminal not in _LISTING:
            unit = None
    return found


def _shown(piece: Piece, unit: Piece) -> Number | None:
    if piece.terminal == "ACT_NUMBER":
        sign = _SIGN.match(piece.text)
        return Number(sign["number"]) if sign is not None else None
    lettered = any(form.name in _LETTERED for form in unit.forms)
    if piece.terminal == "QUOTE" and lettered and _LETTER.fullmatch(piece.text.strip()):
        return Number(piece.text.strip().lower(), bracket=True)
    return None


def _series(pieces: Sequence[Piece], at: int) -> tuple[Piece, int]:
    start, end = pieces[at].start, pieces[at].end
    items: list[Item] = list(pieces[at].items)
    at += 1
    while at < len(pieces):
        link, following = pieces[at].terminal, _number_after(pieces, at)
        if link == "NUMBER" and _same_kind(items[-1], pieces[at]):
            items.extend(pieces[at].items)
            end, at = pieces[at].end, at + 1
        elif link in _LISTING and following is not None and _same_kind(items[-1], pieces[following]):
            items.extend(pieces[following].items)
            end, at = pieces[following].end, following + 1
        elif link in _RANGING and following == at + 1 and isinstance(items[-1], Number):
            last = pieces[following].items[0]
            items[-1] = _range(items[-1], last) if isinstance(last, Number) else items[-1]
            end, at = pieces[following].end, following + 1
            at += at < len(pieces) and pieces[at].terminal == "INCLUSIVE"
        elif link == "UNTIL_NUMBER" and len(items) > 1:
            first, last = items[-2:]
            if isinstance(first, Number) and isinstance(last, Number):
                items[-2:] = [Range(first, last)]
            end, at = pieces[at].end, at + 1
        else:
            break
    return Piece(SERIES, start, end, items=tuple(items)), at


def _range(first: Number, last: Number) -> Item:
    """«5 – 8» is a range, «5 - 1» a number with its index set apart."""
    if first.value.isdigit() and last.value.isdigit() and int(last.value) <= int(first.value):
        return Number(f"{first.value}-{last.value}", last.bracket)
    return Range(first, last)


def _number_after(pieces: Sequence[Piece], at: int) -> int | None:
    """The number after one or two separators («, және 5»)."""
    for place in range(at + 1, min(at + 3, len(pieces))):
        if pieces[place].terminal == "NUMBER":
            return place
        if pieces[place].terminal not in _LISTING | {"FROM"}:
            return None
    return None


def _same_kind(item: Item, piece: Piece) -> bool:
    """Ordinal words and figures do not mix in one list."""
    last = item.last if isinstance(item, Range) else item
    first = piece.items[0]
    return isinstance(first, Number) and last.word == first.word
