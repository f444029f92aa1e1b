"""Every constraint of the shapes is silent on a sound graph and speaks on the fault it is made for."""

from __future__ import annotations

import json
from pathlib import Path

import graph_records as records
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.util import from_n3

from graph.check import Finding, Severity, check_graph, check_store
from graph.triples import act_graph, bodies_graph
from graph.vocabulary import bind_prefixes
from ontology import SHAPES

FAULTS = json.loads((Path(__file__).parent / "faults.json").read_text(encoding="utf-8"))["faults"]
_SHAPE = "https://w3id.org/zangraph/shape/"


@pytest.fixture(scope="module")
def sound() -> Graph:
    graph = bind_prefixes(Graph())
    for part in (*map(act_graph, records.corpus()), bodies_graph(records.BODIES)):
        for triple in part:
            graph.add(triple)
    return graph


@pytest.fixture(scope="module")
def usual(sound: Graph) -> frozenset[tuple[str, str]]:
    return frozenset((finding.rule, finding.focus) for finding in check_graph(sound))


def _term(graph: Graph, words: str):
    return from_n3(words, nsm=graph.namespace_manager)


def _seed(sound: Graph, fault: dict) -> tuple[Graph, URIRef]:
    """The graph of one class's first fitting record with the fault put in, and the record."""
    graph = bind_prefixes(Graph())
    graph += sound
    fitting = graph.subjects(RDF.type, _term(graph, fault["on"]))
    needed = fault.get("with")
    focus = min(node for node in fitting if not needed or (node, _term(graph, needed), None) in graph)
    if "drop" in fault:
        graph.remove((focus, _term(graph, fault["drop"]), None))
    if "add" in fault:
        predicate, value = fault["add"]
        graph.add((focus, _term(graph, predicate), _term(graph, value)))
    if "from" in fault:
        source, predicate = fault["from"]
        graph.add((_term(graph, source), _term(graph, predicate), focus))
    return graph, focus


@pytest.mark.parametrize(
    "fault", FAULTS, ids=lambda fault: f"{fault['rule']} {fault.get('drop', '')}{fault.get('add', '')}"
)
def test_each_fault_is_found_by_its_rule(fault, sound, usual):
    graph, focus = _seed(sound, fault)
    new = [finding for finding in check_graph(graph) if (finding.rule, finding.focus) not in usual]
    found = [finding for finding in new if finding.rule == fault["rule"]]
    assert {finding.focus for finding in found} == {str(focus)}
    assert {finding.severity for finding in found} == {Severity(fault["severity"])}
    assert {finding.rule for finding in new} == {fault["rule"], *fault.get("also", ())}
    for finding in found:
        assert finding.messages.keys() == {"en", "kk", "ru"}


def test_every_rule_has_a_fault():
    shapes = Graph().parse(SHAPES)
    rules = {str(shape).removeprefix(_SHAPE) for shape in shapes.subjects(SH.severity)}
    assert rules == {fault["rule"] for fault in FAULTS}


def test_every_rule_speaks_three_languages():
    shapes = Graph().parse(SHAPES)
    for shape in shapes.subjects(SH.severity):
        assert {message.language for message in shapes.objects(shape, SH.message)} == {"en", "kk", "ru"}, shape


def test_a_sound_graph_has_no_violation(sound):
    assert [finding.line() for finding in check_graph(sound) if finding.severity is Severity.VIOLATION] == []


def test_what_the_records_doubt_is_a_warning_naming_its_lines():
    lines = [finding.line("ru") for finding in check_graph(act_graph(records.base_act()))]
    assert lines == [
        "warning: order/mtest/2017-10-25/360/citation/2: Ссылка прочитана с сомнением. (күні жоқ)",
        "warning: order/mtest/2024-08-15/316/operation/3 [31–31]: "
        "Операция не исполнена так, как сказано. (target_missing)",
    ]


def test_a_store_is_checked_graph_by_graph(embedded, acts):
    checked = dict(check_store(embedded))
    assert len(checked) == len(acts) + 1
    findings: list[Finding] = [finding for found in checked.values() for finding in found]
    assert not [finding.line() for finding in findings if finding.severity is Severity.VIOLATION]
    assert {finding.rule for finding in findings} >= {"operation-person", "card-functions"}
    assert "act-title" not in {finding.rule for finding in findings}
