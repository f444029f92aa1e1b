"""The reverse of consolidation: the amending order that turns one text of an act into another."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pipeline.drafting.changes import Change, changes_between
from pipeline.drafting.wording import Wording, as_markdown, as_text
from pipeline.model.acts import Language
from pipeline.model.editions import Document


class DraftedOrder(Struct, frozen=True):
    """An amending order, as plain text and as Markdown, and the changes it orders, in its own order.

    `flattened` tells that the plain text does not hold all that its tables do: merged cells, lines within cells.
    """

    text: str
    markdown: str
    flattened: bool
    changes: tuple[Change, ...]


class NothingToDraftError(ValueError):
    """Two documents that are not two texts of one act in one language, or two equal texts."""


def draft_order(
    old: Document, new: Document, language: Language, *, date: dt.date | None = None, number: str | None = None
) -> DraftedOrder:
    """The order that turns `old` into `new`; its date and number are left open unless they are given.

    Raises `NothingToDraftError` when the two are not texts of one act in `language`, or are equal.
    """
    key = old.identity.key
    if key is None or key != new.identity.key:
        named = f"{old.path} is {key or 'no act known'}, {new.path} is {new.identity.key or 'no act known'}"
        raise NothingToDraftError(f"two acts, not two texts of one: {named}")
    if {old.identity.language, new.identity.language} != {language}:
        found = f"{old.path} is in {old.identity.language}, {new.path} in {new.identity.language}"
        raise NothingToDraftError(f"{found}, not in {language}")
    changes = changes_between(old.tree, new.tree)
    if not changes:
        raise NothingToDraftError(f"{old.path} and {new.path} are equal: there is nothing to order")
    parts = list(Wording(old.identity, language, date, number).parts(changes))
    cells = (cell for change in changes for table in change.tables for cell in table.cells)
    flattened = any(cell.rowspan > 1 or cell.colspan > 1 or "\n" in cell.text for cell in cells)
    return DraftedOrder(as_text(parts), as_markdown(parts), flattened, changes)


__all__ = ["Change", "DraftedOrder", "NothingToDraftError", "changes_between", "draft_order"]
