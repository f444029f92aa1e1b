"""Plain text: the file's own lines, decoded, with the tables that tabs draw in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.model.documents import Format, Source
from pipeline.read.encoding import Decoded
from pipeline.read.tables import tab_tables

PAGE_MARK = "\f"
"""The control character that ends a page in the output of text extractors."""


def read_text(path: Path, data: bytes, decoded: Decoded) -> Source:
    """A plain text as it stands: offsets and line numbers are those of the decoded file.

    Form feeds are taken out and become page starts; other control characters are warned about.
    """
    text, page_starts = without_page_marks(decoded.text)
    return Source(
        path=str(path),
        format=Format.TEXT,
        digest=digest(data),
        text=text,
        tables=tab_tables(text),
        page_starts=page_starts,
        warnings=(*decoded.warnings, *control_warnings(text)),
    )


def digest(data: bytes) -> str:
    """The SHA-256 of the file: what identifies it, whatever its name."""
    return hashlib.sha256(data).hexdigest()


def without_page_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without form feeds, and the offsets where pages begin (none when there was no form feed)."""
    if PAGE_MARK not in text:
        return text, ()
    pages = text.split(PAGE_MARK)
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page))
    return "".join(pages), tuple(starts if pages[-1].strip() else starts[:-1])


def control_warnings(text: str) -> tuple[str, ...]:
    """A warning naming the lines that hold control characters no printed text has."""
    lines = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if any(character < " " and character != "\t" for character in line)
    ]
    return (f"control characters on lines {', '.join(map(str, lines[:10]))}",) if lines else ()
