"""Orders from a Kazakh parse tree: places run from the outside in, «10-тармақтың 2) тармақшасы»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.address import Unit
from pipeline.recognise.amendments.build import (
    Node,
    first,
    headed,
    leaves,
    link,
    piece_of,
    root,
    source,
    tokens,
    trees,
)
from pipeline.recognise.amendments.build_ru import ACTIONS
from pipeline.recognise.amendments.dates import day_of
from pipeline.recognise.amendments.draft import Link, Order, Path, WordChange
from pipeline.recognise.amendments.forms import Case
from pipeline.recognise.amendments.pieces import Piece, Root
from pipeline.recognise.amendments.places import can_hold, fits_below
from pipeline.recognise.amendments.words_kk import word_groups

_RULES = tuple(ACTIONS)


_WORD_RULES = frozenset(["insert_words", "delete_words", "replace_words"])


def orders(tree: Node, pieces: Sequence[Piece]) -> tuple[Order, ...]:
    """The orders of a parsed segment in their order; one verb over words in several places gives several."""
    return tuple(
        order
        for node in trees(tree, *_RULES)
        for order in (_word_orders(node, pieces) if first(node, "word_changes") else (_order(node, pieces),))
    )


def _word_orders(node: Node, pieces: Sequence[Piece]) -> Iterator[Order]:
    rule = str(node.data)
    worded = any(token.type == "CONTENT" for token in leaves(node))
    for group in word_groups(node, pieces):
        yield Order(
            rule,
            ACTIONS[rule],
            targets=paths(group.steps, pieces),
            words=group.change,
            worded=worded,
            doubt=group.doubt,
        )


def subjects(tree: Node, pieces: Sequence[Piece]) -> tuple[Path, ...]:
    """The places a heading or scope line names."""
    return paths(trees(tree, "step"), pieces)


def _order(node: Node, pieces: Sequence[Piece]) -> Order:
    rule = str(node.data)
    steps = trees(node, "step")
    targets = paths(steps, pieces)
    added = tuple(_added(child, pieces) for child in trees(node, "added"))
    if rule == "renumber":
        targets, added = _renumbered(targets)
    anchor = first(node, "anchor")
    return Order(
        rule,
        ACTIONS[rule],
        targets=targets,
        added=added,
        anchor=Path((_link(anchor, pieces),)) if anchor is not None else None,
        words=WordChange() if rule in _WORD_RULES else None,
        source=source(first(node, "source"), pieces),
        worded=any(token.type in ("EDITION", "CONTENT") for token in leaves(node)),
        until=day_of(first(node, "until"), pieces),
        since=day_of(first(node, "since"), pieces),
        doubt=_misplaced(rule, steps, pieces),
    )


_ENDS_IN: Final = {
    "restate": (Case.NOM,),
    "delete": (Case.NOM,),
    "renumber": (Case.NOM,),
    "sunset": (Case.NOM,),
    "repeal": (Case.NOM, Case.GEN),
    "suspend": (Case.NOM, Case.GEN),
}
"""The case of the last word that names what is changed: «бұйрыққа» alone cannot be what is set out anew."""


def _misplaced(rule: str, steps: Sequence[Node], pieces: Sequence[Piece]) -> str | None:
    """Why the steps do not name what the verb changes; None where they do."""
    wanted = _ENDS_IN.get(rule)
    last = _case(steps[-1], pieces) if steps else None
    if wanted is None or last is None or last in wanted:
        return None
    return f"the place of «{rule}» ends in {last}"


def _link(node: Node, pieces: Sequence[Piece]) -> Link:
    found = link(node, pieces)
    return found if found is not None else Link(Unit.TEXT)


def _added(node: Node, pieces: Sequence[Piece]) -> Path:
    unit = link(node, pieces)
    return Path((unit,)) if unit is not None else Path((), root(node, pieces))


def _renumbered(targets: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """«12) тармақша 15) тармақша болып есептелсін»: the first half becomes the second."""
    half = (len(targets) + 1) // 2
    return targets[:half], targets[half:]


class _Chain:
    """A path being put together from Kazakh steps."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.case: Case | None = None
        self.placed = 0

    @property
    def closed(self) -> bool:
        """Whether only an owned unit can follow: the last one stands in the nominative."""
        return self.case is Case.NOM

    def add(self, unit: Link, case: Case | None) -> None:
        """Go one unit further in; a locative says where something is, not what is changed."""
        self.links.append(unit)
        self.case = case
        self.placed = len(self.links) if case is Case.LOC else self.placed

    def takes(self, unit: Link) -> bool:
        """Whether the next unit lies inside what is there already."""
        units = [link.unit for link in self.links]
        owned = self.case is Case.GEN and unit.possessed
        fits = not units or fits_below(units, unit.unit) or (owned and can_hold(units[-1], unit.unit))
        return fits and (not units or not self.closed or unit.possessed)

    def shared(self, unit: Link) -> list[Link]:
        """The outer links a parallel unit has in common: «1) тармақшасы, 2) тармақшасының екінші абзацы»."""
        kept = list(self.links)
        while kept and not fits_below([link.unit for link in kept], unit.unit):
            kept.pop()
        return kept if unit.possessed and kept else []


class _Places:
    """The places a run of steps names, collected step by step."""

    def __init__(self) -> None:
        self.found: list[Path] = []
        self.everywhere = False
        self._chain = _Chain()
        self._base: Root | None = None
        self._base_case: Case | None = None

    def add_everywhere(self) -> None:
        """«бүкіл мәтін бойынша»: of what is named before, except that titles have no whole text of their own."""
        self.everywhere = True
        chain = self._chain
        if chain.links and chain.links[-1].unit in _WHOLE_BY_NATURE and chain.case is not Case.GEN:
            self._end_chain()

    def add_name(self, name: Root, case: Case | None, *, owned: bool) -> None:
        """An act or document: inside the one before it, or beside it when both stand in the same case."""
        if self._chain.links:
            self._end_chain()
        elif self._base is not None and self._base_case is case and not owned:
            self.found.append(Path((), self._base))
        if self._base is None or name.kind == "document":
            self._base = name
        self._base_case = case

    def add_unit(self, unit: Link, case: Case | None) -> None:
        """A unit: inside the one before it, or beside it."""
        chain = self._chain
        if not chain.takes(unit):
            self._end_chain()
            shared = chain.shared(unit)
            self._chain.links, self._chain.placed = shared, min(chain.placed, len(shared))
        self._chain.add(unit, case)

    def add_heading(self, heads: Root | Link, case: Case | None, *, owned: bool) -> None:
        """«… деген тақырып»: the heading of a document or section; «тақырыбы» is that of what stands before."""
        if not owned and isinstance(heads, Root):
            self.add_name(heads, Case.GEN, owned=True)
        elif not owned and isinstance(heads, Link):
            self.add_unit(heads, Case.GEN)
        self.add_unit(Link(Unit.TITLE, possessed=True), case)

    def _end_chain(self) -> None:
        self.found.append(Path(tuple(self._chain.links), self._base, placed=self._chain.placed))
        self._chain = _Chain()

    def paths(self) -> tuple[Path, ...]:
        """Every place, the last one ended."""
        if self._chain.links or self._base is not None or self.everywhere:
            self._end_chain()
        return tuple(replace(path, everywhere=True) for path in self.found) if self.everywhere else tuple(self.found)


def paths(steps: Sequence[Node], pieces: Sequence[Piece]) -> tuple[Path, ...]:
    """The places a run of steps names: each step goes into the one before it, or begins a parallel place."""
    places = _Places()
    for step in steps:
        if any(token.type == "EVERYWHERE" for token in tokens(step)):
            places.add_everywhere()
            continue
        if (heads := headed(step, pieces, "kk")) is not None:
            places.add_heading(heads, _case(step, pieces), owned=_is_owned(step, pieces))
            continue
        name, unit, case = _name(step, pieces), _step_link(step, pieces), _case(step, pieces)
        if name is not None:
            places.add_name(name, case, owned=_is_owned(step, pieces))
        elif unit is not None:
            places.add_unit(unit, case)
    return places.paths()


_WHOLE_BY_NATURE: Final = frozenset([Unit.TITLE, Unit.PREAMBLE])
"""«тақырыбында және бүкіл мәтін бойынша»: the whole text stands beside them, it is not theirs."""


def _is_owned(step: Node, pieces: Sequence[Piece]) -> bool:
    return any(form.possessed for token in leaves(step) for form in piece_of(token, pieces).forms[:1])


def _name(step: Node, pieces: Sequence[Piece]) -> Root | None:
    return root(step, pieces) if link(step, pieces) is None else None


def _step_link(step: Node, pieces: Sequence[Piece]) -> Link | None:
    named = next((token for token in tokens(step) if token.type == "NAMED_LOC"), None)
    if named is not None:
        return Link(Unit.PART, words=piece_of(named, pieces).text)
    return link(step, pieces)


def _case(step: Node, pieces: Sequence[Piece]) -> Case | None:
    """The case a step ends in, of its unit or of the act or document it names."""
    nouns = [token.type.partition("_") for token in leaves(step) if token.type.startswith(_NOUNS)]
    return Case(nouns[-1][2]) if nouns else None


_NOUNS: Final = ("U_", "ACT_", "SAID_", "DOC_", "NAMED_")
