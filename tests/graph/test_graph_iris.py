"""IRIs: written as the contract says, legal whatever the words, and read back to what they were made of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import iris
from pipeline.address import Address, Step, Unit, selector

_LEGAL = re.compile(r"https://w3id\.org/zangraph/[^\x00-\x20<>\"{}|\\^`\[\]]*")

CASES = [
    ("order/mtszn/2017-10-25/360", "", None, None, "id/order/mtszn/2017-10-25/360"),
    (
        "order/mtszn/2017-10-25/360",
        "annex/point:9",
        "kk",
        "2024-08-26",
        "id/order/mtszn/2017-10-25/360/annex/point:9/kk/2024-08-26",
    ),
    (
        "order/mtszn/2017-10-25/360",
        "annex/annex:1-2/row:4",
        "ru",
        None,
        "id/order/mtszn/2017-10-25/360/annex/annex:1-2/row:4/ru",
    ),
    ("order/mvd/2015-01-16/237-п", "title", None, None, "id/order/mvd/2015-01-16/237-п/title"),
    ("code/named/еңбек-кодексі", "article:139", None, None, "id/code/named/еңбек-кодексі/article:139"),
    (
        "order/mtszn/2017-10-25/360",
        'section["Комитету по инвестициям"]/row["а/б"]',
        None,
        None,
        "id/order/mtszn/2017-10-25/360/section%5B%22Комитету%20по%20инвестициям%22%5D/row%5B%22а%2Fб%22%5D",
    ),
]


@pytest.mark.parametrize(("act", "address", "language", "date", "expected"), CASES)
def test_iris_are_written_as_the_contract_says_and_read_back(act, address, language, date, expected):
    iri = iris.text(act, address, language, date) if language else iris.place(act, address)
    assert str(iri) == iris.BASE + expected
    assert iris.read(str(iri)) == iris.Place(act, address, language, date)


def test_another_base_is_kept_apart():
    iri = iris.act("order/mtszn/2017-10-25/360", "http://127.0.0.1:8000/")
    assert str(iri) == "http://127.0.0.1:8000/id/order/mtszn/2017-10-25/360"
    assert iris.read(str(iri)) is None
    assert iris.read(str(iri), "http://127.0.0.1:8000/") == iris.Place("order/mtszn/2017-10-25/360")


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/zangraph/id/body/mtszn",
        "https://w3id.org/zangraph/ontology#text",
        "https://w3id.org/zangraph/id/order/mtszn/2017-10-25/360/card/2422-1-022",
        "https://w3id.org/zangraph/id/order/mtszn/2017-10-25/360/operation/1",
        "https://example.org/",
    ],
)
def test_other_iris_are_no_place(iri):
    assert iris.read(iri) is None


_text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)
_number = st.from_regex(r"[0-9]{1,3}(-[0-9]{1,2})?", fullmatch=True)
_step = st.builds(
    Step,
    st.sampled_from(Unit),
    st.none() | _number,
    st.none() | _text.map(selector),
)


@given(st.lists(_step, max_size=4), st.sampled_from([None, "kk", "ru"]))
def test_every_address_gives_a_legal_iri_that_reads_back(steps, language):
    address = str(Address(tuple(steps)))
    key = "order/mtszn/2017-10-25/360"
    iri = str(iris.text(key, address, language) if language else iris.place(key, address))
    assert _LEGAL.fullmatch(iri)
    assert iris.read(iri) == iris.Place(key, address, language)


@given(_text)
def test_a_segment_never_opens_a_new_one(words):
    written = iris.segment(words)
    assert _LEGAL.fullmatch(iris.BASE + written)
    assert not set("/?#") & set(written)
    assert written not in (".", "..")
