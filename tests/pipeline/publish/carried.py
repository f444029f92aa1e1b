"""The words of an edition as each format carries them, read by the rules of the format."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from pipeline.model.editions import Act
from pipeline.publish.akn_names import NS
from pipeline.publish.blocks import blocks
from pipeline.publish.head import head
from pipeline.publish.view import EditionView

A = f"{{{NS}}}"


def squeezed(text: str) -> str:
    """The characters without white space: what a format may not add to, drop or reorder."""
    return "".join(text.split())


def expected(made: Act, view: EditionView) -> str:
    """The words of the blocks in order, as the flat renderings print them."""
    over = head(made, view)
    parts = [over.title, over.particulars, over.edition, ".", over.label, "."]
    for block in blocks(view):
        parts += [block.heading or "", *(paragraph.text for paragraph in block.paragraphs)]
        parts += [cell.text for cell in block.table.cells] if block.table is not None else []
        parts += [block.bracket or "", *block.after]
    return squeezed(" ".join(parts))


_ESCAPE = re.compile(r"\\([\\`*_\[\]<>|#+~=.)-])")
_RULE = re.compile(r"\|(?: --- \|)+$")


def words_of_markdown(text: str) -> Iterator[str]:
    """The words of our Markdown, by the rules of Markdown: HTML blocks, table rows, marks, escapes."""
    in_html = False
    for line in text.split("\n"):
        in_html = in_html or line == "<table>"
        if in_html:
            yield html.unescape(re.sub(r"<[^>]*>", "", line))
            in_html = line != "</table>"
        elif line.startswith("|"):
            cells = [] if _RULE.match(line) else re.split(r"(?<!\\)\|", re.sub(r"\\\\", "\ue000", line))
            yield from (_ESCAPE.sub(r"\1", cell.replace("<br>", "")).replace("\ue000", "\\") for cell in cells)
        else:
            line = re.sub(r"^(?:#{1,6}|>) ", "", line)
            inner = line[1:-1] if line.startswith("*") else line
            yield _ESCAPE.sub(r"\1", inner)


def words_of_html(text: str) -> str:
    tree = LexborHTMLParser(text)
    for node in tree.css("nav, head"):
        node.decompose()
    assert tree.body is not None
    return tree.body.text(deep=True)


def words_of_docx(data: bytes) -> Iterator[str]:
    for item in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(item, WordParagraph):
            yield item.text
        else:
            assert isinstance(item, WordTable)
            seen: set[object] = set()
            for row in item.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield cell.text


def words_of_akn(text: str) -> str:
    root = etree.fromstring(text.encode())
    for meta in root.iter(f"{A}meta"):
        meta.clear()
    return "".join(root.itertext())
