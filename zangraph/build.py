"""The main job: corpus to consolidated acts to graph, doing only what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from msgspec import Struct

from graph.serialise import act_quads, bodies_quads
from graph.store import load
from graph.triples.references import reference_acts
from pipeline.consolidate import consolidate, with_second_order
from pipeline.model.documents import META, Facts
from pipeline.model.editions import Act, Document
from pipeline.overrides import NONE, Overrides
from pipeline.publish.notes import with_notes
from zangraph.assembling import parts_of
from zangraph.bodies import body_records, known_acts
from zangraph.cluster import on_cluster
from zangraph.ledger import Ledger, code_version, fingerprint
from zangraph.manifest import NAME as MANIFEST
from zangraph.manifest import Manifest, read_manifest
from zangraph.overrides import FOLDER as OVERRIDES
from zangraph.overrides import read_overrides
from zangraph.reading import Refusal, digest, plainly, read_one
from zangraph.settings import Places
from zangraph.summary import Summary, summarise

Progress = Callable[[str, int, int], None]
"""Called with a stage, how many are done, how many there are."""

_NOT_DOCUMENTS = frozenset({MANIFEST, "named_acts.toml", "README.md", META})
_SIDE_FOLDERS = frozenset({OVERRIDES})


Runner = Callable[["list[Job]"], Iterator[tuple["Job", Document | Refusal]]]


class Job(Struct, frozen=True):
    """A document to be read."""

    path: str
    name: str
    fingerprint: str
    facts: Facts
    overrides: Overrides = NONE


class Built(Struct, frozen=True):
    """The acts built now, those dropped, and those that could not be built."""

    rebuilt: tuple[str, ...]
    dropped: tuple[str, ...]
    refused: tuple[Refusal, ...]


class Read(Struct, frozen=True):
    """The documents of a corpus, those that were read now, those refused, and the override entries not usable."""

    documents: tuple[Document, ...]
    fingerprints: Mapping[str, str]
    parsed: tuple[str, ...]
    refused: tuple[Refusal, ...]
    misplaced: tuple[str, ...]


def build(
    places: Places,
    *,
    workers: int = 1,
    progress: Progress | None = None,
    store: str | None = None,
    cluster: str | None = None,
) -> Summary:
    """Bring the built state in line with the corpus and tell what it holds.

    Documents are read by `workers` processes here, or by the Dask cluster at `cluster` (its machines must see the
    corpus under the same path).

    Unchanged documents are not parsed again, unchanged acts not consolidated again; the triple store is loaded
    anew, beside the old one, only when a graph changed. Raises `ManifestError` for an unreadable manifest.
    """
    tell = progress or (lambda _stage, _done, _all: None)
    manifest = read_manifest(places.corpus)
    ledger = Ledger(places.ledger)
    try:
        with ledger.changing():
            ledger.adopt(code_version())
            read = _read_corpus(
                places.corpus, manifest, ledger, partial(_run, workers=workers, cluster=cluster), tell
            )
            ledger.keep_misplaced(read.misplaced)
            built = _build_acts(read, ledger, places, tell)
        acts = ledger.acts()
        triples = _load_store(ledger, places, acts, changed=bool(built.rebuilt or built.dropped))
        if store is not None:
            _publish(store, places, acts)
        refused = (*read.refused, *built.refused)
        return summarise(read.documents, acts, refused, read.parsed, built.rebuilt, triples, read.misplaced)
    finally:
        ledger.close()


def corpus_files(corpus: Path) -> Iterator[Path]:
    """Every document of a corpus, in order of name; the manifest, overrides and hidden files are none."""
    for path in sorted(corpus.rglob("*")):
        parts = path.relative_to(corpus).parts
        hidden = any(part.startswith(".") for part in parts)
        aside = path.name in _NOT_DOCUMENTS or _SIDE_FOLDERS.intersection(parts[:-1])
        if path.is_file() and not hidden and not aside:
            yield path


def _read_corpus(corpus: Path, manifest: Manifest, ledger: Ledger, run: Runner, tell: Progress) -> Read:
    documents: dict[str, Document] = {}
    fingerprints: dict[str, str] = {}
    jobs: list[Job] = []
    refused: list[Refusal] = []
    seen: dict[str, str] = {}
    told = read_overrides(corpus)
    for path in corpus_files(corpus):
        name = path.relative_to(corpus).as_posix()
        content = digest(path)
        if content in seen:
            refused.append(Refusal(name, f"the same document as {seen[content]}"))
            continue
        seen[content] = name
        stated = manifest.facts(name)
        facts = Facts(published=stated.published, entered=stated.entered, act=stated.act)
        decided = told.overrides.of(name)
        beside = path.with_name(META)
        mark = fingerprint(content, name, str(facts), str(decided), digest(beside) if beside.is_file() else "")
        fingerprints[name] = mark
        known = ledger.document(name, mark)
        cause = ledger.refusal(name, mark) if known is None else None
        if known is not None:
            documents[name] = known
        elif cause is not None:
            refused.append(Refusal(name, cause))
        else:
            jobs.append(Job(str(path), name, mark, facts, decided))
    for file in sorted({stated.file for stated in manifest.document}):
        if not (corpus / file).is_file():
            refused.append(Refusal(file, "named in the manifest, but there is no such file"))
    for done, (job, result) in enumerate(run(jobs), start=1):
        tell("reading", done, len(jobs))
        if isinstance(result, Refusal):
            refused.append(result)
            ledger.keep_refusal(job.name, job.fingerprint, result.cause)
            continue
        documents[job.name] = result
        ledger.keep_document(result, job.fingerprint)
    ledger.forget_documents(documents)
    kept, claims = _one_claim(documents)
    parsed = tuple(job.name for job in jobs)
    return Read(tuple(kept), fingerprints, parsed, (*refused, *claims), told.findings)


def _run(jobs: list[Job], *, workers: int, cluster: str | None) -> Iterator[tuple[Job, Document | Refusal]]:
    """Read the jobs' documents: on a cluster, in worker processes when there is work for more than one, or here."""
    if cluster is not None and jobs:
        yield from zip(jobs, on_cluster(cluster, _read_job, jobs), strict=True)
        return
    parallel = workers > 1 and len(jobs) > 1
    with ProcessPoolExecutor(min(workers, len(jobs))) if parallel else nullcontext() as pool:
        if isinstance(pool, Executor):
            yield from zip(jobs, pool.map(_read_job, jobs), strict=True)
        else:
            for job in jobs:
                yield job, _read_job(job)


def _read_job(job: Job) -> Document | Refusal:
    return read_one(Path(job.path), job.name, job.facts, job.overrides)


def _one_claim(documents: Mapping[str, Document]) -> tuple[list[Document], list[Refusal]]:
    """One document for each act, language and role; a second claim is refused by name."""
    kept: dict[tuple[str, str, str], Document] = {}
    refused: list[Refusal] = []
    for name in sorted(documents):
        document = documents[name]
        identity = document.identity
        claim = (str(identity.key), identity.language, identity.role)
        if claim in kept:
            refused.append(Refusal(name, f"claims the key {claim[0]} ({claim[1]}) that {kept[claim].path} has"))
        else:
            kept[claim] = document
    return list(kept.values()), refused


def _build_acts(read: Read, ledger: Ledger, places: Places, tell: Progress) -> Built:
    """Consolidate every act whose documents changed; an act that fails keeps its old state and is told of."""
    parts = parts_of(read.documents)
    keys = parts.keys
    before = ledger.act_fingerprints()
    identities = {str(d.identity.key): d.identity for d in read.documents}
    places.graphs.mkdir(parents=True, exist_ok=True)
    rebuilt: list[str] = []
    refused: list[Refusal] = []
    for done, key in enumerate(keys, start=1):
        own, orders = parts.own.get(key, ()), with_second_order(parts.amending.get(key, ()), parts.amending)
        sources = sorted(read.fingerprints[d.path] for d in (*own, *orders))
        mark = fingerprint(key, *sources)
        tell("consolidating", done, len(keys))
        if before.get(key) == mark and graph_file(places, key).exists():
            continue
        try:
            act = with_notes(consolidate(key, own, orders), identities)
        except Exception as error:
            # One act must not take the others with it, whatever the program itself gets wrong.
            refused.append(Refusal(key, f"the program failed on this act, please report this: {plainly(error)}"))
            continue
        rebuilt += _keep(act, mark, {}, ledger, places)
    held = [act for act in ledger.acts() if act.act in keys]
    for reference in reference_acts(held, known_acts()):
        keys.append(reference.act)
        rebuilt += _keep(reference, fingerprint(str(reference)), before, ledger, places)
    dropped = sorted(before.keys() - set(keys))
    for key in dropped:
        ledger.forget_act(key)
        graph_file(places, key).unlink(missing_ok=True)
    return Built(tuple(rebuilt), tuple(dropped), tuple(refused))


def _keep(act: Act, mark: str, before: Mapping[str, str], ledger: Ledger, places: Places) -> list[str]:
    """Store an act and its graph unless they are there already; gives its key when it was stored."""
    if before.get(act.act) == mark and graph_file(places, act.act).exists():
        return []
    ledger.keep_act(act, mark)
    _write(graph_file(places, act.act), act_quads(act))
    return [act.act]


def graph_file(places: Places, key: str) -> Path:
    """Where an act's graph is kept."""
    return places.graphs / f"{key.replace('/', '_')}.nq"


def _write(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never half of it."""
    beside = path.with_suffix(".part")
    beside.write_bytes(content)
    beside.replace(path)


def _load_store(ledger: Ledger, places: Places, acts: Iterable[Act], *, changed: bool) -> int:
    """Load the triple store anew if a graph changed; gives the number of its quads."""
    counted = ledger.fact("quads")
    if not changed and counted is not None and places.store.exists():
        return int(counted)
    bodies = places.graphs / "bodies.nq"
    _write(bodies, bodies_quads(body_records()))
    total = load([bodies, *(graph_file(places, act.act) for act in acts)], places.store)
    with ledger.changing():
        ledger.keep_fact("quads", str(total))
        ledger.keep_fact("built", dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    return total


def _publish(url: str, places: Places, acts: Iterable[Act]) -> None:
    """Put every graph on a SPARQL server: all of them, or none (see `graph.publish`)."""
    from graph import iris
    from graph.publish import publish

    graphs = {act.act: graph_file(places, act.act) for act in acts}
    publish(url, {**graphs, str(iris.bodies()): places.graphs / "bodies.nq"})
