"""Raised figures: the index of a number put in between («статья 43¹» is article 43-1, not 431)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

FIGURES: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
INDICES: Final = dict(zip("0123456789", FIGURES, strict=True))
"""The raised form of each figure."""

_RAISE: Final = str.maketrans(INDICES)
_INDEX: Final = re.compile(f"[{FIGURES}]+")


def raised(text: str) -> str:
    """Text that is printed raised: its figures as raised ones, all else as it is."""
    return text.translate(_RAISE)


def hyphenated(number: str) -> str:
    """The number with its raised index behind a hyphen, as an address writes it: «43¹» is 43-1."""
    return _INDEX.sub(lambda found: "-" + "".join(str(unicodedata.digit(f)) for f in found[0]), number)
