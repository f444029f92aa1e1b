"""The bodies that pass acts: names in both languages, years, what they were made from; in a graph of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct
from rdflib import Graph
from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SKOS

from graph import iris
from graph.triples.scope import Triples, number, plain, words
from graph.vocabulary import ZAN, bind_prefixes
from pipeline.model.acts import Language


class BodyRecord(Struct, frozen=True):
    """A body: its present names, former ones, the years of its name, and the slugs of the bodies around it."""

    names: tuple[tuple[Language, str], ...]
    other_names: tuple[tuple[Language, str], ...] = ()
    year_from: int | None = None
    year_until: int | None = None
    part_of: str | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    source: str = ""


Bodies: TypeAlias = Mapping[str, BodyRecord]
"""Slug → body."""


def bodies_triples(bodies: Bodies, base: str = iris.BASE) -> Triples:
    """Every body with its names, and which body came after which (Law № 480-V, article 36)."""
    for slug in sorted(bodies):
        body, node = bodies[slug], iris.body(slug, base)
        yield node, RDF.type, ORG.FormalOrganization
        yield node, RDF.type, ORG.Organization
        yield node, SKOS.notation, plain(slug)
        for language, name in body.names:
            yield node, SKOS.prefLabel, words(name, language)
            yield node, RDFS.label, words(name, language)
        for language, name in body.other_names:
            yield node, SKOS.altLabel, words(name, language)
        for term, year in ((ZAN.nameFrom, body.year_from), (ZAN.nameUntil, body.year_until)):
            if year is not None:
                yield node, term, number(year)
        if body.part_of:
            yield node, ORG.subOrganizationOf, iris.body(body.part_of, base)
        if body.source:
            yield node, DCTERMS.source, plain(body.source)
        yield from _succession(slug, body, base)


def _succession(slug: str, body: BodyRecord, base: str) -> Triples:
    """Said in both directions, whichever of the two bodies names the other."""
    pairs = [(before, slug) for before in body.predecessors] + [(slug, after) for after in body.successors]
    for before, after in pairs:
        yield iris.body(after, base), DCTERMS.replaces, iris.body(before, base)
        yield iris.body(before, base), DCTERMS.isReplacedBy, iris.body(after, base)


def bodies_graph(bodies: Bodies, base: str = iris.BASE) -> Graph:
    """The graph of the bodies, named `{base}id/body`."""
    graph = bind_prefixes(Graph(identifier=iris.bodies(base)))
    for triple in bodies_triples(bodies, base):
        graph.add(triple)
    return graph
