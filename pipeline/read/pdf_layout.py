"""Paragraphs from geometry: which printed line opens a paragraph, which goes on, which stands by itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.assembly import Anchor
from pipeline.read.pdf_lines import TextLine

INDENTS = (9.0, 90.0)
"""Between which distances from the margin (points) a first-line indent lies (R464: 1.25 cm is 35 points)."""

_TOUCH = 3.5
"""How exactly (points) lines keep to a margin."""

_COMMON = 0.12
"""Which share of the lines must keep to a margin to make it one."""

_SOME = 0.06
"""Which share of few lines must be set in alike to make an indent; among many, three such lines do."""

_FEW, _NEARLY_ALL = 2, 0.8
"""How many lines, and which share of them, must go on full ones to show a margin that few lines keep to."""

_FULL = 0.12
"""A line that ends this near to the margin (share of the column) may be full."""

_WIDE_LEADING = 1.45
"""Lines this many times further apart than usual stand in different blocks."""

_OTHER_SIZE = 0.1
"""Letters that differ by more than this share of their height belong to different blocks."""

_LEADING_SHARE = 0.12
"""Which share of the distances between lines must be alike to be that of lines within a paragraph."""

_ENDS = re.compile(r"(?:[;:!?…]|(?<!\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])\.)[\"»”)]*$")
"""How a sentence ends; a capital letter and a stop are the initials of a name that goes on."""
_LIST_MARK = re.compile(r"[\"«„“]?(?:\d+(?:-\d+)*[.)]|[а-яәі]\)|[-–—•])(?:\s|$)")


class Row(NamedTuple):
    """A printed line as the layout needs it: its text and links, its ends, its baseline, its height."""

    text: str
    anchors: tuple[Anchor, ...]
    x0: float
    x1: float
    baseline: float
    size: float


class Part(Enum):
    """What a printed line is in its text."""

    OPENS = "opens"
    """The first line of a paragraph."""
    GOES_ON = "goes on"
    """A further line of what comes before it."""
    FLUSH = "flush"
    """A line of a title or a signature; the first of its block."""


class Margins(NamedTuple):
    """Where the lines of a column begin and end, and how far first lines are set in (None: they are not)."""

    left: float
    right: float
    indent: float | None


def margins(ends: Sequence[tuple[float, float]]) -> Margins:
    """The margins that most lines of a column keep to, from the left and right ends of its lines in order."""
    starts, stops = _places(x0 for x0, _ in ends), _places(x1 for _, x1 in ends)
    enough = max(2.0, _COMMON * len(ends))
    left = min((place for place, count in starts.items() if count >= enough), default=min(x0 for x0, _ in ends))
    furthest = max(x1 for _, x1 in ends)
    right = max((place for place, count in stops.items() if count >= enough), default=furthest)
    right = max(right, furthest - 12) if len(ends) < 8 else right
    left = _outer(ends, left, right)
    offsets = _places(
        x0 - left
        for x0, x1 in ends
        if INDENTS[0] <= x0 - left <= INDENTS[1]
        and x1 > left + 0.3 * (right - left)
        and not _centred(x0 - left, right - x1)
    )
    usual = max(offsets, key=lambda place: offsets[place], default=None)
    indent = usual if usual is not None and offsets[usual] >= min(3.0, max(1.0, _SOME * len(ends))) else None
    return Margins(left, right, indent)


def _outer(ends: Sequence[tuple[float, float]], left: float, right: float) -> float:
    """The margin left of the one that most lines keep to, where these are first lines: most paragraphs are short.

    The few lines that stand there go on full ones.
    """
    full = right - _FULL * (right - left)
    outer = [(x0, above >= full) for (_, above), (x0, _) in pairwise(ends) if INDENTS[0] <= left - x0 <= INDENTS[1]]
    if not outer:
        return left
    places = _places(x0 for x0, _ in outer)
    place = max(places, key=lambda place: places[place])
    kept = [goes_on for x0, goes_on in outer if abs(x0 - place) <= _TOUCH]
    return place if len(kept) >= _FEW and sum(kept) >= _NEARLY_ALL * len(kept) else left


def _places(values: Iterable[float]) -> Counter[float]:
    """Values counted by the first of those near to it."""
    counts: Counter[float] = Counter()
    anchor: float | None = None
    for value in sorted(values):
        if anchor is None or value - anchor > _TOUCH:
            anchor = value
        counts[anchor] += 1
    return counts


def leadings(rows: Sequence[Row | TextLine]) -> list[float]:
    """The distances from line to line on a page, measured in the height of their letters."""
    return [
        (below.baseline - above.baseline) / max(above.size, below.size)
        for above, below in pairwise(rows)
        if 0 < below.baseline - above.baseline < 3 * max(above.size, below.size)
    ]


def usual_leading(steps: Sequence[float]) -> float:
    """The distance of lines within a paragraph: the smallest that a good share of all distances keeps to.

    The middle of all would be that between paragraphs where most of them are of one line.
    """
    ordered = sorted(steps)
    enough = max(2.0, _LEADING_SHARE * len(ordered))
    for at, step in enumerate(ordered):
        near = bisect_right(ordered, step * 1.06) - at
        if near >= enough:
            return ordered[at + near // 2]
    return ordered[len(ordered) // 2] if ordered else 1.2


class Laid(NamedTuple):
    """A printed line with what it is and whether a blank line comes before it."""

    row: Row
    part: Part
    gap: bool


def lay(rows: Sequence[Row], column: Margins, usual: float, goes_on: bool = False) -> list[Laid]:
    """What each line of one column is, from the top down; `goes_on`: the first one goes on the page before."""
    laid: list[Laid] = []
    for number, row in enumerate(rows):
        above = laid[-1] if laid else None
        below = rows[number + 1] if number + 1 < len(rows) else None
        gap = above is not None and _apart(above.row, row, usual)
        first = above is None and goes_on
        part = Part.GOES_ON if first else _part(row, above, below, column, gap)
        laid.append(Laid(row, part, gap))
    return laid


def _apart(above: Row, below: Row, usual: float) -> bool:
    """Whether two lines stand in different blocks: they are far apart, or one is a heading in larger letters."""
    if abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size):
        return True
    return below.baseline - above.baseline > _WIDE_LEADING * usual * max(above.size, below.size)


def _part(row: Row, above: Laid | None, below: Row | None, column: Margins, gap: bool) -> Part:
    offset = row.x0 - column.left
    if _is_centred(row, below, column):
        return _flush_part(row, above, gap)
    if column.indent is not None and abs(offset - column.indent) <= _TOUCH:
        return Part.GOES_ON if _hangs(above, row, column, gap) else Part.OPENS
    if offset > _TOUCH and not _hangs(above, row, column, gap):
        return _flush_part(row, above, gap)
    if above is None:
        return Part.OPENS if column.indent is None and _is_prose(row, below, column) else Part.FLUSH
    if column.indent is None and (gap or _ended(above.row, column)):
        return Part.OPENS if _is_prose(row, below, column) else Part.FLUSH
    return Part.FLUSH if gap else Part.GOES_ON


def _is_centred(row: Row, below: Row | None, column: Margins) -> bool:
    """Whether a line keeps as far from the left margin as from the right one and opens no paragraph.

    A full line set in by the usual indent does so by chance, unless the line below is centred too.
    """
    if not _in_the_middle(row, column) or _ENDS.search(row.text):
        return False
    full = column.right - row.x1 < 0.12 * (column.right - column.left)
    at_indent = column.indent is not None and abs(row.x0 - column.left - column.indent) <= _TOUCH
    return not (full and at_indent) or (below is not None and _in_the_middle(below, column))


def _in_the_middle(row: Row, column: Margins) -> bool:
    return _centred(row.x0 - column.left, column.right - row.x1)


def _centred(offset: float, slack: float) -> bool:
    return offset >= 2 * _TOUCH and abs(offset - slack) <= 2 * _TOUCH


def _flush_part(row: Row, above: Laid | None, gap: bool) -> Part:
    """A line of a block that neither opens a paragraph nor goes on one: first of its block, or a further one."""
    if above is None or gap or above.part is Part.OPENS:
        return Part.FLUSH
    if _same_middle(above.row, row) and abs(above.row.x0 - row.x0) > _TOUCH:
        return Part.GOES_ON
    aligned = abs(above.row.x0 - row.x0) <= _TOUCH
    return Part.GOES_ON if aligned and not _ENDS.search(above.row.text) else Part.FLUSH


def crosses(last: Laid, first: Row, column: Margins) -> bool:
    """Whether the first line of a page goes on the last one of the page before, in the middle of a paragraph.

    The line above is full, this one stands at the margin. Where a sentence ends above, the line must reach the
    margin exactly, as stretched ones do, and paragraphs must open with an indent, which this one lacks. Where none
    does and lines are not stretched, a line is full when the small-lettered word that follows found no room in it.
    """
    slack = column.right - last.row.x1
    if last.part is Part.FLUSH or abs(first.x0 - column.left) > _TOUCH or _LIST_MARK.match(first.text):
        return False
    if _ENDS.search(last.row.text):
        return column.indent is not None and abs(slack) <= _TOUCH
    return slack < 0.04 * (column.right - column.left) or (
        first.text[:1].islower() and _wraps(last.row, first, column)
    )


def _same_middle(above: Row, below: Row) -> bool:
    return abs((above.x0 + above.x1) - (below.x0 + below.x1)) < 4 * _TOUCH


def _hangs(above: Laid | None, row: Row, column: Margins, gap: bool) -> bool:
    """Whether a line set in from the margin still goes on the full line above it (a hanging indent)."""
    if above is None or gap or above.part is Part.FLUSH or _LIST_MARK.match(row.text):
        return False
    return above.row.x1 > column.right - 0.08 * (column.right - column.left) and not _ENDS.search(above.row.text)


def _ended(above: Row, column: Margins) -> bool:
    return bool(_ENDS.search(above.text)) and above.x1 < column.right - 0.1 * (column.right - column.left)


def _is_prose(row: Row, below: Row | None, column: Margins) -> bool:
    """Whether a flush line opens running text where paragraphs have no indent: it is full or it ends one."""
    if _LIST_MARK.match(row.text) or _ENDS.search(row.text):
        return True
    return below is not None and _wraps(row, below, column)


def _wraps(row: Row, below: Row, column: Margins) -> bool:
    """Whether a line ends because the first word of the next one found no room in it."""
    words = below.text.split(maxsplit=1)
    letter = (row.x1 - row.x0) / max(1, len(row.text))
    return bool(words) and row.x1 + letter * (len(words[0]) + 1) > column.right - letter
