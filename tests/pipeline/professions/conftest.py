"""Paragraphs of the corpus and of invented documents, and how records are compared with the page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.clean import clean
from pipeline.model.acts import ActRef
from pipeline.model.documents import Paragraph
from pipeline.model.professions import Card, PositionRow, Requirement
from pipeline.read import read_file

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "read")]
QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"'))


class Bench:
    """What the tests of this part share."""

    cases = HERE / "cases"
    invented = HERE / "invented"

    @staticmethod
    def paragraphs(path: Path) -> tuple[Paragraph, ...]:
        return clean(read_file(path)).paragraphs

    @staticmethod
    def expected(path: Path) -> Any:
        return json.loads(path.read_text(encoding="utf-8"))

    def same(self, value: Any) -> Any:
        """A value as the contract compares it: case, blanks and the style of quotes do not count."""
        if isinstance(value, str):
            return "".join(value.translate(QUOTES).casefold().split())
        if isinstance(value, dict):
            return {self.same(key): self.same(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.same(each) for each in value]
        return value

    @staticmethod
    def act(reference: ActRef) -> str:
        """The act as a page names it: laws and codes are compared without their number, which pages seldom print."""
        steps = reference.act.split("/")
        return "/".join(steps[:3]) if steps[0] in {"law", "code"} else reference.act

    @staticmethod
    def requirement(row: Requirement) -> dict[str, Any]:
        experience = [
            {
                "min_years": each.min_years,
                "where": each.where,
                **({"post": each.post} if each.post else {}),
                **({"education": list(each.education)} if each.education else {}),
            }
            for each in row.experience
        ]
        return {
            "skill_level": row.skill_level,
            "category": row.category,
            "education": list(row.education),
            "fields": list(row.fields),
            "experience": experience,
            "doubts": list(row.doubts),
        }

    def card(self, card: Card) -> dict[str, Any]:
        return {
            "name": card.name,
            "code": card.code,
            "isco_group": card.isco_group,
            "ork_levels": list(card.ork_levels),
            "lines": list(card.lines),
            "education": card.education,
            "related": [[related.name, related.level] for related in card.related_professions],
            "ks": list(card.ks),
            "ks_citations": [self.act(reference) for reference in card.ks_citations],
            "personal_competences": list(card.personal_competences),
            "doubts": list(card.doubts),
            "other": [list(each) for each in card.other],
            "requirements": [self.requirement(row) for row in card.requirements],
            "functions": [
                {
                    "n": function.n,
                    "title": function.title,
                    "tasks": [
                        {
                            "n": task.n,
                            "title": task.title,
                            "lines": list(task.lines),
                            "skills": list(task.skills),
                            "knowledge": list(task.knowledge),
                            "citations": [self.act(reference) for reference in task.citations],
                        }
                        for task in function.tasks
                    ],
                }
                for function in card.functions
            ],
        }

    @staticmethod
    def row(row: PositionRow) -> dict[str, Any]:
        return {
            "block": row.block,
            "zveno": row.zveno,
            "step": row.step,
            "sector": row.sector,
            "skill_level": row.skill_level,
            "category": row.category,
            "lines": list(row.lines),
            "zveno_supplied": row.zveno_supplied,
            "step_supplied": row.step_supplied,
            "positions": list(row.positions),
            "expanded": {post: list(each) for post, each in zip(row.positions, row.expanded, strict=True) if each},
            "doubts": list(row.doubts),
        }


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench()
