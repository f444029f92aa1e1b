"""Clauses that parse and yet cannot be meant, and clauses that can be read in two ways.

Of two readings the likelier one comes first, the other one is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.model.operations import Action, ClauseDraft, Expected
from pipeline.recognise.amendments.draft import Path
from pipeline.recognise.amendments.places import fits_below

Drafts = tuple[ClauseDraft, ...]


class Reason(NamedTuple):
    """Why a clause that looks like one is not read: its name in `data/explain.toml`, and words that say more."""

    name: str
    words: str = ""


def likelier(drafts: Sequence[ClauseDraft]) -> tuple[Drafts, tuple[Drafts, ...]]:
    """The reading to go by, and the other readings (none for a clear clause).

    «раздел «Комитет …» изложить»: a section of a list that is known by its heading alone; the heading changes. One
    that prints its number («раздел «3. Товарищества»») is headed in its document, and changes as a whole. With the
    new text at hand the reading of an order looks which of the two it carries.
    """
    whole = tuple(drafts)
    headings = tuple(_heading_only(draft) or draft for draft in drafts)
    if headings == whole:
        return whole, ()
    return (whole, (headings,)) if all(map(_is_numbered, whole)) else (headings, (whole,))


_PRINTED_NUMBER: Final = re.compile(r"\s*(?:\d+(?:-\d+)*|[IVX]+)\s?[.)]")


def _is_numbered(draft: ClauseDraft) -> bool:
    last = Address.parse(draft.address).last
    return last is not None and last.words is not None and _PRINTED_NUMBER.match(last.words) is not None


def _heading_only(draft: ClauseDraft) -> ClauseDraft | None:
    """The heading alone of a section that a clause names by its heading and sets out anew."""
    last = Address.parse(draft.address).last
    if draft.action is not Action.RESTATE or draft.expected is not Expected.QUOTED or last is None:
        return None
    if last.unit is not Unit.SECTION or last.words is None:
        return None
    return replace(draft, address=str(Address.parse(draft.address).child(Unit.TITLE)))


def unfit(paths: Iterable[Path]) -> Reason | None:
    """Why no clause can mean these places: the amending act itself, or a unit inside one that cannot hold it."""
    for path in paths:
        if path.root is not None and path.root.kind == "this":
            return Reason("own_act")
        units = [link.unit for link in path.links]
        for at, (outer, inner) in enumerate(pairwise(units), start=1):
            if not fits_below(units[:at], inner):
                return Reason("impossible", f"{outer}/{inner}")
    return None
