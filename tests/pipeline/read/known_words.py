"""The words of invented acts in both languages, in the manner of ministerial orders."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Phrases:
    """What the sentences of an act are drawn from."""

    title: str
    subjects: tuple[str, ...]
    act_line: str
    days: tuple[str, ...]
    preamble: str
    post: tuple[str, ...]
    names: tuple[str, ...]
    approvals: tuple[tuple[str, ...], ...]
    approved: tuple[str, ...]
    corner: tuple[str, ...]
    inner_corner: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    chapter: str
    chapters: tuple[str, ...]
    annex_note: str
    point_note: str
    sentences: tuple[str, ...]
    openings: tuple[str, ...]
    item_heads: tuple[str, ...]
    items: tuple[str, ...]
    heads: tuple[str, ...]
    bands: tuple[str, ...]
    cells: tuple[str, ...]


def _phrases(table: dict[str, Any]) -> Phrases:
    return Phrases(**{name: _frozen(value) for name, value in table.items()})


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


WORDS = {
    language: _phrases(table)
    for language, table in tomllib.loads(
        (Path(__file__).parent / "cases" / "act_words.toml").read_text("utf-8")
    ).items()
}
