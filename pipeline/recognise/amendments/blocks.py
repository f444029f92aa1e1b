"""Where a payload ends: quotes of real acts do not balance, so the next clause decides.

A block of new text ends at the closing quote that balances its opening one; or at a closing quote that ends a
paragraph before the next line that is a clause or scope and fits the numbering of the order; or, where no closing
quote ever comes, right before such a line. A clause inside quotes that do close later is quoted text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from pipeline.model.documents import Layout, Paragraph
from pipeline.recognise.amendments.quotes import closes, opens
from pipeline.recognise.amendments.stretches import Place, Quotes, Stretch, begins_quoted, ends_quoted, is_lone_mark

_TO_END: Final = re.compile(r"[\s;.,:]*$")
_SEPARATOR: Final = re.compile(r"\s*[;.,]\s*|\s+(?=(?:и|а также|және)\s)")
_MARKS: Final = re.compile(r"[«»„“”\"‹›]")

Fits = Callable[[Place], bool]
"""Whether the line that begins at a place is a clause, a scope or a numbered point of the order itself."""


class Block(Struct, frozen=True):
    """One block of quoted text: its stretches, where the order goes on, and whether a closing quote ended it."""

    stretches: tuple[Stretch, ...]
    next: Place
    closed: bool = True


class Blocks:
    """Finds the ends of blocks in one run of paragraphs."""

    def __init__(self, paragraphs: Sequence[Paragraph], fits: Fits) -> None:
        self._paragraphs = paragraphs
        self._quotes = Quotes(paragraphs)
        self._fits = fits

    def block(self, start: Place) -> Block:
        """The block that begins at `start`, at its opening quote or, where that is missing, at its first letter."""
        if self._lone(start):
            return self._framed(start)
        if self._quoted_table(start):
            return self._cut(start, self._past(start.paragraph), closed=True)
        depth, at, nested = 0, start.at, False
        opened = begins_quoted(self._paragraphs[start.paragraph].text, start.at)
        outer = self._quotes.before(start.paragraph) if start.at == 0 else self._depth_before(start)
        for index in range(start.paragraph, len(self._paragraphs)):
            end, depth = self._end_inside(index, at, depth)
            if end is not None and not (nested and depth > 0 and self._quotes.closed_later(index + 1, outer)):
                return self._cut(start, end, closed=True)
            if not opened and depth <= 0 and self._ends(index):
                return self._cut(start, self._past(index), closed=False)
            if self._before_clause(index):
                nested = self._quotes.closed_later(index + 1, outer)
                if not nested:
                    return self._cut(start, self._past(index), closed=False)
            at = 0
        return self._cut(start, self._past(len(self._paragraphs) - 1), closed=False)

    def lost_its_opening(self, index: int) -> bool:
        """Whether a paragraph ends with a closing quote that nothing in it opened, and is no line of the order."""
        text = self._paragraphs[index].text
        return ends_quoted(text) and self._quotes.change(index) < 0 and not self._fits(Place(index, 0))

    def _lone(self, start: Place) -> bool:
        return is_lone_mark(self._paragraphs[start.paragraph].text[start.at :])

    def _quoted_table(self, start: Place) -> bool:
        """Whether a table holds both its quotes in cells of their own."""
        table = self._paragraphs[start.paragraph].table
        printed = [cell.text for cell in table.cells if cell.text.strip()] if table is not None else []
        return len(printed) > 1 and is_lone_mark(printed[0]) and is_lone_mark(printed[-1])

    def _framed(self, start: Place) -> Block:
        """A table or text between quotes that stand on lines of their own."""
        for index in range(start.paragraph + 1, len(self._paragraphs)):
            text = self._paragraphs[index].text
            if is_lone_mark(text):
                return self._cut(start, Place(index, len(text)), closed=True)
            if index > start.paragraph + 1 and self._fits(Place(index, 0)):
                return self._cut(start, Place(index, 0), closed=False)
        return self._cut(start, self._past(len(self._paragraphs) - 1), closed=False)

    def _depth_before(self, start: Place) -> int:
        text = self._paragraphs[start.paragraph].text
        change = sum(1 if opens(text, at) else -1 if closes(text, at) else 0 for at in range(start.at))
        return self._quotes.before(start.paragraph) + change

    def _end_inside(self, index: int, at: int, depth: int) -> tuple[Place | None, int]:
        """The end of the block inside paragraph `index`, and the depth at the end of the paragraph."""
        paragraph = self._paragraphs[index]
        if paragraph.layout is Layout.TABLE:
            return None, depth
        text = paragraph.text
        for mark in _MARKS.finditer(text, at):
            place = mark.start()
            if opens(text, place):
                depth += 1
            elif closes(text, place):
                depth -= 1
                if _TO_END.match(text, place + 1):
                    if self._ends(index) or (depth <= 0 and not self._resumes(index + 1)):
                        return self._past(index), depth
                elif depth <= 0 and self._goes_on(index, place + 1):
                    return Place(index, place + 1), depth
        return None, depth

    def _goes_on(self, index: int, at: int) -> bool:
        """Whether another clause follows in the same paragraph."""
        separator = _SEPARATOR.match(self._paragraphs[index].text, at)
        return separator is not None and self._fits(Place(index, separator.end()))

    def _ends(self, index: int) -> bool:
        """Whether what follows paragraph `index` is no longer the block."""
        return index + 1 >= len(self._paragraphs) or self._begins_anew(index + 1)

    def _resumes(self, index: int) -> bool:
        """Whether quoted text goes on although the quotes balance: a closing quote without an opening one comes."""
        for following in range(index, len(self._paragraphs)):
            if self._begins_anew(following):
                return False
            text = self._paragraphs[following].text
            if ends_quoted(text) and self._quotes.change(following) < 0:
                return True
        return False

    def _begins_anew(self, index: int) -> bool:
        return begins_quoted(self._paragraphs[index].text) or self._fits(Place(index, 0))

    def _before_clause(self, index: int) -> bool:
        """Whether the next paragraph reads as a line of an order: of this one, or of one quoted in the block."""
        following = index + 1
        return following < len(self._paragraphs) and self._fits(Place(following, 0))

    def _past(self, index: int) -> Place:
        return Place(index, len(self._paragraphs[index].text))

    def _cut(self, start: Place, end: Place, closed: bool) -> Block:
        stretches: list[Stretch] = []
        for index in range(start.paragraph, end.paragraph + 1):
            first = start.at if index == start.paragraph else 0
            last = end.at if index == end.paragraph else len(self._paragraphs[index].text)
            if last > first or (index < end.paragraph):
                stretches.append(Stretch(index, first, last))
        return Block(tuple(stretches), end, closed)
