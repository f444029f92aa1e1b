"""Acts as triples: a pure function from one consolidated act to the statements of its named graph.

No triple depends on another act, and none is stated by two graphs: a rebuilt act replaces its own graph and
nothing is lost or doubled elsewhere. An act that the corpus only knows by citation has a graph of its own as
well, made from the records of `graph.triples.references`.
"""

from __future__ import annotations

from rdflib import Graph

from graph.iris import BASE
from graph.triples.bodies import Bodies, BodyRecord, bodies_graph, bodies_triples
from graph.triples.citations import citations
from graph.triples.operations import operations
from graph.triples.posts import positions, requirements
from graph.triples.professions import professions
from graph.triples.provisions import provisions
from graph.triples.references import Mention, mentions, reference_act, reference_acts
from graph.triples.register import KnownAct, Register
from graph.triples.scope import Scope, Triple, Triples
from graph.triples.subjects import subjects
from graph.triples.works import relations, work
from graph.vocabulary import bind_prefixes
from pipeline.model.editions import Act

__all__ = [
    "Bodies",
    "BodyRecord",
    "KnownAct",
    "Mention",
    "Register",
    "Triple",
    "act_graph",
    "act_triples",
    "bodies_graph",
    "bodies_triples",
    "mentions",
    "reference_act",
    "reference_acts",
]

_PARTS = (work, subjects, relations, provisions, operations, professions, positions, requirements, citations)


def act_triples(act: Act, base: str = BASE) -> Triples:
    """Every statement about the act; a statement may come more than once, the order says nothing."""
    scope = Scope.of(act, base)
    for part in _PARTS:
        yield from part(act, scope)


def act_graph(act: Act, base: str = BASE) -> Graph:
    """The act's graph, named by the act's IRI, with the project's prefixes bound."""
    scope = Scope.of(act, base)
    graph = bind_prefixes(Graph(identifier=scope.node))
    for triple in act_triples(act, base):
        graph.add(triple)
    return graph
