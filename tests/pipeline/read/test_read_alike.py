"""One order in every format: what the pipeline makes of it must not depend on the file it came in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from pdf_printer import Item, Printer, Title
from pdf_printer import Paragraph as PrintedParagraph

from pipeline.clean import clean
from pipeline.document import read_document
from pipeline.model.documents import Facts, Layout, Paragraph
from pipeline.model.editions import Document
from pipeline.read import read_file

ORDERS = {
    "order-316-2024-08-15.kk.txt": "осымша",
    "order-271-2025-09-12.kk.txt": "осымша",
    "order-318-2022-08-18.ru.txt": "Приложение",
    "order-399-2023-09-21.kk.md": "осымша",
    "order-1042-2015-12-28.kk.txt": "Звено Саты",
}
"""The orders of the corpus, with the words at which their first flattened table or its annex begins."""

LINE = 55


def running(corpus: Path, name: str) -> list[Paragraph]:
    """The paragraphs of an order up to its first flattened table, which only a person could draw again."""
    paragraphs = clean(read_file(corpus / name)).paragraphs
    end = next(
        (n for n, p in enumerate(paragraphs) if n > 5 and p.layout is not Layout.INDENTED and ORDERS[name] in p.text),
        None,
    )
    return list(paragraphs[:end])


def is_running(paragraph: Paragraph) -> bool:
    """Markdown has no indents: there what is numbered or long is running text, the rest stands in the middle."""
    numbered = re.match(r"\d+(?:-\d+)*[.)]", paragraph.text)
    return paragraph.layout is Layout.INDENTED or bool(numbered) or len(paragraph.text) > 150


def folded(text: str) -> tuple[str, ...]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)


def as_text(paragraphs: list[Paragraph], path: Path) -> None:
    lines = [("      " if is_running(p) else "\n") + p.text for p in paragraphs]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def as_pdf(paragraphs: list[Paragraph], path: Path) -> None:
    items: list[Item] = [
        PrintedParagraph(tuple((word, None) for word in p.text.split())) if is_running(p) else Title(folded(p.text))
        for p in paragraphs
    ]
    Printer(path).print(items)


def as_docx(paragraphs: list[Paragraph], path: Path) -> None:
    document = docx.Document()
    for each in paragraphs:
        paragraph = document.add_paragraph(each.text)
        if not is_running(each):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(str(path))


def as_html(paragraphs: list[Paragraph], path: Path) -> None:
    body = "".join(f"<p{'' if is_running(p) else ' align=center'}>{html.escape(p.text)}</p>" for p in paragraphs)
    path.write_text(f"<html><body>{body}</body></html>", "utf-8")


def as_markdown(paragraphs: list[Paragraph], path: Path) -> None:
    marked = [
        re.sub(r"([*_`<>\[\]#])|(?<=\d)(?=[.)])", lambda m: "\\" + m[0], p.text) if is_running(p) else f"**{p.text}**"
        for p in paragraphs
    ]
    path.write_text("\n\n".join(marked) + "\n", "utf-8")


def made_of(document: Document) -> tuple[object, ...]:
    """What is made of a document; lines of titles and signatures may break where the page has no more room."""
    operations = [
        (o.action, o.address, o.words, o.payload.text if o.payload else None, o.in_force) for o in document.operations
    ]
    tree = [(node.address, " ".join((node.text or "").split())) for top in document.tree for node in top.walk()]
    return document.identity.key, operations, tree, document.unrecognised


WRITERS: dict[str, Callable[[list[Paragraph], Path], None]] = {
    "txt": as_text,
    "pdf": as_pdf,
    "docx": as_docx,
    "html": as_html,
    "md": as_markdown,
}


@pytest.mark.parametrize("name", ORDERS)
def test_an_order_reads_alike_from_every_format(name: str, corpus: Path, tmp_path: Path) -> None:
    paragraphs = running(corpus, name)
    read: dict[str, object] = {}
    for suffix, write in WRITERS.items():
        path = tmp_path / f"order.{suffix}"
        write(paragraphs, path)
        read[suffix] = made_of(read_document(read_file(path), Facts()))
    assert read["pdf"] == read["txt"]
    assert read["docx"] == read["txt"]
    assert read["html"] == read["txt"]
    assert read["md"] == read["txt"]
