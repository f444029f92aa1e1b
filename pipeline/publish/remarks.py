"""Notes in the registry's own wording: what an operation did to a provision, by which act, from when.

«Ескерту. 9-тармақ жаңа редакцияда – ҚР … министрінің 15.08.2024 № 316 (…) бұйрығымен.»
«Сноска. Пункт 9 – в редакции приказа Министра … РК от 15.08.2024 № 316 (…).»
Rules of keeping the register: order of the Minister of Justice of 11 July 2023 № 472, point 16.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from pipeline.address import Address, Unit
from pipeline.model.acts import ActType, InForce, Language, Rule
from pipeline.model.operations import Action, Operation
from pipeline.publish.numerals import Gender, kk_cardinal, ru_genitive
from pipeline.publish.wording import Document, KkCase, Thing, capital, naming, words

_WORD_ACTIONS = frozenset((Action.REPLACE_WORDS, Action.INSERT_WORDS, Action.DELETE_WORDS))


class ActName(Struct, frozen=True):
    """An amending act as a note names it: its author in the genitive, without the country; empty for laws."""

    type: ActType
    date: dt.date | None
    number: str | None
    author_kk: str = ""
    author_ru: str = ""
    acting: bool = False


class Link(Struct, frozen=True):
    """An operation, the act that orders it, and whether that act changed the place more than once."""

    operation: Operation
    name: ActName
    several: bool = False


def note(
    operation: Operation, name: ActName, document: Document, language: Language, place: str | None = None
) -> str:
    """The note that an operation leaves.

    `place` is the address of the provision the note stands at, by default the target; where the target lies
    within it, the note says that the place was changed, or which heading was.
    """
    return chain_note((Link(operation, name),), document, language, place)


def chain_note(links: Sequence[Link], document: Document, language: Language, place: str | None = None) -> str:
    """The note on all that was done to a place, in order: «в редакции приказа …; с изменением, внесенным приказом …».

    Acts that did the same stand together, their kind named once. The place is named by the first link alone.
    """
    target = Address.parse(links[0].operation.address)
    at = Address.parse(place) if place is not None else target
    groups = [list(group) for _, group in groupby(links, key=lambda link: (_deed(link, at), link.name.type))]
    made = _kk_chain if language == "kk" else _ru_chain
    return made(groups, document, at)


class Deed(StrEnum):
    """What a note says was done, where the place itself need not be named again."""

    RESTATED = "restated"
    AMENDED = "amended"
    OTHER = "other"


def _deed(link: Link, at: Address) -> Deed:
    operation = link.operation
    target = Address.parse(operation.address)
    if operation.action in _WORD_ACTIONS:
        return Deed.AMENDED
    if _inside(target, at) and operation.action is not Action.INSERT:
        return Deed.OTHER if _heading_of(target, at) else Deed.AMENDED
    return Deed.RESTATED if operation.action is Action.RESTATE else Deed.OTHER


def _named(link: Link, at: Address) -> Address:
    """What a note names: its place, or the target where that is not a unit inside the place."""
    target = Address.parse(link.operation.address)
    inner = _inside(target, at) and not _heading_of(target, at) and link.operation.action is not Action.INSERT
    return at if inner else target


def _inside(target: Address, at: Address) -> bool:
    return target.within(at) and len(target.steps) > len(at.steps)


def _heading_of(target: Address, at: Address) -> bool:
    return target.last is not None and target.last.unit is Unit.TITLE and target.parent == at


def in_force_words(in_force: InForce | None, language: Language) -> str:
    """The in-force clause in brackets as notes have it; empty when no rule is known."""
    if in_force is None:
        return ""
    said = _kk_in_force(in_force) if language == "kk" else _ru_in_force(in_force)
    return f" ({said})" if said else ""


def _date(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"


def _particulars(name: ActName, before_date: str) -> str:
    date = f"{before_date}{_date(name.date)}" if name.date is not None else ""
    number = f"№ {name.number}" if name.number is not None else ""
    return " ".join(filter(None, (date, number)))


_LOCAL = re.compile("мәслихат|әкім|маслихат|аким", re.IGNORECASE)
"""Local bodies are named without the country."""

_Groups = Sequence[Sequence[Link]]


def _many(group: Sequence[Link]) -> bool:
    return len(group) > 1 or group[0].several


def _kk_chain(groups: _Groups, document: Document, at: Address) -> str:
    """Kazakh names the kind of act last: once for all, where all are of one kind."""
    said: list[str] = []
    kinds = {link.name.type for group in groups for link in group}
    for place, group in enumerate(groups):
        first = group[0]
        done = _kk_said(first, document, at, _many(group)) if not place else _KK_AGAIN[_deed(first, at), _many(group)]
        kind = f" {_kk_kind(group)}" if len(kinds) > 1 else ""
        said.append(f"{done} – {_kk_acts(group)}{kind}")
    end = f" {_kk_kind([link for group in groups for link in group])}" if len(kinds) == 1 else ""
    return f"Ескерту. {capital('; '.join(said))}{end}."


_KK_AGAIN = {
    (Deed.RESTATED, False): "жаңа редакцияда", (Deed.RESTATED, True): "жаңа редакцияда",
    (Deed.AMENDED, False): "өзгеріс енгізілді", (Deed.AMENDED, True): "өзгерістер енгізілді",
}  # fmt: skip


def _kk_kind(group: Sequence[Link]) -> str:
    forms = words().kk.acts[group[0].name.type]
    return forms.by_many if len(group) > 1 else forms.by


def _kk_acts(group: Sequence[Link]) -> str:
    said: list[str] = []
    before: str | None = None
    for link in group:
        name = link.name
        author = f"{name.author_kk} м.а." if name.author_kk and name.acting else name.author_kk
        act = _particulars(name, "") + in_force_words(link.operation.in_force, "kk")
        country = "" if _LOCAL.search(author) else "ҚР"
        said.append(act if author == before else " ".join(filter(None, (country, author, act))))
        before = author
    return "; ".join(said)


def _kk_said(link: Link, document: Document, at: Address, several: bool) -> str:
    operation, place = link.operation, _named(link, at)
    thing = naming(place, document, "kk").cases
    action = operation.action
    if _deed(link, at) is Deed.AMENDED:
        return f"{thing[KkCase.DATIVE]} {_KK_AGAIN[Deed.AMENDED, several]}"
    if action is Action.INSERT:
        container = naming(_container(place), document, "kk").cases[KkCase.NOMINATIVE]
        added = naming(_last(place), document, "kk").cases[KkCase.INSTRUMENTAL]
        return f"{container} {added} толықтырылды"
    if action is Action.DELETE:
        return f"{thing[KkCase.NOMINATIVE]} алып тасталды"
    if action is Action.REPEAL:
        return f"{thing[KkCase.GENITIVE]} күші жойылды"
    if action is Action.SUSPEND:
        return f"{thing[KkCase.GENITIVE]} қолданысы{_until(operation, ' {} дейін')} тоқтатыла тұрды"
    if action is Action.RENUMBER:
        new = naming(_renumbered(place, operation.number), document, "kk").cases[KkCase.NOMINATIVE]
        return f"{thing[KkCase.NOMINATIVE]} {new} болып есептелді"
    return f"{thing[KkCase.NOMINATIVE]} жаңа редакцияда"


def _ru_chain(groups: _Groups, document: Document, at: Address) -> str:
    said: list[str] = []
    for place, group in enumerate(groups):
        first = group[0]
        deed = _deed(first, at)
        whole = deed is Deed.RESTATED or (deed is Deed.OTHER and first.operation.action is Action.RESTATE)
        done = _ru_said(first, document, at, _many(group)) if not place else _RU_AGAIN[deed, _many(group)]
        forms = words().ru.acts[first.name.type]
        one, many = (forms.of, forms.of_many) if whole else (forms.by, forms.by_many)
        said.append(f"{done} {many if len(group) > 1 else one} {_ru_acts(group)}")
    return f"Сноска. {capital('; '.join(said))}."


_RU_AGAIN = {
    (Deed.RESTATED, False): "в редакции", (Deed.RESTATED, True): "в редакции",
    (Deed.AMENDED, False): "с изменением, внесенным", (Deed.AMENDED, True): "с изменениями, внесенными",
}  # fmt: skip


def _ru_acts(group: Sequence[Link]) -> str:
    said: list[str] = []
    before: str | None = None
    for link in group:
        name = link.name
        author = f"и.о. {name.author_ru}" if name.author_ru and name.acting else name.author_ru
        act = _particulars(name, "от ") + in_force_words(link.operation.in_force, "ru")
        country = "" if _LOCAL.search(author) else "РК"
        said.append(act if author == before else " ".join(filter(None, (author, country, act))))
        before = author
    return "; ".join(said)


def _ru_said(link: Link, document: Document, at: Address, several: bool) -> str:
    operation, place = link.operation, _named(link, at)
    thing = naming(place, document, "ru")
    name, genitive = thing.cases[0], thing.cases[1]
    action = operation.action
    if _deed(link, at) is Deed.AMENDED:
        return f"{name} {_RU_AGAIN[Deed.AMENDED, several]}"
    if action is Action.INSERT:
        container = naming(_container(place), document, "ru")
        added = naming(_last(place), document, "ru").cases[2]
        return f"{container.cases[0]} {_agreed('дополнен', container.gender)} {added} в соответствии с"
    if action is Action.DELETE:
        return f"{name} {_agreed('исключен', thing.gender)}"
    if action is Action.REPEAL:
        return f"{name} {_lost_force(thing)}"
    if action is Action.SUSPEND:
        return f"действие {genitive} приостановлено{_until(operation, ' до {}')}"
    if action is Action.RENUMBER:
        new = naming(_renumbered(place, operation.number), document, "ru").cases[2]
        return f"{name} считать {new} в соответствии с"
    return f"{name} – в редакции"


_ENDINGS: dict[Gender, str] = {"m": "", "f": "а", "n": "о", "p": "ы"}


def _agreed(participle: str, gender: Gender) -> str:
    return participle + _ENDINGS[gender]


def _lost_force(thing: Thing) -> str:
    return {"m": "утратил", "f": "утратила", "n": "утратило", "p": "утратили"}[thing.gender] + " силу"


def _until(operation: Operation, phrase: str) -> str:
    until = operation.in_force.until if operation.in_force is not None else None
    return phrase.format(_date(until)) if until is not None else ""


def _container(place: Address) -> Address:
    """What a new element is added to: the unit around it, but points and articles to their document.

    A point that stands in an article is added to the article.
    """
    last = place.last
    if last is None or last.unit not in (Unit.POINT, Unit.ARTICLE):
        return place.parent
    in_article = len(place.steps) > 1 and place.steps[-2].unit is Unit.ARTICLE
    return place.parent if in_article else place.document


def _last(place: Address) -> Address:
    """The last step alone, so that it is named without its container."""
    return Address(place.steps[-1:])


def _renumbered(place: Address, number: str | None) -> Address:
    last = place.last
    return Address((last._replace(number=number),)) if last is not None else place


_KK_EVENTS = {
    Rule.ON_FIRST_PUBLICATION: "алғашқы ресми жарияланған күнінен",
    Rule.DAYS_AFTER_FIRST_PUBLICATION: "алғашқы ресми жарияланған күнінен",
    Rule.ON_SIGNING: "қол қойылған күнінен",
    Rule.ON_REGISTRATION: "мемлекеттік тіркелген күнінен",
}
_RU_EVENTS = {
    Rule.ON_FIRST_PUBLICATION: "дня его первого официального опубликования",
    Rule.DAYS_AFTER_FIRST_PUBLICATION: "дня его первого официального опубликования",
    Rule.ON_SIGNING: "дня его подписания",
    Rule.ON_REGISTRATION: "дня его государственной регистрации",
}


def _kk_in_force(rule: InForce) -> str:
    enacted = "қолданысқа енгізіледі"
    if rule.rule is Rule.ON_DATE:
        return f"{_date(rule.from_)} бастап {enacted}" if rule.from_ is not None else ""
    if rule.rule not in _KK_EVENTS:
        return ""
    event = _KK_EVENTS[rule.rule]
    if rule.months:
        return f"{event} кейін {_kk_count(rule.months)} ай өткен соң {enacted}"
    if rule.days:
        return f"{event} кейін күнтізбелік {_kk_count(rule.days)} күн өткен соң {enacted}"
    return f"{event} {'кейін' if rule.days == 0 else 'бастап'} {enacted}"


def _ru_in_force(rule: InForce) -> str:
    enacted = "вводится в действие"
    if rule.rule is Rule.ON_DATE:
        return f"{enacted} с {_date(rule.from_)}" if rule.from_ is not None else ""
    if rule.rule not in _RU_EVENTS:
        return ""
    event = _RU_EVENTS[rule.rule]
    if rule.months:
        months = "месяца" if rule.months % 10 == 1 and rule.months != 11 else "месяцев"
        return f"{enacted} по истечении {_ru_count(rule.months)} {months} после {event}"
    if rule.days:
        days = "календарного дня" if rule.days % 10 == 1 and rule.days % 100 != 11 else "календарных дней"
        return f"{enacted} по истечении {_ru_count(rule.days)} {days} после {event}"
    return f"{enacted} {'после' if rule.days == 0 else 'со'} {event}"


def _kk_count(number: int) -> str:
    return kk_cardinal(number) if 0 < number < 100 else str(number)


def _ru_count(number: int) -> str:
    return ru_genitive(number) if 0 < number < 100 else str(number)
