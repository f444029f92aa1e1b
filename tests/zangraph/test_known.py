"""The act as it could be known on a day: without a word of the orders that were public only later."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline" / "consolidate"))
from bed import documents

from pipeline.consolidate import consolidate
from pipeline.publish.view import edition_on
from zangraph.assembling import as_known, parts_of

CASE = {
    "language": "ru",
    "base": {
        "title": "О мерах занятости",
        "date": "2018-02-05",
        "number": "50",
        "body": "1. Первый.\n2. Срок пять дней, отчет два дня.",
    },
    "order": [
        {
            "date": "2022-05-04",
            "number": "70",
            "in_force": "с 1 июня 2022 года",
            "clauses": 'в пункте 2 слова "пять дней" заменить словами "десять дней".',
        },
        {
            "date": "2023-05-04",
            "number": "71",
            "published": "2023-05-10",
            "in_force": "с 1 января 2022 года",
            "clauses": 'в пункте 2 слова "два дня" заменить словами "три дня".',
        },
    ],
}


def test_a_retroactive_order_is_in_no_text_known_before_its_publication() -> None:
    own, orders = documents(CASE)
    every = [*own, *orders]
    act = consolidate(str(own[0].identity.key), own, orders)
    assert act.act in parts_of(every).keys

    def said(known: str) -> str:
        day = dt.date.fromisoformat(known)
        view = edition_on(as_known(act, every, day), "ru", dt.date(2024, 1, 1), day)
        assert view is not None
        return next(provision.text for provision in view.provisions if provision.address == "point:2")

    assert said("2022-05-03") == "2. Срок пять дней, отчет два дня."
    assert said("2023-05-09") == "2. Срок десять дней, отчет два дня."
    assert said("2023-05-10") == "2. Срок десять дней, отчет три дня."
