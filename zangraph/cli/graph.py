"""`query`, `check`, `export`: the graph and everything that leaves the house."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from graph.catalogue import TOPICS, CatalogueError, Shipped, by_topic, catalogue, shipped
from graph.check import Finding, Severity, check_store
from graph.parameters import ParameterError
from graph.query import QueryError, run
from graph.store import StoreError, open_store
from pipeline.model.editions import Act
from zangraph import views
from zangraph.cli.common import Failure, console, emit, format_option, opened, out_option, table
from zangraph.lookup import UnknownActError, find
from zangraph.settings import places
from zangraph.summary import person_lines


@click.command(epilog="Example: zangraph query positions-of-block --param block=B")
@click.argument("query", required=False, metavar="FILE.rq|NAME|-")
@click.option(
    "--param", "pairs", multiple=True, metavar="k=v", help="A parameter; it is bound as a term, not pasted."
)
@click.option("--list", "listing", is_flag=True, help="List the shipped queries.")
@out_option
@format_option("table", "csv", "json", "turtle")
def query(query: str | None, pairs: tuple[str, ...], listing: bool, out: Path | None, form: str) -> None:
    """Ask the graph in SPARQL: a shipped query by name, a file, or standard input."""
    if listing or query is None:
        _list(form)
        return
    text = _query_text(query)
    params = dict(_pair(pair) for pair in pairs)
    where = places(out=out)
    if where.ledger.is_file():
        with opened(out) as (ledger, _):
            params = _with_keys(text, params, ledger.acts())
    try:
        result = run(text, params, open_store(where.store))
        if form == "csv":
            click.echo(result.csv(), nl=False)
        elif form == "json":
            click.echo(result.json())
        elif form == "turtle":
            click.echo(result.turtle(), nl=False)
        else:
            console().print(table(None, result.columns, result.plain()))
            click.echo(f"{len(result.rows)} rows", err=True)
    except (StoreError, QueryError, CatalogueError, ParameterError) as error:
        raise Failure(str(error)) from None


def _pair(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals or not name:
        raise Failure(f"--param {pair}: write it as name=value")
    return name, value


def _query_text(words: str) -> str:
    """The query itself for a file or standard input, the name for a shipped one."""
    if words == "-":
        return sys.stdin.read()
    path = Path(words)
    if path.suffix == ".rq" or path.is_file():
        if not path.is_file():
            raise Failure(f"{path}: no such file")
        return path.read_text(encoding="utf-8")
    return words


def _with_keys(text: str, params: dict[str, str], acts: list[Act]) -> dict[str, str]:
    """Parameters in which an act is named as people name it, with its key instead."""
    try:
        types = {parameter.name: parameter.type for parameter in shipped(text).parameters}
    except CatalogueError:
        return params
    out = dict(params)
    for name, value in params.items():
        if types.get(name) == "act":
            try:
                out[name] = find(acts, value).act
            except UnknownActError:
                out[name] = value
    return out


def _list(form: str) -> None:
    queries = catalogue()
    if form == "json":
        emit([msgspec.to_builtins(item) | {"text": item.text} for item in queries])
        return
    out = console()
    for topic, items in by_topic().items():
        out.print(f"\n[bold underline]{TOPICS[topic]['en']}[/bold underline]")
        for item in items:
            _print_shipped(item)
    out.print(f"\n{len(queries)} queries; run one with: zangraph query NAME --param name=value")


def _print_shipped(item: Shipped) -> None:
    out = console()
    out.print(f"[bold]{item.name}[/bold]  {item.title}")
    for language in ("kk", "ru"):
        if language in item.titles:
            out.print(f"    {item.titles[language]}", markup=False, style="dim")
    for parameter in item.parameters:
        default = f", default {parameter.default}" if parameter.default is not None else ""
        example = f"; e.g. {parameter.example}" if parameter.example else ""
        out.print(
            f"    --param {parameter.name}=…  {parameter.type}{default}: {parameter.meaning}{example}", markup=False
        )


@click.command(epilog="Example: zangraph check")
@out_option
@format_option("text", "json")
def check(out: Path | None, form: str) -> None:
    """Hold the graph against its shapes and list everything that needs a person, most serious first.

    Exit code 1 when a shape is violated.
    """
    with opened(out) as (ledger, where):
        acts = ledger.acts()
        documents = list(ledger.documents().values())
        lines = person_lines(documents, acts, ledger.misplaced())
    try:
        findings = [finding for _, found in check_store(open_store(where.store)) for finding in found]
    except StoreError as error:
        raise Failure(str(error)) from None
    violations = [finding for finding in findings if finding.severity is Severity.VIOLATION]
    warnings = [finding for finding in findings if finding.severity is not Severity.VIOLATION]
    if form == "json":
        emit(
            {
                "conforms": not violations,
                "violations": [_finding(finding) for finding in violations],
                "warnings": [_finding(finding) for finding in warnings],
                "needs_a_person": list(lines),
                "overrides": [views.decision(decision) for each in documents for decision in each.decisions],
            }
        )
    else:
        screen = console()
        for finding in (*violations, *warnings):
            screen.print(finding.line(), markup=False, style="red" if finding in violations else "yellow")
        for line in lines:
            screen.print(f"• {line}", markup=False)
        used = [decision for each in documents for decision in each.decisions if decision.failure is None]
        for decision in used:
            screen.print(f"decided by a person: {views.decision_line(decision)}", markup=False, style="dim")
        verdict = "no shape is violated" if not violations else f"{len(violations)} violations"
        screen.print(f"{verdict}; {len(warnings)} warnings; {len(list(lines))} things for a person; "
                     f"{len(used)} overrides in use")  # fmt: skip
    if violations:
        raise click.exceptions.Exit(1)


def _finding(finding: Finding) -> dict[str, object]:
    built: dict[str, object] = msgspec.to_builtins(finding)
    return built


_EXPORTS = ("akn", "md", "html", "docx", "ttl", "nq", "jsonld", "csv", "parquet", "graphml", "gexf")


@click.command(epilog="Example: zangraph export --format akn out/akn")
@click.option("--format", "form", type=click.Choice(_EXPORTS), required=True, help="What to write.")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@out_option
def export(form: str, directory: Path, out: Path | None) -> None:
    """Write everything that was built into a folder.

    Acts, a file each and a language: akn, md, html, docx. Graphs, one an act: ttl, nq, jsonld. Tables of records:
    csv, or parquet with days as days. The citation network: graphml, gexf.
    """
    from zangraph.exporting import write_acts, write_graphs, write_network, write_tables

    with opened(out) as (ledger, where):
        acts = ledger.acts()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if form in ("ttl", "nq", "jsonld"):
            written = write_graphs(acts, form, directory)
        elif form in ("csv", "parquet"):
            written = write_tables(open_store(where.store), form, directory)
        elif form in ("graphml", "gexf"):
            written = write_network(open_store(where.store), form, directory)
        else:
            written = write_acts(acts, form, directory)
    except OSError as error:
        raise Failure(f"{directory}: {error.strerror}") from None
    except StoreError as error:
        raise Failure(str(error)) from None
    click.echo(f"{written} files in {directory}")
