"""Tables by their printed rows and cells: where each stands in the table's text, and the table changed.

The own words of a provision that is a table are `pipeline.structure.tables.table_text` of it, so every change of a
cell is a change of characters and keeps the origin of all other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

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
    """The rows whose first cell prints this number."""
    wanted = _bare(number)
    return [line.row for line in lines(table) if line.cells and _bare(line.cells[0].cell.text) == wanted]


def _bare(text: str) -> str:
    return re.sub(r"[\s.)]+$", "", re.sub(r"[–—-]+", "-", text.strip())).lower()


def width(table: Table) -> int:
    """How many columns there are."""
    return max((cell.column + cell.colspan for cell in table.cells), default=0)


def column_numbered(table: Table, number: str) -> int | None:
    """The column of a printed number: by the row that numbers the columns, else counted from the left."""
    count = width(table)
    for line in lines(table):
        printed = [_bare(extent.cell.text) for extent in line.cells]
        if len(printed) == count > 1 and printed == [str(k) for k in range(1, count + 1)]:
            return line.cells[[*printed].index(number)].cell.column if number in printed else None
    return int(number) - 1 if number.isdigit() and 1 <= int(number) <= count else None


def at(table: Table, row: int, column: int) -> Cell | None:
    """The cell that covers a place of the grid."""
    for cell in table.cells:
        if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
            return cell
    return None


def without(table: Table, row: int) -> Table:
    """The table without a row. Raises `UnevenError` when a cell that begins in it goes on below."""
    if any(cell.row == row and cell.rowspan > 1 for cell in table.cells):
        raise UnevenError("a cell of the row reaches into the next one")
    cells = [_shifted(cell, row, -1) for cell in table.cells if cell.row != row]
    return replace(table, cells=tuple(cells))


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
    """A cell after the rows behind `row` have moved; one that spans the place grows or shrinks with it."""
    if cell.row > row:
        return replace(cell, row=cell.row + by)
    spans = cell.row + cell.rowspan > row + (1 if by > 0 else 0) and cell.rowspan > 1
    return replace(cell, rowspan=cell.rowspan + by) if spans else cell
