"""Laws of consolidation that hold whatever the act and the orders: acts and operations are generated as records."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.address import Unit
from pipeline.consolidate import consolidate
from pipeline.model.acts import ActType, Identity, InForce, Language, Role, Rule
from pipeline.model.editions import Act, Document, ProvisionHistory, Standing
from pipeline.model.operations import Action, Clause, Operation, Payload, Status, Words
from pipeline.model.provisions import Accounting, Provision
from pipeline.publish.view import EditionView, edition_on

KEY = "order/mtszn/2015-01-05/1"
WORDS = {
    "ru": ["центр", "ведет", "учет", "справки", "сроки", "выплаты", "граждан", "орган", "отчет", "и", "в течение"],
    "kk": [
        "орталық",
        "есеп",
        "анықтама",
        "мерзім",
        "төлем",
        "азамат",
        "орган",
        "және",
        "ішінде",
        "бұйрық",
        "жүргізеді",
    ],
}
languages: st.SearchStrategy[Language] = st.sampled_from(["ru", "kk"])


def sentences(language: Language) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=6)
    return words.map(lambda chosen: " ".join(chosen).capitalize())


def document(
    number: str, day: dt.date, language: Language, tree: Sequence[Provision], operations: Sequence[Operation]
) -> Document:
    role = Role.AMENDING if operations else Role.ORIGINAL
    identity = Identity(language, role, ActType.ORDER, "mtszn", day, number, "О мерах")
    return Document(
        f"{number}.txt", number, identity, tuple(tree), tuple(operations), (), (), (), (), (), (), (),
        Accounting(0, 0, 0, 0),
    )  # fmt: skip


@st.composite
def bases(draw: st.DrawFn) -> Document:
    """An act of a few points, some with subpoints."""
    language = draw(languages)
    tree: list[Provision] = []
    for n in range(1, draw(st.integers(2, 6)) + 1):
        count = draw(st.integers(0, 3))
        items = tuple(
            Provision(
                Unit.SUBPOINT, str(k), f"point:{n}/subpoint:{k}",
                f"{k}) {draw(sentences(language)).lower()}{'.' if k == count else ';'}", (n, n),
            )
            for k in range(1, count + 1)
        )  # fmt: skip
        text = f"{n}. {draw(sentences(language))}{':' if items else '.'}"
        tree.append(Provision(Unit.POINT, str(n), f"point:{n}", text, (n, n), children=items))
    return document("1", dt.date(2015, 1, 5), language, tree, [])


@st.composite
def operations(draw: st.DrawFn, base: Document, n: int, number: str | None = None) -> Operation:
    """An operation on a point of the act, or on one it does not have."""
    language = base.identity.language
    point = number or str(draw(st.integers(1, len(base.tree) + 1)))
    action = draw(
        st.sampled_from([Action.RESTATE, Action.INSERT, Action.DELETE, Action.REPLACE_WORDS, Action.SUSPEND])
    )
    words, payload, address = None, None, f"point:{point}"
    text = draw(sentences(language))
    if action is Action.REPLACE_WORDS:
        words = Words(
            old=draw(st.sampled_from(WORDS[language])),
            new=draw(st.sampled_from(WORDS[language])),
            everywhere=draw(st.booleans()),
        )
    elif action is Action.INSERT:
        address = f"point:{point}-{n}"
        payload = Payload(f"{point}-{n}. {text}.", (address,))
    elif action is Action.RESTATE:
        payload = Payload(f"{point}. {text}.", (address,))
    day = dt.date(2020, 1, 1) + dt.timedelta(days=draw(st.integers(0, 900)))
    until = day + dt.timedelta(days=100) if action is Action.SUSPEND else None
    rule = InForce(Rule.ON_DATE, from_=day, until=until)
    return Operation(1, action, KEY, address, words, payload, rule, Clause(f"clause {n}", (n, n)))


def order(n: int, language: Language, *given_: Operation) -> Document:
    day = dt.date(2019, 1, 1) + dt.timedelta(days=n)
    numbered = [msgspec.structs.replace(operation, n=k) for k, operation in enumerate(given_, start=1)]
    return document(str(n + 10), day, language, [], numbered)


@st.composite
def amended(draw: st.DrawFn) -> tuple[Document, list[Document]]:
    """An act and some orders on it."""
    base = draw(bases())
    count = draw(st.integers(1, 5))
    return base, [order(n, base.identity.language, draw(operations(base, n))) for n in range(1, count + 1)]


def histories(act: Act) -> Iterator[ProvisionHistory]:
    for edition in act.editions:
        yield from edition.provisions


def newest(act: Act) -> dict[str, tuple[str, str]]:
    return {h.address: (h.versions[-1].text, str(h.versions[-1].standing)) for h in histories(act)}


@settings(max_examples=60, deadline=None)
@given(amended())
def test_spans_cover_every_text_and_name_operations_of_the_ledger(made: tuple[Document, list[Document]]) -> None:
    base, orders = made
    act = consolidate(KEY, [base], orders)
    ledger = {(key, operation.n) for key, operation in act.operations}
    for history in histories(act):
        for version in history.versions:
            ends = [0, *(span.end for span in version.spans)]
            assert [span.start for span in version.spans] == ends[:-1]
            assert ends[-1] == len(version.text)
            assert all(s.operation is None or (s.operation.act, s.operation.n) in ledger for s in version.spans)


@settings(max_examples=60, deadline=None)
@given(amended())
def test_every_word_comes_from_the_base_or_from_its_operation(made: tuple[Document, list[Document]]) -> None:
    """A text is reproduced from original and operations: no span says what its source does not say.

    New words may get the capital that the old ones had at the head of a sentence.
    """
    base, orders = made
    act = consolidate(KEY, [base], orders)
    said = {
        (key, o.n): f"{o.payload.text if o.payload else ''} {o.words.new if o.words else ''} . ;"
        for key, o in act.operations
    }
    original = "\n".join(provision.full_text() for provision in base.tree)
    for history in histories(act):
        for version in history.versions:
            for span in version.spans:
                source = original if span.operation is None else said[(span.operation.act, span.operation.n)]
                words = re.findall(r"\w+", version.text[span.start : span.end].lower())
                assert set(words) <= set(re.findall(r"\w+", source.lower()))


@settings(max_examples=60, deadline=None)
@given(amended(), st.integers(0, 1100))
def test_the_text_of_a_day_needs_only_the_orders_of_that_day(
    made: tuple[Document, list[Document]], offset: int
) -> None:
    """A version is reproduced from the original and the operations in force by then; later ones change nothing."""
    base, orders = made
    day = dt.date(2020, 1, 1) + dt.timedelta(days=offset)
    by_then = [each for each in orders if all(o.in_force and o.in_force.from_ <= day for o in each.operations)]
    language = base.identity.language
    whole = edition_on(consolidate(KEY, [base], orders), language, day)
    part = edition_on(consolidate(KEY, [base], by_then), language, day)
    assert whole is not None and part is not None

    def said(view: EditionView) -> dict[str, tuple[str, str]]:
        return {p.address: (p.text, str(p.standing)) for p in view.provisions if p.standing is not Standing.PENDING}

    assert said(whole) == said(part)


@settings(max_examples=40, deadline=None)
@given(amended())
def test_an_order_given_again_under_a_later_number_changes_no_word(made: tuple[Document, list[Document]]) -> None:
    """What restates, inserts or deletes is done once, however often it is ordered."""
    base, orders = made
    last = max(orders, key=lambda each: (each.operations[0].in_force.from_, each.identity.date))  # type: ignore[union-attr]
    if last.operations[0].action not in (Action.RESTATE, Action.INSERT, Action.DELETE):
        return
    again = order(90, base.identity.language, *last.operations)
    assert newest(consolidate(KEY, [base], [*orders, again])) == newest(consolidate(KEY, [base], orders))


@settings(max_examples=40, deadline=None)
@given(amended())
def test_what_no_operation_touched_is_byte_identical(made: tuple[Document, list[Document]]) -> None:
    base, orders = made
    act = consolidate(KEY, [base], orders)
    alone = newest(consolidate(KEY, [base], []))
    for history in histories(act):
        assert history.versions[0].operation is not None or history.versions[0].text == alone[history.address][0]


@settings(max_examples=40, deadline=None)
@given(amended())
def test_an_operation_that_is_not_applied_changes_nothing(made: tuple[Document, list[Document]]) -> None:
    base, orders = made
    act = consolidate(KEY, [base], orders)
    applied = {key for key, o in act.operations if o.outcome is not None and o.outcome.status is Status.APPLIED}
    again = consolidate(KEY, [base], [each for each in orders if str(each.identity.key) in applied])
    assert newest(again) == newest(act)


@settings(max_examples=40, deadline=None)
@given(amended())
def test_documents_may_come_in_any_order(made: tuple[Document, list[Document]]) -> None:
    base, orders = made
    assert newest(consolidate(KEY, [base], orders[::-1])) == newest(consolidate(KEY, [base], orders))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_operations_on_disjoint_provisions_commute(data: st.DataObject) -> None:
    base = data.draw(bases())
    language = base.identity.language
    one = data.draw(operations(base, 1, number="1"))
    other = data.draw(operations(base, 2, number="2"))
    day = InForce(Rule.ON_DATE, from_=dt.date(2021, 1, 1), until=other.in_force.until if other.in_force else None)
    one, other = (msgspec.structs.replace(each, in_force=day) for each in (one, other))
    here = consolidate(KEY, [base], [order(1, language, one), order(2, language, other)])
    there = consolidate(KEY, [base], [order(1, language, other), order(2, language, one)])
    assert newest(here) == newest(there)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_restating_twice_with_one_text_changes_nothing_the_second_time(data: st.DataObject) -> None:
    base = data.draw(bases())
    language = base.identity.language
    text = f"1. {data.draw(sentences(language))} 7."
    restating = Operation(
        1, Action.RESTATE, KEY, "point:1", None, Payload(text, ("point:1",)),
        InForce(Rule.ON_DATE, from_=dt.date(2021, 1, 1)), Clause("clause", (1, 1)),
    )  # fmt: skip
    later = msgspec.structs.replace(restating, in_force=InForce(Rule.ON_DATE, from_=dt.date(2022, 1, 1)))
    once = consolidate(KEY, [base], [order(1, language, restating)])
    twice = consolidate(KEY, [base], [order(1, language, restating), order(2, language, later)])
    assert [o.outcome.status for _, o in twice.operations if o.outcome] == [Status.APPLIED, Status.NO_EFFECT]
    assert newest(once) == newest(twice)


@settings(max_examples=40, deadline=None)
@given(amended(), st.booleans())
def test_the_record_of_an_act_is_read_back_as_it_was_written(
    made: tuple[Document, list[Document]], whole: bool
) -> None:
    base, orders = made
    act = consolidate(KEY, [base] if whole else [], orders)
    assert msgspec.json.decode(msgspec.json.encode(act), type=Act) == act


@settings(max_examples=40, deadline=None)
@given(amended())
def test_a_fragment_becomes_whole_when_the_base_comes(made: tuple[Document, list[Document]]) -> None:
    """Without its base an act is a fragment; with it everything is built as if it had been there all along."""
    base, orders = made
    fragment = consolidate(KEY, [], orders)
    whole = consolidate(KEY, [base], orders)
    assert {str(edition.label) for edition in fragment.editions} == {"fragment"}
    assert {str(edition.label) for edition in whole.editions} == {"complete"}
    assert all(standing != "unknown" for _, standing in newest(whole).values())
