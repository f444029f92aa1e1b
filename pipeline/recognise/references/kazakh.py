"""Kazakh references: «title», issuer in the genitive, date, number, and the type last, in any case.

«"Кәсіптік біліктілік туралы" Қазақстан Республикасы Заңының 5-бабы 6-тармағы»: the noun is the anchor, everything
but the brackets and the cited provision stands before it.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.identify.bodies import Certainty, resolve_body
from pipeline.identify.named_acts import act_by_title
from pipeline.model.acts import ActType
from pipeline.recognise.references.approved import approved_after
from pipeline.recognise.references.brackets import bracket_start, brackets_after, code_part
from pipeline.recognise.references.draft import Draft
from pipeline.recognise.references.kazakh_parts import (
    Reading,
    before_bracket,
    country,
    country_start,
    dated_first,
    issuer,
    particulars,
    title,
)
from pipeline.recognise.references.places import places_after
from pipeline.recognise.references.scan import ActNoun, Scan

_OWN = re.compile(
    r"(?<!\w)(?:осы|бұл|аталған|көрсетілген|мұндай|сол|өз|басқа|өзге|тиісті|бірде-бір|кез\s+келген)\s*$"
)
_AND = re.compile(r"\s*(?:,|;|(?<!\w)(?:және|мен))\s*$")
_ADJECTIVE = re.compile(r"(?<!\w)(?:конституциялық|бірлескен)\s+$")
_NOUN_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\s+$")
_OF_COUNTRY = re.compile(r"(?:қазақстан|республика|қр$|кр$)")


def read_kazakh(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """The references that end in a noun; several when one plural noun closes a chain of dates and numbers."""
    if _OWN.search(scan.folded, max(0, noun.start - 30), noun.start):
        return ()
    if noun.type in (ActType.CODE, ActType.CONSTITUTION):
        drafts: tuple[Draft, ...] = _code(scan, noun)
    elif noun.type is ActType.LAW:
        drafts = _laws(scan, noun)
    else:
        drafts = _departmental(scan, noun)
    if not drafts:
        return ()
    last = drafts[-1]
    brackets = brackets_after(scan, noun.end)
    places = places_after(scan.folded, brackets.end)
    if not places.addresses:
        places = approved_after(scan, brackets.end)
    end = places.end if places.addresses else brackets.end
    last = replace(
        last, end=end, registration=brackets.registration or last.registration, short=brackets.short, places=places
    )
    return (*drafts[:-1], last)


def _departmental(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """Groups of issuer, date and number, each with its title, joined by commas or «және», from the noun back.

    One noun in the plural closes several acts, one in the singular a joint act of several issuers.
    """
    groups: list[list[Reading]] = []
    end = before_bracket(scan, _noun_phrase(scan, noun))
    while (group := _group(scan, noun, end)) is not None:
        groups.insert(0, group)
        joined = _AND.search(scan.folded, max(0, group[0].start - 10), scan.before(group[0].start))
        if joined is None:
            break
        end = before_bracket(scan, joined.start())
        if scan.number_until(end) is None:
            break
    if not groups:
        return _by_title(scan, noun, end)
    readings = [reading for group in groups for reading in group]
    if noun.plural or len(groups) == 1:
        return tuple(_draft(noun, reading) for reading in readings)
    others = tuple(" ".join(scan.text[group[0].start : group[-1].end].split()) for group in groups[1:])
    return (replace(_draft(noun, readings[0]), joint=others),)


def _group(scan: Scan, noun: ActNoun, end: int) -> list[Reading] | None:
    """One issuer with one or several dates and numbers that end at `end`, and the title before it."""
    pairs: list[Reading] = []
    while (pair := particulars(scan, end)) is not None:
        pairs.insert(0, pair)
        joined = _AND.search(scan.folded, max(0, pair.start - 10), scan.before(pair.start))
        if joined is None:
            break
        end = before_bracket(scan, joined.start())
        if scan.number_until(end) is None:
            break
    if not pairs:
        return None
    head = title(scan, noun.type, dated_first(scan, issuer(scan, pairs[0])))
    if head.issuer is None and head.title is not None:
        head = _led_by_date(scan, head) if head.date is None else _led_by_issuer(scan, head)
    return [head, *(replace(pair, issuer=head.issuer) for pair in pairs[1:])]


def _led_by_date(scan: Scan, head: Reading) -> Reading:
    """«… министрінің 2018 жылғы 28 наурыздағы «…» № 53/НҚ бұйрығы»: the title between date and number."""
    day = particulars(scan, scan.before(head.start))
    if day is None or day.date is None or day.number is not None:
        return head
    led = issuer(scan, replace(day, end=head.end))
    return replace(led, number=head.number, title=head.title, doubts=(*head.doubts, *day.doubts))


def _led_by_issuer(scan: Scan, head: Reading) -> Reading:
    """«… Басқармасының «…» 1999 жылғы 3 шілдедегі N 157 қаулысы»: an issuer known for sure, then the title."""
    named = issuer(scan, Reading(head.start, head.end))
    match = resolve_body(named.issuer, "kk") if named.issuer else None
    if match is None or match.certainty is not Certainty.KNOWN:
        return head
    return replace(head, start=named.start, issuer=named.issuer)


def _by_title(scan: Scan, noun: ActNoun, end: int) -> tuple[Draft, ...]:
    """«… № 1193 «…» қаулысы»: the title between the number and the noun, or no number at all."""
    head = title(scan, noun.type, Reading(end, noun.end))
    if head.title is None:
        return _issuer_last(scan, noun, end)
    pair = particulars(scan, before_bracket(scan, head.start))
    if pair is None:
        return (_draft(noun, issuer(scan, head)),)
    led = issuer(scan, replace(pair, end=head.end))
    return (_draft(noun, replace(led, title=head.title, doubts=(*head.doubts, *pair.doubts))),)


def _issuer_last(scan: Scan, noun: ActNoun, end: int) -> tuple[Draft, ...]:
    """«2025 жылғы 22 сәуірдегі № 185 Қазақстан Республикасы Қаржы министрінің бұйрығы»: the issuer last."""
    named = issuer(scan, Reading(end, noun.end))
    pair = particulars(scan, before_bracket(scan, named.start)) if named.issuer else None
    if pair is None or pair.date is None or pair.number is None:
        return ()
    led = title(scan, noun.type, replace(pair, end=noun.end))
    return (_draft(noun, replace(led, issuer=named.issuer)),)


def _laws(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """Laws of the Parliament: title, date and number and the name of the country stand in any order."""
    readings = [_enacted(scan, noun, Reading(_noun_phrase(scan, noun), noun.end))]
    while noun.plural and (joined := _AND.search(scan.folded, max(0, readings[0].start - 10), readings[0].start)):
        other = _enacted(scan, noun, Reading(joined.start(), joined.start()))
        if other.title is None and other.number is None:
            break
        readings.insert(0, other)
    return tuple(_draft(noun, reading) for reading in readings)


def _enacted(scan: Scan, noun: ActNoun, reading: Reading) -> Reading:
    while True:
        step = reading
        if step.date is None and step.number is None:
            pair = particulars(scan, before_bracket(scan, step.start))
            if pair is not None:
                doubts = (*step.doubts, *pair.doubts)
                step = replace(step, start=pair.start, date=pair.date, number=pair.number, doubts=doubts)
        if step.issuer is None:
            step = country(scan, step)
        if step.title is None and step.name is None:
            step = title(scan, noun.type, step)
        if step.start == reading.start:
            return step
        reading = step


def _noun_phrase(scan: Scan, noun: ActNoun) -> int:
    """Where the noun begins with its adjective: «Конституциялық заң», «бірлескен бұйрық»."""
    match = _ADJECTIVE.search(scan.folded, max(0, noun.start - 24), noun.start)
    return match.start() if match else noun.start


def _draft(noun: ActNoun, reading: Reading) -> Draft:
    return Draft(
        noun.type,
        reading.start,
        reading.end,
        issuer=reading.issuer,
        date=reading.date,
        number=reading.number,
        title=reading.title,
        name=reading.name,
        doubts=reading.doubts,
    )


def _code(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """«2015 жылғы 23 қарашадағы Қазақстан Республикасы Еңбек кодексінің», «Әлеуметтік кодекс»."""
    if noun.plural:
        return ()
    if noun.type is ActType.CONSTITUTION:
        start = country_start(scan, noun.start)
        return (Draft(noun.type, start, noun.end, name=scan.text[noun.start : noun.end]),)
    if (titled := _titled_code(scan, noun)) is not None:
        return (titled,)
    pair = particulars(scan, scan.before(noun.start))
    start = _code_name(scan, noun.start if pair is None else pair.start)
    named = start < (noun.start if pair is None else pair.start)
    name = scan.text[start : noun.end]
    part = code_part(scan, name, noun.end) if named else ""
    reading = Reading(start, noun.end + len(part), name=name + part if named else None)
    if pair is not None:
        reading = replace(reading, date=pair.date, number=pair.number, doubts=pair.doubts)
    reading = _enacted(scan, noun, reading)
    if reading.title is None and reading.name is None and reading.number is None:
        return ()
    return (_draft(noun, reading),)


def _titled_code(scan: Scan, noun: ActNoun) -> Draft | None:
    """«2008 жылғы 10 желтоқсандағы «… туралы» (Салық кодексі) Қазақстан Республикасы кодексінің»."""
    land = country_start(scan, noun.start)
    close = scan.before(land)
    if land == noun.start or not close or scan.folded[close - 1] != ")":
        return None
    opening = bracket_start(scan.folded, close - 1)
    if opening is None or "кодекс" not in scan.folded[opening:close]:
        return None
    head = title(scan, noun.type, Reading(opening, noun.end))
    if head.title is None:
        return None
    reading = _enacted(scan, noun, replace(head, title=f"{head.title} {scan.text[opening:close]}"))
    return _draft(noun, reading)


def _code_name(scan: Scan, end: int) -> int:
    """Where the words before «кодекс» begin that belong to its name: the longest the register knows, or a capital."""
    at = end
    best = end
    for _ in range(5):
        match = _NOUN_BEFORE.search(scan.folded, max(0, at - 40), at)
        if match is None or _OF_COUNTRY.match(match[0].strip()):
            break
        at = match.start()
        known = act_by_title(scan.text[at:end] + "кодексі", "kk") is not None
        if known or (best == end and scan.text[at].isupper()):
            best = at
    return best
