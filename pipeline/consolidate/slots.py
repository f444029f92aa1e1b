"""Slots: the places of an act that keep their identity while text, number and standing change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.address import WHOLE, Address, Step, Unit, sort_key
from pipeline.consolidate.woven import Thread, Woven, joined
from pipeline.model.acts import InForce
from pipeline.model.documents import Table
from pipeline.model.editions import ProvisionHistory, Standing, Version
from pipeline.model.operations import OperationRef
from pipeline.model.provisions import Provision

HOLDERS = frozenset({Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ANNEX})
"""Units whose text is their heading: their words are those of the provisions they hold."""

_PRINTED = frozenset({Unit.SUBPOINT, Unit.PART, Unit.PARAGRAPH, Unit.POINT, Unit.ARTICLE, Unit.NOTE, Unit.TEXT})


@dataclass(eq=False)
class Slot:
    """A provision with identity: what it says now, and every version so far."""

    address: Address
    unit: Unit
    number: str | None
    own: Woven = field(default_factory=Woven)
    heading: str | None = None
    table: Table | None = None
    standing: Standing = Standing.IN_FORCE
    parent: Slot | None = None
    children: list[Slot] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)

    def walk(self) -> Iterator[Slot]:
        """This slot and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def printed(self) -> Iterator[Slot]:
        """The slots inside (and this one) that print a paragraph, in order."""
        for slot in self.walk():
            if slot.own.text:
                yield slot

    def full(self) -> tuple[str, Woven]:
        """Text with that of the units inside, as one woven text; a holder's is its heading."""
        if self.unit in HOLDERS:
            return self.own.text, self.own
        parts = [slot.own for slot in self.printed()]
        text, spans = joined(parts)
        return text, Woven(tuple((text[span.start : span.end], span.operation) for span in spans))

    def record(self, in_force: InForce | None, operation: OperationRef | None) -> bool:
        """Add the present state as a version; False when nothing is different from the last one."""
        gone = self.standing in (Standing.DELETED, Standing.REPEALED)
        text, woven = ("", Woven()) if gone else self.full()
        last = self.versions[-1] if self.versions else None
        if last is not None and (last.text, last.standing, last.heading, last.table) == (
            text,
            self.standing,
            self.heading,
            self.table,
        ):
            return False
        version = Version(
            text=text,
            standing=self.standing,
            spans=woven.spans(),
            in_force=in_force,
            operation=operation,
            heading=self.heading,
            table=None if gone else self.table,
            own="" if gone else self.own.text,
        )
        if last is not None:
            self.versions[-1] = _ended(last, in_force)
        self.versions.append(version)
        return True

    def carriers(self) -> Iterator[Slot]:
        """This slot and the enclosing ones whose text contains it."""
        slot: Slot | None = self
        while slot is not None:
            yield slot
            slot = slot.parent if slot.parent is not None and slot.parent.unit not in HOLDERS else None

    def history(self) -> ProvisionHistory:
        """The slot as a record."""
        return ProvisionHistory(
            address=str(self.address),
            unit=self.unit,
            number=self.number,
            parent=str(self.parent.address) if self.parent is not None else None,
            versions=tuple(self.versions),
            notes=tuple(self.notes),
        )


def _ended(version: Version, until: InForce | None) -> Version:
    return Version(
        text=version.text,
        standing=version.standing,
        spans=version.spans,
        in_force=version.in_force,
        until=until,
        operation=version.operation,
        heading=version.heading,
        table=version.table,
        note=version.note,
        own=version.own,
    )


class Estate:
    """All slots of one act in one language, found by address.

    `whole` tells whether the base text is there: in a fragment, places that are spoken of but not known stand
    as slots of standing UNKNOWN.
    """

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.root = Slot(WHOLE, Unit.TEXT, None)
        self._index: dict[Address, Slot] = {WHOLE: self.root}

    def get(self, address: Address) -> Slot | None:
        """The slot at exactly this address."""
        return self._index.get(address)

    def __iter__(self) -> Iterator[Slot]:
        yield from (slot for slot in self.root.walk() if slot is not self.root)

    def plant(self, provision: Provision, parent: Slot, position: int, thread: Thread) -> Slot:
        """Grow slots from a parsed provision under `parent` at `position` of its children."""
        slot = Slot(
            Address.parse(provision.address),
            provision.unit,
            provision.number,
            Woven.of(provision.text, thread),
            provision.heading,
            provision.table,
            parent=parent,
        )
        parent.children.insert(position, slot)
        self._index[slot.address] = slot
        for child in provision.children:
            self.plant(child, slot, len(slot.children), thread)
        return slot

    def refill(self, slot: Slot, provision: Provision, thread: Thread) -> None:
        """Give a slot new words and units; it stays the same provision."""
        self.uproot(slot)
        slot.own = Woven.of(provision.text, thread)
        slot.heading = provision.heading
        slot.table = provision.table
        slot.standing = Standing.IN_FORCE
        for child in provision.children:
            self.plant(child, slot, len(slot.children), thread)

    def uproot(self, slot: Slot) -> None:
        """Take everything below a slot away; the slot itself stays."""
        for inner in list(slot.walk())[1:]:
            if self._index.get(inner.address) is inner:
                del self._index[inner.address]
        slot.children.clear()

    def readdress(self, slot: Slot, address: Address) -> None:
        """Move a slot, and all whose address begins with its own, to another address."""
        old = slot.address
        for inner in list(slot.walk()):
            if inner.address.within(old):
                self._index.pop(inner.address, None)
                inner.address = Address((*address.steps, *inner.address.steps[len(old.steps) :]))
                self._index[inner.address] = inner

    def ensure(self, address: Address) -> Slot:
        """The slot at an address; in a fragment an unknown place is made, its outer places first."""
        found = self.get(address)
        if found is not None:
            return found
        parent = self.ensure(address.parent)
        step = address.steps[-1]
        slot = Slot(address, step.unit, step.number, standing=Standing.UNKNOWN, parent=parent)
        parent.children.insert(self.position(parent, step), slot)
        self._index[address] = slot
        return slot

    def position(self, parent: Slot, step: Step, first_point: str | None = None) -> int:
        """Where among the children of `parent` a new sibling belongs: after the last that is smaller.

        Siblings of one unit are ordered by number. A chapter among loose points, or a point among chapters, is
        placed by the numbers of the points: `first_point` is the first one inside the newcomer.
        """
        point = step.number if step.unit is Unit.POINT else first_point
        place = 0
        for index, child in enumerate(parent.children):
            inside = child.number if child.unit is Unit.POINT else first_number(child)
            if child.unit is step.unit:
                before = step.number is None or sort_key(child.number) <= sort_key(step.number)
            elif _rank(child.unit) == _rank(step.unit) and point is not None and inside is not None:
                before = sort_key(inside) <= sort_key(point)
            else:
                before = _rank(child.unit) <= _rank(step.unit)
            if before:
                place = index + 1
        return place


_RANKS = {
    Unit.TITLE: 0, Unit.PREAMBLE: 1, Unit.TEXT: 2, Unit.SECTION: 3, Unit.SUBSECTION: 3, Unit.CHAPTER: 3,
    Unit.SUBCHAPTER: 3, Unit.ARTICLE: 3, Unit.POINT: 3, Unit.SUBPOINT: 4, Unit.PARAGRAPH: 4, Unit.PART: 4,
    Unit.NOTE: 5, Unit.ANNEX: 6,
}  # fmt: skip


def _rank(unit: Unit) -> int:
    return _RANKS.get(unit, 4)


def first_number(slot: Slot) -> str | None:
    """The number of the first point inside a slot."""
    return next((inner.number for inner in slot.walk() if inner.unit is Unit.POINT), None)
