"""How a paragraph says what it is: the printed marks of sections, chapters, points, notes and annexes.

Units and their numbering are those of Law № 480-V «On legal acts», articles 23 and 24, in both languages; older
acts print Roman numbers, the Latin letter «i», no hyphen, and points of two numbers («11.1. …»).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.address import Unit
from pipeline.raised import FIGURES, hyphenated

_FIGURES = rf"\d+[{FIGURES}]*(?:\s?[-–]\s?\d+)*"
_N = rf"(?P<n>{_FIGURES}|[IVXLC]+(?:-\d+)?)"
_QUOTE = r"[\"«„“]?"


class Mark(NamedTuple):
    """What a paragraph opens: a unit, its printed number, and where its own words begin."""

    unit: Unit
    number: str | None
    words: int


_MARKS: tuple[tuple[Unit, re.Pattern[str]], ...] = tuple(
    (unit, re.compile(pattern))
    for unit, pattern in (
        (Unit.SUBSECTION, rf"{_QUOTE}(?:ПОДРАЗДЕЛ|Подраздел)\s+{_N}\b[.:]?\s*"),
        (Unit.SUBSECTION, rf"{_QUOTE}{_N}\s?-?\s?(?:КІШІ БӨЛІМ|[Кк]іші бөлім)\b[.:]?\s*"),
        (Unit.SECTION, rf"{_QUOTE}(?:РАЗДЕЛ|Раздел)\s+{_N}\b[.:]?\s*"),
        (Unit.SECTION, rf"{_QUOTE}{_N}\s?-?\s?(?:БӨЛІМ|[Бб]өлім)\b[.:]?\s*"),
        (Unit.CHAPTER, rf"{_QUOTE}(?:ГЛАВА|Глава)\s+{_N}\b[.:]?\s*"),
        (Unit.CHAPTER, rf"{_QUOTE}{_N}\s?-?\s?(?:ТАРАУ|[Тт]арау)\b[.:]?\s*"),
        (Unit.SUBCHAPTER, rf"{_QUOTE}(?:ПАРАГРАФ|Параграф|§)\s*{_N}\b[.:]?\s*"),
        (Unit.SUBCHAPTER, rf"{_QUOTE}{_N}\s?-?\s?(?:ПАРАГРАФ|[Пп]араграф)\b[.:]?\s*"),
        (Unit.ARTICLE, rf"{_QUOTE}(?:СТАТЬЯ|Статья)\s+{_N}\b[.:]?\s*"),
        (Unit.ARTICLE, rf"{_QUOTE}{_N}\s?-?\s?(?:БАП|[Бб]ап)\b[.:]?\s*"),
        (Unit.POINT, rf"{_QUOTE}(?P<n>\d+(?:\.\d+)+)\\?\.\s+(?=[\"«A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])"),
        (Unit.POINT, rf"{_QUOTE}(?P<n>{_FIGURES})\\?\.(?!\d)\s*"),
        (Unit.SUBPOINT, rf"{_QUOTE}(?P<n>{_FIGURES}|[а-яәі])\\?\)(?!\w)\s*"),
    )
)

_SENTENCE_END = re.compile(r"[.:;]\s*$")


def is_title(unit: Unit, text: str) -> bool:
    """Whether an article's line is its heading and no part of its text: «Статья 2. Права», without a stop.

    Parts and paragraphs of such an article are counted from the line behind it.
    """
    return unit is Unit.ARTICLE and bool(text) and not _SENTENCE_END.search(text)


CONTAINERS = (Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ARTICLE)
"""Units that hold points, from the outside in."""

DEPTH = {
    unit: depth for depth, unit in enumerate((*CONTAINERS, Unit.POINT, Unit.SUBPOINT, Unit.PART, Unit.PARAGRAPH))
}


def mark(text: str) -> Mark | None:
    """The unit a paragraph opens, None when it opens none.

    A heading's number is followed by words or nothing; a sentence that begins «1-тармақта …» opens no unit.
    """
    for unit, pattern in _MARKS:
        match = pattern.match(text)
        if match is not None:
            return Mark(unit, hyphenated(re.sub(r"\s", "", match["n"])).replace("–", "-"), match.end())
    return None


_PART_OF_CODE = re.compile(r"(?:общая|особенная)\s+часть|(?:жалпы|ерекше)\s+бөлі[км]", re.IGNORECASE)


def is_part_of_code(text: str) -> bool:
    """Whether a paragraph heads a part of a code, which has no number: «ОБЩАЯ ЧАСТЬ», «ЕРЕКШЕ БӨЛІК»."""
    return bool(_PART_OF_CODE.fullmatch(text.strip(" .")))


def is_sentence_about(found: Mark, text: str) -> bool:
    """«1-тармақта көрсетілген …» speaks of a unit in running text and opens none."""
    return found.unit in CONTAINERS and found.words < len(text) and text[found.words].islower()


def opens_heading(text: str) -> bool:
    """Whether a line begins a heading: of a part of a code, a section, a chapter, an article."""
    found = mark(text)
    if found is None:
        return is_part_of_code(text)
    return found.unit in CONTAINERS and not is_sentence_about(found, text)


_INSTITUTES = r"(?:(?:РҚАО|ЗҚАИ|РЗҚО)\s?-\s?(?:ның|нің)\s+ескертпесі|Примечани[ея]\s+(?:РЦПИ|ИЗПИ))"
_TO_USERS = r"(?:Вниманию пользователей|(?:Пайдаланушылар|Қолданушылар)(?:дың)?\s+назарына)"
_NOTE = re.compile(
    rf"(?:Ескерту|ЕСКЕРТУ|Сноска|СНОСКА)\s*(?:<\*+>\s*)?[.:]|{_INSTITUTES}\s*[!.:]|{_TO_USERS}",
)
_OWN_NOTE = re.compile(
    r"(?:Ескерту|ЕСКЕРТУ|Сноска|СНОСКА)\s*[.:]\s*(?:(?P<star>\*)|(?!.*(?:(?:№|N)\s?\d|(?:19|20)\d\d|редакци|енгізіл|күші|жойыл"
    r"|алы(?:п|нып)\s+таста|толықтыр|өзгер|исключ|утрат|дополнен|изменен|замен|\bсм\.|қараңыз|вступа|вводит|действ|приостан|тоқтат))"
    r"[^.]{40})",
    re.IGNORECASE | re.DOTALL,
)
"""A note of the act itself: a footnote to a star, or a sentence that tells of no change and names no act."""

_NOTE_HEAD = re.compile(rf"(?:{_INSTITUTES}|{_TO_USERS})\s*[!.:]?\s*$")
_RULED = re.compile(r"\s*[-=]{5,}\s*")
_CLOSED = re.compile(r"[.!;:)»>]\s*$")
_REMARK = re.compile(r"(?:Ескертпе(?:лер)?|Примечани[ея])\s*(?:\d+\s*)?[:.]", re.IGNORECASE)


def is_note(text: str) -> bool:
    """Whether a paragraph is the registry's or an editor's remark, not a norm."""
    return bool(_NOTE.match(text)) and not _OWN_NOTE.match(text)


def is_institutes(text: str) -> bool:
    """Whether a note is a remark of the institute that keeps the registry («Примечание ИЗПИ!»)."""
    return re.match(_INSTITUTES, text) is not None


def is_note_head(text: str) -> bool:
    """Whether a paragraph is only the heading of a remark whose words stand in the next one."""
    return bool(_NOTE_HEAD.match(text))


def is_note_open(text: str) -> bool:
    """Whether the words of a remark go on in the next paragraph: a heading alone, or a sentence without its end."""
    return is_note_head(text) or not _CLOSED.search(text)


def is_ruled(text: str) -> bool:
    """Whether a paragraph is nothing but a line drawn across the page, as tables in plain text have it."""
    return bool(_RULED.fullmatch(text))


def is_remark(text: str) -> bool:
    """Whether a paragraph is the act's own note («Ескертпе:», «Примечание:»)."""
    return bool(_REMARK.match(text) or _OWN_NOTE.match(text)) and not is_note(text)
