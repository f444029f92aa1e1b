"""Acts known by citation only: what the acts that mention them say, merged into one record each.

A register of named acts, when one is given, adds what no citing text prints: the name in the other language, the
days of taking and losing force, the repealing act. Where both name an act, the register's title stands.

`mentions` looks at one act and can be kept beside it; `reference_act` merges the mentions of one key. A build
that keeps the mentions of every act redoes only those references whose mentions have changed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

from msgspec import Struct

from graph.triples.citations import cited
from graph.triples.register import KnownAct, Register
from graph.triples.scope import Scope
from graph.triples.works import IN_FORCE
from pipeline.model.acts import ActKey, ActKeyError, ActRef, Language, Registration
from pipeline.model.editions import Act, HistoryEvent, Label
from pipeline.model.operations import Action

Relation = Literal["cited", "changes", "repeals", "changed", "repealed"]
"""What the mentioned act is to the mentioning one."""

_T = TypeVar("_T")


class Mention(Struct, frozen=True):
    """What one act says of another: its relation, and its particulars as far as they are printed."""

    act: str
    by: str
    relation: Relation
    number: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    language: Language | None = None
    registration: str | None = None


def mentions(act: Act) -> tuple[Mention, ...]:
    """Every other act that an act mentions, each thing said of it once, in a fixed order."""
    scope = Scope.of(act)
    found = [_cited(act, entry.reference, scope) for entry in cited(act, scope)]
    found += [Mention(key, act.act, "changed") for key in act.amends]
    found += [Mention(key, act.act, "repealed") for key in act.repeals]
    for key, operation in act.operations:
        whole = operation.action is Action.REPEAL and operation.address == ""
        found.append(Mention(key, act.act, "repeals" if whole else "changes"))
        if operation.act:
            found.append(Mention(operation.act, act.act, "cited"))
    for event in act.events:
        if event.act is not None:
            repealing = event.action == Action.REPEAL and "" in event.targets
            changing: Relation = "cited" if event.action == IN_FORCE else "changes"
            relation: Relation = "repeals" if repealing else changing
            found.append(Mention(event.act, act.act, relation, event.number, event.date))
    others = (mention for mention in found if mention.act and mention.act != act.act)
    return tuple(dict.fromkeys(others))


def _cited(act: Act, reference: ActRef, scope: Scope) -> Mention:
    return Mention(
        act=reference.act,
        by=act.act,
        relation="cited",
        number=reference.number,
        date=reference.date,
        issuer=reference.issuer,
        title=reference.title,
        language=scope.language(reference.title, reference.text) if reference.title else None,
        registration=reference.registration,
    )


def reference_acts(acts: Iterable[Act], register: Register | None = None) -> Iterator[Act]:
    """A record for every act that the given acts mention and that is not among them, in the order of the keys.

    An act that the register names as having repealed one of them is recorded too, and so on up the line.
    """
    facts: Register = register or {}
    known: set[str] = set()
    said: dict[str, list[Mention]] = {}
    for act in acts:
        known.add(act.act)
        for mention in mentions(act):
            said.setdefault(mention.act, []).append(mention)
    waiting = sorted(said.keys() - known)
    while waiting:
        key = waiting.pop()
        repealer = facts[key].repealed_by if key in facts else None
        if repealer is None or repealer in known:
            continue
        if repealer not in said:
            waiting.append(repealer)
        said.setdefault(repealer, []).append(Mention(repealer, key, "repeals"))
    for key in sorted(said.keys() - known):
        yield reference_act(key, said[key], facts.get(key))


def reference_act(key: str, said: Iterable[Mention], facts: KnownAct | None = None) -> Act:
    """The record of an act known by citation: the key's own particulars, else what most mentions agree on.

    Where mentions differ in a title, the most frequent wins, then the longest, then the first in the alphabet.
    """
    told = tuple(said)
    parsed = _parse(key)
    registration = _agreed(mention.registration for mention in told)
    titles: dict[Language, str] = {}
    for language in ("kk", "ru"):
        title = _agreed(mention.title for mention in told if mention.language == language)
        if title is not None:
            titles[language] = title
    if facts is not None:
        titles.update(facts.titles)
    return Act(
        act=key,
        type=parsed.type if parsed else key.split("/")[0],
        issuer=parsed.issuer if parsed and parsed.issuer != "named" else _agreed(m.issuer for m in told),
        date=dt.date.fromisoformat(parsed.date) if parsed and parsed.date else _agreed(m.date for m in told),
        number=_agreed(m.number for m in told) or (parsed.number if parsed and parsed.date else None),
        titles=tuple(sorted(titles.items())),
        registration=Registration(registration, None) if registration else None,
        label=Label.REFERENCE,
        editions=(),
        operations=(),
        events=_events(told) + (facts.events() if facts else ()),
        citations=(),
        legal_basis=(),
        amends=tuple(sorted({m.by for m in told if m.relation == "changes"})),
        repeals=tuple(sorted({m.by for m in told if m.relation == "repeals"})),
        in_force=facts.in_force() if facts else None,
        cards=(),
        positions=(),
        requirements=(),
        sources=(facts.source,) if facts else (),
    )


def _parse(key: str) -> ActKey | None:
    try:
        return ActKey.parse(key)
    except ActKeyError:
        return None


def _events(told: Iterable[Mention]) -> tuple[HistoryEvent, ...]:
    """What the mentioning acts do to the reference, told as events of its life."""
    done = sorted({(m.by, m.relation) for m in told if m.relation in ("changed", "repealed")})
    return tuple(
        HistoryEvent(
            act=by,
            date=None,
            number=None,
            action="repeal" if relation == "repealed" else "amend",
            targets=("",),
            in_force=None,
            source="operation",
        )
        for by, relation in done
    )


def _agreed(values: Iterable[_T | None]) -> _T | None:
    counted = Counter(value for value in values if value is not None)
    if not counted:
        return None
    return min(counted, key=lambda value: (-counted[value], -len(str(value)), str(value)))
