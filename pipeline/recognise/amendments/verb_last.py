"""Kazakh lists of acts whose verb stands behind the last: «Мынадай: 1) … бұйрығы; 2) … бұйрығының күші жойылсын»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.address import Unit
from pipeline.model.documents import Paragraph
from pipeline.recognise.amendments.normal import fold
from pipeline.structure.markers import mark

_OPENS: Final = re.compile(r"(?:\d+ ?\.\s*)?мына(?:дай|лардың|лар|\s[^:;]{1,60})\s*:\s*")
_REPEALED: Final = re.compile(
    r"күші\s+жойыл(?:ды|ған)\s+деп\s+танылсын|күші\s+жойылсын|күшін\s+жойған\s+деп\s+танылсын"
)


def opens_repeals(paragraphs: Sequence[Paragraph], at: int, last: int) -> bool:
    """Whether paragraph `at` opens a list, ending before `last`, behind whose last act the verb of repeal stands."""
    if _OPENS.fullmatch(fold(paragraphs[at].text)) is None:
        return False
    for paragraph in paragraphs[at + 1 : last]:
        opened, text = mark(paragraph.text), fold(paragraph.text).rstrip()
        if opened is None or opened.unit is not Unit.SUBPOINT:
            return False
        if _REPEALED.search(text) is not None:
            return True
        if not text.endswith(";"):
            return False
    return False
