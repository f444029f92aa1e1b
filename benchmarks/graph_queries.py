"""How fast the shipped queries are: on the corpus, on a large graph of invented acts, embedded and on two servers.

    python benchmarks/graph_queries.py [--triples 5000000] [--rdflib 100000] [--no-servers]

The large graph is the corpus and the acts of `graph_of_acts.py`, written to one file as they are made. Each query
is asked with the parameters of its documentation, the best of three. The embedded store answers in this process, so
its own processor time counts; a server's answer is timed by the clock. rdflib's memory store, which takes about
1.4 KB a triple, holds a smaller graph. Writes docs/reference/queries-speed.md with the machine and the day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from graph_of_acts import acts
from rdflib import Dataset

from graph.catalogue import catalogue
from graph.publish import put_all, triples_of
from graph.query import Source, run
from graph.remote import RemoteStore
from graph.serialise import act_quads
from graph.store import load, open_store
from zangraph.build import build
from zangraph.settings import CHECKOUT, Places

sys.path.insert(0, str(CHECKOUT / "tests" / "graph"))

import servers

PAGE = CHECKOUT / "docs" / "reference" / "queries-speed.md"
Times = dict[str, float]


def generate(triples: int, path: Path) -> tuple[int, int]:
    """Write invented acts to a file until there are enough statements; gives how many acts and statements."""
    held = number = 0
    with path.open("wb") as file:
        for act in acts():
            quads = act_quads(act)
            file.write(quads)
            held += quads.count(b"\n")
            number += 1
            if held >= triples:
                break
    return number, held


def measure(source: Source, clock: Callable[[], float], tries: int = 3, limit: float = 20.0) -> Times:
    """Seconds of every shipped query, the best of some tries; one that takes longer than `limit` is asked once."""
    found: Times = {}
    for query in catalogue():
        params = {p.name: p.example for p in query.parameters if p.example}
        taken: list[float] = []
        while len(taken) < tries and (not taken or taken[0] < limit):
            begun = clock()
            run(query.name, params, source)
            taken.append(clock() - begun)
        found[query.name] = min(taken)
        print(f"{query.name}: {1000 * found[query.name]:.1f} ms", file=sys.stderr)
    return found


def served(name: str, graphs: list[Path]) -> tuple[Times, str]:
    """The times of a server that holds the corpus, and what is said of its load."""
    with tempfile.TemporaryDirectory() as folder, getattr(servers, name)(Path(folder)) as endpoint:
        client = RemoteStore(endpoint)
        wanted = {_name(path): partial(_triples, path) for path in graphs}
        begun = time.perf_counter()
        put_all(client, wanted)
        said = f"{name}: {len(wanted)} graphs by the Graph Store Protocol in {time.perf_counter() - begun:.1f} s"
        return measure(client, time.perf_counter), said


def _triples(path: Path) -> bytes:
    return triples_of(path.read_bytes())


def _name(path: Path) -> str:
    with path.open("rb") as file:
        first = file.readline().rstrip()
    return first[first.rindex(b" <") + 2 : -3].decode()


def _in_rdflib(files: list[Path]) -> Dataset:
    memory = Dataset(default_union=True)
    for path in files:
        memory.parse(path, format="nquads")
    return memory


def _page(columns: dict[str, Times], notes: list[str]) -> str:
    lines = [
        "# How fast the shipped queries are",
        "",
        f"`python benchmarks/graph_queries.py` wrote this page on {dt.date.today().isoformat()}; Python "
        f"{platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}, {platform.system()}.",
        "Milliseconds, the best of three runs with the parameters of [the queries](queries.md).",
        "",
        *(f"- {note}" for note in notes),
        "",
        "| query | " + " | ".join(columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for query in catalogue():
        cells = (f"{1000 * times[query.name]:,.1f}" for times in columns.values())
        lines.append(f"| [{query.name}](queries.md#{query.name}) | " + " | ".join(cells) + " |")
    slowest = (f"{1000 * max(times.values()):,.1f}" for times in columns.values())
    lines.append("| **the slowest** | " + " | ".join(slowest) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Build, generate, load, measure, write the page."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--triples", type=int, default=5_000_000)
    reader.add_argument(
        "--rdflib", type=int, default=300_000, help="statements for rdflib's memory store, 0 for none"
    )
    reader.add_argument("--no-servers", action="store_true")
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        where = Places(CHECKOUT / "corpus", folder / "built")
        build(where)
        graphs = sorted(where.graphs.glob("*.nq"))
        columns = {"corpus": measure(open_store(where.store), time.process_time)}
        notes = []
        number, held = generate(given.triples, folder / "acts.nq")
        begun = time.perf_counter()
        total = load([folder / "acts.nq", *graphs], folder / "large")
        notes.append(
            f"The large graph: {total:,} statements, the corpus and {number:,} invented acts; loaded and "
            f"put in order in {time.perf_counter() - begun:.0f} s."
        )
        columns[f"{held / 1e6:.0f} million"] = measure(open_store(folder / "large"), time.process_time)
        if given.rdflib:
            generate(given.rdflib, folder / "small.nq")
            begun = time.perf_counter()
            memory = _in_rdflib([folder / "small.nq", *graphs])
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            notes.append(
                f"rdflib's memory store: {len(memory):,} statements, a graph {total / len(memory):.0f} times "
                f"smaller; read in {time.perf_counter() - begun:.0f} s, {peak:,.0f} MB of memory at the peak."
            )
            columns["rdflib, smaller graph"] = measure(memory, time.process_time, tries=1, limit=5)
        if not given.no_servers:
            for server in ("oxigraph", "virtuoso"):
                columns[f"{server} server, corpus"], said = served(server, graphs)
                notes.append(said + ".")
    PAGE.write_text(_page(columns, notes), encoding="utf-8")


if __name__ == "__main__":
    main()
