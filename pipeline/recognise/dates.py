"""Dates and numbers as acts print them, in Kazakh and Russian.

Shapes: «25 октября 2017 года», «от 21.07.2001 г.», «2001.07.21.», «2017 жылғы 25 қазандағы», «8 қазан 2001 ж.»; Law
№ 480-V and its drafting rules (order № 464 of 2023, point 25) ask for the first and the fourth, older texts have the
others.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_RU_MONTHS = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма[йяею]",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)
_KK_MONTHS = (
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
)
_MONTHS = [(re.compile(stem), n % 12 + 1) for n, stem in enumerate((*_RU_MONTHS, *_KK_MONTHS))]

_DATE = re.compile(
    r"""
    (?<![\d.])(?:
      ["«]?(?P<ru_day>\d{1,2})["»]?\ *(?P<ru_month>(?:"""
    + "|".join(_RU_MONTHS)
    + r""")[ьяюеа]?)(?![^\W\d_])
      \s*(?P<junk>[^\W\d_]{3,12})?\s*(?P<ru_year>\d{4})(?!\d)(?:\s*(?:года|году|год|г\.?(?![^\W\d_])))?
    | (?P<kk_year>\d{4})\s*ж(?:ыл|ығ|\.|(?!\w))[^\W\d_]*\s*["«»]?(?P<kk_day>\d{1,2})["»]?\s*-?\s*
      (?P<kk_month>"""
    + "|".join(_KK_MONTHS)
    + r""")[^\W\d_]*
    | ["«]?(?P<kk_first>\d{1,2})["»]?\s+(?P<kk_then>"""
    + "|".join(_KK_MONTHS)
    + r""")\s+(?P<kk_last>\d{4})\s*ж(?:\.|ыл[^\W\d_]*)
    | (?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|9\d(?=\s?г\.))(?!\d)(?:\s*(?:года|г\.|ж\.|жылғы))?
    | (?P<iso_year>\d{4})\.(?P<second>\d{1,2})\.(?P<third>\d{1,2})(?!\d)\.?(?:\s*(?:г\.|ж\.))?
    )""",
    re.VERBOSE,
)

EARLIEST, LATEST = 1917, 2100
"""Years outside are misprints («04.09.1018»): the date is kept as printed and doubted."""


class PrintedDate(NamedTuple):
    """A date in a folded text: where it stands, the day (None: no such day), what is doubtful about it."""

    start: int
    end: int
    day: dt.date | None
    doubts: tuple[str, ...] = ()


def find_dates(folded: str) -> tuple[PrintedDate, ...]:
    """Every date of a folded text, in order.

    «2018.02.10» is year, month, day unless another date of that shape in the text can only be year, day,
    month: one text keeps one shape.
    """
    matches = list(_DATE.finditer(folded))
    day_second = any(m["second"] is not None and int(m["second"]) > 12 for m in matches)
    return tuple(_read(match, day_second) for match in matches)


def _read(match: re.Match[str], day_second: bool) -> PrintedDate:
    doubts: list[str] = []
    if match["ru_day"]:
        parts = (int(match["ru_year"]), _month(match["ru_month"]), int(match["ru_day"]))
        if match["junk"]:
            doubts.append(f"«{match['junk']}» stands inside the date")
    elif match["kk_day"]:
        parts = (int(match["kk_year"]), _month(match["kk_month"]), int(match["kk_day"]))
    elif match["kk_first"]:
        parts = (int(match["kk_last"]), _month(match["kk_then"]), int(match["kk_first"]))
    elif match["day"]:
        # «17.03.98г.»: only in the nineties did acts leave the century out.
        century = 1900 if len(match["year"]) == 2 else 0
        parts = (century + int(match["year"]), int(match["month"]), int(match["day"]))
    else:
        second, third = int(match["second"]), int(match["third"])
        swapped = second > 12 or (day_second and third <= 12)
        parts = (int(match["iso_year"]), *((third, second) if swapped else (second, third)))
        if swapped and second <= 12 and second != third:
            doubts.append("day and month read in the order of another date of the text")
    try:
        day = dt.date(*parts)
    except ValueError:
        return PrintedDate(match.start(), match.end(), None, (*doubts, f"no such day: «{match[0].strip()}»"))
    if not EARLIEST <= day.year <= LATEST:
        doubts.append(f"the year {day.year} must be a misprint")
    return PrintedDate(match.start(), match.end(), day, tuple(doubts))


def _month(word: str) -> int:
    return next(number for pattern, number in _MONTHS if pattern.match(word))
