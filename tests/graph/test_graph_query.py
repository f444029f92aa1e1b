"""Shipped queries answer alike on both engines; parameters are terms and stay terms whatever they say."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import XSD

from graph import parameters
from graph.catalogue import TOPICS, CatalogueError, by_topic, catalogue, read
from graph.parameters import ParameterError, bind, calls_out
from graph.query import QueryError, run
from graph.store import memory

CASES = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))["cases"]
_LIMIT = 2.0
"""Seconds a query may take on the small corpus with either engine: a bad plan takes minutes."""


@pytest.fixture(params=["embedded", "in_memory"])
def source(request) -> Dataset:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']} {case['params']}")
@pytest.mark.parametrize("engine", ["embedded", "in_memory"])
def test_shipped_queries_answer_as_expected(case, engine, request):
    source = request.getfixturevalue(f"{engine}_questions" if case.get("corpus") == "questions" else engine)
    begun = time.perf_counter()
    result = run(case["query"], case["params"], source)
    assert time.perf_counter() - begun < _LIMIT
    places = [result.columns.index(column) for column in case["columns"]]
    assert [[row[place] for place in places] for row in result.plain()] == case["rows"]


def test_every_shipped_query_answers_something_in_a_case():
    assert {case["query"] for case in CASES if case["rows"]} == {query.name for query in catalogue()}


def test_every_shipped_query_explains_itself():
    for query in catalogue():
        assert query.titles.keys() == {"en", "kk", "ru"}, query.name
        assert query.description, query.name
        assert query.topic in TOPICS, query.name
        for parameter in query.parameters:
            assert parameter.meaning, query.name
            assert parameter.example, query.name
            parameters.read(parameter.type, parameter.example)
        assert parameters.names_of(query.text) == {parameter.name for parameter in query.parameters}


def test_every_query_stands_under_one_topic():
    named = [query.name for queries in by_topic().values() for query in queries]
    assert sorted(named) == sorted(query.name for query in catalogue())
    assert all(queries and TOPICS[topic].keys() == {"en", "kk", "ru"} for topic, queries in by_topic().items())


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_engines_give_the_same_rows(name, embedded, in_memory):
    given_params = next(case["params"] for case in CASES if case["query"] == name)
    answers = [run(name, given_params, engine) for engine in (embedded, in_memory)]
    assert answers[0].columns == answers[1].columns
    assert answers[0].plain() == answers[1].plain()


def test_a_typed_text_runs_with_parameters(source):
    text = "SELECT ?n WHERE { ?act eli:date_document $day ; eli:number ?n FILTER(STRLEN(?n) > $least) } ORDER BY ?n"
    assert run(text, {"day": "2017-10-25", "least": "2"}, source).plain() == [("360",)]


def test_ask_and_construct(source):
    assert run("ASK { ?o a zan:Operation }", {}, source).plain() == [(True,)]
    made = run("CONSTRUCT { ?o zan:n ?n } WHERE { ?o a zan:Operation ; zan:n ?n }", {}, source)
    assert made.columns == ("subject", "predicate", "object")
    assert len(Graph().parse(data=made.turtle(), format="turtle")) == 4
    with pytest.raises(QueryError, match="only CONSTRUCT"):
        run("SELECT * WHERE { ?s ?p ?o } LIMIT 1", {}, source).turtle()


def test_csv_and_json(source):
    result = run("most-cited-acts", {"limit": "1"}, source)
    assert result.csv() == "act,title,citations,places\nlaw/parliament/2015-11-23/414-v,Еңбек туралы,3,3\n"
    bindings = json.loads(result.json())["results"]["bindings"]
    assert bindings[0]["citations"] == {"type": "literal", "value": "3", "datatype": str(XSD.integer)}
    assert bindings[0]["act"] == {
        "type": "uri",
        "value": "https://w3id.org/zangraph/id/law/parliament/2015-11-23/414-v",
    }


@pytest.mark.parametrize(
    ("query", "params", "error", "message"),
    [
        ("no-such-query", {}, CatalogueError, "there are act-on-date"),
        ("positions-of-block", {}, ParameterError, "'block' is missing.*block=B"),
        ("positions-of-block", {"blok": "B"}, ParameterError, "no parameter 'blok'; the query's parameters: block"),
        ("requirements-with-years", {"years": "three"}, ParameterError, "'years': 'three' is no whole number"),
        ("provisions-changed-since", {"since": "01.01.2024"}, ParameterError, "write it as 2024-08-26"),
        ("amendments-of-act", {"act": "360/2017"}, ParameterError, "no act key"),
        ("SELECT * WHERE { ?s ?p", {}, QueryError, "cannot be run"),
        ("SELECT * WHERE { ?s nope:p ?o }", {}, QueryError, "cannot be run"),
        ("SELECT * WHERE { SERVICE <http://x.test/> { ?s ?p ?o } }", {}, QueryError, "another server"),
        ("SELECT * WHERE { ?s ?p ?o } # service", {"x": "1"}, ParameterError, "parameters: none"),
        ("# nothing", {}, QueryError, "empty"),
    ],
)
def test_faults_are_told_in_one_line(query, params, error, message, source):
    with pytest.raises(error, match=message) as caught:
        run(query, params, source)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?s ?p $x", '?s ?p "v"'),
        ("?s ?p '$x' , \"$x\" , '''$x''' , $x", "?s ?p '$x' , \"$x\" , '''$x''' , \"v\""),
        ("<http://a/$x> $x", '<http://a/$x> "v"'),
        ("# $x\n$x", '# $x\n"v"'),
        ("?x $xy $x", '?x $xy "v"'),
        ('"a\\"$x" $x', '"a\\"$x" "v"'),
        ("FILTER(?a<$x && $x>?b)", 'FILTER(?a<"v" && "v">?b)'),
    ],
)
def test_only_whole_variables_are_replaced(text, expected):
    assert bind(text, {"x": Literal("v")}) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT * { service <urn:x> {} }", True),
        ("SELECT * { SERVICE SILENT ?s {} }", True),
        ("SELECT ?service { ?service zan:service 'SERVICE' } # SERVICE", False),
        ("PREFIX service: <urn:x> SELECT * { ?s service:p ?o }", False),
    ],
)
def test_calls_to_other_servers_are_seen(text, found):
    assert calls_out(text) is found


_ENGINES = [
    memory([], vocabulary=False),
    Dataset(default_union=True),
]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
def test_words_come_back_as_they_were_given(words):
    for engine in _ENGINES:
        result = run("# title: t\n# param x (string): x\nSELECT ?y WHERE { BIND ($x AS ?y) }", {"x": words}, engine)
        assert [str(value) for value in result.rows[0]] == [words]


@pytest.mark.parametrize(
    "words", ["\\u0022", "\\\\u0022 . } #", '"', '""" }', "\\", "$x", '\\u005c"', "a\nb\r\tc", "'''"]
)
def test_words_that_look_like_grammar_stay_words(words):
    for engine in _ENGINES:
        result = run("# title: t\n# param x (string): x\nSELECT ?y WHERE { BIND ($x AS ?y) }", {"x": words}, engine)
        assert [str(value) for value in result.rows[0]] == [words]


@given(st.text())
def test_an_iri_parameter_is_an_iri_or_an_error(words):
    try:
        term = parameters.read("iri", words)
    except ParameterError:
        return
    assert isinstance(term, URIRef)
    assert not set(term) & set('<>"{}|^`\\ \n')


def test_heads_that_cannot_be_read_are_errors():
    with pytest.raises(CatalogueError, match="no title"):
        read("x", "SELECT * WHERE {}")
    with pytest.raises(CatalogueError, match="cannot read the head line"):
        read("x", "# title: t\n# param x: no type\nSELECT * WHERE {}")
    with pytest.raises(CatalogueError, match="no such head"):
        read("x", "# title: t\n# author: me\nSELECT * WHERE {}")
