"""Acts: how they are named, identified and referred to."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Literal, NamedTuple

from msgspec import Struct

Language = Literal["kk", "ru"]


class ActType(StrEnum):
    """The type of an act, in falling legal force (Law № 480-V, article 7)."""

    CONSTITUTION = "constitution"
    CODE = "code"
    LAW = "law"
    DECREE = "decree"
    RESOLUTION = "resolution"
    ORDER = "order"
    DECISION = "decision"


class ActKeyError(ValueError):
    """Words that are no act key."""


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")


class ActKey(NamedTuple):
    """`type/issuer/date/number`, or `type/named/slug` for an act known by its name alone.

    `number` is as printed, lower-cased, with «/» written as «-».
    """

    type: ActType
    issuer: str
    date: str | None
    number: str

    def __str__(self) -> str:
        middle = f"/{self.date}" if self.date else ""
        return f"{self.type}/{self.issuer}{middle}/{self.number}"

    @classmethod
    def of(cls, type_: ActType, issuer: str, date: dt.date, number: str) -> ActKey:
        """The key of an act with all its particulars."""
        return cls(type_, issuer, date.isoformat(), key_number(number))

    @classmethod
    def of_constitution(cls, adopted: dt.date) -> ActKey:
        """The key of a constitution, which has no number: it is known by its type and year."""
        return cls(ActType.CONSTITUTION, "named", None, f"{ActType.CONSTITUTION}-{adopted.year}")

    @classmethod
    def parse(cls, text: str) -> ActKey:
        """Read a key; raises `ActKeyError` when it is none."""
        parts = text.split("/")
        if len(parts) == 4 and parts[0] in set(ActType) and _DATE.match(parts[2]):
            return cls(ActType(parts[0]), parts[1], parts[2], parts[3])
        if len(parts) == 3 and parts[0] in set(ActType):
            return cls(ActType(parts[0]), parts[1], None, parts[2])
        raise ActKeyError(f"no act key: {text!r}")


def key_number(number: str) -> str:
    """A printed number as it stands in a key: «369/45» is «369-45», «237-П» is «237-п»."""
    return re.sub(r"\s+", "", number).replace("/", "-").lower()


class Registration(Struct, frozen=True):
    """State registration with the Ministry of Justice."""

    number: str | None
    date: dt.date | None


class ActRef(Struct, frozen=True):
    """A reference to an act as a text makes it, resolved as far as its words allow.

    `act` is the key in text form; `doubts` says what was broken, misprinted or supplied. `place` is the cited
    provision as an address in text form, `start`/`end` the characters of the reference in the text read.
    """

    act: str
    type: ActType
    issuer: str | None
    date: dt.date | None
    number: str | None
    title: str | None
    registration: str | None
    text: str
    start: int
    end: int
    place: str = ""
    doubts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Every cited provision when there are several; `place` is the first."""


class Role(StrEnum):
    """What a document is to its act."""

    ORIGINAL = "original"
    AMENDING = "amending"
    CONSOLIDATED = "consolidated"


class Rule(StrEnum):
    """When an act, or a clause of it, is brought into force (Law № 480-V, article 42)."""

    DAYS_AFTER_FIRST_PUBLICATION = "days_after_first_publication"
    ON_FIRST_PUBLICATION = "on_first_publication"
    ON_DATE = "on_date"
    ON_SIGNING = "on_signing"
    ON_REGISTRATION = "on_registration"
    UNKNOWN = "unknown"


class InForce(Struct, frozen=True):
    """An in-force rule, and the day it gives as far as that is known.

    `days` counts calendar days that must elapse after the day of first publication («по истечении десяти
    календарных дней после дня …» is 10, «после дня …» is 0). With the publication date: in force on
    publication + days + 1. `from_` is None while that is unknown, `not_before` is then the earliest possible
    day. `text` is the phrase as printed.
    """

    rule: Rule
    days: int | None = None
    months: int | None = None
    from_: dt.date | None = None
    not_before: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None


class InForceException(Struct, frozen=True):
    """A part of an act that enters into force by another rule than the rest."""

    places: tuple[str, ...]
    in_force: InForce


class InForceClause(Struct, frozen=True):
    """The whole in-force clause of an act: the main rule and its exceptions."""

    main: InForce
    exceptions: tuple[InForceException, ...] = ()


class Identity(Struct, frozen=True):
    """Which act a document is, as printed in it; None is «not printed»."""

    language: Language
    role: Role
    type: ActType | None
    issuer: str | None
    date: dt.date | None
    number: str | None
    title: str | None
    registration: Registration | None = None
    acting: bool = False
    legal_basis: tuple[ActRef, ...] = ()
    signatory: str | None = None
    signatory_post: str | None = None
    in_force: InForceClause | None = None
    amends: tuple[ActRef, ...] = ()
    repeals: tuple[ActRef, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def key(self) -> ActKey | None:
        """The act key, None while type, issuer, date or number is not known."""
        if self.type is ActType.CONSTITUTION and self.date is not None:
            return ActKey.of_constitution(self.date)
        if self.type is None or self.issuer is None or self.date is None or self.number is None:
            return None
        return ActKey.of(self.type, self.issuer, self.date, self.number)
