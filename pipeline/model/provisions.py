"""The tree of an act: provisions, tables and the registry's notes."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.address import Unit
from pipeline.model.acts import InForce
from pipeline.model.documents import Table
from pipeline.trace import Run


class NoteAct(Struct, frozen=True):
    """An act that a note names: issuer as printed, date ISO, number as printed, key when it resolves."""

    issuer: str | None
    date: str | None
    number: str | None
    act: str | None = None


class NoteEvent(Struct, frozen=True):
    """One thing a consolidation note says happened: «6-тармақ жаңа редакцияда – … № 22 бұйрығымен».

    `action` is restate, insert, amend, delete, repeal or in_force; `targets` are addresses in text form, `excepted`
    the places within them to which it did not happen («утратило силу, за исключением пункта 2»).
    """

    action: str
    targets: tuple[str, ...]
    acts: tuple[NoteAct, ...]
    in_force: InForce | None
    excepted: tuple[str, ...] = ()


class Note(Struct, frozen=True):
    """A remark of the registry or an editor standing in the text, with the events read from it."""

    text: str
    lines: tuple[int, int]
    runs: tuple[Run, ...] = ()
    events: tuple[NoteEvent, ...] = ()


class Provision(Struct, frozen=True):
    """A node of an act: its unit and number, its own words, the units inside it, the notes on it.

    `text` is the printed number and the own words («9. Біліктілігіне …»); for a chapter, annex or table
    without words of its own it is the heading. `key` is the sibling-proof address in text form.
    """

    unit: Unit
    number: str | None
    address: str
    text: str
    lines: tuple[int, int]
    runs: tuple[Run, ...] = ()
    heading: str | None = None
    children: tuple[Provision, ...] = ()
    notes: tuple[Note, ...] = ()
    table: Table | None = None

    def walk(self) -> Iterator[Provision]:
        """This node and every node below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def full_text(self) -> str:
        """Printed number, own words and those of the units inside, paragraphs joined by line breaks."""
        return "\n".join(node.text for node in self.walk() if node.text)


class Unrecognised(Struct, frozen=True):
    """Text that no stage could place: where it stands and what it says."""

    lines: tuple[int, int]
    text: str
    runs: tuple[Run, ...] = ()
    reason: str = ""


class Accounting(Struct, frozen=True):
    """What became of the characters of a document, blanks not counted: the sum is `total`."""

    total: int
    claimed: int
    removed: int
    unrecognised: int
