"""What stands before the colon of a cell: a group of posts, a rank that posts share, or a post with its branches.

«Специалисты высшего уровня квалификации: инженер, бухгалтер» are two posts of a group; «Главный: инженер, охотовед»
are two posts of a rank; «Руководитель отдела: кадровой работы, организационной работы» is one post for two branches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language.morphology import names_a_person
from pipeline.model.acts import Language
from pipeline.recognise.professions.heads import PLURALS, ends_in_head, has_head, is_head, is_post, words
from pipeline.recognise.professions.printed import cuts, depth

_QUALIFIED = re.compile(r"(?i)квалификаци|категори|біліктіліг|санат")
_GROUPS = frozenset(
    {"специалист", "персонал", "исполнитель", "исполнители", "рабочие", "служащие", "врачи", "учителя"}
    | {"маман", "орындаушы", "қызметкер", "қызметші"}
)
_RANKS = frozenset(
    {"главный", "старший", "ведущий", "младший", "главная", "старшая", "ведущая", "младшая"}
    | {"бас", "аға", "жетекші", "кіші"}
)
_NO_COLON: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?P<lead>[Сс]пециалист\w*\b[^,;:]*?\bкатегори\w*)\s+(?P<rest>[а-яё].*)"),
    "kk": re.compile(r"(?P<lead>[^,;:]*\b(?:санат|деңгей)\w*[^,;:]*\bмаман(?:дар\w*)?)\s+(?P<rest>\S.*)"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """The words before a list of posts (`words` of a group, `rank` that each of them shares) and the list itself."""

    rest: str
    words: str | None = None
    rank: str | None = None
    doubts: tuple[str, ...] = ()


def split_lead(text: str, language: Language) -> Lead:
    """The lead of a list of posts; a text without one is all list."""
    for before, after in _colons(text):
        if before.lower() in _RANKS and _lists_posts(after, language):
            return Lead(after, rank=before)
        if _is_group(before, after, language):
            return Lead(after, words=before)
    lost = _NO_COLON[language].match(text)
    if lost is not None and _lists_posts(lost["rest"], language):
        return Lead(lost["rest"], lost["lead"], doubts=(f"no colon is printed after «{lost['lead']}»",))
    return Lead(text)


def branches(text: str, language: Language) -> int:
    """Where the branches of a post begin, after its colon; 0 where it has none."""
    for before, after in _colons(text):
        if _named(before, language) and not _is_group(before, after, language):
            return len(text) - len(after)
    return 0


def _colons(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r":", text):
        before, after = text[: match.start()].strip(), text[match.end() :].strip()
        if after and depth(before) == 0:
            yield before, after


def _named(before: str, language: Language) -> bool:
    return ends_in_head(before, language) if language == "kk" else has_head(before, language)


def _is_group(before: str, after: str, language: Language) -> bool:
    if not _named(before, language):
        return False
    if _QUALIFIED.search(before):
        return True
    return _is_general(before, language) and _lists_posts(after, language)


def _is_general(before: str, language: Language) -> bool:
    """Whether the words name persons at large: in the plural, or by a word like «специалист»."""
    outside = [word.lower() for word in words(before)]
    if language == "kk":
        last = outside[-1]
        return last in _GROUPS or (is_head(last, "kk") and last.endswith(PLURALS))
    head = next((word for word in outside if is_head(word, "ru")), "")
    return head in _GROUPS or names_a_person(head, "plur")


def _lists_posts(text: str, language: Language) -> bool:
    return any(is_post(text[left:right], language) for left, right in cuts(text, ",;"))
