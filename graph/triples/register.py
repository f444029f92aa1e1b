"""What a register of named acts knows of an act beyond the texts that cite it: names in both languages, its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from pipeline.model.acts import InForce, Language, Rule
from pipeline.model.editions import HistoryEvent
from pipeline.model.operations import Action

EVIDENCE = "register"
"""The source of an event that only the register tells of."""


class KnownAct(Struct, frozen=True):
    """Facts of one act; a day or an act that is not established is None. `source` says where they were looked up."""

    titles: tuple[tuple[Language, str], ...]
    source: str
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    repealed_by: str | None = None

    def in_force(self) -> InForce | None:
        """From when to when the act has effect, as far as the register says."""
        if self.in_force_from is None and self.in_force_until is None:
            return None
        rule = Rule.UNKNOWN if self.in_force_from is None else Rule.ON_DATE
        return InForce(rule, from_=self.in_force_from, until=self.in_force_until)

    def events(self) -> tuple[HistoryEvent, ...]:
        """The repeal of the act by another, from the day it lost force."""
        if self.repealed_by is None:
            return ()
        end = None if self.in_force_until is None else InForce(Rule.ON_DATE, from_=self.in_force_until)
        return (HistoryEvent(self.repealed_by, None, None, Action.REPEAL, ("",), end, EVIDENCE),)


Register: TypeAlias = Mapping[str, KnownAct]
"""Act key → what is known of the act."""
