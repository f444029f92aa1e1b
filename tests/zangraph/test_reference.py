"""The reference page says what the commands say."""

from __future__ import annotations

from zangraph.reference import PAGE, page


def test_the_page_of_commands_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m zangraph.reference"
