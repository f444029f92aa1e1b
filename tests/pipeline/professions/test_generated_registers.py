"""Invented registers in both languages, as tables and flattened: precision and recall of the reader."""

from __future__ import annotations

import pytest
from register_printer import make_rows, print_flat, print_table

from pipeline.recognise.professions import read_register

DOCUMENTS = 100


@pytest.mark.parametrize("layout", ["table", "flat"])
def test_precision_and_recall_on_generated_registers(layout, bench, tmp_path):
    found = expected = right = 0
    wrong = []
    for seed in range(DOCUMENTS // 2):
        language, rows = make_rows(seed)
        path = tmp_path / f"{seed}.{'html' if layout == 'table' else 'txt'}"
        text = print_table(language, rows) if layout == "table" else print_flat(language, rows, seed)
        path.write_text(text, encoding="utf-8")
        read = set()
        for row in read_register(bench.paragraphs(path), "order/x/2024-01-01/1", language):
            at = (row.block, row.sector, row.zveno, row.step)
            read |= {("row", *at, row.skill_level, row.category)} | {("post", *at, post) for post in row.positions}
        page = {fact for row in rows for fact in row.facts()}
        found, expected, right = found + len(read), expected + len(page), right + len(read & page)
        wrong += [(seed, fact) for fact in sorted(read ^ page, key=str)]
    assert right / found == 1.0, wrong[:10]
    assert right / expected == 1.0, wrong[:10]
