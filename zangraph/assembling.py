"""Which documents an act is made from, and the act as it could be known on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pipeline.model.editions import Act, Document, public_since


class Parts(Struct, frozen=True):
    """Documents by act key: those of its own text, and those that amend or repeal it."""

    own: Mapping[str, Sequence[Document]]
    amending: Mapping[str, Sequence[Document]]

    @property
    def keys(self) -> list[str]:
        """Every act that a document is of, or amends."""
        return sorted(self.own.keys() | self.amending.keys())


def parts_of(documents: Iterable[Document]) -> Parts:
    """Documents told apart by the acts they speak of."""
    own: defaultdict[str, list[Document]] = defaultdict(list)
    amending: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        own[str(document.identity.key)].append(document)
        for target in sorted({operation.act for operation in document.operations}):
            amending[target].append(document)
    return Parts(dict(own), dict(amending))


def as_known(act: Act, documents: Iterable[Document], day: dt.date) -> Act:
    """The act built without the orders that were public only after a day, so that none of their words is in it."""
    from pipeline.consolidate import consolidate, with_second_order
    from pipeline.publish.notes import with_notes

    documents = list(documents)
    late = {key for key, since in public_since(documents).items() if since > day}
    known = [document for document in documents if str(document.identity.key) not in late - {act.act}]
    parts = parts_of(known)
    own, amending = parts.own.get(act.act, ()), parts.amending.get(act.act, ())
    if not own and not amending:
        return act
    identities = {str(document.identity.key): document.identity for document in known}
    return with_notes(consolidate(act.act, own, with_second_order(amending, parts.amending)), identities)
