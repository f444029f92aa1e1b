"""Russian morphology: one analyser for the process, loaded when it is first asked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_LIKELY = 0.1
_RUSSIAN = re.compile(r"[а-яё-]+")
"""What the analyser is asked about; letters of other scripts can make it fail."""


@lru_cache(maxsize=1)
def russian() -> MorphAnalyzer:
    """The analyser; its dictionary takes a tenth of a second to load."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=16384)
def names_a_person(word: str, number: Literal["sing", "plur"] = "sing") -> bool:
    """Whether a Russian word is a noun for a living being in the nominative: «дизайнер», not «дизайнера»."""
    return _RUSSIAN.fullmatch(word.lower()) is not None and any(
        {"NOUN", "anim", number, "nomn"} in parse.tag and parse.score >= _LIKELY and not _NAMES & parse.tag.grammemes
        for parse in russian().parse(word.lower())
    )


@lru_cache(maxsize=16384)
def is_declined_adjective(word: str) -> bool:
    """Whether a Russian word is an adjective or a participle, and in no reading one in the nominative: «судебной»."""
    parses = russian().parse(word.lower()) if _RUSSIAN.fullmatch(word.lower()) else []
    return bool(parses) and all(_ADJECTIVES & parse.tag.grammemes and "nomn" not in parse.tag for parse in parses)


def is_known(word: str) -> bool:
    """Whether the dictionary has a word as it is, not only by its ending."""
    return _RUSSIAN.fullmatch(word.lower()) is not None and bool(russian().word_is_known(word.lower()))


@lru_cache(maxsize=16384)
def names_a_thing(word: str) -> bool:
    """Whether a Russian word of the dictionary is a noun for what does not live: «сектор», «питомник»."""
    parses = [parse for parse in russian().parse(word.lower()) if parse.score >= _LIKELY] if is_known(word) else []
    return bool(parses) and all({"NOUN", "inan"} in parse.tag for parse in parses)
