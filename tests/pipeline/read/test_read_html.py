"""Saved web pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.documents import Format
from pipeline.read import read_file
from pipeline.read.grid import Span, place

CASES = tomllib.loads((Path(__file__).parent / "cases" / "html.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page(case: dict, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(case["html"], "utf-8")
    source = read_file(path)
    assert source.format is Format.HTML
    assert source.text.strip("\n") == case["text"].strip("\n").replace("~", " " * 6)
    assert [
        {
            "lines": list(table.lines),
            "cells": [[cell.row, cell.column, cell.text, cell.rowspan, cell.colspan] for cell in table.cells],
        }
        for table in source.tables
    ] == case["tables"]
    assert [[link.text, link.target, link.line] for link in source.links] == case["links"]
    assert list(source.warnings) == case["warnings"]


def test_headings_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(CASES[2]["html"], "utf-8")
    (table,) = read_file(path).tables
    assert [cell.header for cell in table.cells] == [True, True, False, False, False]


def test_the_bytes_decide_over_the_declaration(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    page = '<html><head><meta charset="utf-8"></head><body><p>Утвердить прилагаемые Правила.</p></body></html>'
    path.write_bytes(page.encode("cp1251"))
    source = read_file(path)
    assert source.text == "      Утвердить прилагаемые Правила."
    assert source.warnings == ("declared as utf-8 but written in cp1251",)


def test_a_page_named_otherwise_is_still_a_page(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text("<!doctype html><html><body><p>Бұйрық</p></body></html>", "utf-8")
    source = read_file(path)
    assert source.format is Format.HTML
    assert source.warnings == ("named .txt but is HTML; read as what it is",)


ENCODED = [
    ("cp1251", "utf-8", "written in cp1251"), ("utf-8", "windows-1251", "written in utf-8"),
    ("ptcp154", "windows-1251", "written in ptcp154"), ("kz1048", "windows-1251", "written in kz1048"),
    ("utf-8-sig", "windows-1251", "written in utf-8"), ("utf-16", "utf-8", ""), ("koi8-r", "koi8-r", ""),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "declared", "warned"), ENCODED)
def test_a_page_in_any_encoding_behind_a_long_head(encoding: str, declared: str, warned: str, tmp_path: Path) -> None:
    kazakh = encoding not in ("koi8-r", "cp1251")
    words = "Қоса беріліп отырған әлеуметтік қағидалар бекітілсін." if kazakh else "Утвердить прилагаемые Правила."
    head = "<style>p {margin: 0}</style>" * 60
    page = f'<!doctype html><html><head>{head}<meta charset="{declared}"></head><body><p>1. {words}</p></body></html>'
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(encoding))
    source = read_file(path)
    assert (source.format, source.text) == (Format.HTML, f"      1. {words}")
    assert [warned in warning for warning in source.warnings] == ([True] if warned else [])


def test_deep_nesting_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 3000 + "Бұйрық", "utf-8")
    assert read_file(path).text == "      Бұйрық"


spans = st.builds(Span, st.just("x"), st.integers(0, 4), st.integers(0, 4))


@given(st.lists(st.lists(spans, max_size=5), max_size=6))
def test_placed_cells_keep_their_order_and_never_leave_the_rows(rows: list[list[Span]]) -> None:
    cells = place(rows)
    assert len(cells) == sum(map(len, rows))
    assert [cell.row for cell in cells] == [number for number, row in enumerate(rows) for _ in row]
    assert all(cell.row + cell.rowspan <= len(rows) for cell in cells)
    firsts = {(cell.row, cell.column) for cell in cells}
    assert len(firsts) == len(cells)
