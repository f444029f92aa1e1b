"""Clauses in both languages against the case files: the operations, word for word."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from cases import Case, load

from pipeline.model.operations import Kind
from pipeline.recognise.amendments.notation import notation
from pipeline.recognise.amendments.reader import ClauseReader, read_clauses

CASES = [*load("clauses_ru.txt"), *load("clauses_kk.txt")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_clause_is_read_as_its_case_says(case: Case):
    reader = ClauseReader()
    for line in case.context:
        reader.read(line)
    reading = reader.read(case.text)
    assert tuple(map(notation, reading.operations)) == case.operations
    if case.kind is not None:
        assert reading.kind == Kind(case.kind)


def test_empty_line_resets_the_scope():
    readings = list(read_clauses(["в пункте 3:", "подпункт 1) исключить;", "", "подпункт 1) исключить;"]))
    assert [reading.operations[0].address for reading in readings if reading.operations] == [
        "point:3/subpoint:1",
        "subpoint:1",
    ]
    assert [reading.scope for reading in readings] == ["point:3", "point:3", None]


def test_unread_clause_does_not_spoil_its_neighbours():
    lines = ["в пункте 3:", "совсем другое изложить пункт слова и исключить заменить;", "подпункт 1) исключить."]
    readings = list(read_clauses(lines))
    assert [reading.kind for reading in readings] == [Kind.SCOPE, Kind.UNPARSED, Kind.OPERATION]
    assert notation(readings[2].operations[0]) == "delete point:3/subpoint:1"
    assert readings[1].unclaimed


def test_one_bad_segment_of_a_line_is_reported_beside_the_good_ones():
    (reading,) = read_clauses(["пункт 1 исключить; заменить и исключить как следует; пункт 3 исключить."])
    assert [notation(draft) for draft in reading.operations] == ["delete point:1", "delete point:3"]
    assert "заменить и исключить как следует" in reading.unclaimed[0]


def test_ambiguous_clause_shows_both_readings():
    (reading,) = read_clauses(["раздел «Комитет по водным ресурсам» изложить в следующей редакции:"])
    assert reading.operations[0].address.endswith("/title")
    assert [draft.address for draft in reading.readings[0]] == ['section["Комитет по водным ресурсам"]']


def test_act_of_a_heading_is_the_base_of_the_clauses_below():
    lines = [
        "1. Внести в приказ Министра труда и социальной защиты населения РК от 31 декабря 2019 года "
        "№ 714 «Об утверждении правил» следующее изменение:",
        "пункт 3 исключить.",
    ]
    *_, reading = read_clauses(lines)
    base = reading.operations[0].base
    assert base is not None
    assert (base.number, str(base.date)) == ("714", "2019-12-31")


def test_clause_broken_over_two_lines_is_read_with_its_second_half():
    lines = [
        "в составе Совета, утвержденном указанным постановлением:",
        "строку:",
        "«вице-министр здравоохранения» исключить;",
        "III тарауда:",
        "отыз сегiзiншi абзацтағы «Бюджеттегi» деген сөз алынып",
        "тасталсын;",
    ]
    readings = list(read_clauses(lines))
    assert [notation(draft) for reading in readings for draft in reading.operations] == [
        'delete annex/row["вице-министр здравоохранения"]',
        "delete_words annex/chapter:III/paragraph:38 old=«Бюджеттегi»",
    ]
    assert [reading.text for reading in readings] == lines


def test_empty_line_inside_a_clause_resets_nothing():
    lines = ["в составе Совета, утвержденном указанным постановлением:", "строку:", "", "«вице-министр» исключить;"]
    *_, reading = read_clauses(lines)
    assert notation(reading.operations[0]) == 'delete annex/row["вице-министр"]'


def test_target_of_a_range_remembers_the_range():
    (reading,) = read_clauses(["пункты 3 – 5 и 7 исключить;"])
    assert [(draft.address, draft.spread) for draft in reading.operations] == [
        ("point:3", ("3", "5")),
        ("point:4", ("3", "5")),
        ("point:5", ("3", "5")),
        ("point:7", None),
    ]


def test_section_that_prints_its_number_shows_both_readings_as_well():
    (reading,) = read_clauses(["раздел «3. Товарищества» изложить в следующей редакции:"])
    assert reading.operations[0].address == 'section["3. Товарищества"]'
    assert [draft.address for draft in reading.readings[0]] == ['section["3. Товарищества"]/title']
    assert "это решает новый текст" in reading.explanation


def test_words_broken_over_two_lines_are_whole():
    lines = [
        'абзац второй пункта 1 дополнить словами "Комитет по государственным',
        'закупкам";',
        "пункт 10 исключить;",
    ]
    readings = list(read_clauses(lines))
    assert [reading.kind for reading in readings] == [Kind.UNPARSED, Kind.OPERATION, Kind.OPERATION]
    assert [notation(draft) for reading in readings for draft in reading.operations] == [
        "insert_words point:1/paragraph:2 new=«Комитет по государственным закупкам»",
        "delete point:10",
    ]
    assert readings[0].explanation == "Не прочитано. Строка обрывается внутри кавычек."


def test_row_named_on_a_line_of_its_own():
    lines = ["в составе, утвержденном указанным приказом:", "строку:", "«вице-министр»", "исключить;", "строку:"]
    readings = list(read_clauses(lines))
    assert readings[2].scope == 'annex/row["вице-министр"]'
    assert notation(readings[3].operations[0]) == 'delete annex/row["вице-министр"]'


def test_how_far_a_suspension_goes_is_told():
    lines = [
        "Визасыз режим бөлігінде Қағидалардың 5-тармағының қолданылуы 2020 жылғы 1 шілдеге дейін тоқтатыла тұрсын.",
        "Приостановить до 1 июля 2020 года действие пункта 5 Правил, утвержденных приказом от 21 января 2012 года "
        "№ 148, в части действия договора.",
    ]
    unclaimed = [reading.unclaimed for reading in read_clauses(lines)]
    assert unclaimed == [("Визасыз режим бөлігінде",), ("в части действия договора",)]
