"""Whose posts a register lists: the institution that its heading names.

«РЕЕСТР должностей гражданских служащих республиканского государственного учреждения «Архив Президента …»»,
««… Архиві» республикалық мемлекеттік мекемесінің азаматтық қызметшілері лауазымдарының ТІЗІЛІМІ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.acts import Language
from pipeline.model.documents import Layout, Paragraph
from pipeline.structure.markers import is_note

_HEADING: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?i)^\s*реестр\w*\s+(?:должност\w+\s+)?гражданских\s+служащих,?\s+(?P<whose>\S.*?)\s*$"),
    "kk": re.compile(r"(?i)^\s*(?P<whose>\S.*?)\s+азаматтық\s+қызметші\w*\s+лауазымдары\w*\s+тізілім\w*\s*$"),
}
_INSTITUTION: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?i)учрежден|предприят|организаци|[«\"“]"),
    "kk": re.compile(r"(?i)мекеме|кәсіпорын|кәсіпорн|ұйым|[«\"“]"),
}
_HEADED = frozenset({Layout.BLOCK, Layout.HEADING})
_LINES = 4
"""How many paragraphs the heading of a register may be broken into."""


def institutions(paragraphs: Sequence[Paragraph], language: Language) -> list[str | None]:
    """For every paragraph the institution of the last register headed before it, as the heading declines it.

    None before the first heading, and where a heading names no institution («… саласының азаматтық қызметшілері …»).
    """
    found: list[str | None] = []
    before: list[str] = []
    name: str | None = None
    for paragraph in paragraphs:
        headed = paragraph.table is None and paragraph.layout in _HEADED and not is_note(paragraph.text)
        before = [*before[1 - _LINES :], " ".join(paragraph.text.split())] if headed else []
        whose = _whose(before, language)
        if whose is not None:
            name = whose if _INSTITUTION[language].search(whose) else None
            before = []
        found.append(name)
    return found


def _whose(before: Sequence[str], language: Language) -> str | None:
    """Whose posts the heading that ends with these paragraphs is of; the fewest that make a heading are it."""
    for start in reversed(range(len(before))):
        heading = _HEADING[language].match(" ".join(before[start:]))
        if heading is not None:
            return heading["whose"]
    return None
