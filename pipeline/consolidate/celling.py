"""Single cells of a table, and the subpoints, paragraphs and sentences inside them."""

from __future__ import annotations

import re

from pipeline.address import Address, Step, Unit
from pipeline.consolidate import cellparts
from pipeline.consolidate.change import Applied, Change
from pipeline.consolidate.regions import Region, regions
from pipeline.consolidate.resolve import folded
from pipeline.model.operations import Action, Status

_CELL = frozenset({Unit.ROW, Unit.COLUMN})
_ITEMS = frozenset({Unit.SUBPOINT, Unit.POINT})


def change_cell(change: Change) -> Applied:
    """Restate a cell; restate, delete or insert a part of one. Nothing is done where several cells would fit."""
    address, action = change.address, change.operation.action
    last = address.steps[-1]
    if last.unit in _CELL:
        if action is not Action.RESTATE:
            return Applied.no(Status.OUT_OF_SCOPE, f"{change.operation.address}: a cell can only be restated")
        return _restated(change)
    if action is Action.INSERT:
        return _inserted(change, address, last)
    if action is Action.RESTATE:
        return _restated(change)
    if action in (Action.DELETE, Action.REPEAL):
        return _deleted(change, last)
    return Applied.no(Status.OUT_OF_SCOPE, f"{change.operation.address}: a part of a cell is not {action}")


def _one(change: Change, address: Address) -> Region | Applied:
    found = regions(change.estate, address)
    if not isinstance(found, list):
        return change.failed(found)
    if len(found) != 1:
        return Applied.no(Status.AMBIGUOUS, f"{change.operation.address} is {len(found)} places")
    return found[0]


def _restated(change: Change) -> Applied:
    region = _one(change, change.address)
    if isinstance(region, Applied):
        return region
    payload = change.operation.payload
    if payload is None or not payload.text.strip():
        return change.no_payload()
    new = payload.text.strip()
    if folded(region.text) == folded(new):
        return Applied.no(Status.NO_EFFECT, f"{change.operation.address} already reads so")
    region.slot.write(region.start, region.end, new, change.thread)
    return Applied.done((region.slot,))


def _deleted(change: Change, step: Step) -> Applied:
    """Take a part out of a cell; the mark at the end of a list of items is put right and told."""
    region = _one(change, change.address)
    if isinstance(region, Applied):
        return region
    cell = _one(change, change.address.parent)
    if isinstance(cell, Applied):
        return cell
    slot, start, end = region
    text = slot.own.text
    if (start, end) == (cell.start, cell.end):
        return Applied.no(Status.AMBIGUOUS, f"{change.operation.address} is all that the cell says")
    details: list[str] = []
    was_last = end == cell.end
    while start > cell.start and was_last and text[start - 1].isspace():
        start -= 1
    while end < cell.end and not was_last and text[end].isspace():
        end += 1
    if was_last and step.unit in _ITEMS and text[end - 1] == "." and text[start - 1 : start] == ";":
        slot.write(start - 1, end, ".", change.thread)
        details.append("«;» at the end made «.»")
    else:
        slot.write(start, end, "", change.thread)
    return Applied.done((slot,), details)


def _inserted(change: Change, address: Address, step: Step) -> Applied:
    """Put a new item into a cell behind the last with a smaller number."""
    cell = _one(change, address.parent)
    if isinstance(cell, Applied):
        return cell
    payload = change.operation.payload
    if payload is None or not payload.text.strip():
        return change.no_payload()
    new = payload.text.strip()
    if cellparts.part(cell.text, step) is not None:
        standing = _one(change, address)
        same = isinstance(standing, Region) and folded(standing.text) == folded(new)
        status = Status.ALREADY_APPLIED if same else Status.AMBIGUOUS
        return Applied.no(status, f"{change.operation.address} stands there already")
    place = cellparts.place_for(cell.text, step)
    if place is None or step.unit not in _ITEMS:
        return Applied.no(Status.AMBIGUOUS, f"{change.operation.address}: where {step} goes in the cell is not clear")
    slot, at = cell.slot, cell.start + place
    parted = "\n" if "\n" in cell.text or not re.search(r"; \d", cell.text) else " "
    details: list[str] = []
    if slot.own.text[at - 1] == "." and at == cell.end:
        details.append("«.» at the end made «;»")
        slot.write(at - 1, at, f";{parted}{_ended(new)}", change.thread)
    else:
        slot.write(at, at, f"{parted}{new}", change.thread)
    return Applied.done((slot,), details)


def _ended(new: str) -> str:
    return f"{new[:-1]}." if new.endswith(";") else new
