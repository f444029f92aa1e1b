"""Which words are words: the judge of a line break inside one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pipeline.language.morphology import russian

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_SHORTEST = 3


@lru_cache(maxsize=16384)
def is_russian(word: str) -> bool:
    """Whether the Russian dictionary knows the word form."""
    return bool(russian().word_is_known(word.lower()))


def vocabulary(text: str) -> Callable[[str], bool]:
    """A judge of words for one document: the Russian dictionary, and the document's own whole words.

    Kazakh has no dictionary that may be shipped, so a Kazakh word counts as known when the document prints
    it unbroken (not at a line's edge, where it may be a piece).
    """
    own = {
        match[0].lower()
        for line in text.split("\n")
        for match in _WORD.finditer(line)
        if match.start() > 0 and match.end() < len(line.rstrip()) and len(match[0]) >= _SHORTEST
    }

    def known(word: str) -> bool:
        return word.lower() in own or is_russian(word)

    return known
