"""Orders of one day on one provision: both clauses, and what the provision says under each order of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from pipeline.address import WHOLE, Address
from pipeline.consolidate.apply import apply
from pipeline.consolidate.change import Change
from pipeline.consolidate.order import Amendment
from pipeline.consolidate.resolve import Place, resolve
from pipeline.consolidate.slots import HOLDERS, Estate, Slot
from pipeline.model.acts import Language
from pipeline.model.operations import OperationRef


class Conflict(Struct, frozen=True):
    """Two acts on one provision from one day: their operations, and where these stand in the order of all."""

    first: int
    last: int
    here: Amendment
    there: Amendment
    address: Address
    group: tuple[Amendment, ...]
    """Everything the two acts do inside the provision that day, in order."""


def conflicts(ordered: Sequence[Amendment]) -> tuple[Conflict, ...]:
    """One for each pair of acts that change one provision, or one inside the other, from the same day.

    Which of the two counts is not ours to say (Law № 480-V orders acts of one force by nothing but time), so a
    person must look.
    """
    found: dict[tuple[str, str, Address], Conflict] = {}
    for _, group in groupby(enumerate(ordered), key=lambda pair: pair[1].effective):
        exact: dict[Address, dict[str, tuple[int, Amendment]]] = {}
        inside: dict[Address, dict[str, tuple[int, Amendment]]] = {}
        members: dict[Address, list[tuple[int, Amendment]]] = {}
        for place, amendment in group:
            address = Address.parse(amendment.operation.address)
            outer = [Address(address.steps[:depth]) for depth in range(len(address.steps) + 1)]
            others = [other for at in outer for other in exact.get(at, {}).values()] + [
                *inside.get(address, {}).values()
            ]
            for first, other in others:
                if other.order != amendment.order:
                    _add(found, members, (first, other), (place, amendment))
            exact.setdefault(address, {})[amendment.order] = (place, amendment)
            for at in outer:
                members.setdefault(at, []).append((place, amendment))
                if at != address:
                    inside.setdefault(at, {})[amendment.order] = (place, amendment)
    return tuple(found.values())


def _add(
    found: dict[tuple[str, str, Address], Conflict],
    members: Mapping[Address, list[tuple[int, Amendment]]],
    one: tuple[int, Amendment],
    other: tuple[int, Amendment],
) -> None:
    """Note a conflict once for a pair of acts and the provision that holds both changes."""
    addresses = [Address.parse(pair[1].operation.address) for pair in (one, other)]
    address = max(addresses, key=lambda each: len(each.steps))
    key = (one[1].order, other[1].order, address)
    orders = {one[1].order, other[1].order}
    here = min(addresses, key=lambda each: len(each.steps))
    known = [pair for pair in members.get(here, []) if pair[1].order in orders] if here != WHOLE else [one]
    group = [*known, other] if here != WHOLE else [one, other]
    if key not in found:
        found[key] = Conflict(
            min(pair[0] for pair in group), other[0], one[1], other[1], address, tuple(p[1] for p in group)
        )


class Twins:
    """Copies of the provisions in conflict, as they stood before either act, to try the other order on."""

    def __init__(
        self, language: Language, together: Mapping[tuple[str, tuple[int, int]], frozenset[OperationRef]]
    ) -> None:
        self._language = language
        self._together = together
        self._kept: dict[int, tuple[Estate, Address]] = {}

    def keep(self, conflict: Conflict, estate: Estate) -> None:
        """Copy the provision of a conflict as it stands now."""
        found = resolve(estate, conflict.address)
        slot = found.slot if isinstance(found, Place) else None
        if slot is None:
            parent = resolve(estate, conflict.address.parent)
            slot = parent.slot if isinstance(parent, Place) else None
        if slot is None or slot is estate.root:
            return
        self._kept[id(conflict)] = (twin_of(slot, estate), slot.address)

    def tell(self, conflict: Conflict, estate: Estate) -> str:
        """The finding for a conflict whose operations have all been applied."""
        one, other = conflict.here, conflict.there
        said = (
            f"conflict on {other.effective}: {one.order} n {one.operation.n} «{one.operation.clause.text}» and "
            f"{other.order} n {other.operation.n} «{other.operation.clause.text}» both change "
            f"{conflict.address if conflict.address.steps else 'the whole act'}"
        )
        kept = self._kept.pop(id(conflict), None)
        if kept is None:
            return said
        twin, address = kept
        for amendment in sorted(conflict.group, key=lambda each: (each.order != other.order, each.operation.n)):
            together = self._together.get((amendment.order, amendment.operation.clause.lines), frozenset())
            apply(Change(twin, amendment.operation, amendment.order, amendment.tree, self._language, together))
        applied, reversed_ = _reading(estate, address), _reading(twin, address)
        if applied == reversed_:
            return f"{said}; either order gives «{applied}»"
        return f"{said}; in this order it reads «{applied}», in the other «{reversed_}»"


def twin_of(slot: Slot, estate: Estate) -> Estate:
    """A copy of the provision that holds a slot, alone in an act, to try an operation on."""
    top = _outermost(slot)
    twin = Estate(whole=estate.whole)
    holder = twin.root
    if top.parent is not None and top.parent.address != WHOLE:
        holder = twin.ensure(top.parent.address)
    twin.plant(top.kept(), holder, 0)
    return twin


def _outermost(slot: Slot) -> Slot:
    """The point, article or other provision that holds a slot, below chapters and annexes."""
    while slot.parent is not None and slot.parent.unit not in HOLDERS and slot.parent.address != WHOLE:
        slot = slot.parent
    return slot


def _reading(estate: Estate, address: Address) -> str:
    slot = estate.get(address)
    return slot.full()[0] if slot is not None and not slot.gone else ""
