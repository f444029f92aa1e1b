"""Every version of a consolidated act with the note of the operation that made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from pipeline.address import Address
from pipeline.model.acts import ActKey, ActType, Identity, Language
from pipeline.model.editions import Act, Edition, ProvisionHistory, Version
from pipeline.model.operations import Operation, OperationRef
from pipeline.publish.authors import Names, act_name, register
from pipeline.publish.remarks import ActName, note
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

    def noted(history: ProvisionHistory, version: Version) -> Version:
        operation = _made_by(version.operation, ledger, edition.language)
        if operation is None or version.operation is None:
            return version
        outermost = Address(Address.parse(operation.address).document.steps[:1])
        kind = Document(ActType(act.type), titles.get(str(outermost)) or edition.title)
        name = orders[version.operation.act]
        return replace(version, note=note(operation, name, kind, edition.language, history.address))

    provisions = tuple(
        replace(history, versions=tuple(noted(history, version) for version in history.versions))
        for history in edition.provisions
    )
    return replace(edition, provisions=provisions)


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
