"""Write docs/reference/ontology.html from the ontology, the concept schemes and the drawing of the model.

python docs/generate/ontology_page.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import diagram
from jinja2 import Environment, FileSystemLoader
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from graph.query import shorten
from graph.vocabulary import ONTOLOGY_IRI, PREFIXES, SCHEME_IRI, ZAN
from ontology import ONTOLOGY, SCHEMES

HERE = Path(__file__).parent
PAGE = HERE.parent / "reference" / "ontology.html"
_SCHEMA = Namespace("https://schema.org/")
_LANGUAGES = ("en", "kk", "ru")


def page() -> str:
    """The whole page."""
    terms = Graph().parse(ONTOLOGY, format="turtle")
    schemes = Graph().parse(SCHEMES, format="turtle")
    ontology = URIRef(ONTOLOGY_IRI)
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("ontology.html.j2").render(
        iri=ONTOLOGY_IRI,
        title=_said(terms, ontology, DCTERMS.title),
        description=_said(terms, ontology, DCTERMS.description),
        version=terms.value(ontology, OWL.versionInfo),
        version_iri=terms.value(ontology, OWL.versionIRI),
        licence=terms.value(ontology, DCTERMS.license),
        issued=terms.value(ontology, DCTERMS.issued),
        drawing=diagram.svg(),
        prefixes=sorted(PREFIXES.items()),
        classes=_terms(terms, OWL.Class),
        object_properties=_terms(terms, OWL.ObjectProperty),
        datatype_properties=_terms(terms, OWL.DatatypeProperty),
        schemes=[_scheme(schemes, node) for node in sorted(schemes.subjects(RDF.type, SKOS.ConceptScheme))],
    )


def _said(graph: Graph, node: Any, term: URIRef) -> dict[str, str]:
    """The words of a term in each language."""
    found = {str(each.language): str(each) for each in graph.objects(node, term) if isinstance(each, Literal)}
    return {language: found[language] for language in _LANGUAGES}


def _terms(graph: Graph, kind: URIRef) -> list[dict[str, Any]]:
    found = [_term(graph, node) for node in sorted(graph.subjects(RDF.type, kind))]
    return sorted(found, key=lambda term: term["name"].lower())


def _term(graph: Graph, node: Any) -> dict[str, Any]:
    above = (RDFS.subClassOf, RDFS.subPropertyOf)
    return {
        "name": str(node).removeprefix(str(ZAN._NS)),
        "label": _said(graph, node, RDFS.label),
        "definition": _said(graph, node, SKOS.definition),
        "example": graph.value(node, SKOS.example),
        "above": _names(graph, node, *above),
        "domain": _names(graph, node, RDFS.domain, _SCHEMA.domainIncludes),
        "range": _names(graph, node, RDFS.range, _SCHEMA.rangeIncludes),
    }


def _names(graph: Graph, node: Any, *terms: URIRef) -> list[dict[str, str | None]]:
    values = sorted({str(value) for term in terms for value in graph.objects(node, term)})
    own = str(ZAN._NS)
    return [
        {"name": shorten(value), "link": value.removeprefix(own) if value.startswith(own) else None}
        for value in values
    ]


def _scheme(graph: Graph, node: Any) -> dict[str, Any]:
    concepts = [
        {"notation": str(graph.value(concept, SKOS.notation)), "label": _said(graph, concept, SKOS.prefLabel)}
        for concept in graph.subjects(SKOS.inScheme, node)
    ]
    return {
        "name": str(node).removeprefix(f"{SCHEME_IRI}/"),
        "iri": str(node),
        "title": _said(graph, node, DCTERMS.title),
        "concepts": sorted(concepts, key=lambda concept: concept["notation"]),
    }


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
