"""What a reader found beside what the page holds: precision and recall, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

Fact = tuple[str | None, ...]
"""The name of a field, its place on the page, its value."""


class Tally:
    """Facts counted over many documents."""

    def __init__(self) -> None:
        self.found: Counter[str | None] = Counter()
        self.printed: Counter[str | None] = Counter()
        self.right: Counter[str | None] = Counter()
        self.wrong: list[tuple[object, Fact]] = []

    def add(self, document: object, found: Iterable[Fact], printed: Iterable[Fact]) -> None:
        """One document; `document` names it where something is wrong."""
        read, page = set(found), set(printed)
        for counter, facts in ((self.found, read), (self.printed, page), (self.right, read & page)):
            counter.update(fact[0] for fact in facts)
        self.wrong += [(document, fact) for fact in sorted(read ^ page, key=str)]

    @property
    def shares(self) -> dict[str | None, tuple[float, float]]:
        """Precision and recall of every field that the pages hold or the reader found; 1.0 of nothing."""
        return {
            field: (_share(self.right[field], self.found[field]), _share(self.right[field], self.printed[field]))
            for field in sorted(self.printed | self.found, key=str)
        }

    def assert_at_least(self, least: float, fields: frozenset[str]) -> None:
        """Every field, precision and recall; all of `fields` must have been on the pages."""
        assert fields <= set(self.printed), fields - set(self.printed)
        low = {field: shares for field, shares in self.shares.items() if min(shares) < least}
        assert not low, (low, self.wrong[:12])


def _share(right: int, of: int) -> float:
    return right / of if of else 1.0
