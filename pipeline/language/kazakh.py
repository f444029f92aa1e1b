"""Kazakh for spaCy, registered as `kk` by this package's entry point (spaCy itself has no such class).

The tokenizer keeps together what the law counts as one word: `4-1-параграф`, `2)`, `08.12.2017`, `№316`, `т.б.`;
and cuts apart what extractions glue: `толықтырылсын:"2-1-параграф`, `бакалавриат)және`.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.attrs import LIKE_NUM  # type: ignore[import-not-found]
from spacy.lang.char_classes import LIST_ELLIPSES
from spacy.language import BaseDefaults, Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex

# A model saved to disk names these factories; whoever loads it through the `kk` entry point must find them.
from pipeline.language import components as components

LETTERS = "а-яёәғқңөұүһі"

ABBREVIATIONS = (
    "т.б.",
    "т.с.с.",
    "т.т.",
    "ж.",
    "жж.",
    "м.а.",
    "б.",
    "н/ж",
    "и.о.",
    "г.",
    "гг.",
    "т.д.",
    "т.п.",
    "б/н",
)
"""Words written with points or strokes, in both languages."""

one_token = re.compile(
    rf"(?i)(?:\d+(?:-\d+)*-[{LETTERS}]+|\d+(?:-\d+)*\)|\d{{2}}\.\d{{2}}\.\d{{4}}|№\d+(?:[-/]\w+)*)$"
).match
"""Whether a string with marks inside is one word of the law (`8-1-тармақпен`, `№420`).

A bound method of a pattern that carries its flags: that is what spaCy can write to disk.
"""

_INFIXES = (
    *LIST_ELLIPSES,
    r"(?<=[\w;:,.)])[:;,]?[\"«»“”](?=\w)",
    rf"(?<=[{LETTERS}])[:;,](?=\S)",
    r"(?<=\w)[()](?=\w)",
    rf"(?<=[{LETTERS}])\)(?=[{LETTERS}])",
    rf"(?<=[{LETTERS}])/(?=[{LETTERS}])",
)
"""spaCy's own infixes cut at every hyphen after a digit, and `token_match` is not asked about pieces they leave."""

_NUMBERS = frozenset(
    {"бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он", "жиырма", "отыз", "қырық", "елу"}
    | {"алпыс", "жетпіс", "сексен", "тоқсан", "жүз", "мың"}
)


def legal_infixes() -> re.Pattern[str]:
    """Where a token of legal text is cut inside."""
    return compile_infix_regex(_INFIXES)


def exceptions() -> dict[str, list[dict[int, str]]]:
    """The abbreviations as tokenizer rules; they stand for spaCy's emoticons, which cost most of its time."""
    return {word: [{ORTH: word}] for word in ABBREVIATIONS}


def like_num(text: str) -> bool:
    """Whether a token is a number in digits or in Kazakh words."""
    return text.replace(",", "").replace(".", "").isdigit() or text.lower() in _NUMBERS


_ATTRIBUTES = {LIKE_NUM: like_num}


class KazakhDefaults(BaseDefaults):
    """Tokenizer rules of Kazakh legal text."""

    tokenizer_exceptions: Any = exceptions()
    token_match: Any = one_token
    infixes: Any = _INFIXES
    lex_attr_getters: Any = _ATTRIBUTES


class Kazakh(Language):  # type: ignore[no-untyped-call]
    """`spacy.blank("kk")`."""

    lang = "kk"
    Defaults = KazakhDefaults
