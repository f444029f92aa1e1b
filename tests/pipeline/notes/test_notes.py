"""Consolidation notes: the cases, the optional examples, generated notes, and any text."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.address import Address
from pipeline.model.acts import InForce
from pipeline.model.provisions import NoteEvent
from pipeline.recognise.notes import read_note, read_notes

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
EXAMPLES = HERE.parents[3] / "shared" / "examples" / "notes.jsonl"
PLACES = {
    "in point 4": "point:4",
    "in point 4 of the Rules": "annex/point:4",
    "in point 3": "point:3",
    "in the annex «Изменения и дополнения…»": "annex/point:3",
}
"""Where the notes stand whose examples say so in words."""


def told_rule(rule: InForce | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    days = {"from_": rule.from_, "until": rule.until}
    values = {"rule": rule.rule.value, "days": rule.days, "months": rule.months}
    values |= {name: day.isoformat() for name, day in days.items() if day}
    return {name: value for name, value in values.items() if value is not None}


def told(event: NoteEvent) -> dict[str, Any]:
    acts = [{"issuer": act.issuer, "date": act.date, "number": act.number, "act": act.act} for act in event.acts]
    return {
        "action": event.action,
        "targets": list(event.targets),
        "acts": acts,
        "in_force": told_rule(event.in_force),
        **({"except": list(event.excepted)} if event.excepted else {}),
    }


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['note'][:40]}" for n, case in enumerate(CASES)])
def test_a_note_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    reading = read_note(case["note"])
    assert reading.language == case["language"]
    assert [told(event) for event in reading.events] == case["events"]


def _agrees(event: NoteEvent, wanted: dict[str, Any]) -> bool:
    acts = [{"issuer": act.issuer, "date": act.date, "number": act.number} for act in event.acts]
    last = [target.split("/")[-1] for target in event.targets]
    return (
        event.action == wanted["action"]
        and last == [target.split("/")[-1] for target in wanted["targets"]]
        and acts == wanted["acts"]
        and (event.in_force.text if event.in_force else None) == wanted["in_force"]
    )


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the optional examples are not here")
def test_the_examples_are_read_right() -> None:
    examples = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for example in examples:
        reading = read_note(example["text"], PLACES.get(example["context"] or ""))
        pairs = list(zip(reading.events, example["events"], strict=False))
        same = len(reading.events) == len(example["events"]) and all(_agrees(*pair) for pair in pairs)
        if not same or reading.language != example["lang"]:
            wrong.append(example["id"])
    assert len(wrong) <= len(examples) // 100, wrong


RU_BY = "приказом Министра юстиции РК от 01.02.2019 № 42."
RU_OF = "в редакции приказа Министра юстиции РК от 01.02.2019 № 42."
KK_BY = "жаңа редакцияда - ҚР Әділет министрінің 01.02.2019 № 42 бұйрығымен."


@pytest.mark.parametrize(
    ("note", "place", "targets"),
    [
        (f"Сноска. Пункт 4 исключен {RU_BY}", "annex/point:4", ["annex/point:4"]),
        (f"Сноска. Пункт 4 исключен {RU_BY}", "annex:2/point:5", ["annex:2/point:4"]),
        (f"2) исключен {RU_BY}", "point:4", ["point:4/subpoint:2"]),
        (f"2) исключен {RU_BY}", "point:4/subpoint:2", ["point:4/subpoint:2"]),
        (f"Сноска. Заголовок {RU_OF}", "chapter:2", ["chapter:2/title"]),
        (f"Сноска. Заголовок {RU_OF}", "annex", ["annex/title"]),
        (f"Сноска. Заголовок {RU_OF}", "title", ["title"]),
        (f"Ескерту. Қосымша {KK_BY}", "annex/annex", ["annex/annex"]),
        (f"Сноска. Перечень {RU_OF}", "annex:3", ["annex:3"]),
        (f"Сноска. Приказ утратил силу {RU_BY}", "title", [""]),
    ],
)
def test_the_place_of_a_note_completes_its_target(note: str, place: str, targets: list[str]) -> None:
    (event,) = read_note(note, place).events
    assert list(event.targets) == targets


def test_an_exception_is_kept_as_a_doubt() -> None:
    reading = read_note(
        "Сноска. Утратило силу, за исключением пункта 2 постановлением Правительства РК от 24.04.2008 N 387."
    )
    assert reading.doubts == ("за исключением пункта 2",)


def test_lines_are_read_one_by_one() -> None:
    readings = read_notes(["6) алып тасталды", "", "70. Исключен приказом Министра юстиции РК от 29.02.2024 № 172."])
    assert [reading.events[0].targets for reading in readings] == [("subpoint:6",), ("point:70",)]


TARGETS = [
    ("point:4", "Пункт 4", "4-тармақ"),
    ("point:8-1", "Пункт 8-1", "8-1-тармақ"),
    ("article:12-3", "Статья 12-3", "12-3-бап"),
    ("point:2/subpoint:3", "Подпункт 3) пункта 2", "2-тармақтың 3) тармақшасы"),
    ("point:3/part:2", "Часть вторая пункта 3", "3-тармақтың екінші бөлігі"),
    ("annex:1-2", "Приложение 1-2", "1-2-қосымша"),
    ("annex", "Правила", "Қағидалар"),
    ("preamble", "Преамбула", "Кіріспе"),
    ("title", "Заголовок", "Тақырып"),
]
ACTIONS = [
    ("restate", "в редакции", "жаңа редакцияда"),
    ("amend", "с изменениями, внесенными", "өзгерістер енгізілді"),
    ("delete", "исключен", "алып тасталды"),
    ("repeal", "утратил силу", "күші жойылды"),
]
PHRASES = [
    (None, None),
    ("вводится в действие по истечении десяти календарных дней после дня его первого официального опубликования",
     "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі"),
    ("вводится в действие со дня его подписания", "қол қойылған күнінен бастап қолданысқа енгізіледі"),
    ("вводится в действие с 01.07.2023", "01.07.2023 бастап қолданысқа енгізіледі"),
]  # fmt: skip
ACTS = st.lists(
    st.tuples(
        st.dates(dt.date(1996, 1, 1), dt.date(2030, 1, 1)),
        st.from_regex(r"[1-9][0-9]{0,3}(-п|/[1-9][0-9])?", fullmatch=True),
        st.sampled_from(PHRASES),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TARGETS), st.sampled_from(ACTIONS), ACTS)
def test_a_generated_note_is_read_back_in_both_languages(target: Any, action: Any, acts: Any) -> None:
    def bracket(phrase: str | None) -> str:
        return f" ({phrase})" if phrase else ""

    russian = "; ".join(f"от {day:%d.%m.%Y} № {number}{bracket(phrase[0])}" for day, number, phrase in acts)
    kazakh = "; ".join(f"{day:%d.%m.%Y} № {number}{bracket(phrase[1])}" for day, number, phrase in acts)
    noun = "бұйрықтарымен" if len(acts) > 1 else "бұйрығымен"
    ru = read_note(f"Сноска. {target[1]} {action[1]} приказами Министра юстиции РК {russian}.")
    kk = read_note(f"Ескерту. {target[2]} {action[2]} - ҚР Әділет министрінің {kazakh} {noun}.")
    for reading, column in ((ru, 0), (kk, 1)):
        assert [event.action for event in reading.events] == [action[0]] * len(acts)
        assert {event.targets for event in reading.events} == {(target[0],)}
        assert [event.acts[0].date for event in reading.events] == [day.isoformat() for day, _, _ in acts]
        assert [event.acts[0].number for event in reading.events] == [number for _, number, _ in acts]
        texts = [event.in_force.text if event.in_force else None for event in reading.events]
        assert texts == [phrase[column] for _, _, phrase in acts]
        assert {(event.acts[0].act or "").split("/")[1] for event in reading.events} == {"minjust"}


WORDS = st.sampled_from([word for case in CASES for word in case["note"].split()])
SOUP = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=80).map(" ".join))


@settings(max_examples=500, deadline=None)
@given(SOUP, st.one_of(st.none(), st.sampled_from(["", "point:4", "annex:1/point:2/subpoint:3", "chapter:2"])))
def test_any_text_is_read_without_harm(text: str, place: str | None) -> None:
    reading = read_note(text, place)
    assert reading.text == text
    for event in reading.events:
        assert event.targets
        assert all(str(Address.parse(target)) == target for target in event.targets)


@pytest.mark.parametrize(
    "piece", ["Пункт 5 ", "от 01.02.2019 № 42; ", "(", "исключен ", "слова ", "қоспағанда ", "за исключением "]
)
def test_reading_time_is_linear(piece: str) -> None:
    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(2):
            start = time.perf_counter()
            read_note(text)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(piece * (40_000 // len(piece))) < 40 * seconds(piece * (4_000 // len(piece))) + 0.5
