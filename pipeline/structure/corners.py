"""The blocks in the upper right corner over annexes: what a document is annexed to, or approved by.

«Приложение 3 к приказу …», «… бұйрығына 3-қосымша», «Утверждены приказом …», «… бұйрығымен бекітілген».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.model.documents import Layout, Paragraph
from pipeline.structure.markers import is_note, mark

Span = tuple[int, int]
"""First paragraph and the one after the last."""


class Corner(Struct, frozen=True):
    """The upper-right block over an annex: what it says, the number it gives, whether it names an act.

    `approved` is «Утверждены приказом …»; `own` is False when the block places the annex in another document
    («к Правилам …», «… қағидаларына 1-2-қосымша»). `bare` is a block of nothing but the word and a number.
    """

    text: str
    number: str | None
    names_act: bool
    approved: bool
    paragraphs: Span
    bare: bool = False


_KK_CORNER = re.compile(
    r"(?P<act>(?:№|N)\s?\S+\s+)?(?:бірлескен\s+)?(?P<noun>[а-яёәғқңөұүһіА-ЯЁӘҒҚҢӨҰҮҺІ-]+?(?:на|не|ға|ге|қа|ке))\s+"
    r"(?:(?:[№N]\s?)?(?P<n>\d+(?:-\d+)*)\s?-?\s?)?(?i:қосымша)(?:\s+(?:Нысан|нысан))?\s*$"
)
_KK_APPROVED = re.compile(
    r"(?:(?:№|N)(?:\s?\S+)?|\d{4}\s+жылғы\s+\d{1,2}\s+[а-яәғқңөұүһі]+)\s+(?:бірлескен\s+)?[а-яёәғқңөұүһіА-ЯЁ]+(?:мен|бен|пен)\s+бекіт\w*(?:\s+\S+){0,2}\s*$"
)
_KK_BARE = re.compile(r"(?:(?P<n>\d+(?:-\d+)*)\s?-?\s?)?(?i:қосымша)(?:\s+[Нн]ысан)?\.?$")
_KK_DAY = re.compile(r"\d{4}\s+жылғы\s|\d{1,2}\s+[а-яәғқңөұүһі]{5,9}\s+\d{4}\s")
_RU_CORNER = re.compile(
    r"^(?-i:П)риложение(?:\s*(?:№|N)?\s*(?P<n>\d+(?:-\d+)*))?(?:\s+к\s+(?P<to>\S+))?(?P<rest>.*)$",
    re.DOTALL | re.IGNORECASE,
)
_RU_APPROVED = re.compile(r"^(?:Утвержден[аыо]?|УТВЕРЖДЕН[АЫО]?)\b", re.DOTALL)
_ACT_NOUN = re.compile(
    r"^(?:совместн|приказ|постановлени|указ|решени|распоряжени|закон|бұйры|қаулы|жарлы|шешім|өкім|заң)", re.IGNORECASE
)
_ISSUER = re.compile(
    r"(?:министр|үкімет|президент|төраға|төрағас|әкім|агентті|комитет|басқарма|департамент|парламент|сот|прокурор"
    r"|маслихат|мәслихат|банк|кеңес|инспекц|\w{4}мині)",
    re.IGNORECASE,
)
"""What a body or its head is called; prints of the nineties shorten a ministry («Ішкіісминінің»)."""

_REPUBLIC = re.compile(r"Қазақстан Республикасы(?:ның)?\s*$")
_TITLE_OF_ACT = re.compile(r"[\"«](?:Об?|Вопросы)\s")
_NUMBERED = re.compile(r"(?:№|N)\s?\w[\w/.-]*\s*$")
_LONGEST_CORNER = 500
_MOST_BLOCKS = 9
AGREED = re.compile(r"^[\"«]?\s*(?:КЕЛІСІЛДІ|СОГЛАСОВАН[ОАЫ]?|КЕЛІСІЛГЕН)\b", re.IGNORECASE)
NAME = re.compile(r"(?:^|\s)[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?)?[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+\s*$")
SENTENCE_END = re.compile(r"(?:[;:]|[\w»\")]{2,}\.)\s*$")
"""How a norm ends; a line of a signature or a corner may end in «м.а.», «и.о.» or «ж.»."""


def corners_of(paragraphs: Sequence[Paragraph]) -> list[tuple[Corner, ...]]:
    """Corner blocks in order, those that follow on from one another together."""
    groups: list[list[Corner]] = []
    index = 0
    while index < len(paragraphs):
        corner = _corner_at(paragraphs, index)
        if corner is None:
            index += 1
            continue
        if groups and groups[-1][-1].paragraphs[1] == corner.paragraphs[0]:
            groups[-1].append(corner)
        else:
            groups.append([corner])
        index = corner.paragraphs[1]
    return [tuple(group) for group in groups]


def _corner_at(paragraphs: Sequence[Paragraph], start: int) -> Corner | None:
    """The corner block that begins at paragraph `start`, None where none does."""
    if paragraphs[start].layout is not Layout.BLOCK or is_note(paragraphs[start].text):
        return None
    text = paragraphs[start].text
    if _RU_CORNER.match(text) or _RU_APPROVED.match(text):
        return _russian_corner(paragraphs, start)
    bare = _KK_BARE.match(text)
    if bare is not None:
        return Corner(text, bare["n"], names_act=False, approved=False, paragraphs=(start, start + 1), bare=True)
    if not (text[:1].isupper() or text[:1] in '"«' or _KK_DAY.match(text)):
        return None
    joined = ""
    for end in range(start, min(start + _MOST_BLOCKS, len(paragraphs))):
        paragraph = paragraphs[end]
        if paragraph.layout is not Layout.BLOCK or AGREED.match(paragraph.text) or is_note(paragraph.text):
            return None
        if end > start and SENTENCE_END.search(paragraphs[end - 1].text):
            return None
        joined = f"{joined} {paragraph.text}".strip()
        if len(joined) > _LONGEST_CORNER:
            return None
        match = _KK_CORNER.search(joined)
        approved = _KK_APPROVED.search(joined) is not None
        if approved or (match is not None and not mark(joined)):
            names_act = approved or (match is not None and _of_an_act(match))
            first = _tightest(paragraphs, start, end) if names_act else start
            text = " ".join(paragraph.text for paragraph in paragraphs[first : end + 1])
            return Corner(text, match["n"] if match else None, names_act, approved, (first, end + 1))
    return None


def _of_an_act(match: re.Match[str]) -> bool:
    return match["act"] is not None or bool(_ACT_NOUN.match(match["noun"]))


def _tightest(paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Where the block that names issuer, date and number really begins: signatures before it stay outside."""
    for first in range(end, start, -1):
        if NAME.search(paragraphs[first - 1].text):
            return first
        text = " ".join(paragraph.text for paragraph in paragraphs[first : end + 1])
        if _ISSUER.search(text) and text.lstrip('"«')[:1].isupper():
            return first - 1 if _REPUBLIC.match(paragraphs[first - 1].text) else first
    return start


def _russian_corner(paragraphs: Sequence[Paragraph], start: int) -> Corner | None:
    joined = paragraphs[start].text
    end = start + 1
    approved = bool(_RU_APPROVED.match(joined))
    while end < len(paragraphs) and end - start < _MOST_BLOCKS and paragraphs[end].layout is Layout.BLOCK:
        following = paragraphs[end].text
        if (
            _RU_CORNER.match(following)
            or _RU_APPROVED.match(following)
            or len(joined) + len(following) > _LONGEST_CORNER
        ):
            break
        names_act = approved or _names_act(joined)
        complete = _is_complete(joined, following) if names_act else _quotes_closed(joined)
        titled = _quotes_title(following) if names_act else following[:1] in '"«'
        if complete and _quotes_closed(joined) and not following[:1].islower() and not titled:
            break
        joined = f"{joined} {following}"
        end += 1
    match = _RU_CORNER.match(joined)
    names_act = approved or _names_act(joined)
    if not approved and match is not None and match["to"] is None and match["rest"].strip():
        return None
    bare = not approved and match is not None and match["to"] is None
    return Corner(joined, match["n"] if match else None, names_act, approved, (start, end), bare)


def _quotes_title(text: str) -> bool:
    """Whether a line of a corner begins to name the act by its title: «… N 168» / «"Об утверждении формы»."""
    return bool(_TITLE_OF_ACT.match(text))


def _is_complete(corner: str, following: str) -> bool:
    """Whether a block has come to the number of its act, be it left blank («от « » 2020 года №»)."""
    return bool(_NUMBERED.search(corner)) or (corner.endswith("№") and not following[:1].isdigit())


def _names_act(text: str) -> bool:
    match = _RU_CORNER.match(text)
    return bool(match and match["to"] and _ACT_NOUN.match(match["to"]))


def _quotes_closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("«") <= text.count("»")
