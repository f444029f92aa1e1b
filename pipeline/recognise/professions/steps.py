"""Steps and zvenos of a register where the page lost them: supplied from the order of those that are printed.

Steps run 1, 1-1, 2, 2-1 … or 1, 2, 3 … inside a zveno and begin again with 1 in the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.model.acts import Language
from pipeline.recognise.professions.cells import Cell
from pipeline.recognise.professions.heads import words
from pipeline.recognise.professions.signs import Step, order, printed
from pipeline.recognise.professions.splitting import paragraphs

FIRST: Step = (1, 0)
_LONGEST = 4
"""How many lost steps in a row are still looked for."""


def fill(cells: list[Cell], language: Language) -> list[Cell]:
    """The cells with every step that follows from its neighbours; two cells run into one are parted."""
    used = {order(cell.step) for cell in cells if cell.step is not None}
    if not used:
        return cells
    filled: list[Cell] = []
    run: list[Cell] = []
    before: Step | None = None
    for cell in cells:
        if cell.step is None:
            run.append(cell)
            continue
        here = order(cell.step)
        _supply(run, _between(before, here, len(run), used))
        filled += run
        if not run and before is not None and not _follows(before, here):
            filled += _parted(filled, before, here, used, language)
        run = []
        filled.append(cell)
        before = here
    _supply(run, _between(before, None, len(run), used))
    return filled + run


def _follows(one: Step, other: Step) -> bool:
    return other in (FIRST, (one[0], one[1] + 1), (one[0] + 1, 0))


def _between(before: Step | None, after: Step | None, count: int, used: Iterable[Step]) -> list[Step]:
    """The steps of `count` cells between two printed ones, empty where more than one answer fits."""
    if not 0 < count <= _LONGEST:
        return []
    chains: list[list[Step]] = [[]]
    for _ in range(count):
        longer: list[list[Step]] = []
        for chain in chains:
            last = chain[-1] if chain else before
            options = [FIRST] if last is None else [(last[0], last[1] + 1), (last[0] + 1, 0), FIRST]
            longer += [[*chain, option] for option in dict.fromkeys(options)]
        chains = longer
    fitting = [chain for chain in chains if after is None or _follows(chain[-1], after)]
    for choice in (_unbroken(fitting, before, after), fitting):
        known = [chain for chain in choice if set(chain) <= set(used)]
        if len(known) == 1 or len(choice) == 1:
            return known[0] if len(known) == 1 else choice[0]
    return []


def _unbroken(chains: list[list[Step]], before: Step | None, after: Step | None) -> list[list[Step]]:
    """The chains that rise all the way: no new zveno is supposed where none is needed."""

    def rises(chain: list[Step]) -> bool:
        steps = [step for step in (before, *chain, after) if step is not None]
        return all(one < other for one, other in pairwise(steps))

    return [chain for chain in chains if rises(chain)]


def _supply(run: list[Cell], steps: Sequence[Step]) -> None:
    for number, cell in enumerate(run):
        if steps:
            cell.step, cell.supplied = printed(steps[number]), True
            cell.doubts.append(f"step {cell.step} is not on the page: supplied from its neighbours")
        else:
            cell.doubts.append("the step is not on the page and does not follow from its neighbours")


def _parted(cells: list[Cell], before: Step, after: Step, used: Iterable[Step], language: Language) -> list[Cell]:
    """The cell that ran into the last one when its step was lost: «3-1» and then «1-1» hide a «1».

    It is parted where the posts turn to other institutions than those named so far; where they do not, nothing is
    parted and the last cell says so.
    """
    missing = _between(before, after, 1, used)
    last = cells[-1]
    cut = _turn(last, language) if missing else None
    if cut is None:
        last.doubts.append(
            f"between steps {printed(before)} and {printed(after)} a step is lost; its posts may stand here"
        )
        return []
    lost = Cell(last.rows[cut:], last.sector, printed(missing[0]), None, supplied=True)
    last.rows = last.rows[:cut]
    doubt = f"step {lost.step} is not on the page: its posts run on after those of step {last.step}"
    lost.doubts.append(doubt)
    last.doubts.append(doubt)
    return [lost]


def _turn(cell: Cell, language: Language) -> int | None:
    """The line at which posts of institutions begin that stand nowhere before in the cell."""
    found = paragraphs([row.text for row in cell.rows], language)
    leading = [words(each.text)[0] for each in found if words(each.text)]
    if len(leading) != len(found):
        return None
    for at in range(1, len(found)):
        if not set(leading[:at]) & set(leading[at:]):
            return found[at].row
    return None
