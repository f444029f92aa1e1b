"""Real acts of the Government and the real acts that amend them: found, applied, and read as the edition reads.

A pair is an edition of the amended act (`base`) and the amending acts, each an excerpt in Markdown from a public
collection. Where the edition has the change already, `without` takes its lines out again and `put_back` gives it the
words that were replaced: what is replayed on such a text must read as the edition does.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.consolidate import consolidate
from pipeline.consolidate.base import full_target
from pipeline.consolidate.resolve import folded
from pipeline.document import read_document
from pipeline.model.editions import Act, Document
from pipeline.read import read_file

PAIRS = Path(__file__).parent / "pairs"
EXPECTED = tomllib.loads((PAIRS / "expected.toml").read_text("utf-8"))["pair"]


def built(pair: dict[str, Any], base: Document) -> Act:
    amending = [read_document(read_file(PAIRS / name)) for name in pair["amending"]]
    return consolidate(str(base.identity.key), [base], amending)


def texts(act: Act) -> list[str]:
    """What every provision reads in the end, in order, the marks that only part the items of a list left out."""
    newest = [history.versions[-1] for history in act.editions[0].provisions if history.versions]
    return [re.sub(r"[.;]\n|[.;]$", "\n", folded(version.own)).strip() for version in newest]


def before(pair: dict[str, Any], path: Path) -> Path:
    """The base text as it stood before the change, written to `path`."""
    lines = (PAIRS / pair["base"]).read_text("utf-8").split("\n")
    for taken in pair.get("without", []):
        found = [line for line in lines if line.strip().startswith(taken)]
        assert len(found) == 1, (taken, found)
        lines.remove(found[0])
    text = "\n".join(lines)
    for new, old in pair.get("put_back", []):
        assert text.count(new) == 1, new
        text = text.replace(new, old)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("pair", EXPECTED, ids=lambda pair: pair["name"])
def test_a_real_pair(pair: dict[str, Any], tmp_path: Path) -> None:
    edition = read_document(read_file(PAIRS / pair["base"]))
    undone = {"without", "put_back"} & pair.keys()
    base = read_document(read_file(before(pair, tmp_path / pair["base"]))) if undone else edition
    act = built(pair, base)
    told = [f"{o.action} {o.address} {o.outcome.status}" for _, o in act.operations if o.outcome is not None]
    assert told == pair["operations"]
    assert act.findings == ()
    newest = {history.address: history.versions[-1] for history in act.editions[0].provisions if history.versions}
    for address, text in pair.get("text", {}).items():
        assert newest[address].text == text
    for address, standing in pair.get("standing", {}).items():
        assert newest[address].standing == standing
    if undone:
        assert texts(act) == texts(consolidate(str(edition.identity.key), [edition], []))


@pytest.mark.parametrize("pair", [pair for pair in EXPECTED if "equal" in pair], ids=lambda pair: pair["name"])
def test_the_edition_reads_as_the_act_ordered(pair: dict[str, Any]) -> None:
    """`equal` are places that no later act changed: the edition prints there what the amending act put there."""
    edition = read_document(read_file(PAIRS / pair["base"]))
    act = built(pair, edition)
    payloads = {o.address: o.payload.text for _, o in act.operations if o.payload is not None}
    newest = {history.address: history.versions[-1].text for history in act.editions[0].provisions}
    for address in pair["equal"]:
        ordered = payloads[pair.get("as", {}).get(address, address)]
        assert folded(newest[address]).rstrip(" .") == folded(ordered).rstrip(" .")


@pytest.mark.parametrize("pair", [pair for pair in EXPECTED if "notes" in pair], ids=lambda pair: pair["name"])
def test_the_notes_of_an_edition(pair: dict[str, Any]) -> None:
    edition = read_document(read_file(PAIRS / pair["base"]))
    told = [
        f"{event.action} {full_target(place, target)} {act.number}"
        for place, event in edition.events
        for target in event.targets
        for act in event.acts
    ]
    assert told == pair["notes"]
