"""A replayed act held against the official consolidated edition, provision by provision.

Texts are compared without case, white space and the style of quotes. A provision that is gone in both is the same,
however the edition prints that it is gone: numbers of repealed elements stay (Law № 480-V, article 27(6)).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.compare.words import Piece, comparable, word_diff
from pipeline.model.editions import Act, Standing
from pipeline.model.operations import Action, OperationRef, Status
from pipeline.publish.view import EditionView, Shown, effective


class Verdict(StrEnum):
    """How a provision of the replay stands to the official edition."""

    SAME = "same"
    DIFFERS = "differs"
    MISSING = "missing"
    """The official edition has it, the replay has not."""
    EXTRA = "extra"
    """The replay has it, the official edition has not."""


class Compared(Struct, frozen=True):
    """A provision of both texts, by its own words; `pieces` turn the replayed words into the official ones.

    `operation` is the one that wrote the replayed version.
    """

    address: str
    unit: Unit
    verdict: Verdict
    replayed: str | None
    official: str | None
    pieces: tuple[Piece, ...]
    operation: OperationRef | None


Called = Callable[[str], str]

_GONE = frozenset((Standing.DELETED, Standing.REPEALED))
_UNNUMBERED = frozenset((Unit.PART, Unit.PARAGRAPH, Unit.SENTENCE))


def compare(replayed: EditionView, official: EditionView, called: Called = str) -> tuple[Compared, ...]:
    """The verdict on every provision of either text, in the order of the replay, what it lacks after that.

    `called` gives the address by which a provision of the replay went on the day of the view.
    """
    ours, theirs = _keyed(_called(replayed, called)), _keyed(official)
    found = [_compared(shown, theirs.get(key)) for key, shown in ours.items()]
    found += [_compared(None, shown) for key, shown in theirs.items() if key not in ours]
    return tuple(one for one in found if one is not None)


def called_on(act: Act, on: dt.date | None) -> Called:
    """How provisions were called on a day, before the renumberings after it; provisions go by their last number."""
    later = [
        (_renumbered(operation.address, operation.number), operation.address)
        for _, operation in reversed(act.operations)
        if operation.action is Action.RENUMBER
        and operation.number is not None
        and operation.outcome is not None
        and operation.outcome.status is Status.APPLIED
        and on is not None
        and (effective(operation.in_force) or dt.date.min) > on
    ]

    def called(address: str) -> str:
        for now, then in later:
            if address == now or address.startswith(f"{now}/"):
                address = then + address[len(now) :]
        return address

    return called


def _renumbered(address: str, number: str) -> str:
    parsed = Address.parse(address)
    return str(Address((*parsed.steps[:-1], parsed.steps[-1]._replace(number=number))))


def _called(view: EditionView, called: Called) -> EditionView:
    return replace(view, provisions=tuple(replace(one, address=called(one.address)) for one in view.provisions))


def _keyed(view: EditionView) -> dict[str, Shown]:
    """The provisions by a key that both texts share: unnumbered units are counted among those that still stand."""
    keys: dict[str, str] = {}
    counted: Counter[tuple[str, Unit]] = Counter()
    found: dict[str, Shown] = {}
    for shown in view.provisions:
        if shown.standing is Standing.PENDING or (shown.unit in _UNNUMBERED and shown.standing in _GONE):
            continue
        address = Address.parse(shown.address)
        outer = keys.get(str(address.parent), str(address.parent))
        key = f"{outer}/{address.last}"
        if shown.unit in _UNNUMBERED:
            counted[outer, shown.unit] += 1
            key = f"{outer}/{shown.unit}:{counted[outer, shown.unit]}"
        keys[shown.address] = key
        again = sum(1 for other in found if other == key or other.startswith(key + "#")) if key in found else 0
        found[f"{key}#{again}" if again else key] = shown
    return found


def _words(shown: Shown | None) -> str | None:
    """The own words of a provision that stands; None for one that is gone or not there."""
    if shown is None or shown.standing in _GONE:
        return None
    return shown.own or shown.heading or ""


def _compared(ours: Shown | None, theirs: Shown | None) -> Compared | None:
    either = ours or theirs
    assert either is not None
    replayed, official = _words(ours), _words(theirs)
    if not (replayed or official) and (ours is None or theirs is None):
        return None
    same = comparable(replayed or "") == comparable(official or "") and (replayed is None) == (official is None)
    verdict = Verdict.SAME if same else Verdict.DIFFERS
    if not same and ours is None:
        verdict = Verdict.MISSING
    elif not same and theirs is None:
        verdict = Verdict.EXTRA
    return Compared(
        address=either.address,
        unit=either.unit,
        verdict=verdict,
        replayed=replayed,
        official=official,
        pieces=() if same else word_diff(replayed or "", official or "", comparable),
        operation=ours.operation if ours is not None else None,
    )
