"""Qualification requirements in tables of criteria, one for each post: the line above the table names the post.

«1. Руководитель Департамента юстиции, категория С-О-1 (1 единица)» and below it «Критерии | Требования»,
«Образование | Высшее образование: юриспруденция», «Опыт работы | …».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.model.acts import Language
from pipeline.model.documents import Paragraph, Table
from pipeline.model.professions import Requirement, RequirementSource
from pipeline.recognise.professions.experience import read_experience
from pipeline.recognise.professions.heads import has_head
from pipeline.recognise.professions.marks import marked
from pipeline.recognise.professions.requirements import read_requirements

_HEAD = (re.compile(r"(?i)критери|өлшем"), re.compile(r"(?i)требовани|талап"))
_EDUCATION = re.compile(r"(?i)(?:уровень\s+)?образовани\w+|білім\w*")
_EXPERIENCE = re.compile(
    r"(?i)(?:практический\s+)?(?:опыт|стаж)(?:\s+работы)?|(?:жұмыс|еңбек)\s+(?:тәжірибе|өтіл)\w*"
)
_COLUMNS = 2
_NUMBER = re.compile(r"^[\s.]*(?:\d+(?:-\d+)*\s*[.)]\s*)?")
_CATEGORY = re.compile(
    r"[\s,.]*(?:\b[Кк]атегори\w+\s+)?\b(?P<category>[A-ZА-ЯЁ]\s?[-–]\s?(?:[A-ZА-ЯЁ0]{1,3}\s?[-–]\s?)?\d{1,2})"
    r"(?:\s+санат\w*)?(?=[\s.,]*(?:\(|№|$))"
)
_DASH = re.compile(r"\s?[-–]\s?")


def read_criteria(
    table: Table, heading: Paragraph | None, source: RequirementSource, language: Language
) -> Iterator[Requirement]:
    """What a table of criteria asks of the post that `heading` names; nothing of any other table.

    What its rows of education and experience ask is read; `text` is the whole of it.
    """
    rows = [[_text(cell.text) for cell in table.row(number)] for number in range(table.height)]
    if not rows or not _is_head(rows[0]):
        return
    criteria = [(row[0], row[1]) for row in rows[1:] if len(row) == _COLUMNS]
    position, category = _post(heading)
    named = position is not None and (category is not None or has_head(position, language))
    education, experience = (_asked(criteria, kind) for kind in (_EDUCATION, _EXPERIENCE))
    if not named and not education:
        return
    work = read_experience(marked(experience, language))
    whole = "; ".join(f"{label}: {words}" for label, words in criteria)
    doubts = () if named else ("no post is named above the table",)
    # Without a row of education the whole is not searched for one: duties and knowledge speak of it too.
    asked = read_requirements(education, language, source) or (_unread(source, language),)
    for requirement in asked:
        yield replace(
            requirement,
            position=position if named else None,
            experience=(*requirement.experience, *work.experience),
            text=whole,
            lines=table.lines,
            position_category=category,
            doubts=(*requirement.doubts, *work.doubts, *doubts),
        )


def _unread(source: RequirementSource, language: Language) -> Requirement:
    return Requirement(
        source=source,
        position=None,
        skill_level=None,
        category=None,
        education=(),
        fields=(),
        experience=(),
        text="",
        doubts=("no row of the table asks for education",),
        language=language,
    )


def _asked(criteria: list[tuple[str, str]], kind: re.Pattern[str]) -> str:
    return "; ".join(words for label, words in criteria if words and kind.fullmatch(label))


def _is_head(row: list[str]) -> bool:
    return len(row) == _COLUMNS and all(kind.match(cell) for kind, cell in zip(_HEAD, row, strict=True))


def _post(heading: Paragraph | None) -> tuple[str | None, str | None]:
    """The post and its category; how many such posts there are and their numbers are left out."""
    if heading is None:
        return None, None
    text = _text(_NUMBER.sub("", heading.text, count=1))
    found = _CATEGORY.search(text)
    if found is None:
        return text, None
    return text[: found.start()], _DASH.sub("-", found["category"])


def _text(words: str) -> str:
    return " ".join(words.split()).rstrip("; ")
