"""Decisions of a person on a text: what was decided, by whom, and whether it still fits the page."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct


class DecisionKind(StrEnum):
    """What a person decided on."""

    TABLE = "table"
    """The cells of a table that an extraction has flattened to lines."""
    TEXT = "text"
    """Words of a text."""
    CLAUSE = "clause"
    """What a clause of an amending act orders."""


class Decision(Struct, frozen=True):
    """One entry of an override file and what became of it.

    `entry` names file and place («overrides/a.toml, text 2»), `file` the document and `act` its key. `lines` are the
    source lines decided on, None where nothing was found. `failure` is None for a decision in use, else why it is
    not used; the text is then read as if the entry were not there.
    """

    kind: DecisionKind
    entry: str
    file: str
    act: str
    lines: tuple[int, int] | None
    old: str
    new: str
    reason: str
    author: str
    date: dt.date
    failure: str | None = None
