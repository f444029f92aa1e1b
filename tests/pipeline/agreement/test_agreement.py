"""A pair of invented orders that agree in everything but one figure, and what changes of them must be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import read_document
from pipeline.model.documents import Format, Source
from pipeline.model.editions import Document
from pipeline.recognise.agreement import disagreements

HERE = Path(__file__).parent
KK = (HERE / "order.kk.txt").read_text(encoding="utf-8")
RU = (HERE / "order.ru.txt").read_text(encoding="utf-8")


def read(text: str) -> Document:
    return read_document(Source("made.txt", Format.TEXT, "", text))


def test_the_shipped_pair_disagrees_in_one_place() -> None:
    (line,) = disagreements(read(KK), read(RU))
    assert "point:3" in line and "kk 5, ru 3" in line
    assert "«3-тармақ мынадай редакцияда жазылсын:»" in line
    assert "«пункт 3 изложить в следующей редакции:»" in line


CASES = [
    ("не менее 3 лет", "не менее 5 лет", []),
    ("подпункт 2) пункта 5 исключить;", "подпункт 3) пункта 5 исключить;", ["only the Kazakh", "only the Russian"]),
    ("      подпункт 2) пункта 5 исключить;\n", "", ["only the Kazakh"]),
    ("до 1 января 2025 года", "до 1 июля 2025 года", ["2025-07-01"]),
    ("до 10 числа", "до 15 числа", ["kk 10, ru 15"]),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_what_differs_is_named(before: str, after: str, expected: list[str]) -> None:
    russian = RU.replace("не менее 3 лет", "не менее 5 лет").replace(before, after)
    found = list(disagreements(read(KK), read(russian)))
    assert len(found) == len(expected)
    for words in expected:
        assert any(words in line for line in found), found
