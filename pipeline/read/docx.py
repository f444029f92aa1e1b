"""Word documents: what Word would print with all tracked changes accepted, without headers and footers."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import PartFactory
from docx.oxml import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml.etree import LxmlError, _Element

from pipeline.model.documents import Cell, Format, Source
from pipeline.read.assembly import Anchor, Assembly, CellWords, Words
from pipeline.read.docx_styles import Styles
from pipeline.read.docx_text import Runs, paragraph_words
from pipeline.read.errors import UnreadableError
from pipeline.read.grid import is_layout
from pipeline.read.numbering import Numbering, W
from pipeline.read.text import digest

MAX_UNPACKED = 400_000_000
"""Bytes a document may unpack to: beyond lies a decompression bomb, not an act."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (
        _STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (_STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (_STRICT + b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_MACROS = "application/vnd.ms-word.{}.main+xml"
for _kind in (
    _MACROS.format("document.macroEnabled"),
    _MACROS.format("template.macroEnabledTemplate"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
):
    PartFactory.part_type_for[_kind] = DocumentPart
"""Documents with macros (which are not run) and templates are documents all the same."""

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read_docx(path: Path, data: bytes) -> Source:
    """The text of a Word document, laid out as `assembly` says.

    Raises `UnreadableError` for a broken, half-written or hostile file and for one without text.
    """
    document = _open(path, data)
    assembly = Assembly()
    reader = _Reader(document, assembly)
    reader.read(document.element.body)
    reader.finish()
    source = assembly.source(str(path), Format.DOCX, digest(data))
    if not source.text.strip():
        scan = " but pictures: a scan" if reader.runs.pictures else ""
        raise UnreadableError(
            path, f"a Word document without text{scan}", "it needs text recognition" if scan else ""
        )
    return source


def _open(path: Path, data: bytes) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MAX_UNPACKED:
            raise UnreadableError(path, f"unpacks to {size // 1_000_000} MB", "no document is that large")
        main = Package.open(BytesIO(_transitional(data))).main_document_part
        if not isinstance(main, DocumentPart):
            raise UnreadableError(path, f"no Word document but {main.content_type}", "save it as DOCX")
        document: Document = main.document
        return document
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        PackageNotFoundError,
        LxmlError,
        EOFError,
        OSError,
    ) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise UnreadableError(path, f"a broken Word document: {reason}", "half-written; copy it again") from None


def _transitional(data: bytes) -> bytes:
    """A package in the strict form of ISO 29500 with the names of the transitional form, which the library knows."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        relations = "_rels/.rels"
        if relations not in archive.namelist() or _STRICT not in archive.read(relations):
            return data
        rewritten = BytesIO()
        with zipfile.ZipFile(rewritten, "w") as out:
            for name in archive.namelist():
                part = archive.read(name)
                for strict, transitional in _STRICT_NAMES:
                    part = part.replace(strict, transitional)
                out.writestr(name, part)
    return rewritten.getvalue()


class _Merged(NamedTuple):
    """A cell as Word lists it: its words, the columns it spans, whether it goes on the cell above."""

    words: Words
    width: int
    continues: bool


class _Reader:
    """Walks the body of one document and lays it out."""

    def __init__(self, document: Document, assembly: Assembly) -> None:
        self.assembly = assembly
        self.runs = Runs({key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external})
        self.styles = Styles(document.styles.element)
        self.numbering = Numbering(_numbering_root(document))
        self.notes = _note_texts(document)

    def read(self, body: _Element) -> None:
        """Every paragraph and table of a body, whatever containers they lie in."""
        self.runs.deletions += _join_at_deleted_ends(body)
        for element in _flow(body):
            if element.tag == f"{W}tbl":
                self.table(element)
            else:
                self.paragraph(element)

    def paragraph(self, element: _Element) -> None:
        """A paragraph with its number, laid out by its style, and the text boxes anchored in it."""
        if self.styles.is_contents(element):
            self.runs.contents += 1
            return
        words = self._numbered(element)
        if not words.text.strip():
            if not element.findall(f".//{W}txbxContent"):
                self.assembly.blank()
        elif self.styles.is_heading(element):
            self.assembly.flush(words, "heading")
        elif (align := self.styles.alignment(element)) in ("center", "right", "end"):
            self.assembly.flush(words, align)
        else:
            self.assembly.paragraph(words)
        for box in _boxes(element):
            self.assembly.blank()
            self.read(box)

    def _numbered(self, element: _Element) -> Words:
        words = paragraph_words(element, self.runs)
        list_id, depth = self.styles.list_place(element)
        if list_id is None or (not words.text.strip() and not _boxes(element)):
            return words
        label = self.numbering.next(list_id, depth)
        anchors = tuple(Anchor(a.start + len(label), a.words, a.target) for a in words.anchors)
        return Words(label + words.text.lstrip(), anchors)

    def table(self, element: _Element) -> None:
        """A table with its spans; one that only sets a signature side by side is laid out as blocks."""
        cells = _grid(_rows(element), self._cell)
        if is_layout([each.cell for each in cells], self.styles.is_ruled(element)):
            for each in cells:
                self.assembly.blank()
                self.assembly.flush(Words(each.cell.text, each.anchors))
            self.assembly.blank()
            return
        self.assembly.table(cells)

    def _cell(self, cell: _Element) -> _Merged:
        """The words of a cell, line by line, and how it is merged with its neighbours."""
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        text = ""
        anchors: list[Anchor] = []
        for element in _flow(cell, nested=True):
            words = self._numbered(element)
            if words.text.strip():
                text += "\n" if text else ""
                anchors += [Anchor(a.start + len(text), a.words, a.target) for a in words.anchors]
                text += words.text
        width = int(span.get(f"{W}val", "1")) if span is not None else 1
        continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        return _Merged(Words(text, tuple(anchors)), width, continues)

    def finish(self) -> None:
        """The footnotes after the text, and what a reader must know of what is not in it."""
        for number, words in enumerate((self.notes[key] for key in self.runs.notes if key in self.notes), start=1):
            self.assembly.blank()
            self.assembly.paragraph(Words(f"[{number}] {words}"))
        self.assembly.warnings += self.runs.warnings()
        self.assembly.warnings += [
            f"list numbers of the format {name} are counted in figures" for name in sorted(self.numbering.unknown)
        ]


def _numbering_root(document: Document) -> _Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            root: _Element = relation.target_part.element
            return root
    return None


def _note_texts(document: Document) -> dict[str, str]:
    """Footnotes and endnotes by kind and number."""
    found: dict[str, str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            for note in root.iterfind(f"{W}{kind[:-1]}"):
                if note.get(f"{W}type") is None:
                    words = [paragraph_words(p, Runs({})).text for p in note.iter(f"{W}p")]
                    found[f"{kind}:{note.get(f'{W}id')}"] = " ".join(" ".join(words).split())
    return found


_CONTAINERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_STRUCK = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))


def _flow(parent: _Element, nested: bool = False) -> list[_Element]:
    """Paragraphs and tables below `parent` in order; with `nested` the paragraphs of inner tables instead."""
    found: list[_Element] = []
    for child in parent:
        if child.tag == f"{W}p":
            found.append(child)
        elif child.tag == f"{W}tbl":
            found += (
                [p for row in _rows(child) for cell in _below(row, f"{W}tc") for p in _flow(cell, True)]
                if nested
                else [child]
            )
        elif child.tag in _CONTAINERS:
            found += _flow(child, nested)
    return found


def _join_at_deleted_ends(body: _Element) -> int:
    """Put the runs of a paragraph whose end a tracked change struck out before those of the next; how many times.

    Word keeps the properties of the paragraph whose end is left.
    """
    joined = 0
    for end in list(body.iter(f"{W}p")):
        above, following = end.getparent(), end.getnext()
        if (
            end.find(f"{W}pPr/{W}rPr/{W}del") is None
            or above is None
            or following is None
            or following.tag != end.tag
        ):
            continue
        at = 1 if following.find(f"{W}pPr") is not None else 0
        for child in reversed([child for child in end if child.tag != f"{W}pPr"]):
            following.insert(at, child)
        above.remove(end)
        joined += 1
    return joined


def _rows(table: _Element) -> list[_Element]:
    """The rows of a table but those struck out by a tracked change."""
    return [
        row for row in _below(table, f"{W}tr") if not any(row.find(f"{W}trPr/{tag}") is not None for tag in _STRUCK)
    ]


def _below(parent: _Element, tag: str) -> list[_Element]:
    found: list[_Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _CONTAINERS:
            found += _below(child, tag)
    return found


def _boxes(paragraph: _Element) -> list[_Element]:
    """The text boxes anchored in a paragraph, each once: the fallback drawing repeats the words."""
    return [
        box
        for box in paragraph.iter(f"{W}txbxContent")
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors())
    ]


def _grid(rows: list[_Element], cell_of: Callable[[_Element], _Merged]) -> list[CellWords]:
    """The cells of rows in their columns; a cell merged downwards, which Word repeats, once and counted."""
    grid: list[dict[int, _Merged]] = []
    for row in rows:
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = int(before.get(f"{W}val", "0")) if before is not None else 0
        grid.append({})
        for element in _below(row, f"{W}tc"):
            grid[-1][column] = cell_of(element)
            column += grid[-1][column].width
    cells: list[CellWords] = []
    for number, line in enumerate(grid):
        header = rows[number].find(f"{W}trPr/{W}tblHeader") is not None
        for column, cell in line.items():
            if cell.continues and number and column in grid[number - 1]:
                continue
            height = 1
            while number + height < len(grid) and (under := grid[number + height].get(column)) and under.continues:
                height += 1
            words = cell.words
            cells.append(CellWords(Cell(number, column, words.text, height, cell.width, header), words.anchors))
    return cells
