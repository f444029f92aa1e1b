"""Tables that run over several pages: one table, its repeated heading rows once, its cut rows whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from pipeline.read.assembly import Anchor, CellWords
from pipeline.read.pdf_tables import RuledTable, continues

_ENDS = re.compile(r"[.;:!?][\"»”]?$")
_GOES_ON = re.compile(r"[a-zа-яёәғқңөұүһі(),;–-]")

T = TypeVar("T")


class Joined(NamedTuple):
    """A table with the rows at which new pages begin inside it."""

    cells: tuple[CellWords, ...]
    page_rows: tuple[int, ...] = ()


def join_tables(pages: Sequence[Sequence[T | RuledTable]]) -> Iterator[tuple[int, T | Joined | None]]:
    """The items of the pages in order with their page's number; None where a page begins.

    A table that ends a page and one with the same columns that begins the next become one; the page break
    between them moves into it.
    """
    held: _Held | None = None
    for number, items in enumerate(pages):
        rest = list(items)
        first = rest[0] if rest else None
        if held is not None and isinstance(first, RuledTable) and continues(held.table, first):
            held = held.joined_with(first)
            rest = rest[1:]
        else:
            if held is not None:
                yield held.page, held.done()
                held = None
            yield number, None
        for item in rest:
            if held is not None:
                yield held.page, held.done()
                held = None
            if isinstance(item, RuledTable):
                held = _Held(number, item)
            else:
                yield number, item
    if held is not None:
        yield held.page, held.done()


class _Held(NamedTuple):
    """The last table met, which may go on: the page it began on, its rows so far, where pages begin in it."""

    page: int
    table: RuledTable
    page_rows: tuple[int, ...] = ()

    def joined_with(self, below: RuledTable) -> _Held:
        """With the part of it that stands on the next page."""
        merged, row = _merge(self.table, below)
        return _Held(self.page, merged, (*self.page_rows, row))

    def done(self) -> Joined:
        """The whole table."""
        return Joined(self.table.cells, self.page_rows)


def _merge(above: RuledTable, below: RuledTable) -> tuple[RuledTable, int]:
    """Both tables as one, and the row of it that opens the new page."""
    repeated = _repeated_rows(above, below)
    cells = [_shifted(each, -repeated) for each in below.cells if each.cell.row >= repeated]
    kept = [_as_header(each) if each.cell.row < repeated else each for each in above.cells]
    height = above.height
    last = [each for each in kept if each.cell.row == height - 1]
    first = [each for each in cells if each.cell.row == 0]
    if _is_cut(last, first):
        kept = [each for each in kept if each.cell.row != height - 1]
        kept += [_glued(top, bottom) for top, bottom in zip(last, first, strict=True)]
        cells = [_shifted(each, -1) for each in cells if each.cell.row > 0]
    kept += [_shifted(each, height) for each in cells]
    return RuledTable(above.box, above.edges, tuple(kept)), height


def _shifted(each: CellWords, rows: int) -> CellWords:
    return CellWords(replace(each.cell, row=each.cell.row + rows), each.anchors)


def _as_header(each: CellWords) -> CellWords:
    return CellWords(replace(each.cell, header=True), each.anchors)


def _repeated_rows(above: RuledTable, below: RuledTable) -> int:
    """How many first rows of the lower table repeat the first rows of the upper one."""
    count = 0
    while count < min(above.height, below.height - 1):
        rows = [
            [replace(each.cell, header=False) for each in t.cells if each.cell.row == count] for t in (above, below)
        ]
        if rows[0] != rows[1] or not any(cell.text for cell in rows[0]):
            return count
        count += 1
    return count


def _is_cut(last: Sequence[CellWords], first: Sequence[CellWords]) -> bool:
    """Whether the first row of a page goes on the last row of the page before.

    Its leading cell is empty where the row above has its number, and some cell goes on in the middle of a
    sentence.
    """
    if not last or [each.cell.column for each in last] != [each.cell.column for each in first]:
        return False
    if any(each.cell.rowspan > 1 for each in (*last, *first)) or first[0].cell.text or not last[0].cell.text:
        return False
    pairs = [(top.cell.text, bottom.cell.text) for top, bottom in zip(last, first, strict=True) if bottom.cell.text]
    return any(top and not _ENDS.search(top) and _GOES_ON.match(bottom) for top, bottom in pairs)


def _glued(top: CellWords, bottom: CellWords) -> CellWords:
    cell = top.cell
    glue = " " if cell.text and bottom.cell.text else ""
    offset = len(cell.text) + len(glue)
    anchors = (*top.anchors, *(Anchor(a.start + offset, a.words, a.target) for a in bottom.anchors))
    return CellWords(replace(cell, text=cell.text + glue + bottom.cell.text), anchors)
