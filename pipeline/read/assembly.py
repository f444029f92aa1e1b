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


_HELD = 500
"""How many lines are held one by one: more than any title or run of blank lines that is still to change."""


class _Lines:
    """The lines of a document, and which of them begin pages.

    All but the last ones are kept joined: a line by itself takes half as much memory again.
    """

    def __init__(self) -> None:
        self._joined: list[str] = []
        self._held: list[str] = []
        self._before = 0
        self._offset = 0
        self._offsets: dict[int, int] = {}
        self._pages: list[int] = []

    def __len__(self) -> int:
        return self._before + len(self._held)

    @property
    def last(self) -> str:
        """The last line, empty where there is none."""
        return self._held[-1] if self._held else ""

    @last.setter
    def last(self, line: str) -> None:
        self._held[-1] = line

    def add(self, lines: Iterable[str]) -> None:
        """Put lines at the end."""
        self._held += lines
        if len(self._held) > 2 * _HELD:
            self._join(len(self._held) - _HELD)

    def drop_blank(self) -> None:
        """Take the blank lines off the end."""
        while self._held and not self._held[-1]:
            self._held.pop()

    def begin_page(self) -> None:
        """The next line is the first of a page."""
        self._pages.append(len(self))

    def text(self) -> str:
        """All lines as one text; nothing can be added after."""
        self._join(len(self._held))
        return "\n".join(self._joined)

    def page_starts(self) -> tuple[int, ...]:
        """Where in the text each page begins; a page behind the last line begins at its end."""
        return tuple(self._offsets.get(line, self._offset) for line in self._pages)

    def _join(self, count: int) -> None:
        lines, self._held = self._held[:count], self._held[count:]
        begins = set(self._pages)
        for number, line in enumerate(lines, start=self._before):
            if number in begins:
                self._offsets[number] = self._offset
            self._offset += len(line) + 1
        self._before += count
        if lines:
            self._joined.append("\n".join(lines))


class Assembly:
    """Collects the lines of a document; `source` gives the finished record."""

    def __init__(self) -> None:
        self._lines = _Lines()
        self._tables: list[Table] = []
        self._links: list[Link] = []
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
            and bool(self._lines.last.strip())
            and not _ENDS.search(self._lines.last)
            and _GOES_ON.match(words.text) is not None
        )
        if not joins:
            self.blank()
        self._add(words, "")
        self._flush = kind

    def lines(self, lines: Sequence[str]) -> None:
        """Lines as they are, laid out already."""
        self._lines.add(lines)
        self._flush = None

    def blank(self) -> None:
        """A blank line, unless there is one already or nothing precedes it."""
        if self._lines.last:
            self._lines.add([""])
        self._flush = None

    def page(self, within: bool = False) -> None:
        """The next line stands on a new page; `within`: in the middle of a paragraph, which nothing parts."""
        if within:
            self._lines.begin_page()
            return
        self._lines.drop_blank()
        if len(self._lines):
            self._lines.add([""] * PAGE_GAP)
        self._lines.begin_page()
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
                self._lines.begin_page()
                pages.pop(0)
            if each.cell.text:
                self._add(Words(each.cell.text, each.anchors), "")
        for _ in pages:
            self._lines.begin_page()
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
        return self._lines.last

    def amend_last(self, text: str) -> None:
        """Put `text` in the place of the last line: its end was found on the next page."""
        self._lines.last = text

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
        self._lines.add((indent if at == 0 else "") + line for at, line in enumerate(lines))
        for anchor in words.anchors:
            self.link(anchor.words, anchor.target, first + words.text.count("\n", 0, anchor.start))

    def source(self, path: str, format_: Format, digest: str) -> Source:
        """The finished record."""
        return Source(
            path=path,
            format=format_,
            digest=digest,
            text=self._lines.text(),
            tables=tuple(self._tables),
            links=tuple(self._links),
            page_starts=self._lines.page_starts(),
            warnings=tuple(dict.fromkeys(self.warnings)),
        )
