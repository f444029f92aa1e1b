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
    rf"(?<!\w)(?P<list>(?:{_ONE}|{ORDINAL['kk']})(?:{_JOIN}(?:{_ONE}|{ORDINAL['kk']}))*)\s*-?\s*(?P<unit>{_KK_UNIT})(?!\w)"
)
_ITEM = {
    "ru": re.compile(rf"{_ONE}|{ORDINAL['ru']}"),
    "kk": re.compile(rf"{_ONE}|{ORDINAL['kk']}"),
}
_GAP = re.compile(r"[\s,]*(?:(?<!\w)(?:и|және|мен|также|сондай-ақ|в|во|к|о|с|со|по)(?!\w)[\s,]*)?$")
_REACH = 240
_OWN = re.compile(r"(?:настоящ|осы|указанн|көрсетілген)\w*\s*$")


def places_after(folded: str, position: int) -> Places:
    """The places named in Kazakh from `position` on."""
    steps: list[tuple[Unit, tuple[str, ...], bool]] = []
    at = position
    limit = min(len(folded), position + _REACH)
    while (match := _KK_STEP.search(folded, at, limit)) is not None:
        gap = folded[at : match.start()]
        if not _GAP.match(gap):
            break
        steps.append((_unit(match["unit"], "kk"), _items(match["list"], "kk"), bool(gap.strip(" "))))
        at = match.end()
    return Places(_chain(steps), position, at) if steps else NOWHERE


def places_before(folded: str, position: int) -> Places:
    """The places named in Russian right up to `position`."""
    floor = max(0, position - _REACH)
    steps: list[tuple[Unit, tuple[str, ...], bool]] = []
    end, separated = position, False
    for match in reversed(list(_RU_STEP.finditer(folded, floor, position))):
        gap = folded[match.end() : end]
        if not (_GAP.match(gap) and (steps or not gap.strip())):
            break
        separated = bool(gap.strip())
        listed = match["list"] or match["before"]
        steps.append((_unit(match["unit"] or match["unit2"], "ru"), _items(listed, "ru"), separated))
        end = match.start()
    return Places(_chain(steps), end, position) if steps else NOWHERE


def _unit(word: str, language: Language) -> Unit:
    return next(unit for start, unit in _UNIT_WORDS[language] if word.startswith(start))


def _items(listed: str, language: Language) -> tuple[str, ...]:
    found = []
    for match in _ITEM[language].finditer(listed):
        words = match[0].split()
        value = words[0].rstrip(")") if words[0][0].isdigit() else str(ordinal(words, language))
        found.append(value)
    return tuple(found)


def _chain(steps: list[tuple[Unit, tuple[str, ...], bool]]) -> tuple[str, ...]:
    """Addresses of a chain from the outside in; a unit that comes again after a comma starts a sibling."""
    done: list[Address] = []
    open_: list[Address] = [Address()]
    for unit, numbers, separated in steps:
        if separated and _holds(open_[0], unit):
            done += open_
            open_ = [_up_to(open_[0], unit)]
        open_ = [place / Step(unit, number) for place in open_ for number in numbers]
    return tuple(dict.fromkeys(str(place) for place in (*done, *open_)))


def _holds(place: Address, unit: Unit) -> bool:
    return any(step.unit is unit for step in place.steps)


def _up_to(place: Address, unit: Unit) -> Address:
    at = next(n for n, step in enumerate(place.steps) if step.unit is unit)
    return Address(place.steps[:at])
