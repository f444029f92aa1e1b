"""Operations of amending acts and the events that notes tell of: what changed the act, where, how, from when."""

from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import PROV, RDF

from graph import iris
from graph.triples.scope import Scope, Triples, day, flag, in_force, listed, number, plain, printed_at, words
from graph.vocabulary import ELI, ZAN
from pipeline.model.editions import Act, HistoryEvent
from pipeline.model.operations import Action, Operation, Words


def operations(act: Act, scope: Scope) -> Triples:
    """Every operation of the act's ledger.

    It stands in the graph of the act it aims at: there its outcome is decided, and an operation has one target.
    The Kazakh and the Russian text of an amending act number their operations alike, so that one operation has
    its words in both; where the two texts order different things the node has two targets or outcomes, which
    the shapes report.
    """
    for key, operation in act.operations:
        yield from _operation(key, operation, scope)
    for position, event in enumerate(act.events, start=1):
        yield from _event(iris.within(scope.node, "event", position), event, scope)


def _operation(key: str, operation: Operation, scope: Scope) -> Triples:
    node = iris.operation(key, operation.n, scope.base)
    yield node, RDF.type, ZAN.Operation
    yield node, ZAN.n, number(operation.n)
    yield node, ZAN.action, listed("action", operation.action)
    yield node, ZAN.inAct, scope.other(key)
    yield node, PROV.wasDerivedFrom, scope.other(key)
    if operation.act:
        yield node, ZAN.targetAct, scope.other(operation.act)
        yield node, ZAN.target, scope.other(operation.act, operation.address)
    language = scope.language(operation.clause.text)
    yield node, ZAN.clauseText, words(operation.clause.text, language)
    yield from printed_at(node, operation.clause.lines)
    yield from in_force(node, operation.in_force, scope)
    if operation.words is not None:
        yield from _words(node, operation.words, language)
    if operation.number:
        yield node, ZAN.newNumber, plain(operation.number)
    yield from _payload(node, operation, language, scope)
    if operation.outcome is not None:
        yield node, ZAN.outcome, listed("outcome", operation.outcome.status)
        if operation.outcome.detail:
            yield node, ZAN.outcomeDetail, plain(operation.outcome.detail)


def _words(node: URIRef, changed: Words, language: str) -> Triples:
    pairs = (
        (ZAN.oldWords, changed.old),
        (ZAN.newWords, changed.new),
        (ZAN.afterWords, changed.after),
        (ZAN.beforeWords, changed.before),
    )
    for term, text in pairs:
        if text is not None:
            yield node, term, words(text, language)
    yield node, ZAN.everywhere, flag(changed.everywhere)


def _payload(node: URIRef, operation: Operation, language: str, scope: Scope) -> Triples:
    payload = operation.payload
    if payload is None:
        return
    yield node, ZAN.payloadText, words(payload.text, language)
    if payload.from_annex:
        yield node, ZAN.fromAnnex, plain(payload.from_annex)
    if operation.act:
        for address in payload.provisions:
            yield node, ZAN.carries, scope.other(operation.act, address)


def _event(node: URIRef, event: HistoryEvent, scope: Scope) -> Triples:
    yield node, RDF.type, ZAN.Event
    yield node, ZAN.targetAct, scope.node
    # A repeal with exceptions leaves the act in force, in part: the graph tells it as a change of the act.
    partly = event.excepted and event.action == Action.REPEAL
    yield node, ZAN.action, listed("action", "amend" if partly else event.action)
    yield node, ZAN.evidence, listed("evidence", event.source)
    for address in event.targets:
        yield node, ZAN.target, scope.place(address)
    if event.act is not None:
        yield node, ZAN.inAct, scope.other(event.act)
    if event.date is not None:
        yield node, ELI.date_document, day(event.date)
    if event.number:
        yield node, ELI.number, plain(event.number)
    yield from in_force(node, event.in_force, scope)
