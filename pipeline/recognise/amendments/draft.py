"""What the grammars yield: places as written in the clause, and the order they serve, before any scope is added."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from pipeline.address import Unit
from pipeline.model.operations import Action
from pipeline.recognise.amendments.pieces import Number, Root


class Link(Struct, frozen=True):
    """One unit in the chain of a place: «подпункты 1) и 2)» has two numbers, «раздел «Министерство»» words.

    `named` are the words of each of several units («А», «Б» деген жолдар). `possessed` is the Kazakh possessive: the
    unit belongs to one named before it. `spread` are (first, last) of a range, to be widened over the elements that
    really exist between them.
    """

    unit: Unit
    numbers: tuple[Number, ...] = ()
    words: str | None = None
    possessed: bool = False
    spread: tuple[tuple[str, str], ...] = ()
    named: tuple[str, ...] = ()


class Path(Struct, frozen=True):
    """A place as the clause says it: links from the outside in, below `root` when it names an act or document.

    `placed` counts the outer links that only say where («3-тармақта 1) тармақша …»): they hold for the orders after.
    """

    links: tuple[Link, ...] = ()
    root: Root | None = None
    everywhere: bool = False
    placed: int = 0


class Source(Struct, frozen=True):
    """«согласно приложениям 1 и 2 к настоящему приказу»: the numbers of its annexes, none for an only one."""

    numbers: tuple[str, ...] = ()


class WordChange(Struct, frozen=True):
    """Quoted words a clause names: what is replaced or anchors (`old`, `after`, `before`) and what is new."""

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Sentence(StrEnum):
    """What kind of sentence a segment is."""

    HEADING = "heading"
    SCOPE = "scope"
    ORDERS = "orders"
    NOTICE = "notice"


class Order(Struct, frozen=True):
    """One thing a clause orders, with the name of the grammar rule that read it.

    `doubt` says why an order that parsed cannot be what the clause means.
    """

    rule: str
    action: Action | None = None
    places: tuple[Path, ...] = ()
    targets: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    anchor: Path | None = None
    words: WordChange | None = None
    source: Source | None = None
    worded: bool = False
    until: dt.date | None = None
    since: dt.date | None = None
    doubt: str | None = None
