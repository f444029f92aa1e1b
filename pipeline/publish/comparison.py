"""The comparison table of Kazakhstan's drafters: in force, proposed, changed words, a row a provision.

«Қолданыстағы редакция / Ұсынылатын редакция / Өзгерістер»,
«Действующая редакция / Предлагаемая редакция / Изменения».
Only provisions that changed have a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.compare.redline import Kind, Redline, Row
from pipeline.compare.tables import TableChange, excerpt
from pipeline.compare.words import Change, Piece
from pipeline.model.acts import Language
from pipeline.model.editions import Act, Standing
from pipeline.publish.redline import name_of, paragraphs, redline_words, remark

Printed = tuple[Piece, ...] | TableChange
"""A paragraph in pieces, or the rows of a table that changed under the heads of its columns."""


class TableRow(Struct, frozen=True):
    """A provision: its name, both texts (none: `empty` stands there), what is said of the change."""

    name: str
    before: tuple[Printed, ...]
    after: tuple[Printed, ...]
    said: tuple[str, ...]
    empty: str


def table_rows(act: Act, line: Redline) -> tuple[TableRow, ...]:
    """The rows of the table, in the order of the act."""
    language = line.after.language
    return tuple(
        TableRow(
            name=name_of(row, act, line),
            before=_side(row, Change.INSERTED, row.before),
            after=_side(row, Change.DELETED, row.after),
            said=(*_told(row, language), *row.notes),
            empty=_empty(row, language),
        )
        for row in line.changed
    )


def _side(row: Row, other: Change, text: str) -> tuple[Printed, ...]:
    found: list[Printed] = []
    for part in row.parts if text else ():
        if isinstance(part, TableChange):
            table = excerpt(part, without=other)
            found += [table] if table.rows else []
            continue
        pieces = [piece for piece in part if piece.change is not other]
        found += paragraphs(pieces) if pieces else ()
    return tuple(found)


def _empty(row: Row, language: Language) -> str:
    """What stands where there is no text: a text that is not known is not an absent one."""
    said = redline_words(language)
    return f"[{said.standings[Standing.UNKNOWN]}]" if row.kind is Kind.NOT_KNOWN else said.absent


def _told(row: Row, language: Language) -> Iterator[str]:
    """What changed, in the words of drafters."""
    said = redline_words(language)
    beside = remark(row, language)
    if beside is not None:
        yield beside
    elif row.kind is Kind.INSERTED:
        yield said.whole_inserted
    elif row.kind is Kind.DELETED:
        yield said.whole_deleted
    else:
        for part in row.parts:
            changes = _row_changes(part, language) if isinstance(part, TableChange) else _word_changes(part, language)
            yield from changes


def _row_changes(table: TableChange, language: Language) -> Iterator[str]:
    """Rows that went and came as wholes, words that changed within the others."""
    said = redline_words(language)
    whole = {Change.INSERTED: said.row_inserted, Change.DELETED: said.row_deleted}
    for row in table.rows:
        if row.change in whole:
            cells = (" ".join("".join(piece.text for piece in cell.pieces).split()) for cell in row.cells)
            yield whole[row.change].format(words=_quoted(" | ".join(cells)))
            continue
        for cell in row.cells:
            yield from _word_changes(cell.pieces, language)


def _word_changes(pieces: Sequence[Piece], language: Language) -> Iterator[str]:
    said = redline_words(language)
    gone: str | None = None
    come = ""
    for piece in (*pieces, Piece(Change.SAME, "")):
        if piece.change is Change.INSERTED:
            come += piece.text
            continue
        if come or gone is not None:
            yield _one_change(gone, come, said.words_deleted, said.words_inserted, said.words_replaced)
        gone = piece.text if piece.change is Change.DELETED else None
        come = ""


def _one_change(gone: str | None, come: str, deleted: str, inserted: str, replaced: str) -> str:
    if gone is None:
        return inserted.format(words=_quoted(come))
    return replaced.format(old=_quoted(gone), new=_quoted(come)) if come else deleted.format(words=_quoted(gone))


def _quoted(text: str) -> str:
    return f"«{' '.join(text.split())}»"
