"""A build of the shipped corpus, made once for all tests that only look at it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def call(*args: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """The real command line, as a user calls it."""
    command = [str(Path(sys.executable).parent / "zangraph"), *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    result = call("build", "--corpus", ROOT / "corpus", "--out", folder, "--format", "json")
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def run() -> Run:
    return call
