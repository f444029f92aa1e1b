"""A redline and a comparison table as web pages without scripts, told by more than colour, fit for paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from pipeline.compare.redline import Kind, Redline, Row
from pipeline.compare.words import Piece
from pipeline.model.editions import Act
from pipeline.publish.comparison import table_rows
from pipeline.publish.html import anchor, unbroken
from pipeline.publish.redline import drawn, name_of, orders_of, over, paragraphs, printed, redline_words, remark


def redline_html(act: Act, line: Redline) -> str:
    """The whole act with <ins> and <del>, and a list of the provisions that changed."""
    return _render("redline.html", act, line)


def comparison_html(act: Act, line: Redline) -> str:
    """The comparison table in three columns; only provisions that changed."""
    return _render("comparison.html", act, line)


def _render(name: str, act: Act, line: Redline) -> str:
    language = line.after.language

    def title(piece: Piece) -> str:
        return orders_of(piece.by, language)

    def named(row: Row) -> str:
        return name_of(row, act, line)

    return _template(name).render(
        language=language, line=line, printed=printed(line), over=over(act, line), said=redline_words(language),
        drawn=drawn, paragraphs=paragraphs, unbroken=unbroken, rows=table_rows(act, line), anchor=anchor, title=title,
        named=named, remark=lambda row: remark(row, language), level=lambda row: min(6, 2 + row.depth),
        same=Kind.SAME,
    )  # fmt: skip


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    return environment.get_template(name)
