"""Consolidated acts: every provision with its dated versions, and the ledger of what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from pipeline.address import Unit
from pipeline.model.acts import ActRef, Identity, InForce, Language, Registration
from pipeline.model.decisions import Decision
from pipeline.model.documents import Repair, Table
from pipeline.model.operations import Operation, OperationRef
from pipeline.model.professions import Card, PositionRow, Requirement
from pipeline.model.provisions import Accounting, NoteEvent, Provision, Unrecognised


class Standing(StrEnum):
    """The state of a provision in an edition."""

    IN_FORCE = "in_force"
    DELETED = "deleted"
    REPEALED = "repealed"
    SUSPENDED = "suspended"
    PENDING = "pending"
    UNKNOWN = "unknown"


class Label(StrEnum):
    """How much of an act the corpus holds."""

    COMPLETE = "complete"
    FRAGMENT = "fragment"
    REFERENCE = "reference"


class Span(Struct, frozen=True):
    """Characters `start:end` of a version's text and the operation that put them there (None: the base text)."""

    start: int
    end: int
    operation: OperationRef | None


class Version(Struct, frozen=True):
    """The text of a provision between two dates.

    `text` is the printed number, the own words and those of the units inside, paragraphs joined by line
    breaks; a section, chapter or annex has only its heading there. `own` is the part of it that belongs to
    the provision itself. A deleted or repealed provision has neither.
    `in_force.from_` is None while the day is unknown; `until` is the day the next version takes over.
    `note` is the generated remark of the registry's wording for this change.
    """

    text: str
    standing: Standing
    spans: tuple[Span, ...]
    in_force: InForce | None
    until: InForce | None = None
    operation: OperationRef | None = None
    heading: str | None = None
    table: Table | None = None
    note: str | None = None
    own: str = ""


class ProvisionHistory(Struct, frozen=True):
    """A provision in one language through time; versions in order, the last is the newest."""

    address: str
    unit: Unit
    number: str | None
    parent: str | None
    versions: tuple[Version, ...]
    notes: tuple[str, ...] = ()


class HistoryEvent(Struct, frozen=True):
    """An event in the life of an act: from an amending act of the corpus, or from a note of an edition."""

    act: str | None
    date: dt.date | None
    number: str | None
    action: str
    targets: tuple[str, ...]
    in_force: InForce | None
    source: str
    """`operation` or `note`."""
    excepted: tuple[str, ...] = ()
    """Places within the targets to which it did not happen."""


class Edition(Struct, frozen=True):
    """An act in one language: provisions with their versions, in document order."""

    language: Language
    label: Label
    title: str | None
    provisions: tuple[ProvisionHistory, ...]


class Citation(Struct, frozen=True):
    """A reference to an act, and the provision of which act makes it.

    An amending order's new text cites on behalf of the act it amends: `act` is that act.
    """

    act: str
    address: str
    reference: ActRef


class Document(Struct, frozen=True):
    """All that stages 1 to 5 know of one file."""

    path: str
    digest: str
    identity: Identity
    tree: tuple[Provision, ...]
    operations: tuple[Operation, ...]
    events: tuple[tuple[str, NoteEvent], ...]
    """Address of the provision a note stands at, and what the note says."""
    citations: tuple[Citation, ...]
    cards: tuple[Card, ...]
    positions: tuple[PositionRow, ...]
    requirements: tuple[Requirement, ...]
    repairs: tuple[Repair, ...]
    unrecognised: tuple[Unrecognised, ...]
    accounting: Accounting
    warnings: tuple[str, ...] = ()
    publication: dt.date | None = None
    """The day of first official publication, from the manifest."""
    entered: dt.date | None = None
    """The day the document entered the corpus, from the manifest."""
    decisions: tuple[Decision, ...] = ()
    """A person's decisions on this file, those that fit and those that no longer do."""

    @property
    def public_since(self) -> dt.date | None:
        """From when the act could be known: first published, else registered, else adopted."""
        registration = self.identity.registration
        return self.publication or (registration.date if registration else None) or self.identity.date


def public_since(documents: Iterable[Document]) -> dict[str, dt.date]:
    """From when each act could be known, by its key: the earliest day that either of its languages gives.

    A publication that is known in one language counts for both (the two texts are published together).
    """
    found: dict[str, tuple[bool, dt.date]] = {}
    for document in documents:
        day = document.public_since
        if day is not None:
            key = str(document.identity.key)
            found[key] = min(found.get(key, (True, dt.date.max)), (document.publication is None, day))
    return {key: day for key, (_, day) in found.items()}


class Act(Struct, frozen=True):
    """A consolidated act: the work with its editions and the ledger of every operation that aims at it."""

    act: str
    type: str
    issuer: str | None
    date: dt.date | None
    number: str | None
    titles: tuple[tuple[Language, str], ...]
    registration: Registration | None
    label: Label
    editions: tuple[Edition, ...]
    operations: tuple[tuple[str, Operation], ...]
    """The amending act's key and the operation with its outcome, in order of application."""
    events: tuple[HistoryEvent, ...]
    citations: tuple[tuple[str, ActRef], ...]
    legal_basis: tuple[ActRef, ...]
    amends: tuple[str, ...]
    repeals: tuple[str, ...]
    in_force: InForce | None
    cards: tuple[Card, ...]
    positions: tuple[PositionRow, ...]
    requirements: tuple[Requirement, ...]
    sources: tuple[str, ...]
    """Paths of the documents the act was made from."""
    findings: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """A person's decisions on the texts the act was made from, as far as they touch it."""
    public_since: tuple[tuple[str, dt.date], ...] = ()
    """From when each amending act could be known: first published, else registered, else adopted."""
