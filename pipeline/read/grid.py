"""Cells into their places: the row and column of every cell of a table whose cells span others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.documents import Cell

MAX_SPAN = 1000
"""No table of an act is wider or higher; a larger span is a mistake of the page (HTML limits it likewise)."""


_NAME = re.compile(r"(?:\w\.\s?){1,2}\w[\w-]+|\w[\w-]+\s(?:\w\.\s?){1,2}")


class Span(NamedTuple):
    """A cell as a row lists it: its words, how far it reaches, whether it is a heading."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


def place(rows: Iterable[Iterable[Span]]) -> tuple[Cell, ...]:
    """The cells of rows listed one after another, each in the first free column of its row.

    Cells reaching down from earlier rows take their columns first, as HTML 5 (§4.9.12) lays tables out. A span
    that would leave the table's last row is cut there.
    """
    listed = [list(row) for row in rows]
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, spans in enumerate(listed):
        column = 0
        for span in spans:
            while (row, column) in taken:
                column += 1
            height = min(span.rowspan or len(listed), len(listed) - row, MAX_SPAN)
            width = min(max(span.colspan, 1), MAX_SPAN)
            taken.update((row + down, column + right) for down in range(height) for right in range(width))
            cells.append(Cell(row, column, span.text, height, width, span.header))
            column += width
    return tuple(cells)


def is_layout(cells: Sequence[Cell], ruled: bool) -> bool:
    """Whether a table only sets words side by side: a signature, an approval block in the right corner.

    A table with lines is one as soon as two cells are filled. Without lines, a row of two cells sets them side by
    side; so do more rows of which the second column holds nothing but a signatory's name, or names.
    """
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) <= 1 or ruled:
        return len(filled) <= 1
    rows, columns = {cell.row for cell in filled}, {cell.column for cell in filled}
    if len(rows) == 1:
        return len(filled) <= 2
    beside = [cell.text for cell in filled if cell.column > min(columns)]
    return len(columns) <= 2 and (len(beside) <= 1 or all(_NAME.fullmatch(text.strip()) for text in beside))
