"""The text of a payload: outer quotes off, paragraphs joined, shared out among the targets by its own numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pipeline.address import Address, Step, Unit
from pipeline.model.documents import Paragraph, Table
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.quotes import closes, content, opens
from pipeline.recognise.amendments.stretches import Stretch, is_lone_mark

_TAIL: Final = re.compile(r"[\s;.,:]*$")


class Part(Struct, frozen=True):
    """One paragraph of a payload: its words without outer quotes and where they stand."""

    text: str
    stretch: Stretch


def parts_of(blocks: Sequence[Sequence[Stretch]], paragraphs: Sequence[Paragraph]) -> list[Part]:
    """The paragraphs of one or more quoted blocks, each block without its outer quotes; lone quotes are left out."""
    found: list[Part] = []
    for block in blocks:
        texts = [paragraphs[stretch.paragraph].text[stretch.start : stretch.end] for stretch in block]
        kept = [(text, stretch) for text, stretch in zip(texts, block, strict=True) if text.strip()]
        kept = [(text, stretch) for text, stretch in kept if not is_lone_mark(text)]
        for text, (_, stretch) in zip(_unquoted([text for text, _ in kept]), kept, strict=True):
            found.append(Part(text, stretch))
    return [part for part in found if part.text]


def _unquoted(texts: list[str]) -> list[str]:
    if not texts:
        return []
    joined = "\n".join(text.strip() for text in texts)
    body = joined[: _TAIL.search(joined).start()] if _TAIL.search(joined) else joined  # type: ignore[union-attr]
    if body and opens(body, 0) and len(body) > 1 and closes(body, len(body) - 1):
        return _lines(content(body), len(texts))
    if body and opens(body, 0):
        return _lines(joined[1:].strip(), len(texts))
    if len(body) > 1 and closes(body, len(body) - 1) and _excess(body) < 0:
        return _lines(body[:-1].strip(), len(texts))
    return _lines(joined, len(texts))


def _lines(text: str, count: int) -> list[str]:
    lines = text.split("\n", count - 1)
    return [*lines, *[""] * (count - len(lines))]


def _excess(text: str) -> int:
    return sum(1 if opens(text, at) else -1 if closes(text, at) else 0 for at in range(len(text)))


_HEADS: Final = {
    Unit.ARTICLE: r"(?:статья\s+(?P<ru>{n})|(?P<kk>{n})\s?-?\s?бап)(?![\d-])",
    Unit.SECTION: r"(?:раздел\s+(?P<ru>{n})|(?P<kk>{n})\s?-?\s?бөлім)(?![\d-])",
    Unit.CHAPTER: r"(?:глава\s+(?P<ru>{n})|(?P<kk>{n})\s?-?\s?тарау|(?P<bare>{n})\.\s)",
    Unit.SUBCHAPTER: r"(?:(?:параграф|§)\s*(?P<ru>{n})|(?P<kk>{n})\s?-?\s?параграф|(?P<bare>{n})\.\s)",
    Unit.ANNEX: r"(?:приложение\s+(?P<ru>{n})|(?P<kk>{n})\s?-?\s?қосымша)(?![\d-])",
    Unit.POINT: r"(?P<bare>{n})\s?\.(?!\d)",
    Unit.SUBPOINT: r"(?P<bare>{n})\s?\)",
    Unit.ROW: r"(?P<bare>{n})\s?[.)]?\s",
}
_NUMBER: Final = r"\d+(?:[-.]\d+)*|[ivxlc]+|[а-я]"
_COMPILED: Final = {unit: re.compile(rf"\s*{head.replace('{n}', _NUMBER)}") for unit, head in _HEADS.items()}
_POINT_LINE: Final = re.compile(r"\s*(?P<n>\d+(?:-\d+)*)\s?\.(?!\d)\s*\S")
_ARTICLE_LINE: Final = re.compile(r"\s*(?:статья\s+(?P<ru>\d+(?:-\d+)*)|(?P<kk>\d+(?:-\d+)*)-бап)\s?\.")
_DIVISIONS: Final = frozenset([Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ANNEX])


def number_at(text: str, unit: Unit) -> str | None:
    """The number a paragraph of a payload begins with when it opens a provision of that unit."""
    pattern = _COMPILED.get(unit)
    match = pattern.match(fold(text)) if pattern is not None else None
    if match is None:
        return None
    return next((value.upper() if value.isalpha() else value for value in match.groupdict().values() if value), None)


def by_rows(parts: Sequence[Part], targets: Sequence[Step], paragraphs: Sequence[Paragraph]) -> list[Part]:
    """The parts, a table cut into its rows where several rows without numbers are set out anew."""
    nameless = len(targets) > 1 and all(target.unit is Unit.ROW and target.number is None for target in targets)
    if not nameless:
        return list(parts)
    return [row for part in parts for row in _rows_of(part, paragraphs[part.stretch.paragraph].table)]


_AROUND: Final = ' \t\n;.,«»"„“”'
"""Marks that stand in cells of their own around a quoted table."""


def _rows_of(part: Part, table: Table | None) -> list[Part]:
    if table is None:
        return [part]
    found: list[Part] = []
    at = 0
    for row in range(table.height):
        words = [cell.text.strip() for cell in table.row(row) if cell.text.strip(_AROUND)]
        places = []
        for cell in words:
            start = part.text.find(cell, at)
            if start < 0:
                return [part]
            places.append(start)
            at = start + len(cell)
        if places:
            found.append(_cut(part, places[0], at))
    return found


def _cut(part: Part, start: int, end: int) -> Part:
    """Characters of a part that stands whole in its stretch."""
    return Part(part.text[start:end], part.stretch)


def shared_out(parts: Sequence[Part], targets: Sequence[Step]) -> list[list[Part]] | None:
    """The parts of each target, by the numbers they begin with; None when the numbers do not tell them apart."""
    if len(targets) == 1:
        return [list(parts)]
    unit = targets[0].unit
    if any(target.unit is not unit for target in targets):
        return _headed(parts, targets[0], targets[1:])
    if unit not in _COMPILED or any(target.number is None for target in targets):
        return [[part] for part in parts] if len(parts) == len(targets) else None
    wanted = {target.number: place for place, target in enumerate(targets)}
    for number in (number_at(part.text, unit) for part in parts):
        if number not in wanted and (place := wanted.get(without_index(number))) is not None:
            wanted[number] = place
    shared: list[list[Part]] = [[] for _ in targets]
    current = -1
    for part in parts:
        place = wanted.get(number_at(part.text, unit))
        current = current if place is None else place
        if current < 0:
            return None
        shared[current].append(part)
    return shared


def _headed(parts: Sequence[Part], head: Step, rows: Sequence[Step]) -> list[list[Part]] | None:
    """«дополнить разделом и строкой, порядковый номер 262»: the heading, then what the numbers begin."""
    unit = rows[0].unit
    numbered = all(row.unit is unit and row.number is not None for row in rows)
    if head.unit not in _DIVISIONS or head.number is not None or not numbered or unit not in _COMPILED:
        return None
    parts = [piece for part in parts for piece in _before_row(part, rows)]
    wanted = {row.number for row in rows}
    first = next((at for at, part in enumerate(parts) if number_at(part.text, unit) in wanted), 0)
    shared = shared_out(parts[first:], rows) if first else None
    return None if shared is None else [list(parts[:first]), *shared]


def _before_row(part: Part, rows: Sequence[Step]) -> list[Part]:
    """A heading and its only row in one line, cut before the number of the row."""
    if len(rows) > 1 or rows[0].number is None:
        return [part]
    found = list(re.finditer(rf"(?<=\s){re.escape(rows[0].number)}(?=\s)", part.text))
    if len(found) != 1:
        return [part]
    at = found[0].start()
    return [_cut(part, 0, len(part.text[:at].rstrip())), _cut(part, at, len(part.text))]


def without_index(number: str | None) -> str | None:
    """The number as it looks when the index lost its raised place in print: 43-1 becomes 431."""
    return number.replace("-", "") if number is not None and "-" in number else None


def provisions_of(target: Address, parts: Sequence[Part]) -> tuple[str, ...]:
    """The addresses a payload carries: its target, and the points or articles inside a chapter or annex."""
    last = target.last
    found = [str(target)]
    if last is None or last.unit in _DIVISIONS:
        document = target if last is not None and last.unit is Unit.ANNEX else target.document
        for part in parts:
            folded = fold(part.text)
            article, point = _ARTICLE_LINE.match(folded), _POINT_LINE.match(folded)
            if article is not None:
                found.append(str(document.child(Unit.ARTICLE, article["ru"] or article["kk"])))
            elif point is not None and number_at(part.text, last.unit if last else Unit.POINT) != (
                last and last.number
            ):
                found.append(str(document.child(Unit.POINT, point["n"])))
    return tuple(dict.fromkeys(found))
