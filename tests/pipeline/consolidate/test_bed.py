"""Every case of the test bed: outcomes, texts, standings and label as a careful drafter expects them."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from pipeline.publish.view import edition_on
from pipeline.structure.tables import table_text

sys.path.insert(0, str(Path(__file__).parent))
from bed import CASES, built, case

PATHS = sorted(CASES.glob("*.toml"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    data = case(path)
    act = built(data)
    expected = data["expect"]
    edition = next(edition for edition in act.editions if edition.language == data["language"])
    newest = {history.address: history.versions[-1] for history in edition.provisions if history.versions}
    outcomes = [operation.outcome for _, operation in act.operations if operation.outcome]
    assert [str(outcome.status) for outcome in outcomes] == expected["outcomes"], outcomes
    for words, outcome in zip(expected.get("details", []), outcomes, strict=False):
        assert words in (outcome.detail or "")
    for address, text in expected.get("text", {}).items():
        assert newest[address].text == text, address
    for address, standing in expected.get("standing", {}).items():
        assert newest[address].standing == standing, address
    for address in expected.get("absent", []):
        assert address not in newest
    if "base" in data and data["base"].get("language", data["language"]) == data["language"]:
        assert edition.label == expected.get("label", "complete")
    assert edition.title == expected.get("title", edition.title)
    assert len(act.findings) == expected.get("findings", 0), act.findings
    for words in expected.get("says", []):
        assert any(words in finding for finding in act.findings)
    if "order_of" in expected:
        assert [h.address for h in edition.provisions if h.address in expected["order_of"]] == expected["order_of"]
    for day, texts in expected.get("on", {}).items():
        view = edition_on(act, data["language"], dt.date.fromisoformat(day))
        assert view is not None
        shown = {provision.address: provision.text for provision in view.provisions}
        assert {address: shown[address] for address in texts} == texts, day


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_was_known_and_called_how_on_a_day(path: Path) -> None:
    """`known` is the newest text as one could know it on a day, `titles` the act's title on a day."""
    data = case(path)
    expected = data["expect"]
    if not {"known", "titles"} & expected.keys():
        pytest.skip("nothing is said of it")
    act = built(data)
    for day, texts in expected.get("known", {}).items():
        view = edition_on(act, data["language"], None, dt.date.fromisoformat(day))
        assert view is not None
        shown = {provision.address: provision.text for provision in view.provisions}
        assert {address: shown.get(address) for address in texts} == texts, day
    for day, title in expected.get("titles", {}).items():
        view = edition_on(act, data["language"], dt.date.fromisoformat(day))
        assert view is not None
        assert view.title == title, day


def test_there_are_cases_in_both_languages() -> None:
    languages = [case(path)["language"] for path in PATHS]
    assert len(PATHS) >= 40
    assert min(languages.count("kk"), languages.count("ru")) >= 10


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_untouched_provisions_are_byte_identical(path: Path) -> None:
    """A provision that no operation reached has one version, and its words are those of the base."""
    data = case(path)
    if "base" not in data:
        pytest.skip("a fragment has no base text")
    act = built(data)
    alone = built({**data, "order": []})
    before = {h.versions[0].text for h in alone.editions[0].provisions}
    for history in act.editions[0].provisions:
        if len(history.versions) == 1 and history.versions[0].operation is None:
            assert history.versions[0].text in before
            assert all(span.operation is None for span in history.versions[0].spans)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_table_and_its_words_never_part(path: Path) -> None:
    """The words of every version of a table are those of its cells, and its spans cover them."""
    for edition in built(case(path)).editions:
        for history in edition.provisions:
            for version in history.versions:
                assert version.table is None or version.own == table_text(version.table)
                assert "".join(version.text[span.start : span.end] for span in version.spans) == version.text
