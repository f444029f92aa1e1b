"""A card being read: blocks go in one by one, in printed order; what they say is sorted by label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.acts import Language
from pipeline.recognise.professions.items import Lists
from pipeline.recognise.professions.labels import FLOATING, Field, Part, parts
from pipeline.recognise.professions.printed import Block, Line, joined

_ITEM = re.compile(r"^\d{1,3}\s?[.)]\s")
_SUBHEADS = frozenset({Field.NAME, Field.ORK})
"""Labels that also head the columns of the cell of related professions."""


@dataclass(slots=True)
class Title:
    """A label of a function, task or skill with its title; `order` is its place among labels and lists."""

    field: Field
    number: int | None
    lines: list[Line]
    at: int
    order: int


@dataclass(slots=True)
class Draft:
    """What is known of a card so far."""

    name: str
    language: Language
    first_line: int
    last_line: int
    values: dict[Field, list[list[Line]]] = field(default_factory=dict)
    other: list[tuple[str, list[Line]]] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)
    titles: list[Title] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    labels: set[Field] = field(default_factory=set)
    current: Field | None = None
    order: int = 0
    untitled: Title | None = None
    stray: list[Line] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Sort a block in."""
        self.texts[block.number] = block.text
        self.last_line = max(self.last_line, block.lines[-1].last)
        for part in parts(block, self.language):
            self.order += 1
            if part.field is None:
                self._words(part)
            else:
                self._label(part)

    def _label(self, part: Part) -> None:
        kind = part.field
        assert kind is not None
        if self.current is Field.RELATED and kind in _SUBHEADS:
            self._value(Field.RELATED, part.lines)
            return
        self.labels.add(kind)
        if kind in FLOATING:
            self._title(part)
            return
        self.current = kind
        self.untitled = None
        if kind in (Field.SKILLS, Field.KNOWLEDGE):
            self.lists.open(kind, self.order)
            for line in part.lines:
                self.lists.add(line, self.order)
        elif kind is Field.OTHER:
            self.other.append((part.label, list(part.lines)))
        else:
            self._value(kind, part.lines)

    def _title(self, part: Part) -> None:
        assert part.field is not None
        title = Title(part.field, part.number, [], part.at, self.order)
        for at, line in enumerate(part.lines):
            if _ITEM.match(line.text):
                self.titles.append(title)
                self._words(Part(None, "", None, part.lines[at:], line.number))
                return
            title.lines.append(line)
        self.titles.append(title)
        self.untitled = title if not title.lines else None

    def _words(self, part: Part) -> None:
        """Words without a label: a title whose label stood alone in its cell, or more of what came before."""
        if self.untitled is not None and part.lines and not _ITEM.match(part.lines[0].text):
            self.untitled.lines += part.lines
            self.untitled = None
            return
        self.untitled = None
        if self.current in (Field.SKILLS, Field.KNOWLEDGE):
            for line in part.lines:
                self.lists.add(line, self.order)
        elif self.current is Field.OTHER:
            self.other[-1][1].extend(part.lines)
        elif self.current is not None:
            self._value(self.current, part.lines)
        else:
            self.stray += part.lines

    def _value(self, kind: Field, lines: tuple[Line, ...]) -> None:
        if lines:
            self.values.setdefault(kind, []).append(list(lines))
        else:
            self.values.setdefault(kind, [])

    def join(self, lines: Sequence[Line]) -> str:
        """Lines as text."""
        return joined(lines, self.texts)

    def value(self, kind: Field) -> str:
        """The words of a field as one text, empty where there are none."""
        return self.join([line for chunk in self.values.get(kind, []) for line in chunk])
