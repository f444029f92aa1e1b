"""The grammars told to people: every rule with its alternatives and its examples, as the files hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.model.acts import Language
from pipeline.recognise.amendments.terminals import grammar_text

_RULE: Final = re.compile(r"(?P<inlined>\??)(?P<name>[a-z_]+)\s*:\s*(?P<body>.*)")
_HEADING: Final = re.compile(r"// ── (?P<title>.*?) ─*$")
_NAMES: Final = {"ru": "Russian", "kk": "Kazakh"}


class Example(NamedTuple):
    """A clause and what it is read as, in the notation of `notation`."""

    clause: str
    reading: str


class GrammarRule(NamedTuple):
    """A rule of a grammar: the part of the file it stands in, its alternatives, its examples.

    An `inlined` rule only groups others and has no examples of its own.
    """

    part: str
    name: str
    body: str
    examples: tuple[Example, ...]
    inlined: bool


def grammar_rules(language: Language) -> tuple[GrammarRule, ...]:
    """The rules of a language's grammar in the order of its file."""
    return tuple(_rules(grammar_text(language).splitlines()))


def _rules(lines: list[str]) -> Iterator[GrammarRule]:
    part, examples = "", list[Example]()
    for at, line in enumerate(lines):
        if heading := _HEADING.match(line):
            part = heading["title"]
        elif line.startswith("//:"):
            clause, _, reading = line[3:].rpartition("=>")
            examples.append(Example(clause.strip(), reading.strip()))
        elif rule := _RULE.match(line):
            body = " ".join([rule["body"], *_continued(lines, at + 1)])
            yield GrammarRule(part, rule["name"], body, tuple(examples), bool(rule["inlined"]))
            examples = []


def _continued(lines: list[str], at: int) -> Iterator[str]:
    while at < len(lines) and lines[at].startswith(" "):
        yield lines[at].strip()
        at += 1


def guide_page(language: Language) -> str:
    """A page of Markdown for drafters: what each rule reads, by example."""
    lines = [f"# The language of amendments in {_NAMES[language]}", ""]
    part = ""
    for rule in grammar_rules(language):
        if rule.inlined or not rule.examples:
            continue
        if rule.part != part:
            part = rule.part
            lines += [f"## {part[:1].upper()}{part[1:]}", ""]
        lines += [f"### `{rule.name}`", "", "| clause | read as |", "| --- | --- |"]
        lines += [f"| {_cell(example.clause)} | `{_cell(example.reading)}` |" for example in rule.examples]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
