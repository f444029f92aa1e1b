"""The corpus's orders printed whole, their tables as tables: paper must say what the shipped text says."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_tables import card_table, register_table, ruled
from pdf_printer import MARGIN, Item, Printed, Printer, Title
from pdf_printer import Paragraph as PrintedParagraph
from test_read_alike import folded, is_running, made_of

from pipeline.clean import clean
from pipeline.document import read_document
from pipeline.model.documents import Facts, Paragraph, Source
from pipeline.model.editions import Document
from pipeline.model.professions import Card
from pipeline.overrides.tables import decide_tables
from pipeline.read import read_file
from zangraph.overrides import read_overrides

PORTRAIT = (595.0, 842.0)
SHEET = (1191.0, 1684.0)
"""A sheet on which the highest cell of a card has room: the printer cuts tables between rows."""


def item(paragraph: Paragraph, size: tuple[float, float] = PORTRAIT) -> Item:
    if paragraph.table is not None:
        return ruled(paragraph.table, size[0] - 2 * MARGIN)
    if is_running(paragraph):
        return PrintedParagraph(tuple((word, None) for word in paragraph.text.split()))
    return Title(folded(paragraph.text))


def on_paper(items: list[Item], path: Path, size: tuple[float, float] = PORTRAIT) -> Source:
    """What is read of the items printed; every cell stands in its row and column."""
    truth: Printed = Printer(path, width=size[0], height=size[1]).print(items)
    source = read_file(path)
    found = [
        sorted((c.row, c.column, " ".join(c.text.split()), c.rowspan, c.colspan) for c in table.cells)
        for table in source.tables
    ]
    assert found == [
        sorted((row, column, " ".join(text.split()), high, wide) for row, column, text, high, wide in table)
        for table in truth.tables
    ]
    return source


def tables_of(document: Document) -> list[object]:
    return [
        (node.address, [(c.row, c.column, " ".join(c.text.split()), c.rowspan, c.colspan) for c in node.table.cells])
        for top in document.tree
        for node in top.walk()
        if node.table is not None
    ]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("order-316-2024-08-15.kk.txt", PORTRAIT),
        ("order-271-2025-09-12.kk.txt", PORTRAIT),
        ("order-399-2023-09-21.kk.md", SHEET),
    ],
)
def test_a_whole_order_with_its_table(name: str, size: tuple[float, float], corpus: Path, tmp_path: Path) -> None:
    drawn = [table for table in read_overrides(corpus).overrides.table if table.file == name]
    source, _ = decide_tables(read_file(corpus / name), drawn)
    items = [item(paragraph, size) for paragraph in clean(source).paragraphs]
    text = read_document(source, Facts())
    paper = read_document(on_paper(items, tmp_path / "order.pdf", size), Facts())
    assert made_of(paper) == made_of(text)
    assert paper.events == text.events
    assert tables_of(paper) == tables_of(text)


REAL = [
    Path(__file__).parents[3] / "corpus" / "order-399-2023-09-21.kk.md",
    *sorted((Path(__file__).parents[1] / "professions" / "real").glob("*.md")),
]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_tables_of_positions_cards_and_requirements(path: Path, tmp_path: Path) -> None:
    """Of the orders and decrees that the pages name; `on_paper` compares the cells."""
    tables = read_file(path).tables
    assert tables
    items: list[Item] = []
    for table in tables:
        items += [Title(("Кесте",)), ruled(table, SHEET[0] - 2 * MARGIN)]
    on_paper(items, tmp_path / "tables.pdf", SHEET)


def card_facts(card: Card) -> object:
    functions = [
        (f.n, f.title, [(t.n, t.title, t.skills, t.knowledge, t.citations) for t in f.tasks]) for f in card.functions
    ]
    return (
        card.name, card.code, card.ork_levels, card.education, card.related_professions, card.personal_competences,
        functions,
    )  # fmt: skip


def test_a_whole_order_with_its_cards(corpus: Path, tmp_path: Path) -> None:
    source = read_file(corpus / "order-318-2022-08-18.ru.txt")
    text = read_document(source, Facts())
    paragraphs = clean(source).paragraphs
    first = min(card.lines[0] for card in text.cards)
    items = [item(paragraph) for paragraph in paragraphs if paragraph.lines[1] < first]
    for card in text.cards:
        items += [Title(folded(f'Карточка профессии "{card.name}"')), card_table(card, (200, 200, 670))]
    paper = read_document(on_paper(items, tmp_path / "order.pdf", SHEET), Facts())

    def ordered(document: Document) -> list[object]:
        return [(o.action, o.address, o.words, o.in_force) for o in document.operations]

    assert ordered(paper) == ordered(text)
    assert [o.payload and o.payload.from_annex for o in paper.operations] == [
        o.payload and o.payload.from_annex for o in text.operations
    ]
    preamble, _ = paper.operations
    assert preamble.payload is not None and text.operations[0].payload is not None
    assert preamble.payload.text == text.operations[0].payload.text
    assert [card_facts(card) for card in paper.cards] == [card_facts(card) for card in text.cards]


def test_a_whole_order_with_its_register(corpus: Path, tmp_path: Path) -> None:
    source = read_file(corpus / "order-1042-2015-12-28.kk.txt")
    text = read_document(source, Facts())
    (register,) = [node.lines for top in text.tree for node in top.walk() if node.table is not None]
    paragraphs = clean(source).paragraphs
    items = [item(paragraph) for paragraph in paragraphs if paragraph.lines[1] < register[0]]
    items.append(register_table(text.positions, (70, 60, 345)))
    items += [item(paragraph) for paragraph in paragraphs if paragraph.lines[0] > register[1]]
    paper = read_document(on_paper(items, tmp_path / "order.pdf"), Facts())

    def positions(document: Document) -> list[object]:
        return [
            (r.block, r.sector, r.zveno, r.step, r.skill_level, r.category, r.positions, r.expanded)
            for r in document.positions
        ]

    def words(document: Document) -> list[object]:
        nodes = [node for top in document.tree for node in top.walk() if node.table is None]
        return [(node.address, " ".join((node.text or "").split())) for node in nodes]

    assert positions(paper) == positions(text)
    assert words(paper) == words(text)
    assert paper.identity == text.identity
    assert paper.operations != () and made_of(paper)[1] == made_of(text)[1]
