"""Amendments to amending acts: they come first, and change what the amended act does when it takes effect.

Law № 480-V, article 26(3): while a change is adopted but not yet in force, the act that changes it changes the
amending act. The amending act's text is consolidated up to the day its clauses take effect and the clauses are read
again. What has taken effect stays: repealing an amending act later revives nothing (article 27(10)).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Unit
from pipeline.consolidate.apply import apply
from pipeline.consolidate.base import plant_base
from pipeline.consolidate.change import Change
from pipeline.consolidate.order import Amendment, in_order
from pipeline.consolidate.slots import Estate, Slot
from pipeline.model.acts import InForce, InForceClause
from pipeline.model.documents import Layout, Paragraph
from pipeline.model.editions import Document
from pipeline.model.operations import Action, Clause, Operation, Outcome, Payload, Status
from pipeline.model.provisions import Provision
from pipeline.recognise.amendments import OrderOperation, read_order
from pipeline.recognise.inforce import read_in_force
from pipeline.recognise.inforce_days import date_in_force

_ENDING = (Action.REPEAL, Action.DELETE)
"""Ending an amending act that has taken effect is in order and revives nothing."""

_REQUISITES = (Unit.TITLE, Unit.PREAMBLE, Unit.ANNEX)


class Settled(Struct, frozen=True):
    """An amending act as other acts have left it.

    `taken_back` gives the outcome of operations that no longer take effect, by their number.
    """

    document: Document
    taken_back: dict[int, Outcome]
    findings: tuple[str, ...] = ()


Changing = Mapping[str, Sequence[Document]]
"""The documents that change an act, by the act's key."""


def settled(document: Document, changing: Changing, within: frozenset[str] = frozenset()) -> Settled:
    """The operations of an amending act after the acts that amend it, each as it stood on its own in-force day.

    Those acts are settled first by the acts that amend them in turn, however deep. `within` are the acts being
    settled already: acts that amend one another in a ring are each taken as printed.
    """
    key = str(document.identity.key)
    changes, findings = _changes(document, changing, within | {key})
    if not changes:
        return Settled(document, {}, tuple(findings))
    days = {_day(document, operation) for operation in document.operations}
    operations: list[Operation] = []
    taken_back: dict[int, Outcome] = {}
    tree = document.tree
    for day in sorted(days):
        mine = [operation for operation in document.operations if _day(document, operation) == day]
        before = [change for change in changes if change.effective <= day]
        if not before:
            operations += mine
            continue
        estate, done = _amended(document, before)
        findings += done
        tree = tuple(_provision(slot) for slot in estate.root.children if not slot.gone)
        kept, gone = _matched(document, mine, list(_read_again(estate, document)))
        rule = _new_rule(document, estate)
        operations += [replace(operation, in_force=rule) if rule is not None else operation for operation in kept]
        named = ", ".join(dict.fromkeys(change.order for change in before))
        for operation in gone:
            operations.append(operation)
            taken_back[operation.n] = Outcome(Status.SUPERSEDED, f"taken back by {named} before it took effect")
    for change in changes:
        if change.effective > max(days, default=dt.date.min) and change.operation.action not in _ENDING:
            findings.append(
                f"{change.order} n {change.operation.n} changes {key} after it took effect: what that did stays"
            )
    ordered = tuple(sorted(operations, key=lambda operation: operation.n))
    return Settled(replace(document, operations=ordered, tree=tree), taken_back, tuple(findings))


def _changes(document: Document, changing: Changing, within: frozenset[str]) -> tuple[list[Amendment], list[str]]:
    """What other acts do to an amending act, in order; and what a person must see of those acts themselves."""
    key = str(document.identity.key)
    found: list[Amendment] = []
    findings: list[str] = []
    for other in changing.get(key, ()):
        order = str(other.identity.key)
        if other.identity.language != document.identity.language or other is document:
            continue
        ring = order in within and any(operation.act == key for operation in other.operations)
        if ring:
            findings.append(f"cycle: {key} and {order} amend one another; {order} is taken as printed")
        now = settled(other, changing, within) if not ring else Settled(other, {})
        findings += now.findings
        found += [
            Amendment(order, other.identity.date, operation, now.document.tree)
            for operation in now.document.operations
            if operation.act == key and operation.action is not Action.SUSPEND and operation.n not in now.taken_back
        ]
    return in_order(found), findings


def _day(document: Document, operation: Operation) -> dt.date:
    return Amendment(str(document.identity.key), document.identity.date, operation, ()).effective


def _amended(document: Document, changes: Sequence[Amendment]) -> tuple[Estate, list[str]]:
    """The text of an amending act after the changes, and a line for each that could not be made."""
    estate = Estate(whole=True)
    plant_base(estate, document)
    failed: list[str] = []
    for change in changes:
        applied = apply(Change(estate, change.operation, change.order, change.tree, document.identity.language))
        outcome = applied.outcome
        if outcome.status not in (Status.APPLIED, Status.NO_EFFECT, Status.ALREADY_APPLIED):
            failed.append(
                f"{change.order} n {change.operation.n} could not be applied to the amending act "
                f"{document.identity.key}: {outcome.status}, {outcome.detail}"
            )
    return estate, failed


def _read_again(estate: Estate, document: Document) -> Iterator[OrderOperation]:
    """The clauses of the body, and of annexes that held clauses before, as they read now."""
    body = [slot for slot in estate.root.children if slot.unit not in _REQUISITES]
    yield from read_order(list(_paragraphs(body)), document.identity.language).operations
    for annex in (slot for slot in estate.root.children if slot.unit is Unit.ANNEX):
        lines = next((top.lines for top in document.tree if top.address == str(annex.address)), None)
        clauses = [operation.clause.lines[0] for operation in document.operations]
        if lines is not None and any(lines[0] <= line <= lines[1] for line in clauses):
            yield from read_order(list(_paragraphs(annex.children)), document.identity.language).operations


def _paragraphs(slots: Sequence[Slot]) -> Iterator[Paragraph]:
    for top in slots:
        for slot in top.printed():
            layout = Layout.TABLE if slot.table is not None else Layout.INDENTED
            yield Paragraph(slot.own.text, (0, 0), layout, (), table=slot.table)


def _matched(
    document: Document, mine: Sequence[Operation], read: list[OrderOperation]
) -> tuple[list[Operation], list[Operation]]:
    """The operations as they read now, under their old numbers, and those that are no longer there."""
    waiting = list(mine)
    others = [operation for operation in document.operations if operation not in waiting]
    for operation in others:
        same = next((each for each in read if _same(operation, each)), None)
        if same is not None:
            read.remove(same)
    kept: list[Operation] = []
    for fits in (_same, _aims_alike):
        for operation in list(waiting):
            found = next((each for each in read if fits(operation, each)), None)
            if found is not None:
                read.remove(found)
                waiting.remove(operation)
                kept.append(operation if fits is _same else _rewritten(operation, found))
    number = max((operation.n for operation in document.operations), default=0)
    pattern = mine[0] if mine else None
    for offset, new in enumerate(read, start=1):
        if pattern is not None:
            fresh = replace(
                pattern,
                n=number + offset,
                action=new.draft.action,
                address=new.draft.address,
                number=new.draft.number,
            )
            kept.append(_rewritten(replace(fresh, act=new.draft.base.act if new.draft.base else pattern.act), new))
    return kept, waiting


def _same(operation: Operation, read: OrderOperation) -> bool:
    old = operation.payload.text if operation.payload is not None and operation.payload.from_annex is None else None
    new = read.payload.text if read.payload is not None else None
    return (
        _aims_alike(operation, read)
        and old == new
        and operation.words == read.draft.words
        and (operation.number == read.draft.number)
    )


def _aims_alike(operation: Operation, read: OrderOperation) -> bool:
    base = read.draft.base
    same_act = base is None or base.act == operation.act
    return same_act and (operation.action, operation.address) == (read.draft.action, read.draft.address)


def _rewritten(operation: Operation, read: OrderOperation) -> Operation:
    """An operation with the words its clause has now; new text of an annex is found by the annex's number."""
    payload = operation.payload if read.draft.from_annex is not None else None
    if read.payload is not None:
        payload = Payload(read.payload.text, read.payload.provisions)
    return replace(
        operation, words=read.draft.words, payload=payload, clause=Clause(read.clause, operation.clause.lines),
        after=read.draft.after, spread=read.draft.spread, chapter=read.draft.chapter,
    )  # fmt: skip


def _new_rule(document: Document, estate: Estate) -> InForce | None:
    """The in-force rule the act has now, when another act has changed the words that set it; None otherwise."""
    changed = [slot for slot in estate if any(v.operation is None for v in slot.versions) and _changed(slot)]
    identity = document.identity
    for slot in changed:
        clause: InForceClause | None = read_in_force(slot.full()[0], identity.language)
        if clause is not None and identity.in_force is not None:
            registered = identity.registration.date if identity.registration else None
            return date_in_force(clause.main, identity.date, registered, document.publication)
    return None


def _changed(slot: Slot) -> bool:
    return bool(slot.versions) and slot.own.text != slot.versions[0].own


def _provision(slot: Slot) -> Provision:
    children = tuple(_provision(child) for child in slot.children if not child.gone)
    return Provision(
        slot.unit, slot.number, str(slot.address), slot.own.text, (0, 0), (), slot.heading, children, (), slot.table
    )
