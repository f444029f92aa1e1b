"""In which order operations take effect.

By the day they come into force, then by adoption date and number of the amending act, then by their order in
it (Law № 480-V, articles 26 and 42).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from pipeline.address import Address, SortKey, sort_key
from pipeline.model.acts import ActKey
from pipeline.model.operations import Action, Operation, Outcome
from pipeline.model.provisions import Provision


class Amendment(Struct, frozen=True):
    """An operation with the act that orders it: its key, its adoption date, its own tree (for annexes)."""

    order: str
    adopted: dt.date | None
    operation: Operation
    tree: tuple[Provision, ...]
    outcome: Outcome | None = None
    """An outcome settled before the operation can take effect (another act has taken it back)."""

    @property
    def effective(self) -> dt.date:
        """The day that decides the order: in force from, else not before, else adoption."""
        rule = self.operation.in_force
        known = (rule.from_ or rule.not_before) if rule is not None else None
        return known or self.adopted or dt.date.min


def in_order(amendments: Iterable[Amendment]) -> list[Amendment]:
    """The amendments in the order in which they are applied."""
    ordered = sorted(amendments, key=_key)
    groups = groupby(ordered, key=lambda each: (each.order, each.operation.clause, each.operation.action))
    return [each for _, group in groups for each in _freed(list(group))]


def _freed(clause: list[Amendment]) -> list[Amendment]:
    """«Пункты 3 и 4 считать пунктами 4 и 5»: a number is given only when its holder has taken another."""
    waiting = list(clause) if clause[0].operation.action is Action.RENUMBER else []
    found: list[Amendment] = []
    while waiting:
        held = {each.operation.address for each in waiting}
        free = next((each for each in waiting if _renumbered(each.operation) not in held), None)
        if free is None:
            break
        waiting.remove(free)
        found.append(free)
    return [*found, *waiting] if found else clause


def _renumbered(operation: Operation) -> str:
    """The address a renumbered unit gets."""
    address = Address.parse(operation.address)
    last = address.last
    return str(address.parent / last._replace(number=operation.number)) if last is not None else ""


def _key(amendment: Amendment) -> tuple[dt.date, dt.date, SortKey, int]:
    number = ActKey.parse(amendment.order).number
    return (amendment.effective, amendment.adopted or dt.date.min, sort_key(number), amendment.operation.n)
