"""Tables that run over several pages: one table, its repeated heading rows once, its cut rows whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from pipeline.read.assembly import Anchor, CellWords
from pipeline.read.pdf_tables import RuledTable, on_grid, on_one_grid

_ENDS = re.compile(r"[.;:!?][\"»”]?$")
_GOES_ON = re.compile(r"[a-zа-яёәғқңөұүһі(),;–-]")

T = TypeVar("T")


class Joined(NamedTuple):
    """A table with the rows at which new pages begin inside it."""

    cells: tuple[CellWords, ...]
    page_rows: tuple[int, ...] = ()


def join_tables(pages: Iterable[tuple[int, Sequence[T | RuledTable]]]) -> Iterator[tuple[int, T | Joined | None]]:
    """The items of the pages in order, each with what its page is marked by; None where a page begins.

    A table that ends a page and one with the same columns that begins the next become one; the page break
    between them moves into it.
    """
    held: _Held | None = None
    for mark, items in pages:
        rest = list(items)
        first = rest[0] if rest else None
        part = on_one_grid(held.parts[-1], first) if held is not None and isinstance(first, RuledTable) else None
        if held is not None and part is not None:
            held = held.joined_with(part)
            rest = rest[1:]
        else:
            if held is not None:
                yield held.mark, held.done()
                held = None
            yield mark, None
        for item in rest:
            if held is not None:
                yield held.mark, held.done()
                held = None
            if isinstance(item, RuledTable):
                held = _Held(mark, (item,))
            else:
                yield mark, item
    if held is not None:
        yield held.mark, held.done()


class _Held(NamedTuple):
    """The last table met, which may go on: the mark of the page it began on, its part on every page, on one grid."""

    mark: int
    parts: tuple[RuledTable, ...]

    def joined_with(self, below: RuledTable) -> _Held:
        """With the part of it that stands on the next page, on a grid no coarser than its own."""
        return _Held(self.mark, (*(on_grid(part, below.edges) for part in self.parts), below))

    def done(self) -> Joined:
        """The whole table."""
        merged = frozenset(each.cell.column for part in self.parts for each in part.cells if each.cell.rowspan > 1)
        whole, *others = self.parts
        page_rows: list[int] = []
        for part in others:
            whole, row = _merge(whole, part, merged)
            page_rows.append(row)
        return Joined(whole.cells, tuple(page_rows))


def _merge(above: RuledTable, below: RuledTable, merged: frozenset[int]) -> tuple[RuledTable, int]:
    """Both parts as one, and the row of it that opens the new page; in the columns `merged` cells span rows."""
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
    kept, cells = _reaching_on(kept, cells, height, merged)
    kept += [_shifted(each, height) for each in cells]
    return RuledTable(above.box, above.edges, tuple(kept)), height


def _reaching_on(
    kept: Sequence[CellWords], cells: Sequence[CellWords], height: int, merged: frozenset[int]
) -> tuple[list[CellWords], list[CellWords]]:
    """The rows above and below a page's end, with merged cells that the end cuts made whole.

    The lower part of such a cell has no words. It is told from an empty cell by its column, in which cells are
    merged elsewhere, and by standing at the left of its row or beside another such part: labels go from wide to
    narrow.
    """
    above = {each.cell.column: each for each in kept if each.cell.row + each.cell.rowspan == height}
    parts: list[tuple[CellWords, CellWords]] = []
    for each in sorted((each for each in cells if each.cell.row == 0), key=lambda each: each.cell.column):
        upper = above.get(each.cell.column)
        if upper is None or each.cell.text or each.cell.column not in merged:
            break
        if upper.cell.colspan != each.cell.colspan:
            break
        parts.append((upper, each))
    gone = {id(part) for pair in parts for part in pair}
    whole = [CellWords(replace(a.cell, rowspan=a.cell.rowspan + b.cell.rowspan), a.anchors) for a, b in parts]
    rest = [each for each in kept if id(each) not in gone] + whole
    rest.sort(key=lambda each: (each.cell.row, each.cell.column))
    return rest, [each for each in cells if id(each) not in gone]


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
