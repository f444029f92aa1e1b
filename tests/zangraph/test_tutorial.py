"""The tutorials do what they say: every command is run, and its output is the one printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorial"
LEFT_OUT = "…"


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Every command of the console blocks with the output printed under it."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        command, printed = "", list[str]()
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, printed
                command, printed = line[2:], []
            else:
                printed.append(line)
        yield command, printed


def fits(printed: list[str], output: list[str]) -> bool:
    """Whether the output is what is printed, «…» standing for any lines."""
    pattern = "".join(r"(?:[^\n]*\n)*?" if line == LEFT_OUT else re.escape(line.rstrip()) + r"\n" for line in printed)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in output)) is not None


@pytest.mark.parametrize("name", ["consolidate.md"])
def test_tutorial(name: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "files", tmp_path / "files")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    found = list(steps((FOLDER / name).read_text("utf-8")))
    assert len(found) >= 8
    for command, printed in found:
        done = subprocess.run(
            ["bash", "-c", f"({command}) 2>&1"], cwd=tmp_path / "files", capture_output=True, text=True,
            timeout=120, check=False, env={**os.environ, "PATH": path},
        )  # fmt: skip
        assert fits(printed, done.stdout.splitlines()), f"$ {command}\n{done.stdout}"
    assert (tmp_path / "redline.docx").read_bytes().startswith(b"PK")
    assert "<ins" in (tmp_path / "redline.html").read_text("utf-8")


def test_a_tutorial_that_says_otherwise_is_found_out() -> None:
    assert fits(["a", "…", "c"], ["a", "b", "c"])
    assert not fits(["a", "…", "d"], ["a", "b", "c"])
    assert not fits(["a"], ["a", "b"])
