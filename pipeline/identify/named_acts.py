"""The register of named acts: codes and laws that other acts cite by name alone.

Law № 480-V, article 25, lets a law be cited by its title: the number and date are then in this register or
nowhere. Titles are compared as sequences of word stems, without quotes and without the name of the country.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, convert
from rapidfuzz import fuzz, process

from pipeline.identify.folding import fold, slug, stem, words_of
from pipeline.model.acts import ActKey, ActType, Language

_DATA = Path(__file__).with_name("named_acts.toml")


class NamedAct(Struct, frozen=True):
    """An act of the register; titles with the present one first. None is a fact not established.

    `recent`: so new that an undated text means the act that bore the title before.
    """

    type: ActType
    date: dt.date
    ru: tuple[str, ...]
    kk: tuple[str, ...]
    adilet: str
    source: str
    number: str | None = None
    issuer: str = "parliament"
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    repealed_by: str | None = None
    recent: bool = False

    @property
    def key(self) -> ActKey:
        """Its key."""
        if self.number is None:
            return ActKey.of_constitution(self.date)
        return ActKey.of(self.type, self.issuer, self.date, self.number)

    def title(self, language: Language) -> str:
        """The present title."""
        return (self.ru if language == "ru" else self.kk)[0]


class NamedMatch(Struct, frozen=True):
    """An act found by its title and what is doubtful about the title as printed."""

    act: NamedAct
    doubts: tuple[str, ...] = ()


_COUNTRY = re.compile(
    r"(?<!\w)(?:(?:в\s+)?республик[аиуе]\w{0,2}\s+казахстан\w{0,2}|қазақстан\w{0,3}\s+республика\w*|рк|қр)(?!\w)"
)
_JOINTS_WORDS = """
    и в во на по с со о об при за для а также және мен бен пен
"""
_JOINTS = frozenset(_JOINTS_WORDS.split())


@cache
def named_acts() -> tuple[NamedAct, ...]:
    """The whole register."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return convert(data["act"], tuple[NamedAct, ...], strict=False)


@cache
def acts_by_key() -> dict[str, NamedAct]:
    """The register by act key."""
    return {str(act.key): act for act in named_acts()}


def normal_title(title: str, language: Language) -> str:
    """A title as it is compared: stems of its words, no quotes, no link words, no name of the country."""
    names = _COUNTRY.sub(" ", " ".join(fold(title, language).split()))
    return " ".join(stem(word, language) for word in words_of(names) if word not in _JOINTS)


def act_by_title(
    title: str, language: Language, *, on: dt.date | None = None, adopted: dt.date | None = None
) -> NamedMatch | None:
    """The act that bears the title, None when the register has none.

    Of several acts that bore it in turn, the one of the day `adopted` where the citing text prints one; else the
    newest in force by `on` (the day of the citing text); without a day the newest that is not marked as recent. A
    title that differs by a misprint matches with a doubt.
    """
    wanted = normal_title(title, language)
    if not wanted:
        return None
    found = _titles(language).get(wanted)
    doubts: tuple[str, ...] = ()
    if found is None and len(wanted) > 12:
        hit = process.extractOne(wanted, _titles(language).keys(), scorer=fuzz.ratio, score_cutoff=92)
        if hit is not None and hit[0].count(" ") == wanted.count(" "):
            found = _titles(language)[hit[0]]
            doubts = (f"title read as «{found[-1].title(language)}»",)
    if found is None:
        return None
    dated = next((act for act in found if act.date == adopted), None)
    return NamedMatch(dated or _in_turn(found, adopted or on), doubts)


def title_words(words: Sequence[str], language: Language) -> int:
    """How many of the first words make the longest title of the register; 0 when none does. No misprints allowed."""
    titles = _titles(language)
    for count in range(min(len(words), _LONGEST_NAME), 0, -1):
        if normal_title(" ".join(words[:count]), language) in titles:
            return count
    return 0


_LONGEST_NAME = 16


def act_by_particulars(type_: ActType, date: dt.date, number: str) -> NamedAct | None:
    """The act of that date and number; «№ 482» finds «482-V», «414-V ЗРК» finds «414-V»."""
    return _particulars().get((type_ in _ENACTED, date, _base(number)))


_ENACTED = frozenset({ActType.LAW, ActType.CODE, ActType.CONSTITUTION})


@cache
def _particulars() -> dict[tuple[bool, dt.date, str], NamedAct]:
    return {(act.type in _ENACTED, act.date, _base(act.number)): act for act in named_acts() if act.number}


def _base(number: str) -> str:
    digits = re.match(r"\d+", number.strip())
    return digits[0] if digits else number.strip().lower()


@cache
def _titles(language: Language) -> dict[str, tuple[NamedAct, ...]]:
    found: defaultdict[str, list[NamedAct]] = defaultdict(list)
    for act in sorted(named_acts(), key=lambda act: act.date):
        for normal in {normal_title(title, language) for title in (act.ru if language == "ru" else act.kk)}:
            if normal:
                found[normal].append(act)
    return {title: tuple(acts) for title, acts in found.items()}


def _in_turn(acts: tuple[NamedAct, ...], on: dt.date | None) -> NamedAct:
    if on is None:
        settled = [act for act in acts if not act.recent]
        return settled[-1] if settled else acts[-1]
    adopted = [act for act in acts if (act.in_force_from or act.date) <= on] or [
        act for act in acts if act.date <= on
    ]
    return adopted[-1] if adopted else acts[0]


def named_key(type_: ActType, title: str, language: Language) -> ActKey:
    """The key of an act known by a title that the register does not have."""
    return ActKey(type_, "named", None, slug(title, language))
