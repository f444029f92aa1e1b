"""From an order and its ground to operations: one for each target, one for each pair of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Address, Step, Unit, sort_key
from pipeline.model.acts import ActRef, InForce, Rule
from pipeline.model.operations import Action, ClauseDraft, Expected, Words
from pipeline.recognise.amendments.doubts import Reason, unfit
from pipeline.recognise.amendments.draft import Link, Order, Path, Source, WordChange
from pipeline.recognise.amendments.places import Ground, can_hold, divisions, documents_at, fits_below, resolve

_WORD_ACTIONS: Final = frozenset([Action.REPLACE_WORDS, Action.INSERT_WORDS, Action.DELETE_WORDS])
WHOLE_ANNEX: Final = "annex"
"""`from_annex` of a source annex that has no number."""


class UncountableError(ValueError):
    """A clause that cannot be meant: two replacements for three words, a place that cannot be. `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{reason.name} {reason.words}")
        self.reason = reason


class Manner(Struct, frozen=True):
    """What a segment says of all its orders: pairwise, in every form, and the payload on its own line.

    `each` is «соответственно», «тиісінше» before the words: the first place has the first words, and so on.
    """

    respectively: bool = False
    all_forms: bool = False
    each: bool = False
    payload: str | None = None


def drafts(order: Order, ground: Ground, base: ActRef | None, manner: Manner) -> tuple[ClauseDraft, ...]:
    """The operations of one order; raises `UncountableError` when word lists do not pair or no such place can be."""
    doubt = unfit((*order.places, *order.targets, *order.added))
    if order.doubt is not None:
        doubt = Reason("uncountable", order.doubt)
    if doubt is not None:
        raise UncountableError(doubt)
    found = _drafts(order, ground, manner)
    chaptered = _drafts(order, replace(ground, chaptered=True), manner)
    return tuple(
        replace(draft, base=base, spread=_spread(draft, order), chapter=_chapter(draft, whole))
        for draft, whole in zip(found, chaptered, strict=True)
    )


def _chapter(draft: ClauseDraft, whole: ClauseDraft) -> str | None:
    """The chapters named around a place whose address leaves them out."""
    return str(divisions(Address.parse(whole.address))) if draft.address != whole.address else None


def _drafts(order: Order, ground: Ground, manner: Manner) -> Sequence[ClauseDraft]:
    contexts = _contexts(order, ground)
    if order.action is None:
        return ()
    quoted_anew = order.action is Action.RESTATE and _expected(order) is Expected.QUOTED
    if quoted_anew and not order.targets and any(c.address == c.address.document for c in contexts):
        # «изложить в следующей редакции:» below no provision: nobody can tell what the quoted text replaces.
        raise UncountableError(Reason("aimless"))
    if order.words is not None and order.action in _WORD_ACTIONS:
        found = _word_drafts(order, contexts, manner)
    elif order.action is Action.INSERT:
        found = _inserted(order, contexts)
    elif order.action is Action.RENUMBER:
        found = _renumbered(order, contexts)
    else:
        found = [_plain(order, address) for address in _targets(order, contexts)]
    if order.source is not None:
        found = _sourced(found, order.source)
    return found


def _spread(draft: ClauseDraft, order: Order) -> tuple[str, str] | None:
    """The printed range that a target's number was counted out of, when the clause names one."""
    last = Address.parse(draft.address).last
    if last is None or last.number is None:
        return None
    key = sort_key(last.number)
    ranges = [r for path in (*order.targets, *order.added) for link in path.links[-1:] for r in link.spread]
    return next((r for r in ranges if sort_key(r[0]) <= key <= sort_key(r[1])), None)


def _sourced(found: Sequence[ClauseDraft], source: Source) -> list[ClauseDraft]:
    """Which annex of the amending act holds the text of which target: one for all, or one each in order."""
    numbers = source.numbers or (WHOLE_ANNEX,)
    if len(numbers) == 1:
        numbers = numbers * len(found)
    if len(found) == 1 and _is_new_annex(found[0]):
        # «осы қаулының 5 және 6-қосымшаларына сәйкес қосымшалармен толықтырылсын»: as many as there are sources.
        found = [found[0]] * len(numbers)
    if len(numbers) != len(found):
        raise UncountableError(Reason("uncountable", f"{len(found)} targets, {len(numbers)} annexes"))
    return [replace(draft, from_annex=number) for draft, number in zip(found, numbers, strict=True)]


def _is_new_annex(draft: ClauseDraft) -> bool:
    last = Address.parse(draft.address).last
    return draft.action is Action.INSERT and last is not None and last == Step(Unit.ANNEX)


def inherited(orders: Sequence[Order], before: Order | None = None) -> list[Order]:
    """Orders of one sentence share the place the first names: «в пункте 4 слово … заменить, слова … исключить».

    `before` is the last order of the same sentence in front of quoted new text.
    """
    shared: list[Order] = []
    for order in orders:
        if shared and order.action is Action.RESTATE and shared[-1].action is Action.INSERT and not _aims(order):
            # «дополнить пунктом 5-1, изложив его в следующей редакции»: the wording of what is added.
            shared[-1] = replace(shared[-1], worded=True, source=shared[-1].source or order.source)
            continue
        previous = shared[-1] if shared else before
        shared.append(_with_place(order, previous) if previous is not None else order)
    return shared


def _takes(outer: Sequence[Link], inner: Link) -> bool:
    return fits_below([link.unit for link in outer], inner.unit)


def _aims(order: Order) -> bool:
    return bool(order.targets or order.places)


def _with_place(order: Order, previous: Order) -> Order:
    if order.places:
        return replace(order, places=_inside(order.places, previous) or _beside(order.places, previous))
    if any(path.root is not None for path in order.targets):
        return order
    if not order.targets:
        return replace(order, places=previous.places, targets=_of_previous(order, previous))
    holder = previous.places[-1].links if previous.places else _placed(previous)
    if not holder or not order.targets[0].links or not _takes(holder, order.targets[0].links[0]):
        return replace(order, targets=_beside(order.targets, previous))
    if previous.places:
        return replace(order, places=previous.places)
    return replace(
        order, targets=tuple(replace(p, links=(*holder, *p.links), placed=len(holder)) for p in order.targets)
    )


def _of_previous(order: Order, previous: Order) -> tuple[Path, ...]:
    """The targets of an order that names none of its own."""
    if order.action in _WORD_ACTIONS and previous.action in _WORD_ACTIONS:
        return previous.targets
    holder = _supplemented(previous, order) if order.action is Action.INSERT else None
    return _grounds(previous) if holder is None else (holder,)


_GONE: Final = frozenset([Action.DELETE, Action.REPEAL])


def _supplemented(previous: Order, order: Order) -> Path | None:
    """«пункт 5 изложить …: «…» и дополнить подпунктом 3)»: what was named just before gets it, or what holds that."""
    path = previous.targets[0] if len(previous.targets) == 1 else None
    new = order.added[0].links[0] if order.added and order.added[0].links and order.added[0].root is None else None
    if path is None or new is None or order.words is not None:
        return None
    links = path.links[:-1] if previous.action in _GONE else path.links
    while links and not (can_hold(links[-1].unit, new.unit) and links[-1].unit not in _WORDED):
        links = links[:-1]
    return replace(path, links=links) if links and len(links[-1].numbers) < 2 else None


_WORDED: Final = frozenset([Unit.TITLE, Unit.TEXT])
"""Units that are all words: they are set out anew, nothing is added to them."""


def _inside(paths: tuple[Path, ...], previous: Order) -> tuple[Path, ...]:
    """«в статье 5 пункт 1 исключить, в пункте 2 слова …»: a lower place lies in the one named just before."""
    holder = previous.places[-1] if previous.places else None
    first = paths[0]
    if holder is None or not holder.links or first.root is not None or first.everywhere or not first.links:
        return ()
    if not _takes(holder.links, first.links[0]):
        return ()
    return tuple(
        replace(path, links=(*holder.links, *path.links), root=holder.root)
        if path.root is None and path.links and _takes(holder.links, path.links[0])
        else path
        for path in paths
    )


def _beside(paths: tuple[Path, ...], previous: Order) -> tuple[Path, ...]:
    """«в подпункте 1) пункта 19 …, в подпункте 2) …»: a unit of a kind named just before has the same owner."""
    known = (previous.places or previous.targets)[-1:]
    first = paths[0].links[0] if paths and paths[0].links and paths[0].root is None else None
    if first is None or not known:
        return paths
    links = known[0].links
    at = next((at for at, link in enumerate(links) if link.unit is first.unit), 0)
    if not at and first.possessed and links:
        at = _owners(links, first)
    return tuple(
        replace(path, links=(*links[:at], *path.links), placed=path.placed + at if path.placed else 0)
        if path.links and path.root is None and path.links[0].unit is first.unit
        else path
        for path in paths
    )


def _owners(links: Sequence[Link], owned: Link) -> int:
    """How many of the links own a possessed unit: the owner of the unit before it, if that was possessed too."""
    if len(links) > 1 and links[-1].possessed and _takes(links[:-1], owned):
        return len(links) - 1
    return len(links) if _takes(links, owned) else 0


def _placed(order: Order) -> tuple[Link, ...]:
    return order.targets[-1].links[: order.targets[-1].placed] if order.targets else ()


def _grounds(previous: Order) -> tuple[Path, ...]:
    placed = _placed(previous)
    return (Path(placed, previous.targets[-1].root, placed=len(placed)),) if placed else ()


def _contexts(order: Order, ground: Ground) -> list[Ground]:
    """The grounds the order works on: places in turn go deeper, or stand side by side."""
    contexts, previous = [ground], None
    for place in order.places:
        if previous is not None and _deeper(previous, place):
            contexts = [_at(context, address, place) for context in contexts for address in resolve(context, place)]
        else:
            fresh = [_at(ground, address, place) for address in resolve(ground, place)]
            contexts = fresh if previous is None else contexts + fresh
        previous = place
    return contexts


def _at(ground: Ground, address: Address, place: Path | None = None) -> Ground:
    if place is None:
        return replace(ground, address=address)
    everywhere = ground.everywhere or place.everywhere
    return replace(ground, address=address, everywhere=everywhere, documents=documents_at(ground, place, address))


def _deeper(outer: Path, inner: Path) -> bool:
    if inner.root is not None:
        return inner.root.kind == "document" and not inner.root.approved and not outer.links
    if not inner.links:
        return not outer.links
    return not outer.links or _takes(outer.links, inner.links[0])


def _targets(order: Order, contexts: Sequence[Ground]) -> list[Address]:
    if not order.targets:
        return [context.address for context in contexts]
    return [address for context in contexts for path in order.targets for address in resolve(context, path)]


def _plain(order: Order, address: Address) -> ClauseDraft:
    action = order.action or Action.RESTATE
    draft = ClauseDraft(action, str(address), expected=_expected(order))
    if order.action is Action.SUSPEND and order.until is not None:
        rule = Rule.UNKNOWN if order.since is None else Rule.ON_DATE
        return replace(draft, in_force=InForce(rule, from_=order.since, until=order.until))
    day = order.since or order.until
    return draft if day is None else replace(draft, in_force=InForce(Rule.ON_DATE, from_=day))


def _expected(order: Order) -> Expected:
    if order.source is not None:
        return Expected.ANNEX
    if order.action in (Action.RESTATE, Action.INSERT) or (order.action is Action.SUSPEND and order.worded):
        return Expected.QUOTED
    return Expected.NONE


def _inserted(order: Order, contexts: Sequence[Ground]) -> list[ClauseDraft]:
    found: list[ClauseDraft] = []
    for context in contexts:
        for holder in _holders(order, context):
            after = resolve(_at(context, holder), order.anchor) if order.anchor is not None else ()
            behind = str(after[-1]) if after else None
            for path in order.added:
                for address in resolve(_at(context, holder), path, new=True):
                    found.append(replace(_plain(order, address), after=behind))
                    if behind is not None and address.last is not None and address.last.unit in _COUNTED:
                        # «после абзаца десятого … абзацами одиннадцатым и двенадцатым»: each behind the one before.
                        behind = str(address)
    return found


_COUNTED: Final = frozenset([Unit.PARAGRAPH, Unit.PART, Unit.SENTENCE])


def _holders(order: Order, context: Ground) -> list[Address]:
    """What gets the new element: the target, else the owner of the element it goes behind, else the scope."""
    named = [address for path in order.targets for address in resolve(context, path)]
    if named or order.anchor is None:
        return named or [context.address]
    return [address.parent for address in resolve(context, order.anchor)[:1]]


def _renumbered(order: Order, contexts: Sequence[Ground]) -> list[ClauseDraft]:
    old = _targets(order, contexts)
    if any(_is_moved(target, path) for path in order.added for target in order.targets):
        raise UncountableError(Reason("moved"))
    new = [number.value for path in order.added for link in path.links[-1:] for number in link.numbers]
    if len(old) != len(new):
        raise UncountableError(Reason("uncountable", f"{len(old)} old numbers, {len(new)} new ones"))
    return [replace(_plain(order, address), number=number) for address, number in zip(old, new, strict=True)]


def _is_moved(old: Path, new: Path) -> bool:
    """«пункт 5 считать подпунктом 5) пункта 4»: more than a new number."""
    if new.root is not None and new.root != old.root:
        return True
    if not new.links or not old.links:
        return False
    outer = new.links[:-1]
    return new.links[-1].unit is not old.links[-1].unit or bool(outer and outer != old.links[: len(old.links) - 1])


def _word_drafts(order: Order, contexts: Sequence[Ground], manner: Manner) -> list[ClauseDraft]:
    change = order.words or WordChange()
    if not change.new and manner.payload is not None and order.action is Action.INSERT_WORDS:
        change = replace(change, new=(manner.payload,))
    if any(not words.strip() for words in (*change.old, *change.after, *change.before)):
        raise UncountableError(Reason("empty"))
    changes = word_changes(change)
    expected = Expected.QUOTED if order.worded and not change.new else Expected.NONE
    action = order.action or Action.REPLACE_WORDS
    return [
        ClauseDraft(action, str(address), replace(words, everywhere=everywhere, all_forms=manner.all_forms), expected)
        for (address, everywhere), own in _dealt(_places(order, contexts), changes, action, manner)
        for words in own
    ]


_Place = tuple[Address, bool]
"""Where words change, and whether everywhere in it."""


def _places(order: Order, contexts: Sequence[Ground]) -> list[_Place]:
    if not order.targets:
        return [(context.address, context.everywhere) for context in contexts]
    return [
        (address, context.everywhere or path.everywhere)
        for context in contexts
        for path in order.targets
        for address in resolve(context, path)
    ]


def _dealt(
    places: Sequence[_Place], changes: list[Words], action: Action, manner: Manner
) -> list[tuple[_Place, list[Words]]]:
    """«в подпунктах 3) и 8) соответственно слова «А» и «Б»»: the first words in the first place, and so on.

    «подпункты 3) и 8) после слов «А» и «Б» дополнить соответственно словами «В» и «Г»» deals them out as well.
    """
    each = manner.each or (manner.respectively and action is Action.DELETE_WORDS)
    even = manner.respectively and action is Action.INSERT_WORDS and len(places) == len(changes)
    if not (each or even) or len(places) < 2 or len(changes) < 2:
        return [(place, changes) for place in places]
    if len(places) != len(changes):
        raise UncountableError(Reason("uncountable", f"{len(places)} places against {len(changes)} strings"))
    return [(place, [words]) for place, words in zip(places, changes, strict=True)]


def word_changes(change: WordChange) -> list[Words]:
    """The single changes of a word clause, paired in order; raises `UncountableError` when they do not pair."""
    anchors = change.after or change.before
    if change.old:
        return _anchored(_pairs(change.old, change.new or (None,)), change)
    if not anchors:
        return [Words(new=new) for new in change.new or (None,)]
    pairs = _pairs(anchors, change.new or (None,))
    return [Words(new=new, after=anchor) if change.after else Words(new=new, before=anchor) for anchor, new in pairs]


def _anchored(pairs: Sequence[tuple[str, str | None]], change: WordChange) -> list[Words]:
    """«после слов «А» и «Б» слово «В» исключить»: behind each of them."""
    anchors = change.after or change.before or (None,)
    if len(anchors) > 1 and len(pairs) > 1:
        raise UncountableError(Reason("uncountable", f"{len(pairs)} strings against {len(anchors)}"))
    return [
        Words(old, new, anchor if change.after else None, None if change.after else anchor)
        for anchor in anchors
        for old, new in pairs
    ]


def _pairs(old: Sequence[str], new: Sequence[str | None]) -> list[tuple[str, str | None]]:
    if len(new) == 1:
        return [(words, new[0]) for words in old]
    if len(old) != len(new):
        raise UncountableError(Reason("uncountable", f"{len(old)} strings against {len(new)}"))
    return list(zip(old, new, strict=True))
