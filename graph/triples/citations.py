"""Citations: who cites which act and place, in which words, with which doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from rdflib import URIRef
from rdflib.namespace import RDF

from graph import iris
from graph.triples.professions import cards
from graph.triples.scope import Scope, Triples, plain, words
from graph.vocabulary import ELI, ZAN
from pipeline.model.acts import ActRef
from pipeline.model.editions import Act


class Cited(Struct, frozen=True):
    """A reference and those that make it: the innermost first, then what it belongs to."""

    by: tuple[URIRef, ...]
    reference: ActRef


def cited(act: Act, scope: Scope) -> Iterator[Cited]:
    """Every reference of the act: of its provisions, of its legal basis, of the tasks and cards it holds."""
    said = set()
    for address, reference in act.citations:
        said.add((reference.act, reference.text))
        by = (scope.place(address), scope.node) if address else (scope.node,)
        yield Cited(by, reference)
    for reference in act.legal_basis:
        if (reference.act, reference.text) not in said:
            yield Cited((scope.node,), reference)
    for entry in cards(act, scope):
        for reference in entry.card.ks_citations:
            yield Cited((entry.node, scope.node), reference)
        for task in entry.tasks():
            for reference in task.record.citations:
                yield Cited((task.node, entry.node, scope.node), reference)


def citations(act: Act, scope: Scope) -> Triples:
    """The plain links (`eli:cites` and its inverse) and one `zan:Citation` for each reference, with its words."""
    for position, found in enumerate(cited(act, scope), start=1):
        target = scope.other(found.reference.act)
        yield from _links(found.by, [target])
        places = [scope.other(found.reference.act, place) for place in _places(found.reference)]
        yield from _links(found.by[:1], places)
        yield from _citation(iris.within(scope.node, "citation", position), found, target, places, scope)


def _places(reference: ActRef) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for place in (reference.place, *reference.places) if place))


def _links(by: Iterable[URIRef], targets: Iterable[URIRef]) -> Triples:
    for source in by:
        for target in targets:
            if source != target:
                yield source, ELI.cites, target
                yield target, ELI.cited_by, source


def _citation(node: URIRef, found: Cited, target: URIRef, places: list[URIRef], scope: Scope) -> Triples:
    reference = found.reference
    yield node, RDF.type, ZAN.Citation
    yield node, ZAN.ofAct, scope.node
    yield node, ZAN.citing, found.by[0]
    yield node, ZAN.citedAct, target
    yield node, ZAN.citationText, words(reference.text, scope.language(reference.text))
    for place in places:
        yield node, ZAN.citedPlace, place
    if reference.title:
        yield node, ZAN.citedTitle, words(reference.title, scope.language(reference.text, reference.title))
    for doubt in reference.doubts:
        yield node, ZAN.doubt, plain(doubt)
