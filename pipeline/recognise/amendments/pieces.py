"""The pieces a clause is cut into before the grammar sees it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from pipeline.recognise.amendments.forms import Form


class Number(NamedTuple):
    """A number as an address writes it; `bracket` is «5)», `word` an ordinal word, `dashed` was printed «1–3»."""

    value: str
    bracket: bool = False
    word: bool = False
    dashed: bool = False


class Range(NamedTuple):
    """«1–3», «с 5 по 8»: from one number to another, both included."""

    first: Number
    last: Number


Item = Number | Range


class Piece(Struct, frozen=True):
    """One piece of a clause: its terminal in the grammar, its characters, and what it carries.

    `text` is the content of a quoted string or the words of a document phrase; `root` says what an act or
    document phrase points at; `joint` is the separator before a noun (COMMA, AND), as far as one stands there.
    """

    terminal: str
    start: int
    end: int
    form: Form | None = None
    forms: tuple[Form, ...] = ()
    items: tuple[Item, ...] = ()
    text: str = ""
    root: Root | None = None
    joint: str = ""


class Root(Struct, frozen=True):
    """What an act or document phrase points at.

    `kind` is act, said (the amended act again), this (the amending act), document; `noun` the folded head
    word; `approved` says the phrase tells which act approved the document; `span` are its characters;
    `annex` is the number of the annex it was approved as («утвержденных приложением 1 к указанному приказу»);
    `bare` says that nothing but its head word names the document («указанные Правила»).
    """

    kind: str
    noun: str
    span: tuple[int, int]
    approved: bool = False
    several: bool = False
    act: tuple[int, int] | None = None
    annex: str | None = None
    bare: bool = False


class Segment(Struct, frozen=True):
    """A stretch of a line between top-level semicolons, with the payload that begins after its colon.

    `payload` is (start, end) of the quoted text with its quotes; `open` says the line ends with a colon, `joined`
    that the segment goes on the sentence whose payload stands before it.
    """

    pieces: tuple[Piece, ...]
    start: int
    end: int
    payload: tuple[int, int] | None = None
    open: bool = False
    joined: bool = False
