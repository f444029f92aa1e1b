"""The citations of the five shipped documents, held to what a careful reader of the pages wrote down."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.consolidate import consolidate
from pipeline.document import read_document
from pipeline.model.acts import ActRef
from pipeline.model.editions import Document
from pipeline.read import read_file

READING = tomllib.loads((Path(__file__).parent / "careful_reading.toml").read_text(encoding="utf-8"))["document"]
FILES = [document["file"] for document in READING]
Found = tuple[str, ActRef]


@pytest.fixture(scope="module")
def documents(corpus: Path) -> dict[str, Document]:
    return {file: read_document(read_file(corpus / file)) for file in FILES}


def found(document: Document) -> Iterator[Found]:
    """Every citation of a document in order, with what makes it."""
    for reference in document.identity.legal_basis:
        yield str(document.identity.key), reference
    for citation in document.citations:
        yield citation.act, citation.reference
    for n, card in enumerate(document.cards, 1):
        for function in card.functions:
            for task in function.tasks:
                for reference in task.citations:
                    yield f"card {n}, function {function.n}, task {task.n}", reference
        for reference in card.ks_citations:
            yield f"card {n}, КС", reference


def told(by: str, reference: ActRef) -> str:
    return f"{by} cites {reference.act} {' '.join(reference.places)}".rstrip()


def written(entry: dict[str, Any]) -> str:
    return f"{entry['by']} cites {entry['act']} {' '.join(entry.get('places', ()))}".rstrip()


def entries(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for kind in ("citation", "note", "other") for entry in page.get(kind, ())]


def read_at(lines: list[str], line: int) -> str:
    """The page from a line on, as far as a reference can reach, in single blanks."""
    return " ".join(" ".join(lines[line - 1 : line + 19]).split())


@pytest.mark.parametrize("page", READING, ids=FILES)
def test_the_reading_stands_on_the_page(page: dict[str, Any], corpus: Path) -> None:
    lines = (corpus / page["file"]).read_text(encoding="utf-8").split("\n")
    for entry in entries(page):
        assert entry["words"] in read_at(lines, entry["line"]), entry
        if "registration" in entry:
            assert entry["registration"] in " ".join(lines[entry["line"] - 1 : entry["line"] + 34]), entry


@pytest.mark.parametrize("page", READING, ids=FILES)
def test_an_act_that_is_read_by_number_prints_it(page: dict[str, Any]) -> None:
    for entry in (*page.get("citation", ()), *page.get("note", ())):
        number = entry["act"].rsplit("/", 1)[1]
        if "№" in entry["words"]:
            assert entry["words"].replace("№ ", "№").endswith(f"№{number}"), entry


def test_precision_and_recall_are_one(documents: dict[str, Document]) -> None:
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    agreed = read = given = 0
    for page in READING:
        mine = Counter(written(entry) for entry in page["citation"])
        program = Counter(told(*each) for each in found(documents[page["file"]]))
        missed += mine - program
        invented += program - mine
        agreed += (mine & program).total()
        read += mine.total()
        given += program.total()
    assert not missed, f"missed: {sorted(missed)}"
    assert not invented, f"not on the page: {sorted(invented)}"
    assert (agreed / given, agreed / read) == (1.0, 1.0)
    assert read == 132


@pytest.mark.parametrize("page", READING, ids=FILES)
def test_citations_come_in_the_order_of_the_page(page: dict[str, Any], documents: dict[str, Document]) -> None:
    in_order = [written(entry) for entry in sorted(page["citation"], key=lambda entry: entry["line"])]
    assert [told(*each) for each in found(documents[page["file"]])] == in_order


@pytest.mark.parametrize("page", READING, ids=FILES)
def test_particulars_and_misprints_are_those_of_the_page(
    page: dict[str, Any], documents: dict[str, Document]
) -> None:
    for entry, (_, reference) in zip(page["citation"], found(documents[page["file"]]), strict=True):
        assert reference.registration == entry.get("registration", reference.registration), entry
        assert bool(reference.doubts) == ("misprint" in entry), (entry, reference.doubts)


@pytest.mark.parametrize("page", READING, ids=FILES)
def test_acts_named_in_notes_are_history(page: dict[str, Any], documents: dict[str, Document]) -> None:
    acts = [act.act for _, event in documents[page["file"]].events for act in event.acts]
    assert acts == [entry["act"] for entry in page.get("note", ())]


def test_a_restated_preamble_is_the_legal_basis_of_the_act_it_stands_in(documents: dict[str, Document]) -> None:
    act = consolidate("order/mtszn/2019-12-31/714", (), (documents["order-318-2022-08-18.ru.txt"],))
    assert [(ref.act, ref.place) for ref in act.legal_basis] == [
        ("code/parliament/2015-11-23/414-v", "article:117/point:2-1")
    ]
    assert "preamble" not in {address for address, _ in act.citations}
