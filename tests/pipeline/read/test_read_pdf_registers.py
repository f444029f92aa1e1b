"""Profession cards and registers of positions, printed as ruled tables over several pages, cut anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pdf_printer import Printer, Ruled, Title

from pipeline.clean import clean
from pipeline.model.documents import Source
from pipeline.read import read_file
from pipeline.read.markup import html_rows
from pipeline.recognise.professions import read_cards, read_register

sys.path.insert(0, str(Path(__file__).parents[1] / "professions"))

import card_printer
import register_printer

ACT = "order/x/2024-01-01/1"
SEEDS = range(12)


def printed(page: str, path: Path, widths: tuple[float, ...], title: str = "") -> Source:
    """An HTML page with one table, printed on paper and read back."""
    rows = tuple(tuple((span.text, span.rowspan, span.colspan) for span in row) for row in html_rows(page))
    items = [Title((title,))] if title else []
    truth = Printer(path, height=620).print([*items, Ruled(widths, rows, split=True)])
    source = read_file(path)
    found = [
        sorted((c.row, c.column, " ".join(c.text.split()), c.rowspan, c.colspan) for c in table.cells)
        for table in source.tables
    ]
    assert found == [
        sorted((row, column, " ".join(text.split()), height, width) for row, column, text, height, width in table)
        for table in truth.tables
    ]
    assert truth.pages > 1
    return source


@pytest.mark.parametrize("seed", SEEDS)
def test_a_card_over_several_pages(seed: int, tmp_path: Path) -> None:
    card = card_printer.make_card(seed)
    page = card_printer.print_table(card)
    (tmp_path / "card.html").write_text(page, "utf-8")
    title = card_printer.LABELS[card.language, card.after_2023]["title"].format(card.name)
    source = printed(page, tmp_path / "card.pdf", (135, 115, 225), title)
    (paper,) = read_cards(clean(source).paragraphs, ACT, card.language)
    (screen,) = read_cards(clean(read_file(tmp_path / "card.html")).paragraphs, ACT, card.language)

    def facts(made: object) -> object:
        return [
            (f.n, f.title, [(t.n, t.title, t.skills, t.knowledge, [c.act for c in t.citations]) for t in f.tasks])
            for f in made.functions  # type: ignore[attr-defined]
        ]

    assert facts(paper) == facts(screen)
    assert (paper.name, paper.code, paper.ork_levels) == (screen.name, screen.code, screen.ork_levels)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_register_over_several_pages(seed: int, tmp_path: Path) -> None:
    language, rows = register_printer.make_rows(seed)
    source = printed(
        register_printer.print_table(language, rows).replace("<br>", ";<br>"),
        tmp_path / "register.pdf",
        (70, 60, 345),
    )
    read = set()
    for row in read_register(clean(source).paragraphs, ACT, language):
        at = (row.block, row.sector, row.zveno, row.step)
        read |= {("row", *at, row.skill_level, row.category)} | {("post", *at, post) for post in row.positions}
    assert read == {fact for row in rows for fact in row.facts()}
