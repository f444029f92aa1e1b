"""The written pages say what is so: queries with their answers on the shipped corpus, the ontology as it is."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from graph.catalogue import catalogue
from graph.query import run
from graph.store import open_store
from graph.vocabulary import ZAN
from ontology import ONTOLOGY
from zangraph.build import build
from zangraph.settings import Places

# The scripts that write the pages are no package: they stand beside what they write.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "docs" / "generate"))

import diagram
import ontology_page
import queries_page

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Namespace("https://schema.org/")
_SECONDS = 0.1
"""What a shipped query may take on the shipped corpus."""


def test_the_page_of_queries_is_current(corpus_store):
    written = queries_page.PAGE.read_text(encoding="utf-8")
    assert written == queries_page.page(corpus_store), "run: zangraph build && python docs/generate/queries_page.py"


def test_every_question_names_queries_there_are_and_every_query_answers_a_question():
    named = {name for question in queries_page.notes()["question"] for name in question["queries"]}
    assert named == {query.name for query in catalogue()}
    assert len(queries_page.notes()["question"]) >= 25


def test_a_reason_is_given_for_empty_answers_only(corpus_store):
    empty = {
        query.name
        for query in catalogue()
        if not run(query.name, {p.name: p.example for p in query.parameters if p.example}, corpus_store).rows
    }
    assert empty == set(queries_page.notes()["empty"])


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_shipped_queries_are_quick_on_the_corpus(query, corpus_store):
    params = {p.name: p.example for p in query.parameters if p.example}
    taken = []
    for _ in range(3):
        begun = time.process_time()
        run(query.name, params, corpus_store)
        taken.append(time.process_time() - begun)
    # The store answers in this process: its own time counts, not that of others on the machine.
    assert min(taken) < _SECONDS


def test_the_page_of_the_ontology_is_current():
    written = ontology_page.PAGE.read_text(encoding="utf-8")
    assert written == ontology_page.page(), "run: python docs/generate/ontology_page.py"


def test_every_term_has_an_example_and_every_property_says_of_what_and_what():
    graph = Graph().parse(ONTOLOGY, format="turtle")
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            assert graph.value(term, SKOS.example), term
            if kind != OWL.Class:
                assert graph.value(term, RDFS.domain) or graph.value(term, SCHEMA.domainIncludes), term
                assert graph.value(term, RDFS.range) or graph.value(term, SCHEMA.rangeIncludes), term


def test_the_drawing_names_terms_there_are():
    own = {name.removeprefix("zan:") for name in _drawn() if name.startswith("zan:")}
    assert own
    assert own <= {str(term).removeprefix(str(ZAN._NS)) for term in Graph().parse(ONTOLOGY).subjects()}


def _drawn() -> set[str]:
    return {box.term for box in diagram.BOXES} | {name for link in diagram.LINKS for name in link.words.split(", ")}


def test_an_order_in_two_languages_is_answered_language_by_language(tmp_path):
    where = Places(ROOT / "docs" / "tutorial" / "files", tmp_path)
    build(where)
    store = open_store(where.store)
    order, rules = "order/mtszn/2023-02-15/45", "order/mtszn/2021-03-02/57"
    changed = run("before-and-after", {"amending": order, "act": rules}, store).plain()
    assert [(row[0], row[2], row[4], row[5]) for row in changed] == [
        (1, "kk", "он бес жұмыс күні", "он жұмыс күні"),
        (1, "ru", "пятнадцати рабочих дней", "десяти рабочих дней"),
        (2, "kk", None, None),
        (2, "ru", None, None),
    ]
    why = run("why-in-force-on-date", {"act": rules, "on": "2023-06-01"}, store).plain()
    assert len(why) == len({(row[0], row[1]) for row in why}) == 12
    assert not run("changed-in-one-language", {}, store).rows
