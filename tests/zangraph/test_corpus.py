"""The shipped corpus, built: identities, operations, fragments, histories and counts as read from the pages."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from zangraph.ledger import Ledger

EXPECTED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))


def answer(run: Any, out: Path, *args: object) -> Any:
    result = run(*args, "--out", out, "--format", "json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="session")
def documents(out: Path) -> Any:
    ledger = Ledger(out / "ledger.sqlite")
    try:
        return ledger.documents()
    finally:
        ledger.close()


@pytest.mark.parametrize("name", EXPECTED["identity"])
def test_identity(documents: Any, name: str) -> None:
    identity, expected = documents[name].identity, EXPECTED["identity"][name]
    assert str(identity.key) == expected["key"]
    assert (identity.language, identity.role) == (expected["language"], expected["role"])
    registered = identity.registration
    assert ([registered.number, str(registered.date)] if registered else []) == expected["registration"]
    main = identity.in_force.main
    assert [str(main.rule), str(main.from_ or main.not_before)] == expected["in_force"]
    assert [ref.act for ref in identity.amends] == expected["amends"]
    assert [ref.act for ref in identity.repeals] == expected["repeals"]
    assert [f"{ref.act} {ref.place}" for ref in identity.legal_basis] == expected["basis"]
    assert identity.signatory == expected.get("signatory")


def test_every_character_is_accounted_for(documents: Any) -> None:
    for document in documents.values():
        counted = document.accounting
        assert counted.unrecognised == 0 and not document.unrecognised
        assert counted.claimed + counted.removed == counted.total


@pytest.mark.parametrize("act", EXPECTED["operations"])
def test_operations(run: Any, out: Path, act: str) -> None:
    found = answer(run, out, "amendments", act)["operations"]
    expected = EXPECTED["operations"][act]
    assert [o["n"] for o in found] == list(range(1, len(expected) + 1))
    for operation, (action, address, lines, paragraphs, first, last) in zip(found, expected, strict=True):
        text = operation["payload"]["text"]
        assert (operation["action"], operation["address"]) == (action, address)
        assert operation["clause"]["lines"] == lines
        assert len(text.split("\n")) == paragraphs
        assert text.startswith(first) and text.endswith(last)
        assert operation["outcome"]["status"] == "applied"
        wanted = EXPECTED["provisions"].get(f"{act} {operation['n']}", [address])
        assert operation["payload"]["provisions"] == wanted


def test_acts_and_labels(run: Any, out: Path) -> None:
    labels = {row["act"]: row["label"] for row in answer(run, out, "acts")["acts"]}
    for fragment in ("order/mtszn/2017-10-25/360", "order/mtszn/2019-12-31/714", "order/mtszn/2024-11-05/422"):
        assert labels[fragment] == "fragment"
    for whole in (values["key"] for values in EXPECTED["identity"].values()):
        assert labels[whole] == "complete"
    assert labels["order/mzsr/2015-10-30/842"] == "reference"


def test_a_fragment_shows_what_is_known_and_what_is_not(run: Any, out: Path) -> None:
    shown = answer(run, out, "show", "360/2017-10-25")
    status = {row["address"]: row["status"] for row in shown["provisions"]}
    known = {"annex/point:9", "annex/point:12", "annex/point:12-1", "annex/point:54", "annex/point:69"}
    assert all(status[address] == "in_force" for address in known)
    assert all(status[f"annex/point:{n}"] == "unknown" for n in (1, 8, 10, 11, 13, 53, 68))
    order = [row["address"] for row in shown["provisions"]]
    places = [
        order.index(f"annex/{step}") for step in ("point:9", "point:12", "subchapter:4-1", "point:12-1", "point:15")
    ]
    assert places == sorted(places)
    assert "fragment" in shown["label"] and "not determined" in shown["label"]


def test_a_norm_with_its_note(run: Any, out: Path) -> None:
    shown = answer(run, out, "show", "V1700016057", "annex/point:9")
    assert shown["text"].startswith("9. Біліктілігіне қойылатын талаптар: жоғары (немесе жоғары оқу орнынан кейінгі)")
    assert shown["notes"][0].startswith("Ескерту. 9-тармақ жаңа редакцияда – ҚР Еңбек және халықты әлеуметтік қорғау")
    assert shown["spans"] == [
        {"start": 0, "end": len(shown["text"]), "operation": {"act": "order/mtszn/2024-08-15/316", "n": 1}}
    ]
    assert shown["in_force_from"] is None and shown["in_force"]["not_before"] == "2024-08-26"


@pytest.mark.parametrize("act", EXPECTED["history"])
def test_history(run: Any, out: Path, act: str) -> None:
    events = [event for event in answer(run, out, "history", act)["events"] if event["number"]]
    assert [[e["number"], e["date"], e["action"], *e["targets"]] for e in events] == EXPECTED["history"][act]


def test_counts(run: Any, out: Path) -> None:
    cards = answer(run, out, "cards")["cards"]
    functions = [function for card in cards for function in card["functions"]]
    assert (len(cards), len(functions), sum(len(f["tasks"]) for f in functions)) == (6, 11, 18)
    rows = Counter(row["block"] for row in answer(run, out, "positions")["positions"])
    assert rows == {"A": 17, "B": 37, "C": 3, "D": 1}
    requirements = answer(run, out, "requirements")["requirements"]
    for act, places in EXPECTED["requirements"].items():
        assert (
            Counter(
                r["source"].get("address")
                for r in requirements
                if r["source"]["act"] == act and "card" not in r["source"]
            )
            == places
        )
    of_cards = Counter(r["source"]["card"] for r in requirements if "card" in r["source"])
    assert sorted(of_cards.values()) == [1, 1, 8, 8, 8, 8]


def test_a_publication_date_turns_not_before_into_a_date(run: Any, tmp_path: Path) -> None:
    import shutil

    root = Path(__file__).resolve().parents[2]
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    name = "order-316-2024-08-15.kk.txt"
    shutil.copy(root / "corpus" / name, corpus)
    (corpus / "manifest.toml").write_text(
        f'[[document]]\nfile = "{name}"\npublished = 2024-08-20\n', encoding="utf-8"
    )
    built = run("build", "--corpus", corpus, "--out", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    shown = answer(run, tmp_path / "out", "show", "360/2017-10-25", "annex/point:9")
    assert shown["in_force_from"] == "2024-08-31"
    before = answer(run, tmp_path / "out", "show", "360/2017-10-25", "annex/point:9", "--on", "2024-08-30")
    assert before["text"] == ""
