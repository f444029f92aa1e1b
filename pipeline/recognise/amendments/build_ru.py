"""Orders from a Russian parse tree: places run from the inside out, «подпункт 2) пункта 10 Положения»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from pipeline.address import Unit
from pipeline.model.operations import Action
from pipeline.recognise.amendments.build import (
    Node,
    first,
    headed,
    leaves,
    link,
    piece_of,
    root,
    source,
    strings,
    tokens,
    trees,
)
from pipeline.recognise.amendments.dates import day_of
from pipeline.recognise.amendments.draft import Link, Order, Path, WordChange
from pipeline.recognise.amendments.numbers import expanded
from pipeline.recognise.amendments.pieces import Number, Piece, Root
from pipeline.recognise.amendments.places import DIVISIONS, can_hold

ACTIONS: Final = {
    "restate": Action.RESTATE,
    "insert": Action.INSERT,
    "delete": Action.DELETE,
    "repeal": Action.REPEAL,
    "renumber": Action.RENUMBER,
    "suspend": Action.SUSPEND,
    "sunset": Action.REPEAL,
    "insert_words": Action.INSERT_WORDS,
    "delete_words": Action.DELETE_WORDS,
    "replace_words": Action.REPLACE_WORDS,
    "swap_more": Action.REPLACE_WORDS,
}


def orders(tree: Node, pieces: Sequence[Piece]) -> tuple[Order, ...]:
    """The orders of a parsed segment in their order."""
    return tuple(_order(node, pieces) for node in trees(tree, "order"))


def subjects(tree: Node, pieces: Sequence[Piece]) -> tuple[Path, ...]:
    """The places a heading or scope line names."""
    return shared_owners([path(node, pieces) for node in trees(tree, "place", "target", "subject")])


def _order(node: Node, pieces: Sequence[Piece]) -> Order:
    body = next(child for child in node.children if not isinstance(child, str) and child.data not in ("place",))
    rule = str(body.data)
    anchor = first(body, "anchor")
    owners = trees(body, "owner")
    targets = _nested(trees(body, "target"), pieces, adding=rule == "insert")
    if rule == "suspend" or (rule == "renumber" and owners):
        targets = _chains(owners, pieces)
    added = [path(child, pieces) for child in trees(body, "added")]
    if rule == "renumber" and not added:
        added = [Path((replace(targets[0].links[-1], numbers=_bare_numbers(body, pieces)),))]
    places = [*trees(node, "place"), *trees(body, "place")]
    behind = path(anchor, pieces) if anchor is not None else None
    if anchor is not None and behind is not None and any(token.type == "BEFORE" for token in tokens(anchor)):
        behind, added, targets = _before(behind, added, targets)
    return Order(
        rule,
        ACTIONS[rule],
        places=shared_owners([path(child, pieces) for child in places]),
        targets=shared_owners(targets),
        added=tuple(added),
        anchor=behind,
        words=_words(body, pieces),
        source=source(first(body, "source"), pieces),
        worded=_is_worded(body),
        until=day_of(first(body, "until"), pieces),
        since=day_of(first(body, "since"), pieces),
        doubt="a place before another" if behind is not None and behind.links == () else None,
    )


def _nested(nodes: Sequence[Node], pieces: Sequence[Piece], *, adding: bool) -> list[Path]:
    """The targets of an order, one inside the other where the nominative of both means just that.

    «Перечень, утвержденный указанным приказом, раздел «А» дополнить строкой»: one place, as no «и» parts the two.
    """
    found: list[Path] = []
    holder: Path | None = None
    for node in nodes:
        current = path(node, pieces)
        joint = next((piece.joint for token in leaves(node) if (piece := piece_of(token, pieces)).forms), "")
        if found and _goes_into(current, found[-1], joint, adding=adding):
            holder = found.pop()
        elif holder is not None and not _goes_into(current, holder):
            holder = None
        if holder is not None:
            current = replace(current, links=(*holder.links, *current.links), root=holder.root)
        found.append(current)
    return found


def _goes_into(inner: Path, holder: Path, joint: str = "", *, adding: bool = False) -> bool:
    """Whether a target is a unit of the document, annex or section that stands before it.

    Behind a comma it may as well be one more target («главу 2, пункт 5 исключить»), unless something is added, or the
    one before is an annex, or a section of a register followed by a row: these are not excluded in one breath.
    """
    if joint == "AND" or inner.root is not None or not inner.links:
        return False
    outer, first = holder.links[-1] if holder.links else None, inner.links[0]
    if outer is None:
        return holder.root is not None and holder.root.kind == "document" and first.unit is not Unit.ANNEX
    if len(outer.numbers) > 1 or not can_hold(outer.unit, first.unit):
        return False
    if joint != "COMMA":
        return outer.unit in (*DIVISIONS, Unit.ANNEX)
    registered = outer.words is not None and first.unit is Unit.ROW
    return adding or registered or (outer.unit is Unit.ANNEX and first.unit is not Unit.ANNEX)


def _before(anchor: Path, added: list[Path], targets: list[Path]) -> tuple[Path | None, list[Path], list[Path]]:
    """«перед абзацем вторым дополнить абзацем»: the new one becomes the second.

    A number of its own says as much; a unit without one before a unit known by words only cannot be said.
    """
    last = anchor.links[-1]
    holder = replace(anchor, links=anchor.links[:-1])
    targets = targets or ([holder] if holder.links or holder.root is not None else [])
    if all(path.links and path.links[-1].numbers for path in added):
        return None, added, targets
    if len(added) == 1 and added[0].links and added[0].links[-1].unit is last.unit and len(last.numbers) == 1:
        return None, [replace(added[0], links=(replace(added[0].links[-1], numbers=last.numbers),))], targets
    return Path(), added, targets


def _bare_numbers(body: Node, pieces: Sequence[Piece]) -> tuple[Number, ...]:
    """The numbers of «изменить на 7 и 8», which have no noun of their own."""
    series = next(token for token in tokens(body) if token.type == "SERIES")
    return expanded(piece_of(series, pieces).items)


def _is_worded(body: Node) -> bool:
    """Whether the clause announces the new wording behind its colon."""
    return bool(first(body, "wording", "meanwhile")) or any(
        token.type in ("EDITION", "CONTENT") for token in tokens(body)
    )


def path(node: Node, pieces: Sequence[Piece]) -> Path:
    """A place, target or new element as a path from the outside in."""
    everywhere = any(token.type == "EVERYWHERE" for token in tokens(node))
    parts = [child for child in node.children if not isinstance(child, str)]
    links: list[Link] = []
    found = None
    for part in reversed(parts):
        name, units = _of_part(part, pieces, outermost=part is parts[-1])
        found = found or name
        if units and part is parts[0] and _is_whole_text(part, pieces):
            everywhere = True
        else:
            links.extend(units)
    named = next((token for token in tokens(node) if token.type == "NAMED_LOC"), None)
    if named is not None:
        piece = piece_of(named, pieces)
        return Path((Link(Unit.PART, words=piece.text),), None)
    return Path(tuple(links), found, everywhere)


def _of_part(node: Node, pieces: Sequence[Piece], *, outermost: bool) -> tuple[Root | None, tuple[Link, ...]]:
    """The act or document and the units that one phrase of a place names."""
    heads = headed(node, pieces, "ru")
    if heads is None:
        unit = link(node, pieces)
        return root(node, pieces), (unit,) if unit is not None else ()
    title = Link(Unit.TITLE)
    if isinstance(heads, Root):
        return heads, (title,)
    return None, (heads, title) if outermost else (title,)


def _is_whole_text(node: Node, pieces: Sequence[Piece]) -> bool:
    """«в заголовке и тексте»: the text wherever it stands, not the text in the corner of an annex."""
    return node.data == "unit_loc" and any(piece_of(token, pieces).text == "тексте" for token in leaves(node))


def _chains(owners: Sequence[Node], pieces: Sequence[Piece]) -> list[Path]:
    """«пункта 13, подпункта 5) пункта 21 Правил»: an owner that cannot hold the unit before it begins a new place."""
    runs = [[owners[0]]]
    for before, owner in pairwise(owners):
        inner, outer = link(before, pieces), link(owner, pieces)
        parted = inner is not None and outer is not None and not can_hold(outer.unit, inner.unit)
        runs = [*runs, [owner]] if parted else [*runs[:-1], [*runs[-1], owner]]
    return [path(type(owners[0])("target", list(run)), pieces) for run in runs]


def shared_owners(paths: Sequence[Path]) -> tuple[Path, ...]:
    """«подпункт 1) и абзац второй подпункта 2) пункта 3»: an owner named once, at the end, owns all before it."""
    shared: list[Path] = []
    for current in reversed(paths):
        if shared and current.links and current.root is None and not current.everywhere:
            current = _with_owner(current, shared[-1])
        shared.append(current)
    return tuple(reversed(shared))


_UNHEADED: Final = frozenset([Unit.POINT, Unit.SUBPOINT, Unit.PART, Unit.PARAGRAPH])


def _with_owner(current: Path, following: Path) -> Path:
    """The path below those outer links of the following one that can hold it and are not its own level."""
    owners: list[Link] = []
    for outer in following.links if following.everywhere else following.links[:-1]:
        if not can_hold(outer.unit, current.links[0].unit):
            break
        if current.links[0].unit is Unit.TITLE and outer.unit in _UNHEADED:
            # «в заголовке и абзаце первом пункта 1»: points have no headings, the document has.
            break
        owners.append(outer)
    if not owners and (following.root is None or len(following.links) < 1):
        return current
    return replace(current, links=(*owners, *current.links), root=following.root)


def _words(body: Node, pieces: Sequence[Piece]) -> WordChange | None:
    place, old, new = (
        first(body, "words_place"),
        first(body, "words_nom"),
        first(body, "words_new", "words_ins"),
    )
    instead = first(body, "words_gen")
    if instead is not None and new is None:
        # «вместо слов «А» читать «Б»»
        old, new = instead, old
    if place is None and old is None and new is None:
        return None
    around = strings(place, pieces) if place is not None else ()
    before = place is not None and any(token.type == "BEFORE" for token in tokens(place))
    return WordChange(
        old=strings(old, pieces) if old is not None else (),
        new=strings(new, pieces) if new is not None else (),
        after=() if before else around,
        before=around if before else (),
    )
