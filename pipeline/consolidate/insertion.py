"""Putting new units into an act: in the place of their number, or behind the unit the clause names."""

from __future__ import annotations

from pipeline.address import Address, Step, Unit
from pipeline.consolidate import listing
from pipeline.consolidate.change import Applied, Change, same
from pipeline.consolidate.elements import numbered, other_number
from pipeline.consolidate.resolve import Nowhere, Place, Several, folded, resolve
from pipeline.consolidate.slots import HOLDERS, UNNUMBERED, Planting, Slot, first_number, order_key
from pipeline.model.editions import Standing
from pipeline.model.operations import Status


def insert(change: Change) -> Applied:
    """Insert a unit: 4-1 stands after 4, 12-1 after 12; units without a number by position, the rest shifting."""
    estate, address = change.estate, change.address
    step = address.last
    if step is None:
        return Applied.no(Status.TARGET_MISSING, "an insertion must name what it inserts")
    outer = resolve(estate, address.parent)
    if isinstance(outer, Nowhere) and not estate.whole:
        outer = Place(estate.ensure(address.parent))
    if not isinstance(outer, Place):
        return change.failed(outer)
    parent = outer.slot
    if parent.gone:
        return Applied.no(Status.TARGET_MISSING, f"{parent.address} is {parent.standing}")
    if step.unit in UNNUMBERED or (step.unit is Unit.NOTE and step.number is None):
        return _unnumbered(change, parent, step)
    tree = change.payload(parent.address)
    if tree is None:
        return change.no_payload()
    other = other_number(tree, step)
    if other is not None:
        return other
    planting = Planting.of(numbered(tree), change.thread)
    standing = resolve(estate, address) if step.number is not None or step.unit is Unit.ANNEX else None
    if isinstance(standing, Several):
        return change.failed(standing)
    if isinstance(standing, Place):
        return _where_one_stands(change, standing.slot, planting)
    if step.unit is Unit.SUBPOINT and _has_points(parent):
        return Applied.no(
            Status.AMBIGUOUS, f"the clause does not say into which point of {parent.address or 'the act'}"
        )
    if step.unit is Unit.POINT and not _told_apart(parent, step.number or ""):
        return Applied.no(
            Status.AMBIGUOUS,
            f"{change.operation.address}: the numbers begin anew under the headings, the clause names none of them",
        )
    first = next((node.number for node in tree.walk() if node.unit is Unit.POINT), None)
    holder = _neighbour_holder(parent, step, first) or parent
    slot = estate.plant(planting, holder, estate.position(holder, step, first))
    repaired, details = listing.after_insertion(slot, change.thread)
    return Applied.done((*slot.walk(), *repaired), details)


def _has_points(parent: Slot) -> bool:
    """Whether a unit is divided into points and has no subpoints of its own beside them."""
    units = [child.unit for child in parent.walk() if child is not parent]
    return Unit.POINT in units and not any(child.unit is Unit.SUBPOINT for child in parent.children)


def _told_apart(parent: Slot, number: str) -> bool:
    """Whether a new point can stand under one heading alone, though their numbers begin anew.

    It follows the last of its kind, or stands with the number it doubles (Law № 480-V, article 26(7)).
    """
    document = parent.address.document
    points = [slot for slot in parent.walk() if slot.unit is Unit.POINT and slot.address.document == document]
    numbers = [slot.number for slot in points]
    if len(numbers) == len(set(numbers)):
        return True
    base, _, index = number.partition("-")
    before = base if index or not base.isdigit() else str(int(base) - 1)
    last = {id(slot.parent): slot for slot in points}.values()
    return sum(slot.number == before for slot in (points if index else last)) == 1


def _where_one_stands(change: Change, slot: Slot, planting: Planting) -> Applied:
    """A number that was excluded, or is not known, takes the new text; one in force is not overwritten."""
    if not slot.gone and slot.standing is not Standing.UNKNOWN:
        if same(slot, planting):
            return Applied.no(Status.ALREADY_APPLIED, f"{change.operation.address} already reads so")
        return Applied.no(
            Status.AMBIGUOUS, f"{change.operation.address} is to be inserted but stands already with other words"
        )
    touched = change.estate.refill(slot, planting)
    repaired, details = listing.after_insertion(slot, change.thread)
    return Applied.done((*touched, *repaired), details)


def _unnumbered(change: Change, parent: Slot, step: Step) -> Applied:
    """A part, paragraph or note goes in by position; those after it shift (Law № 480-V gives them no number)."""
    tree = change.payload(parent.address)
    if tree is None:
        return change.no_payload()
    if step.unit is Unit.NOTE:
        return _note(change, parent, step)
    order = change.estate.order
    lines = parent.counted(order) if step.unit is Unit.PARAGRAPH else _parts(parent, step.unit)
    if change.operation.after is not None:
        before = resolve(change.estate, Address.parse(change.operation.after))
        if not isinstance(before, Place):
            return change.failed(before)
        return _behind(change, parent, before.slot, tree_of(change, tree.text, step))
    wanted = int(step.number) if step.number is not None and step.number.isdigit() else len(lines) + 1
    if wanted == 1 or wanted > len(lines) + 1:
        if change.estate.whole:
            return Applied.no(Status.TARGET_MISSING, f"{step} cannot follow {len(lines)} that are there")
        return _first_known(change, parent, step, tree_of(change, tree.text, step))
    return _behind(change, parent, lines[wanted - 2], tree_of(change, tree.text, step))


def _note(change: Change, parent: Slot, step: Step) -> Applied:
    """A note stands behind all that its provision says, before the annexes."""
    if any(child.unit is Unit.NOTE and not child.gone for child in parent.children):
        return Applied.no(Status.AMBIGUOUS, f"{parent.address or 'the act'} has a note already")
    position = next((k for k, c in enumerate(parent.children) if c.unit is Unit.ANNEX), len(parent.children))
    address = parent.address.child(Unit.NOTE)
    slot = change.estate.plant(_planting(change, address, step, []), parent, position)
    return Applied.done(tuple(slot.walk()))


def tree_of(change: Change, first: str, step: Step) -> list[str]:
    """The new paragraphs, one a line."""
    payload = change.operation.payload
    if payload is None or payload.from_annex is not None:
        return [first]
    return [line.strip() for line in payload.text.split("\n") if line.strip()]


def _parts(parent: Slot, unit: Unit) -> list[Slot]:
    """The units of a kind that are counted, each by the slot it begins with."""
    same_unit = [child for child in parent.children if child.unit is unit and not child.gone]
    return [parent, *same_unit] if unit is Unit.PART and parent.opens else same_unit


def _first_known(change: Change, parent: Slot, step: Step, texts: list[str]) -> Applied:
    """In a fragment the position is all that is known of the new unit."""
    slot = change.estate.ensure(parent.address.child(step.unit, step.number or "1"))
    if slot.standing is not Standing.UNKNOWN:
        return Applied.no(Status.AMBIGUOUS, f"{slot.address} is known already, what shifts is not")
    touched = change.estate.refill(slot, _planting(change, slot.address, step, texts))
    return Applied.done(touched)


def _planting(change: Change, address: Address, step: Step, texts: list[str]) -> Planting:
    tree = change.payload(address.parent, Step(step.unit, address.steps[-1].number))
    assert tree is not None
    made = Planting.of(tree, change.thread)
    return Planting(address, step.unit, address.steps[-1].number, made.own, made.heading, made.table, made.children)


def _behind(change: Change, parent: Slot, before: Slot, texts: list[str]) -> Applied:
    """Put the new unit behind a slot of `parent`, or behind the one that holds the slot."""
    estate, step = change.estate, change.address.steps[-1]
    anchor = before
    while anchor is not parent and anchor.parent is not parent and anchor.parent is not None:
        anchor = anchor.parent
    inside = anchor if anchor is not parent and before is not anchor and before.unit is step.unit else parent
    if inside is not parent and before.parent is not None:
        parent, anchor = before.parent, before
    position = parent.children.index(anchor) + 1 if anchor is not parent else 0
    if step.unit is Unit.PART:
        position = _end_of_part(parent, position)
    following = [child for child in parent.children[position:] if child.unit is step.unit]
    if following and folded(following[0].full()[0]) == folded("\n".join(texts)):
        return Applied.no(Status.ALREADY_APPLIED, "the text already stands there")
    number = _next_number(parent, position, step)
    for child in reversed(following):
        if child.number is not None and child.number.isdigit():
            shifted = str(int(child.number) + 1)
            estate.readdress(child, child.address.parent.child(child.unit, shifted))
            child.number = shifted
    address = parent.address.child(step.unit, number)
    slot = estate.plant(_planting(change, address, step, texts), parent, position)
    repaired, details = listing.after_insertion(slot, change.thread)
    return Applied.done((*slot.walk(), *repaired), details)


def _end_of_part(parent: Slot, position: int) -> int:
    """Where the part that holds this position ends."""
    while position < len(parent.children) and parent.children[position].unit is not Unit.PART:
        position += 1
    return position


def _next_number(parent: Slot, position: int, step: Step) -> str | None:
    """The count a new unit at `position` gets among its kind."""
    if step.unit is Unit.NOTE:
        return None if not any(child.unit is Unit.NOTE for child in parent.children) else "2"
    if step.unit is Unit.PARAGRAPH:
        printed = 1 + sum(len(list(child.printed())) for child in parent.children[:position])
        return str(printed + (1 if parent.opens else 0))
    count = sum(1 for child in parent.children[:position] if child.unit is step.unit and not child.gone)
    return str(count + (2 if parent.opens and step.unit is Unit.PART else 1))


def _neighbour_holder(parent: Slot, step: Step, first_point: str | None) -> Slot | None:
    """The chapter a newcomer goes into: that of the neighbour it is numbered after (12-1 stands with 12).

    Points and articles are compared by their own numbers; subchapters, whose numbers begin again in each
    chapter, by the points they hold.
    """
    if not any(child.unit in HOLDERS and child.unit is not Unit.ANNEX for child in parent.children):
        return None
    inner = [slot for slot in parent.walk() if slot.unit is step.unit and slot is not parent]
    if step.unit in (Unit.POINT, Unit.ARTICLE):
        numbered, wanted = [(slot.number, slot) for slot in inner], order_key(step.number)
    else:
        numbered, wanted = [(first_number(slot), slot) for slot in inner], order_key(first_point)
    document = parent.address.document
    before = [(order_key(number), slot) for number, slot in numbered if number and order_key(number) < wanted]
    own = [pair for pair in before if pair[1].address.document == document]
    return max(own, key=lambda pair: pair[0])[1].parent if own else None
