"""Titles of acts in quotes: where they end, or begin, when the quotes do not balance.

Nested quotes collapse («… стандарта «Содействие занятости»»), closing ones are lost: a title is bounded by what
stands beside it (the register bracket, the next words of the clause, the end of the item), never by balance
alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.recognise.references.scan import Scan, paragraph_end, sentence_end, sentence_start

LONGEST_TITLE = 2000

_QUOTE = re.compile(r'["«»]')
_AFTER_TITLE = re.compile(
    r"\(\s*(?:далее|бұдан\s+әрі|зарегистр|сапп|опублик|ведомост|газет|внесен|в\s+редакции|нормативтік)"
    r"|[\"»]\s*,?\s*(?:следующ|изложить|признать|отменить|дополнить|внести|утративш|заменить|исключить|утвержден)"
    r"|(?:[\"»]|[^\"»\W])\s*,?\s*зарегистрирован"
)

_DATE_AHEAD = re.compile(r"\s*,?\s*от\s+[\"«]?\d")


class Title(NamedTuple):
    """A title: the place of its words, the place after its closing quote, what is doubtful."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    doubts: tuple[str, ...] = ()


def title_after(scan: Scan, quote: int, *, dated: bool = True) -> Title:
    """The title whose opening quote stands at `quote`; an act not `dated` before it has its date behind it."""
    limit = paragraph_end(scan, quote + 1, LONGEST_TITLE)
    mark = _AFTER_TITLE.search(scan.folded, quote + 1, limit)
    stop = sentence_end(scan, quote + 1, limit)
    strong = mark is not None and mark.start() <= stop
    bound = _before_mark(scan, mark) if mark is not None and strong else stop
    close = _first_balance(scan, quote, bound)
    if close is not None:
        later = _unmatched_close(scan, close + 1, bound) if strong else None
        end = close if later is None or scan.folded[later + 1 : bound].strip() else later
        doubts = () if end == close else ("quotes inside the title do not match",)
        return Title(quote, quote + 1, end, end + 1, doubts)
    last = max(scan.folded.rfind('"', quote + 1, bound), scan.folded.rfind("»", quote + 1, bound))
    if not dated and _has_dated_title(scan, quote, last) and _DATE_AHEAD.match(scan.folded, last + 1):
        return Title(quote, quote + 1, last + 1, last + 1, ("quotes inside the title do not match",))
    if last > quote and not scan.folded[last + 1 : bound].strip(" ,."):
        return Title(quote, quote + 1, last + 1, last + 1)
    inner_end = quote + 1 + len(scan.folded[quote + 1 : bound].rstrip(' ,."»'))
    return Title(quote, quote + 1, inner_end, inner_end, ("closing quote lost",))


def _has_dated_title(scan: Scan, quote: int, close: int) -> bool:
    """«О внесении … в приказ … от 24 апреля 2015 года № 231 «Об …» от …»: the act inside has its own date already."""
    inner = max(scan.folded.rfind('"', quote + 1, close), scan.folded.rfind("«", quote + 1, close))
    return inner > quote and any(quote < date.start and date.end <= inner for date in scan.dates)


def _before_mark(scan: Scan, mark: re.Match[str]) -> int:
    """The mark may begin with the closing quote or the last letter itself: both still belong to the title."""
    return mark.start() if scan.folded[mark.start()] == "(" else mark.start() + 1


def title_before(scan: Scan, end: int, floor: int) -> Title | None:
    """The title whose closing quote is the character before `end`; None when no quote opens it."""
    floor = sentence_start(scan, max(floor, end - LONGEST_TITLE), end - 1)
    marks = [match.start() for match in _QUOTE.finditer(scan.folded, floor, end)]
    depth = 0
    opening: int | None = None
    for at in reversed(marks):
        if at == end - 1 or _closes(scan.folded, at, depth, backward=True):
            depth += 1
        else:
            depth -= 1
            opening = at
            if depth == 0:
                break
    if opening is None:
        return None
    if depth == 0:
        return Title(opening, opening + 1, end - 1, end)
    listed = [
        noun.end for noun in scan.nouns_between(opening, end) if scan.folded[noun.end : noun.end + 1] in (",", ";")
    ]
    if listed:
        start = listed[-1] + 1
        start += len(scan.folded[start:end]) - len(scan.folded[start:end].lstrip())
        return Title(start, start, end - 1, end, ("opening quote lost",))
    return Title(opening, opening, end - 1, end, ("quotes inside the title do not match",))


def _first_balance(scan: Scan, quote: int, bound: int) -> int | None:
    """The quote that closes the one at `quote`, None when the quotes up to `bound` do not balance."""
    depth = 1
    for match in _QUOTE.finditer(scan.folded, quote + 1, bound):
        if _closes(scan.folded, match.start(), depth, backward=False):
            depth -= 1
            if depth == 0:
                return match.start()
        else:
            depth += 1
    return None


def _unmatched_close(scan: Scan, start: int, bound: int) -> int | None:
    """The last closing quote with no opening one between `start` and `bound`, None when there is none."""
    depth = 0
    found: int | None = None
    for match in _QUOTE.finditer(scan.folded, start, bound):
        if _closes(scan.folded, match.start(), depth + 1, backward=False):
            if depth == 0:
                found = match.start()
            else:
                depth -= 1
        else:
            depth += 1
    return found


def _closes(folded: str, at: int, depth: int, *, backward: bool) -> bool:
    """Whether a quote closes: guillemets say so, straight ones by the letters that touch them."""
    mark = folded[at]
    if mark != '"':
        return mark == "»"
    before = folded[at - 1] if at else " "
    after = folded[at + 1] if at + 1 < len(folded) else " "
    opens = (before.isspace() or before in '("«-') and (after.isalnum() or after in "(«")
    closes = not before.isspace() and before not in '("«' and not after.isalnum()
    if opens != closes:
        return closes
    if before.isspace() and not after.isspace():
        return not after.isalnum()
    return depth > 1 if not backward else depth <= 1
