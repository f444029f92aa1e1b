"""From the pages of a PDF to one text: page furniture off, tables over several pages joined, paragraphs marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from pipeline.read.assembly import Assembly, Words
from pipeline.read.pdf_columns import Strip
from pipeline.read.pdf_furniture import furniture
from pipeline.read.pdf_hyphens import DIVIDED, Hyphens, drawn_up, one_link
from pipeline.read.pdf_join import Joined, join_tables
from pipeline.read.pdf_layout import Laid, Margins, Part, crosses, lay, leadings, margins, usual_leading
from pipeline.read.pdf_lines import TextLine
from pipeline.read.pdf_order import Column, PageRead
from pipeline.read.pdf_packed import Packed

T = TypeVar("T")

_MEASURED = 200
"""On so many pages the margins and distances of a text show."""


def emit(pages: Packed[PageRead], assembly: Assembly) -> None:
    """Lay the pages out in `assembly`.

    They are gone through several times, page by page, and never all held at once.
    """
    for page in pages:
        assembly.warnings += page.warnings
    kept = _WithoutFurniture(pages, assembly)
    body = _Body.of(kept)
    hyphens = Hyphens(_printed(kept) if body.divided else ())
    last: Laid | None = None
    goes_on = False
    items = join_tables((round(page.width), page.items()) for page in kept)
    for (width, item), following in _with_next(items):
        if item is None:
            goes_on = last is not None and _crosses(last, following, body.margins.get(width))
            assembly.page(within=goes_on)
        elif isinstance(item, Column):
            column = margins([(row.x0, row.x1) for row in item.rows]) if item.beside else body.margins[width]
            laid = lay(item.rows, column, body.leading, goes_on)
            _emit_column(laid, item.beside, hyphens, assembly)
            last, goes_on = None if item.beside else laid[-1], False
        else:
            _emit_table(item, hyphens, assembly)
            last = None


def _crosses(last: Laid, following: Column | Joined | None, column: Margins | None) -> bool:
    """Whether the text of a page goes on in the middle of a sentence on the next."""
    if not isinstance(following, Column) or following.beside or column is None:
        return False
    return crosses(last, following.rows[0], column)


def _with_next(items: Iterable[tuple[int, T]]) -> Iterator[tuple[tuple[int, T], T | None]]:
    """Each item with what follows it (None at the end)."""
    held: tuple[int, T] | None = None
    for item in items:
        if held is not None:
            yield held, item[1]
        held = item
    if held is not None:
        yield held, None


class _WithoutFurniture:
    """The pages without running heads, feet and page numbers; what went is said in a warning."""

    def __init__(self, pages: Packed[PageRead], assembly: Assembly) -> None:
        self._pages = pages
        self._away = furniture(pages)
        gone: Counter[str] = Counter()
        for text in (text for lines in self._away for text in lines.values()):
            gone["#" if text.strip(" -–—").isdigit() else text] += 1
        for text, count in gone.most_common(20):
            what = "page numbers" if text == "#" else f"the running line «{text[:80]}»"
            assembly.warnings.append(f"{what} left out of {count} page{'s' if count > 1 else ''}")

    def __len__(self) -> int:
        return len(self._pages)

    def __iter__(self) -> Iterator[PageRead]:
        for page, away in zip(self._pages, self._away, strict=True):
            yield page._replace(lines=_without(page.lines, away)) if away else page


def _without(lines: Sequence[TextLine], away: Collection[int]) -> tuple[TextLine, ...]:
    return tuple(line for place, line in enumerate(lines) if place not in away)


class _Body(NamedTuple):
    """The measures of the text: its margins for each width of page, the usual distance of its lines, whether any of
    them ends in a hyphen."""

    margins: dict[int, Margins]
    leading: float
    divided: bool

    @classmethod
    def of(cls, pages: _WithoutFurniture) -> _Body:
        """Measured on all pages, of a long file on some hundreds evenly spread; only the ends of lines are kept."""
        stride = max(1, len(pages) // _MEASURED)
        ends: dict[int, list[tuple[float, float]]] = {}
        steps: list[float] = []
        divided = False
        for number, page in enumerate(pages):
            divided = divided or any(line.words[-1].text.endswith("-") for line in page.lines)
            divided = divided or any(DIVIDED in each.cell.text for table in page.tables for each in table.cells)
            if number % stride and round(page.width) in ends:
                continue
            columns = [item for item in page.strips() if isinstance(item, Strip)]
            steps += leadings([line for column in columns for line in column.lines])
            for column in columns:
                if not column.beside:
                    ends.setdefault(round(page.width), []).extend((line.x0, line.x1) for line in column.lines)
        return cls({width: margins(found) for width, found in ends.items()}, usual_leading(steps), divided)


def _printed(pages: Iterable[PageRead]) -> Iterator[str]:
    """Every printed line, a cell's wherever they are known."""
    for page in pages:
        yield from (line.text for line in page.lines)
        for table in page.tables:
            for each in table.cells:
                yield from each.cell.text.replace(DIVIDED, "-\n").split("\n")


def _emit_column(laid: Sequence[Laid], beside: bool, hyphens: Hyphens, assembly: Assembly) -> None:
    lines = [Words(each.row.text, each.row.anchors) for each in laid]
    for at in range(len(laid) - 1, 0, -1):
        if laid[at].part is not Part.GOES_ON or laid[at].gap:
            continue
        if hyphens.undone(lines[at - 1].text, lines[at].text):
            lines[at - 1], lines[at] = drawn_up(lines[at - 1], lines[at])
        lines[at - 1], lines[at] = one_link(lines[at - 1], lines[at])
    if laid[0].part is Part.GOES_ON and hyphens.undone(assembly.last, lines[0].text):
        above, lines[0] = drawn_up(Words(assembly.last), lines[0])
        assembly.amend_last(above.text)
    if beside:
        assembly.blank()
    for (_, part, gap), words in zip(laid, lines, strict=True):
        if gap or part is Part.FLUSH:
            assembly.blank()
        if part is Part.OPENS:
            assembly.paragraph(words)
        else:
            assembly.go_on(words)
    if beside:
        assembly.blank()


def _emit_table(table: Joined, hyphens: Hyphens, assembly: Assembly) -> None:
    cells = [
        each._replace(cell=replace(each.cell, text=hyphens.mended(each.cell.text)))
        if DIVIDED in each.cell.text
        else each
        for each in table.cells
    ]
    assembly.table(cells, page_rows=table.page_rows)
