"""Text that knows, character by character, which operation put it there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model.editions import Span
from pipeline.model.operations import OperationRef

Thread = OperationRef | None
"""The operation that wrote some characters; None is the base text."""


@dataclass(frozen=True, slots=True)
class Woven:
    """A text as a row of pieces, each with the operation that wrote it."""

    pieces: tuple[tuple[str, Thread], ...] = ()

    @classmethod
    def of(cls, text: str, thread: Thread = None) -> Woven:
        """A text all of one origin."""
        return cls(((text, thread),) if text else ())

    @classmethod
    def concat(cls, parts: Iterable[Woven]) -> Woven:
        """Several texts one behind the other."""
        return cls(_merged(piece for part in parts for piece in part.pieces))

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece for piece, _ in self.pieces)

    def replace(self, start: int, end: int, new: str, thread: Thread) -> Woven:
        """With the characters `start:end` changed to `new` by `thread`; the rest keeps its origin."""
        return Woven(_merged((*self._cut(0, start), (new, thread), *self._cut(end, len(self.text)))))

    def part(self, start: int, end: int) -> Woven:
        """The characters `start:end` with their origin."""
        return Woven(tuple(self._cut(start, end)))

    def threads(self, start: int, end: int) -> set[Thread]:
        """The operations that wrote any of the characters `start:end`."""
        return {thread for _, thread in self._cut(start, end)}

    def _cut(self, start: int, end: int) -> list[tuple[str, Thread]]:
        out: list[tuple[str, Thread]] = []
        position = 0
        for piece, thread in self.pieces:
            a, b = max(start - position, 0), min(end - position, len(piece))
            if b > a:
                out.append((piece[a:b], thread))
            position += len(piece)
        return out

    def spans(self, offset: int = 0) -> tuple[Span, ...]:
        """The pieces as spans of a text in which this one begins at `offset`."""
        out: list[Span] = []
        for piece, thread in self.pieces:
            out.append(Span(offset, offset + len(piece), thread))
            offset += len(piece)
        return tuple(out)


def _merged(pieces: Iterable[tuple[str, Thread]]) -> tuple[tuple[str, Thread], ...]:
    out: list[tuple[str, Thread]] = []
    for piece, thread in pieces:
        if not piece:
            continue
        if out and out[-1][1] == thread:
            out[-1] = (out[-1][0] + piece, thread)
        else:
            out.append((piece, thread))
    return tuple(out)


def joined(parts: Sequence[Woven], separator: str = "\n") -> tuple[str, tuple[Span, ...]]:
    """Several texts as one, with the spans of the whole; a separator belongs to the piece before it."""
    spans: list[Span] = []
    text = ""
    for number, part in enumerate(parts):
        if number:
            text += separator
            if spans:
                spans[-1] = Span(spans[-1].start, len(text), spans[-1].operation)
        for span in part.spans(len(text)):
            if spans and spans[-1].operation == span.operation:
                spans[-1] = Span(spans[-1].start, span.end, span.operation)
            else:
                spans.append(span)
        text += part.text
    return text, tuple(spans)
