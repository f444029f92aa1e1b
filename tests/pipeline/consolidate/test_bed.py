"""Every case of the test bed: outcomes, texts, standings and label as a careful drafter expects them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from bed import CASES, built, case

PATHS = sorted(CASES.glob("*.toml"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    data = case(path)
    act = built(data)
    expected = data["expect"]
    (edition,) = act.editions
    newest = {history.address: history.versions[-1] for history in edition.provisions if history.versions}
    assert [str(o.outcome.status) for _, o in act.operations if o.outcome] == expected["outcomes"]
    assert edition.label == expected.get("label", "complete")
    for address, text in expected.get("text", {}).items():
        assert newest[address].text == text, address
    for address, standing in expected.get("standing", {}).items():
        assert newest[address].standing == standing, address
    for address in expected.get("absent", []):
        assert address not in newest
    assert len(act.findings) == expected.get("findings", 0), act.findings
    if "order_of" in expected:
        assert [h.address for h in edition.provisions if h.address in expected["order_of"]] == expected["order_of"]


def test_there_are_cases() -> None:
    assert len(PATHS) >= 12


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_untouched_provisions_are_byte_identical(path: Path) -> None:
    """A provision that no operation reached has one version, and its words are those of the base."""
    data = case(path)
    if "base" not in data:
        pytest.skip("a fragment has no base text")
    act = built(data)
    alone = built({**data, "order": []})
    before = {h.address: h.versions[0].text for h in alone.editions[0].provisions}
    for history in act.editions[0].provisions:
        if len(history.versions) == 1 and history.versions[0].operation is None:
            assert history.versions[0].text == before.get(history.address, history.versions[0].text)
            assert all(span.operation is None for span in history.versions[0].spans)
