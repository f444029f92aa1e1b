"""spaCy components of the law: citations of acts as spans."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.model.acts import ActRef
from pipeline.recognise.references import find_references

CITATIONS = "citations"
"""The span group, the attribute of `doc._` and the name of the component."""

_REFERENCES = "references"


def citations_of(doc: Doc) -> tuple[ActRef, ...]:
    """The references of a doc, `doc._.citations`; empty where the component has not run."""
    if CITATIONS not in doc.spans:
        return ()
    return msgspec.convert(doc.spans[CITATIONS].attrs.get(_REFERENCES, []), tuple[ActRef, ...])


if not Doc.has_extension(CITATIONS):
    Doc.set_extension(CITATIONS, getter=citations_of)


@Language.factory("zangraph_citations", assigns=["doc.spans", "doc._.citations"])
def citations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that marks every reference to an act as a span of `doc.spans["citations"]`.

    The patterns run over the text, not over tokens; the span is the tokens a reference touches, labelled with the
    type of the act, its `id_` is the act key. The records ride along as plain data, so that a saved doc keeps them.
    """
    language = nlp.lang

    def mark(doc: Doc) -> Doc:
        found = find_references(doc.text, "kk" if language == "kk" else "ru")
        spans: list[Span] = []
        for reference in found:
            span = doc.char_span(reference.start, reference.end, reference.type.upper(), alignment_mode="expand")
            if span is not None:
                span.id_ = reference.act
                spans.append(span)
        group = SpanGroup(doc, name=CITATIONS, spans=spans)
        group.attrs[_REFERENCES] = msgspec.to_builtins(found)
        doc.spans[CITATIONS] = group
        return doc

    return mark
