"""Tables written into plain text: tab-separated rows, Markdown's pipe tables and HTML tables in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.documents import Table
from pipeline.read.grid import Span, place
from pipeline.read.markup import html_rows

_MIN_TABS = 1
_DEEPEST = 2
"""How deep emphasis nests: bold within italics."""

_MAX_GAP = 3
"""How many blank lines a page break may put between two rows of one table."""

_LIST_NUMBER = re.compile(r"\d+(?:[-.]\d+)*[.)]|[а-яәі]\)|[-–•*·]")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(
    r"(?<![\\\w*])(\*\*\*|\*\*|__(?=[^\W_])|\*)(?=[^\s*_])(.+?)(?<=[^\s*\\])\1(?![\w*])", re.DOTALL
)
"""Words between two marks; two lines below are a blank to be filled in unless a letter follows («"__" ____ №__»)."""
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>-])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE_END = re.compile(r"(?<=[^>\s])[ \t]*\r?\n[ \t]*(?=[^<\s])")


def tab_tables(text: str) -> tuple[Table, ...]:
    """Runs of at least two tab-separated lines with one number of columns.

    Blank lines between such rows are a page break inside the table. A row that follows one and leaves its
    first cell empty goes on with the row before: that row was cut by the page.
    """
    return tuple(_tab_table(run) for run in _tab_runs(text.split("\n")))


Row = tuple[int, bool, list[str]]
"""A line number, whether a page break comes before it, and the cells."""


def _tab_runs(lines: list[str]) -> Iterator[list[Row]]:
    run: list[Row] = []
    gap = 0
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if len(cells) > _MIN_TABS and line.strip():
            if run and len(cells) != len(run[0][2]):
                yield from _if_table(run)
                run = []
            run.append((number, bool(run) and gap > 0, cells))
            gap = 0
        elif not line.strip() and run and gap < _MAX_GAP:
            gap += 1
        else:
            yield from _if_table(run)
            run, gap = [], 0
    yield from _if_table(run)


def _if_table(run: list[Row]) -> Iterator[list[Row]]:
    """The run, if it draws a table: not when its tabs only indent paragraphs or part them from their numbers."""
    filled = [[cell for cell in cells if cell.strip()] for _, _, cells in run]
    indents = all(len(cells) < 2 for cells in filled)
    numbered = all(len(cells) == 2 and _LIST_NUMBER.fullmatch(cells[0].strip()) for cells in filled)
    if len(run) > 1 and not indents and not numbered:
        yield run


def _tab_table(run: list[Row]) -> Table:
    rows: list[list[str]] = []
    for _, after_break, cells in run:
        cleaned = [cell.strip() for cell in cells]
        if after_break and rows and not cleaned[0] and any(rows[-1]):
            rows[-1] = ["\n".join(filter(None, pair)) for pair in zip(rows[-1], cleaned, strict=True)]
        else:
            rows.append(cleaned)
    return Table(place([[Span(cell) for cell in row] for row in rows]), (run[0][0], run[-1][0]))


def pipe_tables(text: str) -> tuple[Table, ...]:
    """Markdown's pipe tables: a heading row, a rule of dashes under it, rows of as many cells."""
    lines = text.split("\n")
    found: list[Table] = []
    number = 1
    while number < len(lines):
        if "|" not in lines[number - 1] or not _RULE.match(lines[number]) or "|" not in lines[number]:
            number += 1
            continue
        end = number + 1
        while end < len(lines) and "|" in lines[end] and lines[end].strip():
            end += 1
        rows = [_pipe_row(line) for line in (lines[number - 1], *lines[number + 1 : end])]
        spans = [[Span(cell, header=at == 0) for cell in row] for at, row in enumerate(rows)]
        found.append(Table(place(spans), (number, end)))
        number = end + 1
    return tuple(found)


def _pipe_row(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = _PIPE.split(inner)
    if inner.endswith("|"):
        cells.pop()
    return [plain(cell) for cell in cells]


def plain(marked: str) -> str:
    """The words of a Markdown cell without its marks and escapes; `<br>` is a line break.

    A star without its fellow is printed: it points to a remark under the table.
    """
    text = _BREAK.sub("\n", marked)
    for _ in range(_DEEPEST):
        text = _EMPHASIS.sub(r"\2", text)
    text = _ESCAPE.sub("", text)
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def html_tables(text: str) -> tuple[Table, ...]:
    """HTML tables standing in Markdown, outermost ones, with their spans; cells may hold Markdown.

    The line ends of a cell are kept: such files give each paragraph of a cell a line of its own. A table that is
    never closed reaches to the end of the text.
    """
    return tuple(_html_table(text, start, end) for start, end in _table_spans(text))


def _table_spans(text: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()
    if depth:
        yield start, len(text)


def _html_table(text: str, start: int, end: int) -> Table:
    marked = _LINE_END.sub("<br>", text[start:end])
    rows = [[span._replace(text=plain(span.text)) for span in row] for row in html_rows(marked)]
    return Table(place(rows), (text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1))
