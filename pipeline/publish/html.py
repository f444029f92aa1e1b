"""An edition as one web page without scripts: notes in the margin, on paper under the text they speak of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import jinja2

from pipeline.model.editions import Act
from pipeline.model.operations import OperationRef
from pipeline.publish.blocks import blocks, heading_level
from pipeline.publish.head import head
from pipeline.publish.view import EditionView
from pipeline.publish.wording import says


def as_html(act: Act, view: EditionView) -> str:
    """The edition as a whole page: anchors are the addresses, words that an operation wrote name it."""
    return _template().render(
        act=act, view=view, head=head(act, view), blocks=blocks(view), says=says(view.language),
        level=heading_level, anchor=anchor, unbroken=unbroken, source=source, clause=_clauses(act),
    )  # fmt: skip


def _clauses(act: Act) -> Callable[[OperationRef], str]:
    """What is said of words when they are pointed at: the order that wrote them and its clause."""
    clauses = {OperationRef(order, operation.n): operation.clause for order, operation in act.operations}

    def said(reference: OperationRef) -> str:
        clause = clauses.get(reference)
        return f"{source(reference)}: «{clause.text}»" if clause is not None else source(reference)

    return said


def anchor(address: str) -> str:
    """An address as the name of a place in a page."""
    return "".join("-" if character.isspace() or character in '[]"' else character for character in address)


_NUMBER = 8
"""The characters of the longest number of a row («A1», «1-1», «12-10-1») that is kept on one line."""


def unbroken(words: str) -> bool:
    """Whether the words of a cell are one short number or mark, which a browser may not break at its hyphen."""
    return 0 < len(words) <= _NUMBER and not any(map(str.isspace, words))


def source(operation: OperationRef | None) -> str:
    """An operation as people and programs find it: act key and number."""
    return f"{operation.act}#{operation.n}" if operation is not None else ""


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("edition.html")
