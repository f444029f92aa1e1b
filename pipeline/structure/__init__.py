"""Structure: the tree of an act's provisions with addresses, and an account of every character."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct, structs

from pipeline.address import WHOLE, Address, Unit
from pipeline.model.documents import Clean, Layout, Paragraph, Table
from pipeline.model.provisions import Accounting, Note, Provision, Unrecognised
from pipeline.structure.addressing import annex_addresses, freeze, list_addresses
from pipeline.structure.corners import Span
from pipeline.structure.frame import AnnexFrame, Frame, note_spans
from pipeline.structure.gone import gone, is_gone
from pipeline.structure.headings import bare_headings, numbered_headings, opens_roman
from pipeline.structure.lists import list_headings, trailing_lists
from pipeline.structure.markers import is_note, is_note_head, is_ruled, mark
from pipeline.structure.nodes import Grower, Node
from pipeline.structure.remarks import speaks_of
from pipeline.structure.tables import table_text

_TITLE_LINES = 4
_FORM_LINES = 9
"""How many lines a form may print over the heading that names it: «Форма», «УТВЕРЖДАЮ», blanks to be filled in."""


_BLANK = "__"
_ONLY_A_FORM = re.compile(r"нысан|форма", re.IGNORECASE)


class Region(Struct, frozen=True):
    """Paragraphs that another reader takes as one table (a profession card, a register)."""

    paragraphs: Span
    heading: str | None
    table: Table | None


def build_tree(
    paragraphs: Sequence[Paragraph],
    frame: Frame,
    *,
    quoted: Container[int] = frozenset(),
    regions: Sequence[Region] = (),
) -> tuple[Provision, ...]:
    """The provisions of an act in printed order: title, preamble, body, then its annexes.

    `quoted` are paragraphs that carry the text of another act (payloads of amendments): their numbers are
    not this act's. `regions` are claimed by other readers and become one node with a table each.
    """
    act = Node(Unit.TEXT, None, "", (0, 0))
    _requisite(act, paragraphs, frame.title, Unit.TITLE, None)
    _requisite(act, paragraphs, frame.act_line, Unit.TEXT, "act line")
    _preamble(act, paragraphs, frame)
    _grow(act, paragraphs, frame.body, quoted, regions)
    _requisite(act, paragraphs, frame.signature, Unit.TEXT, "signature")
    if act.children:
        act.children[0].notes[:0] = act.notes
    found = list(freeze(act, WHOLE).children)
    addresses = annex_addresses([(annex.corners[0].number, own) for annex, own in _own_annexes(frame)])
    for annex, address in zip(frame.annexes, addresses, strict=True):
        alone = not any(other.parent == address for other in addresses)
        found.append(_annex(paragraphs, annex, address, quoted, regions, alone=alone))
    return tuple(found)


def _own_annexes(frame: Frame) -> Iterator[tuple[AnnexFrame, bool]]:
    """The annexes, and whether each belongs to the act itself.

    A block that says no more than «Приложение 1» speaks of the act as long as no annex before it was named as the
    act's: behind the rules that an act approves it is an annex of those rules.
    """
    named = False
    for annex in frame.annexes:
        corner = annex.corners[0]
        of_act = corner.names_act or corner.approved
        named = named or of_act
        yield annex, of_act or (corner.bare and not named)


def parse_fragment(paragraphs: Sequence[Paragraph], base: Address, unit: Unit = Unit.TEXT) -> Provision:
    """The tree of a piece of an act (a payload, an annex that replaces another), standing at `base`."""
    root = Node(unit, base.last.number if base.last else None, "", _extent(paragraphs))
    start = _heading(root, paragraphs, (0, len(paragraphs))) if unit is Unit.ANNEX else 0
    _grow(root, paragraphs, (start, len(paragraphs)), frozenset(), ())
    return freeze(root, base)


def _annex(
    paragraphs: Sequence[Paragraph],
    annex: AnnexFrame,
    address: Address,
    quoted: Container[int],
    regions: Sequence[Region],
    *,
    alone: bool,
) -> Provision:
    """An annex and the lists it ends with; `alone` says that no annex under a corner of its own belongs to it."""
    first = annex.corners[0].paragraphs[0]
    root = Node(
        Unit.ANNEX,
        address.last.number if address.last else None,
        "",
        (paragraphs[first].lines[0], paragraphs[max(annex.paragraphs[1] - 1, first)].lines[1]),
    )
    for corner in annex.corners:
        _requisite(root, paragraphs, corner.paragraphs, Unit.TEXT, "corner")
    start = _heading(root, paragraphs, annex.paragraphs, regions)
    span = (start, annex.paragraphs[1])
    read_apart = {i for region in regions for i in range(*region.paragraphs)} | note_spans(paragraphs, span)
    lists = trailing_lists(paragraphs, span, read_apart | {i for i in range(*span) if i in quoted})
    _grow(root, paragraphs, (start, lists[0][0] if lists else span[1]), quoted, regions)
    grown = freeze(root, address)
    places = list_addresses(address, [paragraphs[head].text for head, _ in lists], alone=alone)
    inner = [_list(paragraphs, one, place, quoted, regions) for one, place in zip(lists, places, strict=True)]
    return structs.replace(grown, children=(*grown.children, *inner))


def _list(
    paragraphs: Sequence[Paragraph], span: Span, place: Address, quoted: Container[int], regions: Sequence[Region]
) -> Provision:
    head = paragraphs[span[0]]
    root = Node(Unit.ANNEX, place.last.number if place.last else None, "", _extent(paragraphs[slice(*span)]))
    root.heading = head.text
    root.children.append(Node(Unit.TITLE, None, head.text, head.lines, head.runs))
    _grow(root, paragraphs, (span[0] + 1, span[1]), quoted, regions)
    return freeze(root, place)


def _heading(root: Node, paragraphs: Sequence[Paragraph], span: Span, regions: Sequence[Region] = ()) -> int:
    """Take an annex's title lines off the front; gives the first paragraph after them."""
    notes = note_spans(paragraphs, span)
    title = _title_lines(paragraphs, span, notes, {region.paragraphs[0] for region in regions})
    if not title:
        return span[0]
    before = range(span[0], title.start)
    root.notes += _notes(paragraphs, [i for i in before if i in notes])
    root.children += [_plain(paragraphs[i]) for i in before if i not in notes]
    root.heading = " ".join(paragraphs[i].text for i in title) or None
    node = Node(Unit.TITLE, None, root.heading or "", _extent([paragraphs[i] for i in title]))
    node.text = " ".join(paragraphs[i].text for i in title)
    node.runs = tuple(run for i in title for run in paragraphs[i].runs)
    root.children.append(node)
    return title.stop


def _title_lines(paragraphs: Sequence[Paragraph], span: Span, notes: Container[int], starts: Container[int]) -> range:
    """Where a title stands before the first norm, table or region of its document.

    It is what the file marks as a heading; else the first lines, up to four, that no note parts.
    """
    limit = span[0]
    while limit < span[1] and limit not in starts and (limit in notes or not _is_text(paragraphs[limit])):
        limit += 1
    lines = [i for i in range(span[0], limit) if i not in notes]
    marked = [i for i in lines[:_FORM_LINES] if paragraphs[i].layout is Layout.HEADING]
    named = [i for i in lines if _may_name(paragraphs[i].text)] or lines
    first = marked[0] if marked else named[0] if named else limit
    last = first
    while last < limit and last not in notes and (not marked or _names_further(paragraphs[last])):
        if not marked and (last - first == _TITLE_LINES or (last > first and _BLANK in paragraphs[last].text)):
            break
        last += 1
    return range(first, last)


def _names_further(paragraph: Paragraph) -> bool:
    """Whether a title that the file marks goes on here: in another heading, or in small letters under it."""
    return paragraph.layout is Layout.HEADING or paragraph.text[:1].islower()


def _may_name(text: str) -> bool:
    """Whether a line may be the name of a form: not the word «Форма», no blank to be filled in nor what it is for."""
    return _BLANK not in text and not text.startswith("(") and not _ONLY_A_FORM.fullmatch(text)


def _is_text(paragraph: Paragraph) -> bool:
    flows = paragraph.layout in (Layout.INDENTED, Layout.TABLE) or mark(paragraph.text) is not None
    return flows or opens_roman(paragraph) or is_ruled(paragraph.text)


def _plain(paragraph: Paragraph) -> Node:
    """What a form prints over its heading («Форма», «УТВЕРЖДАЮ»)."""
    return Node(Unit.TEXT, None, paragraph.text, paragraph.lines, paragraph.runs)


def _requisite(host: Node, paragraphs: Sequence[Paragraph], span: Span, unit: Unit, words: str | None) -> None:
    """Title, act line, corner or signature as one node; nothing for an empty span."""
    part = paragraphs[slice(*span)]
    if not part:
        return
    node = Node(unit, None, "\n".join(p.text for p in part), _extent(part), tuple(r for p in part for r in p.runs))
    node.words = words
    host.children.append(node)


def _preamble(act: Node, paragraphs: Sequence[Paragraph], frame: Frame) -> None:
    notes = note_spans(paragraphs, (frame.preamble[0], frame.body[0]))
    plain = [i for i in range(*frame.preamble) if i not in notes]
    early = _notes(paragraphs, [i for i in sorted(notes) if not plain or i < plain[0]])
    (act.children[-1] if act.children else act).notes.extend(early)
    if plain:
        part = [paragraphs[i] for i in plain]
        node = Node(
            Unit.PREAMBLE,
            None,
            "\n".join(p.text for p in part),
            _extent(part),
            tuple(r for p in part for r in p.runs),
        )
        node.notes = _notes(paragraphs, [i for i in sorted(notes) if i > plain[0]])
        act.children.append(node)


def _grow(
    root: Node, paragraphs: Sequence[Paragraph], span: Span, quoted: Container[int], regions: Sequence[Region]
) -> None:
    grower = Grower(root)
    notes = note_spans(paragraphs, span)
    own = [i for i in range(*span) if i not in notes and i not in quoted]
    heads, bare = numbered_headings(paragraphs, own), bare_headings(paragraphs, own)
    by_start = {region.paragraphs[0]: region for region in regions}
    whole = not heads and not any(span[0] <= start < span[1] for start in by_start)
    plain_heads = list_headings(root.heading, paragraphs, own) if whole else set()
    apart = {*heads, *bare, *plain_heads, *by_start, *(i for i in range(*span) if i in quoted)}
    remarks = {first: (end, note) for first, end, note in _remarks(paragraphs, sorted(notes))}
    pending: list[Note] = []
    index = span[0]
    while index < span[1]:
        paragraph = paragraphs[index]
        region = by_start.get(index)
        if region is not None:
            root.children.append(_region(region, paragraphs))
            index = region.paragraphs[1]
            continue
        if index in remarks:
            end, note = remarks[index]
            ahead = next((i for i in range(end, span[1]) if i not in notes), None)
            over = ahead is not None and ahead not in apart and speaks_of(note.text, paragraphs[ahead])
            (pending if over else grower.anchor().notes).append(note)
            index = end
            continue
        if index in heads:
            grower.add_heading(heads[index], paragraphs[index : heads[index].end])
            index = heads[index].end
            continue
        if index in plain_heads:
            grower.add_list_heading(paragraph)
            index += 1
            continue
        if index in bare:
            grower.add_bare_heading(paragraphs[index : bare[index]])
            index = bare[index]
            continue
        fallen = gone(paragraph.text) if index not in quoted else None
        node = grower.add_gone(fallen, paragraph) if fallen else grower.add(paragraph, as_text=index in quoted)
        node.notes += pending
        pending = []
        if index not in quoted and is_gone(paragraph.text):
            node.notes.append(_note(paragraphs, index))
        index += 1


def _region(region: Region, paragraphs: Sequence[Paragraph]) -> Node:
    part = paragraphs[slice(*region.paragraphs)]
    node = Node(
        Unit.TEXT, None, "\n".join(p.text for p in part), _extent(part), tuple(r for p in part for r in p.runs)
    )
    node.heading = region.heading
    if region.table is not None:
        node.table, node.text = region.table, table_text(region.table)
    return node


def _note(paragraphs: Sequence[Paragraph], index: int) -> Note:
    paragraph = paragraphs[index]
    return Note(paragraph.text, paragraph.lines, paragraph.runs)


def _notes(paragraphs: Sequence[Paragraph], indexes: Sequence[int]) -> list[Note]:
    return [note for _, _, note in _remarks(paragraphs, indexes)]


def _remarks(paragraphs: Sequence[Paragraph], indexes: Sequence[int]) -> list[tuple[int, int, Note]]:
    """The notes of the paragraphs given, with the first paragraph of each and the one after its last.

    A bare heading («РҚАО-ның ескертпесі!») and its words are one note, and so are a note and the list it opens.
    """
    found: list[tuple[int, int, Note]] = []
    for index in indexes:
        note, first = _note(paragraphs, index), index
        if found and found[-1][1] == index and not is_note(note.text):
            first, _, head = found.pop()
            between = "\n" if is_note_head(head.text) else " "
            note = Note(f"{head.text}{between}{note.text}", (head.lines[0], note.lines[1]), (*head.runs, *note.runs))
        found.append((first, index + 1, note))
    return found


def _extent(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    return (paragraphs[0].lines[0], paragraphs[-1].lines[1]) if paragraphs else (0, 0)


def account(clean: Clean, tree: Sequence[Provision]) -> tuple[Accounting, tuple[Unrecognised, ...]]:
    """What became of every non-blank character of the source: claimed by a node, removed by name, or neither."""
    text = clean.source.text
    claimed = bytearray(len(text))
    for provision in tree:
        for node in provision.walk():
            _paint(claimed, node.runs, 1)
            for note in node.notes:
                _paint(claimed, note.runs, 1)
    for start, length, _stage in clean.removed:
        _paint(claimed, ((start, length),), 2)
    total = ours = gone = 0
    for character, state in zip(text, claimed, strict=True):
        if not character.isspace():
            total += 1
            ours += state == 1
            gone += state == 2
    left = tuple(
        Unrecognised(paragraph.lines, paragraph.text, paragraph.runs, "no provision claims it")
        for paragraph in clean.paragraphs
        if any(start >= 0 and not all(claimed[start : start + length]) for start, length in paragraph.runs)
    )
    return Accounting(total, ours, gone, total - ours - gone), left


def _paint(claimed: bytearray, runs: Sequence[tuple[int, int]], state: int) -> None:
    for start, length in runs:
        if start >= 0:
            claimed[start : start + length] = bytes([state]) * length


__all__ = ["Region", "account", "build_tree", "parse_fragment"]
