"""Paragraphs: hard wraps undone, page breaks closed, words and punctuation put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.clean.lines import Line, Marked
from pipeline.model.documents import Layout, Paragraph, Repair, Table
from pipeline.structure.markers import is_note, is_ruled, opens_heading
from pipeline.trace import Traced, join

MID_WORD = "mid-word line breaks"
PAGE_BREAKS = "page breaks"
IN_SENTENCE = "page breaks inside a sentence"

Known = Callable[[str], bool]
"""Whether a word is one of the language: dictionary or the document's own words."""

_SENTENCE_END = re.compile(r"(?:[;:!?…]|(?<!\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])\.)[\"»”)\s]*$|[.;]\s*[\"»”][.;,]?\s*$")
"""How a sentence ends; a capital letter and a stop are the initials of a name that goes on."""
_CONTINUES = re.compile(r"^\s*[a-zа-яёәғқңөұүһі,;:.)»(]")
_LIST_NUMBER = re.compile(r"^\s*[\"«„“]?(?:\d+(?:-\d+)*[.)]|[а-яәі]\))\s")
_ANNEX_OPENS = re.compile(r"\s*(?:Приложение(?:\s+(?:№\s*)?\d+)?|Утвержден[аоы]?)\s*$", re.IGNORECASE)
_REST = re.compile(r"^\s*(?:[a-zа-яёәғқңөұүһі]|\d{4}\s+(?:год|жыл))")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_LONGEST_WORD = 100
_FIRST_WORD = re.compile(r"^([а-яёәғқңөұүһі]+)")
_OPEN_END = re.compile(r"(?:(?:^|[ (])\"|[(«/])$")
_CLOSE_START = re.compile(r"\"(?:[ ;:,.)]|$)|[,;:.)»]")
_ACT_NUMBER_END = re.compile(r"\d{4}\s+года\s+(?:№|N)\s?\S+(?:\s+[A-Z]\d{6,}_?)?$")
_TITLE = re.compile(r"^\s*[«\"„“]\w")
_NOTE = re.compile(r"^(?:Ескерту|ЕСКЕРТУ|Сноска|СНОСКА)\.")
_NOTE_END = re.compile(r"(?:[мбп]ен|\d|\))\s?\.$")
_DATED = re.compile(r"\d{4}\s?(?:года?|г\.)$|\.\d\d\s?г\.$|\d{4}\s?жыл\w*\s+\d{1,2}\s+\w+[дт][ае][ғг][ыі]$")
_ACT_NUMBER = re.compile(r"\s*(?:№|N)\s?\d")
_PUBLISHED = re.compile(
    r"\s*\((?:САПП|Собрание актов|[Зз]арегистрирован|опубликован|(?:Қазақстан Республикасының )?ПҮ[АКҚ]Ж|Нормативтік)"
)
_FILLED = 55
"""From how many characters on a line of preformatted text counts as filled: such text is set some 75 wide."""

_WIDEST_PAGE = 150
"""Characters of the longest printed line: a landscape page in small letters."""

_ENDED = 0.4
"""The share of lines that end a sentence where each line is a paragraph; of wrapped lines some fifth do."""

_FULL = 0.9
"""From which share of the usual line width on a line counts as filled to its end."""


@dataclass
class _Open:
    """A paragraph being gathered."""

    lines: list[Line]
    layout: Layout
    breaks: list[int] = field(default_factory=list)

    @property
    def ends(self) -> bool:
        return bool(_SENTENCE_END.search(self.lines[-1].text.text.rstrip()))

    @property
    def heads(self) -> bool:
        return opens_heading(self.lines[0].text.text.strip())


def gather(
    lines: Iterable[Line], tables: tuple[Table, ...], known: Known, *, hard_paragraphs: bool
) -> tuple[tuple[Paragraph, ...], tuple[Repair, ...]]:
    """Lines as paragraphs, in reading order.

    `tables` are those the format draws itself: their lines become one TABLE paragraph each. With
    `hard_paragraphs` (Markdown) every line is a paragraph unless it ends in a hard break.
    """
    found: list[Paragraph] = []
    repairs: list[Repair] = []
    lines = list(lines)
    width = _usual_width(lines)
    ahead = sorted(tables, key=lambda each: each.lines, reverse=True)
    current: _Open | None = None
    table_end = 0

    def close() -> None:
        nonlocal current
        if current is not None:
            found.append(_paragraph(current, known, repairs))
            current = None

    table_lines: list[Line] = []
    table: Table | None = None
    for line in lines:
        if line.number > table_end and table is not None:
            found.append(_table_paragraph(table, table_lines))
            table, table_lines = None, []
        while ahead and ahead[-1].lines[1] < line.number:
            ahead.pop()
        starting = ahead[-1] if ahead and ahead[-1].lines[0] <= line.number else None
        if starting is not None and line.number > table_end:
            close()
            table, table_end = starting, starting.lines[1]
        if table is not None:
            table_lines.append(line)
            continue
        if line.after_page_break:
            repairs.append(Repair(PAGE_BREAKS, line.number, "", ""))
        if current is not None and _continues(current, line, width, hard_paragraphs):
            if line.after_page_break:
                repairs.append(
                    Repair(IN_SENTENCE, line.number, current.lines[-1].text.text.strip()[-40:], line.text.text[:40])
                )
            current.lines.append(line)
            continue
        if line.after_page_break and current is not None and current.layout is Layout.BLOCK and not current.ends:
            repairs.append(
                Repair(IN_SENTENCE, line.number, current.lines[-1].text.text.strip()[-40:], line.text.text[:40])
            )
        close()
        current = _Open([line], _layout(line, hard_paragraphs))
    close()
    if table is not None:
        found.append(_table_paragraph(table, table_lines))
    return tuple(found), tuple(repairs)


def _layout(line: Line, hard: bool) -> Layout:
    """The layout of the paragraph that a line opens; Markdown indents whatever belongs to a list item."""
    if line.marked is Marked.HEADING:
        return Layout.HEADING
    return Layout.INDENTED if line.indented and not hard else Layout.BLOCK


def one_a_line(lines: Sequence[Line]) -> bool:
    """Whether a text keeps each paragraph on one line, as an editor pastes it.

    It has no indents, lines longer than a page is wide, and sentences that end where lines end.
    """
    if any(line.indented for line in lines) or not any(len(line.text) > _WIDEST_PAGE for line in lines):
        return False
    ended = sum(1 for line in lines if _SENTENCE_END.search(line.text.text.rstrip()))
    return ended >= _ENDED * len(lines)


def _usual_width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text.text.rstrip()) for line in lines)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def _continues(current: _Open, line: Line, width: int, hard: bool) -> bool:
    """Whether `line` goes on where the open paragraph stopped.

    Of headings that stand one under another without a blank line each is a paragraph.
    """
    last = current.lines[-1].text.text
    if _names_on(last.rstrip(), line.text.text) and current.layout is not Layout.HEADING:
        return True
    if opens_heading(line.text.text.strip()) and current.heads:
        return False
    if hard and line.marked is Marked.PLAIN:
        return _goes_on(current, line)
    if hard:
        return line.blanks == 0 and (last.endswith("  ") or _is_wrapped(current, line))
    if line.indented:
        return False
    if current.layout is Layout.BLOCK:
        return line.blanks == 0
    if _NOTE.match(current.lines[0].text.text.lstrip()) and _NOTE_END.search(last.rstrip()):
        return False
    if line.blanks == 0:
        return not (current.ends and _had_room(last, line.text.text, width) and not _CONTINUES.match(line.text.text))
    return not current.ends and bool(_CONTINUES.match(line.text.text)) and not _LIST_NUMBER.match(line.text.text)


def _names_on(last: str, following: str) -> bool:
    """Whether a line goes on with the name of an act that the one before leaves without its number or source.

    Old prints of the registry wrap a long name into paragraphs: «… от 26 ноября 2004 года» / «N 1237 "…"» / «(САПП
    …):».
    """
    if _DATED.search(last):
        return bool(_ACT_NUMBER.match(following))
    return last.endswith(('"', "»")) and bool(_PUBLISHED.match(following))


def _is_wrapped(current: _Open, line: Line) -> bool:
    """Whether a text that keeps each paragraph on one line has wrapped one all the same.

    The line before is filled to its end or breaks off inside quotes («… словами "Комитет по государственным»), and
    this one begins with a small letter; or it ends with the number of an act, and this one with its title.
    """
    last, text = current.lines[-1].text.text.rstrip(), line.text.text
    if current.ends or "__" in text or "__" in last or current.layout is Layout.HEADING:
        return False
    if not _REST.match(text):
        return bool(_ACT_NUMBER_END.search(last) and _TITLE.match(text))
    said = "".join(each.text.text for each in current.lines)
    inside = said.count("«") > said.count("»") or said.count('"') % 2 == 1
    return inside or len(last) >= _FILLED


def _goes_on(current: _Open, line: Line) -> bool:
    """Whether a line of preformatted text goes on with the sentence before it; a form's blanks stay alone.

    It does when it begins with a small letter, or with a capital one in a numbered paragraph or after a line filled
    to its end. A publisher who falls into preformatted text in mid-sentence leaves a blank line there.
    """
    last, text = current.lines[-1].text.text.rstrip(), line.text.text
    if current.ends or "__" in text or "__" in last or current.layout is Layout.HEADING:
        return False
    if is_ruled(last) or is_ruled(text):
        return False
    if _LIST_NUMBER.match(text) or _ANNEX_OPENS.match(text) or is_note(text):
        return False
    small, filled = bool(_REST.match(text)), len(last) >= _FILLED
    if current.lines[-1].marked is Marked.PLAIN:
        numbered = bool(_LIST_NUMBER.match(current.lines[0].text.text))
        return line.blanks == 0 and (small or filled or numbered)
    return small and filled


def _had_room(last: str, following: str, width: int) -> bool:
    """Whether the next line's first word would have fitted: then the break was meant."""
    first = following.split(maxsplit=1)[0] if following.split() else ""
    return len(last.rstrip()) + 1 + len(first) < width * _FULL


def _table_paragraph(table: Table, lines: list[Line]) -> Paragraph:
    text = join((line.text.strip() for line in lines), "\n")
    return Paragraph(
        text=text.text,
        lines=table.lines,
        layout=Layout.TABLE,
        runs=text.runs(),
        rows=tuple(line.text.text.strip() for line in lines),
        table=table,
    )


def _paragraph(gathered: _Open, known: Known, repairs: list[Repair]) -> Paragraph:
    text = gathered.lines[0].text.strip()
    for before, line in pairwise(gathered.lines):
        following = line.text.strip()
        if before.cut:
            repairs.append(Repair(MID_WORD, line.number, f"{text.text[-12:]}|{following.text[:12]}", ""))
            text = text + following
        else:
            text = _joined(text, following, line, known, repairs)
    text = tidy(text)
    return Paragraph(
        text=text.text,
        lines=(gathered.lines[0].number, gathered.lines[-1].number),
        layout=gathered.layout,
        runs=text.runs(),
        rows=tuple(tidy(line.text.strip()).text for line in gathered.lines),
    )


def _joined(text: Traced, following: Traced, line: Line, known: Known, repairs: list[Repair]) -> Traced:
    """Two printed lines as one text: with a blank, or without one where a word or a bracket was cut."""
    end = text.text[-_LONGEST_WORD:]
    last, first = _LAST_WORD.search(end), _FIRST_WORD.match(following.text)
    if last and first and is_cut_word(last[1], first[1], known):
        repairs.append(Repair(MID_WORD, line.number, f"{last[1]}|{first[1]}", last[1] + first[1]))
        return text + following
    if re.search(r"\w-$", end) and re.match(r"\w", following.text):
        repairs.append(Repair(MID_WORD, line.number, f"{text.text[-12:]}|{following.text[:12]}", "-"))
        return text + following
    if _OPEN_END.search(end) or _CLOSE_START.match(following.text):
        return text + following
    return join((text, following), " ")


def is_cut_word(before: str, after: str, known: Known) -> bool:
    """Whether two pieces at a line break are one word: together known, apart not both."""
    return known(before + after) and not (known(before) and known(after))


_BLANKS = re.compile(r"[ \u00a0\t]{2,}|[\u00a0\t]")
_TIGHT = re.compile(r" (?=[,;:.)»](?:\s|$|[\"»;,.)]))|(?<=[(«]) ")


def tidy(text: Traced) -> Traced:
    """Single blanks; none before a closing mark or after an opening one («( немесе» → «(немесе»)."""
    for match in reversed(list(_BLANKS.finditer(text.text))):
        text = text.replace(match.start(), match.end(), " ")
    for match in reversed(list(_TIGHT.finditer(text.text))):
        text = text[: match.start()] + text[match.end() :]
    return text
