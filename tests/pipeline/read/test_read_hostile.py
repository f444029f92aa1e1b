"""Files made to hang or to swell: refused, or read in part, within seconds and within one gigabyte."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from pdf_printer import FONT, SIZE, register_font
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.documents import Source
from pipeline.read import SafeReader, UnreadableError
from pipeline.read.overlay import overlay

LIMIT = 5.0
"""What the reader of these tests is given; the thousand pages of the other one take less than its usual limit."""


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects with a right table of their places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def page_with(content: bytes, filters: bytes = b"") -> bytes:
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            stream,
        ]
    )


def bomb() -> bytes:
    """A few hundred kilobytes that unpack to several hundred megabytes."""
    packed = zlib.compress(b"0 0 m 1 1 l S\n" * 20_000_000, 9)
    return page_with(packed, b"/Filter /FlateDecode")


def nested() -> bytes:
    return page_with(b"[" * 500_000 + b"]" * 500_000)


def pages_in_a_circle() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999 >>"])


def xref_in_a_circle() -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R /Prev %d >>\n" % len(body)
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def grid() -> bytes:
    """A drawing of a thousand lines across a thousand others."""
    lines = [b"%d 0 m %d 842 l S" % (x, x) for x in range(0, 595 * 4, 3)]
    lines += [b"0 %d m 595 %d l S" % (y, y) for y in range(0, 842 * 4, 3)]
    return page_with(b"0.25 0 0 0.25 0 0 cm " + b"\n".join(lines))


def strokes_without_end() -> bytes:
    """Two million lines beside three words."""
    packed = zlib.compress(b"0 0 m 9 9 l S\n" * 2_000_000, 9)
    return page_with(packed, b"/Filter /FlateDecode")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "nested": nested,
    "pages in a circle": pages_in_a_circle,
    "xref in a circle": xref_in_a_circle,
    "grid": grid,
    "strokes without end": strokes_without_end,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(HOSTILE[name]())
    good = tmp_path / "good.txt"
    good.write_text("1. Тізілім бекітілсін.", "utf-8")
    with SafeReader(seconds=LIMIT) as reader:
        started = time.monotonic()
        with pytest.raises(UnreadableError) as caught:
            reader.read(path)
        assert time.monotonic() - started < LIMIT + 5
        assert "\n" not in str(caught.value)
        assert reader.read(good).text == "1. Тізілім бекітілсін."


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    register_font()
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for number in range(1, 1001):
        canvas.setFont(FONT, SIZE)
        canvas.drawString(95, 500, f"{number}. Тізілім бекітілсін.")
        canvas.showPage()
    canvas.save()
    return path


def test_a_thousand_pages_are_read(long_file: Path) -> None:
    with SafeReader() as reader:
        source: Source = reader.read(long_file)
    assert len(source.page_starts) == 1000
    assert [line.split(".")[0] for line in source.text.split("\n") if line] == [f"      {n}" for n in range(1, 1001)]


def test_a_page_of_any_size_with_a_script_and_an_attachment_is_read(tmp_path: Path) -> None:
    """Scripts do not run, attachments are not opened; the page is read."""
    text = b"BT /F1 12 Tf 100 100 Td (Prikaz) Tj ET"
    data = pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(1\\){}) >> "
            b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>] >> >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000000 2000000] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
        ]
    )
    path = tmp_path / "script.pdf"
    path.write_bytes(data)
    with SafeReader(seconds=LIMIT) as reader:
        assert reader.read(path).text.strip() == "Prikaz"


def test_the_drawing_over_pages_shows_lines_cells_and_links(tmp_path: Path) -> None:
    register_font()
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(60, 780, "Тізілім <бекітілсін>")
    canvas.linkURL("https://adilet.zan.kz/x", (60, 775, 110, 792), relative=0)
    for x, text in ((60, "а"), (160, "б")):
        canvas.rect(x, 600, 100, 30)
        canvas.drawString(x + 5, 610, text)
    canvas.save()
    page = overlay(path)
    assert "Page 1: 3 lines, 2 cells, 1 links" in page
    assert page.count('class="cell"') == 2
    assert page.count('class="line"') == 3
    assert page.count('class="word"') == 4
    assert "<title>https://adilet.zan.kz/x</title>" in page
    assert "<li>Тізілім &lt;бекітілсін&gt;</li>" in page


def test_only_pages_of_a_pdf_are_drawn(tmp_path: Path) -> None:
    text = tmp_path / "order.txt"
    text.write_text("1. Тізілім бекітілсін.", "utf-8")
    with pytest.raises(UnreadableError, match="not a PDF"):
        overlay(text)
    huge = pypdfium2.PdfDocument.new()
    huge.new_page(14_000, 14_000)
    huge.save(str(tmp_path / "huge.pdf"))
    assert len(overlay(tmp_path / "huge.pdf")) < 100_000
