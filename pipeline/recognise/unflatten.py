"""Flattened tables laid out again: every printed word once, every label by its own row.

An extraction prints a vertically centred label in the middle of the cells beside it, even inside a sentence. The
readers of cards and registers know which lines belong to which row; here the printed lines are put in that order.
Nothing is worded anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model.documents import Cell, Layout, Paragraph, Table
from pipeline.model.professions import Card, LabourFunction, PositionRow
from pipeline.structure import Region
from pipeline.structure.corners import Span
from pipeline.structure.markers import is_note

_FLOATING = re.compile(
    r"^(?:Трудовая\s+функция|Задача|Еңбек\s+функциясы|Міндет|\d+-?\s?(?:міндет|еңбек\s+функциясы))\b", re.IGNORECASE
)
_STARTS = re.compile(r"^(?:\d+\s?\.\s|[А-ЯӘҒҚҢӨҰҮҺІ][\w\s]{2,30}:\s*$)")
_ENDS = re.compile(r"[.;:!?]\s*[\"»]?\s*$")
_ACT = re.compile(r"(?:Закон|Приказ|Постановление|Кодекс|Указ|Решение|Конституция|Распоряжение)\b")
_LABEL_ONLY = re.compile(r"^(?:\d{1,2}(?:-\d{1,2})?|[A-DАВСБ]\s?\d?)$")
_LONGEST_HEAD = 60
_HEADS = frozenset({Layout.BLOCK, Layout.HEADING})
"""Characters of a line that may still be a heading of a flattened table's columns or blocks."""


class _Row(NamedTuple):
    line: int
    text: str
    first: bool
    """Whether it opens its paragraph."""


def card_region(card: Card, paragraphs: Sequence[Paragraph], inside: Span) -> Region | None:
    """A flattened card as a table: printed lines on the right, function and task labels on their left.

    None for a card read from a real table, which needs no laying out.
    """
    span = _span(card.lines, paragraphs, inside)
    part = paragraphs[slice(*span)]
    if any(paragraph.layout is Layout.TABLE for paragraph in part):
        return None
    labels = {index for index, paragraph in enumerate(part) if _FLOATING.match(paragraph.text)}
    rows = [row for index, paragraph in enumerate(part) if index not in labels for row in _rows(paragraph)]
    printed = [part[index].text for index in sorted(labels)]
    tasks = list(_task_stretches(card.functions, rows, printed))
    cells: list[Cell] = []
    line = position = 0
    for begin, end, label in [*tasks, (len(rows), len(rows), "")]:
        for text in _loose(rows[position:begin]):
            cells.append(Cell(line, 0, text, colspan=2))
            line += 1
        lines = list(_unwrapped(rows[begin:end]))
        if lines:
            cells += [Cell(line, 0, label), Cell(line, 1, "\n".join(lines))]
            line += 1
        position = end
    return Region(span, card.name, Table(tuple(cells), card.lines, card.name))


def _task_stretches(
    functions: Sequence[LabourFunction], rows: Sequence[_Row], printed: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The rows of each task's content, and the printed labels that belong to it."""
    position = 0
    for function in functions:
        for number, task in enumerate(function.tasks):
            first = next((i for i, row in enumerate(rows) if i >= position and row.line >= task.lines[0]), len(rows))
            if first > position and _label_line(rows[first - 1].text):
                first -= 1
            end = next((i for i, row in enumerate(rows) if i >= first and row.line > task.lines[1]), len(rows))
            wanted = [function.title, task.title] if number == 0 else [task.title]
            labels = [text for title in wanted for text in printed if _squeezed(title) in _squeezed(text)]
            yield first, end, "\n".join(dict.fromkeys(labels))
            position = end


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _loose(rows: Sequence[_Row]) -> list[str]:
    """Rows outside the tasks: a line a paragraph, one that is cut by a floating label joined behind it."""
    blocks: list[str] = []
    for row in rows:
        if row.first or not blocks:
            blocks.append(row.text)
        else:
            blocks[-1] = _glued(blocks[-1], row.text)
    out: list[str] = []
    for text in blocks:
        cut = text[:1].islower() and len(out) > 1 and not _ENDS.search(out[-2]) and out[-1][:1].isupper()
        if cut:
            out[-2:] = [out[-1], _glued(out[-2], text)]
        elif text[:1].islower() and out and not _ENDS.search(out[-1]):
            out[-1] = _glued(out[-1], text)
        else:
            out.append(text)
    return out


def _rows(paragraph: Paragraph) -> Iterator[_Row]:
    for offset, text in enumerate(paragraph.rows or (paragraph.text,)):
        yield _Row(paragraph.lines[0] + offset, text.strip(), offset == 0)


def _unwrapped(rows: Sequence[_Row]) -> Iterator[str]:
    """Printed lines joined into items: a new one at a number, a label, or a paragraph after a full stop."""
    current = ""
    for row in rows:
        ended = not current or _ENDS.search(current) or _ACT.match(row.text)
        opens = _STARTS.match(row.text) or (row.first and ended)
        if current and (opens or _label_line(current)):
            yield current
            current = ""
        current = _glued(current, row.text)
    if current:
        yield current


def _label_line(text: str) -> bool:
    return text.endswith(":") and len(text) <= _LONGEST_HEAD and not text[:1].isdigit()


def _glued(before: str, after: str) -> str:
    if not before:
        return after
    tight = before.endswith(("(", "/", "-", ' "')) or re.match(r"[,.;:)]|\"[ .,;)]", after)
    return before + after if tight else f"{before} {after}"


def register_region(rows: Sequence[PositionRow], paragraphs: Sequence[Paragraph], inside: Span) -> list[Region]:
    """A flattened register as a table of zveno, step and posts, with its headings as rows of their own.

    Empty for a register read from a real table.
    """
    lines = (min(row.lines[0] for row in rows), max(row.lines[1] for row in rows))
    start, end = _span(lines, paragraphs, inside)
    while start > inside[0] and _is_table_head(paragraphs[start - 1]):
        start -= 1
    part = paragraphs[start:end]
    if any(paragraph.layout is Layout.TABLE for paragraph in part):
        return []
    printed = [row for paragraph in part for row in _rows(paragraph)]
    cells: list[Cell] = []
    for line, (row, texts) in enumerate(_by_record(printed, rows)):
        if row is None:
            cells.append(Cell(line, 0, texts, colspan=3, header=True))
        else:
            cells += [Cell(line, 0, _shown(row.zveno, row.zveno_supplied))]
            cells += [Cell(line, 1, _shown(row.step, row.step_supplied)), Cell(line, 2, _posts(texts, row))]
    return [Region((start, end), None, Table(tuple(cells), (part[0].lines[0], part[-1].lines[1])))]


def _shown(label: str | None, supplied: bool) -> str:
    """A label as printed; one that the page has lost stands in brackets."""
    return "" if label is None else f"[{label}]" if supplied else label


def _posts(text: str, row: PositionRow) -> str:
    """The posts of a cell on lines of their own, where that changes no printed letter."""
    listed = "\n".join(row.positions)
    return listed if _squeezed(listed) == _squeezed(text) else text


def _by_record(printed: Sequence[_Row], rows: Sequence[PositionRow]) -> Iterator[tuple[PositionRow | None, str]]:
    """Printed lines under the record they belong to; headings between records stand alone, labels go."""
    owners: dict[int, PositionRow] = {}
    for row in rows:
        for line in range(row.lines[0], row.lines[1] + 1):
            owners.setdefault(line, row)
    gathered: list[_Row] = []
    owner: PositionRow | None = None
    for item in printed:
        if _LABEL_ONLY.match(item.text):
            continue
        mine = owners.get(item.line)
        if gathered and (mine is not owner or mine is None):
            yield owner, _cell_text(gathered, owner)
            gathered = []
        owner = mine
        gathered.append(item)
    if gathered:
        yield owner, _cell_text(gathered, owner)


def _cell_text(rows: Sequence[_Row], owner: PositionRow | None) -> str:
    text = ""
    labelled = owner is None or owner.step is None
    for row in rows:
        words = row.text
        if not labelled and owner is not None and words.startswith(f"{owner.step} "):
            words, labelled = words[len(owner.step or "") + 1 :], True
        text = _glued(text, words)
    return text


def _span(lines: tuple[int, int], paragraphs: Sequence[Paragraph], inside: Span) -> Span:
    found = [i for i in range(*inside) if paragraphs[i].lines[1] >= lines[0] and paragraphs[i].lines[0] <= lines[1]]
    return found[0], found[-1] + 1


def _is_table_head(paragraph: Paragraph) -> bool:
    """A line over the first row («Звено Саты Лауазымдар атауы», «А БЛОГЫ», a floating step) is the table's."""
    return paragraph.layout in _HEADS and len(paragraph.text) <= _LONGEST_HEAD and not is_note(paragraph.text)
