"""What the newest text of an act says of professions and other acts: old words speak no longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.acts import ActRef
from pipeline.model.editions import Citation, Document, Edition
from pipeline.model.professions import Card, PositionRow, Requirement

_PREAMBLE = "preamble"


class Current:
    """The records that documents give for one act, without those whose provision has been changed since."""

    def __init__(self, key: str, documents: Sequence[Document], editions: Sequence[Edition]) -> None:
        self.key = key
        self.documents = documents
        self._writers = {
            (edition.language, history.address): last.operation.act
            if (last := history.versions[-1]).operation
            else None
            for edition in editions
            for history in edition.provisions
            if history.versions
        }

    def citations(self) -> Iterator[Citation]:
        """References that provisions of the act make; those of its preamble are its legal basis."""
        return (citation for citation in self._spoken() if citation.address != _PREAMBLE)

    def legal_basis(self) -> Iterator[ActRef]:
        """The acts the preamble rests on: as the act's own texts print it, or as a later act has restated it."""
        for document in self.documents:
            if str(document.identity.key) == self.key and self._speaks(document, _PREAMBLE):
                yield from document.identity.legal_basis
        yield from (citation.reference for citation in self._spoken() if citation.address == _PREAMBLE)

    def _spoken(self) -> Iterator[Citation]:
        for document in self.documents:
            for citation in document.citations:
                if citation.act == self.key and self._speaks(document, citation.address):
                    yield citation

    def requirements(self) -> tuple[Requirement, ...]:
        """Requirements that provisions of the act ask for."""
        return tuple(
            row
            for document in self.documents
            for row in document.requirements
            if row.source.act == self.key and self._speaks(document, row.source.address or "")
        )

    def cards(self) -> tuple[Card, ...]:
        """Profession cards standing in the act's annexes; an annex restated later takes its cards away."""
        found = self._newest_annexes()
        return tuple(card for document in found for card in document.cards if card.act == self.key)

    def positions(self) -> tuple[PositionRow, ...]:
        """Rows of the registers standing in the act's annexes."""
        found = self._newest_annexes()
        return tuple(row for document in found for row in document.positions if row.act == self.key)

    def _newest_annexes(self) -> list[Document]:
        """The documents whose annexes stand in the act now, in either language."""
        carrying = [document for document in self.documents if self._carries(document)]
        written = {(language, act) for (language, _), act in self._writers.items() if act is not None}
        carried = [d for d in carrying if (d.identity.language, str(d.identity.key)) in written]
        return carried or carrying

    def _speaks(self, document: Document, address: str) -> bool:
        key = (document.identity.language, address)
        own = str(document.identity.key)
        if key not in self._writers:
            return own == self.key
        writer = self._writers[key]
        return writer == own or (writer is None and own == self.key)

    def _carries(self, document: Document) -> bool:
        return any(card.act == self.key for card in document.cards) or any(
            row.act == self.key for row in document.positions
        )
