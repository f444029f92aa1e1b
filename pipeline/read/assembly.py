"""The text of a document put together line by line, in the one layout that every reader gives.

Running text: each paragraph opens with `INDENT` blanks. Titles, signatures and other flush lines stand between
blank lines. A table is the lines of its cells, row by row, without blank lines. Pages are `PAGE_GAP` blank
lines apart. That is how the printed extractions of the official registry look, so that the stages after
reading cannot tell one format from another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec import structs

from pipeline.model.documents import Cell, Format, Link, Source, Table

INDENT = " " * 6
PAGE_GAP = 3

_GOES_ON = re.compile(r"[a-zа-яёәғқңөұүһі](?!\))")
_ENDS = re.compile(r"[.;:!?][\"»”]?$")


class Anchor(NamedTuple):
    """A link inside a text: where its words begin, the words, the target."""

    start: int
    words: str
    target: str


class Words(NamedTuple):
    """A piece of text with the links in it; line breaks are `\\n`."""

    text: str
    anchors: tuple[Anchor, ...] = ()


class CellWords(NamedTuple):
    """A table cell with the links in it."""

    cell: Cell
    anchors: tuple[Anchor, ...] = ()


_CONTENTS = re.compile(r"содержание|оглавление|мазмұны", re.IGNORECASE)
"""The words of a link that leads from an act to its contents."""

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")


def _shown(cell: CellWords) -> CellWords:
    """A cell without signs that print nothing, its letters in one sign each: cells are read as they are."""
    if _UNSEEN.search(cell.cell.text) is None:
        return cell
    text = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFC", cell.cell.text))
    return cell._replace(cell=structs.replace(cell.cell, text=text))


class Assembly:
    """Collects the lines of a document; `source` gives the finished record."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._tables: list[Table] = []
        self._links: list[Link] = []
        self._pages: list[int] = []
        self._flush: str | None = None
        self.warnings: list[str] = []

    def paragraph(self, words: Words) -> None:
        """A paragraph of running text; line breaks in it stay, flush, under its first line."""
        if not words.text.strip() or self._leads_to_contents(words):
            return
        self._add(words, INDENT)
        self._flush = None

    def flush(self, words: Words, kind: str = "block") -> None:
        """A flush block: a title, a heading, a signature.

        It goes on with the block before it when that is of the same kind, no blank line was asked for, the
        words before end no sentence and these begin with a small letter: a title typed in several paragraphs.
        """
        if not words.text.strip() or self._leads_to_contents(words):
            return
        joins = (
            self._flush == kind
            and bool(self._lines)
            and bool(self._lines[-1].strip())
            and not _ENDS.search(self._lines[-1])
            and _GOES_ON.match(words.text) is not None
        )
        if not joins:
            self.blank()
        self._add(words, "")
        self._flush = kind

    def lines(self, lines: Sequence[str]) -> None:
        """Lines as they are, laid out already."""
        self._lines += lines
        self._flush = None

    def blank(self) -> None:
        """A blank line, unless there is one already or nothing precedes it."""
        if self._lines and self._lines[-1]:
            self._lines.append("")
        self._flush = None

    def page(self, within: bool = False) -> None:
        """The next line stands on a new page; `within`: in the middle of a paragraph, which nothing parts."""
        if within:
            self._pages.append(len(self._lines))
            return
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        if self._lines:
            self._lines += [""] * PAGE_GAP
        self._pages.append(len(self._lines))
        self._flush = None

    def go_on(self, words: Words) -> None:
        """A further flush line of what stands before it."""
        if words.text.strip():
            self._add(words, "")

    def table(self, cells: Iterable[CellWords], caption: str | None = None, page_rows: Sequence[int] = ()) -> None:
        """A table: the lines of its cells in order, and the record that says which cell they belong to.

        `page_rows` are the rows at which new pages begin. A table without words is left out: nothing of it
        could be read.
        """
        listed = [_shown(each) for each in cells]
        if not any(each.cell.text for each in listed):
            return
        self.blank()
        first = len(self._lines) + 1
        pages = list(page_rows)
        for each in listed:
            while pages and each.cell.row >= pages[0]:
                self._pages.append(len(self._lines))
                pages.pop(0)
            if each.cell.text:
                self._add(Words(each.cell.text, each.anchors), "")
        self._pages += [len(self._lines)] * len(pages)
        record = Table(tuple(each.cell for each in listed), (first, len(self._lines)), caption)
        self._tables.append(record)
        self.blank()

    def link(self, words: str, target: str, line: int | None = None) -> None:
        """A link on `line` (counted from 1), by default the last line added."""
        words = " ".join(words.split())
        if words or target:
            self._links.append(Link(words, target, line or max(1, len(self._lines))))

    @property
    def last(self) -> str:
        """The last line, empty where there is none."""
        return self._lines[-1] if self._lines else ""

    def amend_last(self, text: str) -> None:
        """Put `text` in the place of the last line: its end was found on the next page."""
        self._lines[-1] = text

    @property
    def height(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def _leads_to_contents(self, words: Words) -> bool:
        """Whether a paragraph is nothing but a link to the contents; that is told and not read."""
        text = words.text.strip()
        linked = _CONTENTS.fullmatch(text) is not None and any(anchor.words == text for anchor in words.anchors)
        if linked:
            self.warnings.append(f"the link «{text}» to the contents is left out")
        return linked

    def _add(self, words: Words, indent: str) -> None:
        first = len(self._lines) + 1
        lines = [line.rstrip() for line in words.text.split("\n")]
        self._lines += [(indent if at == 0 else "") + line for at, line in enumerate(lines)]
        for anchor in words.anchors:
            self.link(anchor.words, anchor.target, first + words.text.count("\n", 0, anchor.start))

    def source(self, path: str, format_: Format, digest: str) -> Source:
        """The finished record."""
        offsets = accumulate((len(line) + 1 for line in self._lines), initial=0)
        begins = dict.fromkeys(self._pages, 0)
        begins.update((line, offset) for line, offset in enumerate(offsets) if line in begins)
        return Source(
            path=path,
            format=format_,
            digest=digest,
            text="\n".join(self._lines),
            tables=tuple(self._tables),
            links=tuple(self._links),
            page_starts=tuple(begins[line] for line in self._pages),
            warnings=tuple(dict.fromkeys(self.warnings)),
        )
