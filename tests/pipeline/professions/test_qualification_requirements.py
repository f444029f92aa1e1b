"""Qualification requirements against a reading of the page: order 316 → 360 (real), other real and invented texts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.model.professions import RequirementSource
from pipeline.recognise.professions import asks_for_qualification, position_of_heading, read_requirements

CASES = tomllib.loads((Path(__file__).parent / "cases" / "requirements.toml").read_text(encoding="utf-8"))["case"]
SOURCE = RequirementSource("order/mtszn/2017-10-25/360", address="annex/point:9")
ROW = re.compile(r"біліктілігі|жоғары санат|бірінші санат|екінші санат|санаты жоқ")


@pytest.fixture(scope="module")
def points(corpus, bench):
    """The points of requirements in the payloads of order 316, by number, with their paragraphs."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for paragraph in bench.paragraphs(corpus / "order-316-2024-08-15.kk.txt"):
        if asks_for_qualification(paragraph.text):
            number = re.match(r"\W*([\d-]+)", paragraph.text)
            assert number is not None
            current = found.setdefault(number[1], [])
        if current is not None and (not current or ROW.match(paragraph.text)):
            current.append(paragraph.text)
        else:
            current = None
    return {number: "\n".join(texts) for number, texts in found.items()}


def test_the_points_of_360_are_those_of_the_page(points, bench):
    expected = bench.expected(bench.cases / "requirements_360.json")
    assert list(points) == list(expected) == ["9", "12", "12-3", "15", "18", "54", "57", "60", "69"]
    for number, text in points.items():
        rows = read_requirements(text, "kk", SOURCE)
        assert bench.same([bench.requirement(row) for row in rows]) == bench.same(expected[number])


def test_one_row_per_level_and_category(points):
    counts = {number: len(read_requirements(text, "kk", SOURCE)) for number, text in points.items()}
    assert counts == {"9": 1, "12": 1, "12-3": 1, "15": 1, "18": 1, "54": 8, "57": 8, "60": 8, "69": 8}


def test_row_texts_are_the_words_of_the_page(points):
    for text in points.values():
        for row in read_requirements(text, "kk", SOURCE):
            assert "".join(row.text.split()) in "".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:45])
def test_cases(case, bench):
    rows = read_requirements(case["text"], case["language"], SOURCE)
    blank = {"skill_level": None, "category": None, "education": [], "fields": [], "experience": [], "doubts": []}
    expected = [
        {**blank, **row, "experience": [{"where": None, **each} for each in row.get("experience", [])]}
        for row in case["row"]
    ]
    assert bench.same([bench.requirement(row) for row in rows]) == bench.same(expected)
    if "position" in case:
        assert rows[0].position == case["position"]
    assert {row.position_category for row in rows} == {case.get("position_category")}


@pytest.mark.parametrize(
    ("heading", "post"),
    [
        ("4-1-Параграф. Орталық директорының орынбасары", "Орталық директорының орынбасары"),
        ("Параграф 3. Директор центра", "Директор центра"),
        ("2-тарау. Мамандар лауазымдары", "Мамандар лауазымдары"),
        ("Глава 2. Руководители", "Руководители"),
        ("Бас бухгалтер", "Бас бухгалтер"),
        ("", None),
    ],
)
def test_the_post_of_a_heading(heading, post):
    assert position_of_heading(heading) == post


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("9. Біліктілігіне қойылатын талаптар: жоғары білім.", True),
        ('"12-3. Біліктілігіне қойылатын талаптар: жоғары білім.', True),
        ("3. Требования к квалификации: высшее образование.", True),
        ("4. Квалификационные требования: высшее образование.", True),
        ("Требования к оформлению документов: печать и подпись.", False),
        ("12-1. Лауазымдық міндеттері:", False),
        ("Мыналарды білуге тиіс: біліктілік талаптарын", False),
        ("Осы біліктілік талаптары барлық ұйымдарға қолданылады.", False),
    ],
)
def test_which_provisions_ask(text, asks):
    assert asks_for_qualification(text) is asks


def test_a_text_without_words_asks_for_nothing():
    assert read_requirements(" – 12. ", "kk", SOURCE) == ()
