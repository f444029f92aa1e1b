"""Redlines: whatever changed between two days, taking it gives the later edition and leaving it the earlier one."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parent))
from drawn import SINCE, UNTIL, W, acts, decided
from lxml import etree

from pipeline.compare.redline import Kind, Redline, redline
from pipeline.compare.words import Change, accepted, rejected
from pipeline.model.editions import Act
from pipeline.publish.comparison import table_rows
from pipeline.publish.comparison_docx import comparison_docx
from pipeline.publish.redline_docx import redline_docx
from pipeline.publish.redline_html import comparison_html, redline_html
from pipeline.publish.view import edition_on


def of(act: Act) -> Redline:
    line = redline(act, act.editions[0].language, SINCE, UNTIL)
    assert line is not None
    return line


def stands(act: Act, on: object) -> list[str]:
    """The paragraphs of the edition on a day."""
    view = edition_on(act, act.editions[0].language, on)  # type: ignore[arg-type]
    assert view is not None
    return [line for shown in view.provisions if shown.text for line in shown.text.split("\n")]


@settings(max_examples=80, deadline=None)
@given(acts())
def test_each_provision_gives_back_both_texts(act: Act) -> None:
    for row in of(act).rows:
        if row.kind is Kind.NOT_KNOWN:
            assert all(piece.change is Change.SAME for piece in row.pieces)
            continue
        assert accepted(row.pieces) == row.after
        assert rejected(row.pieces) == row.before
        assert all(piece.by for piece in row.pieces if piece.change is not Change.SAME)
    assert [line for row in of(act).rows if row.after for line in row.after.split("\n")] == stands(act, UNTIL)


@settings(max_examples=40, deadline=None)
@given(acts())
def test_a_day_against_itself_has_no_changes(act: Act) -> None:
    for day in (SINCE, UNTIL):
        line = redline(act, act.editions[0].language, day, day)
        assert line is not None and line.changed == ()
        assert "<ins" not in redline_html(act, line) and "<del" not in redline_html(act, line)


@settings(max_examples=25, deadline=None)
@given(acts())
def test_word_accepts_and_rejects(act: Act) -> None:
    line = of(act)
    data = redline_docx(act, line)
    assert data == redline_docx(act, line)
    assert decided(data, accept=True) == stands(act, UNTIL)
    assert _without(line, decided(data, accept=False)) == stands(act, SINCE)


def _without(line: Redline, lines: list[str]) -> list[str]:
    """The lines without those of provisions whose earlier text is not known: they stand unmarked."""
    left: list[str] = []
    rest = iter(lines)
    for row in line.rows:
        not_known = row.kind is Kind.NOT_KNOWN
        text = row.after if not_known else row.before
        printed = [next(rest) for _ in text.split("\n")] if text else []
        left += [] if not_known else printed
    assert next(rest, None) is None
    return left


@settings(max_examples=25, deadline=None)
@given(acts())
def test_every_tracked_change_has_an_author_a_number_and_a_day(act: Act) -> None:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(redline_docx(act, of(act)))).read("word/document.xml"))
    marks = [*root.iter(f"{W}ins", f"{W}del")]
    numbers = [mark.get(f"{W}id") for mark in marks]
    assert len(numbers) == len(set(numbers))
    for mark in marks:
        assert re.search(r"№ 24", mark.get(f"{W}author"))
        assert mark.get(f"{W}date") == "2022-06-01T00:00:00Z"
        if mark.tag == f"{W}del":
            assert mark.find(f".//{W}t") is None
        else:
            assert mark.find(f".//{W}delText") is None


@settings(max_examples=25, deadline=None)
@given(acts())
def test_the_page_carries_both_texts(act: Act) -> None:
    line = of(act)
    for drop, text in (("del", "after"), ("ins", "before")):
        tree = LexborHTMLParser(redline_html(act, line))
        for node in tree.css(f"main {drop}, p.beside, aside"):
            node.decompose()
        main = tree.css_first("main")
        assert main is not None
        expected = [getattr(row, text) if row.kind is not Kind.NOT_KNOWN else row.after for row in line.rows]
        assert "".join(main.text().split()) == "".join("".join(expected).split())


@settings(max_examples=25, deadline=None)
@given(acts())
def test_the_table_has_a_row_for_every_change_and_both_texts(act: Act) -> None:
    line = of(act)
    rows = table_rows(act, line)
    assert len(rows) == len(line.changed)
    for row, told in zip(line.changed, rows, strict=True):
        assert "\n".join("".join(p.text for p in one) for one in told.before) == row.before
        assert "\n".join("".join(p.text for p in one) for one in told.after) == row.after
        assert told.said
        assert (row.kind is Kind.NOT_KNOWN) == told.empty.startswith("[")
    page = LexborHTMLParser(comparison_html(act, line))
    assert len(page.css("tbody")) == len(rows)
    assert comparison_docx(act, line) == comparison_docx(act, line)
