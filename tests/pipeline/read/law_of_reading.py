"""The law of reading: what a format was made of is what is read from it. Counts what comes out right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from act_docx import as_numbered, as_typed, by_office
from act_html import HTML, as_page
from act_markdown import (
    as_corpus,
    as_extract,
    as_flat_text,
    as_mailed_text,
    as_pasted_text,
    as_tabbed_text,
    as_text,
    as_wrapped_text,
)
from act_pdf import as_pdf
from known_acts import KnownAct, known_act
from rapidfuzz.distance import Levenshtein

from pipeline.address import Unit
from pipeline.clean import clean
from pipeline.model.documents import Layout, Source
from pipeline.read import read_file
from pipeline.structure import build_tree
from pipeline.structure.frame import frame

WRITERS: dict[str, Callable[[KnownAct, Path], None]] = {
    "print.pdf": as_pdf,
    "typed.docx": as_typed,
    "numbered.docx": as_numbered,
    **HTML,
    "corpus.md": as_corpus,
    "extract.md": as_extract,
    "registry.txt": as_text,
    "wrapped.txt": as_wrapped_text,
    "tabbed.txt": as_tabbed_text,
    "pasted.txt": as_pasted_text,
    "mailed.txt": as_mailed_text,
    "flat.txt": as_flat_text,
}
OFFICE = "office.docx"
FORMATS = (*WRITERS, OFFICE)
LANGUAGES = ("kk", "ru")
_ADDRESSED = frozenset(
    (Unit.TITLE, Unit.PREAMBLE, Unit.CHAPTER, Unit.POINT, Unit.SUBPOINT, Unit.PART, Unit.PARAGRAPH)
)


@dataclass
class Measured:
    """How many of the known things were read right, and what was not, told by document."""

    known: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, act: KnownAct, source: Source) -> None:
        """Compare one act with what was read."""
        cleaned = clean(source)
        tree = build_tree(cleaned.paragraphs, frame(cleaned.paragraphs))
        nodes = [node for top in tree for node in top.walk()]
        self._count("documents", 1, 1)
        read = [folded(p.text) for p in cleaned.paragraphs if p.layout is not Layout.TABLE]
        self._characters(name, " ".join(map(folded, act.lines)), " ".join(read))
        provisions = [
            (node.address, folded(node.text)) for node in nodes if node.unit in _ADDRESSED and node.table is None
        ]
        self._compare(name, "provisions", [(a, folded(t)) for a, t in act.provisions], provisions)
        notes = [folded(note.text) for node in nodes for note in node.notes]
        self._compare(name, "notes", [folded(note) for note in act.notes], notes)
        cells = [
            [(c.row, c.column, folded(c.text), c.rowspan, c.colspan) for c in table.cells] for table in source.tables
        ]
        truth = [[(row, column, folded(text), *spans) for row, column, text, *spans in table] for table in act.tables]
        self._count("tables", len(truth), len(truth) - abs(len(truth) - len(cells)))
        for table, (expected, found) in enumerate(zip(truth, cells, strict=False)):
            self._compare(f"{name}, table {table + 1},", "cells", expected, found)
        links = Counter((bare(word), link.target) for link in source.links for word in link.text.split())
        self._compare(
            name,
            "linked words",
            list(Counter({(bare(w), t): n for (w, t), n in act.links.items()}).elements()),
            list(links.elements()),
        )

    def _characters(self, name: str, known: str, read: str) -> None:
        distance = Levenshtein.distance(known, read)
        self._count("characters", len(known), len(known) - distance)
        if distance:
            edits = Levenshtein.editops(known, read)[:1]
            at = edits[0].src_pos if edits else 0
            self.wrong.append(f"{name}: {distance} characters differ, first «{known[max(0, at - 30) : at + 30]}»")

    def _compare(self, name: str, what: str, known: Sequence[Hashable], read: Sequence[Hashable]) -> None:
        left = Counter(read)
        left.subtract(known)
        missing = sum(-n for n in left.values() if n < 0)
        extra = sum(n for n in left.values() if n > 0)
        self._count(what, len(known), len(known) - max(missing, extra))
        told = [f"{'too much' if n > 0 else 'missing'}: {thing}" for thing, n in left.items() if n]
        self.wrong += [f"{name}: {what} {line}" for line in told]

    def _count(self, what: str, known: int, right: int) -> None:
        self.known[what] += known
        self.right[what] += right

    def share(self, what: str) -> float:
        return self.right[what] / self.known[what] if self.known[what] else 1.0


def folded(text: str) -> str:
    return " ".join(text.split())


def bare(word: str) -> str:
    """A linked word without the mark that a print draws together with it."""
    return word.strip(".,;:")


def acts(format_: str, count: int, first: int = 0) -> Iterator[tuple[str, KnownAct]]:
    """Acts for one format in both languages; plain text holds neither tables nor links."""
    rich = not format_.endswith(".txt")
    for seed in range(first, first + count):
        for language in LANGUAGES:
            yield f"{seed}-{language}-{format_}", known_act(language, seed, tables=rich, links=rich)


def measure(format_: str, count: int, folder: Path, first: int = 0) -> Measured:
    """Write, read and compare `count` acts in each language."""
    measured = Measured()
    named = list(acts(format_, count, first))
    if format_ == OFFICE:
        pages = [folder / f"{name.removesuffix('.docx')}.html" for name, _ in named]
        for page, (_, act) in zip(pages, named, strict=True):
            as_page(act, page)
        paths = by_office(pages, folder)
    else:
        paths = [folder / name for name, _ in named]
        for path, (_, act) in zip(paths, named, strict=True):
            WRITERS[format_](act, path)
    for path, (name, act) in zip(paths, named, strict=True):
        measured.add(name, act, read_file(path))
    return measured
