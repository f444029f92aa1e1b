"""What a paragraph opens, and which address it gets."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.address import Address, AddressError, Unit, roman, sort_key
from pipeline.model.documents import Layout, Paragraph
from pipeline.structure import build_tree, parse_fragment
from pipeline.structure.frame import frame
from pipeline.structure.gone import gone, is_gone
from pipeline.structure.markers import is_note, mark

MARKS = [
    ("9. Біліктілігіне қойылатын талаптар:", Unit.POINT, "9"),
    ('"12-1. Лауазымдық міндеттері:', Unit.POINT, "12-1"),
    ("2) тестілеуді;", Unit.SUBPOINT, "2"),
    ("8-1) қосымша;", Unit.SUBPOINT, "8-1"),
    ("а) в части первой", Unit.SUBPOINT, "а"),
    ("4-1-Параграф. Еңбек мобильділігі орталығы", Unit.SUBCHAPTER, "4-1"),
    ("Параграф 2. Порядок", Unit.SUBCHAPTER, "2"),
    ("1-тарау. Жалпы ережелер", Unit.CHAPTER, "1"),
    ("Глава 3. Порядок", Unit.CHAPTER, "3"),
    ("РАЗДЕЛ IV. Заключение", Unit.SECTION, "IV"),
    ("5-бап. Құзырет", Unit.ARTICLE, "5"),
    ("Статья 33-4. Компетенция", Unit.ARTICLE, "33-4"),
    ("Статья 43¹. Компетенция", Unit.ARTICLE, "43-1"),
    ("43¹-бап. Құзырет", Unit.ARTICLE, "43-1"),
    ("12¹². Порядок", Unit.POINT, "12-12"),
    ("8¹) приложение;", Unit.SUBPOINT, "8-1"),
    ("2.1 балл", None, None),
    ("2025 жылғы 1 қаңтардан бастап", None, None),
    ("мобильді топтардың шығуы;", None, None),
    ("10 балл", None, None),
]


@pytest.mark.parametrize(("text", "unit", "number"), MARKS)
def test_mark(text: str, unit: Unit | None, number: str | None) -> None:
    found = mark(text)
    assert (found.unit if found else None, found.number if found else None) == (unit, number)


NOTES = [
    ("Ескерту. 6-тармақ жаңа редакцияда", True, False),
    ("Сноска. Пункт 11 в редакции", True, False),
    ("РҚАО-ның ескертпесі!", True, False),
    ("Примечание ИЗПИ!", True, False),
    ("Қолданушылардың назарына!", True, False),
    ("Ескертпе: Аббревиатуралардың толық жазылуы:", False, False),
    ("Ескерту: 2-тармаққа өзгерту енгізілді - ҚР Ішкі істер", True, False),
    ("Ескерту: егер тесттен өтуші тест кезінде бір ғана қанағаттанарлықсыз деген баға алып", False, False),
    ("Сноска. * - в том числе, в жестянных банках, пакетах", False, False),
    ("70. Исключен приказом Министра юстиции РК", False, True),
    ("3. Күші жойылды - ҚР Үкіметінің", False, True),
    ("2. Бұйрықтың күші жойылды деп танылсын.", False, False),
]


@pytest.mark.parametrize(("text", "note", "fallen"), NOTES)
def test_remarks(text: str, note: bool, fallen: bool) -> None:
    assert (is_note(text), is_gone(text)) == (note, fallen)


GONE = tomllib.loads((Path(__file__).parent / "gone.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", GONE, ids=lambda case: case["text"][:40])
def test_what_a_paragraph_says_is_gone(case: dict[str, Any]) -> None:
    found = gone(case["text"])
    assert (found and [found.unit, *found.numbers]) == case.get("gone")
    assert is_gone(case["text"]) == ("gone" in case)


TREE = """1. Общее положение.
Вторая часть начинается с заглавной буквы.
2. Термины:
1) первый термин;
2) второй термин:
первое значение;
второе значение;
3) третий термин.
Часть после перечня:
1) повторный перечень.
3-1. Вставленный пункт."""
ADDRESSES = [
    "annex/point:1", "annex/point:1/part:2", "annex/point:2", "annex/point:2/subpoint:1", "annex/point:2/subpoint:2",
    "annex/point:2/subpoint:2/paragraph:2", "annex/point:2/subpoint:2/paragraph:3", "annex/point:2/subpoint:3",
    "annex/point:2/part:2", "annex/point:2/part:2/subpoint:1", "annex/point:3-1",
]  # fmt: skip


def paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(line, (n, n), Layout.INDENTED, ()) for n, line in enumerate(text.split("\n"), start=1)]


def test_tree_and_addresses() -> None:
    tree = parse_fragment(paragraphs(TREE), Address.parse("annex"))
    nodes = [node for node in tree.walk() if node.text]
    assert [node.address for node in nodes] == ADDRESSES
    assert tree.full_text() == TREE


def test_numbering_that_restarts_is_addressed_from_its_chapter() -> None:
    text = "Глава 1. Первая\n1. Один.\nГлава 2. Вторая\n1. Снова один.\n2. Два."
    tree = parse_fragment(paragraphs(text), Address.parse("annex"))
    assert [node.address for node in tree.walk() if node.unit is Unit.POINT] == [
        "annex/chapter:1/point:1",
        "annex/chapter:2/point:1",
        "annex/point:2",
    ]


def test_each_unit_of_a_range_that_is_gone_stands_in_its_place() -> None:
    text = """1. Права:
21) исключен Законом РК от 05.04.2023 № 221-VII;
21) - 25) исключены Законом РК от 29.12.2014 № 269-V;
23) новый;
26) прежний.
3. – 5. Исключены Законом РК от 29.12.2014 № 269-V.
6. Прочее."""
    tree = parse_fragment(paragraphs(text), Address.parse("annex"))
    assert [(node.address.removeprefix("annex/"), node.text[:10]) for node in tree.walk()][1:] == [
        ("point:1", "1. Права:"), ("point:1/subpoint:21", "21) исключ"), ("point:1/subpoint:22", "21) - 25) "),
        ("point:1/subpoint:24", ""), ("point:1/subpoint:25", ""), ("point:1/subpoint:23", "23) новый;"),
        ("point:1/subpoint:26", "26) прежни"), ("point:3", "3. – 5. Ис"), ("point:4", ""), ("point:5", ""),
        ("point:6", "6. Прочее."),
    ]  # fmt: skip
    assert [len(node.notes) for node in tree.walk()][1:] == [0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0]


NOTED = [
    (
        "Примечание РЦПИ!\nДействие пункта 2 приостановлено в соответствии с Законом РК.\n2. Норма.\n3. Норма.",
        "point:2",
    ),
    ("РҚАО-ның ескертпесі!\n2-тармақ ҚР 02.11.2015 № 389-V Заңының редакциясында көзделген.\n2. Норма.", "point:2"),
    ("ЗҚАИ-ның ескертпесі!\n2, 3-тармақтардың осы редакциясы 31.12.2026 дейін қолданыста.\n2. Норма.", "point:2"),
    ("Примечание ИЗПИ! Глава 2 предусмотрена в редакции Закона РК.\nГлава 2. Порядок\n2. Норма.", "chapter:2"),
    ("Примечание РЦПИ!\nПорядок введения в действие пункта 1 см. пункт 2 Закона.\n2. Норма.", "point:1"),
    ("Примечание РЦПИ!\nПункт 3 предусмотрен в редакции Закона РК.\n2. Норма.\n3. Норма.", "point:1"),
    ("Сноска. Пункт 2 в редакции Закона РК.\n2. Норма.", "point:1"),
    (
        'Сноска. По всему тексту:\nслова "аула" заменены словами "села" Законом РК;\nслово "и" исключено.\n2. Норма.',
        "point:1",
    ),
    (
        'Ескерту. Бүкіл мәтін бойынша:\n"ауыл" деген сөз "село" деген сөзбен ауыстырылды – ҚР Заңымен.\n2. Норма.',
        "point:1",
    ),
]
"""A note on its lines, and the provision that must bear it, whole."""


@pytest.mark.parametrize(("text", "bearer"), NOTED, ids=[bearer for _, bearer in NOTED])
def test_the_bearer_of_a_note(text: str, bearer: str) -> None:
    tree = parse_fragment(paragraphs(f"1. Первый.\n{text}"), Address.parse(""))
    noted = {node.address: [" ".join(note.text.split()) for note in node.notes] for node in tree.walk() if node.notes}
    words = " ".join(line for line in text.split("\n") if "Норма" not in line and line != "Глава 2. Порядок")
    assert noted == {bearer: [words]}


@pytest.mark.parametrize("act_line", ["Закон Республики Казахстан от 1 июля 2024 года № 106.\n", ""])
def test_notes_before_the_first_norm_of_an_act_without_a_preamble_are_the_acts(act_line: str) -> None:
    listed = paragraphs(
        f"О закупках\n{act_line}Примечание ИЗПИ!\nПорядок введения в действие см. ст. 29.\nСтатья 1. Сфера"
    )
    tree = build_tree(listed, frame(listed))
    assert [note.text for node in tree for note in node.notes] == [
        "Примечание ИЗПИ!\nПорядок введения в действие см. ст. 29."
    ]


def test_a_part_of_a_code_stands_before_its_sections() -> None:
    text = "РАЗДЕЛ 1. ПРАВА\nСтатья 1. Суд\n1. Первый.\nОСОБЕННАЯ ЧАСТЬ\nРАЗДЕЛ 2. СДЕЛКИ\nСтатья 2. Форма"
    tree = parse_fragment(paragraphs(text), Address.parse(""))
    assert [node.address for node in tree.walk() if node.text] == [
        "section:1", "article:1", "article:1/point:1", "text:1", "section:2", "article:2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "following", "body"),
    [
        ("ОБЩАЯ ЧАСТЬ", "РАЗДЕЛ 1. ОБЩИЕ ПОЛОЖЕНИЯ", 2),
        ("ЖАЛПЫ БӨЛІК", "1-бөлім. ЖАЛПЫ ЕРЕЖЕЛЕР", 2),
        ("Общая часть", "Кодекс вводит понятия.", 4),
    ],
)
def test_the_body_of_a_code_begins_with_its_part(part: str, following: str, body: int) -> None:
    act_line = "Кодекс Республики Казахстан от 23 ноября 2015 года № 414-V."
    found = frame(paragraphs(f"Трудовой кодекс\n{act_line}\n{part}\n{following}\nСтатья 1. Понятия"))
    assert found.body == (body, 5)


def test_order_of_numbers() -> None:
    numbers = ["1", "2", "4", "4-1", "4-2", "10", "12-1", "IX"]
    assert sorted(numbers, key=sort_key) == ["1", "2", "4", "4-1", "4-2", "IX", "10", "12-1"]
    assert roman("XIV") == 14
    assert roman("ХІV") == 14
    assert roman("слово") is None


@pytest.mark.parametrize("text", ["", "annex/point:9", 'annex/row["НКДСЖ"]/column:3', 'section:2["слова"]/title'])
def test_addresses_parse_and_print(text: str) -> None:
    assert str(Address.parse(text)) == text


@pytest.mark.parametrize("text", ["пункт:1", "point:", "annex//point:1", "annex/", "point 1"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(AddressError):
        Address.parse(text)
