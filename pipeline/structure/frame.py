"""The frame of an act: which paragraphs are title, act line, preamble, body, signature and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from pipeline.address import Unit
from pipeline.model.documents import Layout, Paragraph
from pipeline.structure.corners import AGREED, NAME, SENTENCE_END, Corner, Span, corners_of
from pipeline.structure.headings import opens_roman
from pipeline.structure.markers import is_note, is_note_head, is_note_open, is_part_of_code, mark, opens_heading


class AnnexFrame(Struct, frozen=True):
    """An annex: the corner blocks over it, outermost first, and its paragraphs."""

    corners: tuple[Corner, ...]
    paragraphs: Span


class Frame(Struct, frozen=True):
    """Where the parts of an act lie; spans are empty where a part is missing."""

    title: Span
    act_line: Span
    preamble: Span
    body: Span
    signature: Span
    annexes: tuple[AnnexFrame, ...]


_ORDERING = re.compile(
    r"(?:БҰЙЫРАМЫН|ПРИКАЗЫВА(?:Ю|ЕМ)|ҚАУЛЫ\s+ЕТЕДІ|ҚАУЛЫ\s+ЕТЕМІН|ПОСТАНОВЛЯ(?:ЕТ|Ю|ЕМ)|ШЕШІМ\s+ҚАБЫЛДАДЫ|ШЕШТІ|РЕШИЛ[АИ]?"
    r"|БҰЙЫРАМЫЗ|ОБЯЗЫВАЮ|бұйырамын|приказываю|қаулы\s+етеді|постановляет|шешім\s+қабылдады|решил)\s*:?\s*[\"»]?\s*$"
)
_KK_NOUN = r"(?:[Бб]ұйрығы|[Ққ]аулысы|[Зз]аңы|[Жж]арлығы|[Шш]ешімі|[Өө]кімі|[Кк]одексі)"
_RU_NOUN = (
    r"(?:Конституционный\s+закон|(?:Совместный\s+)?(?:Приказ|ПРИКАЗ|Постановление|ПОСТАНОВЛЕНИЕ|Указ|УКАЗ|Закон|ЗАКОН|Кодекс|КОДЕКС|Решение|РЕШЕНИЕ"
    r"|Распоряжение))\b"
)
_ACT_LINE = re.compile(
    rf"(?:№|N)\s?\S+.*?{_KK_NOUN}(?:[ .,(]|$)"
    r"|^Қазақстан\s+Республикасының\s+(?:Заңы|Кодексі|Конституциясы)\b.*?(?:№|жылғы)"
    rf"|^{_RU_NOUN}.*?(?:от|№|N)\s"
    r"|^(?:(?:Қазақстан\s+Республикасының\s+)?Конституция)\S*\s[^.]{0,80}\bреферендум",
    re.DOTALL,
)
_ONE_LINE = re.compile(
    r"^(?P<kk_title>[\"«].+туралы\s?[\"»])\s+"
    rf"(?P<kk_line>[А-ЯЁӘҒҚҢӨҰҮҺІ][^\"«»]{{5,400}}?(?:№|N)\s?\S+\s+(?:бірлескен\s+)?{_KK_NOUN}(?![\w-]).*)$"
    rf"|^(?P<ru_line>{_RU_NOUN}(?:(?![Уу]трат|[Зз]арегистр)[^\"«»]){{5,400}}?(?:№|N)\s?\S+)\s+"
    r"(?P<ru_title>[\"«](?:Об?|Вопросы)\s.+[\"»])\s*(?:\([^)]*\))?\s*\.?$",
    re.DOTALL,
)
_STATUS = re.compile(
    r"(?:Күшін\s+жойған|Жаңа|Жаңартылған|Қолданыстағы"
    r"|Утративш(?:ий|ая|ее)\s+силу|Обновл[её]нн(?:ый|ая|ое)|Нов(?:ый|ая|ое)|Действующ(?:ий|ая|ее))$"
)
"""The label by which a register says in what state an act is; it stands by the act line and is no part of the act."""

_SIGNER = re.compile(
    r"^(?:Қазақстан Республикасы|Республики Казахстан|Министр|Премьер|Президент|И\.?\s?о\.?|Исполняющ|Временно"
    r"|Заместител|Төраға|Председател|Аким|Әкім|Руководител|Басшы|Директор|Губернатор|Ұлттық Банк|Еңбек|Денсаулық"
    r"|Бас прокурор|Генеральн)"
)
_MOST_SIGNERS = 4
_DOCUMENT = re.compile(
    r"^[\"«]?(?:Положение|Правила|Инструкция|Порядок|Перечень|Методика|Регламент|Устав|Состав|Программа|План|Нормы|Форма)\b"
    r"|(?:ережесі|қағидалары|нұсқаулығы|тізбесі|тәртібі|регламенті|құрамы|әдістемесі|нысаны)[\"»]?\s*$",
    re.IGNORECASE,
)
"""How a document that an act approves begins (Russian) or ends (Kazakh) its title: with its kind."""
_NOTE_REST = re.compile(
    r"(?:бұйры|қаулы|шешім|жарлы|заң|приказ|постановлен|указ|решени|закон)\w*[^.]{0,40}\.", re.IGNORECASE
)
"""What the second half of a note cut in two still names: the act that made the change."""

_MOST_NOTE_LINES = 3
_LIST_OPEN = re.compile(r"[:;]\s*$")
_WORDS_CHANGED = re.compile(
    r"(?:слов[оа]|цифр[аы]|аббревиатур[аы])\s.*?(?:замен|исключ|дополн)ен"
    r"|[\"«].*?\sдеген\s(?:сөз|цифр|аббревиатура).*?(?:ауыстырыл|алы(?:п|нып)\s+таста|толықтырыл)",
    re.DOTALL,
)
"""A line of the list that «Сноска. По всему тексту:» opens."""

_LONGEST_SIGNATURE = 220


def frame(paragraphs: Sequence[Paragraph]) -> Frame:
    """Find the parts of an act.

    The body begins after the ordering formula («БҰЙЫРАМЫН:»), or at the first article or point where an act has
    none (laws); it ends at the signature, the first annex corner or the end.
    """
    annexes = _annexes(paragraphs)
    end = annexes[0].corners[0].paragraphs[0] if annexes and annexes[0].corners else len(paragraphs)
    ordering = next((i for i in range(min(end, 60)) if _ORDERING.search(paragraphs[i].text)), None)
    first = (
        ordering + 1
        if ordering is not None
        else next((i for i in range(end) if _opens_body(paragraphs, i)), min(1, end))
    )
    while ordering is not None and first < end and is_note(paragraphs[first].text):
        first += 1
    head_end = ordering if ordering is not None else first
    act_line = _act_line(paragraphs, head_end, end)
    title, preamble = _head(paragraphs, act_line, ordering, head_end)
    first = max(first, act_line[1])
    signature = _signature(paragraphs, first, end)
    return Frame(
        title=title,
        act_line=act_line,
        preamble=preamble,
        body=(first, signature),
        signature=(signature, end),
        annexes=annexes,
    )


class OneLine(NamedTuple):
    """A header that prints the title of an act and the line naming it as one."""

    title: str
    act_line: str


def one_line(text: str) -> OneLine | None:
    """«…» туралы» … министрінің … № 201 бұйрығы», «Приказ … № 201 «О …»»; the quotes round the title are left out."""
    found = _ONE_LINE.match(text)
    if found is None:
        return None
    if found["kk_line"] is not None:
        title = found["kk_title"]
        return OneLine(_without_outer(title, title[:-1]), found["kk_line"])
    title = found["ru_title"]
    return OneLine(_without_outer(title, title[1:]), found["ru_line"])


def _without_outer(title: str, shared: str) -> str:
    """A title without its own quotes; `shared` where one of them was printed for the act named inside as well.

    A Kazakh title begins with the act that it names, a Russian one ends with it.
    """
    return next((inner for inner in (title[1:-1], shared) if _balanced(inner)), title)


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("«") == text.count("»")


def is_status(text: str) -> bool:
    """Whether a line is only the register's label of an act's state («Күшін жойған», «Обновленный»)."""
    return bool(_STATUS.match(text))


_NO_LINE: Span = (0, 0)


def _act_line(paragraphs: Sequence[Paragraph], head_end: int, end: int) -> Span:
    """The line that names the act, with the labels of its state that stand beside it."""
    reach = min(head_end + 1, end)
    reach = min(reach + sum(is_status(paragraph.text) for paragraph in paragraphs[:reach]), end)
    at = next((i for i in range(reach) if _is_act_line(paragraphs[i].text)), None)
    if at is None:
        return (0, 1) if end and one_line(paragraphs[0].text) is not None else _NO_LINE
    first, after = at, at + 1
    while first and is_status(paragraphs[first - 1].text):
        first -= 1
    while after < end and is_status(paragraphs[after].text):
        after += 1
    return first, after


def _opens_body(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether the first norm stands here, or the heading of a part of a code right over its first section."""
    if mark(paragraphs[index].text) is not None or opens_roman(paragraphs[index]):
        return True
    if not is_part_of_code(paragraphs[index].text):
        return False
    following = next((p.text for p in paragraphs[index + 1 :] if not is_note(p.text)), "")
    return opens_heading(following)


def _is_act_line(text: str) -> bool:
    cited = text.startswith(('"', "«")) or mark(text) is not None
    return bool(_ACT_LINE.search(text)) and not cited and not _ORDERING.search(text)


def _head(paragraphs: Sequence[Paragraph], act_line: Span, ordering: int | None, end: int) -> tuple[Span, Span]:
    """Title and preamble: what stands before the act line and what between it and the ordering formula."""
    stop = (ordering + 1) if ordering is not None else end
    if act_line == _NO_LINE and end and paragraphs[0].layout is Layout.HEADING:
        after = next((i for i in range(end) if paragraphs[i].layout is not Layout.HEADING), end)
        return (0, after), (after, max(after, stop))
    if act_line == _NO_LINE:
        first_flow = next(
            (
                i
                for i in range(end)
                if paragraphs[i].layout is Layout.INDENTED or _ORDERING.search(paragraphs[i].text)
            ),
            min(1, end),
        )
        return (0, first_flow), (first_flow, stop)
    before, after = act_line
    if before == 0 and one_line(paragraphs[0].text) is not None:
        return (0, 0), (after, max(after, stop))
    if before == 0 and after < end:
        after_title = after + 1
        return (after, after_title), (after_title, stop)
    return (0, before), (after, max(after, stop))


def _signature(paragraphs: Sequence[Paragraph], first: int, end: int) -> int:
    """Where the signature begins: after the last numbered paragraph, the first short line that names a post."""
    last = next((i for i in range(end - 1, first - 1, -1) if _is_norm(paragraphs[i])), first - 1)
    for i in range(max(last + 1, first), end):
        text = paragraphs[i].text
        short = len(text) <= _LONGEST_SIGNATURE and not SENTENCE_END.search(text)
        names = paragraphs[i : min(i + _MOST_SIGNERS, end)]
        if AGREED.match(text) or (short and (_SIGNER.match(text) or any(NAME.search(p.text) for p in names))):
            return i
    return end


def _is_norm(paragraph: Paragraph) -> bool:
    found = mark(paragraph.text)
    return found is not None and bool(paragraph.text[found.words :].strip())


def _annexes(paragraphs: Sequence[Paragraph]) -> tuple[AnnexFrame, ...]:
    corners = corners_of(paragraphs)
    if not any(group[0].names_act or group[0].approved for group in corners):
        before = corners[0][0].paragraphs[0] if corners else len(paragraphs)
        corners = [*_signed_over(paragraphs[:before]), *corners]
    frames: list[AnnexFrame] = []
    for position, group in enumerate(corners):
        start = group[-1].paragraphs[1]
        end = corners[position + 1][0].paragraphs[0] if position + 1 < len(corners) else len(paragraphs)
        frames.append(AnnexFrame(group, (start, end)))
    return tuple(frames)


def _signed_over(paragraphs: Sequence[Paragraph]) -> list[tuple[Corner, ...]]:
    """The document behind the signature of an act that prints no block over it: named by its kind, counting anew."""
    points = [
        (i, found.number) for i, p in enumerate(paragraphs) if (found := mark(p.text)) and found.unit is Unit.POINT
    ]
    restart = next((i for i, number in points[1:] if number == "1"), None)
    if restart is None:
        return []
    last = max(i for i, _ in points if i < restart)
    for i in range(last + 1, restart):
        signed = _SIGNER.match(paragraphs[i - 1].text) or NAME.search(paragraphs[i - 1].text)
        if signed and len(paragraphs[i].text) <= _LONGEST_SIGNATURE and _DOCUMENT.search(paragraphs[i].text):
            return [(Corner("", None, names_act=False, approved=True, paragraphs=(i, i)),)]
    return []


def note_spans(paragraphs: Sequence[Paragraph], span: Span) -> set[int]:
    """Paragraphs of `span` that belong to notes: those that open one, and what the one before leaves open."""
    found: set[int] = set()
    for index in range(*span):
        if is_note(paragraphs[index].text) or (index - 1 in found and _taken_up(paragraphs, index)):
            found.add(index)
    return found


def _taken_up(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph goes on with the note before it: a bare heading, a list, or words cut in mid-sentence."""
    before, paragraph = paragraphs[index - 1], paragraphs[index]
    if is_note_head(before.text) or (_LIST_OPEN.search(before.text) and _WORDS_CHANGED.match(paragraph.text)):
        return True
    if not is_note_open(before.text):
        return False
    rest = list(_rest_of_note(paragraphs, index))
    return bool(rest) and bool(_NOTE_REST.search(" ".join(rest)))


def _rest_of_note(paragraphs: Sequence[Paragraph], index: int) -> Iterator[str]:
    """The lines that a note cut in mid-sentence goes on in, up to the one that closes it."""
    for paragraph in paragraphs[index : index + _MOST_NOTE_LINES]:
        if paragraph.layout is not Layout.BLOCK or mark(paragraph.text) is not None or is_note(paragraph.text):
            return
        yield paragraph.text
        if not is_note_open(paragraph.text):
            return
