"""The ledger: what was built from what, so that a build does only what changed.

A document's record is kept under the digest of its bytes, of what the manifest says of it and of the reading
code; an act's under the digest of the documents it was made from.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from pipeline.model.editions import Act, Document

_SCHEMA = """
create table if not exists document(path text primary key, fingerprint text not null, record blob not null);
create table if not exists refusal(path text primary key, fingerprint text not null, cause text not null);
create table if not exists act(key text primary key, fingerprint text not null, record blob not null);
create table if not exists fact(name text primary key, value text not null);
"""
_DOCUMENTS = msgspec.msgpack.Decoder(Document)
_ACTS = msgspec.msgpack.Decoder(Act)
_ENCODER = msgspec.msgpack.Encoder()
_CODE = (".py", ".toml", ".lark", ".json")


@cache
def code_version() -> str:
    """A digest of the reading code and its data: other code, other results."""
    digest = hashlib.sha256()
    root = Path(str(files("pipeline")))
    for path in sorted(root.rglob("*")):
        if path.suffix in _CODE and path.is_file():
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def fingerprint(*parts: str) -> str:
    """One digest over several texts."""
    return hashlib.sha256("\x1f".join((code_version(), *parts)).encode()).hexdigest()


class LedgerError(Exception):
    """A ledger that cannot be opened or is being written by another build; the message names the file."""


class Ledger:
    """The records of a build in one SQLite file. Raises `LedgerError` when the file is no ledger."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._db = sqlite3.connect(path)
        try:
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise LedgerError(f"{path}: cannot be used as a ledger ({error}); remove it and build again") from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All that is written inside is kept together, or not at all.

        Raises `LedgerError` while another process writes.
        """
        try:
            self._db.execute("begin immediate")
        except sqlite3.OperationalError as error:
            raise LedgerError(f"{self._path}: another build is writing here ({error}); try again later") from error
        with self._db:
            yield

    def adopt(self, version: str) -> None:
        """Drop the records that other code wrote: none of them would be used, and their form may be another."""
        if self.fact("code") == version:
            return
        for table in ("document", "refusal", "act"):
            self._db.execute(f"delete from {table}")
        self.keep_fact("code", version)

    def documents(self) -> dict[str, Document]:
        """Every document's record by path."""
        rows = self._db.execute("select path, record from document order by path")
        return {path: _DOCUMENTS.decode(record) for path, record in rows}

    def document(self, path: str, fingerprint: str) -> Document | None:
        """The record of a document if it was made from this very state."""
        row = self._db.execute("select record from document where path=? and fingerprint=?", (path, fingerprint))
        found = row.fetchone()
        return _DOCUMENTS.decode(found[0]) if found else None

    def keep_document(self, document: Document, fingerprint: str) -> None:
        """Store a document's record."""
        self._db.execute(
            "insert or replace into document values(?,?,?)", (document.path, fingerprint, _ENCODER.encode(document))
        )

    def refusal(self, path: str, fingerprint: str) -> str | None:
        """Why a document was refused, if it was in this very state."""
        row = self._db.execute("select cause from refusal where path=? and fingerprint=?", (path, fingerprint))
        found = row.fetchone()
        return str(found[0]) if found else None

    def keep_refusal(self, path: str, fingerprint: str, cause: str) -> None:
        """Remember why a document was refused."""
        self._db.execute("insert or replace into refusal values(?,?,?)", (path, fingerprint, cause))

    def forget_documents(self, but: Iterable[str]) -> None:
        """Drop the records of documents that the corpus no longer holds."""
        kept = set(but)
        for (path,) in self._db.execute("select path from document").fetchall():
            if path not in kept:
                self._db.execute("delete from document where path=?", (path,))

    def acts(self) -> list[Act]:
        """Every act, by key."""
        return [_ACTS.decode(record) for (record,) in self._db.execute("select record from act order by key")]

    def act(self, key: str) -> Act | None:
        """One act."""
        found = self._db.execute("select record from act where key=?", (key,)).fetchone()
        return _ACTS.decode(found[0]) if found else None

    def act_fingerprints(self) -> dict[str, str]:
        """What each act was made from."""
        return dict(self._db.execute("select key, fingerprint from act"))

    def keep_act(self, act: Act, fingerprint: str) -> None:
        """Store an act."""
        self._db.execute("insert or replace into act values(?,?,?)", (act.act, fingerprint, _ENCODER.encode(act)))

    def forget_act(self, key: str) -> None:
        """Drop an act that no document speaks of any more."""
        self._db.execute("delete from act where key=?", (key,))

    def keep_misplaced(self, findings: Iterable[str]) -> None:
        """Store what is wrong with the override files themselves: a line each."""
        self.keep_fact("misplaced", msgspec.json.encode(list(findings)).decode())

    def misplaced(self) -> tuple[str, ...]:
        """The override files and entries that could not be read, or name no document."""
        return msgspec.json.decode(self.fact("misplaced") or "[]", type=tuple[str, ...])

    def fact(self, name: str) -> str | None:
        """A named fact about the build."""
        found = self._db.execute("select value from fact where name=?", (name,)).fetchone()
        return str(found[0]) if found else None

    def keep_fact(self, name: str, value: str) -> None:
        """Store a named fact about the build."""
        self._db.execute("insert or replace into fact values(?,?)", (name, value))
