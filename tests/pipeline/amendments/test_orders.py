"""Whole orders: operations with their new text, and every character claimed exactly once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.model.acts import Language
from pipeline.model.documents import Layout, Paragraph
from pipeline.recognise.amendments import OrderReading, read_order
from pipeline.recognise.amendments.notation import notation

HERE = Path(__file__).parent


class Order(NamedTuple):
    name: str
    language: Language
    paragraphs: tuple[Paragraph, ...]
    operations: tuple[tuple[str, str | None], ...]
    claims: tuple[tuple[str, str], ...]


def load() -> list[Order]:
    blocks = (HERE / "orders.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    return [_order(block.splitlines()) for block in blocks]


def _order(lines: list[str]) -> Order:
    name, language, _ = (part.strip() for part in lines[0].split(" | "))
    texts: list[Paragraph] = []
    operations: list[tuple[str, str | None]] = []
    claims: list[tuple[str, str]] = []
    for line in lines[1:]:
        if line.startswith("= "):
            operations.append((line[2:], None))
        elif line.startswith("  > "):
            operations[-1] = (operations[-1][0], line[4:])
        elif line.startswith("! "):
            claim, _, beginning = line[2:].partition(": ")
            claims.append((claim, beginning))
        elif line:
            layout = Layout.TABLE if line.startswith("| ") else Layout.INDENTED
            at = len(texts) + 1
            texts.append(Paragraph(line.removeprefix("| "), (at, at), layout, ()))
    known: Language = "kk" if language == "kk" else "ru"
    return Order(name, known, tuple(texts), tuple(operations), tuple(claims))


def assert_every_character_is_claimed(paragraphs: tuple[Paragraph, ...], reading: OrderReading) -> None:
    for index, paragraph in enumerate(paragraphs):
        spans = sorted((c.start, c.end) for c in reading.claims if c.paragraph == index)
        at = 0
        for start, end in spans:
            assert start == at, (index, spans)
            at = end
        assert at == len(paragraph.text), (index, spans, len(paragraph.text))


@pytest.mark.parametrize("order", load(), ids=lambda order: order.name)
def test_order_is_read_whole(order: Order):
    reading = read_order(order.paragraphs, order.language)
    assert [notation(operation.draft) for operation in reading.operations] == [line for line, _ in order.operations]
    for operation, (_, text) in zip(reading.operations, order.operations, strict=True):
        if text is None:
            assert operation.payload is None
            continue
        assert operation.payload is not None, operation
        first, last = text.split(" … ")
        assert operation.payload.text.startswith(first), operation.payload.text
        assert operation.payload.text.endswith(last), operation.payload.text
    assert_every_character_is_claimed(order.paragraphs, reading)
    for claim, beginning in order.claims:
        place = next(at for at, p in enumerate(order.paragraphs) if p.text.startswith(beginning))
        assert {str(c.claim) for c in reading.claims if c.paragraph == place} == {claim}


def test_payload_of_a_chapter_names_the_points_it_carries():
    order = next(order for order in load() if order.name.startswith("straight quotes"))
    chapter = read_order(order.paragraphs, order.language).operations[-1]
    assert chapter.payload is not None
    assert chapter.payload.provisions == ("annex/chapter:3-1", "annex/point:12-1", "annex/point:12-2")
    assert chapter.payload.lines == (7, 11)
    assert chapter.lines == (6, 6)


def test_each_act_of_a_list_is_the_base_of_its_own_operations():
    order = next(order for order in load() if order.name.startswith("several acts"))
    bases = [operation.base for operation in read_order(order.paragraphs, order.language).operations]
    assert [base.number if base else None for base in bases] == ["10", "10", "20", "5", "6"]
