"""The cells of ruled tables, from the strokes a page draws.

Strokes are gathered into rules, rules that a page's end leaves open are closed, and pdfplumber's table finder makes
cells of them. pdfplumber alone would parse every character of the page a second time to get at the same strokes,
which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from pipeline.read.pdf_strokes import MOST_STROKES, STRAIGHT, THIN, Box, Drawn

_UPRIGHT = 6.0
"""From which length on (points) an upright line may part two cells; underlines and rules of one row are lower."""

_SNAP = 3.0
"""Rules nearer than this (points) are one rule drawn twice or broken; shorter ones are dots."""

_MOST_CROSSINGS = 1_000_000
"""A page whose upright and level rules might cross more often is a drawing or made to stall."""

_MOST_PLACES = 1500

_START = itemgetter(1)


class RuledCells(NamedTuple):
    """The cells of a ruled table; whether no rule begins its first row, whether none ends its last one."""

    boxes: list[Box]
    open_above: bool = False
    open_below: bool = False


class TooManyRulesError(Exception):
    """A page with more rules than any table has."""


class _Rule(NamedTuple):
    """A rule: how far down (an upright one: how far from the left) it lies, from where to where it runs."""

    place: float
    start: float
    end: float


def _rules(strokes: Iterable[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """The level and the upright rules that strokes make; the dots of dotted ones count as both."""
    level: list[_Rule] = []
    upright: list[_Rule] = []
    for x0, top, x1, bottom in strokes:
        if bottom - top <= THIN:
            level.append(_Rule((top + bottom) / 2, x0, x1))
        if x1 - x0 <= THIN:
            upright.append(_Rule((x0 + x1) / 2, top, bottom))
    return _joined(level), _joined(upright)


def _joined(strokes: list[_Rule]) -> list[_Rule]:
    """Strokes that lie on one line as one rule: drawn twice, cell by cell, in dashes or in dots."""
    strokes.sort()
    found: list[_Rule] = []
    at = 0
    while at < len(strokes):
        end = at + 1
        length = strokes[at].end - strokes[at].start + STRAIGHT
        place = strokes[at].place
        while end < len(strokes) and strokes[end].place - place <= _SNAP:
            more = strokes[end].end - strokes[end].start + STRAIGHT
            place = (place * length + strokes[end].place * more) / (length + more)
            length += more
            end += 1
        found += _in_a_row(strokes[at:end], place)
        at = end
    return found


def _in_a_row(strokes: Iterable[_Rule], place: float) -> Iterator[_Rule]:
    """Strokes on one line as few rules: the gaps between dashes close."""
    last: _Rule | None = None
    for stroke in sorted(strokes, key=_START):
        if last is not None and stroke.start - last.end <= _SNAP:
            last = last._replace(end=max(last.end, stroke.end))
            continue
        if last is not None and last.end - last.start >= _SNAP:
            yield last
        last = stroke._replace(place=place)
    if last is not None and last.end - last.start >= _SNAP:
        yield last


def _closing(rules: Sequence[_Rule], across: Sequence[_Rule]) -> Iterator[_Rule]:
    """The rules that are missing where a page's end cuts a table: between the ends of neighbours that end together.

    Neighbours are two rules that some rule across touches both; where one lies at their ends nothing is missing.
    """
    listed = sorted(rule for rule in rules if rule.end - rule.start >= _UPRIGHT)
    for number, one in enumerate(listed):
        for end in (one.start, one.end):
            other = next(
                (each for each in listed[number + 1 :] if each.start - _SNAP <= end <= each.end + _SNAP), None
            )
            if other is None or min(abs(other.start - end), abs(other.end - end)) > _SNAP:
                continue
            ties = [each.place for each in across if _ties(each, one, other)]
            if ties and all(abs(place - end) > _SNAP for place in ties):
                yield _Rule(end, one.place, other.place)


def _ties(across: _Rule, one: _Rule, other: _Rule) -> bool:
    """Whether a rule across touches both of two rules."""
    return (
        across.start <= one.place + _SNAP
        and across.end >= other.place - _SNAP
        and max(one.start, other.start) - _SNAP <= across.place <= min(one.end, other.end) + _SNAP
    )


def ruled_cells(shapes: Drawn) -> list[RuledCells]:
    """The cells of every ruled table that the strokes make; a single frame around text is no table.

    Raises `TooManyRulesError` for a page that is a drawing.
    """
    if shapes.number > MOST_STROKES:
        raise TooManyRulesError(f"more than {MOST_STROKES:,} strokes")
    level, upright = _rules(shapes.strokes)
    if not level or not any(rule.end - rule.start >= _UPRIGHT for rule in upright):
        return []
    if len(level) * len(upright) > _MOST_CROSSINGS:
        raise TooManyRulesError(f"{len(level) + len(upright):,} rules")
    ends = list(_closing(upright, level))
    level = [*level, *ends]
    upright = [*upright, *_closing(level, upright)]
    # pdfplumber takes a third of a second to import: files without tables need not pay for it.
    from pdfplumber import table as finder

    edges = [_edge((rule.start, rule.place, rule.end, rule.place)) for rule in level]
    edges += [_edge((rule.place, rule.start, rule.place, rule.end)) for rule in upright]
    crossings = finder.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _MOST_PLACES:
        raise TooManyRulesError(f"rules that cross in {len(crossings):,} places")
    cells = finder.intersections_to_cells(crossings)
    tables = [table for table in finder.cells_to_tables(cells) if len(table) > 1] if cells else []
    return [_ruled([(float(a), float(b), float(c), float(d)) for a, b, c, d in table], ends) for table in tables]


def _ruled(boxes: list[Box], ends: Sequence[_Rule]) -> RuledCells:
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    above, below = (any(abs(end.place - edge) <= _SNAP for end in ends) for edge in (top, bottom))
    return RuledCells(boxes, above, below)


def _edge(line: Box) -> dict[str, Any]:
    x0, top, x1, bottom = line
    return {
        "x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "v" if x0 == x1 else "h",
    }  # fmt: skip
