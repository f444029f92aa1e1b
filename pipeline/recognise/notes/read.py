"""Reading a consolidation note: its head, its acts in order, and before each act what was done to what.

Order № 472 of 11.07.2023, points 16 and 17: a note gives the wording of the change, the form, date and number of
the amending act. A verb and its targets hold for every act that follows until the next verb or target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from pipeline.address import Address, Unit
from pipeline.model.acts import InForce, Language, Rule
from pipeline.model.provisions import NoteEvent
from pipeline.recognise.inforce import read_in_force
from pipeline.recognise.notes.actions import Verb, verbs
from pipeline.recognise.notes.acts import Bracket, NamedAct, brackets_of, named_acts, past_own_bracket
from pipeline.recognise.notes.targets import (
    WHOLE_TEXT,
    completed,
    instrumental,
    joined,
    targets_in,
    within,
    without_quotes,
)
from pipeline.recognise.references.places import places_in
from pipeline.recognise.references.scan import Scan, scan
from pipeline.structure.gone import gone


class NoteReading(Struct, frozen=True):
    """A note as read: its events, one per act and action, and what of it could not be taken into them."""

    text: str
    language: Language
    events: tuple[NoteEvent, ...]
    doubts: tuple[str, ...] = ()


class _Stated(Struct, frozen=True):
    """What a note says was done: an action and the targets it holds for."""

    action: str
    targets: tuple[str, ...]
    excepted: tuple[str, ...] = ()


_HEAD = re.compile(
    r"^[\s>*_#]*(?:сноска|ескерту|примечани[ея]\s+(?:изпи|рцпи)?|ескертпе|(?:р[қк]ао|з[қк]аи)\s*-?\s*ның\s+ескерт[^\W\d_]*"
    r"|вниманию\s+пользователей|қолданушылар(?:дың)?\s+назарына)\s*[.!:]*[\s*_]*"
)
_PRINTED_NUMBER = re.compile(
    r"^[\s>*_]*(?:(?P<unit>стать[яи]|глава|раздел|параграф)\s+(?P<unit_number>\d+(?:-\d+)*)\.?(?=\s)"
    r"|(?P<kk_number>\d+(?:-\d+)*)\s*-\s*(?P<kk_unit>бап|тарау|бөлім|параграф)\.?(?=\s)"
    r"|(?P<number>\d+(?:-\d+)*)\s*\\?(?P<mark>[.)]))(?!\d)\s*(?P<bracket>\((?=\s*(?:под)?(?:пункт|тармақ|стать|абзац)|\s*(?:исключ|утрат|алы|күш)))?"
)
_PRINTED_UNITS = {
    "стат": Unit.ARTICLE, "глав": Unit.CHAPTER, "разд": Unit.SECTION, "пара": Unit.SUBCHAPTER, "бап": Unit.ARTICLE,
    "тара": Unit.CHAPTER, "бөлі": Unit.SECTION,
}  # fmt: skip
_OF_WORDS = re.compile(r"слов|цифр|аббревиатур|сөз|сан")
_RU_WORDS = re.compile(
    r"сноска|примечани|исключен|утратил|редакци[ия]\s|изменени[еяй]|вводится|дополнен|постановлени|приказ(?:ом|а|ами)?(?!\w)"
)
_KK_LETTERS = re.compile(r"[әғқңөұүһі]")
_EXCEPT = re.compile(
    r"за\s+исключением(?:[^;()]|(?<=\d)\)){0,300}?(?=приказ|постановлени|закон|указ|решени|\(|[.;]?\s*$)"
    r"|(?<!\w)[^\s;(),.](?:[^;(),.]|(?<=\d),(?=\s?\d)|\.(?=\d)|(?<=\d)\)){0,300}?қоспағанда,?"
)


def read_notes(lines: Iterable[str]) -> tuple[NoteReading, ...]:
    """One reading a line, empty lines left out."""
    return tuple(read_note(line) for line in lines if line.strip())


def read_note(text: str, place: str | None = None) -> NoteReading:
    """The events of a note; `place` is the address of the provision it stands at and completes its targets.

    A text that says nothing of a change has no events. Never raises on any text.
    """
    language = _language(text)
    scanned = scan(text, language)
    start, printed = _printed_targets(scanned.folded)
    folded = without_quotes(scanned.folded)
    start = past_own_bracket(folded, start)
    brackets = brackets_of(folded, start)
    plain, asides = _plain(scanned, folded, brackets)
    acts = named_acts(scanned, brackets)
    events = _events(scanned, plain, start, acts, printed, asides)
    events = events or _actless(scanned, plain, start, printed, asides)
    if place:
        events = [_placed(event, place) for event in events]
    return NoteReading(text, language, tuple(events), tuple(one.words for one in asides.excepted))


def _language(text: str) -> Language:
    lowered = text.lower()
    if re.search(r"ескерт|жойылды|тасталды|енгізіл|енгiзiл|бұйрығ|қаулы|заңы", lowered):
        return "kk"
    if _RU_WORDS.search(lowered):
        return "ru"
    return "kk" if _KK_LETTERS.search(lowered) else "ru"


def _printed_targets(folded: str) -> tuple[int, tuple[str, ...]]:
    """Where the words begin, after a head («Сноска.») or numbers in place of the text («70. Исключен …»).

    What «Пункты 3 – 5 исключены» names holds behind a head too.
    """
    head = _HEAD.match(folded)
    start = head.end() if head is not None else 0
    fallen = gone(folded[start:])
    if fallen is not None and (len(fallen.numbers) > 1 or not start):
        return start + fallen.words, tuple(f"{fallen.unit}:{number}" for number in fallen.numbers)
    match = _PRINTED_NUMBER.match(folded) if not start else None
    if match is None:
        return start, ()
    named = match["unit"] or match["kk_unit"]
    if named:
        return match.end(), (f"{_PRINTED_UNITS[named[:4]]}:{match['unit_number'] or match['kk_number']}",)
    unit = "subpoint" if match["mark"] == ")" else "point"
    return match.end(), (f"{unit}:{match['number']}",)


class _Excepted(Struct, frozen=True):
    """An exception that a note makes: where it stands, its words, the places it names."""

    start: int
    words: str
    places: tuple[str, ...]


class _Day(Struct, frozen=True):
    """The day from which something was done: «2020 жылғы 1 қаңтардан бастап күші жойылды»."""

    start: int
    end: int
    in_force: InForce


class _Asides(Struct, frozen=True):
    """What a note says beside its verbs, targets and acts."""

    excepted: tuple[_Excepted, ...]
    days: tuple[_Day, ...]

    def day(self, start: int, end: int) -> InForce | None:
        """The first day that a stretch names."""
        return next((one.in_force for one in self.days if start <= one.start < end), None)


def _plain(scan: Scan, folded: str, brackets: list[Bracket]) -> tuple[str, _Asides]:
    """The text without its brackets, exceptions and days, same length, and the latter two."""
    letters = list(folded)
    for bracket in brackets:
        letters[bracket.start : bracket.end] = " " * (bracket.end - bracket.start)
    plain = "".join(letters)
    excepted = tuple(
        _Excepted(m.start(), " ".join(m[0].split()), places_in(folded, m.start(), m.end(), scan.language))
        for m in _EXCEPT.finditer(plain)
    )
    days = tuple(_days(scan, plain))
    plain = _EXCEPT.sub(lambda match: " " * len(match[0]), plain)
    for day in days:
        plain = plain[: day.start] + " " * (day.end - day.start) + plain[day.end :]
    return plain, _Asides(excepted, days)


_FROM_DAY: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?<!\w)(?:начиная\s+)?со?\s+$"),
    "kk": re.compile(r"\s*(?:[дт][ае]н\s+)?бастап(?!\w)"),
}


def _days(scan: Scan, plain: str) -> Iterator[_Day]:
    for date in scan.dates:
        before = _FROM_DAY["ru"].search(plain, max(0, date.start - 16), date.start) if scan.language == "ru" else None
        behind = _FROM_DAY["kk"].match(plain, date.end) if scan.language == "kk" else None
        if date.day is None or not plain[date.start].strip() or not (before or behind):
            continue
        start, end = before.start() if before else date.start, behind.end() if behind else date.end
        words = " ".join(scan.text[start:end].split())
        yield _Day(start, end, InForce(Rule.ON_DATE, from_=date.day, text=words))


def _events(
    scan: Scan, plain: str, start: int, acts: list[NamedAct], printed: tuple[str, ...], asides: _Asides
) -> list[NoteEvent]:
    runs: list[tuple[list[_Stated], list[_Done]]] = []
    at = start
    behind = _stated_behind(scan, plain, start, acts, printed, asides)
    for act in acts:
        before = runs[-1][0] if runs else []
        said = _excepting(_stated(scan, plain, at, act.start, before, printed), asides, at, act.start)
        now = said or before or behind
        own_rule = _spoken_rule(scan, at, act.start) if any(one.action == "in_force" for one in now) else None
        day = asides.day(at, act.start) if said else asides.day(acts[-1].end, len(plain)) if behind else None
        if said or not runs:
            runs.append((now, []))
        runs[-1][1].append((act, act.in_force or own_rule or day))
        at = act.end
    return [
        NoteEvent(one.action, one.targets, (act.act,), rule, one.excepted)
        for stated, done in runs
        for one, (act, rule) in _dealt(list(dict.fromkeys(stated)), done)
    ]


def _stated_behind(
    scan: Scan, plain: str, start: int, acts: list[NamedAct], printed: tuple[str, ...], asides: _Asides
) -> list[_Stated]:
    """What is said behind the last act of all that nothing is said before: «A; B 16-қосымша жаңа редакцияда»."""
    at = start
    for act in acts:
        if verbs(plain, at, act.start, scan.language):
            return []
        at = act.end
    return _excepting(_stated(scan, plain, at, len(plain), [], printed), asides, at, len(plain))


def _excepting(said: list[_Stated], asides: _Asides, start: int, end: int) -> list[_Stated]:
    """What is said with the exceptions of its stretch; «утратило силу» except places not read is some change only."""
    made = [one for one in asides.excepted if start <= one.start < end]
    if not made:
        return said
    places = [place for one in made for place in one.places]
    if not places:
        lost = ("repeal", "delete")
        return [msgspec.structs.replace(one, action="amend") if one.action in lost else one for one in said]
    return [
        msgspec.structs.replace(one, excepted=tuple(within(one.targets, place) for place in places)) for one in said
    ]


_Done = tuple[NamedAct, InForce | None]


def _dealt(stated: Sequence[_Stated], done: Sequence[_Done]) -> list[tuple[_Stated, _Done]]:
    """Which act did what: all that is stated; of «в новой редакции, с изменениями – … A; B» each its own."""
    same = len({one.targets for one in stated}) == 1
    if same and len(stated) == len(done) > 1:
        return list(zip(stated, done, strict=True))
    if same and len(stated) == 2 < len(done) and stated[1].action == "amend":
        return [(stated[0], done[0]), *((stated[1], one) for one in done[1:])]
    return [(one, act) for act in done for one in stated]


def _spoken_rule(scan: Scan, start: int, end: int) -> InForce | None:
    """The rule a note states in its own words before the act («действовал до 01.01.2017 в соответствии с …»)."""
    words = scan.text[start:end]
    verb = re.search(r"(?:вводится|введен|действовал|действует|приостанов)", words)
    if verb is not None:
        words = words[verb.start() :].split(" в соответствии")[0]
    if _SUSPENDED.search(scan.folded, start, end):
        # «приостановлено до 01.01.2020»: no end of force but the end of the break, and the text keeps it.
        return InForce(Rule.UNKNOWN, text=" ".join(words.split()).strip(" .;,-–"))
    return _rule_in(words, scan.language)


def _rule_in(words: str, language: Language) -> InForce | None:
    """The rule of an in-force phrase; of one about a part («пункт 3 вводится …») the rule of that part."""
    clause = read_in_force(words, language)
    if clause is None:
        return None
    if clause.main.rule is Rule.UNKNOWN and clause.main.until is None and len(clause.exceptions) == 1:
        return msgspec.structs.replace(clause.exceptions[0].in_force, text=clause.main.text)
    return clause.main


_SUSPENDED = re.compile(r"приостан|тоқтат")


def _stated(
    scan: Scan, plain: str, start: int, end: int, before: list[_Stated], printed: tuple[str, ...]
) -> list[_Stated]:
    """What a stretch says was done; without targets of its own it speaks of those named before."""
    found = verbs(plain, start, end, scan.language)
    said: list[_Stated] = []
    at = start
    known = before[-1].targets if before else (printed or ("",))
    for number, verb in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else end
        one = _said(scan, plain, at, verb, following, known, printed)
        said.append(one)
        known = one.targets
        at = verb.end
    return said


def _said(
    scan: Scan, plain: str, start: int, verb: Verb, end: int, known: tuple[str, ...], printed: tuple[str, ...]
) -> _Stated:
    if verb.action == "insert":
        return _inserted(plain, start, verb, end, known, scan.language)
    return _Stated(verb.action, _targets(scan, plain, start, verb, known, printed))


def _targets(
    scan: Scan, plain: str, start: int, verb: Verb, known: tuple[str, ...], printed: tuple[str, ...]
) -> tuple[str, ...]:
    language = scan.language
    before = targets_in(plain, start, verb.start, language)
    if before is None and WHOLE_TEXT.search(plain, verb.start, verb.end):
        before = targets_in(plain, verb.start, verb.end, language)
    if before is None and known == ("",) and _OF_WORDS.match(plain, verb.start):
        return (str(Unit.TEXT),)
    if before is None or (printed and before[0] in ("point", "subpoint", "article")):
        return known if before is None else printed
    if before in (("point",), ("subpoint",), ("annex",)) and known[0].split("/")[-1].startswith(before[0] + ":"):
        return known
    return before


def _inserted(plain: str, start: int, verb: Verb, end: int, known: tuple[str, ...], language: Language) -> _Stated:
    """«Постановление дополнено пунктом 2-1», «Қаулы 1-1 тармақпен толықтырылды»: container and new part.

    «Пункт 16 дополнен» names nothing new: the point itself was changed, unless its number is one of those that only
    an insertion gives («Пункт 16-1 дополнен»).
    """
    if language == "ru":
        outer = targets_in(plain, start, verb.start, language)
        stop = _end_of_inserted(plain, verb.end, end)
        inner = targets_in(plain, verb.end, stop, language)
    else:
        outer, inner = _kazakh_insertion(plain, start, verb.start)
    outer = known if outer is None else outer
    if inner is None or inner == ("",):
        new = any("-" in (step.number or "") for one in outer for step in Address.parse(one).steps[-1:])
        return _Stated("insert" if new else "amend", outer)
    return _Stated("insert", tuple(joined(outer[0], one) for one in inner))


_INSERTED_ENDS = re.compile(r"в\s+соответствии|\s[-–]\s|,\s+внесен|приказ|постановлени|закон|согласно|следующего")


def _end_of_inserted(plain: str, start: int, end: int) -> int:
    match = _INSERTED_ENDS.search(plain, start, end)
    return match.start() if match else end


def _kazakh_insertion(plain: str, start: int, end: int) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Kazakh names the container first; the unit in the instrumental is what is new."""
    split = instrumental(plain, start, end)
    if split is None:
        return targets_in(plain, start, end, "kk"), None
    return targets_in(plain, start, split, "kk"), targets_in(plain, split, end, "kk")


def _actless(scan: Scan, plain: str, start: int, printed: tuple[str, ...], asides: _Asides) -> list[NoteEvent]:
    """A note that names no act: «01.01.2026 бастап қолданысқа енгізіледі – осы бұйрықтың 4-тармағымен»."""
    known: list[_Stated] = []
    events: list[NoteEvent] = []
    for one in _excepting(_stated(scan, plain, start, len(plain), known, printed), asides, start, len(plain)):
        in_force = _own_rule(scan, start) if one.action == "in_force" else asides.day(start, len(plain))
        targets = one.targets if one.action != "in_force" else _subject(scan, plain, start, printed)
        events.append(NoteEvent(one.action, targets, (), in_force, one.excepted))
    return events[:1] if events and events[0].action == "in_force" else events


def _subject(scan: Scan, plain: str, start: int, printed: tuple[str, ...]) -> tuple[str, ...]:
    """What an in-force note without an act speaks of: the words before the rule, else the printed number."""
    first = min((date.start for date in scan.dates if date.start >= start), default=len(plain))
    found = verbs(plain, start, len(plain), scan.language)
    stop = min(first, found[0].start if found else len(plain))
    named = targets_in(plain, start, stop, scan.language)
    return named if named is not None else (printed or ("",))


def _own_rule(scan: Scan, start: int) -> InForce:
    words = scan.text[start:]
    source = re.search(r"\s[-–—]\s+(?=осы|настоящ)|\s+в\s+соответствии\s", words)
    printed = words[: source.start()] if source else words
    return _rule_in(printed, scan.language) or InForce(Rule.UNKNOWN, text=" ".join(printed.split()))


def _placed(event: NoteEvent, place: str) -> NoteEvent:
    targets = tuple(completed(target, place) for target in event.targets)
    excepted = tuple(completed(left, place) for left in event.excepted)
    return NoteEvent(event.action, targets, event.acts, event.in_force, excepted)
