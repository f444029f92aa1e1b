"""Consolidation: an act's base texts and every order that amends it, as dated versions with proof."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.consolidate.current import Current
from pipeline.consolidate.edition import consolidate_language, full_target
from pipeline.consolidate.order import Amendment
from pipeline.consolidate.second_order import settled
from pipeline.model.acts import ActKey, ActRef, Language, Registration, Role
from pipeline.model.decisions import Decision
from pipeline.model.editions import Act, Document, Edition, HistoryEvent, Label, public_since
from pipeline.model.operations import Operation, Status
from pipeline.model.provisions import NoteEvent

LANGUAGES: tuple[Language, ...] = ("kk", "ru")


def consolidate(key: str, own: Sequence[Document], amending: Sequence[Document]) -> Act:
    """Build an act from the documents of its own text and those of the acts that amend it.

    `own` may be empty (a fragment). The two languages are two independent texts of one act (Law № 480-V,
    article 24(3)): each is built from the documents in that language alone.
    """
    editions: list[Edition] = []
    operations: list[tuple[str, Operation]] = []
    findings: list[str] = [*_cycles(key, own, amending)]
    for language in LANGUAGES:
        base, doubts = _base(own, language)
        amendments, changed = _amendments(key, amending, language)
        if base is None and not any(_aims_at(key, document, language) for document in amending):
            continue
        findings += [*doubts, *changed]
        result = consolidate_language(language, base, amendments, _cited_title(key, amending, language))
        editions.append(result.edition)
        operations += result.operations
        findings += result.findings
    return _act(key, own, amending, tuple(editions), tuple(operations), tuple(findings))


def _base(own: Sequence[Document], language: Language) -> tuple[Document | None, list[str]]:
    """The base text in a language: an original before an edition; what is doubtful about it as findings."""
    texts = [document for document in own if document.identity.language == language]
    if not texts:
        other = [document.path for document in own]
        missing = f"no base text in {language}, only in the other language ({', '.join(other)}): shown as a fragment"
        return None, [missing] if other else []
    ranked = sorted(texts, key=lambda document: (document.identity.role is Role.CONSOLIDATED, document.path))
    same = [document for document in ranked if document.identity.role is ranked[0].identity.role]
    doubts = list(_newer_notes(ranked[0]))
    if len(same) > 1:
        doubts.append(f"two base texts in {language}: {', '.join(d.path for d in same)}; the first is used")
    return ranked[0], doubts


def _aims_at(key: str, document: Document, language: Language) -> bool:
    """Whether a document's operations change the act."""
    return document.identity.language == language and any(o.act == key for o in document.operations)


def _newer_notes(base: Document) -> Iterable[str]:
    """An edition whose notes name acts younger than the edition itself, or older than the act."""
    for place, event in base.events:
        for act in event.acts:
            day = dt.date.fromisoformat(act.date) if act.date else None
            if day is None:
                continue
            if base.entered is not None and day > base.entered:
                yield f"{base.path} entered on {base.entered}, but the note at {place} names № {act.number} of {day}"
            elif base.identity.date is not None and day < base.identity.date:
                yield f"the note at {place or 'the act'} names № {act.number} of {day}, before the act itself"


def _cycles(key: str, own: Sequence[Document], amending: Sequence[Document]) -> Iterable[str]:
    """Acts that this act amends and that amend it."""
    aimed = {operation.act for document in own for operation in document.operations if _is_read(operation)}
    reading = (d for d in amending if any(o.act == key and _is_read(o) for o in d.operations))
    for other in dict.fromkeys(str(document.identity.key) for document in reading):
        if other in aimed and other != key:
            yield f"cycle: {key} amends {other}, and {other} amends {key}"
        elif other == key:
            yield f"{key} amends itself"


def _is_read(operation: Operation) -> bool:
    """Whether it is known what an operation orders: one that is not stands under the act that it is printed in."""
    return operation.outcome is None or operation.outcome.status is not Status.UNPARSED


def with_second_order(documents: Sequence[Document], by_target: Mapping[str, Sequence[Document]]) -> list[Document]:
    """The amending documents and those that amend them in turn: what `consolidate` needs of a corpus."""
    found = list(documents)
    for document in found:
        found += [other for other in by_target.get(str(document.identity.key), ()) if other not in found]
    return found


def _amendments(key: str, amending: Sequence[Document], language: Language) -> tuple[list[Amendment], list[str]]:
    """The operations on an act, each as later acts have left it before it took effect."""
    found: list[Amendment] = []
    findings: list[str] = []
    changing: defaultdict[str, list[Document]] = defaultdict(list)
    for document in amending:
        for target in {operation.act for operation in document.operations} - {key}:
            changing[target].append(document)
    for document in amending:
        if not _aims_at(key, document, language):
            continue
        order = str(document.identity.key)
        now = settled(document, changing)
        findings += now.findings
        found += [
            Amendment(order, document.identity.date, operation, now.document.tree, now.taken_back.get(operation.n))
            for operation in now.document.operations
            if operation.act == key
        ]
    return found, findings


def _references(key: str, amending: Sequence[Document], language: Language | None = None) -> list[ActRef]:
    return [
        reference
        for document in amending
        if language is None or document.identity.language == language
        for reference in (*document.identity.amends, *document.identity.repeals)
        if reference.act == key
    ]


def _cited_title(key: str, amending: Sequence[Document], language: Language) -> str | None:
    return next((ref.title for ref in _references(key, amending, language) if ref.title), None)


def _act(
    key: str,
    own: Sequence[Document],
    amending: Sequence[Document],
    editions: tuple[Edition, ...],
    operations: tuple[tuple[str, Operation], ...],
    findings: tuple[str, ...],
) -> Act:
    parsed = ActKey.parse(key)
    references = _references(key, amending)
    identities = [document.identity for document in own]
    printed = next((i.number for i in identities if i.number), None) or next(
        (r.number for r in references if r.number), None
    )
    registration = next((i.registration for i in identities if i.registration), None) or next(
        (Registration(ref.registration, None) for ref in references if ref.registration), None
    )
    main = next((i.in_force.main for i in identities if i.in_force is not None), None)
    labels = {edition.label for edition in editions}
    current = Current(key, (*own, *amending), editions)
    label = next((label for label in (Label.COMPLETE, Label.FRAGMENT) if label in labels), Label.REFERENCE)
    return Act(
        act=key,
        type=parsed.type,
        issuer=parsed.issuer,
        date=dt.date.fromisoformat(parsed.date) if parsed.date else None,
        number=printed or parsed.number,
        titles=tuple((edition.language, edition.title) for edition in editions if edition.title),
        registration=registration,
        label=label,
        editions=editions,
        operations=operations,
        events=tuple(sorted(_events(own, operations), key=lambda event: event.date or dt.date.min)),
        citations=tuple(dict.fromkeys((c.address, c.reference) for c in current.citations())),
        legal_basis=tuple(dict.fromkeys(current.legal_basis())),
        amends=tuple(dict.fromkeys(ref.act for i in identities for ref in i.amends)),
        repeals=tuple(dict.fromkeys(ref.act for i in identities for ref in i.repeals)),
        in_force=main,
        cards=current.cards(),
        positions=current.positions(),
        requirements=current.requirements(),
        sources=tuple(document.path for document in (*own, *amending)),
        findings=findings,
        decisions=tuple(_decisions(key, (*own, *amending))),
        public_since=tuple(public_since(amending).items()),
    )


def _decisions(key: str, documents: Iterable[Document]) -> Iterable[Decision]:
    """A person's decisions on what the act says: on its own text, or on a clause or new text of an order on it."""
    for document in documents:
        for decision in document.decisions:
            if decision.act == key or decision.lines is None:
                yield decision
                continue
            first, last = decision.lines
            around = [o for o in document.operations if any(a <= last and first <= b for a, b in _extents(o))]
            if not around or any(operation.act == key for operation in around):
                yield decision


def _extents(operation: Operation) -> Iterable[tuple[int, int]]:
    """The source lines of an operation's clause and of its new text."""
    yield operation.clause.lines
    if operation.payload is not None and operation.payload.lines is not None:
        yield operation.payload.lines


def _events(own: Sequence[Document], operations: Iterable[tuple[str, Operation]]) -> Iterable[HistoryEvent]:
    """What happened to the act: as its editions' notes tell, and as the orders in the corpus say."""
    for document in own:
        for place, event in document.events:
            yield from _noted(place, event)
    for order, operation in operations:
        key = ActKey.parse(order)
        yield HistoryEvent(
            act=order,
            date=dt.date.fromisoformat(key.date) if key.date else None,
            number=key.number,
            action=operation.action,
            targets=(operation.address,),
            in_force=operation.in_force,
            source="operation",
        )


def _noted(place: str, event: NoteEvent) -> Iterable[HistoryEvent]:
    targets = tuple(full_target(place, target) for target in event.targets)
    for act in event.acts or (None,):
        yield HistoryEvent(
            act=act.act if act is not None else None,
            date=dt.date.fromisoformat(act.date) if act is not None and act.date else None,
            number=act.number if act is not None else None,
            action=event.action,
            targets=targets,
            in_force=event.in_force,
            source="note",
            excepted=tuple(full_target(place, left) for left in event.excepted),
        )


__all__ = ["consolidate", "with_second_order"]
