"""Labels of profession cards: which words of a printed line or cell say what the words after them are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from pipeline.model.acts import Language
from pipeline.recognise.professions.printed import Block, Line


class Field(StrEnum):
    """What a part of a card says."""

    GROUP_CODE = "group_code"
    CODE = "code"
    NAME = "name"
    ORK = "ork"
    KS_LEVEL = "ks_level"
    EDUCATION = "education"
    SPECIALITY = "speciality"
    EXPERIENCE = "experience"
    FUNCTION = "function"
    TASK = "task"
    SKILL = "skill"
    SKILLS = "skills"
    KNOWLEDGE = "knowledge"
    COMPETENCES = "competences"
    RELATED = "related"
    KS = "ks"
    OTHER = "other"


class Kind(StrEnum):
    """How far a label reaches; see labels.toml."""

    CLOSED = "closed"
    OPEN = "open"
    WHOLE = "whole"
    TITLED = "titled"


FLOATING = frozenset({Field.FUNCTION, Field.TASK, Field.SKILL})
"""Labels centred in their cell: flattened, they stand anywhere among the words of the cells beside them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A label with the words that follow it in its block, or (field None) words that no label precedes."""

    field: Field | None
    label: str
    number: int | None
    lines: tuple[Line, ...]
    at: int
    """The source line it begins on."""


@dataclass(frozen=True, slots=True)
class _Label:
    field: Field
    kind: Kind
    pattern: re.Pattern[str]


@lru_cache(maxsize=2)
def _labels(language: Language) -> tuple[_Label, ...]:
    table = tomllib.loads((files("pipeline.recognise.professions") / "labels.toml").read_text(encoding="utf-8"))
    return tuple(
        _Label(Field(entry["field"]), Kind(entry["kind"]), re.compile(words, re.IGNORECASE))
        for entry in table["label"]
        for words in entry[language]
    )


_MARK = re.compile(r"\s*[:.–-](?=\s|$)\s*")
_SPACE_OR_END = re.compile(r"\s+|$")
_START = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d]")


def parts(block: Block, language: Language) -> list[Part]:
    """A block or cell cut at its labels, in order."""
    found: list[Part] = []
    lines = list(block.lines)
    open_part: tuple[Field | None, str, int | None, int] = (None, "", None, lines[0].number)
    held: list[Line] = []
    at = 0
    while at < len(lines):
        label = _label_at(lines[at:], language) if _START.match(lines[at].text) else None
        if label is None:
            held.append(lines[at])
            at += 1
            continue
        if held or open_part[0] is not None:
            found.append(Part(*open_part[:3], tuple(held), open_part[3]))
        open_part = (label.field, label.text, label.number, lines[at].number)
        held = [label.rest] if label.rest is not None else []
        at += label.taken
    found.append(Part(*open_part[:3], tuple(held), open_part[3]))
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    field: Field
    text: str
    number: int | None
    taken: int
    rest: Line | None


def _label_at(lines: Sequence[Line], language: Language) -> _Found | None:
    """The longest label that begins with the first of the lines; wrapped labels go over several."""
    texts = [line.text for line in lines[:_MOST_LINES]]
    text = " ".join(texts)
    best: tuple[int, _Label, re.Match[str]] | None = None
    for label in _labels(language):
        match = label.pattern.match(text)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        if label.kind is Kind.CLOSED and not _closes(text, match.end(), texts):
            continue
        if (
            label.kind is not Kind.WHOLE
            and _SPACE_OR_END.match(text, match.end()) is None
            and not _MARK.match(text, match.end())
        ):
            continue
        best = (match.end(), label, match)
    if best is None:
        return None
    end, label, match = best
    if label.kind is Kind.WHOLE:
        colon = text.find(":", end)
        end = colon if colon >= 0 else len(text)
    mark = _MARK.match(text, end)
    end = mark.end() if mark else end
    groups = match.groupdict()
    number = groups.get("n") or groups.get("m")
    taken, rest = _after(lines, texts, end)
    return _Found(label.field, text[: match.end()].strip(), int(number) if number else None, taken, rest)


_MOST_LINES = 14
"""How many lines the longest label wraps to in a narrow column."""


def _closes(text: str, end: int, texts: Sequence[str]) -> bool:
    """Whether a label that admits no value beside it ends here: at a colon or with its line."""
    if text[end : end + 2].lstrip().startswith(":"):
        return True
    ends = list(accumulate(len(each) + 1 for each in texts))
    return end + 1 in ends


def _after(lines: Sequence[Line], texts: Sequence[str], end: int) -> tuple[int, Line | None]:
    """How many lines a label takes, and what is left of its last line as words."""
    start = 0
    for number, each in enumerate(texts):
        if end <= start + len(each):
            left = each[end - start :].strip()
            if end == start:
                return number, None
            if not left:
                return number + 1, None
            line = lines[number]
            return number + 1, Line(left, line.number, line.block, more=line.more)
        start += len(each) + 1
    return len(texts), None
