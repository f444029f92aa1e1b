"""Words of a suspension that name no place: how far it goes, and a period that is not told by its last day.

«… режимінің қолданылуы бөлігінде … 26-1-тармағының қолданылуы … тоқтатыла тұрсын», «… 19-тарауын қолдану кезінде …»:
what is suspended is suspended so far only. «… төтенше жағдай қолданылатын кезеңге тоқтатыла тұрсын»: nobody knows
the last day. A period is left out of the sentence; how far a suspension goes is told with it, for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.pieces import Piece

_PERIODS: Final = ("кезеңге", "кезеңіне", "мерзімге", "мерзіміне")
_SO_FAR: Final = re.compile(r",\s*(?P<limit>в части (?!перв|втор|треть|четв|пят|шест|седьм|восьм|девят|десят)[^.;]*)")


class Told(NamedTuple):
    """A sentence without the words that name no place, and those of them that limit what it orders."""

    pieces: list[Piece]
    limits: list[Piece]


def without_limits(pieces: Sequence[Piece]) -> Told:
    """The pieces of a Kazakh suspension without its period and without words that say how far it goes."""
    if not any(piece.terminal == "SUSPENDED" for piece in pieces):
        return Told(list(pieces), [])
    spans = list(_limits(pieces))
    taken = [*spans, *_periods(pieces)]
    kept = [piece for at, piece in enumerate(pieces) if not any(start <= at < end for start, end in taken)]
    limits = [Piece("LIMIT", pieces[start].start, pieces[end - 1].end) for start, end in spans]
    return Told(kept, limits)


Span = tuple[int, int]


def _limits(pieces: Sequence[Piece]) -> Iterator[Span]:
    """«… режимінің қолданылуы бөлігінде» in front of the place, «19-тарауын қолдану кезінде» in it."""
    for at, piece in enumerate(pieces):
        if piece.text == "бөлігінде" and at and pieces[at - 1].terminal != "SERIES":
            yield 0, at + 1
            break
    for at, (one, other) in enumerate(pairwise(pieces)):
        if (one.text, other.text) == ("қолдану", "кезінде"):
            start = at
            while start and pieces[start - 1].terminal in ("U", "SERIES"):
                start -= 1
            yield start, at + 2


def _periods(pieces: Sequence[Piece]) -> Iterator[Span]:
    """«қолданылуы … төтенше жағдай қолданылатын кезеңге»: from the noun that is suspended to the period."""
    last = next((at for at, piece in enumerate(pieces) if piece.text in _PERIODS), None)
    effect = max((at for at, piece in enumerate(pieces[:last]) if piece.terminal == "EFFECT"), default=None)
    if last is not None and effect is not None:
        yield effect + 1, last + 1


def russian_limit(text: str) -> str | None:
    """«…, в части действия безвизового режима»: the words that say how far a suspension goes."""
    found = _SO_FAR.search(fold(text))
    return text[found.start("limit") : found.end("limit")] if found is not None else None
