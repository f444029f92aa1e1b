"""The pages of the reference say what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from zangraph.reference import PAGES


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_page_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run: python -m zangraph.reference"
