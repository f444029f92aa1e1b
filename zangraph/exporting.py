"""Everything that leaves the house at once: a folder of files in one format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, cast

from rdflib import Dataset

from graph.analysis import citation_network, write_gexf, write_graphml
from graph.frames import NAMES, frame, table
from graph.serialise import write
from pipeline.model.editions import Act
from pipeline.publish.view import edition_on
from zangraph.renderings import ordered, render

_ENDINGS = {"akn": "xml", "jsonld": "jsonld"}


def file_name(key: str) -> str:
    """A file name for an act: its key without slashes."""
    return key.replace("/", "_")


def write_acts(acts: Iterable[Act], form: str, directory: Path) -> int:
    """One file an act and language; gives how many were written."""
    written = 0
    acts = tuple(acts)
    orders = ordered(acts)
    for act in acts:
        for edition in act.editions:
            view = edition_on(act, edition.language)
            if view is None:
                continue
            content = render(act, view, form, orders.get(act.act, ()))
            data = content if isinstance(content, bytes) else content.encode()
            (directory / f"{file_name(act.act)}.{edition.language}.{_ENDINGS.get(form, form)}").write_bytes(data)
            written += 1
    return written


def write_graphs(acts: Iterable[Act], form: str, directory: Path) -> int:
    """One graph an act; gives how many were written."""
    written = 0
    for act in acts:
        content = write(act, cast(Literal["ttl", "nq", "jsonld"], form))
        (directory / f"{file_name(act.act)}.{form}").write_bytes(content)
        written += 1
    return written


def write_tables(store: Dataset, form: str, directory: Path) -> int:
    """One CSV or Parquet table a kind of record, the columns of the latter typed; gives how many were written."""
    for name in NAMES:
        if form == "parquet":
            import pyarrow.parquet

            pyarrow.parquet.write_table(table(name, store), directory / f"{name}.parquet")
        else:
            frame(name, store).to_csv(directory / f"{name}.csv", index=False)
    return len(NAMES)


def write_network(store: Dataset, form: str, directory: Path) -> int:
    """The citation network as GraphML or GEXF."""
    put = write_gexf if form == "gexf" else write_graphml
    put(citation_network(store), directory / f"citations.{form}")
    return 1
