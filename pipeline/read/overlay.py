"""A PDF page as a picture with what the reader saw drawn over it, so that a person can judge.

Lines are framed, words underlined, cells filled, links dashed; the text as read stands beside the page.
"""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from pipeline.read.errors import UnreadableError
from pipeline.read.pdf_glyphs import Frame, PageLink, frame, glyphs, links
from pipeline.read.pdf_lines import Glyph, TextLine, text_lines
from pipeline.read.pdf_rules import TooManyRulesError, ruled_cells
from pipeline.read.pdf_strokes import Box, drawn
from pipeline.read.pdf_tables import holds

MOST_PAGES = 40
"""More pages make a file no browser likes; the rest is said to be left out."""

_SCALE = 1.5
_MOST_PIXELS = 1800
"""A page may call itself as large as it likes; its picture is no wider and no higher than this."""

_STYLE = """
body { font: 14px sans-serif; margin: 1em; background: #eee; color: #222 }
section { display: flex; gap: 1em; margin-bottom: 2em; align-items: flex-start }
svg { background: white; box-shadow: 0 0 4px #888; flex: none; width: 50% }
ol { font: 12px monospace; background: white; margin: 0; padding: 1em 1em 1em 4em; overflow-wrap: anywhere }
.line { fill: none; stroke: #1667c9; stroke-width: .5 }
.word { stroke: #1667c9; stroke-width: 1 }
.cell { fill: #2a2; fill-opacity: .15; stroke: #2a2; stroke-width: 1.2 }
.link { fill: #f80; fill-opacity: .15; stroke: #e60; stroke-width: 1; stroke-dasharray: 3 2 }
b { font-weight: normal; padding: 0 .4em; border: 1px solid #1667c9 }
b.c { border-color: #2a2; background: #dfd } b.l { border: 1px dashed #e60; background: #fed }
"""


def overlay(path: Path) -> str:
    """An HTML page, complete in itself, that shows each page of a PDF with its lines, words, cells and links.

    Raises `UnreadableError` for a file that is no PDF or cannot be opened.
    """
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError(path, "not a PDF; only pages of a PDF can be drawn", "use --format text")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise UnreadableError(path, "a PDF that cannot be opened", "try --format text for the cause") from None
    try:
        count = len(document)
        shown = "\n".join(_section(document, number) for number in range(min(count, MOST_PAGES)))
    finally:
        document.close()
    rest = f"<p>{count - MOST_PAGES} further pages are not shown.</p>" if count > MOST_PAGES else ""
    name = html.escape(path.name)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title><style>{_STYLE}</style>'
        f"<h1>{name}: {count} pages as read</h1>"
        f'<p><b>line</b>, its words underlined; <b class="c">cell</b>; <b class="l">link</b></p>{shown}{rest}</html>'
    )


def _section(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return f"<h2>Page {number + 1}</h2><p>This page is broken.</p>"
    try:
        box = frame(page)
        targets = list(links(document, page, box))
        cells, doubt = _cells(page, box)
        lines = list(_lines(glyphs(page, box)[0], cells))
        marks = [*map(_cell, cells), *map(_link, targets), *(mark for line in lines for mark in _line(line))]
        svg = (
            f'<svg viewBox="0 0 {box.width:.1f} {box.height:.1f}" role="img" aria-label="Page {number + 1}">'
            f'<image href="{_picture(page, box)}" width="{box.width:.1f}" height="{box.height:.1f}"/>'
            f"{''.join(marks)}</svg>"
        )
    finally:
        page.close()
    items = "".join(f"<li>{html.escape(_printable(line.text))}</li>" for line in lines)
    counted = f"{len(lines)} lines, {len(cells)} cells, {len(targets)} links{doubt}"
    return f"<h2>Page {number + 1}: {counted}</h2><section>{svg}<ol>{items}</ol></section>"


def _cells(page: pypdfium2.PdfPage, box: Frame) -> tuple[Sequence[Box], str]:
    try:
        return [cell for table in ruled_cells(drawn(page, box)) for cell in table.boxes], ""
    except TooManyRulesError as error:
        return [], f"; tables not read: {error}"


def _lines(found: list[Glyph], cells: Sequence[Box]) -> Iterator[TextLine]:
    """The lines of each cell by themselves, then those outside tables."""
    for cell in cells:
        yield from text_lines(glyph for glyph in found if holds(cell, glyph))
        found = [glyph for glyph in found if not holds(cell, glyph)]
    yield from text_lines(found)


def _picture(page: pypdfium2.PdfPage, box: Frame) -> str:
    out = io.BytesIO()
    scale = min(_SCALE, _MOST_PIXELS / max(1.0, box.width, box.height))
    page.render(scale=scale).to_pil().convert("L").save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")


def _rectangle(kind: str, box: Box, title: str = "") -> str:
    x0, top, x1, bottom = box
    told = f"<title>{html.escape(_printable(title))}</title>" if title else ""
    width, height = max(0.0, x1 - x0), max(0.0, bottom - top)
    return f'<rect class="{kind}" x="{x0:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}">{told}</rect>'


def _cell(box: Box) -> str:
    return _rectangle("cell", box)


def _link(link: PageLink) -> str:
    return _rectangle("link", (link.x0, link.top, link.x1, link.bottom), link.target)


def _line(line: TextLine) -> Iterator[str]:
    top = line.baseline - 0.78 * line.size
    yield _rectangle("line", (line.x0 - 1, top, line.x1 + 1, top + line.size), line.text)
    y = line.baseline + 0.15 * line.size
    for word in line.words:
        yield f'<path class="word" d="M{word.x0:.1f} {y:.1f}H{word.x1:.1f}"/>'


def _printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "\ufffd", text)
