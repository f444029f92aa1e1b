"""Cells of a flattened register: its printed lines put back into rows of a table.

In the flattened text a step number or a zveno code is centred in its cell: it stands before the cell's words,
in the middle of them, sometimes in the middle of a sentence that a page break cuts; or it is lost. The order of
the words is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.model.acts import Language
from pipeline.recognise.professions.heads import awaits_head, ends_in_head
from pipeline.recognise.professions.printed import Block, Line, depth
from pipeline.recognise.professions.signs import (
    is_bare_zveno,
    is_sector,
    is_table_head,
    may_be_sector,
    read_step,
    read_step_and_posts,
    read_zveno,
)
from pipeline.recognise.professions.splitting import goes_on, is_complete


@dataclass(slots=True)
class Cell:
    """The words of a row, with the labels that were printed at or in it."""

    rows: list[Line] = field(default_factory=list)
    sector: str | None = None
    step: str | None = None
    zveno: str | None = None
    supplied: bool = False
    doubts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return " ".join(row.text for row in self.rows)

    @property
    def lines(self) -> tuple[int, int]:
        """First and last source line."""
        return self.rows[0].number, self.rows[-1].last


@dataclass(frozen=True, slots=True)
class _Sign:
    """A label or a chunk of words in printed order."""

    kind: str
    text: str = ""
    rows: tuple[Line, ...] = ()


def gather(blocks: Iterable[Block], language: Language, sector: str | None = None) -> list[Cell]:
    """The cells of one block (A–D) of a register, in printed order; `sector` is the branch its heading names."""
    signs = list(_signs(blocks, language))
    cells: list[Cell] = []
    step = zveno = None
    for at, sign in enumerate(signs):
        if sign.kind == "step":
            _late(cells, step)
            step = sign.text
        elif sign.kind == "zveno":
            zveno = sign.text
        elif sign.kind == "single" and _is_sector(signs, at, cells, language):
            sector = sign.text
        else:
            cell = _cell_for(cells, sign, step is not None, sector, language)
            cell.rows += sign.rows
            cell.step, step = step or cell.step, None
            cell.zveno, zveno = zveno or cell.zveno, None
    _late(cells, step)
    return cells


def _late(cells: list[Cell], step: str | None) -> None:
    """A step that no words followed was printed below its cell."""
    if step is not None and cells and cells[-1].step is None:
        cells[-1].step = step


def _signs(blocks: Iterable[Block], language: Language) -> Iterator[_Sign]:
    for block in blocks:
        chunk: list[Line] = []
        for place, line in enumerate(block.lines):
            if is_table_head(line.text):
                continue
            labels, rest = _labels(line, first=place == 0)
            if labels and chunk:
                yield _Sign("words", rows=tuple(chunk))
                chunk = []
            yield from labels
            if rest is not None:
                chunk.append(rest)
        if chunk:
            alone = len(chunk) == 1 and len(block.lines) == 1
            yield _Sign("single" if alone else "words", chunk[0].text if alone else "", tuple(chunk))


def _labels(line: Line, *, first: bool) -> tuple[list[_Sign], Line | None]:
    """The labels that a line begins with, and what is left of it as words."""
    step = read_step(line.text)
    if step is not None:
        return [_Sign("step", step)], None
    found: list[_Sign] = []
    if is_bare_zveno(line.text):
        return [_Sign("zveno", line.text.strip())], None
    zveno = read_zveno(line.text)
    if zveno is not None:
        found.append(_Sign("zveno", zveno.code))
        if not zveno.rest:
            return found, None
        line = Line(zveno.rest, line.number, line.block, more=line.more)
    # A number inside running words («18 жастан асқан») is a step only at the head of its block or after a zveno.
    both = read_step_and_posts(line.text) if first or found else None
    if both is not None:
        found.append(_Sign("step", both[0]))
        line = Line(both[1], line.number, line.block, more=line.more)
    alone = read_step(line.text) if found else None
    if alone is not None:
        return [*found, _Sign("step", alone)], None
    return found, line


def _is_sector(signs: list[_Sign], at: int, cells: list[Cell], language: Language) -> bool:
    """Whether a line standing alone heads the rows of a branch: it is known, or a zveno follows a finished cell."""
    sign = signs[at]
    if is_sector(sign.text, language):
        return True
    after_label = at > 0 and signs[at - 1].kind in {"step", "zveno"}
    before_zveno = at + 1 < len(signs) and signs[at + 1].kind == "zveno"
    finished = not cells or is_complete(cells[-1].text, language)
    return before_zveno and not after_label and finished and may_be_sector(sign.text, language)


def _cell_for(cells: list[Cell], sign: _Sign, labelled: bool, sector: str | None, language: Language) -> Cell:
    """The cell that words belong to: the one they go on with, or a new one."""
    last = cells[-1] if cells and cells[-1].sector == sector else None
    if (
        last is None
        or (labelled and last.step is not None and not _cut(last))
        or not _continues(last, sign, language)
    ):
        cells.append(Cell(sector=sector))
    return cells[-1]


_NEVER_FIRST = frozenset("(),;:–-/")
"""Marks that no cell begins with."""


def _cut(cell: Cell) -> bool:
    """Whether a cell stops where no post can end: in a bracket, after a comma or a link."""
    return depth(cell.text) > 0 or goes_on(cell.text)


def _continues(cell: Cell, sign: _Sign, language: Language) -> bool:
    text = cell.text
    if _cut(cell) or sign.rows[0].text[:1] in _NEVER_FIRST:
        return True
    if language == "kk" and not ends_in_head(text.rstrip(" ;."), language):
        return not sign.rows[0].text[:1].isupper() or awaits_head(text)
    return language == "ru" and not sign.rows[0].text[:1].isupper()
