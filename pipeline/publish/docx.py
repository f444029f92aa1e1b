"""An edition as a Word file: styles for headings and notes, numbers as text, tables with their spans."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from itertools import takewhile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell

from pipeline.model.documents import Table
from pipeline.model.editions import Act
from pipeline.publish.blocks import Block, blocks, heading_level
from pipeline.publish.head import head
from pipeline.publish.view import EditionView

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP entry can bear: equal editions must be equal files."""

_PROPERTY = 255
"""How long a property of a package may be."""

_BREADTH = Cm(17)
"""What the margins leave of a page."""

_LINE = (4, 40)
"""The shortest and the longest line that a column is made for, in characters."""

_TAGS = {"kk": "kk-KZ", "ru": "ru-RU"}


def as_docx(act: Act, view: EditionView) -> bytes:
    """The edition as DOCX: Times New Roman 14 and an indent of 1.25 cm, as orders are drafted (№ 464, point 21).

    The same edition gives the same bytes.
    """
    document = docx.Document()
    set_styles(document, view.language)
    over = head(act, view)
    document.add_heading(over.title, 0)
    document.add_paragraph(over.particulars, style="Particulars")
    document.add_paragraph(f"{over.edition}. {over.label}.", style="Label")
    for block in blocks(view):
        _add(document, block)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = over.title[:_PROPERTY], act.act, "zangraph"
    properties.language = _TAGS[view.language]
    properties.created = properties.modified = dt.datetime(*_EPOCH[:3])
    return packed(document)


def set_styles(document: Document, language: str) -> None:
    """Give a new document the page, the fonts and the styles Norm, Particulars, Label, Cell and Note of our files."""
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    properties = normal.element.get_or_add_rPr()
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), _TAGS[language])
    properties.append(tag)
    for name in ("Title", *(f"Heading {level}" for level in range(1, 7))):
        _plain_heading(document, name)
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    norm = _style(document, "Norm")
    norm.paragraph_format.first_line_indent = Cm(1.25)
    norm.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _style(document, "Particulars").paragraph_format.space_after = Pt(6)
    label = _style(document, "Label")
    label.font.bold, label.font.size = True, Pt(11)
    cell = _style(document, "Cell")
    cell.font.size, cell.paragraph_format.space_after = Pt(11), Pt(0)
    note = _style(document, "Note")
    note.font.italic, note.font.size = True, Pt(11)
    note.paragraph_format.first_line_indent = Cm(1.25)


def _plain_heading(document: Document, name: str) -> None:
    """A heading as orders print it: the font of the text, black, bold, in the middle."""
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    properties = style.element.get_or_add_rPr()
    for theme in list(properties.iter(qn("w:rFonts"))):
        properties.remove(theme)
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.font.bold, style.font.italic, style.font.color.rgb = True, False, RGBColor(0, 0, 0)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(6)
    style.paragraph_format.keep_with_next = True


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.space_after = Pt(4)
    return style


def _add(document: Document, block: Block) -> None:
    if block.heading:
        document.add_heading(block.heading, heading_level(block) - 1)
    for paragraph in block.paragraphs:
        if paragraph.text.strip():
            document.add_paragraph(paragraph.text, style="Norm")
    if block.table is not None:
        _add_table(document, block.table)
    for said in (*([block.bracket] if block.bracket else []), *block.after):
        document.add_paragraph(said, style="Note")


def _add_table(document: Document, table: Table) -> None:
    width = max((cell.column + cell.colspan for cell in table.cells), default=0)
    if table.caption:
        document.add_paragraph(table.caption, style="Norm")
    if not width:
        return
    longest = [0] * width
    for cell in table.cells:
        if cell.colspan == 1:
            longest[cell.column] = max(longest[cell.column], *map(len, cell.text.split("\n")))
    made = Grid(document, table.height, longest)
    for cell in table.cells:
        place = made.cell(cell.row, cell.column, cell.rowspan, cell.colspan)
        for number, line in enumerate(cell.text.split("\n")):
            paragraph = place.add_paragraph() if number else place.paragraphs[0]
            paragraph.style = document.styles["Cell"]
            paragraph.add_run(line).bold = cell.header or None
    made.repeat(len(heads(tuple(any(cell.header for cell in table.row(row)) for row in range(table.height)))))
    document.add_paragraph("", style="Norm")


def heads(headed: Sequence[bool]) -> Sequence[bool]:
    """The leading rows that head the columns: they are printed again on every page."""
    return tuple(takewhile(bool, headed))


class Grid:
    """A new ruled table; its columns share the breadth by the longest line in each."""

    def __init__(
        self, holder: Document | _Cell, height: int, longest: Sequence[int], breadth: Length = _BREADTH
    ) -> None:
        self.table = holder.add_table(height, len(longest))
        self.table.style = "Table Grid"
        weights = [min(max(length, _LINE[0]), _LINE[1]) for length in longest]
        widths = [Emu(breadth * weight // sum(weights)) for weight in weights]
        for column, width in zip(self.table._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width
        self._places = [list(row._tr.tc_lst) for row in self.table.rows]
        for places in self._places:
            for place, width in zip(places, widths, strict=True):
                place.width = width

    def cell(self, row: int, column: int, rowspan: int = 1, colspan: int = 1) -> _Cell:
        """The cell at a place of the grid, made to span rows and columns."""
        place = self._places[row][column]
        if rowspan > 1 or colspan > 1:
            place = place.merge(self._places[row + rowspan - 1][column + colspan - 1])
        return _Cell(place, self.table)

    def repeat(self, rows: int) -> None:
        """Print the first rows again on every page."""
        for row in range(rows):
            self.properties(row).append(OxmlElement("w:tblHeader"))

    def properties(self, row: int) -> BaseOxmlElement:
        """The properties of a row."""
        return self.table.rows[row]._tr.get_or_add_trPr()


def packed(document: Document) -> bytes:
    """The package with its entries in their order and without times."""
    made, again = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), source.read(entry), zipfile.ZIP_DEFLATED)
    return again.getvalue()
