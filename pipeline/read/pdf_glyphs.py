"""The characters of a PDF page with their places, as pdfium reports them, turned the way the page is shown."""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf_lines import Glyph

_UNMAPPED = frozenset((0xFFFE, 0xFFFF, 0xFFFD))
_QUARTER = 1.5708
_SURROGATES = frozenset(range(0xD800, 0xE000))
_BREAK = 10
"""What pdfium gives at line ends: a code that prints nothing and stands for no letter."""
_LETTERS = dict.fromkeys((0x02, *_UNMAPPED), "-")
"""pdfium replaces a hyphen at a line's end by another code: it takes the word to be divided there."""

_SLACK = 0.02
"""The box of an upright character begins at its origin, this near (points)."""


_SAMPLE = 400
"""How many characters of a page show whether their boxes are as high as the font or as the letter."""

_KINDS = 8
"""From how many different heights on they are as high as the letters."""

_ASCENT, _DESCENT = 0.92, 0.26
"""How far usual fonts reach above and below the line, as a share of their size."""


def _quick(function: Any, *kinds: type) -> Callable[..., int]:
    """A function of pdfium that takes addresses as numbers: six calls a character are worth it."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise ImportError("pdfium lacks a function")
    return ctypes.PYFUNCTYPE(ctypes.c_int, *kinds)(address)


_glyph = partial(tuple.__new__, Glyph)
"""As `Glyph._make`, without its layer of Python."""

_origin = _quick(pdfium.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_loose_box = _quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


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


def _glyphs(raw: Any, count: int, box: Frame) -> tuple[list[Glyph], int]:
    """The characters in the order of the file. Nearly all the time of reading a page goes by here."""
    codes = _codes(raw, count)
    printed, unmapped = _printed(raw, codes)
    origins, edges = _places(raw, printed)
    xs, ys = origins[::2], origins[1::2]
    lefts, tops, rights, bottoms = edges[::4], edges[1::4], edges[2::4], edges[3::4]
    if _of_letters(tops, bottoms):
        tops, bottoms = _line_heights(raw, printed, ys, lefts, xs, tops, bottoms)
    turns = [
        box.turn
        if -_SLACK < left - x < _SLACK and bottom < y < top
        else (round(pdfium.FPDFText_GetCharAngle(raw, index) / _QUARTER) + box.turn) % 4
        for index, x, y, left, top, bottom in zip(printed, xs, ys, lefts, tops, bottoms, strict=True)
    ]
    texts = [_LETTERS.get(codes[index]) or chr(codes[index]) for index in printed]
    if box.turn:
        shown = map(_shown_edges, repeat(box), xs, ys, lefts, tops, rights, bottoms)
        return [Glyph(text, *place, turn) for text, place, turn in zip(texts, shown, turns, strict=True)], unmapped
    x, y = box.left, box.top
    found = zip(
        texts, [left - x for left in lefts], [right - x for right in rights], [y - base for base in ys],
        [y - top for top in tops], [y - bottom for bottom in bottoms], turns, strict=True,
    )  # fmt: skip
    return list(map(_glyph, found)), unmapped


def _printed(raw: Any, codes: Sequence[int]) -> tuple[list[int], int]:
    """Which characters stand on the page, and how many of them have no Unicode value."""
    generated = pdfium.FPDFText_IsGenerated
    printed: list[int] = []
    unmapped = 0
    for index, code in enumerate(codes):
        if code > 32 and code not in _UNMAPPED:
            printed.append(index)
        elif code == 32:
            if not generated(raw, index):
                printed.append(index)
        elif pdfium.FPDFText_IsHyphen(raw, index) == 1:
            printed.append(index)
        else:
            unmapped += code not in (10, 13) and not generated(raw, index)
    return printed, unmapped


def _codes(raw: Any, count: int) -> Sequence[int]:
    """The Unicode value of each character, asked for all at once where each is one unit of UTF-16."""
    units = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, units)
    found = units[:count]
    if written == count + 1 and _SURROGATES.isdisjoint(found):
        return found
    return _whole([pdfium.FPDFText_GetUnicode(raw, index) for index in range(count)])


def _whole(codes: list[int]) -> list[int]:
    """The characters beyond two bytes whole: pdfium gives them as two halves, of which one alone is no character."""
    for index, code in enumerate(codes):
        if code not in _SURROGATES:
            continue
        low = codes[index + 1] if index + 1 < len(codes) else 0
        if code < 0xDC00 <= low < 0xE000:
            codes[index], codes[index + 1] = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), _BREAK
        else:
            codes[index] = 0xFFFD
    return codes


def _places(raw: Any, printed: Sequence[int]) -> tuple[Sequence[float], Sequence[float]]:
    """Two numbers for the origin of each character, four for its box: left, top, right, bottom."""
    origins, edges = array("d", bytes(16 * len(printed))), array("f", bytes(16 * len(printed)))
    page = ctypes.cast(raw, ctypes.c_void_p).value
    at, edges_at = origins.buffer_info()[0], edges.buffer_info()[0]
    for index in printed:
        _origin(page, index, at, at + 8)
        _loose_box(page, index, edges_at)
        at += 16
        edges_at += 16
    return origins, edges


def _of_letters(tops: Sequence[float], bottoms: Sequence[float]) -> bool:
    """Whether boxes are as high as their letters: so pdfium makes them where a font does not say how high it is."""
    heights = Counter(round(top - bottom, 1) for top, bottom in zip(tops[:_SAMPLE], bottoms[:_SAMPLE], strict=True))
    return len(heights) >= _KINDS and heights.most_common(1)[0][1] < 0.6 * heights.total()


def _line_heights(
    raw: Any, printed: Sequence[int], ys: Sequence[float], lefts: Sequence[float], xs: Sequence[float],
    tops: Sequence[float], bottoms: Sequence[float],
) -> tuple[list[float], list[float]]:  # fmt: skip
    """The tops and bottoms of upright letters by the size of their font, as in most fonts."""
    matrix = pdfium.FS_MATRIX()
    above, below = list(tops), list(bottoms)
    for number, (index, left, x) in enumerate(zip(printed, lefts, xs, strict=True)):
        if pdfium.FPDFText_GetMatrix(raw, index, matrix) and abs(matrix.b) < _SLACK and left - x < 1 + matrix.a:
            size = pdfium.FPDFText_GetFontSize(raw, index) * abs(matrix.d)
            above[number], below[number] = ys[number] + _ASCENT * size, ys[number] - _DESCENT * size
    return above, below


def _shown_edges(
    box: Frame, x: float, y: float, left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float, float, float]:
    """Left, right, baseline, top and bottom of a character on a turned page."""
    xa, ya = box.shown(left, top)
    xb, yb = box.shown(right, bottom)
    return min(xa, xb), max(xa, xb), box.shown(x, y)[1], min(ya, yb), max(ya, yb)


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
