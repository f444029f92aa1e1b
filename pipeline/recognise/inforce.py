"""In-force clauses: when an act, and parts of it that are excepted, is brought into force.

Law № 480-V, articles 40 and 42. «Вступление в силу» and «введение в действие» are different things; a
consolidation goes by the second («қолданысқа енгізу»). Of several publications the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from pipeline.identify.folding import fold
from pipeline.model.acts import InForce, InForceClause, InForceException, Language, Rule
from pipeline.recognise.inforce_rules import Dated, dated_rules
from pipeline.recognise.references.places import places_in

_SPEAKS: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"ввод(?:ит|ят)ся\s+в\s+действие|введен[аоы]?\s+в\s+действие|введению\s+в\s+действие|введения\s+в\s+действие\s+см"
        r"|вступа[ею]т\s+в\s+силу|действ(?:ует|уют|ующ[^\W\d_]+|овал[аои]?)\s+до|применя[ею]тся\s+[сд]о?\s"
    ),
    "kk": re.compile(
        r"қолданысқа\s+енгіз|күшіне\s+ене|қолданыста\s+бол|дейін\s+(?:қолдан|әрекет)|енгізіл\w+\s+тәртібі"
    ),
}
_EXCEPT: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"за\s+исключением|кроме"),
    "kk": re.compile(r"қоспағанда"),
}
_WHICH = re.compile(r"котор(?:ый|ая|ое|ые|ых)|вводим[^\W\d_]*\s+в\s+действие")
_PARTICIPLE = re.compile(r"[^;.]{0,60}?(?:қолданысқа\s+енгізіл|күшіне\s+ен)(?P<form>етін|еді|сін|ген|ді|е)")
_EXCEPTED = re.compile(r"(?:қолданысқа\s+енгізіл|күшіне\s+ен)етін(?!\w)")
"""How Kazakh brings an excepted part into force: «… қолданысқа енгізілетін 2-тармақты қоспағанда»."""
_OWN_SENTENCE = re.compile(r"(?:при\s+этом\s+)?(?P<subject>[^.;]{3,240}?)\s+ввод(?:ит|ят)ся\s+в\s+действие")


def read_in_force(text: str, language: Language) -> InForceClause | None:
    """The in-force clause of an act: the main rule and the parts excepted from it; None when the text is none.

    A text that speaks of bringing into force in words not understood gives `Rule.UNKNOWN`, with the text. Only
    calendar days and months can be counted: working days are unknown.
    """
    folded = fold(text, language)
    if not _SPEAKS[language].search(folded):
        return None
    printed = _printed(text)
    rules, ends = dated_rules(folded, language)
    rules = _put_into_action(folded, rules, language)
    mains, excepted = _divide(folded, rules, language)
    exceptions = [_exception(text, rule, place) for rule, place in excepted]
    main = mains[0].in_force if mains else InForce(Rule.UNKNOWN)
    if mains and _NOT_BEFORE[language].search(folded, mains[0].end):
        main = InForce(Rule.UNKNOWN, not_before=main.from_)
    until = next((end.in_force.until for end in ends if not _ended_part(folded, end, rules, language)), None)
    main = replace(main, until=until)
    for end in ends:
        if part := _ended_part(folded, end, rules, language):
            exceptions.append(_exception(text, end._replace(in_force=replace(main, until=end.in_force.until)), part))
    unruled = _without_rule(folded, rules, language)
    known = {place for exception in exceptions for place in exception.places}
    if left := tuple(place for place in unruled if place not in known):
        exceptions.append(InForceException(left, InForce(Rule.UNKNOWN, text=printed)))
    whole = printed if not exceptions else _main_text(text, folded, mains, language) or printed
    return InForceClause(replace(main, text=whole), tuple(exceptions))


def _printed(text: str) -> str:
    """The words on one line, without the stops and brackets round them; the point of «2005 г.» stays."""
    words = " ".join(text.split()).strip(" ;,()")
    return words if words.endswith((" г.", " ж.")) else words.strip(" .;,()")


_NOT_BEFORE: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"но\s+не\s+ра(?:нее|ньше)"),
    "kk": re.compile(r"бірақ\s[^.;]{0,120}?(?:ерте|бұрын)\s+емес"),
}
"""«с 1 января 2025 года, но не ранее дня официального опубликования»: that day is only the earliest."""


def _ended_part(folded: str, end: Dated, rules: list[Dated], language: Language) -> tuple[str, ...]:
    """The parts of the act that «пункт 5 … действует до 1 января 2026 года» speaks of; none for the whole act."""
    start = max((rule.end for rule in rules if rule.end <= end.start), default=0)
    start = max(start, *(folded.rfind(mark, 0, end.start) + 1 for mark in (". ", ";", ",")))
    return _own_places(folded, start, end.start, language)


def _without_rule(folded: str, rules: list[Dated], language: Language) -> tuple[str, ...]:
    """The parts excepted with no rule of their own: «Настоящий приказ, за исключением пункта 3, вводится …»."""
    found: list[str] = []
    at = 0
    for exception in _EXCEPT[language].finditer(folded):
        if language == "ru":
            found += _unruled_russian(folded, exception, rules)
        else:
            found += _unruled_kazakh(folded, at, exception.start(), rules)
        at = exception.end()
    return tuple(found)


def _unruled_russian(folded: str, exception: re.Match[str], rules: list[Dated]) -> Iterator[str]:
    """«…, за исключением пункта 2, который вводится в действие после завершения процедур»: an event, no day."""
    verbs = list(_VERBS["ru"].finditer(folded, exception.end()))
    if _speaks_behind(folded, exception):
        yield from _own_places(folded, exception.end(), verbs[0].start(), "ru") if verbs else ()
        return
    if not verbs and not any(rule.start > exception.end() for rule in rules):
        yield from _own_places(folded, exception.end(), len(folded), "ru")
    at = exception.end()
    for verb, following in pairwise((*(verb.start() for verb in verbs), len(folded))):
        if not any(verb < rule.start < following for rule in rules):
            joined = _ALSO_EXCEPTED.search(folded, at, verb) if at > exception.end() else None
            yield from _own_places(folded, joined.end() if joined else at, verb, "ru")
        at = verb


def _unruled_kazakh(folded: str, start: int, end: int, rules: list[Dated]) -> Iterator[str]:
    """«… рәсімдері аяқталғаннан кейін қолданысқа енгізілетін 2-тармақты қоспағанда»: an event, no day."""
    verbs = list(_EXCEPTED.finditer(folded, start, end))
    if not verbs and not any(start <= rule.start < end for rule in rules):
        yield from _own_places(folded, start, end, "kk")
    at = start
    for verb in verbs:
        if not any(at <= rule.start < verb.start() for rule in rules):
            yield from _own_places(folded, verb.end(), _end_of_excepted(folded, verb.end(), end, rules), "kk")
        at = verb.end()


def _end_of_excepted(folded: str, start: int, end: int, rules: list[Dated]) -> int:
    """Where the places that a participle excepts end: at the words of the next exception."""
    following = _EXCEPTED.search(folded, start, end)
    ruled = (rule.start for rule in rules if rule.start >= start)
    return min(following.start() if following else end, next(ruled, end), end)


def _own_places(folded: str, start: int, end: int, language: Language) -> tuple[str, ...]:
    """The places named in a stretch; those of a document that the act approves stand in its annex.

    Kazakh names the document before its places («Қағидалардың 5-тармағын»), Russian behind the nearest of them.
    """
    found: list[str] = []
    if language == "kk":
        at, prefix = start, ""
        for mark in _KK_OWNER.finditer(folded, start, end):
            found += [prefix + place for place in places_in(folded, at, mark.start(), "kk")]
            at, prefix = mark.end(), "" if mark["act"] else "annex/"
        return (*found, *(prefix + place for place in places_in(folded, at, end, "kk")))
    at = start
    for mark in _RU_DOCUMENT.finditer(folded, start, end):
        cut = max((join.start() for join in _RU_JOIN.finditer(folded, at, mark.start())), default=at)
        found += places_in(folded, at, cut, "ru")
        found += [f"annex/{place}" for place in places_in(folded, cut, mark.start(), "ru")]
        at = mark.end()
    return (*found, *places_in(folded, at, end, "ru"))


_KK_OWNER = re.compile(
    r"(?P<act>(?<!\w)осы\s+(?:бұйры[қғ]|қаулы|шешім|заң)[^\W\d_]*[ндт][ыі]ң(?!\w))"
    r"|(?:қағида|ереже|тізбе|тізілім|нұсқаулы|стандарт|регламент|өзгеріс|толықтыру)[^\W\d_]*[ндт][ыі]ң(?!\w)"
)
_RU_DOCUMENT = re.compile(
    r"(?<=[\d)а-я]\s)(?:указанн[^\W\d_]+\s+|настоящих\s+)?(?:изменени[йяе]|перечня|правил|положения|реестра|инструкции|стандарта)(?!\w)"
)
_RU_JOIN = re.compile(r"(?:,|\sи)\s+(?=(?:под)?пункт|абзац|част|стат|глав|раздел|параграф|приложени)")


_VERBS: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?P<action>вв[оe]д[^\W\d_]+\s+в\s+действие)|вступа[ею]т\s+в\s+силу"),
    "kk": re.compile(r"(?P<action>қолданысқа\s+енгіз)|күшіне\s+ене"),
}


def _put_into_action(folded: str, rules: list[Dated], language: Language) -> list[Dated]:
    """Where a text says both when an act takes legal force and when it is put into action, only the latter."""
    spoken = list(_VERBS[language].finditer(folded))
    of_parts = {verb.start() for verb in spoken if _of_excepted(folded, verb, language)}
    if len({bool(verb["action"]) for verb in spoken if verb.start() not in of_parts}) < 2:
        return rules
    kept = []
    for rule in rules:
        if language == "ru":
            own = next((verb for verb in reversed(spoken) if verb.start() < rule.start), spoken[0])
        else:
            own = next((verb for verb in spoken if verb.start() >= rule.end), spoken[-1])
        kept += [rule] if own["action"] or own.start() in of_parts else []
    return kept


def _of_excepted(folded: str, verb: re.Match[str], language: Language) -> bool:
    """Whether a verb brings a part excepted from the rest into force, not the act."""
    if language == "kk":
        return bool(_EXCEPTED.match(folded, verb.start())) and bool(_EXCEPT["kk"].search(folded, verb.end()))
    exception = _EXCEPT["ru"].search(folded)
    return exception is not None and verb.start() > exception.start() and not _speaks_behind(folded, exception)


_Excepted = tuple[Dated, tuple[str, ...]]


def _divide(folded: str, rules: list[Dated], language: Language) -> tuple[list[Dated], list[_Excepted]]:
    """Main rules and excepted ones: Russian excepts after the main clause, Kazakh mostly before it."""
    if language == "kk":
        return _divide_kazakh(folded, rules)
    exception = _EXCEPT["ru"].search(folded)
    if exception is not None and _speaks_behind(folded, exception):
        exception = None
    mains: list[Dated] = []
    excepted: list[_Excepted] = []
    at = 0
    for rule in rules:
        behind = exception is not None and rule.start > exception.start()
        if exception is not None and behind:
            start = max(at, exception.end())
            places = _own_places(folded, _next_excepted(folded, start, rule.start), rule.start, "ru")
            excepted.append((rule, places or ("",)))
        elif subject := _subject(folded, at, rule.start):
            excepted.append((rule, subject))
        else:
            mains.append(rule)
        at = rule.end
    return mains, excepted


def _next_excepted(folded: str, start: int, end: int) -> int:
    """Where the exception that a rule belongs to begins: behind those that depend on an event and have no rule."""
    verbs = list(_VERBS["ru"].finditer(folded, start, end))
    if len(verbs) < 2:
        return start
    joined = _ALSO_EXCEPTED.search(folded, verbs[-2].end(), end)
    return joined.end() if joined else verbs[-2].end()


_ALSO_EXCEPTED = re.compile(
    r"(?:[,;]|\sи|\sа\s+также)\s+(?:(?:и|а\s+также)\s+)?(?:\d+\)\s*)?"
    r"(?=(?:под)?пункт(?:а|ов)\s|абзац(?:а|ев)\s|стат(?:ьи|ей)\s|част(?:и|ей)\s|приложени[яй]\s|(?:под)?раздел(?:а|ов)\s)"
)


def _speaks_behind(folded: str, exception: re.Match[str]) -> bool:
    """«Настоящий приказ, за исключением пункта 3, вводится в действие …»: the exception stands before the verb."""
    verb = _VERBS["ru"].search(folded)
    if verb is None or verb.start() < exception.start():
        return False
    return _WHICH.search(folded, exception.end(), verb.start()) is None


def _subject(folded: str, start: int, end: int) -> tuple[str, ...]:
    """«Пункт 3 настоящего приказа вводится в действие с …»: a sentence about a part; none about the act."""
    match = _OWN_SENTENCE.search(folded, start, end)
    if match is None or _EXCEPT["ru"].search(folded, start, end):
        return ()
    return _own_places(folded, match.start("subject"), match.end("subject"), "ru")


def _divide_kazakh(folded: str, rules: list[Dated]) -> tuple[list[Dated], list[_Excepted]]:
    exceptions = list(_EXCEPT["kk"].finditer(folded))
    exception = exceptions[-1] if exceptions else None
    mains: list[Dated] = []
    excepted: list[_Excepted] = []
    for number, rule in enumerate(rules):
        verb = _PARTICIPLE.match(folded, rule.end)
        following = rules[number + 1].start if number + 1 < len(rules) else len(folded)
        if exception is not None and verb is not None and verb["form"] == "етін":
            stop = exception.start() if rule.start < exception.start() < following else following
            stop = _end_of_excepted(folded, verb.end(), stop, rules[number + 1 :])
            excepted.append((rule, _own_places(folded, verb.end(), stop, "kk") or ("",)))
        elif places := _kazakh_subject(folded, rules[number - 1].end if number else 0, rule.start, exceptions):
            excepted.append((rule, places))
        else:
            mains.append(rule)
    return mains, excepted


def _kazakh_subject(folded: str, start: int, end: int, exceptions: list[re.Match[str]]) -> tuple[str, ...]:
    """What a sentence puts into force by the rule that follows: parts of the act, or none for the act itself."""
    floors = [folded.rfind(". ", start, end) + 1, *(one.end() for one in exceptions if one.end() <= end)]
    return _own_places(folded, max(start, *floors), end, "kk")


def _exception(text: str, rule: Dated, places: tuple[str, ...]) -> InForceException:
    printed = " ".join(text[rule.start : rule.end].split())
    return InForceException(places, replace(rule.in_force, text=printed))


def _main_text(text: str, folded: str, mains: list[Dated], language: Language) -> str | None:
    if not mains:
        return None
    if language == "ru":
        stop = _EXCEPT["ru"].search(folded)
        if stop is None or _speaks_behind(folded, stop):
            return None
        return " ".join(text[: stop.start()].split()).strip(" ,.;")
    verb = _PARTICIPLE.match(folded, mains[0].end)
    return " ".join(text[mains[0].start : verb.end() if verb else mains[0].end].split())
