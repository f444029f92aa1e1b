"""A line becomes segments: what stands between its semicolons, each with the payload that follows its colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model.acts import Language
from pipeline.recognise.amendments import phrases_kk, phrases_ru
from pipeline.recognise.amendments.atoms import atoms
from pipeline.recognise.amendments.candidates import has_verb
from pipeline.recognise.amendments.forms import Case, Role, noun_forms
from pipeline.recognise.amendments.labels import Label, label_of
from pipeline.recognise.amendments.nominative import nominative
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.phrases import EDGE
from pipeline.recognise.amendments.pieces import Number, Piece, Segment
from pipeline.recognise.amendments.quotes import closes, opens
from pipeline.recognise.amendments.scanner import pieces_of
from pipeline.recognise.amendments.series import with_series

_ANNOUNCED: Final = {
    "ru": re.compile(r"(?:редакци\w{1,2}|содержани\w{1,2})\s*[:\-–]?\s*$"),
    "kk": re.compile(r"(?:(?:жазылсын|жазылады|белгіленсін)\s*[:\-–]?|толықтырылсын\s*:|толықтырылады\s*:)\s*$"),
}
_REACH: Final = 60


class Line(Struct, frozen=True):
    """A line cut up: its label («1)»), its segments."""

    label: Label | None
    segments: tuple[Segment, ...]


def announces(folded: str, at: int, language: Language) -> bool:
    """Whether the words before `at` announce a new wording, so that a quote there opens a payload."""
    return _ANNOUNCED[language].search(folded[max(0, at - _REACH) : at]) is not None


def announced_at(text: str, start: int, language: Language) -> int | None:
    """Where, from `start` on, a quote opens a new wording announced right before it; None when none does."""
    folded = fold(text)
    places = (at for at in range(start, len(text)) if folded[at] in '«"„“' and opens(text, at))
    return next((at for at in places if announces(folded, at, language)), None)


def cut(text: str, language: Language) -> Line:
    """Cut a line into its label and segments, payloads on the same line taken out whole."""
    folded = fold(text)
    label = label_of(folded, language)
    found: list[Segment] = []
    at = label.end if label is not None else 0
    joined = False
    while at < len(text):
        cutting = atoms(text, folded, language, at, lambda place: announces(folded, place, language))
        pieces = pieces_of(cutting, text, language)
        start = pieces[-1].end if pieces else at
        payload = _payload(text, folded, start, language)
        read = list(_segments(pieces, text, language, payload))
        found.extend([replace(read[0], joined=joined), *read[1:]] if read else [])
        at = payload[1] if payload else len(text)
        joined = goes_on(folded, at)
        if not payload and not pieces:
            break
    return Line(label, tuple(found))


_ENDED: Final = re.compile(r"\s*[.;]")


def goes_on(text: str, at: int = 0) -> bool:
    """Whether what stands behind quoted words belongs to their sentence: no separator parts it from them."""
    return _ENDED.match(text, at) is None


def _payload(text: str, folded: str, at: int, language: Language) -> tuple[int, int] | None:
    while at < len(text) and folded[at] == " ":
        at += 1
    return (at, _payload_end(text, folded, at, language)) if at < len(text) and opens(text, at) else None


_AFTER_PAYLOAD: Final = re.compile(r"\s*(?:[.;,]|$)")


def _payload_end(text: str, folded: str, start: int, language: Language) -> int:
    """Past the closing quote of the payload opened at `start`: the first that balances, else the last on the line.

    Behind it stands a separator or an order that goes on the clause («…: "А" и дополнить строкой …»).
    """
    depth, last = 0, len(text)
    for at in range(start, len(text)):
        if opens(text, at):
            depth += 1
        elif closes(text, at):
            depth -= 1
            if _AFTER_PAYLOAD.match(text, at + 1):
                last = at + 1
                if depth <= 0:
                    return last
            elif depth <= 0 and _orders_more(text, folded, at + 1, language):
                return at + 1
    return last


def _orders_more(text: str, folded: str, start: int, language: Language) -> bool:
    """Whether the rest of a line holds a verb of amendment and quotes of its own, so that it is no quoted text."""
    marks = [at for at in range(start, len(text)) if opens(text, at) or closes(text, at)]
    depths = list(accumulate(1 if opens(text, at) else -1 for at in marks))
    return min(depths, default=0) >= 0 and has_verb(folded[start : marks[0] if marks else None], language)


def _segments(
    pieces: Sequence[Piece], text: str, language: Language, payload: tuple[int, int] | None
) -> Iterator[Segment]:
    parts = list(_split(_with_subpoint(pieces) if language == "ru" else pieces))
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        named = _named(part, text, language)
        if any(piece.terminal not in EDGE for piece in named):
            is_open = part[-1].terminal == "COLON" or (last and payload is not None)
            yield Segment(tuple(named), part[0].start, part[-1].end, payload if last else None, is_open)


def _with_subpoint(pieces: Sequence[Piece]) -> list[Piece]:
    """«а) пункта 4 исключить»: the noun that was left out before the number."""
    first = pieces[0] if len(pieces) > 1 else None
    number = first.items[0] if first is not None and first.items else None
    if first is None or not isinstance(number, Number) or not number.bracket:
        return list(pieces)
    if not pieces[1].forms or any(
        form.role is not Role.UNIT or form.case is not Case.GEN for form in pieces[1].forms
    ):
        return list(pieces)
    forms = noun_forms("ru").get("подпункт", ())
    return [Piece(Role.UNIT.value, first.start, first.start, forms=forms, text="подпункт"), *pieces]


_ORDERING: Final = ("DROP", "RESTATE", "SWAP", "ADD")
"""Verbs that go on a clause behind a stray colon («пункт 3: исключить»)."""


def _split(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """At semicolons, and at a colon that ends a scope («в пункте 3: слова …»)."""
    part: list[Piece] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1].terminal if at + 1 < len(pieces) else ""
        if piece.terminal == "COLON" and following not in ("QUOTE", "", *_ORDERING):
            yield [*part, piece]
            part = []
        elif piece.terminal == "SEMICOLON":
            if part:
                yield part
            part = []
        else:
            part.append(piece)
    if part:
        yield part


_CODE: Final = re.compile(r"[^\W\d_a-zа-яәғқңөұүһі]{1,4}[ –-]{0,3}\d[\d/-]*\s*")


def _with_code_before(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """«М-38 «Омбы – Майқапшағай» деген жолдағы»: the code before the quotes belongs to what names the row."""
    at = next((at for at, piece in enumerate(pieces) if piece.terminal == "QUOTE"), 0)
    named = [piece.terminal for piece in pieces[at : at + 3]] == ["QUOTE", "DEGEN", Role.UNIT.value]
    code = text[pieces[0].start : pieces[at].start] if pieces else ""
    if not named or _CODE.fullmatch(code) is None:
        return list(pieces)
    return [replace(pieces[at], start=pieces[0].start, text=code + pieces[at].text), *pieces[at + 1 :]]


def _named(part: Sequence[Piece], text: str, language: Language) -> list[Piece]:
    """The segment with its number lists and its names of acts and documents merged."""
    names = phrases_kk if language == "kk" else phrases_ru
    series = with_series(part, language)
    merged = names.with_names(_with_code_before(series, text) if language == "kk" else series)
    return [
        replace(piece, text=nominative(text[piece.start : piece.end], language))
        if piece.terminal == "NAMED_"
        else piece
        for piece in merged
    ]
