"""From a file to its record, with every refusal as one line."""

from __future__ import annotations

import atexit
import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from pipeline.model.documents import Facts
from pipeline.model.editions import Document
from pipeline.overrides import NONE, Overrides

if TYPE_CHECKING:
    from pipeline.read import SafeReader


class Refusal(Struct, frozen=True):
    """A file that was not taken in, and why: one line for a person."""

    path: str
    cause: str

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}"


def plainly(error: Exception) -> str:
    """An error as one line: its kind and what it says."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def no_file(path: Path) -> str:
    """Why a path that is no file cannot be read, in one line."""
    return f"{path}: {'is a folder; name a file' if path.is_dir() else 'no such file'}"


def read_one(path: Path, name: str, facts: Facts, overrides: Overrides = NONE) -> Document | Refusal:
    """Read a file into a record kept under `name`; a file that cannot be read is a `Refusal`, never an exception.

    An override that does not fit the page is not used; the document's decisions tell it with the cause.
    """
    # Reading loads spaCy and the grammars: a build with nothing to read must not pay for them.
    from pipeline.document import NotAnActError, read_document
    from pipeline.read import UnreadableError

    try:
        document = read_document(_reader(os.getpid()).read(path), facts, overrides)
    except (UnreadableError, NotAnActError) as error:
        cause = str(error)
        return Refusal(name, cause.removeprefix(f"{path}: "))
    except Exception as error:
        # One document must not take the corpus with it, whatever the program itself gets wrong.
        return Refusal(name, f"the program failed on it, please report this: {plainly(error)}")
    return msgspec.structs.replace(document, path=name)


@cache
def _reader(process: int) -> SafeReader:
    """The reader of a process, which lasts as long as it: a worker of a build reads all its files with one.

    A process forked from another one gets its own; the pipes of two must not be mixed up.
    """
    from pipeline.read import SafeReader

    reader = SafeReader()
    atexit.register(reader.close)
    return reader


def digest(path: Path) -> str:
    """The sha256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
