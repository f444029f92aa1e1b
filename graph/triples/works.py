"""The act as a work: what it is, who passed it, what it is called, which acts it changes and rests on."""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, XSD

from graph import iris
from graph.triples.scope import Scope, Triples, day, in_force, listed, plain, words
from graph.vocabulary import ELI, LANGUAGES, ZAN
from pipeline.model.editions import Act, HistoryEvent
from pipeline.model.operations import Action

IN_FORCE = "in_force"
"""The event that only brings something into force; it changes no text."""


def work(act: Act, scope: Scope) -> Triples:
    """The particulars of the act and its expressions, one a language."""
    node = scope.node
    yield node, RDF.type, ELI.LegalResource
    yield node, ELI.id_local, plain(act.act)
    yield node, ELI.type_document, listed("act-type", act.type)
    yield node, ZAN.coverage, listed("coverage", act.label)
    if act.number:
        yield node, ELI.number, plain(act.number)
    if act.date:
        yield node, ELI.date_document, day(act.date)
    if act.issuer:
        yield node, ELI.passed_by, iris.body(act.issuer, scope.base)
    yield from _registration(act, node)
    yield from _validity(act, node, scope)
    yield from _titles(act, scope)
    for path in act.sources:
        yield node, DCTERMS.source, plain(path)
    for finding in act.findings:
        yield node, ZAN.finding, plain(finding)


def _registration(act: Act, node: URIRef) -> Triples:
    if act.registration is None:
        return
    if act.registration.number:
        yield node, ZAN.registrationNumber, plain(act.registration.number)
    if act.registration.date:
        yield node, ZAN.registrationDate, day(act.registration.date)


def _validity(act: Act, node: URIRef, scope: Scope) -> Triples:
    yield from in_force(node, act.in_force, scope)
    if act.in_force is not None and act.in_force.from_ is not None:
        yield node, ELI.first_date_entry_in_force, day(act.in_force.from_)
    ends = [] if act.in_force is None or act.in_force.until is None else [act.in_force.until]
    ends += [event.in_force.from_ for event in act.events if _ends(event) and event.in_force and event.in_force.from_]
    if ends:
        yield node, ELI.date_no_longer_in_force, day(min(ends))


def _ends(event: HistoryEvent) -> bool:
    return event.action == Action.REPEAL and "" in event.targets and not event.excepted


def _titles(act: Act, scope: Scope) -> Triples:
    """ELI gives titles to expressions; the work repeats them, so that every act has its name in one place."""
    titles = dict(act.titles)
    for edition in act.editions:
        if edition.title:
            titles.setdefault(edition.language, edition.title)
    for language, title in sorted(titles.items()):
        yield scope.node, ELI.title, words(title, language)
        yield scope.node, RDFS.label, words(title, language)
    if not titles:
        yield scope.node, RDFS.label, plain(act.act)
    for language in sorted(titles.keys() | scope.languages):
        text = iris.text(act.act, "", language, base=scope.base)
        yield text, RDF.type, ELI.LegalExpression
        yield text, ELI.realizes, scope.node
        yield scope.node, ELI.is_realized_by, text
        yield text, ELI.language, LANGUAGES[language]
        yield text, DCTERMS.language, Literal(language, datatype=XSD.language)
        if language in titles:
            yield text, ELI.title, words(titles[language], language)


def relations(act: Act, scope: Scope) -> Triples:
    """Act to act: what it changes and repeals as it says itself, what changed and repealed it as its ledger says.

    The forward statement stands in the graph of the act that makes the change, the inverse in the graph of the
    act changed: each follows from one record, so rebuilding one act neither loses nor doubles a triple.
    """
    node = scope.node
    for key in act.amends:
        yield node, ELI.amends, scope.other(key)
    for key in act.repeals:
        yield node, ELI.repeals, scope.other(key)
    for reference in act.legal_basis:
        basis = scope.other(reference.act)
        yield node, ELI.based_on, basis
        yield basis, ELI.basis_for, node
    for key, operation in act.operations:
        if operation.act != act.act:
            continue
        whole = operation.action is Action.REPEAL and operation.address == ""
        yield node, ELI.repealed_by if whole else ELI.amended_by, scope.other(key)
    for event in act.events:
        if event.act is not None and event.action != IN_FORCE:
            yield node, ELI.repealed_by if _ends(event) else ELI.amended_by, scope.other(event.act)
