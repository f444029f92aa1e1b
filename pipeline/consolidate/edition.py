"""One act in one language: its base text, or the lack of it, and every amendment in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from pipeline.address import Address, Unit
from pipeline.consolidate.apply import apply
from pipeline.consolidate.order import Amendment, conflicts, in_order
from pipeline.consolidate.slots import Estate, Slot
from pipeline.model.acts import InForce, Language, Role
from pipeline.model.editions import Document, Edition, Label, Standing
from pipeline.model.operations import Operation, OperationRef, Outcome, Status
from pipeline.model.provisions import NoteEvent, Provision
from pipeline.structure.markers import is_gone

_LOST_FORCE = re.compile(r"күші\s+жойылды|силу", re.IGNORECASE)
_POINTS = (Unit.POINT, Unit.ARTICLE)


class Consolidated(Struct, frozen=True):
    """An edition, the operations with their outcomes in order of application, and what a person must see."""

    edition: Edition
    operations: tuple[tuple[str, Operation], ...]
    findings: tuple[str, ...]


def consolidate_language(
    language: Language, base: Document | None, amendments: Iterable[Amendment], title: str | None
) -> Consolidated:
    """Build every version of every provision of an act in one language.

    `base` is the original or an official consolidated edition; without it the edition is a fragment. Orders
    that an edition's own notes already name are not applied to it a second time.
    """
    estate = Estate(whole=base is not None)
    if base is not None:
        _plant(estate, base)
    ordered = in_order(amendments)
    known = _noted(base)
    ledger: list[tuple[str, Operation]] = []
    for amendment in ordered:
        ledger.append((amendment.order, _applied(estate, amendment, known)))
    if base is None:
        _fill_gaps(estate)
    label = Label.COMPLETE if base is not None else Label.FRAGMENT
    histories = tuple(slot.history() for slot in estate)
    edition = Edition(language, label, base.identity.title if base is not None else title, histories)
    return Consolidated(edition, tuple(ledger), conflicts(ordered))


def _applied(estate: Estate, amendment: Amendment, known: set[tuple[str | None, str | None]]) -> Operation:
    operation = amendment.operation
    particulars = (amendment.adopted.isoformat() if amendment.adopted else None, _number(amendment.order))
    if particulars in known:
        outcome = Outcome(Status.ALREADY_APPLIED, "the consolidated edition names this act in its notes")
        return msgspec.structs.replace(operation, outcome=outcome)
    outcome, touched = apply(estate, operation, amendment.order, amendment.tree)
    thread = OperationRef(amendment.order, operation.n)
    carriers = {id(slot): slot for changed in touched for slot in changed.carriers()}
    for slot in carriers.values():
        if slot is not estate.root:
            slot.record(operation.in_force, thread)
    return msgspec.structs.replace(operation, outcome=outcome)


def _number(key: str) -> str:
    return key.rsplit("/", 1)[-1]


def _noted(base: Document | None) -> set[tuple[str | None, str | None]]:
    """Date and number of every act that the notes of a consolidated edition name."""
    if base is None or base.identity.role is not Role.CONSOLIDATED:
        return set()
    return {(act.date, act.number) for _, event in base.events for act in event.acts}


def _plant(estate: Estate, base: Document) -> None:
    """The base text as slots, each with its first version in force since its last noted change."""
    for provision in base.tree:
        if not _is_requisite(provision):
            estate.plant(_norms(provision), estate.root, len(estate.root.children), None)
    notes = {node.address: tuple(note.text for note in node.notes) for top in base.tree for node in top.walk()}
    changed = dict(_note_dates(base.events))
    main = base.identity.in_force.main if base.identity.in_force is not None else None
    for slot in estate:
        slot.notes = list(notes.get(str(slot.address), ()))
        if _gone_in_place(slot):
            repealed = _LOST_FORCE.search(slot.own.text) is not None
            slot.standing = Standing.REPEALED if repealed else Standing.DELETED
        slot.record(_since(slot, changed, main), None)


def _gone_in_place(slot: Slot) -> bool:
    """Whether the printed text only says that the provision is gone («70. Исключен приказом …»)."""
    return slot.unit in (*_POINTS, Unit.SUBPOINT) and is_gone(slot.own.text)


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


def _fill_gaps(estate: Estate) -> None:
    """In a fragment, points that must exist below the highest known one stand as unknown places.

    Points are numbered one after another through their document and keep their numbers when they fall away
    (Law № 480-V, articles 23 and 27(6)), so a point 9 proves points 1 to 8.
    """
    highest: dict[Address, int] = {}
    for slot in estate:
        if slot.unit is Unit.POINT and slot.number is not None:
            base_number = slot.number.split("-")[0]
            if base_number.isdigit():
                document = slot.address.parent
                highest[document] = max(highest.get(document, 0), int(base_number))
    for document, last in highest.items():
        for number in range(1, last + 1):
            estate.ensure(document.child(Unit.POINT, str(number)))
    for slot in estate:
        slot.record(None, None)
