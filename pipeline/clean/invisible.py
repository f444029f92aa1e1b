"""Signs that print nothing, and letters kept in two signs: what a page shows as one word must be one word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from pipeline.clean.lines import Line, Passed
from pipeline.model.documents import Repair
from pipeline.trace import Traced, join

INVISIBLE = "invisible signs"

_SOFT_HYPHEN = "\u00ad"
_SIGN = re.compile(
    r"(?P<none>[\u00ad\u200b-\u200f\u2060\ufeff]+)|(?P<two>[^\W\d_][\u0300-\u036f]+)|(?P<schwa>[\u018f\u0259])"
)
_SCHWA = {"\u018f": "Ә", "\u0259": "ә"}
"""The Latin schwa that fonts without Kazakh letters offered for the Kazakh one."""


def invisible(lines: tuple[Line, ...]) -> Passed:
    """Without soft hyphens, zero-width blanks and byte order marks; «и» and a breve as «й», a Latin schwa as «ә».

    A line that ends in a soft hyphen is marked as cut: its last word goes on in the next one.
    """
    out: list[Line] = []
    repairs: list[Repair] = []
    removed: list[tuple[int, int, str]] = []
    for line in lines:
        if _SIGN.search(line.text.text) is None:
            out.append(line)
            continue
        cut = line.text.text.rstrip().endswith(_SOFT_HYPHEN)
        text = _shown(line.text, removed)
        count = len(_SIGN.findall(line.text.text))
        repairs.append(Repair(INVISIBLE, line.number, line.text.text.strip(), text.text.strip(), count=count))
        if text.text.strip():
            out.append(replace(line, text=text, cut=cut))
    return Passed(tuple(out), tuple(repairs), tuple(removed))


def _shown(text: Traced, removed: list[tuple[int, int, str]]) -> Traced:
    parts: list[Traced] = []
    position = 0
    for sign in _SIGN.finditer(text.text):
        start, end = sign.span()
        shown = _SCHWA.get(sign[0], "") if sign["two"] is None else unicodedata.normalize("NFC", sign[0])
        parts += [text[position:start], Traced(shown, text.at[start : start + len(shown)])]
        if start + len(shown) < end:
            removed.append((text.at[start + len(shown)], end - start - len(shown), INVISIBLE))
        position = end
    return join([*parts, text[position:]])
