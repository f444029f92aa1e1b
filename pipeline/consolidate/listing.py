"""The punctuation of a list whose last item is deleted, or which gets a new last one.

Items of a list end with «;», the last one with «.» (Law № 480-V, article 23): when another item becomes the last,
its mark is put right and the repair is told in the operation's outcome.
"""

from __future__ import annotations

from pipeline.address import Unit
from pipeline.consolidate.slots import Slot
from pipeline.consolidate.woven import Thread

_ITEMS = (Unit.SUBPOINT, Unit.PARAGRAPH)


def after_removal(removed: Slot, thread: Thread) -> tuple[list[Slot], list[str]]:
    """Put a full stop where the last item of a list has been deleted; gives the slots changed and what was done."""
    parent = removed.parent
    if parent is None or removed.unit not in _ITEMS:
        return [], []
    place = parent.children.index(removed)
    if any(not child.gone for child in parent.children[place + 1 :]):
        return [], []
    before = [child for child in parent.children[:place] if child.unit is removed.unit and not child.gone]
    said = next((version.own for version in reversed(removed.versions) if version.own), "")
    if not before or not said.rstrip().endswith("."):
        return [], []
    return _ended(before[-1], ";", ".", thread)


def after_insertion(new: Slot, thread: Thread) -> tuple[list[Slot], list[str]]:
    """Part a new item of a list from those around it; gives the slots changed and what was done."""
    parent = new.parent
    if parent is None or new.unit not in _ITEMS:
        return [], []
    place = parent.children.index(new)
    before = [child for child in parent.children[:place] if child.unit is new.unit and not child.gone]
    after = [child for child in parent.children[place + 1 :] if not child.gone]
    if not before:
        return [], []
    if after:
        inside = after[0].unit is new.unit and _last_line(before[-1]).endswith(";")
        return _ended(new, ".", ";", thread) if inside else ([], [])
    if not _is_list(before, parent):
        return [], []
    changed, done = _ended(before[-1], ".", ";", thread)
    more, also = _ended(new, ";", ".", thread)
    return changed + more, done + also


def _is_list(items: list[Slot], parent: Slot) -> bool:
    """Whether the items are parted by «;»: the last may end with a full stop, the one before it may not."""
    if _last_line(items[-1]).endswith(";"):
        return True
    if not _last_line(items[-1]).endswith("."):
        return False
    return _last_line(items[-2]).endswith(";") if len(items) > 1 else parent.own.text.rstrip().endswith(":")


def _last_line(slot: Slot) -> str:
    lines = list(slot.printed())
    return lines[-1].own.text.rstrip() if lines else ""


def _ended(item: Slot, old: str, new: str, thread: Thread) -> tuple[list[Slot], list[str]]:
    """Change the mark an item ends with, if it is the one expected."""
    lines = list(item.printed())
    if not lines or lines[-1].table is not None:
        return [], []
    last = lines[-1]
    text = last.own.text
    end = len(text.rstrip())
    if not text[:end].endswith(old):
        return [], []
    last.write(end - 1, end, new, thread)
    return [last], [f"{last.address}: «{old}» at the end made «{new}»"]
