"""Page numbers, running heads and feet, stamps: what a printer puts on every page and no norm says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.read.pdf_order import PageRead

_EDGE = 6
"""How many lines at either end of a page may be page furniture."""

_BAND = 0.1
"""In which share of the page's height at either end they stand."""

_SHARE = 0.5
"""On which share of the pages a line must stand to be a running head or foot."""

_PARTED = 2.2
"""From how many times its height on a line stands apart from the next."""

_SAME = 2.0
"""How exactly (points) running lines keep their place."""

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:бет|стр(?:аница)?\.?|с\.|page)\s*)?(\d{1,4})(?:\s*(?:/|из|of|-?\s?бет|-?ші|-?шы)\s*(?:\d{1,4})?)?"
    r"(?:\s*бет\w*)?[-–—\s]*",
    re.I,
)
_OF_A_NORM = re.compile(
    r"[\"«]?(?:приложени|\d+(?:-\d+)*-қосымша|қосымша|утвержд|бекітіл|глава|раздел|\d+-(?:тарау|бөлім)|форма|нысан)",
    re.I,
)
"""How the heads of annexes begin: several of one page each open several pages alike."""

_STAMP = re.compile(
    r"(?:ҚР НҚА|Қазақстан Республикасы НҚА).{0,40}эталондық бақылау банкі.{0,60}"
    r"|Эталонный контрольный банк НПА (?:РК|Республики Казахстан).{0,60}"
    r"|.{0,60}(?:Копия электронного документа|Версия СЭД|результат проверки ЭЦП|Электрондық құжаттың көшірмесі).*"
    r"|.*равнозначен документу на бумажном носителе.{0,3}"
    r"|.*қағаз тасығыштағы құжатпен бірдей.{0,3}"
    r"|© ?\d{4}.*"
    r"|жоба|проект"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}, \d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?(?:\s.*)?"
    r"|(?:https?://|file:///|www\.)\S+\s+\d{1,4}\s?/\s?\d{1,4}",
    re.I,
)
"""Lines that registries, offices' document systems and browsers print at the edge of a page, be it the only one."""

_COPYRIGHT_GOES_ON = re.compile(
    r"институты|информаци|РМК|РГП на ПХВ|Әділет министрлігі|Министерства юстиции|ақпарат", re.I
)


class _At(NamedTuple):
    """A line at the edge of a page: the page's number and the line's place on it from 0, its words and baseline,
    whether it stands above the text, and whether a blank line at the least parts it from what stands inside of it."""

    page: int
    place: int
    text: str
    baseline: float
    head: bool
    apart: bool

    @property
    def shape(self) -> tuple[str, bool]:
        """What running lines have in common: the words, numbers apart, and the end of the page."""
        return _DIGITS.sub("#", self.text.lower()), self.head


def furniture(pages: Iterable[PageRead]) -> list[dict[int, str]]:
    """For each page those of its lines that are furniture: their places among its lines, and their words.

    A line is furniture when the same words, numbers apart, stand in the same place at the edge of at least half of
    three or more pages, outside the text of the others, or on both of two pages, parted from the text by a blank
    line; when it is a lone number there that counts the pages; or when it is a stamp known by its words.
    """
    lines: list[_At] = []
    found: list[dict[int, str]] = []
    for number, page in enumerate(pages):
        lines += _at_edges(number, page)
        found.append({})
    running = _running(lines, len(found))
    numbers = _page_numbers(lines, len(found))
    copyright_on = -1
    for line in lines:
        stamped = _STAMP.fullmatch(line.text) or (copyright_on == line.page and _COPYRIGHT_GOES_ON.search(line.text))
        if stamped:
            copyright_on = line.page if line.text.startswith("©") and not line.head else copyright_on
        if stamped or line.shape in running or (line.page, line.place) in numbers:
            found[line.page][line.place] = line.text
    return found


def _at_edges(number: int, page: PageRead) -> Iterator[_At]:
    """The lines near the upper and the lower end of a page, from the top down."""
    count = len(page.lines)
    for place in sorted({*range(min(_EDGE, count)), *range(max(0, count - _EDGE), count)}):
        row = page.lines[place]
        head = place < _EDGE and row.baseline < _BAND * page.height
        if head or (place >= count - _EDGE and row.baseline > (1 - _BAND) * page.height):
            inner = place + 1 if head else place - 1
            near = abs(page.lines[inner].baseline - row.baseline) if 0 <= inner < count else page.height
            yield _At(number, place, row.text.strip(), row.baseline, head, near > _PARTED * row.size)


def _running(lines: Sequence[_At], count: int) -> set[tuple[str, bool]]:
    """The shapes of running heads and feet."""
    places: dict[tuple[str, bool], list[_At]] = {}
    for line in lines:
        places.setdefault(line.shape, []).append(line)
    often = {
        shape: found
        for shape, found in places.items()
        if _on_enough_pages(found, count) and not _OF_A_NORM.match(shape[0])
    }
    return {shape for shape, found in often.items() if _outside(found, lines, often.keys())}


def _on_enough_pages(found: Sequence[_At], count: int) -> bool:
    pages = {line.page for line in found}
    if count == 2:
        return len(pages) == 2 and all(line.apart for line in found)
    return len(pages) >= max(3.0, _SHARE * count)


def _outside(found: Sequence[_At], lines: Sequence[_At], often: Collection[tuple[str, bool]]) -> bool:
    """Whether a line keeps its place and the pages without it, the first apart, begin below or end above it."""
    head = found[0].head
    usual, times = Counter(round(line.baseline / _SAME) for line in found).most_common(1)[0]
    if times < 0.5 * len(found):
        return False
    with_it = {line.page for line in found}
    others = [
        line.baseline
        for line in lines
        if line.head is head and line.page and line.page not in with_it and line.shape not in often
    ]
    place = usual * _SAME
    return not any(other <= place + _SAME if head else other >= place - _SAME for other in others)


def _page_numbers(lines: Sequence[_At], count: int) -> set[tuple[int, int]]:
    """Lone numbers at the edges that rise with the pages, on half of the pages or on three of a section."""
    found: dict[tuple[int, bool], set[tuple[int, int]]] = {}
    for line in lines:
        number = _NUMBER.fullmatch(line.text)
        if number:
            found.setdefault((int(number[1]) - line.page, line.head), set()).add((line.page, line.place))
    return set().union(*(places for (first, _), places in found.items() if _counts(first, places, count)))


def _counts(first: int, places: set[tuple[int, int]], count: int) -> bool:
    pages = {page for page, _ in places}
    if count < 3 and first == 1:
        return True
    return len(pages) >= 2 and (len(pages) >= _SHARE * (count - 1) or any({p, p + 1, p + 2} <= pages for p in pages))
