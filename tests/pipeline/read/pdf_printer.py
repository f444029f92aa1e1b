"""A printer of PDFs in the manner of the registries: every character's truth is known.

Serif letters, first-line indents, lines stretched by moving their letters apart, link words drawn after all
other words of the page, ruled tables with merged cells that cross pages, a running foot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import matplotlib
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "DejaVuSerif"
SIZE = 11.0
LEADING = 16.0
MARGIN = 60.0
INDENT = 35.0


def register_font() -> None:
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, folder / f"{FONT}.ttf"))


@dataclass(frozen=True)
class Paragraph:
    """Words with the target of the link they are, or none."""

    words: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Title:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    left: tuple[str, ...]
    right: str


@dataclass(frozen=True)
class Ruled:
    """Rows of cells `(text, rowspan, colspan)`; `widths` of the columns; `heads` rows repeat on each page.

    With `split` a page may end inside a merged cell: its words stay above, an empty part of it goes on below.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[str, int, int], ...], ...]
    heads: int = 0
    split: bool = False


Item = Paragraph | Title | Signature | Ruled


@dataclass
class Printed:
    """What must come out: the non-blank lines, the links, the tables as rows of texts, the pages."""

    lines: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    tables: list[list[tuple[int, int, str, int, int]]] = field(default_factory=list)
    pages: int = 1


@dataclass
class Printer:
    path: Path
    width: float = 595.0
    height: float = 842.0
    stretch: bool = True
    draw_blanks: bool = True
    foot: str = ""
    numbered: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        register_font()
        self.canvas = Canvas(str(self.path), pagesize=(self.width, self.height), invariant=1)
        self.random = Random(self.seed)
        self.truth = Printed()
        self.late: list[tuple[float, float, str, float]] = []
        self.y = self.height - MARGIN
        self.begin()

    def begin(self) -> None:
        self.canvas.setFont(FONT, SIZE)
        self.y = self.height - MARGIN

    def end_page(self) -> None:
        for x, y, text, spacing in self.late:
            self.string(x, y, text, spacing)
        self.late.clear()
        if self.foot:
            self.canvas.drawString(MARGIN, 30, self.foot)
        if self.numbered:
            self.canvas.drawCentredString(self.width / 2, 45, str(self.truth.pages))
        self.canvas.showPage()

    def next_page(self) -> None:
        self.end_page()
        self.truth.pages += 1
        self.begin()

    def string(self, x: float, y: float, text: str, spacing: float = 0.0) -> None:
        self.canvas.drawString(x, y, text, charSpace=spacing)

    def room(self, lines: int = 1) -> None:
        if self.y - lines * LEADING < MARGIN:
            self.next_page()

    def width_of(self, text: str, spacing: float = 0.0) -> float:
        return float(pdfmetrics.stringWidth(text, FONT, SIZE)) + spacing * len(text)

    def print(self, items: list[Item]) -> Printed:
        for item in items:
            if isinstance(item, Paragraph):
                self.paragraph(item)
            elif isinstance(item, Title):
                self.title(item)
            elif isinstance(item, Signature):
                self.signature(item)
            else:
                self.table(item)
        self.end_page()
        self.canvas.save()
        return self.truth

    def paragraph(self, item: Paragraph) -> None:
        line: list[tuple[str, str | None]] = []
        first = True
        for word in item.words:
            available = self.width - 2 * MARGIN - (INDENT if first else 0)
            if line and self.width_of(" ".join(w for w, _ in [*line, word])) > available:
                self.line(line, first, stretch=self.stretch)
                line, first = [], False
            line.append(word)
        self.line(line, first, stretch=False)

    def line(self, words: list[tuple[str, str | None]], first: bool, stretch: bool) -> None:
        self.room()
        left = MARGIN + (INDENT if first else 0)
        available = self.width - MARGIN - left
        text = " ".join(word for word, _ in words)
        spacing = (available - self.width_of(text)) / max(1, len(text) - 1) if stretch else 0.0
        x = left
        blank = self.width_of(" ", spacing)
        for word, target in words:
            width = self.width_of(word, spacing)
            if target:
                self.late.append((x, self.y, word, spacing))
                self.canvas.linkURL(target, (x, self.y - 3, x + width - spacing, self.y + SIZE), relative=0)
                self.truth.links.append((word, target))
            else:
                drawn = word + " " if self.draw_blanks and (word, target) != words[-1] else word
                self.string(x, self.y, drawn, spacing)
            x += width + blank
        self.truth.lines.append(("      " if first else "") + text)
        self.y -= LEADING

    def title(self, item: Title) -> None:
        self.room(len(item.lines) + 2)
        self.y -= LEADING
        for line in item.lines:
            self.canvas.drawCentredString(self.width / 2, self.y, line)
            self.truth.lines.append(line)
            self.y -= LEADING
        self.y -= LEADING

    def signature(self, item: Signature) -> None:
        self.room(len(item.left) + 1)
        self.y -= LEADING
        for number, line in enumerate(item.left):
            self.string(MARGIN, self.y, line)
            if number == len(item.left) - 1:
                self.string(self.width - MARGIN - self.width_of(item.right), self.y, item.right)
            self.truth.lines.append(line)
            self.y -= LEADING
        self.truth.lines.append(item.right)
        self.y -= LEADING

    def table(self, item: Ruled) -> None:
        grid = placed(item.rows)
        self.truth.tables.append([(cell.row, cell.column, cell.text, cell.height, cell.width) for cell in grid])
        heights = self.row_heights(item, grid)
        self.y -= LEADING
        if item.split:
            self.split_table(item, grid, heights)
            return
        self.room(4)
        at = 0
        while at < len(item.rows):
            block = group_end(grid, at)
            if self.y - sum(heights[at:block]) < MARGIN and at:
                self.next_page()
                for head in range(item.heads):
                    self.row(item, grid, head, heights)
                    self.y -= heads_height(heights, head)
            for row in range(at, block):
                self.row(item, grid, row, heights)
                self.y -= heights[row]
            at = block
        self.y -= 2 * LEADING

    def split_table(self, item: Ruled, grid: list[Placed], heights: list[float]) -> None:
        at = 0
        while at < len(item.rows):
            end = at + 1
            while end < len(item.rows) and self.y - sum(heights[at : end + 1]) >= MARGIN:
                end += 1
            while end > at and not self.fits(item, grid, heights, at, end):
                end -= 1
            if end == at or self.y - sum(heights[at:end]) < MARGIN:
                assert self.y < self.height - MARGIN, "a row higher than a page"
                self.next_page()
                continue
            for cell in grid:
                first, last = max(at, cell.row), min(end, cell.row + cell.height)
                if first < last:
                    y = self.y - sum(heights[at:first])
                    words = self.wrapped(item, cell) if cell.row >= at else []
                    self.cell(item, cell, y, sum(heights[first:last]), words)
            self.y -= sum(heights[at:end])
            at = end
            if at < len(item.rows):
                self.next_page()
        self.y -= 2 * LEADING

    def fits(self, item: Ruled, grid: list[Placed], heights: list[float], at: int, end: int) -> bool:
        """Whether the words of every cell that a page's end cuts stand above it."""
        cut = [cell for cell in grid if at <= cell.row < end < cell.row + cell.height]
        return all(len(self.wrapped(item, cell)) * LEADING + 6 <= sum(heights[cell.row : end]) for cell in cut)

    def cell(self, item: Ruled, cell: Placed, y: float, height: float, words: list[str]) -> None:
        left = MARGIN + sum(item.widths[: cell.column])
        self.canvas.rect(left, y - height + SIZE, sum(item.widths[cell.column : cell.column + cell.width]), height)
        y -= (height - len(words) * LEADING) / 2 if cell.height > 1 else 4
        for line in words:
            self.string(left + 4, y, line)
            y -= LEADING

    def row_heights(self, item: Ruled, grid: list[Placed]) -> list[float]:
        heights = [LEADING + 6.0] * len(item.rows)
        for cell in grid:
            needed = len(self.wrapped(item, cell)) * LEADING + 6
            share = needed / cell.height
            for row in range(cell.row, cell.row + cell.height):
                heights[row] = max(heights[row], share)
        return heights

    def wrapped(self, item: Ruled, cell: Placed) -> list[str]:
        width = sum(item.widths[cell.column : cell.column + cell.width]) - 8
        lines: list[str] = []
        for part in cell.text.split("\n"):
            line = ""
            for word in part.split(" "):
                if line and self.width_of(f"{line} {word}") > width:
                    lines.append(line)
                    line = word
                else:
                    line = f"{line} {word}".strip()
            lines.append(line)
        return lines

    def row(self, item: Ruled, grid: list[Placed], row: int, heights: list[float]) -> None:
        for cell in grid:
            if cell.row != row:
                continue
            left = MARGIN + sum(item.widths[: cell.column])
            width = sum(item.widths[cell.column : cell.column + cell.width])
            height = sum(heights[row : row + cell.height])
            self.canvas.rect(left, self.y - height + SIZE, width, height)
            lines = self.wrapped(item, cell)
            y = self.y - (height - len(lines) * LEADING) / 2 if cell.height > 1 else self.y - 4
            for line in lines:
                self.string(left + 4, y, line)
                y -= LEADING


@dataclass(frozen=True)
class Placed:
    row: int
    column: int
    text: str
    height: int
    width: int


def heads_height(heights: list[float], head: int) -> float:
    return heights[head]


def placed(rows: tuple[tuple[tuple[str, int, int], ...], ...]) -> list[Placed]:
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for row, cells in enumerate(rows):
        column = 0
        for text, height, width in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
            found.append(Placed(row, column, text, height, width))
            column += width
    return found


def group_end(grid: list[Placed], at: int) -> int:
    """The first row after `at` that no cell reaches into from above: where a page may end."""
    end = at + 1
    while any(cell.row < end < cell.row + cell.height for cell in grid):
        end += 1
    return end
