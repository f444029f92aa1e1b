"""Printed lines: what every cleaning pass takes and gives back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from pipeline.model.documents import Repair
from pipeline.trace import Traced

INDENT = 2
"""From how many leading blanks on a line counts as the first of an indented paragraph (extractions print 6)."""

REGISTRY_INDENT = 6
"""The first-line indent of the registry's prints; a blank or two more is a hole, not another indent."""

PAGE_BREAK = 3
"""How many blank lines in a row an extraction leaves between two pages."""


class Marked(Enum):
    """What markup says of a line."""

    HEADING = "heading"
    PLAIN = "plain"
    """Text whose line ends count: Markdown's fenced blocks, where publishers put what they could not lay out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: `number` counts from 1 in the source, `blanks` are the blank lines before it.

    `empty` is the longest run of those that hold not even a blank: three of them are a page's end.
    `indent` is the number of leading blanks taken off `text` (`INDENT` for a tab); one that is over the page's
    paragraph indent stays in `text`, because it is the trace of a word that is missing there. `marked` is what the
    markup of the file says the line is; `cut` says that its last word goes on in the next line.
    """

    text: Traced
    number: int
    indent: int
    blanks: int
    empty: int = 0
    marked: Marked | None = None
    cut: bool = False

    @property
    def indented(self) -> bool:
        """Whether the line opens an indented paragraph."""
        return self.indent >= INDENT

    @property
    def after_page_break(self) -> bool:
        """Whether a page ends right before this line."""
        return self.empty >= PAGE_BREAK

    def with_text(self, text: Traced) -> Line:
        """The same line saying something else."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Passed:
    """What a pass gives back: the lines as they are now, and a record of every repair and doubt."""

    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    removed: tuple[tuple[int, int, str], ...] = ()


def split(text: str) -> tuple[Line, ...]:
    """The non-blank lines of a text with their numbers, indents and offsets."""
    indent = _paragraph_indent(text)
    lines: list[Line] = []
    offset = blanks = empty = run = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            blanks += 1
            run = run + 1 if not raw else 0
            empty = max(empty, run)
        else:
            lead = len(raw) - len(raw.lstrip(" \t"))
            tabbed = "\t" in raw[:lead]
            taken = lead if tabbed else indent if lead >= indent else 0
            kept = Traced.of(raw, offset)[taken:]
            lines.append(Line(kept, number, INDENT if tabbed else taken, blanks, empty))
            blanks = empty = run = 0
        offset += len(raw) + 1
    return tuple(lines)


def _paragraph_indent(text: str) -> int:
    """The first-line indent of this extraction: the smallest common lead of at least INDENT blanks."""
    counts: dict[int, int] = {}
    for raw in text.split("\n"):
        lead = len(raw) - len(raw.lstrip(" "))
        if lead >= INDENT and raw.strip():
            counts[lead] = counts.get(lead, 0) + 1
    if not counts:
        return INDENT
    usual = max(counts.values())
    found = min(lead for lead, count in counts.items() if count * 4 >= usual)
    return REGISTRY_INDENT if REGISTRY_INDENT < found <= REGISTRY_INDENT + 2 else found
