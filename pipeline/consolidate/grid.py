"""Tables by their printed rows and cells: where each stands in the table's text, and the table changed.

The own words of a provision that is a table are `pipeline.structure.tables.table_text` of it, so every change of a
cell is a change of characters and keeps the origin of all other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.address import sort_key
from pipeline.model.documents import Cell, Table
from pipeline.structure.tables import COLUMN


class Extent(NamedTuple):
    """A cell and the characters of the table's text that are its words."""

    cell: Cell
    start: int
    end: int


class Line(NamedTuple):
    """A row that prints something: its index, the characters of its line, its cells."""

    row: int
    start: int
    end: int
    cells: tuple[Extent, ...]


class UnevenError(ValueError):
    """A row that cannot be put in or taken out, because cells that span rows or columns do not allow it."""


def lines(table: Table) -> Iterator[Line]:
    """The printed rows of a table in order."""
    position = 0
    for row in range(table.height):
        cells = table.row(row)
        if not any(cell.text.strip() for cell in cells):
            continue
        extents: list[Extent] = []
        start = position
        for number, cell in enumerate(cells):
            position += len(COLUMN) if number else 0
            extents.append(Extent(cell, position, position + len(cell.text.strip())))
            position = extents[-1].end
        yield Line(row, start, position, tuple(extents))
        position += 1


def rewritten(table: Table, start: int, end: int, new: str) -> Table:
    """The table with the characters `start:end` of its text, all of one cell, changed to `new`."""
    for line in lines(table):
        for extent in line.cells:
            if extent.start <= start and end <= extent.end:
                words = extent.cell.text.strip()
                words = words[: start - extent.start] + new + words[end - extent.start :]
                cells = tuple(replace(c, text=words) if c is extent.cell else c for c in table.cells)
                return replace(table, cells=cells)
    raise UnevenError("the words do not stand in one cell")


def numbered(table: Table, number: str) -> list[int]:
    """The rows whose first cell prints this number; the row that numbers the columns is none of them."""
    wanted = bare(number)
    columns = _numbering(table)
    return [
        line.row
        for line in lines(table)
        if line.cells and bare(line.cells[0].cell.text) == wanted and (columns is None or line.row != columns.row)
    ]


def height_of(table: Table, row: int) -> int:
    """How many rows of the grid the row is whose first cell begins in `row`."""
    first = next((cell for cell in table.cells if cell.row == row and cell.column == 0), None)
    return first.rowspan if first is not None else 1


def bare(text: str) -> str:
    """A printed number without its point or bracket."""
    return re.sub(r"[\s.)]+$", "", re.sub(r"[–—-]+", "-", text.strip())).lower()


def width(table: Table) -> int:
    """How many columns there are."""
    return max((cell.column + cell.colspan for cell in table.cells), default=0)


def column_numbered(table: Table, number: str) -> int | None:
    """The column of a printed number: by the row that numbers the columns, else counted from the left."""
    line = _numbering(table)
    if line is not None:
        printed = [bare(extent.cell.text) for extent in line.cells]
        return line.cells[printed.index(number)].cell.column if number in printed else None
    return int(number) - 1 if number.isdigit() and 1 <= int(number) <= width(table) else None


_HEAD_ROWS = 4


def _numbering(table: Table) -> Line | None:
    """The row under the heading that numbers the columns: 1, 2, 3 …, with a gap or 2-1 where the law has made one."""
    count = width(table)
    for line in [line for line in lines(table) if line.row < _HEAD_ROWS]:
        printed = [bare(extent.cell.text) for extent in line.cells]
        if not len(printed) == count > 1 or not all(re.fullmatch(r"\d+(-\d+)*", number) for number in printed):
            continue
        keys = [sort_key(number) for number in printed]
        in_order = all(a < b for a, b in pairwise(keys))
        if printed[0] == "1" and in_order and int(printed[-1].split("-")[0]) <= count + _GAPS and line.row > 0:
            return line
    return None


_GAPS = 2
"""How many columns may have been excluded while their numbers stay."""


def at(table: Table, row: int, column: int) -> Cell | None:
    """The cell that covers a place of the grid."""
    for cell in table.cells:
        if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
            return cell
    return None


def without(table: Table, row: int, count: int = 1) -> Table:
    """The table without `count` rows from `row` on.

    A cell that begins in them and goes on below begins in the row behind them, unless it numbers the row: then the
    rows cannot go alone, and `UnevenError` is raised.
    """
    behind = row + count
    kept: list[Cell] = []
    for cell in table.cells:
        end = cell.row + cell.rowspan
        inside = max(0, min(end, behind) - max(cell.row, row))
        if cell.rowspan - inside == 0:
            continue
        if row <= cell.row < behind and cell.column == 0:
            raise UnevenError("a cell of the row reaches into the next one")
        first = cell.row if cell.row < row else row if cell.row < behind else cell.row - count
        kept.append(replace(cell, row=first, rowspan=cell.rowspan - inside))
    return replace(table, cells=tuple(sorted(kept, key=lambda cell: (cell.row, cell.column))))


def with_band(table: Table, row: int, band: Table) -> Table:
    """The table with the rows of another, spans and all, before `row`. Raises `UnevenError` when they do not fit."""
    if width(band) != width(table):
        raise UnevenError(f"the new rows have {width(band)} columns, the table has {width(table)}")
    if any(cell.row < row < cell.row + cell.rowspan for cell in table.cells):
        raise UnevenError("a cell spans the place of the new rows")
    moved = [replace(c, row=c.row + band.height) if c.row >= row else c for c in table.cells]
    added = [replace(cell, row=cell.row + row) for cell in band.cells]
    return replace(table, cells=tuple(sorted((*moved, *added), key=lambda cell: (cell.row, cell.column))))


def without_column(table: Table, column: int) -> Table:
    """The table without a column; cells that span it are one column narrower."""
    kept: list[Cell] = []
    for cell in table.cells:
        if cell.column <= column < cell.column + cell.colspan:
            if cell.colspan > 1:
                kept.append(replace(cell, colspan=cell.colspan - 1))
        else:
            kept.append(replace(cell, column=cell.column - 1) if cell.column > column else cell)
    return replace(table, cells=tuple(kept))


def with_column(table: Table, column: int, words: Mapping[int, str]) -> Table:
    """The table with a new column before `column`, `words` by row; a cell that spans the place is one wider.

    A row for which no words are given, and which no such cell covers, gets an empty cell.
    """
    wider = [cell for cell in table.cells if cell.column < column < cell.column + cell.colspan]
    wider += [cell for cell in table.cells if cell.column == 0 and cell.colspan == width(table) == column > 1]
    covered = {row for cell in wider for row in range(cell.row, cell.row + cell.rowspan)}
    moved = [
        replace(cell, colspan=cell.colspan + 1)
        if cell in wider
        else replace(cell, column=cell.column + 1)
        if cell.column >= column
        else cell
        for cell in table.cells
    ]
    added = [Cell(row, column, words.get(row, "")) for row in range(table.height) if row not in covered]
    return replace(table, cells=tuple(sorted((*moved, *added), key=lambda cell: (cell.row, cell.column))))


def with_rows(table: Table, row: int, rows: Sequence[Sequence[str]]) -> Table:
    """The table with new rows before `row`. Raises `UnevenError` when they do not fit its columns."""
    over = [cell for cell in table.cells if cell.row < row < cell.row + cell.rowspan]
    taken = {column for cell in over for column in range(cell.column, cell.column + cell.colspan)}
    free = [column for column in range(width(table)) if column not in taken]
    added: list[Cell] = []
    for offset, words in enumerate(rows):
        if len(words) == 1 and len(free) > 1 and not over:
            added.append(Cell(row + offset, 0, words[0], colspan=width(table)))
        elif len(words) == len(free):
            added += [Cell(row + offset, column, text) for column, text in zip(free, words, strict=True)]
        else:
            raise UnevenError(f"the new row has {len(words)} cells, the table has room for {len(free)}")
    moved = [_shifted(cell, row - 1, len(rows)) for cell in table.cells]
    return replace(table, cells=tuple(sorted((*moved, *added), key=lambda cell: (cell.row, cell.column))))


def _shifted(cell: Cell, row: int, by: int) -> Cell:
    """A cell after rows have come in behind `row`; one that spans the place grows with it."""
    if cell.row > row:
        return replace(cell, row=cell.row + by)
    spans = cell.row + cell.rowspan > row + 1 and cell.rowspan > 1
    return replace(cell, rowspan=cell.rowspan + by) if spans else cell
