"""What an order must change: two texts of an act compared element by element.

A changed element is restated in full, a new one takes the number it has, one that is gone is excluded (Law
№ 480-V, article 26(6), (7) and article 27(6)). Only where an annex differs outside its numbered elements, or
in one that holds a table, is the whole annex restated, in an annex of the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.address import Unit
from pipeline.model.documents import Table
from pipeline.model.operations import Action, ClauseDraft, Expected
from pipeline.model.provisions import Provision

_ELEMENTS = frozenset({Unit.ARTICLE, Unit.POINT})
_HOLDERS = frozenset({Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER})
_OWN_WORDS = frozenset({Unit.TITLE, Unit.PREAMBLE})


class Change(Struct, frozen=True):
    """One clause of the order with the new text it carries: quoted in it, or `annex`, for an annex of the order.

    `payload` are the quoted words; `element` is the provision they are, with its tables.
    """

    draft: ClauseDraft
    payload: str | None = None
    annex: Provision | None = None
    element: Provision | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that the new text holds."""
        new = self.annex or self.element
        return tuple(node.table for node in new.walk() if node.table is not None) if new is not None else ()


def changes_between(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[Change, ...]:
    """What an order must change to turn `old` into `new`, in the order of the act."""
    before, after = _documents(old), _documents(new)
    found: list[Change] = []
    for address in sorted({*before, *after}, key=lambda a: (len(a), a)):
        one, two = before.get(address), after.get(address)
        if one is not None and two is not None:
            inner = list(_inside(one, two))
            if address and (_differs_outside(one, two) or any(change.tables for change in inner)):
                inner = [_whole_annex(Action.RESTATE, address, two)]
            found += inner
        elif two is not None:
            found.append(_whole_annex(Action.INSERT, address, two))
        elif one is not None:
            found.append(Change(ClauseDraft(Action.DELETE, address)))
    return _numbered(found)


def _documents(tree: Sequence[Provision]) -> dict[str, Provision]:
    """The act itself ("") and each of its annexes, by address."""
    body = tuple(p for p in tree if p.unit is not Unit.ANNEX and 'text["' not in p.address)
    found = {"": Provision(Unit.TEXT, None, "", "", (0, 0), children=body)}
    found.update({p.address: p for p in tree if p.unit is Unit.ANNEX})
    return found


def _whole_annex(action: Action, address: str, new: Provision) -> Change:
    return Change(ClauseDraft(action, address, expected=Expected.ANNEX, from_annex="annex"), annex=new)


def _numbered(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with their annexes numbered as they are mentioned; a single one has no number."""
    with_annex = [change for change in changes if change.annex is not None]
    if len(with_annex) < 2:
        return tuple(changes)
    numbers = {id(change): str(n) for n, change in enumerate(with_annex, start=1)}
    return tuple(
        Change(_from(change.draft, numbers[id(change)]), annex=change.annex) if change.annex is not None else change
        for change in changes
    )


def _from(draft: ClauseDraft, number: str) -> ClauseDraft:
    return ClauseDraft(draft.action, draft.address, expected=Expected.ANNEX, from_annex=number)


def _inside(old: Provision, new: Provision) -> Iterator[Change]:
    """Changes between two texts of one document, element by element."""
    before = {node.address: node for node in _elements(old)}
    after = {node.address: node for node in _elements(new)}
    new_holders = [a for a, node in after.items() if node.unit in _HOLDERS and a not in before]
    old_holders = [a for a, node in before.items() if node.unit in _HOLDERS and a not in after]
    held_new = {inner.address for a in new_holders for inner in after[a].walk()} - set(new_holders)
    held_old = {inner.address for a in old_holders for inner in before[a].walk()} - set(old_holders)
    for address, node in after.items():
        if address in held_new:
            continue
        known = before.get(address)
        if known is None:
            yield _quoted(Action.INSERT, node)
        elif node.unit in _HOLDERS:
            if not _same(known.text, node.text):
                title = ClauseDraft(Action.RESTATE, f"{address}/title", expected=Expected.QUOTED)
                yield Change(title, payload=node.text)
        elif not _same(known.full_text(), node.full_text()):
            yield from _smallest(known, node)
    for address in before:
        if address not in after and address not in held_old:
            yield Change(ClauseDraft(Action.DELETE, address))


def _elements(document: Provision) -> Iterator[Provision]:
    """Titles, preambles, chapters, articles and points: the elements that clauses name."""
    for child in document.children:
        if child.unit in _ELEMENTS or child.unit in _OWN_WORDS:
            yield child
        elif child.unit in _HOLDERS:
            yield child
            yield from _elements(child)


def _smallest(old: Provision, new: Provision) -> Iterator[Change]:
    """The one subpoint that differs, where only numbered subpoints do; else the whole element."""
    before = {child.address: child for child in old.children}
    after = {child.address: child for child in new.children}
    numbered = all(child.unit is Unit.SUBPOINT for child in (*old.children, *new.children))
    if not numbered or not _same(old.text, new.text) or before.keys() != after.keys():
        yield _quoted(Action.RESTATE, new)
        return
    for address, child in after.items():
        if not _same(before[address].full_text(), child.full_text()):
            yield _quoted(Action.RESTATE, child)


def _differs_outside(old: Provision, new: Provision) -> bool:
    """Whether two annexes differ in words that stand in no numbered element: tables, forms, loose text."""
    return not _same("\n".join(_loose(old)), "\n".join(_loose(new)))


def _loose(document: Provision) -> Iterator[str]:
    for child in document.children:
        if child.unit in (Unit.TEXT, Unit.NOTE) and 'text["' not in child.address:
            yield child.full_text()
        elif child.unit in _HOLDERS:
            yield from _loose(child)


def _quoted(action: Action, new: Provision) -> Change:
    draft = ClauseDraft(action, new.address, expected=Expected.QUOTED)
    return Change(draft, payload=new.full_text(), element=new)


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()) == " ".join(two.split())
