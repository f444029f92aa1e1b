"""The bodies that pass acts, as organisations with their names in both languages, in a graph of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from rdflib import Graph
from rdflib.namespace import ORG, RDF, RDFS, SKOS

from graph import iris
from graph.triples.scope import Triples, plain, words
from graph.vocabulary import bind_prefixes

Bodies: TypeAlias = Mapping[str, Mapping[str, str]]
"""Slug → language → name: `{"mtszn": {"kk": "…", "ru": "…"}}`."""


def bodies_triples(bodies: Bodies, base: str = iris.BASE) -> Triples:
    """Every body with its names."""
    for slug in sorted(bodies):
        node = iris.body(slug, base)
        yield node, RDF.type, ORG.FormalOrganization
        yield node, RDF.type, ORG.Organization
        yield node, SKOS.notation, plain(slug)
        for language, name in sorted(bodies[slug].items()):
            yield node, SKOS.prefLabel, words(name, language)
            yield node, RDFS.label, words(name, language)


def bodies_graph(bodies: Bodies, base: str = iris.BASE) -> Graph:
    """The graph of the bodies, named `{base}id/body`."""
    graph = bind_prefixes(Graph(identifier=iris.bodies(base)))
    for triple in bodies_triples(bodies, base):
        graph.add(triple)
    return graph
