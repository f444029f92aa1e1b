"""The store: built beside the old one, put in its place at once, the old one unharmed by a failure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import URIRef

from graph.serialise import vocabulary_quads
from graph.store import StoreError, current, load, memory, open_store

_ONE = b"<urn:a> <urn:p> <urn:b> <urn:g1> .\n"
_TWO = b"<urn:a> <urn:p> <urn:c> <urn:g2> .\n"
_ALL = "SELECT ?o WHERE { <urn:a> <urn:p> ?o } ORDER BY ?o"


def _write(folder: Path, *parts: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.nq" for number in range(len(parts))]
    for path, data in zip(paths, parts, strict=True):
        path.write_bytes(data)
    return paths


def _objects(directory: Path) -> list[str]:
    return [str(row[0]) for row in open_store(directory).query(_ALL)]


def test_the_default_graph_is_the_union_of_all(tmp_path):
    assert load(_write(tmp_path / "in", _ONE, _TWO), tmp_path / "store", vocabulary=False) == 2
    assert _objects(tmp_path / "store") == ["urn:b", "urn:c"]


def test_the_vocabulary_comes_along(tmp_path):
    count = load(_write(tmp_path / "in", _ONE), tmp_path / "store")
    assert count == 1 + len(vocabulary_quads().splitlines())


def test_a_new_load_takes_the_place_of_the_old(tmp_path):
    store = tmp_path / "store"
    load(_write(tmp_path / "in", _ONE), store, vocabulary=False)
    held = open_store(store)
    load(_write(tmp_path / "in", _TWO), store, vocabulary=False)
    assert _objects(store) == ["urn:c"]
    assert [str(row[0]) for row in held.query(_ALL)] == ["urn:b"], "a reader keeps the generation it opened"


def test_old_generations_are_swept(tmp_path):
    for _ in range(4):
        load(_write(tmp_path / "in", _ONE), tmp_path / "store", vocabulary=False)
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == [
        "current",
        "gen-000003",
        "gen-000004",
        "lock",
    ]


@pytest.mark.parametrize("fault", [b"<urn:a> <urn:p> .\n", b"\xff\xfe", b"<a> <b> <c> .\n"])
def test_a_failed_load_leaves_the_old_store_as_it_was(tmp_path, fault):
    store = tmp_path / "store"
    load(_write(tmp_path / "in", _ONE), store, vocabulary=False)
    before = current(store)
    with pytest.raises(StoreError, match=r"1\.nq: cannot load"):
        load(_write(tmp_path / "in", _TWO, fault), store, vocabulary=False)
    assert current(store) == before
    assert _objects(store) == ["urn:b"]
    assert sorted(path.name for path in store.iterdir()) == ["current", before.name, "lock"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"no\.nq: cannot load"):
        load([tmp_path / "no.nq"], tmp_path / "store")


def test_an_interrupted_load_is_cleaned_up_by_the_next(tmp_path):
    store = tmp_path / "store"
    load(_write(tmp_path / "in", _ONE), store, vocabulary=False)
    (store / "gen-000007").mkdir()
    load(_write(tmp_path / "in", _TWO), store, vocabulary=False)
    assert _objects(store) == ["urn:c"]
    assert not (store / "gen-000007").exists()


def test_no_store_is_said_plainly(tmp_path):
    with pytest.raises(StoreError, match="no store here yet"):
        open_store(tmp_path)


def test_several_readers_at_once(tmp_path):
    load(_write(tmp_path / "in", _ONE), tmp_path / "store", vocabulary=False)
    readers = [open_store(tmp_path / "store") for _ in range(3)]
    assert [len(list(reader.query(_ALL))) for reader in readers] == [1, 1, 1]


def test_a_reader_cannot_write(tmp_path):
    load(_write(tmp_path / "in", _ONE), tmp_path / "store", vocabulary=False)
    reader = open_store(tmp_path / "store")
    with pytest.raises(RuntimeError, match="read-write"):
        reader.add((URIRef("urn:x"), URIRef("urn:p"), URIRef("urn:y")))


def test_a_store_in_memory():
    assert [str(row[0]) for row in memory([_ONE, _TWO], vocabulary=False).query(_ALL)] == ["urn:b", "urn:c"]


def test_a_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot make a store"):
        load([], tmp_path / "file" / "store")


def test_two_processes_do_not_load_at_once(tmp_path):
    store = tmp_path / "store"
    first, second = _write(tmp_path / "in", _ONE, _TWO)
    script = (
        "import sys, pathlib; from graph.store import load\n"
        "def paths():\n"
        "    print('loading', flush=True)\n"
        "    sys.stdin.readline()\n"
        "    yield pathlib.Path(sys.argv[1])\n"
        "load(paths(), pathlib.Path(sys.argv[2]), vocabulary=False)"
    )
    arguments = [sys.executable, "-c", script, str(first), str(store)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "loading\n"
        with pytest.raises(StoreError, match="another process is loading"):
            load([second], store, vocabulary=False)
        other.communicate("go\n", timeout=60)
    assert other.returncode == 0
    assert _objects(store) == ["urn:b"]
    load([second], store, vocabulary=False)
    assert _objects(store) == ["urn:c"]
