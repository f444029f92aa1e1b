"""A whole act in the formats people take away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.editions import Act
from pipeline.model.operations import Operation
from pipeline.publish.view import EditionView


def ordered(acts: Iterable[Act]) -> Mapping[str, Sequence[Operation]]:
    """What each amending act orders in others, by its key; an operation of both languages once."""
    found: defaultdict[str, dict[tuple[str, int], Operation]] = defaultdict(dict)
    for act in acts:
        for order, operation in act.operations:
            found[order].setdefault((act.act, operation.n), operation)
    return {order: tuple(operations.values()) for order, operations in found.items()}


def render(act: Act, view: EditionView, form: str, orders: Sequence[Operation] = ()) -> str | bytes:
    """The act as text, md, html or akn (words) or docx (bytes); `orders` are its operations in other acts."""
    match form:
        case "md":
            from pipeline.publish.markdown import as_markdown

            return as_markdown(act, view)
        case "html":
            from pipeline.publish.html import as_html

            return as_html(act, view)
        case "akn":
            from pipeline.publish.akn import as_akn

            return as_akn(act, view, orders)
        case "docx":
            from pipeline.publish.docx import as_docx

            return as_docx(act, view)
        case _:
            from pipeline.publish.text import as_text

            return as_text(act, view)
