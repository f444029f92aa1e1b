"""A replay against the official edition: verdicts on the text, disagreements of the notes."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "consolidate"))
from bed import CASES as BED
from bed import case as bed_case
from bed import document_of

from pipeline.address import Unit
from pipeline.compare.noted import Disagreement, disagreements
from pipeline.compare.official import Verdict, called_on, compare
from pipeline.consolidate import consolidate
from pipeline.model.editions import Act
from pipeline.publish.blocks import Block, blocks
from pipeline.publish.notes import with_notes
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


ROUND = (
    "restate-points.kk", "restate-subpoint.ru", "insert-subchapter.kk", "insert-point-between.ru",
    "delete-keeps-number.ru", "two-orders-in-order.ru", "same-day-conflict.ru", "insert-words-after.ru",
    "words-thrice.ru", "missing-target.kk", "words-missing.kk",
)  # fmt: skip
"""Cases of the test bed of consolidation whose act has no annexes."""


def as_the_registry_prints(one: Block, language: str) -> list[str]:
    """The lines of a provision with its notes; of one that is gone, its number and the words of its note."""
    lines = [one.heading] if one.heading else [p.text for p in one.paragraphs if p.text.strip()]
    if one.bracket and one.number and one.notes:
        gone = {"ru": "Исключен приказом", "kk": "Алып тасталды –"}[language]
        lines = [f"{one.number}. {gone}{one.notes[0].split('приказом' if language == 'ru' else '–', 1)[1]}"]
    return [*lines, *(note for note in one.after if note.startswith(("Сноска", "Ескерту")) and not one.bracket)]


@pytest.mark.parametrize("name", ROUND)
def test_a_replay_printed_as_the_registry_does_proves_itself(name: str) -> None:
    """The generated notes and the printed text, read again as an official edition, are the replay."""
    data = bed_case(BED / f"{name}.toml")
    own = [document_of(data["base"], data["language"], "base.txt")]
    orders = [document_of(order, data["language"], f"order-{n}.txt") for n, order in enumerate(data["order"])]
    identities = {str(document.identity.key): document.identity for document in (*own, *orders)}
    replayed = with_notes(consolidate(str(own[0].identity.key), own, orders), identities)
    view = edition_on(replayed, data["language"])
    assert view is not None
    printed = [
        line
        for one in blocks(view)
        if one.unit not in (Unit.TITLE, Unit.PREAMBLE, Unit.TEXT)
        for line in as_the_registry_prints(one, data["language"])
    ]
    document = document_of({**data["base"], "body": "\n".join(printed)}, data["language"], "edition.txt")
    official = consolidate(str(document.identity.key), [document], [])
    edition = edition_on(official, data["language"])
    assert edition is not None
    assert [one for one in compare(view, edition) if one.verdict is not Verdict.SAME] == []
    assert disagreements(replayed, official) == ()


RENUMBERED = """
подпункт 2) пункта 1 считать подпунктом 3);
пункт 1 дополнить подпунктом 2) следующего содержания:
"2) проверка;";
пункт 2 считать пунктом 4;
пункт 3 исключить."""
BEFORE = """
1. Порядок:
1) прием;
2) выдача.
2. Срок – пять дней.
3. Отчет ежегодный."""


def test_on_a_day_before_a_renumbering_provisions_go_by_their_old_numbers() -> None:
    own = document_of(base_of(BEFORE), "ru", "base.txt")
    key = str(own.identity.key)
    replayed = consolidate(key, [own], [document_of(order_of(RENUMBERED), "ru", "order.txt")])
    official = consolidate(key, [document_of(base_of(BEFORE), "ru", "edition.txt")], [])
    day = dt.date(2020, 1, 1)
    then, theirs = edition_on(replayed, "ru", day), edition_on(official, "ru")
    assert then is not None and theirs is not None
    found = compare(then, theirs, called_on(replayed, day))
    assert {one.verdict for one in found} == {Verdict.SAME}
    assert disagreements(replayed, official, day) == ()
    assert {one.verdict for one in compare(view_of(replayed), theirs)} > {Verdict.SAME}
    assert [finding.kind for finding in disagreements(replayed, official)] == [Disagreement.ORDER_NOT_NOTED]
