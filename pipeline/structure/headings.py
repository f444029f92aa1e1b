"""Headings that print a number but not the name of their unit: «1. Общие положения», «II. Порядок выдачи».

Acts before Law № 480-V of 2016 (article 23 of which names sections and chapters) head their parts so. Such a heading
looks like a point; what tells it apart, where the file does not mark it as a heading, is that a point follows at
once, and goes on counting from where the points stood before the heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.address import Unit
from pipeline.model.documents import Layout, Paragraph
from pipeline.structure.markers import Mark, is_note, mark

_ROMAN = re.compile(r"(?P<n>[IVXІХ]{1,6})\.\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_CYRILLIC_NUMERALS = str.maketrans("ІХ", "IX")
_ENDS = re.compile(r"[.;:,]\s*[\"»”]?\s*$")
_ENDS_ROMAN = re.compile(r"[.;,]\s*[\"»”]?\s*$")
"""A Roman number heads nothing but a part of a document, whose heading may open a list."""

_NEVER = re.compile(r"(?!)")
_LONGEST = 150
_LONGEST_REST = 100
_MOST_RESTS = 3
_MOST_BARE = 2
_ENDED = re.compile(r"\.\s*[\"»)]?\s*$")
_BEGINS_REMARK = re.compile(r"(?:Примечани|Ескертпе|Специалист|Мамандар|Форма|Нысан)")


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
    by_parts = _counted_by_parts(paragraphs, points)
    before = 0
    for (index, opened), following in zip(points, [*points[1:], None], strict=False):
        number = _whole(opened)
        after = _whole(following[1]) if following is not None else None
        at_once = following is not None and _opens(paragraphs, following[0], _end(paragraphs, index))
        restarts = number is not None and after in (1, before + 1) and after != number + 1
        marked = paragraphs[index].layout is Layout.HEADING and number is not None
        titled = number is not None and _is_heading(paragraphs[index])
        if marked or (titled and (by_parts or (at_once and restarts))):
            found[index] = Heading(Unit.CHAPTER, str(number), opened.words, _end(paragraphs, index))
            before = 0 if after == 1 else before
        else:
            before = number if number is not None else before
    for index in indexes:
        roman = _ROMAN.match(paragraphs[index].text)
        if roman is not None and opens_roman(paragraphs[index]):
            number_ = roman["n"].translate(_CYRILLIC_NUMERALS)
            found[index] = Heading(Unit.SECTION, number_, roman.end(), _end(paragraphs, index, _NEVER))
    return found


def _opens(paragraphs: Sequence[Paragraph], point: int, end: int) -> bool:
    """Whether the next number is a point right behind a heading; a marked heading follows the last row of a list."""
    return point <= end and paragraphs[point].layout is not Layout.HEADING


def bare_headings(paragraphs: Sequence[Paragraph], indexes: Sequence[int]) -> Mapping[int, int]:
    """Headings without a number, by their place, with the paragraph after their last: «Порядок отбора», then «7. …».

    Such a line, or two that it is wrapped into, stands between the end of a sentence and the next point.
    """
    found: dict[int, int] = {}
    points = [(i, opened) for i in indexes if (opened := mark(paragraphs[i].text)) and opened.unit is Unit.POINT]
    for (index, opened), (ahead, following) in pairwise(points):
        number, after = _whole(opened), _whole(following)
        if number is None or after != number + 1:
            continue
        lines = range(max(index + 1, ahead - _MOST_BARE), ahead)
        found.update((first, ahead) for first in lines if _heads(paragraphs, first, ahead))
    return found


def _heads(paragraphs: Sequence[Paragraph], start: int, end: int) -> bool:
    """Whether the paragraphs from `start` up to the point at `end` are one heading, begun behind a sentence's end."""
    first, *rest = paragraphs[start:end]
    short = all(_may_go_on(paragraph) and "__" not in paragraph.text for paragraph in (first, *rest))
    begins = first.text[:1].isupper() and len(first.text.split()) > 1 and not _BEGINS_REMARK.match(first.text)
    wrapped = all(paragraph.text[:1].islower() for paragraph in rest)
    return short and begins and wrapped and bool(_ENDED.search(paragraphs[start - 1].text))


def opens_roman(paragraph: Paragraph) -> bool:
    """Whether a paragraph heads a part by a Roman number; capitals throughout are a heading whatever they end in."""
    return bool(_ROMAN.match(paragraph.text)) and _is_heading(
        paragraph, _NEVER if paragraph.text.isupper() else _ENDS_ROMAN
    )


def _counted_by_parts(paragraphs: Sequence[Paragraph], points: Sequence[tuple[int, Mark]]) -> bool:
    """Whether a document numbers its points within its parts: «1. Общие положения», then «1.1. …», «1.2. …»."""
    return any(
        opened.number is not None
        and following.number == f"{opened.number}.1"
        and ahead <= _end(paragraphs, index)
        and _is_heading(paragraphs[index])
        for (index, opened), (ahead, following) in pairwise(points)
    )


def _whole(opened: Mark) -> int | None:
    return int(opened.number) if opened.number is not None and opened.number.isdigit() else None


def _is_heading(paragraph: Paragraph, ends: re.Pattern[str] = _ENDS) -> bool:
    short = len(paragraph.text) <= _LONGEST and not ends.search(paragraph.text)
    return short and paragraph.layout is not Layout.TABLE


def _end(paragraphs: Sequence[Paragraph], index: int, ends: re.Pattern[str] = _ENDS) -> int:
    """Where the heading ends: with it, or after the lines that it is wrapped into.

    They stand in capitals as it does, or begin in small letters and reach to the next number. `ends` is how a line
    ends that is none of them.
    """
    capitals, end = paragraphs[index].text.isupper(), index + 1
    for rest in range(end, min(end + _MOST_RESTS, len(paragraphs) - 1)):
        text = paragraphs[rest].text
        large = capitals and text.isupper()
        if not _may_go_on(paragraphs[rest], ends) or not (rest > index + 1 or large or text[:1].islower()):
            break
        if large and rest == end:
            end = rest + 1
        elif mark(paragraphs[rest + 1].text) is not None:
            return rest + 1
    return end


def _may_go_on(paragraph: Paragraph, ends: re.Pattern[str] = _ENDS) -> bool:
    text = paragraph.text
    norm = mark(text) is not None or is_note(text) or bool(ends.search(text))
    return not norm and len(text) <= _LONGEST_REST and paragraph.layout is not Layout.TABLE
