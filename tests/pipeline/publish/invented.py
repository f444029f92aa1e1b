"""Invented acts for the renderings: one told by hand, and any number drawn by hypothesis."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from pipeline.address import Address
from pipeline.model.acts import InForce, Language, Rule
from pipeline.model.documents import Cell, Table
from pipeline.model.editions import Act, Edition, Label, ProvisionHistory, Span, Standing, Version
from pipeline.model.operations import Action, Clause, Operation, OperationRef, Outcome, Payload, Status

ORDER = "order/mtszn/2024-08-15/316"
KEY = "order/mtszn/2017-10-25/360"
UNDATED = InForce(Rule.DAYS_AFTER_FIRST_PUBLICATION, days=10, not_before=dt.date(2024, 8, 26))
DATED = InForce(Rule.ON_DATE, from_=dt.date(2025, 1, 1))


def version(
    text: str, own: str | None = None, in_force: InForce | None = None, n: int | None = None,
    standing: Standing = Standing.IN_FORCE, **more: object,
) -> Version:  # fmt: skip
    """A version all of whose words one operation (or the base text) wrote."""
    by = OperationRef(ORDER, n) if n is not None else None
    spans = (Span(0, len(text), by),) if text else ()
    return Version(text, standing, spans, in_force, operation=by, own=text if own is None else own, **more)  # type: ignore[arg-type]


def history(
    address: str, *versions: Version, parent: str | None = None, notes: tuple[str, ...] = ()
) -> ProvisionHistory:
    last = Address.parse(address).last
    assert last is not None
    return ProvisionHistory(address, last.unit, last.number, parent, versions, notes)


def operation(
    n: int, action: Action, address: str, status: Status = Status.APPLIED, in_force: InForce = UNDATED
) -> tuple[str, Operation]:
    payload = Payload("жаңа мәтін", (address,)) if action in (Action.RESTATE, Action.INSERT) else None
    clause = Clause(f"{address} мынадай редакцияда жазылсын:", (n, n))
    return ORDER, Operation(n, action, KEY, address, None, payload, in_force, clause, outcome=Outcome(status))


def act(
    provisions: tuple[ProvisionHistory, ...],
    operations: tuple[tuple[str, Operation], ...] = (),
    language: Language = "kk",
    label: Label = Label.COMPLETE,
    title: str | None = "Лауазымдардың үлгілік біліктілік сипаттамаларын бекіту туралы",
) -> Act:
    return Act(
        act=KEY, type="order", issuer="mtszn", date=dt.date(2017, 10, 25), number="360",
        titles=((language, title),) if title else (), registration=None, label=label,
        editions=(Edition(language, label, title, provisions),), operations=operations, events=(), citations=(),
        legal_basis=(), amends=(), repeals=(), in_force=None, cards=(), positions=(), requirements=(), sources=(),
    )  # fmt: skip


TABLE = Table(
    (
        Cell(0, 0, "Блок", header=True), Cell(0, 1, "Лауазым", header=True), Cell(1, 0, "А", rowspan=2),
        Cell(1, 1, "басшы;\nорынбасар"), Cell(2, 1, "маман | кеңесші"),
    ),
    (1, 6),
)  # fmt: skip


NINE, FIRST = "9. Біліктілігіне қойылатын талаптар:", "1) жоғары білім;"


def fragment() -> Act:
    """A fragment: points 1 to 8 not known, 9 restated, 9-1 inserted later, 10 deleted, an annex with a table."""
    return act(
        (
            history("annex", version("", standing=Standing.UNKNOWN)),
            *(
                history(f"annex/point:{n}", version("", standing=Standing.UNKNOWN), parent="annex")
                for n in range(1, 9)
            ),
            history(
                "annex/point:9",
                version(f"{NINE}\n{FIRST}", NINE, UNDATED, 1),
                parent="annex",
            ),
            history("annex/point:9/subpoint:1", version(FIRST, None, UNDATED, 1), parent="annex/point:9"),
            history("annex/point:9-1", version("9-1. Өтілі кемінде 3 жыл.", None, DATED, 2), parent="annex"),
            history(
                "annex/point:10",
                version("", None, UNDATED, 3, Standing.DELETED),
                parent="annex",
            ),
            history("annex/annex:2", version("2-қосымша. Тізілім", None, DATED, 4, table=TABLE), parent="annex"),
        ),
        (
            operation(1, Action.RESTATE, "annex/point:9"),
            operation(2, Action.INSERT, "annex/point:9-1", in_force=DATED),
            operation(3, Action.DELETE, "annex/point:10"),
            operation(4, Action.INSERT, "annex/annex:2", in_force=DATED),
            operation(5, Action.REPLACE_WORDS, "annex/point:30", Status.TARGET_MISSING),
        ),
        label=Label.FRAGMENT,
    )  # fmt: skip


_ALPHABET = "абвгдеәғқңөұүһіАБҚ №«»\"'()*_#[]<>&|\\`~+-=.,;:!?1234567890"
phrases = st.text(_ALPHABET, min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = tuple(
        Cell(
            row,
            column,
            draw(st.one_of(st.just(""), phrases, st.lists(phrases, max_size=3).map("\n".join))),
            header=row == 0,
        )
        for row in range(height)
        for column in range(width)
    )
    return Table(cells, (1, 2))


@st.composite
def acts(draw: st.DrawFn) -> Act:
    """An act with chapters, points, subpoints, notes, tables, annexes; some texts gone, pending or not known."""
    provisions: list[ProvisionHistory] = []
    operations: list[tuple[str, Operation]] = []

    def add(address: str, parent: str | None, words: str, table: Table | None = None) -> None:
        standing = draw(st.sampled_from([Standing.IN_FORCE] * 6 + list(Standing)))
        gone = standing in (Standing.DELETED, Standing.REPEALED, Standing.UNKNOWN, Standing.PENDING)
        n = None
        if draw(st.booleans()):
            n = len(operations) + 1
            action = draw(st.sampled_from([Action.RESTATE, Action.INSERT, Action.DELETE, Action.REPLACE_WORDS]))
            operations.append(operation(n, action, address, draw(st.sampled_from(list(Status)))))
        rule = draw(st.sampled_from([None, UNDATED, DATED, InForce(Rule.UNKNOWN)]))
        note = draw(st.one_of(st.none(), phrases))
        text = "" if gone else words
        made = version(text, None, rule, n, standing, table=None if gone else table, note=note)
        notes = tuple(draw(st.lists(phrases, max_size=2)))
        provisions.append(history(address, made, parent=parent, notes=notes))

    if draw(st.booleans()):
        add("title", None, draw(phrases))
    if draw(st.booleans()):
        add("preamble", None, draw(phrases))
    for document in ("", "annex", "annex:2")[: draw(st.integers(1, 3))]:
        if document:
            add(document, None, draw(phrases), draw(st.one_of(st.none(), tables())))
        for chapter in range(1, draw(st.integers(1, 3))):
            prefix = f"{document}/" if document else ""
            place = f"{prefix}chapter:{chapter}"
            add(place, document or None, f"{chapter}-тарау. {draw(phrases)}")
            for point in range(1, draw(st.integers(1, 4))):
                number = f"{chapter}{point}"
                own = f"{number}. {draw(phrases)}" if draw(st.booleans()) else draw(phrases)
                add(f"{prefix}point:{number}", place, own, draw(st.one_of(st.none(), tables())))
                for subpoint in range(1, draw(st.integers(1, 3))):
                    inner = f"{prefix}point:{number}/subpoint:{subpoint}"
                    add(inner, f"{prefix}point:{number}", f"{subpoint}) {draw(phrases)}")
    language: Language = draw(st.sampled_from(["kk", "ru"]))
    title = draw(st.one_of(st.none(), phrases))
    return act(
        tuple(provisions), tuple(operations), language, draw(st.sampled_from([Label.COMPLETE, Label.FRAGMENT])), title
    )
