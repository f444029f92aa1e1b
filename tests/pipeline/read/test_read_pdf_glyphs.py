"""Codes of characters as pdfium gives them, made whole."""

from __future__ import annotations

import pytest

from pipeline.read.pdf_glyphs import _whole


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ([0x41, 0xD835, 0xDF00, 0x42], [0x41, 0x1D700, 10, 0x42]),
        ([0xD835], [0xFFFD]),
        ([0xDF00, 0x41], [0xFFFD, 0x41]),
        ([0xD835, 0x41], [0xFFFD, 0x41]),
        ([0x41, 0x42], [0x41, 0x42]),
    ],
)
def test_halves_become_one_character_and_a_lone_half_a_lost_letter(units: list[int], codes: list[int]) -> None:
    assert _whole(units) == codes
