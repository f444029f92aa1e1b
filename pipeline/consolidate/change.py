"""An operation about to be carried out, and what can be said of one that cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.address import Address, Step
from pipeline.consolidate.payloads import payload_tree
from pipeline.consolidate.resolve import Nowhere, Several, folded, lost_indices
from pipeline.consolidate.slots import Estate, Planting, Slot
from pipeline.model.acts import Language
from pipeline.model.operations import Operation, OperationRef, Outcome, Status
from pipeline.model.provisions import Provision

DONE = Outcome(Status.APPLIED)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of an operation, and the slots it changed."""

    outcome: Outcome
    touched: tuple[Slot, ...] = ()

    @classmethod
    def done(cls, touched: tuple[Slot, ...], details: list[str] | None = None) -> Applied:
        """Carried out; `details` tell what else was done."""
        return cls(Outcome(Status.APPLIED, "; ".join(details)) if details else DONE, touched)

    @classmethod
    def no(cls, status: Status, why: str) -> Applied:
        """Not carried out."""
        return cls(Outcome(status, why))


@dataclass(frozen=True, slots=True)
class Change:
    """An operation of the act `order`, whose own tree is `amending`, on an act in one language.

    `together` are the operations of one clause: none of them changes words that another has written. `revised` tells
    that the base text is an edition, which may hold changes of orders without telling which words they wrote.
    """

    estate: Estate
    operation: Operation
    order: str
    amending: tuple[Provision, ...]
    language: Language
    together: frozenset[OperationRef] = field(default_factory=frozenset)
    revised: bool = False

    @property
    def address(self) -> Address:
        """The place the clause names."""
        return Address.parse(self.operation.address)

    @property
    def thread(self) -> OperationRef:
        """What the words written by this operation point to."""
        return OperationRef(self.order, self.operation.n)

    def payload(self, base: Address, target: Step | None = None) -> Provision | None:
        """The new text as a tree below `base`."""
        return payload_tree(self.operation, base, self.amending, target)

    def failed(self, found: Nowhere | Several) -> Applied:
        """The outcome for a place that is not there, or is there more than once."""
        if isinstance(found, Several):
            places = ", ".join(str(slot.address) or "the act" for slot in found.slots)
            return Applied.no(Status.AMBIGUOUS, f"fits several places: {places}")
        if not self.estate.whole:
            return Applied.no(Status.BASE_MISSING, "the base text is not in the corpus")
        inside = str(found.inside.address) or "the act"
        hint = "; ".join(f"is {address} meant, its index lost in print?" for address in lost_indices(found))
        cause = f"there is no {found.missing} in {inside}"
        return Applied.no(Status.TARGET_MISSING, f"{cause}; {hint}" if hint else cause)

    def no_payload(self) -> Applied:
        """The outcome for new text that was announced and is not there."""
        payload = self.operation.payload
        where = f"annex {payload.from_annex}" if payload and payload.from_annex else "quotes"
        return Applied.no(Status.UNPARSED, f"the new text announced in {where} was not found")


def same(slot: Slot, planting: Planting) -> bool:
    """Whether a slot reads already as the new text would have it."""
    return folded(slot.full()[0]) == folded(words_of(planting)) and _cells(slot) == _cells(planting)


def words_of(planting: Planting) -> str:
    """The number, own words and those of the units inside."""
    return "\n".join(part for part in (planting.own.text, *map(words_of, planting.children)) if part)


def _cells(place: Slot | Planting) -> tuple[tuple[int, int, str], ...] | None:
    if place.table is None:
        return None
    return tuple((cell.row, cell.column, folded(cell.text)) for cell in place.table.cells)
