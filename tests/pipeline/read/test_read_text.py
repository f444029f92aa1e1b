"""Plain text: encodings, refusals, and the file's own lines kept."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.documents import Format
from pipeline.read import UnreadableError, read_file
from pipeline.read.encoding import DecodingError, decode

CASES = Path(__file__).parent / "cases"
ENCODINGS = tomllib.loads((CASES / "encodings.toml").read_text("utf-8"))
REFUSED = tomllib.loads((CASES / "refused.toml").read_text("utf-8"))["case"]
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def bytes_of(case: dict) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    if "garble" in case:
        wrote, showed = case["garble"]
        return case["text"].encode(wrote, "replace").decode(showed, "replace").encode("utf-8")
    data = case["text"].encode(case.get("encoding", "utf-8"))
    if "middle" in case:
        data = data[: len(data) // 4] + bytes.fromhex(case["middle"]) + data[len(data) // 4 :]
    return data[: len(data) - case.get("cut", 0)]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"])
def test_refuses_in_one_clear_line(case: dict, tmp_path: Path) -> None:
    path = tmp_path / case["name"]
    path.write_bytes(bytes_of(case))
    with pytest.raises(UnreadableError) as caught:
        read_file(path)
    line = str(caught.value)
    assert case["says"] in line
    assert str(path) in line
    assert "\n" not in line


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="a directory"):
        read_file(tmp_path)
    with pytest.raises(UnreadableError, match="no such file"):
        read_file(tmp_path / "missing.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ENCODINGS["kazakh"], each) for each in ENCODINGS["kazakh_encodings"]]
    + [(ENCODINGS["russian"], each) for each in ENCODINGS["russian_encodings"]]
    + [(ENCODINGS["russian_without_signs"], each) for each in ENCODINGS["old_encodings"]],
)
def test_finds_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_says_when_the_declared_encoding_is_wrong() -> None:
    decoded = decode(ENCODINGS["russian"].encode("cp1251"), "utf-8")
    assert decoded.text == ENCODINGS["russian"]
    assert decoded.warnings == ("declared as utf-8 but written in cp1251",)


def test_warns_of_a_few_lost_letters_by_line() -> None:
    decoded = decode(("Утвердить прилагаемые Правила.\n" * 20 + "за?он и \ufffdраво\n").encode())
    assert decoded.warnings == (
        "1 letters replaced by U+FFFD on lines 21",
        "1 letters replaced by «?» on lines 21",
    )


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DecodingError as error:
        assert error.cause
    else:
        assert "\r" not in decoded.text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_the_file(newline: str, tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    data = newline.join(["1. Утвердить:", "", "      1) правила;"]).encode()
    path.write_bytes(data)
    source = read_file(path)
    assert source.format is Format.TEXT
    assert source.text == "1. Утвердить:\n\n      1) правила;"
    assert source.digest == sha256(data).hexdigest()
    assert source.warnings == ()


def test_form_feeds_become_page_starts(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text("бірінші бет\n\fекінші бет\n\f", "utf-8")
    source = read_file(path)
    assert source.text == "бірінші бет\nекінші бет\n"
    assert [source.text[start:][:7] for start in source.page_starts] == ["бірінші", "екінші "]


def test_tab_separated_lines_are_a_table(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text("Тізілім\n\nР/с\tАтауы\tБағыты\n\n\tжалғасы\t\n1.\tмаман\tа\nСоңы\n", "utf-8")
    (table,) = read_file(path).tables
    assert table.lines == (3, 6)
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (0, 0, "Р/с"), (0, 1, "Атауы\nжалғасы"), (0, 2, "Бағыты"), (1, 0, "1."), (1, 1, "маман"), (1, 2, "а"),
    ]  # fmt: skip


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the sample documents are not here")
@pytest.mark.parametrize("name", ["000_6515634837221e34.txt", "001_8799b571a17333e8.txt", "003_9643175b56483021.txt"])
def test_reads_real_extractions_byte_for_byte(name: str) -> None:
    source = read_file(SEEDS / name)
    assert source.text.encode() == (SEEDS / name).read_bytes().replace(b"\r\n", b"\n")
    assert source.format is Format.TEXT
    assert source.warnings == ()
