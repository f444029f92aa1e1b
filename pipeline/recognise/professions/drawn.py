"""Registers of positions in tables that the format draws: cells that span rows, headings that span columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.documents import Cell, Paragraph, Table
from pipeline.recognise.professions.rows import Row
from pipeline.recognise.professions.signs import (
    block_letter,
    is_sector,
    is_table_head,
    letter_of,
    read_step,
    read_zveno,
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
    """What the headings above a row say."""

    block: str | None = None
    sector: str | None = None


def drawn_rows(paragraphs: Iterable[Paragraph]) -> list[Row]:
    """The rows of every drawn register; rows of one block, zveno, step and sector are one."""
    merged: dict[tuple[str, str | None, str | None, str | None], Row] = {}
    state = _State()
    for paragraph in paragraphs:
        if paragraph.table is None:
            letter = block_letter(paragraph.text)
            state = _State(letter[0]) if letter else state
            continue
        columns = _columns(paragraph.table)
        if columns is None:
            continue
        for row in _rows(paragraph.table, columns, state):
            key = (row.block, row.zveno, row.step, row.sector)
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


def _rows(table: Table, columns: dict[str, int], state: _State) -> Iterator[Row]:
    width = max(cell.column + cell.colspan for cell in table.cells)
    for number in range(table.height):
        cells = {kind: _cell_at(table, number, column) for kind, column in columns.items()}
        starting = table.row(number)
        if is_table_head(" ".join(cell.text for cell in starting)):
            continue
        alone = [cell for cell in starting if cell.text.strip()]
        if len(alone) == 1 and (alone[0].colspan >= width - 1 or _is_heading(alone[0].text)):
            state = _after_heading(alone[0].text, state)
            continue
        posts = cells["posts"]
        if posts is None or posts.row != number or not posts.text.strip():
            continue
        row = _row(cells, state, table)
        if row is not None:
            yield row


def _row(cells: dict[str, Cell | None], state: _State, table: Table) -> Row | None:
    zveno = read_zveno(_text(cells.get("zveno")))
    step = read_step(_text(cells.get("step")))
    letter = block_letter(_text(cells.get("block"))) or block_letter(_text(cells.get("block")) + " блогы")
    block = (letter[0] if letter else None) or state.block or (letter_of(zveno.code) if zveno else None)
    if block is None or block not in "ABCD":
        return None
    doubts = [] if step or not _text(cells.get("step")) else [f"no step: «{_text(cells.get('step'))}»"]
    return Row(
        block=block,
        zveno=zveno.code if zveno else None,
        step=step,
        sector=state.sector,
        lines_of_posts=tuple(line.strip() for line in _text(cells["posts"]).splitlines() if line.strip()),
        lines=table.lines,
        doubts=tuple(doubts),
    )


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


def _after_heading(text: str, state: _State) -> _State:
    """A heading over the whole width: a block, a zveno (which its rows name again) or a branch."""
    letter = block_letter(text)
    if letter is not None:
        return _State(letter[0])
    return state if read_zveno(text) is not None else replace(state, sector=" ".join(text.split()).strip(" .:"))
