"""Generated notes: their wording, and that the reader of notes reads them as meant."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.address import Unit
from pipeline.model.acts import ActType, InForce, Rule
from pipeline.model.operations import Action, Clause, Operation
from pipeline.publish.authors import author, kk_genitive_ending, register
from pipeline.publish.numerals import kk_ordinal, ru_genitive, ru_ordinal
from pipeline.publish.remarks import ActName, in_force_words, note
from pipeline.publish.wording import Document, document_word, words
from pipeline.recognise.notes import read_note

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "notes.toml").read_text("utf-8"))["case"]
AUTHORS = tomllib.loads((HERE / "cases" / "authors.toml").read_text("utf-8"))["case"]
EXAMPLES = HERE.parents[3] / "shared" / "examples" / "notes.jsonl"

TEN_DAYS = InForce(Rule.DAYS_AFTER_FIRST_PUBLICATION, days=10)
KK_TEN = " (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)"
RU_TEN = (
    " (вводится в действие по истечении десяти календарных дней после дня его первого официального опубликования)"
)
TITLES = {
    "kk": "Кәсіптер тізілімін қалыптастыру, жаңарту және жүргізу қағидаларын айқындау туралы",
    "ru": "Об утверждении Правил формирования, ведения и актуализации реестра профессий",
}


def named(type_: ActType = ActType.ORDER, acting: bool = False) -> ActName:
    body = register()["mtszn"]
    has_author = type_ is not ActType.LAW
    return ActName(
        type=type_,
        date=dt.date(2024, 8, 15),
        number="316",
        author_kk=author(body["kk"], "kk") if has_author else "",
        author_ru=author(body["ru"], "ru") if has_author else "",
        acting=acting,
    )


def operation(action: str, address: str, in_force: InForce | None = TEN_DAYS, number: str | None = None) -> Operation:
    clause = Clause("9-тармақ мынадай редакцияда жазылсын:", (1, 1))
    return Operation(1, Action(action), "order/mtszn/2017-10-25/360", address, None, None, in_force, clause, number)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['action']} {case['address']}")
def test_wording(case: dict, language: str) -> None:
    rule = msgspec.convert(case["in_force"], InForce) if "in_force" in case else TEN_DAYS
    made = note(
        operation(case["action"], case["address"], rule, case.get("number")),
        named(ActType(case.get("type", "order")), case.get("acting", False)),
        Document(ActType.ORDER, TITLES[language]),
        language,
        case.get("place"),
    )
    assert made == case[language].replace("{kk}", KK_TEN).replace("{ru}", RU_TEN)


READ_AS = {"restate": "restate", "insert": "insert", "replace_words": "amend", "delete": "delete", "repeal": "repeal"}


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "address", ["point:9", "point:4-1/subpoint:12", "point:7/part:2", "chapter:3", "article:5/point:2"]
)
@pytest.mark.parametrize("action", READ_AS)
def test_notes_are_read_back_as_meant(action: str, address: str, language: str) -> None:
    made = note(operation(action, address), named(), Document(ActType.ORDER, TITLES[language]), language)
    (event,) = read_note(made).events
    assert event.action == READ_AS[action]
    assert [target.removeprefix("annex/") for target in event.targets] == [address]
    assert [(act.date, act.number) for act in event.acts] == [("2024-08-15", "316")]
    assert event.in_force is not None
    assert (event.in_force.rule, event.in_force.days) == (Rule.DAYS_AFTER_FIRST_PUBLICATION, 10)


REAL = {
    "n-ru-003": ("restate", "point:11"), "n-ru-021": ("delete", "annex:1"),
    "n-ru-027": ("insert", "point:2-1"), "n-ru-051": ("replace_words", "point:2"),
    "n-ru-069": ("replace_words", "title"),
    "n-kk-021": ("insert", "point:3-5"), "n-kk-030": ("replace_words", "point:2"),
    "n-kk-033": ("restate", "annex"),
}  # fmt: skip
"""Real notes about one event in today's wording; the address is the one the note speaks of."""

BODIES = {"юстиции": "mu", "Әділет": "mu", "Правительства": "government", "Үкіметінің": "government"}


@pytest.mark.skipif(not EXAMPLES.is_file(), reason="the real notes are not here")
@pytest.mark.parametrize("name", REAL)
def test_real_notes_are_worded_alike(name: str) -> None:
    """Dashes aside: the registry sets them or not; nor «его», which it sometimes leaves out."""
    row = next(row for row in map(json.loads, EXAMPLES.read_text("utf-8").splitlines()) if row["id"] == name)
    language, text = row["lang"], row["text"]
    (event,) = row["events"]
    (act,) = event["acts"]
    read = read_note(text).events[0]
    resolution = re.search(r"постановлени|қаулы", text, re.IGNORECASE) is not None
    genitive = act["issuer"].replace("РК", "").replace("ҚР", "").strip()
    by = ActName(
        ActType.RESOLUTION if resolution else ActType.ORDER,
        dt.date.fromisoformat(act["date"]), act["number"],
        author_kk=genitive, author_ru=genitive,
    )  # fmt: skip
    title = "Правила" if language == "ru" else "қағидалары"
    action, address = REAL[name]
    made = note(operation(action, address, read.in_force), by, Document(by.type, title), language)
    assert bare(made) == bare(text)


def bare(text: str) -> str:
    return " ".join(re.sub(r"\s[–-]\s|(?<=дня )его ", " ", text).split())


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("case", AUTHORS, ids=lambda case: case["ru"][0])
def test_authors_in_the_genitive(case: dict, language: str) -> None:
    name, genitive = case[language]
    assert author(name, language) == genitive


def test_every_ministry_agency_and_committee_has_its_author() -> None:
    for slug, names in register().items():
        if "ru" in names and names["ru"].startswith(("Министерство", "Агентство", "Комитет")):
            assert author(names["ru"], "ru").split()[0] in ("Министра", "Председателя"), slug


@pytest.mark.parametrize(
    ("word", "ending"),
    [("Үкіметі", "нің"), ("қоғам", "ның"), ("орган", "ның"), ("тармақ", "тың"), ("бап", "тың"), ("бөлік", "тің"),
     ("облыс", "тың"), ("мәслихат", "тың"), ("әкім", "нің"), ("кеңсе", "нің"), ("тізілім", "нің"), ("хабар", "дың"),
     ("әкімдер", "дің"), ("орталық", "тың")],
)  # fmt: skip
def test_kazakh_genitive(word: str, ending: str) -> None:
    assert kk_genitive_ending(word) == ending


@pytest.mark.parametrize(
    ("title", "language", "word"),
    [
        ("Об утверждении Типовых квалификационных характеристик должностей", "ru", "Характеристики"),
        ("Об утверждении Положения о комиссии", "ru", "Положение"),
        ("Об утверждении Правил ведения реестра", "ru", "Правила"),
        ("Лауазымдарының тізілімін бекіту туралы", "kk", "Тізілім"),
        ("Кәсіптер тізілімін жүргізу қағидаларын бекіту туралы", "kk", "Қағидалар"),
        ("О переименовании", "ru", None),
        (None, "kk", None),
    ],
)
def test_what_a_document_calls_itself(title: str | None, language: str, word: str | None) -> None:
    found = document_word(title, language)
    assert (found.cases[0] if found else None) == word


def test_every_unit_and_type_has_its_words() -> None:
    for table in (words().kk, words().ru):
        assert set(table.units) == set(table.many) == set(Unit)
        assert set(table.acts) == set(ActType)


def test_numerals() -> None:
    assert [ru_ordinal(n, "f", "instrumental") for n in (1, 3, 20, 40, 47)] == [
        "первой", "третьей", "двадцатой", "сороковой", "сорок седьмой",
    ]  # fmt: skip
    assert [ru_ordinal(n, "m", "genitive") for n in (2, 3, 23)] == ["второго", "третьего", "двадцать третьего"]
    assert [kk_ordinal(n) for n in (2, 10, 20, 31)] == ["екінші", "оныншы", "жиырмасыншы", "отыз бірінші"]
    assert [ru_genitive(n) for n in (1, 10, 21, 60)] == ["одного", "десяти", "двадцати одного", "шестидесяти"]


rules = st.one_of(
    st.builds(InForce, st.just(Rule.DAYS_AFTER_FIRST_PUBLICATION), days=st.integers(1, 99)),
    st.builds(InForce, st.just(Rule.DAYS_AFTER_FIRST_PUBLICATION), months=st.integers(1, 24)),
    st.builds(InForce, st.just(Rule.ON_DATE), from_=st.dates(dt.date(1991, 1, 1), dt.date(2090, 1, 1))),
    st.builds(
        InForce,
        st.sampled_from([Rule.ON_FIRST_PUBLICATION, Rule.ON_SIGNING, Rule.ON_REGISTRATION]),
        days=st.sampled_from([None, 0]),
    ),
)


@given(rules, st.sampled_from(["kk", "ru"]))
def test_in_force_words_are_read_back(rule: InForce, language: str) -> None:
    name = named()
    made = note(operation("restate", "point:3", rule), name, Document(ActType.ORDER, None), language)
    assert in_force_words(rule, language) in made
    (event,) = read_note(made).events
    assert event.in_force is not None
    read = event.in_force
    assert (read.rule, read.days, read.months) == (rule.rule, rule.days, rule.months)
    if rule.rule is Rule.ON_DATE:
        assert read.from_ == rule.from_
