"""Giving every node of a document its address, as people cite it.

A point is addressed from its document, not from its chapter (points are numbered through), unless numbering
restarts there; unnumbered parts and paragraphs are counted from 1, the introductory line being the first. The heading
of an article is no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.address import WHOLE, Address, Step, Unit, selector
from pipeline.model.provisions import Provision
from pipeline.structure.markers import CONTAINERS, is_title
from pipeline.structure.nodes import Node

_COUNTED_THROUGH = (*CONTAINERS, Unit.POINT)
_SELECTOR_WORDS = 8


def freeze(root: Node, base: Address) -> Provision:
    """The tree below `root` with addresses, `root` itself standing at `base`."""
    through = Counter((node.unit, node.number) for node in _outside_articles(root) if node.unit in _COUNTED_THROUGH)
    return _frozen(root, base, _Numbering(base, through))


class _Numbering:
    """What is unique in a document, and how often each address has been given out."""

    def __init__(self, base: Address, through: Counter[tuple[Unit, str | None]]) -> None:
        self.base = base
        self.through = through
        self.given: Counter[Address] = Counter()

    def place(self, node: Node, parent: Address, counters: Counter[Unit], printed: int) -> Address:
        """The address of a node inside `parent`."""
        if node.unit is Unit.PART:
            step = Step(Unit.PART, str(counters[Unit.PART] + 1))
        elif node.unit is Unit.PARAGRAPH:
            step = Step(Unit.PARAGRAPH, str(printed + 1))
        elif node.unit is Unit.TEXT and node.words is None:
            step = Step(Unit.TEXT, str(counters[Unit.TEXT]))
        elif node.unit is Unit.NOTE:
            step = Step(Unit.NOTE, str(counters[Unit.NOTE]) if counters[Unit.NOTE] > 1 else None)
        else:
            step = Step(node.unit, node.number, node.words)
        outer = parent
        if node.unit in _COUNTED_THROUGH and Unit.ARTICLE not in {s.unit for s in parent.steps}:
            unique = self.through[(node.unit, node.number)] == 1
            outer = self.base if unique else parent
        address = Address((*outer.steps, step))
        self.given[address] += 1
        if self.given[address] > 1:
            words = selector(" ".join(node.text.split()[:_SELECTOR_WORDS]))
            address = Address((*outer.steps, step._replace(words=words)))
        return address


def _frozen(node: Node, address: Address, numbering: _Numbering) -> Provision:
    titled = is_title(node.unit, node.text)
    counters: Counter[Unit] = Counter({Unit.PART: -1 if titled else 0})
    printed = 1 if node.text and not titled else 0
    children: list[Provision] = []
    for child in node.children:
        counters[child.unit] += child.words is None
        place = numbering.place(child, address, counters, printed)
        children.append(_frozen(child, place, numbering))
        printed += sum(1 for inner in child.walk() if inner.text)
    return Provision(
        unit=node.unit,
        number=address.last.number if address.last and node.number is None else node.number,
        address=str(address),
        text=node.text,
        lines=node.lines,
        runs=node.runs,
        heading=node.heading,
        children=tuple(children),
        notes=tuple(node.notes),
        table=node.table,
    )


def _outside_articles(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        if node.unit is not Unit.ARTICLE:
            yield from _outside_articles(child)


def annex_addresses(numbers: list[tuple[str | None, bool]]) -> list[Address]:
    """Addresses of annexes in printed order, from (printed number, whether it belongs to the act itself).

    The only unnumbered document of an act is `annex`, several are counted; an annex of an annex stands in
    the act's annex before it: `annex/annex`, `annex/annex:1-2`.
    """
    own = [number for number, of_act in numbers if of_act]
    several = len(own) > 1
    out: list[Address] = []
    current = WHOLE.child(Unit.ANNEX)
    count = 0
    for number, of_act in numbers:
        if of_act:
            count += 1
            current = WHOLE.child(Unit.ANNEX, number or (str(count) if several else None))
            out.append(current)
        else:
            out.append(current.child(Unit.ANNEX, number))
    return out


def list_addresses(document: Address, titles: Sequence[str], *, alone: bool) -> list[Address]:
    """Addresses of the lists a document ends with: as of its annexes where it has no others, else by their words."""
    if not alone:
        return [document.child(Unit.ANNEX, None, selector(title)) for title in titles]
    several = len(titles) > 1
    return [document.child(Unit.ANNEX, str(count) if several else None) for count in range(1, len(titles) + 1)]
