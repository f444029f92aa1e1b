"""New text of an operation that stands in a table or in lines of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    return _own_rows(drawn[0], payload.text) if len(drawn) == 1 else None


def _own_rows(table: Table, words: str) -> Table:
    """The rows of a drawn table that the new text of one of several operations carries."""
    said = _bare(words)
    whole = _bare("".join(cell.text for cell in table.cells))
    own = [row for row in range(table.height) if (row_words := _row_words(table, row)) and row_words in said]
    if whole == said or not own:
        return table
    cells = tuple(replace(cell, row=own.index(cell.row)) for cell in table.cells if cell.row in own)
    return replace(table, cells=cells)


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
