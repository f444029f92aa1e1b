"""A redline in plain words: [-what went-] and {+what came+}, the marks of word diffs."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.compare.words import Change, Piece

_MARKED = {Change.SAME: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "{{+{}+}}"}
_NEAR = 60


def marked(pieces: Iterable[Piece]) -> str:
    """The pieces with marks that need no colour."""
    return "".join(_MARKED[piece.change].format(piece.text) for piece in pieces)


def shortened(pieces: Iterable[Piece], near: int = _NEAR) -> tuple[Piece, ...]:
    """The pieces with long unchanged stretches cut to what stands near a change, the cut shown as « … »."""
    held = list(pieces)
    found: list[Piece] = []
    for place, piece in enumerate(held):
        text = piece.text
        if piece.change is Change.SAME:
            head = text[:near] if place else ""
            tail = text[-near:] if place + 1 < len(held) else ""
            if len(text) > len(head) + len(tail) + 3:
                text = f"{head} … {tail}"
        found.append(Piece(piece.change, text, piece.by))
    return tuple(found)
