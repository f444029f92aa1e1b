"""What a client says and does when a server fails: a small server of our own shows the faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from sparql_server import SparqlServer, serving

from graph import iris
from graph.publish import publish, triples_of
from graph.query import run
from graph.remote import Endpoint, RemoteError, RemoteStore
from graph.vocabulary import ONTOLOGY_IRI, SCHEME_IRI


@pytest.fixture
def server():
    with serving() as started:
        yield started


@pytest.fixture
def files(quad_files, acts) -> dict[str, Path]:
    return {act.act: path for act, path in zip(acts, quad_files, strict=False)}


def _client(server: SparqlServer, pauses: list[float] | None = None) -> RemoteStore:
    return RemoteStore(Endpoint.at(server.url, {}), sleep=(pauses if pauses is not None else []).append)


def _held(server: SparqlServer) -> dict[str, int]:
    rows = run("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", {}, _client(server)).rows
    return {str(name): int(str(count)) for name, count in rows}


def test_acts_and_the_vocabulary_become_named_graphs(server, files):
    assert publish(server.url, files).sent == len(files) + 2
    held = _held(server)
    assert held.keys() - {"urn:zangraph:published"} == {str(iris.act(key)) for key in files} | {
        ONTOLOGY_IRI,
        SCHEME_IRI,
    }
    for key, path in files.items():
        assert held[str(iris.act(key))] == len(path.read_bytes().splitlines())


def test_nothing_is_half_loaded(server, files):
    first = dict(list(files.items())[:1])
    publish(server.url, first)
    before = _held(server)
    server.refuse_after = 2
    with pytest.raises(RemoteError, match=r"/store\?graph=.*400.*the line 3 cannot be read"):
        publish(server.url, files)
    assert _held(server) == before


def test_a_busy_server_is_asked_again(server, files):
    pauses: list[float] = []
    server.failures = [503, 429]
    assert run("ASK { ?s ?p ?o }", {}, _client(server, pauses)).plain() == [(False,)]
    assert pauses == [0.5, 1.0]


def test_a_server_that_stays_busy_is_an_error(server):
    server.failures = [503] * 4
    with pytest.raises(RemoteError, match=r"no answer after 4 tries.*503"):
        _client(server).update("CLEAR ALL")


def test_no_server_is_an_error():
    with serving() as server:
        url = server.url
    with pytest.raises(RemoteError, match="no answer after 4 tries"):
        RemoteStore(Endpoint.at(url, {}), sleep=lambda _: None).update("CLEAR ALL")


def test_a_token_opens_the_door(server):
    server.token = "open sesame"
    with pytest.raises(RemoteError, match="401"):
        _client(server).update("CLEAR ALL")
    let_in = Endpoint.at(server.url, {"ZANGRAPH_STORE_TOKEN": "open sesame"})
    RemoteStore(let_in).update("CLEAR ALL")


def test_a_refused_update_is_told_with_its_cause(server):
    with pytest.raises(RemoteError, match="400"):
        _client(server).update("NONSENSE")


def test_addresses_from_the_environment():
    endpoint = Endpoint.at("http://virtuoso:8890/", {"ZANGRAPH_STORE_QUERY": "http://virtuoso:8890/sparql"})
    assert endpoint.query == "http://virtuoso:8890/sparql"
    assert endpoint.graphs == "http://virtuoso:8890/store"
    with pytest.raises(RemoteError, match="begins with http"):
        Endpoint.at("virtuoso:8890", {})


def test_quads_lose_their_graph_only():
    data = b'<urn:a> <urn:p> "x <urn:no> y" <urn:g> .\n'
    assert triples_of(data) == b'<urn:a> <urn:p> "x <urn:no> y" .\n'
