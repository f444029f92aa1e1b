"""Cleaning: small named passes over the printed lines, each with one job and a record of what it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from pipeline.clean.displaced import displaced
from pipeline.clean.furniture import editors, footers, registry_codes, state_marks
from pipeline.clean.invisible import invisible
from pipeline.clean.letters import letter_spaced, look_alikes
from pipeline.clean.lines import Line, Passed, split
from pipeline.clean.markdown import markdown_marks
from pipeline.clean.paragraphs import gather, one_a_line
from pipeline.clean.words import vocabulary
from pipeline.model.documents import Clean, Format, Repair, Source

Pass = Callable[[tuple[Line, ...]], Passed]

EXTRACTED: tuple[Pass, ...] = (
    invisible,
    footers,
    state_marks,
    registry_codes,
    editors,
    look_alikes,
    letter_spaced,
    displaced,
)
"""For the plain-text extractions of printed pages."""

MARKED_UP: tuple[Pass, ...] = (invisible, markdown_marks, footers, state_marks, registry_codes, editors, look_alikes)
"""For Markdown."""

LAID_OUT: tuple[Pass, ...] = (invisible, footers, state_marks, registry_codes, editors, look_alikes)
"""For formats whose own layout already puts every word in its place."""

_PASSES: dict[Format, tuple[Pass, ...]] = {
    Format.TEXT: EXTRACTED,
    Format.MARKDOWN: MARKED_UP,
    Format.HTML: LAID_OUT,
    Format.DOCX: LAID_OUT,
    Format.PDF: LAID_OUT,
}


def clean(source: Source) -> Clean:
    """Run the passes that a format needs and gather the lines into paragraphs."""
    lines = split(source.text)
    repairs: list[Repair] = []
    removed: list[tuple[int, int, str]] = []
    for each in _PASSES[source.format]:
        passed = each(lines)
        lines = passed.lines
        repairs += passed.repairs
        removed += passed.removed
    hard = source.format is Format.MARKDOWN or (source.format is Format.TEXT and one_a_line(lines))
    paragraphs, joins = gather(lines, source.tables, vocabulary(source.text), hard_paragraphs=hard)
    repairs += joins
    repairs.sort(key=lambda repair: (repair.line, repair.stage))
    return Clean(source, paragraphs, tuple(repairs), tuple(removed))


def repair_counts(repairs: tuple[Repair, ...]) -> dict[str, int]:
    """How many words, letters or breaks each pass put right; doubts are not counted."""
    counts: Counter[str] = Counter()
    for repair in repairs:
        if repair.made:
            counts[repair.stage] += repair.count
    return dict(sorted(counts.items()))
