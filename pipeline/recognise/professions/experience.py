"""Experience in a requirement: so many years, and where, as alternatives.

Both orders of words are read: «халықты әлеуметтік қорғау жүйесінде кемінде 3 жыл», «не менее 3 лет стажа работы
в системе образования».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.model.professions import Experience
from pipeline.recognise.professions.marks import Stretch, is_alternative

if TYPE_CHECKING:
    from spacy.tokens import Span

_WORDS = {
    number: value
    for value, forms in enumerate(
        (
            "бір один одного года",
            "екі два двух",
            "үш три трех трёх",
            "төрт четыре четырех четырёх",
            "бес пять пяти",
            "алты шесть шести",
            "жеті семь семи",
            "сегіз восемь восьми",
            "тоғыз девять девяти",
            "он десять десяти",
            "одиннадцати",
            "двенадцати",
            "тринадцати",
            "четырнадцати",
            "пятнадцати",
            "шестнадцати",
            "семнадцати",
            "восемнадцати",
            "девятнадцати",
            "жиырма двадцати",
        ),
        start=1,
    )
    for number in forms.split()
} | {"отыз": 30, "тридцати": 30}
_TENS = frozenset({10, 20, 30})
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"\d{1,2}\s?\)")
_POST_LAST = frozenset({"лауазымында", "ретінде"})
_LOCATIVE = re.compile(r"(?:да|де|та|те)$")
_POST_FIRST = frozenset({"должности", "качестве"})


@dataclass(frozen=True, slots=True)
class Work:
    """Alternatives of experience as read, and what of the stretch was not understood.

    `undated` is work that is asked for («практический опыт») without a number of years.
    """

    experience: tuple[Experience, ...]
    doubts: tuple[str, ...] = ()
    undated: bool = False


def read_experience(stretch: Stretch) -> Work:
    """What a stretch asks of experience; no years asked is an empty answer."""
    amounts = _own_amounts(stretch)
    if not amounts:
        asked = stretch.marks("EXPERIENCE")
        undated = [f"how many years are asked is not said: «{mark.text}»" for mark in asked]
        return Work((), (*undated, *_unread(stretch.trimmed(("EXPERIENCE",)))), undated=bool(asked))
    found: list[Experience] = []
    doubts: list[str] = []
    cursor = stretch.start
    for number, amount in enumerate(amounts):
        last = number + 1 == len(amounts)
        until = stretch.end if last else amounts[number + 1].start
        where, aside = _before(stretch.part(cursor, amount.start))
        cursor = amount.end
        if not where.has_words or _work_follows(stretch, amount):
            aside = where if where.has_words else aside
            cursor = _sentence_end(stretch, amount.end, until) if last else _turn(stretch, amount.end, until)
            where = _without_work(stretch.part(amount.end, cursor).trimmed(("EXPERIENCE",)))
        if found and stretch.doc.text[amounts[number - 1].end_char : amount.start_char].count(". "):
            doubts.append(f"it is not said whether one is enough: «{amounts[number - 1].text}», «{amount.text}»")
        found.append(Experience(years(amount), where.text or None, _post(where)))
        doubts += [*_unread(aside), *_amount_doubts(amount)]
    tail = stretch.part(cursor, stretch.end)
    if tail.marks("INCLUDING"):
        found[-1] = _with_tail(found[-1], tail)
    for including in stretch.marks("INCLUDING"):
        parts = stretch.part(including.end, _sentence_end(stretch, including.end, stretch.end))
        if len(parts.marks("YEARS")) > 1 and any(map(is_alternative, parts.tokens())):
            doubts.append(f"it is not said what the last «or» joins: «{parts.text}»")
    if not tail.marks("INCLUDING"):
        doubts += _unread(tail.trimmed(("EXPERIENCE",)))
    return Work(tuple(found), tuple(doubts))


def _before(gap: Stretch) -> tuple[Stretch, Stretch]:
    """The words before an amount that say where, and those aside: «[удостоверение …,] стаж [вождения] от 2 лет».

    Words on education that stand there too are aside, up to their comma; words before the number of an item too.
    """
    items = _items(gap)
    if items:
        where, aside = _before(gap.part(items[-1][1], gap.end))
        return where, aside if aside.has_words else gap.part(gap.start, items[-1][0]).trimmed()
    work = gap.marks("EXPERIENCE")
    taught = [
        mark
        for mark in gap.marks("EDUCATION_WORD")
        if work and mark.end <= work[0].start and gap.doc[mark.end].lower_ != "беру"
    ]
    if taught:
        comma = next((at for at in range(taught[-1].end, gap.end) if gap.doc[at].text == ","), None)
        if comma is not None:
            where, aside = _before(gap.part(comma + 1, gap.end))
            return where, gap.part(gap.start, aside.end if aside.has_words else comma).trimmed()
    for mark in work:
        before, after = gap.part(gap.start, mark.start), gap.part(mark.end, gap.end).trimmed()
        if after.has_words and before.end > before.start and gap.doc[before.end - 1].text in {",", ";"}:
            return after, before.trimmed()
    return gap.trimmed(("EXPERIENCE",)), gap.part(gap.end, gap.end)


def _items(stretch: Stretch) -> list[tuple[int, int]]:
    """Where the numbers of listed items begin and end: «1)» at the start of the words, or after a stop."""
    found: list[tuple[int, int]] = []
    for at in range(stretch.start, stretch.end):
        after_stop = at == stretch.start or stretch.doc[at - 1].text in {":", ";"} or stretch.doc[at - 1].is_space
        end = next((end for end in (at + 1, at + 2) if _ITEM.fullmatch(stretch.part(at, end).text)), None)
        if after_stop and end is not None:
            found.append((at, end))
    return found


_WORK = frozenset({"работы", "стажа", "опыта", "службы", "практики"})


def _work_follows(stretch: Stretch, amount: Span) -> bool:
    """Whether Russian says where after the years: «не менее 3 лет стажа работы в системе», «… лет на должностях»."""
    if stretch.doc.lang_ != "ru" or amount.end >= stretch.end:
        return False
    follows = stretch.doc[amount.end].lower_
    including = any(mark.start == amount.end for mark in stretch.marks("INCLUDING"))
    return follows in _WORK or (follows in {"в", "на"} and not including)


def _without_work(where: Stretch) -> Stretch:
    """«работы в системе образования» is where: «в системе образования»."""
    while where.has_words and where.doc[where.start].lower_ in _WORK:
        where = where.part(where.start + 1, where.end).trimmed()
    return where


def _own_amounts(stretch: Stretch) -> list[Span]:
    """The amounts that are alternatives; «в том числе … не менее 3 лет» of a sentence is part of the one before."""
    including = [mark.start for mark in stretch.marks("INCLUDING")]
    amounts = stretch.marks("YEARS", "MONTHS")
    own: list[Span] = []
    for amount in amounts:
        of = [start for start in including if own and own[-1].end <= start < amount.start]
        if of and _sentence_end(stretch, of[-1], amount.start) == amount.start:
            continue
        own.append(amount)
    return own


def years(amount: Span) -> int:
    """How many whole years a mark like «кемінде 3 (үш) жыл» names; months are 0."""
    if amount.label_ == "MONTHS":
        return 0
    digits = _DIGITS.search(amount.text)
    if digits:
        return int(digits[0])
    named = [_WORDS[token.lower_] for token in amount if token.lower_ in _WORDS]
    return sum(named[:2]) if len(named) > 1 and named[0] in _TENS and named[1] < min(_TENS) else sum(named[:1])


def _amount_doubts(amount: Span) -> list[str]:
    if amount.label_ == "MONTHS":
        return [f"less than a year is asked: «{amount.text}»"]
    if re.search(r"\d[,.]\d", amount.text):
        return [f"a part of a year is asked: «{amount.text}»"]
    return []


def _turn(stretch: Stretch, start: int, end: int) -> int:
    """Where words after one amount end and those before the next begin: at the last «немесе / или» between them.

    In a list they end at the number of the next item.
    """
    items = _items(stretch.part(start, end))
    if items:
        return items[0][0]
    turns = [at for at in range(start, end) if is_alternative(stretch.doc[at])]
    return turns[-1] if turns else end


def _sentence_end(stretch: Stretch, start: int, end: int) -> int:
    return next((at for at in range(start, end) if stretch.doc[at].text in {".", ";"}), end)


def _post(where: Stretch) -> str | None:
    """The post that must have been held, as `where` names it."""
    tokens = list(where.tokens())
    if not tokens:
        return None
    if tokens[-1].lower_ in _POST_LAST:
        named = where.marks("CATEGORY", "LEVEL")
        start = named[0].start if named else _after_locative(where)
        return where.part(start, where.end - 1).text or None
    for before, token in pairwise(tokens):
        if token.lower_ in _POST_FIRST and before.lower_ in {"в", "на"} and token.i + 1 < where.end:
            return where.part(token.i + 1, where.end).text
    return None


def _after_locative(where: Stretch) -> int:
    places = [token.i + 1 for token in list(where.tokens())[:-1] if _LOCATIVE.search(token.lower_) and token.is_alpha]
    return places[-1] if places else where.start


def _with_tail(last: Experience, tail: Stretch) -> Experience:
    words = tail.trimmed().text
    return Experience(last.min_years, f"{last.where}, {words}" if last.where else words, last.post)


def _unread(rest: Stretch) -> tuple[str, ...]:
    """A doubt about words that say nothing of years; those of «… талап қойылмайды» are understood to the stop."""
    for mark in rest.marks("NO_EXPERIENCE"):
        stop = next((at for at in range(mark.end, rest.end) if rest.doc[at].text[0] in ".;"), rest.end)
        rest = rest.part(stop, rest.end).trimmed()
    return (f"not read as education or experience: «{rest.text}»",) if rest.has_words else ()
