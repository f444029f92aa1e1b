"""The case files of this folder, read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Case(NamedTuple):
    context: tuple[str, ...]
    text: str
    operations: tuple[str, ...]
    kind: str | None


def load(name: str) -> list[Case]:
    found: list[Case] = []
    for block in (HERE / name).read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] not in "#@"]
        context = tuple(line[2:] for line in lines if line.startswith("> "))
        operations = tuple(line[2:] for line in lines if line.startswith("= ") and line != "= none")
        kinds = [line[2:] for line in lines if line.startswith("? ")]
        texts = [line for line in lines if line[:2] not in ("> ", "= ", "? ")]
        if texts:
            found.append(Case(context, texts[0], operations, kinds[0] if kinds else None))
    return found
