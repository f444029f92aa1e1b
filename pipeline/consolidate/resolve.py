"""From an address as a clause words it to the slot it means in the act as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.address import Address, Step, Unit
from pipeline.consolidate.slots import HOLDERS, Estate, Slot


class Aspect(Enum):
    """Which part of a slot is meant."""

    ALL = auto()
    """The provision with everything inside it."""
    OWN = auto()
    """Only its own words: the first paragraph."""
    FIRST_PART = auto()
    """Its own words and the units before its second part."""
    HEADING = auto()
    """Only its heading."""


@dataclass(frozen=True, slots=True)
class Place:
    """A slot, and which part of it."""

    slot: Slot
    aspect: Aspect = Aspect.ALL


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No such place; `missing` is the step that was not found, `inside` where it was looked for."""

    missing: Step
    inside: Slot


@dataclass(frozen=True, slots=True)
class Several:
    """The words fit more than one place."""

    slots: tuple[Slot, ...]


Found = Place | Nowhere | Several

_CONTAINERS = HOLDERS - {Unit.ANNEX}
_HEADED = _CONTAINERS | {Unit.ARTICLE}


def resolve(estate: Estate, address: Address) -> Found:
    """The place an address means.

    Outer chapters may be named or left out, since points are numbered through a document; «абзац» and «часть»
    are counted over what is printed, the introductory line being the first (Law № 480-V, article 23).
    """
    exact = estate.get(address)
    is_counted = any(step.unit in (Unit.PARAGRAPH, Unit.PART) and step.words is None for step in address.steps)
    if exact is not None and not (is_counted and estate.whole):
        return Place(exact)
    here = Place(estate.root)
    for step in _own_steps(estate, address):
        found = _inside(here, step, estate.order)
        if not isinstance(found, Place):
            return found
        here = found
    return here


def in_chapter(estate: Estate, address: Address, chapter: Address) -> Address:
    """A place with the chapter its clause names, where numbering begins anew in it; else the address as it is.

    Numbering begins anew where a unit of that kind is itself addressed from the chapter. Of a text that is not there
    nobody knows; a section that a clause names by its heading is then one of a register, whose numbers begin anew.
    """
    document = address.document
    inner = address.steps[len(document.steps) :]
    if not estate.whole and any(step.words is not None for step in chapter.steps):
        around = Address((*document.steps, *chapter.steps))
        return address if address.within(around) else Address((*around.steps, *inner))
    held = resolve(estate, Address((*document.steps, *chapter.steps)))
    if not inner or not isinstance(held, Place) or held.slot is estate.root:
        return address
    holder = held.slot
    if not any(slot.address.within(holder.address) for slot in reach(holder, inner[0].unit)):
        return address
    first = resolve(estate, Address((*holder.address.steps, inner[0])))
    steps = first.slot.address.steps if isinstance(first, Place) else (*holder.address.steps, inner[0])
    return Address((*steps, *inner[1:]))


def lost_indices(nowhere: Nowhere) -> list[Address]:
    """The places whose number is the missing one once its index is set apart: «статья 431» for article 43-1.

    A number that lost the superscript of its index in print cannot be told from a plain one, so the place is only
    proposed to a person, never taken.
    """
    wanted = nowhere.missing.number
    if wanted is None or not wanted.isdigit():
        return []
    reached = reach(nowhere.inside, nowhere.missing.unit)
    return [slot.address for slot in reached if slot.number != wanted == (slot.number or "").replace("-", "")]


def _own_steps(estate: Estate, address: Address) -> tuple[Step, ...]:
    """The steps to walk: an act that is whole and has no annex is its own «approved document»."""
    first = address.steps[0] if address.steps else None
    bare = first is not None and first.unit is Unit.ANNEX and first.number is None and first.words is None
    if bare and estate.whole and not any(child.unit is Unit.ANNEX for child in estate.root.children):
        return address.steps[1:]
    return address.steps


def _inside(here: Place, step: Step, order: str | None) -> Found:
    slot = here.slot
    if step.unit in (Unit.PARAGRAPH, Unit.PART) and step.words is not None:
        return _one(slot, step, [child for child in slot.walk() if child is not slot and _fits(child, step)])
    match step.unit:
        case Unit.TITLE:
            return _title(slot, step)
        case Unit.TEXT if step.number is None and (slot.unit is Unit.ANNEX or slot.parent is None):
            # The text in the corner over an annex says where it belongs; it is not kept with what the annex says.
            return Nowhere(step, slot)
        case Unit.TEXT:
            return Place(slot) if step.number is None else _one(slot, step, _children(slot, step))
        case Unit.PARAGRAPH:
            lines = slot.counted(order) if here.aspect is Aspect.ALL else lead_lines(slot, order)
            return _counted(slot, step, lines, Aspect.OWN)
        case Unit.PART:
            parts = [c for c in slot.children if c.unit is Unit.PART and (c.own.text or c.removed_by == order)]
            if not slot.opens and parts:
                return _counted(slot, step, parts, Aspect.ALL)
            return _counted(slot, step, [slot, *parts], Aspect.FIRST_PART if parts else Aspect.ALL)
        case Unit.SENTENCE | Unit.ROW | Unit.COLUMN:
            return Nowhere(step, slot)
        case Unit.NOTE if step.number is None and step.words is None:
            return _one(slot, step, [child for child in reach(slot, Unit.NOTE) if not child.gone])
        case _:
            return _one(slot, step, _candidates(slot, step))


def _title(slot: Slot, step: Step) -> Found:
    title = next((child for child in slot.children if child.unit is Unit.TITLE), None)
    if title is not None:
        return Place(title)
    if slot.unit in _HEADED:
        return Place(slot, Aspect.HEADING)
    if slot.heading is not None or slot.unit in HOLDERS:
        return Place(slot, Aspect.HEADING)
    return Nowhere(step, slot)


def lead(slot: Slot) -> list[Slot]:
    """The units of a provision that stand before its second part."""
    cut = next((k for k, child in enumerate(slot.children) if child.unit is Unit.PART), len(slot.children))
    return slot.children[:cut]


def lead_lines(slot: Slot, order: str | None) -> list[Slot]:
    """The lines of the first part of a provision."""
    return [slot, *(line for child in lead(slot) for line in child.counted(order))]


def _counted(slot: Slot, step: Step, printed: list[Slot], first: Aspect) -> Found:
    """The k-th of the paragraphs or parts; the first of them is the slot's own words."""
    if step.number is None or not step.number.isdigit() or not 1 <= int(step.number) <= len(printed):
        return Nowhere(step, slot)
    target = printed[int(step.number) - 1]
    if target is slot:
        return Place(target, first)
    return Place(target, Aspect.OWN) if first is Aspect.OWN and target.children else Place(target)


def _one(slot: Slot, step: Step, candidates: list[Slot]) -> Found:
    if not candidates:
        return Nowhere(step, slot)
    if len(candidates) > 1:
        return Several(tuple(candidates))
    return Place(candidates[0])


def _candidates(slot: Slot, step: Step) -> list[Slot]:
    found = [inner for inner in reach(slot, step.unit) if _fits(inner, step)]
    if step.unit is Unit.SECTION and not any(True for _ in reach(slot, step.unit)):
        found = _headings(slot, step)
    if not found and step.unit is Unit.ANNEX and step.number in (None, "1"):
        annexes = list(reach(slot, Unit.ANNEX))
        found = annexes if len(annexes) == 1 else []
    return found


_PRINTED_NUMBER = re.compile(r"(?P<number>\d+(?:-\d+)*|[ivx]+)\s?[.)]\s*(?=\S)", re.IGNORECASE)
_NAMELESS = re.compile(r"\s*(?:\d|[IVXІХ]+\.)")


def _headings(slot: Slot, step: Step) -> list[Slot]:
    """«раздел «4. Комитет …»», «раздел 4» of a register whose headings name no unit: the chapter headed so."""
    printed = [inner for unit in (Unit.CHAPTER, Unit.SUBCHAPTER) for inner in reach(slot, unit)]
    if step.words is None:
        return [inner for inner in printed if _fits(inner, step) and _NAMELESS.match(inner.own.text)]
    number = _PRINTED_NUMBER.match(step.words)
    bare = step._replace(words=step.words[number.end() :]) if number is not None else step
    return [
        inner
        for inner in printed
        if _fits(inner, step) or (number is not None and inner.number == number["number"] and _fits(inner, bare))
    ]


def _children(slot: Slot, step: Step) -> list[Slot]:
    return [child for child in slot.children if child.unit is step.unit and _fits(child, step)]


def reach(slot: Slot, unit: Unit) -> Iterator[Slot]:
    """Slots of a unit that an address may name from `slot` without naming what is between."""
    between = _CONTAINERS if unit is not Unit.SUBPOINT else _CONTAINERS | {Unit.PART}
    for child in slot.children:
        if child.unit is unit:
            yield child
        if child.unit in between:
            yield from reach(child, unit)


def _fits(slot: Slot, step: Step) -> bool:
    if step.words is not None:
        wanted = folded(step.words)
        return any(wanted and words.startswith(wanted) for words in map(folded, (slot.heading or "", slot.own.text)))
    return slot.number == step.number


def folded(text: str) -> str:
    """Words fit to be compared: lower case, no quotes, dashes and blanks made one."""
    text = re.sub(r"[\"«»„“”]", "", text.lower().replace("ё", "е"))
    return re.sub(r"\s+", " ", re.sub(r"[–—-]+", "-", text)).strip()
