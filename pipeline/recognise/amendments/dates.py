"""The day a suspension or sunset names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from pipeline.recognise.amendments.build import Node, leaves, piece_of
from pipeline.recognise.amendments.pieces import Piece
from pipeline.recognise.dates import find_dates

_INCLUDED: Final = frozenset(["INCLUSIVE", "BY"])


def day_of(node: Node | None, pieces: Sequence[Piece]) -> dt.date | None:
    """The day from which the first date below a node no longer holds; None without one or if it is no real day.

    «до 1 января» ends with the day before, «по 31 декабря» and «до 31 декабря включительно» with the day itself.
    """
    if node is None:
        return None
    found = list(leaves(node))
    date = next((token for token in found if token.type == "DATE"), None)
    known = find_dates(piece_of(date, pieces).text) if date is not None else []
    day = known[0].day if known else None
    if day is None or not any(token.type in _INCLUDED for token in found):
        return day
    return day + dt.timedelta(days=1)
