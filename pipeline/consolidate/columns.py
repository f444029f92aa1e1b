"""Whole columns of a table: taken out, put in, restated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.address import Address, Step
from pipeline.consolidate import grid, sections
from pipeline.consolidate.change import Applied, Change
from pipeline.consolidate.drawn import drawn_table, payload_lines
from pipeline.consolidate.regions import column_of, tabled
from pipeline.consolidate.resolve import Place, folded
from pipeline.consolidate.slots import Slot
from pipeline.consolidate.woven import Thread, Woven
from pipeline.model.documents import Table
from pipeline.model.operations import Action, Status
from pipeline.structure.tables import COLUMN


def change_column(change: Change, outer: Address, step: Step) -> Applied:
    """Carry out a clause on a whole column of the one table of a place; nothing is guessed of another table."""
    found, section = tabled(change.estate, outer)
    if not isinstance(found, Place):
        return change.failed(found)
    slots = [slot for slot in found.slot.walk() if slot.table is not None]
    if section is not None or len(slots) != 1:
        what = f"{len(slots)} tables" if section is None else "only some of the rows"
        return Applied.no(Status.AMBIGUOUS, f"{change.operation.address}: the place named is {what}")
    slot = slots[0]
    match change.operation.action:
        case Action.DELETE | Action.REPEAL:
            return _remove(change, slot, step)
        case Action.INSERT:
            return _insert(change, slot, step)
        case Action.RESTATE:
            return _restate(change, slot, step)
        case _:
            return Applied.no(
                Status.OUT_OF_SCOPE, f"{change.operation.address}: a column is not {change.operation.action}"
            )


def _nowhere(change: Change, step: Step) -> Applied:
    return Applied.no(Status.TARGET_MISSING, f"the table has no {step} ({change.operation.address})")


def _remove(change: Change, slot: Slot, step: Step) -> Applied:
    assert slot.table is not None
    column = column_of(slot, step)
    if column is None:
        return _nowhere(change, step)
    _rewrite(slot, grid.without_column(slot.table, column), gone=column)
    return Applied.done((slot,))


def _insert(change: Change, slot: Slot, step: Step) -> Applied:
    table = slot.table
    assert table is not None
    place = _place(change, slot, step)
    if isinstance(place, Applied):
        return place
    said = _new_words(change, table)
    if said is None:
        return _untold(change)
    words, details = said
    if words is None:
        return Applied.no(Status.AMBIGUOUS, details)
    standing = column_of(slot, step)
    if standing is not None:
        cells = {row: folded(cell.text) for row in words if (cell := grid.at(table, row, standing)) is not None}
        if cells == {row: folded(text) for row, text in words.items()}:
            return Applied.no(Status.ALREADY_APPLIED, f"{step} already reads so")
        return Applied.no(Status.AMBIGUOUS, f"{step} is to be inserted but stands already with other words")
    _rewrite(slot, grid.with_column(table, place, words), added=place, thread=change.thread)
    return Applied.done((slot,), [details] if details else None)


def _place(change: Change, slot: Slot, step: Step) -> int | Applied:
    """Before which column the new one goes: behind the one the clause names, else by number, else at the end."""
    table = slot.table
    assert table is not None
    anchor = Address.parse(change.operation.after).last if change.operation.after is not None else None
    if anchor is None and step.number is not None and "-" in step.number:
        anchor = step._replace(number=step.number.rsplit("-", 1)[0])
        last = int(step.number.rsplit("-", 1)[1]) if step.number.rsplit("-", 1)[1].isdigit() else 1
        anchor = step._replace(number=f"{anchor.number}-{last - 1}") if last > 1 else anchor
    if anchor is not None:
        behind = column_of(slot, anchor)
        return behind + 1 if behind is not None else _nowhere(change, anchor)
    count = grid.width(table)
    if step.number is None or column_of(slot, step) is not None:
        return count
    before = step._replace(number=str(int(step.number) - 1)) if step.number.isdigit() else step
    if column_of(slot, before) != count - 1:
        return Applied.no(Status.TARGET_MISSING, f"{step} cannot follow the {count} columns that are there")
    return count


def _restate(change: Change, slot: Slot, step: Step) -> Applied:
    table = slot.table
    assert table is not None
    column = column_of(slot, step)
    if column is None:
        return _nowhere(change, step)
    said = _new_words(change, table, column)
    if said is None:
        return _untold(change)
    words, details = said
    if words is None or details:
        return Applied.no(Status.AMBIGUOUS, details)
    extents = [e for line in grid.lines(table) for e in line.cells if e.cell.column == column and e.cell.row in words]
    differing = [e for e in extents if e.cell.text.strip() != words[e.cell.row].strip()]
    if len(extents) != len(words):
        return Applied.no(Status.AMBIGUOUS, f"{step} has cells in rows that print nothing")
    if not differing:
        return Applied.no(Status.NO_EFFECT, f"{step} already reads so")
    for extent in reversed(differing):
        slot.write(extent.start, extent.end, words[extent.cell.row].strip(), change.thread)
    return Applied.done((slot,))


def _untold(change: Change) -> Applied:
    if change.operation.payload is None or not change.operation.payload.text:
        return change.no_payload()
    return Applied.no(Status.AMBIGUOUS, "the cells of the new column cannot be told apart")


class _Given(NamedTuple):
    """The words of a column by row, None where they do not fit; and what a person must be told."""

    words: Mapping[int, str] | None
    details: str


def _new_words(change: Change, table: Table, column: int | None = None) -> _Given | None:
    """The words of the new column by row, and what a person must be told of them.

    They must be as many as the rows there are (of a restated `column`: as its own cells), rows across the table not
    counted. A heading alone is a new column without words.
    """
    drawn = drawn_table(change)
    texts = [cells[-1].text.strip() for row in range(drawn.height) if (cells := drawn.row(row))] if drawn else []
    if drawn is not None and grid.width(drawn) > 1 and not _keyed(drawn, table):
        return None
    texts = texts or payload_lines(change)
    if not texts:
        return None
    rows = [line.row for line in grid.lines(table) if not sections.is_across(table, line)]
    if column is not None:
        covering = [cell for cell in table.cells if cell.column == column and cell.colspan == 1]
        rows = [row for row in rows if any(cell.row == row for cell in covering)]
    if len(texts) == len(rows):
        return _Given(dict(zip(rows, texts, strict=True)), "")
    if len(texts) == 1 and rows and column is None:
        return _Given({rows[0]: texts[0]}, "only the heading of the new column is given: its cells are empty")
    return _Given(None, f"{len(texts)} cells are given for a column of {len(rows)}")


def _keyed(drawn: Table, table: Table) -> bool:
    """Whether the first column of the new text repeats the table's own, row by row."""
    own = [folded(line.cells[0].cell.text) for line in grid.lines(table) if not sections.is_across(table, line)]
    return grid.width(drawn) == 2 and [folded(line.cells[0].cell.text) for line in grid.lines(drawn)] == own


def _rewrite(
    slot: Slot, new: Table, *, gone: int | None = None, added: int | None = None, thread: Thread = None
) -> None:
    """Let a slot's table become another that lacks the column `gone` or has the column `added`, written by `thread`.

    Every other cell keeps the origin of its words.
    """
    assert slot.table is not None
    waiting = {
        line.row: [
            slot.own.part(e.start, e.end) for e in line.cells if not (e.cell.column == gone and e.cell.colspan == 1)
        ]
        for line in grid.lines(slot.table)
    }
    pieces: list[Woven] = []
    for count, line in enumerate(grid.lines(new)):
        if count:
            pieces.append(Woven.of("\n"))
        for number, extent in enumerate(line.cells):
            if number:
                pieces.append(Woven.of(COLUMN))
            fresh = extent.cell.column == added
            words = Woven.of(extent.cell.text.strip(), thread) if fresh else waiting[line.row].pop(0)
            pieces.append(words)
    slot.own = Woven.concat(pieces)
    slot.table = new
