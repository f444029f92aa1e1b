"""The number a line of an amending act carries in front of its words: «2.», «1)», «а)»."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.address import SortKey, sort_key
from pipeline.model.acts import Language
from pipeline.recognise.amendments.forms import Role, noun_forms

_LABEL: Final = re.compile(
    r"\s*(?:статья\s+(?P<ru>\d+(?:-\d+)*)(?P<ru_mark>\s?\.)|(?P<kk>\d+(?:-\d+)*)\s?-\s?бап(?P<kk_mark>\s?\.)"
    r"|(?P<deep>\d+(?:\.\d+)+)(?P<deep_mark>\.|(?=\s+(?:в|пункт|абзац|часть|дополнить|слов|после|исключ)))"
    r"|(?P<number>\d+(?:-\d+)*|[а-яәғқңөұүһі](?=\)))(?P<mark> ?\)| ?\.))(?!\d)\s*"
)
_ARTICLE: Final = "article"
_LIST: Final = re.compile(r"(?:[,;–-]?\s*(?:(?:және|мен|пен|бен)\s+)?\d+(?:-\d+)*\s?\))*[\s\-–]*(?P<noun>[^\W\d_]+)")

_BRACKETED: Final = re.compile(r"\d+(?:-\d+)*\s?\)")


_LEFT_OUT: Final = re.compile(r"пункта\s+\d.*?\s(?:исключ|излож|признать)")
"""«а) пункта 4 исключить»: after its number a subpoint names its owner in the genitive, its own noun left out."""


class Label(NamedTuple):
    """A label: its number, its mark («.», «)» or «article»), past its last character."""

    number: str
    mark: str
    end: int

    @property
    def order(self) -> SortKey:
        """What labels of one list are counted by."""
        return sort_key(self.number)


def label_of(folded: str, language: Language) -> Label | None:
    """The label a folded line begins with; «1) тармақша …», «а) пункта 4 …» begin with their target, not with one."""
    match = _LABEL.match(folded)
    if match is None or not folded[match.end() :].strip():
        return None
    article = match["ru"] or match["kk"]
    if article is not None:
        return Label(article, _ARTICLE, match.end())
    if match["deep"] is not None:
        # «1.2.» numbers a list inside point 1: its mark is told apart from that of the points.
        return Label(match["deep"], "." * (match["deep"].count(".") + 1), match.end())
    if language == "kk" and _is_target(folded, match):
        return None
    if language == "ru" and match["mark"].endswith(")") and _LEFT_OUT.match(folded, match.end()):
        return None
    return Label(match["number"], match["mark"].strip(), match.end())


def _is_target(folded: str, label: re.Match[str]) -> bool:
    rest = _LIST.match(folded, label.end())
    if rest is None:
        return False
    if _BRACKETED.match(folded, label.end()):
        return False
    return any(form.role is Role.UNIT for form in noun_forms("kk").get(rest["noun"], ()))
