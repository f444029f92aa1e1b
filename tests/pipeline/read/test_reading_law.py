"""Every format of an invented act is read as the act it was made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from law_of_reading import FORMATS, measure

SEEDS = 7
"""Acts of each language in each format: more than 200 documents in all, each of a seed of its own."""

EXACT = ("provisions", "notes", "tables", "cells", "linked words")


@pytest.mark.parametrize("format_", FORMATS)
def test_what_was_written_is_read(format_: str, tmp_path: Path) -> None:
    measured = measure(format_, SEEDS, tmp_path, first=FORMATS.index(format_) * SEEDS)
    told = "\n".join(measured.wrong[:12])
    assert measured.known["documents"] == 2 * SEEDS
    assert measured.share("characters") >= 0.999, told
    assert {what: measured.share(what) for what in EXACT} == dict.fromkeys(EXACT, 1.0), told
