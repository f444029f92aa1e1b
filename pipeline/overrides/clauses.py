"""What a clause orders as a person reads it: in place of the operations the grammar made of it, or of none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.address import Address, AddressError
from pipeline.model.acts import ActKey, ActKeyError, Identity, InForce, Rule
from pipeline.model.decisions import Decision, DecisionKind
from pipeline.model.documents import Paragraph
from pipeline.model.operations import Clause, Operation, Payload
from pipeline.overrides.decided import decision, exactly
from pipeline.overrides.kinds import ClauseOverride, OperationOverride, OverrideError
from pipeline.recognise.operations import Amending


def decide_clauses(
    amending: Amending, paragraphs: Sequence[Paragraph], identity: Identity, overrides: Sequence[ClauseOverride]
) -> tuple[Amending, list[Decision]]:
    """What an amending act does, with the clauses that were decided, and what became of each override."""
    made: list[Decision] = []
    for override in overrides:
        failure, lines = None, None
        try:
            amending, lines = with_reading(amending, paragraphs, identity, override)
        except OverrideError as error:
            failure = str(error)
        new = "; ".join(f"{each.action} {each.address or 'the act'}" for each in override.operation) or "nothing"
        made.append(decision(DecisionKind.CLAUSE, override, lines, override.old, new, failure))
    return amending, made


def with_reading(
    amending: Amending, paragraphs: Sequence[Paragraph], identity: Identity, override: ClauseOverride
) -> tuple[Amending, tuple[int, int]]:
    """The act with one clause read as decided; and the clause's source lines.

    Operations are numbered anew in their order in the act. Raises `OverrideError` when the words are not those of
    one clause, or the operations name what there is not.
    """
    clause = _clause(amending, override)
    replaced = [operation for operation in amending.operations if operation.clause == clause]
    new = [_operation(each, clause, replaced, amending, identity) for each in override.operation]
    quoted: set[int] = set()
    for place, each in enumerate(override.operation):
        if each.text is not None:
            found = _new_text(each.text, paragraphs)
            quoted |= found.paragraphs
            new[place] = replace(new[place], payload=Payload(each.text, (each.address,), None, found.lines))
    kept = [operation for operation in amending.operations if operation.clause != clause]
    ordered = sorted([*kept, *new], key=lambda operation: operation.clause.lines[0])
    return replace(
        amending,
        operations=tuple(replace(operation, n=n) for n, operation in enumerate(ordered, start=1)),
        unread=tuple(text for text in amending.unread if (text.text, text.lines) != (clause.text, clause.lines)),
        quoted=amending.quoted | quoted,
    ), clause.lines


def _clause(amending: Amending, override: ClauseOverride) -> Clause:
    """The one clause, read or unread, that holds the words."""
    pattern = exactly(override.old)
    unread = [Clause(text.text, text.lines) for text in amending.unread]
    known = dict.fromkeys([*(operation.clause for operation in amending.operations), *unread])
    found = [clause for clause in known if pattern.search(clause.text)]
    if len(found) != 1:
        raise OverrideError(f"{len(found)} clauses hold the words, not one: «{override.old[:60]}»")
    return found[0]


def _operation(
    given: OperationOverride,
    clause: Clause,
    replaced: Sequence[Operation],
    amending: Amending,
    identity: Identity,
) -> Operation:
    try:
        for address in filter(None, (given.address, given.after)):
            Address.parse(address)
        if given.act is not None:
            ActKey.parse(given.act)
    except (AddressError, ActKeyError) as error:
        raise OverrideError(str(error)) from None
    before = [o for o in amending.operations if o.clause.lines[0] <= clause.lines[0]]
    scope = next(iter([*replaced, *reversed(before), *amending.operations]), None)
    act = given.act or (scope.act if scope is not None else None) or next((r.act for r in amending.amends), None)
    if act is None:
        raise OverrideError("no amended act is known for the clause: give it as `act`")
    rule: InForce | None = identity.in_force.main if identity.in_force is not None else None
    if rule is not None and identity.in_force is not None and identity.in_force.exceptions:
        # Whether an exception names the place of a clause that was not read is not known.
        rule = InForce(Rule.UNKNOWN, text=rule.text)
    return Operation(
        n=0,
        action=given.action,
        act=act,
        address=given.address,
        words=given.words,
        payload=Payload("", (given.address,), given.from_annex) if given.from_annex is not None else None,
        in_force=replaced[0].in_force if replaced else rule,
        clause=clause,
        number=given.number,
        after=given.after,
    )


class _Found(NamedTuple):
    """Where a new text stands: its source lines, and the paragraphs that hold nothing else."""

    lines: tuple[int, int]
    paragraphs: set[int]


def _new_text(text: str, paragraphs: Sequence[Paragraph]) -> _Found:
    """The place of a new text in its act: nothing can be put in that the act does not say."""
    pattern = exactly(text)
    found: list[_Found] = []
    running = "\n".join(paragraph.text for paragraph in paragraphs)
    for match in pattern.finditer(running):
        begin = 0
        inside: list[int] = []
        for index, paragraph in enumerate(paragraphs):
            if begin < match.end() and match.start() < begin + len(paragraph.text):
                inside.append(index)
            begin += len(paragraph.text) + 1
        lines = (paragraphs[inside[0]].lines[0], paragraphs[inside[-1]].lines[1])
        whole = {
            index for index in inside if exactly(paragraphs[index].text.strip('"«»„“”;. ')).search(match.group())
        }
        found.append(_Found(lines, whole))
    if len(found) != 1:
        raise OverrideError(f"the new text stands {len(found)} times in the act, not once: «{text[:60]}»")
    return found[0]
