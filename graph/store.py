"""The embedded store: an Oxigraph directory that is built anew beside the old one and put in its place at once.

    DIRECTORY/current        the name of the generation that is asked
    DIRECTORY/gen-000007/    an Oxigraph store, never written again once `current` names it
    DIRECTORY/lock           held by the one process that is loading

Oxigraph's bulk loading is no transaction and a store has one writer, so a generation is loaded to its end
before `current` is replaced, which the file system does in one step. Readers open a finished generation for
reading only; any number of processes may.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset

from graph.serialise import vocabulary_quads
from graph.vocabulary import PREFIXES

_CURRENT: Final = "current"
_LOCK: Final = "lock"
_GENERATION = re.compile(r"gen-(\d{6,})")


class StoreError(Exception):
    """A store that cannot be read or built; the message names the directory or file and the cause."""


def load(quads: Iterable[Path], directory: Path, *, vocabulary: bool = True) -> int:
    """Build a store from N-Quads files and put it in the place of the one in `directory`; returns its quads.

    With `vocabulary` the ontology and the concept schemes are loaded too, as two more graphs. Raises `StoreError`
    when a file cannot be read or another process is loading; the old store then stands as it was.
    """
    with _alone(directory):
        generation = directory / f"gen-{_newest(directory) + 1:06}"
        try:
            count = _fill(generation, quads, vocabulary)
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        old = _named(directory)
        _point(directory, generation.name)
        _sweep(directory, keep={generation.name, old})
        return count


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Hold the directory for one loading process; the lock falls with the process, however it ends."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = (directory / _LOCK).open("w")
    except OSError as error:
        raise StoreError(f"{directory}: cannot make a store: {error}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"{directory}: another process is loading it") from error
        yield


def _fill(generation: Path, quads: Iterable[Path], vocabulary: bool) -> int:
    try:
        store = ox.Store(str(generation))
    except OSError as error:
        raise StoreError(f"{generation}: cannot make a store: {error}") from error
    if vocabulary:
        store.bulk_load(BytesIO(vocabulary_quads()), ox.RdfFormat.N_QUADS)
    for path in quads:
        try:
            with path.open("rb") as file:
                _bulk_load(store, file)
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"{path}: cannot load: {error}") from error
    # Compacted once, a generation answers about twice as fast for as long as it stands.
    store.optimize()
    store.flush()
    return len(store)


def _bulk_load(store: ox.Store, file: BinaryIO) -> None:
    store.bulk_load(file, ox.RdfFormat.N_QUADS)


def _newest(directory: Path) -> int:
    numbers = (_GENERATION.fullmatch(path.name) for path in directory.iterdir())
    return max((int(match[1]) for match in numbers if match), default=0)


def _named(directory: Path) -> str | None:
    with suppress(FileNotFoundError):
        return (directory / _CURRENT).read_text(encoding="utf-8").strip()
    return None


def _point(directory: Path, name: str) -> None:
    new = directory / f"{_CURRENT}.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(directory / _CURRENT)


def _sweep(directory: Path, keep: set[str | None]) -> None:
    """Take away all generations but the current one and the one before it, which readers may still hold."""
    for path in directory.iterdir():
        if _GENERATION.fullmatch(path.name) and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


def current(directory: Path) -> Path:
    """The generation of the store that is asked; raises `StoreError` when there is none."""
    name = _named(directory)
    if name is None or not (directory / name).is_dir():
        raise StoreError(f"{directory}: no store here yet; run `zangraph build` first")
    return directory / name


def open_store(directory: Path) -> Dataset:
    """The store as an rdflib dataset for reading: its default graph is the union of all graphs.

    Raises `StoreError` when there is no store or it cannot be opened.
    """
    generation = current(directory)
    try:
        inner = ox.Store.read_only(str(generation))
    except OSError as error:
        raise StoreError(f"{generation}: cannot open the store: {error}") from error
    return dataset(inner)


def dataset(inner: ox.Store) -> Dataset:
    """An Oxigraph store as an rdflib dataset whose default graph is the union of all graphs."""
    wrapped = Dataset(store=OxigraphStore(store=inner), default_union=True)
    for prefix, namespace in PREFIXES.items():
        wrapped.bind(prefix, namespace, override=True, replace=True)
    return wrapped


def memory(quads: Iterable[bytes], *, vocabulary: bool = True) -> Dataset:
    """An Oxigraph store in memory from N-Quads: for one act, a notebook or a test."""
    inner = ox.Store()
    for data in (vocabulary_quads(), *quads) if vocabulary else quads:
        inner.bulk_load(BytesIO(data), ox.RdfFormat.N_QUADS)
    return dataset(inner)
