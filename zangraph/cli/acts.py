"""`acts`, `show`, `history`: what the build holds, what it says, who changed it."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from pipeline.address import Address, AddressError
from pipeline.model.acts import ActRef, Language
from pipeline.model.editions import Act, Edition, HistoryEvent, Label, ProvisionHistory, Standing
from pipeline.publish.view import EditionView, edition_of, edition_on, known_on, label_text, version_on
from zangraph import views
from zangraph.assembling import as_known
from zangraph.cli.common import Day, Failure, console, emit, format_option, opened, out_option, table, the_act, today
from zangraph.shown import act_json, whole

LANGUAGES = click.Choice(["kk", "ru"])
_FORMATS = ("text", "md", "html", "docx", "akn", "json")


@click.command(epilog="Example: zangraph acts --format json")
@out_option
@format_option("text", "json")
def acts(out: Path | None, form: str) -> None:
    """Every act of the build: whole texts, fragments, and those known by citation only."""
    with opened(out) as (ledger, _):
        held = ledger.acts()
    if form == "json":
        emit({"acts": [views.act_row(act) for act in held]})
        return
    rows = [
        (act.act, act.label, ", ".join(e.language for e in act.editions), len(act.operations) or "", _title(act))
        for act in held
        if act.label is not Label.REFERENCE
    ]
    screen = console()
    screen.print(table("Acts", ("act", "label", "languages", "operations", "title"), rows))
    counts = Counter(reference.act for act in held for reference in all_references(act))
    known = [(act.act, counts[act.act], _title(act)) for act in held if act.label is Label.REFERENCE]
    screen.print(table("Known by reference only", ("act", "cited", "title"), known))


def _title(act: Act) -> str:
    return act.titles[0][1] if act.titles else ""


def all_references(act: Act) -> Iterator[ActRef]:
    """Every reference an act makes: legal basis, provisions, cards."""
    yield from act.legal_basis
    yield from (reference for _, reference in act.citations)
    for card in act.cards:
        for function in card.functions:
            for task in function.tasks:
                yield from task.citations
        yield from card.ks_citations


@click.command(epilog="Example: zangraph show 360/2017-10-25 annex/point:9 --on 2025-01-01")
@click.argument("act", metavar="ACT")
@click.argument("address", required=False)
@click.option("--on", type=Day(), default=None, help="The text in force on this day (default: the newest known).")
@click.option("--known", type=Day(), default=None, help="As it could be known on this day.")
@click.option("--lang", type=LANGUAGES, default=None, help="Language (default: that of the text there is).")
@out_option
@format_option(*_FORMATS)
def show(
    act: str, address: str | None, on: dt.date | None, known: dt.date | None, lang: Language | None,
    out: Path | None, form: str,
) -> None:  # fmt: skip
    """Show an act, or one provision of it, with its notes and the honest label over it."""
    with opened(out) as (ledger, _):
        found = the_act(ledger, act)
        if known is not None:
            found = as_known(found, ledger.documents().values(), known)
        others = ledger.acts() if form == "akn" else []
    edition = edition_of(found, lang)
    if edition is None:
        languages = ", ".join(e.language for e in found.editions) or "no language"
        raise Failure(f"{found.act}: no text in {lang or 'any language'} is in the corpus (there is {languages})")
    view = edition_on(found, edition.language, on, known)
    assert view is not None
    if address:
        _show_provision(found, edition, view, address, on, known, form)
    else:
        show_act(found, view, form, others)


def find_provision(provisions: Iterable[ProvisionHistory], address: str, act: Act) -> ProvisionHistory:
    """The provision a person means by an address or the end of one. Fails with those that come near."""
    try:
        wanted = str(Address.parse(address))
    except AddressError as error:
        raise Failure(str(error)) from None
    provisions = list(provisions)
    exact = next((history for history in provisions if history.address == wanted), None)
    if exact is not None:
        return exact
    short = [history for history in provisions if history.address.endswith("/" + wanted)]
    if len(short) == 1:
        return short[0]
    near = ", ".join(history.address for history in short[:5])
    raise Failure(f"{act.act} has no {wanted}" + (f"; there are {near}" if near else ""))


def _show_provision(
    act: Act, edition: Edition, view: EditionView, address: str, on: dt.date | None, known: dt.date | None, form: str
) -> None:
    history = find_provision(known_on(act, edition, known).provisions, address, act)
    shown = next(item for item in view.provisions if item.address == history.address)
    version = version_on(history, on)
    text, spans = whole(shown, view)
    if form == "json":
        emit(
            {
                "act": act.act,
                "address": history.address,
                "language": edition.language,
                "on": views.day(on),
                "text": text,
                "heading": shown.heading,
                "status": shown.standing,
                "in_force": views.in_force(shown.in_force),
                "in_force_from": views.day(shown.in_force.from_) if shown.in_force else None,
                "in_force_until": views.day(shown.until.from_) if shown.until else None,
                "label": label_text(view),
                "operation": views.operation_ref(shown.operation),
                "versions": [views.version(v) for v in history.versions],
                "notes": [*history.notes, *([version.note] if version is not None and version.note else [])],
                "spans": views.spans(spans),
                "overrides": [views.decision(decision) for decision in act.decisions],
            }
        )
        return
    if form != "text":
        raise Failure(f"one provision is shown as text or json; {form} is for whole acts")
    screen = console()
    screen.print(f"[bold]{act.act}[/bold]  {history.address}  [dim]({edition.language})[/dim]".replace("\\", ""))
    screen.print(f"{label_text(view, edition.language)}\n", style="italic", markup=False)
    screen.print(text or _empty(shown.standing, edition.language), markup=False)
    for note in [*history.notes, *([shown.note] if shown.note else [])]:
        screen.print(f"\n{note}", style="dim", markup=False)
    if shown.operation is not None:
        operation = next(
            (o for order, o in act.operations if order == shown.operation.act and o.n == shown.operation.n), None
        )
        if operation is not None:
            lines = f"{operation.clause.lines[0]}–{operation.clause.lines[1]}"
            screen.print(f"\n{shown.operation.act}, operation {operation.n}, lines {lines}:", markup=False)
            screen.print(f"  «{operation.clause.text}»", markup=False)
            for decision in act.decisions:
                if decision.act == shown.operation.act and decision.lines == operation.clause.lines:
                    screen.print(f"  decided by a person: {views.decision_line(decision)}", markup=False)


_EMPTY = {
    Standing.DELETED: {"kk": "алып тасталған", "ru": "исключено"},
    Standing.REPEALED: {"kk": "күші жойылған", "ru": "утратило силу"},
    Standing.UNKNOWN: {"kk": "мәтіні корпуста жоқ", "ru": "текста нет в корпусе"},
    Standing.PENDING: {"kk": "әлі қолданысқа енгізілмеген", "ru": "ещё не введено в действие"},
}


def _empty(standing: Standing, language: str) -> str:
    return f"[{_EMPTY.get(standing, {}).get(language, standing)}]"


def show_act(act: Act, view: EditionView, form: str, others: Iterable[Act] = ()) -> None:
    """Print a whole act in a format; json is «a whole act» of the contract.

    `others` are the acts of the build: Akoma Ntoso says what the act changes in them.
    """
    if form == "json":
        emit(act_json(act, view, today()))
        return
    from zangraph.renderings import ordered, render

    content = render(act, view, form, ordered(others).get(act.act, ()))
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        click.echo(content)
    if form == "text":
        for decision in act.decisions:
            click.echo(f"decided by a person: {views.decision_line(decision)}")


@click.command(epilog="Example: zangraph history 1042/2015-12-28")
@click.argument("act", metavar="ACT")
@click.argument("address", required=False)
@out_option
@format_option("text", "json")
def history(act: str, address: str | None, out: Path | None, form: str) -> None:
    """Who changed an act (or one provision of it), when, and how."""
    with opened(out) as (ledger, _):
        found = the_act(ledger, act)
    events = [event for event in found.events if not address or any(_touches(t, address) for t in event.targets)]
    if form == "json":
        answer: dict[str, object] = {"act": found.act, "events": [views.history_event(event) for event in events]}
        if address:
            answer["versions"] = [
                {"language": edition.language, **views.provision_history(history)}
                for edition in found.editions
                for history in edition.provisions
                if history.address == address
            ]
        emit(answer)
        return
    rows = [
        (event.date, event.number, event.action, views.told_targets(event),
         event.act or "not in the corpus", _when(event), event.source)
        for event in events
    ]  # fmt: skip
    columns = ("date", "number", "action", "targets", "act", "in force", "known from")
    console().print(table(f"{found.act}: {len(events)} events", columns, rows))


def _when(event: HistoryEvent) -> str:
    return views.rule_words(event.in_force) if event.in_force is not None else ""


def _touches(target: str, address: str) -> bool:
    return target == address or target.startswith(address + "/") or address.startswith(target + "/") or target == ""
