"""`zangraph add` of an order in any format: what the corpus then knows does not depend on the file it came in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_read_alike import WRITERS, running

ORDER = "order-316-2024-08-15.kk.txt"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "zangraph"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def call(*arguments: object) -> str:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(*where: object) -> list[dict]:
    """The operations of an order as the command line tells them, without the lines and what became of them."""
    operations = json.loads(call("amendments", *where, "--format", "json"))["operations"]
    return [each | {"clause": each["clause"]["text"], "outcome": None} for each in operations]


def test_an_added_pdf_gives_the_operations_of_the_text(corpus: Path, tmp_path: Path) -> None:
    text, printed = tmp_path / "order.txt", tmp_path / "order.pdf"
    paragraphs = running(corpus, ORDER)
    WRITERS["txt"](paragraphs, text)
    WRITERS["pdf"](paragraphs, printed)
    call("add", printed, "--corpus", tmp_path / "corpus", "--out", tmp_path / "out")
    added = told("order/mtszn/2024-08-15/316", "--out", tmp_path / "out")
    assert len(added) == 9
    assert added == told(text)


@pytest.mark.parametrize("where", ["front matter", "beside"])
def test_a_text_that_does_not_name_itself_is_known_by_what_its_corpus_states(where: str, tmp_path: Path) -> None:
    """Invented, in the manner of corpora that keep the particulars of an act out of its text."""
    stated = (
        "act_code: '29604'\nrequisite: Приказ Министра юстиции Республики Казахстан от 4 сентября 2006 года № 240.\n"
        "  Зарегистрирован в Министерстве юстиции Республики Казахстан 6 сентября 2006 года № 4376\n"
    )
    text = "# Об утверждении формы\n\nВ целях реализации Закона ПРИКАЗЫВАЮ:\n\n1. Утвердить форму.\n\n*Министр*\n"
    act = tmp_path / "0904-forma-29604"
    act.mkdir()
    if where == "beside":
        (act / "meta.yaml").write_text(stated, "utf-8")
    (act / "rus.md").write_text(f"---\n{stated}---\n{text}" if where == "front matter" else text, "utf-8")
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    call("add", act / "rus.md", "--corpus", corpus, "--out", out)
    (known,) = json.loads(call("acts", "--out", out, "--format", "json"))["acts"]
    assert known["act"] == "order/minjust/2006-09-04/240"
    assert known["registration"] == {"number": "4376", "date": "2006-09-06"}
    copied = corpus / act.name if where == "beside" else corpus
    assert (copied / "rus.md").read_text("utf-8").endswith(text)


def test_what_cannot_be_added_keeps_nothing_else_out(corpus: Path, tmp_path: Path) -> None:
    bad, missing = tmp_path / "answer.json", tmp_path / "missing.pdf"
    bad.write_text('{"title": "бұйрық"}', "utf-8")
    into = ("--corpus", tmp_path / "corpus", "--out", tmp_path / "out")
    done = run("add", bad, corpus / ORDER, missing, *into)
    assert done.returncode == 2
    assert f"zangraph: {bad}: JSON" in done.stderr
    assert f"zangraph: {missing}: no such file" in done.stderr
    assert "rebuilt: order/mtszn/2017-10-25/360, order/mtszn/2024-08-15/316" in done.stderr
    assert len(told("order/mtszn/2024-08-15/316", "--out", tmp_path / "out")) == 9
    assert run("add", bad, *into).returncode == 2
