"""An edition on a day as the JSON of «a whole act»: provisions with their words, who wrote them, their force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pipeline.consolidate.slots import HOLDERS
from pipeline.model.editions import Act, Span
from pipeline.publish.view import EditionView, Shown, label_text
from zangraph import views


def act_json(act: Act, view: EditionView, today: dt.date) -> views.Json:
    """A whole act of the contract; outcomes of operations are as they stand on the day `today`."""
    return {
        "act": act.act,
        "language": view.language,
        "on": views.day(view.on),
        "title": view.title,
        "label": label_text(view),
        "provisions": [_provision(item, view) for item in view.provisions],
        "operations": [views.operation(o, today) for _, o in act.operations],
        "findings": list(act.findings),
        "overrides": [views.decision(decision) for decision in act.decisions],
    }


def _provision(item: Shown, view: EditionView) -> views.Json:
    text, spans = whole(item, view)
    return {
        "address": item.address,
        "status": item.standing,
        "text": text,
        "heading": item.heading,
        "in_force_from": views.day(item.in_force.from_) if item.in_force else None,
        "in_force": views.in_force(item.in_force),
        "operation": views.operation_ref(item.operation),
        "spans": views.spans(spans),
    }


def whole(shown: Shown, view: EditionView) -> tuple[str, tuple[Span, ...]]:
    """The words of a provision with its units and who wrote them; a chapter's or annex's are those of all in it.

    The line breaks between the provisions of a chapter or annex are nobody's words: no span covers them.
    """
    if shown.unit not in HOLDERS:
        return shown.text, shown.spans
    text = ""
    spans: list[Span] = []
    for item in [shown, *_inside(shown, view)]:
        if item.own:
            text += "\n" if text else ""
            spans += _moved(item, len(text))
            text += item.own
    return text, tuple(spans)


def _moved(item: Shown, start: int) -> Iterator[Span]:
    """The spans of the own words of a provision, which begin its text, where these words stand at `start`."""
    for span in item.spans:
        if span.start < len(item.own):
            yield Span(start + span.start, start + min(span.end, len(item.own)), span.operation)


def _inside(shown: Shown, view: EditionView) -> list[Shown]:
    """Everything printed below a provision, by depth in document order."""
    start = view.provisions.index(shown) + 1
    found: list[Shown] = []
    for item in view.provisions[start:]:
        if item.depth <= shown.depth:
            break
        found.append(item)
    return found
