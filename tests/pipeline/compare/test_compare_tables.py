"""Tables on two days: leaving out what went gives the later one, leaving out what came the earlier one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from gridded import BY, LONGER_SPAN, OTHER_COLUMNS, SERVICES, SPANNED, acts

from pipeline.compare.redline import redline
from pipeline.compare.tables import TableChange, excerpt, table_changes
from pipeline.compare.words import Change, Piece
from pipeline.model.documents import Cell, Table
from pipeline.publish.comparison import table_rows
from pipeline.publish.redline_html import comparison_html, redline_html

ROWS = st.lists(
    st.lists(st.sampled_from(["1", "2", "3", "есеп", "жыл сайын", ""]), min_size=3, max_size=3), max_size=6
)


def ruled(rows: Sequence[Sequence[str]]) -> Table | None:
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(cells, (1, 2)) if cells else None


def all_by(start: int, pieces: Sequence[Piece]) -> Sequence[Piece]:
    return pieces


def side(changes: Sequence[TableChange], other: Change) -> list[list[str]]:
    """The words of the rows that are left without one kind of change."""
    return [
        ["".join(piece.text for piece in cell.pieces if piece.change is not other) for cell in row.cells]
        for change in changes
        for row in change.rows
        if row.change is not other
    ]


def words(table: Table | None) -> list[list[str]]:
    return [[cell.text for cell in table.row(row)] for row in range(table.height)] if table is not None else []


@settings(max_examples=200, deadline=None)
@given(ROWS, ROWS)
def test_both_tables_come_back(old: list[list[str]], new: list[list[str]]) -> None:
    before, after = ruled(old), ruled(new)
    changes = table_changes(before, after, (BY,), all_by)
    assert side(changes, Change.INSERTED) == words(before)
    assert side(changes, Change.DELETED) == words(after)
    if old == new:
        assert not any(row.changed for change in changes for row in change.rows)


SPANS = {
    "a cell grows over a new row": (SPANNED, LONGER_SPAN, ["same", "same", "inserted", "same", "same"]),
    "a cell shrinks with its rows": (LONGER_SPAN, SPANNED, ["same", "same", "deleted", "same", "same"]),
    "other columns": (SERVICES, OTHER_COLUMNS, ["deleted"] * 4 + ["inserted"] * 3),
}  # fmt: skip


@pytest.mark.parametrize("case", SPANS)
def test_cells_that_span_rows(case: str) -> None:
    old, new, expected = SPANS[case]
    changes = table_changes(old, new, (BY,), all_by)
    assert [row.change for change in changes for row in change.rows] == expected
    clean = ([[text.strip() for text in row] for row in words(table)] for table in (old, new))
    assert [side(changes, Change.INSERTED), side(changes, Change.DELETED)] == list(clean)


def test_an_excerpt_keeps_heads_and_changes_and_shortens_spans() -> None:
    (change,) = table_changes(SPANNED, LONGER_SPAN, (BY,), all_by)
    short = excerpt(change)
    assert [[cell.rowspan for cell in row.cells] for row in short.rows] == [[1, 1, 1], [2, 1, 1], [1, 1]]
    left = excerpt(change, without=Change.INSERTED)
    assert side((left,), Change.INSERTED) == [["Блок", "Ступень", "Должность"], ["А", "1", "Руководитель"]]


def test_a_redline_draws_its_tables() -> None:
    act = acts()["rows-and-words"]
    line = redline(act, "ru", *(version.in_force.from_ for version in act.editions[0].provisions[1].versions))  # type: ignore[union-attr,arg-type]
    assert line is not None
    page = redline_html(act, line)
    assert "<td><del" in page and '<tr class="inserted">' in page and '<tr class="deleted">' in page
    (row,) = table_rows(act, line)
    assert row.said[:3] == (
        "Слова «5 дней» заменены словами «3 дня».", "Исключена строка: «2 | Разрешение на ввоз | 10 дней».",
        "Включена строка: «1-1 | Копия | 2 дня».",
    )  # fmt: skip
    assert "Выписка" not in comparison_html(act, line), "a row that stands as it is needs no comparison"
