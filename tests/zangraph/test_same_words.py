"""Each act of the test bed carries the same words in every format, JSON too, on every day and as known on it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline" / "consolidate"))
sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline" / "publish"))
from bed import CASES, built, case
from carried import expected, squeezed, words_of_akn, words_of_docx, words_of_html, words_of_markdown

from pipeline.compare.redline import redline
from pipeline.model.editions import Act, Standing
from pipeline.model.operations import OperationRef
from pipeline.publish.akn import as_akn
from pipeline.publish.blocks import blocks
from pipeline.publish.docx import as_docx
from pipeline.publish.html import as_html
from pipeline.publish.markdown import as_markdown
from pipeline.publish.text import as_text
from pipeline.publish.view import EditionView, edition_on
from zangraph.shown import act_json

PATHS = sorted(CASES.glob("*.toml"))
LAST = dt.date(2026, 1, 1)


def days_of(act: Act) -> list[dt.date]:
    """The day before and the day of every change, and one before the act itself."""
    turns = {
        rule.from_ or rule.not_before
        for edition in act.editions
        for history in edition.provisions
        for version in history.versions
        for rule in (version.in_force, version.until)
        if rule is not None
    } - {None}
    return sorted({dt.date(1990, 1, 1)} | {day - dt.timedelta(back) for day in turns if day for back in (0, 1)})


def views_of(act: Act) -> Iterator[EditionView]:
    """Every edition of the act: the newest, on each of its days, and on the last day as known on each."""
    for edition in act.editions:
        days = days_of(act)
        asked = [(None, None), *((day, None) for day in days), *((LAST, day) for day in days)]
        for on, known in asked:
            view = edition_on(act, edition.language, on, known)
            assert view is not None
            yield view


def letters(text: str) -> str:
    """The words of a text without the marks that part the cells of a table."""
    return "".join(filter(str.isalnum, text))


def words_of_json(answer: dict[str, Any], view: EditionView) -> str:
    """The words of the outermost provisions, each with all that stands in it."""
    depths = {shown.address: shown.depth for shown in view.provisions}
    said = [one["text"] for one in answer["provisions"] if depths[one["address"]] == 0 and one["address"] != "title"]
    return letters("".join(said))


def words_of_blocks(view: EditionView) -> str:
    """The words of the provisions as they are printed, without brackets and notes."""
    found = []
    for block in blocks(view):
        if block.address != "title":
            found += [block.heading or "", *(paragraph.text for paragraph in block.paragraphs)]
            found += [cell.text for cell in block.table.cells] if block.table is not None else []
    return letters("".join(found))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_format_carries_the_same_words_on_every_day(path: Path) -> None:
    act = built(case(path))
    for view in dict.fromkeys(views_of(act)):
        truth = expected(act, view)
        assert squeezed(as_text(act, view)) == truth
        assert squeezed("".join(words_of_markdown(as_markdown(act, view)))) == truth
        assert squeezed(words_of_html(as_html(act, view))) == truth
        assert squeezed(words_of_akn(as_akn(act, view))) == truth
        assert words_of_json(act_json(act, view, LAST), view) == words_of_blocks(view)
        if view.on is None:
            assert squeezed("".join(words_of_docx(as_docx(act, view)))) == truth


def test_the_days_show_every_standing() -> None:
    """What is pending, suspended, gone or not known is among the editions held against each other."""
    names = ("fragment-then-known.kk", "suspended", "will-read-from", "number-of-excluded")
    paths = [path for path in PATHS if path.stem.startswith(names)]
    found = {one.standing for path in paths for view in views_of(built(case(path))) for one in view.provisions}
    assert found >= {Standing.IN_FORCE, Standing.PENDING, Standing.SUSPENDED, Standing.DELETED, Standing.UNKNOWN}


def test_a_changed_title_of_an_annex_is_its_heading_and_told_once() -> None:
    act = built(case(CASES / "everywhere-in-headings.ru.toml"))
    view = edition_on(act, "ru")
    assert view is not None
    text = as_text(act, view)
    assert text.count("Формы карьерного центра") == 1 and "Формы центра занятости" not in text
    line = redline(act, "ru", dt.date(2020, 1, 1), LAST)
    assert line is not None
    told = [(row.address, row.by) for row in line.changed if row.after == "Формы карьерного центра"]
    assert told == [("annex", (OperationRef("order/mtszn/2022-05-04/70", 2),))]
