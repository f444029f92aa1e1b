"""PDF files: characters and rules by position with pdfium, tables with pdfplumber's finder, one reading order.

A page gives the same lines whether it holds tables or not: its characters are read in one way.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from pipeline.model.documents import Format, Source
from pipeline.read.assembly import Assembly
from pipeline.read.encoding import DecodingError, check_letters
from pipeline.read.errors import UnreadableError
from pipeline.read.pdf_emit import emit
from pipeline.read.pdf_glyphs import Frame, PageLink, frame, glyphs, links
from pipeline.read.pdf_lines import BLANK, Glyph, text_lines
from pipeline.read.pdf_order import PageRead
from pipeline.read.pdf_packed import Packed
from pipeline.read.pdf_rules import RuledCells, TooManyRulesError, ruled_cells
from pipeline.read.pdf_strokes import drawn
from pipeline.read.pdf_tables import RuledTable, holds, hull, table_of

_SCANNED = 0.4
"""A page without text of which pictures cover at least this share is a scan."""

_UNMAPPED = 0.2
"""From which share of characters (blanks too) without a Unicode value on a page counts as unreadable."""

_NO_PAGES = re.compile(rb"/Count\s+0\b")
_OCR = "it needs text recognition first"


_AT_ONCE = 100
"""After how many pages a file is opened anew: pdfium keeps what it has unpacked until the file is closed."""


class _Seen(NamedTuple):
    """What a page holds: text, pictures alone, characters without a value; whether it cannot be opened at all."""

    text: bool = False
    scanned: bool = False
    unmapped: bool = False
    broken: bool = False


class _Page(NamedTuple):
    read: PageRead
    seen: _Seen


def read_pdf(path: Path, known: str) -> Source:
    """The text of a PDF in reading order, laid out as `assembly` says, with its ruled tables and its links.

    `known` is the file's digest. Pages are read one after another and the file is never held in memory.

    Raises `UnreadableError` for encrypted, broken, half-written and empty files, for scans, and for fonts that
    do not say which letters they draw. Single pages of that kind are named in a warning.
    """
    seen: list[_Seen] = []
    assembly = Assembly()
    with Packed(PageRead) as pages:
        with _without_collector():
            for page in _pages(path):
                pages.append(page.read)
                seen.append(page.seen)
        _judge(path, seen, assembly)
        emit(pages, assembly)
    source = assembly.source(str(path), Format.PDF, known)
    try:
        check_letters(source.text)
    except DecodingError as error:
        raise UnreadableError(path, error.cause, "its fonts do not say which letters they draw") from None
    return source


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for garbage in circles: reading a page makes thousands of records and no circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(_openable(path))
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        data = path.read_bytes()
        if b"/Encrypt" in data and "password" in str(error).lower():
            raise UnreadableError(path, "encrypted: opening it takes a password", "save it without one") from None
        if b"/Encrypt" in data and b"/Adobe.PubSec" in data:
            raise UnreadableError(path, "encrypted for the holder of a certificate", "save it without one") from None
        if b"%%EOF" not in data[-2048:]:
            raise UnreadableError(path, "a PDF without its end: cut off", "half-written; download it again") from None
        cause = "a PDF without pages" if _NO_PAGES.search(data) else "a broken PDF"
        raise UnreadableError(path, cause, "download it again") from None
    if not pages:
        document.close()
        raise UnreadableError(path, "a PDF without pages", "download it again")
    return document


def _openable(path: Path) -> Path | bytes:
    """What pdfium opens: a file by its name where that is UTF-8, else what is in it."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return path.read_bytes()
    return path


def _pages(path: Path) -> Iterator[_Page]:
    """The pages of a file one after another; memory does not grow with their number."""
    first = last = 0
    while first == 0 or first < last:
        with closing(_open(path)) as document:
            last = len(document)
            for number in range(first, min(first + _AT_ONCE, last)):
                yield _loaded(document, number)
        first += _AT_ONCE


def _loaded(document: pypdfium2.PdfDocument, number: int) -> _Page:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        broken = PageRead(0, 0, warnings=(f"page {number + 1} is broken and is left out",))
        return _Page(broken, _Seen(broken=True))
    with closing(page):
        return _page(document, page, number)


def _page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> _Page:
    box = frame(page)
    found, unmapped = glyphs(page, box)
    inked = any(glyph.text != BLANK for glyph in found)
    shapes = drawn(page, box)
    warnings: list[str] = []
    ruled: list[RuledCells] = []
    if inked:
        try:
            ruled = ruled_cells(shapes)
        except TooManyRulesError as error:
            warnings.append(f"the tables of page {number + 1} are not read: it draws {error}")
    targets = list(links(document, page, box))
    read = _read(found, ruled, targets, box, warnings, number)
    scanned = not inked and shapes.pictured >= _SCANNED
    return _Page(
        read, _Seen(bool(read.lines or read.tables), scanned, unmapped > _UNMAPPED * (len(found) + unmapped))
    )


def _read(
    found: list[Glyph], ruled: list[RuledCells], targets: list[PageLink], box: Frame, warnings: list[str], number: int
) -> PageRead:
    """A page taken apart: the tables with the characters in them, and the lines of all the others."""
    tables: list[RuledTable] = []
    for cells in ruled:
        outline = hull(cells.boxes)
        inside = [glyph for glyph in found if holds(outline, glyph)]
        if any(glyph.text != BLANK for glyph in inside):
            tables.append(table_of(cells, inside, targets))
            found = [glyph for glyph in found if not any(holds(cell, glyph) for cell in cells.boxes)]
    turned = len([glyph for glyph in found if glyph.turned])
    if turned:
        warnings.append(f"{turned} characters on page {number + 1} stand sideways or upside down and are left out")
    lines = tuple(text_lines(found))
    return PageRead(box.width, box.height, lines, tuple(tables), tuple(targets), tuple(warnings))


def _judge(path: Path, pages: Sequence[_Seen], assembly: Assembly) -> None:
    """Refuse a file of which nothing can be read; name the pages that cannot."""
    texts = [page.text for page in pages]
    scanned = [number for number, page in enumerate(pages, start=1) if page.scanned]
    unmapped = [number for number, page in enumerate(pages, start=1) if page.unmapped]
    count = len(pages)
    if not any(texts):
        if all(page.broken for page in pages):
            raise UnreadableError(path, f"a broken PDF: none of its {count} pages can be opened", "download it again")
        if scanned:
            raise UnreadableError(path, f"a scanned PDF: {count} pages of pictures, no text", _OCR)
        raise UnreadableError(path, f"a PDF without text on its {count} pages", _OCR)
    if len(unmapped) == sum(texts):
        raise UnreadableError(path, "a PDF whose fonts do not say which letters they draw", _OCR)
    for numbers, what in ((scanned, "scanned"), (unmapped, "set in fonts without letter codes")):
        if numbers:
            named = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
            assembly.warnings.append(f"{len(numbers)} of {count} pages are {what} and not read: {named}")
