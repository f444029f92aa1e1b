"""Imports only go down: zangraph → graph → pipeline; each floor knows nothing of what is above it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "pipeline": {"pipeline"},
    "graph": {"graph", "ontology", "pipeline.model", "pipeline.address"},
    "zangraph": {"zangraph", "graph", "pipeline", "ontology"},
    "ontology": {"ontology"},
}
OURS = tuple(MAY_IMPORT)
HEAVY = {"pandas", "matplotlib", "networkx", "pyshacl"}
"""Imported only inside the functions that need them, so that the command line starts fast."""

FILES = [path for floor in OURS for path in sorted((ROOT / floor).rglob("*.py"))]


def imported(tree: ast.Module) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.append(node.module)
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        if name.split(".")[0] in OURS:
            allowed = MAY_IMPORT[floor]
            assert any(name == one or name.startswith(one + ".") for one in allowed), f"{floor} imports {name}"


def test_the_floors_are_there() -> None:
    assert len(FILES) > 50
