"""Markdown: its own lines, its tables in three ways, its links."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.model.documents import Format
from pipeline.read import read_file
from pipeline.read.tables import html_tables

CASES = tomllib.loads((Path(__file__).parent / "cases" / "markdown.toml").read_text("utf-8"))["case"]
SEED = Path(__file__).parents[4] / "shared" / "seeds" / "002_feef673e1d501f97.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tables_and_links(case: dict, tmp_path: Path) -> None:
    path = tmp_path / "act.md"
    path.write_text(case["text"], "utf-8")
    source = read_file(path)
    assert source.format is Format.MARKDOWN
    assert source.text == case["text"]
    assert [
        {
            "lines": list(table.lines),
            "cells": [[cell.row, cell.column, cell.text, cell.rowspan, cell.colspan] for cell in table.cells],
        }
        for table in source.tables
    ] == case["tables"]
    assert [[link.text, link.target, link.line] for link in source.links] == case["links"]


def test_markdown_is_known_by_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text("# Бұйрық\n\n**Ескерту. 1-тармақ жаңа редакцияда.**\n\n1\\) бір;\n\n> *С. Жақыпова*\n", "utf-8")
    assert read_file(path).format is Format.MARKDOWN
    path.write_text("Бұйрық\n\n1) бір;\n\n* сілтеме\n", "utf-8")
    assert read_file(path).format is Format.TEXT


@pytest.mark.skipif(not SEED.is_file(), reason="the sample documents are not here")
def test_the_form_of_a_real_order() -> None:
    source = read_file(SEED)
    (table,) = source.tables
    assert source.text == SEED.read_text("utf-8")
    assert table.lines == (225, 238)
    assert max(cell.column for cell in table.cells) == 7
    assert [cell.text for cell in table.row(0)][:3] == ["P/c", "ҰКС сәйкес кәсіптің атауы", "ҰКС сәйкес код"]
    assert [cell.text for cell in table.row(1)] == list("12345678")


def test_blanks_of_a_form_in_a_cell_are_no_emphasis() -> None:
    (table,) = html_tables('<table><tr><td>"__"_______ 20__ года №__</td><td>__жирный__ текст</td></tr></table>')
    assert [cell.text for cell in table.cells] == ['"__"_______ 20__ года №__', "жирный текст"]
