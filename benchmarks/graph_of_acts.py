"""Invented acts in the shape of real ones, for measuring the graph at a size the corpus does not have.

Orders in two languages with points and subpoints in several versions, the orders that change them, the notes of
their editions, citations that fall on few laws most of the time, professional standards with cards, registers of
positions and model characteristics. Nothing in them is law; the same seed gives the same acts.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from pipeline.address import Address
from pipeline.model.acts import ActRef, ActType, InForce, Language, Registration, Rule
from pipeline.model.editions import Act, Edition, HistoryEvent, Label, ProvisionHistory, Span, Standing, Version
from pipeline.model.operations import Action, Clause, Operation, OperationRef, Outcome, Payload, Status
from pipeline.model.professions import (
    Card,
    Experience,
    LabourFunction,
    PositionRow,
    Requirement,
    RequirementSource,
    Task,
)

_FIRST, _LAST = dt.date(2008, 1, 1), dt.date(2025, 12, 31)
_BODIES: Final = ("mtszn", "mzsr", "mon", "mne", "government", "mz", "mvd", "mf")
_KAZAKH: Final = """
    қызметкер еңбек жұмыс беруші әлеуметтік қорғау біліктілік талаптары тәртібі қағидалар бойынша ұйымдастыру
    мемлекеттік орган өтініш мерзімі күнтізбелік ішінде ұсынады бекітіледі жүргізіледі негізінде құжаттар
"""
_RUSSIAN: Final = """
    работник труд работодатель социальная защита квалификационные требования порядок правила по организация
    государственный орган заявление срок календарных дней представляет утверждается проводится основании
"""
_WORDS: Final[dict[Language, list[str]]] = {"kk": _KAZAKH.split(), "ru": _RUSSIAN.split()}


class Sizes(Struct, frozen=True):
    """How much an act holds; the counts of triples in an act follow from it."""

    points: tuple[int, int] = (8, 30)
    subpoints: int = 3
    amended: float = 0.45
    """The share of orders that later orders change."""
    standards: float = 0.06
    registers: float = 0.03


def acts(seed: int = 0, sizes: Sizes | None = None) -> Iterator[Act]:
    """Acts without end, each with a key of its own: laws first, then orders."""
    made = _Maker(random.Random(seed), sizes or Sizes())
    yield from made.laws(300)
    while True:
        yield from made.order()


class _Maker:
    """Keeps the keys of the acts made so far, for others to cite and to change."""

    def __init__(self, chance: random.Random, sizes: Sizes) -> None:
        self._chance = chance
        self._sizes = sizes
        self._laws: list[str] = []
        self._orders: list[str] = []
        self._n = 0

    def laws(self, count: int) -> Iterator[Act]:
        """Laws that are only cited: records of reference."""
        for n in range(count):
            day = self._day()
            key = f"law/parliament/{day}/{n + 1}-z"
            self._laws.append(key)
            dead = InForce(Rule.ON_DATE, from_=day, until=_later(day, 3650)) if self._chance.random() < 0.2 else None
            titles: tuple[tuple[Language, str], ...] = (("kk", self._words("kk", 5)), ("ru", self._words("ru", 5)))
            yield _act(key, "law", "parliament", day, f"{n + 1}-Z", titles, label=Label.REFERENCE, in_force=dead)

    def order(self) -> Iterator[Act]:
        """An order, and the orders that change it."""
        self._n += 1
        day, issuer = self._day(), self._chance.choice(_BODIES)
        key = f"order/{issuer}/{day}/g-{self._n}"
        start = InForce(Rule.ON_DATE, from_=_later(day, 20), text="с даты")
        changes = self._changes(key, day) if self._chance.random() < self._sizes.amended else []
        places = [f"point:{n}" for n in range(1, self._chance.randint(*self._sizes.points) + 1)]
        targets = {self._chance.choice(places): (amending, in_force) for amending, in_force in changes}
        inner = {place: self._chance.randint(0, self._sizes.subpoints) for place in places}
        operations = [
            (amending, self._operation(1, key, place, in_force)) for place, (amending, in_force) in targets.items()
        ]
        languages: tuple[Language, ...] = ("kk", "ru") if self._chance.random() < 0.9 else ("kk",)
        # Now and then a change reaches one language only.
        lost = {place for place in targets if self._chance.random() < 0.05}
        editions = tuple(
            Edition(
                language,
                Label.COMPLETE,
                None,
                tuple(self._histories(inner, start, _reached(language, targets, lost), language)),
            )
            for language in languages
        )
        yield _act(
            key,
            "order",
            issuer,
            day,
            f"g-{self._n}",
            tuple((language, self._words(language, 10)) for language in languages),
            editions=editions,
            operations=tuple(operations),
            events=tuple(self._events(operations)),
            citations=tuple(
                (self._chance.choice(places), self._citation()) for _ in range(self._chance.randint(1, 8))
            ),
            legal_basis=(self._citation(law=True),),
            in_force=start,
            registration=Registration(str(10_000 + self._n), _later(day, 9)),
            cards=tuple(self._cards(key)) if self._chance.random() < self._sizes.standards else (),
            positions=tuple(self._positions(key)) if self._chance.random() < self._sizes.registers else (),
            requirements=tuple(self._requirements(key, places)),
        )
        self._orders.append(key)
        for amending, in_force in changes:
            yield self._amending(amending, key, in_force)

    def _changes(self, key: str, day: dt.date) -> list[tuple[str, InForce]]:
        found = []
        for n in range(self._chance.randint(1, 4)):
            adopted = _later(day, self._chance.randint(100, 3000))
            amending = f"order/{key.split('/')[1]}/{adopted}/g-{self._n}-{n + 1}"
            known = self._chance.random() < 0.7
            start = _later(adopted, 20)
            rule = Rule.ON_DATE if known else Rule.DAYS_AFTER_FIRST_PUBLICATION
            days = None if known else 10
            found.append(
                (amending, InForce(rule, days, from_=start if known else None, not_before=None if known else start))
            )
        return sorted(found, key=lambda change: change[0].split("/")[2])

    def _amending(self, key: str, target: str, in_force: InForce) -> Act:
        day = dt.date.fromisoformat(key.split("/")[2])
        text = self._words("ru", 12)
        history = ProvisionHistory(
            "point:1",
            "point",
            "1",
            "",
            (_version(text, in_force),),
        )
        return _act(
            key,
            "order",
            key.split("/")[1],
            day,
            key.rsplit("/", 1)[1],
            (("ru", self._words("ru", 10)),),
            editions=(Edition("ru", Label.COMPLETE, None, (history,)),),
            amends=(target,),
            legal_basis=(self._citation(law=True),),
            in_force=in_force,
        )

    def _operation(self, n: int, act: str, place: str, in_force: InForce) -> Operation:
        clause = Clause(f"{place.partition(':')[2]}-тармақ мынадай редакцияда жазылсын:", (20, 21))
        payload = Payload(self._words("kk", 30), (place,))
        status = Status.APPLIED if self._chance.random() < 0.95 else Status.TARGET_MISSING
        return Operation(n, Action.RESTATE, act, place, None, payload, in_force, clause, outcome=Outcome(status))

    def _events(self, operations: list[tuple[str, Operation]]) -> Iterator[HistoryEvent]:
        for amending, operation in operations:
            day = dt.date.fromisoformat(amending.split("/")[2])
            where, number = (operation.address,), amending.rsplit("/", 1)[1]
            yield HistoryEvent(amending, day, number, "restate", where, operation.in_force, "operation")
        if self._chance.random() < 0.2:
            yield HistoryEvent(None, self._day(), str(self._n), "amend", ("point:1",), None, "note")

    def _histories(
        self, places: dict[str, int], start: InForce, targets: dict[str, tuple[str, InForce]], language: Language
    ) -> Iterator[ProvisionHistory]:
        for place, inner in places.items():
            yield self._history(place, start, targets.get(place), language)
            # Now and then one language has a subpoint that the other lacks.
            for n in range(1, inner + 1 + (language == "ru" and self._chance.random() < 0.01)):
                yield self._history(f"{place}/subpoint:{n}", start, None, language)

    def _history(
        self, place: str, start: InForce, change: tuple[str, InForce] | None, language: Language
    ) -> ProvisionHistory:
        address = Address.parse(place)
        last = address.last
        assert last is not None
        number = last.number or ""
        text = f"{number}. {self._words(language, self._chance.randint(8, 45))}"
        versions = [_version(text, start, until=change[1] if change else None)]
        if change is not None:
            source = OperationRef(change[0], 1)
            words = f"{number}. {self._words(language, 30)}"
            versions.append(_version(words, change[1], operation=source, spans=(Span(0, len(words), source),)))
        return ProvisionHistory(place, last.unit, last.number, str(address.parent), tuple(versions))

    def _citation(self, law: bool = False) -> ActRef:
        """A reference; the laws cited most take most of them, as in life."""
        rank = min(int(self._chance.paretovariate(0.9)) - 1, len(self._laws) - 1)
        key = self._laws[rank] if law or not self._orders or self._chance.random() < 0.7 else self._order()
        kind, issuer, day, number = key.split("/")
        text = f"{self._words('ru', 4)} № {number}"
        return ActRef(key, ActType(kind), issuer, dt.date.fromisoformat(day), number, None, None, text, 0, len(text))

    def _order(self) -> str:
        return self._chance.choice(self._orders)

    def _cards(self, key: str) -> Iterator[Card]:
        for n in range(self._chance.randint(2, 6)):
            group = self._chance.randint(1111, 9999)
            code = f"{group}-{self._chance.randint(1, 9)}-{self._chance.randint(1, 999):03}"
            asked = Requirement(
                RequirementSource(key, card=f"card {n}"),
                None,
                None,
                self._chance.choice(("first", "second", "none")),
                ("higher",),
                (),
                (Experience(self._chance.randint(1, 6), "в сфере"),),
                self._words("ru", 15),
                (60, 61),
            )
            functions = tuple(
                LabourFunction(f, self._words("ru", 5), tuple(self._task(t) for t in range(1, 4)))
                for f in range(1, 4)
            )
            name = f"{self._words('ru', 2)} {self._n}-{n}"
            levels = (self._chance.randint(2, 8),)
            yield Card(name, code, str(group), levels, key, functions, (), (), (), (asked,), (), (1, 2))

    def _task(self, n: int) -> Task:
        skills = tuple(self._words("ru", 6) for _ in range(4))
        knowledge = tuple(self._words("ru", 6) for _ in range(4))
        cited = tuple(self._citation() for _ in range(self._chance.randint(0, 3)))
        return Task(n, self._words("ru", 5), skills, knowledge, cited, (1, 2))

    def _positions(self, key: str) -> Iterator[PositionRow]:
        for n in range(self._chance.randint(10, 60)):
            block, tier = self._chance.choice("ABCD"), self._chance.randint(1, 4)
            names = tuple(f"{self._words('kk', 2)} {self._n}-{n}-{m}" for m in range(self._chance.randint(1, 6)))
            yield PositionRow(key, block, f"{block}{tier}", str(n % 3 + 1), "білім", None, None, names, (n, n + 1))

    def _requirements(self, key: str, places: list[str]) -> Iterator[Requirement]:
        if self._chance.random() > 0.05:
            return
        for place in places:
            yield Requirement(
                RequirementSource(key, address=place),
                self._words("kk", 2),
                None,
                self._chance.choice(("highest", "first", "second", None)),
                (self._chance.choice(("higher", "secondary_vocational")),),
                (self._words("kk", 2),),
                (Experience(self._chance.randint(1, 6), "жүйеде"),),
                self._words("kk", 15),
                (3, 4),
            )

    def _day(self) -> dt.date:
        return _FIRST + dt.timedelta(days=self._chance.randrange((_LAST - _FIRST).days))

    def _words(self, language: Language, count: int) -> str:
        return " ".join(self._chance.choices(_WORDS[language], k=count))


def _later(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def _reached(
    language: Language, targets: dict[str, tuple[str, InForce]], lost: set[str]
) -> dict[str, tuple[str, InForce]]:
    return {place: change for place, change in targets.items() if language == "kk" or place not in lost}


def _version(
    text: str,
    start: InForce,
    *,
    until: InForce | None = None,
    operation: OperationRef | None = None,
    spans: tuple[Span, ...] = (),
) -> Version:
    return Version(text, Standing.IN_FORCE, spans, start, until, operation, own=text)


def _act(
    key: str,
    kind: str,
    issuer: str,
    day: dt.date,
    number: str,
    titles: tuple[tuple[Language, str], ...],
    *,
    label: Label = Label.COMPLETE,
    editions: tuple[Edition, ...] = (),
    operations: tuple[tuple[str, Operation], ...] = (),
    events: tuple[HistoryEvent, ...] = (),
    citations: tuple[tuple[str, ActRef], ...] = (),
    legal_basis: tuple[ActRef, ...] = (),
    amends: tuple[str, ...] = (),
    in_force: InForce | None = None,
    registration: Registration | None = None,
    cards: tuple[Card, ...] = (),
    positions: tuple[PositionRow, ...] = (),
    requirements: tuple[Requirement, ...] = (),
) -> Act:
    return Act(
        act=key,
        type=kind,
        issuer=issuer,
        date=day,
        number=number,
        titles=titles,
        registration=registration,
        label=label,
        editions=editions,
        operations=operations,
        events=events,
        citations=citations,
        legal_basis=legal_basis,
        amends=amends,
        repeals=(),
        in_force=in_force,
        cards=cards,
        positions=positions,
        requirements=requirements,
        sources=(f"{key.replace('/', '_')}.txt",),
    )
