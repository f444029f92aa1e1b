"""SPARQL over a store: shipped queries by name or any text, parameters bound as terms, rows as plain values."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Protocol, TypeAlias

import rdflib.plugins.sparql
from msgspec import Struct
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.query import Result as Answer

from graph import iris, parameters
from graph.catalogue import Parameter, Shipped, catalogue, read, shipped
from graph.parameters import ParameterError
from graph.serialise import write_graph
from graph.vocabulary import PREFIXES

__all__ = ["ParameterError", "QueryError", "Result", "Source", "catalogue", "prepare", "run"]

# In its default state rdflib fetches the graphs that a query names after FROM; nothing here asks the network.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DISTINCT = re.compile(r"\s*SELECT\s+DISTINCT\b", re.IGNORECASE)

Value: TypeAlias = URIRef | Literal | BNode | None


class QueryError(ValueError):
    """A query that cannot be run; the message says why in one line."""


class Source(Protocol):
    """What can be asked: an rdflib dataset (in memory or over Oxigraph) or a remote endpoint."""

    def query(self, query: str, /) -> Answer:
        """The answer to a SPARQL query."""


class Result(Struct, frozen=True):
    """An answer as a table: a yes or no is one row, statements are rows of subject, predicate and object."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    kind: str = "SELECT"

    def plain(self, base: str = iris.BASE) -> list[tuple[str | int | float | bool | None, ...]]:
        """The rows for people and tables: IRIs of acts and concepts shortened, numbers as numbers."""
        return [tuple(_plain(value, base) for value in row) for row in self.rows]

    def csv(self, base: str = iris.BASE) -> str:
        """The table as CSV with a head line."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.plain(base))
        return out.getvalue()

    def json(self) -> str:
        """The table as SPARQL 1.1 results JSON."""
        if self.kind == "ASK":
            return json.dumps({"head": {}, "boolean": bool(self.plain()[0][0])})
        bindings = [
            {column: _json(value) for column, value in zip(self.columns, row, strict=True) if value is not None}
            for row in self.rows
        ]
        return json.dumps({"head": {"vars": self.columns}, "results": {"bindings": bindings}}, ensure_ascii=False)

    def turtle(self) -> str:
        """The statements as Turtle; raises `QueryError` when the query asked for a table."""
        if self.kind not in ("CONSTRUCT", "DESCRIBE"):
            raise QueryError("only CONSTRUCT and DESCRIBE give statements that Turtle can hold")
        graph = Graph()
        for subject, predicate, value in self.rows:
            if subject is not None and predicate is not None and value is not None:
                graph.add((subject, predicate, value))
        return write_graph(graph, "ttl").decode()


def run(query: str, params: Mapping[str, str], source: Source, base: str = iris.BASE) -> Result:
    """Ask a shipped query by its name, or any query text; `params` are values as a person writes them.

    Raises `CatalogueError` for an unknown name, `ParameterError` for a missing, unknown or unreadable parameter,
    `QueryError` when the query is faulty or asks another server.
    """
    found = _found(query)
    text = _written(found, params, base)
    try:
        table = _table(source.query(text))
    except Exception as error:
        # The engines raise classes that share no base but Exception; whatever it is, the query has no answer.
        raise QueryError(f"the query cannot be run: {_one_line(error)}") from error
    return _with_flags(_once_each(table) if _DISTINCT.match(_without_head(found.text)) else table, found)


def prepare(query: str, params: Mapping[str, str], base: str = iris.BASE) -> str:
    """The full text of a query (name or text): the project's prefixes before it, the parameters in their places."""
    return _written(_found(query), params, base)


def _found(query: str) -> Shipped:
    return shipped(query) if _NAME.fullmatch(query) else _typed(query)


def _written(found: Shipped, params: Mapping[str, str], base: str) -> str:
    if parameters.calls_out(found.text):
        raise QueryError("the query asks another server (SERVICE); only the store itself is asked")
    terms = _terms(found, params, base)
    prologue = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())
    return f"{prologue} {parameters.bind(_without_head(found.text), terms)}"


def _typed(text: str) -> Shipped:
    """A query text with the head of a shipped one has its parameters declared; any other has none."""
    return read("text", text) if text.startswith("# title:") else Shipped("text", {}, "", (), text)


def _without_head(text: str) -> str:
    """The text with its leading comments as blank lines: the prologue goes first, line numbers stay."""
    lines = text.splitlines()
    for position, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            return "\n".join([""] * position + lines[position:])
    raise QueryError("the query is empty")


def _terms(query: Shipped, params: Mapping[str, str], base: str) -> dict[str, parameters.Term]:
    declared = {parameter.name for parameter in query.parameters} or parameters.names_of(query.text)
    for name in params:
        if name not in declared:
            known = ", ".join(sorted(declared)) or "none"
            raise ParameterError(f"no parameter {name!r}; the query's parameters: {known}")
    if not query.parameters:
        return {name: parameters.guess(value) for name, value in params.items()}
    return {parameter.name: _term(parameter, params.get(parameter.name), base) for parameter in query.parameters}


def _term(parameter: Parameter, given: str | None, base: str) -> parameters.Term:
    value = parameter.default if given is None else given
    if value is None:
        example = f", for example {parameter.name}={parameter.example}" if parameter.example else ""
        raise ParameterError(f"parameter {parameter.name!r} is missing: {parameter.meaning}{example}")
    try:
        return parameters.read(parameter.type, value, base)
    except ParameterError as error:
        raise ParameterError(f"parameter {parameter.name!r}: {error}") from None


def _table(answer: Answer) -> Result:
    if answer.type == "ASK":
        return Result(("answer",), ((Literal(bool(answer.askAnswer)),),), "ASK")
    if answer.type in ("CONSTRUCT", "DESCRIBE"):
        statements = sorted(answer.graph or (), key=lambda triple: tuple(map(str, triple)))
        return Result(("subject", "predicate", "object"), tuple(map(_row, statements)), answer.type)
    columns = tuple(str(variable) for variable in answer.vars or ())
    rows = tuple(tuple(binding.get(variable) for variable in answer.vars or ()) for binding in answer.bindings)
    return Result(columns, tuple(map(_row, rows)))


def _once_each(table: Result) -> Result:
    """The table with each row once: Virtuoso gives some with computed columns twice, DISTINCT or not."""
    return Result(table.columns, tuple(dict.fromkeys(table.rows)), table.kind)


def _with_flags(table: Result, query: Shipped) -> Result:
    """The table with yes and no where the query declares them: Virtuoso answers them as numbers."""
    places = {position for position, column in enumerate(table.columns) if column in query.flags}
    if not places:
        return table
    rows = (tuple(_flag(v) if place in places else v for place, v in enumerate(row)) for row in table.rows)
    return Result(table.columns, tuple(rows), table.kind)


def _flag(value: Value) -> Value:
    return Literal(bool(value.toPython())) if isinstance(value, Literal) else value


def _row(row: tuple[object, ...]) -> tuple[Value, ...]:
    return tuple(value if isinstance(value, URIRef | Literal | BNode) else None for value in row)


def _plain(value: Value, base: str) -> str | int | float | bool | None:
    if value is None:
        return None
    if isinstance(value, Literal):
        python = value.toPython()
        return python if isinstance(python, bool | int | float) else str(value)
    return shorten(str(value), base)


def shorten(iri: str, base: str = iris.BASE) -> str:
    """An IRI for people: an act's things as `key/address`, a concept as its notation, a term with its prefix."""
    if place := iris.read(iri, base):
        return "/".join(part for part in place if part)
    if iri.startswith(f"{base}id/"):
        return iri.removeprefix(f"{base}id/")
    if iri.startswith(f"{iris.BASE}scheme/"):
        return iri.rsplit("/", 1)[1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _json(value: Value) -> dict[str, str]:
    if isinstance(value, URIRef):
        return {"type": "uri", "value": str(value)}
    if isinstance(value, BNode):
        return {"type": "bnode", "value": str(value)}
    found = {"type": "literal", "value": str(value)}
    if isinstance(value, Literal) and value.language:
        found["xml:lang"] = value.language
    elif isinstance(value, Literal) and value.datatype:
        found["datatype"] = str(value.datatype)
    return found


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
