"""What every rendering of a redline shares: its words in both languages, its lines, its names of provisions."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.compare.redline import Kind, Redline, Row
from pipeline.compare.tables import TableChange
from pipeline.compare.words import Change, Piece, comparable
from pipeline.model.acts import ActKey, Language
from pipeline.model.editions import Act, Standing
from pipeline.model.operations import OperationRef
from pipeline.publish.authors import register
from pipeline.publish.head import particulars_of
from pipeline.publish.view import label_text
from pipeline.publish.wording import Document, capital, naming


class RedlineWords(Struct, frozen=True):
    """What a redline says about itself in one language."""

    title: str
    comparison: str
    table: str
    between: str
    changed: str
    nothing: str
    inserted: str
    deleted: str
    not_known: str
    standing: str
    legend: str
    in_force: str
    proposed: str
    words: str
    absent: str
    words_deleted: str
    words_inserted: str
    words_replaced: str
    row_inserted: str
    row_deleted: str
    whole_inserted: str
    whole_deleted: str
    order: str
    standings: dict[Standing, str]


@cache
def _tables() -> dict[str, RedlineWords]:
    data = tomllib.loads(Path(__file__).with_name("redline.toml").read_text("utf-8"))
    return msgspec.convert(data, dict[str, RedlineWords])


def redline_words(language: Language) -> RedlineWords:
    """The words of `redline.toml` in a language."""
    return _tables()[language]


class Over(Struct, frozen=True):
    """The lines over a redline; `labels` are the honest labels of both editions, once when they are equal."""

    title: str
    particulars: str
    between: str
    labels: tuple[str, ...]
    counted: str


def over(act: Act, line: Redline) -> Over:
    """What stands over a redline."""
    language = line.after.language
    said = redline_words(language)
    particulars = particulars_of(act, language, register())
    labels = dict.fromkeys(capital(label_text(view, language)) for view in (line.before, line.after))
    since, until = (f"{view.on:%d.%m.%Y}" for view in (line.before, line.after))
    count = len(line.changed)
    return Over(
        title=line.after.title or particulars,
        particulars=particulars,
        between=said.between.format(since=since, until=until),
        labels=tuple(labels),
        counted=said.changed.format(count=count) if count else said.nothing,
    )


def printed(line: Redline) -> tuple[Row, ...]:
    """The provisions to print: without a title that on both days only repeats the heading over it.

    A note that several provisions share stands at the first.
    """
    found: list[Row] = []
    told: set[str] = set()
    heading = (comparable(line.before.title or ""), comparable(line.after.title or ""))
    for row in line.rows:
        own = (comparable(row.before), comparable(row.after))
        if row.unit is not Unit.TITLE or own != heading:
            found.append(replace(row, notes=tuple(note for note in row.notes if note not in told)))
            told.update(row.notes if row.kind is not Kind.SAME else ())
        if row.heading:
            heading = own
    return tuple(found)


class Line(Struct, frozen=True):
    """A printed paragraph of a provision; `mark` is what became of its end, the break before the next one."""

    pieces: tuple[Piece, ...]
    mark: Piece


def drawn(row: Row) -> tuple[Line | TableChange, ...]:
    """The paragraphs and tables of a provision, every piece cut where a paragraph ends."""
    found: list[Line | TableChange] = []
    for part in row.parts:
        found += [part] if isinstance(part, TableChange) else _lines(part, _end(part, row))
    return tuple(found)


def paragraphs(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces cut into paragraphs."""
    return tuple(line.pieces for line in _lines(pieces, Piece(Change.SAME, "\n")))


def _end(pieces: Sequence[Piece], row: Row) -> Piece:
    """What became of the last paragraph break: it comes and goes with all words before it."""
    changes = {piece.change for piece in pieces}
    return Piece(changes.pop() if len(changes) == 1 else Change.SAME, "\n", row.by)


def _lines(pieces: Sequence[Piece], end: Piece) -> Iterator[Line]:
    held: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        if first:
            held.append(replace(piece, text=first))
        for text in rest:
            yield Line(tuple(held), replace(piece, text="\n"))
            held = [replace(piece, text=text)] if text else []
    yield Line(tuple(held), end)


def remark(row: Row, language: Language) -> str | None:
    """What must be said of a provision beside its words: force that changed, a text that is not known."""
    said = redline_words(language)
    if row.kind is Kind.NOT_KNOWN:
        return said.not_known
    if row.kind is Kind.STANDING:
        old, new = (said.standings[standing] for standing in row.standings)
        return said.standing.format(old=old, new=new)
    return None


def name_of(row: Row, act: Act, line: Redline) -> str:
    """A provision as it is cited: «9-тармақ», «Пункт 9»; a table with what it stands in: «Перечень: таблица»."""
    document = Document(ActKey.parse(act.act).type, line.after.title)
    address = Address.parse(row.address)
    tabular = row.unit is Unit.TEXT and any(isinstance(part, TableChange) for part in row.parts)
    named = capital(naming(address.parent if tabular else address, document, line.after.language).cases[0])
    return f"{named}: {redline_words(line.after.language).table}" if tabular else named


def orders_of(by: Sequence[OperationRef], language: Language) -> str:
    """The orders that may have made a change, each once: «№ 24 от 04.05.2021»."""
    said = redline_words(language)
    found: list[str] = []
    for reference in by:
        key = ActKey.parse(reference.act)
        date = f"{dt.date.fromisoformat(key.date):%d.%m.%Y}" if key.date else ""
        found.append(said.order.format(date=date, number=key.number))
    return ", ".join(dict.fromkeys(found))
