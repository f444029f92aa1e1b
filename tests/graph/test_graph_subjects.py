"""An act has the subjects that its title names in its own words, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import graph_records as records
import msgspec
import pytest
from rdflib import Graph
from rdflib.namespace import DCTERMS, SKOS

from graph import iris
from graph.triples import act_graph
from graph.triples.subjects import SUBJECTS, named
from graph.vocabulary import SCHEME_IRI, concept
from ontology import SCHEMES

CASES = json.loads((Path(__file__).parent / "subjects.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_title_names_its_subjects(case):
    assert list(named(case["title"], case["language"])) == case["subjects"]


def test_the_scheme_holds_the_subjects_that_titles_can_name():
    schemes = Graph().parse(SCHEMES)
    held = {
        str(schemes.value(node, SKOS.notation))
        for node in schemes.subjects(SKOS.inScheme, None)
        if str(node).startswith(f"{SCHEME_IRI}/subject/")
    }
    assert held == set(SUBJECTS)


def test_an_act_says_the_subjects_of_its_titles():
    titles = (("kk", "Халықты жұмыспен қамту туралы"), ("ru", "О занятости населения"))
    act = msgspec.structs.replace(records.base_act(), titles=titles, editions=())
    found = set(act_graph(act).objects(iris.act(act.act), DCTERMS.subject))
    assert found == {concept("subject", "employment")}
