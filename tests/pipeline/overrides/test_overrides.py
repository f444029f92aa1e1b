"""Decisions of a person on words and clauses: used when they match the page once, told with the cause when not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.document import read_document
from pipeline.model.documents import Facts, Format, Source
from pipeline.model.editions import Document
from pipeline.overrides import ClauseOverride, Overrides, TextOverride

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
WHO = {"file": "order.txt", "reason": "misprint", "author": "a clerk", "date": "2026-01-01"}
HEAD = (
    "О внесении изменений в приказ Министра труда и социальной защиты населения Республики Казахстан от 5 февраля "
    '2018 года № 50 "О мерах занятости"\n\nПриказ Министра труда и социальной защиты населения Республики Казахстан '
    "от 4 мая 2022 года № 70. Зарегистрирован в Министерстве юстиции Республики Казахстан 5 мая 2022 года № 27000\n"
    "      ПРИКАЗЫВАЮ:\n"
    "      1. Внести в приказ Министра труда и социальной защиты населения Республики Казахстан от 5 февраля 2018 "
    'года № 50 "О мерах занятости" следующие изменения:\n'
)


def order(unread: str) -> str:
    lines = [
        "пункт 22 изложить в следующей редакции:",
        '"2. Срок составляет десять дней.";',
        *([unread] if unread else []),
        "пункт 3 исключить.",
        "2. Настоящий приказ вводится в действие со дня его первого официального опубликования.",
    ]
    return HEAD + "".join(f"      {line}\n" for line in lines) + "\n      Министр А. Сериков\n"


def read(case: dict[str, Any]) -> Document:
    texts = tuple(msgspec.convert({**WHO, **entry}, TextOverride) for entry in case.get("text", ()))
    clauses = tuple(msgspec.convert({**WHO, **entry}, ClauseOverride) for entry in case.get("clause", ()))
    source = Source("order.txt", Format.TEXT, "", order(case.get("unread", "")))
    return read_document(source, Facts(), Overrides(text=texts, clause=clauses))


def said(document: Document) -> list[str]:
    return [
        " ".join(filter(None, (str(o.action), o.address, o.payload.text if o.payload else None)))
        for o in document.operations
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_decisions(case: dict[str, Any]) -> None:
    document = read(case)
    expected = case["expect"]
    assert said(document) == expected["operations"]
    assert [o.n for o in document.operations] == list(range(1, len(document.operations) + 1))
    failures = [decision.failure for decision in document.decisions if decision.failure]
    assert len(failures) == len(expected.get("failures", []))
    assert all(words in failure for words, failure in zip(expected.get("failures", []), failures, strict=True))
    assert sum(decision.failure is None for decision in document.decisions) == expected.get("used", 0)
    assert len(document.unrecognised) == expected.get("unread", len(document.unrecognised))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_every_letter_of_the_page_stays_accounted_for(case: dict[str, Any]) -> None:
    accounting = read(case).accounting
    assert accounting.claimed + accounting.removed + accounting.unrecognised == accounting.total
    assert accounting.unrecognised == 0


def test_words_of_a_table_cell_are_decided_too() -> None:
    rows = "№\tУслуга\n1\tСправка\n2\tВыписка\n"
    text = (
        "О перечне услуг\n\nПриказ Министра труда и социальной защиты населения Республики Казахстан от 5 февраля "
        "2018 года № 51. Зарегистрирован в Министерстве юстиции Республики Казахстан 5 февраля 2018 года № 16000\n"
        f"1. Утвердить перечень.\n\n| {rows.strip().replace(chr(9), ' | ').replace(chr(10), chr(10) + '| ')}\n"
    )
    from pipeline.read.encoding import Decoded
    from pipeline.read.markdown import read_markdown

    drawn = text.replace("| № | Услуга", "| № | Услуга |\n|---|---|").replace("Справка", "Справка |")
    source = read_markdown(Path("base.md"), drawn.encode(), Decoded(drawn, "utf-8", ()))
    override = TextOverride(**{**WHO, "date": None}, old="Справка", new="Выдача справки")
    document = read_document(source, Facts(), Overrides(text=(override,)))
    assert [d.failure for d in document.decisions] == [None]
    tables = [node.table for top in document.tree for node in top.walk() if node.table is not None]
    assert [cell.text for cell in tables[0].cells] == ["№", "Услуга", "1", "Выдача справки", "2", "Выписка"]
