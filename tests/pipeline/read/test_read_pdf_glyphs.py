"""Codes of characters as pdfium gives them, made whole; pages put aside and taken up again."""

from __future__ import annotations

import pytest

from pipeline.read import pdf_packed
from pipeline.read.pdf_glyphs import PageLink, _whole
from pipeline.read.pdf_lines import TextLine, Word
from pipeline.read.pdf_order import PageRead
from pipeline.read.pdf_packed import Packed


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ("A\ud835\udf00B", "A\U0001d700\nB"),
        ("\ud835", "\ufffd"),
        ("\udf00A", "\ufffdA"),
        ("\ud835A", "\ufffdA"),
        ("AB", "AB"),
    ],
)
def test_halves_become_one_character_and_a_lone_half_a_lost_letter(units: str, codes: str) -> None:
    assert _whole(list(units)) == codes


@pytest.mark.parametrize("room", [0, 2_000_000])
def test_pages_put_aside_come_back_on_every_pass(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_packed, "_IN_MEMORY", room)
    lines = (TextLine((Word("қағида", 1.25, 2.5), Word("№ 7", 3.0, 4.0)), 1.25, 4.0, 10.5, 12.0),)
    pages = [
        PageRead(595.0, 842.0, lines * number, (), (PageLink(1.0, 2.0, 3.0, 4.0, "https://a.kz"),), ("doubt",))
        for number in range(40)
    ]
    with Packed(PageRead) as packed:
        for page in pages[:20]:
            packed.append(page)
        assert list(packed) == pages[:20]
        for page in pages[20:]:
            packed.append(page)
        assert [list(packed), list(packed)] == [pages, pages]
        assert len(packed) == len(pages)
