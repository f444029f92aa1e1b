"""Profession cards with their functions, tasks, skills and knowledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from graph import iris
from graph.triples.scope import Scope, Triples, listed, number, plain, printed_at, words
from graph.vocabulary import ISCO, ZAN
from pipeline.model.acts import Language
from pipeline.model.editions import Act
from pipeline.model.professions import Card, LabourFunction, RelatedProfession, Task


class TaskEntry(Struct, frozen=True):
    """A task, the function it belongs to, and the IRI it has."""

    node: URIRef
    function: URIRef
    record: Task


class CardEntry(Struct, frozen=True):
    """A card, its language and its IRI."""

    node: URIRef
    language: Language
    card: Card

    def functions(self) -> Iterator[tuple[URIRef, LabourFunction]]:
        """The functions with their IRIs."""
        for function in self.card.functions:
            yield iris.within(self.node, "function", function.n), function

    def tasks(self) -> Iterator[TaskEntry]:
        """The tasks of all functions with their IRIs."""
        for node, function in self.functions():
            for task in function.tasks:
                yield TaskEntry(iris.within(node, "task", task.n), node, task)


def cards(act: Act, scope: Scope) -> Iterator[CardEntry]:
    """The cards of an act with their IRIs.

    A card is known by its code, or by its name where no code is printed; cards of one code are told apart by
    their order, so that the Kazakh and the Russian text of one card meet in one node.
    """
    seen: Counter[tuple[Language, str]] = Counter()
    for card in act.cards:
        language = card.language or scope.language(card.name, *(function.title for function in card.functions))
        name = iris.slug(card.code or card.name) or "unnamed"
        seen[language, name] += 1
        nth = seen[language, name]
        yield CardEntry(iris.within(scope.node, "card", name if nth == 1 else f"{name}-{nth}"), language, card)


def professions(act: Act, scope: Scope) -> Triples:
    """Every card of the act, down to its skills and knowledge items."""
    for entry in cards(act, scope):
        yield from _card(entry, scope)
        for node, function in entry.functions():
            yield entry.node, ZAN.hasFunction, node
            yield node, RDF.type, ZAN.LabourFunction
            yield node, ZAN.n, number(function.n)
            yield node, RDFS.label, words(function.title, entry.language)
        for task in entry.tasks():
            yield from _task(task, entry.language)


def _card(entry: CardEntry, scope: Scope) -> Triples:
    node, card = entry.node, entry.card
    yield node, RDF.type, ZAN.ProfessionCard
    yield node, ZAN.ofAct, scope.node
    yield from _named(node, card.name, entry.language)
    if card.code:
        yield node, ZAN.professionCode, plain(card.code)
    if card.isco_group:
        yield node, ZAN.iscoGroup, plain(card.isco_group)
        yield node, SKOS.broadMatch, ISCO[f"C{iris.segment(card.isco_group)}"]
    for level in card.ork_levels:
        yield from _level(node, level)
    for position, related in enumerate(card.related_professions, start=1):
        yield from _related(node, position, related, entry.language)
    yield from _card_texts(entry)
    for reference in card.ks_citations:
        yield node, ZAN.referenceBook, scope.other(reference.act)
    yield from printed_at(node, card.lines)


def _card_texts(entry: CardEntry) -> Triples:
    card = entry.card
    for text in card.ks:
        yield entry.node, ZAN.referenceBookText, words(text, entry.language)
    for text in card.personal_competences:
        yield entry.node, ZAN.personalCompetence, words(text, entry.language)
    if card.education:
        yield entry.node, ZAN.educationText, words(card.education, entry.language)
    for label, text in card.other:
        yield entry.node, ZAN.otherText, words(f"{label}: {text}", entry.language)
    for doubt in card.doubts:
        yield entry.node, ZAN.doubt, plain(doubt)


def _named(node: URIRef, name: str, language: str) -> Triples:
    yield node, RDFS.label, words(name, language)
    yield node, SKOS.prefLabel, words(name, language)


def _level(node: URIRef, level: int) -> Triples:
    yield node, ZAN.orkLevel, number(level)
    yield node, ZAN.qualificationLevel, listed("ork-level", str(level))


def _related(card: URIRef, position: int, related: RelatedProfession, language: str) -> Triples:
    node = iris.within(card, "related", language, position)
    yield card, ZAN.relatedProfession, node
    yield node, RDF.type, ZAN.RelatedProfession
    yield node, RDFS.label, words(related.name, language)
    if related.level is not None:
        yield from _level(node, related.level)
    if related.code:
        yield node, ZAN.professionCode, plain(related.code)


def _task(task: TaskEntry, language: str) -> Triples:
    yield task.function, ZAN.hasTask, task.node
    yield task.node, RDF.type, ZAN.Task
    yield task.node, ZAN.n, number(task.record.n)
    yield task.node, RDFS.label, words(task.record.title, language)
    yield from printed_at(task.node, task.record.lines)
    for kind, link, items in (
        (ZAN.Skill, ZAN.requiresSkill, task.record.skills),
        (ZAN.Knowledge, ZAN.requiresKnowledge, task.record.knowledge),
    ):
        path = "skill" if kind == ZAN.Skill else "knowledge"
        for position, item in enumerate(items, start=1):
            # The two languages list their items on their own: item 3 of one need not be item 3 of the other.
            node = iris.within(task.node, path, language, position)
            yield task.node, link, node
            yield node, RDF.type, kind
            yield node, ZAN.n, number(position)
            yield node, RDFS.label, Literal(item, lang=language)
