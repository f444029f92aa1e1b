"""Which unit can stand inside which, and how a place said in a clause is put below the place its scope lines set.

Law № 480-V, articles 23 and 24: articles hold points, points hold subpoints and parts, these hold paragraphs;
points are numbered through a document, so the chapter they stand in is no part of their address.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Address, Step, Unit, selector
from pipeline.model.acts import ActType
from pipeline.recognise.amendments.draft import Link, Path
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.pieces import Number, Root

_ENDS: Final = frozenset([Unit.TITLE, Unit.TEXT, Unit.NOTE])
DIVISIONS: Final = (Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER)
_SMALL: Final = frozenset([Unit.PART, Unit.PARAGRAPH, Unit.SENTENCE])
_CELLS: Final = frozenset([Unit.ROW, Unit.COLUMN])
_BODY: Final = frozenset([Unit.ARTICLE, Unit.POINT, Unit.SUBPOINT, Unit.PREAMBLE]) | _SMALL | _CELLS | _ENDS

_HOLDS: Final[dict[Unit, frozenset[Unit]]] = {
    Unit.ANNEX: frozenset(DIVISIONS) | _BODY | {Unit.ANNEX},
    Unit.SECTION: frozenset(DIVISIONS[1:]) | _BODY,
    Unit.SUBSECTION: frozenset(DIVISIONS[2:]) | _BODY,
    Unit.CHAPTER: frozenset(DIVISIONS[3:]) | _BODY,
    Unit.SUBCHAPTER: _BODY,
    Unit.ARTICLE: frozenset([Unit.POINT, Unit.SUBPOINT]) | _SMALL | _ENDS | _CELLS,
    Unit.POINT: frozenset([Unit.SUBPOINT]) | _SMALL | _ENDS | _CELLS,
    Unit.SUBPOINT: _SMALL | _ENDS | _CELLS,
    Unit.PART: frozenset([Unit.POINT, Unit.SUBPOINT, Unit.PARAGRAPH, Unit.SENTENCE]) | _ENDS | _CELLS,
    Unit.PARAGRAPH: frozenset([Unit.SENTENCE, Unit.SUBPOINT]) | _ENDS,
    Unit.SENTENCE: frozenset([Unit.TEXT]),
    Unit.ROW: frozenset([Unit.COLUMN, Unit.SUBPOINT, Unit.POINT, Unit.TITLE, Unit.TEXT]) | _SMALL,
    Unit.COLUMN: frozenset([Unit.ROW, Unit.SUBPOINT, Unit.POINT, Unit.TITLE, Unit.TEXT]) | _SMALL,
    Unit.NOTE: frozenset([Unit.POINT, Unit.SUBPOINT]) | _SMALL | _CELLS | {Unit.TITLE, Unit.TEXT},
    Unit.TITLE: frozenset([Unit.TEXT]) | _SMALL,
    Unit.PREAMBLE: _SMALL | {Unit.TEXT},
    Unit.TEXT: frozenset([Unit.NOTE, Unit.TEXT]) | _SMALL,
}


def can_hold(outer: Unit, inner: Unit) -> bool:
    """Whether `inner` can be a unit of `outer`.

    No unit holds its own kind, except that an annex has annexes and a corner (a text) has its text.
    """
    return inner in _HOLDS[outer]


def fits_below(outer: Sequence[Unit], inner: Unit) -> bool:
    """Whether `inner` can stand in the last of these units, as they lie in one another.

    Parts of an article hold points in the codes; a part of a point never does.
    """
    in_part = outer[-1] is Unit.PART and inner is Unit.POINT
    return can_hold(outer[-1], inner) and not (in_part and Unit.POINT in outer)


class Ground(Struct, frozen=True):
    """Where a clause stands: the address its scope lines gave, the type of the amended act when it is known.

    `documents` are the head words of the approved document the address lies in and of the annex in it, as far as
    they are known, to know them when they are named again. `chaptered` keeps the chapters around a point.
    """

    address: Address = Address()
    act: ActType | None = None
    documents: tuple[str | None, ...] = ()
    everywhere: bool = False
    chaptered: bool = False


_LAWS: Final = frozenset([ActType.CONSTITUTION, ActType.CODE, ActType.LAW])


def resolve(ground: Ground, path: Path, *, new: bool = False) -> tuple[Address, ...]:
    """The addresses a place means on its ground, one for each combination of its numbers; `new`: it is yet to be."""
    again = None if path.root is not None else _said_again(ground, path.links, new=new)
    if again is not None:
        ground, path = replace(ground, address=again), replace(path, links=path.links[1:])
    return _resolved(ground, path)


_BY_NUMBER: Final = frozenset([*DIVISIONS, Unit.ARTICLE, Unit.POINT, Unit.SUBPOINT])


def _said_again(ground: Ground, links: Sequence[Link], *, new: bool) -> Address | None:
    """«в главе 2: заголовок главы изложить»: the unit named without a number is the one that the scope names.

    A document known by its name is no such unit: «в Правилах: заголовок приложения» is that of an annex to the Rules.
    """
    first = links[0] if links else None
    if first is None or first.numbers or first.words is not None:
        return None
    if len(links) == 1 and (new or first.unit not in _BY_NUMBER):
        return None
    steps = ground.address.steps
    at = max((at for at, step in enumerate(steps) if step.unit is first.unit), default=None)
    if at is None or any(ground.documents[at : at + 1]):
        return None
    return Address(steps[: at + 1])


def _resolved(ground: Ground, path: Path) -> tuple[Address, ...]:
    base = _root(ground, path.root) if path.root is not None else ground.address
    if path.root is not None and path.links and path.links[0].unit is Unit.ANNEX and _is_new(ground, path.root):
        # «приложение 1 к Положению» beside «приложение 2 к Правилам»: another document the act approved.
        base = Address().child(Unit.ANNEX)
    if path.root is None and path.links:
        base = _below(ground, path.links)
    base = _in_annex(ground, base, path.links)
    if base.last is not None and base.last.unit is Unit.TEXT and path.links and path.links[0].unit is Unit.TEXT:
        # «в правом верхнем углу приложения 2 текст изложить»: the text in that corner.
        base = base.parent
    choices = [
        _steps(link, base, path.links[:at]) for at, link in enumerate(path.links) if not _is_corner(path.links, at)
    ]
    found = (Address((*base.steps, *chosen)) for chosen in product(*choices))
    return tuple(found) if ground.chaptered else tuple(_tidied(address) for address in found)


def _is_corner(links: Sequence[Link], at: int) -> bool:
    """«текст в правом верхнем углу»: the corner is where the text stands, no unit of its own."""
    return links[at].unit is Unit.TEXT and at + 1 < len(links) and links[at + 1].unit is Unit.TEXT


def _root(ground: Ground, root: Root) -> Address:
    """The act, the approved document, or an annex of the document named only by its title."""
    if root.kind in ("act", "said"):
        return Address()
    if root.annex is not None:
        return Address().child(Unit.ANNEX, root.annex)
    annexes = ground.address.document
    if root.approved or not annexes.steps:
        return Address().child(Unit.ANNEX)
    if root.noun in ground.documents:
        return Address(annexes.steps[: ground.documents.index(root.noun) + 1])
    if root.bare and len(annexes.steps) == 1 and annexes.steps[0].number is not None and not any(ground.documents):
        # «в приложении 1 …: приложение 2 к указанным Правилам»: the annex in scope is those Rules.
        return annexes
    return Address(annexes.steps[:1]).child(Unit.ANNEX)


def _is_new(ground: Ground, root: Root) -> bool:
    """Whether a document is named that is none of those the scope lies in, though these are known by name."""
    return (
        root.kind == "document" and root.annex is None and any(ground.documents) and root.noun not in ground.documents
    )


def documents_at(ground: Ground, path: Path, address: Address) -> tuple[str | None, ...]:
    """The head words of the documents `address` lies in, once `path` has led to it from `ground`."""
    depth = len(address.document.steps)
    kept = len(_common(ground.address.document.steps, address.document.steps))
    known: list[str | None] = [*ground.documents[:kept], *[None] * depth][:depth]
    root = path.root
    if root is not None and root.kind == "document":
        at = len(_root(ground, root).steps) - 1
        known[at : at + 1] = [root.noun] if at < depth else []
    return tuple(known)


def _common(one: Sequence[Step], other: Sequence[Step]) -> Sequence[Step]:
    length = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(other))
    return one[:length]


def _below(ground: Ground, links: Sequence[Link]) -> Address:
    """The part of the scope that stays below a place: units of the level of its first link and lower ones go."""
    link = links[0]
    if link.unit is Unit.ANNEX:
        return _annex_ground(ground)
    steps = ground.address.steps
    while steps and not _keeps(steps, links):
        steps = steps[:-1]
    return Address(steps)


def _keeps(steps: Sequence[Step], links: Sequence[Link]) -> bool:
    last, link = steps[-1], links[0]
    if is_contents(last):
        # The headings in a table of contents are not the headings of the articles themselves.
        return links[-1].unit is Unit.TITLE
    named = link.unit is Unit.PART and link.words is not None
    if last.unit is Unit.PART and last.words is not None:
        # «в пункте 16: в функциях ведомств: подпункт 9) …», but «в пояснении по заполнению формы: пункт 5 …» as well.
        in_point = any(step.unit in (Unit.POINT, Unit.ARTICLE) for step in steps)
        return can_hold(Unit.POINT if in_point else Unit.ANNEX, link.unit) and not named
    if last.unit is Unit.NOTE and named:
        return False
    if last.unit is Unit.POINT and link.unit is Unit.POINT:
        return bool(link.numbers) and link.numbers[0].bracket
    bracketed = link.unit is Unit.POINT and last.unit is Unit.PART and link.numbers and link.numbers[0].bracket
    return fits_below([step.unit for step in steps], Unit.SUBPOINT if bracketed else link.unit)


def _annex_ground(ground: Ground) -> Address:
    """An approved document holds annexes of its own; annexes of the act stand side by side."""
    steps = ground.address.document.steps
    if len(steps) > 1:
        return Address(steps[:1])
    beside = steps and steps[0].number is not None and not any(ground.documents)
    return Address() if beside else Address(steps)


def divisions(address: Address) -> Address:
    """The sections and chapters of a place, as seen from its document."""
    return Address(tuple(step for step in address.steps if step.unit in DIVISIONS))


_OF_ANNEX: Final = frozenset([*DIVISIONS, Unit.ROW, Unit.COLUMN])


def _in_annex(ground: Ground, base: Address, links: Sequence[Link]) -> Address:
    """An order or resolution itself has neither sections nor tables: these are of the document it approves."""
    if base.steps or ground.act is None or ground.act in _LAWS or not links:
        return base
    return base.child(Unit.ANNEX) if links[0].unit in _OF_ANNEX else base


def _steps(link: Link, base: Address, outer: Sequence[Link]) -> list[Step]:
    if link.named:
        return [Step(link.unit, None, selector(words) or None) for words in link.named]
    if not link.numbers:
        words = selector(link.words) if link.words is not None else None
        return [Step(link.unit, None, words or None)]
    in_point = any(step.unit is Unit.POINT for step in base.steps) or any(o.unit is Unit.POINT for o in outer)
    return [Step(_unit(link, number, in_point), number.value.replace("/", "-")) for number in link.numbers]


def _unit(link: Link, number: Number, in_point: bool) -> Unit:
    """«пункт 68)» inside a point is a subpoint: the bracket says so."""
    if link.unit is Unit.POINT and number.bracket and in_point:
        return Unit.SUBPOINT
    return link.unit


def stands_in(address: Address, outer: Address) -> bool:
    """Whether a place lies in another one; a point or article may lie in any chapter of its document."""
    if address.within(outer):
        return True
    if outer.last is None or outer.last.unit not in DIVISIONS:
        return False
    around = Address(tuple(step for step in outer.steps if step.unit not in DIVISIONS))
    following = address.steps[len(around.steps) : len(around.steps) + 1]
    return address.within(around) and bool(following) and following[0].unit in (Unit.ARTICLE, Unit.POINT)


def is_contents(step: Step) -> bool:
    """«в оглавлении:», «мазмұнында:»: the table of contents."""
    return step.unit is Unit.PART and fold(step.words or "").startswith(("оглавлени", "содержани", "мазмұн"))


def _tidied(address: Address) -> Address:
    """Without the chapters around a point or article, which is numbered through its document."""
    through = [at for at, step in enumerate(address.steps) if step.unit in (Unit.ARTICLE, Unit.POINT)]
    if not through:
        return address
    head = address.steps[: through[0]]
    if any(step.unit in _CELLS | {Unit.NOTE} or is_contents(step) for step in head):
        return address
    kept = tuple(step for step in head if step.unit not in DIVISIONS)
    return Address((*kept, *address.steps[through[0] :]))
