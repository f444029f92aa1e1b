"""Cells into their places: the row and column of every cell of a table whose cells span others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.documents import Cell

MAX_SPAN = 1000
"""No table of an act is wider or higher; a larger span is a mistake of the page (HTML limits it likewise)."""


_CAPITAL = "[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_NAME = re.compile(rf"(?:{_CAPITAL}\.\s?){{1,2}}{_CAPITAL}[\w-]+|{_CAPITAL}[\w-]+\s(?:{_CAPITAL}\.\s?){{1,2}}")
_SETS = re.compile(
    r"[\"«]?(?:министр|премьер|президент|председател|руководител|заместител|секретар|аким|директор|начальник|ректор|судья|и\.\s?о\.|исполняющ"
    r"|республики казахстан|қазақстан республикас|төраға|басшы|әкім|хатшы|утвержд|приложени|согласован|бекіт|келіс)"
    r"|(?:қосымша|бекітілген|бекітілді|төрағасы|министрі|басшысы|әкімі|хатшысы|м\.\s?а\.)$",
    re.IGNORECASE,
)
"""How posts, approvals and agreements begin, or end: what a table without lines sets side by side."""

_LONGEST_VALUE = 300
"""A longer cell of a lone row is a column of text, not a value."""


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


def is_layout(cells: Sequence[Cell], ruled: bool | None) -> bool:
    """Whether a table only sets words side by side: a signature, an approval block in the right corner.

    A table with lines is one as soon as two cells are filled. One said to have none sets side by side a row of two
    cells, and more rows of which the second column holds nothing but a signatory's name, or names. Where the file
    leaves the lines to a style sheet (`ruled` is None) only a name does, and in a lone row a post or an approval.
    """
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) <= 1 or ruled:
        return len(filled) <= 1
    rows, columns = {cell.row for cell in filled}, {cell.column for cell in filled}
    if len(columns) > 2 or (len(rows) == 1 and len(filled) > 2):
        return False
    if len(rows) == 1:
        column = any(len(cell.text) > _LONGEST_VALUE for cell in filled)
        return ruled is not None or column or any(_sets(cell.text.strip()) for cell in filled)
    beside = [cell.text.strip() for cell in filled if cell.column > min(columns)]
    if not beside:
        return ruled is not None or min(columns) > 0 or all(cell.column == 0 for cell in cells)
    return all(map(_NAME.fullmatch, beside)) or (ruled is not None and len(beside) == 1)


def _sets(text: str) -> bool:
    return bool(_NAME.fullmatch(text) or _SETS.search(text))
