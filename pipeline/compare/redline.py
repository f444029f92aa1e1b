"""An act on one day against the same act on another: each provision with the words that went and came.

A provision is compared as it is cited: a point or article with all its units as one text, a chapter or annex by its
heading. It keeps its identity through renumbering and restating, so its old and new words always stand together.
Tables inside a provision are compared row by row and cell by cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Unit
from pipeline.compare.tables import Attribute, TableChange, table_changes, unchanged
from pipeline.compare.words import Change, Piece, word_diff
from pipeline.model.acts import InForce, Language
from pipeline.model.documents import Table
from pipeline.model.editions import Act, Edition, ProvisionHistory, Span, Standing, Version
from pipeline.model.operations import OperationRef
from pipeline.publish.blocks import HOLDERS
from pipeline.publish.view import EditionView, Shown, edition_of, edition_on, provisions_on, version_on
from pipeline.publish.wording import says
from pipeline.structure.tables import table_text


class Kind(StrEnum):
    """What happened to a provision between the two days."""

    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    STANDING = "standing"
    """The words are the same, their force is not: suspended, returned."""
    NOT_KNOWN = "not_known"
    """The corpus has the words of one day only: nothing can be said of the difference."""


Part = tuple[Piece, ...] | TableChange
"""What a provision is printed as: paragraphs in pieces, or a table."""


class Row(Struct, frozen=True):
    """A provision on both days; `pieces` turn `before` into `after`, `parts` are the same with tables as tables.

    `by` are the operations that made its versions after the first day, in order; `notes` the remark on them and
    what is not known of the day; `in_force` since when the last of them holds, `certain` False while that day is only
    bounded from below.
    """

    address: str
    unit: Unit
    depth: int
    kind: Kind
    before: str
    after: str
    standings: tuple[Standing, Standing]
    pieces: tuple[Piece, ...]
    by: tuple[OperationRef, ...]
    notes: tuple[str, ...]
    in_force: InForce | None
    certain: bool
    parts: tuple[Part, ...]

    @property
    def heading(self) -> bool:
        """Whether the words are a heading."""
        return self.unit in HOLDERS


class Redline(Struct, frozen=True):
    """What changed in an act, in one language, from one day to another; every provision, also the unchanged."""

    before: EditionView
    after: EditionView
    rows: tuple[Row, ...]

    @property
    def changed(self) -> tuple[Row, ...]:
        """The provisions that are not the same on both days."""
        return tuple(row for row in self.rows if row.kind is not Kind.SAME)


def redline(
    act: Act, language: Language, since: dt.date, until: dt.date, address: str | None = None
) -> Redline | None:
    """The redline of an act, or of one provision with all in it; None without an edition in the language."""
    edition = edition_of(act, language)
    before, after = edition_on(act, language, since), edition_on(act, language, until)
    if edition is None or before is None or after is None:
        return None
    old, new = _all_on(act, edition, since), _all_on(act, edition, until)
    threes = list(zip(edition.provisions, old, new, strict=True))
    rows = [_row(group, since, until, language) for group in _cited(threes, address)]
    return Redline(before, after, tuple(_titled([row for row in rows if row.before or row.after])))


def _titled(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, the change of a title told once: at the annex that it heads, with the orders that made it."""
    found: list[Row] = []
    for row in rows:
        if found and _heads(found[-1], row):
            over = found.pop()
            row = replace(row, address=over.address, unit=over.unit, depth=over.depth)
        found.append(row)
    return found


def _heads(row: Row, title: Row) -> bool:
    """Whether a row is the annex whose heading is the changed title in the next row."""
    inside = title.unit is Unit.TITLE and title.address == f"{row.address}/{Unit.TITLE}"
    return inside and title.kind is not Kind.SAME and (row.before, row.after) == (title.before, title.after)


def _all_on(act: Act, edition: Edition, on: dt.date) -> Iterator[Shown]:
    """Every provision on a day; one that a later restating of what stands around it brings is not there yet."""
    for shown, over in provisions_on(act, edition, on):
        not_yet = over and shown.standing is Standing.UNKNOWN
        yield replace(shown, standing=Standing.PENDING) if not_yet else shown


_Three = tuple[ProvisionHistory, Shown, Shown]


def _cited(provisions: Sequence[_Three], address: str | None) -> Iterator[Sequence[_Three]]:
    """The provisions that are compared as one text, each with the units inside; below `address` alone if given."""
    group: list[_Three] = []
    for three in _inside(provisions, address):
        shown = three[2]
        if group and (group[0][2].unit in HOLDERS or shown.depth <= group[0][2].depth):
            yield group
            group = []
        group.append(three)
    if group:
        yield group


def _inside(provisions: Sequence[_Three], address: str | None) -> Iterator[_Three]:
    """A provision and all below it; everything without an address."""
    top: int | None = None
    for three in provisions:
        shown = three[2]
        if address is not None:
            if top is not None and shown.depth <= top:
                return
            if shown.address == address:
                top = shown.depth
            if top is None:
                continue
        yield three


def _row(group: Sequence[_Three], since: dt.date, until: dt.date, language: Language) -> Row:
    history, old, new = group[0]
    made = _made_between(history, since, until)
    by = tuple(dict.fromkeys(version.operation for version in made if version.operation is not None))
    before, after = _words(old), _words(new)
    kind = _kind(old, new, before, after)
    if kind is Kind.NOT_KNOWN:
        known = new if after else old
        pieces: tuple[Piece, ...] = (Piece(Change.SAME, after or before),)
        parts = _known_parts([three[2] if known is new else three[1] for three in group], pieces)
    else:
        pieces = _attributed(word_diff(before, after), new.spans if after else (), by)
        parts = _parts(group, pieces, before, after, by)
    return Row(
        address=new.address,
        unit=new.unit,
        depth=new.depth,
        kind=kind,
        before=before,
        after=after,
        standings=(old.standing, new.standing),
        pieces=pieces,
        by=by,
        notes=(*([made[-1].note] if made and made[-1].note else []), *_undated(new, made, language)),
        in_force=new.in_force if made else None,
        certain=new.certain,
        parts=parts,
    )


def _parts(
    group: Sequence[_Three], pieces: tuple[Piece, ...], before: str, after: str, by: tuple[OperationRef, ...]
) -> tuple[Part, ...]:
    """The provision cut at its tables; its pieces alone where it has none."""
    if all(_grid(shown) is None for _, old, new in group for shown in (old, new)):
        return (pieces,) if before or after else ()
    found: list[Part] = []
    held: list[_Three] = []
    for three in group:
        _, old, new = three
        one, two = _grid(old), _grid(new)
        if one is None and two is None:
            held.append(three)
            continue
        found += _paragraphs(held, by)
        held = []
        found += _paragraphs([(three[0], _untabled(old), _untabled(new))], by)
        found += table_changes(one, two, by, _from_spans(new.spans, by))
    return (*found, *_paragraphs(held, by))


def _paragraphs(group: Sequence[_Three], by: tuple[OperationRef, ...]) -> Iterator[Part]:
    """The own words of provisions without tables, as one text; nothing where none has words."""
    old = "\n".join(words for _, shown, _ in group if (words := _own(shown)))
    new = "\n".join(words for _, _, shown in group if (words := _own(shown)))
    spans: list[Span] = []
    start = 0
    for words, own in ((words, shown) for _, _, shown in group if (words := _own(shown))):
        spans += [
            Span(span.start + start, min(span.end, len(words)) + start, span.operation)
            for span in own.spans
            if span.start < len(words)
        ]
        start += len(words) + 1
    if old or new:
        yield _attributed(word_diff(old, new), spans, by)


def _known_parts(group: Sequence[Shown], pieces: tuple[Piece, ...]) -> tuple[Part, ...]:
    """The provision as it stands on the only day that is known."""
    if all(_grid(shown) is None for shown in group):
        return (pieces,)
    found: list[Part] = []
    for shown in group:
        own, table = _own(_untabled(shown)), _grid(shown)
        found += [(Piece(Change.SAME, own),)] if own else []
        found += [unchanged(table)] if table is not None else []
    return tuple(found)


def _grid(shown: Shown) -> Table | None:
    """The table that stands on the day."""
    return shown.table if shown.table is not None and shown.table.cells and shown.standing not in _ABSENT else None


def _own(shown: Shown) -> str:
    """The words of a provision without those of the units inside."""
    if shown.standing in _ABSENT and shown.standing is not Standing.UNKNOWN:
        return ""
    return (shown.own or shown.heading or "") if shown.unit in HOLDERS else shown.own


def _untabled(shown: Shown) -> Shown:
    """A provision without the words that its table prints."""
    table = _grid(shown)
    return replace(shown, own="", heading=None) if table is not None and shown.own == table_text(table) else shown


def _from_spans(spans: Sequence[Span], by: tuple[OperationRef, ...]) -> Attribute:
    def attribute(start: int, pieces: Sequence[Piece]) -> Sequence[Piece]:
        return _attributed(pieces, spans, by, start)

    return attribute


def _undated(new: Shown, made: Sequence[Version], language: Language) -> Iterator[str]:
    """That the day of the newest change is not known, or only bounded."""
    if made and not new.certain and new.in_force is not None:
        said, bound = says(language), new.in_force.not_before
        yield said.not_before.format(day=f"{bound:%d.%m.%Y}") if bound else said.undated


def _made_between(history: ProvisionHistory, since: dt.date, until: dt.date) -> tuple[Version, ...]:
    """The versions that took over after the first day, up to the one of the second."""
    first, last = version_on(history, since), version_on(history, until)
    if last is None or last is first:
        return ()
    begin = history.versions.index(first) + 1 if first is not None else 0
    return history.versions[begin : history.versions.index(last) + 1]


_ABSENT = frozenset((Standing.DELETED, Standing.REPEALED, Standing.PENDING, Standing.UNKNOWN))


def _words(shown: Shown) -> str:
    """The words that stand on the day: with all units inside, a heading alone for a chapter or annex."""
    if shown.standing in _ABSENT and shown.standing is not Standing.UNKNOWN:
        return ""
    return (shown.own or shown.heading or "") if shown.unit in HOLDERS else shown.text


def _kind(old: Shown, new: Shown, before: str, after: str) -> Kind:
    if before == after:
        return Kind.SAME if old.standing is new.standing or not after else Kind.STANDING
    if (old.standing is Standing.UNKNOWN and not before) or (new.standing is Standing.UNKNOWN and not after):
        return Kind.NOT_KNOWN
    if not before:
        return Kind.INSERTED
    return Kind.CHANGED if after else Kind.DELETED


def _attributed(
    pieces: Sequence[Piece], spans: Sequence[Span], by: tuple[OperationRef, ...], start: int = 0
) -> tuple[Piece, ...]:
    """The pieces with their authors: new words know theirs, old ones went with one of the operations between.

    The later words begin at character `start` of the text that the spans count in.
    """
    found: list[Piece] = []
    position = start
    for piece in pieces:
        if piece.change is Change.DELETED:
            found.append(replace(piece, by=by))
            continue
        end = position + len(piece.text)
        if piece.change is Change.INSERTED:
            found += _cut(piece.text, position, spans, by)
        else:
            found.append(piece)
        position = end
    return tuple(found)


def _cut(text: str, start: int, spans: Sequence[Span], by: tuple[OperationRef, ...]) -> Iterator[Piece]:
    end, position = start + len(text), start
    for span in spans:
        low, high = max(span.start, position), min(span.end, end)
        if high <= low or span.operation not in by:
            continue
        if low > position:
            yield Piece(Change.INSERTED, text[position - start : low - start], by)
        yield Piece(Change.INSERTED, text[low - start : high - start], (span.operation,) if span.operation else by)
        position = high
    if position < end:
        yield Piece(Change.INSERTED, text[position - start :], by)
