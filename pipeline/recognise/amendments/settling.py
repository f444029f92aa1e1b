"""What the new text of a clause tells about its target: its index, its numbers, its extent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.model.operations import Action, ClauseDraft
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.payload_text import Part, number_at, without_index


def with_index(draft: ClauseDraft, parts: Sequence[Part]) -> ClauseDraft | None:
    """«статью 431 изложить: «Статья 43-1. …»»: the new text prints the index that the clause lost."""
    address = Address.parse(draft.address)
    last = address.last
    printed = number_at(parts[0].text, last.unit) if last is not None else None
    if last is None or printed is None or last.number is None or without_index(printed) != last.number:
        return None
    return replace(draft, address=str(address.parent.child(last.unit, printed)))


_NUMBERED: Final = frozenset(
    [Unit.SECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ARTICLE, Unit.POINT, Unit.SUBPOINT, Unit.ANNEX]
)


def numbered(draft: ClauseDraft, parts: Sequence[Part]) -> list[tuple[ClauseDraft, list[Part]]]:
    """«дополнить пунктами следующего содержания:»: one operation for each number the new text prints."""
    address = Address.parse(draft.address)
    last = address.last
    unnamed = last is not None and last.unit in _NUMBERED and last.number is None and last.words is None
    if last is None or not unnamed or draft.action is not Action.INSERT:
        return [(draft, list(parts))]
    found: list[tuple[ClauseDraft, list[Part]]] = []
    for part in parts:
        number = number_at(part.text, last.unit)
        if number is not None:
            found.append((replace(draft, address=str(address.parent.child(last.unit, number))), []))
        if not found:
            return [(draft, list(parts))]
        found[-1][1].append(part)
    return found or [(draft, list(parts))]


def _section_by_words(draft: ClauseDraft) -> Address | None:
    """The section a clause restates by its heading, whole or the heading alone («раздел «Комитет …» изложить»)."""
    address = Address.parse(draft.address)
    section = address.parent if address.last is not None and address.last.unit is Unit.TITLE else address
    last = section.last
    if draft.action is not Action.RESTATE or last is None or last.unit is not Unit.SECTION or last.words is None:
        return None
    return section


def settled(draft: ClauseDraft, parts: Sequence[Part]) -> ClauseDraft:
    """«раздел «Комитет …» изложить»: more than one line of new text is the section, one line like it its heading."""
    section = _section_by_words(draft)
    if section is None:
        return draft
    if len(parts) > 1:
        return replace(draft, address=str(section))
    return replace(draft, address=str(section.child(Unit.TITLE))) if _is_heading(section, parts) else draft


def other_reading(draft: ClauseDraft, parts: Sequence[Part]) -> str | None:
    """Where else the new text of a section known by its heading may go: one line that is no such heading."""
    section = _section_by_words(draft)
    if section is None or len(parts) != 1 or _is_heading(section, parts):
        return None
    return f"may mean {section.child(Unit.TITLE)} or {section}"


_HEADING_KEPT: Final = 0.5
"""The share of an old heading's words that a new one has at least; another line may as well be the whole section."""


def _is_heading(section: Address, parts: Sequence[Part]) -> bool:
    words = section.last.words if section.last is not None else None
    old, new = (set(_WORDS.findall(fold(text))) for text in (words or "", parts[0].text))
    return len(old & new) >= _HEADING_KEPT * len(old)


_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
