"""`build` and `add`: the main job."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from graph.remote import RemoteError
from graph.store import StoreError
from pipeline.model.documents import META, Facts
from zangraph.build import build as run_build
from zangraph.cli.common import Failure, console, emit, format_option, out_option, table
from zangraph.cluster import ClusterError
from zangraph.ledger import LedgerError
from zangraph.manifest import ManifestError
from zangraph.reading import Refusal, no_file, read_one
from zangraph.settings import places
from zangraph.summary import Summary

_MOST_LINES = 12


@click.command(epilog="Example: zangraph build --corpus corpus --workers 2")
@click.option("--corpus", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of documents.")
@out_option
@click.option("--workers", type=click.IntRange(1), default=None, help="Reading processes (default: the cores).")
@click.option("--cluster", default=None, metavar="ADDRESS", help="Read on the Dask cluster at this address.")
@click.option("--store", default=None, metavar="URL", help="Also publish the graphs to a SPARQL 1.1 server.")
@format_option("text", "json")
def build(
    corpus: Path | None, out: Path | None, workers: int | None, cluster: str | None, store: str | None, form: str
) -> None:
    """Read the corpus, consolidate its acts and load their graph; only what changed is done again."""
    where = places(corpus, out)
    if not where.corpus.is_dir():
        raise Failure(f"{where.corpus}: no such folder; give the corpus with --corpus")
    summary = _run(where.corpus, out, workers, store, cluster)
    _report(summary, form)


@click.command(epilog="Example: zangraph add ~/Downloads/order-22.pdf")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--corpus", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder of documents.")
@out_option
@format_option("text", "json")
def add(files: tuple[Path, ...], corpus: Path | None, out: Path | None, form: str) -> None:
    """Check documents, copy them into the corpus, and rebuild only what they touch.

    A document that cannot be taken is named with its cause; the others are added all the same.
    """
    where = places(corpus, out)
    refused = [failure for file in files if (failure := _take(file, where.corpus)) is not None]
    for failure in refused:
        click.echo(f"zangraph: {failure}", err=True)
    if len(refused) < len(files):
        summary = _run(where.corpus, out, None, None)
        if form == "text":
            click.echo(f"rebuilt: {_some(summary.rebuilt)}", err=True)
        _report(summary, form)
    if refused:
        raise click.exceptions.Exit(2)


def _take(file: Path, corpus: Path) -> str | None:
    """Copy a document into the corpus and say so; the cause where it cannot be taken."""
    if not file.is_file():
        return no_file(file)
    result = read_one(file, file.name, Facts())
    if isinstance(result, Refusal):
        return f"{file}: {result.cause}"
    target = _place(file, corpus)
    if target.exists() and target.read_bytes() != file.read_bytes():
        return f"{target}: another document of that name is in the corpus already"
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        shutil.copyfile(file, target)
    if target.parent != corpus and target.resolve() != file.resolve():
        shutil.copyfile(file.with_name(META), target.with_name(META))
    click.echo(f"added {target.relative_to(corpus)}: {result.identity.key}", err=True)
    return None


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_LINES} more" if len(names) > _MOST_LINES else ""
    return (", ".join(names[:_MOST_LINES]) or "nothing") + more


def _place(file: Path, corpus: Path) -> Path:
    """Where a document goes: by its name, or in a folder of its own where a `meta.yaml` beside it says what it is."""
    if file.suffix in (".md", ".markdown") and file.with_name(META).is_file():
        return corpus / file.resolve().parent.name / file.name
    return corpus / file.name


def _run(
    corpus: Path, out: Path | None, workers: int | None, store: str | None, cluster: str | None = None
) -> Summary:
    bar = Progress(
        TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not Console(stderr=True).is_terminal,
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    with bar:
        try:
            count = workers or os.cpu_count() or 1
            where = places(corpus, out)
            return run_build(where, workers=count, progress=tell, store=store, cluster=cluster)
        except (ManifestError, LedgerError, StoreError, RemoteError, ClusterError) as error:
            raise Failure(str(error)) from None


def _report(summary: Summary, form: str) -> None:
    """Print the summary; a refused document makes the exit code 2."""
    for line in summary.refused:
        click.echo(f"zangraph: {line}", err=True)
    if form == "json":
        emit(msgspec.to_builtins(summary))
    else:
        _print(summary)
    if summary.refused:
        raise click.exceptions.Exit(2)


def _print(summary: Summary) -> None:
    def counts(values: dict[str, int]) -> str:
        return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in values.items() if count) or "none"

    rows = [
        ("documents", f"{summary.documents} ({len(summary.parsed)} parsed now, {len(summary.refused)} refused)"),
        ("text accounted for", f"{summary.accounted:.2%} of {summary.characters:,} characters"),
        ("repairs", counts(summary.repairs)),
        ("overrides", counts(summary.overrides)),
        ("acts", counts(summary.acts) + f" ({len(summary.rebuilt)} rebuilt)"),
        ("operations", counts(summary.operations)),
        ("provisions", f"{summary.provisions} in {summary.versions} versions"),
        ("cards", f"{summary.cards} with {summary.functions} labour functions and {summary.tasks} tasks"),
        ("positions", f"{summary.positions} in {summary.position_rows} rows"),
        ("requirements", summary.requirements),
        ("citations", f"{summary.citations} of {summary.cited_acts} acts"),
        ("graph", f"{summary.quads:,} triples"),
        ("needs a person", len(summary.needs_a_person)),
    ]
    out = console()
    out.print(table("What was built", ("", ""), rows))
    for line in summary.needs_a_person[:_MOST_LINES]:
        out.print(f"  • {line}", markup=False)
    if len(summary.needs_a_person) > _MOST_LINES:
        out.print(f"  … and {len(summary.needs_a_person) - _MOST_LINES} more: zangraph check")
