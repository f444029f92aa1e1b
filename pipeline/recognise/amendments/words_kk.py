"""The words of a Kazakh clause: one verb may change words in several places, «3-тармақтағы «А» деген сөз және …»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.recognise.amendments.build import Node, strings, tokens, trees
from pipeline.recognise.amendments.draft import WordChange
from pipeline.recognise.amendments.pieces import Piece

_NEW: Final = frozenset(["words_ins", "words_as", "words_dat"])


class Group(Struct, frozen=True):
    """The words that change in one place: the steps that name it (none: the place of the group before), the change.

    `below` says that the new words stand behind the colon; `doubt` why the words cannot be what the clause means.
    """

    steps: tuple[Node, ...]
    change: WordChange
    below: bool = False
    doubt: str | None = None

    @property
    def slots(self) -> int:
        """How many new words the group can take."""
        return len(self.change.old or self.change.after or self.change.before)


def word_groups(node: Node, pieces: Sequence[Piece]) -> tuple[Group, ...]:
    """The groups of a clause that changes words, in order: its own steps, then steps and quoted words in turn."""
    rule = str(node.data)
    joined = any(token.type == "JOINED" for token in tokens(node))
    found = [Group(tuple(trees(node, "step")), WordChange())]
    for part in (part for changes in trees(node, "word_changes") for part in changes.children):
        if isinstance(part, str):
            continue
        found = _with_step(found, part) if part.data == "step" else _with_words(found, part, pieces, joined=joined)
    return tuple(_checked(group, rule) for group in _shared(found, rule))


def _with_step(found: list[Group], step: Node) -> list[Group]:
    last = found[-1]
    if last.change == WordChange():
        return [*found[:-1], replace(last, steps=(*last.steps, step))]
    return [*found, Group((step,), WordChange())]


def _with_words(found: list[Group], part: Node, pieces: Sequence[Piece], *, joined: bool) -> list[Group]:
    words = strings(part, pieces)
    last = found[-1]
    change = last.change
    kind = "words_ins" if joined and part.data == "words_nom" else str(part.data)
    if kind == "words_below":
        return [*found[:-1], replace(last, below=True)]
    if kind in _NEW:
        if len(words) == 1 and (more := len(change.old) - len(change.new)) > 1:
            words = words * more
        return [*found[:-1], replace(last, change=replace(change, new=change.new + words))]
    if kind == "words_place":
        before = any(token.type == "BEFORE" for token in tokens(part))
        placed = WordChange(before=words) if before else WordChange(after=words)
        if change == WordChange():
            return [*found[:-1], replace(last, change=placed)]
        return [*found, Group((), placed)]
    if change.new and (change.after or change.before):
        return [*found, Group((), WordChange(old=words))]
    return [*found[:-1], replace(last, change=replace(change, old=change.old + words))]


def _shared(groups: Sequence[Group], rule: str) -> Iterator[Group]:
    """Groups that wait for their new words take them from the next group that has some: one for all, or one each."""
    if rule == "delete_words":
        yield from groups
        return
    waiting: list[Group] = []
    for group in groups:
        waiting.append(group)
        if group.change.new or group.below:
            yield from _dealt(waiting)
            waiting = []
    yield from (replace(group, doubt="words without new ones") for group in waiting)


def _dealt(groups: Sequence[Group]) -> Iterator[Group]:
    new = groups[-1].change.new
    if len(groups) == 1:
        yield from groups
        return
    slots = [group.slots for group in groups]
    if len(new) == 1:
        new = new * sum(slots)
    if len(new) != sum(slots) or not all(slots):
        yield from (replace(group, doubt=f"{sum(slots)} strings against {len(new)}") for group in groups)
        return
    at = 0
    for group, count in zip(groups, slots, strict=True):
        yield replace(group, change=replace(group.change, new=new[at : at + count]))
        at += count


def _checked(group: Group, rule: str) -> Group:
    """The group with a doubt where its words do not fit the verb."""
    change = group.change
    misfit = {
        "insert_words": bool(change.old) or not (change.new or group.below),
        "delete_words": bool(change.new) or not change.old,
        "replace_words": not change.old or not change.new,
    }
    return replace(group, doubt=group.doubt or "words that do not fit the verb") if misfit[rule] else group
