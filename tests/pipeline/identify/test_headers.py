"""The headers of acts as registers and portals print them: which act each names, and what is told of it beside."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.clean import clean
from pipeline.document import read_document
from pipeline.identify.header import identify
from pipeline.identify.language import detect_language
from pipeline.model.acts import Identity
from pipeline.model.documents import Source
from pipeline.read.encoding import Decoded
from pipeline.read.text import read_text
from pipeline.structure.frame import frame

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "cases.toml").read_text(encoding="utf-8")
)


def source_of(text: str) -> Source:
    return read_text(Path("act.txt"), text.encode(), Decoded(text, "utf-8", ()))


def identity_of(text: str) -> Identity:
    source = source_of(text)
    paragraphs = clean(source).paragraphs
    return identify(paragraphs, frame(paragraphs), detect_language(source.text).language)


def told(identity: Identity) -> dict[str, Any]:
    registration = identity.registration
    values = {
        "key": str(identity.key) if identity.key else None,
        "title": identity.title,
        "acting": identity.acting,
        "registration": registration.number if registration else None,
        "registered": registration.date if registration else None,
        "doubts": list(identity.doubts),
    }
    return {name: value for name, value in values.items() if value}


@pytest.mark.parametrize("case", CASES["header"], ids=[case["source"] for case in CASES["header"]])
def test_a_header_names_its_act(case: dict[str, Any]) -> None:
    wanted = {name: value for name, value in case.items() if name not in ("kind", "source", "text")}
    assert told(identity_of(case["text"])) == wanted


@pytest.mark.parametrize("case", CASES["blank"], ids=[case["source"] for case in CASES["blank"]])
def test_a_blank_day_and_number_leave_the_body_known(case: dict[str, Any]) -> None:
    identity = identity_of(case["text"])
    assert (identity.issuer, identity.date, identity.number, identity.key) == (case["issuer"], None, None, None)


@pytest.mark.parametrize("case", CASES["amends"], ids=[case["source"] for case in CASES["amends"]])
def test_an_act_amends_what_its_title_names_and_never_itself(case: dict[str, Any]) -> None:
    document = read_document(source_of(case["text"]))
    assert str(document.identity.key) == case["key"]
    assert [reference.act for reference in document.identity.amends] == case["acts"]
