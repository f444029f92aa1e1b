"""LibreOffice accepts every tracked change of a redline: the later edition remains; rejects them: the earlier."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "consolidate"))
from bed import CASES, built, case
from gridded import acts as gridded_acts
from office import ACCEPT, REJECT, Office, said, undecided

from pipeline.address import Unit
from pipeline.compare.redline import Redline, redline
from pipeline.model.editions import Act, Standing
from pipeline.publish.notes import with_notes
from pipeline.publish.redline_docx import redline_docx
from pipeline.publish.view import EditionView

SINCE, UNTIL = dt.date(2018, 12, 31), dt.date(2035, 1, 1)
FROM_BED = (
    "annex-deleted.ru", "chapter-heading.ru", "chapter-restated.ru", "paragraph-over-subpoints.ru", "renumbered.ru",
    "restate-points.kk", "row-inserted.ru", "whole-act-restated.ru",
)  # fmt: skip
AROUND = ("Title", "Particulars", "Label", "Note")
"""Styles of what stands around the text of the act."""


def redlined() -> Iterator[tuple[str, Act, Redline]]:
    """Every act of this test with its redline."""
    acts = {name: with_notes(built(case(CASES / f"{name}.toml")), {}) for name in FROM_BED}
    for name, act in (acts | gridded_acts()).items():
        line = redline(act, act.editions[0].language, SINCE, UNTIL)
        assert line is not None and line.changed, name
        yield name, act, line


def printed(view: EditionView) -> list[tuple[str, ...]]:
    """What an edition prints: paragraphs, and rows of tables by their cells."""
    found: list[tuple[str, ...]] = []
    for shown in view.provisions:
        if shown.unit is Unit.TITLE or shown.standing is not Standing.IN_FORCE:
            continue
        if shown.table is not None:
            rows = [tuple(cell.text.strip() for cell in shown.table.row(n)) for n in range(shown.table.height)]
            found += [("row", *row) for row in rows if any(row)]
        else:
            found += [("p", line) for line in (shown.own or shown.heading or "").split("\n") if line.strip()]
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("command", [ACCEPT, REJECT])
def test_both_editions_come_out_of_the_redline(office: Office, command: str) -> None:
    acts = {name: (act, line) for name, act, line in redlined()}
    decided = office.decided({name: redline_docx(act, line) for name, (act, line) in acts.items()}, command)
    for name, document in decided.items():
        _, line = acts[name]
        view = line.after if command == ACCEPT else line.before
        told = [("p", item[2]) if item[0] == "p" else item for item in said(document) if item[1] not in AROUND]
        assert told == printed(view), name
        assert undecided(document) == 0, name
        notes = [item for item in said(document) if item[1] == "Note"]
        assert (len(notes) > 1) == (command == ACCEPT), f"{name}: the notes come with the changes"
