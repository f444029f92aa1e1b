"""Parts of a table cell: its subpoints, paragraphs and sentences, as characters of its words.

A cell is no provision: what it prints is cut by its own marks («1)», a line, a sentence).
"""

from __future__ import annotations

import re

from pipeline.address import Step, Unit, sort_key
from pipeline.consolidate.sentences import sentences

_MARK = re.compile(r"(?:^|(?<=\n)|(?<=[;:.,] ))[ \t]*(?P<number>\d+(?:-\d+)*)(?P<sign>[).])\s")
_SIGNS = {Unit.SUBPOINT: ")", Unit.POINT: "."}


def part(text: str, step: Step) -> tuple[int, int] | None:
    """The characters of the part a step means, without the blank behind them; None when there is none, or several."""
    if step.unit in _SIGNS:
        found = [(start, end) for number, start, end in items(text, step.unit) if number == step.number]
        return found[0] if len(found) == 1 else None
    counted = sentences(text) if step.unit is Unit.SENTENCE else _lines(text) if step.unit is Unit.PARAGRAPH else []
    number = int(step.number) if step.number is not None and step.number.isdigit() else 0
    return counted[number - 1] if 1 <= number <= len(counted) else None


def items(text: str, unit: Unit) -> list[tuple[str, int, int]]:
    """The numbered items of a cell with the characters of each."""
    marks = [match for match in _MARK.finditer(text) if match["sign"] == _SIGNS.get(unit)]
    ends = [match.start() for match in marks[1:]] + [len(text)]
    return [
        (match["number"], match.start("number"), match.start() + len(text[match.start() : end].rstrip()))
        for match, end in zip(marks, ends, strict=True)
    ]


def place_for(text: str, step: Step) -> int | None:
    """Behind which character a new item belongs: after the last with a smaller number; None without one."""
    before = [end for number, _, end in items(text, step.unit) if sort_key(number) < sort_key(step.number)]
    return before[-1] if before else None


def _lines(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
