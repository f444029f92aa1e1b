"""Invented acts with tables that changed between two days: with cells that span, whole tables, tables in points."""

from __future__ import annotations

import datetime as dt

from pipeline.address import Unit
from pipeline.model.acts import InForce, Rule
from pipeline.model.documents import Cell, Table
from pipeline.model.editions import Act, Edition, Label, ProvisionHistory, Span, Standing, Version
from pipeline.model.operations import Action, Clause, Operation, OperationRef, Outcome, Status
from pipeline.structure.tables import table_text

KEY, ORDER = "order/mtszn/2018-03-02/14", "order/mtszn/2022-05-04/24"
BY = OperationRef(ORDER, 1)
FIRST = InForce(Rule.ON_DATE, from_=dt.date(2018, 4, 1))
NEXT = InForce(Rule.ON_DATE, from_=dt.date(2022, 6, 1))
NOTE = "Сноска. Приложение – в редакции приказа Министра труда и социальной защиты населения РК от 04.05.2022 № 24."


def table(*rows: str, spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Table:
    """A table of rows «a | b»; «^» and «<» stand for places that a cell above or before covers."""
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split(" | ")):
            if text not in ("^", "<"):
                down, across = (spans or {}).get((number, column), (1, 1))
                cells.append(Cell(number, column, text.replace("/", "\n"), down, across, header=number == 0))
    return Table(tuple(cells), (1, len(rows)))


def version(text: str, by: OperationRef | None, made: Table | None = None) -> Version:
    spans = (Span(0, len(text), by),) if text else ()
    standing = Standing.IN_FORCE if text else Standing.DELETED
    return Version(
        text, standing, spans, NEXT if by else FIRST, operation=by, own=text, table=made, note=NOTE if by else None
    )


def drawn(address: str, old: Table | None, new: Table | None, parent: str | None = None) -> ProvisionHistory:
    """A table with its states before and after the change."""
    before = (version(table_text(old), None, old),) if old is not None else ()
    after = version(table_text(new) if new is not None else "", BY, new)
    return ProvisionHistory(address, Unit.TEXT, None, parent, (*before, after))


def plain(address: str, unit: Unit, number: str | None, *texts: str, parent: str | None = None) -> ProvisionHistory:
    versions = tuple(version(text, BY if place else None) for place, text in enumerate(texts))
    return ProvisionHistory(address, unit, number, parent, versions)


def act(*provisions: ProvisionHistory) -> Act:
    clause = Clause("приложение изложить в следующей редакции:", (1, 1))
    operation = Operation(1, Action.INSERT, KEY, "annex", None, None, NEXT, clause, outcome=Outcome(Status.APPLIED))
    return Act(
        act=KEY, type="order", issuer="mtszn", date=dt.date(2018, 3, 2), number="14", titles=(("ru", "Об услугах"),),
        registration=None, label=Label.COMPLETE,
        editions=(Edition("ru", Label.COMPLETE, "Об услугах", provisions),), operations=((ORDER, operation),),
        events=(), citations=(), legal_basis=(), amends=(), repeals=(), in_force=None, cards=(), positions=(),
        requirements=(), sources=(),
    )  # fmt: skip


HEAD = "№ | Услуга | Срок"
SERVICES = table(HEAD, "1 | Справка | 5 дней", "2 | Разрешение/на ввоз | 10 дней", "3 | Выписка | 1 день")
SPANNED = table(
    "Блок | Ступень | Должность", "А | 1 | Руководитель", "^ | 2 | Заместитель", "В | 1 | Специалист",
    spans={(1, 0): (2, 1)},
)  # fmt: skip
LONGER_SPAN = table(
    "Блок | Ступень | Должность", "А | 1 | Руководитель центра", "^ | 1-1 | Советник", "^ | 2 | Заместитель",
    "В | 1 | Специалист", spans={(1, 0): (3, 1)},
)  # fmt: skip
OTHER_COLUMNS = table("№ | Услуга", "1 | Справка", "2 | Разрешение")


def acts() -> dict[str, Act]:
    """The acts by what they show."""
    one = plain("point:1", Unit.POINT, "1", "1. Утвердить перечень.")
    return {
        "rows-and-words": act(one, drawn("annex/text:1", SERVICES, table(
            HEAD, "1 | Справка | 3 дня", "1-1 | Копия | 2 дня", "3 | Выписка | 1 день"))),
        "span-grows": act(one, drawn("annex/text:1", SPANNED, LONGER_SPAN)),
        "span-shrinks": act(one, drawn("annex/text:1", LONGER_SPAN, SPANNED)),
        "other-columns": act(one, drawn("annex/text:1", SERVICES, OTHER_COLUMNS)),
        "table-comes": act(one, drawn("annex/text:1", None, SERVICES), plain("point:2", Unit.POINT, "2", "2. Срок.")),
        "table-goes": act(
            one, drawn("annex/text:1", SPANNED, None), plain("point:2", Unit.POINT, "2", "2. Срок.", "2. Сроки.")
        ),
        "tables-side-by-side": act(
            one, drawn("annex/text:1", SERVICES, None), drawn("annex/text:2", SPANNED, LONGER_SPAN),
            drawn("annex/text:3", None, OTHER_COLUMNS),
        ),
    }  # fmt: skip
