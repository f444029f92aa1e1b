"""Profession cards against a reading of the page: the cards of order 318 (real) and invented templates."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.model.documents import Layout, Paragraph
from pipeline.recognise.professions import read_cards

INVENTED = sorted(
    path for path in (Path(__file__).parent / "invented").glob("cards_*") if path.suffix in {".html", ".txt"}
)
WORD = re.compile(r"\w+")
LABELS = """
    карточка профессии код наименование уровень квалификации по орк для согласно типовым квалификационным
    характеристикам должностей руководителей специалистов и других служащих организаций социальной защиты
    занятости населения профессионального образования умения навыки знания задача трудовая функция требования
    к личностным компетенциям связь с другими профессиями в рамках кс 1 2 3 4 5 6 7 8 9 10 11 12
"""
LABEL_WORDS = frozenset(LABELS.split())


@pytest.fixture(scope="module")
def paragraphs(corpus, bench):
    return bench.paragraphs(corpus / "order-318-2022-08-18.ru.txt")


@pytest.fixture(scope="module")
def cards(paragraphs):
    return read_cards(paragraphs, "order/mtszn/2019-12-31/714", "ru")


def test_the_cards_of_318_are_those_of_the_page(cards, bench):
    expected = bench.expected(bench.cases / "cards_318.json")
    assert [card.name for card in cards] == [card["name"] for card in expected]
    for card, page in zip(cards, expected, strict=True):
        assert bench.same(bench.card(card)) == bench.same(page)


def test_the_counts_of_318(cards):
    assert len(cards) == 6
    assert sum(len(card.functions) for card in cards) == 11
    assert sum(len(function.tasks) for card in cards for function in card.functions) == 18
    assert sum(len(task.citations) for card in cards for function in card.functions for task in function.tasks) == 108
    assert [len(card.requirements) for card in cards] == [1, 8, 8, 8, 8, 1]


def test_every_citation_of_318_has_a_key_with_its_particulars(cards):
    for card in cards:
        for function in card.functions:
            for task in function.tasks:
                for reference in task.citations:
                    assert "/named/" not in reference.act
                    assert reference.number is not None or reference.title is not None


def test_no_word_of_318_is_lost_between_page_and_cards(cards, paragraphs):
    """What is not in a record is a label: the words left over stand in labels only."""
    first, last = cards[0].lines[0], cards[-1].lines[1]
    page = Counter(
        word.lower() for each in paragraphs if first <= each.lines[0] <= last for word in WORD.findall(each.text)
    )
    for card in cards:
        page.subtract(word.lower() for word in WORD.findall(_words(card)))
    left = {word: count for word, count in page.items() if count > 0 and word not in LABEL_WORDS}
    # The profession's name stands in the title and in its cell; the act of the КС cell is kept as a citation.
    named = {word.lower() for card in cards for word in WORD.findall(card.name)}
    named |= {word.lower() for card in cards for cited in card.ks_citations for word in WORD.findall(cited.text)}
    # Heads of levels («Специалист среднего уровня квалификации:») stand over four rows each in four cards.
    heads = {"уровня": 8, "среднего": 4, "высшего": 4}
    assert {word: count for word, count in left.items() if word not in named} == heads


def _words(card):
    parts = [card.name, card.code or "", card.education or "", *map(str, card.ork_levels), *card.ks]
    parts += [*card.personal_competences, *(f"{each.level} уровень {each.name}" for each in card.related_professions)]
    parts += [cited.text for cited in card.ks_citations]
    parts += [row.text for row in card.requirements]
    for function in card.functions:
        parts.append(function.title)
        for task in function.tasks:
            parts += [task.title, *task.skills, *task.knowledge]
    return " ".join(parts)


@pytest.mark.parametrize("path", INVENTED, ids=lambda path: path.name)
def test_invented_cards(path, bench):
    language = "kk" if ".kk." in path.name else "ru"
    cards = read_cards(bench.paragraphs(path), "order/x/2024-01-01/1", language)
    expected = bench.expected(path.with_suffix(".json"))
    assert bench.same([bench.card(card) for card in cards]) == bench.same(expected)


def _block(*rows: str, line: int = 1, layout: Layout = Layout.BLOCK) -> Paragraph:
    return Paragraph(" ".join(rows), (line, line + len(rows) - 1), layout, (), rows)


def test_a_title_without_fields_is_no_card():
    text = 'Карточка профессии "Пекарь" заполняется по форме.'
    assert read_cards([_block(text), _block("Код профессии указывается", line=3)], "order/x/2024-01-01/1", "ru") == ()


def test_a_list_whose_label_is_lost_is_read_and_reported():
    blocks = [
        _block('Карточка профессии "Пекарь"', line=1),
        _block("Трудовая функция 1: Выпечка", line=3),
        _block("Задача 1: Замес", line=5),
        _block("Умения:", "1. Месить", "2. Печь", "1. Виды муки", "2. Режимы", line=7),
    ]
    (card,) = read_cards(blocks, "order/x/2024-01-01/1", "ru")
    (task,) = card.functions[0].tasks
    assert (task.skills, task.knowledge) == (("Месить", "Печь"), ("Виды муки", "Режимы"))
    assert any("label of its knowledge" in doubt for doubt in card.doubts)


def test_a_gap_in_the_numbers_is_reported():
    blocks = [
        _block('Карточка профессии "Пекарь"', line=1),
        _block("Трудовая функция 1: Выпечка", line=3),
        _block("Задача 1: Замес", line=5),
        _block("Умения:", "1. Месить.", "4. Печь.", line=7),
        _block("Знания:", "1. Виды муки", line=12),
    ]
    (card,) = read_cards(blocks, "order/x/2024-01-01/1", "ru")
    assert card.functions[0].tasks[0].skills == ("Месить.", "Печь.")
    assert any("items 2–3 are not on the page" in doubt for doubt in card.doubts)


def test_more_lists_than_labels_are_reported():
    blocks = [
        _block('Карточка профессии "Пекарь"', line=1),
        _block("Трудовая функция 1: Выпечка", line=3),
        _block("Умения:", "1. Месить.", line=7),
        _block("Знания:", "1. Виды муки", line=12),
    ]
    (card,) = read_cards(blocks, "order/x/2024-01-01/1", "ru")
    assert card.functions[0].tasks[0].skills == ("Месить.",)
    assert any("0 labels of tasks for 1 pairs" in doubt for doubt in card.doubts)
