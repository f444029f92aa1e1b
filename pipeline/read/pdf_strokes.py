"""What a PDF page draws besides text, as pdfium reports it: the strokes rules are made of, and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf_glyphs import Frame

STRAIGHT = 0.5
"""How far (points) the ends of a level or an upright line may differ."""

THIN = 3.0
"""A drawn box no thicker than this (points) is a rule; one that is no longer either is a dot of a dotted rule."""

MOST_STROKES = 150_000
"""No page of an act draws more; a page that does is a drawing or made to stall."""

_DEEP = 4

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Matrix = tuple[float, float, float, float, float, float]


class Drawn(NamedTuple):
    """What a page draws besides text: its strokes, level and upright ones, how many there are of all kinds, and
    which share of the page pictures cover."""

    strokes: tuple[Box, ...]
    number: int
    pictured: float


def drawn(page: pypdfium2.PdfPage, box: Frame) -> Drawn:
    """The strokes and pictures of a page, placed as shown; past `MOST_STROKES` they are not looked at."""
    strokes: list[Box] = []
    count = 0
    pictured = 0.0
    for item, kind, matrix in _shapes(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = matrix
            pictured += abs(a * d - b * c)
            continue
        count += pdfium.FPDFPath_CountSegments(item)
        if count > MOST_STROKES:
            break
        for outline in _outlines(item):
            strokes += _strokes(outline, matrix, box)
    return Drawn(tuple(strokes), count, pictured / max(1.0, box.width * box.height))


_WHOLE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _shapes(
    holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], outer: Matrix = _WHOLE, deep: int = 0
) -> Iterator[tuple[Any, int, Matrix]]:
    """The paths and pictures of a page or a form with their kinds and their place; forms are looked into."""
    for index in range(count(holder)):
        item = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield item, kind, _product(_matrix(item), outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and deep < _DEEP:
            inner = _product(_matrix(item), outer)
            yield from _shapes(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, deep + 1)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _WHOLE
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, m, n, p, q, r = then
    return a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r


Point = tuple[float, float]


def _outlines(path: Any) -> Iterator[list[Point]]:
    """The straight parts of a path, point by point; what is closed ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _strokes(outline: list[Point], matrix: Matrix, box: Frame) -> Iterator[Box]:
    """The level and upright sides of an outline as shown; a box too thin to hold a letter is one stroke."""
    a, b, c, d, e, f = matrix
    points = [box.shown(a * x + c * y + e, b * x + d * y + f) for x, y in outline]
    sides = [side for ends in pairwise(points) if (side := _side(*ends)) is not None]
    xs, ys = zip(*points, strict=True)
    x0, top, x1, bottom = min(xs), min(ys), max(xs), max(ys)
    if len(sides) == len(points) - 1 and min(x1 - x0, bottom - top) <= THIN:
        yield x0, top, x1, bottom
    else:
        yield from sides


def _side(start: Point, end: Point) -> Box | None:
    """A level or upright side of an outline."""
    (x0, y0), (x1, y1) = start, end
    if min(abs(x1 - x0), abs(y1 - y0)) > STRAIGHT:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
