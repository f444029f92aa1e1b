"""The comparison table as a Word file: three columns on a broad page, changed words bold, as drafters print it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import _Cell

from pipeline.compare.redline import Redline
from pipeline.compare.tables import TableChange
from pipeline.compare.words import Change, Piece
from pipeline.model.editions import Act
from pipeline.publish.comparison import Printed, table_rows
from pipeline.publish.docx import Grid, packed, set_styles
from pipeline.publish.redline import over, paragraphs, redline_words

_SMALL = Pt(11)
_INSIDE = Cm(8)
"""The breadth of a table inside a column."""


def comparison_docx(act: Act, line: Redline) -> bytes:
    """The comparison table as DOCX; equal redlines give equal bytes."""
    document = docx.Document()
    set_styles(document, line.after.language)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    head, said = over(act, line), redline_words(line.after.language)
    document.add_heading(said.comparison, 0)
    document.add_paragraph(head.title, style="Particulars").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(head.particulars, style="Particulars")
    document.add_paragraph(f"{head.between}. {'. '.join(head.labels)}.", style="Label")
    document.add_paragraph(head.counted, style="Label")
    rows = table_rows(act, line)
    if rows:
        made = document.add_table(1, 3, style="Table Grid")
        for cell, title in zip(made.rows[0].cells, (said.in_force, said.proposed, said.words), strict=True):
            _fill(cell, _strong(title))
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in rows:
            over_row = made.add_row().cells
            _fill(over_row[0].merge(over_row[2]), _strong(row.name))
            old, new, changes = made.add_row().cells
            _fill(old, row.before or _plain(row.empty))
            _fill(new, row.after or _plain(row.empty))
            _fill(changes, _plain(*row.said))
    properties = document.core_properties
    properties.title, properties.subject, properties.author = head.title[:255], act.act, "zangraph"
    properties.created = properties.modified = dt.datetime(1980, 1, 1)
    return packed(document)


def _fill(cell: _Cell, parts: Iterable[Printed]) -> None:
    """Paragraphs and tables of a cell, changed words bold; a cell ends with a paragraph."""
    first = True
    for part in parts:
        if isinstance(part, TableChange):
            _nested(cell, part, first)
            first = False
            continue
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        first = False
        for piece in part:
            run = paragraph.add_run(piece.text)
            run.bold = piece.change is not Change.SAME
            run.font.size = _SMALL


def _nested(cell: _Cell, table: TableChange, first: bool) -> None:
    if first:
        cell._tc.remove(cell.paragraphs[0]._p)
    made = Grid(cell, len(table.rows), table.longest, _INSIDE)
    for number, row in enumerate(table.rows):
        for one in row.cells:
            _fill(made.cell(number, one.column, one.rowspan, one.colspan), paragraphs(one.pieces))


def _strong(text: str) -> tuple[tuple[Piece, ...], ...]:
    return ((Piece(Change.INSERTED, text),),)


def _plain(*texts: str) -> tuple[tuple[Piece, ...], ...]:
    return tuple((Piece(Change.SAME, text),) for text in texts)
