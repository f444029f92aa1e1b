"""What a build holds, and what in it needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from pipeline.clean import repair_counts
from pipeline.model.acts import Rule
from pipeline.model.editions import Act, Document, Standing
from pipeline.model.operations import Status
from zangraph.reading import Refusal

NEEDS_A_PERSON = frozenset(
    {
        Status.TARGET_MISSING,
        Status.WORDS_MISSING,
        Status.WRONG_COUNT,
        Status.AMBIGUOUS,
        Status.UNPARSED,
        Status.OUT_OF_SCOPE,
        Status.BASE_MISSING,
    }
)
"""Outcomes that leave a text other than the clause ordered."""


class Summary(Struct, frozen=True):
    """The figures of a build, and one line for each thing a person should look at."""

    documents: int
    refused: tuple[str, ...]
    parsed: tuple[str, ...]
    rebuilt: tuple[str, ...]
    acts: dict[str, int]
    operations: dict[str, int]
    provisions: int
    versions: int
    cards: int
    functions: int
    tasks: int
    position_rows: int
    positions: int
    requirements: int
    citations: int
    cited_acts: int
    quads: int
    repairs: dict[str, int]
    characters: int
    accounted: float
    overrides: dict[str, int]
    needs_a_person: tuple[str, ...]


def summarise(
    documents: Sequence[Document],
    acts: Sequence[Act],
    refused: Iterable[Refusal],
    parsed: Iterable[str],
    rebuilt: Iterable[str],
    quads: int,
    misplaced: Sequence[str] = (),
) -> Summary:
    """Count everything once; `misplaced` are the override entries that belong to no document."""
    repairs: Counter[str] = Counter()
    for document in documents:
        repairs.update(repair_counts(document.repairs))
    cards = [card for act in acts for card in act.cards]
    tasks = [task for card in cards for function in card.functions for task in function.tasks]
    cited = [reference for act in acts for reference in act.legal_basis]
    cited += [reference for act in acts for _, reference in act.citations]
    cited += [reference for task in tasks for reference in task.citations]
    cited += [reference for card in cards for reference in card.ks_citations]
    known = [
        history
        for act in acts
        for edition in act.editions
        for history in edition.provisions
        if history.versions and history.versions[-1].standing is not Standing.UNKNOWN
    ]
    total = sum(document.accounting.total for document in documents)
    lost = sum(document.accounting.unrecognised for document in documents)
    return Summary(
        documents=len(documents),
        refused=tuple(map(str, refused)),
        parsed=tuple(parsed),
        rebuilt=tuple(rebuilt),
        acts=dict(Counter(str(act.label) for act in acts)),
        operations=dict(
            Counter(str(o.outcome.status) for act in acts for _, o in act.operations if o.outcome is not None)
        ),
        provisions=len(known),
        versions=sum(len(history.versions) for history in known),
        cards=len(cards),
        functions=sum(len(card.functions) for card in cards),
        tasks=len(tasks),
        position_rows=sum(len(act.positions) for act in acts),
        positions=sum(len(row.positions) for act in acts for row in act.positions),
        requirements=len(requirements(acts)),
        citations=len(cited),
        cited_acts=len({reference.act for reference in cited}),
        quads=quads,
        repairs=dict(sorted(repairs.items())),
        characters=total,
        accounted=1.0 if not total else (total - lost) / total,
        overrides=_overrides(documents, misplaced),
        needs_a_person=tuple(person_lines(documents, acts, misplaced)),
    )


def _overrides(documents: Iterable[Document], misplaced: Sequence[str]) -> dict[str, int]:
    """How many decisions of a person are in use, by kind, and how many are not."""
    counts = Counter(
        f"{decision.kind} decided" if decision.failure is None else "not used"
        for document in documents
        for decision in document.decisions
    )
    counts["not used"] += len(misplaced)
    return {name: count for name, count in sorted(counts.items()) if count}


def requirements(acts: Iterable[Act]) -> list[object]:
    """Every requirement: of provisions and of cards."""
    return [row for act in acts for row in (*act.requirements, *(r for card in act.cards for r in card.requirements))]


def _disagreements(documents: Iterable[Document]) -> Iterable[str]:
    """Where the two texts of one amending act order different things."""
    texts: dict[str, dict[str, Document]] = {}
    for document in documents:
        if document.operations:
            texts.setdefault(str(document.identity.key), {})[document.identity.language] = document
    for key, found in texts.items():
        if len(found) > 1:
            from pipeline.recognise.agreement import disagreements

            yield from (f"{key}: {line}" for line in disagreements(found["kk"], found["ru"]))


def person_lines(documents: Iterable[Document], acts: Iterable[Act], misplaced: Iterable[str] = ()) -> Iterable[str]:
    """One line for each thing that a person should look at, most serious first.

    `misplaced` are the override entries that could not be read or name no document.
    """
    lines: list[tuple[int, str]] = [(1, line) for line in misplaced]
    for act in acts:
        for order, operation in act.operations:
            if operation.outcome is not None and operation.outcome.status in NEEDS_A_PERSON:
                where = f"{order} n {operation.n}, lines {operation.clause.lines[0]}–{operation.clause.lines[1]}"
                detail = f": {operation.outcome.detail}" if operation.outcome.detail else ""
                lines.append((0, f"{where}: {operation.outcome.status}{detail}"))
        lines += [(1, f"{act.act}: {finding}") for finding in act.findings]
        if any(o.in_force is None or o.in_force.from_ is None for _, o in act.operations):
            rules = {str(o.in_force.rule) if o.in_force else str(Rule.UNKNOWN) for _, o in act.operations}
            lines.append(
                (4, f"{act.act}: in-force days not determined ({', '.join(sorted(rules))}): no publication date")
            )
    documents = list(documents)
    lines += [(1, line) for line in _disagreements(documents)]
    for document in documents:
        for decision in document.decisions:
            if decision.failure is not None:
                lines.append((1, f"{decision.entry}: not used for {decision.file}: {decision.failure}"))
        for text in document.unrecognised:
            lines.append(
                (2, f"{document.path}, lines {text.lines[0]}–{text.lines[1]}: {text.reason}: «{text.text[:60]}»")
            )
        lines += [(3, f"{document.path}: {warning}") for warning in document.warnings]
        for repair in document.repairs:
            if not repair.made:
                lines.append(
                    (3, f"{document.path}, line {repair.line}: {repair.stage}, not certain: «{repair.before[:60]}»")
                )
        for card in document.cards:
            lines += [(3, f"{document.path}, card «{card.name}»: {doubt}") for doubt in card.doubts]
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]
