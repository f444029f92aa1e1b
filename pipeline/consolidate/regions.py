"""From an address to the characters it means: own words, headings, sentences, rows, columns and cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from pipeline.address import Address, Step, Unit
from pipeline.consolidate import cellparts, grid, sections
from pipeline.consolidate.resolve import Aspect, Found, Nowhere, Place, Several, folded, lead, resolve
from pipeline.consolidate.sentences import sentences
from pipeline.consolidate.slots import Estate, Slot
from pipeline.model.documents import Cell, Table
from pipeline.structure.markers import mark

_INNER = (Unit.ROW, Unit.COLUMN, Unit.SENTENCE)


class Region(NamedTuple):
    """Characters of the own words of a slot."""

    slot: Slot
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.slot.own.text[self.start : self.end]


def split(address: Address) -> tuple[Address, tuple[Step, ...]]:
    """An address cut before its first row, column or sentence."""
    for depth, step in enumerate(address.steps):
        if step.unit in _INNER:
            return Address(address.steps[:depth]), address.steps[depth:]
    return address, ()


def regions(estate: Estate, address: Address) -> list[Region] | Nowhere | Several:
    """Every stretch of words an address means, a table cell by cell, in document order."""
    outer, inner = split(address)
    if inner and inner[0].unit is not Unit.SENTENCE:
        return _cells(estate, outer, inner)
    found = resolve(estate, outer)
    if not isinstance(found, Place):
        return found
    if inner:
        return _sentence(found, inner)
    return [region for slot in _slots(found) for region in _stretches(slot, found.aspect)]


def _slots(place: Place) -> list[Slot]:
    match place.aspect:
        case Aspect.ALL:
            return list(place.slot.walk())
        case Aspect.FIRST_PART:
            return [place.slot, *(inner for child in lead(place.slot) for inner in child.walk())]
        case _:
            return [place.slot]


def _stretches(slot: Slot, aspect: Aspect) -> Iterator[Region]:
    if slot.table is not None:
        yield from (Region(slot, c.start, c.end) for line in grid.lines(slot.table) for c in line.cells)
    elif slot.own.text:
        yield Region(slot, prefix(slot) if aspect is Aspect.HEADING else 0, len(slot.own.text))


def prefix(slot: Slot) -> int:
    """How many characters of the own words are the printed number («4. », «Глава 2. »)."""
    found = mark(slot.own.text) if slot.number is not None else None
    same = found is not None and (found.number or "").lower() == (slot.number or "").lower()
    return found.words if found is not None and same else 0


def _sentence(place: Place, inner: tuple[Step, ...]) -> list[Region] | Nowhere:
    step, slot = inner[0], place.slot
    found = sentences(slot.own.text, prefix(slot)) if slot.table is None else []
    number = int(step.number) if step.number is not None and step.number.isdigit() else 0
    if len(inner) > 1 or not 1 <= number <= len(found):
        return Nowhere(step, slot)
    return [Region(slot, *found[number - 1])]


class Rows(NamedTuple):
    """Rows of one table."""

    slot: Slot
    rows: tuple[int, ...]


def rows(estate: Estate, outer: Address, step: Step) -> Rows | Place | Nowhere | Several:
    """The table row a clause means, or the line of a list that is no table («строка», «жол»).

    Rows are named by their printed number or first words (not by their place in the grid). A row whose number or
    first cell spans several rows of the grid is all of them.
    """
    found, section = tabled(estate, outer)
    if not isinstance(found, Place):
        return found
    tables = [slot for slot in found.slot.walk() if slot.table is not None]
    hits = [(slot, cell) for slot in tables for cell in _matching(slot, step, section)]
    if len(hits) == 1:
        slot, cell = hits[0]
        return Rows(slot, tuple(range(cell.row, cell.row + (cell.rowspan if step.number or cell.column == 0 else 1))))
    if len(hits) > 1:
        return Several(tuple(slot for slot, _ in hits))
    return _list_line(found.slot, step)


def row_numbers(estate: Estate, outer: Address) -> list[str]:
    """The printed numbers of the rows of every table there (or of its section), each once, in order."""
    found, section = tabled(estate, outer)
    tables = [slot.table for slot in found.slot.walk() if slot.table is not None] if isinstance(found, Place) else []
    limits = [(table, *sections.bounds(table, section)) for table in tables]
    numbers = (
        number for table, low, high in limits for cell, number in grid.numbers(table) if low <= cell.row < high
    )
    return list(dict.fromkeys(numbers))


_SECTIONS = frozenset({Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER})


def tabled(estate: Estate, outer: Address) -> tuple[Found, Step | None]:
    """The provision that holds the table, and the section of it that a row across opens.

    «Таблица» without a number is the table of what is named around it.
    """
    found = resolve(estate, outer)
    last = outer.last
    if isinstance(found, Nowhere) and last is not None:
        is_section = last.words is not None or last.unit in _SECTIONS
        is_table = last.unit is Unit.ANNEX and last.number is None and len(outer.steps) > 1
        around = resolve(estate, outer.parent) if is_section or is_table else found
        if isinstance(around, Place):
            return around, last if is_section else None
    return found, None


def _matching(slot: Slot, step: Step, section: Step | None) -> list[Cell]:
    """The cells by which a row is named, one a row."""
    table = slot.table
    assert table is not None
    low, high = sections.bounds(table, section)
    if step.number is not None:
        return [cell for cell in grid.numbered(table, step.number) if low <= cell.row < high]
    wanted = folded(step.words or "")
    said = [(e.cell, folded(e.cell.text)) for line in grid.lines(table) for e in line.cells if low <= line.row < high]
    exact = {cell.row: cell for cell, text in reversed(said) if text == wanted}
    begun = {cell.row: cell for cell, text in reversed(said) if text.startswith(wanted)}
    run = {cell.row: cell for cell in _running(table, wanted) if low <= cell.row < high}
    return list((exact or begun or run).values()) if wanted else []


def _running(table: Table, wanted: str) -> Iterator[Cell]:
    """The first of the cells that print the wanted words one after the other («Барлығы 121», «5 Комитет 20»)."""
    for line in grid.lines(table):
        cells = [(extent.cell, folded(extent.cell.text)) for extent in line.cells if extent.cell.text.strip()]
        for at, (cell, _) in enumerate(cells):
            runs = accumulate((text for _, text in cells[at:]), lambda run, text: f"{run} {text}")
            if wanted in runs:
                yield cell


def _list_line(slot: Slot, step: Step) -> Place | Nowhere | Several:
    """A line of a list, by its printed number or its first words."""
    found: list[Slot] = []
    for inner in slot.walk():
        if inner is slot or not inner.own.text or inner.table is not None:
            continue
        if step.words is not None:
            wanted = folded(step.words)
            words = folded(inner.own.text[prefix(inner) :])
            if wanted and words.startswith(wanted):
                found.append(inner)
        elif inner.number == step.number and inner.unit in (Unit.POINT, Unit.SUBPOINT, Unit.ROW):
            found.append(inner)
    exact = [s for s in found if step.words and folded(s.own.text[prefix(s) :]).rstrip(";.,") == folded(step.words)]
    found = exact if len(exact) == 1 else found
    if not found:
        return Nowhere(step, slot)
    return Place(found[0]) if len(found) == 1 else Several(tuple(found))


def _cells(estate: Estate, outer: Address, inner: tuple[Step, ...]) -> list[Region] | Nowhere | Several:
    """The cells of a row, of a column or where both meet; or the part of each that further steps name."""
    row = next((step for step in inner if step.unit is Unit.ROW), None)
    column = next((step for step in inner if step.unit is Unit.COLUMN), None)
    parts = [step for step in inner if step is not row and step is not column]
    picked = _picked(estate, outer, row)
    if isinstance(picked, Place):
        lines = [Region(s, 0, len(s.own.text)) for s in picked.slot.walk()]
        return lines if column is None and not parts else Nowhere(inner[-1], picked.slot)
    if not isinstance(picked, list):
        return picked
    found = [region for some in picked for region in _columned(some, column)]
    for step in parts:
        narrower = [(region, cellparts.part(region.text, step)) for region in found]
        found = [Region(r.slot, r.start + at[0], r.start + at[1]) for r, at in narrower if at is not None]
    return found or Nowhere(inner[-1], estate.root)


def _picked(estate: Estate, outer: Address, row: Step | None) -> list[Rows] | Found:
    """The rows of a clause that names one, else those of every table there (or of its section)."""
    if row is not None:
        hit = rows(estate, outer, row)
        return [hit] if isinstance(hit, Rows) else hit
    found, section = tabled(estate, outer)
    if not isinstance(found, Place):
        return found
    tables = [(slot, slot.table) for slot in found.slot.walk() if slot.table is not None]
    limits = [(slot, table, *sections.bounds(table, section)) for slot, table in tables]
    return [
        Rows(slot, tuple(line.row for line in grid.lines(table) if low <= line.row < high))
        for slot, table, low, high in limits
    ]


def _columned(some: Rows, step: Step | None) -> Iterator[Region]:
    table = some.slot.table
    assert table is not None
    index = column_of(some.slot, step) if step is not None else None
    covering = {id(grid.at(table, row, index)) for row in some.rows if index is not None}
    for line in grid.lines(table):
        for extent in line.cells:
            if (step is None and line.row in some.rows) or (index is not None and id(extent.cell) in covering):
                yield Region(some.slot, extent.start, extent.end)


def column_of(slot: Slot, step: Step) -> int | None:
    """The column a clause means, by its number or the words of its heading."""
    table = slot.table
    assert table is not None
    if step.number is not None:
        return grid.column_numbered(table, step.number)
    wanted = folded(step.words or "")
    heads = [e.cell.column for line in grid.lines(table) for e in line.cells if folded(e.cell.text) == wanted]
    return heads[0] if len(set(heads)) == 1 else None
