"""The law of drafting on whole acts with tables and annexes: the order drafted from two texts gives the second.

`tariff` is shortened from two real editions of order № 04/276 of 14.11.2024 of the head of the President's Affairs
Administration, `instr` and `reg` from real editions of orders № 05/326 of 30.11.2022 and № 42-3.3.12 of 07.12.2016
with an invented other side; `less` and `many` are invented.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.compare.official import Verdict, compare
from pipeline.consolidate import consolidate
from pipeline.document import read_document
from pipeline.drafting import draft_order
from pipeline.model.documents import Facts
from pipeline.model.editions import Document
from pipeline.publish.view import EditionView, edition_on
from pipeline.read import read_file

CASES = Path(__file__).parent / "cases"
NAMES = ("tariff", "instr", "reg", "less", "many")


def read(path: Path) -> Document:
    return read_document(read_file(path), Facts())


def newest(base: Document, *orders: Document) -> EditionView:
    act = consolidate(str(base.identity.key), [base], list(orders))
    assert {str(o.outcome.status) for _, o in act.operations if o.outcome} <= {"applied"}
    view = edition_on(act, base.identity.language)
    assert view is not None
    return view


@pytest.mark.parametrize("name", NAMES)
def test_the_drafted_order_gives_the_new_text(name: str, tmp_path: Path) -> None:
    old, new = read(CASES / f"{name}.old.md"), read(CASES / f"{name}.new.md")
    made = draft_order(old, new, old.identity.language, date=dt.date(2025, 1, 5), number="1")
    path = tmp_path / "order.md"
    path.write_text(made.markdown, "utf-8")
    order = read(path)
    assert len(order.operations) == len(made.changes), made.markdown
    found = compare(newest(old, order), newest(new))
    assert [one for one in found if one.verdict is not Verdict.SAME] == []


def test_plain_text_says_that_it_flattens_tables() -> None:
    old, new = read(CASES / "tariff.old.md"), read(CASES / "tariff.new.md")
    made = draft_order(old, new, "ru")
    assert made.flattened and "№ 04/276" in made.text and "\t" in made.text
