"""The acts a note names: «приказом Министра … РК от 20.02.2015 № 101 (вводится …)», chains of them in both languages.

Russian puts the type of the act before its issuer, Kazakh after the number; in a chain only the first or the
last carries it, and an issuer once named holds until another is.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identify.bodies import resolve_body
from pipeline.identify.named_acts import act_by_particulars
from pipeline.model.acts import ActKey, ActType, InForce
from pipeline.model.provisions import NoteAct
from pipeline.recognise.inforce import read_in_force
from pipeline.recognise.inforce_days import date_in_force
from pipeline.recognise.references.draft import plain_number
from pipeline.recognise.references.scan import Scan


class NamedAct(Struct, frozen=True):
    """An act of a note: the stretch of text it takes, itself, and the in-force phrase beside it."""

    start: int
    end: int
    act: NoteAct
    in_force: InForce | None


class Bracket(Struct, frozen=True):
    """A bracket of a note, from «(» to after «)»."""

    start: int
    end: int


_COUNTRY = re.compile(r"рк|республики\s+казахстан|қр|қазақстан\s+республикасы[^\W\d_]*")
_NUMBER_BEFORE = re.compile(r"(?:№|(?<!\w)n(?!\w))\s*[^\s;,()]{1,24}\s+от\s*$")
_BETWEEN = re.compile(r"\s*(?:(?:года|год|г|ж)\.?(?!\w))?\s*[.,]?\s*")
_BEFORE_DATE = re.compile(r"(?:(?<!\w)от\s*)?$")
_SEPARATOR = re.compile(r"[;(]|\s[-–]\s|(?<=[)\d])\s*,|(?<!\w)и\s+(?=от)|\)\.?")
_KK_COUNTRY = re.compile(r"(?<!\w)(?:қазақстан[^\W\d_]*\s+республика[^\W\d_]*|қр)(?!\w)")
_RU_OWN = re.compile(r"[^\W\d_]")
_AFTER = re.compile(r"[\s,.;]*")
_KK_NOUN_AFTER = re.compile(r"\s*[^\W\d_]+\s*")
_LOOSE_PHRASE = re.compile(r"[\s,-]*(?=вводится|введен|қолданысқа)")


def brackets_of(folded: str, start: int = 0) -> list[Bracket]:
    """The outermost brackets from a place on; one never closed reaches to the next semicolon or its line's end."""
    found: list[Bracket] = []
    at = start
    while (unclosed := _closed_brackets(folded, at, found)) is not None:
        stop = re.compile(r"[;\n]").search(folded, unclosed)
        at = stop.start() if stop else len(folded)
        found.append(Bracket(unclosed, at))
    return found


def _closed_brackets(folded: str, at: int, found: list[Bracket]) -> int | None:
    """Add the outermost closed brackets from `at` on; gives where one begins that never closes."""
    depth, start = 0, 0
    for match in re.compile(r"[()]").finditer(folded, at):
        if match[0] == "(":
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Bracket(start, match.end()))
    return start if depth else None


def past_own_bracket(folded: str, start: int) -> int:
    """Past the bracket that a note stands in as a whole, closed at its end or never: «(заголовок в редакции …)»."""
    opening = _OPENING.match(folded, start)
    if opening is None:
        return start
    depth = 0
    for mark in _BRACKET.finditer(folded, opening.end() - 1):
        depth += 1 if mark[0] == "(" else -1
        if depth == 0:
            return start if _LETTER.search(folded, mark.end()) else opening.end()
    return opening.end()


_OPENING = re.compile(r"\s*\(")
_BRACKET = re.compile(r"[()]")
_LETTER = re.compile(r"\w")


def named_acts(scan: Scan, brackets: list[Bracket]) -> list[NamedAct]:
    """The acts in order; dates inside brackets belong to in-force phrases."""
    found: list[NamedAct] = []
    inside = bytearray(len(scan.folded) + 1)
    opens = {bracket.start: bracket for bracket in brackets}
    for bracket in brackets:
        inside[bracket.start : bracket.end] = b"\x01" * (bracket.end - bracket.start)
    issuer: str | None = None
    type_: ActType | None = None
    reach = 0
    for date in scan.dates:
        if inside[date.start]:
            continue
        gap = _BETWEEN.match(scan.folded, date.end)
        number = scan.number_from(gap.end() if gap else date.end)
        front = None if number else _NUMBER_BEFORE.search(scan.folded, reach, date.start)
        if front is not None:
            number = scan.number_from(front.start())
        own_start, own = _issuer(scan, reach, front.start() if front else date.start)
        if number is None and (own is None or not _is_act_date(scan, date.end, date.start)):
            continue
        named = _type(scan, reach, date.start, max(number.end, date.end) if number else date.end)
        if own is not None and not (issuer and named is None and _COUNTRY.fullmatch(own.lower())):
            issuer = own
        type_ = named or type_
        end = max(number.end, date.end) if number else date.end
        end, in_force = _in_force(scan, opens, end, date.day)
        act = NoteAct(
            issuer,
            date.day.isoformat() if date.day else None,
            number.number if number else None,
            _key(type_, issuer, date.day, number.number if number else None, scan),
        )
        found.append(NamedAct(min(own_start, date.start), end, act, in_force))
        reach = end
    return _jointly(found, scan)


_JOINT = re.compile(r"совместн|бірлескен")
_AND = re.compile(r"\s*,?\s*(?:и|және|мен)\s*")


def _jointly(found: list[NamedAct], scan: Scan) -> list[NamedAct]:
    """«совместным приказом A и B (вводится …)»: the phrase behind the last of a joint order holds for all."""
    if not _JOINT.search(scan.folded):
        return found
    shared: list[NamedAct] = []
    for act in reversed(found):
        following = shared[-1] if shared else None
        if following is not None and act.in_force is None and _AND.match(scan.folded, act.end):
            act = replace(act, in_force=following.in_force)
        shared.append(act)
    return shared[::-1]


_NOUN_NEAR = 12


def _is_act_date(scan: Scan, end_of_date: int, start_of_date: int) -> bool:
    """A date without a number is an act's after «от», or before a Kazakh act noun."""
    if scan.language == "ru":
        return scan.folded[max(0, start_of_date - 6) : start_of_date].rstrip().endswith("от")
    noun = scan.noun_from(end_of_date)
    return noun is not None and noun.start <= end_of_date + _NOUN_NEAR


def _issuer(scan: Scan, reach: int, date_start: int) -> tuple[int, str | None]:
    """The issuer phrase between the last act, separator or act noun and the date."""
    end = date_start
    if scan.language == "ru":
        match = _BEFORE_DATE.search(scan.folded, max(reach, date_start - 6), date_start)
        end = match.start() if match else date_start
    start = reach
    for match in _SEPARATOR.finditer(scan.folded, reach, end):
        start = match.end()
    if scan.language == "ru":
        nouns = scan.nouns_between(start, end)
        start = nouns[-1].end if nouns else start
    else:
        countries = [match.start() for match in _KK_COUNTRY.finditer(scan.folded, start, end)]
        start = countries[-1] if countries else start
    phrase = " ".join(scan.text[start:end].split()).strip(" ,.;-–")
    phrase = phrase.removeprefix("и ").removeprefix("және ")
    if phrase.endswith((" м.а", " и.о")) or phrase == "м.а":
        phrase += "."
    return start, phrase if _RU_OWN.search(phrase) else None


def _type(scan: Scan, reach: int, date_start: int, end: int) -> ActType | None:
    if scan.language == "ru":
        before = scan.nouns_between(reach, date_start)
        return before[-1].type if before else None
    following = scan.noun_from(end)
    return following.type if following else None


def _in_force(
    scan: Scan, opens: dict[int, Bracket], position: int, adopted: dt.date | None
) -> tuple[int, InForce | None]:
    """The in-force phrase after the number: in brackets before or after a Kazakh act noun, or without brackets."""
    at = _skip_blanks(scan.folded, position)
    if scan.language == "kk" and not _opens(scan.folded, at):
        noun = scan.noun_from(at)
        if noun is not None and noun.start == at:
            position = noun.end
            at = _skip_blanks(scan.folded, position)
    bracket = opens.get(at)
    if bracket is not None:
        return _past_noun(scan, bracket.end), _phrase(scan, bracket.start + 1, bracket.end, adopted)
    loose = _LOOSE_PHRASE.match(scan.folded, position)
    if loose is not None:
        stop = scan.folded.find(";", position)
        stop = stop if stop >= 0 else len(scan.folded)
        return stop, _phrase(scan, loose.end(), stop, adopted)
    return position, None


def _past_noun(scan: Scan, position: int) -> int:
    """Past the Kazakh act noun behind a bracket («… № 240 (…) Заңымен,»): it belongs to the act before it."""
    if scan.language == "ru":
        return position
    noun = scan.noun_from(position)
    near = noun is not None and not scan.folded[position : noun.start].strip()
    return noun.end if noun is not None and near else position


def _opens(folded: str, at: int) -> bool:
    return at < len(folded) and folded[at] == "("


def _skip_blanks(folded: str, at: int) -> int:
    while at < len(folded) and folded[at].isspace():
        at += 1
    return at


def _phrase(scan: Scan, start: int, end: int, adopted: dt.date | None) -> InForce | None:
    clause = read_in_force(scan.text[start:end], scan.language)
    return date_in_force(clause.main, adopted, None, None) if clause else None


_BY_PARLIAMENT = frozenset({ActType.LAW, ActType.CODE, ActType.CONSTITUTION})


def _key(
    type_: ActType | None, issuer: str | None, day: dt.date | None, number: str | None, scan: Scan
) -> str | None:
    if type_ is None or day is None or number is None:
        return None
    if type_ in _BY_PARLIAMENT:
        named = act_by_particulars(type_, day, number)
        if named is not None:
            return str(named.key)
        return str(ActKey.of(type_, "parliament", day, plain_number(number)))
    body = resolve_body(issuer, scan.language) if issuer else None
    return str(ActKey.of(type_, body.slug, day, plain_number(number))) if body else None
