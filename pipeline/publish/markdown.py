"""An edition as Markdown: headings, escaped list numbers, notes in italics, tables in HTML where cells span."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.model.documents import Cell, Table
from pipeline.model.editions import Act
from pipeline.publish.blocks import Block, blocks, heading_level
from pipeline.publish.head import head
from pipeline.publish.view import EditionView

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_LIST = re.compile(r"^(\s*\d+)([.)])(?=\s|$)")
_OPENING = re.compile(r"^(\s*)([#+~=-])")


def as_markdown(act: Act, view: EditionView) -> str:
    """The edition as Markdown; every mark in the words themselves is escaped."""
    over = head(act, view)
    parts = [f"# {escaped(over.title)}", escaped(over.particulars), f"> {escaped(f'{over.edition}. {over.label}.')}"]
    for block in blocks(view):
        parts += _parts(block)
    return "\n\n".join(parts) + "\n"


def _parts(block: Block) -> Iterator[str]:
    if block.heading:
        yield f"{'#' * heading_level(block)} {escaped(' '.join(block.heading.split()))}"
    for paragraph in block.paragraphs:
        if paragraph.text.strip():
            yield escaped(paragraph.text)
    if block.table is not None:
        yield _table(block.table)
    for said in (*([block.bracket] if block.bracket else []), *block.after):
        yield "\n".join(f"*{escaped(line.strip())}*" for line in said.split("\n") if line.strip())


def escaped(text: str) -> str:
    """The text with Markdown's marks escaped, and list numbers as text."""
    text = _SPECIAL.sub(r"\\\1", text)
    return _OPENING.sub(r"\1\\\2", _LIST.sub(r"\1\\\2", text))


def _table(table: Table) -> str:
    caption = f"{escaped(table.caption)}\n\n" if table.caption else ""
    plain = all(cell.rowspan == cell.colspan == 1 for cell in table.cells)
    return caption + (_pipes(table) if plain and table.height > 1 else html_table(table))


def _pipes(table: Table) -> str:
    width = max(cell.column + 1 for cell in table.cells)
    rows = []
    for row in range(table.height):
        places = [" "] * width
        for cell in table.row(row):
            places[cell.column] = escaped(cell.text).replace("\n", "<br>")
        rows.append("| " + " | ".join(places) + " |")
    rows.insert(1, "|" + " --- |" * width)
    return "\n".join(rows)


def html_table(table: Table) -> str:
    """A table in HTML, one line a row."""
    rows = ["<tr>" + "".join(_html_cell(cell) for cell in table.row(row)) + "</tr>" for row in range(table.height)]
    return "\n".join(["<table>", *rows, "</table>"])


def _html_cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = "".join(
        f' {name}="{value}"' for name, value in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if value > 1
    )
    words = "<br>".join(html.escape(line, quote=False) for line in cell.text.split("\n"))
    return f"<{tag}{spans}>{words}</{tag}>"
