"""Page numbers, running heads and feet: what a printer repeats on every page and no norm says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.read.pdf_layout import Row

_EDGE = 3
"""How many lines at the top and at the bottom of a page may be furniture."""

_BAND = 0.1
"""In which share of the page's height at either end they stand."""

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:бет|стр(?:аница)?\.?|page)\s*)?\d{1,4}(?:\s*(?:/|из|of|-бет)\s*\d{0,4})?[-–—\s]*$", re.I
)
_SHARE = 0.5
"""On which share of the pages a line must stand to be a running head or foot."""


def furniture(pages: Sequence[tuple[float, Sequence[Row]]]) -> list[set[int]]:
    """For each page (its height, its lines from the top down) the numbers of the lines that are furniture.

    A line is furniture when the same words, numbers apart, stand at the edge of at least half of three or more
    pages, or when it is a lone number there that counts the pages.
    """
    candidates = [_at_edges(height, rows) for height, rows in pages]
    counts: Counter[str] = Counter()
    for (_, rows), places in zip(pages, candidates, strict=True):
        counts.update({_shape(rows[place].text) for place in places})
    enough = max(3.0, _SHARE * len(pages))
    numbering = _page_numbers(pages, candidates)
    return [
        {place for place in places if counts[_shape(rows[place].text)] >= enough or (number, place) in numbering}
        for number, ((_, rows), places) in enumerate(zip(pages, candidates, strict=True))
    ]


def _at_edges(height: float, rows: Sequence[Row]) -> list[int]:
    last = len(rows) - 1
    return [
        place
        for place, row in enumerate(rows)
        if (place < _EDGE and row.baseline < _BAND * height)
        or (place > last - _EDGE and row.baseline > (1 - _BAND) * height)
    ]


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text.strip().lower())


def _page_numbers(
    pages: Sequence[tuple[float, Sequence[Row]]], candidates: Sequence[Sequence[int]]
) -> set[tuple[int, int]]:
    """Lone numbers at the edges whose distance from the number of the page is the same on most pages."""
    found: dict[int, set[tuple[int, int]]] = {}
    for number, ((_, rows), places) in enumerate(zip(pages, candidates, strict=True)):
        for place in places:
            if _NUMBER.match(rows[place].text.strip()):
                value = int(_DIGITS.findall(rows[place].text)[0])
                found.setdefault(value - number, set()).add((number, place))
    steady = [places for places in found.values() if len(places) >= 2 and len(places) >= _SHARE * (len(pages) - 1)]
    return set().union(*steady)
