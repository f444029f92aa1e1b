"""Cells of tables with the letters of their words repaired: cleaning repairs lines, and leaves cells as printed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.clean.letters import mended
from pipeline.model.documents import Paragraph


def repaired(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, words of two alphabets («Бiлiмi» with Latin i) in one in the cells of their tables."""
    return tuple(_repaired(paragraph) for paragraph in paragraphs)


def _repaired(paragraph: Paragraph) -> Paragraph:
    if paragraph.table is None:
        return paragraph
    cells = tuple(replace(cell, text=mended(cell.text)) for cell in paragraph.table.cells)
    return replace(paragraph, table=replace(paragraph.table, cells=cells))
