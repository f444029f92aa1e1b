"""Whatever the program itself gets wrong costs one document or one act, never the build."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import document as documents
from pipeline.consolidate import consolidate
from pipeline.model.documents import Source
from pipeline.model.editions import Act, Document
from zangraph import build as building
from zangraph.build import build
from zangraph.ledger import Ledger
from zangraph.settings import Places

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
GOOD = "order-399-2023-09-21.kk.md"
AMENDING = "order-316-2024-08-15.kk.txt"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in (GOOD, AMENDING):
        shutil.copy(CORPUS / name, corpus)
    return Places(corpus, tmp_path / "out")


def test_a_document_the_program_fails_on_is_one_line(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = documents.read_document

    def failing(source: Source, *told: Any) -> Document:
        if Path(source.path).name == AMENDING:
            raise IndexError("list index\nout of range")
        return whole(source, *told)

    monkeypatch.setattr(documents, "read_document", failing)
    summary = build(places)
    assert summary.documents == 1
    (line,) = map(str, summary.refused)
    assert line.startswith(f"{AMENDING}: the program failed on it") and "IndexError" in line and "\n" not in line


def test_an_act_the_program_fails_on_keeps_its_old_state(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    build(places)
    ledger = Ledger(places.ledger)
    before = {act.act: act for act in ledger.acts()}
    ledger.close()

    def failing(key: str, own: Sequence[Document], amending: Sequence[Document]) -> Act:
        if own and own[0].path == GOOD:
            raise KeyError(key)
        return consolidate(key, own, amending)

    monkeypatch.setattr(building, "consolidate", failing)
    file = places.corpus / GOOD
    file.write_text(file.read_text(encoding="utf-8").replace("екі жұмыс күні", "үш жұмыс күні"), encoding="utf-8")
    summary = build(places)
    (line,) = map(str, summary.refused)
    assert line.startswith("order/mtszn/2023-09-21/399: the program failed on this act")
    ledger = Ledger(places.ledger)
    assert {act.act: act for act in ledger.acts()} == before
    ledger.close()


def test_a_state_of_another_version_is_built_anew(places: Places, run: object) -> None:
    build(places)
    with sqlite3.connect(places.ledger) as other:
        other.execute("update act set record = x'80'")
        other.execute("update document set record = x'80'")
        other.execute("update fact set value = 'older' where name = 'code'")
    result = run("acts", "--out", places.out)  # type: ignore[operator]
    assert result.returncode != 0
    assert "built by another version of the program; run `zangraph build` again" in result.stderr
    assert build(places).documents == 2


def test_two_builds_at_once_do_not_mix(places: Places, run: object) -> None:
    build(places)
    with sqlite3.connect(places.ledger) as other:
        other.execute("begin immediate")
        result = run("build", "--corpus", places.corpus, "--out", places.out)  # type: ignore[operator]
    assert result.returncode != 0
    assert "another build is writing here" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["build", "acts"])
def test_a_spoiled_ledger_is_named(places: Places, run: object, command: str) -> None:
    places.out.mkdir()
    places.ledger.write_bytes(b"not a database at all, but long enough to be taken for one" * 40)
    corpus = ("--corpus", places.corpus) if command == "build" else ()
    result = run(command, *corpus, "--out", places.out)  # type: ignore[operator]
    assert result.returncode != 0
    assert "cannot be used as a ledger" in result.stderr and "Traceback" not in result.stderr
