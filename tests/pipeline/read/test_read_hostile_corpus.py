"""A corpus with files made to harm: each is one clear line, the documents beside them are built."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_printer import FONT, SIZE, register_font
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from test_read_hostile import bomb, pages_in_a_circle

from pipeline.read import SafeReader, UnreadableError

GOOD = ("order-399-2023-09-21.kk.md", "order-316-2024-08-15.kk.txt")


def locked(password: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        register_font()
        canvas = Canvas(str(path), invariant=1, encrypt=StandardEncryption(password, "owner"))
        canvas.setFont(FONT, SIZE)
        canvas.drawString(95, 500, "1. Тізілім бекітілсін.")
        canvas.save()

    return write


HARM: dict[str, tuple[Callable[[Path], object], str]] = {
    "bomb.pdf": (lambda path: path.write_bytes(bomb()), "the file may be hostile"),
    "circle.pdf": (
        lambda path: path.write_bytes(pages_in_a_circle()),
        "a broken PDF: none of its 9999 pages can be opened",
    ),
    "locked.pdf": (locked("secret"), "encrypted: opening it takes a password"),
}


def test_the_good_documents_beside_harmful_files_are_built(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in GOOD:
        shutil.copy(corpus / name, folder)
    for name, (write, _) in HARM.items():
        write(folder / name)
    command = [str(Path(sys.executable).parent / "zangraph"), "build", "--format", "json"]
    command += ["--corpus", str(folder), "--out", str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    told = sorted(line for line in result.stderr.splitlines() if line)
    assert result.returncode == 2
    assert json.loads(result.stdout)["documents"] == len(GOOD)
    assert len(told) == len(HARM), told
    for line, (name, (_, cause)) in zip(told, sorted(HARM.items()), strict=True):
        assert name in line and cause in line


def test_a_file_locked_with_no_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    locked("")(path)
    with SafeReader() as reader:
        assert reader.read(path).text.strip() == "1. Тізілім бекітілсін."


@pytest.fixture
def endless_file(tmp_path: Path) -> Path:
    path = tmp_path / "endless.pdf"
    canvas = Canvas(str(path), pagesize=(200, 200), invariant=1)
    for number in range(10_000):
        canvas.drawString(20, 100, f"Point {number}")
        canvas.showPage()
    canvas.save()
    return path


def test_ten_thousand_pages_are_read_or_refused(endless_file: Path) -> None:
    """No page is lost in silence: all of them, or one line that says why not."""
    with SafeReader() as reader:
        try:
            source = reader.read(endless_file)
        except UnreadableError as refusal:
            assert "\n" not in str(refusal)
        else:
            assert len(source.page_starts) == 10_000
            assert sum("Point" in line for line in source.text.split("\n")) == 10_000
