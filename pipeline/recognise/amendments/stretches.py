"""Stretches of the paragraphs of an order: where clauses and payloads begin and end, character by character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.model.documents import Layout, Paragraph
from pipeline.recognise.amendments.quotes import CLOSING, OPENING, closes, opens

_MARKS: Final = '«»„“”"‹›'
_TAIL: Final = " \t\n;.,:"


class Stretch(NamedTuple):
    """Characters `start:end` of paragraph `paragraph`."""

    paragraph: int
    start: int
    end: int


class Place(NamedTuple):
    """A place between characters."""

    paragraph: int
    at: int


def is_lone_mark(text: str) -> bool:
    """A paragraph that is nothing but a quote (and the separator of its clause): it opens or closes a table."""
    stripped = text.strip()
    return bool(stripped) and stripped[0] in _MARKS and not stripped[1:].strip(_TAIL + _MARKS)


def begins_quoted(text: str, at: int = 0) -> bool:
    """Whether the text from `at` on opens with a quote."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at < len(text) and (opens(text, at) or text[at] in OPENING or is_lone_mark(text[at:]))


class Quotes:
    """The quotes of a run of paragraphs, counted once: how deep the text is inside quotes after each paragraph."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._depths: list[int] = []
        closing: dict[int, list[int]] = {}
        depth = 0
        self._changes = [self._change(paragraph) for paragraph in paragraphs]
        for index, paragraph in enumerate(paragraphs):
            depth += self._changes[index]
            self._depths.append(depth)
            if ends_quoted(paragraph.text):
                closing.setdefault(depth, []).append(index)
        self._closing = closing

    def _change(self, paragraph: Paragraph) -> int:
        if paragraph.layout is Layout.TABLE or is_lone_mark(paragraph.text):
            return 0
        text = paragraph.text
        marks = [at for at, character in enumerate(text) if character in _MARKS]
        return sum(1 if opens(text, at) else -1 if closes(text, at) else 0 for at in marks)

    def change(self, paragraph: int) -> int:
        """Opening quotes of a paragraph less its closing ones."""
        return self._changes[paragraph]

    def before(self, paragraph: int) -> int:
        """The depth at the beginning of a paragraph."""
        return self._depths[paragraph - 1] if paragraph else 0

    def closed_later(self, start: int, depth: int) -> bool:
        """Whether some paragraph from `start` on ends with a closing quote that brings the text back to `depth`."""
        places = self._closing.get(depth, [])
        return bisect_left(places, start) < len(places)


def ends_quoted(text: str) -> bool:
    """Whether a text ends with a closing quote and the separator of its clause."""
    stripped = text.rstrip(_TAIL)
    return bool(stripped) and (stripped[-1] in CLOSING or (len(stripped) > 1 and closes(stripped, len(stripped) - 1)))
