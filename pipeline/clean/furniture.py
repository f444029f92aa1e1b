"""Page furniture: what a printer added and no norm says."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.clean.lines import Line, Passed
from pipeline.model.documents import Repair

FOOTER = "page footer"
STATE = "registry's mark"

_FOOTER_START = re.compile(r"^\s*©\s*\d{4}")
_FOOTER_WORDS = re.compile(
    r"(?:ақпараттық? институты|информаци\w+|ШЖҚ РМК|РГП на ПХВ|Әділет министрлігі|Министерств\w+ юстиции"
    r"|правовой информации|құқықтық ақпарат)"
)


def footers(lines: tuple[Line, ...]) -> Passed:
    """Without the copyright footers that the registry prints («© 2012. … ШЖҚ РМК»)."""
    out: list[Line] = []
    removed: list[tuple[int, int, str]] = []
    repairs: list[Repair] = []
    in_footer = False
    for line in lines:
        text = line.text.text
        in_footer = bool(_FOOTER_START.match(text)) or (
            in_footer and line.blanks == 0 and bool(_FOOTER_WORDS.search(text))
        )
        if not in_footer:
            out.append(line)
            continue
        removed.append((line.text.at[0], len(text), FOOTER))
        repairs.append(Repair(FOOTER, line.number, text.strip(), "", count=1 if _FOOTER_START.match(text) else 0))
    return Passed(tuple(out), tuple(repairs), tuple(removed))


_STATES = frozenset(
    ("обновленный", "новый", "утративший силу", "исправление ошибки", "жаңартылған", "жаңа", "күшін жойған")
)
"""How Adilet marks the state of an act between its title and the line naming it."""

_HEAD_LINES = 30
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def state_marks(lines: tuple[Line, ...]) -> Passed:
    """Without the mark of an act's state that a copy of its page keeps («Обновленный», «Күшін жойған»).

    It stands alone, between the title and the dated line naming the act.
    """
    for at, (line, following) in enumerate(pairwise(lines[1:_HEAD_LINES]), start=1):
        words = line.text.text.strip()
        if words.lower() in _STATES and _DATED.search(following.text.text):
            parted = replace(following, blanks=max(1, line.blanks, following.blanks))
            repair = Repair(STATE, line.number, words, "")
            removed = (line.text.at[0], len(line.text.text), STATE)
            return Passed((*lines[:at], parted, *lines[at + 2 :]), (repair,), (removed,))
    return Passed(lines)
