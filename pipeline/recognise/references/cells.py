"""References in the cells of a table: each cell is read by itself, no reference runs over its edge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from pipeline.model.acts import ActRef, Language
from pipeline.model.documents import Table
from pipeline.recognise.references.find import NO_SHORT_FORMS, find_references


def find_in_cells(
    table: Table,
    text: str,
    language: Language,
    *,
    on: dt.date | None = None,
    short_forms: Mapping[str, ActRef] = NO_SHORT_FORMS,
) -> Iterator[ActRef]:
    """The references of a table in reading order, one for each act and place; tables repeat theirs row by row.

    `text` is the table as text (`table_text`): where a reference stands is told in it.
    """
    seen: set[tuple[str, tuple[str, ...]]] = set()
    at = 0
    for row in range(table.height):
        for cell in table.row(row):
            words = cell.text.strip()
            at = max(at, text.find(words, at))
            for reference in find_references(words, language, on=on, short_forms=short_forms):
                if (reference.act, reference.places) not in seen:
                    seen.add((reference.act, reference.places))
                    yield replace(reference, start=reference.start + at, end=reference.end + at)
            at += len(words)
