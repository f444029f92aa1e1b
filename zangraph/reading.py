"""From a file to its record, with every refusal as one line."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct

from pipeline.model.documents import Facts
from pipeline.model.editions import Document


class Refusal(Struct, frozen=True):
    """A file that was not taken in, and why: one line for a person."""

    path: str
    cause: str

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}"


def read_one(path: Path, name: str, facts: Facts) -> Document | Refusal:
    """Read a file into a record kept under `name`; a file that cannot be read is a `Refusal`, never an exception."""
    # Reading loads spaCy and the grammars: a build with nothing to read must not pay for them.
    from pipeline.document import NotAnActError, read_document
    from pipeline.read import UnreadableError, read_safely

    try:
        source = read_safely(path)
        document = read_document(source, facts)
    except (UnreadableError, NotAnActError) as error:
        cause = str(error)
        return Refusal(name, cause.removeprefix(f"{path}: "))
    return Document(**{field: getattr(document, field) for field in document.__struct_fields__} | {"path": name})


def digest(path: Path) -> str:
    """The sha256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
