"""Printed lines of flattened tables and cells of real ones: one stream of blocks for the readers of this part.

A block is a run of lines between blank lines, or a cell. Lines stay apart, for a flattened table is read from
them; words are joined from the repaired text of their paragraph, where cut words are whole again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.documents import Layout, Paragraph

_TIGHT_END = re.compile(r"(?:[(«/]|\w-|(?:^|\s)[\"“])$")
_TIGHT_START = re.compile(r"[,;:.)»”]")
_BEFORE_STOP = re.compile(r" +(?=[,;:.)»])|(?<=[(«]) +")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, its number in the source, its block, its place in the block's joined text.

    `start` is -1 where lines and joined text do not agree; `more` counts the source lines put to it.
    """

    text: str
    number: int
    block: int
    start: int = -1
    end: int = -1
    more: int = 0

    @property
    def last(self) -> int:
        """The last source line that it was put together from."""
        return self.number + self.more


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together; `table` says that it is a cell of a table that the format draws."""

    number: int
    lines: tuple[Line, ...]
    text: str
    layout: Layout

    @property
    def table(self) -> bool:
        """Whether it is a cell."""
        return self.layout is Layout.TABLE


def blocks(paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
    """Every paragraph as a block, every cell of a table as one, in reading order."""
    number = 0
    for paragraph in paragraphs:
        for block in _of_paragraph(paragraph, number):
            yield block
            number += 1


def _of_paragraph(paragraph: Paragraph, number: int) -> Iterator[Block]:
    if paragraph.table is None:
        rows = paragraph.rows or tuple(paragraph.text.splitlines())
        if rows:
            yield _block(number, rows, paragraph.text, paragraph.lines, paragraph.layout)
        return
    for cell in sorted(paragraph.table.cells, key=lambda cell: (cell.row, cell.column)):
        rows = tuple(row.strip() for row in cell.text.splitlines() if row.strip())
        if rows:
            yield _block(number, rows, "\n".join(rows), paragraph.table.lines, Layout.TABLE)
            number += 1


def _block(number: int, rows: Sequence[str], text: str, lines: tuple[int, int], layout: Layout) -> Block:
    places = _align(rows, text)
    first, last = lines
    made: list[Line] = []
    for at, row in enumerate(rows):
        # A table tells its first and last line only, not those of its cells.
        here, more = (first, last - first) if layout is Layout.TABLE else (min(first + at, last), 0)
        line = Line(row.strip(), here, number, *places[at], more)
        if made and line.start >= 0 and line.start == made[-1].end:
            made[-1] = _whole(made[-1], line)
        else:
            made.append(line)
    return Block(number, tuple(made), text, layout)


def _whole(line: Line, more: Line) -> Line:
    """Two lines that the repaired text joins without a blank: a word, a hyphen or a bracket was cut between them."""
    return Line(line.text + more.text, line.number, line.block, line.start, more.end, more.last - line.number)


def _align(rows: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Where each line stands in the joined text, blanks not counted; (-1, -1) for all where they do not agree."""
    places: list[tuple[int, int]] = []
    at = 0
    for row in rows:
        start = -1
        for sign in row:
            if sign.isspace():
                continue
            while at < len(text) and text[at].isspace():
                at += 1
            if at == len(text) or text[at] != sign:
                return [(-1, -1)] * len(rows)
            start = at if start < 0 else start
            at += 1
        places.append((start, at))
    return places


def joined(lines: Sequence[Line], texts: dict[int, str]) -> str:
    """The words of lines in order; `texts` are the joined texts of their blocks by number."""
    parts: list[str] = []
    run: list[Line] = []
    for line in lines:
        if run and (line.block != run[-1].block or line.start < run[-1].end):
            parts.append(_run(run, texts))
            run = []
        run.append(line)
    if run:
        parts.append(_run(run, texts))
    whole = ""
    for part in parts:
        whole = glue(whole, part)
    return tidy(whole)


def _run(lines: Sequence[Line], texts: dict[int, str]) -> str:
    text = texts.get(lines[0].block, "")
    if lines[0].start >= 0 and len(text) >= lines[-1].end:
        return text[lines[0].start : lines[-1].end]
    whole = ""
    for line in lines:
        whole = glue(whole, line.text)
    return whole


def glue(before: str, after: str) -> str:
    """Two pieces with a blank between them, or none where a bracket, a stroke or a hyphen asks for none."""
    if not before or not after:
        return before or after
    if _TIGHT_START.match(after) or _TIGHT_END.search(before):
        return before + after
    return f"{before} {after}"


def tidy(text: str) -> str:
    """Single blanks, none before a stop or inside a bracket."""
    return _BEFORE_STOP.sub("", " ".join(text.split()))


def depth(text: str) -> int:
    """How many brackets are open at the end of a text."""
    return max(0, text.count("(") - text.count(")"))


def cuts(text: str, signs: str) -> list[tuple[int, int]]:
    """The stretches of a text between `signs` outside brackets; a bracket never closed ends with the text."""
    spans: list[tuple[int, int]] = []
    level = start = 0
    for at, sign in enumerate(text):
        level = max(0, level + (sign == "(") - (sign == ")"))
        if level == 0 and sign in signs:
            spans.append((start, at))
            start = at + 1
    return [(left, right) for left, right in [*spans, (start, len(text))] if text[left:right].strip()]
