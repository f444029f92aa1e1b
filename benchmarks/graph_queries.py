"""How fast the shipped queries are on a generated graph, in Oxigraph and in rdflib's own memory store.

    python benchmarks/graph_queries.py [TRIPLES] [--rdflib]     # 1,000,000 triples unless told

The graph is the tutorial's and the corpus's acts written again and again under other numbers: the same shapes of
statements, in other graphs. Prints a Markdown table of the best of three runs.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rdflib import Dataset

from graph.catalogue import catalogue
from graph.query import run
from graph.store import load, open_store
from zangraph.build import build
from zangraph.settings import CHECKOUT, Places

_DATED = re.compile(rb"(id/(?:order|law|code|resolution)/[^/>]+/\d{4}-\d{2}-\d{2})/([^/>]+)")


def copies(files: list[Path], triples: int, folder: Path) -> Iterator[Path]:
    """The files themselves and copies of them under other numbers, until there are enough statements."""
    contents = [file.read_bytes() for file in files]
    held, nth = 0, 0
    while held < triples:
        for file, content in zip(files, contents, strict=True):
            written = content if nth == 0 else _DATED.sub(rb"\1/\2-c%d" % nth, content)
            path = folder / f"{nth:05}-{file.name}"
            path.write_bytes(written)
            held += written.count(b"\n")
            yield path
            if held >= triples:
                return
        nth += 1


def measure(source: Dataset, tries: int = 3) -> dict[str, float]:
    """Seconds of every shipped query with its example parameters, the best of some tries."""
    found = {}
    for query in catalogue():
        params = {p.name: p.example for p in query.parameters if p.example}
        taken = []
        for _ in range(tries):
            begun = time.perf_counter()
            run(query.name, params, source)
            taken.append(time.perf_counter() - begun)
            if taken[0] > 20:
                break
        found[query.name] = min(taken)
        print(f"{query.name}: {found[query.name]:.3f} s", file=sys.stderr)
    return found


def main() -> None:
    """Build, load, measure, print."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    triples = numbers[0] if numbers else 1_000_000
    folder = Path(tempfile.mkdtemp())
    graphs: list[Path] = []
    for name, corpus in (("corpus", CHECKOUT / "corpus"), ("tutorial", CHECKOUT / "docs" / "tutorial" / "files")):
        where = Places(corpus, folder / name)
        build(where)
        graphs += sorted(path for path in where.graphs.glob("*.nq") if name == "corpus" or path.name != "bodies.nq")
    (folder / "copies").mkdir()
    files = list(copies(graphs, triples, folder / "copies"))
    begun = time.perf_counter()
    count = load(files, folder / "store")
    print(f"{count:,} quads loaded in {time.perf_counter() - begun:.0f} s\n")
    columns = {"Oxigraph": measure(open_store(folder / "store"))}
    if "--rdflib" in sys.argv:
        memory = Dataset(default_union=True)
        for path in files:
            memory.parse(path, format="nquads")
        columns["rdflib"] = measure(memory, tries=1)
    print("| query | " + " | ".join(f"{name}, ms" for name in columns) + " |\n|---|" + "---:|" * len(columns))
    for query in catalogue():
        print(
            f"| {query.name} | " + " | ".join(f"{1000 * found[query.name]:,.1f}" for found in columns.values()) + " |"
        )


if __name__ == "__main__":
    main()
