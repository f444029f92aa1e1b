"""Names in Akoma Ntoso: URIs of works and expressions (naming convention 1.0, § 4), elements and their eIds (§ 5)."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.address import Unit
from pipeline.model.acts import ActKey, ActType, Language

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ZAN = "https://w3id.org/zangraph/ontology#"
"""Our own attributes: what the standard has no word for."""

LANGUAGES: dict[Language, str] = {"kk": "kaz", "ru": "rus"}

ACT_NAMES = {
    ActType.CONSTITUTION: "konstitutsiya",
    ActType.CODE: "kodeks",
    ActType.LAW: "zan",
    ActType.DECREE: "jarlyq",
    ActType.RESOLUTION: "qauly",
    ActType.ORDER: "buyryq",
    ActType.DECISION: "sheshim",
}
"""The Kazakh name of each type of act, in Latin letters: the `name` of the `act` element."""

ELEMENTS = {
    Unit.SECTION: ("section", "sec"),
    Unit.SUBSECTION: ("subsection", "subsec"),
    Unit.CHAPTER: ("chapter", "chp"),
    Unit.SUBCHAPTER: ("subchapter", "subchp"),
    Unit.ARTICLE: ("article", "art"),
    Unit.POINT: ("paragraph", "para"),
    Unit.SUBPOINT: ("point", "point"),
    Unit.PART: ("subparagraph", "subpara"),
    Unit.PARAGRAPH: ("alinea", "al"),
}
"""Unit → element and the prefix of its eId; other units are `hcontainer`s of their own name.

A Kazakh point (тармақ, пункт) is the numbered paragraph of an act or article, a subpoint (тармақша) a point of
its list, a part (бөлік) an unnumbered subparagraph, a paragraph (абзац) an alinea.
"""

_UNFIT = re.compile(r"[^\w.-]+")


def work_uri(key: ActKey) -> str:
    """`/akn/kz/act/order/mtszn/2017-10-25/360`: the act key within Akoma Ntoso's scheme."""
    return "/akn/kz/act/" + "/".join(filter(None, (key.type, key.issuer, key.date, key.number)))


def expression_uri(key: ActKey, language: Language, on: dt.date | None) -> str:
    """The work in a language on a day: `…/kaz@2024-08-26`; without a day the newest text, `…/kaz@`."""
    return f"{work_uri(key)}/{LANGUAGES[language]}@{on.isoformat() if on is not None else ''}"


def element_of(unit: Unit) -> tuple[str, str]:
    """The element of a unit and the prefix of its eId."""
    return ELEMENTS.get(unit, ("hcontainer", unit.value))


class Ids:
    """eIds handed out so far: each is unique in the document."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def make(self, parent: str, prefix: str, number: str | None) -> str:
        """An eId below `parent`; an unnumbered element gets its place among those of its kind."""
        stem = f"{parent}__{prefix}" if parent else prefix
        if number is None:
            self._counts[stem] = self._counts.get(stem, 0) + 1
            number = str(self._counts[stem])
        made = f"{stem}_{_UNFIT.sub('-', number).strip('-') or '0'}"
        chosen, copy = made, 2
        while chosen in self._taken:
            chosen, copy = f"{made}-{copy}", copy + 1
        self._taken.add(chosen)
        return chosen


def work_id(address: str) -> str:
    """A wId: the address, which stays while chapters around it come and go; without white space."""
    return "-".join(address.split()) or "act"
