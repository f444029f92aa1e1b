"""Cells into their places: the row and column of every cell of a table whose cells span others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.documents import Cell

MAX_SPAN = 1000
"""No table of an act is wider or higher; a larger span is a mistake of the page (HTML limits it likewise)."""


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
