"""Registers of positions as orders annex them (real, rows left out): each row as a reader of the page wrote it down.

Of the orders of the head of the President's Chancellery № 42-3.3.8 of 02.12.2015, № 42-3.3.12 of 07.12.2016 and
№ 19-42-3.3.17 of 07.10.2019, of the Manager of Affairs of the President № 09/245 of 04.12.2015, and of the Minister
of Justice № 641 of 24.12.2015.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.model.documents import Paragraph
from pipeline.model.professions import PositionRow
from pipeline.read import read_file
from pipeline.recognise.regions import read_regions
from pipeline.structure.frame import frame

REAL = Path(__file__).parent / "real"
EMPTY = {"B В1 4 - - -:"}
"""A row without posts, which nothing shows where no table is drawn."""

REGISTERS = sorted(REAL.glob("register_*.md"), key=lambda path: path.name)


def printed(rows: tuple[PositionRow, ...]) -> list[str]:
    """Rows as the pages in `real` write them: institution, block, zveno, step, branch, level, category, posts."""
    lines: list[str] = []
    institution = None
    for row in rows:
        if row.institution != institution:
            institution = row.institution
            lines.append(f"[{institution}]")
        signs = (row.block, row.zveno, row.step, row.sector, row.skill_level, row.category)
        lines.append(f"{' '.join(sign or '-' for sign in signs)}: {' | '.join(row.positions)}".rstrip())
        lines += [f"    = {' | '.join(singly)}" for singly in row.expanded if singly]
    return lines


def page(path: Path) -> list[str]:
    return path.with_suffix(".page.txt").read_text("utf-8").splitlines()


def language(path: Path) -> str:
    return path.suffixes[-2][1:]


def rows_of(path: Path, lang: str) -> tuple[PositionRow, ...]:
    """The rows of all annexes, as the program reads them."""
    paragraphs = clean(read_file(path)).paragraphs
    return read_regions(paragraphs, frame(paragraphs), "order/x/2015-12-02/1", lang).positions(())


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_a_real_register_is_that_of_its_page(path: Path) -> None:
    rows = rows_of(path, language(path))
    assert printed(rows) == page(path)
    doubted = [row for row in rows if row.doubts]
    lost = [row for row in rows if row.zveno_supplied or not row.positions]
    # One cell has no colon between its group and its posts: «… первой категории хранитель фондов, …».
    assert doubted == [row for row in rows if row in lost or "no colon" in " ".join(row.doubts)]


def flattened(paragraphs: tuple[Paragraph, ...]) -> str:
    """The page as an extraction without tables leaves it: a row's code, step and posts on lines of their own."""
    blocks: list[str] = []
    for paragraph in paragraphs:
        if paragraph.table is None:
            blocks.append("\n".join(paragraph.rows) or paragraph.text)
            continue
        for number in range(paragraph.table.height):
            cells = [cell for cell in paragraph.table.row(number) if cell.text.strip()]
            lines = [line for cell in cells for each in cell.text.splitlines() for line in textwrap.wrap(each, 76)]
            if lines:
                blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_a_real_register_reads_alike_without_its_table(path: Path, tmp_path: Path) -> None:
    plain = tmp_path / "register.txt"
    plain.write_text(flattened(clean(read_file(path)).paragraphs), "utf-8")
    assert printed(rows_of(plain, language(path))) == [line for line in page(path) if line not in EMPTY]
