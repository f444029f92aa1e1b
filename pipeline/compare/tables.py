"""A table on one day against the same table on another: rows that went and came, words within the cells that stayed.

Both states are drawn in one grid, so that leaving out what went gives the later table and leaving out what came the
earlier one. Where rows or cells that span others do not allow one grid, the whole earlier table goes and the later
one comes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from pipeline.compare.words import Change, Piece, comparable, word_diff
from pipeline.consolidate.grid import lines
from pipeline.model.documents import Cell, Table
from pipeline.model.operations import OperationRef

_ALIKE = 0.5
"""Rows that print no common number are one row when at least this share of their words is the same."""


class CellChange(Struct, frozen=True):
    """A cell of the common grid and its words; spans count the rows of both states."""

    column: int
    rowspan: int
    colspan: int
    header: bool
    pieces: tuple[Piece, ...]


class RowChange(Struct, frozen=True):
    """A row of the common grid: whether it stayed, went or came, and by which operations that may have been."""

    change: Change
    cells: tuple[CellChange, ...]
    by: tuple[OperationRef, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the row or a word in it is not the same in both states."""
        pieces = (piece for cell in self.cells for piece in cell.pieces)
        return self.change is not Change.SAME or any(piece.change is not Change.SAME for piece in pieces)

    @property
    def header(self) -> bool:
        """Whether the row heads the columns."""
        return bool(self.cells) and all(cell.header for cell in self.cells)


class TableChange(Struct, frozen=True):
    """A table in both its states."""

    rows: tuple[RowChange, ...]
    width: int
    caption: str | None = None

    @property
    def longest(self) -> tuple[int, ...]:
        """The characters of the longest line in each column, of cells that span no others."""
        found = [0] * self.width
        for cell in (cell for row in self.rows for cell in row.cells if cell.colspan == 1):
            text = "".join(piece.text for piece in cell.pieces)
            found[cell.column] = max(found[cell.column], *map(len, text.split("\n")))
        return tuple(found)


def excerpt(table: TableChange, without: Change | None = None) -> TableChange:
    """The heads of the columns and the rows that changed; on one side alone when a change is left out.

    A cell that spans rows stands at the first of them that is kept.
    """
    heads = [row.header or place == 0 for place, row in enumerate(table.rows)]
    kept = [
        place for place, row in enumerate(table.rows) if row.change is not without and (heads[place] or row.changed)
    ]
    rows: dict[int, list[CellChange]] = {place: [] for place in kept}
    for place, row in enumerate(table.rows):
        for cell in row.cells:
            covered = [one for one in kept if place <= one < place + cell.rowspan]
            if covered:
                pieces = tuple(piece for piece in cell.pieces if piece.change is not without)
                rows[covered[0]].append(replace(cell, rowspan=len(covered), pieces=pieces))
    made = (
        replace(table.rows[place], cells=tuple(sorted(cells, key=lambda cell: cell.column)))
        for place, cells in rows.items()
    )
    return replace(table, rows=tuple(made))


Attribute = Callable[[int, Sequence[Piece]], Sequence[Piece]]
"""Names the authors of pieces whose later words begin at a character of the later table's text."""

_Pair = tuple[int | None, int | None]


def table_changes(
    old: Table | None, new: Table | None, by: tuple[OperationRef, ...], attribute: Attribute
) -> tuple[TableChange, ...]:
    """The change of a table, as one grid where the two states fit one, else as two."""
    if old is not None and new is not None:
        one = _common(old, new, by, attribute)
        if one is not None:
            return (one,)
    gone = (_whole(old, Change.DELETED, by, _all_by(by)),) if old is not None else ()
    come = (_whole(new, Change.INSERTED, by, attribute),) if new is not None else ()
    return (*gone, *come)


def unchanged(table: Table) -> TableChange:
    """A table that stands as it is."""
    return _whole(table, Change.SAME, (), _all_by(()))


def _all_by(by: tuple[OperationRef, ...]) -> Attribute:
    return lambda start, pieces: [
        replace(piece, by=by) if piece.change is not Change.SAME else piece for piece in pieces
    ]


def _whole(table: Table, change: Change, by: tuple[OperationRef, ...], attribute: Attribute) -> TableChange:
    starts = _starts(table)
    rows = []
    for number in range(table.height):
        cells = tuple(
            _cell(cell, cell.rowspan, _one_piece(cell, change, starts, attribute)) for cell in table.row(number)
        )
        authors = tuple(dict.fromkeys(ref for cell in cells for piece in cell.pieces for ref in piece.by))
        rows.append(RowChange(change, cells, (authors or by) if change is not Change.SAME else ()))
    return TableChange(tuple(rows), _width(table), table.caption)


def _one_piece(
    cell: Cell, change: Change, starts: dict[tuple[int, int], int], attribute: Attribute
) -> tuple[Piece, ...]:
    text = cell.text.strip()
    start = starts.get((cell.row, cell.column))
    return tuple(attribute(start, (Piece(change, text),))) if text and start is not None else ()


def _cell(cell: Cell, rowspan: int, pieces: tuple[Piece, ...]) -> CellChange:
    return CellChange(cell.column, rowspan, cell.colspan, cell.header, pieces)


def _starts(table: Table) -> dict[tuple[int, int], int]:
    """Where the words of each cell begin in the text of the table."""
    return {(e.cell.row, e.cell.column): e.start for line in lines(table) for e in line.cells}


def _width(table: Table) -> int:
    return max((cell.column + cell.colspan for cell in table.cells), default=0)


def _common(old: Table, new: Table, by: tuple[OperationRef, ...], attribute: Attribute) -> TableChange | None:
    """Both states in one grid; None where they do not fit one."""
    if _width(old) != _width(new):
        return None
    pairs = list(_pairs(old, new))
    place_old = {one: place for place, (one, _) in enumerate(pairs) if one is not None}
    place_new = {two: place for place, (_, two) in enumerate(pairs) if two is not None}
    starts = _starts(new)
    rows: list[RowChange] = []
    for place, (one, two) in enumerate(pairs):
        if two is None and one is not None:
            change = Change.DELETED
            cells = [
                _cell(cell, _reach(cell, place_old, old) - place, _gone(cell.text.strip(), by))
                for cell in old.row(one)
            ]
        elif one is None and two is not None:
            change = Change.INSERTED
            cells = [
                _cell(cell, _reach(cell, place_new, new) - place, _one_piece(cell, change, starts, attribute))
                for cell in new.row(two)
            ]
        else:
            assert one is not None and two is not None
            change = Change.SAME
            cells = []
            for before, after in zip(old.row(one), new.row(two), strict=True):
                end = max(_reach(before, place_old, old), _reach(after, place_new, new))
                pieces = _within(before, after, starts.get((after.row, after.column)), by, attribute)
                cells.append(_cell(after, end - place, pieces))
        authors = tuple(dict.fromkeys(ref for cell in cells for piece in cell.pieces for ref in piece.by))
        rows.append(RowChange(change, tuple(cells), (authors or by) if change is not Change.SAME else ()))
    made = TableChange(tuple(rows), _width(new), new.caption)
    return made if _fits(made) else None


def _gone(text: str, by: tuple[OperationRef, ...]) -> tuple[Piece, ...]:
    return (Piece(Change.DELETED, text, by),) if text else ()


def _within(
    before: Cell, after: Cell, start: int | None, by: tuple[OperationRef, ...], attribute: Attribute
) -> tuple[Piece, ...]:
    old, new = before.text.strip(), after.text.strip()
    if not new or start is None:
        return _gone(old, by)
    return tuple(attribute(start, word_diff(old, new)))


def _reach(cell: Cell, places: dict[int, int], table: Table) -> int:
    """The row of the common grid behind the last one that a cell covers."""
    return places[min(cell.row + cell.rowspan, table.height) - 1] + 1


def _fits(made: TableChange) -> bool:
    """Whether no two cells of the grid take one place."""
    taken: set[tuple[int, int]] = set()
    for place, row in enumerate(made.rows):
        for cell in row.cells:
            covered = {
                (down, across)
                for down in range(place, place + cell.rowspan)
                for across in range(cell.column, cell.column + cell.colspan)
            }
            if covered & taken:
                return False
            taken |= covered
    return True


def _pairs(old: Table, new: Table) -> Iterator[_Pair]:
    """The rows of both states in one order; a row that stayed stands once."""
    before = [_row_key(old, row) for row in range(old.height)]
    after = [_row_key(new, row) for row in range(new.height)]
    yield from _matched(
        range(old.height), range(new.height), before, after, lambda olds, news: _by_number(old, new, olds, news)
    )


def _matched(
    olds: Sequence[int],
    news: Sequence[int],
    before: Sequence[Hashable],
    after: Sequence[Hashable],
    between: Callable[[Sequence[int], Sequence[int]], Iterator[_Pair]],
) -> Iterator[_Pair]:
    """The rows whose keys are equal as pairs, what stands `between` two of them as that says."""
    blocks = [
        (block.src_start, block.src_end, block.dest_start)
        for block in Indel.opcodes(before, after)
        if block.tag == "equal"
    ]
    ends = [(0, 0, 0), *blocks, (len(olds), len(olds), len(news))]
    for (start, end, to), (following, _, target) in pairwise(ends):
        yield from ((olds[at], news[to + at - start]) for at in range(start, end))
        yield from between(olds[end:following], news[to + end - start : target])


def _row_key(table: Table, row: int) -> tuple[tuple[int, int, str], ...]:
    return tuple((cell.column, cell.colspan, comparable(cell.text)) for cell in table.row(row))


def _by_number(old: Table, new: Table, olds: Sequence[int], news: Sequence[int]) -> Iterator[_Pair]:
    """Rows with the same first cell (their printed number, mostly) and the same columns are one row."""
    if not olds or not news:
        yield from _apart(olds, news)
        return
    yield from _matched(
        olds, news, [_first(old, row, "old") for row in olds], [_first(new, row, "new") for row in news],
        lambda left, right: _by_words(old, new, left, right),
    )  # fmt: skip


def _first(table: Table, row: int, side: str) -> tuple[object, ...]:
    cells = table.row(row)
    words = comparable(cells[0].text) if cells and cells[0].column == 0 else ""
    shape = tuple((cell.column, cell.colspan) for cell in cells)
    return (words, shape) if words else (side, row)


def _by_words(old: Table, new: Table, olds: Sequence[int], news: Sequence[int]) -> Iterator[_Pair]:
    """As many rows on both sides with mostly the same words are the same rows in order."""
    if len(olds) == len(news) and all(_alike(old, new, one, two) for one, two in zip(olds, news, strict=True)):
        yield from zip(olds, news, strict=True)
    else:
        yield from _apart(olds, news)


def _alike(old: Table, new: Table, one: int, two: int) -> bool:
    before, after = old.row(one), new.row(two)
    if [(cell.column, cell.colspan) for cell in before] != [(cell.column, cell.colspan) for cell in after]:
        return False
    said = ([word for cell in cells for word in cell.text.casefold().split()] for cells in (before, after))
    return Indel.normalized_similarity(*said) >= _ALIKE


def _apart(olds: Sequence[int], news: Sequence[int]) -> Iterator[_Pair]:
    yield from ((row, None) for row in olds)
    yield from ((None, row) for row in news)
