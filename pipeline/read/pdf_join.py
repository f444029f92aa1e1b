"""Tables that run over several pages: one table, its repeated heading rows once, its cut rows whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from pipeline.model.documents import Cell
from pipeline.read.assembly import Anchor, CellWords
from pipeline.read.pdf_tables import PageCell, RuledTable, glue, on_grid, one_grid

_ENDS = re.compile(r"[.;:!?][\"»”)]*$")
_GOES_ON = re.compile(r"[a-zа-яёәғқңөұүһі(),;»–\d-](?!\))")
_ITEM = re.compile(r"(?:^|\n)(\d{1,3})[.)]\s")
_NUMBER = re.compile(r"[\d\s.,%/–-]+")
_SENTENCE = 15
"""Fewer letters are a value or a label: two of them in rows of their own may look like one that goes on."""

_MOST_HEADS = 8
"""No heading has more rows."""

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
        if held is not None and isinstance(first, RuledTable) and one_grid(held.parts[-1], first):
            held.parts.append(first)
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
                held = _Held(mark, [item])
            else:
                yield mark, item
    if held is not None:
        yield held.mark, held.done()


class _Held(NamedTuple):
    """The last table met, which may go on: the mark of the page it began on, its part on every page."""

    mark: int
    parts: list[RuledTable]

    def done(self) -> Joined:
        """The whole table."""
        parts = on_grid(self.parts)
        whole = _Whole(parts)
        for part in parts[1:]:
            whole.add(part)
        return whole.joined()


class _Whole:
    """A table growing page by page: its finished cells, and those that reach its last row so far."""

    def __init__(self, parts: Sequence[RuledTable]) -> None:
        cells = [each for part in parts for each in part.cells]
        self._merged = {each.cell.column for each in cells if each.cell.rowspan > 1}
        rows = [each for number, part in enumerate(parts) for each in part.cells if not number or each.cell.row]
        self._filled = _always_filled(rows) - self._merged
        self._heads = [[each for each in parts[0].cells if each.cell.row == row] for row in range(_MOST_HEADS)]
        self._head_rows = 0
        self._page_rows: list[int] = []
        self._height = parts[0].height
        self._open_below = parts[0].open_below
        self._done: list[PageCell] = []
        self._open: list[PageCell] = []
        self._take(parts[0].cells)

    def add(self, below: RuledTable) -> None:
        """Put the part on the next page under what there is."""
        repeated = self._repeated(below)
        self._head_rows = max(self._head_rows, repeated)
        cells = [each.moved(-repeated) for each in below.cells if each.cell.row >= repeated]
        first = [each for each in cells if each.cell.row == 0]
        pairs = _pairs(self._open, first)
        unended = self._open_below and below.open_above and not repeated
        cut = pairs is not None and (self._is_cut(pairs) or (unended and not any(_are_values(*p) for p in pairs)))
        self._open_below = below.open_below
        joined = pairs if cut and pairs is not None else self._reaching_on(first)
        offset = self._height - cut
        self._page_rows.append(self._height)
        gone = {id(each) for pair in joined for each in pair}
        self._done += [each for each in self._open if id(each) not in gone]
        self._open = []
        whole = [_made_whole(top, bottom.moved(offset), cut) for top, bottom in joined]
        self._height = offset + below.height - repeated
        self._take([*whole, *(each.moved(offset) for each in cells if id(each) not in gone)])

    def joined(self) -> Joined:
        """The table, its repeated rows marked as headings."""
        cells = sorted([*self._done, *self._open], key=lambda each: (each.cell.row, each.cell.column))
        marked = [
            CellWords(replace(each.cell, header=True) if each.cell.row < self._head_rows else each.cell, each.anchors)
            for each in cells
        ]
        return Joined(tuple(marked), tuple(min(row, self._height - 1) for row in self._page_rows))

    def _take(self, cells: Iterable[PageCell]) -> None:
        for each in cells:
            reaches = each.cell.row + each.cell.rowspan >= self._height
            (self._open if reaches else self._done).append(each)
        self._open.sort(key=lambda each: each.cell.column)

    def _repeated(self, below: RuledTable) -> int:
        """How many first rows of the part repeat the table's first rows; its heading is repeated whole."""
        count = 0
        reach = 0
        whole = 0
        while count < min(_MOST_HEADS, below.height - 1):
            rows = [[each.cell for each in below.cells if each.cell.row == count], _cells(self._heads[count])]
            if rows[0] != rows[1] or (count >= reach and not any(cell.text for cell in rows[0])):
                break
            count += 1
            reach = max([reach, *(cell.row + cell.rowspan for cell in rows[0])])
            whole = count if reach <= count else whole
        return whole

    def _is_cut(self, pairs: Sequence[tuple[PageCell, PageCell]]) -> bool:
        """Whether the first row of a page goes on the last row of the page before.

        Every lower cell must be able to follow the upper one, and one must clearly do so: it goes on in the
        middle of a sentence or of a list, or a label that every row has stands in one of the parts only.
        """
        plain = [(a, b) for a, b in pairs if a.cell.rowspan == 1 or b.cell.rowspan == 1]
        if not plain or any(_are_two(a, b) for a, b in plain):
            return False
        if any(_goes_on(a, b) for a, b in plain if a.cell.column not in self._merged):
            return True
        half = [b for a, b in pairs if a.cell.column in self._filled and bool(a.cell.text) != bool(b.cell.text)]
        return bool(half) and any(b.cell.text for _, b in pairs)

    def _reaching_on(self, first: Sequence[PageCell]) -> list[tuple[PageCell, PageCell]]:
        """Merged cells that a page's end cuts between two rows.

        The lower part of such a cell has no words, or words that go on. An empty one is told from an empty cell by
        its column, in which cells are merged elsewhere, and by standing at the left of its row or beside another
        such part: labels go from wide to narrow. Left of one that goes on all go on.
        """
        above = {each.cell.column: each for each in self._open}
        found: list[tuple[PageCell, PageCell]] = []
        sure = 0
        for each in first:
            upper = above.get(each.cell.column)
            if upper is None or each.cell.column not in self._merged or upper.cell.colspan != each.cell.colspan:
                break
            if _are_two(upper, each):
                break
            found.append((upper, each))
            label_below = not upper.cell.text and each.cell.column == 0
            if _goes_on(upper, each) or (sure == len(found) - 1 and (label_below or not each.cell.text)):
                sure = len(found)
        return found[:sure]


def _cells(row: Sequence[PageCell]) -> list[Cell]:
    return [replace(each.cell, header=False) for each in row]


def _always_filled(cells: Sequence[PageCell]) -> set[int]:
    """The columns in which nearly every cell has words."""
    count: dict[int, list[int]] = {}
    for each in cells:
        known = count.setdefault(each.cell.column, [0, 0])
        known[0] += 1
        known[1] += bool(each.cell.text)
    return {column for column, (all_, filled) in count.items() if filled >= 2 and all_ - filled <= max(1, 0.2 * all_)}


def _pairs(above: Sequence[PageCell], below: Sequence[PageCell]) -> list[tuple[PageCell, PageCell]] | None:
    """The cells of the last row with those under them; None where the columns differ."""
    if [(a.cell.column, a.cell.colspan) for a in above] != [(b.cell.column, b.cell.colspan) for b in below]:
        return None
    return list(zip(above, below, strict=True))


def _are_two(top: PageCell, bottom: PageCell) -> bool:
    """Whether both have words that are surely not those of one cell: the lower word would have stood beside the
    upper, they are the same, or they are numbers."""
    above, below = top.cell.text, bottom.cell.text
    if not above or not below:
        return False
    if _are_values(top, bottom):
        return True
    return bottom.first < top.room and not (_ENDS.search(above) or above.endswith("-") or _next_item(top, bottom))


def _are_values(top: PageCell, bottom: PageCell) -> bool:
    """Whether both hold the same word or a number: each its own, be the rule between them lost."""
    above, below = top.cell.text, bottom.cell.text
    return bool(above) and (above == below or bool(_NUMBER.fullmatch(above) and _NUMBER.fullmatch(below)))


def _goes_on(top: PageCell, bottom: PageCell) -> bool:
    """Whether the lower cell goes on the upper one in the middle of a sentence or of a numbered list."""
    above, below = top.cell.text, bottom.cell.text
    if not above or not below:
        return False
    if _next_item(top, bottom) or _opens_list(above, below):
        return True
    if (_ENDS.search(above) and not above.endswith(":")) or _ITEM.match(below) or not _GOES_ON.match(below):
        return False
    return above.endswith("-") or (bottom.first >= top.room and (len(above) >= _SENTENCE or above.endswith(",")))


def _next_item(top: PageCell, bottom: PageCell) -> bool:
    marks = _ITEM.findall(top.cell.text)
    following = _ITEM.match(bottom.cell.text)
    return (
        bool(marks) and following is not None and int(following[1]) == int(marks[-1]) + 1 and len(top.cell.text) > 4
    )


def _opens_list(above: str, below: str) -> bool:
    """Whether a list begins under the words that announce it: «Знания:», «1. …»."""
    following = _ITEM.match(below)
    return above.endswith(":") and following is not None and following[1] == "1"


def _made_whole(top: PageCell, bottom: PageCell, cut: bool) -> PageCell:
    """Both parts of a cell as one; `cut`: they share a row."""
    rowspan = top.cell.rowspan + bottom.cell.rowspan - cut
    text = top.cell.text
    if text and bottom.cell.text:
        text += "\n" if bottom.first < top.room or _next_item(top, bottom) else glue(text, bottom.cell.text)
    anchors = (*top.anchors, *(Anchor(a.start + len(text), a.words, a.target) for a in bottom.anchors))
    room = bottom.room if bottom.cell.text else top.room
    return PageCell(replace(top.cell, text=text + bottom.cell.text, rowspan=rowspan), anchors, top.first, room)
