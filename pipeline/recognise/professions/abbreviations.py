"""A document's own list of abbreviations: «Ескертпе: Аббревиатуралардың толық жазылуы: ММ – мемлекеттік мекеме»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model.documents import Paragraph

_OPENS = re.compile(r"(?i)аббревиатура|қысқартул|қысқартып|сокращени|расшифровк")
_ENTRY = re.compile(
    r"^\s*(?:\d+[.)]\s*)?[\"«“]?(?P<short>[^\s\d–—:;(][^–—:;]{0,30}?)[\"»”]?"
    r"\s+[–—-]\s+(?P<full>[^–—].*?)\s*[;.,]?\s*$"
)
_CAPITALS = 2


def read_abbreviations(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """Short forms and what they stand for, in printed order; empty where the document explains none.

    A list begins with a paragraph that speaks of abbreviations and ends in a colon, and goes on as long as every
    paragraph or line is «X – words» with X in capitals. Its entries may also stand in the opening paragraph.
    """
    found: dict[str, str] = {}
    listing = False
    for paragraph in paragraphs:
        if _OPENS.search(paragraph.text) and ":" in paragraph.text:
            listing = True
            found.update(_entries(paragraph.text.rsplit(":", 1)[-1].split(";")))
            continue
        if listing:
            by_line = _entries(paragraph.rows)
            entries = by_line if len(by_line) == len(paragraph.rows) else _entries([paragraph.text])
            found.update(entries)
            listing = bool(entries)
    return found


def _entries(texts: Iterable[str]) -> dict[str, str]:
    entries: dict[str, str] = {}
    for text in texts:
        match = _ENTRY.match(text)
        if match and sum(letter.isupper() for letter in match["short"]) >= _CAPITALS:
            entries[match["short"].strip()] = match["full"].strip()
    return entries
