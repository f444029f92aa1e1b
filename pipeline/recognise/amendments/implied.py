"""Quoted words that stand without their noun: «в пункте 3 «А» заменить на «Б»» means «слова «А»».

Only where nothing else can be meant: beside the verb or the preposition that asks for words. «в разделе «А»
исключить» names no words and stays unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.recognise.amendments.pieces import Piece

_UNSEEN: Final = frozenset(["AND", "RESPECTIVELY", "FORMS", "FILLER", "FROM"])
_VERBS: Final = frozenset(["SWAP", "DROP", "ADD"])
_TARGETS: Final = frozenset(["U_NOM", "DOC_NOM", "ACT_NOM", "SAID_NOM"])
_PLACED: Final = ("U_LOC", "U_GEN")


def with_nouns(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the noun «слова» before every run of quoted strings that has none."""
    found: list[Piece] = []
    seen: list[str] = []
    for at, piece in enumerate(pieces):
        if piece.terminal == "QUOTE":
            noun = _noun(seen, [following.terminal for following in pieces[at:] if following.terminal not in _UNSEEN])
            if noun is not None:
                found.append(Piece(noun, piece.start, piece.start))
                seen.append(noun)
        found.append(piece)
        if piece.terminal not in _UNSEEN:
            seen.append(piece.terminal)
    return found


def _noun(seen: Sequence[str], following: Sequence[str]) -> str | None:
    """The case of «слова» before a quoted string, None where it has a noun or is the name of a unit."""
    before = seen[-1] if seen else ""
    if before in ("AFTER", "BEFORE", "INSTEAD"):
        return "W_INS" if before == "BEFORE" else "W_GEN"
    if before in ("RESTATE", "READ"):
        return "W_NOM" if "INSTEAD" in seen else None
    if before == "ON":
        return "W_NOM" if "SWAP" in seen else None
    if before == "ADD":
        return "W_INS"
    if before in ("SWAP", "DROP"):
        return "W_INS" if before == "SWAP" and _has_old(seen) else "W_NOM"
    run = next((at for at, terminal in enumerate(following) if terminal != "QUOTE"), len(following))
    verb = following[run] if run < len(following) else ""
    if verb not in ("SWAP", "DROP"):
        return None
    return "W_NOM" if _is_free(seen, run, verb) else None


def _has_old(seen: Sequence[str]) -> bool:
    """Whether this order has named what is replaced."""
    start = max((at for at, terminal in enumerate(seen[:-1]) if terminal in _VERBS), default=-1)
    return "W_NOM" in seen[start + 1 :]


def _is_free(seen: Sequence[str], run: int, verb: str) -> bool:
    """Whether a quoted string, the first of `run` before its verb, cannot be the name of the unit before it."""
    before = seen[-1] if seen else ""
    if not seen or before in _VERBS:
        return True
    start = max((at for at, terminal in enumerate(seen) if terminal in _VERBS), default=-1)
    if verb == "DROP" and any(terminal in _TARGETS for terminal in seen[start + 1 :]):
        # «пункт 3 раздела 2 «Общие положения» исключить» names what goes; the quotes name the section.
        return False
    if before in ("SERIES", "QUOTE"):
        return len(seen) > 1 and seen[-2] in _PLACED
    return before in _PLACED and verb == "SWAP" and run == 1
