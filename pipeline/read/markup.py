"""HTML as a run of blocks: paragraphs, headings, list items and tables, in document order; no script runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.raised import raised
from pipeline.read.assembly import Anchor, Words
from pipeline.read.grid import Span
from pipeline.read.numbering import letter, roman

_SKIPPED = "script style noscript template head iframe object svg math button select textarea nav del"
SKIPPED = frozenset(_SKIPPED.split())
"""Elements that hold no text of the document."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FLOW = (
    "p div section article main header footer aside blockquote address center dl dt dd ul ol li figure figcaption "
    "form fieldset details summary hr pre body html tbody table tr td th caption thead tfoot"
)
_BLOCKS = _HEADINGS | frozenset(_FLOW.split())
_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_CLASSED = re.compile(r"(?:^|[\s_-])(center|right)(?:$|[\s_-])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RED = re.compile(r"\s*(?:red|#f00|#ff0000)\s*", re.IGNORECASE)
_RED_STYLE = re.compile(r"(?<![\w-])color\s*:\s*(?:red|#f00|#ff0000|rgb\(255, ?0, ?0\))(?!\w)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_NO_TARGET = re.compile(r"\s*(?:#|javascript:|$)", re.IGNORECASE)
_LEAD = re.compile(r"[\s\u00a0\u2003]*")


class Kind(Enum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"
    FLUSH = "flush"
    RAW = "raw"
    GAP = "gap"
    TABLE = "table"


class Block(NamedTuple):
    """A block: its kind, its words, its alignment where it is flush, the table element where it is one."""

    kind: Kind
    words: Words
    align: str = ""
    table: LexborNode | None = None
    remark: bool = False
    """Whether the page sets all of its words apart as a remark."""


class Inline:
    """Text gathered from inline elements: white space collapsed as a browser does, links kept."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._open: list[tuple[int, str]] = []

    def text(self, words: str) -> None:
        """Words as they stand in the source."""
        words = _BLANKS.sub(" ", words)
        if not self._parts or self._parts[-1][-1] in " \n":
            words = words.lstrip(" ")
        if words:
            self._parts.append(words)
            self._length += len(words)

    def raw(self, words: str) -> None:
        """Words whose white space counts."""
        if words:
            self._parts.append(words)
            self._length += len(words)

    def line_break(self) -> None:
        """A `<br>`, or the end of a block inside a cell."""
        if self._parts:
            self._parts.append("\n")
            self._length += 1

    def open_link(self, target: str) -> None:
        """The words that follow belong to a link."""
        self._open.append((self._length, target))

    def close_link(self) -> None:
        """The innermost link ends."""
        start, target = self._open.pop()
        words = "".join(self._parts)[start:].strip()
        if words and not _NO_TARGET.match(target):
            self._anchors.append(Anchor(start, words, target.strip()))

    def take(self) -> Words:
        """What was gathered, trimmed at the end; the gatherer is empty again, open links go on."""
        text = "".join(self._parts).rstrip()
        words = Words(text, tuple(anchor for anchor in self._anchors if anchor.start < len(text)))
        self._parts, self._anchors, self._length = [], [], 0
        self._open = [(0, target) for _, target in self._open]
        return words


def walk(root: LexborNode, skip: frozenset[str] = SKIPPED) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below `root`, entered (True) and left (False), without recursion however deep the nesting.

    Elements in `skip`, hidden ones and the inside of tables below `root` are entered and left but not walked.
    """
    node = root.first_child
    while node is not None:
        yield node, True
        inside = node.first_child if not _closed(node, skip) else None
        if inside is not None:
            node = inside
            continue
        while node is not None:
            yield node, False
            if node.next is not None:
                node = node.next
                break
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return


def _closed(node: LexborNode, skip: frozenset[str]) -> bool:
    if node.tag in skip or node.tag == "table":
        return True
    style = node.attributes.get("style") if node.is_element_node else None
    return bool(style and _HIDDEN.search(style)) or bool(node.is_element_node and "hidden" in node.attributes)


def blocks(root: LexborNode) -> Iterator[Block]:
    """The blocks below `root`, in document order."""
    inline = Inline()
    aligned: list[str] = [""]
    headings = pre = indices = remarks = links = 0
    said: set[bool] = set()
    numbers: list[_Counter | None] = []

    def taken() -> Iterator[Block]:
        words = inline.take()
        if words.text.strip(" \n\u00a0"):
            kind = Kind.RAW if pre else Kind.HEADING if headings else Kind.FLUSH if aligned[-1] else Kind.TEXT
            yield Block(kind, words, aligned[-1], remark=said == {True})
        said.clear()

    for node, entering in walk(root):
        tag = node.tag or ""
        if node.is_text_node and entering:
            text = node.text_content or ""
            if text.strip() and (remarks or not links):
                said.add(remarks > 0)
            (inline.raw if pre else inline.text)(raised(text) if indices else text)
        if not node.is_element_node:
            continue
        step = 1 if entering else -1
        remarks += step * is_remark(node)
        if tag == "br" and entering:
            inline.line_break()
        elif tag == "sup":
            indices += step
        elif tag == "a":
            links += step
            inline.open_link(node.attributes.get("href") or "") if entering else inline.close_link()
        elif tag in _BLOCKS:
            yield from taken()
            headings += step * (tag in _HEADINGS)
            pre += step * (tag == "pre")
            if entering:
                aligned.append(alignment(node) or (aligned[-1] if tag != "li" else ""))
                if tag == "table":
                    yield Block(Kind.TABLE, Words(""), table=node)
                elif tag == "hr":
                    yield Block(Kind.GAP, Words(""))
                elif tag in ("ol", "ul"):
                    numbers.append(_Counter(_whole(node, "start", 1), node) if tag == "ol" else None)
                elif tag == "li":
                    inline.text(_item_mark(numbers[-1] if numbers else None, node))
            else:
                if tag == "p" and not (node.text(deep=True) or "").strip(" \n\u00a0"):
                    yield Block(Kind.GAP, Words(""))
                aligned.pop()
                if tag in ("ol", "ul"):
                    numbers.pop()
    yield from taken()


def alignment(node: LexborNode) -> str:
    """`center` or `right` where the element says so, else nothing."""
    if node.tag == "center":
        return "center"
    attributes = node.attributes
    said = (attributes.get("align") or "").lower()
    if said in ("center", "right"):
        return said
    for pattern, value in ((_ALIGNED, attributes.get("style")), (_CLASSED, attributes.get("class"))):
        found = pattern.search(value or "")
        if found:
            return found[1].lower()
    return ""


def is_remark(node: LexborNode) -> bool:
    """Whether the page sets an element apart as a remark, by its class or in red letters, as Adilet does."""
    attributes = node.attributes
    if "note" in (attributes.get("class") or "").split():
        return True
    return bool(_RED.fullmatch(attributes.get("color") or "") or _RED_STYLE.search(attributes.get("style") or ""))


class _Counter:
    """The numbers that a browser prints before the items of one list."""

    def __init__(self, number: int, node: LexborNode) -> None:
        self.number = number
        self.show: Callable[[int], str] = _LIST_TYPES.get(node.attributes.get("type") or "", str)


_LIST_TYPES: dict[str, Callable[[int], str]] = {
    "a": lambda n: letter(n, _ALPHABET),
    "A": lambda n: letter(n, _ALPHABET).upper(),
    "i": roman,
    "I": lambda n: roman(n).upper(),
}


def _whole(node: LexborNode, name: str, default: int) -> int:
    value = (node.attributes.get(name) or "").strip()
    return int(value) if value.isdigit() and 0 < len(value) < 7 and int(value) else default


def _item_mark(counter: _Counter | None, item: LexborNode) -> str:
    """The mark that a browser prints before a list item."""
    if counter is None:
        return "- "
    counter.number = _whole(item, "value", counter.number)
    mark = f"{counter.show(counter.number)}. "
    counter.number += 1
    return mark


def cell_words(cell: LexborNode) -> Words:
    """The words of a table cell, its blocks on lines of their own; a table inside it is read row by row."""
    pieces: list[Words] = []
    for block in blocks(cell):
        if block.table is not None:
            pieces += [words for _, words in table_rows_flat(block.table)]
        elif block.words.text:
            pieces.append(block.words)
    text = ""
    anchors: list[Anchor] = []
    for piece in pieces:
        lines = [line.strip(" \u00a0") for line in piece.text.split("\n")]
        tidy = "\n".join(line for line in lines if line)
        text += "\n" if text and tidy else ""
        anchors += [Anchor(len(text) + min(a.start, len(tidy)), a.words, a.target) for a in piece.anchors]
        text += tidy
    return Words(text, tuple(anchors))


def table_rows_flat(table: LexborNode) -> Iterator[tuple[Span, Words]]:
    """The cells of a table one after another."""
    for row in table_rows(table):
        yield from row


def table_rows(table: LexborNode) -> list[list[tuple[Span, Words]]]:
    """The rows of a table, not of those inside its cells: spans as the page gives them, words with links."""
    rows: list[list[tuple[Span, Words]]] = []
    for node, entering in walk(table):
        if not entering or not node.is_element_node:
            continue
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th"):
            words = cell_words(node)
            header = node.tag == "th" or _in_head(node)
            if not rows:
                rows.append([])
            rows[-1].append((Span(words.text, _span(node, "rowspan"), _span(node, "colspan"), header), words))
    return rows


def _in_head(cell: LexborNode) -> bool:
    row = cell.parent
    return row is not None and row.parent is not None and row.parent.tag == "thead"


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return int(value) if value.isdigit() and len(value) < 5 else 1


def html_rows(fragment: str) -> list[list[Span]]:
    """The rows of the first table in an HTML fragment."""
    table = LexborHTMLParser(fragment).css_first("table")
    return [[span for span, _ in row] for row in table_rows(table)] if table is not None else []


def trimmed(words: Words) -> tuple[Words, int]:
    """The words without leading blanks of any kind, and how many there were."""
    lead = _LEAD.match(words.text)
    width = lead.end() if lead else 0
    anchors = tuple(Anchor(max(0, a.start - width), a.words, a.target) for a in words.anchors)
    return Words(words.text[width:], anchors), width
