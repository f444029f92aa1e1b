"""Restating, inserting and deleting rows of tables and lines of lists, and restating single cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.address import Address, Step, Unit
from pipeline.consolidate import grid
from pipeline.consolidate.change import Applied, Change
from pipeline.consolidate.regions import Rows, prefix, regions, rows, split
from pipeline.consolidate.resolve import Nowhere, Place, folded, resolve
from pipeline.consolidate.slots import Planting, Slot, order_key
from pipeline.consolidate.woven import Woven
from pipeline.model.documents import Table
from pipeline.model.editions import Standing
from pipeline.model.operations import Action, Status
from pipeline.model.provisions import Provision
from pipeline.structure.tables import COLUMN


def change_rows(change: Change) -> Applied:
    """Carry out a clause that names a row, a column or a cell. Cells that span others are never guessed at."""
    outer, inner = split(change.address)
    if len(inner) == 2 and {step.unit for step in inner} == {Unit.ROW, Unit.COLUMN}:
        return _cell(change)
    if len(inner) != 1 or inner[0].unit is not Unit.ROW:
        return Applied.no(Status.OUT_OF_SCOPE, f"{change.operation.address}: whole columns and parts of cells")
    try:
        match change.operation.action:
            case Action.RESTATE:
                return _restate(change, outer, inner[0])
            case Action.INSERT:
                return _insert(change, outer, inner[0])
            case Action.DELETE | Action.REPEAL:
                return _delete(change, outer, inner[0])
            case _:
                return Applied.no(
                    Status.OUT_OF_SCOPE, f"{change.operation.address}: a row is not {change.operation.action}"
                )
    except grid.UnevenError as doubt:
        return Applied.no(Status.AMBIGUOUS, f"{change.operation.address}: {doubt}")


def _cell(change: Change) -> Applied:
    payload = change.operation.payload
    if change.operation.action is not Action.RESTATE or payload is None:
        return Applied.no(Status.OUT_OF_SCOPE, f"{change.operation.address}: a cell can only be restated")
    found = regions(change.estate, change.address)
    if not isinstance(found, list):
        return change.failed(found)
    if len(found) != 1:
        return Applied.no(Status.AMBIGUOUS, f"{change.operation.address} is {len(found)} cells")
    slot, start, end = found[0]
    if folded(found[0].text) == folded(payload.text):
        return Applied.no(Status.NO_EFFECT, "the cell already reads so")
    slot.write(start, end, payload.text.strip(), change.thread)
    return Applied.done((slot,))


def _restate(change: Change, outer: Address, step: Step) -> Applied:
    found = rows(change.estate, outer, step)
    if isinstance(found, Place):
        return _restate_line(change, found.slot)
    if not isinstance(found, Rows):
        return change.failed(found)
    slot, row = found.slot, found.rows[0]
    table = slot.table
    assert table is not None
    new = _new_rows(change, table, len(table.row(row)))
    if new is None:
        return _untold(change)
    line = next(line for line in grid.lines(table) if line.row == row)
    if len(new) == 1 and len(new[0]) == len(line.cells):
        return _restate_cells(change, slot, line, new[0])
    without = grid.without(table, row)
    _put(slot, row, 1, grid.with_rows(without, row, new), new, change)
    return Applied.done((slot,))


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
    tables = _tables(change, outer)
    if isinstance(tables, Applied):
        return tables
    if not tables:
        return _insert_line(change, outer, step)
    anchor = Address.parse(change.operation.after).last if change.operation.after is not None else None
    if anchor is not None:
        behind = rows(change.estate, outer, anchor)
        if not isinstance(behind, Rows):
            return _insert_line(change, outer, step) if isinstance(behind, Place) else change.failed(behind)
        slot, row = behind.slot, behind.rows[-1]
    elif len(tables) > 1:
        return Applied.no(Status.AMBIGUOUS, f"{outer or 'the act'} has {len(tables)} tables")
    else:
        slot, row = tables[0], _row_before(tables[0], step)
    table = slot.table
    assert table is not None
    if step.number is not None and grid.numbered(table, step.number):
        return _row_stands(change, slot, step.number)
    new = _new_rows(change, table, grid.width(table))
    if new is None:
        return _untold(change)
    _put(slot, row + 1, 0, grid.with_rows(table, row + 1, new), new, change)
    return Applied.done((slot,))


def _row_stands(change: Change, slot: Slot, number: str) -> Applied:
    table = slot.table
    assert table is not None
    row = grid.numbered(table, number)[0]
    new = _new_rows(change, table, len(table.row(row)))
    said = [folded(cell.text) for cell in table.row(row)]
    if new is not None and [folded(text) for text in new[0]] == said:
        return Applied.no(Status.ALREADY_APPLIED, f"row {number} already reads so")
    return Applied.no(Status.AMBIGUOUS, f"row {number} is to be inserted but stands already with other words")


def _row_before(slot: Slot, step: Step) -> int:
    """The row a new one follows: the last with a smaller number, else the last of all."""
    table = slot.table
    assert table is not None
    listed = list(grid.lines(table))
    if step.number is not None:
        numbered = [(line, _number(line)) for line in listed]
        smaller = [line.row for line, n in numbered if n is not None and order_key(n) < order_key(step.number)]
        if smaller:
            return smaller[-1]
    return listed[-1].row if listed else -1


def _number(line: grid.Line) -> str | None:
    match = re.fullmatch(r"(\d+(?:[-–]\d+)*)\s*[.)]?", line.cells[0].cell.text.strip()) if line.cells else None
    return match[1].replace("–", "-") if match is not None and len(line.cells) > 1 else None


def _delete(change: Change, outer: Address, step: Step) -> Applied:
    found = rows(change.estate, outer, step)
    if isinstance(found, Place):
        return _delete_line(change, found.slot)
    if not isinstance(found, Rows):
        return change.failed(found)
    slot, row = found.slot, found.rows[0]
    assert slot.table is not None
    _put(slot, row, 1, grid.without(slot.table, row), (), change)
    return Applied.done((slot,))


def _put(slot: Slot, first: int, count: int, table: Table, new: Sequence[Sequence[str]], change: Change) -> None:
    """Let the table take its new form, the lines of `count` rows from `first` on become those of the new rows."""
    assert slot.table is not None
    listed = list(grid.lines(slot.table))
    padded = Woven((*slot.own.pieces, ("\n", None)))
    start = next((line.start for line in listed if line.row >= first), len(padded.text))
    end = next((line.start for line in listed if line.row >= first + count), len(padded.text))
    words = "".join(COLUMN.join(cell.strip() for cell in row) + "\n" for row in new)
    woven = padded.replace(start, end, words, change.thread)
    slot.own = woven.replace(len(woven.text) - 1, len(woven.text), "", change.thread)
    slot.table = table


def _tables(change: Change, outer: Address) -> list[Slot] | Applied:
    """The tables in a place."""
    found = resolve(change.estate, outer)
    if isinstance(found, Place):
        return [slot for slot in found.slot.walk() if slot.table is not None]
    last = outer.last
    if isinstance(found, Nowhere) and last is not None and last.words is not None:
        return Applied.no(Status.AMBIGUOUS, f"{outer} may be a row across a table: where its rows end is not printed")
    return change.failed(found)


def _new_rows(change: Change, table: Table, cells: int) -> list[list[str]] | None:
    """The new rows, cell by cell: from a table of the amending act, else from lines with marked cells."""
    payload = change.operation.payload
    if payload is None:
        return None
    if payload.lines is not None:
        drawn = [node.table for node in _within(change.amending, payload.lines) if node.table is not None]
        if len(drawn) == 1:
            return _drawn_rows(drawn[0], change.address.steps[-1])
    lines = [line.strip() for line in payload.text.split("\n") if line.strip()]
    marked = [[cell.strip() for cell in re.split(r"\||\t", line.strip("|"))] for line in lines]
    if all(len(row) > 1 for row in marked):
        return marked
    return [lines] if len(lines) == cells else None


def _drawn_rows(table: Table, step: Step) -> list[list[str]] | None:
    """The rows of a drawn table; of one that carries several rows, the one with the number of the target."""
    listed = [[extent.cell.text.strip() for extent in line.cells] for line in grid.lines(table)]
    own = [row for row in listed if step.number is not None and re.sub(r"[\s.)]+$", "", row[0]) == step.number]
    return own if len(own) == 1 else listed if len(listed) == 1 or step.number is None else None


def _within(tree: tuple[Provision, ...], lines: tuple[int, int]) -> Iterator[Provision]:
    for top in tree:
        for node in top.walk():
            if lines[0] <= node.lines[0] and node.lines[1] <= lines[1]:
                yield node


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
