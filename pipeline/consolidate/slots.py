"""Slots: the places of an act that keep their identity while text, number and standing change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.address import WHOLE, Address, SortKey, Step, Unit, selector, sort_key
from pipeline.consolidate.grid import rewritten
from pipeline.consolidate.woven import Thread, Woven, joined
from pipeline.model.acts import InForce
from pipeline.model.documents import Table
from pipeline.model.editions import ProvisionHistory, Standing, Version
from pipeline.model.operations import OperationRef
from pipeline.model.provisions import Provision
from pipeline.structure.markers import is_title

HOLDERS = frozenset({Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ANNEX})
"""Units whose text is their heading: their words are those of the provisions they hold."""

UNNUMBERED = frozenset({Unit.PART, Unit.PARAGRAPH, Unit.TEXT})
"""Units without a number of their own: a number in their address is a count that shifts."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Why a provision does not act: until when, by which operation, and the tree that comes back then.

    `original` is None when the clause set no temporary text: the words stand where they were. `ends` tells that the
    provision itself was put in for that time only.
    """

    until: dt.date | None
    operation: OperationRef
    original: Planting | None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Planting:
    """A unit ready to stand in the act: a parsed provision, or a slot's state kept for later."""

    address: Address
    unit: Unit
    number: str | None
    own: Woven
    heading: str | None = None
    table: Table | None = None
    children: tuple[Planting, ...] = ()

    @classmethod
    def of(cls, provision: Provision, thread: Thread) -> Planting:
        """A parsed provision, all its words written by `thread`."""
        return cls(
            Address.parse(provision.address),
            provision.unit,
            provision.number,
            Woven.of(provision.text, thread),
            provision.heading,
            provision.table,
            tuple(cls.of(child, thread) for child in provision.children),
        )


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
    suspended: Suspension | None = None
    removed_by: str | None = None
    """The order whose clauses still count this unnumbered unit although it has deleted it."""

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

    @property
    def opens(self) -> bool:
        """Whether the own words are the first paragraph of the provision: the heading of an article is not."""
        return bool(self.own.text) and not is_title(self.unit, self.own.text)

    def counted(self, order: str | None) -> list[Slot]:
        """The slots whose lines a clause of `order` counts: those printed, and what that order has deleted."""
        lines = [slot for slot in self.walk() if slot.own.text or (order is not None and slot.removed_by == order)]
        return lines if self.opens else [slot for slot in lines if slot is not self]

    @property
    def gone(self) -> bool:
        """Whether the provision has been deleted or repealed."""
        return self.standing in (Standing.DELETED, Standing.REPEALED)

    def write(self, start: int, end: int, new: str, thread: Thread) -> None:
        """Change the characters `start:end` of the own words; heading and table cells follow."""
        old = self.own.text
        if self.table is not None:
            self.table = rewritten(self.table, start, end, new)
        self.own = self.own.replace(start, end, new, thread)
        if self.heading and old.endswith(self.heading):
            mark = len(old) - len(self.heading)
            self.heading = self.own.text[mark:] if start >= mark else self.heading
        if self.unit is Unit.TITLE and self.parent is not None and self.parent.heading == old:
            self.parent.heading = self.own.text

    def full(self) -> tuple[str, Woven]:
        """Text with that of the units inside, as one woven text; a holder's is its heading."""
        if self.unit in HOLDERS:
            return self.own.text, self.own
        parts = [slot.own for slot in self.printed()]
        text, spans = joined(parts)
        return text, Woven(tuple((text[span.start : span.end], span.operation) for span in spans))

    def record(self, in_force: InForce | None, operation: Thread) -> bool:
        """Add the present state as a version; False when nothing is different from the last one."""
        gone = self.gone
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

    def kept(self) -> Planting:
        """The present words and units, to be put back later."""
        children = tuple(child.kept() for child in self.children if not child.gone)
        return Planting(self.address, self.unit, self.number, self.own, self.heading, self.table, children)

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
        self.order: str | None = None
        self._index: dict[Address, Slot] = {WHOLE: self.root}
        self._removed: list[Slot] = []

    def get(self, address: Address) -> Slot | None:
        """The slot at exactly this address."""
        return self._index.get(address)

    def __iter__(self) -> Iterator[Slot]:
        yield from (slot for slot in self.root.walk() if slot is not self.root)

    def begin(self, order: str) -> None:
        """Turn to the clauses of another order: what the last one deleted is counted no longer.

        Clauses of one order speak of one text: «абзацы третий и четвертый исключить» counts both before either
        is gone. The next order counts what is then printed.
        """
        if order == self.order:
            return
        self.order = order
        for slot in self._removed:
            slot.removed_by = None
            self._close_ranks(slot)
        self._removed.clear()

    def remove(self, slot: Slot, standing: Standing) -> tuple[Slot, ...]:
        """Delete or repeal a slot and all inside it; gives those that were there. Numbers stay.

        Law № 480-V, article 27(6): the number of an excluded unit is not given to another.
        """
        touched = tuple(inner for inner in slot.walk() if not inner.gone)
        for inner in touched:
            inner.standing = standing
            inner.suspended = None
            inner.own = Woven()
        if slot.unit in UNNUMBERED:
            slot.removed_by = self.order
            self._removed.append(slot)
        return touched

    def _close_ranks(self, slot: Slot) -> None:
        """Count anew the unnumbered units behind a deleted one, which is from now on known by its words."""
        parent = slot.parent
        if parent is None or not slot.gone or slot.number is None:
            return
        said = next((version.own for version in reversed(slot.versions) if version.own), "")
        words = selector(" ".join(said.split()[:_SELECTOR_WORDS]))
        following = parent.children[parent.children.index(slot) + 1 :]
        self._index.pop(slot.address, None)
        address = Address((*slot.address.parent.steps, Step(slot.unit, slot.number, words)))
        if address not in self._index:
            self.readdress(slot, address)
        slot.number = None
        for child in following:
            if child.unit is slot.unit and child.number is not None and child.number.isdigit():
                number = str(int(child.number) - 1)
                self.readdress(child, child.address.parent.child(child.unit, number))
                child.number = number

    def plant(self, planting: Planting, parent: Slot, position: int) -> Slot:
        """Grow slots from a unit under `parent` at `position` of its children."""
        slot = Slot(
            planting.address, planting.unit, planting.number, planting.own, planting.heading, planting.table,
            parent=parent,
        )  # fmt: skip
        parent.children.insert(position, slot)
        self._index[slot.address] = slot
        for child in planting.children:
            self.plant(child, slot, len(slot.children))
        return slot

    def refill(self, slot: Slot, planting: Planting) -> tuple[Slot, ...]:
        """Give a slot new words and units; gives every slot that is, or was, inside it.

        It stays the same provision, and so do the units inside that keep their number; words that stay as they
        were keep their origin. Numbered units the new text does not have are deleted, unnumbered ones fall away.
        """
        before = {child.address: child for child in slot.children}
        if slot.own.text != planting.own.text:
            slot.own = planting.own
        slot.heading, slot.table = planting.heading, planting.table
        slot.standing, slot.removed_by = Standing.IN_FORCE, None
        touched = [slot]
        kept: list[Slot] = []
        for child in planting.children:
            old = before.pop(child.address, None) or self._elsewhere(slot, child.address)
            if old is None:
                old = self.plant(child, slot, len(slot.children))
                touched += old.walk()
            else:
                self._adopt(slot, old)
                touched += self.refill(old, child)
            kept.append(old)
        touched += self._left_over(slot, list(before.values()), kept)
        return tuple(touched)

    def _elsewhere(self, slot: Slot, address: Address) -> Slot | None:
        """A unit of that address that stands deeper inside the slot, where the new text has it elsewhere."""
        found = self._index.get(address)
        outer = found.parent if found is not None else None
        while outer is not None and outer is not slot:
            outer = outer.parent
        return found if outer is slot else None

    @staticmethod
    def _adopt(slot: Slot, child: Slot) -> None:
        if child.parent is not None and child.parent is not slot:
            child.parent.children.remove(child)
        child.parent = slot

    def _left_over(self, slot: Slot, old: list[Slot], kept: list[Slot]) -> list[Slot]:
        """Put the children in the order of the new text, those it does not have at their numbers, deleted."""
        touched: list[Slot] = []
        slot.children = kept
        for child in old:
            if child.parent is not slot:
                continue
            if child.unit in UNNUMBERED or child.number is None:
                self._forget(child)
                continue
            touched += self.remove(child, Standing.DELETED)
            slot.children.insert(self.position(slot, Step(child.unit, child.number)), child)
        return touched

    def _forget(self, slot: Slot) -> None:
        for inner in slot.walk():
            if self._index.get(inner.address) is inner:
                del self._index[inner.address]

    def readdress(self, slot: Slot, address: Address) -> None:
        """Move a slot, and all whose address begins with its own, to another address."""
        old = slot.address
        for inner in list(slot.walk()):
            if inner.address.within(old):
                if self._index.get(inner.address) is inner:
                    del self._index[inner.address]
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
        for index in range(len(parent.children) - 1, -1, -1):
            child = parent.children[index]
            if child.unit is step.unit:
                before = step.number is None or order_key(child.number) <= order_key(step.number)
            elif _rank(child.unit) == _rank(step.unit) and point is not None:
                inside = child.number if child.unit is Unit.POINT else first_number(child)
                before = order_key(inside) <= order_key(point) if inside is not None else True
            else:
                before = _rank(child.unit) <= _rank(step.unit)
            if before:
                return index + 1
        return 0


_SELECTOR_WORDS = 8
_RANKS = {
    Unit.TITLE: 0, Unit.PREAMBLE: 1, Unit.TEXT: 2, Unit.SECTION: 3, Unit.SUBSECTION: 3, Unit.CHAPTER: 3,
    Unit.SUBCHAPTER: 3, Unit.ARTICLE: 3, Unit.POINT: 3, Unit.SUBPOINT: 4, Unit.PARAGRAPH: 4, Unit.PART: 4,
    Unit.NOTE: 5, Unit.ANNEX: 6,
}  # fmt: skip


def _rank(unit: Unit) -> int:
    return _RANKS.get(unit, 4)


@lru_cache(maxsize=65536)
def order_key(number: str | None) -> SortKey:
    """`sort_key`, remembered: an act's numbers are compared again and again."""
    return sort_key(number)


def first_number(slot: Slot) -> str | None:
    """The number of the first point inside a slot."""
    return next((inner.number for inner in slot.walk() if inner.unit is Unit.POINT), None)
