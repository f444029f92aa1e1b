"""Human decisions on a text: data that must match the page exactly, or it is not used.

A table that an extraction has flattened to lines may lose its columns for good; a person who has seen the page
writes down its cells. The decision is used only while its cells hold exactly the characters of the lines they
explain, no more and no fewer, so that nothing can be lost or put in by it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from msgspec import Struct

from pipeline.model.documents import Cell, Source, Table


class CellOverride(Struct, frozen=True, forbid_unknown_fields=True):
    """A cell as a person saw it; rows and columns count from 1."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


class TableOverride(Struct, frozen=True, forbid_unknown_fields=True):
    """The cells of a flattened table that stands in `lines` of `file`; who decided it, when and why."""

    file: str
    lines: tuple[int, int]
    reason: str
    author: str
    date: dt.date
    cells: tuple[CellOverride, ...]


class OverrideError(ValueError):
    """An override that does not match the page; the message says where and how."""


def with_table(source: Source, override: TableOverride) -> Source:
    """The source with the table a person saw. Raises `OverrideError` when it does not fit the lines exactly."""
    first, last = override.lines
    lines = source.text.split("\n")
    if not 1 <= first <= last <= len(lines):
        raise OverrideError(f"override of lines {first}–{last}: the text has {len(lines)} lines")
    printed = _letters("\n".join(lines[first - 1 : last]))
    given = _letters("".join(cell.text for cell in override.cells))
    if printed != given:
        missing, added = printed - given, given - printed
        raise OverrideError(
            f"override of lines {first}–{last}: its cells do not hold the words of the page "
            f"(missing {_shown(missing)}, added {_shown(added)})"
        )
    cells = tuple(
        Cell(cell.row - 1, cell.column - 1, cell.text, cell.rowspan, cell.colspan) for cell in override.cells
    )
    table = Table(cells, override.lines)
    return Source(
        path=source.path, format=source.format, digest=source.digest, text=source.text,
        tables=(*source.tables, table), links=source.links, page_starts=source.page_starts, warnings=source.warnings,
    )  # fmt: skip


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def _shown(letters: Counter[str]) -> str:
    return "«" + "".join(letters.elements())[:20] + "»" if letters else "nothing"
