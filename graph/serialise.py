"""Graphs as files: sorted N-Quads that are the same bytes for the same act, Turtle and JSON-LD for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from rdflib import Graph, URIRef
from rdflib import Literal as Words
from rdflib.namespace import XSD

from graph import iris
from graph.triples import Bodies, Triple, act_graph, act_triples, bodies_triples, reference_acts
from graph.vocabulary import ONTOLOGY_IRI, PREFIXES, SCHEME_IRI, bind_prefixes
from ontology import ONTOLOGY, SCHEMES
from pipeline.model.editions import Act

Format = Literal["nq", "ttl", "jsonld"]

_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f"}
_STRING = str(XSD.string)


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    return _SHORT.get(letter) or f"\\u{ord(letter):04X}"


@lru_cache(maxsize=65536)
def _iri(iri: str) -> str:
    return f"<{iri}>"


def term(value: URIRef | Words) -> str:
    """A term as N-Triples writes it in canonical form."""
    if isinstance(value, URIRef):
        return _iri(value)
    quoted = f'"{_ESCAPED.sub(_escape, value)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    if value.datatype is None or str(value.datatype) == _STRING:
        return quoted
    return f"{quoted}^^{_iri(value.datatype)}"


def quads(triples: Iterable[Triple], name: URIRef) -> bytes:
    """Triples as the N-Quads of the graph `name`: each once, lines sorted."""
    tail = f" {_iri(name)} .\n"
    lines = {f"{_iri(s)} {_iri(p)} {term(o)}{tail}" for s, p, o in triples}
    return "".join(sorted(lines)).encode()


def act_quads(act: Act, base: str = iris.BASE) -> bytes:
    """The N-Quads of an act's graph."""
    return quads(act_triples(act, base), iris.act(act.act, base))


def bodies_quads(bodies: Bodies, base: str = iris.BASE) -> bytes:
    """The N-Quads of the graph of bodies."""
    return quads(bodies_triples(bodies, base), iris.bodies(base))


def reference_quads(acts: Iterable[Act], base: str = iris.BASE) -> bytes:
    """The N-Quads of every act that the given acts mention and that is not among them, each in its own graph."""
    return b"".join(act_quads(act, base) for act in reference_acts(acts))


def vocabulary_quads() -> bytes:
    """The N-Quads of the ontology and the concept schemes, so that a store can label every term it holds."""
    return b"".join(vocabulary_graphs().values())


@lru_cache(maxsize=1)
def vocabulary_graphs() -> dict[URIRef, bytes]:
    """The same as N-Quads by the name of the graph."""
    files = ((ONTOLOGY, ONTOLOGY_IRI), (SCHEMES, SCHEME_IRI))
    return {URIRef(name): _file_quads(path, URIRef(name)) for path, name in files}


def _file_quads(path: Path, name: URIRef) -> bytes:
    triples: list[Triple] = []
    for s, p, o in Graph().parse(path, format="turtle"):
        if not (isinstance(s, URIRef) and isinstance(p, URIRef) and isinstance(o, URIRef | Words)):
            raise ValueError(f"{path.name} holds a blank node, which has no name to be sorted by: {s.n3()} {p.n3()}")
        triples.append((s, p, o))
    return quads(triples, name)


def write(act: Act, format: Format, base: str = iris.BASE) -> bytes:
    """An act's graph in a format: `nq` (N-Quads), `ttl` (Turtle) or `jsonld` (JSON-LD)."""
    if format == "nq":
        return act_quads(act, base)
    return write_graph(act_graph(act, base), format)


def write_graph(graph: Graph, format: Literal["ttl", "jsonld"]) -> bytes:
    """A graph as Turtle or JSON-LD with the project's prefixes."""
    bind_prefixes(graph)
    if format == "ttl":
        return graph.serialize(format="turtle", encoding="utf-8")
    tree = json.loads(graph.serialize(format="json-ld", context=PREFIXES))
    return json.dumps(_ordered(tree), ensure_ascii=False, sort_keys=True, indent=2).encode()


def _ordered(value: Any) -> Any:
    """JSON-LD with its arrays in one order: they are sets, and the library writes them as they come."""
    if isinstance(value, dict):
        return {key: _ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda part: json.dumps(part, sort_keys=True))
    return value
