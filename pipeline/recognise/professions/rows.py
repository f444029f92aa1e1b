"""A row of a register before its posts are read: what both readers, of flattened and of drawn tables, yield."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Block, zveno, step, sector and institution of a row, and the lines of its cell of posts."""

    block: str
    zveno: str | None
    step: str | None
    sector: str | None
    lines_of_posts: tuple[str, ...]
    lines: tuple[int, int]
    zveno_supplied: bool = False
    step_supplied: bool = False
    institution: str | None = None
    doubts: tuple[str, ...] = ()
