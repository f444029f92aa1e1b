"""Restating, inserting, deleting and renumbering rows of tables, and the lines of lists that are called rows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from pipeline.address import Address, Step, Unit
from pipeline.consolidate import grid, sections
from pipeline.consolidate.celling import change_cell
from pipeline.consolidate.change import Applied, Change
from pipeline.consolidate.columns import change_column
from pipeline.consolidate.drawn import drawn_table, payload_lines
from pipeline.consolidate.insertion import insert
from pipeline.consolidate.regions import Rows, prefix, rows, split, tabled
from pipeline.consolidate.resolve import Nowhere, Place, folded, in_chapter, reach
from pipeline.consolidate.slots import Planting, Slot, order_key
from pipeline.consolidate.woven import Woven
from pipeline.model.documents import Cell, Table
from pipeline.model.editions import Standing
from pipeline.model.operations import Action, Status
from pipeline.structure.tables import COLUMN


def change_rows(change: Change) -> Applied:
    """Carry out a clause that names a row, a column or a cell. Cells that span others are never guessed at."""
    outer, inner = split(change.address)
    try:
        if len(inner) == 1 and inner[0].unit is Unit.COLUMN:
            return change_column(change, outer, inner[0])
        if len(inner) != 1 or inner[0].unit is not Unit.ROW:
            return change_cell(change)
        act = _ROWS.get(change.operation.action)
        if act is None:
            return Applied.no(
                Status.OUT_OF_SCOPE, f"{change.operation.address}: a row is not {change.operation.action}"
            )
        return act(change, outer, inner[0])
    except grid.UnevenError as doubt:
        return Applied.no(Status.AMBIGUOUS, f"{change.operation.address}: {doubt}")


def _restate(change: Change, outer: Address, step: Step) -> Applied:
    found = rows(change.estate, outer, step)
    if isinstance(found, Place):
        return _restate_line(change, found.slot)
    if not isinstance(found, Rows):
        return _by_itself(change, outer, step) if _is_unknown(change, found, step) else change.failed(found)
    slot, row = found.slot, found.rows[0]
    table = slot.table
    assert table is not None
    band = drawn_table(change)
    if len(found.rows) > 1 or (band is not None and _spans(band) and band.height > 1):
        return _restate_band(change, found, band)
    new = _new_rows(change, table, len(table.row(row)))
    if new is None:
        return _untold(change)
    line = next(line for line in grid.lines(table) if line.row == row)
    if len(new) == 1:
        told = _beside_spans(table, row, new[0])
        if len(told) == len(line.cells):
            return _restate_cells(change, slot, line, told)
    without = grid.without(table, row)
    _put(slot, row, 1, grid.with_rows(without, row, new), new, change)
    return Applied.done((slot,))


def _spans(table: Table) -> bool:
    return any(cell.rowspan > 1 for cell in table.cells)


def _restate_band(change: Change, found: Rows, band: Table | None) -> Applied:
    """Rows that one number spans become those that the new text draws."""
    slot, row, count = found.slot, found.rows[0], len(found.rows)
    table = slot.table
    assert table is not None
    if band is None:
        return _untold(change)
    new = grid.with_band(grid.without(table, row, count), row, band)
    listed = [[extent.cell.text for extent in line.cells] for line in grid.lines(band)]
    _put(slot, row, count, new, listed, change)
    return Applied.done((slot,))


def _beside_spans(table: Table, row: int, words: Sequence[str]) -> list[str]:
    """The words of a row without those that only repeat a cell reaching down into it."""
    over = [cell for cell in table.cells if cell.row < row < cell.row + cell.rowspan]
    if not over or len(words) != grid.width(table) or any(cell.colspan > 1 for cell in table.row(row)):
        return list(words)
    if any(folded(words[cell.column]) not in (folded(cell.text), "") for cell in over):
        raise grid.UnevenError("the new row has other words than the cell that reaches into it")
    taken = {column for cell in over for column in range(cell.column, cell.column + cell.colspan)}
    return [text for column, text in enumerate(words) if column not in taken]


def _restate_cells(change: Change, slot: Slot, line: grid.Line, words: Sequence[str]) -> Applied:
    """Change the cells of a row that read otherwise; the others keep their origin."""
    differing = [
        (e, new.strip()) for e, new in zip(line.cells, words, strict=True) if e.cell.text.strip() != new.strip()
    ]
    if not differing:
        return Applied.no(Status.NO_EFFECT, "the row already reads so")
    for extent, new in reversed(differing):
        slot.write(extent.start, extent.end, new, change.thread)
    return Applied.done((slot,))


def _insert(change: Change, outer: Address, step: Step) -> Applied:
    found, section = tabled(change.estate, outer)
    if not isinstance(found, Place):
        return _by_itself(change, outer, step) if _is_unknown(change, found, step) else change.failed(found)
    tables = [slot for slot in found.slot.walk() if slot.table is not None]
    if not tables and step.number is not None and any(reach(found.slot, Unit.POINT)):
        return insert(_of_point(change, outer, step.number))
    if not tables and _is_unknown(change, rows(change.estate, outer, step), step):
        return _by_itself(change, outer, step)
    if not tables:
        return _insert_line(change, outer, step)
    anchor = Address.parse(change.operation.after).last if change.operation.after is not None else None
    if anchor is not None:
        behind = rows(change.estate, outer, anchor)
        if not isinstance(behind, Rows):
            return _insert_line(change, outer, step) if isinstance(behind, Place) else change.failed(behind)
        slot, row = behind.slot, behind.rows[-1]
    else:
        held = [slot for slot in tables if slot.table is not None and sections.bounds(slot.table, section)[1]]
        if not held:
            return Applied.no(Status.TARGET_MISSING, f"no row across the table reads {outer.last}")
        if len(held) > 1:
            return Applied.no(Status.AMBIGUOUS, f"{outer or 'the act'} has {len(held)} tables")
        slot, row = held[0], _row_before(held[0], step, section)
    table = slot.table
    assert table is not None
    low, high = sections.bounds(table, section)
    standing = [at for at in grid.numbered(table, step.number) if low <= at.row < high] if step.number else []
    if standing:
        return _row_stands(change, slot, standing[0].row)
    new = _new_rows(change, table, grid.width(table))
    if new is None:
        return _untold(change)
    _put(slot, row + 1, 0, grid.with_rows(table, row + 1, new), new, change)
    return Applied.done((slot,))


def _is_unknown(change: Change, found: object, step: Step) -> bool:
    """Whether a numbered row belongs to a list or table whose text is not in the corpus."""
    return isinstance(found, Nowhere) and not change.estate.whole and step.number is not None


def _by_itself(change: Change, outer: Address, step: Step) -> Applied:
    """A row set out whole is known in a fragment like any other unit, be the list around it unknown."""
    payload = change.operation.payload
    if payload is None or not payload.text.strip():
        return change.no_payload()
    parent = change.estate.ensure(outer)
    words = Woven.of(payload.text.strip(), change.thread)
    planting = Planting(parent.address / step, Unit.ROW, step.number, words)
    return Applied.done((change.estate.plant(planting, parent, change.estate.position(parent, step)),))


def _of_point(change: Change, outer: Address, number: str) -> Change:
    """«строкой, порядковый номер 5-1» of a list that is no table: the point of that number."""
    document = outer.document
    point = Address((*document.steps, Step(Unit.POINT, number)))
    address = in_chapter(change.estate, point, Address(outer.steps[len(document.steps) :]))
    return dataclasses.replace(change, operation=replace(change.operation, address=str(address)))


def _row_stands(change: Change, slot: Slot, row: int) -> Applied:
    table = slot.table
    assert table is not None
    new = _new_rows(change, table, len(table.row(row)))
    said = [folded(cell.text) for cell in table.row(row)]
    if new is not None and [folded(text) for text in new[0]] == said:
        return Applied.no(Status.ALREADY_APPLIED, f"{change.operation.address} already reads so")
    return Applied.no(
        Status.AMBIGUOUS, f"{change.operation.address} is to be inserted but stands already with other words"
    )


def _row_before(slot: Slot, step: Step, section: Step | None) -> int:
    """The row a new one follows: the last with a smaller number, else the last of the section or of all."""
    table = slot.table
    assert table is not None
    low, high = sections.bounds(table, section)
    listed = [line for line in grid.lines(table) if low <= line.row < high]
    known = [(cell, n) for cell, n in grid.numbers(table) if low <= cell.row < high]
    if step.number is not None and known:
        smaller = [cell.row for cell, n in known if order_key(n) < order_key(step.number)]
        row = smaller[-1] if smaller else known[0][0].row - 1
    else:
        row = listed[-1].row if listed else low - 1
    first = grid.at(table, row, 0)
    return first.row + first.rowspan - 1 if first is not None and row >= 0 else row


def _delete(change: Change, outer: Address, step: Step) -> Applied:
    found = rows(change.estate, outer, step)
    if isinstance(found, Place):
        return _delete_line(change, found.slot)
    if not isinstance(found, Rows):
        return change.failed(found)
    slot, row, count = found.slot, found.rows[0], len(found.rows)
    table = slot.table
    assert table is not None
    on = [c for c in table.cells if c.row in found.rows and c.row + c.rowspan > row + count]
    details = [f"the cell «{cell.text.strip()[:40]}» goes on over the rows behind" for cell in on]
    # A cell that goes on is printed with the first row it is left with: its words move there with their origin.
    carried = {cell.column: slot.own.part(*_extent(table, cell)) for cell in on}
    new = grid.without(table, row, count)
    _put(slot, row, count, new, (), change, carried)
    return Applied.done((slot,), details)


def _extent(table: Table, cell: Cell) -> tuple[int, int]:
    return next((e.start, e.end) for line in grid.lines(table) for e in line.cells if e.cell is cell)


def _renumber(change: Change, outer: Address, step: Step) -> Applied:
    """Give a row another printed number."""
    found = rows(change.estate, outer, step)
    number = change.operation.number
    if not isinstance(found, Rows):
        return change.failed(found) if not isinstance(found, Place) else _untold(change)
    table = found.slot.table
    assert table is not None
    if number is None or step.number is None:
        return Applied.no(Status.AMBIGUOUS, "the clause names no new number")
    if grid.numbered(table, number):
        return Applied.no(Status.AMBIGUOUS, f"there is a row {number} already")
    held = next((cell for cell in grid.numbered(table, step.number) if cell.row == found.rows[0]), None)
    if held is None:
        return _untold(change)
    start = _extent(table, held)[0] + held.text.strip().find(step.number.split("-")[0])
    found.slot.write(start, start + len(step.number), number, change.thread)
    return Applied.done((found.slot,))


def _put(
    slot: Slot,
    first: int,
    count: int,
    table: Table,
    new: Sequence[Sequence[str]],
    change: Change,
    carried: Mapping[int, Woven] | None = None,
) -> None:
    """Let the table take its new form, the lines of `count` rows from `first` on become those of the new rows.

    `carried` are cells, by column, that the row behind them prints from now on.
    """
    assert slot.table is not None
    listed = list(grid.lines(slot.table))
    padded = Woven((*slot.own.pieces, ("\n", None)))
    start = next((line.start for line in listed if line.row >= first), len(padded.text))
    end = next((line.start for line in listed if line.row >= first + count), len(padded.text))
    words = "".join(COLUMN.join(cell.strip() for cell in row) + "\n" for row in new)
    after = padded.part(end, len(padded.text))
    if carried:
        line = next(line for line in listed if line.row >= first + count)
        after = _with_carried(slot, line, carried, padded)
    woven = Woven.concat((padded.part(0, start), Woven.of(words, change.thread), after))
    slot.own = woven.replace(len(woven.text) - 1, len(woven.text), "", change.thread)
    slot.table = table


def _with_carried(slot: Slot, line: grid.Line, carried: Mapping[int, Woven], padded: Woven) -> Woven:
    """What follows a deleted row, its first line with the cells that reached down into it."""
    cells = {extent.cell.column: slot.own.part(extent.start, extent.end) for extent in line.cells} | dict(carried)
    pieces: list[Woven] = []
    for column in sorted(cells):
        pieces += [Woven.of(COLUMN), cells[column]] if pieces else [cells[column]]
    return Woven.concat((*pieces, padded.part(line.end, len(padded.text))))


def _new_rows(change: Change, table: Table, cells: int) -> list[list[str]] | None:
    """The new rows, cell by cell: from a table of the amending act, else from lines with marked cells."""
    drawn = drawn_table(change)
    if drawn is not None:
        return _drawn_rows(drawn, change.address.steps[-1])
    lines = payload_lines(change)
    marked = [[cell.strip() for cell in re.split(r"\||\t", line.strip("|"))] for line in lines]
    if all(len(row) > 1 for row in marked) and marked:
        return marked
    return [lines] if lines and len(lines) == cells else None


def _drawn_rows(table: Table, step: Step) -> list[list[str]] | None:
    """The rows of a drawn table; of one that carries several rows, the one with the number of the target."""
    listed = [[extent.cell.text.strip() for extent in line.cells] for line in grid.lines(table)]
    own = [row for row in listed if step.number is not None and re.sub(r"[\s.)]+$", "", row[0]) == step.number]
    return own if len(own) == 1 else listed if len(listed) == 1 or step.number is None else None


def _untold(change: Change) -> Applied:
    if change.operation.payload is None or not change.operation.payload.text:
        return change.no_payload()
    return Applied.no(Status.AMBIGUOUS, "the cells of the new row cannot be told apart")


def _restate_line(change: Change, slot: Slot) -> Applied:
    """A line of a list that is no table takes its new words; its number stays when the new text has none."""
    payload = change.operation.payload
    if payload is None or not payload.text.strip():
        return change.no_payload()
    new = payload.text.strip()
    if "\n" in new:
        return Applied.no(Status.AMBIGUOUS, "the new text has several lines where one is restated")
    start = 0 if slot.number is not None and new.startswith(slot.number) else prefix(slot)
    text = slot.own.text
    if folded(text[start:]).rstrip(";.") == folded(new).rstrip(";."):
        return Applied.no(Status.NO_EFFECT, "the line already reads so")
    tail = text[-1] if text[-1:] in ";." and new[-1:] not in ";.:," else ""
    slot.write(start, len(text), new + tail, change.thread)
    return Applied.done((slot,))


def _delete_line(change: Change, slot: Slot) -> Applied:
    if slot.gone:
        return Applied.no(Status.ALREADY_APPLIED, f"{change.operation.address} is {slot.standing} already")
    standing = Standing.REPEALED if change.operation.action is Action.REPEAL else Standing.DELETED
    return Applied.done(change.estate.remove(slot, standing))


def _insert_line(change: Change, outer: Address, step: Step) -> Applied:
    """A line goes into a list behind the line the clause names."""
    payload = change.operation.payload
    anchor = Address.parse(change.operation.after).last if change.operation.after is not None else None
    if payload is None or not payload.text.strip():
        return change.no_payload()
    if anchor is None:
        return Applied.no(Status.AMBIGUOUS, f"the clause does not say behind which line {step} goes")
    found = rows(change.estate, outer, anchor)
    if not isinstance(found, Place):
        return change.failed(found) if not isinstance(found, Rows) else _untold(change)
    before = found.slot
    parent = before.parent
    assert parent is not None
    touched: list[Slot] = []
    position = parent.children.index(before) + 1
    for offset, line in enumerate(text.strip() for text in payload.text.split("\n") if text.strip()):
        words = " ".join(line.split()[:8]).replace('"', "").replace("«", "").replace("»", "")
        address = parent.address.child(Unit.ROW, None, words)
        if change.estate.get(address) is not None:
            return Applied.no(Status.ALREADY_APPLIED, "the line already stands there")
        planting = Planting(address, before.unit, None, Woven.of(line, change.thread))
        touched.append(change.estate.plant(planting, parent, position + offset))
    return Applied.done(tuple(touched))


_Act = Callable[[Change, Address, Step], Applied]
_ROWS: dict[Action, _Act] = {
    Action.RESTATE: _restate,
    Action.INSERT: _insert,
    Action.DELETE: _delete,
    Action.REPEAL: _delete,
    Action.RENUMBER: _renumber,
}
