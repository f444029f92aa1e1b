"""Restating, deleting, renumbering and suspending units of an act."""

from __future__ import annotations

import dataclasses

import msgspec

from pipeline.address import Address, Step, Unit
from pipeline.consolidate import listing
from pipeline.consolidate.change import Applied, Change, same
from pipeline.consolidate.payloads import whole_act
from pipeline.consolidate.regions import Region, prefix, regions, split
from pipeline.consolidate.resolve import Aspect, Nowhere, Place, folded, lead, reach, resolve
from pipeline.consolidate.slots import UNNUMBERED, Estate, Planting, Slot, Suspension, order_key
from pipeline.consolidate.woven import Woven
from pipeline.model.editions import Standing
from pipeline.model.operations import Action, Status
from pipeline.model.provisions import Provision
from pipeline.structure.markers import mark


def restate(change: Change) -> Applied:
    """Give a place new words; it stays the same provision (Law № 480-V, article 26(6))."""
    estate, address = change.estate, change.address
    if not address.steps:
        return _restate_all(change)
    found = resolve(estate, address)
    if isinstance(found, Nowhere) and not estate.whole:
        found = Place(estate.ensure(address))
    if not isinstance(found, Place):
        return change.failed(found)
    slot = found.slot
    if slot.gone:
        return Applied.no(Status.TARGET_MISSING, f"{change.operation.address} is {slot.standing}")
    shifted = counted_anew(change, slot)
    if shifted is not None:
        return shifted
    step = address.steps[-1]
    target = step if found.aspect is not Aspect.ALL else Step(slot.unit, slot.number or step.number)
    if found.aspect is Aspect.ALL and slot.unit is step.unit:
        target = Step(slot.unit, slot.number if slot.unit in UNNUMBERED else step.number, step.words)
    tree = change.payload(slot.address.parent, target)
    if tree is None:
        return change.no_payload()
    other = other_number(tree, target)
    if other is not None:
        return other
    if found.aspect is not Aspect.ALL:
        return _restate_part(change, found, Planting.of(tree, change.thread))
    tree = numbered(tree, slot.own.text[: prefix(slot)])
    planting = _counting_anew(_standing_at(Planting.of(tree, change.thread), slot), slot)
    if slot.standing is not Standing.UNKNOWN and same(slot, planting):
        return Applied.no(Status.NO_EFFECT, "the text already reads so")
    suspended = slot.suspended
    touched = estate.refill(slot, planting)
    if suspended is not None:
        slot.suspended, slot.standing = suspended, Standing.SUSPENDED
    if slot.unit is Unit.TITLE and slot.parent is not None and slot.parent.unit is Unit.ANNEX:
        slot.parent.heading = slot.own.text
        touched = (*touched, slot.parent)
    return Applied.done(touched)


def counted_anew(change: Change, slot: Slot) -> Applied | None:
    """The outcome for an unnumbered unit behind one that the same order has put in: the count meant is not said."""
    parent, last = slot.parent, split(change.address)[0].last
    if parent is None or last is None or last.words is not None or slot.unit not in UNNUMBERED:
        return None
    before = parent.children[: parent.children.index(slot)]
    new = [child for child in before if child.unit is slot.unit and _put_in_by(child, change.order)]
    if not new or _put_in_by(slot, change.order) or last.number is None or not last.number.isdigit():
        return None
    parts = [*([parent] if parent.opens else []), *(c for c in parent.children if c.unit is slot.unit and not c.gone)]
    lines = parent.counted(change.order) if slot.unit is Unit.PARAGRAPH else parts
    if int(last.number) > sum(not _put_in_by(line, change.order) for line in lines):
        return None
    return Applied.no(
        Status.AMBIGUOUS,
        f"{change.operation.address}: counted with or without {new[0].address}, which the order puts in",
    )


def _put_in_by(slot: Slot, order: str) -> bool:
    first = slot.versions[0].operation if slot.versions else None
    return first is not None and first.act == order


_PRINTED = {Unit.POINT: "{}. ", Unit.SUBPOINT: "{}) "}
"""How a number is printed before the words of its unit."""


def other_number(tree: Provision, target: Step) -> Applied | None:
    """The outcome for a new text that carries the number of another unit than the clause names."""
    found = mark(tree.text)
    if found is None or found.unit is not target.unit or not found.number or not target.number:
        return None
    if order_key(found.number.lower()) == order_key(target.number.lower()):
        return None
    return Applied.no(Status.AMBIGUOUS, f"the clause names {target}, the new text carries the number {found.number}")


def numbered(tree: Provision, printed: str = "") -> Provision:
    """The new text with the number its clause left out: as `printed` before, else as the law prints it."""
    if tree.unit not in _PRINTED or not tree.number or mark(tree.text) is not None:
        return tree
    return msgspec.structs.replace(tree, text=f"{printed or _PRINTED[tree.unit].format(tree.number)}{tree.text}")


def _standing_at(planting: Planting, slot: Slot) -> Planting:
    """The new text at the slot's own address, whatever words the clause used for it."""
    return _at(planting, slot.address)


def _at(planting: Planting, new: Address) -> Planting:
    old = planting.address

    def moved(unit: Planting) -> Planting:
        inside = unit.address.within(old)
        address = Address((*new.steps, *unit.address.steps[len(old.steps) :])) if inside else unit.address
        return Planting(
            address, unit.unit, unit.number, unit.own, unit.heading, unit.table, tuple(map(moved, unit.children))
        )

    return moved(planting) if old != new else planting


def _counting_anew(planting: Planting, slot: Slot) -> Planting:
    """New points of a heading under which numbers begin anew are addressed from it, as those before them were."""
    if not any(point.address.within(slot.address) for point in reach(slot, Unit.POINT)):
        return planting
    children = tuple(
        _at(child, slot.address.child(Unit.POINT, child.number)) if child.unit is Unit.POINT else child
        for child in planting.children
    )
    return dataclasses.replace(planting, children=children)


def _restate_part(change: Change, place: Place, new: Planting) -> Applied:
    """Restate the first paragraph, the first part or the heading; a number the new text lacks stays."""
    slot, thread = place.slot, change.thread
    inner = lead(slot) if place.aspect is Aspect.FIRST_PART else []
    if new.children and place.aspect is not Aspect.FIRST_PART:
        return Applied.no(Status.AMBIGUOUS, "the new text has several paragraphs where one is restated")
    kept = prefix(slot) if not _prints_number_of(slot, new.own.text) else 0
    had = "\n".join([slot.own.text[kept:], *(child.full()[0] for child in inner)])
    if folded(had) == folded("\n".join([new.own.text, *(c.own.text for c in new.children)])):
        return Applied.no(Status.NO_EFFECT, "the text already reads so")
    if slot.own.text[kept:] != new.own.text:
        slot.write(kept, len(slot.own.text), new.own.text, thread)
    if place.aspect is Aspect.HEADING and not slot.heading:
        slot.heading = slot.own.text[prefix(slot) :] or None
    touched: tuple[Slot, ...] = (slot,)
    if place.aspect is Aspect.FIRST_PART:
        rest = tuple(child.kept() for child in slot.children if child not in inner)
        tree = Planting(
            slot.address, slot.unit, slot.number, slot.own, slot.heading, None, (*_inside(new, slot), *rest)
        )
        touched = change.estate.refill(slot, tree)
    return Applied.done(touched)


def _prints_number_of(slot: Slot, text: str) -> bool:
    """Whether new words begin with the number of their unit, printed with its name or, as before, without."""
    found, before = mark(text), mark(slot.own.text)
    units = {slot.unit, before.unit if before is not None else slot.unit}
    return found is not None and found.unit in units and found.number == slot.number


def _inside(new: Planting, slot: Slot) -> tuple[Planting, ...]:
    """The units of a first part as they stand in the provision itself."""
    return _standing_at(Planting(new.address, new.unit, new.number, Woven(), children=new.children), slot).children


def _restate_all(change: Change) -> Applied:
    """Restate an act as a whole: its title and everything below it, provision by provision."""
    estate = change.estate
    units = whole_act(change.operation, change.amending)
    if not units:
        return change.no_payload()
    kept = [child for child in estate.root.children if child.unit in (Unit.TITLE, Unit.PREAMBLE)]
    given = {unit.unit for unit in units}
    head = tuple(child.kept() for child in kept if child.unit not in given)
    new = tuple(Planting.of(unit, change.thread) for unit in units)
    tree = Planting(estate.root.address, Unit.TEXT, None, Woven(), children=(*head, *new))
    if estate.whole and same(estate.root, tree):
        return Applied.no(Status.NO_EFFECT, "the text already reads so")
    touched = estate.refill(estate.root, tree)
    estate.whole = True
    return Applied.done(tuple(slot for slot in touched if slot is not estate.root))


def restate_sentence(change: Change) -> Applied:
    """Restate one sentence of a paragraph."""
    found = regions(change.estate, change.address)
    if not isinstance(found, list):
        return change.failed(found)
    payload = change.operation.payload
    if payload is None or not payload.text.strip():
        return change.no_payload()
    return _write_sentence(change, found[0], payload.text.strip())


def _write_sentence(change: Change, region: Region, new: str) -> Applied:
    if region.slot.standing is Standing.UNKNOWN or not region.text:
        return Applied.no(Status.BASE_MISSING, "the text is not in the corpus")
    if folded(region.text) == folded(new):
        return Applied.no(Status.NO_EFFECT, "the text already reads so")
    region.slot.write(region.start, region.end, new, change.thread)
    return Applied.done((region.slot,))


def insert_sentence(change: Change) -> Applied:
    """Put a sentence behind the one before it; a clause without a number adds it at the end."""
    payload, step = change.operation.payload, change.address.steps[-1]
    if payload is None or not payload.text.strip():
        return change.no_payload()
    number = int(step.number) if step.number is not None and step.number.isdigit() else None
    anchor = change.operation.after
    if anchor is None and number is not None and number > 1:
        anchor = str(change.address.parent.child(Unit.SENTENCE, str(number - 1)))
    found = regions(change.estate, Address.parse(anchor) if anchor is not None else change.address.parent)
    if not isinstance(found, list):
        return change.failed(found)
    if not found or (number == 1 and anchor is None):
        return Applied.no(Status.AMBIGUOUS, "the clause does not say behind which sentence the new one goes")
    region = found[-1] if anchor is None else found[0]
    new = payload.text.strip()
    if folded(region.slot.own.text[region.end :]).startswith(folded(new)) or folded(region.text).endswith(
        folded(new)
    ):
        return Applied.no(Status.ALREADY_APPLIED, f"{change.operation.address} already reads so")
    region.slot.write(region.end, region.end, f" {new}", change.thread)
    return Applied.done((region.slot,))


def remove_sentence(change: Change) -> Applied:
    """Delete one sentence of a paragraph, with the blank that parts it from its neighbour."""
    found = regions(change.estate, change.address)
    if not isinstance(found, list):
        return change.failed(found)
    region = found[0]
    slot, start, end = region
    text = slot.own.text
    if start <= prefix(slot) and end == len(text):
        return Applied.no(Status.AMBIGUOUS, f"the sentence is all that {slot.address} says")
    if start > prefix(slot) and text[start - 1 : start] == " ":
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    slot.write(start, end, "", change.thread)
    return Applied.done((slot,))


def remove(change: Change) -> Applied:
    """Delete or repeal: the slot and its number stay, the words go (Law № 480-V, article 27(6))."""
    estate, operation = change.estate, change.operation
    standing = Standing.REPEALED if operation.action is Action.REPEAL else Standing.DELETED
    if not change.address.steps:
        return _remove_all(change, standing)
    found = resolve(estate, change.address)
    if not isinstance(found, Place):
        return change.failed(found)
    slot = found.slot
    if slot.gone:
        return Applied.no(Status.ALREADY_APPLIED, f"{operation.address} is {slot.standing} already")
    if found.aspect is not Aspect.ALL:
        return Applied.no(
            Status.AMBIGUOUS, f"{operation.address} opens {slot.address}: what is left would have no beginning"
        )
    shifted = counted_anew(change, slot)
    if shifted is not None:
        return shifted
    touched = estate.remove(slot, standing)
    repaired, details = listing.after_removal(slot, change.thread)
    return Applied.done((*touched, *repaired), details)


def _remove_all(change: Change, standing: Standing) -> Applied:
    estate = change.estate
    slots = [slot for slot in estate if not slot.gone]
    if not slots and estate.whole:
        return Applied.no(Status.ALREADY_APPLIED, f"the act is {standing} already")
    touched = [inner for top in list(estate.root.children) for inner in estate.remove(top, standing)]
    return Applied.done(tuple(touched))


def renumber(change: Change) -> Applied:
    """Give a provision another number; it stays the same provision."""
    estate, operation = change.estate, change.operation
    found = resolve(estate, change.address)
    if not isinstance(found, Place):
        return change.failed(found)
    slot, step = found.slot, change.address.last
    if operation.number is None or step is None:
        return Applied.no(Status.AMBIGUOUS, "the clause names no new number")
    if slot.gone:
        return Applied.no(Status.TARGET_MISSING, f"{operation.address} is {slot.standing}")
    if slot.number == operation.number:
        return Applied.no(Status.NO_EFFECT, f"{operation.address} has that number")
    new = slot.address.parent.child(slot.unit, operation.number)
    taken = estate.get(new)
    if taken is not None and not (taken.removed_by is None and taken.gone and not taken.versions):
        return Applied.no(Status.AMBIGUOUS, f"{new} is taken already")
    old_number = slot.number or ""
    estate.readdress(slot, new)
    slot.number = operation.number
    place = slot.own.text.find(old_number) if old_number else -1
    if 0 <= place < max(prefix(slot), len(old_number) + 12) and mark(slot.own.text) is not None:
        slot.write(place, place + len(old_number), operation.number, change.thread)
    _reorder(estate, slot)
    return Applied.done((slot,))


def _reorder(estate: Estate, slot: Slot) -> None:
    parent = slot.parent
    if parent is not None:
        parent.children.remove(slot)
        parent.children.insert(estate.position(parent, Step(slot.unit, slot.number)), slot)


def suspend(change: Change) -> Applied:
    """Take a provision out of action until a day, with or without a text for that time."""
    estate, operation = change.estate, change.operation
    found = resolve(estate, change.address)
    if isinstance(found, Nowhere) and not estate.whole and change.address.steps:
        found = Place(estate.ensure(change.address))
    if not isinstance(found, Place):
        return change.failed(found)
    slot = found.slot
    if slot.gone:
        return Applied.no(Status.TARGET_MISSING, f"{operation.address} is {slot.standing}")
    if found.aspect is not Aspect.ALL or slot is estate.root:
        return Applied.no(Status.AMBIGUOUS, f"{operation.address or 'the act'} is not one whole provision")
    until = operation.in_force.until if operation.in_force is not None else None
    tree = change.payload(slot.address.parent, Step(slot.unit, slot.number))
    if tree is None and operation.payload is not None:
        return change.no_payload()
    original = slot.kept() if tree is not None else None
    touched: tuple[Slot, ...] = tuple(inner for inner in slot.walk() if not inner.gone)
    if tree is not None:
        touched = estate.refill(slot, _standing_at(Planting.of(tree, change.thread), slot))
    for inner in slot.walk():
        inner.standing = Standing.SUSPENDED if tree is None and not inner.gone else inner.standing
    slot.suspended = Suspension(until, change.thread, original)
    details = [f"until {until}" if until else "until a day that the clause does not name"]
    return Applied.done(touched, details + (["with a temporary text"] if tree is not None else []))


def resume(estate: Estate, slot: Slot) -> tuple[Slot, ...]:
    """End a suspension: the provision acts again, in its own words, or ends; gives the slots that change."""
    suspension = slot.suspended
    assert suspension is not None
    slot.suspended = None
    if suspension.ends:
        return estate.remove(slot, Standing.DELETED)
    if suspension.original is not None:
        return estate.refill(slot, _standing_at(suspension.original, slot))
    touched = tuple(inner for inner in slot.walk() if inner.standing is Standing.SUSPENDED)
    for inner in touched:
        inner.standing = Standing.IN_FORCE
    return touched


def under_suspension(change: Change) -> Applied | None:
    """The outcome for a place in a temporary text of another order: which of the two texts is meant is not said."""
    outer = split(change.address)[0]
    inserts = change.operation.action is Action.INSERT and outer == change.address
    found = resolve(change.estate, outer.parent if inserts else outer)
    place = found.slot if isinstance(found, Place) else None
    while place is not None:
        held = place.suspended
        temporary = held is not None and (held.original is not None or held.ends)
        if held is not None and temporary and held.operation.act != change.order:
            return Applied.no(
                Status.AMBIGUOUS,
                f"{place.address} stands in a temporary text: the clause does not say which text it changes",
            )
        place = place.parent
    return None
