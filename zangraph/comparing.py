"""Comparisons for people and programs: the ledger of a replay, verdicts on an edition, redlines."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from pipeline.compare.noted import Disagreement, NoteFinding, disagreements
from pipeline.compare.official import Compared, Verdict, called_on, compare
from pipeline.compare.redline import Kind, Redline, Row
from pipeline.compare.tables import TableChange, excerpt
from pipeline.compare.words import Change, Piece
from pipeline.model.editions import Act
from pipeline.publish.comparison import Printed, table_rows
from pipeline.publish.redline import name_of, orders_of, over, printed, redline_words, remark
from pipeline.publish.redline_text import marked, shortened
from pipeline.publish.view import EditionView, label_text
from zangraph import views
from zangraph.cli.common import PIPE_WIDTH, console, table

_STYLES = {Change.SAME: "", Change.DELETED: "red strike", Change.INSERTED: "green underline"}
_VERDICT_STYLES = {Verdict.SAME: "", Verdict.DIFFERS: "red", Verdict.MISSING: "red", Verdict.EXTRA: "red"}
_TOLD: dict[Disagreement, str] = {
    Disagreement.ORDER_NOT_NOTED: "no note of the edition names this order, which {replayed}",
    Disagreement.ORDER_NOT_GIVEN: "the notes name it at {noted}; it was not given",
    Disagreement.CHANGE_NOT_NOTED: "the order has it ({replayed}), no note at this place names the order",
    Disagreement.NOTE_WITHOUT_CHANGE: "a note says «{noted}», the order has no operation here",
    Disagreement.OTHER_ACTION: "the order says «{replayed}», the note «{noted}»",
    Disagreement.OTHER_DAY: "in force {replayed} by the order, {noted} by the note",
}


class Verification(Struct, frozen=True):
    """A replay held against an official edition: the verdicts, and where the notes tell another history."""

    act: str
    view: EditionView
    replayed: Act
    provisions: tuple[Compared, ...]
    notes: tuple[NoteFinding, ...]

    @property
    def proven(self) -> bool:
        """Whether nothing differs: no provision, no note."""
        return not self.notes and all(one.verdict is Verdict.SAME for one in self.provisions)


def verification(act: Act, view: EditionView, official: Act, edition: EditionView) -> Verification:
    """Hold a replay against an official edition of the same act and language."""
    provisions = compare(view, edition, called_on(act, view.on))
    return Verification(act.act, view, act, provisions, disagreements(act, official, view.on))


def _errors() -> Console:
    plain = Console(stderr=True, highlight=False)
    return plain if plain.is_terminal else Console(stderr=True, highlight=False, width=PIPE_WIDTH)


def print_ledger(act: Act, today: dt.date, beside: Iterable[str] = ()) -> None:
    """What became of every operation, and what a person must look at, on stderr; `beside` goes under the table."""
    rows = []
    for order, operation in act.operations:
        outcome = views.outcome_on(operation, today)
        status, detail = (outcome.status, outcome.detail) if outcome is not None else ("", None)
        rows.append((order, operation.n, operation.action, operation.address or "the act", status, detail))
    screen = _errors()
    screen.print(table("Operations", ("order", "n", "action", "address", "outcome", "detail"), rows))
    for line in beside:
        screen.print(line, markup=False)
    for finding in act.findings:
        screen.print(f"! {finding}", markup=False)


def print_verification(found: Verification) -> None:
    """The verdicts that are not «same» with their words, the notes that disagree, and the sum."""
    screen = console()
    screen.print(f"{found.act} ({found.view.language}): {label_text(found.view)}", style="bold", markup=False)
    for one in found.provisions:
        if one.verdict is Verdict.SAME:
            continue
        screen.print(Text.assemble((one.verdict, _VERDICT_STYLES[one.verdict]), f"  {one.address or 'the act'}"))
        screen.print(_line(one.pieces, screen, shorten=True))
    for finding in found.notes:
        told = _TOLD[finding.kind].format(replayed=finding.replayed, noted=finding.noted)
        place = f" {finding.address}:" if finding.address else ":"
        screen.print(f"notes  {finding.order}{place} {told}", markup=False)
    counts = Counter(one.verdict for one in found.provisions)
    summed = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)
    screen.print(f"{len(found.provisions)} provisions: {summed}; notes that disagree: {len(found.notes)}")
    if any(piece.change is not Change.SAME for one in found.provisions for piece in one.pieces):
        screen.print(
            "Red or [-…-] stands only in the replay, green or {+…+} only in the official edition.", markup=False
        )


def verification_json(found: Verification, today: dt.date) -> views.Json:
    """The verdicts for programs."""
    counts = Counter(one.verdict for one in found.provisions)
    return {
        "act": found.act,
        "language": found.view.language,
        "on": views.day(found.view.on),
        "label": label_text(found.view),
        "proven": found.proven,
        "counts": {str(verdict): counts[verdict] for verdict in Verdict},
        "provisions": [
            {
                "address": one.address,
                "verdict": one.verdict,
                "replayed": one.replayed,
                "official": one.official,
                "diff": _pieces(one.pieces),
                "operation": views.operation_ref(one.operation),
            }
            for one in found.provisions
        ],
        "notes": [
            {
                "kind": finding.kind,
                "order": finding.order,
                "address": finding.address,
                "replayed": finding.replayed,
                "noted": finding.noted,
            }
            for finding in found.notes
        ],
        "operations": [views.operation(operation, today) for _, operation in found.replayed.operations],
        "findings": list(found.replayed.findings),
    }


def _pieces(pieces: Iterable[Piece]) -> list[views.Json]:
    return [
        {"change": piece.change, "text": piece.text, "by": [views.operation_ref(reference) for reference in piece.by]}
        for piece in pieces
    ]


def _table(table: TableChange) -> views.Json:
    return {
        "columns": table.width,
        "rows": [
            {
                "change": row.change,
                "by": [views.operation_ref(reference) for reference in row.by],
                "cells": [
                    {
                        "column": cell.column,
                        "rowspan": cell.rowspan,
                        "colspan": cell.colspan,
                        "diff": _pieces(cell.pieces),
                    }
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
    }


def redline_json(act: Act, line: Redline) -> views.Json:
    """The provisions that changed, for programs."""
    return {
        "act": act.act,
        "language": line.after.language,
        "from": views.day(line.before.on),
        "to": views.day(line.after.on),
        "label": label_text(line.after),
        "provisions": [
            {
                "address": row.address,
                "name": name_of(row, act, line),
                "kind": row.kind,
                "before": row.before,
                "after": row.after,
                "standing": {"before": row.standings[0], "after": row.standings[1]},
                "diff": _pieces(row.pieces),
                "tables": [_table(part) for part in row.parts if isinstance(part, TableChange)],
                "operations": [views.operation_ref(reference) for reference in row.by],
                "in_force": views.in_force(row.in_force),
                "certain": row.certain,
                "notes": list(row.notes),
            }
            for row in line.changed
        ],
    }


def print_redline(act: Act, line: Redline) -> None:
    """The provisions that changed, their words in colour on a terminal, in marks elsewhere."""
    screen = console()
    _print_over(screen, act, line)
    for row in printed(line):
        if row.kind is Kind.SAME:
            continue
        screen.print()
        screen.print(f"{name_of(row, act, line)}  ({row.address})", style="bold", markup=False)
        for part in row.parts:
            screen.print(_grid(part, screen) if isinstance(part, TableChange) else _line(part, screen))
        for words in _beside(row, line):
            screen.print(words, style="dim", markup=False)


def _print_over(screen: Console, act: Act, line: Redline) -> None:
    head = over(act, line)
    screen.print(head.title, style="bold", markup=False)
    screen.print(f"{head.particulars}\n{head.between}. {head.counted}.", markup=False)
    for label in head.labels:
        screen.print(f"{label}.", style="italic", markup=False)


def _beside(row: Row, line: Redline) -> list[str]:
    language = line.after.language
    orders = [] if row.notes else [orders_of(row.by, language)]
    return [words for words in (remark(row, language), *row.notes, *orders) if words]


def _line(pieces: Iterable[Piece], screen: Console, *, shorten: bool = False) -> Text:
    shown = shortened(pieces) if shorten else tuple(pieces)
    if not screen.is_terminal:
        return Text(marked(shown))
    return Text.assemble(*((piece.text, _STYLES[piece.change]) for piece in shown))


def _grid(table: TableChange, screen: Console) -> Table:
    """The heads of a table's columns and its rows that changed, drawn."""
    return _ruled(excerpt(table), screen)


def _ruled(table: TableChange, screen: Console, *, width: int | None = PIPE_WIDTH) -> Table:
    made = Table(show_header=False, show_lines=True, width=None if screen.is_terminal else width)
    for _ in range(table.width):
        made.add_column(overflow="fold")
    for row in table.rows:
        places = [Text() for _ in range(table.width)]
        for cell in row.cells:
            places[cell.column] = _line(cell.pieces, screen)
        made.add_row(*places)
    return made


def print_table(act: Act, line: Redline) -> None:
    """The comparison table in three columns."""
    screen = console()
    _print_over(screen, act, line)
    said = redline_words(line.after.language)
    made = Table(show_lines=True, header_style="bold", width=None if screen.is_terminal else PIPE_WIDTH)
    for title in (said.in_force, said.proposed, said.words):
        made.add_column(title, ratio=1, overflow="fold")
    for row in table_rows(act, line):
        old, new = (
            [_printed(part, screen) for part in side] or [Text(row.empty)] for side in (row.before, row.after)
        )
        made.add_row(Group(Text(row.name, "bold"), *old), Group(*new), Text("\n".join(row.said)))
    screen.print(made)


def _printed(part: Printed, screen: Console) -> Text | Table:
    return _ruled(part, screen, width=None) if isinstance(part, TableChange) else _line(part, screen)


def rendered(act: Act, line: Redline, form: str, as_table: bool) -> str | bytes:
    """A redline or a comparison table as html (words) or docx (bytes)."""
    if form == "html":
        from pipeline.publish.redline_html import comparison_html, redline_html

        return comparison_html(act, line) if as_table else redline_html(act, line)
    from pipeline.publish.comparison_docx import comparison_docx
    from pipeline.publish.redline_docx import redline_docx

    return comparison_docx(act, line) if as_table else redline_docx(act, line)
