"""Numbered lists of skills and knowledge: lines put together to items, whatever pages and cells did to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.recognise.professions.labels import Field
from pipeline.recognise.professions.printed import Line

_NUMBERED = re.compile(r"^(?P<n>\d{1,3})\s?(?P<mark>[.)])\s*(?=\D|$)(?P<rest>.*)$")
_BULLET = re.compile(r"^[-–—•▪●*]\s*")
_ENDED = re.compile(r"[.;:!?][\"»”)]?$")

Join = Callable[[Sequence[Line]], str]


@dataclass(slots=True)
class ItemList:
    """A list under one label, or (`labelled` False) one whose label the page lost."""

    kind: Field
    labelled: bool
    at: int
    items: list[list[Line]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    mark: str = ""
    last: int = 0

    @property
    def lines(self) -> list[Line]:
        """Every line of it."""
        return [line for item in self.items for line in item]

    def texts(self, join: Join) -> tuple[str, ...]:
        """The items as text, without their numbers; a list without numbers falls apart at its bullets or stops."""
        whole = [join(item) for item in self.items] if self.last else _unnumbered(self.lines, join)
        return tuple(text for each in whole if (text := each.rstrip("; ")))


class Lists:
    """The lists of a card, filled line by line in printed order."""

    def __init__(self) -> None:
        self.found: list[ItemList] = []

    def open(self, kind: Field, at: int) -> None:
        """A label says what follows."""
        self.found.append(ItemList(kind, labelled=True, at=at))

    def add(self, line: Line, at: int) -> None:
        """The next line: the beginning of an item, or more of the one before.

        Numbering that begins again with 1 without a label is the other kind of list: skills and knowledge take turns.
        """
        current = self.found[-1]
        numbered = _NUMBERED.match(line.text)
        if numbered is None:
            self._more(current, line)
            return
        number, mark = int(numbered["n"]), numbered["mark"]
        current = self._resumed(current, number)
        if current.last and mark != current.mark:
            self._more(current, line)
            return
        if number == 1 and current.last:
            other = Field.KNOWLEDGE if current.kind is Field.SKILLS else Field.SKILLS
            current = ItemList(other, labelled=False, at=at)
            self.found.append(current)
        elif number != current.last + 1:
            if not (number > current.last and self._ended(current)):
                self._more(current, line)
                return
            current.doubts.append(_gap(current.last, number))
        current.mark, current.last = mark, number
        # Words before the first number belong to no item of their own: they stay with the first.
        current.items.append([Line(numbered["rest"], line.number, line.block, more=line.more)])

    def _resumed(self, current: ItemList, number: int) -> ItemList:
        """The list that goes on with this number, where its label was only printed again at the top of a page."""
        before = self.found[-2] if len(self.found) > 1 else None
        if before is None or current.items or before.kind is not current.kind or number != before.last + 1:
            return current
        self.found.pop()
        return before

    def _more(self, current: ItemList, line: Line) -> None:
        if current.items:
            current.items[-1].append(line)
        else:
            current.items.append([line])

    def _ended(self, current: ItemList) -> bool:
        return not current.items or bool(_ENDED.search(current.items[-1][-1].text))


def _gap(last: int, number: int) -> str:
    lost = f"{last + 1}" if number - last == 2 else f"{last + 1}–{number - 1}"
    return f"items {lost} are not on the page"


def _unnumbered(lines: Sequence[Line], join: Join) -> list[str]:
    """Items of a list without numbers: by bullets, else by semicolons, else one a line where lines end complete."""
    if any(_BULLET.match(line.text) for line in lines):
        groups: list[list[Line]] = []
        for line in lines:
            if _BULLET.match(line.text) or not groups:
                groups.append([])
            groups[-1].append(Line(_BULLET.sub("", line.text), line.number, line.block, more=line.more))
        return [join(group).rstrip(";") for group in groups]
    whole = join(lines)
    if ";" in whole:
        return [piece.strip() for piece in whole.split(";")]
    groups = []
    for line in lines:
        if not groups or (_ENDED.search(groups[-1][-1].text) and line.text[:1].isupper()):
            groups.append([])
        groups[-1].append(line)
    return [join(group) for group in groups]
