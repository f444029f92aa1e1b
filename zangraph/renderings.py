"""A whole act in the formats people take away."""

from __future__ import annotations

from pipeline.model.editions import Act
from pipeline.publish.view import EditionView


def render(act: Act, view: EditionView, form: str) -> str | bytes:
    """The act as text, md, html or akn (words) or docx (bytes)."""
    match form:
        case "md":
            from pipeline.publish.markdown import as_markdown

            return as_markdown(act, view)
        case "html":
            from pipeline.publish.html import as_html

            return as_html(act, view)
        case "akn":
            from pipeline.publish.akn import as_akn

            return as_akn(act, view)
        case "docx":
            from pipeline.publish.docx import as_docx

            return as_docx(act, view)
        case _:
            from pipeline.publish.text import as_text

            return as_text(act, view)
