"""Every version of a consolidated act with the note of the operation that made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.model.acts import ActKey, ActType, Identity, Language
from pipeline.model.editions import Act, Edition, ProvisionHistory, Version
from pipeline.model.operations import Action, Operation, OperationRef
from pipeline.publish.authors import Names, act_name, register
from pipeline.publish.remarks import ActName, Link, chain_note
from pipeline.publish.wording import Document

_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")


def with_notes(act: Act, identities: Mapping[str, Identity], names: Names | None = None) -> Act:
    """The act with a generated note on each version that an operation made.

    `identities` are the headers of the documents by act key (acting heads, numbers as printed), `names` the
    bodies' names, by default those of the register. A version whose operation is not in the ledger gets no note.
    """
    names = register() if names is None else names
    ledger: defaultdict[OperationRef, list[Operation]] = defaultdict(list)
    for order, operation in act.operations:
        ledger[OperationRef(order, operation.n)].append(operation)
    orders = {order: act_name(ActKey.parse(order), identities.get(order), names) for order, _ in act.operations}
    editions = tuple(_noted(act, edition, ledger, orders) for edition in act.editions)
    return replace(act, editions=editions)


def _noted(
    act: Act, edition: Edition, ledger: Mapping[OperationRef, list[Operation]], orders: Mapping[str, ActName]
) -> Edition:
    titles = {history.address: _title(history) for history in edition.provisions}

    def noted(history: ProvisionHistory) -> ProvisionHistory:
        chain: list[Link] = []
        versions: list[Version] = []
        for version in history.versions:
            operation = _made_by(version.operation, ledger, edition.language)
            if operation is None or version.operation is None:
                versions.append(version)
                continue
            link = Link(operation, orders[version.operation.act])
            outermost = Address(Address.parse(operation.address).document.steps[:1])
            kind = Document(ActType(act.type), titles.get(str(outermost)) or edition.title)
            place = _place(history)
            links = _continued(chain, link, place)
            alone = len(links) == 1 and not link.several and not links[0].several
            at = history.address if alone else place
            versions.append(replace(version, note=chain_note(links, kind, edition.language, at)))
        return replace(history, versions=tuple(versions))

    return replace(edition, provisions=tuple(noted(history) for history in edition.provisions))


def _place(history: ProvisionHistory) -> str:
    """What a note on several changes names: of rows and cells, the document that their table stands in."""
    return (history.parent or "") if history.unit is Unit.TEXT else history.address


_AMENDING = frozenset((Action.REPLACE_WORDS, Action.INSERT_WORDS, Action.DELETE_WORDS))
_ALONE = frozenset((Action.SUSPEND, Action.RENUMBER))


def _continued(chain: list[Link], link: Link, place: str) -> Sequence[Link]:
    """The links that the note on the newest change of a place tells; `chain` holds what later notes must tell again.

    The register tells a place's last whole wording and what was changed in it since. Changes of something around the
    place, suspensions and new numbers are told alone.
    """
    target, at = Address.parse(link.operation.address), Address.parse(place)
    action = link.operation.action
    if not target.within(at) or action in _ALONE:
        return (link,)
    if target == at and action not in _AMENDING:
        inserted = [old for old in chain[:1] if old.operation.action is Action.INSERT and action is Action.RESTATE]
        chain[:] = [*inserted, link]
    elif chain and chain[-1].name == link.name and _amends(chain[-1], at) and _amends(link, at):
        chain[-1] = replace(link, several=True)
    else:
        chain.append(link)
    return tuple(chain)


def _amends(link: Link, at: Address) -> bool:
    """Whether a link changes something in a place, so that the place as a whole stays."""
    target = Address.parse(link.operation.address)
    heading = target.last is not None and target.last.unit is Unit.TITLE
    return link.operation.action in _AMENDING or (target != at and not heading)


def _title(history: ProvisionHistory) -> str | None:
    """The newest heading a document of the act is known by."""
    return next((version.heading or version.text for version in reversed(history.versions) if version.text), None)


def _made_by(
    reference: OperationRef | None, ledger: Mapping[OperationRef, list[Operation]], language: Language
) -> Operation | None:
    """The operation of a version; the two language texts of one order count their operations alike."""
    found = ledger.get(reference, []) if reference is not None else []
    own = [each for each in found if bool(_KAZAKH & set(each.clause.text)) == (language == "kk")]
    return next(iter(own or found), None)
