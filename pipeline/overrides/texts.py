"""Words of a text as a person decided them: found exactly once in the repaired paragraphs, or not used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from pipeline.model.decisions import Decision, DecisionKind
from pipeline.model.documents import Cell, Clean, Paragraph, Repair
from pipeline.overrides.decided import decision, exactly
from pipeline.overrides.kinds import OverrideError, TextOverride
from pipeline.trace import INSERTED, Traced, join

STAGE = "override"
"""The name under which decided words stand among a document's repairs."""


def decide_texts(cleaned: Clean, overrides: Sequence[TextOverride]) -> tuple[Clean, list[Decision]]:
    """The text with the words that were decided, and what became of each override."""
    made: list[Decision] = []
    for override in overrides:
        failure, lines = None, None
        try:
            cleaned, lines = with_words(cleaned, override)
        except OverrideError as error:
            failure = str(error)
        made.append(decision(DecisionKind.TEXT, override, lines, override.old, override.new, failure))
    return cleaned, made


def with_words(cleaned: Clean, override: TextOverride) -> tuple[Clean, tuple[int, int]]:
    """The text with the old words, which must stand in it once, made the new ones; and their source lines.

    The letters taken away are accounted for as removed by name, the change stands among the repairs. Raises
    `OverrideError` when the old words are not there, or more than once.
    """
    pattern = exactly(override.old)
    paragraphs = cleaned.paragraphs
    starts = list(accumulate((len(p.text) + 1 for p in paragraphs), initial=0))
    running = "\n".join(p.text if p.table is None else "\0" * len(p.text) for p in paragraphs)
    in_text = [match.span() for match in pattern.finditer(running)]
    in_cells = [
        (index, cell)
        for index, paragraph in enumerate(paragraphs)
        for cell in (paragraph.table.cells if paragraph.table is not None else ())
        for _ in pattern.finditer(cell.text)
    ]
    count = len(in_text) + len(in_cells)
    if count != 1:
        raise OverrideError(f"the old words are found {count} times, not once: «{_short(override.old)}»")
    if in_cells:
        index, cell = in_cells[0]
        first = last = index
        pieces, gone = _in_cell(paragraphs[index], cell, override)
    else:
        start, end = in_text[0]
        first = max(k for k in range(len(paragraphs)) if starts[k] <= start)
        last = max(k for k in range(len(paragraphs)) if starts[k] < end)
        pieces, gone = _in_paragraphs(
            paragraphs[first : last + 1], start - starts[first], end - starts[first], override.new
        )
    lines = (paragraphs[first].lines[0], paragraphs[last].lines[1])
    repair = Repair(STAGE, lines[0], override.old, override.new)
    return replace(
        cleaned,
        paragraphs=(*paragraphs[:first], *pieces, *paragraphs[last + 1 :]),
        repairs=tuple(sorted((*cleaned.repairs, repair), key=lambda each: (each.line, each.stage))),
        removed=(*cleaned.removed, *gone),
    ), lines


def _in_paragraphs(
    paragraphs: Sequence[Paragraph], start: int, end: int, new: str
) -> tuple[list[Paragraph], list[tuple[int, int, str]]]:
    """Paragraphs as one text with `start:end` changed, parted again at its line breaks; letters taken away."""
    whole = join([paragraph.traced() for paragraph in paragraphs], "\n")
    old = whole.text[start:end]
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    gone = whole[start + head : end - tail]
    changed = whole[: start + head] + Traced.inserted(new[head : len(new) - tail]) + whole[end - tail :]
    lines = (paragraphs[0].lines[0], paragraphs[-1].lines[1])
    single = len(paragraphs) == 1 and "\n" not in new
    rows = tuple(_rows(paragraphs[0], old, new)) if single else ()
    pieces = [
        Paragraph(piece.text, lines, paragraphs[0].layout, piece.runs(), rows)
        for piece in (part.strip() for part in _parted(changed))
        if piece
    ]
    return pieces, [(at, length, STAGE) for at, length in gone.runs() if at != INSERTED]


def _rows(paragraph: Paragraph, old: str, new: str) -> Iterator[str]:
    """The printed lines of a paragraph with the change, none when the words run over a line's end."""
    if sum(row.count(old) for row in paragraph.rows) == 1:
        yield from (row.replace(old, new) for row in paragraph.rows)


def _parted(text: Traced) -> Iterator[Traced]:
    start = 0
    for part in text.text.split("\n"):
        yield text[start : start + len(part)]
        start += len(part) + 1


def _common(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _in_cell(
    paragraph: Paragraph, cell: Cell, override: TextOverride
) -> tuple[list[Paragraph], list[tuple[int, int, str]]]:
    """A table with the words of one cell changed."""
    assert paragraph.table is not None
    words = exactly(override.old).sub(lambda _: override.new, cell.text)
    cells = tuple(replace(each, text=words) if each is cell else each for each in paragraph.table.cells)
    return [replace(paragraph, table=replace(paragraph.table, cells=cells))], []


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"
