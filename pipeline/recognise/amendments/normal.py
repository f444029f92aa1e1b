"""The spelling under which words are looked up: one character for one, so that every offset stays what it was.

Old and extracted texts print Latin letters inside Cyrillic words («тiзбе», «Yкiмет», «ПPИКАЗ») and capitals
anywhere; a clause is read from the folded spelling, its quoted words are taken from the text as printed. The
backslash of «1\\)» is Markdown's and means nothing.
"""

from __future__ import annotations

from typing import Final

_LATIN: Final = "aceopxyikhtmbACEOPXYIKHTMBəƏөӨї"
_CYRILLIC: Final = "асеорхуікнтмвасеорхуікнтмвәәөөі"
_FOLD: Final = str.maketrans(
    {
        **dict(zip(_LATIN, _CYRILLIC, strict=True)),
        "ё": "е",
        "Ё": "е",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "\u00ad": "-",
        "\u2011": "-",
        "\u2010": "-",
        "\u2212": "-",
        "—": "–",
        "\\": " ",
    }
)


def fold(text: str) -> str:
    """The text in small Cyrillic letters, look-alikes folded; as long as the text itself."""
    folded = text.translate(_FOLD).lower()
    if len(folded) == len(text):
        return folded
    return "".join(_fold_one(character) for character in text)


def _fold_one(character: str) -> str:
    lowered = character.translate(_FOLD).lower()
    return lowered if len(lowered) == 1 else "?"
