"""`inspect` and `amendments`: what the stages made of one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from pipeline.clean import clean, repair_counts
from pipeline.model.documents import Clean, Facts, Source
from pipeline.model.editions import Document
from pipeline.model.operations import Operation
from pipeline.model.provisions import Provision
from pipeline.read import UnreadableError, read_safely
from zangraph import views
from zangraph.cli.common import Failure, console, emit, format_option, opened, out_option, table, the_act, today
from zangraph.reading import Refusal, no_file, read_one
from zangraph.settings import places

STAGES = ("read", "clean", "structure", "recognise")


def a_source(file: Path) -> Source:
    """Read a file, or stop with the reason."""
    if not file.is_file():
        raise Failure(no_file(file))
    try:
        return read_safely(file)
    except UnreadableError as error:
        raise Failure(str(error)) from None


def a_document(file: Path) -> Document:
    """Read a file into its record, or stop with the reason."""
    if not file.is_file():
        raise Failure(no_file(file))
    result = read_one(file, str(file), Facts())
    if isinstance(result, Refusal):
        raise Failure(str(result))
    return result


@click.command(epilog="Example: zangraph inspect corpus/order-316-2024-08-15.kk.txt --stage clean")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--stage", type=click.Choice(STAGES), default="recognise", show_default=True, help="Which stage to show."
)
@format_option("text", "json", "html")
def inspect(file: Path, stage: str, form: str) -> None:
    """Show what a stage made of one file: lines, repairs, tree, or everything that was recognised.

    `--stage read --format html` draws what was read over the pages of a PDF.
    """
    if form == "html":
        click.echo(_drawn_over(file, stage))
        return
    if stage in ("read", "clean"):
        source = a_source(file)
        if stage == "read":
            _show_read(source, form)
        else:
            _show_clean(clean(source), form)
        return
    document = a_document(file)
    if stage == "structure":
        _show_structure(document, form)
    else:
        _show_recognised(document, form)


def _drawn_over(file: Path, stage: str) -> str:
    if stage != "read":
        raise Failure("--format html goes with --stage read: it draws over the pages of a PDF")
    a_source(file)
    from pipeline.read.overlay import overlay

    try:
        return overlay(file)
    except UnreadableError as error:
        raise Failure(str(error)) from None


def _show_read(source: Source, form: str) -> None:
    if form == "json":
        emit(msgspec.to_builtins(source))
        return
    out = console()
    out.print(f"{source.path}: {source.format}, {len(source.text):,} characters, {len(source.tables)} tables, "
              f"{len(source.links)} links", markup=False)  # fmt: skip
    for warning in source.warnings:
        out.print(f"warning: {warning}", style="yellow", markup=False)
    for number, line in enumerate(source.text.split("\n"), start=1):
        out.print(f"{number:5} {line}", markup=False)


def _show_clean(cleaned: Clean, form: str) -> None:
    if form == "json":
        emit(
            {
                "repairs": msgspec.to_builtins(cleaned.repairs),
                "counts": repair_counts(cleaned.repairs),
                "removed": [{"start": s, "length": n, "pass": p} for s, n, p in cleaned.removed],
                "paragraphs": [
                    {"text": p.text, "lines": list(p.lines), "layout": p.layout} for p in cleaned.paragraphs
                ],
            }
        )
        return
    out = console()
    rows = [
        (repair.line, repair.stage, repair.before.strip(), repair.after if repair.made else "not certain: left")
        for repair in cleaned.repairs
    ]
    out.print(table("Repairs", ("line", "pass", "before", "after"), rows))
    out.print(table("Counts", ("pass", "put right"), list(repair_counts(cleaned.repairs).items())))
    out.print(f"{len(cleaned.paragraphs)} paragraphs; --format json shows their text")


def _nodes(tree: tuple[Provision, ...]) -> Iterator[Provision]:
    for top in tree:
        yield from top.walk()


def _show_structure(document: Document, form: str) -> None:
    if form == "json":
        emit(
            {
                "identity": msgspec.to_builtins(document.identity) | {"key": str(document.identity.key)},
                "provisions": [
                    {
                        "address": node.address,
                        "text": node.text,
                        "heading": node.heading,
                        "lines": list(node.lines),
                        "notes": [note.text for note in node.notes],
                        "table": msgspec.to_builtins(node.table) if node.table else None,
                    }
                    for node in _nodes(document.tree)
                ],
                "accounting": msgspec.to_builtins(document.accounting),
                "unrecognised": [
                    {"lines": list(u.lines), "text": u.text, "reason": u.reason} for u in document.unrecognised
                ],
            }
        )  # fmt: skip
        return
    out = console()
    for node in _nodes(document.tree):
        depth = node.address.count("/")
        words = (node.text or node.heading or "").replace("\n", " / ")
        out.print(f"{'  ' * depth}[bold]{node.address.replace('[', '(').replace(']', ')')}[/bold]  ", end="")
        out.print(words[:100], markup=False)
        for note in node.notes:
            out.print(f"{'  ' * depth}  ⁂ {note.text[:100]}", style="italic", markup=False)
    counted = document.accounting
    out.print(
        f"{counted.total:,} characters: {counted.claimed:,} in provisions, {counted.removed:,} removed by name, "
        f"{counted.unrecognised:,} unrecognised"
    )
    for left in document.unrecognised:
        out.print(
            f"lines {left.lines[0]}–{left.lines[1]}: {left.reason}: {left.text[:80]}", style="yellow", markup=False
        )


def _show_recognised(document: Document, form: str) -> None:
    identity = document.identity
    if form == "json":
        emit(
            {
                "act": str(identity.key),
                "identity": msgspec.to_builtins(identity),
                "operations": [views.operation(o, today()) for o in document.operations],
                "notes": [{"at": place, **views.note_event(event)} for place, event in document.events],
                "citations": [
                    {"from": c.act, "at": c.address, **views.reference(c.reference)} for c in document.citations
                ],
                "cards": [views.card(card) for card in document.cards],
                "positions": [views.position(row) for row in document.positions],
                "requirements": [views.requirement(row) for row in document.requirements],
                "unrecognised": [{"lines": list(u.lines), "text": u.text} for u in document.unrecognised],
            }
        )
        return
    out = console()
    registered = identity.registration
    facts = [
        ("act", str(identity.key)), ("title", identity.title), ("language", identity.language),
        ("role", identity.role),
        ("registration", f"№ {registered.number} of {registered.date}" if registered else "not printed"),
        ("in force", views.rule_words(identity.in_force.main) if identity.in_force else "not printed"),
        ("signed by", identity.signatory or "not printed"),
        ("legal basis", "; ".join(f"{r.act} {r.place}".strip() for r in identity.legal_basis) or "not printed"),
        ("amends", "; ".join(dict.fromkeys(r.act for r in identity.amends)) or "nothing"),
        ("repeals", "; ".join(r.act for r in identity.repeals) or "nothing"),
        ("operations", len(document.operations)), ("events in notes", len(document.events)),
        ("citations", len(document.citations)), ("cards", len(document.cards)),
        ("position rows", len(document.positions)), ("requirements", len(document.requirements)),
        ("unrecognised", len(document.unrecognised)),
    ]  # fmt: skip
    out.print(table(document.path, ("", ""), facts))


@click.command(epilog="Example: zangraph amendments 316/2024-08-15")
@click.argument("source", metavar="FILE|ACT")
@out_option
@format_option("text", "json")
def amendments(source: str, out: Path | None, form: str) -> None:
    """The operations of an amending act, one per target, with their outcomes when it is in the built corpus."""
    path = Path(source)
    if path.is_file():
        document = a_document(path)
        key, operations = str(document.identity.key), _with_outcomes(document, out)
    else:
        with opened(out) as (ledger, _):
            key = the_act(ledger, source).act
            operations = _of(key, [pair for act in ledger.acts() for pair in act.operations])
    if form == "json":
        emit({"act": key, "operations": [views.operation(o, today()) for o in operations]})
        return
    rows = [
        (o.n, o.action, o.act, o.address, f"{o.clause.lines[0]}–{o.clause.lines[1]}", o.clause.text[:60], _outcome(o))
        for o in operations
    ]
    columns = ("n", "action", "act", "address", "lines", "clause", "outcome")
    console().print(table(f"{key}: {len(operations)} operations", columns, rows))


def _outcome(operation: Operation) -> str:
    outcome = views.outcome_on(operation, today())
    if outcome is None:
        return ""
    return f"{outcome.status}: {outcome.detail}" if outcome.detail else str(outcome.status)


def _of(key: str, ledger: list[tuple[str, Operation]]) -> list[Operation]:
    return sorted((operation for order, operation in ledger if order == key), key=lambda operation: operation.n)


def _with_outcomes(document: Document, out: Path | None) -> list[Operation]:
    """The document's operations, with the outcomes the build gave them where it holds the same document."""
    where = places(out=out)
    if where.ledger.is_file():
        with opened(out) as (ledger, _):
            same = any(known.digest == document.digest for known in ledger.documents().values())
            if same:
                key = str(document.identity.key)
                return _of(key, [pair for act in ledger.acts() for pair in act.operations])
    return list(document.operations)
