"""What follows an act in brackets: its registration, its publication, the short form the text gives it."""

from __future__ import annotations

import re

from msgspec import Struct

from pipeline.identify.named_acts import title_words
from pipeline.recognise.references.scan import Scan

_LONGEST = 700
_REGISTERED = re.compile(r"зарегистр|тіркел|регистрац|реестр|тізілім")
_PUBLISHED = re.compile(r"сапп|пүаж|пүкж|ведомост|жаршы|опублик|жариялан|газет|эталон|әділет|эқб|экб")
_SHORT = re.compile(r"(?:далее|бұдан\s+әрі)\s*(?:по\s+тексту\s*)?[-:]?\s*")
_OPEN_REGISTRATION = re.compile(
    r"\s*[.,;]?\s*(?:зарегистрирован[^\W\d_]*|регистрационн[^\W\d_]*"
    r"|(?:қазақстан\s+республикасы(?:ның)?\s+)?әділет\s+министрлігінде(?=[^.;()]{0,60}№\s*\d+\s+болып\s+тіркел))"
)
_CODE_NAME = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,3}\s+кодекс[^\W\d_]*")
_MARK = re.compile(r"[()]")
_CODE_PART = re.compile(r"\s*\((?:(?:общ|особенн)[^\W\d_]+\s+част[^\W\d_]+|(?:жалпы|ерекше)\s+бөлі[^\W\d_]+)\)")


class Brackets(Struct, frozen=True):
    """Registration number, short form and the place after the last bracket that belongs to the act."""

    end: int
    registration: str | None = None
    short: str | None = None
    published: bool = False


def brackets_after(scan: Scan, position: int) -> Brackets:
    """Read the brackets that follow an act; other brackets are left to the text."""
    read = Brackets(position)
    while True:
        step = _bracket(scan, read)
        if step is None:
            return read
        read = step


def code_part(scan: Scan, name: str, position: int) -> str:
    """«(Особенная часть)» there, where a code of this name and part is an act of its own; else nothing."""
    part = _CODE_PART.match(scan.folded, position)
    words = f"{name}{part[0]}".replace("(", " ").replace(")", " ").split() if part else []
    return part[0] if part and title_words(words, scan.language) == len(words) else ""


def _bracket(scan: Scan, so_far: Brackets) -> Brackets | None:
    folded = scan.folded
    at = so_far.end
    while at < len(folded) and folded[at] in " \n,":
        at += 1
    if at >= len(folded) or folded[at] != "(":
        return _without_bracket(scan, so_far)
    close = bracket_end(folded, at)
    inside = folded[at + 1 : close]
    short = _SHORT.search(inside)
    if short is not None and so_far.short is None:
        words = scan.text[at + 1 + short.end() : close]
        return Brackets(close + 1, so_far.registration, " ".join(words.strip(' "«»').split()), so_far.published)
    if _REGISTERED.search(inside):
        number = scan.first_number(at, close)
        registration = so_far.registration or (number.number if number else None)
        return Brackets(close + 1, registration, so_far.short, so_far.published)
    if _CODE_NAME.fullmatch(inside.strip()):
        return Brackets(close + 1, so_far.registration, so_far.short, so_far.published)
    if _PUBLISHED.search(inside):
        return Brackets(close + 1, so_far.registration, so_far.short, True)
    return None


def _without_bracket(scan: Scan, so_far: Brackets) -> Brackets | None:
    """«…, зарегистрированный в Реестре … под № 5757», «. Зарегистрирован в Министерстве юстиции … № 29212»."""
    if so_far.registration is not None:
        return None
    match = _OPEN_REGISTRATION.match(scan.folded, so_far.end)
    if match is None:
        return None
    number = scan.first_number(match.end(), min(len(scan.folded), match.end() + 220))
    if number is None or re.search(r"[;()]", scan.folded[match.end() : number.start]):
        return None
    closed = re.compile(r"\s*(?:болып\s+тіркел[^\W\d_]*)?\s*").match(scan.folded, number.end)
    return Brackets(closed.end() if closed else number.end, number.number, so_far.short, so_far.published)


def bracket_end(folded: str, opening: int) -> int:
    """Where the bracket opened at `opening` closes; one never closed ends with its paragraph."""
    limit = min(len(folded), opening + _LONGEST)
    depth = 0
    for match in _MARK.finditer(folded, opening, limit):
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return match.start()
    line = folded.find("\n", opening, limit)
    return (line if line >= 0 else limit) - 1


def bracket_start(folded: str, closing: int) -> int | None:
    """Where the bracket closed at `closing` opens, None within 700 characters."""
    floor = max(0, closing - _LONGEST)
    depth = 0
    for at in range(closing, floor - 1, -1):
        if folded[at] == ")":
            depth += 1
        elif folded[at] == "(":
            depth -= 1
            if depth == 0:
                return at
    return None
