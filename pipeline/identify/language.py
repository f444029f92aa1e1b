"""Which of the two languages of the law a text is written in.

The letters settle most of it: nine of them are Kazakh alone. What they leave open goes to langdetect, in a
factory of its own with two profiles: `ru` as langdetect ships it, `kk` as `benchmarks/train_language_profile.py`
makes it (langdetect knows no Kazakh and answers Ukrainian). With every profile of langdetect loaded, Bulgarian
and Macedonian take a sixth of the Russian lines; the two alone are also ten times as fast.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from msgspec import Struct

from pipeline.model.acts import Language

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_LATIN_FOR_KAZAKH = re.compile(r"(?<=[Ѐ-ӿ])i|i(?=[Ѐ-ӿ])", re.IGNORECASE)
"""Texts of the 1990s and 2000s print a Latin «i» for «і»: «тiзбе»."""

_QUOTED = re.compile(r"[\"«“„][^\"»”]{1,120}[\"»”]")

KAZAKH_SHARE = 0.03
"""From this share of Kazakh letters on a text is Kazakh; in running Kazakh it is about a fifth."""

RUSSIAN_LETTERS = 60
"""So many Cyrillic letters with no Kazakh one among them are Russian: in Kazakh every fifth is one."""

SHORT = 40
"""Below so many Cyrillic letters a paragraph («психолог, дефектолог,») takes the language of its document."""

_SEED = 0
_KK = files("pipeline.identify") / "profiles" / "kk.json"


class LanguageGuess(Struct, frozen=True):
    """A language and how certain it is, from 0 (nothing to go by) to 1."""

    language: Language
    certainty: float


def detect_language(text: str, document: Language | None = None) -> LanguageGuess:
    """The language of a text, or of a paragraph of a document whose language is known.

    With `document`, a fragment too short to tell takes its language. Text without a letter to go by (digits,
    signs, nothing) is answered with certainty 0: in the document's language, else in Kazakh, the state language.
    Raises nothing; the same text always gets the same answer.
    """
    letters = len(_CYRILLIC.findall(text))
    if not letters:
        return LanguageGuess(document or "kk", 0.0)
    if document is not None and letters < SHORT:
        return LanguageGuess(document, 0.5)
    own = _own_words(text)
    by_letters = _by_letters(own)
    if by_letters is not None:
        return LanguageGuess(by_letters, 1.0)
    try:
        return _by_profile(own)
    except LangDetectException:
        return LanguageGuess(document or "kk", 0.0)


def _own_words(text: str) -> str:
    """The text without what it quotes, where enough is left: a Russian act may name the project «Мәңгілік ел»."""
    own = _QUOTED.sub(" ", text)
    return own if len(_CYRILLIC.findall(own)) >= SHORT // 2 else text


def _by_letters(text: str) -> Language | None:
    letters = len(_CYRILLIC.findall(text))
    kazakh = len(_KAZAKH.findall(text)) + len(_LATIN_FOR_KAZAKH.findall(text))
    if kazakh > KAZAKH_SHARE * letters:
        return "kk"
    if letters >= RUSSIAN_LETTERS and not kazakh:
        return "ru"
    return None


def _by_profile(text: str) -> LanguageGuess:
    # langdetect passes over words in capitals, and headings of acts are printed in nothing else.
    detector = shipped_factory().create()
    detector.append(text.lower())
    best = detector.get_probabilities()[0]
    # Three letters leave as little doubt to langdetect as three hundred; not to us.
    weight = min(1.0, len(_CYRILLIC.findall(text)) / SHORT)
    return LanguageGuess("kk" if best.lang == "kk" else "ru", float(best.prob) * weight)


def factory(kazakh_profile: str) -> Any:
    """A seeded factory of the Russian profile and a Kazakh one given as JSON.

    Both are loaded in one call: a second one would restart langdetect's index and break its detectors.
    """
    made = DetectorFactory()
    made.set_seed(_SEED)
    russian = files("langdetect") / "profiles" / "ru"
    made.load_json_profile([russian.read_text(encoding="utf-8"), kazakh_profile])
    return made


@lru_cache(maxsize=1)
def shipped_factory() -> Any:
    """The factory with the profile that this package ships."""
    return factory(_KK.read_text(encoding="utf-8"))
