"""New text of an operation that stands in a table or in lines of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from msgspec.structs import replace

from pipeline.consolidate.change import Change
from pipeline.model.documents import Table
from pipeline.model.provisions import Provision


def drawn_table(change: Change) -> Table | None:
    """The one table that the amending act draws as the new text."""
    payload = change.operation.payload
    if payload is None or payload.lines is None:
        return None
    drawn = [node.table for node in _within(change.amending, payload.lines) if node.table is not None]
    return _own_rows(_unframed(drawn[0]), payload.text) if len(drawn) == 1 else None


def _unframed(table: Table) -> Table:
    """The table without a first and a last column that hold nothing but the quotes around it."""
    columns = sorted({cell.column for cell in table.cells})
    frame = [column for column in (columns[:1] + columns[1:][-1:]) if _is_frame(table, column)]
    first = columns[0] in frame if columns else False
    kept = (cell for cell in table.cells if cell.column not in frame)
    cells = tuple(replace(cell, column=cell.column - 1) if first else cell for cell in kept)
    return replace(table, cells=cells) if frame and cells else table


def _is_frame(table: Table, column: int) -> bool:
    texts = [cell.text.strip() for cell in table.cells if cell.column == column]
    alone = all(cell.colspan == 1 for cell in table.cells if cell.column == column)
    return alone and any(texts) and not any(_bare(text) for text in texts)


def _own_rows(table: Table, words: str) -> Table:
    """The rows of a drawn table that the new text of one of several operations carries."""
    said = _bare(words)
    for first in range(table.height):
        runs = accumulate(_row_words(table, row) for row in range(first, table.height))
        last = next((first + at for at, run in enumerate(runs) if run == said), None)
        if said and last is not None:
            own = (cell for cell in table.cells if first <= cell.row <= last)
            return replace(table, cells=tuple(replace(cell, row=cell.row - first) for cell in own))
    return table


def _row_words(table: Table, row: int) -> str:
    return _bare("".join(cell.text for cell in table.row(row)))


def _bare(text: str) -> str:
    """The letters, figures and signs of a text, without blanks and quotes."""
    return re.sub(r"[\s«»\"„“”;.]", "", text)


def payload_lines(change: Change) -> list[str]:
    """The lines of the new text."""
    payload = change.operation.payload
    return [line.strip() for line in payload.text.split("\n") if line.strip()] if payload is not None else []


def _within(tree: tuple[Provision, ...], lines: tuple[int, int]) -> Iterator[Provision]:
    for top in tree:
        for node in top.walk():
            if lines[0] <= node.lines[0] and node.lines[1] <= lines[1]:
                yield node
