"""The day a suspension or sunset names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pipeline.recognise.amendments.build import Node, leaves, piece_of
from pipeline.recognise.amendments.pieces import Piece
from pipeline.recognise.dates import find_dates


def day_of(node: Node | None, pieces: Sequence[Piece]) -> dt.date | None:
    """The first date below a node, None where there is none or it is no day of the calendar."""
    if node is None:
        return None
    for token in leaves(node):
        if token.type == "DATE":
            found = find_dates(piece_of(token, pieces).text)
            return found[0].day if found else None
    return None
