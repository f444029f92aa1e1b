"""How Word paragraphs are laid out: alignment, headings and lists, own or inherited from their styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from pipeline.read.numbering import W

_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*\d|title|название", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|оглавление|мазмұны)\s*\d", re.IGNORECASE)
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


class Styles:
    """The style sheet of a document."""

    def __init__(self, root: _Element) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in root.iterfind(f"{W}style")}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")
            ),
            "",
        )

    def alignment(self, paragraph: _Element) -> str:
        """`left`, `both`, `center` or `right`."""
        for properties in self._properties(paragraph):
            found = properties.find(f"{W}jc")
            if found is not None:
                return found.get(f"{W}val", "left")
        return "left"

    def is_heading(self, paragraph: _Element) -> bool:
        """Whether its style or its outline level makes it a heading."""
        for properties in self._properties(paragraph):
            outline = properties.find(f"{W}outlineLvl")
            if outline is not None:
                return outline.get(f"{W}val", "9") != "9"
        return any(_HEADING.match(self._name(key)) for key in self._chain(self._style_of(paragraph)))

    def is_contents(self, paragraph: _Element) -> bool:
        """Whether its style makes it a line of a table of contents."""
        return any(_CONTENTS.match(self._name(key)) for key in self._chain(self._style_of(paragraph)))

    def list_place(self, paragraph: _Element) -> tuple[str | None, int]:
        """The list a paragraph is numbered in and its level in it; the list is None for none."""
        level: int | None = None
        for properties in self._properties(paragraph):
            numbered = properties.find(f"{W}numPr")
            if numbered is None:
                continue
            depth, list_id = numbered.find(f"{W}ilvl"), numbered.find(f"{W}numId")
            if level is None and depth is not None:
                level = int(depth.get(f"{W}val", "0"))
            if list_id is not None:
                value = list_id.get(f"{W}val", "0")
                return (None if value == "0" else value), level or 0
        return None, 0

    def is_ruled(self, table: _Element) -> bool:
        """Whether a table draws lines, itself, by its style or in its cells."""
        properties = table.find(f"{W}tblPr")
        found = [] if properties is None else [properties.find(f"{W}tblBorders")]
        style = properties.find(f"{W}tblStyle") if properties is not None else None
        for key in self._chain(style.get(f"{W}val", "") if style is not None else ""):
            found.append(self._styles[key].find(f"{W}tblPr/{W}tblBorders"))
        own = next((borders for borders in found if borders is not None), None)
        cells = table.iterfind(f".//{W}tcBorders")
        return (own is not None and _draws(own)) or any(_draws(borders) for borders in cells)

    def _style_of(self, paragraph: _Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style.get(f"{W}val", "") if style is not None else self._default

    def _properties(self, paragraph: _Element) -> Iterator[_Element]:
        """The paragraph's own properties, then those of its style and the styles that one is based on."""
        own = paragraph.find(f"{W}pPr")
        if own is not None:
            yield own
        for key in self._chain(self._style_of(paragraph)):
            properties = self._styles[key].find(f"{W}pPr")
            if properties is not None:
                yield properties

    def _chain(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            yield key
            based = self._styles[key].find(f"{W}basedOn")
            key = based.get(f"{W}val", "") if based is not None else ""

    def _name(self, key: str) -> str:
        name = self._styles[key].find(f"{W}name")
        return name.get(f"{W}val", "") if name is not None else ""


def _draws(borders: _Element) -> bool:
    return any(
        side is not None and side.get(f"{W}val", "none") not in ("none", "nil")
        for side in (borders.find(f"{W}{name}") for name in _BORDERS)
    )
