"""Applying one operation to an act: what changes, and what became of the operation.

Every operation ends with exactly one outcome; one that cannot be carried out with certainty changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.address import Unit
from pipeline.consolidate import elements
from pipeline.consolidate.change import Applied, Change
from pipeline.consolidate.insertion import insert
from pipeline.consolidate.regions import split
from pipeline.consolidate.rowing import change_rows
from pipeline.consolidate.wording import change_words
from pipeline.model.operations import Action, Status


def apply(change: Change) -> Applied:
    """Carry out an operation."""
    operation = change.operation
    if operation.outcome is not None and operation.outcome.status in (Status.UNPARSED, Status.AMBIGUOUS):
        return Applied(operation.outcome)
    change.estate.begin(change.order)
    held = elements.under_suspension(change)
    if held is not None:
        return held
    if operation.action in _WORDED:
        return change_words(change)
    _, inner = split(change.address)
    if not inner:
        return _WHOLE[operation.action](change)
    if inner[0].unit is not Unit.SENTENCE:
        return change_rows(change)
    act = _SENTENCES.get(operation.action)
    if act is None or len(inner) > 1:
        return Applied.no(Status.OUT_OF_SCOPE, f"{operation.address}: a sentence is not to be {operation.action}")
    return act(change)


_Act = Callable[[Change], Applied]
_WORDED = (Action.REPLACE_WORDS, Action.INSERT_WORDS, Action.DELETE_WORDS)
_WHOLE: dict[Action, _Act] = {
    Action.RESTATE: elements.restate,
    Action.INSERT: insert,
    Action.DELETE: elements.remove,
    Action.REPEAL: elements.remove,
    Action.RENUMBER: elements.renumber,
    Action.SUSPEND: elements.suspend,
}
_SENTENCES: dict[Action, _Act] = {
    Action.RESTATE: elements.restate_sentence,
    Action.INSERT: elements.insert_sentence,
    Action.DELETE: elements.remove_sentence,
    Action.REPEAL: elements.remove_sentence,
}
