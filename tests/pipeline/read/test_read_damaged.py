"""Damaged files of every format: read as far as they go or refused in one line, never broken down on."""

from __future__ import annotations

from pathlib import Path
from random import Random

import docx
import pytest
from pdf_printer import Paragraph, Printer, Ruled, Title

from pipeline.read import UnreadableError, read_file

WORDS = ["Қоса", "беріліп", "отырған", "қағидалар", "бекітілсін,", "осы", "бұйрық", "қолданысқа", "енгізіледі"]
SEEDS = range(12)


def written(path: Path) -> bytes:
    """A small document in the format that the name of the file says."""
    if path.suffix == ".pdf":
        rows = ((("Блок", 1, 1), ("Лауазым", 1, 1)), (("А", 1, 1), ("басшы", 1, 1)))
        paragraph = Paragraph(tuple((word, None) for word in WORDS * 9))
        Printer(path).print([Title(("БҰЙРЫҚ",)), paragraph, Ruled((90, 200), rows)])
    elif path.suffix == ".docx":
        document = docx.Document()
        document.add_paragraph(" ".join(WORDS * 9))
        document.add_table(2, 2).cell(1, 1).text = "басшы"
        document.save(str(path))
    else:
        words = " ".join(WORDS * 9)
        path.write_text(f"<html><body><p>{words}<table><tr><td>а<td rowspan=2>б</table></body></html>", "utf-8")
    return path.read_bytes()


def damaged(data: bytes, random: Random) -> bytes:
    """The bytes with some of them changed, cut out or put in."""
    out = bytearray(data)
    for _ in range(random.choice((1, 5, 40))):
        at, kind = random.randrange(len(out)), random.random()
        if kind < 0.5:
            out[at] = random.randrange(256)
        elif kind < 0.75:
            del out[at : at + random.randrange(1, 50)]
        else:
            out[at:at] = random.randbytes(random.randrange(1, 20))
    return bytes(out)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".md"])
def test_damage_is_read_or_refused_in_one_line(suffix: str, seed: int, tmp_path: Path) -> None:
    path = tmp_path / f"order{suffix}"
    path.write_bytes(damaged(written(path), Random(seed)))
    try:
        source = read_file(path)
    except UnreadableError as error:
        assert "\n" not in str(error)
        assert str(path) in str(error)
    else:
        assert source.text.strip()
