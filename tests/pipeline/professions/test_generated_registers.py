"""Invented registers in both languages, in every kind of file: precision and recall of the reader, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest
from files import written
from register_printer import grid, make_rows, print_flat, print_table
from tally import Tally

from pipeline.recognise.professions import read_register

DOCUMENTS = {"page": 50, "flat": 50, "word": 12, "ruled": 16, "whole": 8, "printed": 6}
"""How many registers a way of printing; languages take turns."""

LEAST = {"printed": 0.99}
"""A row that a page cuts between two lines is not always told from two rows: 1.0 of every other way."""

FIELDS = frozenset({"block", "sector", "zveno", "step", "skill level", "category", "row", "post"})


def _files(way: str, folder: Path):
    registers = {seed: make_rows(seed) for seed in range(DOCUMENTS[way])}
    if way not in {"page", "flat"}:
        pages = {seed: (language, "", grid(language, rows)) for seed, (language, rows) in registers.items()}
        yield from ((*registers[seed], seed, path) for seed, path in written(way, pages, folder, (70, 70, 335)))
        return
    for seed, (language, rows) in registers.items():
        path = folder / f"{seed}.{'html' if way == 'page' else 'txt'}"
        text = print_table(language, rows) if way == "page" else print_flat(language, rows, seed)
        path.write_text(text, encoding="utf-8")
        yield language, rows, seed, path


def _fields(facts):
    """The facts of rows and posts, and each field of the rows by itself."""
    found = set(facts)
    for fact in facts:
        if fact[0] == "row":
            _, block, sector, zveno, step, level, category = fact
            found |= {("block", block), ("sector", block, sector), ("zveno", block, sector, zveno)}
            at = (block, sector, zveno, step)
            found |= {("step", *at), ("skill level", *at, level), ("category", *at, category)}
    return found


@pytest.mark.parametrize("way", DOCUMENTS)
def test_precision_and_recall_on_generated_registers(way, bench, tmp_path):
    tally = Tally()
    for language, rows, seed, path in _files(way, tmp_path):
        read = set()
        page = {fact for row in rows for fact in row.facts()}
        for row in read_register(bench.paragraphs(path), "order/x/2024-01-01/1", language):
            at = (row.block, row.sector, row.zveno, row.step)
            read |= {("row", *at, row.skill_level, row.category)} | {("post", *at, post) for post in row.positions}
            assert ("row", *at, row.skill_level, row.category) in page or row.doubts, (seed, row)
        tally.add(seed, _fields(read), _fields(page))
    tally.assert_at_least(LEAST.get(way, 1.0), FIELDS)
