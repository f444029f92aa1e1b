"""Applying one operation to an act: what changes, and what became of the operation.

Every operation ends with exactly one outcome; one that cannot be carried out with certainty changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.address import Address, Step, Unit, sort_key
from pipeline.consolidate.payloads import payload_tree
from pipeline.consolidate.resolve import Aspect, Found, Nowhere, Place, Several, folded, resolve
from pipeline.consolidate.slots import HOLDERS, Estate, Slot, first_number
from pipeline.consolidate.words import occurrences
from pipeline.consolidate.woven import Thread, Woven
from pipeline.model.editions import Standing
from pipeline.model.operations import Action, Operation, OperationRef, Outcome, Status
from pipeline.model.provisions import Provision

Applied = tuple[Outcome, tuple[Slot, ...]]
"""What became of an operation, and the slots it changed."""

_DONE = Outcome(Status.APPLIED)
_GONE = (Standing.DELETED, Standing.REPEALED)


def apply(estate: Estate, operation: Operation, order: str, amending: tuple[Provision, ...]) -> Applied:
    """Carry out an operation of the act `order`, whose own tree is `amending` (for payloads in its annexes)."""
    if operation.outcome is not None and operation.outcome.status in (Status.UNPARSED, Status.AMBIGUOUS):
        return operation.outcome, ()
    thread = OperationRef(order, operation.n)
    address = Address.parse(operation.address)
    if any(step.unit in (Unit.ROW, Unit.COLUMN, Unit.SENTENCE) for step in address.steps):
        return Outcome(
            Status.OUT_OF_SCOPE, f"{operation.address}: rows, columns and sentences are not applied yet"
        ), ()
    return _ACTIONS[operation.action](estate, operation, address, thread, amending)


def _restate(
    estate: Estate, operation: Operation, address: Address, thread: Thread, amending: tuple[Provision, ...]
) -> Applied:
    found = resolve(estate, address)
    if isinstance(found, Nowhere) and not estate.whole:
        found = Place(estate.ensure(address))
    if not isinstance(found, Place):
        return _failed(found, estate), ()
    slot = found.slot
    tree = payload_tree(operation, slot.address.parent, amending)
    if tree is None:
        return _no_payload(operation), ()
    if found.aspect is Aspect.HEADING:
        slot.own = Woven.of(tree.text, thread)
        slot.heading = tree.text
        return _DONE, (slot,)
    if slot.standing is Standing.IN_FORCE and _same(slot, tree):
        return Outcome(Status.NO_EFFECT, "the text already reads so"), ()
    if found.aspect is Aspect.OWN:
        slot.own = Woven.of(tree.text, thread)
        return _DONE, (slot,)
    estate.refill(slot, tree, thread)
    return _DONE, tuple(slot.walk())


def _insert(
    estate: Estate, operation: Operation, address: Address, thread: Thread, amending: tuple[Provision, ...]
) -> Applied:
    step = address.last
    if step is None:
        return Outcome(Status.TARGET_MISSING, "an insertion must name what it inserts"), ()
    outer = resolve(estate, address.parent)
    if isinstance(outer, Nowhere) and not estate.whole:
        outer = Place(estate.ensure(address.parent))
    if not isinstance(outer, Place):
        return _failed(outer, estate), ()
    parent = outer.slot
    tree = payload_tree(operation, parent.address, amending)
    if tree is None:
        return _no_payload(operation), ()
    numbered = step.number is not None or step.unit is Unit.ANNEX
    standing = resolve(estate, address) if numbered and step.unit not in (Unit.PARAGRAPH, Unit.PART) else None
    if isinstance(standing, Place) and standing.slot.standing not in (*_GONE, Standing.UNKNOWN):
        if _same(standing.slot, tree):
            return Outcome(Status.ALREADY_APPLIED, f"{operation.address} already reads so"), ()
        return Outcome(
            Status.AMBIGUOUS, f"{operation.address} is to be inserted but stands already with other words"
        ), ()
    if isinstance(standing, Place):
        estate.refill(standing.slot, tree, thread)
        return _DONE, tuple(standing.slot.walk())
    if step.unit in (Unit.PARAGRAPH, Unit.PART):
        return _insert_unnumbered(estate, parent, address, tree, thread)
    first = next((node.number for node in tree.walk() if node.unit is Unit.POINT), None)
    holder = _neighbour_holder(parent, step, first) or parent
    slot = estate.plant(tree, holder, estate.position(holder, step, first), thread)
    return _DONE, tuple(slot.walk())


def _insert_unnumbered(estate: Estate, parent: Slot, address: Address, tree: Provision, thread: Thread) -> Applied:
    """A part or paragraph goes in by position; those after it shift (Law № 480-V gives them no number)."""
    step = address.steps[-1]
    same = [child for child in parent.children if child.unit is step.unit]
    count = len(same) + (1 if parent.own.text else 0)
    wanted = int(step.number) if step.number is not None and step.number.isdigit() else count + 1
    if wanted > count + 1 and estate.whole:
        return Outcome(Status.TARGET_MISSING, f"{step} cannot follow {count} that are there"), ()
    if wanted <= count and wanted >= 2:
        position = parent.children.index(same[wanted - (2 if parent.own.text else 1)])
    else:
        position = len(parent.children)
    for index, child in reversed(list(enumerate(same, start=count - len(same) + 1))):
        if index >= wanted:
            estate.readdress(child, parent.address.child(step.unit, str(index + 1)))
            child.number = str(index + 1)
    slot = estate.plant(tree, parent, position, thread)
    estate.readdress(slot, parent.address.child(step.unit, str(wanted)))
    slot.number = str(wanted)
    return _DONE, (slot,)


def _neighbour_holder(parent: Slot, step: Step, first_point: str | None) -> Slot | None:
    """The chapter a newcomer goes into: that of the neighbour it is numbered after (12-1 stands with 12).

    Points and articles are compared by their own numbers; subchapters, whose numbers begin again in each
    chapter, by the points they hold.
    """
    if parent.unit not in (*HOLDERS, Unit.TEXT):
        return None
    if step.unit in (Unit.POINT, Unit.ARTICLE):
        numbered = [(slot.number, slot) for slot in parent.walk() if slot.unit is step.unit]
        wanted = step.number
    else:
        numbered = [
            (first_number(slot), slot) for slot in parent.walk() if slot.unit is step.unit and slot is not parent
        ]
        wanted = first_point
    before = [(sort_key(number), slot) for number, slot in numbered if number and sort_key(number) < sort_key(wanted)]
    return max(before, key=lambda pair: pair[0])[1].parent if before else None


def _remove(
    estate: Estate, operation: Operation, address: Address, _thread: Thread, _amending: tuple[Provision, ...]
) -> Applied:
    """Delete or repeal: the slot and its number stay, the words go (Law № 480-V, article 27(6))."""
    standing = Standing.REPEALED if operation.action is Action.REPEAL else Standing.DELETED
    found = resolve(estate, address)
    if not isinstance(found, Place):
        return _failed(found, estate), ()
    slot = found.slot
    if slot.standing in _GONE:
        return Outcome(Status.ALREADY_APPLIED, f"{operation.address} is {slot.standing} already"), ()
    touched = tuple(slot.walk()) if slot is not estate.root else tuple(estate)
    for inner in touched:
        inner.standing = standing
    if slot.unit in (Unit.PARAGRAPH, Unit.PART, Unit.SUBPOINT):
        slot.own = Woven()
    return _DONE, touched


def _change_words(
    estate: Estate, operation: Operation, address: Address, thread: Thread, _amending: tuple[Provision, ...]
) -> Applied:
    words = operation.words
    anchor = (words.old or words.after or words.before) if words is not None else None
    if words is None or not anchor:
        return Outcome(Status.AMBIGUOUS, "the clause names no words to look for"), ()
    found = resolve(estate, address)
    if not isinstance(found, Place):
        return _failed(found, estate), ()
    if found.slot.standing is Standing.UNKNOWN:
        return Outcome(Status.BASE_MISSING, f"the text of {operation.address} is not in the corpus"), ()
    scope = [found.slot] if found.aspect is not Aspect.ALL else list(found.slot.walk())
    hits = [(slot, span) for slot in scope for span in occurrences(anchor, slot.own.text)]
    if not hits:
        present = words.new is not None and any(occurrences(words.new, slot.own.text) for slot in scope)
        if present and operation.action is Action.REPLACE_WORDS:
            return Outcome(Status.ALREADY_APPLIED, f"«{words.new}» stands there already"), ()
        return Outcome(Status.WORDS_MISSING, f"«{anchor}» is not found in {operation.address or 'the act'}"), ()
    if len(hits) > 1 and not words.everywhere:
        return Outcome(Status.WRONG_COUNT, f"«{anchor}» is found {len(hits)} times, the clause means one"), ()
    for slot, (start, end) in reversed(hits):
        slot.own = _rewritten(slot.own, start, end, operation, thread)
    return _DONE, tuple({id(slot): slot for slot, _ in hits}.values())


def _rewritten(own: Woven, start: int, end: int, operation: Operation, thread: Thread) -> Woven:
    words = operation.words
    assert words is not None
    new = words.new or ""
    if operation.action is Action.DELETE_WORDS:
        text = own.text
        if start > 0 and text[start - 1] == " " and text[end : end + 1] in ("", " ", ",", ".", ";", ":", ")"):
            start -= 1
        return own.replace(start, end, "", thread)
    if operation.action is Action.REPLACE_WORDS:
        return own.replace(start, end, new, thread)
    tight = new[:1] in ",.;:)"
    if words.after is not None:
        return own.replace(end, end, new if tight else f" {new}", thread)
    return own.replace(start, start, f"{new} ", thread)


def _renumber(
    estate: Estate, operation: Operation, address: Address, thread: Thread, _amending: tuple[Provision, ...]
) -> Applied:
    found = resolve(estate, address)
    if not isinstance(found, Place):
        return _failed(found, estate), ()
    slot, step = found.slot, address.last
    if operation.number is None or step is None:
        return Outcome(Status.AMBIGUOUS, "the clause names no new number"), ()
    new = slot.address.parent.child(step.unit, operation.number)
    if estate.get(new) is not None:
        return Outcome(Status.AMBIGUOUS, f"{new} is taken already"), ()
    old_number = slot.number or ""
    estate.readdress(slot, new)
    slot.number = operation.number
    if slot.own.text.startswith(old_number):
        slot.own = slot.own.replace(0, len(old_number), operation.number, thread)
    return _DONE, (slot,)


def _suspend(
    estate: Estate, operation: Operation, address: Address, thread: Thread, amending: tuple[Provision, ...]
) -> Applied:
    found = resolve(estate, address)
    if not isinstance(found, Place):
        return _failed(found, estate), ()
    slot = found.slot
    tree = payload_tree(operation, slot.address.parent, amending)
    if tree is not None:
        estate.refill(slot, tree, thread)
    slot.standing = Standing.SUSPENDED
    return _DONE, (slot,)


_Step = Callable[[Estate, Operation, Address, Thread, tuple[Provision, ...]], Applied]
_ACTIONS: dict[Action, _Step] = {
    Action.RESTATE: _restate,
    Action.INSERT: _insert,
    Action.DELETE: _remove,
    Action.REPEAL: _remove,
    Action.REPLACE_WORDS: _change_words,
    Action.INSERT_WORDS: _change_words,
    Action.DELETE_WORDS: _change_words,
    Action.RENUMBER: _renumber,
    Action.SUSPEND: _suspend,
}


def _failed(found: Found, estate: Estate) -> Outcome:
    if isinstance(found, Several):
        places = ", ".join(str(slot.address) for slot in found.slots)
        return Outcome(Status.AMBIGUOUS, f"fits several places: {places}")
    assert isinstance(found, Nowhere)
    if not estate.whole:
        return Outcome(Status.BASE_MISSING, "the base text is not in the corpus")
    inside = str(found.inside.address) or "the act"
    return Outcome(Status.TARGET_MISSING, f"there is no {found.missing} in {inside}")


def _no_payload(operation: Operation) -> Outcome:
    where = (
        f"annex {operation.payload.from_annex}" if operation.payload and operation.payload.from_annex else "quotes"
    )
    return Outcome(Status.UNPARSED, f"the new text announced in {where} was not found")


def _same(slot: Slot, tree: Provision) -> bool:
    return folded(slot.full()[0]) == folded(tree.full_text()) and slot.table == tree.table
