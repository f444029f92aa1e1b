"""Registers of positions against a reading of the page: order 1042 (real) and invented tables."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.recognise.professions import read_abbreviations, read_register

INVENTED = sorted(
    path for path in (Path(__file__).parent / "invented").glob("register_*") if path.suffix in {".html", ".txt"}
)
WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def paragraphs(corpus, bench):
    return bench.paragraphs(corpus / "order-1042-2015-12-28.kk.txt")


@pytest.fixture(scope="module")
def rows(paragraphs):
    return read_register(paragraphs, "order/mzsr/2015-12-28/1042", "kk")


def test_the_register_of_1042_is_that_of_the_page(rows, bench):
    expected = bench.expected(bench.cases / "register_1042.json")
    assert [(row.block, row.zveno, row.step, row.sector) for row in rows] == [
        (row["block"], row["zveno"], row["step"], row["sector"]) for row in expected
    ]
    for row, page in zip(rows, expected, strict=True):
        assert bench.same(bench.row(row)) == bench.same(page)


def test_the_counts_of_1042(rows):
    assert Counter(row.block for row in rows) == {"A": 17, "B": 37, "C": 3, "D": 1}
    assert [row.step for row in rows if row.zveno == "А3"] == ["1", "1-1", "2", "2-1", "3"]
    assert {row.zveno for row in rows if row.zveno_supplied} == {"А1", "А2", "А3"}
    assert [(row.zveno, row.step) for row in rows if row.step_supplied] == [("А1", "3"), ("А2", "3"), ("А3", "1")]


def test_one_row_per_block_zveno_step_and_sector(rows):
    keys = [(row.block, row.zveno, row.step, row.sector) for row in rows]
    assert len(keys) == len(set(keys))


def test_what_is_supplied_is_doubted(rows):
    for row in rows:
        if row.zveno_supplied or row.step_supplied:
            assert row.doubts


def test_no_word_of_1042_is_lost_between_page_and_rows(rows, paragraphs):
    """Words of the cells that are in no post are the words before a colon, which say level and category."""
    first, last = rows[0].lines[0], rows[-1].lines[1]
    page = Counter(
        word.lower() for each in paragraphs if first <= each.lines[0] <= last for word in WORD.findall(each.text)
    )
    page.subtract(word.lower() for row in rows for post in row.positions for word in WORD.findall(post))
    levels = "біліктілігі деңгейдегі жоғары орташа бірінші екінші санатты санаты жоқ мамандар маманы мм және мқк мкқ"
    heads = "блогы негізгі персонал бірінші звено әкімшілік қосалқы денсаулық сақтау білім беру өзге де салалар"
    labels = "b в с d техникалық орындаушылар"
    known = set(f"{levels} {heads} {labels}".split())
    assert {word for word, count in page.items() if count > 0} <= known
    assert not [word for word, count in page.items() if count < 0]


@pytest.mark.parametrize("path", INVENTED, ids=lambda path: path.name)
def test_invented_registers(path, bench):
    language = "kk" if ".kk." in path.name else "ru"
    rows = read_register(bench.paragraphs(path), "order/x/2024-01-01/1", language)
    expected = bench.expected(path.with_suffix(".json"))
    assert bench.same([bench.row(row) for row in rows]) == bench.same(expected)


def test_no_register_in_other_documents(corpus, bench):
    for path in sorted(corpus.glob("order-*")):
        if "1042" not in path.name:
            assert read_register(bench.paragraphs(path), "order/x/2024-01-01/1", "kk") == ()


def test_the_abbreviations_of_1042(paragraphs):
    assert read_abbreviations(paragraphs) == {
        "ММ": "мемлекеттік мекеме",
        "МҚК": "мемлекеттік қазыналық кәсіпорын",
        "ЗТМО": "зейнетақы төлеу жөніндегі мемлекеттік орталық",
        "ЕҚРҒЗИ": "еңбекті қорғау жөніндегі республикалық ғылыми-зерттеу институты",
        "ӘОДҒПО": "әлеуметтік оңалтуды дамытудың ғылыми-практикалық орталығы",
    }


def test_abbreviations_in_one_paragraph(tmp_path, bench):
    path = tmp_path / "note.txt"
    path.write_text(
        "Приказ\n\n      Примечание: расшифровка аббревиатур: ГУ – государственное учреждение; "
        "ГККП – государственное коммунальное казенное предприятие.\n      Другой абзац – не сокращение.\n",
        encoding="utf-8",
    )
    assert read_abbreviations(bench.paragraphs(path)) == {
        "ГУ": "государственное учреждение",
        "ГККП": "государственное коммунальное казенное предприятие",
    }


def test_a_row_between_the_codes_of_two_zvenos_is_doubted(tmp_path, bench):
    path = tmp_path / "register.txt"
    path.write_text(
        "БЛОК С - АДМИНИСТРАТИВНЫЙ ПЕРСОНАЛ\n\nС1\n1\nГлавный редактор\n\n2\nНачальник участка\n\nС2\n3\nЭкономист\n",
        encoding="utf-8",
    )
    rows = read_register(bench.paragraphs(path), "order/x/2024-01-01/1", "ru")
    assert [(row.zveno, row.step, row.positions, row.doubts) for row in rows] == [
        ("С1", "1", ("Главный редактор",), ()),
        ("С1", "2", ("Начальник участка",), ("it is not said whether this is of zveno С1 or С2",)),
        ("С2", "3", ("Экономист",), ()),
    ]
