"""Sections of a table: rows across all its columns («Раздел 1. Справки», «Блок A») and the rows under each."""

from __future__ import annotations

import re

from pipeline.address import Step
from pipeline.consolidate import grid
from pipeline.consolidate.resolve import folded
from pipeline.model.documents import Table

_NUMBERED = re.compile(
    r"^(?:раздел|подраздел|глава|блок|бөлім|кіші бөлім|тарау)\s+(?P<before>\w+(?:-\d+)*)\b"
    r"|^(?P<after>[0-9ivx]+(?:-\d+)*)\s*[-–]?\s*(?:бөлім|кіші бөлім|тарау|блок)\b"
)
"""A row across that prints the number of its section, before or behind the word."""


def is_across(table: Table, line: grid.Line) -> bool:
    """Whether a row says one thing across the whole table: one cell over all columns, or one beside empty ones."""
    said = [extent.cell for extent in line.cells if extent.cell.text.strip()]
    if len(said) != 1 or grid.width(table) < 2 or not re.search(r"[^\W\d_]", said[0].text):
        return False
    alone = len(line.cells) == 1 and said[0].colspan >= grid.width(table)
    beside = said[0].column == 0 and said[0].rowspan == 1 and len(line.cells) == grid.width(table)
    return alone or beside


def bounds(table: Table, section: Step | None) -> tuple[int, int]:
    """The rows under the row across that a clause means: the first, and the one behind the last; (0, 0) for none."""
    if section is None:
        return 0, table.height
    across = [line for line in grid.lines(table) if is_across(table, line)]
    opening = [line.row for line in across if _is(section, folded(_said(line)))]
    if len(opening) != 1:
        return 0, 0
    return opening[0] + 1, next((line.row for line in across if line.row > opening[0]), table.height)


def _said(line: grid.Line) -> str:
    return next(extent.cell.text for extent in line.cells if extent.cell.text.strip())


def _is(section: Step, said: str) -> bool:
    if section.words is not None:
        wanted = folded(section.words)
        return bool(wanted) and (said.startswith(wanted) or _without_number(said).startswith(wanted))
    found = _NUMBERED.match(said)
    return found is not None and (found["before"] or found["after"]) == (section.number or "").lower()


def _without_number(said: str) -> str:
    found = _NUMBERED.match(said)
    return said[found.end() :].lstrip(" .:-") if found is not None else said
