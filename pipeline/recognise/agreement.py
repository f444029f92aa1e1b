"""Whether the Kazakh and the Russian text of one amending act order the same.

Both texts are authentic (Law № 480-V, article 24(3)) and the registry does not hold them against each other (order
№ 472 of 2023, point 18), so they do differ: in the operations, their targets, or the numbers and dates they bring in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from pipeline.address import Address, Unit
from pipeline.identify.folding import fold
from pipeline.model.acts import Language
from pipeline.model.editions import Document
from pipeline.model.operations import Operation
from pipeline.recognise.dates import find_dates

_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)?(?![\w/]|[.,]\d|-\d)")
_LISTED = re.compile(r"^[\"«]?\d+(?:-\d+)*[.)]\s*", re.MULTILINE)
_HOLDERS = frozenset({Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER})
Signature = tuple[str, str, str]


def disagreements(kk: Document, ru: Document) -> Iterator[str]:
    """One line for each place where two texts of one amending act order different things, both clauses quoted."""
    ours = [_signature(operation) for operation in kk.operations]
    theirs = [_signature(operation) for operation in ru.operations]
    for edit in Indel.opcodes(ours, theirs):
        if edit.tag == "equal":
            pairs = zip(
                kk.operations[edit.src_start : edit.src_end],
                ru.operations[edit.dest_start : edit.dest_end],
                strict=True,
            )
            for one, other in pairs:
                yield from _payloads(one, other)
        for operation in kk.operations[edit.src_start : edit.src_end] if edit.tag == "delete" else ():
            yield f"only the Kazakh text orders {_said(operation)}"
        for operation in ru.operations[edit.dest_start : edit.dest_end] if edit.tag == "insert" else ():
            yield f"only the Russian text orders {_said(operation)}"


def _signature(operation: Operation) -> Signature:
    """What both languages must have alike: act, action, place (chapters over a point may be left out)."""
    steps = [step for step in Address.parse(operation.address).steps if step.unit not in _HOLDERS]
    place = "/".join(f"{step.unit}:{step.number}" for step in steps)
    return operation.act, operation.action, place


def _said(operation: Operation) -> str:
    lines = f"{operation.clause.lines[0]}–{operation.clause.lines[1]}"
    return f"{operation.action} {operation.address or 'the whole act'} (lines {lines}): «{operation.clause.text}»"


def _payloads(kk: Operation, ru: Operation) -> Iterator[str]:
    ours, theirs = _figures(kk, "kk"), _figures(ru, "ru")
    if ours != theirs:
        only_kk, only_ru = ours - theirs, theirs - ours
        yield (
            f"the new text of {kk.address} differs in figures: kk {_list(only_kk)}, ru {_list(only_ru)}; "
            f"«{kk.clause.text}» and «{ru.clause.text}»"
        )


def _list(figures: Counter[str]) -> str:
    return ", ".join(sorted(figures.elements())) or "none"


def _figures(operation: Operation, language: Language) -> Counter[str]:
    """Dates and numbers of the new text, without those that number its own elements."""
    words = operation.words
    texts = [operation.payload.text if operation.payload else "", words.new or "" if words else ""]
    text = _LISTED.sub("", "\n".join(texts))
    folded = fold(text, language)
    dates = find_dates(folded)
    found = Counter(date.day.isoformat() for date in dates if date.day is not None)
    rest = folded
    for date in reversed(dates):
        rest = rest[: date.start] + " " * (date.end - date.start) + rest[date.end :]
    found.update(match[0].replace(",", ".") for match in _NUMBER.finditer(rest))
    return found
