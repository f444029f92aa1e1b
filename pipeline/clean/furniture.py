"""Page furniture: what a printer added and no norm says."""

from __future__ import annotations

import re

from pipeline.clean.lines import Line, Passed
from pipeline.model.documents import Repair

FOOTER = "page footer"

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
