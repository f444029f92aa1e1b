"""Invented cards of both templates and languages, as tables and flattened: precision and recall of the reader."""

from __future__ import annotations

import pytest
from card_printer import make_card, print_flat, print_table

from pipeline.recognise.professions import read_cards

DOCUMENTS = 100


def _found(cards, bench):
    facts = set()
    for card in cards:
        facts |= {("name", card.name), ("code", card.code), *(("ork", str(level)) for level in card.ork_levels)}
        facts |= {("competence", each) for each in card.personal_competences}
        for function in card.functions:
            facts.add(("function", str(function.n), function.title))
            for task in function.tasks:
                at = (str(function.n), str(task.n))
                facts.add(("task", *at, task.title))
                facts |= {("skill", *at, each) for each in task.skills}
                facts |= {("knowledge", *at, each) for each in task.knowledge}
                facts |= {("citation", *at, bench.act(each)) for each in task.citations}
    return {tuple(bench.same(part) for part in fact) for fact in facts}


@pytest.mark.parametrize("layout", ["table", "flat"])
def test_precision_and_recall_on_generated_cards(layout, bench, tmp_path):
    found = expected = right = 0
    wrong = []
    for seed in range(DOCUMENTS // 2):
        card = make_card(seed)
        path = tmp_path / f"{seed}.{'html' if layout == 'table' else 'txt'}"
        path.write_text(print_table(card) if layout == "table" else print_flat(card, seed), encoding="utf-8")
        read = _found(read_cards(bench.paragraphs(path), "order/x/2024-01-01/1", card.language), bench)
        page = {tuple(bench.same(part) for part in fact) for fact in card.facts()}
        found, expected, right = found + len(read), expected + len(page), right + len(read & page)
        wrong += [(seed, fact) for fact in sorted(read ^ page)]
    assert right / found == right / expected == 1.0, wrong[:10]
