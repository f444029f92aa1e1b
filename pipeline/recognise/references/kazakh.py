"""Kazakh references: «title», issuer in the genitive, date, number, and the type last, in any case.

«"Кәсіптік біліктілік туралы" Қазақстан Республикасы Заңының 5-бабы 6-тармағы»: the noun is the anchor, everything
but the brackets and the cited provision stands before it.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identify.bodies import Certainty, resolve_body
from pipeline.identify.named_acts import act_by_title
from pipeline.model.acts import ActType
from pipeline.recognise.references.brackets import bracket_start, brackets_after
from pipeline.recognise.references.draft import Draft
from pipeline.recognise.references.places import places_after
from pipeline.recognise.references.scan import ActNoun, Scan, paragraph_start, sentence_start
from pipeline.recognise.references.titles import Title, title_before

_REACH = 2400
_OWN = re.compile(
    r"(?<!\w)(?:осы|бұл|аталған|көрсетілген|мұндай|сол|өз|басқа|өзге|тиісті|бірде-бір|кез\s+келген)\s*$"
)
_COUNTRY = re.compile(r"(?<!\w)(?:қазақстан\w{0,3}\s+республика\w*|қр|кр)(?!\w)")
_ABOUT = re.compile(r"(?<!\w)туралы\s*$")
_ISSUER_WORD = re.compile(r"(?:м\.\s?а\.?|-|,|[^\W\d_]+(?:-[^\W\d_]+)*,?)\s*$")
_ISSUER_GENITIVE = re.compile(r"(?:[ндт][ыі]ң|м\.\s?а\.?)\s*$")
_MOST_WORDS = 26
_COUNTRY_REACH = 40
_AND = re.compile(r"\s*(?:,|;|(?<!\w)(?:және|мен))\s*$")
_CAPITAL = re.compile(r"(?<![\w-])[А-ЯЁӘҒҚҢӨҰҮҺІI]\w*")
_TITLE_FLOOR = re.compile(r"[«»\";:()]|\d[.)]\s")
_ADJECTIVE = re.compile(r"(?<!\w)(?:конституциялық|бірлескен)\s+$")
_NOUN_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\s+$")


class _Reading(Struct, frozen=True):
    start: int
    end: int
    date: dt.date | None = None
    number: str | None = None
    issuer: str | None = None
    title: str | None = None
    name: str | None = None
    doubts: tuple[str, ...] = ()


def read_kazakh(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """The references that end in a noun; several when one plural noun closes a chain of dates and numbers."""
    if _OWN.search(scan.folded, max(0, noun.start - 30), noun.start):
        return ()
    if noun.type in (ActType.CODE, ActType.CONSTITUTION):
        drafts: tuple[Draft, ...] = _code(scan, noun)
    else:
        drafts = _chain(scan, noun)
    if not drafts:
        return ()
    last = drafts[-1]
    brackets = brackets_after(scan, noun.end)
    places = places_after(scan.folded, brackets.end)
    end = places.end if places.addresses else brackets.end
    last = replace(
        last, end=end, registration=brackets.registration or last.registration, short=brackets.short, places=places
    )
    return (*drafts[:-1], last)


def _chain(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """From the noun back: number and date, several times when commas or «және» join them; then issuer and title."""
    pairs: list[_Reading] = []
    end = _before_bracket(scan, _noun_phrase(scan, noun))
    while (pair := _particulars(scan, end)) is not None:
        pairs.append(pair)
        joined = _AND.search(scan.folded, max(0, pair.start - 10), scan.before(pair.start))
        if joined is None:
            break
        end = _before_bracket(scan, joined.start())
        if scan.number_until(end) is None:
            break
    pairs.reverse()
    start = pairs[0].start if pairs else end
    head = _title(scan, noun, _issuer(scan, noun, _Reading(start, noun.end), bool(pairs)))
    if not pairs:
        return _titled(scan, noun, head)
    first = replace(
        pairs[0], start=head.start, issuer=head.issuer, title=head.title, name=head.name,
        doubts=(*head.doubts, *pairs[0].doubts),
    )  # fmt: skip
    others = [replace(pair, issuer=head.issuer) for pair in pairs[1:]]
    return tuple(_draft(noun, pair) for pair in (first, *others))


def _noun_phrase(scan: Scan, noun: ActNoun) -> int:
    """Where the noun begins with its adjective: «Конституциялық заң», «бірлескен бұйрық»."""
    match = _ADJECTIVE.search(scan.folded, max(0, noun.start - 24), noun.start)
    return match.start() if match else noun.start


def _titled(scan: Scan, noun: ActNoun, head: _Reading) -> tuple[Draft, ...]:
    """No date or number before the noun: they or the country may stand before the title, or further titles."""
    if head.title is None:
        return (_draft(noun, head),)
    pair = _particulars(scan, _before_bracket(scan, head.start))
    if pair is not None:
        led = _issuer(scan, noun, replace(pair, end=head.end), True)
        return (_draft(noun, replace(led, title=head.title, doubts=(*head.doubts, *pair.doubts))),)
    readings = [replace(head, start=_country_start(scan, head.start))]
    while noun.plural and (joined := _AND.search(scan.folded, max(0, readings[0].start - 10), readings[0].start)):
        other = _title(scan, noun, _Reading(joined.start(), joined.start()))
        if other.title is None:
            break
        readings.insert(0, other)
    return tuple(_draft(noun, reading) for reading in readings)


def _draft(noun: ActNoun, reading: _Reading) -> Draft:
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


def _before_bracket(scan: Scan, position: int) -> int:
    """The end of the words before `position`, a bracket («(қол қойылған күнінен …)») skipped."""
    end = scan.before(position)
    if end and scan.folded[end - 1] == ")":
        opening = bracket_start(scan.folded, end - 1)
        if opening is not None and scan.number_until(scan.before(opening)) is not None:
            return scan.before(opening)
    return end


def _particulars(scan: Scan, end: int) -> _Reading | None:
    """Number and date that end at `end`; the number or the date may be missing, not both."""
    number = scan.number_until(end)
    at = scan.before(number.start) if number is not None else end
    date = scan.date_until(at)
    if date is None and at and scan.folded[at - 1] in ",":
        date = scan.date_until(scan.before(at - 1))
    if number is None and date is None:
        return None
    start = date.start if date is not None else number.start if number is not None else end
    return _Reading(
        start,
        end,
        date=date.day if date else None,
        number=number.number if number else None,
        doubts=date.doubts if date else (),
    )


def _issuer(scan: Scan, noun: ActNoun, reading: _Reading, dated: bool) -> _Reading:
    """The issuer phrase before date and number: from the name of the country, or as far as words name a body."""
    end = scan.before(reading.start)
    if noun.type is ActType.LAW or not dated:
        return _country_only(scan, reading, max(0, end - _COUNTRY_REACH), end)
    at = end
    starts: list[int] = []
    for _ in range(_MOST_WORDS):
        match = _ISSUER_WORD.search(scan.folded, max(0, at - 60), at)
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


def _country_only(scan: Scan, reading: _Reading, floor: int, end: int) -> _Reading:
    match = next((m for m in _COUNTRY.finditer(scan.folded, floor, end) if m.end() == end), None)
    if match is None:
        return reading
    return replace(reading, start=match.start(), issuer=scan.text[match.start() : end])


def _longest_known(scan: Scan, starts: list[int], end: int) -> int:
    """The longest run of words before the date that names a known body, else all of them."""
    for start in reversed(starts):
        match = resolve_body(scan.text[start:end], "kk")
        if match is not None and match.certainty is Certainty.KNOWN:
            return start
    return starts[-1]


def _title(scan: Scan, noun: ActNoun, reading: _Reading) -> _Reading:
    """The title before the issuer: in quotes, «туралы» inside or outside them, or (for laws) without quotes."""
    end = scan.before(reading.start)
    about = _ABOUT.search(scan.folded, max(0, end - 12), end)
    close = scan.before(about.start()) if about else end
    if close and scan.folded[close - 1] in '"»':
        title = title_before(scan, close, paragraph_start(scan, close, _REACH))
        if title is None:
            return replace(reading, doubts=(*reading.doubts, "opening quote lost"))
        if about is None and not _is_title(scan, title):
            return reading
        words = " ".join(scan.text[title.inner_start : title.inner_end].split()).strip(" ,")
        whole = f"{words} туралы" if about else words
        return replace(reading, start=title.start, title=whole, doubts=(*reading.doubts, *title.doubts))
    if about is not None and noun.type is ActType.LAW:
        return _bare_title(scan, reading, end)
    return reading


def _is_title(scan: Scan, title: Title) -> bool:
    """A quoted phrase right before an act is its title when it ends as titles do, or no issuer could be quoted."""
    return title.inner_end - title.inner_start > 3


def _bare_title(scan: Scan, reading: _Reading, end: int) -> _Reading:
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


def _code(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """«2015 жылғы 23 қарашадағы Қазақстан Республикасы Еңбек кодексінің», «Әлеуметтік кодекс»."""
    if noun.plural:
        return ()
    if noun.type is ActType.CONSTITUTION:
        return (Draft(noun.type, _country_start(scan, noun.start), noun.end, name=scan.text[noun.start : noun.end]),)
    pair = _particulars(scan, scan.before(noun.start))
    start = _code_name(scan, noun.start if pair is None else pair.start)
    reading = _Reading(start, noun.end)
    reading = replace(reading, start=_country_start(scan, start))
    before = _particulars(scan, scan.before(reading.start))
    if before is not None:
        reading = replace(before, start=_country_start(scan, before.start), end=noun.end)
    dated = pair or before
    titled = _title(scan, noun, reading)
    name = scan.text[start : noun.end]
    if titled.title is None and start == noun.start and dated is None:
        return _about_code(scan, noun)
    draft = _draft(noun, titled)
    if dated is not None:
        draft = replace(draft, date=dated.date, number=dated.number)
    return (replace(draft, name=name if start < noun.start else None),)


def _about_code(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """«Әкімшілік құқық бұзушылық туралы кодекс»: a code named as laws are, without quotes."""
    reading = _Reading(_country_start(scan, noun.start), noun.end)
    end = scan.before(reading.start)
    if not _ABOUT.search(scan.folded, max(0, end - 12), end):
        return ()
    named = _bare_title(scan, reading, end)
    return (_draft(noun, named),) if named.name else ()


def _code_name(scan: Scan, end: int) -> int:
    """Where the words before «кодекс» begin that belong to its name: the longest the register knows, or a capital."""
    at = end
    best = end
    for _ in range(5):
        match = _NOUN_BEFORE.search(scan.folded, max(0, at - 40), at)
        if match is None or _COUNTRY.search(scan.folded, max(0, match.start() - 12), match.end()):
            break
        at = match.start()
        known = act_by_title(scan.text[at:end] + "кодексі", "kk") is not None
        if known or (best == end and scan.text[at].isupper()):
            best = at
    return best


def _country_start(scan: Scan, position: int) -> int:
    end = scan.before(position)
    start = position
    for match in _COUNTRY.finditer(scan.folded, max(0, end - 40), end):
        if match.end() == end:
            start = match.start()
    return start
