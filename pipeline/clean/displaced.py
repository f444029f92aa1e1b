"""Displaced link words: hyperlinked words that the page draws after the rest of their line.

A print made from a web page draws plain words first and linked words last, so an extraction in content order
prints « мынадай редакцияда жазылсын:9-тармақ» for «9-тармақ мынадай редакцияда жазылсын:». The hole stays
visible (a second blank, a blank before punctuation, a line that begins with a blank) and the linked words
stand at the line's end, often glued to it. Links in acts go to acts and to their provisions, so the words are
of few kinds: a type of act, a structural unit, a number.

A line is mended only when its holes and its tail words are equally many and each hole is one a reference can
stand in; anything else that looks displaced is reported and left as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.clean.lines import Line, Passed
from pipeline.model.documents import Repair
from pipeline.trace import Traced, join

DISPLACED = "displaced link words"

_UNIT_KK = r"(?:тармақша|тармақ|тармағ|бап|баб|бөлі[мгк]|тарау|параграф|қосымша|абзац|жол|тақырып|кіріспе|преамбула)"
_UNIT_RU = (
    r"(?:подпункт|пункт|стат[ьеия]|част[ьия]|глав|раздел|подраздел|параграф|абзац|приложени|преамбул|строк|заголов)"
)
_ACT_KK = (
    r"(?:бұйры[қғ]|қаулы|заң|кодекс|конституция|жарлы[қғ]|шешім|қағида|ереже|тізілім|тізбе|стандарт|нұсқаулы[қғ]"
    r"|сипаттама|тәртіп|тәртіб|регламент)"
)
_ACT_RU = (
    r"(?:закон|кодекс|конституци|приказ|постановлени|указ|решени|распоряжени|правил|положени|перечен|перечн|стандарт"
    r"|инструкци|реестр|регламент|методик|характеристик)"
)
_NUMBER = r"(?:№ ?[\w/-]+|\d+(?:-\d+)*\)?)"
_ENDING = r"[а-яёәғқңөұүһі]*"
_ADJECTIVE = r"(?:[А-ЯЁ][а-яё]+(?:ый|ой|ий|ого|его|ому|ему|ым|им|ом|ем) )"

_ITEM = re.compile(
    rf"(?:\d+(?:-\d+)*\)?[- ]?{_UNIT_KK}{_ENDING}"
    rf"|{_ADJECTIVE}кодекс{_ENDING}:?"
    rf"|(?:{_ACT_RU}|{_ACT_KK}|{_UNIT_RU}|{_UNIT_KK}){_ENDING}(?: № ?[\w/-]+| \d+(?:-\d+)*\)?(?![-\w]))?:?"
    rf"|{_NUMBER})",
    re.IGNORECASE,
)
_LOST_FIRST = re.compile(r" (?! )")
"""The one blank between a lost first word and the next; more of them are the deeper indent of a nested line."""
_DOUBLE_BLANK = re.compile(r"(?<=\S)  +(?=\S)")
_HOLE_BEFORE_MARK = re.compile(r"(?<=[^\W_]) (?=[;:,.](?!\.))|(?<=,) (?=[\"»][;.])")
_GLUE = re.compile(r"(?<=[;:,.(\"»])(?=[^\W_])|(?<=[а-яёәғқңөұүһі\"О])(?=[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{3})")
_OPENS = re.compile(r"[;:,.]")

_RIGHT_OF_A_REFERENCE = re.compile(
    r"(?:Министр|Правительств|Республик|Президент|Председател|исполняющ|и\.о|Кабинет|Парламент|Комитет|Верховн|Нацио"
    r"|Генеральн|Агентств|Директор|Заместител|Руководител|Аким|Управляющ|«|\"|\(|к |от |изложить|дополнить|исключить"
    r"|считать|слов|после |мынадай|сәйкес|жаңа |бекіт|толықтыр|алып|алынып|күші|осы|енгізіл|және|мен |пен |деген"
    r"|туралы|№|[;:,.])",
    re.IGNORECASE,
)
_LOST_HOLE = re.compile(r"^(?:Министр|Правительств|Президент|Председател|исполняющ|Республик)[а-яё]* ")
_CAPITAL_WORD = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]{4,}:?")
_LONGEST_TAIL = 4
_CAPITAL_TYPE = re.compile(r"(?:Закон|Кодекс|Приказ|Постановление|Указ|Решение|Распоряжение)$")


@dataclass(frozen=True, slots=True)
class _Tail:
    """Where the displaced words begin, the words themselves, and whether they stick to what is before them."""

    start: int
    items: tuple[tuple[int, int], ...]
    glued: bool


def displaced(lines: tuple[Line, ...]) -> Passed:
    """Linked words back in the holes they left, line by line."""
    out: list[Line] = []
    repairs: list[Repair] = []
    for line in lines:
        mended = _mended(line)
        if mended is None:
            out.append(line)
            continue
        text, count = mended
        repairs.append(Repair(DISPLACED, line.number, line.text.text.rstrip(), text.text, count > 0, max(count, 1)))
        out.append(line.with_text(text))
    return Passed(tuple(out), tuple(repairs))


def _mended(line: Line) -> tuple[Traced, int] | None:
    """The line with its linked words in place and how many; 0 is a doubt, None that nothing is displaced."""
    text = line.text.text.rstrip()
    doubt = False
    for tail in _tails(text):
        body = text[: tail.start].rstrip()
        wanted = len(tail.items)
        holes = _holes(body, line, wanted)
        if not tail.glued and not all(_RIGHT_OF_A_REFERENCE.match(body[hole:].lstrip()) for hole in holes):
            continue
        if len(holes) == wanted:
            return _fill(line.text, body, holes, tail), wanted
        if not holes and wanted == 1 and not tail.glued and _LOST_HOLE.match(body) and _CAPITAL_TYPE.search(text):
            return _fill(line.text, body, [0], tail), 1
        doubt = doubt or bool(holes)
    return (line.text, 0) if doubt else None


def _holes(body: str, line: Line, wanted: int) -> list[int]:
    """Where a word is missing in `body`; holes that only punctuation shows count when they are needed."""
    holes: list[int] = []
    first = body[:1]
    opens_paragraph = line.indented or line.blanks > 0
    if _LOST_FIRST.match(body) or (first and opens_paragraph and _OPENS.match(first)):
        holes.append(0)
    holes += [match.start() + 1 for match in _DOUBLE_BLANK.finditer(body)]
    if len(holes) < wanted:
        holes += [match.end() for match in _HOLE_BEFORE_MARK.finditer(body)]
        holes = sorted(set(holes))
    return holes


def _tails(text: str) -> Iterator[_Tail]:
    """The runs of reference words at the line's end, the likeliest first: glued to the rest, then longest."""
    for match in _GLUE.finditer(text):
        at = match.start()
        rest = text[at:]
        if rest[:1].isdigit() and text[at - 2 : at - 1].isdigit():
            continue
        items = _items(rest)
        if items is None and text[at - 1] in ";:" and _CAPITAL_WORD.fullmatch(rest):
            items = ((0, len(rest)),)
        if items is not None:
            yield _Tail(at, tuple((at + a, at + b) for a, b in items), True)
    words = [match.start() for match in re.finditer(r"\S+", text)]
    for start in words[1:][-_LONGEST_TAIL:]:
        items = _items(text[start:])
        if items is not None:
            yield _Tail(start, tuple((start + a, start + b) for a, b in items), False)


def _items(rest: str) -> tuple[tuple[int, int], ...] | None:
    """`rest` as reference words and nothing else; bare numbers only before a unit that owns them."""
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(rest):
        match = _ITEM.match(rest, position)
        if match is None or (match.end() < len(rest) and rest[match.end()] != " "):
            return None
        found.append(match.span())
        position = match.end() + 1
    if not found:
        return None
    last = rest[slice(*found[-1])]
    if re.fullmatch(r"\d+(?:-\d+)*\)?", last):
        return None
    return tuple(found)


def _fill(text: Traced, body: str, holes: list[int], tail: _Tail) -> Traced:
    """The body with the tail's words put into its holes, one blank on each side where words meet."""
    parts: list[Traced] = []
    position = 0
    for hole, (start, end) in zip(holes, tail.items, strict=True):
        before, item = text[position:hole].strip(), text[start:end]
        parts += [before, item] if before else [item]
        position = hole
    parts.append(text[position : len(body)].strip())
    result = parts[0]
    for part in parts[1:]:
        tight = not part or re.match(r"[;:,.»]|\"[;.]", part.text) or result.text.endswith(("(", '"О'))
        result = join([result, part], "" if tight or not result else " ")
    return result
