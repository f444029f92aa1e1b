"""An act on one day against the same act on another: each provision with the words that went and came.

A provision is compared as it is cited: a point or article with all its units as one text, a chapter or annex by its
heading. It keeps its identity through renumbering and restating, so its old and new words always stand together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Unit
from pipeline.compare.words import Change, Piece, word_diff
from pipeline.model.acts import InForce, Language
from pipeline.model.editions import Act, ProvisionHistory, Span, Standing, Version
from pipeline.model.operations import OperationRef
from pipeline.publish.blocks import HOLDERS
from pipeline.publish.view import EditionView, Shown, edition_of, edition_on, version_on
from pipeline.publish.wording import says


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


class Row(Struct, frozen=True):
    """A provision on both days; `pieces` turn `before` into `after`.

    `by` are the operations that made its versions after the first day, in order; `notes` the remarks they left and
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
    rows = [
        _row(history, old, new, since, until, language)
        for history, old, new in _cited(
            list(zip(edition.provisions, before.provisions, after.provisions, strict=True)), address
        )
    ]
    return Redline(before, after, tuple(row for row in rows if row.before or row.after))


_Three = tuple[ProvisionHistory, Shown, Shown]


def _cited(provisions: Sequence[_Three], address: str | None) -> Iterator[_Three]:
    """The provisions that are compared as one text; below `address` alone when one is given."""
    top: int | None = None
    closed: int | None = None
    for three in provisions:
        shown = three[2]
        if address is not None:
            if top is not None and shown.depth <= top:
                return
            if shown.address == address:
                top = shown.depth
            if top is None:
                continue
        if closed is not None and shown.depth > closed:
            continue
        closed = None if shown.unit in HOLDERS else shown.depth
        yield three


def _row(
    history: ProvisionHistory, old: Shown, new: Shown, since: dt.date, until: dt.date, language: Language
) -> Row:
    made = _made_between(history, since, until)
    by = tuple(dict.fromkeys(version.operation for version in made if version.operation is not None))
    before, after = _words(old), _words(new)
    kind = _kind(old, new, before, after)
    pieces = (
        (Piece(Change.SAME, after or before),)
        if kind is Kind.NOT_KNOWN
        else _attributed(word_diff(before, after), new.spans if after else (), by)
    )
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
        notes=tuple(
            dict.fromkeys((*(version.note for version in made if version.note), *_undated(new, made, language)))
        ),
        in_force=new.in_force if made else None,
        certain=new.certain,
    )


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


def _attributed(pieces: Sequence[Piece], spans: Sequence[Span], by: tuple[OperationRef, ...]) -> tuple[Piece, ...]:
    """The pieces with their authors: new words know theirs, old ones went with one of the operations between."""
    found: list[Piece] = []
    position = 0
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
