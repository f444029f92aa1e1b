"""Heads of posts: the word that names a person («басшысы», «заместитель») among the words of a post."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pipeline.language.morphology import is_declined_adjective, is_known, names_a_person, names_a_thing
from pipeline.model.acts import Language

_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PLURALS = ("лары", "лері", "дары", "дері", "тары", "тері", "лар", "лер", "дар", "дер", "тар", "тер")
"""Endings of the Kazakh plural, with the possessive and without."""

_ORDINAL = re.compile(r"[ыі]?нш[ыі]$")
"""«екінші» ends like «көмекші» and names no one."""

_PROPER = frozenset({"республики", "республикасы", "республикасының", "казахстан", "қазақстан"})


_RUSSIAN_LETTERS = re.compile(r"[а-яё]{5,}")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    language: Language
    words: frozenset[str]
    endings: tuple[str, ...]
    things: frozenset[str]

    def knows(self, word: str) -> bool:
        if word in self.words:
            return True
        if word in self.things:
            return False
        ending = len(word) > 3 and word.endswith(self.endings) and not _ORDINAL.search(word)
        if self.language == "ru":
            return names_a_person(word) or (ending and not names_a_thing(word))
        # Kazakh takes names of occupations over from Russian as they are: «дизайнер», «корректор».
        return ending or (bool(_RUSSIAN_LETTERS.fullmatch(word)) and is_known(word) and names_a_person(word))


@lru_cache(maxsize=2)
def _lexicon(language: Language) -> _Lexicon:
    table = tomllib.loads((files("pipeline.recognise.professions") / "posts.toml").read_text(encoding="utf-8"))
    held = table[language]
    return _Lexicon(language, frozenset(held["words"].split()), tuple(held["endings"]), frozenset(held["things"]))


def is_head(word: str, language: Language) -> bool:
    """Whether a word names a post as it stands: in Kazakh also with a possessive or plural ending, without a case.

    «басшысы» is one, «басшысының» is not: something must follow it. Of a compound the last part counts.
    """
    last = word.lower().rsplit("-", 1)[-1]
    lexicon = _lexicon(language)
    if lexicon.knows(last):
        return True
    if language == "ru":
        return _is_russian_plural(last)
    return any(lexicon.knows(stem) for stem in _stems(last))


def _is_russian_plural(word: str) -> bool:
    """Whether a Russian word names persons in the plural: «инженеры», «воспитатели»."""
    if not word.endswith(("ы", "и")):
        return False
    return not {word[:-1], word[:-1] + "ь"}.isdisjoint(_lexicon("ru").words) or names_a_person(word, "plur")


def _stems(word: str) -> list[str]:
    """What a Kazakh word may be without its plural or possessive ending."""
    stems = [word[: -len(ending)] for ending in PLURALS if word.endswith(ending)]
    if word.endswith(("сы", "сі")):
        stems.append(word[:-2])
    if word.endswith(("ы", "і")):
        # «экономисі» is «экономист» with the possessive: the last letter of -ист falls away.
        stems += [word[:-1], word[:-1] + "т"]
    return stems


def words(text: str) -> list[str]:
    """The words outside brackets."""
    return _WORD.findall(without_brackets(text))


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, one inside the other too; an open bracket hides all after it."""
    previous = None
    while previous != text:
        previous, text = text, _BRACKETS.sub(" ", text)
    return text.split("(", 1)[0]


def ends_in_head(text: str, language: Language) -> bool:
    """Whether the last word is a head: then a Kazakh post may be complete."""
    outside = words(text)
    return bool(outside) and is_head(outside[-1], language)


_BEFORE_HEAD = (
    *("ның", "нің", "дың", "дің", "тың", "тің", "ғы", "гі", "лық", "лік", "дық", "дік", "тық", "тік"),
    *("ған", "ген", "қан", "кен", " бар", " бойынша", " үшін"),
)


def awaits_head(text: str) -> bool:
    """Whether Kazakh words end in a genitive, an adjective, a participle or a postposition: a noun must follow."""
    return text.rstrip().endswith(_BEFORE_HEAD)


def has_head(text: str, language: Language) -> bool:
    """Whether any word is a head; in Russian it stands first among the words of a post, or after its adjectives."""
    return _any_head(words(text), language)


def _any_head(found: Sequence[str], language: Language) -> bool:
    """A Russian head has its adjectives in the nominative: «компьютерной техники» names no «техник»."""
    return any(
        is_head(word, language) and not (language == "ru" and at and is_declined_adjective(found[at - 1]))
        for at, word in enumerate(found)
    )


def is_post(text: str, language: Language) -> bool:
    """Whether a piece of a list is a post by itself."""
    return ends_in_head(text, language) if language == "kk" else has_head(text, language)


def starts_post(text: str, language: Language) -> bool:
    """Whether a line may begin a post: a capital, and in Russian a head among the first words."""
    first = text.lstrip('"«“')
    if not first[:1].isupper():
        return False
    if language == "kk":
        return True
    leading = words(first.split(",", 1)[0])[:3]
    return _any_head([word for word in leading if word.lower() not in _PROPER], language)
