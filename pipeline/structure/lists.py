"""Lists that a regulation prints behind its last point, under a heading of their own and no block in the corner.

The regulation of a state body ends so: «Перечень организаций, находящихся в ведении Министерства и его ведомств»,
«Министрліктің қарамағындағы мемлекеттік мекемелердің тізбесі». Acts that amend it speak of such a list as of a
document inside the regulation, with sections and numbers of its own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from pipeline.address import Unit
from pipeline.model.documents import Layout, Paragraph
from pipeline.structure.corners import Span
from pipeline.structure.markers import mark

_TITLE = re.compile(
    r"перечень\s.*\b(?:ведени|подведомствен|территориальн).*"
    r"|.*\b(?:қарамағындағы|ведомстволық бағын|аумақтық).*\bтізбесі",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"(?:перечень|список|реестр)(?!\w).*|.*(?:тізбесі|тізімі|тізілімі)", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(r"[.;:,]\s*$")
_LIST_OPEN = re.compile(r"[:;,]\s*$")
_LONGEST = 300
_LONGEST_HEADING = 150
_WORDED = re.compile(r"[^\W\d_]")


def trailing_lists(paragraphs: Sequence[Paragraph], span: Span, apart: Container[int]) -> list[Span]:
    """The lists behind the points of a document, each from its heading on; `apart` are quotes, notes and regions."""
    heads: list[int] = []
    before: int | None = None
    counted = False
    for index in range(*span):
        if index in apart:
            continue
        paragraph = paragraphs[index]
        ended = before is not None and not _LIST_OPEN.search(paragraphs[before].text)
        if counted and ended and _is_title(paragraph):
            heads.append(index)
        counted = counted or mark(paragraph.text) is not None
        before = index
    return list(zip(heads, [*heads[1:], span[1]], strict=False))


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    plain = paragraph.layout is not Layout.TABLE and mark(text) is None
    return plain and len(text) <= _LONGEST and not _ENDS.search(text) and bool(_TITLE.fullmatch(text.strip()))


def list_headings(title: str | None, paragraphs: Sequence[Paragraph], indexes: Sequence[int]) -> set[int]:
    """The headings without a number or a unit's name in a list of that title: «Акционерные общества».

    Such a heading stands over numbered rows; in a list that has some, also over a lone row without a number, which
    ends with a full stop. Lines of a list none of whose rows has a number head nothing.
    """
    if title is None or not _LIST.fullmatch(title.strip()):
        return set()
    pairs = [(i, after) for i, after in pairwise(indexes) if _is_heading(paragraphs[i])]
    numbered = {i for i, after in pairs if (opens := mark(paragraphs[after].text)) and opens.unit is Unit.POINT}
    ended = {*indexes[:1], *(after for i, after in pairwise(indexes) if _is_row(paragraphs[i]))}
    lone = {i for i, after in pairs if i in ended and _is_row(paragraphs[after])}
    return numbered | lone if numbered else set()


def _is_row(paragraph: Paragraph) -> bool:
    return paragraph.layout is not Layout.TABLE and paragraph.text.rstrip().endswith(".")


def _is_heading(paragraph: Paragraph) -> bool:
    text = paragraph.text
    plain = paragraph.layout is not Layout.TABLE and mark(text) is None and bool(_WORDED.search(text))
    return plain and len(text) <= _LONGEST_HEADING and not _ENDS.search(text) and text[:1].isupper()
