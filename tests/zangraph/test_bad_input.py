"""What a corpus may hold by mistake: one clear line each, the rest builds, the exit code says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "corpus" / "order-399-2023-09-21.kk.md"
ORDER = (ROOT / "corpus" / "order-316-2024-08-15.kk.txt").read_bytes()

BAD = {
    "empty.txt": (b"", "empty"),
    "latin.txt": (("Bonjour, déjà vu, naïve café: " * 20).encode("latin-1"), ""),
    "half.txt": (ORDER[:20001], ""),
    "novel.txt": ("Давным-давно жил-был царь. У него было три сына.\n".encode() * 20, "no act"),
    "nulls.txt": (b"\x00\x01\x02" * 500, ""),
    "broken.pdf": (b"%PDF-1.4\n%garbage without any object", ""),
    "word.docx": (b"PK\x03\x04 not really a zip", ""),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    shutil.copy(GOOD, folder / GOOD.name)
    return folder


def built(run: object, corpus: Path) -> tuple[int, dict[str, object], str]:
    result = run("build", "--corpus", corpus, "--out", corpus.parent / "out", "--format", "json")  # type: ignore[operator]
    return result.returncode, json.loads(result.stdout), result.stderr


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_rest_builds(run: object, corpus: Path, name: str) -> None:
    content, word = BAD[name]
    (corpus / name).write_bytes(content)
    code, summary, errors = built(run, corpus)
    assert code == 2
    assert summary["documents"] == 1
    lines = [line for line in errors.splitlines() if line]
    assert len(lines) == 1 and name in lines[0] and word in lines[0], errors
    assert "Traceback" not in errors


def test_the_same_document_twice(run: object, corpus: Path) -> None:
    shutil.copy(GOOD, corpus / "zz-copy.md")
    code, summary, errors = built(run, corpus)
    assert (code, summary["documents"]) == (2, 1)
    assert errors.strip() == f"zangraph: zz-copy.md: the same document as {GOOD.name}"


def test_two_documents_claiming_one_key(run: object, corpus: Path) -> None:
    changed = GOOD.read_text(encoding="utf-8").replace("екі жұмыс күні", "үш жұмыс күні")
    (corpus / "zz-other.md").write_text(changed, encoding="utf-8")
    code, summary, errors = built(run, corpus)
    assert (code, summary["documents"]) == (2, 1)
    assert "zz-other.md: claims the key order/mtszn/2023-09-21/399" in errors


def test_an_order_whose_base_is_unknown_gives_a_fragment(run: object, corpus: Path) -> None:
    shutil.copy(ROOT / "corpus" / "order-316-2024-08-15.kk.txt", corpus)
    code, summary, errors = built(run, corpus)
    assert (code, errors) == (0, "")
    assert summary["acts"]["fragment"] == 1  # type: ignore[index]


def test_a_manifest_that_cannot_be_read(run: object, corpus: Path) -> None:
    (corpus / "manifest.toml").write_text("[[document]]\nfile = 5\n", encoding="utf-8")
    result = run("build", "--corpus", corpus, "--out", corpus.parent / "out")  # type: ignore[operator]
    assert result.returncode == 2
    assert "manifest.toml" in result.stderr and "Traceback" not in result.stderr


def test_an_override_that_no_longer_fits_is_reported(run: object, corpus: Path) -> None:
    (corpus / "overrides").mkdir()
    (corpus / "overrides" / "a.toml").write_text(
        f'[[table]]\nfile = "{GOOD.name}"\nlines = [225, 238]\nreason = "r"\nauthor = "a"\ndate = 2026-01-01\n'
        'cells = [{ row = 1, column = 1, text = "басқа сөз" }]\n',
        encoding="utf-8",
    )
    code, summary, _ = built(run, corpus)
    assert code == 0
    assert any("do not hold the words of the page" in line for line in summary["needs_a_person"])  # type: ignore[attr-defined]


def test_wrong_use_is_one_line(run: object, tmp_path: Path) -> None:
    for command in (
        ["acts", "--out", tmp_path / "nowhere"],
        ["build", "--corpus", tmp_path / "nowhere"],
        ["inspect", tmp_path / "nothing.txt"],
    ):
        result = run(*command)  # type: ignore[operator]
        assert result.returncode == 2
        assert len(result.stderr.strip().splitlines()) == 1 and "Traceback" not in result.stderr


def test_nothing_changed_nothing_parsed_and_a_change_rebuilds_only_its_acts(run: object, corpus: Path) -> None:
    shutil.copy(ROOT / "corpus" / "order-1042-2015-12-28.kk.txt", corpus)
    _, first, _ = built(run, corpus)
    assert len(first["parsed"]) == 2  # type: ignore[arg-type]
    assert {"order/mtszn/2023-09-21/399", "order/mzsr/2015-12-28/1042"} < set(first["rebuilt"])  # type: ignore[call-overload]
    _, second, _ = built(run, corpus)
    assert (second["parsed"], second["rebuilt"]) == ([], [])
    text = GOOD.read_text(encoding="utf-8").replace("екі жұмыс күні", "үш жұмыс күні")
    (corpus / GOOD.name).write_text(text, encoding="utf-8")
    _, third, _ = built(run, corpus)
    assert (third["parsed"], third["rebuilt"]) == ([GOOD.name], ["order/mtszn/2023-09-21/399"])
