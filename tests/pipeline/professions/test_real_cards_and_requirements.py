"""Real cards of the first professional standards and real tables of requirements, as a reader wrote their pages down.

Of the orders of the Minister of Internal Affairs of 16.03.2015 № 225 (cards) and of 05.05.2015 № 432 (requirements)
and of the Minister of Justice of 29.01.2015 № 58 (cards), of 20.03.2014 № 117, of 03.04.2014 № 138 and of 03.05.2017
№ 137 (tables of criteria); cards, rows and items are left out, and of what must be known and done only the first
sentences are kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.model.professions import Card, Requirement, RequirementSource
from pipeline.read import read_file
from pipeline.recognise.professions import read_cards, read_register, read_requirement_tables

REAL = Path(__file__).parent / "real"


def language(path: Path) -> str:
    return path.suffixes[-2][1:]


def page(path: Path) -> list[str]:
    return path.with_suffix(".page.txt").read_text("utf-8").splitlines()


def card_lines(card: Card) -> list[str]:
    """A card as the pages in `real` write it.

    `+` is a skill, `=` knowledge, `@` a citation, `*` a competence, `>` a link, `?` a doubt about the row above.
    """
    lines = [f"[{card.name}] {card.code} {card.ork_levels}"]
    for function in card.functions:
        lines.append(f"{function.n}. {function.title}")
        for task in function.tasks:
            lines += [f"  + {skill}" for skill in task.skills]
            lines += [f"  = {item}" for item in task.knowledge]
            lines += [f"  @ {each.act}" for each in task.citations]
    lines += [f"* {each}" for each in card.personal_competences]
    lines += [f"> {each.code} {each.name}" for each in card.related_professions]
    for row in card.requirements:
        lines.append(f"education: {', '.join(row.education)}")
        lines += [f"  ? {doubt}" for doubt in row.doubts]
    return lines


@pytest.mark.parametrize("path", sorted(REAL.glob("cards_*.md")), ids=lambda path: path.stem)
def test_real_cards_are_those_of_the_page(path: Path) -> None:
    cards = read_cards(clean(read_file(path)).paragraphs, "order/mvd/2015-03-16/225", language(path))
    assert [line for card in cards for line in card_lines(card)] == page(path)
    for card in cards:
        # In the first template a function has no tasks: what it asks for stands as that of one task.
        assert all(len(function.tasks) == 1 for function in card.functions)
        old = f"«{card.code}» is a code of an older classifier: its group of ISCO-08 is not known"
        assert card.doubts == ((old,) if card.code else ())
        assert card.isco_group is None


def requirement_line(row: Requirement) -> str:
    experience = " OR ".join(f"{each.min_years} {each.where}" for each in row.experience)
    return f"{row.position_category} | {row.position} | {', '.join(row.education)} | {experience}".rstrip(" |")


@pytest.mark.parametrize("path", sorted(REAL.glob("requirements_*.md")), ids=lambda path: path.stem)
def test_real_tables_of_requirements_are_those_of_the_page(path: Path) -> None:
    source = RequirementSource("order/mvd/2015-05-05/432", address="annex:1")
    rows = read_requirement_tables(clean(read_file(path)).paragraphs, source, language(path))
    assert [requirement_line(row) for row in rows] == page(path)
    # Two sentences on experience, and nothing said of how they go together.
    assert {row.position_category for row in rows if row.doubts} == {"ru": {"C-SSP-3", "C-SSP-4"}, "kk": {"C-SGU-9"}}[
        language(path)
    ]


def criteria_lines(row: Requirement) -> list[str]:
    """A table of criteria as the pages in `real` write it: `=` years of work, `?` a doubt."""
    lines = [f"[{row.position_category}] {row.position}: {', '.join(row.education)}; {' | '.join(row.fields)}"]
    lines += [f"  = {each.min_years} {each.where} ({', '.join(each.education)})" for each in row.experience]
    return [*lines, *(f"  ? {doubt}" for doubt in row.doubts)]


@pytest.mark.parametrize("path", sorted(REAL.glob("criteria_*.md")), ids=lambda path: path.stem)
def test_real_tables_of_criteria_are_those_of_the_page(path: Path) -> None:
    source = RequirementSource("order/minjust/2014-04-03/138", address="annex")
    rows = read_requirement_tables(clean(read_file(path)).paragraphs, source, language(path))
    assert [line for row in rows for line in criteria_lines(row)] == page(path)


def test_a_register_of_positions_is_no_table_of_requirements() -> None:
    source = RequirementSource("order/x/2015-12-02/1")
    for path in REAL.glob("register_*.md"):
        assert read_requirement_tables(clean(read_file(path)).paragraphs, source, language(path)) == ()


def test_tables_of_licences_frameworks_and_furniture_give_nothing() -> None:
    """Of the orders of the Minister of Justice № 1379 of 2014, № 20 and № 48 of 2015, № 1648 of 2018."""
    paragraphs = clean(read_file(REAL / "other_tables_minjust.ru.md")).paragraphs
    assert read_requirement_tables(paragraphs, RequirementSource("order/x/2015-01-01/1"), "ru") == ()
    assert read_cards(paragraphs, "order/x/2015-01-01/1", "ru") == ()
    assert read_register(paragraphs, "order/x/2015-01-01/1", "ru") == ()
