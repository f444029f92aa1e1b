"""An edition as the blocks every rendering prints, so that all renderings carry the same words.

A block is one provision: its heading or its paragraphs, its table, what is said in brackets of a text that is
not there, its notes. Provisions whose text is not known are one block a run: a gap is shown as a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.consolidate.grid import lines
from pipeline.model.acts import ActKey, Language
from pipeline.model.documents import Cell, Table
from pipeline.model.editions import Span, Standing
from pipeline.model.operations import OperationRef
from pipeline.publish.view import EditionView, Shown
from pipeline.publish.wording import Document, capital, naming, says, several
from pipeline.structure.tables import table_text

HOLDERS = frozenset((Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER, Unit.ANNEX, Unit.TITLE))
"""Units whose own words are a heading."""


class Paragraph(Struct, frozen=True):
    """A printed paragraph, in pieces with the operation that wrote each (None: the base text)."""

    pieces: tuple[tuple[str, OperationRef | None], ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece for piece, _ in self.pieces)


class Block(Struct, frozen=True):
    """A provision as printed; `bracket` stands in for words that are not there.

    `notes` are its own notes; `after` are those that a flat rendering prints after this block: a note stands
    under a heading, and after the last unit of any other provision.
    """

    address: str
    unit: Unit
    number: str | None
    depth: int
    standing: Standing
    heading: str | None
    paragraphs: tuple[Paragraph, ...]
    table: Table | None
    bracket: str | None
    notes: tuple[str, ...]
    operation: OperationRef | None
    certain: bool = True
    after: tuple[str, ...] = ()
    heading_lines: tuple[Paragraph, ...] = ()
    """The heading, line by line, with the operation that wrote each word."""
    cells: tuple[tuple[Paragraph, ...], ...] = ()
    """The lines of each cell of the table, in its order, with the operation that wrote each word."""

    @property
    def rows(self) -> tuple[tuple[tuple[Cell, tuple[Paragraph, ...]], ...], ...]:
        """The rows of the table: each cell with its lines."""
        if self.table is None:
            return ()
        rows: list[list[tuple[Cell, tuple[Paragraph, ...]]]] = [[] for _ in range(self.table.height)]
        for cell, written in zip(self.table.cells, self.cells, strict=True):
            rows[cell.row].append((cell, written))
        return tuple(map(tuple, rows))


def blocks(view: EditionView) -> tuple[Block, ...]:
    """The blocks of an edition in document order; a note that stands at an outer provision is not repeated."""
    document = Document(ActKey.parse(view.act).type, view.title)
    said: list[tuple[int, frozenset[str]]] = []
    found: list[Block] = []
    heading = view.title
    for run in _runs(_standing(view.provisions)):
        shown = run[0]
        while said and said[-1][0] >= shown.depth:
            said.pop()
        before = frozenset[str]().union(*(notes for _, notes in said))
        notes = tuple(note for note in dict.fromkeys(_notes(shown, view.language)) if note not in before)
        said.append((shown.depth, frozenset(notes)))
        if view.repeal is not None and shown.operation == view.repeal.operation:
            # The act as a whole is gone: its first provision says so for all.
            said.insert(0, (_NEVER_LEFT, frozenset(notes)))
        block = _block(run, notes, document, view.language)
        if shown.unit is Unit.TITLE and block.heading and _same_words(block.heading, heading):
            block = replace(block, heading=None, heading_lines=())
        heading = block.heading or heading
        found.append(block)
    return _closed(found)


_NEVER_LEFT = -1
_GONE = frozenset((Standing.DELETED, Standing.REPEALED))


def _standing(provisions: Sequence[Shown]) -> Sequence[Shown]:
    """The provisions without those that went with a chapter or annex around them: one remark tells of all."""
    found: list[Shown] = []
    gone: Shown | None = None
    for shown in provisions:
        if gone is not None and shown.depth > gone.depth:
            if shown.standing is gone.standing and shown.operation == gone.operation:
                continue
        else:
            gone = shown if shown.standing in _GONE and shown.unit in HOLDERS else None
        found.append(shown)
    return found


def _same_words(one: str, other: str | None) -> bool:
    return other is not None and one.casefold().split() == other.casefold().split()


def _closed(listed: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with `after` filled in, the notes of inner provisions before those of outer ones."""
    after: list[list[str]] = [[] for _ in listed]
    for place in range(len(listed) - 1, -1, -1):
        block = listed[place]
        last = place
        while block.unit not in HOLDERS and last + 1 < len(listed) and listed[last + 1].depth > block.depth:
            last += 1
        after[last] += block.notes
    return tuple(replace(block, after=tuple(notes)) for block, notes in zip(listed, after, strict=True))


def _runs(provisions: Sequence[Shown]) -> Iterator[Sequence[Shown]]:
    """Each provision alone, but numbered ones without known text, and nothing inside, in runs."""
    for gap, group in groupby(_gaps(provisions), key=lambda pair: pair[1]):
        members = [shown for shown, _ in group]
        if gap is None:
            yield from ([member] for member in members)
        else:
            yield members


def _gaps(provisions: Sequence[Shown]) -> Iterator[tuple[Shown, tuple[Unit, int] | None]]:
    for place, shown in enumerate(provisions):
        following = provisions[place + 1] if place + 1 < len(provisions) else None
        leaf = following is None or following.depth <= shown.depth
        unknown = shown.standing is Standing.UNKNOWN and not shown.own and shown.number is not None
        yield shown, ((shown.unit, shown.depth) if unknown and leaf else None)


def _block(run: Sequence[Shown], notes: tuple[str, ...], document: Document, language: Language) -> Block:
    shown = run[0]
    holder = shown.unit in HOLDERS
    own = shown.own or (shown.heading or "" if holder and shown.standing not in _GONE else "")
    heading = own if holder and own else None
    text = "" if holder else own
    return Block(
        address=shown.address,
        unit=shown.unit,
        number=shown.number,
        depth=shown.depth,
        standing=shown.standing,
        heading=heading,
        paragraphs=_without_table(tuple(_paragraphs(text, shown.spans)), shown.table),
        table=shown.table,
        bracket=_bracket(run, own, document, language),
        notes=notes,
        operation=shown.operation,
        certain=shown.certain,
        heading_lines=tuple(_paragraphs(heading, shown.spans)) if heading else (),
        cells=tuple(_cells(shown)) if shown.table is not None else (),
    )


def _cells(shown: Shown) -> Iterator[tuple[Paragraph, ...]]:
    """The lines of the cells; their words are those of the provision where its text is that of its table."""
    table = shown.table
    assert table is not None
    traced = shown.own == table_text(table)
    extents = {(e.cell.row, e.cell.column): e for line in lines(table) for e in line.cells} if traced else {}
    for cell in table.cells:
        extent = extents.get((cell.row, cell.column))
        if extent is None:
            yield tuple(Paragraph(((line, None),)) for line in cell.text.split("\n"))
        else:
            yield tuple(_paragraphs(shown.own[: extent.end], shown.spans, extent.start))


def _without_table(paragraphs: Sequence[Paragraph], table: Table | None) -> tuple[Paragraph, ...]:
    """The paragraphs without the run of them that only says what the cells of the table say."""
    if table is None:
        return tuple(paragraphs)
    cells = _bare("".join(cell.text for cell in table.cells))
    bare = [_bare(paragraph.text) for paragraph in paragraphs]
    for first in range(len(bare)):
        rest = cells
        for last in range(first, len(bare)):
            if not rest.startswith(bare[last]):
                break
            rest = rest[len(bare[last]) :]
            if not rest:
                return (*paragraphs[:first], *paragraphs[last + 1 :])
    return tuple(paragraphs)


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _paragraphs(text: str, spans: Sequence[Span], start: int = 0) -> Iterator[Paragraph]:
    """The lines of the own words from a character on, cut where one operation's words end and another's begin."""
    for line in text[start:].split("\n") if text else ():
        end = start + len(line)
        pieces = [
            (text[max(start, span.start) : min(end, span.end)], span.operation)
            for span in spans
            if span.start < end and span.end > start
        ]
        covered = "".join(piece for piece, _ in pieces)
        yield Paragraph(tuple(pieces) if covered == line else ((line, None),))
        start = end + 1


def _bracket(run: Sequence[Shown], own: str, document: Document, language: Language) -> str | None:
    """What stands in brackets for words that are gone, not yet there or not known; or for their suspension."""
    shown, last = run[0], run[-1]
    said = says(language)
    phrase = {
        Standing.DELETED: said.deleted,
        Standing.REPEALED: said.repealed,
        Standing.PENDING: said.pending,
        Standing.SUSPENDED: said.suspended,
        Standing.UNKNOWN: said.unnamed if shown.unit in HOLDERS else said.unknown,
    }.get(shown.standing)
    if phrase is None or (shown.standing is Standing.UNKNOWN and own):
        return None
    if len(run) > 1 and shown.number and last.number:
        name = several(shown.unit, shown.number, last.number, language)
    else:
        name = naming(_alone(shown), document, language).cases[0]
    # The name of a row ends in the comma that parts it from what follows («строка, порядковый номер 5,»).
    return f"[{capital(name).rstrip(',')}: {phrase}]"


def _alone(shown: Shown) -> Address:
    address = Address.parse(shown.address)
    return Address(address.steps[-1:]) if address.document != address else address


def _notes(shown: Shown, language: Language) -> Iterator[str]:
    yield from shown.notes
    if shown.note:
        yield shown.note
    rule = shown.in_force
    if not shown.certain and rule is not None:
        said = says(language)
        yield said.not_before.format(day=f"{rule.not_before:%d.%m.%Y}") if rule.not_before else said.undated


def heading_level(block: Block) -> int:
    """The level of a heading under the title of the act: 2 for the outermost."""
    return min(6, 2 + block.depth)


def edition_line(view: EditionView) -> str:
    """Which edition this is: on a day, or the newest one known."""
    said = says(view.language)
    return said.on.format(day=f"{view.on:%d.%m.%Y}") if view.on is not None else said.newest
