"""Orders from a Kazakh parse tree: places run from the outside in, «10-тармақтың 2) тармақшасы»."""

from __future__ import annotations

from collections.abc import Sequence

from lark import Token
from msgspec.structs import replace

from pipeline.address import Unit
from pipeline.model.operations import Action
from pipeline.recognise.amendments.build import (
    Node,
    first,
    leaves,
    link,
    piece_of,
    root,
    source,
    strings,
    tokens,
    trees,
)
from pipeline.recognise.amendments.build_ru import ACTIONS
from pipeline.recognise.amendments.dates import day_of
from pipeline.recognise.amendments.draft import Link, Order, Path, WordChange
from pipeline.recognise.amendments.forms import Case
from pipeline.recognise.amendments.pieces import Piece, Root
from pipeline.recognise.amendments.places import can_hold

_RULES = tuple(ACTIONS)


def orders(tree: Node, pieces: Sequence[Piece]) -> tuple[Order, ...]:
    """The orders of a parsed segment in their order."""
    return tuple(_order(node, pieces) for node in trees(tree, *_RULES))


def subjects(tree: Node, pieces: Sequence[Piece]) -> tuple[Path, ...]:
    """The places a heading or scope line names."""
    return paths(trees(tree, "step"), pieces)


def _order(node: Node, pieces: Sequence[Piece]) -> Order:
    rule = str(node.data)
    targets = paths(trees(node, "step"), pieces)
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
        words=_words(node, pieces),
        source=source(first(node, "source"), pieces),
        worded=any(token.type in ("EDITION", "CONTENT") for token in leaves(node)),
        until=day_of(node, pieces) if ACTIONS[rule] in (Action.SUSPEND, Action.REPEAL) else None,
    )


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
        self.closed = False
        self.placed = 0

    def takes(self, unit: Link) -> bool:
        """Whether the next unit lies inside what is there already."""
        return not self.links or (can_hold(self.links[-1].unit, unit.unit) and (not self.closed or unit.possessed))

    def shared(self, unit: Link) -> list[Link]:
        """The outer links a parallel unit has in common: «1) тармақшасы, 2) тармақшасының екінші абзацы»."""
        kept = list(self.links)
        while kept and not can_hold(kept[-1].unit, unit.unit):
            kept.pop()
        return kept if unit.possessed and kept else []


def paths(steps: Sequence[Node], pieces: Sequence[Piece]) -> tuple[Path, ...]:
    """The places a run of steps names: each step goes into the one before it, or begins a parallel place."""
    found: list[Path] = []
    chain, base, everywhere = _Chain(), None, False
    for step in steps:
        everywhere = everywhere or any(token.type == "EVERYWHERE" for token in tokens(step))
        name = _name(step, pieces)
        if name is not None:
            if chain.links:
                found.append(Path(tuple(chain.links), base, placed=chain.placed))
            chain, base = _Chain(), name if base is None or name.kind == "document" else base
            continue
        unit = _step_link(step, pieces)
        if unit is None:
            continue
        if not chain.takes(unit):
            found.append(Path(tuple(chain.links), base, placed=chain.placed))
            shared, placed = chain.shared(unit), chain.placed
            chain = _Chain()
            chain.links, chain.placed = shared, min(placed, len(shared))
        chain.links.append(unit)
        case = _case(step, pieces)
        chain.closed = case is Case.NOM
        chain.placed = len(chain.links) if case is Case.LOC else chain.placed
    if chain.links or base is not None or everywhere:
        found.append(Path(tuple(chain.links), base, everywhere, chain.placed))
    if everywhere:
        found = [replace(path, everywhere=True) for path in found]
    return tuple(found)


def _name(step: Node, pieces: Sequence[Piece]) -> Root | None:
    return root(step, pieces) if link(step, pieces) is None else None


def _step_link(step: Node, pieces: Sequence[Piece]) -> Link | None:
    named = next((token for token in tokens(step) if token.type == "NAMED_LOC"), None)
    if named is not None:
        return Link(Unit.PART, words=piece_of(named, pieces).text)
    return link(step, pieces)


def _case(step: Node, pieces: Sequence[Piece]) -> Case | None:
    nouns = [token for token in leaves(step) if token.type.startswith("U_")]
    return piece_of(nouns[-1], pieces).forms[0].case if nouns else None


def _words(node: Node, pieces: Sequence[Piece]) -> WordChange | None:
    pairs = trees(node, "words_pair")
    place, old, new = first(node, "words_place"), first(node, "words_nom"), first(node, "words_ins")
    if not pairs and place is None and old is None and new is None:
        return None
    around = strings(place, pieces) if place is not None else ()
    before = place is not None and any(isinstance(t, Token) and t.type == "BEFORE" for t in tokens(place))
    change = _paired(pairs, pieces) if pairs else WordChange()
    return WordChange(
        old=strings(old, pieces) if old is not None else change.old,
        new=strings(new, pieces) if new is not None else change.new,
        after=() if before else around,
        before=around if before else (),
    )


def _paired(pairs: Sequence[Node], pieces: Sequence[Piece]) -> WordChange:
    """«А» деген сөз «Б» деген сөзбен, «В» деген сөз «Г» деген сөзбен ауыстырылсын: one verb for several pairs."""
    sides = [
        (strings(trees(pair, "words_nom")[0], pieces), strings(trees(pair, "words_ins", "words_as")[0], pieces))
        for pair in pairs
    ]
    if len(sides) == 1:
        return WordChange(old=sides[0][0], new=sides[0][1])
    old = tuple(word for left, _ in sides for word in left)
    new = tuple(word for left, right in sides for word in (right * len(left) if len(right) == 1 else right))
    return WordChange(old=old, new=new)
