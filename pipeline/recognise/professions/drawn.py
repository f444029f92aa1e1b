"""Registers of positions in tables that the format draws: cells that span rows, headings that span columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.acts import Language
from pipeline.model.documents import Cell, Paragraph, Table
from pipeline.recognise.professions.institutions import institutions
from pipeline.recognise.professions.rows import Row
from pipeline.recognise.professions.signs import (
    Step,
    block_letter,
    is_sector,
    is_table_head,
    letter_of,
    order,
    printed,
    read_step,
    read_zveno,
    read_zveno_cell,
    sector_of_block,
)

_COLUMNS = {
    "block": re.compile(r"(?i)^блок|^блогы"),
    "zveno": re.compile(r"(?i)звено|буын"),
    "step": re.compile(r"(?i)ступен|саты"),
    "posts": re.compile(r"(?i)должност|лауазым"),
}
_HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class _State:
    """What the headings above a row say, and the zveno and step of the row before it."""

    block: str | None = None
    sector: str | None = None
    institution: str | None = None
    zveno: str | None = None
    step: Step | None = None


def drawn_rows(paragraphs: Sequence[Paragraph], language: Language) -> list[Row]:
    """The rows of every drawn register; rows of one institution, block, zveno, step and sector are one."""
    merged: dict[tuple[str | None, ...], Row] = {}
    state = _State()
    for paragraph, institution in zip(paragraphs, institutions(paragraphs, language), strict=True):
        if institution != state.institution:
            state = _State(institution=institution)
        if paragraph.table is None:
            state = _after_heading(paragraph.text, state, language, alone=False)
            continue
        columns = _columns(paragraph.table)
        if columns is None:
            continue
        for row in _rows(paragraph.table, columns, state, language):
            key = (row.institution, row.block, row.zveno, row.step, row.sector)
            before = merged.get(key)
            merged[key] = row if before is None else _both(before, row)
    return list(merged.values())


def _both(one: Row, other: Row) -> Row:
    return replace(
        one,
        lines_of_posts=one.lines_of_posts + other.lines_of_posts,
        lines=(min(one.lines[0], other.lines[0]), max(one.lines[1], other.lines[1])),
        doubts=one.doubts + other.doubts,
    )


def _columns(table: Table) -> dict[str, int] | None:
    """The column of each kind by the head of the table; None where it is no register."""
    for number in range(min(_HEAD_ROWS, table.height)):
        row = table.row(number)
        if is_table_head(" ".join(cell.text for cell in row)):
            found = {
                kind: cell.column for cell in row for kind, pattern in _COLUMNS.items() if pattern.search(cell.text)
            }
            return found if "posts" in found else None
    return None


def _rows(table: Table, columns: dict[str, int], state: _State, language: Language) -> Iterator[Row]:
    width = max(cell.column + cell.colspan for cell in table.cells)
    for number in range(table.height):
        cells = {kind: _cell_at(table, number, column) for kind, column in columns.items()}
        starting = table.row(number)
        if is_table_head(" ".join(cell.text for cell in starting)):
            continue
        alone = [cell for cell in starting if cell.text.strip()]
        if len(alone) == 1 and (alone[0].colspan >= width - 1 or _is_heading(alone[0].text)):
            state = _after_heading(alone[0].text, state, language)
            continue
        if not alone or not _begins(cells, number):
            continue
        row = _row(cells, state, table, number)
        if row is not None:
            state = replace(state, zveno=row.zveno, step=order(row.step) if row.step else None)
            yield row


def _begins(cells: dict[str, Cell | None], number: int) -> bool:
    """Whether a row of the register begins in this row of the table: its step or its posts do."""
    return any(
        cell is not None and cell.row == number and bool(cell.text.strip())
        for cell in (cells.get("step"), cells["posts"])
    )


def _row(cells: dict[str, Cell | None], state: _State, table: Table, number: int) -> Row | None:
    step = read_step(_text(cells.get("step")))
    zveno, supplied = read_zveno_cell(_text(cells.get("zveno"))), False
    doubts = [] if step or not _text(cells.get("step")) else [f"no step: «{_text(cells.get('step'))}»"]
    if zveno is None and not _text(cells.get("zveno")) and _goes_on(state, step):
        zveno, supplied = state.zveno, True
        doubts.append(f"zveno {zveno} is not in its cell: supplied from the steps going on")
    above = _step_above(cells, state, zveno)
    if above is not None:
        doubts.append(f"no step is in its cell: the posts may be more of step {printed(above)} above")
    letter = block_letter(_text(cells.get("block"))) or block_letter(_text(cells.get("block")) + " блогы")
    block = (letter[0] if letter else None) or state.block or (letter_of(zveno) if zveno else None)
    if block is None or block not in "ABCD":
        return None
    posts = cells["posts"]
    if not _text(posts):
        doubts.append("no posts are printed")
    elif posts is not None and posts.row != number:
        doubts.append("its posts are printed once for several steps")
    return Row(
        block=block,
        zveno=zveno,
        step=step,
        sector=state.sector,
        lines_of_posts=tuple(line.strip() for line in _text(posts).splitlines() if line.strip()),
        lines=table.lines,
        zveno_supplied=supplied,
        institution=state.institution,
        doubts=tuple(doubts),
    )


def _step_above(cells: dict[str, Cell | None], state: _State, zveno: str | None) -> Step | None:
    """The step of the row before, of the same zveno, where this row's is empty: a page may have cut that row."""
    empty = cells.get("step") is not None and not _text(cells.get("step"))
    return state.step if empty and zveno is not None and zveno == state.zveno else None


def _goes_on(state: _State, step: str | None) -> bool:
    """Whether a row without a code belongs to the zveno before it: its step is a later one."""
    return state.zveno is not None and step is not None and state.step is not None and order(step) > state.step


def _text(cell: Cell | None) -> str:
    return cell.text.strip() if cell is not None else ""


def _cell_at(table: Table, row: int, column: int) -> Cell | None:
    return next(
        (
            cell
            for cell in table.cells
            if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan
        ),
        None,
    )


def _is_heading(text: str) -> bool:
    """A block or a branch in a row of its own, whatever columns its cell spans."""
    return block_letter(text) is not None or is_sector(text, "kk") or is_sector(text, "ru")


def _after_heading(text: str, state: _State, language: Language, *, alone: bool = True) -> _State:
    """What a heading changes: a block, a zveno (which its rows name again), or in a row of its own a branch."""
    letter = block_letter(text)
    if letter is not None:
        return _State(letter[0], sector_of_block(text, language), state.institution)
    if not alone or read_zveno(text) is not None:
        return state
    return replace(state, sector=" ".join(text.split()).strip(" .:"))
