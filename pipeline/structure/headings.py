"""Headings that print a number but not the name of their unit: «1. Общие положения», «II. Порядок выдачи».

Acts before Law № 480-V of 2016 (article 23 of which names sections and chapters) head their parts so. Such a heading
looks like a point; what tells it apart, where the file does not mark it as a heading, is that a point follows at
once, and goes on counting from where the points stood before the heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.address import Unit
from pipeline.model.documents import Layout, Paragraph
from pipeline.structure.markers import Mark, mark

_ROMAN = re.compile(r"(?P<n>[IVXІХ]{1,6})\.\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_CYRILLIC_NUMERALS = str.maketrans("ІХ", "IX")
_ENDS = re.compile(r"[.;:,]\s*[\"»”]?\s*$")
_ENDS_ROMAN = re.compile(r"[.;,]\s*[\"»”]?\s*$")
"""A Roman number heads nothing but a part of a document, whose heading may open a list."""

_LONGEST = 150
_LONGEST_REST = 100


class Heading(NamedTuple):
    """What a heading opens, its number, where its own words begin, and the paragraph after its last."""

    unit: Unit
    number: str
    words: int
    end: int


def numbered_headings(paragraphs: Sequence[Paragraph], indexes: Sequence[int]) -> Mapping[int, Heading]:
    """The headings among the paragraphs of one document, by their place; `indexes` leave out notes and quotes."""
    found: dict[int, Heading] = {}
    points = [(i, mark_) for i in indexes if (mark_ := mark(paragraphs[i].text)) and mark_.unit is Unit.POINT]
    before = 0
    for (index, opened), following in zip(points, [*points[1:], None], strict=False):
        number = _whole(opened)
        after = _whole(following[1]) if following is not None else None
        at_once = following is not None and _opens(paragraphs, following[0], _end(paragraphs, index))
        restarts = number is not None and after in (1, before + 1) and after != number + 1
        marked = paragraphs[index].layout is Layout.HEADING and number is not None
        if marked or (at_once and restarts and _is_heading(paragraphs[index])):
            found[index] = Heading(Unit.CHAPTER, str(number), opened.words, _end(paragraphs, index))
            before = 0 if after == 1 else before
        else:
            before = number if number is not None else before
    for index in indexes:
        roman = _ROMAN.match(paragraphs[index].text)
        if roman is not None and _is_heading(paragraphs[index], _ENDS_ROMAN):
            number_ = roman["n"].translate(_CYRILLIC_NUMERALS)
            found[index] = Heading(Unit.SECTION, number_, roman.end(), _end(paragraphs, index))
    return found


def _opens(paragraphs: Sequence[Paragraph], point: int, end: int) -> bool:
    """Whether the next number is a point right behind a heading; a marked heading follows the last row of a list."""
    return point <= end and paragraphs[point].layout is not Layout.HEADING


def _whole(opened: Mark) -> int | None:
    return int(opened.number) if opened.number is not None and opened.number.isdigit() else None


def _is_heading(paragraph: Paragraph, ends: re.Pattern[str] = _ENDS) -> bool:
    short = len(paragraph.text) <= _LONGEST and not ends.search(paragraph.text)
    return short and paragraph.layout is not Layout.TABLE


def _end(paragraphs: Sequence[Paragraph], index: int) -> int:
    """Where the heading ends: with it, or after a second line in small letters before the next number."""
    rest = index + 1
    if rest + 1 >= len(paragraphs) or mark(paragraphs[rest].text) or not mark(paragraphs[rest + 1].text):
        return rest
    text = paragraphs[rest].text
    goes_on = text[:1].islower() and len(text) <= _LONGEST_REST and not _ENDS.search(text)
    return rest + 1 if goes_on and paragraphs[rest].layout is not Layout.TABLE else rest
