"""The rules a PDF page draws, and the cells of the tables they make.

pdfium says where lines are drawn, pdfplumber's table finder makes cells of them. pdfplumber alone would parse
every character of the page a second time to get at the same lines, which takes ten times as long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf_glyphs import Frame

_UPRIGHT = 6.0
"""From which length on (points) an upright line may part two cells; underlines and rules of one row are lower."""

_SNAP = 3.0
"""Rules nearer than this (points) are one rule drawn twice or broken; shorter ones are dots."""

_STRAIGHT = 0.5
"""How far (points) the ends of a level or an upright line may differ."""

_MOST_CROSSINGS = 1_000_000
"""A page whose upright and level rules might cross more often is a drawing or made to stall."""

_MOST_PLACES = 1500
_DEEP = 4

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Matrix = tuple[float, float, float, float, float, float]


class TooManyRulesError(Exception):
    """A page with more rules than any table has."""


class Drawn(NamedTuple):
    """What a page draws besides text: its level and upright lines, and which share of it pictures cover."""

    lines: tuple[Box, ...]
    pictured: float

    @property
    def ruled(self) -> bool:
        """Whether there is an upright line: without one there is no table."""
        return any(bottom - top >= _UPRIGHT for _, top, _, bottom in self.lines)


def drawn(page: pypdfium2.PdfPage, box: Frame) -> Drawn:
    """The lines and pictures of a page, placed as shown."""
    lines: list[Box] = []
    pictured = 0.0
    for item, kind, matrix in _shapes(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = matrix
            pictured += abs(a * d - b * c)
        else:
            lines += _straight(_segments(item), matrix, box)
    return Drawn(tuple(lines), pictured / max(1.0, box.width * box.height))


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


def _segments(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a path, with those that close it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*last, *start)
            last = start


def _straight(segments: Iterator[tuple[float, float, float, float]], matrix: Matrix, box: Frame) -> Iterator[Box]:
    """Those of the pieces that are level or upright as shown, as boxes without width or without height."""
    a, b, c, d, e, f = matrix
    for xa, ya, xb, yb in segments:
        x0, y0 = box.shown(a * xa + c * ya + e, b * xa + d * ya + f)
        x1, y1 = box.shown(a * xb + c * yb + e, b * xb + d * yb + f)
        across, down = abs(x1 - x0), abs(y1 - y0)
        if across <= _STRAIGHT < down:
            yield x0, min(y0, y1), x0, max(y0, y1)
        elif down <= _STRAIGHT < across:
            yield min(x0, x1), y0, max(x0, x1), y0


def ruled_boxes(lines: Sequence[Box]) -> list[list[Box]]:
    """The cells of every ruled table that the lines make; a single frame around text is no table.

    Raises `TooManyRulesError` for a page that is a drawing.
    """
    # pdfplumber takes a third of a second to import: files without tables need not pay for it.
    from pdfplumber import table as finder

    merged = finder.merge_edges([_edge(line) for line in lines], _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [edge for edge in merged if edge["x1"] - edge["x0"] + edge["bottom"] - edge["top"] >= _SNAP]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > _MOST_CROSSINGS:
        raise TooManyRulesError(f"{len(edges):,} rules")
    crossings = finder.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _MOST_PLACES:
        raise TooManyRulesError(f"rules that cross in {len(crossings):,} places")
    cells = finder.intersections_to_cells(crossings)
    tables = [table for table in finder.cells_to_tables(cells) if len(table) > 1] if cells else []
    return [[(float(a), float(b), float(c), float(d)) for a, b, c, d in table] for table in tables]


def _edge(line: Box) -> dict[str, Any]:
    x0, top, x1, bottom = line
    return {
        "x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "v" if x0 == x1 else "h",
    }  # fmt: skip
