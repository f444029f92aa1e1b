"""One door to all renderings: an edition in a named format."""

from __future__ import annotations

from typing import Literal

from pipeline.model.editions import Act
from pipeline.publish.view import EditionView

Form = Literal["text", "md", "html", "docx", "akn"]


def render(act: Act, view: EditionView, form: Form) -> str | bytes:
    """The edition in a format; bytes for DOCX. A format's module is imported when it is asked for."""
    if form == "text":
        from pipeline.publish.text import as_text

        return as_text(act, view)
    if form == "md":
        from pipeline.publish.markdown import as_markdown

        return as_markdown(act, view)
    if form == "html":
        from pipeline.publish.html import as_html

        return as_html(act, view)
    if form == "docx":
        from pipeline.publish.docx import as_docx

        return as_docx(act, view)
    from pipeline.publish.akn import as_akn

    return as_akn(act, view)
