"""Tables of the graph for analysts: one pandas frame a kind of record, read from a store by a shipped query.

Cells are plain: acts and provisions as `key/address`, concepts as their notation, days as `YYYY-MM-DD`, numbers as
numbers. pandas is imported when the first frame is asked for: it is slow to load and commands do without it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from graph import iris
from graph.catalogue import frame_queries
from graph.query import Source, run

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

NAMES = (
    "acts",
    "cards",
    "citations",
    "items",
    "operations",
    "positions",
    "provisions",
    "requirements",
    "tasks",
)
"""The frames there are."""


_DAYS: Final = frozenset({"date", "from", "not_before", "until"})
_NUMBERS: Final = frozenset({"n", "order", "function", "min_years"})
"""The columns of days and of whole numbers, in every frame; all others hold words."""


def table(name: str, source: Source, base: str = iris.BASE) -> pa.Table:
    """The frame of a name as an Arrow table with typed columns: days as days, counts as whole numbers."""
    import pyarrow as pa

    result = run(frame_queries()[name].text, {}, source, base)
    columns = zip(*result.plain(base), strict=True) if result.rows else ((),) * len(result.columns)
    arrays = {
        column: pa.array([_typed(column, value) for value in values], type=_type(column))
        for column, values in zip(result.columns, columns, strict=True)
    }
    return pa.table(arrays)


def _type(column: str) -> pa.DataType:
    import pyarrow as pa

    if column in _DAYS:
        return pa.date32()
    return pa.int32() if column in _NUMBERS else pa.string()


def _typed(column: str, value: str | float | None) -> dt.date | int | str | None:
    if value is None:
        return None
    if column in _DAYS:
        return dt.date.fromisoformat(str(value))
    return int(value) if column in _NUMBERS else str(value)


def frame(name: str, source: Source, base: str = iris.BASE) -> pd.DataFrame:
    """The frame of a name (see `NAMES`); raises `KeyError` for another."""
    import pandas as pd

    result = run(frame_queries()[name].text, {}, source, base)
    return pd.DataFrame(result.plain(base), columns=list(result.columns))


def acts(source: Source) -> pd.DataFrame:
    """Acts: type, number, date, issuer, titles, how much of each is held."""
    return frame("acts", source)


def operations(source: Source) -> pd.DataFrame:
    """Operations: who changes what, how, from when, with which outcome."""
    return frame("operations", source)


def provisions(source: Source) -> pd.DataFrame:
    """Provisions, one row a version of a text."""
    return frame("provisions", source)


def cards(source: Source) -> pd.DataFrame:
    """Profession cards, one row a language."""
    return frame("cards", source)


def tasks(source: Source) -> pd.DataFrame:
    """Tasks of profession cards, one row a language."""
    return frame("tasks", source)


def items(source: Source) -> pd.DataFrame:
    """Skills and knowledge items of tasks."""
    return frame("items", source)


def citations(source: Source) -> pd.DataFrame:
    """Citations: who cites which act and place, in which words."""
    return frame("citations", source)


def positions(source: Source) -> pd.DataFrame:
    """Positions of the registers."""
    return frame("positions", source)


def requirements(source: Source) -> pd.DataFrame:
    """Qualification requirements, one row an experience alternative."""
    return frame("requirements", source)
