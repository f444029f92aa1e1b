"""Invented cards of both templates and languages, in every kind of file: precision and recall, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest
from card_printer import grid, make_card, print_flat, print_table, title
from files import written
from tally import Tally

from pipeline.recognise.professions import read_cards

DOCUMENTS = {"page": 50, "flat": 50, "word": 16, "ruled": 16, "whole": 8, "printed": 8}
"""How many cards a way of printing; languages and templates take turns."""

LEAST = {"printed": 0.99}
"""A row that a page cuts between two lines is not always told from two rows: 1.0 of every other way."""

FIELDS = frozenset(
    {
        "name",
        "code",
        "ork",
        "function",
        "task",
        "skill",
        "knowledge",
        "citation",
        "competence",
        "education",
        "related",
    }
)
"""Abilities of the template of 2023 are the skills of its tasks."""


def _files(way: str, folder: Path):
    cards = {seed: make_card(seed) for seed in range(DOCUMENTS[way])}
    if way not in {"page", "flat"}:
        pages = {seed: (card.language, title(card), grid(card)) for seed, card in cards.items()}
        yield from ((cards[seed], seed, path) for seed, path in written(way, pages, folder, (135, 115, 225)))
        return
    for seed, card in cards.items():
        path = folder / f"{seed}.{'html' if way == 'page' else 'txt'}"
        path.write_text(print_table(card) if way == "page" else print_flat(card, seed), encoding="utf-8")
        yield card, seed, path


def _found(cards, bench):
    facts = set()
    for card in cards:
        facts |= {("name", card.name), ("code", card.code), *(("ork", str(level)) for level in card.ork_levels)}
        facts |= {("competence", each) for each in card.personal_competences}
        facts |= {("education", card.education)}
        facts |= {("related", str(each.level), each.name) for each in card.related_professions}
        for function in card.functions:
            facts.add(("function", str(function.n), function.title))
            for task in function.tasks:
                at = (str(function.n), str(task.n))
                facts.add(("task", *at, task.title))
                facts |= {("skill", *at, each) for each in task.skills}
                facts |= {("knowledge", *at, each) for each in task.knowledge}
                facts |= {("citation", *at, bench.act(each)) for each in task.citations}
    return facts


@pytest.mark.parametrize("way", DOCUMENTS)
def test_precision_and_recall_on_generated_cards(way, bench, tmp_path):
    tally = Tally()
    for card, seed, path in _files(way, tmp_path):
        read = _found(read_cards(bench.paragraphs(path), "order/x/2024-01-01/1", card.language), bench)
        same = [{tuple(bench.same(part) for part in fact) for fact in facts} for facts in (read, card.facts())]
        tally.add(seed, *same)
    tally.assert_at_least(LEAST.get(way, 1.0), FIELDS)
