"""Every requirement, post and card of the shipped documents, counted on the pages a second time by another reader."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import read_document
from pipeline.model.editions import Document
from pipeline.model.professions import Requirement
from pipeline.read import read_file

READING = tomllib.loads((Path(__file__).parent / "cases" / "second_count.toml").read_text(encoding="utf-8"))
Row = list[str]


@pytest.fixture(scope="module")
def documents(corpus: Path) -> dict[str, Document]:
    return {path.name.split("-")[1]: read_document(read_file(path)) for path in sorted(corpus.glob("order-*"))}


def told(row: Requirement) -> Row:
    years = " ".join(str(each.min_years) for each in row.experience if each.min_years)
    return [row.skill_level or "", row.category or "", " ".join(row.education), years or "0"]


def found(documents: dict[str, Document], entry: dict[str, Any]) -> list[Row]:
    if "card" in entry:
        return [told(row) for row in documents["318"].cards[entry["card"] - 1].requirements]
    address = f"annex/point:{entry['point']}"
    return [told(row) for row in documents["316"].requirements if row.source.address == address]


def name(entry: dict[str, Any]) -> str:
    return f"point {entry['point']}" if "point" in entry else f"card {entry['card']}"


@pytest.mark.parametrize("entry", READING["requirement"], ids=name)
def test_a_requirement_asks_what_the_page_asks(entry: dict[str, Any], documents: dict[str, Document]) -> None:
    assert found(documents, entry) == entry["rows"]


def test_no_requirement_is_missed_and_none_is_invented(documents: dict[str, Document]) -> None:
    given = [row for document in documents.values() for row in document.requirements]
    given += [row for document in documents.values() for card in document.cards for row in card.requirements]
    assert len(given) == sum(len(entry["rows"]) for entry in READING["requirement"]) == 71


def test_every_row_of_the_register_has_the_posts_counted_on_the_page(documents: dict[str, Document]) -> None:
    posts = {str(row.lines[0]): len(row.positions) for row in documents["1042"].positions}
    assert posts == READING["posts"]
    assert sum(posts.values()) == 333
    assert all(not document.positions for name, document in documents.items() if name != "1042")


def test_cards_hold_what_was_counted_on_the_page(documents: dict[str, Document]) -> None:
    counted = [
        {
            "name": card.name,
            "competences": len(card.personal_competences),
            "functions": [
                [[len(task.skills), len(task.knowledge)] for task in function.tasks] for function in card.functions
            ],
        }
        for document in documents.values()
        for card in document.cards
    ]
    assert counted == READING["card"]
