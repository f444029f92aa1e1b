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


def numbers(table: Table) -> list[tuple[Cell, str]]:
    """The cells that number rows, with their numbers; those of the row that numbers the columns are none of them.

    Rows are numbered in the column headed «№», else in the first: a cell beside one that spans rows is no number.
    """
    columns, column = _numbering(table), _number_column(table)
    cells = [
        extent.cell
        for line in lines(table)
        for extent in line.cells
        if extent.cell.column == column and (columns is None or line.row != columns.row)
    ]
    return [(cell, bare(cell.text)) for cell in cells if re.fullmatch(r"\d+\w?(?:[-.]\d+)*", bare(cell.text))]


def numbered(table: Table, number: str) -> list[Cell]:
    """The cells that number a row so."""
    return [cell for cell, said in numbers(table) if said == bare(number)]


_HEAD_ROWS = 4
_NUMBER_HEAD = re.compile(r"^(?:№|n\b|p/c|р/с|п/п|реттік\s+(?:№|н[өо]мір))", re.IGNORECASE)


def _number_column(table: Table) -> int:
    """The column in which rows are numbered, by its heading; the first where none says so."""
    heads = (e.cell for line in lines(table) if line.row < _HEAD_ROWS for e in line.cells)
    return next((cell.column for cell in heads if _NUMBER_HEAD.match(cell.text.strip())), 0)


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

    A cell that begins in them and goes on below begins in the row behind them.
    """
    behind = row + count
    kept: list[Cell] = []
    for cell in table.cells:
        end = cell.row + cell.rowspan
        inside = max(0, min(end, behind) - max(cell.row, row))
        if cell.rowspan - inside == 0:
            continue
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
