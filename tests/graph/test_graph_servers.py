"""Two real SPARQL servers in place of the embedded store: loaded all or nothing, and every query answers alike.

The servers of `servers.py` are started once a run: pytest gives a file's tests to one worker (`--dist loadfile`).
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import servers
from rdflib import URIRef

from graph.catalogue import catalogue
from graph.publish import Published, put_all, triples_of
from graph.query import run
from graph.remote import Endpoint, RemoteError, RemoteStore
from graph.serialise import vocabulary_graphs

CASES = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))["cases"]
_BLANK_END = re.compile(r' +"(?=@)')
Wanted = Mapping[str, Callable[[], bytes]]
_ALL = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), 'https://w3id.org/')) }"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request, tmp_path_factory) -> Iterator[Endpoint]:
    with getattr(servers, request.param)(tmp_path_factory.mktemp(request.param)) as endpoint:
        yield endpoint


@pytest.fixture
def client(server) -> RemoteStore:
    return RemoteStore(server)


def _graphs(parts: list[bytes]) -> Wanted:
    """Graphs by name, from N-Quads of one graph each."""
    named = {_name(quads): partial(triples_of, quads) for quads in parts if quads}
    return named | {str(name): partial(triples_of, quads) for name, quads in vocabulary_graphs().items()}


def _name(quads: bytes) -> str:
    first = quads.split(b"\n", 1)[0]
    return first[first.rindex(b" <") + 2 : -3].decode()


@pytest.fixture(scope="module")
def real(corpus_graphs) -> Wanted:
    return _graphs([path.read_bytes() for path in sorted(corpus_graphs.glob("*.nq"))])


@pytest.fixture(scope="module")
def invented(quads) -> Wanted:
    return _graphs(quads)


def _held(endpoint: Endpoint) -> set[str]:
    """Every statement of the acts' graphs at a server, as N-Quads; read by Oxigraph, which is quick at it."""
    request = urllib.request.Request(
        f"{endpoint.query}?{urlencode({'query': _ALL})}", headers={"Accept": "application/sparql-results+xml"}
    )
    with urllib.request.urlopen(request) as response:
        rows = ox.parse_query_results(response.read(), ox.QueryResultsFormat.XML)
    assert isinstance(rows, ox.QuerySolutions)
    return {" ".join(str(row[name]) for name in ("s", "p", "o", "g")) for row in rows}


def _sent(wanted: Wanted) -> set[str]:
    """The same of what is sent."""
    return {
        f"{triple.subject} {triple.predicate} {triple.object} <{name}>"
        for name, read in wanted.items()
        for triple in ox.parse(read(), ox.RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_shipped_queries_answer_as_the_embedded_store_does(query, client, real, corpus_store):
    """The real corpus, with the parameters that the page of queries shows."""
    put_all(client, real)
    params = {p.name: p.example for p in query.parameters if p.example}
    here, there = run(query.name, params, corpus_store), run(query.name, params, client)
    assert (there.columns, there.plain()) == (here.columns, here.plain())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']} {case['params']}")
def test_shipped_queries_answer_the_invented_cases(case, client, invented, questions):
    put_all(client, _graphs([questions]) if case.get("corpus") == "questions" else invented)
    result = run(case["query"], case["params"], client)
    places = [result.columns.index(column) for column in case["columns"]]
    assert [[row[place] for place in places] for row in result.plain()] == case["rows"]


def test_every_statement_arrives_as_it_was_sent(client, server, real):
    """But for a blank at the end of words: Virtuoso gives one long cell of a table back without it."""
    put_all(client, real)
    assert {_trimmed(each) for each in _held(server)} == {_trimmed(each) for each in _sent(real)}


def test_ask_and_construct(client, invented):
    put_all(client, invented)
    assert run("ASK { ?o a zan:Operation }", {}, client).plain() == [(True,)]
    made = run("CONSTRUCT { ?o zan:n ?n } WHERE { ?o zan:n ?n ; a zan:Operation }", {}, client)
    assert len(made.rows) == 4


def test_only_what_changed_is_sent_and_what_is_no_more_is_taken_away(client, server, invented):
    put_all(client, invented)
    assert put_all(client, invented) == Published(sent=0, removed=0, unchanged=len(invented))
    client.put_graph("https://example.org/of-others", b"<urn:a> <urn:p> <urn:b> .\n")
    gone, changed, *rest = invented
    other = {changed: lambda: b"<urn:a> <urn:p> <urn:c> .\n"} | {name: invented[name] for name in rest}
    assert put_all(client, other) == Published(sent=1, removed=1, unchanged=len(rest))
    assert _objects(client, changed) == ["<urn:c>"]
    assert _objects(client, gone) == []
    assert _objects(client, "https://example.org/of-others") == ["<urn:b>"]
    assert put_all(client, invented) == Published(sent=2, removed=0, unchanged=len(rest))
    assert _held(server) == _sent(invented)
    client.update("DROP SILENT GRAPH <https://example.org/of-others>")


def test_a_graph_that_was_lost_at_the_server_is_sent_again(client, server, invented):
    put_all(client, invented)
    client.update(f"DROP SILENT GRAPH <{next(iter(invented))}>")
    assert put_all(client, invented).sent == 1
    assert _held(server) == _sent(invented)


class _Broken(RemoteStore):
    """A client whose server fails: at the PUT of a number, or at every update."""

    def __init__(self, endpoint: Endpoint, *, puts: int = 1_000_000, updates: bool = True) -> None:
        super().__init__(endpoint)
        self._puts, self._updates = puts, updates

    def put_graph(self, name: str, triples: bytes) -> None:
        if self._puts == 0:
            raise RemoteError("out of order")
        self._puts -= 1
        super().put_graph(name, triples)

    def update(self, update: str) -> None:
        if not self._updates:
            raise RemoteError("out of order")
        super().update(update)


@pytest.mark.parametrize("sweeps", [True, False])
def test_a_load_broken_off_while_it_sends_leaves_the_old_graphs(sweeps, client, server, invented, real):
    put_all(client, invented)
    before = _held(server)
    cited = run("most-cited-acts", {}, client).plain()
    with pytest.raises(RemoteError, match="out of order"):
        put_all(_Broken(server, puts=3, updates=sweeps), real)
    assert _held(server) == before
    assert run("most-cited-acts", {}, client).plain() == cited
    put_all(client, real)
    assert not _stages(client)


def test_a_load_broken_off_after_it_was_decided_is_brought_to_its_end_by_the_next(client, server, invented):
    put_all(client, _graphs([]))
    with pytest.raises(RemoteError, match="the next load puts them in their places"):
        put_all(_Broken(server, updates=False), invented)
    assert put_all(client, invented) == Published(sent=0, removed=0, unchanged=len(invented))
    assert _held(server) == _sent(invented)
    assert not _stages(client)


def test_what_is_staged_is_seen_by_no_query(client, invented, monkeypatch):
    put_all(client, invented)
    asked = {query.name: {p.name: p.example for p in query.parameters if p.example} for query in catalogue()}
    before = {name: run(name, params, client).plain() for name, params in asked.items()}
    put, seen = client.put_graph, []

    def put_and_ask(name: str, triples: bytes) -> None:
        put(name, triples)
        if name.endswith("plan"):
            seen.append({name: run(name, params, client).plain() for name, params in asked.items()})

    monkeypatch.setattr(client, "put_graph", put_and_ask)
    marked = {name: lambda read=read: read() + b"<urn:a> <urn:p> <urn:b> .\n" for name, read in invented.items()}
    put_all(client, marked)
    assert seen == [before]


def test_statements_that_a_server_drops_are_found_out(client, invented):
    put_all(client, invented)
    twice = {"https://w3id.org/zangraph/id/x": lambda: b"<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> <urn:b> .\n"}
    with pytest.raises(RemoteError, match="was sent 2 statements and holds 1"):
        put_all(client, {**invented, **twice})
    assert put_all(client, invented).sent == 0


def test_who_may_not_write_is_told_what_to_set(server):
    if server.user is None:
        pytest.skip("Oxigraph's server knows no users; a proxy before it does")
    stranger = Endpoint(server.query, server.update, server.graphs, "loader", "wrong")
    with pytest.raises(RemoteError, match=r"401.*ZANGRAPH_STORE_PASSWORD"):
        put_all(RemoteStore(stranger), {"https://w3id.org/zangraph/id/x": lambda: b"<urn:a> <urn:p> <urn:b> .\n"})


def _trimmed(statement: str) -> str:
    return _BLANK_END.sub('"', statement)


def _objects(client: RemoteStore, name: str) -> list[str]:
    found = run(f"SELECT ?o WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}", {}, client).rows
    return [value.n3() for (value,) in found if isinstance(value, URIRef)]


def _stages(client: RemoteStore) -> list[object]:
    asked = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), 'urn:zangraph:stage')) }"
    return run(asked, {}, client).plain()
