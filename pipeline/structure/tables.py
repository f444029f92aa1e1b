"""Tables as text: row by row, cell by cell, in reading order."""

from __future__ import annotations

from pipeline.model.documents import Table

COLUMN = " | "
"""What stands between two cells of a row."""


def table_text(table: Table) -> str:
    """The words of a table: a line a row, a cell that spans rows only in its first; lines in cells stay lines."""
    lines: list[str] = []
    for row in range(table.height):
        cells = [cell.text.strip() for cell in table.row(row)]
        if any(cells):
            lines.append(COLUMN.join(cells))
    return "\n".join(lines)
