"""In-force clauses: when an act, and parts of it that are excepted, is brought into force.

Law № 480-V, articles 40 and 42. «Вступление в силу» and «введение в действие» are different things; a
consolidation goes by the second («қолданысқа енгізу»). Of several publications the first counts.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.identify.folding import fold, words_of
from pipeline.model.acts import InForce, InForceClause, InForceException, Language, Rule
from pipeline.recognise.dates import PrintedDate, find_dates
from pipeline.recognise.numerals import number_in_words
from pipeline.recognise.references.places import places_in

_SPEAKS: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"ввод(?:ит|ят)ся\s+в\s+действие|введен[аоы]?\s+в\s+действие|введению\s+в\s+действие|введения\s+в\s+действие\s+см"
        r"|вступа[ею]т\s+в\s+силу|действ(?:ует|уют|овал[аои]?)\s+до|применя[ею]тся\s+[сд]о?\s|приостанов"
    ),
    "kk": re.compile(
        r"қолданысқа\s+енгіз|күшіне\s+ене|қолданыста\s+бол|дейін\s+(?:қолдан|әрекет|тоқтат)|енгізіл\w+\s+тәртібі"
    ),
}
_RU_AFTER = re.compile(
    r"""(?:по\s+истечении\s+(?P<number>\d{1,3}(?:\s*\([^)]{1,40}\))?|[^\W\d_]+(?:\s+[^\W\d_]+)??)\s+
        (?:(?P<kind>календарн|рабоч)[^\W\d_]+\s+)?(?P<unit>дн|месяц|год|лет)[^\W\d_]*\s+)?
    (?P<relation>после|со|с)\s+(?:(?:дня|даты|момента)\s+)?(?:(?:его|ее|их)\s+)?(?:перв(?:ого|\.)\s+)?(?:офиц(?:иального|\.)\s*)?
    (?P<event>опуб(?:ликовани|л?\.|-ния)|подписани|(?:государственной\s+)?регистрации)""",
    re.VERBOSE,
)
_KK_AFTER = re.compile(
    r"""(?:алғаш[^\W\d_]*\s+(?:рет\s+)?)?(?:ресми\s+)?(?P<event>жариялан|қол\s+қой(?:ыл)?|тірке(?:л)?)(?:ған|ген)[^\W\d_]*\s+(?:күн[^\W\d_]*\s+)?(?:(?P<relation>кейін|бастап|соң)\s+)?
    (?:(?P<kind>күнтізбелік|жұмыс)?\s*(?P<number>\d{1,3}(?:\s*\([^)]{1,40}\))?|[^\W\d_]+(?:\s+[^\W\d_]+)?)\s+
       (?:(?P<kind2>күнтізбелік|жұмыс)\s+)?(?P<unit>күн|ай|жыл)\s+өт(?:кен|іп)[^\W\d_]*\s*(?:соң|кейін)?)?""",
    re.VERBOSE,
)
_AFTER: dict[Language, re.Pattern[str]] = {"ru": _RU_AFTER, "kk": _KK_AFTER}
_RU_FROM = re.compile(r"(?<!\w)(?:с|со|начиная\s+с)\s*$")
_RU_UNTIL = re.compile(r"(?<!\w)(?:до|по)\s*$")
_KK_FROM = re.compile(r"\s*(?:[дт][ае]н\s+)?бастап|\s*(?=қолданысқа\s+енгіз)")
_KK_UNTIL = re.compile(r"\s*(?:[ғгқк][ае]\s+)?дейін")
_EXCEPT: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"за\s+исключением|кроме"),
    "kk": re.compile(r"қоспағанда"),
}
_WHICH = re.compile(r"котор(?:ый|ая|ое|ые|ых)|вводим[^\W\d_]*\s+в\s+действие")
_PARTICIPLE = re.compile(r"[^;.]{0,60}?қолданысқа\s+енгізіл(?P<form>етін|еді|сін|ген|ді|е)")
_OWN_SENTENCE: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?:при\s+этом\s+)?(?P<subject>[^.;]{3,240}?)\s+ввод(?:ит|ят)ся\s+в\s+действие"),
    "kk": re.compile(r"(?P<subject>[^.;]{3,240}?)$"),
}


_MONTHS_IN = {"месяц": 1, "ай": 1, "год": 12, "лет": 12, "жыл": 12}


class _Dated(NamedTuple):
    start: int
    end: int
    in_force: InForce


def read_in_force(text: str, language: Language) -> InForceClause | None:
    """The in-force clause of an act: the main rule and the parts excepted from it; None when the text is none.

    A text that speaks of bringing into force in words not understood gives `Rule.UNKNOWN`, with the text. Only
    calendar days and months can be counted: working days are unknown.
    """
    folded = fold(text, language)
    if not _SPEAKS[language].search(folded):
        return None
    printed = _printed(text)
    rules, until = _rules(folded, language)
    if not rules:
        return InForceClause(InForce(Rule.UNKNOWN, until=until, text=printed))
    mains, excepted = _divide(folded, rules, language)
    exceptions = tuple(_exception(text, folded, rule, place) for rule, place in excepted)
    main = mains[0].in_force if mains else InForce(Rule.UNKNOWN)
    whole = printed if not exceptions else _main_text(text, folded, mains, language) or printed
    return InForceClause(replace(main, text=whole, until=main.until or until), exceptions)


def _printed(text: str) -> str:
    """The words on one line, without the stops and brackets round them; the point of «2005 г.» stays."""
    words = " ".join(text.split()).strip(" ;,()")
    return words if words.endswith((" г.", " ж.")) else words.strip(" .;,()")


def _rules(folded: str, language: Language) -> tuple[list[_Dated], dt.date | None]:
    found: list[_Dated] = []
    for match in _AFTER[language].finditer(folded):
        rule = _relative(match, language)
        if rule is not None:
            found.append(_Dated(match.start(), match.end(), rule))
    until: dt.date | None = None
    for date in find_dates(folded):
        side = _side(folded, date, language)
        if side == "from":
            found.append(_Dated(date.start, date.end, InForce(Rule.ON_DATE, from_=date.day)))
        elif side == "until":
            until = date.day
    return _put_into_action(folded, sorted(found, key=lambda rule: rule.start), language), until


_VERBS: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?P<action>вв[оe]д[^\W\d_]+\s+в\s+действие)|вступа[ею]т\s+в\s+силу"),
    "kk": re.compile(r"(?P<action>қолданысқа\s+енгіз)|күшіне\s+ене"),
}


def _put_into_action(folded: str, rules: list[_Dated], language: Language) -> list[_Dated]:
    """Where a text says both when an act takes legal force and when it is put into action, only the latter."""
    spoken = list(_VERBS[language].finditer(folded))
    if len({bool(verb["action"]) for verb in spoken}) < 2:
        return rules
    kept = []
    for rule in rules:
        if language == "ru":
            own = next((verb for verb in reversed(spoken) if verb.start() < rule.start), spoken[0])
        else:
            own = next((verb for verb in spoken if verb.start() >= rule.end), spoken[-1])
        kept += [rule] if own["action"] else []
    return kept


def _side(folded: str, date: PrintedDate, language: Language) -> str:
    if language == "ru":
        before = folded[max(0, date.start - 16) : date.start]
        return "from" if _RU_FROM.search(before) else "until" if _RU_UNTIL.search(before) else ""
    if _KK_UNTIL.match(folded, date.end):
        return "until"
    return "from" if _KK_FROM.match(folded, date.end) else ""


def _relative(match: re.Match[str], language: Language) -> InForce | None:
    """A rule counted from an event, None when the words only mention the event («после регистрации приказа …»)."""
    relation, number = match["relation"], match["number"]
    if relation is None and number is None:
        return None
    kind = match["kind"] or (match["kind2"] if language == "kk" else None)
    if kind in ("рабоч", "жұмыс"):
        return InForce(Rule.UNKNOWN)
    count = _count(number, language) if number else None
    if number and count is None:
        return InForce(Rule.UNKNOWN)
    months = _MONTHS_IN[match["unit"]] * count if count is not None and match["unit"] in _MONTHS_IN else None
    if months is not None:
        count = None
    if number is None and relation in ("после", "кейін", "соң"):
        count = 0
    return InForce(_rule_of(match["event"], counted=bool(number)), days=count, months=months)


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


_Excepted = tuple[_Dated, tuple[str, ...]]


def _divide(folded: str, rules: list[_Dated], language: Language) -> tuple[list[_Dated], list[_Excepted]]:
    """Main rules and excepted ones: Russian excepts after the main clause, Kazakh mostly before it."""
    if language == "kk":
        return _divide_kazakh(folded, rules)
    exception = _EXCEPT["ru"].search(folded)
    mains: list[_Dated] = []
    excepted: list[_Excepted] = []
    at = exception.end() if exception else 0
    for rule in rules:
        if exception and rule.start > exception.start():
            places = places_in(folded, at, rule.start, "ru")
            at = rule.end
            excepted.append((rule, places or ("",)))
        elif mains and (subject := _subject(folded, mains[-1].end, rule.start)):
            excepted.append((rule, subject))
        else:
            mains.append(rule)
    return mains, excepted


def _subject(folded: str, start: int, end: int) -> tuple[str, ...]:
    """«… Пункт 3 настоящего приказа вводится в действие с …»: a further sentence about a part."""
    match = _OWN_SENTENCE["ru"].search(folded, start, end)
    return places_in(folded, match.start("subject"), match.end("subject"), "ru") if match else ()


def _divide_kazakh(folded: str, rules: list[_Dated]) -> tuple[list[_Dated], list[_Excepted]]:
    exceptions = list(_EXCEPT["kk"].finditer(folded))
    exception = exceptions[-1] if exceptions else None
    mains: list[_Dated] = []
    excepted: list[_Excepted] = []
    for number, rule in enumerate(rules):
        verb = _PARTICIPLE.match(folded, rule.end)
        following = rules[number + 1].start if number + 1 < len(rules) else len(folded)
        if exception is not None and verb is not None and verb["form"] == "етін":
            stop = exception.start() if rule.start < exception.start() < following else following
            excepted.append((rule, places_in(folded, verb.end(), stop, "kk") or ("",)))
        elif mains and (places := _kazakh_subject(folded, mains[-1].end, rule.start)):
            excepted.append((rule, places))
        else:
            mains.append(rule)
    return mains, excepted


def _kazakh_subject(folded: str, start: int, end: int) -> tuple[str, ...]:
    stop = folded.rfind(".", start, end)
    return places_in(folded, max(stop, start), end, "kk")


def _exception(text: str, folded: str, rule: _Dated, places: tuple[str, ...]) -> InForceException:
    printed = " ".join(text[rule.start : rule.end].split())
    return InForceException(places, replace(rule.in_force, text=printed))


def _main_text(text: str, folded: str, mains: list[_Dated], language: Language) -> str | None:
    if not mains:
        return None
    if language == "ru":
        stop = _EXCEPT["ru"].search(folded)
        return " ".join(text[: stop.start() if stop else len(text)].split()).strip(" ,.;")
    verb = _PARTICIPLE.match(folded, mains[0].end)
    return " ".join(text[mains[0].start : verb.end() if verb else mains[0].end].split())


def date_in_force(
    rule: InForce, adopted: dt.date | None, registered: dt.date | None, published: dt.date | None
) -> InForce:
    """The rule with the day it gives, or with the earliest day it can give.

    Days: in force on publication + days + 1 (the day after publication is the first of those that must elapse);
    «со дня опубликования» is the day of publication itself. Months end on the same day of the last month, or on
    its last day, and the act is in force the day after (Civil Code, articles 173 and 174). Without a publication
    date the later of adoption and registration is the earliest day on which the act can have been published.
    """
    if rule.rule is Rule.ON_DATE or rule.rule is Rule.UNKNOWN:
        return rule
    if rule.rule is Rule.ON_SIGNING:
        return replace(rule, from_=_elapsed(rule, adopted), not_before=None)
    if rule.rule is Rule.ON_REGISTRATION:
        earliest = None if registered else _elapsed(rule, adopted)
        return replace(rule, from_=_elapsed(rule, registered), not_before=earliest)
    if published is not None:
        return replace(rule, from_=_elapsed(rule, published), not_before=None)
    known = [day for day in (adopted, registered) if day is not None]
    return replace(rule, from_=None, not_before=_elapsed(rule, max(known)) if known else None)


def _elapsed(rule: InForce, event: dt.date | None) -> dt.date | None:
    if event is None:
        return None
    if rule.months is not None:
        return _add_months(event, rule.months) + dt.timedelta(days=1)
    return event if rule.days is None else event + dt.timedelta(days=rule.days + 1)


def _add_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
