"""Invented tables as files: a Word document, a PDF of ruled tables, a Word document printed to PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from act_docx import as_typed
from known_acts import Grid, KnownAct, Title
from pdf_printer import Printer, Ruled
from pdf_printer import Title as PrintedTitle
from word_processor import convert

Page = tuple[str, str, Grid]
"""Language, the line above the table (or none), the table."""


def written(
    way: str, pages: Mapping[int, Page], folder: Path, widths: tuple[float, ...]
) -> Iterator[tuple[int, Path]]:
    """The pages of every seed as files of one kind; `widths` are those of the printed columns, in points.

    `word` is a Word document, `ruled` a PDF whose pages end between rows, merged cells going on below, `whole` a
    PDF with merged cells kept whole and, of registers, heads printed again, `printed` what a word processor prints:
    without a running head, which two pages alone do not show to be one.
    """
    if way == "printed":
        documents = list(_documents(pages, folder, head=""))
        yield from zip(pages, convert(documents, folder, "pdf"), strict=True)
    elif way == "word":
        yield from zip(pages, _documents(pages, folder), strict=True)
    else:
        for seed, page in pages.items():
            path = folder / f"{seed}.pdf"
            _print(page, path, widths, split=way == "ruled")
            yield seed, path


def _documents(pages: Mapping[int, Page], folder: Path, head: str = "Жоба") -> Iterable[Path]:
    for seed, (language, title, grid) in pages.items():
        path = folder / f"{seed}.docx"
        as_typed(KnownAct(language, (Title((title,), "title"), grid) if title else (grid,)), path, head)
        yield path


def _print(page: Page, path: Path, widths: tuple[float, ...], *, split: bool) -> None:
    _, title, grid = page
    rows = tuple(tuple((cell.text, cell.height, cell.width) for cell in row) for row in grid.rows)
    heads = 0 if title or split else 1
    table = Ruled(widths, rows, heads=heads, split=split)
    Printer(path).print([PrintedTitle((title,)), table] if title else [table])
