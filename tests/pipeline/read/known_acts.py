"""Invented acts whose every word, address, cell and link is known: what any format of them must be read as.

An act is a run of blocks in printed order. A seed and a language decide everything: how many annexes, chapters,
points with their subpoints and lists, inserted numbers («4-1»), notes, links, approvals, tables with merged cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from known_words import WORDS, Phrases


@dataclass(frozen=True)
class Words:
    """A run of text in pieces; a piece that is a link has its target."""

    pieces: tuple[tuple[str, str | None], ...]

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    @property
    def linked(self) -> Iterator[tuple[str, str]]:
        """Each linked word with its target: a printer may cut a link at the end of a line."""
        for piece, target in self.pieces:
            if target is not None:
                yield from ((word, target) for word in piece.split())


@dataclass(frozen=True)
class Title:
    """The name of the act or of an annex, in the lines it is printed in."""

    lines: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class ActLine:
    """The line that names the act: kind, body, date, number, registration."""

    text: str


@dataclass(frozen=True)
class Heading:
    """The heading of a chapter."""

    text: str
    address: str


@dataclass(frozen=True)
class Norm:
    """A preamble, point, subpoint, part or list item: `label` is its printed number, `depth` its place in a list."""

    label: str
    words: Words
    address: str
    depth: int | None = None

    @property
    def text(self) -> str:
        return f"{self.label} {self.words.text}".strip()


@dataclass(frozen=True)
class Note:
    """The registry's remark."""

    words: Words


@dataclass(frozen=True)
class Signature:
    """The post, line by line, and the name."""

    post: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Aside:
    """Lines of a printed block: an approval by another body, the corner over an annex."""

    lines: tuple[str, ...]
    corner: bool


@dataclass(frozen=True)
class GridCell:
    """A cell of a table: its words, line by line, and how far it reaches."""

    lines: tuple[str, ...]
    height: int = 1
    width: int = 1

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Grid:
    """A table; the first row is its heading."""

    rows: tuple[tuple[GridCell, ...], ...]
    columns: int

    @property
    def placed(self) -> tuple[tuple[int, int, str, int, int], ...]:
        """Row, column, text, height and width of every cell, as HTML 5 (§4.9.12) lays tables out."""
        taken: set[tuple[int, int]] = set()
        found = []
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                taken |= {(row + down, column + right) for down in range(cell.height) for right in range(cell.width)}
                found.append((row, column, cell.text, cell.height, cell.width))
        return tuple(found)


Block = Title | ActLine | Heading | Norm | Note | Signature | Aside | Grid


@dataclass(frozen=True)
class KnownAct:
    """An invented act: what is printed of it, in order."""

    language: str
    blocks: tuple[Block, ...]

    @property
    def provisions(self) -> list[tuple[str, str]]:
        """Address and printed text of everything that has an address of its own."""
        return [
            (block.address, " ".join(block.lines) if isinstance(block, Title) else block.text)
            for block in self.blocks
            if isinstance(block, Title | Heading | Norm)
        ]

    @property
    def notes(self) -> list[str]:
        return [block.words.text for block in self.blocks if isinstance(block, Note)]

    @property
    def tables(self) -> list[tuple[tuple[int, int, str, int, int], ...]]:
        return [block.placed for block in self.blocks if isinstance(block, Grid)]

    @property
    def links(self) -> Counter[tuple[str, str]]:
        return Counter(pair for block in self.blocks if isinstance(block, Norm | Note) for pair in block.words.linked)

    @property
    def lines(self) -> list[str]:
        """Everything printed outside tables, in order."""
        found: list[str] = []
        for block in self.blocks:
            if isinstance(block, Title | Aside):
                found.extend(block.lines)
            elif isinstance(block, Signature):
                found += [*block.post, block.name]
            elif isinstance(block, Note):
                found.append(block.words.text)
            elif not isinstance(block, Grid):
                found.append(block.text)
        return found


def known_act(language: str, seed: int, *, tables: bool = True, links: bool = True) -> KnownAct:
    """The act of a seed; without `tables` or `links` for formats that cannot hold them."""
    return _Writer(language, Random(f"{language} {seed}"), tables, links).act()


@dataclass
class _Writer:
    language: str
    random: Random
    tables: bool
    links: bool
    blocks: list[Block] = field(default_factory=list)

    @property
    def phrases(self) -> Phrases:
        return WORDS[self.language]

    def act(self) -> KnownAct:
        day, number = self.random.choice(self.phrases.days), str(self.random.randint(2, 980))
        subject = self.random.choice(self.phrases.subjects)
        self.blocks.append(Title(wrapped(self.phrases.title.format(subject)), "title"))
        self.blocks.append(ActLine(self.phrases.act_line.format(day=day, number=number)))
        self.blocks.append(Norm("", self.cited(self.phrases.preamble), "preamble"))
        self.points("", self.random.randint(2, 5))
        self.blocks.append(Signature(self.phrases.post, self.random.choice(self.phrases.names)))
        for _ in range(self.random.randint(0, 2)):
            self.blocks.append(Aside(self.random.choice(self.phrases.approvals), corner=False))
        count = self.random.randint(0, 3)
        for annex in range(1, count + 1):
            self.annex(annex, count, day, number)
        return KnownAct(self.language, tuple(self.blocks))

    def annex(self, place: int, count: int, day: str, number: str) -> None:
        address = "annex" if count == 1 else f"annex:{place}"
        lines = self.phrases.approved if count == 1 else self.phrases.corner
        self.blocks.append(Aside(tuple(x.format(n=place, day=day, number=number) for x in lines), corner=True))
        name, genitive = self.random.choice(self.phrases.documents)
        self.blocks.append(Title(wrapped(name), f"{address}/title"))
        if self.random.random() < 0.4:
            self.note(self.phrases.annex_note)
        point = 1
        for chapter in range(1, self.random.randint(1, 3)):
            heading = self.phrases.chapter.format(n=chapter, title=self.random.choice(self.phrases.chapters))
            self.blocks.append(Heading(heading, f"{address}/chapter:{chapter}"))
            point = self.points(f"{address}/", self.random.randint(1, 4), point)
        if self.tables and self.random.random() < 0.7:
            self.blocks.append(self.grid())
        else:
            self.points(f"{address}/", self.random.randint(1, 3), point)
        if self.random.random() < 0.4:
            self.inner_annex(address, genitive)

    def inner_annex(self, address: str, genitive: str) -> None:
        self.blocks.append(Aside(tuple(x.format(of=genitive) for x in self.phrases.inner_corner), corner=True))
        self.blocks.append(Title(wrapped(self.random.choice(self.phrases.documents)[0]), f"{address}/annex/title"))
        if self.tables:
            self.blocks.append(self.grid())
        else:
            self.points(f"{address}/annex/", 2)

    def points(self, base: str, count: int, first: int = 1) -> int:
        number = first
        for _ in range(count):
            self.point(base, str(number))
            if self.random.random() < 0.15:
                self.point(base, f"{number}-1")
            number += 1
        return number

    def point(self, base: str, number: str) -> None:
        address, label = f"{base}point:{number}", f"{number}."
        kind = self.random.random()
        if kind < 0.45:
            self.norm(label, self.sentence(), address, 0)
            if self.random.random() < 0.3:
                self.norm("", self.sentence(), f"{address}/part:2")
        elif kind < 0.6:
            self.norm(label, self.opening(), address, 0)
            self.items("", address, 2)
        else:
            self.norm(label, self.opening(), address, 0)
            self.subpoints(address)
            if self.random.random() < 0.3:
                self.norm("", self.sentence(), f"{address}/part:2")
        if self.random.random() < 0.15:
            self.note(self.phrases.point_note.replace("{n}", number))

    def subpoints(self, address: str) -> None:
        count = self.random.randint(2, 5)
        for n in range(1, count + 1):
            place = f"{address}/subpoint:{n}"
            if n < count and self.random.random() < 0.15:
                self.norm(f"{n})", Words(((self.random.choice(self.phrases.item_heads), None),)), place, 1)
                self.items("", place, 2, end=";")
                continue
            item = self.random.choice(self.phrases.items) + ("." if n == count else ";")
            self.norm(f"{n})", self.cited(item), place, 1)

    def items(self, label: str, address: str, first: int, end: str = ".") -> None:
        count = self.random.randint(2, 4)
        for n in range(count):
            item = self.random.choice(self.phrases.items) + (end if n == count - 1 else ";")
            self.norm(label, self.cited(item), f"{address}/paragraph:{first + n}")

    def norm(self, label: str, words: Words, address: str, depth: int | None = None) -> None:
        self.blocks.append(Norm(label, words, address, depth))

    def note(self, text: str) -> None:
        self.blocks.append(Note(self.cited(text)))

    def sentence(self) -> Words:
        return self.cited(self.random.choice(self.phrases.sentences))

    def opening(self) -> Words:
        return self.cited(self.random.choice(self.phrases.openings))

    def cited(self, text: str) -> Words:
        """The text with «[…]» as links where the act has links, as plain words where it has none."""
        pieces: list[tuple[str, str | None]] = []
        for n, piece in enumerate(text.replace("]", "[").split("[")):
            if piece:
                target = f"https://adilet.zan.kz/docs/V{self.random.randint(10**9, 2 * 10**9)}" if n % 2 else None
                pieces.append((piece, target if self.links else None))
        return Words(tuple(pieces))

    def grid(self) -> Grid:
        """A heading with merged cells, then groups of rows under a cell that spans them, some across the whole."""
        heads = self.phrases.heads
        rows: list[tuple[GridCell, ...]] = [
            (GridCell((heads[0],), 2), GridCell((heads[1],), 2), GridCell((heads[2],), 1, 2)),
            (GridCell((heads[3],)), GridCell((heads[4],))),
        ]
        for group in range(1, self.random.randint(2, 4)):
            if self.random.random() < 0.4:
                rows.append((GridCell((self.random.choice(self.phrases.bands),), 1, 4),))
            height = self.random.randint(1, 3)
            for row in range(height):
                cells = (self.cell(), self.cell(), self.cell(empty=0.2))
                rows.append((GridCell((f"{group}",), height), *cells) if row == 0 else cells)
        return Grid(tuple(rows), 4)

    def cell(self, empty: float = 0.0) -> GridCell:
        if self.random.random() < empty:
            return GridCell(())
        count = self.random.choice((1, 1, 1, 2, 3))
        return GridCell(tuple(self.random.choice(self.phrases.cells) for _ in range(count)))


def wrapped(text: str, width: int = 60) -> tuple[str, ...]:
    """Text in lines no longer than `width`."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)
