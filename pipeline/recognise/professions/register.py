"""Registers of positions: blocks, zvenos, steps and every post of every cell.

Two forms are read: tables that the format draws, with cells spanning rows, and tables flattened to lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.model.acts import Language
from pipeline.model.documents import Layout, Paragraph
from pipeline.model.professions import PositionRow
from pipeline.recognise.professions.cells import Cell, gather
from pipeline.recognise.professions.drawn import drawn_rows
from pipeline.recognise.professions.institutions import institutions
from pipeline.recognise.professions.marks import marked
from pipeline.recognise.professions.printed import Block, blocks
from pipeline.recognise.professions.repaired import repaired
from pipeline.recognise.professions.rows import Row
from pipeline.recognise.professions.sharing import expanded
from pipeline.recognise.professions.signs import block_letter, letter_of, order, sector_of_block
from pipeline.recognise.professions.splitting import CellPosts, cell_posts
from pipeline.recognise.professions.steps import FIRST, fill

_HEADED = frozenset({Layout.BLOCK, Layout.HEADING})
"""How the heading of a block stands; «В блогы … жазылсын» in running text is none."""


def read_register(paragraphs: Sequence[Paragraph], act: str, language: Language) -> tuple[PositionRow, ...]:
    """The rows of every register of positions among the paragraphs: one per block, zveno, step and sector.

    What the page lost and the order of steps gives back is marked as supplied and named in `doubts`. Paragraphs
    without a heading of a block, or a table with columns for zveno and step, are no register and give nothing.
    """
    rows = [*drawn_rows(repaired(paragraphs), language), *_flattened(paragraphs, language)]
    first = [cell_posts(row.lines_of_posts, language) for row in rows]
    known = frozenset(post for read in first for post in read.posts)
    read = [cell_posts(row.lines_of_posts, language, known) for row in rows]
    return tuple(_record(row, posts, act, language) for row, posts in zip(rows, read, strict=True))


def _record(row: Row, read: CellPosts, act: str, language: Language) -> PositionRow:
    level, category, doubts = _qualification(read, language)
    return PositionRow(
        act=act,
        block=row.block,
        zveno=row.zveno,
        step=row.step,
        sector=row.sector,
        skill_level=level,
        category=category,
        positions=read.posts,
        lines=row.lines,
        expanded=tuple(expanded(post, language) for post in read.posts),
        zveno_supplied=row.zveno_supplied,
        step_supplied=row.step_supplied,
        institution=row.institution,
        language=language,
        doubts=(*row.doubts, *read.doubts, *doubts),
    )


def _qualification(read: CellPosts, language: Language) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Skill level and category that the words before a colon name: «Біліктілігі … бірінші санатты мамандар».

    Without such words, those that the only post of the cell bears: «Архивист … первой категории».
    """
    if not read.leads:
        return (*_borne(read.posts[0], language), ()) if len(read.posts) == 1 else (None, None, ())
    every = list(dict.fromkeys(_borne(lead, language) for lead in read.leads))
    named = [borne for borne in every if any(borne)]
    level, category = named[0] if named else (None, None)
    doubts = (f"several levels or categories in one cell: «{'», «'.join(read.leads)}»",) if len(named) > 1 else ()
    return level, category, doubts


def _borne(words: str, language: Language) -> tuple[str | None, str | None]:
    stretch = marked(words, language)
    levels, categories = stretch.marks("LEVEL"), stretch.marks("CATEGORY")
    category = categories[0].id_ if categories and categories[0].id_ != "other" else None
    return (levels[0].id_ if levels else None), category


def _flattened(paragraphs: Sequence[Paragraph], language: Language) -> list[Row]:
    rows: list[Row] = []
    for head, held in _blocks(paragraphs, language):
        cells = gather(held, language, head.sector)
        for sector, each in groupby(cells, key=lambda cell: cell.sector):
            rows += _rows(fill(list(each), language), head, sector)
    return rows


@dataclass(frozen=True, slots=True)
class _Head:
    """The heading of a block: its letter, the letter as printed, the branch it names, the institution over it."""

    letter: str
    printed: str
    sector: str | None
    institution: str | None


def _blocks(paragraphs: Sequence[Paragraph], language: Language) -> list[tuple[_Head, list[Block]]]:
    """The blocks A–D of flattened registers with their lines: from a heading to the next or to running text."""
    found: list[tuple[_Head, list[Block]]] = []
    inside = False
    for paragraph, institution in zip(paragraphs, institutions(paragraphs, language), strict=True):
        for block in blocks([paragraph]) if paragraph.table is None else ():
            heading = block.lines[0].text
            letter = block_letter(heading) if block.layout in _HEADED else None
            if letter is not None:
                found.append((_Head(*letter, sector_of_block(heading, language), institution), []))
                inside = True
            elif block.layout is not Layout.BLOCK:
                inside = False
            elif inside:
                found[-1][1].append(block)
    return found


def _rows(cells: list[Cell], head: _Head, sector: str | None) -> list[Row]:
    zvenos = _zvenos(cells)
    if len(_printed(cells)) > len(zvenos):
        zvenos = [part for zveno in zvenos for part in _parted(zveno)]
    printed = [_printed(zveno) for zveno in zvenos]
    stepped = any(cell.step is not None for cell in cells)
    codes, supplied = _codes(printed, head.printed if stepped else None)
    rows: list[Row] = []
    for zveno, code, is_supplied in zip(zvenos, codes, supplied, strict=True):
        note = (
            [f"zveno {code} is not on the page: supplied from the steps beginning again"]
            if is_supplied and code
            else []
        )
        for step, same in groupby(zveno, key=lambda cell: cell.step):
            held = list(same)
            rows.append(
                Row(
                    block=letter_of(code) if code and letter_of(code) in "ABCD" else head.letter,
                    zveno=code,
                    step=step,
                    sector=sector,
                    lines_of_posts=tuple(line.text for cell in held for line in cell.rows),
                    lines=(held[0].lines[0], held[-1].lines[1]),
                    zveno_supplied=is_supplied,
                    step_supplied=any(cell.supplied for cell in held),
                    institution=head.institution,
                    doubts=(*note, *(doubt for cell in held for doubt in cell.doubts)),
                )
            )
    return rows


def _zvenos(cells: list[Cell]) -> list[list[Cell]]:
    """The cells of each zveno: a new one begins where the steps do, or with its code where there are no steps."""
    zvenos: list[list[Cell]] = []
    before = None
    for cell in cells:
        here = order(cell.step) if cell.step is not None else None
        restarts = here is not None and before is not None and here <= before
        fresh = here is None and cell.zveno is not None and before is None
        if not zvenos or restarts or fresh or (here == FIRST and before is None):
            zvenos.append([])
        zvenos[-1].append(cell)
        before = here if here is not None else before if not fresh else None
    return zvenos


def _printed(cells: Sequence[Cell]) -> list[str]:
    """The codes of zvenos that stand in these cells, each once."""
    return list(dict.fromkeys(cell.zveno for cell in cells if cell.zveno))


def _parted(zveno: list[Cell]) -> list[list[Cell]]:
    """Cells whose steps run on over several zvenos («С1 1», «С2 2»), parted where the next code stands.

    A code is printed anywhere in its zveno, so cells between two codes may belong to either.
    """
    parts: list[list[Cell]] = [[]]
    since_code: list[Cell] = []
    code: str | None = None
    for cell in zveno:
        if cell.zveno is None:
            since_code.append(cell)
        else:
            if code not in (None, cell.zveno):
                parts.append([])
                doubt = f"it is not said whether this is of zveno {code} or {cell.zveno}"
                for between in since_code:
                    between.doubts.append(doubt)
            since_code, code = [], cell.zveno
        parts[-1].append(cell)
    return parts


def _codes(printed: list[list[str]], letter: str | None) -> tuple[list[str | None], list[bool]]:
    """The code of each zveno and whether it was supplied: printed codes belong in order, lost ones are counted.

    Without steps (`letter` None) nothing shows where a zveno begins, so nothing is supplied.
    """
    codes: list[str | None] = [None] * len(printed)
    flat = [code for codes_of in printed for code in codes_of]
    if len(flat) == len(printed):
        return list(flat), [False] * len(printed)
    for at, found in enumerate(printed):
        if found:
            codes[at] = found[-1]
    if letter is None:
        return codes, [False] * len(codes)
    supplied = [code is None for code in codes]
    for at, code in enumerate(codes):
        if code is None:
            codes[at] = _next_code(codes[at - 1] if at else None, letter)
    return codes, supplied


def _next_code(before: str | None, letter: str) -> str | None:
    if before is None:
        return f"{letter}1"
    number = before[1:].lstrip("-")
    return f"{before[0]}{int(number) + 1}" if number.isdigit() else None
