"""The professional side: cards, positions, requirements and the acts they cite."""

from __future__ import annotations

from msgspec import Struct

from pipeline.model.acts import ActRef, Language


class Task(Struct, frozen=True):
    """A task of a labour function: what must be mastered, known, and which acts it rests on."""

    n: int
    title: str
    skills: tuple[str, ...]
    knowledge: tuple[str, ...]
    citations: tuple[ActRef, ...]
    lines: tuple[int, int]


class LabourFunction(Struct, frozen=True):
    """A labour function of a card."""

    n: int
    title: str
    tasks: tuple[Task, ...]


class RelatedProfession(Struct, frozen=True):
    """A profession that a card links to within the sectoral qualifications framework (ОРК), by level or by code."""

    name: str
    level: int | None
    code: str | None = None


class Experience(Struct, frozen=True):
    """An alternative of required experience: at least `min_years` years, `where` in the text's own words.

    `post` is a post that must have been held, as named in `where`. `education` is filled where the text pairs
    levels of education with years («высшее … не менее 1 года или среднее … не менее 3 лет»).
    """

    min_years: int
    where: str | None
    post: str | None = None
    education: tuple[str, ...] = ()


class RequirementSource(Struct, frozen=True):
    """What asks for a requirement: a provision of an act, or a card of an act."""

    act: str
    address: str | None = None
    card: str | None = None


class Requirement(Struct, frozen=True):
    """A qualification requirement; lists are alternatives (or).

    `education` uses the levels of the contract (secondary_general … postgraduate), `experience` is empty when
    none is asked for, `post` is a post that must have been held before. `position_category` is the category of the
    position itself («C-SV-1»), as tables of requirements print it; `language` is that of the text.
    """

    source: RequirementSource
    position: str | None
    skill_level: str | None
    category: str | None
    education: tuple[str, ...]
    fields: tuple[str, ...]
    experience: tuple[Experience, ...]
    text: str
    lines: tuple[int, int] | None = None
    doubts: tuple[str, ...] = ()
    position_category: str | None = None
    language: Language | None = None


class Card(Struct, frozen=True):
    """A profession card of a professional standard.

    `other` are the cells that have no field of their own here, as label and words; `language` is that of the text.
    """

    name: str
    code: str | None
    isco_group: str | None
    ork_levels: tuple[int, ...]
    act: str
    functions: tuple[LabourFunction, ...]
    related_professions: tuple[RelatedProfession, ...]
    ks: tuple[str, ...]
    ks_citations: tuple[ActRef, ...]
    requirements: tuple[Requirement, ...]
    personal_competences: tuple[str, ...]
    lines: tuple[int, int]
    education: str | None = None
    doubts: tuple[str, ...] = ()
    other: tuple[tuple[str, str], ...] = ()
    language: Language | None = None


class PositionRow(Struct, frozen=True):
    """A row of the register of positions: one (block, zveno, step, sector) with every post printed in it.

    `institution` is whose posts they are, as the heading of the register names and declines it: an order may annex
    a register for each of several institutions. `language` is that of the text: «фельдшер» alone does not tell it.
    """

    act: str
    block: str
    zveno: str | None
    step: str | None
    sector: str | None
    skill_level: str | None
    category: str | None
    positions: tuple[str, ...]
    lines: tuple[int, int]
    expanded: tuple[tuple[str, ...], ...] = ()
    zveno_supplied: bool = False
    step_supplied: bool = False
    doubts: tuple[str, ...] = ()
    institution: str | None = None
    language: Language | None = None
