"""The stack of scope lines: which act and which place the next clause belongs to.

A bare scope line holds until the next line of its own or a higher level; a numbered one until the next number of
its list. Order of the levels: act, document, chapter, point and so on inwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.model.acts import ActRef, ActType
from pipeline.model.operations import ClauseDraft
from pipeline.recognise.amendments.draft import Path
from pipeline.recognise.amendments.labels import Label
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.places import Ground, documents_at, resolve, stands_in

_DEEPEST: Final = 24
"""More scope lines and numbers than this never stand inside one another."""


class Frame(Struct, frozen=True):
    """A scope line, or only the number of a line (no `grounds`); «в пунктах 3 и 5:» has two grounds.

    `unread` is a line that set a place nobody understood: what stands below it stands nowhere known. `foreign` says
    that the act was named in words that could not be read, so that its `base` is unknown.
    """

    label: Label | None = None
    grounds: tuple[Ground, ...] = ()
    base: ActRef | None = None
    title: str | None = None
    repealing: bool = False
    unread: str | None = None
    foreign: bool = False


class Scopes:
    """Scope lines in force, outermost first."""

    def __init__(self) -> None:
        self._frames: list[Frame] = []
        self._named: ActRef | None = None

    def clear(self) -> None:
        """Forget every scope (an empty line, a new order)."""
        self._frames.clear()
        self._named = None

    @property
    def _top(self) -> Frame | None:
        return next((frame for frame in reversed(self._frames) if frame.grounds), None)

    @property
    def known(self) -> bool:
        """Whether any scope line is in force."""
        return self._top is not None

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds the next clause stands on, mostly one."""
        return self._top.grounds if self._top is not None else (Ground(),)

    @property
    def base(self) -> ActRef | None:
        """The act being amended, as far as it was named."""
        return self._top.base if self._top is not None else None

    @property
    def named(self) -> ActRef | None:
        """The act that was named last: what «указанный приказ» means in a point of its own."""
        return self._named

    @property
    def title(self) -> str | None:
        """The words of the approved document the scope lies in."""
        return self._top.title if self._top is not None else None

    @property
    def foreign(self) -> bool:
        """Whether the scope names an act that could not be read."""
        return self._top is not None and self._top.foreign

    @property
    def repealing(self) -> bool:
        """Whether the verb «признать утратившими силу» stands in the line above."""
        return self._top is not None and self._top.repealing

    @property
    def unread(self) -> str | None:
        """The line in force that set a place which was not understood."""
        inner = next((frame for frame in reversed(self._frames) if frame.grounds or frame.unread), None)
        return inner.unread if inner is not None else None

    def lose(self, line: str) -> None:
        """A line that sets some place, not understood: the place is lost until one is named from the act on."""
        if len(self._frames) >= _DEEPEST:
            # One lost place is as good as many.
            self.find()
        self._frames.append(Frame(unread=line))

    def find(self, last: bool = False) -> None:
        """A place is named from the act on again; or only the last line that was not understood set no place."""
        lost = [frame for frame in self._frames if frame.unread is not None]
        gone = lost[-1:] if last else lost
        self._frames = [frame for frame in self._frames if not any(frame is one for one in gone)]

    def number(self, label: Label) -> None:
        """A numbered line begins: the lines of its list before it, and what they opened, are over."""
        for at in range(len(self._frames) - 1, -1, -1):
            known = self._frames[at].label
            if known is not None and known.mark == label.mark and known.order < label.order:
                del self._frames[at:]
                break
        self._frames.append(Frame(label=label))
        if len(self._frames) > _DEEPEST:
            # Numbers that started anew over and over: the oldest are of lists long past.
            oldest = next((at for at, frame in enumerate(self._frames) if not frame.grounds), 0)
            del self._frames[oldest]

    def act(
        self,
        base: ActRef | None,
        act: ActType | None,
        label: Label | None,
        repealing: bool = False,
        foreign: bool = False,
    ) -> None:
        """A line that names the amended act: every place before it is left."""
        self.find()
        self._named = base or self._named
        at = self._list_of(label)
        self._frames = [frame for frame in self._frames[:at] if not frame.grounds or frame.repealing]
        if label is not None:
            self._frames.append(Frame(label=label))
        self._frames.append(Frame(grounds=(Ground(act=act),), base=base, repealing=repealing, foreign=foreign))

    def _list_of(self, label: Label | None) -> int:
        """Where the outermost list begins that a line with this label can belong to."""
        if label is None:
            return len(self._frames)
        for at, frame in enumerate(self._frames):
            if frame.label is not None and frame.label.mark == label.mark:
                return at
        return len(self._frames)

    def place(self, paths: Sequence[Path], title: str | None) -> None:
        """A scope line that names places: one within the other, or several that stand side by side."""
        grounds = self.grounds
        for path in paths:
            if _is_caption(path, grounds[0]):
                continue
            if path.root is not None and _is_title(path, grounds[0]):
                grounds = tuple(replace(ground, documents=(path.root.noun,)) for ground in grounds)
                continue
            grounds = tuple(
                _narrowed(ground, path, address) for ground in grounds for address in resolve(ground, path)
            )
        self.leave(grounds[0].address)
        if self._frames and self._frames[-1].grounds == grounds:
            # The same place named again.
            self._frames.pop()
        self._frames.append(
            Frame(
                grounds=grounds,
                base=self.base,
                title=title or self.title,
                repealing=self.repealing,
                foreign=self.foreign,
            )
        )

    def leave_for(self, operations: Sequence[ClauseDraft]) -> None:
        """A clause was read: the bare scopes its targets stand outside of are over."""
        address = Address.parse(operations[-1].address)
        if not any(_opens_group(ground.address, address) for ground in self.grounds):
            self.leave(address)

    def leave(self, address: Address) -> None:
        """Close the bare scopes that `address` does not lie in: the next line is of their level or a higher one."""
        while self._frames:
            frame = self._frames[-1]
            if not frame.grounds or frame.repealing:
                return
            if any(stands_in(address, ground.address) for ground in frame.grounds):
                return
            self._frames.pop()


def _opens_group(outer: Address, address: Address) -> bool:
    """«реттік нөмірі 6-жолда: «Барлығы» деген жол алып тасталсын»: the rows that follow row 6 have no numbers."""
    row, group = address.last, outer.last
    if row is None or group is None or not row.unit is group.unit is Unit.ROW:
        return False
    return row.number is None and group.number is not None and address.parent == outer.parent


def _is_caption(path: Path, ground: Ground) -> bool:
    """«Ескертпеде: Аббревиатуралардың толық жазылуында:», «в таблице:»: captions, no units."""
    last, link = ground.address.last, path.links[-1] if path.links else None
    if link is None or link.unit is not Unit.PART or link.words is None:
        return False
    words = fold(link.words)
    in_note = last is not None and last.unit is Unit.NOTE and any(stem in words for stem in _OF_NOTES)
    return in_note or words in _TABLES


def _is_title(path: Path, ground: Ground) -> bool:
    """«в приложении 2 к указанному постановлению: в перечне организаций:»: that annex named again, by its title."""
    root, steps = path.root, ground.address.steps
    by_title = root is not None and root.kind == "document" and root.annex is None and not root.approved
    by_number = len(steps) == 1 and steps[0].unit is Unit.ANNEX and steps[0].number is not None
    return by_title and not path.links and by_number and not any(ground.documents)


_OF_NOTES: Final = ("расшифров", "аббревиат", "сокращени", "қысқарт")
_TABLES: Final = ("таблица", "таблице", "кесте", "кестесі", "кестеде")


def _narrowed(ground: Ground, path: Path, address: Address) -> Ground:
    return replace(ground, address=address, documents=documents_at(ground, path, address))
