"""Printed lines out of placed characters: positions decide, not the order in the file.

Registries draw a hyperlinked word after the rest of its line, and stretch a line to full width by moving its
letters apart. So characters are gathered by their baseline, sorted from left to right, and parted into words
by the distances between them, measured against the line they stand in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

from pipeline.raised import INDICES

SAME_LINE = 0.45
"""Baselines nearer than this share of the letters' height are one line."""

RAISED = 0.75
"""The same for letters smaller by `SMALLER`: the boxes of some fonts reach no higher than their letters."""

SMALLER = 0.85
"""Letters at most this share of their neighbours' height stand above or below the line as an index."""

INDEX_RAISED = 0.15
"""How far (share of the letters' height) above the line a digit must stand to be an index."""

WORD_GAP = 0.12
"""How much wider (share of the letters' height) than between letters a distance parts two words."""

SPACED_WORD_GAP = 0.7
"""The same as a share of the usual distance, for lines whose letters are moved apart on purpose."""

COLUMN_GAP = 2.2
"""From which share of the letters' height on a distance parts two columns of text, not two words."""


SPELLED = 0.6
"""With blanks between more of its letters than this, a line is spelled out: distances alone part its words."""

SPELLED_LETTERS = 8
"""Lines of fewer letters are not taken for spelled out: «и 3 к» are three words."""

SLIP = 0.08
"""How far (share of the letters' height) a blank may reach under the letters beside it."""


_LEFT = itemgetter(1)
_BASELINE = itemgetter(3)


BLANK = " "


class Glyph(NamedTuple):
    """A character as shown: left, right, baseline, top and bottom from the page's top left corner.

    A blank of any width is `BLANK`. `turned` counts the quarter turns clockwise it is drawn at.
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
    return [line for band in _bands(glyphs) if (line := _line(band)) is not None]


def upright(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Characters of a cell turned so that most of them stand upright; the others are left as they are."""
    listed = list(glyphs)
    turns = [glyph.turned for glyph in listed if glyph.text != BLANK]
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


class _Band:
    """The characters of one baseline: those that leave ink, those that are blank, the height of the former."""

    __slots__ = ("baseline", "blanks", "inked", "size")

    def __init__(self, baseline: float) -> None:
        self.baseline = baseline
        self.inked: list[Glyph] = []
        self.blanks: list[Glyph] = []
        self.size = 0.0

    def take(self, more: _Band) -> None:
        """Take in the characters of a near baseline; the larger letters say where the line stands."""
        if more.size > self.size:
            self.baseline, self.size = more.baseline, more.size
        self.inked += more.inked
        self.blanks += more.blanks


def _bands(glyphs: Iterable[Glyph]) -> list[_Band]:
    """Characters gathered by baseline; a small one near a line of larger ones belongs to that line."""
    joined: list[_Band] = []
    for band in _by_baseline(glyphs):
        above = joined[-1] if joined else None
        if (
            above is not None
            and band.baseline - above.baseline < _reach(above.size, band.size)
            and _side_by_side(above.inked + above.blanks, band.inked + band.blanks)
        ):
            above.take(band)
        else:
            joined.append(band)
    return joined


def _reach(one: float, other: float) -> float:
    """How far apart the baselines of one line may lie, from the heights of its letters."""
    larger = max(one, other)
    return (RAISED if min(one, other) <= SMALLER * larger else SAME_LINE) * larger


def _by_baseline(glyphs: Iterable[Glyph]) -> list[_Band]:
    """Upright characters by their baseline to a tenth of a point, from the top down."""
    bands: dict[float, _Band] = {}
    for baseline, run in groupby([glyph for glyph in glyphs if not glyph.turned], _BASELINE):
        place = round(baseline, 1)
        band = bands.get(place) or bands.setdefault(place, _Band(place))
        listed = list(run)
        inked = [glyph for glyph in listed if glyph.text != BLANK]
        band.inked += inked
        if len(inked) < len(listed):
            band.blanks += [glyph for glyph in listed if glyph.text == BLANK]
    for band in bands.values():
        band.size = max([glyph.bottom - glyph.top for glyph in band.inked], default=0.0)
    return [bands[place] for place in sorted(bands)]


def _side_by_side(row: Sequence[Glyph], more: Sequence[Glyph]) -> bool:
    """Whether the characters of two near baselines stand beside, not over, one another."""
    spans = sorted((glyph.x0, glyph.x1, number) for number, part in enumerate((row, more)) for glyph in part)
    reach = [-1e9, -1e9]
    for x0, x1, number in spans:
        if reach[1 - number] - x0 > 0.35 * (x1 - x0) + 0.2:
            return False
        reach[number] = max(reach[number], x1)
    return True


def _line(band: _Band) -> TextLine | None:
    if not band.inked:
        return None
    inked = _without_doubles(sorted(band.inked, key=_LEFT))
    texts, lefts, rights, baselines, tops, bottoms, _ = zip(*inked, strict=True)
    heights = list(map(sub, bottoms, tops))
    size, baseline = _middle(heights), _middle(baselines)
    blanks = sorted([(glyph.x0 + glyph.x1) / 2 for glyph in band.blanks])
    if min(heights) <= SMALLER * size:
        texts = tuple(_as_index(glyph, baseline, size) for glyph in inked)
    words = _words(texts, lefts, rights, blanks, size)
    return TextLine(tuple(words), lefts[0], max(rights), baseline, size)


def _middle(values: Sequence[float]) -> float:
    """The median, at once where all values are one."""
    return values[0] if values.count(values[0]) == len(values) else median(values)


def _as_index(glyph: Glyph, baseline: float, size: float) -> str:
    """A small raised digit as what it is: point 43¹ is not point 431."""
    raised = baseline - glyph.baseline > INDEX_RAISED * size
    if raised and glyph.text in INDICES and glyph.bottom - glyph.top <= SMALLER * size:
        return INDICES[glyph.text]
    return glyph.text


def _without_doubles(inked: list[Glyph]) -> list[Glyph]:
    """Without characters drawn twice in one place to make them bold."""
    kept = inked[:1]
    for glyph in inked[1:]:
        last = kept[-1]
        if glyph.text != last.text or glyph.x0 - last.x0 > 0.2 * max(0.5, last.x1 - last.x0):
            kept.append(glyph)
    return kept


def _words(
    texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float], blanks: list[float], size: float
) -> Iterator[Word]:
    """The words of a line, from its letters in order and the middles of its blanks."""
    gaps = list(map(sub, lefts[1:], rights))
    blanked = _blanked(lefts, rights, blanks, size)
    if len(texts) >= SPELLED_LETTERS and len(blanked) > SPELLED * len(gaps):
        blanked = set()
    limit = _word_gap([gap for at, gap in enumerate(gaps, start=1) if at not in blanked], size)
    starts = [0, *(at for at, gap in enumerate(gaps, start=1) if gap > limit or at in blanked), len(texts)]
    for start, end in pairwise(starts):
        yield Word("".join(texts[start:end]), lefts[start], max(rights[start:end]))


def _blanked(lefts: Sequence[float], rights: Sequence[float], blanks: Iterable[float], size: float) -> set[int]:
    """The characters before which a blank is drawn (not under the letters on either side of it)."""
    slip = SLIP * size
    found: set[int] = set()
    for blank in blanks:
        at = max(1, bisect_right(lefts, blank - slip))
        while at < len(lefts) and rights[at - 1] <= blank + slip:
            found.add(at)
            at += 1
    return found


def _word_gap(gaps: list[float], size: float) -> float:
    """From which distance on neighbours without a blank between them are two words.

    The usual distance in the line is the measure: it is nothing in most lines, and wide where the letters are
    moved apart to fill the line. Of few letters the least distance is: half of them may be blanks.
    """
    usual = max(0.0, (median if len(gaps) >= SPELLED_LETTERS else min)(gaps)) if gaps else 0.0
    return usual + max(WORD_GAP * size, SPACED_WORD_GAP * usual)
