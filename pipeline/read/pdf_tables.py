"""Ruled tables of a PDF: cells from the drawn lines, words from the characters that stand in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.model.documents import Cell
from pipeline.read.assembly import Anchor, Words
from pipeline.read.pdf_glyphs import PageLink
from pipeline.read.pdf_hyphens import DIVIDED
from pipeline.read.pdf_lines import Glyph, TextLine, text_lines, upright
from pipeline.read.pdf_rules import RuledCells
from pipeline.read.pdf_strokes import Box

_SNAP = 3.0
"""Rules nearer than this (points) are one rule drawn twice or broken."""

_ITEM = re.compile(r"(\d{1,3})[.)]\s")
_WHOLE_WORD = re.compile(r"[^\W\d_]{4,}[.;:]$")
"""What ends a sentence, not an abbreviation («п.», «стр.»)."""


_EDGE = 2.5
"""How far (points) the columns of one table may shift from a page to the next."""


class PageCell(NamedTuple):
    """A cell on one page with its links; the width of its first word and the room left in its last line (points),
    which tell whether a cell of the next page goes on."""

    cell: Cell
    anchors: tuple[Anchor, ...] = ()
    first: float = 0.0
    room: float = 0.0

    def moved(self, rows: int) -> PageCell:
        """The cell so many rows further down."""
        return self._replace(cell=replace(self.cell, row=self.cell.row + rows)) if rows else self


class RuledTable(NamedTuple):
    """A table of one page: where it stands, the left edges of its columns, its cells, where no rule ends it."""

    box: Box
    edges: tuple[float, ...]
    cells: tuple[PageCell, ...]
    open_above: bool = False
    open_below: bool = False

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max((each.cell.row + each.cell.rowspan for each in self.cells), default=0)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def holds(box: Box, glyph: Glyph) -> bool:
    """Whether the middle of a character lies in a box."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def table_of(ruled: RuledCells, glyphs: Sequence[Glyph], links: Sequence[PageLink]) -> RuledTable:
    """A table from its cells' boxes and the characters that stand within its outline."""
    boxes = ruled.boxes
    columns = _edges([box[0] for box in boxes], [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes], [box[3] for box in boxes])
    placed: list[PageCell] = []
    for box in sorted(boxes, key=lambda b: (_index(rows, b[1]), _index(columns, b[0]))):
        row, column = _index(rows, box[1]), _index(columns, box[0])
        height, width = _index(rows, box[3]) - row, _index(columns, box[2]) - column
        inside = [glyph for glyph in glyphs if holds(box, glyph)]
        lines = text_lines(upright(inside))
        words = cell_words(lines, box, links)
        cell = Cell(row, column, words.text, max(1, height), max(1, width))
        placed.append(PageCell(cell, words.anchors, *_measures(lines, box)))
    cells = tuple(_without_slivers(_without_remainder(placed)))
    return RuledTable(hull(boxes), tuple(columns[:-1]), cells, ruled.open_above, ruled.open_below)


def _without_remainder(cells: list[PageCell]) -> list[PageCell]:
    """Without the room that the next row found too small under the last one, where the frame and the merged cells
    go on to the page's end: one empty cell beside them."""
    last = max(each.cell.row for each in cells)
    rest = [each for each in cells if each.cell.row == last]
    beside = [each for each in cells if each.cell.row < last < each.cell.row + each.cell.rowspan]
    if len(rest) != 1 or rest[0].cell.text or len(cells) == 1:
        return cells
    return [
        each._replace(cell=replace(each.cell, rowspan=last - each.cell.row)) if each in beside else each
        for each in cells
        if each is not rest[0]
    ]


def _without_slivers(cells: list[PageCell]) -> list[PageCell]:
    """Without the first and the last rule of rows that parts one cell alone from an empty one: a page's end cut a
    merged cell shorter than its row."""
    for boundary in (1, max(each.cell.row + each.cell.rowspan for each in cells) - 1):
        uppers = [each for each in cells if each.cell.row + each.cell.rowspan == boundary]
        lowers = [each for each in cells if each.cell.row == boundary]
        if len(uppers) != 1 or len(lowers) != 1 or (uppers[0].cell.text and lowers[0].cell.text):
            continue
        (upper,), (lower,) = uppers, lowers
        if (upper.cell.column, upper.cell.colspan) != (lower.cell.column, lower.cell.colspan):
            continue
        worded = upper if upper.cell.text else lower
        whole = replace(worded.cell, row=upper.cell.row, rowspan=upper.cell.rowspan + lower.cell.rowspan)
        cells = [_one_row_less(each, boundary) for each in cells if each not in (upper, lower)]
        cells.append(_one_row_less(worded._replace(cell=whole), boundary))
        cells.sort(key=lambda each: (each.cell.row, each.cell.column))
    return cells


def _one_row_less(each: PageCell, boundary: int) -> PageCell:
    cell = each.cell
    if cell.row >= boundary:
        return each.moved(-1)
    return each._replace(cell=replace(cell, rowspan=cell.rowspan - (cell.row + cell.rowspan > boundary)))


def _measures(lines: Sequence[TextLine], box: Box) -> tuple[float, float]:
    """The width of the first word of a cell with the blank before it, and the room left in its last line."""
    if not lines:
        return 0.0, 0.0
    first, last = lines[0].words[0], lines[-1]
    return first.x1 - first.x0 + 0.25 * lines[0].size, _width(lines, box) - (last.x1 - last.x0) - 0.1 * last.size


def _width(lines: Sequence[TextLine], box: Box) -> float:
    """The width that the lines of a cell may fill: what its nearer edge is kept clear by is kept clear on both."""
    padding = min((min(line.x0 - box[0], box[2] - line.x1) for line in lines), default=0.0)
    return box[2] - box[0] - 2 * max(0.0, padding)


def _edges(*sides: list[float]) -> list[float]:
    """The rules of one direction, those nearer than `_SNAP` counted once."""
    found: list[float] = []
    for place in sorted(place for side in sides for place in side):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _index(edges: list[float], place: float) -> int:
    """The rule that a place lies on."""
    at = bisect_left(edges, place - _SNAP)
    return min(at, len(edges) - 1)


def cell_words(lines: Sequence[TextLine], box: Box, links: Sequence[PageLink]) -> Words:
    """The lines of a cell as its paragraphs: a line whose next word would not have fitted goes on.

    Where some item of a list surely ends its line with a semicolon, every semicolon at a line's end does so.
    """
    width = _width(lines, box)
    breaks = [_is_break(above, below, width) for above, below in pairwise(lines)]
    listed = any(sure and line.text.endswith(";") for line, sure in zip(lines, breaks, strict=False))
    breaks = [sure or item for sure, item in zip(breaks, _opens_item(lines), strict=True)]
    text = ""
    anchors: list[Anchor] = []
    for number, line in enumerate(lines):
        if number:
            above = lines[number - 1].text
            text += "\n" if breaks[number - 1] or (listed and above.endswith(";")) else glue(above, line.text)
        anchors += line_anchors(line, links, len(text))
        text += line.text
    return Words(text.replace("\u00ad", ""), tuple(_whole(anchors)))


def _whole(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Links with those made one that go on over a line's end."""
    found: list[Anchor] = []
    for anchor in sorted(anchors):
        last = found[-1] if found else None
        if last is not None and last.target == anchor.target and last.start + len(last.words) + 1 == anchor.start:
            found[-1] = last._replace(words=f"{last.words} {anchor.words}")
        else:
            found.append(anchor)
    return found


def _is_break(above: TextLine, below: TextLine, width: float) -> bool:
    """Whether a line was ended on purpose: the next word would have fitted in it, or a gap follows."""
    if above.text.endswith("-") and below.text[:1].islower():
        return False
    first = below.words[0]
    needed = above.x1 - above.x0 + 0.25 * above.size + first.x1 - first.x0
    return needed < width - 0.1 * above.size or below.baseline - above.baseline > 2.2 * above.size


def _opens_item(lines: Sequence[TextLine]) -> list[bool]:
    """For each line but the first, whether it opens the next item of a numbered list: «3.» after «2.», after the
    end of a sentence. The first number of a cell may be any: a page's end may have cut the list."""
    last = 0
    opens: list[bool] = []
    for number, line in enumerate(lines):
        mark = _ITEM.match(line.text)
        ended = number == 0 or lines[number - 1].text.endswith((".", ";", ":"))
        cut = last == 0 and number > 0 and bool(_WHOLE_WORD.search(lines[number - 1].text))
        item = mark is not None and ended and (cut or int(mark[1]) in (1, last + 1))
        last = int(mark[1]) if mark is not None and item else last
        opens.append(item)
    return opens[1:]


def glue(above: str, below: str) -> str:
    """What joins a wrapped line to the next: nothing within a word, else a blank."""
    if above.endswith("-") and above[-2:-1].isalpha() and below[:1].islower():
        return DIVIDED[1:]
    return "" if above.endswith("\u00ad") or (above[-1] in "-/" and above[-2:-1].isalnum()) else " "


def line_anchors(line: TextLine, links: Sequence[PageLink], offset: int = 0) -> list[Anchor]:
    """The links whose boxes hold words of a line."""
    found: list[Anchor] = []
    for link in links:
        if not link.top - 1 <= line.baseline - 0.3 * line.size <= link.bottom + 1:
            continue
        inside = [
            number
            for number, word in enumerate(line.words)
            if link.x0 - 1.5 <= (word.x0 + word.x1) / 2 <= link.x1 + 1.5
        ]
        if inside:
            start = sum(len(word.text) + 1 for word in line.words[: inside[0]])
            words = " ".join(line.words[number].text for number in inside)
            found.append(Anchor(offset + start, words, link.target))
    return found


def one_grid(above: RuledTable, below: RuledTable) -> bool:
    """Whether two tables on following pages are parts of one: equally wide, with a column rule in common.

    A part whose cells all span several columns shows fewer rules. Where odd and even pages have different margins
    all rules of the smaller number must agree.
    """
    shift = below.box[0] - above.box[0]
    if abs(below.box[2] - above.box[2] - shift) > _EDGE:
        return False
    inner = [[edge - table.box[0] for edge in table.edges[1:]] for table in (above, below)]
    fewer, more = sorted(inner, key=len)
    common = sum(_nearest(more, edge) is not None for edge in fewer)
    if abs(shift) > _EDGE:
        return common == len(fewer) > 0
    return common > 0 or not fewer


def _nearest(edges: Sequence[float], place: float) -> int | None:
    return next((number for number, edge in enumerate(edges) if abs(edge - place) <= _EDGE), None)


def on_grid(tables: Sequence[RuledTable]) -> list[RuledTable]:
    """The parts of one table with their columns counted by the rules of all of them."""
    origin = tables[0].box[0]
    edges = _edges([edge - table.box[0] + origin for table in tables for edge in table.edges])
    return [_on_grid(table, edges, table.box[0] - origin) for table in tables]


def _on_grid(table: RuledTable, edges: Sequence[float], shift: float) -> RuledTable:
    if len(edges) == len(table.edges):
        return table
    starts = [_nearest(edges, edge - shift) or 0 for edge in table.edges] + [len(edges)]
    cells = tuple(
        each._replace(
            cell=replace(
                each.cell,
                column=starts[each.cell.column],
                colspan=starts[each.cell.column + each.cell.colspan] - starts[each.cell.column],
            )
        )
        for each in table.cells
    )
    return table._replace(edges=tuple(edges), cells=cells)
