"""Kazakh with spaCy: the registered class, tokens, rules by their own examples, citations, saving, displaCy."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc

from pipeline.language import QUALIFICATION
from pipeline.language.kazakh import Kazakh
from pipeline.language.nlp import marks, nlp

TOKENS = tomllib.loads((Path(__file__).parent / "cases" / "tokens.toml").read_text(encoding="utf-8"))["case"]
RULES = [
    (language, kind, rule)
    for language in ("kk", "ru")
    for kind, rules in tomllib.loads(
        (files("pipeline.language") / "rules" / f"{language}.toml").read_text(encoding="utf-8")
    ).items()
    for rule in rules
    if isinstance(rule, dict)
]
TEXT = (
    "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2024 жылғы 15 тамыздағы № 316 бұйрығы "
    "және Қазақстан Республикасының Еңбек кодексі"
)


def test_the_class_is_registered_under_kk():
    assert isinstance(spacy.blank("kk"), Kazakh)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("case", TOKENS, ids=lambda case: case["text"][:25])
def test_tokens(case, language):
    assert [token.text for token in marks(language)(case["text"])] == case["tokens"]


@pytest.mark.parametrize(("language", "kind", "rule"), RULES, ids=lambda value: str(value)[:40])
def test_every_rule_finds_its_example(language, kind, rule):
    if kind == "span":
        doc = marks(language)(rule["example"])
        found = list(doc.spans[QUALIFICATION])
    else:
        doc = nlp(language).get_pipe("entity_ruler")(nlp(language).make_doc(rule["example"]))
        found = list(doc.ents)
    assert (rule["label"], rule["example"]) in [(span.label_, span.text) for span in found]
    if "id" in rule:
        assert rule["id"] in [span.id_ for span in found if span.text == rule["example"]]


def test_the_longest_rule_wins():
    doc = marks("kk")("жоғары санатты, жоғары деңгейдегі біліктілігі, жоғары білім, жоғары оқу орнынан кейінгі білім")
    found = [(span.label_, span.id_) for span in sorted(doc.spans[QUALIFICATION], key=lambda span: span.start)]
    assert found == [
        ("CATEGORY", "highest"),
        ("LEVEL", "high"),
        ("EDUCATION", "higher"),
        ("EDUCATION_WORD", ""),
        ("EDUCATION", "postgraduate"),
        ("EDUCATION_WORD", ""),
    ]


def test_citations_are_spans_and_records():
    doc = nlp("kk")(TEXT)
    assert [reference.act for reference in doc._.citations] == [
        "order/mtszn/2024-08-15/316",
        "code/parliament/2015-11-23/414-v",
    ]
    assert [span.id_ for span in doc.spans["citations"]] == [reference.act for reference in doc._.citations]
    assert {entity.label_ for entity in doc.ents} >= {"BODY", "ACT", "NUMBER", "DATE"}


def test_a_doc_keeps_its_citations_when_saved():
    doc = nlp("kk")(TEXT)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again._.citations == doc._.citations


def test_a_doc_never_marked_has_no_citations():
    assert marks("kk")("бұйрық")._.citations == ()


def test_displacy_draws_entities_and_spans():
    doc = nlp("kk")(TEXT)
    assert "BODY" in displacy.render(doc, style="ent", page=False, jupyter=False)
    drawn = displacy.render(doc, style="span", options={"spans_key": "citations"}, page=False, jupyter=False)
    assert "ORDER" in drawn


@pytest.mark.parametrize("made", [nlp, marks], ids=["whole", "marks"])
def test_a_saved_kazakh_model_loads_in_a_fresh_process(tmp_path, made):
    made("kk").to_disk(tmp_path / "model")
    script = (
        "import sys, spacy\n"
        "doc = spacy.load(sys.argv[1])(sys.argv[2])\n"
        "print(len(doc.spans['qualification']), [token.text for token in doc])\n"
        "print(len(doc.spans.get('citations', [])))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "model"), "жоғары білім, " + TEXT],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    doc = made("kk")("жоғары білім, " + TEXT)
    assert told[0] == f"{len(doc.spans['qualification'])} {[token.text for token in doc]}"
    assert told[1] == str(len(doc.spans.get("citations", [])))


def test_the_readers_are_imported_without_spacy():
    script = "import sys, pipeline.recognise.professions\nprint('spacy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    assert told == "False"


def test_a_saved_russian_model_loads_where_the_package_is_imported(tmp_path):
    nlp("ru").to_disk(tmp_path / "model")
    script = "import sys, spacy, pipeline.language.nlp\nprint([t.text for t in spacy.load(sys.argv[1])(sys.argv[2])])"
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "model"), "подпункт 2) пункта 4-1"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert told == str(["подпункт", "2)", "пункта", "4-1"])


@pytest.mark.parametrize(("language", "word"), [("kk", "сөз "), ("ru", "о слове ")])
def test_a_quote_that_never_closes_comes_to_an_end(language, word):
    """A bounded run of words after a quote would be tried in every way there is: 2 to the power of its length."""
    doc = nlp(language)('"' + word * 400)
    assert "ACT_TITLE" not in {entity.label_ for entity in doc.ents}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_the_text_is_rebuilt_from_the_tokens(text):
    for language in ("kk", "ru"):
        assert marks(language)(text).text == text
