"""One built corpus for all tests of the graph: as quads, in an Oxigraph directory, and in rdflib's memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from graph.serialise import act_quads, bodies_quads, vocabulary_quads
from graph.store import load, memory, open_store
from graph.triples import reference_acts
from pipeline.model.editions import Act
from zangraph.build import build
from zangraph.settings import Places

# The invented records are a module beside the tests; pytest's import mode puts no test folder on the path.
sys.path.insert(0, str(Path(__file__).parent))

from graph_records import BODIES, REGISTER, corpus

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def acts() -> list[Act]:
    known = corpus()
    return [*known, *reference_acts(known, REGISTER)]


@pytest.fixture(scope="session")
def quads(acts: list[Act]) -> list[bytes]:
    return [*(act_quads(act) for act in acts), bodies_quads(BODIES)]


@pytest.fixture(scope="session")
def quad_files(quads: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("quads")
    paths = [folder / f"{number:02}.nq" for number in range(len(quads))]
    for path, data in zip(paths, quads, strict=True):
        path.write_bytes(data)
    return paths


@pytest.fixture(scope="session")
def embedded(quad_files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    directory = tmp_path_factory.mktemp("store")
    load(quad_files, directory)
    return open_store(directory)


@pytest.fixture(scope="session")
def corpus_built(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The shipped corpus, built once a run in a folder of its own."""
    where = Places(ROOT / "corpus", tmp_path_factory.mktemp("built"))
    build(where)
    return where


@pytest.fixture(scope="session")
def corpus_graphs(corpus_built: Places) -> Path:
    return corpus_built.graphs


@pytest.fixture(scope="session")
def corpus_store(corpus_built: Places) -> Dataset:
    return open_store(corpus_built.store)


@pytest.fixture(scope="session")
def questions() -> bytes:
    """The statements of questions.ttl, as the quads of one graph."""
    held = Graph(identifier="https://w3id.org/zangraph/id/questions")
    held.parse(Path(__file__).parent / "questions.ttl", format="turtle")
    return "".join(
        sorted(f"{' '.join(t.n3() for t in triple)} {held.identifier.n3()} .\n" for triple in held)
    ).encode()


@pytest.fixture(scope="session")
def embedded_questions(questions: bytes) -> Dataset:
    return memory([questions])


@pytest.fixture(scope="session")
def in_memory_questions(questions: bytes) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(data=questions, format="nquads")
    return dataset


@pytest.fixture(scope="session")
def in_memory(quads: list[bytes]) -> Dataset:
    dataset = Dataset(default_union=True)
    for data in (*quads, vocabulary_quads()):
        dataset.parse(data=data, format="nquads")
    return dataset
