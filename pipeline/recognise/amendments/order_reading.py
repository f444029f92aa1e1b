"""What is read of an amending order: the claims that cover its text, and its operations with their new text."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pipeline.model.acts import ActRef
from pipeline.model.operations import ClauseDraft
from pipeline.recognise.amendments.reader import ClauseReading
from pipeline.recognise.amendments.stretches import Stretch


class Claim(StrEnum):
    """What a stretch of an order is."""

    HEADING = "heading"
    SCOPE = "scope"
    CLAUSE = "clause"
    PAYLOAD = "payload"
    PROCEDURE = "procedure"
    UNPARSED = "unparsed"


class Claimed(Struct, frozen=True):
    """Characters `start:end` of paragraph `paragraph` and what they are; `reading` for lines that were read."""

    paragraph: int
    start: int
    end: int
    claim: Claim
    reading: ClauseReading | None = None


class NewText(Struct, frozen=True):
    """The payload of one operation: its text, the addresses it carries, its stretches and source lines."""

    text: str
    provisions: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    lines: tuple[int, int]


class OrderOperation(Struct, frozen=True):
    """One operation of an order: draft, the words that order it, their source lines, the new text when quoted.

    `document` is the title of the approved document the clause stands under; `doubts` say what was unsure. `foreign`
    says that the amended act is named in words that could not be read, `ambiguous` what else the clause may mean,
    `open` that its words alone do not tell, so that the new text has to.
    """

    draft: ClauseDraft
    clause: str
    lines: tuple[int, int]
    payload: NewText | None = None
    document: str | None = None
    rule: str | None = None
    doubts: tuple[str, ...] = ()
    foreign: bool = False
    ambiguous: str | None = None
    open: bool = False

    @property
    def base(self) -> ActRef | None:
        """The act the operation changes, as far as it is named."""
        return self.draft.base


class OrderReading(Struct, frozen=True):
    """An order as read: the claims cover every paragraph from its first to its last character, in order."""

    claims: tuple[Claimed, ...]
    operations: tuple[OrderOperation, ...]

    @property
    def unread(self) -> tuple[Claimed, ...]:
        """The stretches that look like clauses and were not understood, wholly or in part."""
        return tuple(
            c for c in self.claims if c.claim is Claim.UNPARSED or (c.reading is not None and c.reading.partly)
        )
