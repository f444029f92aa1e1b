"""First cut of a line: words, numbers, quoted strings, dates, act numbers, remarks in brackets, separators."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final, NamedTuple

from pipeline.model.acts import Language
from pipeline.recognise.amendments.forms import noun_forms
from pipeline.recognise.amendments.quotes import opens, quoted_at
from pipeline.recognise.amendments.terminals import vocabulary


class Kind(StrEnum):
    """What an atom is."""

    WORD = "word"
    NUMBER = "number"
    QUOTE = "quote"
    DATE = "date"
    ACT_NUMBER = "act_number"
    REMARK = "remark"
    MARK = "mark"


class Atom(NamedTuple):
    """An atom: kind, first and past-the-last character, folded spelling (for a quote its content as printed)."""

    kind: Kind
    start: int
    end: int
    value: str


_RU_MONTHS: Final = "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_KK_MONTHS: Final = "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
_DATE: Final = re.compile(
    rf"\d{{1,2}} (?:{_RU_MONTHS})\w{{0,3}} \d{{4}}(?: (?:года|году|г\.?)(?!\w))?"
    rf"|\d{{4}} ?(?:жылғы|жылдың|жығы|ж\.) ?\d{{1,2}}[- ](?:{_KK_MONTHS})\w{{0,8}}"
    r"|\d{1,2}\.\d{1,2}\.\d{4}(?: года| г\.?)?"
)
_ACT_NUMBER: Final = re.compile(
    r"(?:№|(?<!\w)n(?!\w)|(?<!\w)н(?= \d))\s?[\w/.\-–]*\w(?:-[а-яң]+)?|[a-zа-я]\d{6,}_?(?!\w)"
)
_NUMBER: Final = re.compile(
    r"\d+[⁰¹²³⁴-⁹]*(?:\.\d+)*(?:(?:[-–]| -|- )\d+(?:\.\d+)*)*(?:-[а-я](?![\wа-я]))?(?P<bracket> ?\))?"
    r"(?:-(?P<ending>[а-яәіңғүұқөһ]+)(?![\w]))?"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:\([^\W\d_]{1,6}\)[^\W\d_]*)?(?:[-’'][^\W\d_]+)*\)?")
_ROMAN_BEFORE_NOUN: Final = re.compile(r"[іvхl]+(?=-(?:бөлі|тарау|кіші|параграф|қосымша))")
_LETTER: Final = re.compile(r"[а-яәғқңөұүһіa-z]\)(?!\w)")
_REMARK: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


def atoms(
    text: str, folded: str, language: Language, start: int = 0, stop: Callable[[int], bool] | None = None
) -> list[Atom]:
    """Cut `text` (and its folding) into atoms from `start` on; the opening quote `stop` accepts ends the cutting."""
    found: list[Atom] = []
    known = _Clause(folded, language)
    at, length = start, len(text)
    while at < length:
        if folded[at] == " ":
            at += 1
            continue
        if opens(text, at):
            if stop is not None and stop(at):
                break
            quoted = quoted_at(text, at, known, length)
            found.append(Atom(Kind.QUOTE, quoted.start, quoted.end, quoted.content))
            at = quoted.end
            continue
        atom = _plain(folded, at)
        found.append(atom)
        at = atom.end
    return found


def _plain(folded: str, at: int) -> Atom:
    character = folded[at]
    if character == "(":
        remark = _REMARK.match(folded, at, at + 3000)
        if remark is not None:
            return Atom(Kind.REMARK, at, remark.end(), remark.group())
    if character.isdigit():
        return _digits(folded, at)
    number = _ACT_NUMBER.match(folded, at)
    if number is not None:
        return Atom(Kind.ACT_NUMBER, at, number.end(), number.group())
    letter = _LETTER.match(folded, at)
    if letter is not None and (at == 0 or not folded[at - 1].isalnum()):
        return Atom(Kind.NUMBER, at, letter.end(), letter.group())
    word = _ROMAN_BEFORE_NOUN.match(folded, at) or _WORD.match(folded, at)
    if word is None:
        return Atom(Kind.MARK, at, at + 1, character)
    end = word.end()
    if folded[end - 1] == ")" and "(" not in word.group():
        end -= 1
    return Atom(Kind.WORD, at, end, folded[at:end])


def _digits(folded: str, at: int) -> Atom:
    date = _DATE.match(folded, at)
    if date is not None:
        return Atom(Kind.DATE, at, date.end(), date.group())
    number = _NUMBER.match(folded, at)
    if number is None:
        return Atom(Kind.MARK, at, at + 1, folded[at])
    end = number.end()
    if number["ending"] and number["ending"] not in NUMBER_ENDINGS:
        end = number.start("ending") - 1
    return Atom(Kind.NUMBER, at, end, folded[at:end])


NUMBER_ENDINGS: Final = frozenset(
    [
        "ші",
        "шы",
        "інші",
        "ыншы",
        "нші",
        "ншы",
        "й",
        "ый",
        "ой",
        "ий",
        "я",
        "ая",
        "е",
        "ое",
        "го",
        "ого",
        "му",
        "ому",
        "м",
        "ом",
        "ую",
        "ю",
        "ых",
        "х",
        "ти",
        "ми",
        "ден",
        "дан",
        "тен",
        "тан",
        "нен",
        "нан",
        "ға",
        "ге",
        "қа",
        "ке",
    ]
)
"""Endings written after a figure with a hyphen: of ordinals, and of Kazakh ranges («5-тен 8-ге дейін»)."""


_NEXT_WORD: Final = re.compile(r"[^\W\d_]+")
_FIGURE_IN_QUOTES: Final = re.compile(r"[\d ,.]*\d[\"»”]")
"""«"Ырғыз-Торғай" резерваты" 99"»: a figure and a closing quote right behind it still belong to the string."""
_TITLE_GOES_ON: Final = re.compile(r"[^«»„“”\"]* туралы[»”\"]")
"""«… «А туралы» Қазақстан Республикасы Үкіметінің … қаулысына өзгеріс енгізу туралы»»: a title inside a title."""
_JOINING: Final = frozenset(["или", "және", "немесе"])
_SURE_LENGTH: Final = 4
"""Shorter words («в», «по», «мен») go on a clause only where the quotes balance."""


_VERBS: Final = {
    "ru": re.compile(r"[ ,]+(?:изложить|исключить|заменить|дополнить)(?!\w)"),
    "kk": re.compile(r"[ ,]+деген(?!\w)"),
}


class _Clause:
    """The words of a line outside its quotes: see `quotes.GoesOn`."""

    def __init__(self, folded: str, language: Language) -> None:
        self._folded = folded
        self._language = language
        self._nouns, self._words = noun_forms(language), vocabulary(language)
        self._titles = ("туралы", "қазақстан") if language == "kk" else ("зарегистрирован",)

    def __call__(self, at: int, /) -> int:
        folded = self._folded
        start = _skip_blanks(folded, at)
        if start < len(folded) and folded[start] in ",.":
            after = _skip_blanks(folded, start + 1)
            start = after if folded[start] == "," or after >= len(folded) or folded[after] in ";»" else start
        if start >= len(folded) or folded[start] in ";:":
            return 2
        if folded[start] in '«"„“(–-':
            return 1
        word = _NEXT_WORD.match(folded, start)
        if word is None:
            return 1 if folded[start].isdigit() and not _FIGURE_IN_QUOTES.match(folded, start) else 0
        return self._sureness(word.group(), start)

    def _sureness(self, word: str, at: int) -> int:
        if word in _JOINING:
            return 1
        if word in self._titles and _TITLE_GOES_ON.match(self._folded, at):
            return 0
        if word in self._nouns or word in self._titles or self._words.opens_with(word):
            return 2 if len(word) >= _SURE_LENGTH else 1
        return 0

    def resumes(self, at: int, limit: int, /) -> int | None:
        """Where the verb comes that an unclosed string runs into."""
        verb = _VERBS[self._language].search(self._folded, at, limit)
        return verb.start() if verb is not None else None


def _skip_blanks(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] == " ":
        at += 1
    return at
