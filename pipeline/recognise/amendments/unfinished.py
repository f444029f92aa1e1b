"""Lines that break off: the clause they begin is read when the next line comes."""

from __future__ import annotations

import re
from typing import Final

from pipeline.model.operations import Kind
from pipeline.recognise.amendments.quotes import closes, opens

_ENDED: Final = re.compile(r"[.;:][\s»\"]*$")
_ONE_WORD: Final = re.compile(r"\s*(?:\d+\)\s*)?[^\W\d_]+\s*:\s*$")
_QUOTED: Final = re.compile(r"\s*[«\"„“][^«»\"„“”]+[»\"”“]\s*$")
_LONGEST: Final = 1500


def is_one_word(text: str) -> bool:
    """«строку:»: one word that announces what is named on the next line."""
    return _ONE_WORD.match(text) is not None


def is_quoted(text: str) -> bool:
    """Whether a line is nothing but words in quotes."""
    return _QUOTED.match(text) is not None


def is_unfinished(text: str, kind: Kind) -> bool:
    """Whether a line breaks off: it has no end and was not understood, or is one word that names what follows."""
    if len(text) > _LONGEST:
        return False
    if kind is Kind.UNPARSED:
        return _ENDED.search(text) is None
    return kind is Kind.SCOPE and is_one_word(text)


def breaks_off(text: str) -> bool:
    """Whether a line ends inside quotes, without the end of a clause: the rest of the words is on the next line."""
    last = next((at for at in range(len(text) - 1, -1, -1) if opens(text, at) or closes(text, at)), None)
    return last is not None and opens(text, last) and _ENDED.search(text) is None
