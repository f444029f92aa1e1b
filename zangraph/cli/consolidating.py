"""`consolidate`, `verify`, `diff`: an act from its orders without a corpus, its proof, its redline."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from pipeline.compare.redline import Redline, redline
from pipeline.model.acts import Language
from pipeline.model.editions import Act
from pipeline.publish.view import EditionView, edition_of, edition_on
from zangraph import comparing
from zangraph.cli.acts import LANGUAGES, find_provision, show_act
from zangraph.cli.common import Day, Failure, emit, format_option, opened, out_option, the_act, today
from zangraph.replaying import Given, MismatchError, published_days, read_given, replay, second_order

_GIVEN = click.argument("base", metavar="BASE", type=click.Path(path_type=Path))
_ORDERS = click.argument("amending", metavar="AMENDING…", nargs=-1, required=True, type=click.Path(path_type=Path))
_PUBLISHED = click.option(
    "--published", multiple=True, metavar="FILE=DATE", help="Day of first official publication of a given file."
)


@click.command(epilog="Example: zangraph consolidate rules.ru.txt order-1.ru.txt order-2.ru.txt --on 2022-06-01")
@_GIVEN
@_ORDERS
@click.option("--on", type=Day(), default=None, help="The text in force on this day (default: the newest known).")
@_PUBLISHED
@format_option("text", "md", "html", "docx", "akn", "json")
def consolidate(
    base: Path, amending: tuple[Path, ...], on: dt.date | None, published: tuple[str, ...], form: str
) -> None:
    """Apply orders to the text of an act, without a corpus.

    The edition goes to stdout with its honest label, the ledger of what became of every operation to stderr.
    """
    given = _given(base, amending, published)
    act, view = _replayed(given, on)
    show_act(act, view, form)
    if form != "json":
        comparing.print_ledger(act, today(), second_order(given))


@click.command(epilog="Example: zangraph verify rules.ru.txt order-1.ru.txt order-2.ru.txt --official edition.ru.txt")
@_GIVEN
@_ORDERS
@click.option("--official", required=True, type=click.Path(path_type=Path), help="The official consolidated edition.")
@click.option("--on", type=Day(), default=None, help="Replay up to this day (default: everything given).")
@_PUBLISHED
@format_option("text", "json")
def verify(
    base: Path, amending: tuple[Path, ...], official: Path, on: dt.date | None, published: tuple[str, ...], form: str
) -> None:
    """Replay orders on a text and compare with the official consolidated edition, provision by provision.

    Exit 0 when every provision is the same and the edition's notes tell the same history, 1 when not.
    """
    given = _given(base, amending, published)
    act, view = _replayed(given, on)
    try:
        theirs = replay(given.edition(official))
    except MismatchError as error:
        raise Failure(str(error)) from None
    edition = edition_on(theirs, given.language)
    assert edition is not None
    found = comparing.verification(act, view, theirs, edition)
    if form == "json":
        emit(comparing.verification_json(found, today()))
    else:
        comparing.print_verification(found)
    if not found.proven:
        raise click.exceptions.Exit(1)


@click.command(
    epilog="Example: zangraph diff 360/2017-10-25 annex/point:9 --from 2024-01-01 --to 2025-01-01 --format html"
)
@click.argument("act", metavar="ACT")
@click.argument("address", required=False)
@click.option("--from", "since", type=Day(), required=True, help="The earlier day.")
@click.option("--to", "until", type=Day(), required=True, help="The later day.")
@click.option("--lang", type=LANGUAGES, default=None, help="Language (default: that of the text there is).")
@click.option("--table", is_flag=True, help="A comparison table in three columns instead of a redline.")
@out_option
@format_option("text", "html", "docx", "json")
def diff(
    act: str, address: str | None, since: dt.date, until: dt.date, lang: Language | None, table: bool,
    out: Path | None, form: str,
) -> None:  # fmt: skip
    """Show what changed in an act, or in one provision of it, between two days.

    text and json tell the provisions that changed; html and docx are the whole act with the changes marked, in docx
    as tracked changes. With --table: in force, proposed, changed words, as drafters compare.
    """
    if since > until:
        raise Failure(f"--from {since} is later than --to {until}")
    with opened(out) as (ledger, _):
        found = the_act(ledger, act)
    edition = edition_of(found, lang)
    if edition is None:
        raise Failure(f"{found.act}: no text in {lang or 'any language'} is in the corpus")
    place = find_provision(edition.provisions, address, found).address if address else None
    line = redline(found, edition.language, since, until, place)
    assert line is not None
    _print_redline(found, line, form, table)


def _print_redline(act: Act, line: Redline, form: str, table: bool) -> None:
    if form == "json":
        emit(comparing.redline_json(act, line))
        return
    if form == "text":
        comparing.print_table(act, line) if table else comparing.print_redline(act, line)
        return
    content = comparing.rendered(act, line, form, table)
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        click.echo(content)


def _given(base: Path, amending: tuple[Path, ...], published: tuple[str, ...]) -> Given:
    try:
        return read_given(base, amending, published_days(published, (base, *amending)))
    except MismatchError as error:
        raise Failure(str(error)) from None


def _replayed(given: Given, on: dt.date | None) -> tuple[Act, EditionView]:
    act = replay(given)
    view = edition_on(act, given.language, on)
    assert view is not None
    return act, view
