"""Which provision the registry's institute speaks of in a remark that it prints over it.

Its remarks on what is to come or holds for a time («Примечание ИЗПИ! Пункт 2 предусмотрен в редакции …») stand before
the provision; every other note stands behind what it speaks of.
"""

from __future__ import annotations

import re

from pipeline.address import Unit
from pipeline.model.documents import Paragraph
from pipeline.structure.markers import is_institutes, mark

_BY_ACT = re.compile(
    r"в\s+соответствии|закон|приказ|постановлен|указ|\bсм\.|\s[-–]\s|\bқр\b|заң|қаулы|бұйры|жарлы", re.IGNORECASE
)
"""Where a remark turns to the act that makes the change, whose own units are none of this act's."""

_LIST = r"\d+(?:-\d+)*\)?(?:(?:\s*,\s*|\s+(?:и|және)\s+)\d+(?:-\d+)*\)?)*"
_NAMED = re.compile(
    rf"\b(?P<ru>(?:под)?пункт|стать|глав|раздел|параграф)[^\W\d_]*\s+(?P<after>{_LIST})"
    rf"|(?<![\d-])(?P<before>{_LIST})\s?-?\s?(?P<kk>тармақша|тарма[қғ]|ба[пб]|тарау|бөлім|параграф)",
    re.IGNORECASE,
)
_UNITS = {
    "подпункт": Unit.SUBPOINT, "пункт": Unit.POINT, "стать": Unit.ARTICLE, "глав": Unit.CHAPTER,
    "раздел": Unit.SECTION, "параграф": Unit.SUBCHAPTER, "тармақша": Unit.SUBPOINT, "тармақ": Unit.POINT,
    "тармағ": Unit.POINT, "бап": Unit.ARTICLE, "баб": Unit.ARTICLE, "тарау": Unit.CHAPTER, "бөлім": Unit.SECTION,
}  # fmt: skip


def speaks_of(remark: str, paragraph: Paragraph) -> bool:
    """Whether a remark of the institute names the unit that a paragraph opens."""
    opened = mark(paragraph.text)
    if opened is None or not is_institutes(remark):
        return False
    act = _BY_ACT.search(remark)
    for named in _NAMED.finditer(remark, 0, act.start() if act is not None else len(remark)):
        numbers = re.findall(r"\d+(?:-\d+)*", named["after"] or named["before"])
        if _UNITS[(named["ru"] or named["kk"]).lower()] is opened.unit and opened.number in numbers:
            return True
    return False
