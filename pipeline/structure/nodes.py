"""Growing the tree of one document: paragraphs come in, nodes nest by the marks they print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.address import Unit, selector
from pipeline.model.documents import Layout, Paragraph, Table
from pipeline.model.provisions import Note
from pipeline.structure.gone import Gone
from pipeline.structure.headings import Heading
from pipeline.structure.markers import CONTAINERS, DEPTH, Mark, is_part_of_code, is_remark, is_sentence_about, mark
from pipeline.structure.tables import table_text
from pipeline.trace import Run

_LOWER = re.compile(r"^[\"«(]?[a-zа-яёәғқңөұүһі]")
_OPEN_LIST = re.compile(r"[:;,]\s*$")
_FLOWING = (Unit.POINT, Unit.SUBPOINT, Unit.PART, Unit.ARTICLE)


@dataclass
class Node:
    """A provision being grown; frozen once its document is complete."""

    unit: Unit
    number: str | None
    text: str
    lines: tuple[int, int]
    runs: tuple[Run, ...] = ()
    heading: str | None = None
    words: str | None = None
    children: list[Node] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    table: Table | None = None

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def last_text(self) -> str:
        """The words printed last inside this node."""
        node = self
        while node.children:
            node = node.children[-1]
        return node.text


class Grower:
    """Nests paragraphs under a document's root.

    Points stand in chapters, subpoints in points, letters in subpoints; a paragraph without a mark goes on
    inside a list («абзац»: begins in lower case, or a list is open) or opens a new part («часть, бөлік»:
    begins with a capital after a full stop) of its point or article (Law № 480-V, article 23).
    """

    def __init__(self, root: Node) -> None:
        self.root = root
        self.open: list[Node] = [root]

    def add(self, paragraph: Paragraph, *, as_text: bool = False) -> Node:
        """Put a paragraph where it belongs; `as_text` takes its number for quoted text, not for a mark."""
        if paragraph.layout is Layout.TABLE:
            return self._plain(paragraph, table=paragraph.table)
        found = None if as_text else mark(paragraph.text)
        if found is not None and not is_sentence_about(found, paragraph.text):
            return self._marked(found, paragraph)
        if is_remark(paragraph.text) and not as_text:
            return self._remark(paragraph)
        if is_part_of_code(paragraph.text) and not as_text:
            return self._part_of_code(paragraph)
        return self._unmarked(paragraph)

    def add_heading(self, heading: Heading, paragraphs: Sequence[Paragraph]) -> Node:
        """Open the chapter or section that a heading without its unit's name stands for."""
        node = _node(heading.unit, heading.number, paragraphs[0])
        _run_on(node, paragraphs)
        node.heading = node.text[heading.words :].strip()
        self._close_to(next(n for n in reversed(self.open) if _shallower(n, heading.unit) or n is self.root))
        return self._push(node)

    def add_list_heading(self, paragraph: Paragraph) -> Node:
        """Open the section of a list that a heading without number and unit's name stands for."""
        node = _node(Unit.SECTION, None, paragraph)
        node.heading, node.words = paragraph.text, selector(paragraph.text)
        self._close_to(self.root)
        return self._push(node)

    def add_bare_heading(self, paragraphs: Sequence[Paragraph]) -> Node:
        """Put a heading without a number beside the points that it heads, for they count on over it."""
        host = next((node for node in reversed(self.open) if node.unit in CONTAINERS or node is self.root), self.root)
        self._close_to(host)
        return self._attach(_run_on(_node(Unit.TEXT, None, paragraphs[0]), paragraphs), host)

    def add_gone(self, gone: Gone, paragraph: Paragraph) -> Node:
        """Put a paragraph that says which units are gone at the first of them; the others stand without words."""
        found = mark(paragraph.text)
        if found is not None and len(gone.numbers) == 1:
            return self.add(paragraph)
        host = self._parent_of(Mark(gone.unit, gone.numbers[0], gone.words))
        present = {child.number for child in host.children if child.unit is gone.unit}
        new = [number for number in gone.numbers if number not in present]
        if not new:
            return self.add(paragraph)
        node = self._marked(Mark(gone.unit, new[0], gone.words), paragraph)
        for number in new[1:]:
            self._attach(Node(gone.unit, number, "", paragraph.lines), self.open[-2])
        return node

    def anchor(self) -> Node:
        """What a note printed here speaks of by its place: the open point, article or heading."""
        for node in reversed(self.open):
            if node.unit in (Unit.POINT, Unit.ARTICLE, *CONTAINERS) or node is self.root:
                return node
        return self.root

    def _marked(self, found: Mark, paragraph: Paragraph) -> Node:
        node = _node(found.unit, found.number, paragraph)
        if found.unit in CONTAINERS:
            node.heading = paragraph.text[found.words :].strip() or None
        part = self.open[-1] if found.unit is Unit.SUBPOINT and self.open[-1].unit is Unit.PART else None
        self._close_to(self._parent_of(found))
        if part is not None and part is not self.open[-1]:
            _hand_over(self.open[-1])
        self._take_place(node)
        return self._push(node)

    def _take_place(self, node: Node) -> None:
        """Words take the place of a number that an exclusion of several units left without any."""
        siblings = self.open[-1].children
        siblings[:] = [one for one in siblings if one.text or (one.unit, one.number) != (node.unit, node.number)]

    def _parent_of(self, found: Mark) -> Node:
        if found.unit is not Unit.SUBPOINT:
            return next(node for node in reversed(self.open) if _shallower(node, found.unit) or node is self.root)
        letter = not (found.number or "").isdigit() and "-" not in (found.number or "")
        for node in reversed(self.open):
            if node.unit is Unit.SUBPOINT and letter and (node.number or "")[:1].isdigit():
                return node
            if node.unit is Unit.PART and self._counts_on(node, found.number or ""):
                continue
            if node.unit in (Unit.POINT, Unit.ARTICLE, Unit.PART, Unit.NOTE):
                return node
            if node.unit in CONTAINERS or node is self.root:
                return node
        return self.root

    def _counts_on(self, part: Node, number: str) -> bool:
        """Whether a subpoint goes on counting over an unnumbered part: «1) …», its second part, «2) …».

        A list of the part's own begins anew from 1.
        """
        if any(child.unit is Unit.SUBPOINT for child in part.children):
            return False
        host = next(node for node in reversed(self.open) if part in node.children)
        inside = host if host.unit is Unit.SUBPOINT else _last_subpoint(host)
        before = (inside.number if inside is not None else None) or ""
        base, _, inserted = number.partition("-")
        last = before.partition("-")[0]
        return base.isdigit() and last.isdigit() and int(base) - int(last) == (0 if inserted else 1)

    def _unmarked(self, paragraph: Paragraph) -> Node:
        host = next((node for node in reversed(self.open) if node.unit in _FLOWING), None)
        if host is None:
            return self._plain(paragraph)
        before = host.last_text()
        listed = bool(_OPEN_LIST.search(before)) or bool(_LOWER.match(paragraph.text))
        if listed:
            return self._attach(_node(Unit.PARAGRAPH, None, paragraph), host)
        outermost = next(node for node in self.open if node.unit in _FLOWING)
        point = next((node for node in reversed(self.open) if node.unit in (Unit.POINT, Unit.ARTICLE)), outermost)
        self._close_to(point)
        return self._push(_node(Unit.PART, None, paragraph))

    def _remark(self, paragraph: Paragraph) -> Node:
        self._close_to(self.anchor())
        return self._push(_node(Unit.NOTE, None, paragraph))

    def _part_of_code(self, paragraph: Paragraph) -> Node:
        """The heading of a part of a code: its sections stand beside it, for they are numbered through the code."""
        self._close_to(self.root)
        return self._attach(_node(Unit.TEXT, None, paragraph), self.root)

    def _plain(self, paragraph: Paragraph, table: Table | None = None) -> Node:
        host = next((node for node in reversed(self.open) if node.unit in CONTAINERS or node is self.root), self.root)
        if table is not None:
            host = next(
                (n for n in reversed(self.open) if n.unit in (Unit.POINT, *CONTAINERS) or n is self.root), host
            )
        node = _node(Unit.TEXT, None, paragraph)
        if table is not None:
            node.table, node.text = table, table_text(table)
        return self._attach(node, host)

    def _push(self, node: Node) -> Node:
        self.open[-1].children.append(node)
        self.open.append(node)
        return node

    def _attach(self, node: Node, host: Node) -> Node:
        host.children.append(node)
        return node

    def _close_to(self, node: Node) -> None:
        while self.open[-1] is not node:
            self.open.pop()


def _hand_over(host: Node) -> None:
    """Parts printed before the next subpoint of a list belong to the subpoint behind which they stand."""
    last = _last_subpoint(host)
    if last is None:
        return
    behind = host.children[host.children.index(last) + 1 :]
    if all(child.unit is Unit.PART for child in behind):
        last.children += behind
        del host.children[len(host.children) - len(behind) :]


def _last_subpoint(host: Node) -> Node | None:
    return next((child for child in reversed(host.children) if child.unit is Unit.SUBPOINT), None)


def _shallower(node: Node, unit: Unit) -> bool:
    return node.unit in DEPTH and DEPTH[node.unit] < DEPTH[unit] and node.unit in (*CONTAINERS, Unit.POINT)


def _node(unit: Unit, number: str | None, paragraph: Paragraph) -> Node:
    return Node(unit, number, paragraph.text, paragraph.lines, paragraph.runs)


def _run_on(node: Node, paragraphs: Sequence[Paragraph]) -> Node:
    """The node with the words of all the lines that its heading is wrapped into."""
    node.text = " ".join(paragraph.text for paragraph in paragraphs)
    node.lines = (paragraphs[0].lines[0], paragraphs[-1].lines[1])
    node.runs = tuple(run for paragraph in paragraphs for run in paragraph.runs)
    return node
