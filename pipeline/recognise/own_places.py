"""Where the clauses of an amending act stand in it: what the exceptions of its in-force clause speak of.

The tree of an amending act cannot tell: new text stands between its clauses, with numbers of its own. Here the labels
of the act are counted on their own, every line of new text only as one more paragraph of its place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from pipeline.address import Address, Unit
from pipeline.model.acts import InForce, InForceClause, Language, Rule
from pipeline.model.documents import Paragraph
from pipeline.recognise.amendments.labels import label_of
from pipeline.recognise.amendments.normal import fold
from pipeline.structure.frame import Span

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


def rule_of(
    clause: Sequence[int], text: Sequence[int], places: Mapping[int, Places], rules: InForceClause
) -> InForce:
    """The rule of the operation that the paragraphs `clause` order, with the new text of the paragraphs `text`.

    An exception that names a part of the operation only, or a place that is not counted here, leaves the day unknown.
    """
    for exception in rules.exceptions:
        for place in map(Address.parse, exception.places):
            if not place.steps:
                continue
            if any(place in places.get(index, ()) for index in (*clause[:1], *text[:1])):
                return exception.in_force
            inner = any(place in places.get(index, ()) for index in (*clause, *text))
            counted = all(step.unit in (*_LEVELS, Unit.PARAGRAPH, Unit.ANNEX) for step in place.steps)
            around = not counted and any(place.parent in places.get(index, ()) for index in clause[:1])
            if inner or around:
                return InForce(Rule.UNKNOWN, text=exception.in_force.text)
    return rules.main
