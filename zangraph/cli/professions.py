"""`cards`, `positions`, `requirements`, `cites`, `cited-by`: the professional side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from pipeline.model.acts import ActRef
from pipeline.model.editions import Act
from pipeline.model.professions import Card, Requirement
from zangraph import views
from zangraph.cli.common import Failure, console, emit, format_option, opened, out_option, table, the_act
from zangraph.lookup import UnknownActError, find


@click.command(epilog='Example: zangraph cards "Консультант по занятости"')
@click.argument("name", required=False, metavar="[CARD]")
@out_option
@format_option("text", "json")
def cards(name: str | None, out: Path | None, form: str) -> None:
    """Profession cards: all of them, or one by (the beginning of) its name or code."""
    with opened(out) as (ledger, _):
        found = [card for act in ledger.acts() for card in act.cards if name is None or _named(card, name)]
    if name is not None and not found:
        raise Failure(f"«{name}» is no card of this build; `zangraph cards` lists those that are")
    if form == "json":
        emit({"cards": [views.card(card) for card in found]})
        return
    if name is None:
        rows = [
            (c.name, c.code, "–".join(map(str, c.ork_levels)), len(c.functions), _tasks(c), _cited(c), c.act)
            for c in found
        ]
        console().print(
            table("Profession cards", ("card", "code", "ОРК", "functions", "tasks", "acts cited", "act"), rows)
        )
        return
    for card in found:
        _print_card(card)


def _tasks(card: Card) -> int:
    return sum(len(function.tasks) for function in card.functions)


def _cited(card: Card) -> int:
    return len({reference.act for reference in _card_citations(card)})


def _named(card: Card, words: str) -> bool:
    return card.name.lower().startswith(words.lower()) or card.code == words


def _card_citations(card: Card) -> Iterator[ActRef]:
    for function in card.functions:
        for task in function.tasks:
            yield from task.citations
    yield from card.ks_citations


def _print_card(card: Card) -> None:
    out = console()
    out.print(f"[bold]{card.name}[/bold]  {card.code or 'no code'}  ОРК {', '.join(map(str, card.ork_levels))}")
    out.print(f"{card.act}, lines {card.lines[0]}–{card.lines[1]}")
    for function in card.functions:
        out.print(f"\n[bold]{function.n}. {function.title}[/bold]", highlight=False)
        for task in function.tasks:
            out.print(f"  [bold]{function.n}.{task.n} {task.title}[/bold]")
            for item in task.skills:
                out.print(f"    · {item}", markup=False)
            for item in task.knowledge:
                out.print(f"    – {item}", markup=False)
            for reference in task.citations:
                out.print(f"    § {reference.act}  {reference.title or ''}", markup=False)
    if card.ks:
        out.print(f"\nКС: {'; '.join(card.ks)}", markup=False)
    for related in card.related_professions:
        out.print(f"ОРК {related.level}: {related.name}", markup=False)
    for doubt in card.doubts:
        out.print(f"doubt: {doubt}", style="yellow", markup=False)


@click.command(epilog="Example: zangraph positions --block B")
@click.option("--block", type=click.Choice(["A", "B", "C", "D"]), default=None, help="One block only.")
@out_option
@format_option("text", "json")
def positions(block: str | None, out: Path | None, form: str) -> None:
    """The rows of the registers of positions: block, zveno, step, sector and every post."""
    with opened(out) as (ledger, _):
        rows = [row for act in ledger.acts() for row in act.positions if block in (None, row.block)]
    if form == "json":
        emit({"positions": [views.position(row) for row in rows]})
        return
    shown = [
        (r.block, f"{r.zveno or '?'}{' (supplied)' if r.zveno_supplied else ''}",
         f"{r.step or ''}{' (supplied)' if r.step_supplied else ''}", r.sector or r.institution, r.category,
         "\n".join(r.positions))
        for r in rows
    ]  # fmt: skip
    console().print(table("Positions", ("block", "zveno", "step", "sector or whose", "category", "posts"), shown))


@click.command(epilog="Example: zangraph requirements --min-years 3")
@click.option(
    "--min-years", type=click.IntRange(0), default=None, help="Only those asking for at least so many years."
)
@out_option
@format_option("text", "json")
def requirements(min_years: int | None, out: Path | None, form: str) -> None:
    """Qualification requirements of provisions and cards."""
    with opened(out) as (ledger, _):
        rows = [row for row in _requirements(ledger.acts()) if min_years is None or _asks(row, min_years)]
    if form == "json":
        emit({"requirements": [views.requirement(row) for row in rows]})
        return
    shown = [
        (f"{r.source.act} {r.source.address or ''}{r.source.card or ''}", r.skill_level, r.category,
         " or ".join(r.education), " or ".join(f"{e.min_years} y. {e.where or ''}" for e in r.experience))
        for r in rows
    ]  # fmt: skip
    console().print(table("Requirements", ("source", "level", "category", "education", "experience"), shown))


def _requirements(acts: Iterable[Act]) -> Iterator[Requirement]:
    for act in acts:
        yield from act.requirements
        for card in act.cards:
            yield from card.requirements


def _asks(row: Requirement, years: int) -> bool:
    return bool(row.experience) and min(e.min_years for e in row.experience) >= years


@click.command(epilog="Example: zangraph cites 360/2017-10-25")
@click.argument("source", metavar="ACT|CARD")
@out_option
@format_option("text", "json")
def cites(source: str, out: Path | None, form: str) -> None:
    """The acts that an act or a card cites, and how often."""
    with opened(out) as (ledger, _):
        acts = ledger.acts()
        cards_named = [card for act in acts for card in act.cards if _named(card, source)]
        if cards_named:
            name = cards_named[0].name
            references = [reference for card in cards_named for reference in _card_citations(card)]
        else:
            act = the_act(ledger, source)
            name, references = act.act, list(_act_citations(act))
        labels = {act.act: str(act.label) for act in acts}
    _print_citations(name, references, labels, form)


def _act_citations(act: Act) -> Iterator[ActRef]:
    yield from act.legal_basis
    for _, reference in act.citations:
        yield reference
    for card in act.cards:
        yield from _card_citations(card)


def _print_citations(name: str, references: list[ActRef], labels: dict[str, str], form: str) -> None:
    counts = Counter(reference.act for reference in references)
    first = {reference.act: reference for reference in reversed(references)}
    if form == "json":
        emit(
            {
                "source": name,
                "cites": [
                    {**views.reference(first[act]), "count": count, "label": labels.get(act, "reference")}
                    for act, count in counts.most_common()
                ],
            }
        )
        return
    rows = [(count, act, first[act].title, labels.get(act, "reference")) for act, count in counts.most_common()]
    console().print(table(f"{name} cites", ("times", "act", "title", "in the corpus"), rows))


@click.command("cited-by", epilog="Example: zangraph cited-by V1700016057")
@click.argument("act", metavar="ACT")
@out_option
@format_option("text", "json")
def cited_by(act: str, out: Path | None, form: str) -> None:
    """The provisions and tasks that cite an act; the act itself need not be in the corpus."""
    with opened(out) as (ledger, _):
        acts = ledger.acts()
    places = [place for one in acts for place in _places(one)]
    key = _key(acts, [reference for *_, reference in places], act)
    hits = [(source, place, reference) for source, place, reference in places if reference.act == key]
    if form == "json":
        emit({"act": key, "cited_by": [{"act": s, "place": p, "text": r.text} for s, p, r in hits]})
        return
    console().print(table(f"{key} is cited by", ("act", "place", "words"), [(s, p, r.text[:90]) for s, p, r in hits]))


def _places(act: Act) -> Iterator[tuple[str, str, ActRef]]:
    for reference in act.legal_basis:
        yield act.act, "preamble", reference
    for address, reference in act.citations:
        yield act.act, address, reference
    for card in act.cards:
        for function in card.functions:
            for task in function.tasks:
                for reference in task.citations:
                    yield act.act, f"card «{card.name}», function {function.n}, task {task.n}", reference
        for reference in card.ks_citations:
            yield act.act, f"card «{card.name}», КС", reference


def _key(acts: list[Act], references: list[ActRef], words: str) -> str:
    """The key of an act of the build, or of one that is only cited."""
    cited = {reference.act: reference for reference in references}
    if words in cited:
        return words
    try:
        return find(acts, words).act
    except UnknownActError as error:
        near = [
            key for key, ref in cited.items() if words in (ref.number, f"{ref.number}/{ref.date}", ref.registration)
        ]
        if len(near) == 1:
            return near[0]
        if near:
            raise Failure(f"«{words}» fits {len(near)} cited acts: {', '.join(near)}") from None
        raise Failure(str(error)) from None
