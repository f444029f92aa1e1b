"""A redline as a Word file with tracked changes that Word and LibreOffice accept and reject.

Every change is a `w:ins` or `w:del` of Office Open XML (ISO/IEC 29500-1, 17.13.5) whose author is the amending order
and whose date is the day from which the change is in force; a day that is not known is not written. Paragraph breaks
that came or went are tracked at the paragraph's own mark, rows of tables at the properties of the row.
"""

from __future__ import annotations

import datetime as dt
from itertools import count

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from pipeline.compare.redline import Kind, Redline, Row
from pipeline.compare.tables import TableChange
from pipeline.compare.words import Change, Piece
from pipeline.model.acts import Language
from pipeline.model.editions import Act
from pipeline.publish.docx import Grid, heads, packed, set_styles
from pipeline.publish.redline import Line, drawn, orders_of, over, paragraphs, printed, redline_words, remark

_MARKS = {Change.INSERTED: "w:ins", Change.DELETED: "w:del"}
_UNTOLD = "zangraph"
"""The author of a change whose order is not known."""
_APART = "\N{NO-BREAK SPACE}"
"""Ends the author's name where a whole paragraph follows one that ends in a change of the same kind and author:
LibreOffice takes two such changes for one, with the break between them, and would join the paragraphs around.
"""


def redline_docx(act: Act, line: Redline) -> bytes:
    """The whole act with the changes between two days as tracked changes; equal redlines give equal bytes."""
    document = docx.Document()
    set_styles(document, line.after.language)
    head = over(act, line)
    document.add_heading(head.title, 0)
    document.add_paragraph(head.particulars, style="Particulars")
    document.add_paragraph(f"{head.between}. {'. '.join(head.labels)}.", style="Label")
    document.add_paragraph(head.counted, style="Label")
    tracked = _Tracked(document, line.after.language)
    for row in printed(line):
        tracked.add(row)
    document.add_paragraph(redline_words(line.after.language).legend, style="Note")
    properties = document.core_properties
    properties.title, properties.subject, properties.author = head.title[:255], act.act, _UNTOLD
    properties.created = properties.modified = dt.datetime(1980, 1, 1)
    return packed(document)


class _Tracked:
    """A document that provisions are added to, and the running number of its tracked changes."""

    def __init__(self, document: Document, language: Language) -> None:
        self._document = document
        self._language: Language = language
        self._numbers = count(1)
        self._open: tuple[Change, str] | None = None
        """What the last paragraph ends with, while the break behind it is not itself tracked."""

    def add(self, row: Row) -> None:
        """Add a provision: its lines and tables, what is to be said of it, the notes of its changes."""
        style = f"Heading {min(6, 1 + row.depth)}" if row.heading else "Norm"
        for part in drawn(row):
            if isinstance(part, TableChange):
                self._table(row, part)
            else:
                self._paragraph(self._document.add_paragraph(style=style), row, part)
        beside = remark(row, self._language)
        if beside is not None:
            self._document.add_paragraph(beside, style="Note")
        for note in row.notes if row.kind is not Kind.SAME else ():
            new = Piece(Change.INSERTED, note, row.by)
            self._paragraph(self._document.add_paragraph(style="Note"), row, Line((new,), new))

    def _table(self, row: Row, table: TableChange) -> None:
        """A table whose rows are tracked; a paragraph behind it keeps it apart from the next one."""
        made = Grid(self._document, len(table.rows), table.longest)
        made.repeat(len(heads([one.header for one in table.rows])))
        for number, one in enumerate(table.rows):
            end = Piece(one.change, "\n", one.by)
            for cell in one.cells:
                place = made.cell(number, cell.column, cell.rowspan, cell.colspan)
                for count_, pieces in enumerate(paragraphs(cell.pieces)):
                    paragraph = place.add_paragraph() if count_ else place.paragraphs[0]
                    paragraph.style = self._document.styles["Cell"]
                    self._paragraph(paragraph, row, Line(pieces, end))
            if one.change in _MARKS:
                made.properties(number).append(self._mark(end, row))
        self._document.add_paragraph(style="Cell")

    def _paragraph(self, paragraph: Paragraph, row: Row, line: Line) -> None:
        whole = line.mark.change in _MARKS
        apart = whole and self._open == (line.mark.change, self._author(line.mark))
        if whole:
            properties = paragraph._p.get_or_add_pPr()
            of_mark = OxmlElement("w:rPr")
            of_mark.append(self._mark(line.mark, row, apart))
            properties.append(of_mark)
        for piece in line.pieces:
            self._piece(paragraph, piece, row, apart)
        last = line.pieces[-1] if line.pieces else None
        self._open = (last.change, self._author(last)) if last is not None and not whole else None

    def _piece(self, paragraph: Paragraph, piece: Piece, row: Row, apart: bool) -> None:
        run = paragraph.add_run()
        text = OxmlElement("w:delText" if piece.change is Change.DELETED else "w:t")
        text.set(qn("xml:space"), "preserve")
        text.text = piece.text
        run._r.append(text)
        if piece.change in _MARKS:
            mark = self._mark(piece, row, apart)
            paragraph._p.append(mark)
            mark.append(run._r)

    def _mark(self, piece: Piece, row: Row, apart: bool = False) -> _Element:
        mark = OxmlElement(_MARKS[piece.change])
        mark.set(qn("w:id"), str(next(self._numbers)))
        mark.set(qn("w:author"), self._author(piece) + (_APART if apart else ""))
        if row.certain and row.in_force is not None and row.in_force.from_ is not None:
            mark.set(qn("w:date"), f"{row.in_force.from_.isoformat()}T00:00:00Z")
        return mark

    def _author(self, piece: Piece) -> str:
        return orders_of(piece.by, self._language) or _UNTOLD
