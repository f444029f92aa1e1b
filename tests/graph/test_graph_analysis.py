"""The citation network and the tables: what stands out, and what analysts get in their hands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import graph_records as records
import networkx as nx
import pyarrow.parquet
import pytest

from graph import analysis, frames
from graph.catalogue import frame_queries
from graph.query import run
from zangraph.exporting import write_tables

CARD = f"{records.STANDARD}/card/2422-1-022"


@pytest.fixture(scope="module")
def network(embedded):
    return analysis.citation_network(embedded)


def test_cards_and_acts_cite(network):
    edges = {(a, b): data["weight"] for a, b, data in network.edges(data=True)}
    assert edges == {
        (CARD, records.LAW): 1,
        (CARD, records.BASE_ACT): 2,
        (records.BASE_ACT, records.LAW): 2,
        (records.BASE_ACT, records.CODE): 1,
    }
    assert network.nodes[CARD] == {"kind": "card", "label": "Специалист по работе с соискателями"}
    assert network.nodes[records.LAW]["kind"] == "act"


def test_both_engines_give_the_same_network(network, in_memory):
    other = analysis.citation_network(in_memory)
    assert nx.utils.graphs_equal(nx.DiGraph(other), nx.DiGraph(network))


def test_the_most_cited_act_leads(network):
    ranked = analysis.ranks(network)
    assert ranked[0].node == records.LAW
    assert (ranked[0].in_degree, ranked[0].citations) == (2, 3)
    assert sum(rank.pagerank for rank in ranked) == pytest.approx(1)


def test_an_empty_network_has_no_ranks():
    assert analysis.ranks(nx.DiGraph()) == ()
    assert analysis.communities(nx.DiGraph()) == ()


def test_cards_without_citations_are_orphans(network):
    assert analysis.orphan_cards(network) == (
        f"{records.STANDARD}/card/2422-1-022-2",
        f"{records.STANDARD}/card/руководитель",
    )


def test_chains_lead_from_card_to_law(network):
    assert (CARD, records.BASE_ACT, records.LAW) in analysis.chains(network, CARD)
    assert max(map(len, analysis.chains(network, CARD, length=1))) == 2


def test_chains_end_in_a_circle():
    circle = nx.DiGraph([("a", "b"), ("b", "a")])
    assert analysis.chains(circle, "a", length=5) == (("a", "b"),)


def test_communities_hold_every_linked_node_once(network):
    groups = analysis.communities(network)
    linked = {name for edge in network.edges for name in edge}
    assert sorted(name for group in groups for name in group) == sorted(linked)


def test_gexf_reads_back(network, tmp_path):
    path = tmp_path / "citations.gexf"
    analysis.write_gexf(network, path)
    read = nx.read_gexf(path)
    assert set(read) == set(network)
    assert set(read.edges) == set(network.edges)
    assert b"lastmodifieddate" not in path.read_bytes()


def test_graphml_reads_back(network, tmp_path):
    path = tmp_path / "citations.graphml"
    analysis.write_graphml(network, path)
    read = nx.read_graphml(path)
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert sorted(read.edges(data=True)) == sorted(network.edges(data=True))


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("acts", 8),
        ("cards", 3),
        ("citations", 6),
        ("items", 5),
        ("operations", 4),
        ("positions", 5),
        ("provisions", 16),
        ("requirements", 5),
        ("tasks", 2),
    ],
)
def test_frames_hold_every_record(name, rows, embedded, in_memory):
    frame = frames.frame(name, embedded)
    assert len(frame) == rows
    assert frame.equals(frames.frame(name, in_memory))


def test_every_frame_has_a_function_and_a_query():
    assert tuple(frame_queries()) == frames.NAMES
    assert all(callable(getattr(frames, name)) for name in frames.NAMES)


def test_frame_cells_are_plain(embedded):
    table = frames.requirements(embedded)
    director = table[table["position"] == "Директор"]
    assert list(director["min_years"]) == [2, 3]
    assert set(director["education"]) == {"higher postgraduate"}
    assert set(director["by"]) == {f"{records.BASE_ACT}/annex/point:9"}
    assert set(frames.operations(embedded)["outcome"]) == {"applied", "target_missing"}


@pytest.mark.parametrize("name", frames.NAMES)
def test_parquet_reads_back_with_typed_columns(name, embedded, tmp_path):
    write_tables(embedded, "parquet", tmp_path)
    read = pyarrow.parquet.read_table(tmp_path / f"{name}.parquet")
    kinds = {field.name: str(field.type) for field in read.schema}
    days = {"date", "from", "not_before", "until"} & kinds.keys()
    numbers = {"n", "order", "function", "min_years"} & kinds.keys()
    assert {kinds[column] for column in days} <= {"date32[day]"}
    assert {kinds[column] for column in numbers} <= {"int32"}
    rows = [tuple(None if v is None else str(v) for v in row.values()) for row in read.to_pylist()]
    plain = run(frame_queries()[name].text, {}, embedded).plain()
    assert rows == [tuple(None if v is None else str(v) for v in row) for row in plain]


def test_pandas_waits_until_a_frame_is_asked_for():
    program = "import sys, graph.frames; assert 'pandas' not in sys.modules"
    root = str(Path(__file__).parents[2])
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": root}, check=True)
