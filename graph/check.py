"""Graphs held against the shapes: what must never be, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final

import pyshacl
from msgspec import Struct
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph.query import shorten
from graph.vocabulary import ONTOLOGY_IRI, SCHEME_IRI, ZAN
from ontology import SHAPES

_SHAPE_IRI: Final = "https://w3id.org/zangraph/shape/"


class Severity(StrEnum):
    """How grave a finding is."""

    VIOLATION = "violation"
    WARNING = "warning"


class Finding(Struct, frozen=True):
    """One finding: the rule, the record it speaks of, and what to say of it in each language.

    `rule` is the name of the constraint in `ontology/shapes.ttl`; `lines` are the source lines of the record.
    """

    severity: Severity
    rule: str
    focus: str
    path: str | None
    value: str | None
    messages: dict[str, str]
    lines: tuple[int, int] | None = None

    def line(self, language: str = "en") -> str:
        """The finding in one line: severity, record, message, value and source line."""
        value = f" ({self.value})" if self.value else ""
        lines = f" [{self.lines[0]}–{self.lines[1]}]" if self.lines else ""
        message = self.messages.get(language) or self.messages["en"]
        return f"{self.severity}: {shorten(self.focus)}{lines}: {message}{value}"


@lru_cache(maxsize=1)
def _shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def check_graph(graph: Graph) -> tuple[Finding, ...]:
    """Hold one act's graph (or the graph of bodies) against the shapes; violations first, then by record."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inference="none", inplace=True, meta_shacl=False)
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes could not be evaluated: {report}")
    found = [_finding(graph, report, result) for result in report.subjects(RDF.type, SH.ValidationResult)]
    once = {_order(finding): finding for finding in found}
    return tuple(once[key] for key in sorted(once))


def _order(finding: Finding) -> tuple[str, str, str, str]:
    return finding.severity, finding.focus, finding.rule, finding.value or ""


def check_store(dataset: Dataset) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Hold every named graph of a store against the shapes, one after the other; yields the graph's name."""
    names = sorted(str(graph.identifier) for graph in dataset.graphs())
    for name in names:
        if name in (ONTOLOGY_IRI, SCHEME_IRI) or not name.startswith(("http://", "https://")):
            continue
        # The validator walks a graph many times over; a copy in rdflib's own memory is the fastest to walk.
        copy = Graph(identifier=URIRef(name))
        for triple in Graph(dataset.store, URIRef(name)):
            copy.add(triple)
        yield name, check_graph(copy)


def _finding(graph: Graph, report: Graph, result: Node) -> Finding:
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    severity = report.value(result, SH.resultSeverity)
    said = (text for text in report.objects(result, SH.resultMessage) if isinstance(text, Literal))
    return Finding(
        severity=Severity.VIOLATION if severity == SH.Violation else Severity.WARNING,
        rule=str(report.value(result, SH.sourceShape)).removeprefix(_SHAPE_IRI),
        focus=str(focus),
        path=shorten(str(path)) if isinstance(path, URIRef) else None,
        value=_value(graph, focus, path, value),
        messages={text.language or "en": str(text) for text in said},
        lines=_lines(graph, focus),
    )


def _value(graph: Graph, focus: Node | None, path: Node | None, value: Node | None) -> str | None:
    """The value a finding speaks of; where the rule counts values, all of them."""
    if value is not None and value != focus:
        return shorten(str(value))
    found = sorted(shorten(str(each)) for each in graph.objects(focus, path)) if isinstance(path, URIRef) else []
    return "; ".join(found) or None


def _lines(graph: Graph, focus: Node | None) -> tuple[int, int] | None:
    first, last = graph.value(focus, ZAN.firstLine), graph.value(focus, ZAN.lastLine)
    if isinstance(first, Literal) and isinstance(last, Literal):
        return int(first), int(last)
    return None
