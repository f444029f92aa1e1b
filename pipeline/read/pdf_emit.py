"""From the pages of a PDF to one text: page furniture off, tables over several pages joined, paragraphs marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.read.assembly import Assembly, Words
from pipeline.read.pdf_furniture import furniture
from pipeline.read.pdf_join import Joined, join_tables
from pipeline.read.pdf_layout import Laid, Margins, Part, Row, crosses, lay, leading, margins
from pipeline.read.pdf_tables import RuledTable


class Column(NamedTuple):
    """Lines to be read one under another; `beside` marks a column that stands beside another one."""

    rows: tuple[Row, ...]
    beside: bool


class PageItems(NamedTuple):
    """A page in reading order: columns of lines and tables; its size; what could not be read on it."""

    width: float
    height: float
    items: tuple[Column | RuledTable, ...]
    warnings: tuple[str, ...] = ()

    def rows(self) -> list[Row]:
        """The lines outside tables, from the top down."""
        found = [row for item in self.items if isinstance(item, Column) for row in item.rows]
        return sorted(found, key=lambda row: (row.baseline, row.x0))


def emit(pages: Sequence[PageItems], assembly: Assembly) -> None:
    """Lay the pages out in `assembly`."""
    for page in pages:
        assembly.warnings += page.warnings
    pages = _without_furniture(pages, assembly)
    kept = _margins_by_width(pages)
    every = [row for page in pages for item in page.items if isinstance(item, Column) for row in item.rows]
    usual = leading(every)
    items = list(join_tables([page.items for page in pages]))
    last: Laid | None = None
    goes_on = False
    for at, (number, item) in enumerate(items):
        if item is None:
            following = items[at + 1][1] if at + 1 < len(items) else None
            goes_on = last is not None and _crosses(last, following, kept.get(round(pages[number].width)))
            assembly.page(within=goes_on)
        elif isinstance(item, Column):
            column = margins(item.rows) if item.beside else kept[round(pages[number].width)]
            laid = lay(item.rows, column, usual, goes_on)
            _emit_column(laid, item.beside, assembly)
            last, goes_on = None if item.beside else laid[-1], False
        else:
            _emit_table(item, assembly)
            last = None


def _crosses(last: Laid, following: Column | Joined | None, column: Margins | None) -> bool:
    """Whether the text of a page goes on in the middle of a sentence on the next."""
    if not isinstance(following, Column) or following.beside or column is None:
        return False
    return crosses(last, following.rows[0], column)


def _without_furniture(pages: Sequence[PageItems], assembly: Assembly) -> list[PageItems]:
    """The pages without running heads, feet and page numbers; what went is said in a warning."""
    listed = [page.rows() for page in pages]
    found = furniture([(page.height, rows) for page, rows in zip(pages, listed, strict=True)])
    gone: Counter[str] = Counter()
    cleaned: list[PageItems] = []
    for page, rows, places in zip(pages, listed, found, strict=True):
        away = {id(rows[place]) for place in places}
        gone.update("#" if rows[place].text.strip(" -–—").isdigit() else rows[place].text for place in places)
        cleaned.append(page._replace(items=tuple(_kept(page.items, away))))
    for text, count in gone.most_common(20):
        what = "page numbers" if text == "#" else f"the running line «{text[:80]}»"
        assembly.warnings.append(f"{what} left out of {count} page{'s' if count > 1 else ''}")
    return cleaned


def _kept(items: Sequence[Column | RuledTable], away: set[int]) -> Iterator[Column | RuledTable]:
    for item in items:
        if isinstance(item, RuledTable):
            yield item
        elif rows := tuple(row for row in item.rows if id(row) not in away):
            yield Column(rows, item.beside)


def _margins_by_width(pages: Sequence[PageItems]) -> dict[int, Margins]:
    """The margins of the full-width text, for each width of page in the file."""
    rows: dict[int, list[Row]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Column) and not item.beside:
                rows.setdefault(round(page.width), []).extend(item.rows)
    return {width: margins(found) for width, found in rows.items()}


def _emit_column(laid: Sequence[Laid], beside: bool, assembly: Assembly) -> None:
    if beside:
        assembly.blank()
    for row, part, gap in laid:
        if gap or part is Part.FLUSH:
            assembly.blank()
        words = Words(row.text, row.anchors)
        if part is Part.OPENS:
            assembly.paragraph(words)
        else:
            assembly.go_on(words)
    if beside:
        assembly.blank()


def _emit_table(table: Joined, assembly: Assembly) -> None:
    assembly.table(table.cells, page_rows=table.page_rows)
