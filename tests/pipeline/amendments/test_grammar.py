"""The examples written above every rule of the two grammars, run."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from pipeline.model.acts import Language
from pipeline.recognise.amendments.notation import notation
from pipeline.recognise.amendments.reader import ClauseReader
from pipeline.recognise.amendments.terminals import grammar_text

LANGUAGES: tuple[Language, ...] = ("ru", "kk")


class Example(NamedTuple):
    language: Language
    rule: str
    text: str
    expected: str


def rules(language: Language) -> dict[str, list[str]]:
    """Every rule of a grammar with the example lines above it."""
    found: dict[str, list[str]] = {}
    examples: list[str] = []
    for line in grammar_text(language).splitlines():
        if line.startswith("//:"):
            examples.append(line[3:].strip())
        elif match := re.match(r"[?]?([a-z_]+):", line):
            found[match[1]] = [] if line.startswith("?") else examples
            examples = []
    return found


def examples() -> list[Example]:
    return [
        Example(language, rule, *(part.strip() for part in example.rsplit("=>", 1)))
        for language in LANGUAGES
        for rule, lines in rules(language).items()
        for example in lines
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_an_example(language: Language):
    inlined = {line[1:].split(":")[0] for line in grammar_text(language).splitlines() if line.startswith("?")}
    assert [rule for rule, lines in rules(language).items() if not lines and rule not in inlined] == []


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.rule}: {example.text[:40]}")
def test_example_is_read_by_its_rule(example: Example):
    reading = ClauseReader(example.language).read(example.text)
    if example.expected.startswith("scope "):
        assert (str(reading.kind), reading.scope) == ("scope", example.expected[6:].removeprefix('""'))
    else:
        got = "; ".join(map(notation, reading.operations)) or "none"
        assert got == example.expected
    assert example.rule in reading.rules
    assert reading.unclaimed == ()
