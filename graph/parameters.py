"""Parameters of queries: a value is read as its type into one RDF term, and the term is put in place of `$name`.

The text of a query is cut into its tokens first, so `$name` inside a string, an IRI or a comment stays what it
is, and a value can never become part of the query's grammar.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from graph import iris
from graph.serialise import term
from graph.vocabulary import concept
from pipeline.model.acts import ActKey, ActKeyError

Term = URIRef | Literal

_TOKEN = re.compile(
    r"""
    (?P<long>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3})
    | (?P<string>"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | \$(?P<parameter>\w+)
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
_BACKSLASH_U = re.compile(r"((?<!\\)(?:\\\\)+)([uU])")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*")
_INTEGER = re.compile(r"[+-]?\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGES: Final = ("kk", "ru")


class ParameterError(ValueError):
    """A value that is not of its parameter's type, or a parameter that is missing or unknown."""


def _date(value: str) -> Term:
    try:
        return Literal(dt.date.fromisoformat(value).isoformat(), datatype=XSD.date)
    except ValueError:
        raise ParameterError(f"{value!r} is no date; write it as 2024-08-26") from None


def _integer(value: str) -> Term:
    if not _INTEGER.fullmatch(value):
        raise ParameterError(f"{value!r} is no whole number")
    return Literal(str(int(value)), datatype=XSD.integer)


def _iri(value: str) -> Term:
    bare = value.removeprefix("<").removesuffix(">")
    if not _IRI.fullmatch(bare):
        raise ParameterError(f"{value!r} is no IRI")
    return URIRef(bare)


def _language(value: str) -> Term:
    if value not in _LANGUAGES:
        raise ParameterError(f"{value!r} is no language of the acts; they are {' and '.join(_LANGUAGES)}")
    return Literal(value)


def _act(value: str, base: str) -> Term:
    try:
        return iris.act(str(ActKey.parse(value)), base)
    except ActKeyError:
        if value.startswith(("http://", "https://", "<")):
            return _iri(value)
        raise ParameterError(f"{value!r} is no act key; write it as order/mtszn/2017-10-25/360") from None


_TYPES: Final[Mapping[str, Callable[[str], Term]]] = {
    "string": Literal,
    "date": _date,
    "integer": _integer,
    "iri": _iri,
    "language": _language,
}


def read(type_: str, value: str, base: str = iris.BASE) -> Term:
    """A value as a term of a type; raises `ParameterError` saying how to write it.

    Types: `act` (a key, or an IRI), `iri`, `date`, `integer`, `string`, `language`, and `concept/SCHEME` for a word
    of one of the closed lists.
    """
    scheme = type_.removeprefix("concept/")
    if scheme != type_:
        return concept(scheme, iris.segment(value))
    if type_ == "act":
        return _act(value, base)
    if type_ not in _TYPES:
        raise ParameterError(f"no parameter type {type_!r}")
    return _TYPES[type_](value)


def guess(value: str) -> Term:
    """A value of a query that declares no types: `<iri>`, a date, a whole number, else words."""
    if value.startswith("<") and value.endswith(">"):
        return _iri(value)
    if _DAY.fullmatch(value):
        return _date(value)
    return _integer(value) if _INTEGER.fullmatch(value) else Literal(value)


def bind(text: str, terms: Mapping[str, Term]) -> str:
    """The query text with every `$name` of `terms` replaced by its term."""

    def replaced(match: re.Match[str]) -> str:
        name = match["parameter"]
        return written(terms[name]) if name is not None and name in terms else match[0]

    return _TOKEN.sub(replaced, text)


def written(value: Term) -> str:
    """A term as a query writes it: whole numbers bare, so that they may stand after LIMIT."""
    if isinstance(value, Literal) and value.datatype == XSD.integer:
        return str(int(value))
    # rdflib expands \uXXXX before it knows what is escaped: «\\u0022» in the words must not meet it in one piece.
    return _BACKSLASH_U.sub(lambda match: f"{match[1]}\\U{ord(match[2]):08X}", term(value))


def names_of(text: str) -> frozenset[str]:
    """The names that stand as `$name` in a query."""
    return frozenset(match["parameter"] for match in _TOKEN.finditer(text) if match["parameter"])


def calls_out(text: str) -> bool:
    """Whether a query asks another server (SERVICE)."""
    return any(
        match["word"] is not None and match["word"].upper() == "SERVICE" and not _is_name(text, match)
        for match in _TOKEN.finditer(text)
    )


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is part of a variable or a prefixed name and so no keyword."""
    before = text[: match.start()][-1:]
    return before in {"?", ":", "@", "-", "."} or text.startswith(":", match.end())
