"""From an override to the record of what became of it, and the words of a text found whatever their blanks."""

from __future__ import annotations

import re

from pipeline.model.decisions import Decision, DecisionKind
from pipeline.overrides.kinds import Override


def decision(
    kind: DecisionKind, override: Override, lines: tuple[int, int] | None, old: str, new: str, failure: str | None
) -> Decision:
    """The record of an override; the act is that of its document, known once the document is read."""
    return Decision(
        kind, override.entry, override.file, "", lines, old, new, override.reason, override.author, override.date,
        failure,
    )  # fmt: skip


def exactly(words: str) -> re.Pattern[str]:
    """A pattern for the words letter by letter, any blanks and line breaks between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))
