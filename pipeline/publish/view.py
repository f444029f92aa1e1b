"""An act as it reads on a day: every provision with the version in force, and the honest label over it all.

A day that is not known stays unknown: a text whose in-force day is only bounded from below counts from that bound
on, is marked `certain=False`, and the label says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Unit
from pipeline.model.acts import ActKey, InForce, Language
from pipeline.model.documents import Table
from pipeline.model.editions import Act, Edition, Label, ProvisionHistory, Span, Standing, Version
from pipeline.model.operations import Action, OperationRef, Status

HELD_UP = frozenset(
    {
        Status.TARGET_MISSING,
        Status.WORDS_MISSING,
        Status.WRONG_COUNT,
        Status.AMBIGUOUS,
        Status.BASE_MISSING,
        Status.OUT_OF_SCOPE,
        Status.UNPARSED,
    }
)
"""Outcomes that leave the text other than the clause ordered."""


class Caveat(StrEnum):
    """What a reader of an edition must know."""

    REPEALED = "repealed"
    FRAGMENT = "fragment"
    REFERENCE = "reference"
    NOT_APPLIED = "not_applied"
    UNDATED = "undated"


class Shown(Struct, frozen=True):
    """A provision on the day of the view.

    `text` is with that of the units inside, `own` without; both are empty when the provision is gone, pending or
    not known. `certain` is False while only the earliest possible day of its version is known.
    """

    address: str
    unit: Unit
    number: str | None
    depth: int
    standing: Standing
    text: str
    own: str
    heading: str | None
    table: Table | None
    spans: tuple[Span, ...]
    in_force: InForce | None
    until: InForce | None
    operation: OperationRef | None
    certain: bool
    note: str | None
    notes: tuple[str, ...]


class Repeal(Struct, frozen=True):
    """That the act as a whole is no longer in force: by which operation, from which day."""

    operation: OperationRef
    in_force: InForce | None


class EditionView(Struct, frozen=True):
    """An act in one language on a day (None: the newest text known), with what its reader must be told."""

    act: str
    language: Language
    on: dt.date | None
    title: str | None
    label: Label
    warnings: tuple[Caveat, ...]
    not_applied: int
    provisions: tuple[Shown, ...]
    repeal: Repeal | None = None


def effective(rule: InForce | None) -> dt.date | None:
    """The day from which a version counts: the known day, else the earliest possible one, else always."""
    return (rule.from_ or rule.not_before) if rule is not None else None


def version_on(history: ProvisionHistory, on: dt.date | None) -> Version | None:
    """The version that holds on a day; None while none has begun. Without a day, the newest."""
    if on is None:
        return history.versions[-1] if history.versions else None
    found: Version | None = None
    for version in history.versions:
        begins = effective(version.in_force)
        if begins is None or begins <= on:
            found = version
    return found


def edition_of(act: Act, language: Language | None = None) -> Edition | None:
    """The edition in a language, or the only (else the Kazakh) one when none is asked for."""
    for edition in act.editions:
        if language is None or edition.language == language:
            return edition
    return None


def known_on(act: Act, edition: Edition, known: dt.date | None) -> Edition:
    """The edition as one could know it on a day: without the versions of orders that were public only after it."""
    if known is None:
        return edition
    public = dict(act.public_since)
    day = known.isoformat()

    def was_known(version: Version) -> bool:
        if version.operation is None:
            return True
        since = public.get(version.operation.act)
        return (since.isoformat() if since is not None else ActKey.parse(version.operation.act).date or "") <= day

    def as_known(history: ProvisionHistory) -> ProvisionHistory:
        versions = tuple(version for version in history.versions if was_known(version))
        if versions and len(versions) < len(history.versions):
            versions = (*versions[:-1], replace(versions[-1], until=None))
        return replace(history, versions=versions)

    histories = tuple(as_known(history) for history in edition.provisions)
    return replace(edition, provisions=tuple(history for history in histories if history.versions))


def edition_on(
    act: Act, language: Language, on: dt.date | None = None, known: dt.date | None = None
) -> EditionView | None:
    """The act in a language as it reads on a day, as known on another; None without an edition in it."""
    edition = edition_of(act, language)
    if edition is None:
        return None
    seen = known_on(act, edition, known)
    shown = tuple(provision for provision, over in provisions_on(act, seen, on) if not over)
    held = sum(1 for _, o in act.operations if o.outcome is not None and o.outcome.status in HELD_UP)
    warnings: list[Caveat] = []
    repeal = _repeal_on(act, on, known)
    if repeal is not None:
        warnings.append(Caveat.REPEALED)
    if edition.label is not Label.COMPLETE:
        warnings.append(Caveat(edition.label))
    if held:
        warnings.append(Caveat.NOT_APPLIED)
    if any(not item.certain for item in shown):
        warnings.append(Caveat.UNDATED)
    title = _title_on(seen, on) or edition.title
    return EditionView(act.act, language, on, title, edition.label, tuple(warnings), held, shown, repeal)


def _repeal_on(act: Act, on: dt.date | None, known: dt.date | None) -> Repeal | None:
    """The operation that has ended the act as a whole by a day, as known on another."""
    public = dict(act.public_since)
    for order, operation in act.operations:
        applied = operation.outcome is not None and operation.outcome.status is Status.APPLIED
        if operation.action is not Action.REPEAL or operation.address or not applied:
            continue
        begins = effective(operation.in_force)
        since = public.get(order)
        if (on is None or begins is None or begins <= on) and (known is None or since is None or since <= known):
            return Repeal(OperationRef(order, operation.n), operation.in_force)
    return None


def _title_on(edition: Edition, on: dt.date | None) -> str | None:
    """The act's title on a day, where an order has changed it; None where the title is not known so."""
    history = next((history for history in edition.provisions if history.address == Unit.TITLE), None)
    if history is None or all(version.operation is None for version in history.versions):
        return None
    version = version_on(history, on)
    return version.own or None if version is not None else None


def provisions_on(act: Act, edition: Edition, on: dt.date | None = None) -> Iterator[tuple[Shown, bool]]:
    """Every provision there ever was, as it is on a day, and whether a restating keeps it out of that day's text."""
    inserted = frozenset(OperationRef(key, o.n) for key, o in act.operations if o.action is Action.INSERT)
    restated = frozenset(OperationRef(key, o.n) for key, o in act.operations if o.action is Action.RESTATE)
    titles = dict(_titles_on(edition, on))
    for history, depth in _with_depth(edition.provisions):
        shown = _shown(history, on, depth, inserted)
        title = titles.get(history.address)
        if title is not None and shown.heading is not None and not shown.own:
            shown = replace(shown, heading=title.own, spans=title.spans)
        yield shown, _written_over(shown, restated, whole=edition.label is Label.COMPLETE)


def _titles_on(edition: Edition, on: dt.date | None) -> Iterator[tuple[str, Version]]:
    """The titles that are provisions of their own inside an annex: an order may have changed them."""
    for history in edition.provisions:
        version = version_on(history, on) if history.unit is Unit.TITLE and history.parent else None
        if version is not None and version.own:
            yield str(history.parent), version


def _written_over(shown: Shown, restated: frozenset[OperationRef], *, whole: bool) -> bool:
    """Whether a unit is no part of the text of that day, because restating the provision around it made or ended it.

    The clause excluded no such unit, so no remark stands in its place.
    """
    if shown.operation not in restated:
        return False
    return shown.standing is Standing.DELETED or (whole and shown.standing is Standing.UNKNOWN)


def _with_depth(histories: Sequence[ProvisionHistory]) -> Iterator[tuple[ProvisionHistory, int]]:
    depths: dict[str, int] = {"": 0}
    for history in histories:
        depth = depths.get(history.parent or "", 0)
        depths[history.address] = depth + 1
        yield history, depth


def _shown(history: ProvisionHistory, on: dt.date | None, depth: int, inserted: frozenset[OperationRef]) -> Shown:
    """A provision on a day; before its first known version it is pending if that one inserted it, else unknown."""
    version = version_on(history, on)
    if version is None:
        first = history.versions[0]
        begun = first.operation is None or first.operation in inserted
        standing = Standing.PENDING if begun else Standing.UNKNOWN
        return Shown(
            history.address, history.unit, history.number, depth, standing, "", "", None, None, (),
            first.in_force, None, first.operation, True, first.note if begun else None, history.notes,
        )  # fmt: skip
    rule = version.in_force
    certain = rule is None or rule.from_ is not None or version.operation is None
    return Shown(
        history.address, history.unit, history.number, depth, version.standing, version.text, version.own,
        version.heading, version.table, version.spans, rule, version.until, version.operation, certain,
        version.note, history.notes,
    )  # fmt: skip


_LABELS: dict[str, dict[str, str]] = {
    "repealed": {
        "en": "no longer in force: repealed by № {number} of {date}{from_}",
        "kk": "күші жойылған: {date} № {number}{from_}",
        "ru": "утратил силу: № {number} от {date}{from_}",
    },
    "reference": {
        "en": "reference: none of its text is in the corpus",
        "kk": "сілтеме: мәтіні корпуста жоқ",
        "ru": "ссылка: текста нет в корпусе",
    },
    "complete": {
        "en": "complete: the whole text is in the corpus",
        "kk": "толық: мәтіннің бәрі корпуста бар",
        "ru": "полный текст: весь текст есть в корпусе",
    },
    "fragment": {
        "en": "fragment: the base text is not in the corpus, only what amending acts state is shown",
        "kk": "үзінді: негізгі мәтін корпуста жоқ, тек өзгертетін актілерде айтылғаны көрсетілген",
        "ru": "фрагмент: исходного текста нет в корпусе, показано только изложенное в изменяющих актах",
    },
    "not_applied": {
        "en": "{count} operations not applied",
        "kk": "{count} өзгеріс қолданылмады",
        "ru": "не применено операций: {count}",
    },
    "undated": {
        "en": "in-force dates not determined: the publication date is not known",
        "kk": "қолданысқа енгізілу күні анықталмады: жарияланған күні белгісіз",
        "ru": "даты введения в действие не определены: дата опубликования неизвестна",
    },
}


def label_text(view: EditionView, language: str = "en") -> str:
    """The honest label over an edition, in a person's language (en, kk, ru)."""
    parts = [_repealed_text(view.repeal, language)] if view.repeal is not None else []
    if view.label is Label.COMPLETE:
        parts.append(_LABELS["complete"][language])
    told = [warning for warning in view.warnings if warning is not Caveat.REPEALED]
    parts += [_LABELS[warning][language].format(count=view.not_applied) for warning in told]
    return "; ".join(parts)


_FROM = {"en": ", from {day}", "kk": ", {day} бастап", "ru": ", с {day}"}
_NOT_BEFORE = {"en": ", not before {day}", "kk": ", {day} бұрын емес", "ru": ", не ранее {day}"}


def _repealed_text(repeal: Repeal, language: str) -> str:
    key = ActKey.parse(repeal.operation.act)
    rule = repeal.in_force
    day = effective(rule)
    when = (_FROM if rule is not None and rule.from_ is not None else _NOT_BEFORE)[language] if day else ""
    date = f"{dt.date.fromisoformat(key.date):%d.%m.%Y}" if key.date else "?"
    from_ = when.format(day=f"{day:%d.%m.%Y}") if day else ""
    return _LABELS["repealed"][language].format(number=key.number.upper(), date=date, from_=from_)
