"""What reading and cleaning make of a file: lines, tables and links, then repaired paragraphs."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from pipeline.trace import Run, Traced

META = "meta.yaml"
"""What corpora of acts state of an act beside its texts, one file a folder."""


class Facts(Struct, frozen=True):
    """What is known of a document from outside its text.

    When it was published and when it entered the corpus; its act key, for prints that leave out the line naming the
    act (`act` is in text form and stands behind what the text itself says).
    """

    published: dt.date | None = None
    entered: dt.date | None = None
    act: str | None = None


class Format(StrEnum):
    """The kind of file a document came in."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


class Cell(Struct, frozen=True):
    """A table cell: where it stands (from 0), how far it spans, what it says."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


class Table(Struct, frozen=True):
    """A table; `lines` are the first and last source line, cells go row by row."""

    cells: tuple[Cell, ...]
    lines: tuple[int, int]
    caption: str | None = None

    @property
    def height(self) -> int:
        """How many rows there are."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that begin in row `number`."""
        return tuple(cell for cell in self.cells if cell.row == number)


class Link(Struct, frozen=True):
    """A hyperlink of the source: its words, its target, its line."""

    text: str
    target: str
    line: int


class Source(Struct, frozen=True):
    """A file as read: the whole text in reading order, one printed line a line, and what lies over it.

    `text` is what every later offset counts in. `tables` are those the format itself draws (PDF rulings, DOCX,
    HTML, Markdown); their cells stand in `text` too, line by line, between the table's `lines`. `requisite` is the
    line naming the act where the file states it beside its text («Приказ Министра … от … № …»).
    """

    path: str
    format: Format
    digest: str
    text: str
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    page_starts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    requisite: str | None = None


class Repair(Struct, frozen=True):
    """One repair by one cleaning pass; `made` is False for a doubt that was only reported.

    `count` is how many words (or breaks, or letters) the repair put right.
    """

    stage: str
    line: int
    before: str
    after: str
    made: bool = True
    count: int = 1


class Layout(StrEnum):
    """How a paragraph stands on the page: the structure stage reads more from it than from the words."""

    INDENTED = "indented"
    """A paragraph of running text with a first-line indent."""
    BLOCK = "block"
    """Flush lines between blank lines: titles, signatures, cells of a flattened table."""
    HEADING = "heading"
    """A heading marked as such by the format."""
    TABLE = "table"
    """A table; the cells are in `Paragraph.table`."""


class Paragraph(Struct, frozen=True):
    """A repaired paragraph: `text` without hard wraps, `runs` the source offsets of its characters.

    `rows` are the printed lines the paragraph was joined from, each as repaired: a flattened table is read
    from them, running text is not.
    """

    text: str
    lines: tuple[int, int]
    layout: Layout
    runs: tuple[Run, ...]
    rows: tuple[str, ...] = ()
    table: Table | None = None

    def traced(self) -> Traced:
        """The text with its source offsets."""
        return Traced.from_runs(self.text, self.runs)


class Clean(Struct, frozen=True):
    """A cleaned document: paragraphs in reading order, every repair, and what was taken away by name."""

    source: Source
    paragraphs: tuple[Paragraph, ...]
    repairs: tuple[Repair, ...]
    removed: tuple[tuple[int, int, str], ...]
    """Source offset, length and pass of page furniture that is no part of the document."""
