"""The register of bodies: phrases in all cases and both languages, links, and laws of the register."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identify.bodies import Certainty, bodies, regions, resolve_body

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_a_phrase_names_the_body_of_the_case(case: dict[str, Any]) -> None:
    found = resolve_body(case["words"], case.get("language"))
    assert found is not None
    assert (found.slug, found.acting, found.certainty) == (case["slug"], case.get("acting", False), case["certainty"])
    assert bool(found.doubts) == (case["certainty"] != Certainty.KNOWN)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_name_of_the_register_resolves_to_its_body(language: Any) -> None:
    for body in bodies().values():
        for name in body.names(language):
            found = resolve_body(name, language)
            assert found is not None
            assert (found.slug, found.certainty) == (body.slug, Certainty.KNOWN), name


def test_links_of_the_register_lead_to_bodies_of_it() -> None:
    for body in bodies().values():
        links = (*body.predecessors, *body.successors, *([body.part_of] if body.part_of else ()))
        assert set(links) <= bodies().keys(), body.slug


def test_years_are_spans() -> None:
    for body in bodies().values():
        assert all(len(period) == 1 or period[0] <= period[1] for period in body.periods), body.slug
    assert bodies()["mzsr"].existed(2015)
    assert not bodies()["mzsr"].existed(2018)


def test_regions_are_one_slug_in_both_languages() -> None:
    for region in regions().values():
        russian = resolve_body(f"акимат {region.ru[0]}", "ru")
        kazakh = resolve_body(f"{region.kk[0]} әкімдігі", "kk")
        assert russian is not None and kazakh is not None
        assert russian.slug == kazakh.slug == f"akimat-{region.slug}"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_any_words_get_a_slug_or_none(words: str) -> None:
    found = resolve_body(words)
    if found is None:
        assert not any(letter.isalpha() for letter in words)
    else:
        assert found.slug
        assert found.slug == found.slug.strip("-").lower()
        assert found == resolve_body(words)
