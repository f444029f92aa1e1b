"""Rows that a clause prints out instead of naming them: «мына:», the rows as they read, «деген жол … жазылсын:»;
«строку:», the row in a table, «изложить в следующей редакции:».

The rows stand in a table, mostly between quotes on lines of their own, or in a quoted line. Each is known by the
first words it prints, as a row that a clause names in quotes is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from pipeline.address import selector
from pipeline.model.documents import Cell, Layout, Paragraph
from pipeline.recognise.amendments.stretches import begins_quoted, ends_quoted, is_lone_mark

_GOES_ON: Final = re.compile(r"\s*(?:деген|дейтін)\s", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


class PrintedRows(Struct, frozen=True):
    """The rows printed before a clause: the words each is known by, and the paragraph that goes on the clause."""

    goes_on: int
    names: tuple[str, ...]

    @property
    def quoted(self) -> str:
        """The names as a clause says them: «А», «Б»."""
        return ", ".join(f"«{name}»" for name in self.names)


def printed_rows(paragraphs: Sequence[Paragraph], start: int) -> PrintedRows | None:
    """The rows that paragraph `start` begins to print, when the clause goes on right behind them."""
    framed = is_lone_mark(paragraphs[start].text)
    first = start + 1 if framed else start
    last = first
    while framed and last < len(paragraphs) and not is_lone_mark(paragraphs[last].text):
        last += 1
    printed = paragraphs[first : last if framed else first + 1]
    goes_on = last + 1
    if not printed or goes_on >= len(paragraphs) or _GOES_ON.match(paragraphs[goes_on].text) is None:
        return None
    names = tuple(name for paragraph in printed for name in _names(paragraph, alone=framed and len(printed) == 1))
    if not all(names) or len(set(names)) < len(names):
        return None
    return PrintedRows(goes_on, names)


def row_in_table(paragraphs: Sequence[Paragraph], start: int) -> PrintedRows | None:
    """The one row that a table at `start`, mostly between quotes on lines of their own, prints behind «строку:»."""
    at = start + is_lone_mark(paragraphs[start].text)
    if at >= len(paragraphs) or paragraphs[at].layout is not Layout.TABLE:
        return None
    behind = at + 1
    behind += behind < len(paragraphs) and is_lone_mark(paragraphs[behind].text)
    words = _only_row(paragraphs[at])
    return PrintedRows(behind, (words,)) if words else None


def _only_row(paragraph: Paragraph) -> str:
    """The words of a table of one row, cell after cell, as an address takes them; none for a longer table."""
    table = paragraph.table
    if table is None:
        return "" if "\n" in paragraph.text else selector(paragraph.text)
    return selector(" ".join(cell.text for cell in table.row(0))) if table.height == 1 else ""


def _names(paragraph: Paragraph, *, alone: bool) -> Iterator[str]:
    """The first words of each row; an empty one for what names no row: lines of text may be rows or cells."""
    if paragraph.table is not None:
        rows = map(paragraph.table.row, range(paragraph.table.height))
        yield from (_first_words(row) for row in rows if any(cell.text.strip() for cell in row))
    elif alone or (begins_quoted(paragraph.text) and ends_quoted(paragraph.text)):
        yield selector(paragraph.text)
    else:
        yield ""


def _first_words(row: Sequence[Cell]) -> str:
    return next((selector(cell.text) for cell in row if _LETTERS.search(cell.text)), "")
