"""Provisions that say in their own place that they were excluded or repealed, one or several of them.

Order № 472 of 11.07.2023 keeps the numbers of what falls away: «70. Исключен …», «14-2)-14-6) исключены …»,
«12 – 14-баптар алып тасталды …».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.address import Unit
from pipeline.raised import FIGURES, hyphenated

_NUMBER = rf"\d++[{FIGURES}]*+(?:-\d+)*+"
_DASH = r"\s*[-–—]\s*"
_AND = r"\s*,\s*(?:и\s+|және\s+)?|\s+(?:и|және|мен)\s+"
_LIST = rf"{_NUMBER}[.)]?(?:(?:{_AND}|{_DASH}){_NUMBER}[.)]?)*+"
_GONE = r"исключ[её]н(?P<many>ы)?[ао]?|утратил[аои]?\s+силу|алып\s+тасталды|алынып\s+тасталды|күш(?:і|тері)\s+жойылды"
_VERB = rf"(?:(?:{_GONE})\b(?!\s+деп)|у\.\s?с\.\s*[-–])"
_ACT = r"закон|приказ|постановлени|указ|решени|распоряжени|в\s+соотв|согласно|с\s+\d|қр\b|қазақ"
_BY_ACT = rf"(?=\s*(?:[-–—(.,;:<*]|$|{_ACT}))"
"""What follows the verb where the registry speaks: the act; a norm would go on («исключены из перечня»)."""

_NOUN = r"(?:(?:под)?пункты?|стать[яи]|главы?|тармақша|тармақ|бап|тарау)"
_RU = rf"(?P<ru>(?:под)?пункты?|стать[яи]|глав[аы]|(?:под)?разделы?|параграфы?)\s+(?P<after>{_LIST})"
_KK = (
    rf"(?P<before>{_LIST})\s?-?\s?(?P<kk>тармақша|тармақ|бап|тарау|(?:кіші\s+)?бөлім|параграф)(?P<several>[лдт][ае]р)?"
    r"(?:[ндт][ыі]ң)?"
)
_NAMED = re.compile(rf"(?P<lead>(?:{_RU}|{_KK})[.:]?\s*\(?\s*){_VERB}{_BY_ACT}", re.IGNORECASE)
_PRINTED = re.compile(
    rf"(?P<lead>(?P<numbers>{_LIST})\s*\(?\s*)(?:(?:{_NOUN}\s+)?{_VERB}|(?<=\()(?:под)?пункт(?P<all>ы)?\s+отмен[её]н)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\(?\s*(?:{_NOUN}\s+)?{_VERB}", re.IGNORECASE)
_STEP = re.compile(rf"(?P<dash>{_DASH})?(?:{_AND})?(?P<number>{_NUMBER})")
_UNITS = {
    "подпункт": Unit.SUBPOINT, "пункт": Unit.POINT, "стать": Unit.ARTICLE, "глав": Unit.CHAPTER,
    "подраздел": Unit.SUBSECTION, "раздел": Unit.SECTION, "параграф": Unit.SUBCHAPTER, "тармақша": Unit.SUBPOINT,
    "тармақ": Unit.POINT, "бап": Unit.ARTICLE, "тарау": Unit.CHAPTER, "кіші": Unit.SUBSECTION, "бөлім": Unit.SECTION,
}  # fmt: skip
_MARKS = {".": Unit.POINT, ")": Unit.SUBPOINT}
_LONGEST_RANGE = 300
"""No act has lost more units at once; a longer range is a misprint."""


class Gone(NamedTuple):
    """What a paragraph says is gone: the unit, every number it names, and where the words about them begin."""

    unit: Unit
    numbers: tuple[str, ...]
    words: int


def gone(text: str) -> Gone | None:
    """The numbered units that a paragraph says in their place are gone, None where it says no such thing."""
    named = _NAMED.match(text)
    if named is not None:
        word = (named["ru"] or named["kk"]).lower()
        unit = next(unit for stem, unit in _UNITS.items() if word.startswith(stem))
        several = bool(named["several"]) or word.endswith(("ы", "и"))
        return Gone(unit, _told(named["after"] or named["before"], several), named.end("lead"))
    printed = _PRINTED.match(text)
    marks = re.findall(r"[.)]", printed["numbers"]) if printed is not None else []
    if printed is None or not marks:
        return None
    many = bool(printed["many"] or printed["all"])
    numbers = _told(printed["numbers"], many)
    if many and len(numbers) == 1:
        return None
    return Gone(_MARKS[marks[-1]], numbers, printed.end("lead"))


def is_gone(text: str) -> bool:
    """Whether a paragraph says in place that its provision was excluded or repealed («70. Исключен …»)."""
    return gone(text) is not None or bool(_ALONE.match(text))


def _told(listed: str, several: bool) -> tuple[str, ...]:
    """The numbers of a list with those that its ranges mean.

    Where the verb or the noun says that there are several, «12-14» alone is no number with a hyphen but a range.
    """
    steps = list(_STEP.finditer(listed))
    first, _, last = steps[0]["number"].partition("-")
    if several and len(steps) == 1 and last.isdigit() and first.isdigit() and int(first) < int(last):
        return tuple(_between(first, last))
    found: list[str] = []
    for step in steps:
        number = hyphenated(step["number"])
        found += _between(found.pop(), number) if found and step["dash"] else [number]
    return tuple(dict.fromkeys(found))


def _between(first: str, last: str) -> Iterator[str]:
    """The numbers of a range: 3 … 5; 14-2 … 14-6; 14, then 14-1 … 14-6. Of others only the ends are known."""
    outer, _, start = first.rpartition("-")
    base, _, end = last.rpartition("-")
    prefix = base + "-" if base else ""
    low = 0 if base == first else int(start) if base == outer else int(end)
    yield first
    if low < int(end) <= low + _LONGEST_RANGE:
        yield from (f"{prefix}{number}" for number in range(low + 1, int(end)))
    yield last
