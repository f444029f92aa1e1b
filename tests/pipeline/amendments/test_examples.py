"""The real clauses beside the project, compared as their README says; skipped where they are not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.operations import ClauseDraft
from pipeline.recognise.amendments.reader import ClauseReader

EXAMPLES = Path(__file__).parents[4] / "shared" / "examples" / "clauses.jsonl"
STEP = re.compile(r'([a-z]+)(?::([^/\["]+))?(?:\["([^"]*)"\])?')
DIVISIONS = {"section", "subsection", "chapter", "subchapter"}
FIRST_WORDS = 3


def rows() -> list[dict[str, Any]]:
    if not EXAMPLES.exists():
        return []
    return [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]


def steps(address: str) -> list[tuple[str, ...]]:
    found = [
        (unit, number, " ".join(words.lower().split()[:FIRST_WORDS])) for unit, number, words in STEP.findall(address)
    ]
    through = [at for at, step in enumerate(found) if step[0] in ("point", "article")]
    head = through[0] if through else 0
    return [step for at, step in enumerate(found) if at >= head or step[0] not in DIVISIONS]


def words(draft: ClauseDraft) -> dict[str, str]:
    if draft.words is None:
        return {}
    named = {name: getattr(draft.words, name) for name in ("old", "new", "after", "before")}
    return {name: value for name, value in named.items() if value is not None}


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the examples are not beside this checkout")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_example(row: dict[str, Any]):
    reader = ClauseReader()
    for line in row["context"]:
        reader.read(line)
    reading = reader.read(row["text"])
    got = [(str(draft.action), steps(draft.address), words(draft)) for draft in reading.operations]
    assert got == [(o["action"], steps(o["address"]), o["words"]) for o in row["operations"]]
    assert reading.language == row["lang"]
