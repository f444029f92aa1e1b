"""Where the clauses of an amending act stand in it: what the exceptions of its in-force clause speak of.

The tree of an amending act cannot tell: new text stands between its clauses, with numbers of its own. Here the labels
of the act are counted on their own, every line of new text only as one more paragraph of its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from pipeline.address import Address, Unit
from pipeline.model.acts import InForce, InForceClause, Language, Rule
from pipeline.model.documents import Paragraph
from pipeline.recognise.amendments.labels import label_of
from pipeline.recognise.amendments.normal import fold
from pipeline.structure.corners import Span
from pipeline.structure.frame import Frame

_UNITS = {"article": Unit.ARTICLE, ".": Unit.POINT, ")": Unit.SUBPOINT}
_LEVELS = (Unit.ARTICLE, Unit.POINT, Unit.SUBPOINT)

Places = tuple[Address, ...]
"""The units of an amending act that a paragraph stands in, each also with the paragraph's count in it."""


class _Level(msgspec.Struct):
    address: Address
    unit: Unit
    number: int
    paragraphs: int = 0


def places_of(
    paragraphs: Sequence[Paragraph],
    span: Span,
    quoted: Collection[int],
    language: Language,
    document: Address,
) -> dict[int, Places]:
    """The places of the span's paragraphs, by index; `quoted` are the paragraphs of new text."""
    levels: list[_Level] = []
    found: dict[int, Places] = {}
    for index in range(*span):
        if index not in quoted:
            _enter(levels, fold(paragraphs[index].text), language, document)
        for level in levels:
            level.paragraphs += 1
        found[index] = (
            *(level.address for level in levels),
            *(level.address.child(Unit.PARAGRAPH, str(level.paragraphs)) for level in levels),
        )
    return found


def _enter(levels: list[_Level], folded: str, language: Language, document: Address) -> None:
    """Open the unit whose label the line begins with, if it goes on counting: «14) тармақ …» names a target."""
    label = label_of(folded, language)
    if label is None or label.mark not in _UNITS or not label.number.isdigit():
        return
    unit, number = _UNITS[label.mark], int(label.number)
    depth = _LEVELS.index(unit)
    last = next((level.number for level in levels if level.unit is unit), 0)
    if number != last + 1:
        return
    levels[:] = [level for level in levels if _LEVELS.index(level.unit) < depth]
    outer = levels[-1].address if levels else document
    levels.append(_Level(outer.child(unit, label.number), unit, number))


_APPROVES: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?<!\w)утвердить(?!\w)"),
    "kk": re.compile(r"(?<!\w)бекітілсін(?!\w)|(?<!\w)қоса\s+беріліп\s+отырған(?!\w)"),
}
_OWN_ANNEX: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"приложени\w+\s+(?P<n>\d+(?:-\d+)*)(?!\d)"),
    "kk": re.compile(r"(?<!\d)(?P<n>\d+(?:-\d+)*)\s?-?\s?қосымша"),
}


class _Approval(msgspec.Struct, frozen=True):
    """A place of the body that approves a document, and the number of the annex it stands in, where it says one."""

    place: Address
    number: str | None


def approved_at(paragraphs: Sequence[Paragraph], frame: Frame, language: Language) -> dict[Span, Places]:
    """For each annex the place of the body that approves it: «4. Утвердить прилагаемые: 1) …; 2) изменения …».

    Documents without a number of an annex stand behind the act in the order of their approval. Where there are not
    as many of them, each place may be the one of each annex.
    """
    approvals = list(_approvals(paragraphs, frame.body, language))
    unnumbered = tuple(one.place for one in approvals if one.number is None)
    outer = [(annex.paragraphs, annex.corners[0]) for annex in frame.annexes if annex.corners]
    documents = [span for span, corner in outer if corner.approved and corner.number is None]
    found: dict[Span, Places] = {
        span: tuple(one.place for one in approvals if one.number == corner.number)
        for span, corner in outer
        if corner.number is not None
    }
    for at, span in enumerate(documents):
        found[span] = (unnumbered[at],) if len(unnumbered) == len(documents) else unnumbered
    return found


def _approvals(paragraphs: Sequence[Paragraph], body: Span, language: Language) -> Iterator[_Approval]:
    """The points and subpoints that approve documents; of «4. Утвердить:» every subpoint under it."""
    point = place = Address()
    listing = False
    for paragraph in paragraphs[slice(*body)]:
        folded = fold(paragraph.text)
        label = label_of(folded, language)
        if label is not None and label.mark == ".":
            point = place = Address().child(Unit.POINT, label.number)
        elif label is not None and label.mark == ")":
            place = point.child(Unit.SUBPOINT, label.number)
        listing = listing and label is not None and label.mark == ")"
        approves = _APPROVES[language].search(folded) is not None
        if approves and folded.rstrip().endswith(":"):
            listing = True
        elif (approves or listing) and place.steps:
            number = _OWN_ANNEX[language].search(folded)
            yield _Approval(place, number["n"] if number else None)


def rule_of(
    clause: Sequence[int],
    text: Sequence[int],
    places: Mapping[int, Places],
    rules: InForceClause,
    approving: Places = (),
) -> InForce:
    """The rule of the operation that the paragraphs `clause` order, with the new text of the paragraphs `text`.

    `approving` is the place of the body that approves the document they stand in, several where it may be any of
    them. An exception that names a part of the operation only, or a place that is not counted here, leaves the day
    unknown.
    """
    for exception in rules.exceptions:
        for place in map(Address.parse, exception.places):
            if not place.steps:
                continue
            covered = [one.steps[: len(place.steps)] == place.steps for one in approving]
            if any(covered):
                return exception.in_force if all(covered) else InForce(Rule.UNKNOWN, text=exception.in_force.text)
            if any(place in places.get(index, ()) for index in (*clause[:1], *text[:1])):
                return exception.in_force
            inner = any(place in places.get(index, ()) for index in (*clause, *text))
            counted = all(step.unit in (*_LEVELS, Unit.PARAGRAPH, Unit.ANNEX) for step in place.steps)
            around = not counted and any(place.parent in places.get(index, ()) for index in clause[:1])
            if inner or around:
                return InForce(Rule.UNKNOWN, text=exception.in_force.text)
    return rules.main
