"""`clauses` and `notes`: one line in, one JSON object out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from zangraph import views
from zangraph.cli.common import Failure, console, emit_line, format_option
from zangraph.reading import no_file


def _lines(source: str) -> Iterator[str]:
    """The lines of a file, or of standard input for «-»."""
    if source == "-":
        yield from (line.rstrip("\n") for line in sys.stdin)
        return
    path = Path(source)
    if not path.is_file():
        raise Failure(no_file(path))
    try:
        yield from path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise Failure(f"{path}: not UTF-8 text at byte {error.start}") from None


@click.command(epilog="Example: echo '9-тармақ мынадай редакцияда жазылсын:' | zangraph clauses -")
@click.argument("source", default="-", metavar="[FILE|-]")
@format_option("text", "json")
def clauses(source: str, form: str) -> None:
    """Read amendment clauses, one a line, and explain how each was understood; an empty line resets the scope."""
    from pipeline.recognise.amendments import read_clauses

    out = console()
    for reading in read_clauses(_lines(source)):
        if form == "json":
            emit_line(
                {
                    "text": reading.text,
                    "language": reading.language,
                    "kind": reading.kind,
                    "scope": reading.scope,
                    "operations": [views.draft(draft) for draft in reading.operations],
                    "readings": [[views.draft(draft) for draft in other] for other in reading.readings],
                    "explanation": reading.explanation,
                    "rule": reading.rule,
                    "unclaimed": list(reading.unclaimed),
                }
            )
            continue
        out.print(f"[bold]{reading.kind}[/bold] ", end="")
        out.print(reading.text, markup=False)
        out.print(f"  {reading.explanation}", markup=False)
        for draft in reading.operations:
            out.print(f"  → {draft.action} {draft.address or 'the whole act'}", markup=False)
        if reading.unclaimed:
            out.print(f"  not understood: {' | '.join(reading.unclaimed)}", style="yellow", markup=False)


@click.command(epilog="Example: echo 'Ескерту. 6-тармақ жаңа редакцияда – …' | zangraph notes -")
@click.argument("source", default="-", metavar="[FILE|-]")
@format_option("text", "json")
def notes(source: str, form: str) -> None:
    """Read consolidation notes («Сноска», «Ескерту»), one a line, into the events they tell of."""
    from pipeline.recognise.notes import read_note

    out = console()
    for line in _lines(source):
        if not line.strip():
            continue
        reading = read_note(line)
        if form == "json":
            emit_line(
                {
                    "text": reading.text,
                    "language": reading.language,
                    "events": [views.note_event(event) for event in reading.events],
                }
            )
            continue
        out.print(reading.text, markup=False)
        for event in reading.events:
            acts = "; ".join(f"{act.issuer} {act.date} № {act.number}" for act in event.acts)
            out.print(f"  → {event.action} {views.told_targets(event)}: {acts}", markup=False)
        if not reading.events:
            out.print("  not understood", style="yellow")
