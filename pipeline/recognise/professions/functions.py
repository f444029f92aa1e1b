"""Labour functions of a card: which lists belong to which task, which tasks to which function.

In a flattened card the labels of tasks and functions are centred beside the lists they belong to and land anywhere
among their lines; their order is kept. So the k-th pair of skills and knowledge is that of the k-th task, and a
function begins where the numbers of tasks begin again.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.model.acts import ActRef
from pipeline.model.professions import LabourFunction, Task
from pipeline.recognise.professions.draft import Draft, Title
from pipeline.recognise.professions.items import ItemList
from pipeline.recognise.professions.labels import Field
from pipeline.recognise.references import find_references


@dataclass(frozen=True, slots=True)
class Functions:
    """The functions as read and what is doubtful about them."""

    functions: tuple[LabourFunction, ...]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Pair:
    skills: ItemList | None = None
    knowledge: ItemList | None = None

    @property
    def lists(self) -> list[ItemList]:
        return [each for each in (self.skills, self.knowledge) if each is not None]


def read_functions(draft: Draft) -> Functions:
    """The functions of a card with their tasks, items and citations."""
    doubts: list[str] = []
    functions = _titles(draft, Field.FUNCTION)
    pairs = _pairs(draft.lists.found)
    tasks = _titles(draft, Field.TASK, len(pairs)) or _titles(draft, Field.SKILL, len(pairs))
    if not tasks and 1 < len(functions) == len(pairs):
        return Functions(_without_tasks(draft, functions, pairs, doubts), tuple(doubts))
    if len(pairs) != len(tasks):
        doubts.append(f"{len(tasks)} labels of tasks for {len(pairs)} pairs of skills and knowledge")
    groups = _groups(tasks, functions, len(pairs), doubts)
    made: list[LabourFunction] = []
    for place, group in enumerate(groups):
        title = functions[place] if place < len(functions) else None
        number = title.number if title is not None and title.number is not None else place + 1
        held = [_task(draft, tasks, pairs, at, step, number, doubts) for step, at in enumerate(group, start=1)]
        made.append(LabourFunction(number, draft.join(title.lines) if title else "", tuple(held)))
    return Functions(tuple(made), tuple(doubts))


def _without_tasks(
    draft: Draft, functions: list[Title], pairs: list[_Pair], doubts: list[str]
) -> tuple[LabourFunction, ...]:
    """The functions of the first standards, which have no tasks: what they ask for is kept as that of one task."""
    made: list[LabourFunction] = []
    for place, title in enumerate(functions):
        number = title.number if title.number is not None else place + 1
        task = _task(draft, [], [pairs[place]], 0, 1, number, doubts)
        made.append(LabourFunction(number, draft.join(title.lines), (replace(task, title=draft.join(title.lines)),)))
    return tuple(made)


def _titles(draft: Draft, field: Field, expected: int | None = None) -> list[Title]:
    """The labels of one field in order; one printed again at the top of a page counts once.

    Where there are as many labels as `expected`, none is a repetition, whatever their words.
    """
    found = [title for title in draft.titles if title.field is field]
    if len(found) == expected:
        return found
    kept: list[Title] = []
    for title in found:
        if not (kept and _again(title, kept[-1], draft)):
            kept.append(title)
    return kept


def _again(title: Title, before: Title, draft: Draft) -> bool:
    """Whether a label repeats the one before it."""
    same = title.number is not None and title.number == before.number
    return same and (not title.lines or draft.join(title.lines) == draft.join(before.lines))


def _pairs(lists: list[ItemList]) -> list[_Pair]:
    pairs: list[_Pair] = []
    for each in lists:
        if not each.items:
            continue
        if each.kind is Field.SKILLS:
            pairs.append(_Pair(skills=each))
        elif pairs and pairs[-1].knowledge is None:
            pairs[-1].knowledge = each
        else:
            pairs.append(_Pair(knowledge=each))
    return pairs


def _groups(tasks: list[Title], functions: list[Title], pairs: int, doubts: list[str]) -> list[list[int]]:
    """The places of the tasks of each function."""
    count = max(len(tasks), pairs)
    by_number = _by_numbers(tasks, count)
    if len(by_number) == len(functions):
        return by_number
    if not functions:
        doubts.append("no label of a labour function is on the page")
        return by_number
    by_place = _by_place(tasks, functions, count)
    if by_place is not None:
        return by_place
    doubts.append(f"{len(functions)} labels of functions for {len(by_number)} runs of task numbers")
    return by_number


def _by_numbers(tasks: list[Title], count: int) -> list[list[int]]:
    """A function begins with the first task, with every task numbered 1 or lower than the last, or not numbered."""
    groups: list[list[int]] = []
    before = 0
    for at in range(count):
        number = tasks[at].number if at < len(tasks) else before + 1
        if not groups or number is None or number <= before:
            groups.append([])
        groups[-1].append(at)
        before = number if number is not None else 0
    return groups


def _by_place(tasks: list[Title], functions: list[Title], count: int) -> list[list[int]] | None:
    """Tasks by the function printed above them, where every function has one below it before the next."""
    groups: list[list[int]] = []
    for place, function in enumerate(functions):
        until = functions[place + 1].order if place + 1 < len(functions) else float("inf")
        groups.append([at for at, task in enumerate(tasks) if function.order < task.order < until])
    found = [at for group in groups for at in group]
    return groups if all(groups) and found == list(range(count)) else None


def _task(
    draft: Draft, tasks: list[Title], pairs: list[_Pair], at: int, step: int, function: int, doubts: list[str]
) -> Task:
    title = tasks[at] if at < len(tasks) else None
    pair = pairs[at] if at < len(pairs) else _Pair()
    number = title.number if title is not None and title.number is not None else step
    doubts += _list_doubts(pair, number, function)
    skills = pair.skills.texts(draft.join) if pair.skills else ()
    knowledge = pair.knowledge.texts(draft.join) if pair.knowledge else ()
    lines = [line for each in pair.lists for line in each.lines]
    numbers = [number for line in lines for number in (line.number, line.last)]
    numbers = numbers or [title.at if title else draft.first_line]
    return Task(
        n=number,
        title=draft.join(title.lines) if title else "",
        skills=skills,
        knowledge=knowledge,
        citations=_citations(knowledge, draft),
        lines=(min(numbers), max(numbers)),
    )


def _list_doubts(pair: _Pair, task: int, function: int) -> list[str]:
    where = f"function {function}, task {task}"
    named = {"skills": pair.skills, "knowledge": pair.knowledge}
    doubts = [f"{where}: no {name} on the page" for name, each in named.items() if each is None]
    for name, each in named.items():
        if each is not None:
            doubts += (
                []
                if each.labelled
                else [f"{where}: the label of its {name} is not on the page, numbering begins again"]
            )
            doubts += [f"{where}, {name}: {doubt}" for doubt in each.doubts]
    return doubts


def _citations(knowledge: tuple[str, ...], draft: Draft) -> tuple[ActRef, ...]:
    """The acts that the knowledge items name, each once, in order."""
    found: dict[str, ActRef] = {}
    for item in knowledge:
        for reference in find_references(item, draft.language):
            found.setdefault(reference.act, reference)
    return tuple(found.values())
