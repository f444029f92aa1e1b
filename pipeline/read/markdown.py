"""Markdown: the file's own lines with their marks, the tables drawn in it in three ways, and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.documents import META, Format, Link, Source, Table
from pipeline.read.encoding import Decoded
from pipeline.read.tables import html_tables, pipe_tables, plain, tab_tables
from pipeline.read.text import control_warnings, digest, without_page_marks

_LONGEST_META = 100_000
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>(?:.*\n){1,100}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_STATED = re.compile(r"^requisite:[ \t]+(?P<line>\S.*(?:\n[ \t]+\S.*)*)$", re.MULTILINE)
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{1,2000})\]\((?P<target>[^()\s]+(?:\([^()\s]*\)[^()\s]*)?)[^()\n]{0,500}\)"
)
_REFERENCE = re.compile(r"(?<!!)\[(?P<words>[^\[\]\n]{1,2000})\]\[(?P<name>[^\[\]\n]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\[\]\n]+)\]:\s+<?(?P<target>\S+?)>?(?:\s.*)?$", re.MULTILINE)
_BARE = re.compile(r"<(?P<target>https?://[^\s<>]+)>")
_ANCHOR = re.compile(r"<a\s[^>]*?href=[\"'](?P<target>[^\"'>]+)[\"'][^>]*>(?P<words>[^<]*)</a>", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\(|<img\b", re.IGNORECASE)


def read_markdown(path: Path, data: bytes, decoded: Decoded) -> Source:
    """Markdown as it stands: offsets and line numbers are those of the decoded file, marks are kept.

    Tables come from HTML, from pipes, and from tab-separated lines as some extractors leave them; their cells
    are without marks.
    """
    text, page_starts = without_page_marks(decoded.text)
    return Source(
        path=str(path),
        format=Format.MARKDOWN,
        digest=digest(data),
        text=text,
        tables=_tables(text),
        links=tuple(sorted(_links(text), key=lambda link: link.line)),
        page_starts=page_starts,
        warnings=(*decoded.warnings, *control_warnings(text), *_picture_warnings(text)),
        requisite=_requisite(path, text),
    )


def _requisite(path: Path, text: str) -> str | None:
    """The line naming the act in the front matter, or in the `meta.yaml` that corpora put beside their texts."""
    head = _FRONT_MATTER.match(text)
    stated = head["lines"] if head is not None else _beside(path)
    found = _STATED.search(stated)
    return " ".join(found["line"].split()).strip("\"'") or None if found is not None else None


def _beside(path: Path) -> str:
    meta = path.with_name(META)
    try:
        return meta.read_text("utf-8") if meta.stat().st_size < _LONGEST_META else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _tables(text: str) -> tuple[Table, ...]:
    """All tables in order; of two that overlap the one drawn with more marks (HTML, pipes, tabs) stays."""
    kept: list[Table] = []
    for table in (*html_tables(text), *pipe_tables(text), *tab_tables(text)):
        if all(table.lines[1] < other.lines[0] or other.lines[1] < table.lines[0] for other in kept):
            kept.append(table)
    return tuple(sorted(kept, key=lambda table: table.lines))


def _links(text: str) -> Iterator[Link]:
    targets = {match["name"].lower(): match["target"] for match in _DEFINITION.finditer(text)}
    for pattern in (_LINK, _ANCHOR):
        for match in pattern.finditer(text):
            if not match["target"].startswith("#"):
                yield Link(plain(match["words"]), match["target"], _line(text, match))
    for match in _REFERENCE.finditer(text):
        target = targets.get((match["name"] or match["words"]).lower())
        if target:
            yield Link(plain(match["words"]), target, _line(text, match))
    for match in _BARE.finditer(text):
        yield Link(match["target"], match["target"], _line(text, match))


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _picture_warnings(text: str) -> tuple[str, ...]:
    lines = sorted({_line(text, match) for match in _PICTURE.finditer(text)})
    return (f"pictures on lines {', '.join(map(str, lines[:10]))} are not read",) if lines else ()
