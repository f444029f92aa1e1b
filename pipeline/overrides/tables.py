"""Tables as a person saw them.

A table that an extraction has flattened to lines may lose its columns for good; a person who has seen the page
writes down its cells. The decision is used only while its cells hold exactly the characters of the lines they
explain, no more and no fewer, so that nothing can be lost or put in by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.model.decisions import Decision, DecisionKind
from pipeline.model.documents import Cell, Source, Table
from pipeline.overrides.decided import decision
from pipeline.overrides.kinds import OverrideError, TableOverride


def decide_tables(source: Source, overrides: Sequence[TableOverride]) -> tuple[Source, list[Decision]]:
    """The source with the tables that fit the page, and what became of each override."""
    made: list[Decision] = []
    for override in overrides:
        old, new = f"lines {override.lines[0]}–{override.lines[1]}", f"a table of {len(override.cells)} cells"
        failure = None
        try:
            source = with_table(source, override)
        except OverrideError as error:
            failure = str(error)
        made.append(decision(DecisionKind.TABLE, override, override.lines, old, new, failure))
    return source, made


def with_table(source: Source, override: TableOverride) -> Source:
    """The source with the table a person saw. Raises `OverrideError` when it does not fit the lines exactly."""
    first, last = override.lines
    lines = source.text.split("\n")
    if not 1 <= first <= last <= len(lines):
        raise OverrideError(f"override of lines {first}–{last}: the text has {len(lines)} lines")
    printed = _letters("\n".join(lines[first - 1 : last]))
    given = _letters("".join(cell.text for cell in override.cells))
    if printed != given:
        missing, added = printed - given, given - printed
        raise OverrideError(
            f"override of lines {first}–{last}: its cells do not hold the words of the page "
            f"(missing {_shown(missing)}, added {_shown(added)})"
        )
    cells = tuple(
        Cell(cell.row - 1, cell.column - 1, cell.text, cell.rowspan, cell.colspan) for cell in override.cells
    )
    return replace(source, tables=(*source.tables, Table(cells, override.lines)))


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def _shown(letters: Counter[str]) -> str:
    return "«" + "".join(letters.elements())[:20] + "»" if letters else "nothing"
