"""The rules an in-force clause states: a day, or so many days or months after an event; and the day a rule ends.

Law № 480-V, article 42.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.identify.folding import words_of
from pipeline.model.acts import InForce, Language, Rule
from pipeline.recognise.dates import PrintedDate, find_dates
from pipeline.recognise.numerals import number_in_words

_RU_AFTER = re.compile(
    r"""(?P<elapsed>по\s+истечении\s+(?:(?P<number>\d{1,3}(?:\s*\([^)]{1,40}\))?|[^\W\d_]+(?:\s+[^\W\d_]+)??)\s+)??
        (?:(?P<kind>календарн|рабоч)[^\W\d_]+\s+)?(?P<unit>дн|месяц|год|лет)[^\W\d_]*\s+)?
    (?P<relation>после|со|с)\s+(?:(?:дня|даты|момента)\s+)?(?:(?:его|ее|их)\s+)?(?:перв(?:ого|\.)\s+)?(?:офиц(?:иального|\.)\s*)?
    (?P<event>опуб(?:ликовани|л?\.|-ния)|подписани|(?:государственной\s+)?регистрации)""",
    re.VERBOSE,
)
_KK_AFTER = re.compile(
    r"""(?:алғаш[^\W\d_]*\s+(?:рет\s+)?)?(?:ресми\s+)?(?P<event>жариялан|қол\s+қой(?:ыл)?|тірке(?:л)?)(?:ған|ген)[^\W\d_]*\s+(?:(?:күн|сәт)[^\W\d_]*\s+)?(?:(?P<relation>кейін|бастап|соң)\s+)?
    (?P<elapsed>(?:(?P<kind>күнтізбелік|жұмыс)\s+)?
       (?P<number>\d{1,3}(?:\s*\([^)]{1,40}\))?|[^\W\d_]+(?:\s+(?!күнтізбелік|жұмыс)[^\W\d_]+)?)\s+
       (?:(?P<kind2>күнтізбелік|жұмыс)\s+)?(?P<unit>күн|ай|жыл)[^\W\d_]*\s+өт(?:кен|іп)[^\W\d_]*\s*(?:соң|кейін)?)?""",
    re.VERBOSE,
)
_AFTER: dict[Language, re.Pattern[str]] = {"ru": _RU_AFTER, "kk": _KK_AFTER}
_RU_FROM = re.compile(r"(?<!\w)(?:с|со|начиная\s+с)\s*$")
_RU_UNTIL = re.compile(r"(?<!\w)(?:до|по)\s*$")
_KK_FROM = re.compile(r"\s*(?:[дт][ае]н\s+)?бастап|\s*(?=қолданысқа\s+енгіз)")
_KK_UNTIL = re.compile(r"\s*(?:[ғгқк][ае]\s+)?дейін")
_MONTHS_IN = {"месяц": 1, "ай": 1, "год": 12, "лет": 12, "жыл": 12}


class Dated(NamedTuple):
    """A rule and where its words stand in a folded text."""

    start: int
    end: int
    in_force: InForce


def dated_rules(folded: str, language: Language) -> tuple[list[Dated], list[Dated]]:
    """Every rule that a folded text states, and every end («до 1 января 2025 года»), in order."""
    found: list[Dated] = []
    for match in _AFTER[language].finditer(folded):
        rule = _relative(match, folded, language)
        if rule is not None:
            found.append(Dated(match.start(), match.end(), rule))
    ends: list[Dated] = []
    for date in find_dates(folded):
        side = _side(folded, date, language)
        if side == "from":
            found.append(Dated(date.start, date.end, InForce(Rule.ON_DATE, from_=date.day)))
        elif side == "until":
            ends.append(Dated(date.start, date.end, InForce(Rule.UNKNOWN, until=date.day)))
    return sorted(found, key=lambda rule: rule.start), ends


def _side(folded: str, date: PrintedDate, language: Language) -> str:
    if language == "ru":
        before = folded[max(0, date.start - 16) : date.start]
        return "from" if _RU_FROM.search(before) else "until" if _RU_UNTIL.search(before) else ""
    if _KK_UNTIL.match(folded, date.end):
        return "until"
    return "from" if _KK_FROM.match(folded, date.end) else ""


_UNCOUNTED: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"по\s+истечении\s[^;,.]{0,60}$"),
    "kk": re.compile(r"[^;,.]{0,60}?(?<!\w)өт(?:кен|іп)"),
}
"""A term beside an event that was not understood: the event alone is not the rule."""


def _is_uncounted(match: re.Match[str], folded: str, language: Language) -> bool:
    if match["elapsed"]:
        return False
    if language == "ru":
        return _UNCOUNTED["ru"].search(folded, max(0, match.start() - 100), match.start()) is not None
    return _UNCOUNTED["kk"].match(folded, match.end()) is not None


def _relative(match: re.Match[str], folded: str, language: Language) -> InForce | None:
    """A rule counted from an event, None when the words only mention the event («после регистрации приказа …»)."""
    relation, number = match["relation"], match["number"]
    if relation is None and not match["elapsed"]:
        return None
    if _is_uncounted(match, folded, language):
        return InForce(Rule.UNKNOWN)
    kind = match["kind"] or (match["kind2"] if language == "kk" else None)
    if kind in ("рабоч", "жұмыс"):
        return InForce(Rule.UNKNOWN)
    count = _count(number, language) if number else None
    if match["elapsed"] and number is None and match["unit"] in ("месяц", "год"):
        count = 1
    if match["elapsed"] and count is None:
        return InForce(Rule.UNKNOWN)
    months = _MONTHS_IN[match["unit"]] * count if count is not None and match["unit"] in _MONTHS_IN else None
    if months is not None:
        count = None
    if not match["elapsed"] and relation in ("после", "кейін", "соң"):
        count = 0
    return InForce(_rule_of(match["event"], counted=bool(match["elapsed"])), days=count, months=months)


def _rule_of(event: str, *, counted: bool) -> Rule:
    if event.startswith(("подписани", "қол")):
        return Rule.ON_SIGNING
    if event.startswith(("опуб", "жариялан")):
        return Rule.DAYS_AFTER_FIRST_PUBLICATION if counted else Rule.ON_FIRST_PUBLICATION
    return Rule.ON_REGISTRATION


def _count(words: str, language: Language) -> int | None:
    figures = re.match(r"\d+", words)
    if figures:
        return int(figures[0])
    spelt = words_of(words)
    for start in range(len(spelt)):
        value = number_in_words(spelt[start:], language)
        if value is not None:
            return value
    return None
