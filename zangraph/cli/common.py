"""What the commands share: options, places, output for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec
from rich.console import Console
from rich.table import Table

from pipeline.model.editions import Act
from zangraph.ledger import Ledger, LedgerError
from zangraph.lookup import UnknownActError, find
from zangraph.settings import Places, places

PIPE_WIDTH = 140

Command = TypeVar("Command", bound=Callable[..., Any])


class Failure(Exception):  # noqa: N818
    """Something that stops a command: one line for a person."""


def format_option(*formats: str, default: str | None = None) -> Callable[[Command], Command]:
    """`--format`, the first being what people read."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=default or formats[0], show_default=True,
        help="What to print; json is for programs.",
    )  # fmt: skip


def out_option(command: Command) -> Command:
    """`--out`: where the built state is."""
    return click.option(
        "--out", type=click.Path(path_type=Path), default=None,
        help="Folder of the built state (default: build/ of the checkout, or ZANGRAPH_OUT).",
    )(command)  # fmt: skip


class Day(click.ParamType[dt.date]):
    """A calendar day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the day, or fail naming what was given."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write YYYY-MM-DD, e.g. 2024-08-26", param, ctx)


def today() -> dt.date:
    """The clock of the command line."""
    return dt.date.today()


def emit(value: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def emit_line(value: Any) -> None:
    """One JSON object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def console() -> Console:
    """The console for people: colours only on a terminal; a pipe gets lines of a readable width."""
    plain = Console(highlight=False)
    return plain if plain.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A table for people."""
    made = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    return made


@contextmanager
def opened(out: Path | None) -> Iterator[tuple[Ledger, Places]]:
    """The ledger of a built state. Fails with one line when nothing is built there."""
    where = places(out=out)
    if not where.ledger.is_file():
        raise Failure(f"{where.out}: nothing is built here yet; run `zangraph build` first")
    try:
        ledger = Ledger(where.ledger)
    except LedgerError as error:
        raise Failure(str(error)) from None
    try:
        yield ledger, where
    except msgspec.MsgspecError:
        raise Failure(f"{where.out}: built by another version of the program; run `zangraph build` again") from None
    finally:
        ledger.close()


def the_act(ledger: Ledger, words: str) -> Act:
    """The act a person names. Fails with the candidates."""
    try:
        return find(ledger.acts(), words)
    except UnknownActError as error:
        raise Failure(str(error)) from None
