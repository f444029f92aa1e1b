"""Quoted strings of a clause, found although quotes of real acts do not balance.

Nested quotes collapse: «АО «НК «KAZAKH INVEST» (по согласованию)» opens three and closes two, and one «
opens both a title and the name in it. A string ends at the closing quote after which the clause goes on: with a
word of the clause language, a separator and another quote, or the end.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, Protocol

OPENING: Final = "«„‹"
CLOSING: Final = "»”›"
_STRAIGHT: Final = "\"'“‟"
_BEFORE_OPENING: Final = ' \n\t(«„"“[–-:;,/'
_AFTER_CLOSING: Final = ";.,:)»”›"
_REACH: Final = 4000


class Quoted(NamedTuple):
    """A quoted string: its first and past-the-last character (quotes in), its content, and whether it was closed."""

    start: int
    end: int
    content: str
    closed: bool


class GoesOn(Protocol):
    """What is known of the words outside quotes."""

    def __call__(self, at: int, /) -> int:
        """How surely the clause goes on at an offset: 2 surely, 1 perhaps (a bracket), 0 not."""

    def resumes(self, at: int, limit: int, /) -> int | None:
        """Where the next verb of the clause begins, for a string that is never closed."""


def opens(text: str, at: int) -> bool:
    """Whether the character at `at` opens a quoted string."""
    character = text[at]
    if character in OPENING:
        return True
    if character not in _STRAIGHT or character == "'":
        return False
    after = text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    if at and text[at - 1].isspace():
        return True
    return (at == 0 or text[at - 1] in _BEFORE_OPENING) and after not in _AFTER_CLOSING


def closes(text: str, at: int) -> bool:
    """Whether the character at `at` closes a quoted string."""
    character = text[at]
    if character in CLOSING:
        return True
    return character in _STRAIGHT and character != "'" and at > 0 and not opens(text, at)


def quoted_at(text: str, start: int, goes_on: GoesOn, limit: int) -> Quoted:
    """The quoted string that opens at `start`; without any closing quote it runs to `limit` and is not closed."""
    depth, perhaps, last, balanced = 0, -1, -1, -1
    reach = min(limit, start + _REACH)
    at = start
    while at < reach:
        if opens(text, at):
            if balanced >= 0 and depth >= 0:
                break
            depth += 1
        elif closes(text, at):
            depth -= 1
            sure = goes_on(at + 1)
            if sure == 2 or (depth == 0 and sure and balanced < 0):
                return _cut(text, start, at)
            last = at
            if depth == 0:
                balanced = at
            if sure and perhaps < 0:
                perhaps = at
        at += 1
    if balanced >= 0:
        return _cut(text, start, balanced)
    resumed = goes_on.resumes(max(last, start), limit)
    if resumed is not None:
        return Quoted(start, resumed, text[start + 1 : resumed].strip(), closed=False)
    if perhaps >= 0 or last >= 0:
        return _cut(text, start, perhaps if perhaps >= 0 else last)
    # The separator of a clause at the end of its line is no part of words whose closing quote is lost.
    return Quoted(start, limit, text[start + 1 : limit].rstrip(" \t;.").lstrip(), closed=False)


def _cut(text: str, start: int, end: int) -> Quoted:
    return Quoted(start, end + 1, content(text[start : end + 1]), closed=True)


def content(quoted: str) -> str:
    """What stands between the outer quotes; a quote mark that served twice is kept for the inner string.

    «KazNex Invest» ЭИҰА» АҚ» has one mark for two opening ones, «АО «Фонд» one for two closing ones. Before the
    number of a provision («1. Ұлттық ұланның академиясы» мекемесі.») no name opens: the mark lost stands behind it.
    """
    inner = quoted[1:-1]
    depth, first_closes, seen = 0, False, False
    for at in range(len(inner)):
        if opens(inner, at):
            depth, seen = depth + 1, True
        elif closes(inner, at):
            depth, first_closes, seen = depth - 1, first_closes or not seen, True
    head = quoted[0] if first_closes and _LABELLED.match(inner) is None else ""
    tail = quoted[-1] if depth > 0 and _ends_in_name(inner) else ""
    return f"{head}{inner}{tail}" if head or tail else inner.strip()


_LABELLED: Final = re.compile(r"\s*\d+(?:-\d+)*\s?[.)](?!\d)")


def _ends_in_name(inner: str) -> bool:
    """Whether the string breaks off inside an inner name, so that the last mark closed both."""
    openings = [at for at in range(len(inner)) if opens(inner, at)]
    return bool(openings) and not any(closes(inner, at) for at in range(openings[-1], len(inner)))
