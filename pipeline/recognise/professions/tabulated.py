"""Qualification requirements in tables: a row names posts, the education and the experience that each of them asks.

«Категория | Наименование должности | Требования к образованию | Требования к стажу | …».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.model.acts import Language
from pipeline.model.documents import Cell, Paragraph, Table
from pipeline.model.professions import Requirement, RequirementSource
from pipeline.recognise.professions.criteria import read_criteria
from pipeline.recognise.professions.repaired import repaired
from pipeline.recognise.professions.requirements import read_requirements
from pipeline.recognise.professions.signs import is_table_head
from pipeline.recognise.professions.splitting import cell_posts

_COLUMNS = {
    "category": re.compile(r"(?i)^категори|^санат"),
    "posts": re.compile(r"(?i)наименовани\w*\s+должност|^должност|лауазым\w*\s+атау|^лауазым"),
    "education": re.compile(r"(?i)образовани|білім"),
    "experience": re.compile(r"(?i)\bстаж|опыт|өтіл|тәжірибе"),
    "qualification": re.compile(
        r"(?i)квалификационн\w+\s+требован|требован\w+\s+к\s+квалификации|біліктілік\w*\s+(?:\w+\s+)?талап"
    ),
}
_ASKING = ("education", "experience", "qualification")
_HEAD_ROWS = 3


def read_requirement_tables(
    paragraphs: Sequence[Paragraph], source: RequirementSource, language: Language
) -> tuple[Requirement, ...]:
    """The requirements of every table that has a column of posts and one of what is asked: one for each post.

    `text` is the whole row but its category and posts; what the columns of education and experience ask is read, the
    others are kept as words. A register of positions is no such table. A table of criteria is that of one post.
    """
    found: list[Requirement] = []
    heading: Paragraph | None = None
    for paragraph in repaired(paragraphs):
        if paragraph.table is None:
            heading = paragraph
            continue
        found += _of_table(paragraph.table, source, language)
        found += read_criteria(paragraph.table, heading, source, language)
        heading = None
    return tuple(found)


def _of_table(table: Table, source: RequirementSource, language: Language) -> Iterator[Requirement]:
    head = _head(table)
    if head is None:
        return
    number, columns, width = head
    for row in range(number + 1, table.height):
        cells = _cells(table, row, columns, width)
        asked = "; ".join(text for kind in _ASKING if (text := _text(cells.get(kind))))
        posts = cell_posts(_lines(cells.get("posts")), language)
        if not asked or not posts.posts:
            continue
        others = [cell for cell in table.row(row) if cell not in (cells.get("category"), cells.get("posts"))]
        words = "; ".join(text for cell in others if (text := _text(cell)))
        for post in posts.posts:
            for requirement in read_requirements(asked, language, source, post, table.lines):
                yield replace(
                    requirement,
                    text=words,
                    position_category=_text(cells.get("category")) or None,
                    doubts=(*requirement.doubts, *posts.doubts),
                )


def _head(table: Table) -> tuple[int, dict[str, int], int] | None:
    """The row of headings, the place of each column that is read, and how many columns there are."""
    for number in range(min(_HEAD_ROWS, table.height)):
        cells = table.row(number)
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            kind = next((kind for kind, pattern in _COLUMNS.items() if pattern.search(_text(cell))), None)
            if kind is not None:
                found.setdefault(kind, place)
        if "posts" in found and any(kind in found for kind in _ASKING) and not is_table_head(_row_text(cells)):
            return number, found, len(cells)
    return None


def _cells(table: Table, row: int, columns: dict[str, int], width: int) -> dict[str, Cell]:
    """The cells of a row by what they say: by their order where there are as many as headings, else by column."""
    starting = table.row(row)
    if len(starting) == width:
        return {kind: starting[place] for kind, place in columns.items()}
    covering = [
        cell for cell in table.cells if cell.row <= row < cell.row + cell.rowspan and cell.colspan < max(width, 2)
    ]
    by_column = {kind: next((c for c in covering if c.column == place), None) for kind, place in columns.items()}
    return {kind: cell for kind, cell in by_column.items() if cell is not None}


def _row_text(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in cells)


def _lines(cell: Cell | None) -> list[str]:
    return [line.strip() for line in cell.text.splitlines() if line.strip()] if cell is not None else []


def _text(cell: Cell | None) -> str:
    return " ".join(" ".join(_lines(cell)).split()).rstrip("; ")
