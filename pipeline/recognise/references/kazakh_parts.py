"""The parts of a Kazakh reference that stand before its noun: number and date, issuer, title."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identify.bodies import Certainty, resolve_body
from pipeline.identify.named_acts import act_by_title
from pipeline.model.acts import ActType
from pipeline.recognise.references.brackets import bracket_start
from pipeline.recognise.references.scan import Scan, paragraph_start, sentence_start
from pipeline.recognise.references.titles import title_before

_REACH = 2400
_COUNTRY = re.compile(r"(?<!\w)(?:қазақстан\w{0,3}\s+республика\w*|қр|кр)(?!\w)")
_COUNTRY_REACH = 40
_ABOUT = re.compile(r"(?<!\w)туралы\s*$")
_ISSUER_WORD = re.compile(r"(?:м\.\s?а\.?|-|,|[^\W\d_]+(?:-[^\W\d_]+)*,?)\s*$")
_MOST_WORDS = 26
_CAPITAL = re.compile(r"(?<![\w-])[А-ЯЁӘҒҚҢӨҰҮҺІI]\w*")
_TITLE_FLOOR = re.compile(r"[«»\";:()]|\d[.)]\s")


class Reading(Struct, frozen=True):
    """What has been read of a reference so far, from its noun back to `start`."""

    start: int
    end: int
    date: dt.date | None = None
    number: str | None = None
    issuer: str | None = None
    title: str | None = None
    name: str | None = None
    doubts: tuple[str, ...] = ()


def before_bracket(scan: Scan, position: int) -> int:
    """The end of the words before `position`, a bracket («(қол қойылған күнінен …)») skipped."""
    end = scan.before(position)
    if end and scan.folded[end - 1] == ")":
        opening = bracket_start(scan.folded, end - 1)
        if opening is not None and scan.number_until(scan.before(opening)) is not None:
            return scan.before(opening)
    return end


def particulars(scan: Scan, end: int) -> Reading | None:
    """Number and date that end at `end`; the number or the date may be missing, not both."""
    number = scan.number_until(end)
    at = scan.before(number.start) if number is not None else end
    date = scan.date_until(at)
    if date is None and at and scan.folded[at - 1] in ",":
        date = scan.date_until(scan.before(at - 1))
    if number is None and date is None:
        return None
    start = date.start if date is not None else number.start if number is not None else end
    return Reading(
        start,
        end,
        date=date.day if date else None,
        number=number.number if number else None,
        doubts=date.doubts if date else (),
    )


def issuer(scan: Scan, reading: Reading) -> Reading:
    """The issuer phrase before date and number: from the name of the country, or as far as words name a body."""
    end = scan.before(reading.start)
    at = end
    starts: list[int] = []
    for _ in range(_MOST_WORDS):
        match = _ISSUER_WORD.search(scan.folded, max(0, at - 60), at)
        if scan.date_until(scan.before(at)) is not None:
            break
        if match is None or match.start() == at or _ABOUT.search(match[0]) or "\n\n" in match[0]:
            break
        at = match.start()
        if match[0][0].isalpha():
            starts.append(at)
    if not starts:
        return reading
    countries = [m.start() for m in _COUNTRY.finditer(scan.folded, starts[-1], end)]
    if countries:
        start = countries[-1]
    elif starts[-1] == 0 or scan.folded[scan.before(starts[-1]) - 1 :][:1] in '»"':
        start = starts[-1]
    else:
        start = _longest_known(scan, starts, end)
    return replace(reading, start=start, issuer=" ".join(scan.text[start:end].split()))


def dated_first(scan: Scan, reading: Reading) -> Reading:
    """«1999 жылғы 27 мамырдағы Қазақстан Республикасы Үкіметінің № 659 қаулысы»: the date before the issuer."""
    if reading.date is not None or reading.issuer is None:
        return reading
    date = scan.date_until(scan.before(reading.start))
    if date is None:
        return reading
    return replace(reading, start=date.start, date=date.day, doubts=(*reading.doubts, *date.doubts))


def country(scan: Scan, reading: Reading) -> Reading:
    """The name of the country, where it is all that is said of the issuer."""
    start = country_start(scan, reading.start)
    if start == reading.start:
        return reading
    return replace(reading, start=start, issuer=scan.text[start : reading.start].strip())


def country_start(scan: Scan, position: int) -> int:
    """Where the name of the country that ends before `position` begins, else `position`."""
    end = scan.before(position)
    for match in _COUNTRY.finditer(scan.folded, max(0, end - _COUNTRY_REACH), end):
        if match.end() == end:
            return match.start()
    return position


def _longest_known(scan: Scan, starts: list[int], end: int) -> int:
    """The longest run of words before the date that names a known body, else all of them."""
    for start in reversed(starts):
        match = resolve_body(scan.text[start:end], "kk")
        if match is not None and match.certainty is Certainty.KNOWN:
            return start
    return starts[-1]


def title(scan: Scan, type_: ActType, reading: Reading) -> Reading:
    """The title before the issuer: in quotes, «туралы» inside or outside them, or (for laws) without quotes."""
    end = scan.before(reading.start)
    about = _ABOUT.search(scan.folded, max(0, end - 12), end)
    close = scan.before(about.start()) if about else end
    if close and scan.folded[close - 1] in '"»':
        found = title_before(scan, close, paragraph_start(scan, close, _REACH))
        if found is None:
            return replace(reading, doubts=(*reading.doubts, "opening quote lost"))
        words = " ".join(scan.text[found.inner_start : found.inner_end].split()).strip(" ,")
        if not words:
            return reading
        whole = f"{words} туралы" if about else words
        return replace(reading, start=found.start, title=whole, doubts=(*reading.doubts, *found.doubts))
    if about is not None and type_ in (ActType.LAW, ActType.CODE):
        return _bare_title(scan, reading, end)
    return reading


def _bare_title(scan: Scan, reading: Reading, end: int) -> Reading:
    """«Тілдер туралы заң»: the title begins where the register says, else with the first capital letter."""
    floor = sentence_start(scan, paragraph_start(scan, end, 400), end)
    for mark in _TITLE_FLOOR.finditer(scan.folded, floor, end):
        floor = mark.end()
    capitals = [m.start() for m in _CAPITAL.finditer(scan.text, floor, end)]
    for start in capitals:
        if act_by_title(scan.text[start:end], "kk") is not None:
            return replace(reading, start=start, name=" ".join(scan.text[start:end].split()))
    if not capitals:
        return reading
    return replace(
        reading,
        start=capitals[0],
        name=" ".join(scan.text[capitals[0] : end].split()),
        doubts=(*reading.doubts, "title without quotes"),
    )
