"""Positions of the register and qualification requirements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from graph import iris
from graph.triples.professions import cards
from graph.triples.scope import Object, Scope, Triples, listed, number, plain, printed_at, words
from graph.vocabulary import ZAN
from pipeline.model.editions import Act
from pipeline.model.professions import Experience, PositionRow, Requirement

_ABSENT = "none"


def positions(act: Act, scope: Scope) -> Triples:
    """Every printed post as one `zan:Position` with the particulars of its row, and the row it stands in."""
    count: Counter[tuple[str, ...]] = Counter()
    for nth, row in enumerate(act.positions, start=1):
        language = row.language or scope.language(*row.positions, row.sector)
        holder = iris.within(scope.node, "row", nth)
        yield from _register_row(holder, row, scope)
        path = (row.block, row.zveno or _ABSENT, row.step or _ABSENT, language)
        particulars = list(_row(row, language, scope))
        expanded = [*row.expanded, *[()] * (len(row.positions) - len(row.expanded))]
        for name, singly in zip(row.positions, expanded, strict=False):
            count[path] += 1
            node = iris.within(scope.node, "position", *path, count[path])
            yield node, RDF.type, ZAN.Position
            yield node, ZAN.inRow, holder
            yield node, RDFS.label, words(name, language)
            yield node, SKOS.prefLabel, words(name, language)
            for single in singly:
                yield node, ZAN.expandsTo, words(single, language)
            for term, value in particulars:
                yield node, term, value
            yield from printed_at(node, row.lines)


def _register_row(node: URIRef, row: PositionRow, scope: Scope) -> Triples:
    yield node, RDF.type, ZAN.RegisterRow
    yield node, ZAN.ofAct, scope.node
    if row.zveno_supplied:
        yield node, ZAN.supplied, plain("zveno")
    if row.step_supplied:
        yield node, ZAN.supplied, plain("step")
    for doubt in row.doubts:
        yield node, ZAN.doubt, plain(doubt)
    yield from printed_at(node, row.lines)


def _row(row: PositionRow, language: str, scope: Scope) -> Iterator[tuple[URIRef, Object]]:
    yield ZAN.ofAct, scope.node
    yield ZAN.block, listed("block", row.block)
    if row.zveno:
        yield ZAN.zveno, plain(row.zveno)
    if row.step:
        yield ZAN.step, plain(row.step)
    if row.sector:
        yield ZAN.sector, words(row.sector, language)
    if row.institution:
        yield ZAN.institution, words(row.institution, language)
    if row.skill_level:
        yield ZAN.skillLevel, listed("skill-level", row.skill_level)
    if row.category:
        yield ZAN.category, listed("category", row.category)


def asked(act: Act, scope: Scope) -> Iterator[tuple[URIRef, Requirement]]:
    """The requirements of an act with what asks for them: a card, a provision or the act; each record once."""
    named: dict[str, URIRef] = {}
    seen: set[Requirement] = set()
    for entry in cards(act, scope):
        named.setdefault(entry.card.name, entry.node)
        for requirement in entry.card.requirements:
            if requirement not in seen:
                seen.add(requirement)
                yield entry.node, requirement
    for entry in cards(act, scope):
        if entry.card.code:
            named.setdefault(entry.card.code, entry.node)
    for requirement in act.requirements:
        if requirement not in seen:
            seen.add(requirement)
            yield _source(requirement, named, scope), requirement


def _source(requirement: Requirement, named: dict[str, URIRef], scope: Scope) -> URIRef:
    source = requirement.source
    if source.card is not None and source.card in named:
        return named[source.card]
    return scope.other(source.act, source.address or "")


def requirements(act: Act, scope: Scope) -> Triples:
    """Every qualification requirement; the alternatives of education, field and experience stay alternatives."""
    count: Counter[tuple[URIRef, str]] = Counter()
    for source, record in asked(act, scope):
        language = record.language or scope.language(record.text)
        count[source, language] += 1
        node = iris.within(source, "requirement", language, count[source, language])
        yield node, RDF.type, ZAN.Requirement
        yield node, ZAN.ofAct, scope.node
        yield node, ZAN.requiredBy, source
        yield from _requirement(node, record, language)


def _requirement(node: URIRef, record: Requirement, language: str) -> Triples:
    yield node, ZAN.text, words(record.text, language)
    if record.position:
        yield node, ZAN.positionName, words(record.position, language)
    if record.position_category:
        yield node, ZAN.positionCategory, plain(record.position_category)
    if record.skill_level:
        yield node, ZAN.skillLevel, listed("skill-level", record.skill_level)
    if record.category:
        yield node, ZAN.category, listed("category", record.category)
    for level in record.education:
        yield node, ZAN.educationLevel, listed("education", level)
    for field in record.fields:
        yield node, ZAN.fieldOfStudy, words(field, language)
    for position, experience in enumerate(record.experience, start=1):
        yield node, ZAN.minYears, number(experience.min_years)
        yield from _experience(node, iris.within(node, "experience", position), experience, language)
    for doubt in record.doubts:
        yield node, ZAN.doubt, plain(doubt)
    yield from printed_at(node, record.lines)


def _experience(requirement: URIRef, node: URIRef, experience: Experience, language: str) -> Triples:
    yield requirement, ZAN.experience, node
    yield node, RDF.type, ZAN.Experience
    yield node, ZAN.minYears, number(experience.min_years)
    if experience.where:
        yield node, ZAN.where, words(experience.where, language)
    if experience.post:
        yield node, ZAN.heldPost, words(experience.post, language)
    for level in experience.education:
        yield node, ZAN.educationLevel, listed("education", level)
