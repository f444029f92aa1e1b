"""The operations of an amending act, each with its target act, payload, in-force rule and place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.model.acts import ActRef, Identity
from pipeline.model.documents import Paragraph
from pipeline.model.operations import Operation
from pipeline.model.provisions import Unrecognised
from pipeline.recognise.regions import Special
from pipeline.structure.frame import Frame


class Amending(Struct, frozen=True):
    """What an act does to other acts.

    `quoted` are paragraphs that carry other acts' text; `carried` the addresses of its own annexes that go into
    other acts; `unread` the clauses that no rule understood.
    """

    operations: tuple[Operation, ...] = ()
    amends: tuple[ActRef, ...] = ()
    quoted: frozenset[int] = frozenset()
    carried: tuple[str, ...] = ()
    unread: tuple[Unrecognised, ...] = ()


def read_amendments(paragraphs: Sequence[Paragraph], frame: Frame, identity: Identity, special: Special) -> Amending:
    return Amending()
