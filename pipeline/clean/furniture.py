"""Page furniture and markup: what a printer or an extractor added and no norm says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean.lines import Line, Passed
from pipeline.model.documents import Repair
from pipeline.trace import Traced, join

FOOTER = "page footer"
MARKUP = "markup"

_FOOTER_START = re.compile(r"^\s*©\s*\d{4}")
_FOOTER_WORDS = re.compile(
    r"(?:ақпараттық? институты|информаци\w+|ШЖҚ РМК|РГП на ПХВ|Әділет министрлігі|Министерств\w+ юстиции"
    r"|правовой информации|құқықтық ақпарат)"
)
_PAGE_NUMBER = re.compile(
    r"^\s*(?:-\s*)?\d{1,4}(?:\s*-)?\s*$|^\s*(?:Бет|Страница|Стр\.)\s*\d+(?:\s*(?:/|из)\s*\d+)?\s*$"
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


_MARKUP = re.compile(
    r"^(?P<lead>\s*(?:#{1,6}\s+|>\s?|-\s+(?=\S)))"
    r"|(?P<strong>\*\*|__)"
    r"|(?P<em>(?<!\*)\*(?=\S)|(?<=\S)\*(?!\*))"
    r"|(?P<tag></?(?:a|b|i|u|em|strong|span|font|br|p|div|center)\b[^<>]*>)"
    r"|(?P<escape>\\)(?=[\\`*_{}\[\]()#+.!|>-])"
)
_RULE = re.compile(r"^\s*([_*-])(?:\s*\1){2,}\s*$")


def markdown_marks(lines: tuple[Line, ...]) -> Passed:
    """Without Markdown's marks; `*` stays where it is a footnote star and no pair encloses the line."""
    out: list[Line] = []
    removed: list[tuple[int, int, str]] = []
    for line in lines:
        kept: list[Traced] = []
        position = 0
        for start, end in _marks(line.text.text):
            kept.append(line.text[position:start])
            removed.append((line.text.at[start], end - start, MARKUP))
            position = end
        kept.append(line.text[position:])
        text = join(kept)
        if text.text.strip():
            out.append(line.with_text(text))
    return Passed(tuple(out), (), tuple(removed))


def _marks(text: str) -> Iterator[tuple[int, int]]:
    if _RULE.match(text):
        yield 0, len(text)
        return
    spans = list(_MARKUP.finditer(text))
    odd = {kind: sum(1 for match in spans if match[kind]) % 2 for kind in ("em", "strong")}
    for match in spans:
        if any(match[kind] and odd[kind] for kind in odd):
            continue
        if match.end() > match.start():
            yield match.span()
