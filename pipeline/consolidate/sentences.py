"""The sentences of a paragraph: abbreviations and initials end none."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[\"»”)]*\s+(?=[\"«„(]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_SHORT = re.compile(
    r"(?:\b(?:г|гг|ст|п|пп|т|д|п|е|к|н|с|ч|ж|жж|б|м|а|и|о|тг|тыс|млн|млрд|руб|см|ул|обл|др|№)|\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])\.$"
)


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The sentences of a paragraph from `start` on, as characters."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start):
        if not _SHORT.search(text[begin : match.start()]):
            found.append((begin, match.start() + len(match.group().rstrip())))
            begin = match.end()
    if begin < len(text):
        found.append((begin, len(text)))
    return found
