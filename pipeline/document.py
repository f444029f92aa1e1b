"""One file through stages 1 to 5: everything that can be known of a document by itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator, Sequence

import msgspec
from msgspec import Struct

from pipeline.address import Address, Unit
from pipeline.clean import clean
from pipeline.consolidate.payloads import payload_tree
from pipeline.identify.header import identify, with_key
from pipeline.identify.language import detect_language
from pipeline.identify.requisite import with_requisite
from pipeline.model.acts import ActRef, Identity, InForceClause, InForceException, Language, Role
from pipeline.model.decisions import Decision
from pipeline.model.documents import Clean, Facts, Source
from pipeline.model.editions import Citation, Document
from pipeline.model.professions import Requirement, RequirementSource
from pipeline.model.provisions import NoteEvent, Provision
from pipeline.overrides import NONE, Overrides
from pipeline.overrides.clauses import decide_clauses
from pipeline.overrides.tables import decide_tables
from pipeline.overrides.texts import decide_texts
from pipeline.recognise.inforce_days import date_in_force
from pipeline.recognise.notes import read_note
from pipeline.recognise.operations import Amending, carried_annexes, read_amendments, with_annexes
from pipeline.recognise.professions import asks_for_qualification, position_of_heading, read_requirements
from pipeline.recognise.references import defined_short_forms, find_in_cells, find_references, of_its_time
from pipeline.recognise.regions import Special, read_regions
from pipeline.structure import account, build_tree
from pipeline.structure.frame import frame

_SPEAKING = frozenset({Unit.POINT, Unit.SUBPOINT, Unit.PART, Unit.PARAGRAPH, Unit.ARTICLE, Unit.TEXT, Unit.NOTE})
"""Units whose words may cite acts; a document's own title and preamble are its identity's."""

_PUT = _SPEAKING | {Unit.PREAMBLE}
"""The units that speak where an operation puts them into another act: its new preamble is nobody's identity here."""

_HEADED = frozenset({Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ANNEX})


_DEFINES = re.compile(r"бұдан\s+әрі|далее", re.IGNORECASE)


class NotAnActError(ValueError):
    """A text that names no act of Kazakhstan as itself; the message says what is missing."""


NO_FACTS = Facts()


def read_document(source: Source, facts: Facts = NO_FACTS, overrides: Overrides = NONE) -> Document:
    """Read a source into a document's record. Raises `NotAnActError` when the text is no act.

    Nothing is dropped: what no stage claims is listed in `unrecognised`, repairs and doubts are kept. `overrides` are
    a person's decisions on this very file; those that do not match the page are kept with the cause and not used.
    """
    source, tables = decide_tables(source, overrides.table)
    cleaned, texts = decide_texts(clean(source), overrides.text)
    if not cleaned.paragraphs:
        raise NotAnActError("the text is empty")
    parts = frame(cleaned.paragraphs)
    identity = identify(cleaned.paragraphs, parts, detect_language(source.text).language)
    if source.requisite is not None:
        identity = with_requisite(identity, source.requisite)
    if identity.key is None and facts.act is not None:
        identity = with_key(identity, facts.act)
    if identity.key is None:
        missing = [name for name in ("type", "issuer", "date", "number") if getattr(identity, name) is None]
        raise NotAnActError(
            f"the text names no act as itself: no {', '.join(missing)} can be read in it; if it is one, say which: "
            f'act = "order/…" in the manifest'
        )
    identity = _dated(identity, facts)
    special = read_regions(cleaned.paragraphs, parts, str(identity.key), identity.language)
    amending = read_amendments(cleaned.paragraphs, parts, identity)
    amending, clauses = decide_clauses(amending, cleaned.paragraphs, identity, overrides.clause)
    identity = msgspec.structs.replace(identity, amends=amending.amends, repeals=amending.repeals)
    tree = build_tree(cleaned.paragraphs, parts, quoted=amending.quoted, regions=special.regions)
    tree = tuple(_with_events(provision) for provision in tree)
    amending = msgspec.structs.replace(amending, operations=with_annexes(amending.operations, tree))
    document = _record(source, cleaned, identity, tree, amending, special, facts)
    decisions = (*tables, *texts, *clauses)
    return msgspec.structs.replace(document, decisions=_with_act(decisions, str(identity.key)))


def _with_act(decisions: Sequence[Decision], act: str) -> tuple[Decision, ...]:
    return tuple(msgspec.structs.replace(decision, act=act) for decision in decisions)


def _record(
    source: Source,
    cleaned: Clean,
    identity: Identity,
    tree: tuple[Provision, ...],
    amending: Amending,
    special: Special,
    facts: Facts,
) -> Document:
    key, language = str(identity.key), identity.language
    carded = [place for place, _ in special.found_cards]
    quoted = {cleaned.paragraphs[index].lines for index in amending.quoted}
    texts = list(_texts(key, tree, amending, quoted))
    accounting, left = account(cleaned, tree)
    return Document(
        path=source.path,
        digest=source.digest,
        identity=identity,
        tree=tree,
        operations=amending.operations,
        events=tuple(_events(tree)),
        citations=tuple(
            _of_its_time(cited, identity) for cited in _citations(texts, key, language, identity.date, carded)
        ),
        cards=special.cards(amending.operations),
        positions=special.positions(amending.operations),
        requirements=(*_requirements(texts, language), *special.requirements(amending.operations)),
        repairs=cleaned.repairs,
        unrecognised=(*left, *amending.unread),
        accounting=accounting,
        warnings=(*source.warnings, *identity.doubts, *amending.doubts),
        publication=facts.published,
        entered=facts.entered,
    )


def _dated(identity: Identity, facts: Facts) -> Identity:
    """The identity with its in-force days worked out from what is known of adoption and publication."""
    if identity.in_force is None:
        return identity
    registered = identity.registration.date if identity.registration else None

    def day(clause: InForceClause) -> InForceClause:
        return InForceClause(
            date_in_force(clause.main, identity.date, registered, facts.published),
            tuple(
                InForceException(e.places, date_in_force(e.in_force, identity.date, registered, facts.published))
                for e in clause.exceptions
            ),
        )

    return msgspec.structs.replace(identity, in_force=day(identity.in_force))


def _with_events(provision: Provision) -> Provision:
    """The provision and all inside it, their notes read."""
    notes = tuple(
        msgspec.structs.replace(note, events=read_note(note.text, place=provision.address).events)
        for note in provision.notes
    )
    return msgspec.structs.replace(
        provision, notes=notes, children=tuple(_with_events(child) for child in provision.children)
    )


def _events(tree: Sequence[Provision]) -> Iterator[tuple[str, NoteEvent]]:
    for top in tree:
        for node in top.walk():
            for note in node.notes:
                for event in note.events:
                    yield node.address, event


class _Text(Struct, frozen=True):
    """A provision with the act it speaks for and the heading over it."""

    act: str
    provision: Provision
    heading: str | None


def _texts(
    key: str, tree: tuple[Provision, ...], amending: Amending, quoted: Container[tuple[int, int]]
) -> Iterator[_Text]:
    """The provisions of the document itself, then those that its operations put into other acts.

    What stands in quotes or in an annex that goes into another act speaks for that act alone.
    """
    carried = carried_annexes(amending.operations, tree)
    for top in tree:
        for text in _below(key, top, None, carried):
            if text.provision.lines not in quoted:
                yield text
    for operation in amending.operations:
        base = Address.parse(operation.address).parent
        payload = payload_tree(operation, base, tree)
        if payload is not None:
            yield from _below(operation.act, payload, None, set(), _PUT)


def _below(
    act: str, provision: Provision, heading: str | None, skip: set[str], speaking: frozenset[Unit] = _SPEAKING
) -> Iterator[_Text]:
    if provision.address in skip or 'text["' in provision.address:
        return
    own_heading = provision.heading if provision.unit in _HEADED else heading
    if provision.text and provision.unit in speaking:
        yield _Text(act, provision, own_heading)
    for child in provision.children:
        yield from _below(act, child, own_heading, skip, speaking)


def _citations(
    texts: Sequence[_Text], key: str, language: Language, on: dt.date | None, carded: Sequence[str]
) -> Iterator[Citation]:
    """References in text and tables; a short form («бұдан әрі – Заң») holds from where it is defined on.

    `carded` are the annexes that hold profession cards: what their tables cite stands in the cards.
    """
    forms: dict[str, dict[str, ActRef]] = {}
    for text in texts:
        provision = text.provision
        if provision.table is not None and any(provision.address.startswith(f"{place}/") for place in carded):
            continue
        known = forms.setdefault(text.act, {})
        found = (
            find_references(provision.text, language, on=on, short_forms=known)
            if provision.table is None
            else find_in_cells(provision.table, provision.text, language, on=on, short_forms=known)
        )
        for reference in found:
            if not _is_self(reference, text.act, key):
                yield Citation(text.act, text.provision.address, reference)
        if _DEFINES.search(text.provision.text):
            known.update(defined_short_forms(text.provision.text, language, on=on))


def _of_its_time(citation: Citation, identity: Identity) -> Citation:
    """A citation in words of the act's own day; those of a consolidated edition may be of any later one."""
    if identity.role is Role.CONSOLIDATED or identity.date is None:
        return citation
    reference = of_its_time(citation.reference, identity.date, identity.language)
    return citation if reference is citation.reference else msgspec.structs.replace(citation, reference=reference)


def _is_self(reference: ActRef, *keys: str) -> bool:
    return reference.act in keys


def _requirements(texts: Sequence[_Text], language: Language) -> Iterator[Requirement]:
    for text in texts:
        if not asks_for_qualification(text.provision.text):
            continue
        source = RequirementSource(text.act, address=text.provision.address)
        position = position_of_heading(text.heading) if text.heading else None
        yield from read_requirements(text.provision.full_text(), language, source, position, text.provision.lines)
