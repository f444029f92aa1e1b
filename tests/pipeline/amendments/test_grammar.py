"""The examples written above every rule of the two grammars, run."""

from __future__ import annotations

import pytest

from pipeline.model.acts import Language
from pipeline.recognise.amendments.guide import Example, grammar_rules, guide_page
from pipeline.recognise.amendments.notation import notation
from pipeline.recognise.amendments.reader import ClauseReader

LANGUAGES: tuple[Language, ...] = ("ru", "kk")
EXAMPLES = [
    (language, rule.name, example)
    for language in LANGUAGES
    for rule in grammar_rules(language)
    for example in rule.examples
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_an_example(language: Language):
    assert [rule.name for rule in grammar_rules(language) if not rule.examples and not rule.inlined] == []


@pytest.mark.parametrize(("language", "rule", "example"), EXAMPLES, ids=lambda value: str(value)[:40])
def test_example_is_read_by_its_rule(language: Language, rule: str, example: Example):
    reading = ClauseReader(language).read(example.clause)
    if example.reading.startswith("scope "):
        assert (str(reading.kind), reading.scope) == ("scope", example.reading[6:].removeprefix('""'))
    else:
        assert ("; ".join(map(notation, reading.operations)) or "none") == example.reading
    assert rule in reading.rules
    assert reading.unclaimed == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_shows_every_example(language: Language):
    page = guide_page(language)
    assert all(example.clause in page for rule in grammar_rules(language) for example in rule.examples)
