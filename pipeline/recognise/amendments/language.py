"""The language of one line of an amending act."""

from __future__ import annotations

import re
from typing import Final

from pipeline.model.acts import Language
from pipeline.recognise.amendments.forms import noun_forms
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.terminals import vocabulary

_KAZAKH_LETTERS: Final = re.compile(r"[әғқңөұүһі]")
_RUSSIAN_LETTERS: Final = re.compile(r"[ыэъщц]|(?:ить|ого|ому|ием)\b")
_QUOTED: Final = re.compile(r"[«\"„“][^«»\"„“”]*[»\"”“]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 400


def language_of(line: str, default: Language = "ru") -> Language:
    """Kazakh or Russian, by the words outside quotes: those of the grammars count most, then Kazakh letters."""
    folded = fold(line[:_ENOUGH])
    plain = _QUOTED.sub(" ", folded)
    words = _WORD.findall(plain)
    kazakh = sum(_is_known(word, "kk") + bool(_KAZAKH_LETTERS.search(word)) for word in words)
    russian = sum(_is_known(word, "ru") for word in words)
    if kazakh == russian:
        return _by_letters(folded, default)
    return "kk" if kazakh > russian else "ru"


def _is_known(word: str, language: Language) -> bool:
    return word in noun_forms(language) or vocabulary(language).opens_with(word)


def _by_letters(folded: str, default: Language) -> Language:
    kazakh, russian = len(_KAZAKH_LETTERS.findall(folded)), len(_RUSSIAN_LETTERS.findall(folded))
    if kazakh == russian:
        return default
    return "kk" if kazakh > russian else "ru"
