"""A SPARQL server in place of the embedded store: loaded all or nothing, asked with the same queries."""

from __future__ import annotations

import json
from pathlib import Path

import graph_records as records
import pytest
from sparql_server import SparqlServer, serving

from graph import iris
from graph.query import run
from graph.remote import Endpoint, RemoteError, RemoteStore, replace_graphs, triples_of
from graph.serialise import act_quads
from graph.triples import act_graph

CASES = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))["cases"]


@pytest.fixture
def server():
    with serving() as started:
        yield started


@pytest.fixture
def files(quad_files, acts) -> dict[str, Path]:
    return {act.act: path for act, path in zip(acts, quad_files, strict=False)}


def _client(server: SparqlServer, pauses: list[float] | None = None) -> RemoteStore:
    return RemoteStore(Endpoint.at(server.url, {}), sleep=(pauses if pauses is not None else []).append)


def test_acts_become_named_graphs(server, files):
    replace_graphs(server.url, files)
    assert server.graphs() == {str(iris.act(key)) for key in files}
    assert len(server.store) == sum(len(path.read_bytes().splitlines()) for path in files.values())


def test_a_second_load_replaces_the_graph(server, tmp_path):
    path = tmp_path / "act.nq"
    key = records.BASE_ACT
    for act in (records.base_act(), records.amending()):
        path.write_bytes(act_quads(act))
        replace_graphs(server.url, {key: path})
    assert len(server.store) == len(act_graph(records.amending()))


@pytest.mark.parametrize(
    "case", [case for case in CASES if "corpus" not in case], ids=lambda case: f"{case['query']} {case['params']}"
)
def test_shipped_queries_answer_alike(case, server, files):
    replace_graphs(server.url, files)
    result = run(case["query"], case["params"], _client(server))
    places = [result.columns.index(column) for column in case["columns"]]
    assert [[row[place] for place in places] for row in result.plain()] == case["rows"]


def test_ask_and_construct(server, files):
    replace_graphs(server.url, files)
    assert run("ASK { ?o a zan:Operation }", {}, _client(server)).plain() == [(True,)]
    made = run("CONSTRUCT { ?o zan:n ?n } WHERE { ?o zan:n ?n ; a zan:Operation }", {}, _client(server))
    assert len(made.rows) == 4


def test_nothing_is_half_loaded(server, files):
    first = dict(list(files.items())[:1])
    replace_graphs(server.url, first)
    before = len(server.store)
    server.refuse_after = 2
    with pytest.raises(RemoteError, match=r"/store\?graph=.*400.*the line 3 cannot be read"):
        replace_graphs(server.url, files)
    assert server.graphs() == {str(iris.act(key)) for key in first}
    assert len(server.store) == before


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
