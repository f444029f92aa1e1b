"""The characters of a PDF page with their places, as pdfium reports them, turned the way the page is shown."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf_lines import Glyph

_UNMAPPED = frozenset((0xFFFE, 0xFFFF, 0xFFFD))
_QUARTER = 1.5708


class PageLink(NamedTuple):
    """A link annotation: its box as shown (left, top, right, bottom) and its target."""

    x0: float
    top: float
    x1: float
    bottom: float
    target: str


class Frame(NamedTuple):
    """The visible box of a page and how far it is turned, in quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """The width as shown."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height as shown."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    @property
    def corner(self) -> tuple[float, float]:
        """The point of the page that is shown in the top left corner."""
        return (
            self.left if self.turn in (0, 1) else self.right,
            self.top if self.turn in (0, 3) else self.bottom,
        )

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as shown: from the left, from the top."""
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        if self.turn == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def frame(page: pypdfium2.PdfPage) -> Frame:
    """The visible box of a page."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)


def glyphs(page: pypdfium2.PdfPage, box: Frame) -> tuple[list[Glyph], int]:
    """The printed characters of a page, blanks included, and how many have no Unicode value."""
    text = page.get_textpage()
    try:
        return _glyphs(text.raw, text.count_chars(), box)
    finally:
        text.close()


def _glyphs(raw: object, count: int, box: Frame) -> tuple[list[Glyph], int]:
    """One loop with everything it calls at hand: nine tenths of the time of reading a page go by here."""
    x, y, rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    x_at, y_at, rect_at = ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect)
    code_of, generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    origin_of, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    angle_of = pdfium.FPDFText_GetCharAngle
    left, top, upright = box.left, box.top, box.turn == 0
    found: list[Glyph] = []
    unmapped = 0
    for index in range(count):
        code = code_of(raw, index)
        if code < 32 or code in _UNMAPPED:
            unmapped += code != 10 and code != 13 and not generated(raw, index)
            continue
        if code == 32 and generated(raw, index):
            continue
        origin_of(raw, index, x_at, y_at)
        box_of(raw, index, rect_at)
        turned = round(angle_of(raw, index) / _QUARTER)
        if upright:
            edges = rect.left - left, rect.right - left, top - y.value, top - rect.top, top - rect.bottom
        else:
            edges = _shown_edges(box, (x.value, y.value), rect)
        found.append(Glyph(chr(code), *edges, (turned + box.turn) % 4))
    return found, unmapped


def _shown_edges(box: Frame, origin: tuple[float, float], rect: Any) -> tuple[float, float, float, float, float]:
    """Left, right, baseline, top and bottom of a character on a turned page."""
    xa, ya = box.shown(rect.left, rect.top)
    xb, yb = box.shown(rect.right, rect.bottom)
    return min(xa, xb), max(xa, xb), box.shown(*origin)[1], min(ya, yb), max(ya, yb)


def links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, box: Frame) -> Iterator[PageLink]:
    """The links of a page that lead out of the document."""
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    rect = pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        target = _target(document, link)
        if target and pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            xa, ya = box.shown(rect.left, rect.top)
            xb, yb = box.shown(rect.right, rect.bottom)
            yield PageLink(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), target)


def _target(document: pypdfium2.PdfDocument, link: object) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action:
        return ""
    size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


_UPRIGHT = 6.0
"""From which height on (points) a drawn line may part two cells; underlines and rules of one row are lower."""


class Drawn(NamedTuple):
    """What a page draws besides text: whether there are upright rules, and which share of it pictures cover."""

    ruled: bool
    pictured: float


def drawn(page: pypdfium2.PdfPage, box: Frame) -> Drawn:
    """Look for upright rules and measure the pictures of a page."""
    ruled = False
    pictured = 0.0
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    for item in page.get_objects(filter=wanted, max_depth=4):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH and ruled:
            continue
        left, bottom, right, top = item.get_bounds()
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            ruled = (right - left if box.turn % 2 else top - bottom) >= _UPRIGHT
        else:
            pictured += abs((right - left) * (top - bottom))
    return Drawn(ruled, pictured / max(1.0, box.width * box.height))
