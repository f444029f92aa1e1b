"""Acts drawn by hypothesis whose provisions changed between two days, and what Word would make of a redline."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from hypothesis import strategies as st
from lxml import etree

from pipeline.address import Address
from pipeline.model.acts import InForce, Language, Rule
from pipeline.model.editions import Act, Edition, Label, ProvisionHistory, Span, Standing, Version
from pipeline.model.operations import Action, Clause, Operation, OperationRef, Outcome, Status

KEY, ORDER = "order/mtszn/2020-03-02/14", "order/mtszn/2022-05-04/24"
SINCE, UNTIL = dt.date(2021, 1, 1), dt.date(2023, 1, 1)
FIRST = InForce(Rule.ON_DATE, from_=dt.date(2020, 4, 1))
NEXT = InForce(Rule.ON_DATE, from_=dt.date(2022, 6, 1))

words = st.lists(
    st.sampled_from(
        ["есеп", "орталық", "жүргізеді", "5,5", "12.03.2021", "4-1", "«тізілім»", "ә", "пункт", "и", "1)"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
texts = st.lists(words, min_size=1, max_size=4).map("\n".join)
anything = st.text(max_size=120)


def version(text: str, by: OperationRef | None, in_force: InForce, standing: Standing = Standing.IN_FORCE) -> Version:
    spans = (Span(0, len(text), by),) if text else ()
    return Version(text, standing, spans, in_force, operation=by, own=text, note="Ескерту." if by else None)


@st.composite
def histories(draw: st.DrawFn, number: int) -> tuple[ProvisionHistory, Operation | None]:
    """A point that stays, is restated, deleted, inserted or suspended between the two days."""
    address = f"point:{number}"
    by = OperationRef(ORDER, number)
    old, new = draw(texts), draw(texts)
    fate = draw(st.sampled_from(["same", "restate", "delete", "insert", "suspend", "unknown"]))
    first = version(old, None, FIRST)
    versions = {
        "same": (first,),
        "restate": (first, version(new, by, NEXT)),
        "delete": (first, version("", by, NEXT, Standing.DELETED)),
        "insert": (version(new, by, NEXT),),
        "suspend": (first, version(old, by, NEXT, Standing.SUSPENDED)),
        "unknown": (version("", None, FIRST, Standing.UNKNOWN), version(new, by, NEXT)),
    }[fate]
    last = Address.parse(address).last
    assert last is not None
    made = None
    if fate != "same":
        action = Action(fate) if fate != "unknown" else Action.RESTATE
        made = Operation(
            number, action, KEY, address, None, None, NEXT, Clause("…", (1, 1)), outcome=Outcome(Status.APPLIED)
        )
    return ProvisionHistory(address, last.unit, last.number, None, versions), made


@st.composite
def acts(draw: st.DrawFn) -> Act:
    drawn = [draw(histories(number)) for number in range(1, draw(st.integers(1, 6)) + 1)]
    language: Language = draw(st.sampled_from(["kk", "ru"]))
    return Act(
        act=KEY, type="order", issuer="mtszn", date=dt.date(2020, 3, 2), number="14", titles=((language, "Есеп"),),
        registration=None, label=Label.COMPLETE,
        editions=(Edition(language, Label.COMPLETE, "Есеп", tuple(history for history, _ in drawn)),),
        operations=tuple((ORDER, made) for _, made in drawn if made is not None), events=(), citations=(),
        legal_basis=(), amends=(), repeals=(), in_force=None, cards=(), positions=(), requirements=(), sources=(),
    )  # fmt: skip


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def decided(data: bytes, *, accept: bool, style: str = "Norm") -> list[str]:
    """The paragraphs of a style when every tracked change is accepted, or rejected, as Word does it (17.13.5)."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    goes = "del" if accept else "ins"
    for mark in list(root.iter(f"{W}{goes}")):
        if mark.getparent().tag != f"{W}rPr":
            mark.getparent().remove(mark)
    found: list[str] = []
    held = ""
    for paragraph in root.iter(f"{W}p"):
        kind = paragraph.find(f"{W}pPr/{W}pStyle")
        if kind is None or kind.get(f"{W}val") != style:
            continue
        held += "".join(node.text or "" for node in paragraph.iter(f"{W}t", f"{W}delText"))
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{goes}") is None:
            found.append(held)
            held = ""
    return found if not held else [*found, held]
