"""The namespaces of the graph: ELI and the project's own terms as closed lists, so that a misspelt term fails."""

# ruff: noqa: N815  (the names are those of the terms)
from __future__ import annotations

from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, DefinedNamespace

ONTOLOGY_IRI: Final = "https://w3id.org/zangraph/ontology"
SCHEME_IRI: Final = "https://w3id.org/zangraph/scheme"


class ELI(DefinedNamespace):
    """The terms of the European Legislation Identifier ontology (version 1.5) that the graph uses."""

    _NS = Namespace("http://data.europa.eu/eli/ontology#")
    _fail = True

    LegalExpression: URIRef
    LegalResource: URIRef
    LegalResourceSubdivision: URIRef
    amended_by: URIRef
    amends: URIRef
    based_on: URIRef
    basis_for: URIRef
    cited_by: URIRef
    cites: URIRef
    consolidated_by: URIRef
    consolidates: URIRef
    date_document: URIRef
    date_no_longer_in_force: URIRef
    date_publication: URIRef
    first_date_entry_in_force: URIRef
    has_part: URIRef
    id_local: URIRef
    is_part_of: URIRef
    is_realized_by: URIRef
    language: URIRef
    number: URIRef
    passed_by: URIRef
    realizes: URIRef
    repealed_by: URIRef
    repeals: URIRef
    title: URIRef
    type_document: URIRef
    type_subdivision: URIRef
    version_date: URIRef


class ZAN(DefinedNamespace):
    """The project's own terms; `ontology/zangraph.ttl` defines each of them in English, Kazakh and Russian."""

    _NS = Namespace(ONTOLOGY_IRI + "#")
    _fail = True

    Citation: URIRef
    Event: URIRef
    Experience: URIRef
    Knowledge: URIRef
    LabourFunction: URIRef
    Operation: URIRef
    Position: URIRef
    ProfessionCard: URIRef
    RegisterRow: URIRef
    RelatedProfession: URIRef
    Requirement: URIRef
    Skill: URIRef
    Task: URIRef
    Version: URIRef

    action: URIRef
    address: URIRef
    afterWords: URIRef
    beforeWords: URIRef
    block: URIRef
    carries: URIRef
    category: URIRef
    citationText: URIRef
    citedAct: URIRef
    citedPlace: URIRef
    citedTitle: URIRef
    citing: URIRef
    clauseText: URIRef
    coverage: URIRef
    doubt: URIRef
    educationLevel: URIRef
    educationText: URIRef
    everywhere: URIRef
    evidence: URIRef
    experience: URIRef
    expandsTo: URIRef
    fieldOfStudy: URIRef
    finding: URIRef
    firstLine: URIRef
    fromAnnex: URIRef
    hasFunction: URIRef
    hasTask: URIRef
    heldPost: URIRef
    inAct: URIRef
    inForceDays: URIRef
    inForceFrom: URIRef
    inForceRule: URIRef
    inForceText: URIRef
    inForceUntil: URIRef
    inRow: URIRef
    institution: URIRef
    iscoGroup: URIRef
    lastLine: URIRef
    minYears: URIRef
    n: URIRef
    nameFrom: URIRef
    nameUntil: URIRef
    newNumber: URIRef
    newWords: URIRef
    notBefore: URIRef
    note: URIRef
    ofAct: URIRef
    oldWords: URIRef
    onlyIn: URIRef
    order: URIRef
    otherText: URIRef
    orkLevel: URIRef
    outcome: URIRef
    outcomeDetail: URIRef
    ownText: URIRef
    payloadText: URIRef
    personalCompetence: URIRef
    positionCategory: URIRef
    positionName: URIRef
    producedBy: URIRef
    professionCode: URIRef
    qualificationLevel: URIRef
    referenceBook: URIRef
    referenceBookText: URIRef
    registrationDate: URIRef
    registrationNumber: URIRef
    relatedProfession: URIRef
    requiredBy: URIRef
    requiresKnowledge: URIRef
    requiresSkill: URIRef
    sector: URIRef
    skillLevel: URIRef
    standing: URIRef
    step: URIRef
    supplied: URIRef
    target: URIRef
    targetAct: URIRef
    text: URIRef
    untilNotBefore: URIRef
    where: URIRef
    wordsFrom: URIRef
    zveno: URIRef


ISCO: Final = Namespace("http://data.europa.eu/esco/isco/")
LANGUAGES: Final = {
    "kk": URIRef("http://publications.europa.eu/resource/authority/language/KAZ"),
    "ru": URIRef("http://publications.europa.eu/resource/authority/language/RUS"),
}
"""Language tags and the authority concepts that `eli:language` takes."""

PREFIXES: Final[dict[str, str]] = {
    "zan": str(ZAN._NS),
    "eli": str(ELI._NS),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "prov": str(PROV),
    "org": str(ORG),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
    "isco": str(ISCO),
}
"""The prefixes that every query may use without declaring them, and every Turtle file declares."""


def concept(scheme: str, notation: str) -> URIRef:
    """The concept of a scheme of `ontology/schemes.ttl` by its notation: `concept("action", "restate")`."""
    return URIRef(f"{SCHEME_IRI}/{scheme}/{notation}")


def bind_prefixes(graph: Graph) -> Graph:
    """Give a graph the project's prefixes; returns the same graph."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph
