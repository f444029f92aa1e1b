"""In-force clauses and the days they give."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import convert

from pipeline.document import read_document
from pipeline.model.acts import InForce, InForceClause, Language, Rule
from pipeline.read.encoding import Decoded
from pipeline.read.text import read_text
from pipeline.recognise.inforce import read_in_force
from pipeline.recognise.inforce_days import date_in_force
from pipeline.recognise.numerals import number_in_words, ordinal

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))


_TOLD = ("rule", "days", "months", "from", "not_before", "until")


def told(rule: InForce) -> dict[str, Any]:
    values = {
        "rule": rule.rule.value,
        "days": rule.days,
        "months": rule.months,
        "from": rule.from_,
        "not_before": rule.not_before,
        "until": rule.until,
    }
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize("case", DATA["clause"], ids=[case["text"][:60] for case in DATA["clause"]])
def test_a_clause_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    clause = read_in_force(case["text"], case["language"])
    assert clause is not None
    wanted = {name: case[name] for name in _TOLD if name in case}
    assert told(clause.main) == wanted
    exceptions = [told(one.in_force) | {"places": list(one.places)} for one in clause.exceptions]
    assert exceptions == case.get("exceptions", [])
    assert clause.main.text


ACTS = {
    "ru": "Об утверждении Правил\n\nПриказ Министра юстиции Республики Казахстан от 5 мая 2021 года № 150\n\n"
    "      ПРИКАЗЫВАЮ:\n      1. Утвердить прилагаемые Правила.\n",
    "kk": "Қағидаларды бекіту туралы\n\n"
    "Қазақстан Республикасы Әділет министрінің 2021 жылғы 5 мамырдағы № 150 бұйрығы\n\n"
    "      БҰЙЫРАМЫН:\n      1. Қоса беріліп отырған Қағидалар бекітілсін.\n",
}


def _clause_of(case: dict[str, Any]) -> InForceClause | None:
    text = ACTS[case["language"]] + "".join(f"      {line}\n" for line in case["lines"])
    source = read_text(Path("act.txt"), text.encode(), Decoded(text, "utf-8", ()))
    return read_document(source).identity.in_force


@pytest.mark.parametrize("case", DATA["silent"], ids=[case["source"] for case in DATA["silent"]])
def test_an_act_that_prints_no_commencement_has_none(case: dict[str, Any]) -> None:
    assert _clause_of(case) is None


@pytest.mark.parametrize("case", DATA["act"], ids=[case["source"] for case in DATA["act"]])
def test_an_act_is_put_into_force_by_its_whole_clause(case: dict[str, Any]) -> None:
    clause = _clause_of(case)
    assert clause is not None
    assert told(clause.main) == {name: case[name] for name in _TOLD if name in case}
    exceptions = [told(one.in_force) | {"places": list(one.places)} for one in clause.exceptions]
    assert exceptions == case.get("exceptions", [])


@pytest.mark.parametrize("case", DATA["none"], ids=[case["text"][:60] for case in DATA["none"]])
def test_other_words_are_no_clause(case: dict[str, Any]) -> None:
    assert read_in_force(case["text"], case["language"]) is None


@pytest.mark.parametrize("case", DATA["day"], ids=[case["source"] for case in DATA["day"]])
def test_a_rule_gives_its_day(case: dict[str, Any]) -> None:
    rule = convert(case["rule"], InForce)
    dated = date_in_force(rule, case.get("adopted"), case.get("registered"), case.get("published"))
    assert (dated.from_, dated.not_before) == (case.get("from"), case.get("not_before"))


DAYS = st.dates(dt.date(1992, 1, 1), dt.date(2090, 1, 1))


@given(st.integers(0, 200), DAYS)
def test_the_days_must_elapse_whole(days: int, published: dt.date) -> None:
    rule = InForce(Rule.DAYS_AFTER_FIRST_PUBLICATION, days=days)
    from_ = date_in_force(rule, None, None, published).from_
    assert from_ is not None
    assert (from_ - published).days - 1 == days


@given(st.integers(0, 60), DAYS, DAYS)
def test_no_publication_can_be_earlier_than_the_earliest(days: int, adopted: dt.date, published: dt.date) -> None:
    rule = InForce(Rule.DAYS_AFTER_FIRST_PUBLICATION, days=days)
    earliest = date_in_force(rule, adopted, None, None).not_before
    real = date_in_force(rule, adopted, None, max(adopted, published)).from_
    assert earliest is not None and real is not None
    assert earliest <= real


KK_UNITS = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
KK_TENS = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
RU_UNITS = ["", "одного", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти"]
RU_TENS = [
    "",
    "десяти",
    "двадцати",
    "тридцати",
    "сорока",
    "пятидесяти",
    "шестидесяти",
    "семидесяти",
    "восьмидесяти",
    "девяноста",
]
_TEENS = """десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати
    шестнадцати семнадцати восемнадцати девятнадцати"""
RU_TEENS = _TEENS.split()


@pytest.mark.parametrize("number", range(1, 100))
def test_numbers_in_words(number: int) -> None:
    tens, units = divmod(number, 10)
    kazakh = f"{KK_TENS[tens]} {KK_UNITS[units]}".split()
    russian = [RU_TEENS[units]] if tens == 1 else f"{RU_TENS[tens]} {RU_UNITS[units]}".split()
    assert number_in_words(kazakh, "kk") == number_in_words(russian, "ru") == number
    days = " ".join(russian)
    clause = read_in_force(
        f"вводится в действие по истечении {days} календарных дней после дня его первого официального опубликования",
        "ru",
    )
    assert clause is not None and clause.main.days == number
    clause = read_in_force(
        f"алғашқы ресми жарияланған күнінен кейін күнтізбелік {' '.join(kazakh)} күн өткен соң қолданысқа енгізіледі",
        "kk",
    )
    assert clause is not None and clause.main.days == number


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("второй", "ru", 2), ("третьей", "ru", 3), ("двадцать первый", "ru", 21), ("сороковой", "ru", 40),
        ("девяносто девятую", "ru", 99), ("екінші", "kk", 2), ("он бірінші", "kk", 11), ("отыз сегізінші", "kk", 38),
        ("жүзінші", "kk", 100), ("слово", "ru", None), ("сөз", "kk", None),
    ],
)  # fmt: skip
def test_ordinals(words: str, language: Language, value: int | None) -> None:
    assert ordinal(words.split(), language) == value


WORDS = sorted({word for case in DATA["clause"] for word in case["text"].split()})


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.text(max_size=150), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)),
    st.sampled_from(["kk", "ru"]),
)
def test_any_text_is_read_without_harm(text: str, language: Language) -> None:
    clause = read_in_force(text, language)
    if clause is not None:
        assert clause.main.text is not None
        date_in_force(clause.main, dt.date(2020, 1, 31), None, None)
