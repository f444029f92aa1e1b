"""The three kinds of override: who decided what on which words of which file, and when."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct, field

from pipeline.model.operations import Action, Words


class Override(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every override states: the document (its name in the corpus), why, who and when.

    `entry` is where the override itself stands; whoever reads the file fills it in.
    """

    file: str
    reason: str
    author: str
    date: dt.date
    entry: str = ""

    def __post_init__(self) -> None:
        for name in ("file", "reason", "author"):
            if not getattr(self, name).strip():
                raise ValueError(f"`{name}` is empty")


class CellOverride(Struct, frozen=True, forbid_unknown_fields=True):
    """A cell as a person saw it; rows and columns count from 1."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


class TableOverride(Override, frozen=True, kw_only=True):
    """The cells of a flattened table that stands in `lines` of the file."""

    lines: tuple[int, int]
    cells: tuple[CellOverride, ...]


class TextOverride(Override, frozen=True, kw_only=True):
    """Words that stand once in the repaired text of the file, and what they are to be; "" takes them away.

    Line breaks in `new` part paragraphs, those in `old` join them.
    """

    old: str
    new: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.old.strip():
            raise ValueError("`old` is empty")


class WordsOverride(Words, frozen=True, forbid_unknown_fields=True):
    """The words of a word operation, as `Words`; a field of another name is an error."""


class OperationOverride(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An operation as a person reads the clause; the fields are those of an operation.

    `text` is the new text, which must stand in the file; `act` the amended act where the clause's scope is not it.
    """

    action: Action
    address: str
    act: str | None = None
    text: str | None = None
    words: WordsOverride | None = None
    number: str | None = None
    after: str | None = None
    from_annex: str | None = None


class ClauseOverride(Override, frozen=True, kw_only=True):
    """What the one clause that holds the words `old` orders; without an `operation` it orders nothing."""

    old: str
    operation: tuple[OperationOverride, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.old.strip():
            raise ValueError("`old` is empty")


class Overrides(Struct, frozen=True):
    """The overrides of one document, or of a corpus."""

    table: tuple[TableOverride, ...] = ()
    text: tuple[TextOverride, ...] = ()
    clause: tuple[ClauseOverride, ...] = ()

    def of(self, file: str) -> Overrides:
        """Those of one document."""
        return Overrides(
            tuple(each for each in self.table if each.file == file),
            tuple(each for each in self.text if each.file == file),
            tuple(each for each in self.clause if each.file == file),
        )

    def all(self) -> tuple[Override, ...]:
        """Every one of them."""
        return (*self.table, *self.text, *self.clause)


NONE = Overrides()


class OverrideError(ValueError):
    """An override that does not match the page; the message says how."""
