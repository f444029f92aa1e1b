"""Reading order where a page sets text side by side: a signature beside a post, two languages in two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf_lines import COLUMN_GAP, TextLine

_LONE_GAP = 4.0
"""From which share of the letters' height on a distance in a single line sets two things side by side."""

_NAME_GAP = 1.2
"""The same before the name of a person that ends the line: a signature beside a long post."""

_UNDER = 1.5
"""A line of a post stands no further (times its height) under the one before."""

_NAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?)?[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+")

_NEAR = 2.6
"""Lines further apart than this many times their height belong to different groups."""


class Strip(NamedTuple):
    """Lines to be read one under another; `beside` marks a column that stands beside another one."""

    lines: tuple[TextLine, ...]
    beside: bool = False


def strips(lines: Sequence[TextLine]) -> list[Strip]:
    """The lines of a page, from the top down, as strips in reading order: left columns before right ones."""
    found: list[Strip] = []
    plain: list[TextLine] = []
    at = 0
    while at < len(lines):
        group, gutter = _signature(lines, at) or _group(lines, at)
        if gutter is None:
            plain.append(lines[at])
            at += 1
            continue
        left, right = _parted(group, gutter)
        found += [Strip(tuple(plain))] if plain else []
        plain = []
        found += [Strip(tuple(part), True) for part in (left, right) if part]
        at += len(group)
    return found + ([Strip(tuple(plain))] if plain else [])


Gap = tuple[float, float]


def _gaps(line: TextLine) -> list[Gap]:
    """The distances in a line that are too wide for a blank."""
    limit = COLUMN_GAP * line.size
    return [(a.x1, b.x0) for a, b in pairwise(line.words) if b.x0 - a.x1 > limit]


def _signature(lines: Sequence[TextLine], at: int) -> tuple[Sequence[TextLine], Gap] | None:
    """A post with the name of its holder set beside it, and the lines on which the post goes on."""
    gap = _before_name(lines[at])
    if gap is None:
        return None
    end = at + 1
    while end < len(lines) and lines[end].x1 <= gap[1] - 0.5 * lines[end].size:
        if lines[end].baseline - lines[end - 1].baseline > _UNDER * lines[end].size:
            break
        end += 1
    return lines[at:end], gap


def _before_name(line: TextLine) -> Gap | None:
    """The one wide distance in a line, behind which a person's name alone stands."""
    gaps = sorted((b.x0 - a.x1, number) for number, (a, b) in enumerate(pairwise(line.words)))
    if not gaps or gaps[-1][0] < _NAME_GAP * line.size or (len(gaps) > 1 and 2 * gaps[-2][0] > gaps[-1][0]):
        return None
    at = gaps[-1][1]
    if not _NAME.fullmatch(" ".join(word.text for word in line.words[at + 1 :])):
        return None
    return line.words[at].x1, line.words[at + 1].x0


def _group(lines: Sequence[TextLine], at: int) -> tuple[Sequence[TextLine], Gap | None]:
    """The lines from `at` on that share an empty band between two columns, and that band (None for none).

    Lines stretched to the margin hold several wide gaps and no common band: they are no columns.
    """
    first = _gaps(lines[at])
    if len(first) != 1:
        return lines[at : at + 1], None
    band = first[0]
    end = at + 1
    parted = 1
    while end < len(lines) and _near(lines[end - 1], lines[end]):
        line = lines[end]
        gaps = [gap for gap in _gaps(line) if _common(gap, band)]
        if len(gaps) == 1:
            band = (max(band[0], gaps[0][0]), min(band[1], gaps[0][1]))
            parted += 1
        elif line.x0 >= band[0] + 0.5 * line.size:
            band = (band[0], min(band[1], line.x0))
        elif line.x1 <= band[1] - 0.5 * line.size:
            band = (max(band[0], line.x1), band[1])
        else:
            break
        if band[1] - band[0] < lines[at].size:
            return lines[at : at + 1], None
        end += 1
    end = _trimmed(lines, at, end, band)
    wide = band[1] - band[0] > _LONE_GAP * lines[at].size
    return lines[at:end], band if parted > 1 or wide else None


def _trimmed(lines: Sequence[TextLine], at: int, end: int, band: Gap) -> int:
    """Where the group ends: lines of the left side alone, after the right side is done, belong to what follows."""
    while end - 1 > at and lines[end - 1].x1 <= band[1] and not _gaps(lines[end - 1]):
        end -= 1
    return end


def _near(above: TextLine, below: TextLine) -> bool:
    return below.baseline - above.baseline < _NEAR * max(above.size, below.size)


def _common(gap: Gap, band: Gap) -> bool:
    return min(gap[1], band[1]) - max(gap[0], band[0]) > 0


def _parted(group: Sequence[TextLine], band: Gap) -> tuple[list[TextLine], list[TextLine]]:
    middle = (band[0] + band[1]) / 2
    sides: tuple[list[TextLine], list[TextLine]] = ([], [])
    for line in group:
        for side in (0, 1):
            words = tuple(word for word in line.words if (word.x0 > middle) == bool(side))
            if words:
                sides[side].append(line._replace(words=words, x0=words[0].x0, x1=words[-1].x1))
    return sides
