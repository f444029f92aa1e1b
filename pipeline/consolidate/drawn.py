"""New text of an operation that stands in a table or in lines of cells."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.consolidate.change import Change
from pipeline.model.documents import Table
from pipeline.model.provisions import Provision


def drawn_table(change: Change) -> Table | None:
    """The one table that the amending act draws as the new text."""
    payload = change.operation.payload
    if payload is None or payload.lines is None:
        return None
    drawn = [node.table for node in _within(change.amending, payload.lines) if node.table is not None]
    return drawn[0] if len(drawn) == 1 else None


def payload_lines(change: Change) -> list[str]:
    """The lines of the new text."""
    payload = change.operation.payload
    return [line.strip() for line in payload.text.split("\n") if line.strip()] if payload is not None else []


def _within(tree: tuple[Provision, ...], lines: tuple[int, int]) -> Iterator[Provision]:
    for top in tree:
        for node in top.walk():
            if lines[0] <= node.lines[0] and node.lines[1] <= lines[1]:
                yield node
