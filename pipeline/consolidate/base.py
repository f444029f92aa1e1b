"""The base text of an act as slots, and what the notes of a consolidated edition say is in it already."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from pipeline.address import Address, Unit
from pipeline.consolidate.order import Amendment
from pipeline.consolidate.slots import Estate, Planting, Slot
from pipeline.consolidate.woven import Woven
from pipeline.model.acts import ActKey, InForce, Role, key_number
from pipeline.model.editions import Document, Standing
from pipeline.model.provisions import NoteEvent, Provision
from pipeline.structure.gone import is_gone
from pipeline.structure.markers import CONTAINERS

_LOST_FORCE = re.compile(r"күш(?:і|тері)\s+жойылды|силу", re.IGNORECASE)
_NUMBERED = (*CONTAINERS, Unit.POINT, Unit.SUBPOINT)


class Told(Struct, frozen=True):
    """The acts an edition's notes name, by date and number, and the newest date among them."""

    acts: frozenset[tuple[str | None, str | None]] = frozenset()
    newest: dt.date | None = None

    def names(self, amendment: Amendment) -> bool:
        """Whether a note names the act of this amendment."""
        adopted = amendment.adopted.isoformat() if amendment.adopted else None
        return (adopted, ActKey.parse(amendment.order).number) in self.acts

    def is_later_than(self, amendment: Amendment) -> bool:
        """Whether the edition holds changes by acts adopted, and in force, after this one."""
        if self.newest is None or amendment.adopted is None:
            return False
        return amendment.adopted < self.newest and amendment.effective < self.newest


def told_by_notes(base: Document | None) -> Told:
    """What the notes of a consolidated edition name; nothing for an original."""
    if base is None or base.identity.role is not Role.CONSOLIDATED:
        return Told()
    acts = [act for _, event in base.events for act in event.acts]
    named = frozenset((act.date, key_number(act.number) if act.number else None) for act in acts)
    dates = [dt.date.fromisoformat(act.date) for act in acts if act.date]
    return Told(named, max(dates, default=None))


def plant_base(estate: Estate, base: Document) -> None:
    """The base text as slots, each with its first version in force since its last noted change."""
    for provision in base.tree:
        if not _is_requisite(provision):
            estate.plant(Planting.of(_norms(provision), None), estate.root, len(estate.root.children))
    notes = {node.address: tuple(note.text for note in node.notes) for top in base.tree for node in top.walk()}
    changed = dict(_note_dates(base.events))
    main = base.identity.in_force.main if base.identity.in_force is not None else None
    fallen = {slot.address: standing for slot in estate if (standing := _fallen(slot)) is not None}
    for slot in estate:
        slot.notes = list(notes.get(str(slot.address), ()))
        if slot.address in fallen:
            slot.standing, slot.own = fallen[slot.address], Woven()
    for slot in estate:
        slot.record(_since(slot, changed, main), None)


def _fallen(slot: Slot) -> Standing | None:
    """What a numbered provision says in its place that it was: its words are then a note, and no text of the act."""
    said = _said_gone(slot)
    if slot.unit not in _NUMBERED or not is_gone(said):
        return None
    return Standing.REPEALED if _LOST_FORCE.search(said) else Standing.DELETED


def _said_gone(slot: Slot) -> str:
    """The words that would say that a provision is gone: of several that went together the first bears them."""
    siblings = slot.parent.children if slot.parent is not None else [slot]
    place = siblings.index(slot) if not slot.own.text and not slot.children else 0
    before = [one.own.text for one in siblings[:place] if one.unit is slot.unit and one.own.text]
    return slot.own.text or (before[-1] if before else "")


def _since(slot: Slot, changed: dict[str, InForce | None], main: InForce | None) -> InForce | None:
    place: Slot | None = slot
    while place is not None:
        if str(place.address) in changed:
            return changed[str(place.address)]
        place = place.parent
    return main


def _note_dates(events: Iterable[tuple[str, NoteEvent]]) -> Iterator[tuple[str, InForce | None]]:
    """For every provision that a note says was restated or inserted: since when its text is in force."""
    for place, event in events:
        if event.action in ("restate", "insert", "amend") and event.targets:
            for target in event.targets:
                yield full_target(place, target), event.in_force


def full_target(place: str, target: str) -> str:
    """A note's target completed by where the note stands: «point:6» under `annex/point:6` is that point."""
    address, anchor = Address.parse(target), Address.parse(place)
    if not address.steps or address.steps[0].unit is Unit.ANNEX or address.last == anchor.last:
        return place if address.last == anchor.last else target
    if address.steps[0].unit in (Unit.TITLE, Unit.PREAMBLE):
        return target
    return str(Address((*anchor.document.steps, *address.steps)))


def _is_requisite(provision: Provision) -> bool:
    return provision.unit is Unit.TEXT and 'text["' in provision.address


def _norms(provision: Provision) -> Provision:
    """A provision without the requisites that stand inside it (an annex's corner)."""
    children = tuple(_norms(child) for child in provision.children if not _is_requisite(child))
    return msgspec.structs.replace(provision, children=children)
