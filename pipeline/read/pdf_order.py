"""A page as it is read, and its reading order: tables between lines, left columns before right ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.read.pdf_columns import Strip, strips
from pipeline.read.pdf_glyphs import PageLink
from pipeline.read.pdf_layout import Row
from pipeline.read.pdf_lines import TextLine
from pipeline.read.pdf_tables import RuledTable, line_anchors


class Column(NamedTuple):
    """Lines to be read one under another; `beside` marks a column that stands beside another one."""

    rows: tuple[Row, ...]
    beside: bool


class PageRead(NamedTuple):
    """A page taken apart: its size, its lines outside tables from the top down, its tables, its links, and what
    could not be read on it."""

    width: float
    height: float
    lines: tuple[TextLine, ...] = ()
    tables: tuple[RuledTable, ...] = ()
    links: tuple[PageLink, ...] = ()
    warnings: tuple[str, ...] = ()

    def strips(self) -> Iterator[Strip | RuledTable]:
        """Groups of lines and tables in reading order."""
        rest: Sequence[TextLine] = self.lines
        for table in sorted(self.tables, key=lambda table: table.box[1]):
            above = [line for line in rest if line.baseline < table.box[1] + 0.5 * line.size]
            rest = rest[len(above) :]
            yield from strips(above)
            yield table
        yield from strips(rest)

    def items(self) -> list[Column | RuledTable]:
        """Columns of lines with their links, and tables, in reading order."""
        return [
            each if isinstance(each, RuledTable) else Column(tuple(map(self._row, each.lines)), each.beside)
            for each in self.strips()
        ]

    def _row(self, line: TextLine) -> Row:
        return Row(line.text, tuple(line_anchors(line, self.links)), line.x0, line.x1, line.baseline, line.size)
