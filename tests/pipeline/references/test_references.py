"""References to acts: real and invented passages, the corpus' heads, and laws that hold for any text."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.address import Address
from pipeline.identify.bodies import bodies
from pipeline.identify.named_acts import named_acts
from pipeline.model.acts import ActKey, ActRef, Language
from pipeline.recognise.references import defined_short_forms, find_references, of_its_time

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
EXAMPLES = HERE.parents[3] / "shared" / "examples" / "clauses.jsonl"
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
RU_MONTHS = _RU.split()
_KK = """қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы
    шілдедегі тамыздағы қыркүйектегі қазандағы қарашадағы желтоқсандағы"""
KK_MONTHS = _KK.split()


def said(reference: ActRef) -> dict[str, Any]:
    told = {
        "act": reference.act,
        "date": reference.date.isoformat() if reference.date else None,
        "number": reference.number,
        "title": reference.title,
        "registration": reference.registration,
        "places": list(reference.places),
        "doubts": list(reference.doubts),
    }
    return {name: value for name, value in told.items() if value}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['text'][:32]}" for n, case in enumerate(CASES)])
def test_a_passage_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    assert [said(found) for found in find_references(case["text"], case["language"])] == case["references"]


def test_many_cases_are_real() -> None:
    assert sum(case["kind"] == "real" for case in CASES) >= 60


def _example_heads() -> list[tuple[str, Language]]:
    if not EXAMPLES.exists():
        return []
    heads: dict[str, Language] = {}
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
        example = json.loads(line)
        for text in (*(example["context"] or ()), example["text"]):
            if "қаулы" in text.lower() and "жылғы" in text:
                heads[text] = "kk"
            elif "остановлени" in text and (" № " in text or " N " in text):
                heads[text] = "ru"
    return list(heads.items())


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the optional examples are not here")
def test_every_head_of_the_examples_names_its_act() -> None:
    heads = _example_heads()
    assert len(heads) > 15
    for text, language in heads:
        first = find_references(text, language)[0]
        assert first.act.startswith(("resolution/government/", "resolution/kabmin/")), text
        assert first.date is not None and first.number is not None and first.title, text
        assert not {"opening quote lost", "closing quote lost"} & set(first.doubts), text


def test_the_day_of_the_text_chooses_between_acts_of_one_title() -> None:
    text = "Закон Республики Казахстан «О занятости населения»"
    on_2010 = find_references(text, "ru", on=dt.date(2010, 1, 1))[0]
    on_2020 = find_references(text, "ru", on=dt.date(2020, 1, 1))[0]
    assert (on_2010.act, on_2020.act) == ("law/parliament/2001-01-23/149-ii", "law/parliament/2016-04-06/482-v")


def test_a_text_cites_by_title_only_what_was_adopted_before_it() -> None:
    text = "В соответствии с Законом Республики Казахстан «Об органах внутренних дел» приказываю:"
    for day, key in (
        (dt.date(2025, 10, 3), "law/parliament/2014-04-23/199-v"),
        (dt.date(2007, 5, 11), "law/named/ob-organakh-vnutrennikh-del"),
    ):
        (reference,) = find_references(text, "ru", on=day)
        assert of_its_time(reference, day, "ru").act == key


def test_the_tax_code_is_that_of_the_day_of_the_text() -> None:
    text = '"Салық және бюджетке төленетін басқа да міндетті төлемдер туралы" Қазақстан Республикасының Кодексін'
    for year, key in ((2002, "2001-06-12/209-ii"), (2012, "2008-12-10/99-iv"), (2019, "2017-12-25/120-vi")):
        (reference,) = find_references(text, "kk", on=dt.date(year, 7, 15))
        assert reference.act == f"code/parliament/{key}"


def test_short_forms_carry_from_one_part_of_a_document_to_the_next() -> None:
    defining = '"Кәсіптік біліктілік туралы" Қазақстан Республикасы Заңының (бұдан әрі – Заң) 5-бабы'
    forms = defined_short_forms(defining, "kk")
    (found,) = find_references("Заңның 14-бабы 1) тармақшасына сәйкес", "kk", short_forms=forms)
    assert (found.act, found.place) == ("law/parliament/2023-07-04/14-viii", "article:14/subpoint:1")
    assert find_references("Заңның 14-бабы 1) тармақшасына сәйкес", "kk") == ()


def test_kazakh_and_russian_titles_of_a_registered_act_are_one_key() -> None:
    for act in named_acts():
        kinds = {"law": ("Закон Республики Казахстан", "Қазақстан Республикасының Заңы")}
        if act.type.value not in kinds:
            continue
        russian, kazakh = kinds[act.type.value]
        day = act.in_force_from or act.date
        (ru,) = find_references(f"{russian} «{act.title('ru')}»", "ru", on=day)
        (kk,) = find_references(f"«{act.title('kk')}» {kazakh}", "kk", on=day)
        assert ru.act == kk.act == str(act.key)


DATES = st.dates(dt.date(1996, 1, 1), dt.date(2030, 12, 31))
NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}(-п|/[1-9][0-9]{0,2}|-[1-9]{1,2})?", fullmatch=True)
MINISTRIES = [body for body in bodies().values() if body.kind == "ministry"]


def _russian(name: str, day: dt.date, number: str) -> str:
    issuer = name.replace("Министерство", "Министра")
    date = f"{day.day} {RU_MONTHS[day.month - 1]} {day.year} года"
    return f"приказ {issuer} Республики Казахстан от {date} № {number} «Об утверждении Правил «Серпін» в городах»"


def _kazakh(name: str, day: dt.date, number: str) -> str:
    issuer = name.replace("министрлігі", "министрінің")
    date = f"{day.year} жылғы {day.day} {KK_MONTHS[day.month - 1]}"
    return f"«Қағидаларды бекіту туралы» Қазақстан Республикасы {issuer} {date} № {number} бұйрығына"


DIRT = {
    "look-alikes": lambda text: text.replace("Министра", "Mиниcтpа").replace("года", "годa"),
    "no-break blanks": lambda text: text.replace(" ", "\u00a0"),
    "old number sign": lambda text: text.replace("№", "N"),
    "glued number sign": lambda text: text.replace("№ ", "№"),
    "short year": lambda text: text.replace(" года", " г."),
    "straight quotes": lambda text: text.replace("«", '"').replace("»", '"'),
    "lost closing quote": lambda text: text.rstrip("»"),
    "country in the date": lambda text: re.sub(r" (\d{4} года)", r" Казахстан \1", text),
    "small country": lambda text: text.replace("Республики Казахстан", "РК"),
    "acting": lambda text: text.replace("приказ Министра", "приказ и.о. Министра"),
    "in capitals": str.upper,
    "in a clause": lambda text: f"1. Внести в {text} следующие изменения:",
}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MINISTRIES), DATES, NUMBERS)
def test_an_order_is_one_key_in_both_languages(body: Any, day: dt.date, number: str) -> None:
    wanted = f"order/{body.slug}/{day.isoformat()}/{number.replace('/', '-')}"
    (ru,) = find_references(_russian(body.ru[0], day, number), "ru")
    (kk,) = find_references(_kazakh(body.kk[0], day, number), "kk")
    assert (ru.act, kk.act) == (wanted, wanted)
    assert (ru.title, kk.title) == ("Об утверждении Правил «Серпін» в городах", "Қағидаларды бекіту туралы")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MINISTRIES), DATES, NUMBERS, st.sampled_from(sorted(DIRT)))
def test_dirt_does_not_change_the_key(body: Any, day: dt.date, number: str, dirt: str) -> None:
    clean = _russian(body.ru[0], day, number)
    (before,) = find_references(clean, "ru")
    (after,) = find_references(DIRT[dirt](clean), "ru")
    assert after.act == before.act


PIECES = st.sampled_from(
    [
        *(word for case in CASES for word in case["text"].split()[:40]),
        "(",
        ")",
        '"',
        "«",
        "»",
        "\n",
        "\n\n",
        ";",
        ".",
        "№",
    ]
)
SOUP = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=120).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(SOUP, st.sampled_from(["kk", "ru"]))
def test_any_text_is_read_without_harm(text: str, language: Language) -> None:
    end = -1
    for found in find_references(text, language):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.end > end
        end = found.end
        assert str(ActKey.parse(found.act)) == found.act
        assert found.place == (found.places[0] if found.places else "")
        assert all(str(Address.parse(place)) == place for place in found.places)


@pytest.mark.parametrize(
    "piece", ["приказ ", '"', "( ", "№ 1 ", "от 1 мая 2020 года ", "закон о ", "бұйрығы ", "\n", "«Заң туралы» "]
)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_reading_time_is_linear(piece: str, language: Language) -> None:
    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(2):
            start = time.perf_counter()
            find_references(text, language)
            best = min(best, time.perf_counter() - start)
        return best

    small, large = piece * (4_000 // len(piece)), piece * (40_000 // len(piece))
    assert seconds(large) < 40 * seconds(small) + 0.5
