"""Operations: what an amending clause orders, to which place, with which words, from when, and what became of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pipeline.model.acts import ActRef, InForce


class Action(StrEnum):
    """What is done to the target."""

    RESTATE = "restate"
    INSERT = "insert"
    DELETE = "delete"
    REPEAL = "repeal"
    REPLACE_WORDS = "replace_words"
    INSERT_WORDS = "insert_words"
    DELETE_WORDS = "delete_words"
    RENUMBER = "renumber"
    SUSPEND = "suspend"


class Expected(StrEnum):
    """Where the new text of an operation stands."""

    QUOTED = "quoted"
    ANNEX = "annex"
    NONE = "none"


class Status(StrEnum):
    """What became of an operation: the whole list, nothing else is possible."""

    APPLIED = "applied"
    NO_EFFECT = "no_effect"
    TARGET_MISSING = "target_missing"
    WORDS_MISSING = "words_missing"
    WRONG_COUNT = "wrong_count"
    AMBIGUOUS = "ambiguous"
    ALREADY_APPLIED = "already_applied"
    SUPERSEDED = "superseded"
    PENDING = "pending"
    BASE_MISSING = "base_missing"
    OUT_OF_SCOPE = "out_of_scope"
    UNPARSED = "unparsed"


class Words(Struct, frozen=True):
    """The words a word operation changes; `all_forms` is «тиісті септікте / в соответствующем падеже»."""

    old: str | None = None
    new: str | None = None
    after: str | None = None
    before: str | None = None
    everywhere: bool = False
    all_forms: bool = False


class ClauseDraft(Struct, frozen=True):
    """An operation as far as its clause and the scope lines before it say: what the grammar yields.

    `address` is in text form. `base` is the reference to the amended act when clause or scope names one.
    `number` is the new number of a renumbered provision. `until` limits a suspension. `after` is the address of
    the element behind which a new one goes («после абзаца второго дополнить абзацем»). `spread` are the first and
    last number of a range the target came from: elements numbered between the printed ones belong to it too.
    `chapter` is the chapter named around a point, which an address leaves out while points are numbered through.
    """

    action: Action
    address: str
    words: Words | None = None
    expected: Expected = Expected.NONE
    from_annex: str | None = None
    base: ActRef | None = None
    number: str | None = None
    in_force: InForce | None = None
    after: str | None = None
    spread: tuple[str, str] | None = None
    chapter: str | None = None


class Kind(StrEnum):
    """What a line of an amending act is to its reader."""

    OPERATION = "operation"
    SCOPE = "scope"
    UNPARSED = "unparsed"


class Payload(Struct, frozen=True):
    """The new text, repaired, without the outer quotes; `provisions` are the addresses it carries."""

    text: str
    provisions: tuple[str, ...]
    from_annex: str | None = None
    lines: tuple[int, int] | None = None


class Clause(Struct, frozen=True):
    """The words that order an operation and the source lines they stand on."""

    text: str
    lines: tuple[int, int]


class Outcome(Struct, frozen=True):
    """What became of an operation and, for people, why."""

    status: Status
    detail: str | None = None


class Operation(Struct, frozen=True):
    """One change to one target: the unit of amendment. `n` counts from 1 through the amending act."""

    n: int
    action: Action
    act: str
    address: str
    words: Words | None
    payload: Payload | None
    in_force: InForce | None
    clause: Clause
    number: str | None = None
    outcome: Outcome | None = None
    after: str | None = None
    """The address of the element behind which a new one goes («после абзаца второго дополнить абзацем»)."""
    spread: tuple[str, str] | None = None
    """The first and last number of a range the target came from: elements between the printed ones belong to it."""
    document: str | None = None
    """The words by which the clause names the approved document it changes («Положении о конкурсе»)."""
    chapter: str | None = None
    """The chapter, in its document, that the clause names around a point: it tells where numbering begins anew."""


class OperationRef(Struct, frozen=True):
    """An operation by its amending act and number: what a span of consolidated text points to."""

    act: str
    n: int
