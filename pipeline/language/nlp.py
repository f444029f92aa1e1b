"""The spaCy pipelines of the two languages: tokens, entities, qualification spans, citations."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

from pipeline.identify.bodies import bodies
from pipeline.language import QUALIFICATION
from pipeline.language.kazakh import exceptions, legal_infixes, one_token
from pipeline.model.acts import Language


@lru_cache(maxsize=2)
def nlp(language: Language) -> Pipeline:
    """The pipeline of a language; made once, then the same one again.

    It sets `doc.ents` (BODY, ACT, ACT_TITLE, DATE, NUMBER), `doc.spans["qualification"]`,
    `doc.spans["citations"]` and `doc._.citations`; all of it can be saved with `to_disk`.
    """
    made = _with_marks(language)
    entities: Any = made.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"}, first=True)
    entities.add_patterns(_names_of_bodies(language) + rules(language, "entity"))
    made.add_pipe("zangraph_citations")
    return made


@lru_cache(maxsize=2)
def marks(language: Language) -> Pipeline:
    """The smaller pipeline that only tokenizes and marks qualification spans: for reading requirements."""
    return _with_marks(language)


def _with_marks(language: Language) -> Pipeline:
    made = spacy.blank(language)
    if language == "ru":
        made.tokenizer = _legal_tokenizer(made)
    ruler: Any = made.add_pipe(
        "span_ruler",
        name="qualification_ruler",
        config={
            "spans_key": QUALIFICATION,
            "spans_filter": {"@misc": "spacy.first_longest_spans_filter.v1"},
            "overwrite": True,
        },
    )
    ruler.add_patterns(rules(language, "span"))
    return made


def rules(language: Language, kind: str) -> list[dict[str, Any]]:
    """The token rules of a language as spaCy takes them; `kind` is `span` or `entity`."""
    text = (files("pipeline.language") / "rules" / f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text.replace("{number}", tomllib.loads(text)["number"]))
    return [{key: value for key, value in rule.items() if key != "example"} for rule in table[kind]]


def _names_of_bodies(language: Language) -> list[dict[str, Any]]:
    names: list[dict[str, Any]] = []
    for slug, body in bodies().items():
        names += [{"label": "BODY", "pattern": name, "id": slug} for name in body.names(language)]
    return names


def _legal_tokenizer(made: Pipeline) -> Tokenizer:
    """spaCy's tokenizer with the rules of legal text instead of those of Russian prose, which cut «2)» in two."""
    plain: Any = made.tokenizer
    return Tokenizer(
        made.vocab,
        rules=exceptions(),
        prefix_search=plain.prefix_search,
        suffix_search=plain.suffix_search,
        infix_finditer=legal_infixes().finditer,
        token_match=one_token,
    )
