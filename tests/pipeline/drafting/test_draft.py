"""The law of drafting: the order written from two texts, read and applied to the first, gives the second."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.consolidate import consolidate
from pipeline.document import read_document
from pipeline.drafting import NothingToDraftError, draft_order
from pipeline.model.documents import Facts, Format, Source
from pipeline.model.editions import Document
from pipeline.model.provisions import Provision

Lang = Literal["kk", "ru"]
HEADS = {
    "ru": (
        "Об утверждении правил учета\n\nПриказ Министра труда и социальной защиты населения Республики Казахстан "
        "от 2 марта 2020 года № 10\n      ПРИКАЗЫВАЮ:\n"
    ),
    "kk": (
        "Есепке алу қағидаларын бекіту туралы\n\nҚазақстан Республикасы Еңбек және халықты әлеуметтік қорғау "
        "министрінің 2020 жылғы 2 наурыздағы № 10 бұйрығы\n      БҰЙЫРАМЫН:\n"
    ),
}
CORNERS = {
    "ru": "\nПриложение к приказу Министра труда и социальной защиты населения Республики Казахстан от 2 марта 2020 "
    "года № 10\n\nПравила учета\n\n",
    "kk": "\nҚазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2020 жылғы 2 наурыздағы № 10 "
    "бұйрығына қосымша\n\nЕсепке алу қағидалары\n\n",
}
SENTENCES = {
    "ru": [
        "Учет ведется ежемесячно.", "Сведения хранятся пять лет.", "Оператор вправе запросить документы.",
        "Отчет представляется до 10 числа.", "Контроль осуществляет уполномоченный орган.",
    ],
    "kk": [
        "Есеп ай сайын жүргізіледі.", "Мәліметтер бес жыл сақталады.", "Оператор құжаттарды сұратуға құқылы.",
        "Есеп айдың 10-күніне дейін ұсынылады.", "Бақылауды уәкілетті орган жүзеге асырады.",
    ],
}  # fmt: skip
LISTS = {
    "ru": ("Оператор:", "ведет учет", "хранит сведения"),
    "kk": ("Оператор:", "есеп жүргізеді", "мәлімет сақтайды"),
}

Point = tuple[str, ...]


def text_of(language: Lang, body: dict[str, Point], annex: dict[str, Point]) -> str:
    def lines(points: dict[str, Point]) -> str:
        return "".join(
            f"      {number}. {point[0]}\n" + "".join(f"      {line}\n" for line in point[1:])
            for number, point in points.items()
        )

    return HEADS[language] + lines(body) + CORNERS[language] + lines(annex)


def read(language: Lang, body: dict[str, Point], annex: dict[str, Point]) -> Document:
    text = text_of(language, body, annex)
    return read_document(Source("made.txt", Format.TEXT, str(hash(text)), text), Facts())


def shown(document: Document) -> dict[str, str]:
    def walk(node: Provision) -> list[Provision]:
        return [inner for inner in node.walk() if inner.address.split("/")[-1].startswith("point")]

    return {node.address: node.full_text() for top in document.tree for node in walk(top)}


def points(language: Lang) -> st.SearchStrategy[Point]:
    plain = st.sampled_from(SENTENCES[language]).map(lambda sentence: (sentence,))
    head, one, two = LISTS[language]
    listed = st.permutations([one, two]).map(lambda items: (head, f"1) {items[0]};", f"2) {items[1]}."))
    return st.one_of(plain, listed)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Lang, Document, Document]:
    language: Lang = draw(st.sampled_from(["kk", "ru"]))
    sizes = draw(st.tuples(st.integers(2, 4), st.integers(2, 6)))
    old = [{str(n): draw(points(language)) for n in range(1, size + 1)} for size in sizes]
    new = [dict(part) for part in old]
    for part in new:
        for number in draw(st.lists(st.sampled_from(sorted(part)), max_size=2, unique=True)):
            part[number] = draw(points(language))
        if draw(st.booleans()):
            part[str(len(part) + 1)] = draw(points(language))
    return language, read(language, *old), read(language, *new)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs())
def test_the_drafted_order_gives_the_new_text(case: tuple[Lang, Document, Document]) -> None:
    language, old, new = case
    try:
        made = draft_order(old, new, language, date=dt.date(2021, 5, 4), number="20")
    except NothingToDraftError:
        assert shown(old) == shown(new)
        return
    order = read_document(Source("order.txt", Format.TEXT, "order", made.text), Facts(published=dt.date(2021, 5, 5)))
    assert [(o.action, o.address) for o in order.operations] == [
        (change.draft.action, change.draft.address) for change in made.changes
    ], made.text
    act = consolidate(str(old.identity.key), [old], [order])
    assert {str(o.outcome.status) for _, o in act.operations if o.outcome} == {"applied"}, made.text
    (edition,) = act.editions
    newest = {h.address: h.versions[-1].text for h in edition.provisions if h.versions}
    assert {address: newest[address] for address in shown(new)} == shown(new), made.text


def test_two_acts_or_one_text_give_no_order() -> None:
    one = read("ru", {"1": ("Учет ведется.",)}, {"1": ("Срок пять лет.",)})
    with pytest.raises(NothingToDraftError, match="equal"):
        draft_order(one, one, "ru")
    with pytest.raises(NothingToDraftError, match="not in kk"):
        draft_order(one, one, "kk")
