"""Known acts as PDF, printed in the manner of the registries by the printer beside."""

from __future__ import annotations

from pathlib import Path

import pdf_printer
from known_acts import ActLine, Aside, Block, Grid, Heading, KnownAct, Norm, Note, Signature, Title, Words


def as_pdf(act: KnownAct, path: Path) -> None:
    """Justified lines, links drawn last, ruled tables."""
    pdf_printer.Printer(path, foot="© 2012. ШЖҚ РМК", numbered=True).print([_item(block) for block in act.blocks])


def _item(block: Block) -> pdf_printer.Item:
    if isinstance(block, Title | Aside):
        return pdf_printer.Title(block.lines)
    if isinstance(block, Heading):
        return pdf_printer.Title((block.text,))
    if isinstance(block, ActLine):
        return pdf_printer.Paragraph(_printed(Words(((block.text, None),))))
    if isinstance(block, Note):
        return pdf_printer.Paragraph(_printed(block.words))
    if isinstance(block, Norm):
        return pdf_printer.Paragraph((*_printed(Words(((block.label, None),))), *_printed(block.words)))
    if isinstance(block, Signature):
        return pdf_printer.Signature(block.post, block.name)
    assert isinstance(block, Grid)
    rows = tuple(tuple((cell.text, cell.height, cell.width) for cell in row) for row in block.rows)
    return pdf_printer.Ruled((50, 150, 150, 100), rows, heads=2)


def _printed(words: Words) -> tuple[tuple[str, str | None], ...]:
    """Word by word; a mark that follows a link without a blank belongs to the linked word's end."""
    found: list[tuple[str, str | None]] = []
    glued = False
    for piece, target in words.pieces:
        for n, word in enumerate(piece.split()):
            if n == 0 and glued and not piece[:1].isspace():
                before, link = found.pop()
                found.append((before + word, link))
            else:
                found.append((word, target))
        glued = not piece[-1:].isspace()
    return tuple(found)
