"""The cited provision: «5-бабы 6-тармағының екінші бөлігіне», «подпунктом 9) пункта 2-1 статьи 117».

Kazakh goes from the outside in and stands after the act, Russian from the inside out and stands before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.address import Address, Step, Unit
from pipeline.model.acts import Language
from pipeline.recognise.numerals import ORDINAL, ordinal


class Places(NamedTuple):
    """The cited places and the piece of text that names them."""

    addresses: tuple[str, ...]
    start: int
    end: int


NOWHERE = Places((), 0, 0)

_UNIT_WORDS: dict[Language, tuple[tuple[str, Unit], ...]] = {
    "ru": (
        ("подраздел", Unit.SUBSECTION), ("раздел", Unit.SECTION), ("глав", Unit.CHAPTER),
        ("параграф", Unit.SUBCHAPTER), ("стат", Unit.ARTICLE), ("подпункт", Unit.SUBPOINT), ("пункт", Unit.POINT),
        ("част", Unit.PART), ("абзац", Unit.PARAGRAPH), ("предложени", Unit.SENTENCE), ("приложени", Unit.ANNEX),
    ),
    "kk": (
        ("бөлім", Unit.SECTION), ("тарау", Unit.CHAPTER), ("параграф", Unit.SUBCHAPTER), ("бап", Unit.ARTICLE),
        ("баб", Unit.ARTICLE), ("тармақша", Unit.SUBPOINT), ("тарма", Unit.POINT), ("бөлік", Unit.PART),
        ("бөліг", Unit.PART), ("абзац", Unit.PARAGRAPH), ("азат", Unit.PARAGRAPH), ("сөйлем", Unit.SENTENCE),
        ("қосымша", Unit.ANNEX),
    ),
}  # fmt: skip

RANK: dict[Unit, int] = {
    unit: rank
    for rank, unit in enumerate(
        (
            Unit.ANNEX, Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ARTICLE, Unit.POINT,
            Unit.PART, Unit.SUBPOINT, Unit.PARAGRAPH, Unit.SENTENCE,
        )
    )
}  # fmt: skip
"""How far in a unit lies: a place goes from low to high."""

_ONE = r"\d+(?:-\d+){0,3}\)?(?!\d)"
_RU_UNIT = (
    r"(?:под)?пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|стат(?:ья|ьи|ье|ью|ьей|ей|ьям|ьями|ьях)|част(?:ь|и|ью|ей|ям|ями|ях)"
    r"|абзац(?:а|у|ем|е|ы|ев|ам|ами|ах)?|(?:под)?раздел(?:а|у|ом|е|ы|ов|ам|ами|ах)?|глав(?:а|ы|е|у|ой|ам|ами|ах)?"
    r"|параграф(?:а|у|ом|е|ы|ов|ам|ами|ах)?|предложени(?:е|я|ю|ем|и)|приложени(?:е|я|ю|ем|и|ям|ями)"
)
_KK_UNIT = r"(?:ба[пб]|тармақша|тарма[қғ]|бөлі[кг]|бөлім|тарау|параграф|абзац|азат\s+жол|сөйлем|қосымша)[^\W\d_]*"
_JOIN = r"(?:\s*,\s*(?:и\s+|және\s+)?|\s+(?:и|және|мен|бен|пен|или|немесе)\s+)"
_RU_STEP = re.compile(
    rf"(?<!\w)(?P<unit>{_RU_UNIT})(?!\w)\s*(?P<list>(?:{_ONE}|{ORDINAL['ru']})(?:{_JOIN}(?:{_ONE}|{ORDINAL['ru']}))*)"
    rf"|(?<!\w)(?P<before>{ORDINAL['ru']})\s+(?P<unit2>част(?:ь|и|ью|ей)|абзац(?:а|у|ем|е)?|предложени(?:е|я|ю|ем|и))(?!\w)"
)
_KK_STEP = re.compile(
    rf"(?:(?<![\d-])(?=\d)|(?<!\w)(?!\d))(?P<list>(?:{_ONE}|{ORDINAL['kk']})(?:{_JOIN}(?:{_ONE}|{ORDINAL['kk']}))*)\s*-?\s*(?P<unit>{_KK_UNIT})(?![^\W\d_])"
)
STEP: dict[Language, re.Pattern[str]] = {"ru": _RU_STEP, "kk": _KK_STEP}
"""One step of a place in a folded text: unit and numbers, in the order of the language."""

_ITEM = {
    "ru": re.compile(rf"{_ONE}|{ORDINAL['ru']}"),
    "kk": re.compile(rf"{_ONE}|{ORDINAL['kk']}"),
}
_GAP = re.compile(r"[\s,]*(?:(?<!\w)(?:и|және|мен|также|сондай-ақ|в|во|к|о|с|со|по)(?!\w)[\s,]*)?$")
_REACH = 240
_OWN_ACT = re.compile(r"\s*(?:настоящ|осы|указанн|көрсетілген)\w*\s+\w+\s*[,]?\s*(?:и|және)?\s*")


def places_after(folded: str, position: int) -> Places:
    """The places named in Kazakh from `position` on."""
    steps: list[tuple[Unit, tuple[str, ...], bool]] = []
    at = position
    limit = min(len(folded), position + _REACH)
    while (match := STEP["kk"].search(folded, at, limit)) is not None:
        gap = folded[at : match.start()]
        if not _GAP.match(gap):
            break
        steps.append((_unit_of(match, "kk"), _items(match["list"], "kk"), bool(gap.strip(" "))))
        at = match.end()
    return Places(_chain(steps), position, at) if steps else NOWHERE


def places_before(folded: str, position: int) -> Places:
    """The places named in Russian right up to `position`."""
    floor = max(0, position - _REACH)
    steps: list[tuple[Unit, tuple[str, ...], bool]] = []
    end, separated = position, False
    for match in reversed(list(STEP["ru"].finditer(folded, floor, position))):
        gap = folded[match.end() : end]
        if not (_GAP.match(gap) and (steps or gap.strip() in ("", "к"))):
            break
        separated = bool(gap.strip())
        steps.append((_unit_of(match, "ru"), _items(_listed(match), "ru"), separated))
        end = match.start()
    return Places(_chain(steps), end, position) if steps else NOWHERE


def places_in(folded: str, start: int, end: int, language: Language) -> tuple[str, ...]:
    """Every place named between two positions of a folded text, read as chains of the language's order."""
    pattern = STEP[language]
    matches = list(pattern.finditer(folded, start, end))
    if language == "ru":
        matches.reverse()
    found: list[str] = []
    steps: list[tuple[Unit, tuple[str, ...], bool]] = []
    for number, match in enumerate(matches):
        gap = _between(folded, matches[number - 1], match) if number else ""
        if steps and not _GAP.match(gap) and not _OWN_ACT.fullmatch(gap):
            found += _chain(steps)
            steps = []
        steps.append((_unit_of(match, language), _items(_listed(match), language), bool(gap.strip())))
    if steps:
        found += _chain(steps)
    return tuple(dict.fromkeys(found))


def _between(folded: str, one: re.Match[str], other: re.Match[str]) -> str:
    first, second = sorted((one, other), key=lambda match: match.start())
    return folded[first.end() : second.start()]


def _unit_of(match: re.Match[str], language: Language) -> Unit:
    word = match["unit"] or (match["unit2"] if language == "ru" else "")
    return next(unit for start, unit in _UNIT_WORDS[language] if word.startswith(start))


def _listed(match: re.Match[str]) -> str:
    """The numbers of a step; Russian may put the ordinal first («второй части»)."""
    if match["list"] is not None:
        return match["list"]
    return match["before"]


def _items(listed: str, language: Language) -> tuple[str, ...]:
    found = []
    for match in _ITEM[language].finditer(listed):
        words = match[0].split()
        value = words[0].rstrip(")") if words[0][0].isdigit() else str(ordinal(words, language))
        found.append(value)
    return tuple(found)


def _chain(steps: list[tuple[Unit, tuple[str, ...], bool]]) -> tuple[str, ...]:
    """Addresses of a chain from the outside in; one that comes again, or goes outside them, starts anew."""
    done: list[Address] = []
    open_: list[Address] = [Address()]
    for unit, numbers, separated in steps:
        if separated and open_[0].steps and RANK[unit] <= max(RANK[step.unit] for step in open_[0].steps):
            done += open_
            open_ = [_outside(open_[0], unit)]
        open_ = [place / Step(unit, number) for place in open_ for number in numbers]
    return tuple(dict.fromkeys(str(place) for place in (*done, *open_)))


def _outside(place: Address, unit: Unit) -> Address:
    """The part of a place that a further `unit` beside it shares: the steps that go outside such a unit."""
    return Address(tuple(step for step in place.steps if RANK[step.unit] < RANK[unit]))
