"""Names of acts and documents become one piece each, whatever words they are made of.

The title of an act or of an approved document may hold any word, structural nouns among them («Правила … части
…»); read as a phrase it cannot be mistaken for the clause around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.recognise.amendments.forms import Case, Role
from pipeline.recognise.amendments.pieces import Piece, Root

# fmt: off
FREE: Final = frozenset([
    "WORD", "QUOTE", "DATE", "ACT_NUMBER", "REMARK", "AND", "COMMA", "DOT", "DASH", "MARK", "IN", "ON", "FROM",
    "THROUGH", "TO", "NUMBER", "SERIES", "THIS", "SAID", "BY", "DEGEN", "ABOUT", "CHANGES", "UNTIL", "BEFORE",
    "AFTER",
])
# fmt: on
"""Terminals that may stand inside the name of an act or document."""

EDGE: Final = frozenset(["COMMA", "DOT", "AND", "REMARK", "DASH", "MARK", "COLON"])
"""Terminals that a name never begins or ends with."""


def starts_structure(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a clause, not a name, goes on at `at`: a numbered unit, quoted words, a verb."""
    piece = pieces[at]
    following = pieces[at + 1].terminal if at + 1 < len(pieces) else "END"
    if piece.terminal == Role.UNIT:
        return (
            following in ("SERIES", "QUOTE")
            or _is_ranked(pieces, at + 1)
            or (is_bare_unit(piece) and following not in ("WORD", "QUOTE"))
        )
    if piece.terminal == Role.WORD:
        return following in ("QUOTE", "SERIES", "AND", "COMMA", Role.WORD)
    if piece.terminal == "SERIES":
        return following == Role.UNIT
    if piece.terminal == "BY" and following == Role.DOCUMENT:
        return True
    if piece.terminal in ("UNTIL", "FROM") and following == "DATE":
        # «действие Правил … до 1 января 2021 года»: the term is no part of the name.
        return True
    if piece.terminal == "FILLER":
        # «… находящихся в ведении Министерства и его ведомств»: the name goes on; «его пункт 3» is a place.
        return following != "WORD" or piece.text not in OWNERS
    if piece.terminal == "IN":
        return at + 1 < len(pieces) and pieces[at + 1].terminal != "IN" and starts_structure(pieces, at + 1)
    return piece.terminal not in FREE and piece.terminal not in (Role.DOCUMENT, Role.ACT, "APPROVED")


_RANKED: Final = re.compile(r"(?:с |под )?порядковы\w+ номера?\w*")
"""«порядковый номер», «порядковые номера»: how a clause announces the numbers of rows."""


def _is_ranked(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a number announced as that of a row follows («строку, порядковый номер 8»)."""
    at += at < len(pieces) and pieces[at].terminal == "COMMA"
    return at < len(pieces) and pieces[at].terminal == "FILLER" and _RANKED.fullmatch(pieces[at].text) is not None


OWNERS: Final = frozenset(["его", "ее", "их"])
"""Whose something is: words of a name as well as words that a clause can do without."""

_BARE: Final = frozenset(["title", "preamble", "note", "text", "annex"])


def is_bare_unit(piece: Piece) -> bool:
    """Whether the unit is one that is named without a number («заголовок», «тақырыбы»)."""
    return any(form.name in _BARE for form in piece.forms)


def merged(pieces: Sequence[Piece], start: int, end: int, terminal: str, head: Piece, root: Root) -> Piece:
    """One piece in place of `pieces[start:end]`, with the forms of its head word."""
    return Piece(terminal, pieces[start].start, pieces[end - 1].end, forms=head.forms, root=root)


def of_role(piece: Piece, role: Role, cases: Sequence[Case] = ()) -> bool:
    """Whether a piece can be a noun of `role` (in one of `cases`)."""
    return any(form.role is role and (not cases or form.case in cases) for form in piece.forms)


def trimmed(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """The stretch without the separators at its edges."""
    while start < end and pieces[start].terminal in EDGE:
        start += 1
    while end > start and pieces[end - 1].terminal in EDGE:
        end -= 1
    return start, end
