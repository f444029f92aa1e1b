"""Graphs put on a SPARQL server by the Graph Store Protocol, one named graph an act: all of them, or none.

    1. every graph that changed is PUT under a staging name, its predicates under a prefix that no query asks for;
    2. the staged statements are counted: a server that dropped one is found out here;
    3. one small PUT says which stages are to take which places: from here on the load is decided;
    4. one update puts the stages in their places and takes away graphs of acts that are no more; done again it
       does the same, so a load broken off here is brought to its end by the next one.

A load that is broken off before 3 leaves the old graphs as they were, and its stages are swept by the next. Oxigraph
runs the update of 4 as one transaction. Virtuoso commits each of its statements: someone who asks in that moment may
find a graph empty. Which graphs were put there, and their digests, stand in a graph of their own, so that a graph
that is the same is not sent again; what the server holds is counted each time and not taken on trust.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from rdflib.query import Result as Answer

from graph import iris
from graph.remote import Endpoint, RemoteError, RemoteStore
from graph.serialise import term, vocabulary_graphs

_OWN: Final = "urn:zangraph:"
_STAGE: Final = f"{_OWN}stage:"
_HIDDEN: Final = f"{_OWN}staged:"
_PLAN: Final = f"{_OWN}plan"
_PUBLISHED: Final = f"{_OWN}published"
_STANDS_FOR: Final = f"{_OWN}standsFor"
_DIGEST: Final = f"{_OWN}sha256"
_MAKES_WAY: Final = f"{_OWN}makesWay"

_SWAP: Final = f"""
DELETE {{ GRAPH ?name {{ ?s ?p ?o }} }}
WHERE {{ GRAPH <{_PLAN}> {{ ?name <{_MAKES_WAY}> ?yes }} GRAPH ?name {{ ?s ?p ?o }} }} ;
INSERT {{ GRAPH ?name {{ ?s ?q ?o }} }}
WHERE {{
  GRAPH <{_PLAN}> {{ ?stage <{_STANDS_FOR}> ?name }}
  GRAPH ?stage {{ ?s ?p ?o }}
  BIND (IRI(STRAFTER(STR(?p), "{_HIDDEN}")) AS ?q)
}} ;
DELETE {{ GRAPH <{_PUBLISHED}> {{ ?name <{_DIGEST}> ?old }} }}
WHERE {{ GRAPH <{_PLAN}> {{ ?name <{_MAKES_WAY}> ?yes }} GRAPH <{_PUBLISHED}> {{ ?name <{_DIGEST}> ?old }} }} ;
INSERT {{ GRAPH <{_PUBLISHED}> {{ ?name <{_DIGEST}> ?new }} }}
WHERE {{ GRAPH <{_PLAN}> {{ ?name <{_DIGEST}> ?new }} }}
"""
_COUNTS: Final = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


class Published(Struct, frozen=True):
    """What a load did: how many graphs were sent, taken away, and were there already."""

    sent: int
    removed: int
    unchanged: int


def publish(url: str, graphs: Mapping[str, Path], base: str = iris.BASE) -> Published:
    """Make the graphs of a server those of the N-Quads files, and the vocabulary's: all or none.

    Keys of `graphs` are act keys, or full IRIs for other graphs; graphs that an earlier load put there and that are
    not among them are taken away, graphs that others put there are left alone. Raises `RemoteError`.
    """
    read = {_name(key, base): partial(_triples_in, path) for key, path in graphs.items()}
    known = {str(name): partial(triples_of, quads) for name, quads in vocabulary_graphs().items()}
    return put_all(RemoteStore(Endpoint.at(url)), {**read, **known})


def put_all(store: RemoteStore, wanted: Mapping[str, Callable[[], bytes]]) -> Published:
    """The same for a client, and graphs by name that give their N-Triples when they are asked for them."""
    _finish(store)
    held, known = _counts(store), _digests(store)
    marks = {name: _mark(triples()) for name, triples in wanted.items()}
    changed = [name for name, mark in marks.items() if (known.get(name), held.get(name)) != mark]
    gone = known.keys() - wanted.keys()
    if changed or gone:
        stages = {f"{_STAGE}{number}": name for number, name in enumerate(changed)}
        _stage(store, {stage: wanted[name] for stage, name in stages.items()})
        plan = [f"<{stage}> <{_STANDS_FOR}> <{name}> ." for stage, name in stages.items()]
        plan += [f'<{name}> <{_DIGEST}> "{marks[name][0]}" .' for name in changed]
        plan += [f'<{name}> <{_MAKES_WAY}> "true" .' for name in (*changed, *gone)]
        store.put_graph(_PLAN, "\n".join(plan).encode() + b"\n")
        _finish(store)
        _hold_to(store, {name: marks[name][1] for name in changed})
    return Published(len(changed), len(gone), len(wanted) - len(changed))


def _mark(triples: bytes) -> tuple[str, int]:
    """What a graph is known by: the digest of its statements and their number."""
    return hashlib.sha256(triples).hexdigest(), _size(triples)


def _stage(store: RemoteStore, stages: Mapping[str, Callable[[], bytes]]) -> None:
    """Put graphs under their staging names; when one cannot be put whole, none is left there."""
    sizes: dict[str, int] = {}
    try:
        for stage, read in stages.items():
            triples = read()
            sizes[stage] = _size(triples)
            store.put_graph(stage, _hidden(triples))
        _hold_to(store, sizes)
    except BaseException:
        # When the server is gone too, the stages hold nothing that a query asks for, and the next load sweeps them.
        with suppress(RemoteError):
            _sweep(store)
        raise


def _finish(store: RemoteStore) -> None:
    """Bring a load to its end that was decided, and sweep the stages of any other."""
    planned = store.query(f"ASK {{ GRAPH <{_PLAN}> {{ ?s ?p ?o }} }}")
    if planned.askAnswer:
        try:
            store.update(_SWAP)
        except RemoteError as error:
            raise RemoteError(
                f"{error}; every graph is staged there, and the next load puts them in their places"
            ) from error
        store.update(f"DROP SILENT GRAPH <{_PLAN}>")
    _sweep(store)


def _sweep(store: RemoteStore) -> None:
    stages = [name for name in _counts(store) if name.startswith(_STAGE)]
    if stages:
        store.update(" ;\n".join(f"DROP SILENT GRAPH <{stage}>" for stage in stages))


def _counts(store: RemoteStore) -> dict[str, int]:
    """How many statements each graph of the server holds."""
    return {name: int(count) for name, count in _pairs(store.query(_COUNTS))}


def _digests(store: RemoteStore) -> dict[str, str]:
    """The graphs that earlier loads put there, with the digests of their statements."""
    asked = f"SELECT ?name ?digest WHERE {{ GRAPH <{_PUBLISHED}> {{ ?name <{_DIGEST}> ?digest }} }}"
    return dict(_pairs(store.query(asked)))


def _pairs(answer: Answer) -> Iterator[tuple[str, str]]:
    """The rows of an answer of two columns."""
    columns = tuple(answer.vars or ())
    return ((str(row[columns[0]]), str(row[columns[1]])) for row in answer.bindings)


def _hold_to(store: RemoteStore, sizes: Mapping[str, int]) -> None:
    """Raise `RemoteError` when the server does not hold as many statements as it was sent."""
    held = _counts(store)
    for name, size in sizes.items():
        if held.get(name, 0) != size:
            raise RemoteError(
                f"{store.endpoint.graphs}: the graph {name} was sent {size} statements and holds {held.get(name, 0)}"
            )


def _triples_in(path: Path) -> bytes:
    return triples_of(path.read_bytes())


def _lines(triples: bytes) -> Iterator[bytes]:
    return (line for line in triples.split(b"\n") if line)


def _size(triples: bytes) -> int:
    return sum(1 for _ in _lines(triples))


def _hidden(triples: bytes) -> bytes:
    """N-Triples with the predicates under the prefix of stages; subjects are IRIs, so the second `<` begins them."""
    return b"".join(line.replace(b"> <", b"> <" + _HIDDEN.encode(), 1) + b"\n" for line in _lines(triples))


def triples_of(quads: bytes) -> bytes:
    """N-Quads of one graph as N-Triples: the lines without their last term."""
    return b"".join(line[: line.rindex(b" <")] + b" .\n" for line in _lines(quads))


def _name(key: str, base: str) -> str:
    return key if key.startswith(("http://", "https://", "urn:")) else term(iris.act(key, base))[1:-1]
