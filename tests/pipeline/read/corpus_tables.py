"""The tables of the corpus's orders, drawn again from what the program reads in their flattened lines."""

from __future__ import annotations

from itertools import groupby

from pdf_printer import Ruled

from pipeline.model.documents import Cell, Table
from pipeline.model.professions import Card, LabourFunction, PositionRow

Row = tuple[tuple[str, int, int], ...]
"""Cells of a row as the printer takes them: text, rows, columns."""

_LETTER = 7.4
"""More than a letter takes on the average (points)."""

_BLOCKS = {
    "A": "А БЛОГЫ - Басқарушы персонал",
    "B": "B БЛОГЫ - Негізгі персонал",
    "C": "С БЛОГЫ - Әкімшілік персонал",
    "D": "D БЛОГЫ - Қосалқы персонал",
}
_LEADS = {
    ("high", "highest"): "Біліктілігі жоғары деңгейдегі жоғары санатты мамандар: ",
    ("high", "first"): "Біліктілігі жоғары деңгейдегі бірінші санатты мамандар: ",
    ("high", "second"): "Біліктілігі жоғары деңгейдегі екінші санатты мамандар: ",
    ("high", "none"): "Біліктілігі жоғары деңгейдегі санаты жоқ мамандар: ",
    ("high", None): "Біліктілігі жоғары деңгейдегі мамандар: ",
    ("middle", "highest"): "Біліктілігі орташа деңгейдегі жоғары санатты мамандар: ",
    ("middle", "first"): "Біліктілігі орташа деңгейдегі бірінші санатты мамандар: ",
    ("middle", "second"): "Біліктілігі орташа деңгейдегі екінші санатты мамандар: ",
    ("middle", "none"): "Біліктілігі орташа деңгейдегі санаты жоқ мамандар: ",
    ("middle", None): "Біліктілігі орташа деңгейдегі мамандар: ",
}


def ruled(table: Table, width: float) -> Ruled:
    """A table as paper can show it, each column as wide as its longest word asks.

    Columns in which no cell begins are not seen on paper: cells are as wide as the columns that are. Nor are rows
    without any cell, and the place of a cell that is missing is an empty one; registries' pages have both.
    """
    seen = sorted({cell.column for cell in table.cells})
    taken = {place for cell in table.cells for place in _places(cell)}

    def wide(cell: Cell) -> int:
        return sum(cell.column <= column < cell.column + cell.colspan for column in seen)

    letters = [
        max((len(w) for c in table.cells if c.column == column and wide(c) == 1 for w in c.text.split()), default=1)
        for column in seen
    ]
    spare = (width - _LETTER * sum(letters)) / len(seen)
    rows = []
    for number in sorted({row for row, _ in taken}):
        missing = [Cell(number, column, "") for column in seen if (number, column) not in taken]
        cells = sorted((*table.row(number), *missing), key=lambda cell: cell.column)
        rows.append(tuple((cell.text, cell.rowspan, wide(cell)) for cell in cells))
    return Ruled(tuple(_LETTER * count + spare for count in letters), tuple(rows), split=True)


def _places(cell: Cell) -> set[tuple[int, int]]:
    rows, columns = range(cell.row, cell.row + cell.rowspan), range(cell.column, cell.column + cell.colspan)
    return {(row, column) for row in rows for column in columns}


def card_table(card: Card, widths: tuple[float, float, float]) -> Ruled:
    """A profession card: functions and tasks beside their skills and their knowledge."""
    levels = "\n".join(f"{level} уровень" for level in card.ork_levels)
    rows: list[Row] = [
        (("Код профессии", 1, 1), (card.code or "", 1, 2)),
        (("Наименование профессии", 1, 1), (card.name, 1, 2)),
        (("Уровень квалификации по ОРК", 1, 1), (levels, 1, 2)),
        (("Уровень профессионального образования", 1, 1), (card.education or "", 1, 2)),
    ]
    for function in card.functions:
        rows += _function(function)
    related = [(f"{each.level} уровень", each.name) for each in card.related_professions]
    rows.append((("Требования к личностным компетенциям", 1, 1), (", ".join(card.personal_competences) + ".", 1, 2)))
    head = ("Связь с другими профессиями в рамках ОРК", len(related), 1)
    rows += [(*([head] if n == 0 else []), (level, 1, 1), (name, 1, 1)) for n, (level, name) in enumerate(related)]
    return Ruled(widths, tuple(rows), split=True)


def _function(function: LabourFunction) -> list[Row]:
    rows: list[Row] = []
    for place, task in enumerate(function.tasks):
        name = (f"Трудовая функция {function.n}: {function.title}", 2 * len(function.tasks), 1)
        head = [name] if place == 0 else []
        label = (f"Задача {task.n}: {task.title}", 2, 1)
        rows.append((*head, label, (_listed("Умения и навыки:", task.skills), 1, 1)))
        rows.append(((_listed("Знания:", task.knowledge), 1, 1),))
    return rows


def _listed(label: str, items: tuple[str, ...]) -> str:
    return "\n".join([label, *(f"{n}. {item}" for n, item in enumerate(items, start=1))])


def register_table(rows: tuple[PositionRow, ...], widths: tuple[float, float, float]) -> Ruled:
    """The register of positions: blocks and sectors over its rows, a zveno beside all its steps."""
    found: list[Row] = [(("Звено", 1, 1), ("Саты", 1, 1), ("Лауазымдар атауы", 1, 1))]
    for block, in_block in groupby(rows, lambda row: row.block):
        found.append(((_BLOCKS[block], 1, 3),))
        for sector, in_sector in groupby(in_block, lambda row: row.sector):
            found += [((sector, 1, 3),)] if sector else []
            for zveno, steps in groupby(in_sector, lambda row: row.zveno):
                beside = list(steps)
                for place, row in enumerate(beside):
                    head = [(zveno or "", len(beside), 1)] if place == 0 else []
                    found.append((*head, (row.step or "", 1, 1), (_posts(row), 1, 1)))
    return Ruled(widths, tuple(found), split=True)


def _posts(row: PositionRow) -> str:
    if row.block == "D":
        return "Техникалық орындаушылар: " + ", ".join(row.positions)
    if row.skill_level is None:
        return ";\n".join(row.positions)
    return _LEADS[row.skill_level, row.category] + ", ".join(row.positions)
