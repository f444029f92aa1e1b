"""The corpus's manifest: facts about documents that their own text does not print."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

NAME = "manifest.toml"


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """What the manifest says of one document; `act` is its key where the print does not name the act."""

    file: str
    entered: dt.date | None = None
    published: dt.date | None = None
    note: str | None = None
    act: str | None = None


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole manifest."""

    document: tuple[Facts, ...] = ()

    def facts(self, file: str) -> Facts:
        """What is said of a file; nothing but its name where nothing is."""
        return next((facts for facts in self.document if facts.file == file), Facts(file))


class ManifestError(ValueError):
    """A manifest that cannot be read; the message names file and cause."""


def read_manifest(corpus: Path) -> Manifest:
    """Read `manifest.toml` of a corpus; an absent one is empty. Raises `ManifestError`."""
    path = corpus / NAME
    if not path.exists():
        return Manifest()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Manifest)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path}: {error}") from None
