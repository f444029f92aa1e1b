"""One act in one language: its base text, or the lack of it, and every amendment in order."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from pipeline.address import Address, Unit
from pipeline.consolidate.apply import apply
from pipeline.consolidate.base import Told, full_target, plant_base, told_by_notes
from pipeline.consolidate.change import Applied, Change
from pipeline.consolidate.conflict import Conflict, Twins, conflicts, twin_of
from pipeline.consolidate.elements import resume
from pipeline.consolidate.order import Amendment, in_order
from pipeline.consolidate.regions import row_numbers, split
from pipeline.consolidate.resolve import Place, in_chapter, reach, resolve
from pipeline.consolidate.slots import Estate, Planting, Slot, Suspension, order_key
from pipeline.consolidate.titled import in_document
from pipeline.model.acts import InForce, Language, Role, Rule
from pipeline.model.editions import Document, Edition, Label
from pipeline.model.operations import Action, Operation, OperationRef, Outcome, Status


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
        plant_base(estate, base)
    ordered = [_addressed(estate, amendment) for amendment in in_order(amendments)]
    replay = _Replay(estate, language, ordered, told_by_notes(base), base)
    ledger = replay.run()
    if not estate.whole:
        _fill_gaps(estate)
    histories = tuple(slot.history() for slot in estate)
    label = Label.COMPLETE if estate.whole else Label.FRAGMENT if any(map(_changes, ordered)) else Label.REFERENCE
    named = _title_now(estate) or (base.identity.title if base is not None else title)
    return Consolidated(Edition(language, label, named, histories), tuple(ledger), tuple(replay.findings))


def _changes(amendment: Amendment) -> bool:
    """Whether an amendment is more than the repeal of the act as a whole: that alone makes no fragment of a text."""
    return amendment.operation.action is not Action.REPEAL or bool(amendment.operation.address)


def _title_now(estate: Estate) -> str | None:
    """The title as the last order that changed it has it."""
    slot = estate.get(Address.parse("title"))
    changed = slot is not None and any(version.operation is not None for version in slot.versions)
    return slot.own.text if slot is not None and changed and slot.own.text else None


class _Replay:
    """The amendments of an act taken in order, suspensions ending between them on their day."""

    def __init__(
        self, estate: Estate, language: Language, ordered: Sequence[Amendment], told: Told, base: Document | None
    ) -> None:
        self.estate = estate
        self.language = language
        self.ordered = ordered
        self.told = told
        self.adopted = base.identity.date if base is not None else None
        self.revised = base is not None and base.identity.role is Role.CONSOLIDATED
        self.findings: list[str] = []
        self._suspended: list[Slot] = []
        self._together = _one_clause(ordered)
        self._twins = Twins(language, self._together)

    def run(self) -> list[tuple[str, Operation]]:
        """Apply everything; gives the ledger."""
        ledger: list[tuple[str, Operation]] = []
        starts, ends = _bounds(conflicts(self.ordered))
        for place, amendment in enumerate(self.ordered):
            self._resume_before(amendment.effective)
            for conflict in starts.get(place, ()):
                self._twins.keep(conflict, self.estate)
            ledger.append((amendment.order, self._one(amendment)))
            for conflict in ends.get(place, ()):
                self.findings.append(self._twins.tell(conflict, self.estate))
        self._resume_before(None)
        return ledger

    def _one(self, amendment: Amendment) -> Operation:
        amendment = _addressed(self.estate, amendment)
        operation = amendment.operation
        refused = self._refused(amendment) or self._unnamed(operation)
        if refused is not None:
            return msgspec.structs.replace(operation, outcome=refused)
        change = Change(
            self.estate, operation, amendment.order, amendment.tree, self.language,
            self._together.get((amendment.order, operation.clause.lines), frozenset())
            - {OperationRef(amendment.order, operation.n)},
            self.revised,
        )  # fmt: skip
        before = _kept_until(change)
        applied = _over_range(change, apply(change))
        if applied.outcome.status is Status.APPLIED:
            applied = self._limited(change, applied, before)
        self._record(applied.touched, operation.in_force, OperationRef(amendment.order, operation.n))
        if operation.action is Action.SUSPEND:
            self._suspended += [slot for slot in applied.touched if slot.suspended is not None]
        return msgspec.structs.replace(operation, outcome=applied.outcome)

    def _limited(self, change: Change, applied: Applied, before: tuple[Slot, Planting] | None) -> Applied:
        """A change of an order that acts until a day is taken back on it: the words before it come back."""
        until = change.operation.in_force.until if change.operation.in_force is not None else None
        if until is None or change.operation.action not in _LIMITED:
            return applied
        slot, original = before if before is not None else (next(iter(applied.touched), None), None)
        if slot is None or slot is self.estate.root:
            return Applied(
                Outcome(Status.APPLIED, f"acts until {until}: what reads then is not worked out"), applied.touched
            )
        if slot.suspended is None:
            slot.suspended = Suspension(until, change.thread, original, ends=original is None)
            self._suspended.append(slot)
        told = "; ".join(filter(None, (applied.outcome.detail, f"until {until}")))
        return Applied(Outcome(Status.APPLIED, told), applied.touched)

    def _refused(self, amendment: Amendment) -> Outcome | None:
        """Why an amendment is not applied at all: the text has it already, or cannot be what it amends."""
        if amendment.outcome is not None:
            return amendment.outcome
        if self.told.names(amendment):
            return Outcome(Status.ALREADY_APPLIED, "the consolidated edition names this act in its notes")
        if amendment.operation.outcome is not None and amendment.operation.outcome.status is Status.UNPARSED:
            return amendment.operation.outcome
        if self.told.is_later_than(amendment):
            if self._reads_so(amendment):
                return Outcome(Status.ALREADY_APPLIED, "the consolidated edition reads so, its notes do not say why")
            return Outcome(
                Status.AMBIGUOUS,
                f"the consolidated edition holds changes up to {self.told.newest}, its notes do not name this act",
            )
        if self.adopted is not None and amendment.adopted is not None and amendment.adopted < self.adopted:
            self.findings.append(
                f"{amendment.order} n {amendment.operation.n} is dated {amendment.adopted}, "
                f"before the act it amends ({self.adopted}); it is not applied"
            )
            return Outcome(Status.OUT_OF_SCOPE, f"the order is dated before the act it amends ({self.adopted})")
        return None

    def _reads_so(self, amendment: Amendment) -> bool:
        """Whether an order that an edition is younger than would change nothing in it."""
        found = resolve(self.estate, split(Address.parse(amendment.operation.address))[0])
        if not isinstance(found, Place) or found.slot is self.estate.root:
            return False
        if found.slot.gone:
            return amendment.operation.action in (Action.DELETE, Action.REPEAL)
        twin = twin_of(found.slot, self.estate)
        tried = apply(Change(twin, amendment.operation, amendment.order, amendment.tree, self.language, revised=True))
        return tried.outcome.status in (Status.NO_EFFECT, Status.ALREADY_APPLIED)

    def _unnamed(self, operation: Operation) -> Outcome | None:
        found = in_document(self.estate, operation)
        return found if isinstance(found, Outcome) else None

    def _record(self, touched: Iterable[Slot], in_force: InForce | None, operation: OperationRef | None) -> None:
        carriers = {id(slot): slot for changed in touched for slot in changed.carriers()}
        for slot in carriers.values():
            if slot is not self.estate.root:
                slot.record(in_force, operation)

    def _resume_before(self, day: dt.date | None) -> None:
        """End the suspensions whose last day has come by `day` (None: all that have a last day)."""
        due = [
            slot
            for slot in self._suspended
            if slot.suspended is not None
            and slot.suspended.until is not None
            and (day is None or slot.suspended.until <= day)
        ]
        for slot in sorted(due, key=_last_day):
            suspension = slot.suspended
            if suspension is not None and suspension.until is not None:
                touched = resume(self.estate, slot)
                rule = InForce(Rule.ON_DATE, from_=suspension.until)
                self._record(touched, rule, suspension.operation if not suspension.ends else None)
        self._suspended = [slot for slot in self._suspended if slot.suspended is not None]


def _addressed(estate: Estate, amendment: Amendment) -> Amendment:
    """An amendment aimed at the approved document its clause names, as far as that can be told now."""
    found = in_document(estate, amendment.operation)
    if isinstance(found, Outcome):
        return amendment
    return msgspec.structs.replace(amendment, operation=_in_chapter(estate, found))


def _in_chapter(estate: Estate, operation: Operation) -> Operation:
    """An operation on the point of the chapter its clause names, where the points of each chapter count anew."""
    if operation.chapter is None:
        return operation
    chapter = Address.parse(operation.chapter)
    address = in_chapter(estate, Address.parse(operation.address), chapter)
    after = in_chapter(estate, Address.parse(operation.after), chapter) if operation.after is not None else None
    return msgspec.structs.replace(operation, address=str(address), after=str(after) if after is not None else None)


_LIMITED = frozenset(
    {Action.RESTATE, Action.INSERT, Action.REPLACE_WORDS, Action.INSERT_WORDS, Action.DELETE_WORDS, Action.DELETE}
)


def _kept_until(change: Change) -> tuple[Slot, Planting] | None:
    """The provision as it stands, where the order that changes it acts only until a day."""
    rule = change.operation.in_force
    if rule is None or rule.until is None or change.operation.action not in _LIMITED:
        return None
    found = resolve(change.estate, split(change.address)[0])
    if not isinstance(found, Place) or found.slot is change.estate.root or found.slot.gone:
        return None
    return found.slot, found.slot.kept()


def _last_day(slot: Slot) -> dt.date:
    return slot.suspended.until if slot.suspended is not None and slot.suspended.until is not None else dt.date.max


def _one_clause(ordered: Sequence[Amendment]) -> dict[tuple[str, tuple[int, int]], frozenset[OperationRef]]:
    """The word operations that one clause gives («слова "А", "Б" заменить соответственно словами "Б", "В"»)."""
    found: defaultdict[tuple[str, tuple[int, int]], set[OperationRef]] = defaultdict(set)
    for amendment in ordered:
        if amendment.operation.words is not None:
            key = (amendment.order, amendment.operation.clause.lines)
            found[key].add(OperationRef(amendment.order, amendment.operation.n))
    return {key: frozenset(refs) for key, refs in found.items() if len(refs) > 1}


def _bounds(found: Sequence[Conflict]) -> tuple[dict[int, list[Conflict]], dict[int, list[Conflict]]]:
    starts: defaultdict[int, list[Conflict]] = defaultdict(list)
    ends: defaultdict[int, list[Conflict]] = defaultdict(list)
    for conflict in found:
        starts[conflict.first].append(conflict)
        ends[conflict.last].append(conflict)
    return starts, ends


_WIDENED = frozenset(
    {Action.DELETE, Action.REPEAL, Action.SUSPEND, Action.REPLACE_WORDS, Action.INSERT_WORDS, Action.DELETE_WORDS}
)


def _over_range(change: Change, applied: Applied) -> Applied:
    """«Пункты 3–5» are also 3-1 and 4-2 where the act has them: the operation goes over those too.

    They are changed even where the printed number itself cannot be (point 3 excluded before, 3-1 in force).
    """
    spread, address = change.operation.spread, change.address
    last = address.last
    if spread is None or last is None or last.number is None or change.operation.action not in _WIDENED:
        return applied
    touched, also, changed = list(applied.touched), list[str](), applied.outcome.status is Status.APPLIED
    for number, place in _numbered(change.estate, address):
        inside = order_key(spread[0]) < order_key(number) < order_key(spread[1])
        if inside and number.startswith(f"{last.number}-"):
            one = msgspec.structs.replace(change.operation, address=str(place), spread=None)
            more = apply(dataclasses.replace(change, operation=one))
            touched += more.touched
            changed = changed or more.outcome.status is Status.APPLIED
            also.append(f"{place} ({more.outcome.status})")
    if not also:
        return applied
    details = [applied.outcome.detail] if applied.outcome.detail else []
    told = "; ".join([*details, f"the range holds also {', '.join(also)}"])
    return Applied(Outcome(Status.APPLIED if changed else applied.outcome.status, told), tuple(touched))


def _numbered(estate: Estate, address: Address) -> list[tuple[str, Address]]:
    """The elements of the act that stand beside a place and are of its kind, by number: provisions, or rows."""
    last = address.last
    if last is not None and last.unit is Unit.ROW:
        listed = row_numbers(estate, address.parent)
        return [(number, address.parent.child(Unit.ROW, number)) for number in listed]
    around = resolve(estate, address.parent)
    if last is None or not isinstance(around, Place):
        return []
    return [(slot.number or "", slot.address) for slot in reach(around.slot, last.unit) if not slot.gone]


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


__all__ = ["Consolidated", "consolidate_language", "full_target"]
