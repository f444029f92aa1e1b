"""Provisions and their dated texts, in a form that makes a question about a day one pattern.

A provision is one `eli:LegalResourceSubdivision` for both languages; each of its texts is a `zan:Version`
that realises it and carries the words, the days between which they hold, and the operation they come from.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from rdflib import URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from graph import iris
from graph.triples.scope import Scope, Triples, day, listed, number, period, plain, words
from graph.vocabulary import ELI, LANGUAGES, ZAN
from pipeline.address import WHOLE, Address, AddressError
from pipeline.model.acts import InForce, Language
from pipeline.model.editions import Act, Edition, Label, ProvisionHistory, Version
from pipeline.model.operations import OperationRef


def provisions(act: Act, scope: Scope) -> Triples:
    """Every provision of the act, the places that hold them, and every version of their texts."""
    described: set[str] = set()
    for edition in act.editions:
        for history in edition.provisions:
            yield from _subdivision(history, scope, described)
    for edition in act.editions:
        for order, history in enumerate(edition.provisions, start=1):
            yield from _texts(act, edition, history, order, scope)
        yield from _editions(act, edition, scope)
    yield from _in_one_language(act, scope)


def _in_one_language(act: Act, scope: Scope) -> Triples:
    """The provisions that one language of the act has and another, whose text is held too, has not."""
    held = {
        edition.language: {history.address for history in edition.provisions}
        for edition in act.editions
        if edition.provisions
    }
    for language, addresses in held.items():
        for other in held.keys() - {language}:
            for address in sorted(addresses - held[other] - {str(WHOLE)}):
                yield scope.place(address), ZAN.onlyIn, plain(language)


def _subdivision(history: ProvisionHistory, scope: Scope, described: set[str]) -> Triples:
    if history.address in described or not history.address:
        return
    described.add(history.address)
    node = scope.place(history.address)
    yield from _place(node, history.address, history.unit, history.number, scope)
    parent = history.parent if history.parent is not None else _outer(history.address)
    holder = scope.place(parent)
    yield node, ELI.is_part_of, holder
    yield holder, ELI.has_part, node
    if parent:
        yield from _holder(parent, scope, described)


def _holder(address: str, scope: Scope, described: set[str]) -> Triples:
    """A place that no history describes (the rest of a fragment): enough of it for the way up to the act."""
    if address in described:
        return
    try:
        last = Address.parse(address).last
    except AddressError:
        last = None
    if last is None:
        return
    described.add(address)
    node, outer = scope.place(address), scope.place(_outer(address))
    yield from _place(node, address, last.unit, last.number, scope)
    yield node, ELI.is_part_of, outer
    yield outer, ELI.has_part, node
    yield from _holder(_outer(address), scope, described)


def _place(node: URIRef, address: str, unit: str, printed: str | None, scope: Scope) -> Triples:
    yield node, RDF.type, ELI.LegalResourceSubdivision
    yield node, ZAN.address, plain(address)
    yield node, ZAN.ofAct, scope.node
    yield node, ELI.type_subdivision, listed("unit", unit)
    if printed:
        yield node, ELI.number, plain(printed)


def _outer(address: str) -> str:
    try:
        return str(Address.parse(address).parent)
    except AddressError:
        return str(WHOLE)


def _texts(act: Act, edition: Edition, history: ProvisionHistory, order: int, scope: Scope) -> Triples:
    language, place = edition.language, scope.place(history.address)
    text = iris.text(act.act, history.address, language, base=scope.base)
    if history.address:
        yield text, RDF.type, ELI.LegalExpression
        yield text, ELI.realizes, place
        yield text, ELI.language, LANGUAGES[language]
    earlier: URIRef | None = None
    for mark, version in zip(marks(history.versions), history.versions, strict=True):
        node = iris.text(act.act, history.address, language, mark, scope.base)
        yield node, RDF.type, ZAN.Version
        yield node, RDF.type, ELI.LegalExpression
        yield node, ELI.realizes, place
        yield node, ELI.language, LANGUAGES[language]
        yield node, DCTERMS.isVersionOf, text
        yield node, ZAN.order, number(order)
        yield from _version(node, version, language, scope)
        if earlier is not None:
            yield node, PROV.wasRevisionOf, earlier
        earlier = node


def _version(node: URIRef, version: Version, language: str, scope: Scope) -> Triples:
    yield node, ZAN.text, words(version.text, language)
    if version.own != version.text:
        yield node, ZAN.ownText, words(version.own, language)
    yield node, ZAN.standing, listed("standing", version.standing)
    if version.heading:
        yield node, ELI.title, words(version.heading, language)
    if version.note:
        yield node, ZAN.note, words(version.note, language)
    yield from period(node, version.in_force, version.until)
    if version.operation is not None:
        source = _operation(version.operation, scope)
        yield node, ZAN.producedBy, source
        yield node, PROV.wasGeneratedBy, source
    for reference in _sources(version):
        yield node, ZAN.wordsFrom, _operation(reference, scope)


def _sources(version: Version) -> list[OperationRef]:
    found = {(span.operation.act, span.operation.n): span.operation for span in version.spans if span.operation}
    return [found[key] for key in sorted(found)]


def _operation(reference: OperationRef, scope: Scope) -> URIRef:
    return iris.operation(reference.act, reference.n, scope.base)


def _day(in_force: InForce | None) -> str | None:
    known = None if in_force is None else in_force.from_ or in_force.not_before
    return None if known is None else known.isoformat()


def marks(versions: Iterable[Version]) -> list[str]:
    """The last IRI segment of each version of a text, in order, no two alike.

    It is the day the version begins, or else the earliest day it can begin; `undated` when nothing is known,
    as for the text of a consolidated edition that no note dates. A second version of one day takes `-2`.
    """
    seen: Counter[str] = Counter()
    found = []
    for version in versions:
        mark = _day(version.in_force) or "undated"
        seen[mark] += 1
        found.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return found


def _editions(act: Act, edition: Edition, scope: Scope) -> Triples:
    """The act's dated editions: one for each day on which some text of it begins, consolidating the one before."""
    if act.label is Label.REFERENCE:
        return
    certain: set[str] = set()
    makers: dict[str, set[str]] = {}
    for history in edition.provisions:
        for version in history.versions:
            date = _day(version.in_force)
            if date is None:
                continue
            makers.setdefault(date, set()).update({version.operation.act} if version.operation else ())
            if version.in_force is not None and version.in_force.from_ is not None:
                certain.add(date)
    earlier = iris.text(act.act, "", edition.language, base=scope.base)
    for date in sorted(makers):
        node = iris.text(act.act, "", edition.language, date, scope.base)
        yield from _edition(node, edition.language, scope, date, date in certain)
        for maker in [earlier, *(scope.other(key) for key in sorted(makers[date]))]:
            yield node, ELI.consolidates, maker
        earlier = node


def _edition(node: URIRef, language: Language, scope: Scope, date: str, certain: bool) -> Triples:
    value = day(dt.date.fromisoformat(date))
    yield node, RDF.type, ELI.LegalExpression
    yield node, ELI.realizes, scope.node
    yield node, ELI.language, LANGUAGES[language]
    yield node, ELI.version_date, value
    yield node, ZAN.inForceFrom if certain else ZAN.notBefore, value
