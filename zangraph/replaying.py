"""Files given by hand, without a corpus: read, held to be of one act and one language, replayed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.model.acts import Language
from pipeline.model.documents import Facts
from pipeline.model.editions import Act, Document
from zangraph.reading import Refusal, no_file, read_one

_LANGUAGES: dict[Language, str] = {"kk": "Kazakh", "ru": "Russian"}


class MismatchError(ValueError):
    """Files that cannot be consolidated together; the message is one line naming file and cause."""


class Given(Struct, frozen=True):
    """A base text and the orders that amend it, all of one act and in one language."""

    base: Document
    amending: tuple[Document, ...]

    @property
    def key(self) -> str:
        """The act."""
        return str(self.base.identity.key)

    @property
    def language(self) -> Language:
        """The language of every file."""
        return self.base.identity.language

    def edition(self, path: Path) -> Given:
        """An official edition of the same act, alone. Raises `MismatchError`."""
        document = _read(path, None)
        _same_act(document, self)
        return Given(document, ())


def published_days(pairs: Iterable[str], files: Sequence[Path]) -> dict[Path, dt.date]:
    """`FILE=DATE` pairs by file; a file may be named by its last part. Raises `MismatchError`."""
    found: dict[Path, dt.date] = {}
    for pair in pairs:
        name, sign, day = pair.rpartition("=")
        if not sign or not name:
            raise MismatchError(f"--published {pair}: write FILE=DATE, e.g. order-1.ru.txt=2022-03-01")
        meant = [file for file in files if file == Path(name)] or [file for file in files if file.name == name]
        if len(meant) != 1:
            raise MismatchError(f"--published {pair}: {name} is {'several' if meant else 'none'} of the given files")
        try:
            found[meant[0]] = dt.date.fromisoformat(day)
        except ValueError:
            raise MismatchError(f"--published {pair}: {day!r} is no day; write YYYY-MM-DD") from None
    return found


def read_given(base: Path, amending: Sequence[Path], published: Mapping[Path, dt.date]) -> Given:
    """Read the files and hold them to be of one act and one language. Raises `MismatchError`.

    An order may also amend another of the given orders (Law № 480-V, article 26(3)).
    """
    own = _read(base, published.get(base))
    given = Given(own, tuple(_read(path, published.get(path)) for path in amending))
    claimed: dict[str, Document] = {given.key: own}
    for document in given.amending:
        _same_language(document, given)
        key = str(document.identity.key)
        if key in claimed:
            raise MismatchError(f"{document.path}: is {key}, as is {claimed[key].path}")
        claimed[key] = document
    for document in given.amending:
        aims = _aims(document)
        if not aims & (set(claimed) - {str(document.identity.key)}):
            other = ", ".join(sorted(aims)) or "no act"
            raise MismatchError(f"{document.path}: {document.identity.key} amends {other}, not {given.key}")
    return given


def _read(path: Path, published: dt.date | None) -> Document:
    if not path.is_file():
        raise MismatchError(no_file(path))
    result = read_one(path, str(path), Facts(published=published))
    if isinstance(result, Refusal):
        raise MismatchError(str(result))
    return result


def _aims(document: Document) -> set[str]:
    """Every act that an order says it amends or repeals, in its title or in a clause."""
    identity = document.identity
    return {ref.act for ref in (*identity.amends, *identity.repeals)} | {op.act for op in document.operations}


def _same_language(document: Document, given: Given) -> None:
    language = document.identity.language
    if language != given.language:
        raise MismatchError(
            f"{document.path}: is in {_LANGUAGES[language]}, {given.base.path} in {_LANGUAGES[given.language]}"
        )


def _same_act(document: Document, given: Given) -> None:
    _same_language(document, given)
    key = str(document.identity.key)
    if key != given.key:
        raise MismatchError(f"{document.path}: is {key}, {given.base.path} is {given.key}")


def second_order(given: Given) -> tuple[str, ...]:
    """A line for each order that changes only other given orders, not the act itself."""
    return tuple(
        f"{document.path}: {document.identity.key} amends {', '.join(sorted(_aims(document)))}, not the act itself"
        for document in given.amending
        if given.key not in _aims(document)
    )


def replay(given: Given) -> Act:
    """The act with every version that the orders make, and the registry's notes on them."""
    from pipeline.consolidate import consolidate
    from pipeline.publish.notes import with_notes

    identities = {str(document.identity.key): document.identity for document in (given.base, *given.amending)}
    return with_notes(consolidate(given.key, [given.base], list(given.amending)), identities)
