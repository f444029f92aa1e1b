"""An edition as plain text, laid out as the registry's own extractions are: it can be read back."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.documents import Table
from pipeline.model.editions import Act
from pipeline.publish.blocks import Block, blocks
from pipeline.publish.head import head
from pipeline.publish.view import EditionView

INDENT = " " * 6


def as_text(act: Act, view: EditionView) -> str:
    """The edition as text: six blanks before a paragraph, blank lines around headings, tabs between cells."""
    over = head(act, view)
    lines = [over.title, "", over.particulars, "", f"{over.edition}. {over.label}.", ""]
    for block in blocks(view):
        lines += _lines(block)
    return "\n".join(_single_blanks(lines)).rstrip() + "\n"


def _lines(block: Block) -> Iterator[str]:
    if block.heading:
        yield ""
        yield from block.heading.split("\n")
        yield ""
    for paragraph in block.paragraphs:
        yield INDENT + paragraph.text
    if block.table is not None:
        yield ""
        yield from table_rows(block.table)
        yield ""
    for said in (*([block.bracket] if block.bracket else []), *block.after):
        yield from (INDENT + line for line in said.split("\n"))


def table_rows(table: Table) -> Iterator[str]:
    """One line a row, tabs between cells; a cell that spans others leaves their places empty."""
    if table.caption:
        yield table.caption
    width = max((cell.column + cell.colspan for cell in table.cells), default=0)
    for row in range(table.height):
        places = [""] * width
        for cell in table.row(row):
            places[cell.column] = " ".join(cell.text.split())
        yield "\t".join(places)


def _single_blanks(lines: list[str]) -> Iterator[str]:
    last = ""
    for line in lines:
        if line or last:
            yield line
        last = line
