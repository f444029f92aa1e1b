"""Cards whose columns are labelled once, in a head row («Задачи | Умения и навыки | Знания»): a label for every cell.

After this such a card is like one whose cells carry their own labels.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.model.acts import Language
from pipeline.model.documents import Cell, Paragraph, Table

_HEADS: dict[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "ru": (
        (re.compile(r"(?i)трудовые функции:?$"), "Трудовая функция"),
        (re.compile(r"(?i)(?:профессиональные )?задачи:?$"), "Задача"),
        (re.compile(r"(?i)умения(?: и навыки)?:?$"), "Умения"),
        (re.compile(r"(?i)знания:?$"), "Знания"),
    ),
    "kk": (
        (re.compile(r"(?i)еңбек функциялары:?$"), "Еңбек функциясы"),
        (re.compile(r"(?i)(?:кәсіби )?міндеттер(?:і)?:?$"), "Міндет"),
        (re.compile(r"(?i)(?:іскерліктер|машықтар|дағдылар)(?: мен дағдылар)?:?$"), "Дағдылар"),
        (re.compile(r"(?i)білім(?:дер)?:?$"), "Білім"),
    ),
}
_TITLED = frozenset({"Трудовая функция", "Задача", "Еңбек функциясы", "Міндет"})
_NUMBERED = re.compile(r"^\s*(?P<n>\d{1,2})\s*[.)]\s*")
_FEWEST = 2


def with_labels(paragraph: Paragraph, language: Language) -> Paragraph:
    """The paragraph with the labels of its head row put to the cells below; one without such a row as it is."""
    if paragraph.table is None:
        return paragraph
    heads = _heads(paragraph.table, language)
    if not heads:
        return paragraph
    cells = tuple(_labelled(cell, heads, language) for cell in paragraph.table.cells)
    return replace(paragraph, table=replace(paragraph.table, cells=cells))


def _heads(table: Table, language: Language) -> dict[int, tuple[int, str]]:
    """Row and label of every labelled column: a row that names skills and knowledge side by side."""
    for number in range(table.height):
        found: dict[int, tuple[int, str]] = {}
        for cell in table.row(number):
            label = _label(cell.text, language)
            if label is not None:
                found[cell.column] = (number, label)
        if len({label for _, label in found.values()} - _TITLED) >= _FEWEST:
            return found
    return {}


def _label(text: str, language: Language) -> str | None:
    return next((label for pattern, label in _HEADS[language] if pattern.match(text.strip())), None)


def _labelled(cell: Cell, heads: dict[int, tuple[int, str]], language: Language) -> Cell:
    if cell.column not in heads or cell.row < heads[cell.column][0] or not cell.text.strip():
        return cell
    row, label = heads[cell.column]
    if cell.row == row:
        return replace(cell, text="")
    if _label(cell.text.splitlines()[0].split(":")[0], language) or cell.text.strip().lower().startswith(
        label.lower()
    ):
        return cell
    if label not in _TITLED:
        return replace(cell, text=f"{label}:\n{cell.text}")
    numbered = _NUMBERED.match(cell.text)
    number = f" {numbered['n']}" if numbered else ""
    return replace(cell, text=f"{label}{number}: {cell.text[numbered.end() :] if numbered else cell.text}")
