"""Regions of a document that are one table each: profession cards and registers of positions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from pipeline.address import Address
from pipeline.model.acts import Language
from pipeline.model.documents import Cell, Layout, Paragraph, Table
from pipeline.model.operations import Operation
from pipeline.model.professions import Card, PositionRow
from pipeline.recognise.professions import read_cards, read_register
from pipeline.structure import Region
from pipeline.structure.addressing import annex_addresses
from pipeline.structure.frame import Frame, Span
from pipeline.structure.markers import is_note


_LONGEST_HEAD = 60
"""Characters of a line that may still be a heading of a flattened table's columns or blocks."""


class Special(Struct, frozen=True):
    """What was read of a document's annexes by the readers of cards and registers.

    Cards and rows are kept with the address of the annex they stand in: when an operation carries that annex
    into another act, they are that act's.
    """

    regions: tuple[Region, ...] = ()
    found_cards: tuple[tuple[str, Card], ...] = ()
    found_positions: tuple[tuple[str, PositionRow], ...] = ()

    def cards(self, operations: Sequence[Operation]) -> tuple[Card, ...]:
        """The cards, each with the act it belongs to."""
        return tuple(_of_act(card, _carrier(place, operations)) for place, card in self.found_cards)

    def positions(self, operations: Sequence[Operation]) -> tuple[PositionRow, ...]:
        """The rows of registers, each with the act it belongs to."""
        return tuple(
            row if (act := _carrier(place, operations)) is None else msgspec.structs.replace(row, act=act)
            for place, row in self.found_positions
        )


def _of_act(card: Card, act: str | None) -> Card:
    if act is None:
        return card
    rows = tuple(
        msgspec.structs.replace(row, source=msgspec.structs.replace(row.source, act=act)) for row in card.requirements
    )
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
    """Read cards and registers out of every annex of an act."""
    addresses = annex_addresses(
        [(a.corners[0].number, a.corners[0].names_act or a.corners[0].approved) for a in frame.annexes]
    )
    regions: list[Region] = []
    cards: list[tuple[str, Card]] = []
    rows: list[tuple[str, PositionRow]] = []
    for annex, address in zip(frame.annexes, addresses, strict=True):
        part = paragraphs[slice(*annex.paragraphs)]
        found_cards = read_cards(part, key, language)
        found_rows = read_register(part, key, language) if not found_cards else ()
        cards += [(str(address), card) for card in found_cards]
        rows += [(str(address), row) for row in found_rows]
        regions += [_card_region(card, paragraphs, annex.paragraphs, language) for card in found_cards]
        if found_rows:
            regions.append(_register_region(found_rows, paragraphs, annex.paragraphs))
    return Special(tuple(regions), tuple(cards), tuple(rows))


def _span(lines: tuple[int, int], paragraphs: Sequence[Paragraph], inside: Span) -> Span:
    indexes = [i for i in range(*inside) if paragraphs[i].lines[1] >= lines[0] and paragraphs[i].lines[0] <= lines[1]]
    return indexes[0], indexes[-1] + 1


_CARD_LABELS: dict[Language, dict[str, str]] = {
    "kk": {
        "card": "Кәсіп карточкасы", "code": "Кәсіп коды", "levels": "СБШ бойынша біліктілік деңгейі",
        "requirements": "Біліктілік талаптары", "education": "Кәсіптік білім деңгейі", "function": "Еңбек функциясы",
        "task": "Міндет", "skills": "Дағдылар", "knowledge": "Білім",
        "personal": "Жеке құзыреттерге қойылатын талаптар",
        "related": "СБШ шеңберіндегі басқа кәсіптермен байланыс", "ks": "БА-мен байланыс",
    },
    "ru": {
        "card": "Карточка профессии", "code": "Код профессии", "levels": "Уровень квалификации по ОРК",
        "requirements": "Требования к квалификации", "education": "Уровень профессионального образования",
        "function": "Трудовая функция", "task": "Задача", "skills": "Умения и навыки", "knowledge": "Знания",
        "personal": "Требования к личностным компетенциям", "related": "Связь с другими профессиями в рамках ОРК",
        "ks": "Связь с КС",
    },
}  # fmt: skip
"""The labels of a card's rows, as the templates of professional standards print them."""


def _card_region(card: Card, paragraphs: Sequence[Paragraph], inside: Span, language: Language) -> Region:
    """The card as a table in which every label stands by its own row, wherever the page let it float."""
    labels = _CARD_LABELS[language]
    rows: list[tuple[str, ...]] = [
        (labels["card"], card.name),
        (labels["code"], card.code or ""),
        (labels["levels"], ", ".join(map(str, card.ork_levels))),
        *((labels["requirements"], requirement.text) for requirement in card.requirements),
        (labels["education"], card.education or ""),
    ]
    for function in card.functions:
        rows.append((f"{labels['function']} {function.n}", function.title))
        for task in function.tasks:
            rows.append((f"{labels['task']} {task.n}", task.title))
            rows += [(labels["skills"], item) for item in task.skills]
            rows += [(labels["knowledge"], item) for item in task.knowledge]
    rows.append((labels["personal"], ", ".join(card.personal_competences)))
    rows += [
        (labels["related"], f"{related.level or ''} {related.name}".strip()) for related in card.related_professions
    ]
    rows.append((labels["ks"], "; ".join((*card.ks, *(reference.text for reference in card.ks_citations)))))
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Region(_span(card.lines, paragraphs, inside), card.name, Table(cells, card.lines, card.name))


def _register_region(rows: Sequence[PositionRow], paragraphs: Sequence[Paragraph], inside: Span) -> Region:
    lines = (min(row.lines[0] for row in rows), max(row.lines[1] for row in rows))
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        values = (row.block, row.sector or "", row.zveno or "", row.step or "", "; ".join(row.positions))
        cells += [Cell(r, c, value) for c, value in enumerate(values)]
    start, end = _span(lines, paragraphs, inside)
    while start > inside[0] and _is_table_head(paragraphs[start - 1]):
        start -= 1
    return Region((start, end), None, Table(tuple(cells), lines))


def _is_table_head(paragraph: Paragraph) -> bool:
    """A line over the first row («Звено Саты Лауазымдар атауы», «А БЛОГЫ», a floating step) is the table's."""
    return paragraph.layout is Layout.BLOCK and len(paragraph.text) <= _LONGEST_HEAD and not is_note(paragraph.text)
