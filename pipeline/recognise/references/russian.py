"""Russian references: type, issuer, «от …», «№ …», «title», (registration); the type comes first.

Law № 480-V, article 25: form, date, number, title and register number, for laws the title alone is enough.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identify.named_acts import title_words
from pipeline.model.acts import ActType
from pipeline.recognise.references.approved import approved_before
from pipeline.recognise.references.brackets import brackets_after, code_part
from pipeline.recognise.references.draft import Draft
from pipeline.recognise.references.places import places_before
from pipeline.recognise.references.scan import ActNoun, Scan, paragraph_end, sentence_end
from pipeline.recognise.references.titles import Title, title_after

_OWN = re.compile(
    r"(?<!\w)(?:настоящ\w+|данн(?:ый|ого|ому|ым|ом|ое|ой|ая|ую|ые|ыми)|эт(?:от|ого|ому|им|ом|и|их|ими|о|у)"
    r"|сво(?:й|его|ему|им|[её]м|и|их|ими|я|ей|ю|[её])|так(?:ой|ого|ому|им|ом|ие|их|ими|ое|ая|ую)|люб\w{2,3}|кажд\w{2,3}"
    r"|ин(?:ой|ого|ому|ым|ом|ые|ых|ыми|ое|ая|ую)|соответствующ\w+)\s*$"
)
_DATA = re.compile(r"(?<!\w)данных\s*$")
_WORD = re.compile(
    r"\s*(?:(?P<acting>вр\.?\s?и\.?\s?о\.?(?!\w)|и\.\s?о\.?|м\.\s?а\.?)|(?P<dash>-(?=\s))|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)(?P<comma>,?))"
)
_ISSUER_ENDS_WORDS = """
    от о об обо за года год г согласно внести внесены внесенными изложить утвержден утвержденный утвержденные
    следующие следующее следующий вводится введен введены изменения изменение дополнения дополнение настоящим
    указанным имеющего имеющим имеющий который которые которым зарегистрирован зарегистрированный опубликован
    признать утратил утратившим
"""
_ISSUER_ENDS = frozenset(_ISSUER_ENDS_WORDS.split())
_MOST_WORDS = 45
_BLANK = re.compile(r"[\s,]*")
_FILLER = re.compile(
    r"(?:от|года|год|г\.?|за|казахстан|республики казахстан|рк"
    r"|имеющ\w+\s+силу\s+(?:конституционного\s+)?закона)(?!\w)"
)
_FORCE = "имеющ"
_COUNTRY = re.compile(r"^\s*(?:республик\w+\s+казахстан\w*|рк)?\s*$")
_AND_NEXT = re.compile(r"\s*(?:,|;|и|а\s+также|,\s*и)\s*(?=от\s|№|n\s?\d|[\"«]\s?(?:об?|вопросы)\s)")
_ALSO_ISSUED = re.compile(
    r"\s*(?:,|и|,\s*и)\s+(?=(?:министр|председател|и\.\s?о|исполняющ|руководител|начальник|правлени))"
)
_UNQUOTED_TITLE = re.compile(r"\s*(Об?|Вопросы)\s+(?=[а-яё])")
_LETTER = re.compile(r"[^\W\d_]")
_CODE_ADJECTIVE = re.compile(r"(?:[^\W\d_]+-)?[^\W\d_]+(?:ый|ой|ого|ому|ым|ом|ий|его|ему|им|ем)$")
_ABOUT = re.compile(r"\s*(?P<name>об?\s+[^\W\d_][^.;:()\"«»№\n]{3,160})")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAW_ADJECTIVE = re.compile(r"конституционн[^\W\d_]+\s*$")


class _Reading(Struct, frozen=True):
    at: int
    end: int
    date: dt.date | None = None
    number: str | None = None
    title: Title | None = None
    doubts: tuple[str, ...] = ()


def read_russian(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """The references that start from a noun; several when dates and numbers are chained («от … № 1 и от … № 2»)."""
    before = (max(0, noun.start - 40), noun.start)
    if _OWN.search(scan.folded, *before) or (noun.plural and _DATA.search(scan.folded, *before)):
        return ()
    if noun.type in (ActType.CODE, ActType.CONSTITUTION):
        return _code(scan, noun)
    issuer, at = _issuer(scan, noun.end)
    reading = _particulars(scan, _Reading(at, noun.end))
    reading, joint = _also_issued(scan, reading)
    reading = _title_without_quotes(scan, noun, reading)
    start = _law_start(scan, noun)
    first = _finish(scan, noun.type, start, issuer, reading)
    places = places_before(scan.folded, start)
    first = replace(first, places=places if places.addresses else approved_before(scan, start), joint=joint)
    if noun.type is ActType.LAW:
        first = _law_by_name(scan, noun, first, reading)
    return (first, *_chain(scan, first))


def read_from_issuer(scan: Scan, type_: ActType, start: int) -> Draft:
    """What an act is called by from its issuer on, the noun left out: «Министра … от … № 517 «…»»."""
    issuer, at = _issuer(scan, start)
    return _finish(scan, type_, start, issuer, _particulars(scan, _Reading(at, at)))


def _issuer(scan: Scan, position: int) -> tuple[str | None, int]:
    """The issuer phrase after the noun and the place where it ends."""
    at = end = position
    for _ in range(_MOST_WORDS):
        match = _WORD.match(scan.folded, at)
        if match is None or (match["word"] and match["word"] in _ISSUER_ENDS) or "\n\n" in match[0]:
            break
        if match["word"] and _starts_element(scan, match.start("word")):
            break
        at = match.end()
        if not match["dash"]:
            end = at
    phrase = scan.text[position:end].strip(" ,\n")
    return (phrase or None), end


def _starts_element(scan: Scan, at: int) -> bool:
    """Whether a number («N 5») or another act noun stands there: neither belongs to an issuer's name."""
    noun = scan.noun_from(at)
    return scan.number_from(at) is not None or (noun is not None and noun.start == at)


def _particulars(scan: Scan, reading: _Reading) -> _Reading:
    """Date, number and title in whatever order they stand, with left-over «года», «от», «Казахстан» between them."""
    while True:
        at = _skip(scan, reading.at)
        step = _element(scan, at, reading)
        if step is None:
            filler = _FILLER.match(scan.folded, at)
            if filler is None or _element(scan, _skip(scan, filler.end()), reading) is None:
                return reading
            after = _element(scan, _skip(scan, filler.end()), reading)
            if after is None:
                return reading
            step = _with_filler(scan, filler, reading, after)
        reading = step


def _skip(scan: Scan, at: int) -> int:
    match = _BLANK.match(scan.folded, at)
    return match.end() if match and "\n\n" not in match[0] else at


def _with_filler(scan: Scan, filler: re.Match[str], before: _Reading, after: _Reading) -> _Reading:
    dated = filler[0] == "от" and before.date is None and scan.date_from(_skip(scan, filler.end())) is not None
    misplaced = filler[0] == "за" and after.number is not None and before.number is None
    if dated or misplaced or filler[0].startswith(_FORCE):
        return after
    return replace(after, doubts=(*after.doubts, f"«{filler[0]}» is left over"))


def _element(scan: Scan, at: int, reading: _Reading) -> _Reading | None:
    if reading.date is None and (date := scan.date_from(at)) is not None:
        return replace(reading, at=date.end, end=date.end, date=date.day, doubts=(*reading.doubts, *date.doubts))
    if reading.number is None and (number := scan.number_from(at)) is not None:
        return replace(reading, at=number.end, end=number.end, number=number.number)
    if reading.title is None and at < len(scan.folded) and scan.folded[at] in '"«':
        title = title_after(scan, at, dated=reading.date is not None)
        return replace(reading, at=title.end, end=title.end, title=title, doubts=(*reading.doubts, *title.doubts))
    return None


def _title_without_quotes(scan: Scan, noun: ActNoun, reading: _Reading) -> _Reading:
    """«Закон Республики Казахстан О занятости населения».": the opening quote is lost."""
    if reading.title is not None:
        return reading
    match = _UNQUOTED_TITLE.match(scan.text, reading.at)
    if match is None or (noun.type is not ActType.LAW and reading.number is None):
        return reading
    start = match.start(1)
    limit = paragraph_end(scan, start, 1000)
    stop = sentence_end(scan, start, limit)
    bracket = scan.folded.find(" (", start, stop)
    close = min((p for q in '"»' if (p := scan.folded.find(q, start, stop)) >= 0), default=-1)
    end = min(p for p in (stop, bracket, close) if p >= 0)
    title = Title(start, start, end, end + 1 if end == close else end)
    return replace(
        reading, at=title.end, end=title.end, title=title, doubts=(*reading.doubts, "title without opening quote")
    )


def _finish(scan: Scan, type_: ActType, start: int, issuer: str | None, reading: _Reading) -> Draft:
    brackets = brackets_after(scan, reading.end)
    title = reading.title
    words = " ".join(scan.text[title.inner_start : title.inner_end].split()).strip(" ,") if title else None
    return Draft(
        type_,
        start,
        brackets.end,
        issuer=issuer,
        date=reading.date,
        number=reading.number,
        title=words or None,
        registration=brackets.registration,
        short=brackets.short,
        doubts=reading.doubts,
    )


def _law_start(scan: Scan, noun: ActNoun) -> int:
    if noun.type is not ActType.LAW:
        return noun.start
    match = _LAW_ADJECTIVE.search(scan.folded, max(0, noun.start - 40), noun.start)
    return match.start() if match else noun.start


def _law_by_name(scan: Scan, noun: ActNoun, draft: Draft, reading: _Reading) -> Draft:
    """«закон о языках»: a title without quotes or capitals is taken when the register may know it."""
    if draft.title or draft.number or draft.date or noun.plural:
        return draft
    country = re.compile(r"\s*(?:республик\w+\s+казахстан\w*|рк)?(?!\w)").match(scan.folded, noun.end)
    end = _named_until(scan, country.end() if country else noun.end)
    if end is None:
        return draft
    return replace(draft, name=scan.text[country.end() if country else noun.end : end].strip(), end=end)


def _named_until(scan: Scan, position: int) -> int | None:
    """Where «об административных правонарушениях», written without quotes, ends; only titles of the register."""
    about = _ABOUT.match(scan.folded, position)
    if about is None:
        return None
    words = list(_NAME_WORD.finditer(scan.folded, about.start("name"), about.end("name")))
    count = title_words([word[0] for word in words], "ru")
    return words[count - 1].end() if count else None


def _code(scan: Scan, noun: ActNoun) -> tuple[Draft, ...]:
    """«Трудового кодекса Республики Казахстан», «Кодекс … «Об административных правонарушениях»», «Конституция»."""
    start = noun.start
    if noun.type is ActType.CODE:
        start = _adjectives(scan, noun.start)
    issuer, at = _issuer_of_code(scan, noun.end)
    part = code_part(scan, scan.text[start : noun.end], at)
    at += len(part)
    reading = _particulars(scan, _Reading(at, at))
    draft = _finish(scan, noun.type, start, issuer, reading)
    name = scan.text[start : noun.end] + part
    if noun.type is ActType.CODE and draft.title is None and start == noun.start:
        end = _named_until(scan, at)
        if end is None and draft.number is None:
            return ()
        if end is not None:
            name = scan.text[at:end].strip()
            draft = replace(draft, end=max(draft.end, end))
    if noun.plural or (noun.type is ActType.CONSTITUTION and not scan.text[noun.start].isupper()):
        return ()
    return (replace(draft, name=name, places=places_before(scan.folded, start)),)


def _adjectives(scan: Scan, end: int) -> int:
    """Where the adjectives before «кодекс» begin: at most four, the first of them with a capital letter."""
    start = end
    at = end
    for _ in range(4):
        match = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\s+$").search(scan.folded, max(0, at - 40), at)
        if match is None or not _CODE_ADJECTIVE.match(match[0].strip()):
            break
        at = match.start()
        if scan.text[at].isupper():
            start = at
    return start


def _issuer_of_code(scan: Scan, position: int) -> tuple[str | None, int]:
    match = re.compile(r"\s*(?:республик\w+\s+казахстан\w*|рк)(?!\w)").match(scan.folded, position)
    return (scan.text[match.start() : match.end()].strip(), match.end()) if match else (None, position)


def _also_issued(scan: Scan, reading: _Reading) -> tuple[_Reading, tuple[str, ...]]:
    """«… № 1 и Министра финансов от … № 2 «…»»: further issuers of a joint act, each with date and number."""
    joint: list[str] = []
    while reading.number is not None and reading.title is None:
        match = _ALSO_ISSUED.match(scan.folded, reading.end)
        if match is None:
            break
        issuer, at = _issuer(scan, match.end())
        other = _particulars(scan, _Reading(at, at))
        if issuer is None or other.number is None:
            break
        joint.append(
            " ".join(scan.text[match.end() : other.end if other.title is None else other.title.start].split())
        )
        reading = replace(
            reading, at=other.at, end=other.end, title=other.title, doubts=(*reading.doubts, *other.doubts)
        )
    return reading, tuple(joint)


def _chain(scan: Scan, first: Draft) -> tuple[Draft, ...]:
    found: list[Draft] = []
    last = first
    while (joint := _AND_NEXT.match(scan.folded, last.end)) is not None:
        reading = _particulars(scan, _Reading(joint.end(), joint.end()))
        if reading.number is None and (reading.title is None or last.title is None):
            break
        last = _finish(scan, first.type, joint.end(), first.issuer, reading)
        found.append(last)
    return tuple(found)
