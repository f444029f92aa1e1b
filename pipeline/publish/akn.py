"""An edition as Akoma Ntoso 3.0 (OASIS LegalDocML): structure, notes, life cycle and passive modifications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.etree import _Element

from pipeline.address import Unit
from pipeline.model.acts import ActKey
from pipeline.model.editions import Act, Standing
from pipeline.model.operations import Operation, OperationRef
from pipeline.publish.akn_meta import Events, Written, component_meta, meta
from pipeline.publish.akn_names import ACT_NAMES, Ids, element_of, work_id
from pipeline.publish.akn_xml import E, fit
from pipeline.publish.blocks import HOLDERS, Block, Paragraph, blocks
from pipeline.publish.head import Head, head
from pipeline.publish.view import EditionView

_STATUS = {
    Standing.DELETED: "removed",
    Standing.REPEALED: "removed",
    Standing.SUSPENDED: "temporarilyRemoved",
    Standing.PENDING: "undefined",
    Standing.UNKNOWN: "unknown",
}


def as_akn(act: Act, view: EditionView, orders: Sequence[Operation] = ()) -> str:
    """The edition as an Akoma Ntoso document, valid against the schema of the standard.

    `orders` are the operations that the act itself orders in others, where it is an amending act.
    """
    return etree.tostring(_Writer(act, view, orders).document(), encoding="unicode", pretty_print=True)


class _Node:
    """A block with the blocks inside it."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.inner: list[_Node] = []


def _tree(listed: Iterable[Block]) -> list[_Node]:
    tops: list[_Node] = []
    path: list[_Node] = []
    for block in listed:
        node = _Node(block)
        while path and path[-1].block.depth >= block.depth:
            path.pop()
        (path[-1].inner if path else tops).append(node)
        path.append(node)
    return tops


class _Writer:
    """Writes one edition."""

    def __init__(self, act: Act, view: EditionView, orders: Sequence[Operation]) -> None:
        self.act = act
        self.orders = orders
        self.view = view
        self.key = ActKey.parse(act.act)
        self.ids = Ids()
        self.events = Events(act, view)
        self.places: dict[str, str] = {}
        self.written: defaultdict[OperationRef, list[str]] = defaultdict(list)
        """The eIds of the words that each operation wrote."""

    def document(self) -> _Element:
        """The whole document."""
        tree = _tree(blocks(self.view))
        attached = [node for node in tree if node.block.unit is Unit.ANNEX]
        rest = [node for node in tree if node.block.unit is not Unit.ANNEX]
        over = head(self.act, self.view)
        preface, preamble, body = self._parts(rest, "body", "")
        self._head(preface, over)
        attachments = self._attachments(attached, "")
        act = E.act(name=ACT_NAMES[self.key.type], contains="singleVersion")
        act.append(meta(self.act, self.view, over, self.events, Written(self.places, self.written), self.orders))
        act.extend(part for part in (preface, preamble, body, attachments) if part is not None)
        return E.akomaNtoso(act)

    def _head(self, preface: _Element, over: Head) -> None:
        title = E.longTitle(E.p(E.docTitle(over.title)), eId="longTitle")
        particulars = E.p(over.particulars, {"class": "particulars"})
        label = E.p(E.remark(f"{over.edition}. {over.label}.", status="editorial"), {"class": "label"})
        for place, part in enumerate((title, particulars, label)):
            preface.insert(place, part)

    def _parts(self, nodes: Sequence[_Node], body: str, parent: str) -> tuple[_Element, _Element | None, _Element]:
        """Preface, preamble and body; a title and a preamble go to their own places when they come first."""
        rest = list(nodes)
        preface, preamble, main = E.preface(), None, E(body)
        while rest and rest[0].block.unit is Unit.TITLE and not rest[0].inner:
            title = rest.pop(0)
            if _speaks(title.block):
                preface.append(self._container(title, "title", parent))
            else:
                self.places.setdefault(title.block.address, parent or "longTitle")
        if rest and rest[0].block.unit is Unit.PREAMBLE and not rest[0].inner and _speaks(rest[0].block):
            preamble = E.preamble(self._container(rest.pop(0), "preamble", parent))
        main.extend(self._provision(node, parent) for node in rest)
        if not len(main):
            main.append(E.hcontainer(E.content(E.p(), eId=self.ids.make(parent, "empty", None)), name="empty"))
        return preface, preamble, main

    def _container(self, node: _Node, name: str, parent: str) -> _Element:
        made = E.container(*self._said(node.block), name=name)
        self._identify(made, node.block, parent, name)
        return made

    def _provision(self, node: _Node, parent: str) -> _Element:
        block = node.block
        name, prefix = element_of(block.unit)
        made = E(name)
        if name == "hcontainer":
            made.set("name", block.unit.value)
        own = self._identify(made, block, parent, prefix)
        number, words = _numbered(block)
        if number:
            made.append(E.num(number))
        if block.heading:
            made.append(self._heading(block, words))
        said, notes = self._blocks(block, words), _remarks("note", block.notes)
        closing = notes if node.inner and block.unit not in HOLDERS else []
        said += notes if not closing else []
        if node.inner:
            if said:
                made.append(E.intro(*said, eId=f"{own}__intro"))
            made.extend(self._provision(inner, own) for inner in node.inner)
            if closing:
                made.append(E.wrapUp(*closing, eId=f"{own}__wrapup"))
        else:
            made.append(E.content(*(said or [E.p()]), eId=f"{own}__content"))
        return made

    def _identify(self, made: _Element, block: Block, parent: str, prefix: str) -> str:
        """Give an element its ids, its status and its period; remember where the provision went."""
        own = self.ids.make(parent, prefix, block.number)
        self.places.setdefault(block.address, own)
        made.set("eId", own)
        made.set("wId", work_id(block.address))
        period = self.events.period(block.operation)
        if period:
            made.set("period", f"#{period}")
        if block.standing in _STATUS and block.bracket:
            made.set("status", _STATUS[block.standing])
        return own

    def _blocks(self, block: Block, first: str | None = None) -> list[_Element]:
        """Paragraphs, table and bracket; `first` replaces the first paragraph's words (its number is out)."""
        made: list[_Element] = []
        for place, paragraph in enumerate(block.paragraphs):
            skipped = len(paragraph.text) - len(first) if place == 0 and first is not None else 0
            if paragraph.text[skipped:].strip():
                made.append(self._line("p", paragraph, skipped))
        if block.heading and first is None:
            made.append(E.p(block.heading))
        if block.table is not None and block.table.cells:
            made.append(self._table(block))
        return made + _remarks("bracket", [block.bracket] if block.bracket else [])

    def _heading(self, block: Block, words: str) -> _Element:
        """A heading after its number; one of several lines loses their breaks, and with them whose words they are."""
        if len(block.heading_lines) != 1:
            return E.heading(" ".join(words.split()))
        (line,) = block.heading_lines
        return self._line("heading", line, len(line.text) - len(words))

    def _line(self, name: str, paragraph: Paragraph, skipped: int = 0) -> _Element:
        """A paragraph after its first characters; words that an operation of the ledger wrote are marked as its."""
        made = E(name)
        last: _Element | None = None
        for piece, operation in paragraph.pieces:
            words, skipped = piece[skipped:], max(0, skipped - len(piece))
            period = self.events.period(operation)
            if words and operation is not None and period:
                own = self.ids.make("", "span", None)
                last = E.span(words, {"class": "changed"}, eId=own, period=f"#{period}")
                self.written[operation].append(own)
                made.append(last)
            elif last is None:
                made.text = (made.text or "") + fit(words)
            else:
                last.tail = (last.tail or "") + fit(words)
        return made

    def _table(self, block: Block) -> _Element:
        table = block.table
        assert table is not None
        made = E.table()
        if table.caption:
            made.append(E.caption(table.caption))
        for row in block.rows:
            line = E.tr()
            for cell, lines in row:
                spans = {
                    name: str(value)
                    for name, value in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
                    if value > 1
                }
                place = E("th" if cell.header else "td", spans)
                place.extend([self._line("p", each) for each in lines] or [E.p()])
                line.append(place)
            if not len(line):
                line.append(E.td(E.p()))
            made.append(line)
        return made

    def _said(self, block: Block) -> list[_Element]:
        """Everything a block says, notes last."""
        return [*self._blocks(block), *_remarks("note", block.notes)]

    def _attachments(self, nodes: Sequence[_Node], parent: str) -> _Element | None:
        if not nodes:
            return None
        return E.attachments(*(self._attachment(node, parent) for node in nodes))

    def _attachment(self, node: _Node, parent: str) -> _Element:
        block = node.block
        made = E.attachment()
        own = self._identify(made, block, parent, "att")
        inner = [each for each in node.inner if each.block.unit is not Unit.ANNEX]
        preface, preamble, body = self._parts(inner, "mainBody", own)
        for place, part in enumerate(self._said(block)):
            preface.insert(place, part)
        doc = E.doc(component_meta(self.act, self.view, block.address, self.places[block.address]), name="annex")
        if len(preface):
            doc.append(preface)
        nested = self._attachments([each for each in node.inner if each.block.unit is Unit.ANNEX], own)
        doc.extend(part for part in (preamble, body, nested) if part is not None)
        made.append(doc)
        return made


def _speaks(block: Block) -> bool:
    """Whether a block prints anything."""
    words = any(paragraph.text.strip() for paragraph in block.paragraphs)
    table = block.table is not None and bool(block.table.cells)
    return words or table or bool(block.heading or block.bracket or block.notes)


def _remarks(kind: str, said: Iterable[str]) -> list[_Element]:
    """Editorial remarks, each a paragraph."""
    return [E.p(E.remark(words, status="editorial"), {"class": kind}) for words in said]


def _numbered(block: Block) -> tuple[str, str]:
    """The printed number of a provision and its first words without it; no number where none is printed."""
    words = block.heading or (block.paragraphs[0].text if block.paragraphs else "")
    if block.number and block.unit not in (Unit.ANNEX, Unit.TITLE):
        for mark in (f"{block.number}.", f"{block.number})"):
            if words.startswith(mark):
                return mark, words[len(mark) :].lstrip()
    return "", words
