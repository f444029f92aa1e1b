"""A replay against the official edition: verdicts on the text, disagreements of the notes."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "consolidate"))
from bed import document_of

from pipeline.compare.noted import disagreements
from pipeline.compare.official import Verdict, compare
from pipeline.consolidate import consolidate
from pipeline.model.editions import Act
from pipeline.publish.redline_text import marked
from pipeline.publish.view import EditionView, edition_on

CASES = tomllib.loads((Path(__file__).parent / "cases" / "official.toml").read_text("utf-8"))["case"]
TITLE = "О порядке учета"
CITED = (
    f'приказ Министра труда и социальной защиты населения Республики Казахстан от 14 января 2019 года № 13 "{TITLE}"'
)
ENDING = "2. Настоящий приказ вводится в действие со дня подписания."


def base_of(body: str) -> dict[str, Any]:
    return {"title": TITLE, "date": "2019-01-14", "number": "13", "body": body}


def order_of(clauses: str) -> dict[str, Any]:
    body = f"1. Внести в {CITED} следующие изменения:\n{clauses.strip()}\n{ENDING}"
    return {"title": f"О внесении изменений в {CITED}", "date": "2021-05-04", "number": "24", "body": body}


def view_of(act: Act) -> EditionView:
    view = edition_on(act, "ru")
    assert view is not None
    return view


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_case(case: dict[str, Any]) -> None:
    own = document_of(base_of(case["base"]), "ru", "base.txt")
    key = str(own.identity.key)
    replayed = consolidate(key, [own], [document_of(order_of(case["order"]), "ru", "order.txt")])
    official = consolidate(key, [document_of(base_of(case["edition"]), "ru", "edition.txt")], [])
    found = compare(view_of(replayed), view_of(official))
    assert {one.address: str(one.verdict) for one in found if one.verdict is not Verdict.SAME} == case["verdicts"]
    for address, expected in case.get("diff", {}).items():
        (one,) = [one for one in found if one.address == address]
        assert marked(one.pieces) == expected
    assert [str(finding.kind) for finding in disagreements(replayed, official)] == case["notes"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_an_edition_is_the_same_as_itself(case: dict[str, Any]) -> None:
    document = document_of(base_of(case["edition"]), "ru", "edition.txt")
    act = consolidate(str(document.identity.key), [document], [])
    found = compare(view_of(act), view_of(act))
    assert found and all(one.verdict is Verdict.SAME and one.pieces == () for one in found)
    assert disagreements(act, act) == ()
