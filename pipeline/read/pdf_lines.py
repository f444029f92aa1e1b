"""Printed lines out of placed characters: positions decide, not the order in the file.

Registries draw a hyperlinked word after the rest of its line, and stretch a line to full width by moving its
letters apart. So characters are gathered by their baseline, sorted from left to right, and parted into words
by the distances between them, measured against the line they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

SAME_LINE = 0.45
"""Baselines nearer than this share of the letters' height are one line: footnote marks and indices too."""

WORD_GAP = 0.16
"""How much wider (share of the letters' height) than between letters a distance parts two words."""

SPACED_WORD_GAP = 0.7
"""The same as a share of the usual distance, for lines whose letters are moved apart on purpose."""

COLUMN_GAP = 2.2
"""From which share of the letters' height on a distance parts two columns of text, not two words."""


SPELLED = 0.6
"""With blanks between more of its letters than this, a line is spelled out: distances alone part its words."""

SLIP = 0.08
"""How far (share of the letters' height) a blank may reach under the letters beside it."""


class Glyph(NamedTuple):
    """A character as shown: left, right, baseline, top and bottom from the page's top left corner.

    `turned` counts the quarter turns clockwise it is drawn at.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    top: float
    bottom: float
    turned: int = 0

    @property
    def size(self) -> float:
        """The height of the character's box."""
        return self.bottom - self.top


class Word(NamedTuple):
    """A word of a line: its text and its box."""

    text: str
    x0: float
    x1: float


class TextLine(NamedTuple):
    """A printed line: its words, its left and right ends, its baseline, the height of its letters."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    baseline: float
    size: float

    @property
    def text(self) -> str:
        """The words, one blank between them."""
        return " ".join(word.text for word in self.words)


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines that upright characters form, from the top down."""
    upright = [glyph for glyph in glyphs if glyph.turned == 0]
    return [line for row in _rows(upright) if (line := _line(row)) is not None]


def upright(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Characters of a cell turned so that most of them stand upright; the others are left as they are."""
    listed = list(glyphs)
    turns = [glyph.turned for glyph in listed if not glyph.text.isspace()]
    usual = max(set(turns), key=turns.count) if turns else 0
    return [_turned_back(glyph, usual) for glyph in listed] if usual else listed


def _turned_back(glyph: Glyph, quarters: int) -> Glyph:
    """The character as it would stand had its text not been turned by so many quarters clockwise."""
    left, right, top, bottom = glyph.x0, glyph.x1, glyph.top, glyph.bottom
    if quarters == 1:
        box = (top, bottom, -left, -right, -left)
    elif quarters == 3:
        box = (-bottom, -top, right, left, right)
    else:
        box = (-right, -left, -top, -bottom, -top)
    x0, x1, baseline, upper, lower = box
    return Glyph(glyph.text, x0, x1, baseline, min(upper, lower), max(upper, lower), (glyph.turned - quarters) % 4)


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters gathered by baseline; a small one near a line of larger ones belongs to that line."""
    by_baseline: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        by_baseline.setdefault(round(glyph.baseline, 1), []).append(glyph)
    rows: list[tuple[float, float, list[Glyph]]] = []
    for baseline in sorted(by_baseline):
        found = by_baseline[baseline]
        size = max((glyph.size for glyph in found if not glyph.text.isspace()), default=0.0)
        if rows and baseline - rows[-1][0] < SAME_LINE * max(size, rows[-1][1]) and _side_by_side(rows[-1][2], found):
            above, height, gathered = rows[-1]
            gathered += found
            rows[-1] = (baseline if size > height else above, max(size, height), gathered)
        else:
            rows.append((baseline, size, found))
    return [row for _, _, row in rows]


def _side_by_side(row: Sequence[Glyph], more: Sequence[Glyph]) -> bool:
    """Whether the characters of two near baselines stand beside, not over, one another."""
    spans = sorted((glyph.x0, glyph.x1, number) for number, part in enumerate((row, more)) for glyph in part)
    reach = [-1e9, -1e9]
    for x0, x1, number in spans:
        if reach[1 - number] - x0 > 0.35 * (x1 - x0) + 0.2:
            return False
        reach[number] = max(reach[number], x1)
    return True


def _line(row: list[Glyph]) -> TextLine | None:
    inked = sorted((glyph for glyph in row if not glyph.text.isspace()), key=lambda glyph: glyph.x0)
    if not inked:
        return None
    inked = _without_doubles(inked)
    size = median(glyph.size for glyph in inked)
    blanks = sorted((glyph.x0 + glyph.x1) / 2 for glyph in row if glyph.text.isspace())
    words = _words(inked, blanks, size)
    baseline = median(glyph.baseline for glyph in inked)
    return TextLine(tuple(words), inked[0].x0, max(glyph.x1 for glyph in inked), baseline, size)


def _without_doubles(inked: list[Glyph]) -> list[Glyph]:
    """Without characters drawn twice in one place to make them bold."""
    kept = [inked[0]]
    for glyph in inked[1:]:
        last = kept[-1]
        if glyph.text != last.text or glyph.x0 - last.x0 > 0.2 * max(0.5, last.x1 - last.x0):
            kept.append(glyph)
    return kept


def _words(inked: list[Glyph], blanks: list[float], size: float) -> list[Word]:
    gaps = [right.x0 - left.x1 for left, right in pairwise(inked)]
    blanked = _has_blank(inked, blanks, size)
    if sum(blanked) > SPELLED * len(gaps):
        blanked = [False] * len(gaps)
    limit = _word_gap([gap for gap, blank in zip(gaps, blanked, strict=True) if not blank], size)
    words: list[list[Glyph]] = [[inked[0]]]
    for glyph, gap, blank in zip(inked[1:], gaps, blanked, strict=True):
        if blank or gap > limit:
            words.append([])
        words[-1].append(glyph)
    return [Word("".join(g.text for g in word), word[0].x0, max(g.x1 for g in word)) for word in words]


def _has_blank(inked: list[Glyph], blanks: list[float], size: float) -> list[bool]:
    """For each distance between neighbours, whether a blank is drawn in it (not under the letters beside it)."""
    found: list[bool] = []
    at = 0
    for left, right in pairwise(inked):
        while at < len(blanks) and blanks[at] < left.x1 - SLIP * size:
            at += 1
        found.append(at < len(blanks) and blanks[at] < right.x0 + SLIP * size)
    return found


def _word_gap(gaps: list[float], size: float) -> float:
    """From which distance on neighbours without a blank between them are two words.

    The usual distance in the line is the measure: it is nothing in most lines, and wide where the letters are
    moved apart to fill the line.
    """
    usual = max(0.0, median(gaps)) if gaps else 0.0
    return usual + max(WORD_GAP * size, SPACED_WORD_GAP * usual)
