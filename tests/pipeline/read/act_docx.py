"""Known acts as Word documents: numbers typed, numbers counted by Word, and pages converted by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import docx
import word_processor
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from known_acts import ActLine, Aside, Block, Grid, Heading, KnownAct, Norm, Note, Signature, Title, Words

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def hyperlink(paragraph: Paragraph, words: str, target: str) -> None:
    """Add linked words to a paragraph."""
    key = paragraph.part.relate_to(target, _LINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    link.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{words}</w:t></w:r>'))
    paragraph._p.append(link)


def as_typed(act: KnownAct, path: Path, head: str = "Жоба") -> None:
    """Every number typed by hand, in a table without lines for the signature; `head` runs over every page."""
    _Writer(act, numbered=False, head=head).save(path)


def as_numbered(act: KnownAct, path: Path) -> None:
    """Points and subpoints numbered by Word: one multi-level list a document, restarted for each annex."""
    _Writer(act, numbered=True).save(path)


class _Writer:
    def __init__(self, act: KnownAct, numbered: bool, head: str = "Жоба") -> None:
        self.act = act
        self.head = head
        self.numbered = numbered
        self.document: Document = docx.Document()
        self.lists = 0
        self.expected = ["1", "1"]

    def save(self, path: Path) -> None:
        if self.numbered:
            self._define()
            self._restart()
        self.document.sections[0].header.paragraphs[0].text = self.head
        for block in self.act.blocks:
            self.add(block)
        self.document.save(str(path))

    def add(self, block: Block) -> None:
        if isinstance(block, Title | Aside):
            align = WD_ALIGN_PARAGRAPH.RIGHT if isinstance(block, Aside) else WD_ALIGN_PARAGRAPH.CENTER
            self._block(block.lines, align)
            if self.numbered and (isinstance(block, Title) or block.corner):
                self._restart()
        elif isinstance(block, Heading):
            self.document.add_heading(block.text, 2)
        elif isinstance(block, ActLine):
            self.document.add_paragraph(block.text)
        elif isinstance(block, Note):
            paragraph = self._words(self.document.add_paragraph(), block.words)
            for run in paragraph.runs:
                run.italic = True
        elif isinstance(block, Norm):
            self._norm(block)
        elif isinstance(block, Signature):
            table = self.document.add_table(1, 2)
            table.cell(0, 0).text = "\n".join(block.post)
            table.cell(0, 1).text = block.name
        else:
            self._grid(block)

    def _block(self, lines: tuple[str, ...], align: WD_ALIGN_PARAGRAPH) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        for n, line in enumerate(lines):
            run = paragraph.add_run(line)
            if n < len(lines) - 1:
                run.add_break()

    def _words(self, paragraph: Paragraph, words: Words) -> Paragraph:
        for piece, target in words.pieces:
            if target is None:
                paragraph.add_run(piece)
            else:
                hyperlink(paragraph, piece, target)
        return paragraph

    def _norm(self, block: Norm) -> None:
        paragraph = self.document.add_paragraph()
        automatic = self.numbered and block.depth is not None and block.label[:-1] == self.expected[block.depth]
        if block.label and not automatic:
            paragraph.add_run(block.label + " ")
        if automatic and block.depth is not None:
            place = f'<w:ilvl w:val="{block.depth}"/><w:numId w:val="{900 + self.lists}"/>'
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
            self.expected[block.depth] = str(int(self.expected[block.depth]) + 1)
        if block.depth == 0:
            self.expected[1] = "1" if automatic else "typed"
        self._words(paragraph, block.words)

    def _grid(self, grid: Grid) -> None:
        table = self.document.add_table(len(grid.rows), grid.columns)
        table.style = "Table Grid"
        for row, column, text, height, width in grid.placed:
            cell = table.cell(row, column).merge(table.cell(row + height - 1, column + width - 1))
            cell.text = ""
            for n, line in enumerate(text.split("\n")):
                (cell.paragraphs[0] if n == 0 else cell.add_paragraph()).text = line

    def _define(self) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for depth, text in enumerate(("%1.", "%2)"))
        )
        part = self.document.part.numbering_part.element
        part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>'))

    def _restart(self) -> None:
        self.lists += 1
        self.expected = ["1", "1"]
        self.document.part.numbering_part.element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{900 + self.lists}"><w:abstractNumId w:val="900"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )


def by_office(pages: list[Path], folder: Path) -> list[Path]:
    """Web pages converted to Word documents by one run of LibreOffice; the documents in the order of the pages."""
    options = ("--infilter=HTML (StarWriter)",)
    return word_processor.convert(pages, folder, "docx:MS Word 2007 XML", options)
