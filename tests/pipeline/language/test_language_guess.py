"""Which language a text is in: cases, the examples and the corpus, and what always holds."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identify.language import detect_language, factory

CASES = tomllib.loads((Path(__file__).parent / "cases" / "languages.toml").read_text(encoding="utf-8"))["case"]
EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "examples"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_cases(case):
    guess = detect_language(case["text"], case.get("document"))
    assert guess.language == case["language"]
    if "certainty" in case:
        assert guess.certainty == case["certainty"]


@pytest.mark.parametrize("name", ["clauses", "notes"])
def test_real_clauses_and_notes_not_trained_on(name):
    path = EXAMPLES / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the examples are not here")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = [record["text"] for record in records if detect_language(record["text"]).language != record["lang"]]
    assert not wrong


def test_documents_of_the_corpus(corpus):
    for path in sorted(corpus.glob("order-*")):
        assert detect_language(path.read_text(encoding="utf-8")).language == path.name.split(".")[1]


def test_paragraphs_of_the_corpus_in_their_document(corpus):
    for path in sorted(corpus.glob("order-*")):
        language = path.name.split(".")[1]
        paragraphs = [text for text in path.read_text(encoding="utf-8").split("\n\n") if text.strip()]
        wrong = [text for text in paragraphs if detect_language(text, language).language != language]
        assert not wrong


def test_two_profiles_are_loaded_in_one_call():
    made = factory((files("pipeline.identify") / "profiles" / "kk.json").read_text(encoding="utf-8"))
    assert made.get_lang_list() == ["ru", "kk"]


@given(st.text())
def test_never_raises_and_never_wavers(text):
    first = detect_language(text)
    assert 0.0 <= first.certainty <= 1.0
    assert detect_language(text) == first
    assert detect_language(text, "ru").language in ("kk", "ru")
