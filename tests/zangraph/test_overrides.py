"""Overrides of a corpus end to end: used ones shown and counted, wrong ones told by file and entry, never a crash."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline" / "consolidate"))
from bed import amending, text_of

BASE = {
    "title": "О мерах занятости",
    "date": "2018-02-05",
    "number": "50",
    "body": "1. Первый.\n2. Срок составляет пять дней.\n3. Третий.",
}
ORDER = {
    "date": "2022-05-04",
    "number": "70",
    "in_force": "с 1 июня 2022 года",
    "clauses": 'пункт 22 изложить в следующей редакции:\n"2. Срок составляет десять дней.";\nпункт 3 исключить.',
}
WHO = 'reason = "misprint of the registry"\nauthor = "a clerk"\ndate = 2026-01-01\n'
GOOD = f"""
[[text]]
file = "base.txt"
old = "Первый."
new = "Первое."
{WHO}
[[clause]]
file = "order.txt"
old = "пункт 22 изложить"
{WHO}
[[clause.operation]]
action = "restate"
address = "point:2"
text = "2. Срок составляет десять дней."
"""
BAD = f"""
[[text]]
file = "base.txt"
old = "слов этих нет"
new = ""
{WHO}
[[text]]
file = "base.txt"
old = "Третий."
new = "Иной."
author = "a clerk"
date = 2026-01-01
[[text]]
file = "gone.txt"
old = "а"
new = "б"
{WHO}
[[words]]
file = "base.txt"
"""
TOLD = (
    "overrides/bad.toml, text 1: not used for base.txt: the old words are found 0 times, not once",
    "overrides/bad.toml, text 2: not used: Object missing required field `reason`",
    "overrides/bad.toml, text 3: not used: there is no file gone.txt in the corpus",
    "overrides/bad.toml: not used: `words` is no kind of override",
    "overrides/broken.toml: not used, it cannot be read",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one act, one order and three override files."""
    corpus = tmp_path_factory.mktemp("decided") / "corpus"
    (corpus / "overrides").mkdir(parents=True)
    (corpus / "base.txt").write_text(text_of(BASE, "ru"), encoding="utf-8")
    (corpus / "order.txt").write_text(text_of(amending(ORDER, BASE, "ru"), "ru"), encoding="utf-8")
    for name, content in {"good": GOOD, "bad": BAD, "broken": '[[text]\nfile = "'}.items():
        (corpus / "overrides" / f"{name}.toml").write_text(content, encoding="utf-8")
    return corpus


def call(run: Any, built: Path, *words: str) -> Any:
    result = run(*words, "--out", built.parent / "out", "--format", "json")
    assert "Traceback" not in result.stderr
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_overrides_are_used_counted_shown_and_told(run: Any, built: Path) -> None:
    summary = call(run, built, "build", "--corpus", str(built))
    assert summary["overrides"] == {"clause decided": 1, "not used": 5, "text decided": 1}
    assert summary["operations"] == {"applied": 2}
    for line in TOLD:
        assert any(line in told for told in summary["needs_a_person"]), line

    shown = call(run, built, "show", "50/2018-02-05")
    texts = {provision["address"]: provision["text"] for provision in shown["provisions"]}
    assert (texts["point:1"], texts["point:2"]) == ("1. Первое.", "2. Срок составляет десять дней.")
    used = [each for each in shown["overrides"] if each["used"]]
    assert [(each["kind"], each["author"], each["date"]) for each in used] == [
        ("text", "a clerk", "2026-01-01"), ("clause", "a clerk", "2026-01-01")
    ]  # fmt: skip

    checked = call(run, built, "check")
    assert all(any(line in told for told in checked["needs_a_person"]) for line in TOLD)
    assert [each["entry"] for each in checked["overrides"] if each["used"]] == [
        "overrides/good.toml, text 1", "overrides/good.toml, clause 1"
    ]  # fmt: skip

    (built / "overrides" / "good.toml").unlink()
    again = call(run, built, "build", "--corpus", str(built))
    assert again["overrides"] == {"not used": 5}
    assert sorted(again["parsed"]) == ["base.txt", "order.txt"]
    assert again["operations"] == {"applied": 1, "target_missing": 1}
