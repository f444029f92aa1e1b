"""`draft`: from two texts to the order between them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from pipeline.model.acts import Language
from zangraph import views
from zangraph.cli.common import Day, Failure, emit, format_option
from zangraph.cli.reading import a_document


@click.command(epilog="Example: zangraph draft rules-now.txt rules-proposed.txt --lang ru > order.txt")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["kk", "ru"]), default=None, help="Language (default: that of the texts).")
@click.option("--date", type=Day(), default=None, help="The day of the order (default: left open).")
@click.option("--number", default=None, help="The number of the order (default: left open).")
@format_option("text", "md", "json")
def draft(
    old: Path, new: Path, lang: Language | None, date: dt.date | None, number: str | None, form: str
) -> None:  # fmt: skip
    """Write the amending order that turns one text of an act into another."""
    from pipeline.drafting import NothingToDraftError, draft_order

    before, after = a_document(old), a_document(new)
    try:
        made = draft_order(before, after, lang or before.identity.language, date=date, number=number)
    except NothingToDraftError as error:
        raise Failure(str(error)) from None
    if form == "json":
        changes = [{**views.draft(change.draft), "text": change.payload} for change in made.changes]
        emit({"act": str(before.identity.key), "text": made.text, "operations": changes})
        return
    if form == "text" and made.flattened:
        click.echo("zangraph: plain text loses merged cells and lines within cells; --format md keeps them", err=True)
    click.echo(made.markdown if form == "md" else made.text, nl=False)
