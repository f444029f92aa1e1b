"""Citation analysis: who cites whom as a network, and what stands out in it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Literal, TypeAlias

import networkx as nx
from msgspec import Struct

from graph import iris
from graph.query import Source, run, shorten

Kind = Literal["act", "card"]
Network: TypeAlias = nx.DiGraph
"""Nodes are acts and cards by their short names, with `kind` and `label`; edges carry the number of citations."""

_EDGES = """
SELECT ?act ?card ?cited (COUNT(?citation) AS ?weight)
WHERE {
  ?citation zan:citedAct ?cited ; zan:ofAct ?act ; zan:citing ?citing .
  OPTIONAL {
    { ?citing a zan:ProfessionCard BIND (?citing AS ?card) }
    UNION { ?card zan:hasFunction ?function . ?function zan:hasTask ?citing }
  }
}
GROUP BY ?act ?card ?cited
"""
_LABELS = """
SELECT ?node ?kind ?label
WHERE {
  { ?node a eli:LegalResource ; rdfs:label ?label BIND ("act" AS ?kind) }
  UNION { ?node a zan:ProfessionCard ; rdfs:label ?label BIND ("card" AS ?kind) }
}
ORDER BY ?node LANG(?label) ?label
"""


class Rank(Struct, frozen=True):
    """An act or card of the network with its measures."""

    node: str
    label: str
    kind: str
    in_degree: int
    citations: int
    pagerank: float


def citation_network(source: Source, base: str = iris.BASE) -> Network:
    """The network of a store: a card cites the acts of its tasks, an act those of its own provisions."""
    network: Network = nx.DiGraph()
    labels = run(_LABELS, {}, source, base)
    for node, kind, label in labels.rows:
        _add(network, shorten(str(node), base), str(kind), str(label))
    for act, card, cited, weight in run(_EDGES, {}, source, base).rows:
        citing, target = shorten(str(card or act), base), shorten(str(cited), base)
        _add(network, citing, "act" if card is None else "card", citing)
        _add(network, target, "act", target)
        network.add_edge(citing, target, weight=int(str(weight)))
    return network


def _add(network: Network, name: str, kind: str, label: str) -> None:
    if name not in network:
        network.add_node(name, kind=kind, label=label)


def ranks(network: Network) -> tuple[Rank, ...]:
    """Every act and card with its measures, the most central first."""
    if not network:
        return ()
    pagerank = nx.pagerank(network, weight="weight")
    weighted = dict(network.in_degree(weight="weight"))
    found = [
        Rank(
            node=name,
            label=data["label"],
            kind=data["kind"],
            in_degree=int(network.in_degree(name)),
            citations=int(weighted[name]),
            pagerank=float(pagerank[name]),
        )
        for name, data in network.nodes(data=True)
    ]
    return tuple(sorted(found, key=lambda rank: (-rank.pagerank, rank.node)))


def orphan_cards(network: Network) -> tuple[str, ...]:
    """The cards that cite no act at all."""
    return tuple(
        sorted(n for n, data in network.nodes(data=True) if data["kind"] == "card" and not network.out_degree(n))
    )


def communities(network: Network) -> tuple[frozenset[str], ...]:
    """Groups of acts and cards that cite one another more than others (Louvain, seeded), the largest first."""
    linked = nx.Graph()
    for citing, cited, data in sorted(network.edges(data=True), key=lambda edge: edge[:2]):
        linked.add_edge(citing, cited, weight=data["weight"])
    groups = nx.community.louvain_communities(linked, weight="weight", seed=0) if linked else []
    return tuple(sorted(map(frozenset, groups), key=lambda group: (-len(group), min(group))))


def chains(network: Network, start: str, length: int = 3) -> tuple[tuple[str, ...], ...]:
    """Citation chains from a card or act, as paths of at most `length` steps: card → order → law."""
    paths: list[tuple[str, ...]] = []
    front: list[tuple[str, ...]] = [(start,)]
    for _ in range(length):
        front = [(*path, cited) for path in front for cited in sorted(network[path[-1]]) if cited not in path]
        paths += front
    return tuple(paths)


def write_graphml(network: Network, path: Path) -> None:
    """Write the network as GraphML for Gephi, yEd and the like."""
    nx.write_graphml(network, path, encoding="utf-8", prettyprint=True)


def write_gexf(network: Network, path: Path) -> None:
    """Write the network as GEXF 1.2 for Gephi; the file says no day of its making, so that it can be compared."""
    held = BytesIO()
    nx.write_gexf(network, held, encoding="utf-8", prettyprint=True, version="1.2draft")
    path.write_bytes(re.sub(rb' lastmodifieddate="[^"]*"', b"", held.getvalue()))
