"""The operations of an amending act, each with its target act, payload, in-force rule and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from pipeline.address import WHOLE, Unit
from pipeline.consolidate.payloads import own_annex
from pipeline.model.acts import ActRef, Identity, InForce, Role, Rule
from pipeline.model.documents import Paragraph
from pipeline.model.operations import Action, Clause, Expected, Operation, Outcome, Payload, Status
from pipeline.model.provisions import Provision, Unrecognised
from pipeline.recognise.amendments import Claim, OrderOperation, OrderReading, read_order
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.verb_last import opens_repeals
from pipeline.recognise.own_places import approved_at, places_of, rule_of
from pipeline.recognise.references import find_references
from pipeline.structure.corners import Span
from pipeline.structure.frame import AnnexFrame, Frame, note_spans
from pipeline.structure.markers import mark

_LISTS_AMENDMENTS = re.compile(r"өзгеріс|толықтыру|изменени|дополнени|утративш|күші\s+жойыл")
_HEAD_PARAGRAPHS = 4
"""In how many paragraphs under its corner an annex says that it lists amendments."""


class Amending(Struct, frozen=True):
    """What an act does to other acts: which it changes, which it repeals whole.

    `quoted` are paragraphs that carry other acts' text, `unread` the clauses that no rule understood, `doubts`
    one line for each operation that was read with a reservation.
    """

    operations: tuple[Operation, ...] = ()
    amends: tuple[ActRef, ...] = ()
    repeals: tuple[ActRef, ...] = ()
    quoted: frozenset[int] = frozenset()
    unread: tuple[Unrecognised, ...] = ()
    doubts: tuple[str, ...] = ()


def read_amendments(paragraphs: Sequence[Paragraph], frame: Frame, identity: Identity) -> Amending:
    """Read the clauses of an amending act's body, and of its annexes that list amendments.

    An act that amends nothing gives an empty result; of one that changes other acts beside its own business («О
    некоторых вопросах …») the points that do so are read. Operations have their order in the act as `n`; new text
    that stands in an annex is filled in by `with_annexes` once the act's tree is there.
    """
    body = frame.body if _is_amending(identity) else _bringing(frame.body, paragraphs)
    lists = _LISTS_AMENDMENTS if _is_amending(identity) else _BROUGHT_BY_ANNEX
    order = read_order(paragraphs[slice(*body)], identity.language)
    repeals = _lists_of_repeals(order, paragraphs, frame, identity)
    readings = [(body, _without(order, repeals)), *((span, reading) for _, span, reading in repeals)]
    carried = {o.draft.from_annex for o in order.operations}
    listed = {span for _, span, _ in repeals}
    for annex in frame.annexes:
        if annex.paragraphs in listed:
            continue
        if _lists_amendments(annex, paragraphs, lists) and annex.corners[0].number not in carried - {None}:
            readings.append((annex.paragraphs, read_order(paragraphs[slice(*annex.paragraphs)], identity.language)))
    titled = find_references(identity.title or "", identity.language)[:1] if _is_amending(identity) else ()
    found = [(span, operation) for span, reading in readings for operation in reading.operations]
    rules = _rules(readings, paragraphs, frame, identity)
    operations = tuple(
        _operation(n, operation, identity, titled, rule)
        for n, ((_, operation), rule) in enumerate(zip(found, rules, strict=True), start=1)
    )
    printed = {ref.act: ref for span, reading in readings for ref in _named(span, reading, paragraphs, identity)}
    named = [(o, printed.get(o.base.act, o.base)) for _, o in found if o.base is not None]
    amends = dict.fromkeys(base for o, base in named if not _repeals_whole(o))
    return Amending(
        operations=operations,
        amends=tuple(amends or dict.fromkeys(titled)),
        repeals=tuple(dict.fromkeys(base for o, base in named if _repeals_whole(o))),
        quoted=frozenset(index for span, reading in readings for index in _quoted(span, reading)),
        unread=tuple(text for span, reading in readings for text in _unread(span, reading, paragraphs)),
        doubts=tuple(
            f"operation {n}, lines {o.lines[0]}–{o.lines[1]}: {doubt}"
            for n, (_, o) in enumerate(found, start=1)
            for doubt in o.doubts
        ),
    )


def _is_amending(identity: Identity) -> bool:
    return identity.role is Role.AMENDING


_ListOfRepeals = tuple[str, Span, OrderReading]
"""The number of the annex that lists repealed acts, where it stands, and how it was read."""


def _lists_of_repeals(
    body: OrderReading, paragraphs: Sequence[Paragraph], frame: Frame, identity: Identity
) -> list[_ListOfRepeals]:
    """«Признать утратившими силу … по перечню согласно приложению»: the acts an annex lists, where it can be read."""
    found: list[_ListOfRepeals] = []
    for number in dict.fromkeys(o.draft.from_annex for o in body.operations if _repeals_a_list(o)):
        for annex in _annexes_named(number, paragraphs, frame)[:1]:
            reading = read_order(paragraphs[slice(*annex.paragraphs)], identity.language, repealing=True)
            if number is not None and reading.operations:
                found.append((number, annex.paragraphs, reading))
    return found


def _annexes_named(number: str | None, paragraphs: Sequence[Paragraph], frame: Frame) -> list[AnnexFrame]:
    """The annexes that a clause may mean; of several without a number those headed as lists of repealed acts."""
    own = [annex for annex in frame.annexes if annex.corners and annex.corners[0].number == number]
    if own or number is None or number.isdigit():
        return own
    bare = [annex for annex in frame.annexes if annex.corners and annex.corners[0].number is None]
    bare = [annex for annex in bare if not annex.corners[0].approved] or bare
    return bare if len(bare) == 1 else [annex for annex in bare if _LISTS_REPEALS.search(_head_of(annex, paragraphs))]


def _repeals_a_list(read: OrderOperation) -> bool:
    return _repeals_whole(read) and read.draft.from_annex is not None


def _repeals_whole(read: OrderOperation) -> bool:
    return read.draft.action is Action.REPEAL and not read.draft.address


def _without(body: OrderReading, lists: Sequence[_ListOfRepeals]) -> OrderReading:
    """The body without the clause that only points at a list: the list orders each repeal itself."""
    numbers = {number for number, _, _ in lists}
    kept = tuple(o for o in body.operations if not (_repeals_a_list(o) and o.draft.from_annex in numbers))
    return msgspec.structs.replace(body, operations=kept)


def _lists_amendments(annex: AnnexFrame, paragraphs: Sequence[Paragraph], lists: re.Pattern[str]) -> bool:
    return bool(lists.search(_head_of(annex, paragraphs)))


def _head_of(annex: AnnexFrame, paragraphs: Sequence[Paragraph]) -> str:
    """What an annex says of itself under its corner, folded; what the registry notes on it is not its own."""
    first, end = annex.paragraphs
    notes = note_spans(paragraphs, annex.paragraphs)
    return fold(
        " ".join(paragraphs[i].text for i in range(first, min(first + _HEAD_PARAGRAPHS, end)) if i not in notes)
    )


_LISTS_REPEALS = re.compile(r"утративш|күші\s+жойыл")
_BRINGS = re.compile(
    r"\s*(?:\d+(?:-\d+)*\s?[.)]\s*)?(?:внести\s(?:.*?\s)?(?:изменени|дополнени)"
    r"|(?:признать|считать)\s+(?:не\s+действующ|(?:.{1,120}?\s)?утративш)|(?:отменить|приостановить)\s"
    r"|(?:приказ|постановлени|решени|распоряжени)\w*\s.*\s(?:признать|считать)\s+утративш\w*\s+силу\s*\.?\s*$)"
)
"""How a Russian point that changes, suspends or repeals acts begins; its names may hold a stop («САПП, 2004 г.»).

Older acts name the act first: «Приказ … N 452 "…" считать утратившим силу.»
"""
_BROUGHT = re.compile(
    r"(?:өзгеріс|толықтыру)\w*(?:\s+(?:мен|және|пен)\s+\S+)?\s+енгізілсін|күші(?:\s+жойылды|н\s+жойды)\s+деп\s+(?:танылсын|есептелсін)"
    r"|күші\s+жойылсын|тоқтатыла\s+тұрсын"
)
"""How a Kazakh one ends."""
_BROUGHT_BY_ANNEX = re.compile(
    r"енгізіл(?:етін|ген)\s+(?:\S+\s+){0,3}?(?:өзгеріс|толықтыру)"
    r"|(?:изменени|дополнени)[^.]{0,120}?(?:внос(?:ятся|ится|имы)|внесенны)"
)


def _bringing(body: Span, paragraphs: Sequence[Paragraph]) -> Span:
    """The body from its first point on that changes or repeals other acts; nothing of a body without one."""
    first, last = body
    return next((at for at in range(first, last) if _brings(paragraphs, at, last)), last), last


def _brings(paragraphs: Sequence[Paragraph], at: int, last: int) -> bool:
    """Whether a paragraph opens a point that changes or repeals; a Kazakh print may part the act from the verb."""
    text = fold(paragraphs[at].text)
    if _BRINGS.match(text) or opens_repeals(paragraphs, at, last):
        return True
    own = mark(paragraphs[at].text) is not None
    while not _BROUGHT.search(text) and own and at + 1 < last and mark(paragraphs[at + 1].text) is None:
        at += 1
        text = fold(paragraphs[at].text)
    return _BROUGHT.search(text) is not None


def _rules(
    readings: Sequence[tuple[Span, OrderReading]], paragraphs: Sequence[Paragraph], frame: Frame, identity: Identity
) -> list[InForce | None]:
    """For each operation in order: the in-force rule that the act gives the place it stands in."""
    found: list[InForce | None] = []
    annexes = {annex.paragraphs: annex for annex in frame.annexes}
    approved = approved_at(paragraphs, frame, identity.language)
    for span, reading in readings:
        if identity.in_force is None or not identity.in_force.exceptions:
            main = identity.in_force.main if identity.in_force is not None else None
            found.extend([main] * len(reading.operations))
            continue
        # The body is counted from its first point, also where changes are brought only by later ones.
        annex = annexes.get(span)
        whole = span if annex is not None else (frame.body[0], span[1])
        number = annex.corners[0].number if annex is not None and annex.corners else None
        document = WHOLE if annex is None else WHOLE.child(Unit.ANNEX, number)
        places = places_of(paragraphs, whole, frozenset(_quoted(span, reading)), identity.language, document)
        for read in reading.operations:
            clause = [i for i in range(*span) if _overlap(paragraphs[i].lines, read.lines)]
            text = [i for i in range(*span) if read.payload and _overlap(paragraphs[i].lines, read.payload.lines)]
            found.append(rule_of(clause, text, places, identity.in_force, approved.get(span, ())))
    return found


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _operation(
    n: int, read: OrderOperation, identity: Identity, titled: Sequence[ActRef], rule: InForce | None
) -> Operation:
    draft = read.draft
    base = draft.base
    if base is None and not read.foreign and not (draft.action is Action.REPEAL and not draft.address):
        # A whole act is repealed by name only; an act whose name was not read is not the one of the title.
        base = titled[0] if titled else None
    payload = None
    if read.payload is not None:
        payload = Payload(read.payload.text, read.payload.provisions, None, read.payload.lines)
    elif draft.expected is Expected.ANNEX:
        payload = Payload("", (draft.address,) if draft.address else (), draft.from_annex)
    outcome = None
    if base is None:
        outcome = Outcome(Status.UNPARSED, "the amended act is not named in words that could be read")
    elif read.ambiguous is not None:
        outcome = Outcome(Status.AMBIGUOUS, read.ambiguous)
    return Operation(
        n=n,
        action=draft.action,
        act=base.act if base is not None else str(identity.key),
        address=draft.address,
        words=draft.words,
        payload=payload,
        in_force=_merged(rule, draft.in_force),
        clause=Clause(read.clause, read.lines),
        number=draft.number,
        outcome=outcome,
        after=draft.after,
        spread=draft.spread,
        document=read.document,
        chapter=draft.chapter,
    )


def _merged(main: InForce | None, own: InForce | None) -> InForce | None:
    """The act's in-force rule, with the end that the clause itself sets (a suspension «до 1 января 2020 года»).

    A clause that sets a day of its own («действуют до 1 января 2019 года») has its own rule.
    """
    if own is None or main is None or own.rule is not Rule.UNKNOWN:
        return own or main
    return msgspec.structs.replace(main, until=own.until)


def _quoted(span: Span, reading: OrderReading) -> Iterator[int]:
    """Paragraphs that begin with another act's text."""
    for claimed in reading.claims:
        if claimed.claim is Claim.PAYLOAD and claimed.start == 0:
            yield span[0] + claimed.paragraph


def _named(
    span: Span, reading: OrderReading, paragraphs: Sequence[Paragraph], identity: Identity
) -> Iterator[ActRef]:
    """Acts as the headings and scope lines name them, with all that stands in brackets behind them."""
    for claimed in reading.claims:
        if claimed.claim in (Claim.HEADING, Claim.SCOPE):
            yield from find_references(paragraphs[span[0] + claimed.paragraph].text, identity.language)


def _unread(span: Span, reading: OrderReading, paragraphs: Sequence[Paragraph]) -> Iterator[Unrecognised]:
    for claimed in reading.unread:
        paragraph = paragraphs[span[0] + claimed.paragraph]
        text = paragraph.text[claimed.start : claimed.end].strip()
        if text:
            yield Unrecognised(paragraph.lines, text, (), "clause not understood")


def carried_annexes(operations: Sequence[Operation], tree: tuple[Provision, ...]) -> set[str]:
    """Addresses of the act's own annexes whose text operations put into other acts."""
    found: set[str] = set()
    for operation in operations:
        if operation.payload is not None and operation.payload.from_annex is not None:
            source = own_annex(operation.payload.from_annex, tree)
            if source is not None:
                found.add(source.address)
    return found


def with_annexes(operations: Sequence[Operation], tree: tuple[Provision, ...]) -> tuple[Operation, ...]:
    """The operations with the new text that stands in annexes."""
    return tuple(_with_annex(operation, tree) for operation in operations)


def _with_annex(operation: Operation, tree: tuple[Provision, ...]) -> Operation:
    payload = operation.payload
    if payload is None or payload.from_annex is None:
        return operation
    source = own_annex(payload.from_annex, tree)
    if source is None:
        return operation
    words = "\n".join(node.text for node in source.walk() if node.text and 'text["' not in node.address)
    filled = Payload(words, (operation.address,), payload.from_annex, source.lines)
    return msgspec.structs.replace(operation, payload=filled)
