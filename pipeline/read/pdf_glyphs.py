"""The characters of a PDF page with their places, as pdfium reports them, turned the way the page is shown."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import compress, count, pairwise, repeat
from operator import ne, or_
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf_lines import BLANK, Glyph

_QUARTER = 1.5708
_HALF = re.compile(r"[\ud800-\udfff]")
_BREAK = "\r\n"
"""What pdfium gives at line ends: codes that print nothing and stand for no letter."""
_LOST = "\ufffd"
_ODD = re.compile(r"[\x00-\x20\ufffd-\uffff]")
"""Codes that may print nothing."""
_HYPHEN = re.compile(r"[\x02\ufffd-\uffff]")
"""What pdfium gives for a hyphen at a line's end, where it takes the word to be divided."""
_BLANK = re.compile(r"[^\S\x00- ]")

_SLACK = 0.02
"""The box of an upright character begins at its origin, this near (points)."""


_SAMPLE = 40
"""How many characters of a page show whether its fonts say how high they are."""

_LOWEST = 0.8
"""No font is lower than this share of its size: one that says so says the height of some letters."""

_ASCENT, _DESCENT = 0.92, 0.26
"""How far usual fonts reach above and below the line, as a share of their size."""


def _quick(function: Any, *kinds: type) -> Callable[..., int]:
    """A function of pdfium that takes addresses as numbers: a call for every character is worth it."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise ImportError("pdfium lacks a function")
    return ctypes.PYFUNCTYPE(ctypes.c_int, *kinds)(address)


def _address(pointer: Any) -> int | None:
    """The address that a pointer of pdfium holds, as quick functions take it."""
    return ctypes.c_void_p.from_buffer(pointer).value


_glyph = partial(tuple.__new__, Glyph)
"""As `Glyph._make`, without its layer of Python."""

_char_origin = _quick(pdfium.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_loose_box = _quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_is_generated = _quick(pdfium.FPDFText_IsGenerated, ctypes.c_void_p, ctypes.c_int)


Point = tuple[float, float]
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a box, in the page's own measure."""


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


def _glyphs(raw: Any, number: int, box: Frame) -> tuple[list[Glyph], int]:
    """The characters in the order of the file. Nearly all the time of reading a page goes by here.

    Neighbours whose boxes reach equally far up and down are a run: they share their baseline and their turn, which
    are asked for once.
    """
    codes = _codes(raw, number)
    printed, unmapped = _printed(raw, codes)
    shown = _BLANK.sub(BLANK, _HYPHEN.sub("-", codes))
    texts = [shown[index] for index in printed]
    lefts, tops, rights, bottoms = _boxes(raw, printed)
    fonts = _Fonts(raw)
    if not all(map(fonts.say_height, printed[:: max(1, len(printed) // _SAMPLE)])):
        tops, bottoms = _line_heights(raw, printed, fonts, tops, bottoms)
    runs = list(_runs(tops, bottoms))
    found: list[Glyph] = []
    for (start, end), (x, y) in zip(runs, _origins(raw, [printed[start] for start, _ in runs]), strict=True):
        run = slice(start, end)
        top, bottom = tops[start], bottoms[start]
        if box.turn or _turn(raw, printed[start], x, y, lefts[start], top, bottom):
            edges = zip(lefts[run], tops[run], rights[run], bottoms[run], strict=True)
            found += map(partial(_turned, raw, box), printed[run], texts[run], _origins(raw, printed[run]), edges)
            continue
        left, right = _shifted(lefts[run], box.left), _shifted(rights[run], box.left)
        heights = repeat(box.top - y), repeat(box.top - top), repeat(box.top - bottom)
        found += map(_glyph, zip(texts[run], left, right, *heights, repeat(0)))
    return found, unmapped


def _shifted(places: list[float], by: float) -> list[float]:
    return [place - by for place in places] if by else places


def _runs(tops: list[float], bottoms: list[float]) -> Iterable[tuple[int, int]]:
    """Where the runs begin and end."""
    changes = map(or_, map(ne, tops[1:], tops), map(ne, bottoms[1:], bottoms))
    return pairwise([0, *compress(count(1), changes), len(tops)]) if tops else ()


def _turn(raw: Any, index: int, x: float, y: float, left: float, top: float, bottom: float) -> int:
    """How many quarters a character is turned on its page; the box of one that is not begins at its origin."""
    if -_SLACK < left - x < _SLACK and bottom < y < top:
        return 0
    angle: float = pdfium.FPDFText_GetCharAngle(raw, index)
    return round(angle / _QUARTER)


def _turned(raw: Any, box: Frame, index: int, text: str, origin: Point, edges: Edges) -> Glyph:
    """A character of a run that does not stand upright, or whose page is shown turned."""
    x, y = origin
    left, top, right, bottom = edges
    turn = _turn(raw, index, x, y, left, top, bottom)
    return Glyph(text, *_shown_edges(box, x, y, left, top, right, bottom), (turn + box.turn) % 4)


def _codes(raw: Any, number: int) -> str:
    """The letter of each character, asked for all at once where each is one unit of UTF-16."""
    units = (ctypes.c_ushort * (number + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, number, units)
    found = bytes(units)[: 2 * number].decode("utf-16-le", "surrogatepass")
    if written == number + 1 and len(found) == number and not _HALF.search(found):
        return found
    return _whole([chr(pdfium.FPDFText_GetUnicode(raw, index)) for index in range(number)])


def _whole(codes: list[str]) -> str:
    """The characters beyond two bytes whole: pdfium gives them as two halves, of which one alone is no character."""
    for index, code in enumerate(codes):
        if not _HALF.match(code):
            continue
        low = codes[index + 1] if index + 1 < len(codes) else ""
        if code < "\udc00" <= low < "\ue000":
            codes[index : index + 2] = (code + low).encode("utf-16", "surrogatepass").decode("utf-16"), "\n"
        else:
            codes[index] = _LOST
    return "".join(codes)


def _printed(raw: Any, codes: str) -> tuple[list[int], int]:
    """Which characters stand on the page, and how many of them have no Unicode value."""
    page = _address(raw)
    printed: list[int] = []
    unmapped = 0
    last = 0
    for match in _ODD.finditer(codes):
        index = match.start()
        if match[0] == " ":
            prints = not _is_generated(page, index)
        else:
            prints = match[0] not in _BREAK and pdfium.FPDFText_IsHyphen(raw, index) == 1
            unmapped += not prints and match[0] not in _BREAK and not _is_generated(page, index)
        if not prints:
            printed += range(last, index)
            last = index + 1
    printed += range(last, len(codes))
    return printed, unmapped


def _boxes(raw: Any, printed: Sequence[int]) -> tuple[list[float], ...]:
    """The left, upper, right and lower edges of the boxes of characters."""
    edges = array("f", bytes(16 * len(printed)))
    at = edges.buffer_info()[0]
    deque(map(_loose_box, repeat(_address(raw)), printed, range(at, at + 16 * len(printed), 16)), maxlen=0)
    return tuple(edges[side::4].tolist() for side in range(4))


def _origins(raw: Any, indices: Sequence[int]) -> Iterator[Point]:
    """Where characters stand on their lines."""
    places = array("d", bytes(16 * len(indices)))
    at = places.buffer_info()[0]
    xs, ys = (range(start, start + 16 * len(indices), 16) for start in (at, at + 8))
    deque(map(_char_origin, repeat(_address(raw)), indices, xs, ys), maxlen=0)
    return zip(places[::2], places[1::2], strict=True)


class _Fonts:
    """The fonts of a page; those that do not say how high they are leave boxes as high as their letters."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._known: dict[int | None, bool] = {}

    def say_height(self, index: int) -> bool:
        """Whether the font of a character says how far it reaches above and below the line."""
        item = pdfium.FPDFText_GetTextObject(self._raw, index)
        address = _address(item)
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = _says_height(item)
        return known


def _says_height(item: Any) -> bool:
    font = pdfium.FPDFTextObj_GetFont(item) if item else None
    above, below = ctypes.c_float(), ctypes.c_float()
    if not font or not pdfium.FPDFFont_GetAscent(font, 1, above) or not pdfium.FPDFFont_GetDescent(font, 1, below):
        return True
    return above.value - below.value >= _LOWEST


def _line_heights(
    raw: Any, printed: Sequence[int], fonts: _Fonts, tops: Sequence[float], bottoms: Sequence[float]
) -> tuple[list[float], list[float]]:
    """The tops and bottoms of upright letters by the size of their font, where it does not say how high it is."""
    above, below = list(tops), list(bottoms)
    for number, (index, (_, y)) in enumerate(zip(printed, _origins(raw, printed), strict=True)):
        size = 0.0 if fonts.say_height(index) else _size(raw, index)
        if size > 0:
            above[number], below[number] = y + _ASCENT * size, y - _DESCENT * size
    return above, below


def _size(raw: Any, index: int) -> float:
    """The size of the font of a character as printed (points); nothing where the character does not stand upright."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(raw, index, matrix) or abs(matrix.b) > _SLACK or matrix.a <= 0:
        return 0.0
    size: float = pdfium.FPDFText_GetFontSize(raw, index) * abs(matrix.d)
    return size


def _shown_edges(
    box: Frame, x: float, y: float, left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float, float, float]:
    """Left, right, baseline, top and bottom of a character as its page is shown."""
    if not box.turn:
        return left - box.left, right - box.left, box.top - y, box.top - top, box.top - bottom
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
