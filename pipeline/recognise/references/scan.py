"""One pass over a text: where the dates, numbers and nouns stand from which references to acts are made."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from pipeline.identify.folding import fold
from pipeline.model.acts import ActType, Language
from pipeline.recognise.dates import PrintedDate, find_dates


class PrintedNumber(NamedTuple):
    """«№ 414-V ЗРК», «N 547 P950547_»: where it stands and the number itself as printed."""

    start: int
    end: int
    number: str


class ActNoun(NamedTuple):
    """A word for a type of act, in any case; `plural` when its ending can only be plural."""

    start: int
    end: int
    type: ActType
    plural: bool


class Scan(NamedTuple):
    """A text with its folded form and the elements of references found in it, each list in order."""

    text: str
    folded: str
    language: Language
    dates: tuple[PrintedDate, ...]
    numbers: tuple[PrintedNumber, ...]
    nouns: tuple[ActNoun, ...]

    def date_from(self, position: int) -> PrintedDate | None:
        """The date that starts exactly at `position`."""
        at = bisect_left(self.dates, position, key=lambda date: date.start)
        return self.dates[at] if at < len(self.dates) and self.dates[at].start == position else None

    def date_until(self, position: int) -> PrintedDate | None:
        """The date that ends exactly at `position`."""
        at = bisect_right(self.dates, position, key=lambda date: date.end) - 1
        return self.dates[at] if at >= 0 and self.dates[at].end == position else None

    def number_from(self, position: int) -> PrintedNumber | None:
        """The number that starts exactly at `position`."""
        at = bisect_left(self.numbers, position, key=lambda number: number.start)
        return self.numbers[at] if at < len(self.numbers) and self.numbers[at].start == position else None

    def number_until(self, position: int) -> PrintedNumber | None:
        """The number that ends exactly at `position`."""
        at = bisect_right(self.numbers, position, key=lambda number: number.end) - 1
        return self.numbers[at] if at >= 0 and self.numbers[at].end == position else None

    def first_number(self, start: int, end: int) -> PrintedNumber | None:
        """The first number that lies between two places."""
        at = bisect_left(self.numbers, start, key=lambda number: number.start)
        return self.numbers[at] if at < len(self.numbers) and self.numbers[at].end <= end else None

    def nouns_between(self, start: int, end: int) -> tuple[ActNoun, ...]:
        """The nouns that lie between two places."""
        first = bisect_left(self.nouns, start, key=lambda noun: noun.start)
        last = bisect_right(self.nouns, end, key=lambda noun: noun.end)
        return self.nouns[first:last]

    def noun_from(self, position: int) -> ActNoun | None:
        """The first noun that starts at `position` or after it."""
        at = bisect_left(self.nouns, position, key=lambda noun: noun.start)
        return self.nouns[at] if at < len(self.nouns) else None

    def before(self, position: int) -> int:
        """Where the last word before `position` ends."""
        return len(self.folded[max(0, position - 200) : position].rstrip()) + max(0, position - 200)


_NUMBER = re.compile(
    r"""(?:№|(?<![^\W_])(?:nо|no|n)\.?(?=\s?\d)|(?<!\w)нөмірі)\s{0,3}
    (?P<number>(?:(?:қр|кр)[\s-]{0,2}дсм\s?-?\s?)?(?=[\wй]*\d|б/н|н/ж)\w+(?:[-/]\w+|\.\d\w*|\s?-\s?[ivxіх]+(?!\w))*)
    (?:\s+(?:зрк|қрз|крз)(?!\w))?
    (?:\s{0,3}[a-z]\d{6,}_?)?""",
    re.VERBOSE,
)
_GLUED = re.compile(r"(?<=\d)(?:бұйры|қаулы|шешім|жарлы|заң|болып|от|об|года)\w*$")

_RU_NOUN = re.compile(
    r"""(?<![\w-])(?:
      (?P<constitution>конституци(?:я|и|ю|ей|ею))
    | (?P<code>кодекс(?:а|у|ом|е|ы|ов|ам|ами|ах)?)
    | (?P<law>закон(?:а|у|ом|е|ы|ов|ам|ами|ах)?|зрк)
    | (?P<decree>указ(?:а|у|ом|е|ы|ов|ам|ами|ах)?)
    | (?P<resolution>постановлени(?:е|я|ю|ем|и|й|ям|ями|ях))
    | (?P<order>приказ(?:а|у|ом|е|ы|ов|ам|ами|ах)?|распоряжени(?:е|я|ю|ем|и|й|ям|ями|ях))
    | (?P<decision>решени(?:е|я|ю|ем|и|й|ям|ями|ях))
    )(?![\w-])""",
    re.VERBOSE,
)
_RU_PLURAL = re.compile(r"(?:ы|ов|ам|ами|ах|ий|иям|иями|иях)$")
_KK_NOUN = re.compile(
    r"""(?<![\w-])(?:
      (?P<constitution>конституция(?!лық)[^\W\d_]*)
    | (?P<code>кодекс[^\W\d_]*)
    | (?P<law>заң(?:ы|ын|ының|ына|ында|ынан|ымен|ға|ның|нан|да|мен|дар[^\W\d_]*
      |ды(?!\s+(?:тұлға|күш|негіз|мекен|өкіл|құқық|факт|мән|түрде|сала|консультац|көмек|болып|неке))
      )?(?![^\W\d_])(?!\s+(?:қызмет|департамент|басқарма|институт|шығар|жоба|консультац)))
    | (?P<decree>жарлы[қғ][^\W\d_]*)
    | (?P<resolution>қаулы[^\W\d_]*)
    | (?P<order>бұйры[қғ][^\W\d_]*|өкім(?!ет)[^\W\d_]*)
    | (?P<decision>шешім[^\W\d_]*)
    )""",
    re.VERBOSE,
)
_KK_PLURAL = re.compile(r"(?:[лдт][ае]р)(?:ы|і|$|[ғгқк]|[дтн])")


def scan(text: str, language: Language) -> Scan:
    """Find the elements of a text; linear in its length."""
    folded = fold(text, language)
    pattern, plural = (_RU_NOUN, _RU_PLURAL) if language == "ru" else (_KK_NOUN, _KK_PLURAL)
    numbers = _numbers(text, folded)
    tails = {number.end for number in numbers}
    # «№ 480-V ЗРК» is a number to its end, «ЗРК от … № 136-I» is a law.
    nouns = tuple(
        ActNoun(match.start(), match.end(), ActType(str(match.lastgroup)), plural.search(match[0]) is not None)
        for match in pattern.finditer(folded)
        if match.end() not in tails
    )
    return Scan(text, folded, language, find_dates(folded), numbers, nouns)


def _numbers(text: str, folded: str) -> tuple[PrintedNumber, ...]:
    found = []
    for match in _NUMBER.finditer(folded):
        start, end = match.span("number")
        glued = _GLUED.search(folded, start, end)
        if glued is not None:
            end = glued.start()
        number = " ".join(text[start:end].split())
        found.append(PrintedNumber(match.start(), end if glued else match.end(), number))
    return tuple(found)


_HARD_BREAK = re.compile(r"\n\s*(?:\n|\d{1,3}(?:-\d+)*[.)]|[-•*]\s)|(?<=[.;:!?])\s*\n")
_STOP = re.compile(r"[;!?](?=\s|$)|\.(?=\s+[\"«(]?[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]|\s*$)|:(?=\s*\n)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"])(?:[^\W\d_]{1,2}|им|ст|обл|гор|пос|руб|тыс|млн|вице|[ғж]ж|ақпан)$|\.[^\W\d_]$", re.IGNORECASE
)


def paragraph_end(scan: Scan, position: int, reach: int) -> int:
    """Where the paragraph round `position` ends, at most `reach` characters on."""
    limit = min(len(scan.folded), position + reach)
    found = _HARD_BREAK.search(scan.folded, position, limit)
    return found.start() if found else limit


def paragraph_start(scan: Scan, position: int, reach: int) -> int:
    """Where the paragraph round `position` begins, at most `reach` characters back."""
    start = max(0, position - reach)
    for found in _HARD_BREAK.finditer(scan.folded, start, position):
        start = found.start() + 1
    return start


def sentence_end(scan: Scan, position: int, limit: int) -> int:
    """The first end of a sentence or list item from `position` on; the stops of abbreviations are none."""
    for found in _STOP.finditer(scan.text, position, limit):
        if found[0] != "." or not _ABBREVIATION.search(scan.text, max(0, found.start() - 8), found.start()):
            return found.start()
    return limit


def sentence_start(scan: Scan, floor: int, position: int) -> int:
    """Where the sentence or list item round `position` begins, not before `floor`."""
    start = floor
    for found in _STOP.finditer(scan.text, floor, position):
        if found[0] != "." or not _ABBREVIATION.search(scan.text, max(0, found.start() - 8), found.start()):
            start = found.end()
    return start
