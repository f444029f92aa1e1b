"""The words a grammar file names, ready to be looked up: the only place where a terminal gets its spelling.

A terminal of `kk.lark` or `ru.lark` is a list of phrases in quotes; «*» at the end of a word stands for any
ending. The longest phrase that fits wins, so «в следующей редакции» is never read as the preposition «в».
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from pipeline.model.acts import Language
from pipeline.recognise.amendments.normal import fold

_HERE: Final = Path(__file__).parent
_DEFINITION: Final = re.compile(r"^(?P<name>[A-Z][A-Z_]*)\s*:(?P<phrases>(?:\s*\|?\s*\"[^\"]*\")+)", re.MULTILINE)
_PHRASE: Final = re.compile(r'"([^"]*)"')


class Vocabulary:
    """The phrases of one grammar, found by their first word."""

    def __init__(self, grammar: str) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for definition in _DEFINITION.finditer(grammar):
            for phrase in _PHRASE.findall(definition["phrases"]):
                self._add(tuple(fold(phrase).split()), definition["name"])
        for entries in (*self._whole.values(), *self._stems.values()):
            entries.sort(key=lambda entry: (-len(entry[0]), -sum(map(len, entry[0]))))
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)

    def _add(self, phrase: tuple[str, ...], name: str) -> None:
        first = phrase[0]
        index, key = (self._stems, first[:-1]) if first.endswith("*") else (self._whole, first)
        index.setdefault(key, []).append((phrase, name))

    def match(self, words: list[str], at: int) -> tuple[str, int] | None:
        """The terminal of the longest phrase that begins with word `at`, and how many words it takes."""
        best: tuple[str, int] | None = None
        for phrase, name in self._candidates(words[at]):
            if (best is None or len(phrase) > best[1]) and _fits(phrase, words, at):
                best = (name, len(phrase))
        return best

    def opens_with(self, word: str) -> bool:
        """Whether some phrase begins with `word`."""
        return bool(self._candidates(word))

    def _candidates(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        found = list(self._whole.get(word, ()))
        for length in self._lengths:
            found += self._stems.get(word[:length], ()) if length <= len(word) else ()
        return found


def _fits(phrase: tuple[str, ...], words: list[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(phrase, words[at : at + len(phrase)], strict=True)
    )


@lru_cache(maxsize=2)
def grammar_text(language: Language) -> str:
    """The grammar file of a language."""
    return (_HERE / f"{language}.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=2)
def vocabulary(language: Language) -> Vocabulary:
    """The phrases of a language's grammar."""
    return Vocabulary(grammar_text(language))
