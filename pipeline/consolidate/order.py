"""In which order operations take effect, and which of them collide.

By the day they come into force, then by adoption date and number of the amending act, then by their order in
it (Law № 480-V, articles 26 and 42). Two acts that come into force on one day and change one provision are a
conflict: the order is ours, so a person must look.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from pipeline.address import Address, SortKey, sort_key
from pipeline.model.acts import ActKey
from pipeline.model.operations import Operation
from pipeline.model.provisions import Provision


class Amendment(Struct, frozen=True):
    """An operation with the act that orders it: its key, its adoption date, its own tree (for annexes)."""

    order: str
    adopted: dt.date | None
    operation: Operation
    tree: tuple[Provision, ...]

    @property
    def effective(self) -> dt.date:
        """The day that decides the order: in force from, else not before, else adoption."""
        rule = self.operation.in_force
        known = (rule.from_ or rule.not_before) if rule is not None else None
        return known or self.adopted or dt.date.min


def in_order(amendments: Iterable[Amendment]) -> list[Amendment]:
    """The amendments in the order in which they are applied."""
    return sorted(amendments, key=_key)


def _key(amendment: Amendment) -> tuple[dt.date, dt.date, SortKey, int]:
    number = ActKey.parse(amendment.order).number
    return (amendment.effective, amendment.adopted or dt.date.min, sort_key(number), amendment.operation.n)


def conflicts(ordered: Sequence[Amendment]) -> tuple[str, ...]:
    """One line for each pair of acts that change one provision, or one inside the other, from the same day."""
    found: dict[tuple[str, str, str], str] = {}
    for day, group in groupby(ordered, key=lambda amendment: amendment.effective):
        exact: dict[Address, list[Amendment]] = {}
        inside: dict[Address, list[Amendment]] = {}
        for amendment in group:
            address = Address.parse(amendment.operation.address)
            outer = [Address(address.steps[:depth]) for depth in range(len(address.steps) + 1)]
            others = [other for place in outer for other in exact.get(place, ())] + inside.get(address, [])
            for other in others:
                if other.order != amendment.order:
                    pair = (other.order, amendment.order, amendment.operation.address)
                    found.setdefault(pair, _conflict(day, other, amendment))
            exact.setdefault(address, []).append(amendment)
            for place in outer[:-1]:
                inside.setdefault(place, []).append(amendment)
    return tuple(found.values())


def _conflict(day: dt.date, first: Amendment, second: Amendment) -> str:
    return (
        f"conflict on {day}: {first.order} n {first.operation.n} «{first.operation.clause.text}» and "
        f"{second.order} n {second.operation.n} «{second.operation.clause.text}» both change "
        f"{second.operation.address or 'the whole act'}"
    )
