"""Whether the notes of an official edition tell the same history as the replayed orders.

A note says that a provision changed, by which act and since when, never the old words: it proves who and when
(rules of the register, order of the Minister of Justice of 11 July 2023 № 472, points 16 and 17).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model.acts import ActKey, InForce, key_number
from pipeline.model.editions import Act, HistoryEvent
from pipeline.model.operations import Action, Operation, OperationRef, Status
from pipeline.publish.view import effective


class Disagreement(StrEnum):
    """How notes and replay can disagree."""

    ORDER_NOT_NOTED = "order_not_noted"
    """A given order changed the act, no note names it: the edition is older, or the order is not meant for it."""
    ORDER_NOT_GIVEN = "order_not_given"
    """The notes name an order that was not replayed."""
    CHANGE_NOT_NOTED = "change_not_noted"
    """The order is named in notes, but not at this place."""
    NOTE_WITHOUT_CHANGE = "note_without_change"
    """A note says that a given order changed this place; no operation of the order does."""
    OTHER_ACTION = "other_action"
    """Both know the change of this place, but not as the same kind of change."""
    OTHER_DAY = "other_day"
    """Both know since when the change is in force, and disagree."""


class NoteFinding(Struct, frozen=True):
    """One disagreement: the order, the place, and both sides in words for a person."""

    kind: Disagreement
    order: str
    address: str
    replayed: str | None
    noted: str | None


_WORDS = frozenset((Action.REPLACE_WORDS, Action.INSERT_WORDS, Action.DELETE_WORDS))
_AS_NOTED: dict[Action, frozenset[str]] = {
    Action.RESTATE: frozenset(("restate", "amend")),
    Action.INSERT: frozenset(("insert", "amend", "restate")),
    Action.DELETE: frozenset(("delete", "repeal")),
    Action.REPEAL: frozenset(("delete", "repeal")),
    Action.RENUMBER: frozenset(("amend", "restate")),
    **{action: frozenset(("amend",)) for action in _WORDS},
}
"""What the registry calls an operation on the very place of the note."""
_TELLING = frozenset(("restate", "insert", "amend", "delete", "repeal"))


def disagreements(replayed: Act, official: Act, on: dt.date | None = None) -> tuple[NoteFinding, ...]:
    """Every disagreement between the operations of a replay and the notes of the official edition.

    With a day, the operations that take effect after it are left aside: an edition of that day cannot tell of them.
    """
    replayed = _until(replayed, on)
    known = [event for event in replayed.events if event.source == "note"]
    noted = [
        event
        for event in official.events
        if event.source == "note" and event.action in _TELLING and not any(_one_act(event, other) for other in known)
    ]
    changes = _lasting(_made(replayed))
    orders = tuple(dict.fromkeys(order for order, _ in replayed.operations))
    return (*_orders(orders, changes, noted), *_changes(changes, noted), *_notes(orders, replayed, noted))


def _until(act: Act, on: dt.date | None) -> Act:
    """The act with the operations that are in force by a day."""
    if on is None:
        return act
    begun = tuple(pair for pair in act.operations if (effective(pair[1].in_force) or on) <= on)
    return replace(act, operations=begun)


class _Made(Struct, frozen=True):
    """An operation that changed the text, and every place whose words it changed."""

    order: str
    operation: Operation
    places: frozenset[str]


_Changes = list[_Made]
_REPLACING = frozenset((Action.RESTATE, Action.DELETE, Action.REPEAL))
_UNTOLD = frozenset((Action.SUSPEND, Action.RENUMBER))
"""What the register tells otherwise than by a note at the provision."""


def _made(replayed: Act) -> Iterator[_Made]:
    """The applied operations in the order of application."""
    places: defaultdict[OperationRef, set[str]] = defaultdict(set)
    for edition in replayed.editions:
        for history in edition.provisions:
            for version in history.versions:
                if version.operation is not None:
                    places[version.operation].add(history.address)
    for order, operation in replayed.operations:
        if operation.outcome is not None and operation.outcome.status is Status.APPLIED:
            found = places[OperationRef(order, operation.n)]
            yield _Made(order, operation, frozenset((operation.address, *found)))


def _lasting(made: Iterable[_Made]) -> _Changes:
    """The changes that a later one has not replaced: the register notes the last wording of a provision."""
    kept: _Changes = []
    for change in made:
        if change.operation.action in _REPLACING:
            outer = change.operation.address
            kept = [old for old in kept if old.order == change.order or not _inside(old.operation.address, outer)]
        if change.operation.action not in _UNTOLD:
            kept.append(change)
    return kept


def _orders(orders: Iterable[str], changes: _Changes, noted: list[HistoryEvent]) -> Iterator[NoteFinding]:
    for order in orders:
        if any(order == change.order for change in changes) and not any(_names(e, order) for e in noted):
            yield NoteFinding(Disagreement.ORDER_NOT_NOTED, order, "", "changes the act", None)
    strangers = [event for event in noted if not any(_names(event, order) for order in orders)]
    for key, events in _by_act(strangers).items():
        places = ", ".join(dict.fromkeys(target or "the act" for event in events for target in event.targets))
        yield NoteFinding(Disagreement.ORDER_NOT_GIVEN, key, "", None, places or "the act")


def _by_act(events: Iterable[HistoryEvent]) -> dict[str, list[HistoryEvent]]:
    found: dict[str, list[HistoryEvent]] = {}
    for event in events:
        found.setdefault(event.act or f"№ {event.number} of {event.date}", []).append(event)
    return found


def _changes(changes: _Changes, noted: list[HistoryEvent]) -> Iterator[NoteFinding]:
    """Every replayed change against the notes that name its order."""
    for change in changes:
        order, operation = change.order, change.operation
        named = [event for event in noted if _names(event, order)]
        if not named:
            continue
        there = [event for event in named if _touches(event, change.places)]
        if not there:
            yield NoteFinding(Disagreement.CHANGE_NOT_NOTED, order, operation.address, operation.action, None)
            continue
        exact = [event for event in there if operation.address in event.targets]
        allowed = _AS_NOTED.get(operation.action)
        if exact and allowed is not None and not any(event.action in allowed for event in exact):
            said = ", ".join(event.action for event in exact)
            yield NoteFinding(Disagreement.OTHER_ACTION, order, operation.address, operation.action, said)
        days = [_days(operation.in_force, event.in_force) for event in (exact or there)]
        if days and all(days):
            first = next(pair for pair in days if pair)
            yield NoteFinding(Disagreement.OTHER_DAY, order, operation.address, *first)


def _notes(orders: Iterable[str], replayed: Act, noted: list[HistoryEvent]) -> Iterator[NoteFinding]:
    """Every place that a note says a given order changed, and no operation of the order aims at."""
    made = list(_made(replayed))
    for order in orders:
        aimed = {operation.address for key, operation in replayed.operations if key == order}
        places = frozenset(aimed.union(*(change.places for change in made if change.order == order)))
        for event in noted:
            for target in event.targets if _names(event, order) else ():
                if not _near(target, places):
                    yield NoteFinding(Disagreement.NOTE_WITHOUT_CHANGE, order, target, None, event.action)


def _names(event: HistoryEvent, order: str) -> bool:
    """Whether the event's act is the order: by key, else by date and number."""
    if event.act is not None and event.act == order:
        return True
    key = ActKey.parse(order)
    return event.date is not None and event.date.isoformat() == key.date and _number(event) == key.number


def _number(event: HistoryEvent) -> str | None:
    return key_number(event.number) if event.number else None


def _one_act(event: HistoryEvent, other: HistoryEvent) -> bool:
    return (event.date, _number(event)) == (other.date, _number(other))


def _touches(event: HistoryEvent, places: Iterable[str]) -> bool:
    """Whether an event speaks of one of the places; without targets, of the whole act."""
    places = tuple(places)
    return any(_near(target, places) for target in event.targets or ("",))


def _near(target: str, places: Iterable[str]) -> bool:
    """Whether a place is one of those, around one or in one."""
    return any(_inside(target, place) or _inside(place, target) for place in places)


def _inside(address: str, outer: str) -> bool:
    return not outer or address == outer or address.startswith(outer + "/")


def _days(ours: InForce | None, theirs: InForce | None) -> tuple[str, str] | None:
    """Both in-force statements when they contradict one another."""
    if ours is None or theirs is None:
        return None
    if ours.from_ is not None and theirs.from_ is not None:
        return (str(ours.from_), str(theirs.from_)) if ours.from_ != theirs.from_ else None
    if ours.rule is theirs.rule and ours.days is not None and theirs.days is not None and ours.days != theirs.days:
        return f"{ours.rule}, {ours.days} days", f"{theirs.rule}, {theirs.days} days"
    return None
