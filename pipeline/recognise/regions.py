"""Annexes that are tables of one kind: profession cards, registers of positions, qualification requirements."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from pipeline.address import Address
from pipeline.model.acts import Language
from pipeline.model.documents import Paragraph
from pipeline.model.operations import Operation
from pipeline.model.professions import Card, PositionRow, Requirement, RequirementSource
from pipeline.recognise.professions import read_cards, read_register, read_requirement_tables
from pipeline.recognise.unflatten import card_region, register_region
from pipeline.structure import Region
from pipeline.structure.addressing import annex_addresses
from pipeline.structure.frame import Frame


class Special(Struct, frozen=True):
    """What was read of a document's annexes by the readers of cards and registers.

    Cards, rows and requirements are kept with the address of the annex they stand in: when an operation carries
    that annex into another act, they are that act's.
    """

    regions: tuple[Region, ...] = ()
    found_cards: tuple[tuple[str, Card], ...] = ()
    found_positions: tuple[tuple[str, PositionRow], ...] = ()
    found_requirements: tuple[tuple[str, Requirement], ...] = ()

    def cards(self, operations: Sequence[Operation]) -> tuple[Card, ...]:
        """The cards, each with the act it belongs to."""
        return tuple(_of_act(card, _carrier(place, operations)) for place, card in self.found_cards)

    def positions(self, operations: Sequence[Operation]) -> tuple[PositionRow, ...]:
        """The rows of registers, each with the act it belongs to."""
        return tuple(
            row if (act := _carrier(place, operations)) is None else msgspec.structs.replace(row, act=act)
            for place, row in self.found_positions
        )

    def requirements(self, operations: Sequence[Operation]) -> tuple[Requirement, ...]:
        """The requirements of tables, each with the act it belongs to."""
        return tuple(
            row if (act := _carrier(place, operations)) is None else _for(row, act)
            for place, row in self.found_requirements
        )


def _for(row: Requirement, act: str) -> Requirement:
    return msgspec.structs.replace(row, source=msgspec.structs.replace(row.source, act=act))


def _of_act(card: Card, act: str | None) -> Card:
    if act is None:
        return card
    rows = tuple(_for(row, act) for row in card.requirements)
    return msgspec.structs.replace(card, act=act, requirements=rows)


def _carrier(place: str, operations: Sequence[Operation]) -> str | None:
    """The act that an operation puts this annex into."""
    number = (last.number if (last := Address.parse(place).last) else None) or ""
    for operation in operations:
        source = operation.payload.from_annex if operation.payload is not None else None
        if source is not None and (source == number or (not number and not source.isdigit())):
            return operation.act
    return None


def read_regions(paragraphs: Sequence[Paragraph], frame: Frame, key: str, language: Language) -> Special:
    """Read cards, registers and tables of requirements out of every annex of an act."""
    addresses = annex_addresses(
        [(a.corners[0].number, a.corners[0].names_act or a.corners[0].approved) for a in frame.annexes]
    )
    regions: list[Region] = []
    cards: list[tuple[str, Card]] = []
    rows: list[tuple[str, PositionRow]] = []
    asked: list[tuple[str, Requirement]] = []
    for annex, address in zip(frame.annexes, addresses, strict=True):
        part = paragraphs[slice(*annex.paragraphs)]
        found_cards = read_cards(part, key, language)
        found_rows = read_register(part, key, language) if not found_cards else ()
        cards += [(str(address), card) for card in found_cards]
        rows += [(str(address), row) for row in found_rows]
        if not found_cards:
            source = RequirementSource(key, address=str(address))
            asked += [(str(address), row) for row in read_requirement_tables(part, source, language)]
        regions += [
            region for card in found_cards if (region := card_region(card, paragraphs, annex.paragraphs)) is not None
        ]
        if found_rows:
            regions += register_region(found_rows, paragraphs, annex.paragraphs)
    return Special(tuple(regions), tuple(cards), tuple(rows), tuple(asked))
