"""Invented acts for the tests of the graph: small, bilingual, with everything an act can hold."""

from __future__ import annotations

import datetime as dt

from graph.triples import BodyRecord, KnownAct
from pipeline.address import Address
from pipeline.model.acts import ActRef, ActType, InForce, Registration, Rule
from pipeline.model.editions import (
    Act,
    Edition,
    HistoryEvent,
    Label,
    ProvisionHistory,
    Span,
    Standing,
    Version,
)
from pipeline.model.operations import (
    Action,
    Clause,
    Operation,
    OperationRef,
    Outcome,
    Payload,
    Status,
    Words,
)
from pipeline.model.professions import (
    Card,
    Experience,
    LabourFunction,
    PositionRow,
    RelatedProfession,
    Requirement,
    RequirementSource,
    Task,
)

BASE_ACT = "order/mtest/2017-10-25/360"
AMENDING = "order/mtest/2024-08-15/316"
LATER = "order/mtest/2025-02-03/12-п"
LAW = "law/parliament/2015-11-23/414-v"
CODE = "code/named/еңбек-кодексі"
STANDARD = "order/mtest/2022-08-18/714"
REPEALED = "order/mtest/2010-01-11/7"

BODIES = {
    "mold": BodyRecord(
        (("kk", "Ескі министрлік"), ("ru", "Старое министерство")), year_from=2009, year_until=2014, source="Указ № 1"
    ),
    "mtest": BodyRecord(
        (("kk", "Сынақ министрлігі"), ("ru", "Министерство испытаний")),
        other_names=(("ru", "Министерство проб"),),
        year_from=2014,
        predecessors=("mold",),
    ),
    "parliament": BodyRecord((("kk", "Парламент"), ("ru", "Парламент"))),
}
REGISTER = {
    "law/parliament/2015-11-23/414-v": KnownAct(
        (("kk", "Еңбек туралы"), ("ru", "О труде")),
        "https://example.org/414",
        in_force_from=dt.date(2016, 1, 1),
        in_force_until=dt.date(2024, 1, 1),
        repealed_by="law/parliament/2023-12-01/9-viii",
    ),
}


def reference(key: str, text: str, start: int = 0, **more: object) -> ActRef:
    parts = key.split("/")
    dated = len(parts) == 4
    values: dict[str, object] = {
        "act": key,
        "type": ActType(parts[0]),
        "issuer": parts[1] if dated else None,
        "date": dt.date.fromisoformat(parts[2]) if dated else None,
        "number": parts[3].upper() if dated else None,
        "title": None,
        "registration": None,
        "text": text,
        "start": start,
        "end": start + len(text),
    }
    return ActRef(**{**values, **more})  # type: ignore[arg-type]


def on(day: str) -> InForce:
    return InForce(Rule.ON_DATE, from_=dt.date.fromisoformat(day), text=f"с {day}")


def not_before(day: str) -> InForce:
    return InForce(Rule.DAYS_AFTER_FIRST_PUBLICATION, days=10, not_before=dt.date.fromisoformat(day))


def history(address: str, *versions: Version, notes: tuple[str, ...] = ()) -> ProvisionHistory:
    place = Address.parse(address)
    last = place.last
    assert last is not None
    return ProvisionHistory(address, last.unit, last.number, str(place.parent), versions, notes)


def version(text: str, start: InForce | None, until: InForce | None = None, **more: object) -> Version:
    values: dict[str, object] = {"standing": Standing.IN_FORCE, "spans": (), "own": text}
    return Version(text=text, in_force=start, until=until, **{**values, **more})  # type: ignore[arg-type]


RESTATED = OperationRef(AMENDING, 1)
_START = on("2018-01-01")
_CHANGE = on("2024-09-01")
_LATER = not_before("2025-02-14")


def base_act() -> Act:
    """An order with rules in an annex, in both languages, changed twice: once on a known day, once not yet."""
    kazakh = (
        history("point:1", version("1. Қағидалар бекітілсін.", _START)),
        history("annex", version("Үлгі қағидалар", _START, heading="Үлгі қағидалар")),
        history("annex/chapter:1", version("1-тарау. Жалпы ережелер", _START)),
        history(
            "annex/point:9",
            version("9. Өтіл кемінде 1 жыл.", _START, _CHANGE),
            version(
                "9. Өтіл кемінде 3 жыл.\n1) жүйеде;",
                _CHANGE,
                _LATER,
                own="9. Өтіл кемінде 3 жыл.",
                operation=RESTATED,
                spans=(Span(0, 22, RESTATED),),
                note="Ескерту. 9-тармақ жаңа редакцияда.",
            ),
            version(
                "9. Өтіл кемінде 5 жыл.\n1) жүйеде;",
                _LATER,
                own="9. Өтіл кемінде 5 жыл.",
                operation=OperationRef(LATER, 1),
                spans=(Span(0, 16, RESTATED), Span(16, 17, OperationRef(LATER, 1)), Span(17, 22, RESTATED)),
            ),
        ),
        history("annex/point:9/subpoint:1", version("1) жүйеде;", _CHANGE, operation=RESTATED)),
        history(
            "annex/point:10",
            version("10. Ескі тармақ.", _START, _CHANGE),
            version("", _CHANGE, standing=Standing.DELETED, operation=OperationRef(AMENDING, 2)),
        ),
    )
    russian = (
        history("point:1", version("1. Утвердить Правила.", _START)),
        history("annex", version("Типовые правила", _START, heading="Типовые правила")),
        history("annex/chapter:1", version("Глава 1. Общие положения", _START)),
        history("annex/point:9", version("9. Стаж не менее 1 года.", _START)),
        history('annex/section["Комитету по инвестициям"]/row["а/б"]', version("строка а/б", None)),
    )
    return Act(
        act=BASE_ACT,
        type="order",
        issuer="mtest",
        date=dt.date(2017, 10, 25),
        number="360",
        titles=(("kk", "Үлгілік сипаттамаларды бекіту туралы"), ("ru", "Об утверждении типовых характеристик")),
        registration=Registration("16057", dt.date(2017, 12, 5)),
        label=Label.COMPLETE,
        editions=(
            Edition("kk", Label.COMPLETE, "Үлгілік сипаттамаларды бекіту туралы", kazakh),
            Edition("ru", Label.COMPLETE, "Об утверждении типовых характеристик", russian),
        ),
        operations=tuple(operations()),
        events=(
            HistoryEvent(AMENDING, dt.date(2024, 8, 15), "316", "restate", ("annex/point:9",), _CHANGE, "operation"),
            HistoryEvent(None, dt.date(2019, 4, 26), "206", "amend", ("annex",), None, "note"),
            HistoryEvent(None, None, None, "in_force", ("",), _START, "note"),
        ),
        citations=(
            (
                "annex/point:9",
                reference(LAW, "Еңбек кодексінің 139-бабы", place="article:139", title="Еңбек кодексі"),
            ),
            ("point:1", reference(CODE, "Еңбек кодексі", doubts=("күні жоқ",))),
        ),
        legal_basis=(reference(LAW, "Заңның 5-бабына", place="article:5"),),
        amends=(),
        repeals=(REPEALED,),
        in_force=_START,
        cards=(),
        positions=tuple(position_rows()),
        requirements=tuple(requirements()),
        sources=("orders/360.kk.txt", "orders/360.ru.txt"),
    )


def operations() -> list[tuple[str, Operation]]:
    quoted = Payload("9. Өтіл кемінде 3 жыл.\n1) жүйеде;", ("annex/point:9", "annex/point:9/subpoint:1"))
    replaced = Words(old="3", new="5")
    clause = Clause("9-тармақ мынадай редакцияда жазылсын:", (20, 21))
    tenth = Clause("10-тармақ алып тасталсын;", (30, 30))
    last = Clause("77-тармақ алып тасталсын.", (31, 31))
    applied = Outcome(Status.APPLIED)
    missing = Outcome(Status.TARGET_MISSING, "annex/point:77 жоқ")
    return [
        (AMENDING, operation(1, Action.RESTATE, "annex/point:9", _CHANGE, clause, applied, payload=quoted)),
        (
            AMENDING,
            operation(2, Action.DELETE, "annex/point:10", _CHANGE, tenth, applied),
        ),
        (
            AMENDING,
            operation(3, Action.DELETE, "annex/point:77", _CHANGE, last, missing),
        ),
        (
            LATER,
            operation(
                1,
                Action.REPLACE_WORDS,
                "annex/point:9",
                _LATER,
                Clause('"3" деген сан "5" деген санмен ауыстырылсын.', (9, 9)),
                applied,
                words=replaced,
            ),
        ),
    ]


def operation(
    n: int,
    action: Action,
    address: str,
    in_force: InForce,
    clause: Clause,
    outcome: Outcome,
    *,
    words: Words | None = None,
    payload: Payload | None = None,
) -> Operation:
    return Operation(n, action, BASE_ACT, address, words, payload, in_force, clause, outcome=outcome)


def requirements() -> list[Requirement]:
    source = RequirementSource(BASE_ACT, address="annex/point:9")
    return [
        Requirement(
            source,
            "Директор",
            None,
            None,
            ("higher", "postgraduate"),
            ("әлеуметтік", "заңгерлік"),
            (Experience(3, "жүйеде"), Experience(2, "басшылық лауазымдарда")),
            "жоғары білім және кемінде 3 жыл немесе 2 жыл өтіл",
            (22, 26),
        ),
        Requirement(
            source, "Маман", "high", "highest", ("higher",), (), (Experience(5, None),), "5 жыл өтіл", (27, 27)
        ),
        Requirement(
            source,
            "Кіші маман",
            "middle",
            "none",
            ("secondary_vocational",),
            (),
            (),
            "білім",
            (28, 28),
            position_category="C-O-6",
        ),
    ]


def position_rows() -> list[PositionRow]:
    return [
        PositionRow(BASE_ACT, "A", "А1", "1", None, None, None, ("басшысы", "директоры"), (60, 70)),
        PositionRow(
            BASE_ACT,
            "B",
            "В2",
            "1-1",
            "әлеуметтік қорғау",
            "high",
            "first",
            ("мұғалімі", "дәрігері"),
            (71, 90),
            expanded=(("мектеп мұғалімі", "лицей мұғалімі"), ()),
        ),
        PositionRow(
            BASE_ACT,
            "B",
            "В2",
            "1-1",
            "білім",
            "high",
            "first",
            ("әдіскері",),
            (91, 92),
            zveno_supplied=True,
            institution="«Орталық» мекемесінің",
        ),
    ]


def standard() -> Act:
    """A professional standard in Russian with two cards of one code, one of them without functions."""
    first = Task(
        1,
        "Встречать соискателя",
        ("вести беседу", "читать документы"),
        ("трудовое законодательство",),
        (
            reference(LAW, 'Трудовой кодекс Республики Казахстан "О труде"', title="О труде"),
            reference(BASE_ACT, "приказ № 360", place="annex/point:9", doubts=("номер разорван",)),
        ),
        (100, 120),
    )
    second = Task(2, "Вести учёт", ("заполнять журнал",), ("правила учёта",), (), (121, 130))
    asked = Requirement(
        RequirementSource(STANDARD, card="Специалист по работе с соискателями"),
        None,
        "middle",
        "first",
        ("secondary_vocational",),
        (),
        (Experience(2, "в сфере занятости"),),
        "техническое и профессиональное образование и стаж не менее 2 лет",
        (66, 70),
    )
    cards = (
        Card(
            "Специалист по работе с соискателями",
            "2422-1-022",
            "2422",
            (5, 6),
            STANDARD,
            (LabourFunction(1, "Приём соискателей", (first, second)),),
            (RelatedProfession("Руководитель отдела", 7, "1219"),),
            ("Приказ № 360",),
            (reference(BASE_ACT, "Приказ № 360"),),
            (asked,),
            ("ответственность",),
            (60, 140),
            education="Техническое и профессиональное",
        ),
        Card("Специалист по учёту", "2422-1-022", "2422", (6,), STANDARD, (), (), (), (), (), (), (141, 160)),
        Card("Руководитель", None, None, (7,), STANDARD, (), (), (), (), (), (), (161, 170), doubts=("нет кода",)),
    )
    row = history("annex/annex:1-2/row:4", version("4 строка", None))
    return Act(
        act=STANDARD,
        type="order",
        issuer="mtest",
        date=dt.date(2022, 8, 18),
        number="714",
        titles=(("ru", "Об утверждении профессионального стандарта"),),
        registration=None,
        label=Label.FRAGMENT,
        editions=(Edition("ru", Label.FRAGMENT, None, (row,)),),
        operations=(),
        events=(),
        citations=(),
        legal_basis=(),
        amends=(),
        repeals=(),
        in_force=None,
        cards=cards,
        positions=(),
        requirements=(asked,),
        sources=("standards/714.ru.txt",),
    )


def amending() -> Act:
    """The order that changes the base act: it has a text of its own and no operations aimed at it."""
    text = history("point:1", version("1. Өзгерістер енгізілсін:", _CHANGE))
    return Act(
        act=AMENDING,
        type="order",
        issuer="mtest",
        date=dt.date(2024, 8, 15),
        number="316",
        titles=(("kk", "Өзгерістер енгізу туралы"),),
        registration=None,
        label=Label.COMPLETE,
        editions=(Edition("kk", Label.COMPLETE, None, (text,)),),
        operations=(),
        events=(),
        citations=(),
        legal_basis=(),
        amends=(BASE_ACT,),
        repeals=(),
        in_force=_CHANGE,
        cards=(),
        positions=(),
        requirements=(),
        sources=("orders/316.kk.txt",),
    )


def corpus() -> list[Act]:
    return [base_act(), standard(), amending()]
