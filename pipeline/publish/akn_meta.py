"""The `meta` of an Akoma Ntoso document: identification, life cycle, modifications, times, references."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from pipeline.address import Address
from pipeline.model.acts import ActKey
from pipeline.model.editions import Act
from pipeline.model.operations import Action, Operation, OperationRef, Status
from pipeline.publish.akn_names import LANGUAGES, ZAN, expression_uri, work_id, work_uri
from pipeline.publish.akn_xml import E
from pipeline.publish.head import Head
from pipeline.publish.view import EditionView, effective

_EDITOR = "#zangraph"
_UNKNOWN_DATE = dt.date.min
"""The standard wants a date for every work: an act known by its name alone gets the first there is, named so."""

_MODS = {
    Action.RESTATE: "substitution",
    Action.INSERT: "insertion",
    Action.DELETE: "repeal",
    Action.REPEAL: "repeal",
    Action.REPLACE_WORDS: "substitution",
    Action.INSERT_WORDS: "insertion",
    Action.DELETE_WORDS: "repeal",
    Action.RENUMBER: "renumbering",
    Action.SUSPEND: "repeal",
}


class Event(NamedTuple):
    """A moment in the life of the act: its number here, the day, whether that day is certain, what caused it."""

    number: int
    day: dt.date
    certain: bool
    cause: str

    @property
    def id(self) -> str:
        """The eId of the event."""
        return f"e_{self.number}"

    @property
    def group(self) -> str:
        """The eId of the period that begins with it."""
        return f"tg_{self.number}"


class Events:
    """The days on which the text of an act changed, one for each amending act and day."""

    def __init__(self, act: Act, view: EditionView) -> None:
        self.applied = [
            (order, operation)
            for order, operation in act.operations
            if operation.outcome is not None and operation.outcome.status in (Status.APPLIED, Status.PENDING)
        ]
        self.listed: list[Event] = []
        self._by_operation: dict[OperationRef, Event] = {}
        found: dict[tuple[str, dt.date], Event] = {}
        for order, operation in self.applied:
            day = effective(operation.in_force) or _key_date(order)
            certain = operation.in_force is not None and operation.in_force.from_ is not None
            event = found.get((order, day)) or Event(len(found) + 1, day, certain, order)
            found[order, day] = event
            self._by_operation[OperationRef(order, operation.n)] = event
        self.listed = list(found.values())

    def period(self, operation: OperationRef | None) -> str | None:
        """The eId of the period that an operation began."""
        event = self._by_operation.get(operation) if operation is not None else None
        return event.group if event is not None else None


def _key_date(key: str) -> dt.date:
    date = ActKey.parse(key).date
    return dt.date.fromisoformat(date) if date else _UNKNOWN_DATE


class Written(NamedTuple):
    """The eIds of what is printed: of provisions by address, of words by the operation that wrote them."""

    places: Mapping[str, str]
    words: Mapping[OperationRef, Sequence[str]]


def meta(
    act: Act, view: EditionView, over: Head, events: Events, written: Written, orders: Sequence[Operation] = ()
) -> _Element:
    """The meta of the act itself; `orders` are the operations that it orders in other acts."""
    key = ActKey.parse(act.act)
    made = E.meta(_identification(act, view, "!main"), _lifecycle(act, key, events))
    active, passive = _active(act, orders), _modifications(events, written)
    analysis = [part for part in (active, passive) if len(part)]
    if analysis:
        made.append(E.analysis(*analysis, source=_EDITOR))
    if events.listed:
        made.append(_times(events))
    made.append(_references(act, key, over, events))
    return made


def component_meta(act: Act, view: EditionView, address: str, place: str) -> _Element:
    """The meta of an annex: a component of the act's work."""
    return E.meta(_identification(act, view, f"!{place}", address))


def _identification(act: Act, view: EditionView, component: str, name: str | None = None) -> _Element:
    key = ActKey.parse(act.act)
    author = E.FRBRauthor(href=f"#{key.issuer}")
    work, expression = work_uri(key), expression_uri(key, view.language, view.on)
    adopted = act.date or _key_date(act.act)
    adoption = E.FRBRdate(date=adopted.isoformat(), name="adoption" if act.date or key.date else "not-known")
    state = E.FRBRdate(date=(view.on or _newest(view) or adopted).isoformat(), name="edition")
    return E.identification(
        E.FRBRWork(
            E.FRBRthis(value=f"{work}/{component}"), E.FRBRuri(value=work),
            E.FRBRalias(value=name or act.act, name="address" if name is not None else "key"),
            adoption, author, E.FRBRcountry(value="kz"), E.FRBRsubtype(value=key.type),
            E.FRBRnumber(value=key.number),
        ),
        E.FRBRExpression(
            E.FRBRthis(value=f"{expression}/{component}"), E.FRBRuri(value=expression),
            state, E.FRBRauthor(href=_EDITOR), E.FRBRlanguage(language=LANGUAGES[view.language]),
        ),
        E.FRBRManifestation(
            E.FRBRthis(value=f"{expression}/{component}.xml"), E.FRBRuri(value=f"{expression}.akn"),
            E.FRBRdate(date=(view.on or _newest(view) or adopted).isoformat(), name="edition"),
            E.FRBRauthor(href=_EDITOR), E.FRBRformat(value="application/akn+xml"),
        ),
        source=_EDITOR,
    )  # fmt: skip


def _newest(view: EditionView) -> dt.date | None:
    """The last day on which a text of the view began to be in force."""
    return max((day for item in view.provisions if (day := effective(item.in_force)) is not None), default=None)


def _lifecycle(act: Act, key: ActKey, events: Events) -> _Element:
    first = act.date or _key_date(act.act)
    made = E.lifecycle(
        E.eventRef(eId="e_0", date=first.isoformat(), source="#original", type="generation"), source=_EDITOR
    )
    for event in events.listed:
        reference = E.eventRef(
            eId=event.id,
            date=event.day.isoformat(),
            source=f"#{_reference_id(events, event.cause)}",
            type="amendment",
        )
        if not event.certain:
            reference.set(f"{{{ZAN}}}notBefore", "true")
        made.append(reference)
    return made


def _active(act: Act, orders: Sequence[Operation]) -> _Element:
    """What the act changes in others; a target is named by its work and the wId it has there."""
    made = E.activeModifications()
    for operation in orders:
        target = work_uri(ActKey.parse(operation.act))
        place = f"#{work_id(operation.address)}" if operation.address else ""
        made.append(
            E.textualMod(
                E.source(href=f"{work_uri(ActKey.parse(act.act))}#operation_{operation.n}"),
                E.destination(href=f"{target}{place}"),
                type=_MODS[operation.action],
                eId=f"amod_{len(made) + 1}",
            )
        )
    return made


def _modifications(events: Events, written: Written) -> _Element:
    made = E.passiveModifications()
    for order, operation in events.applied:
        place = _place(operation, written.places)
        if place is None:
            continue
        mod = E.textualMod(
            E.source(href=f"{work_uri(ActKey.parse(order))}#operation_{operation.n}"),
            E.destination(href=f"#{place}"),
            *(E.destination(href=f"#{words}") for words in written.words.get(OperationRef(order, operation.n), ())),
            type=_MODS[operation.action],
            eId=f"pmod_{len(made) + 1}",
        )
        period = events.period(OperationRef(order, operation.n))
        if period:
            mod.append(E.force(period=f"#{period}"))
        mod.append(E.new(href=f"#{place}"))
        made.append(mod)
    return made


def _place(operation: Operation, places: Mapping[str, str]) -> str | None:
    """The eId of the target, or of the innermost printed provision around it."""
    address = Address.parse(operation.address)
    while address.steps:
        if str(address) in places:
            return places[str(address)]
        address = address.parent
    return None


def _times(events: Events) -> _Element:
    groups = [
        E.temporalGroup(E.timeInterval(start=f"#{event.id}", refersTo="#in-force"), eId=event.group)
        for event in events.listed
    ]
    return E.temporalData(*groups, source=_EDITOR)


def _reference_id(events: Events, key: str) -> str:
    causes = list(dict.fromkeys(event.cause for event in events.listed))
    return f"amending_{causes.index(key) + 1}"


def _references(act: Act, key: ActKey, over: Head, events: Events) -> _Element:
    made = E.references(E.original(eId="original", href=work_uri(key), showAs=over.particulars), source=_EDITOR)
    for cause in dict.fromkeys(event.cause for event in events.listed):
        other = ActKey.parse(cause)
        made.append(E.passiveRef(eId=_reference_id(events, cause), href=work_uri(other), showAs=str(other)))
    made.append(
        E.TLCOrganization(eId=key.issuer, href=f"/akn/ontology/organization/kz/{key.issuer}", showAs=key.issuer)
    )
    made.append(E.TLCOrganization(eId="zangraph", href="https://w3id.org/zangraph/", showAs="zangraph"))
    made.append(E.TLCConcept(eId="in-force", href="/akn/ontology/concept/kz/in-force", showAs="in force"))
    return made
