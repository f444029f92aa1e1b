"""What every part of an act's description shares: whose graph it is, under which base, in which languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from graph import iris
from graph.vocabulary import ZAN, concept
from pipeline.model.acts import InForce, Language
from pipeline.model.editions import Act

Object: TypeAlias = URIRef | Literal
Triple: TypeAlias = tuple[URIRef, URIRef, Object]
Triples: TypeAlias = Iterator[Triple]

_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_KAZAKH_WORDS = re.compile(r"(?<!\w)(?:деген|мынадай|осы|алып|бап\w{0,4}|сан(?:мен)?|\w{3,}сын)(?!\w)", re.IGNORECASE)
"""Words of clauses that have none of the letters above: «"3" деген сан "5" деген санмен ауыстырылсын»."""


class Scope(Struct, frozen=True):
    """The act described, and how its things are named; `languages` are those of its editions."""

    act: str
    base: str = iris.BASE
    languages: frozenset[Language] = frozenset()

    @classmethod
    def of(cls, act: Act, base: str = iris.BASE) -> Scope:
        """The scope of an act's own graph."""
        return cls(act.act, base, frozenset(edition.language for edition in act.editions))

    @property
    def node(self) -> URIRef:
        """The act itself."""
        return iris.act(self.act, self.base)

    def place(self, address: str) -> URIRef:
        """A provision of the act."""
        return iris.place(self.act, address, self.base)

    def other(self, key: str, address: str = "") -> URIRef:
        """Another act, or a provision of it."""
        return iris.place(key, address, self.base)

    def language(self, *texts: str | None) -> Language:
        """The language of a record that does not say it.

        An act in one language has records in that language; between two, the letters that Russian lacks decide,
        then the words.
        """
        if len(self.languages) == 1:
            return next(iter(self.languages))
        kazakh = any(not _KAZAKH.isdisjoint(text) or _KAZAKH_WORDS.search(text) for text in texts if text)
        return "kk" if kazakh else "ru"


def words(text: str, language: str) -> Literal:
    """Words in a language."""
    return Literal(text, lang=language)


def number(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=XSD.integer, normalize=False)


def day(value: dt.date) -> Literal:
    """A calendar day."""
    return Literal(value.isoformat(), datatype=XSD.date, normalize=False)


def flag(value: bool) -> Literal:
    """A yes or no."""
    return Literal("true" if value else "false", datatype=XSD.boolean, normalize=False)


def plain(text: str) -> Literal:
    """Words of no language: numbers as printed, codes, paths."""
    return Literal(text)


def listed(scheme: str, notation: str) -> URIRef:
    """A concept of a closed list; a notation that the list lacks gives an IRI that the shapes then report."""
    return concept(scheme, iris.segment(notation))


def in_force(node: URIRef, rule: InForce | None, scope: Scope) -> Triples:
    """When something takes effect: the rule as a concept, its words, and the day or the earliest possible day."""
    if rule is None:
        return
    yield node, ZAN.inForceRule, listed("in-force-rule", rule.rule)
    if rule.days is not None:
        yield node, ZAN.inForceDays, number(rule.days)
    if rule.text:
        yield node, ZAN.inForceText, words(rule.text, scope.language(rule.text))
    yield from period(node, rule, None)


def period(node: URIRef, start: InForce | None, end: InForce | None) -> Triples:
    """From when to when something holds; an unknown day is given as the day it cannot come before."""
    if start is not None and start.from_ is not None:
        yield node, ZAN.inForceFrom, day(start.from_)
    elif start is not None and start.not_before is not None:
        yield node, ZAN.notBefore, day(start.not_before)
    until = start.until if start is not None and end is None else None
    if until is not None:
        yield node, ZAN.inForceUntil, day(until)
    elif end is not None and end.from_ is not None:
        yield node, ZAN.inForceUntil, day(end.from_)
    elif end is not None and end.not_before is not None:
        yield node, ZAN.untilNotBefore, day(end.not_before)


def printed_at(node: URIRef, lines: tuple[int, int] | None) -> Triples:
    """The source lines a record was read from."""
    if lines is not None:
        yield node, ZAN.firstLine, number(lines[0])
        yield node, ZAN.lastLine, number(lines[1])
