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
_RANK = re.compile(rf"(?i)(?:^|[,;])\s*(?P<rank>{'|'.join(sorted(_RANKS))})\s*:\s*")
_NO_COLON: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?P<lead>[Сс]пециалист\w*\b[^,;:]*?\bкатегори\w*)\s+(?P<rest>[а-яё].*)"),
    "kk": re.compile(r"(?P<lead>[^,;:]*\b(?:санат|деңгей)\w*[^,;:]*\bмаман(?:дар\w*)?)\s+(?P<rest>\S.*)"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """The words of a group of posts before their list, and the list itself."""

    rest: str
    words: str | None = None
    doubts: tuple[str, ...] = ()


def split_lead(text: str, language: Language) -> Lead:
    """The lead of a list of posts; a text without one is all list."""
    for before, after in _colons(text):
        if _is_group(before, after, language):
            return Lead(after, words=before)
    lost = _NO_COLON[language].match(text)
    if lost is not None and _lists_posts(lost["rest"], language):
        return Lead(lost["rest"], lost["lead"], doubts=(f"no colon is printed after «{lost['lead']}»",))
    return Lead(text)


def split_ranks(text: str, language: Language) -> list[tuple[str | None, str]]:
    """A list cut at the ranks within it, each with the posts that share it: to the next rank, or to a semicolon.

    «Руководитель отделов, главный: инспектор по кадрам, инженер» is one post, and two of a rank.
    """
    parts: list[tuple[str | None, str]] = []
    start, rank = 0, None
    for match in _RANK.finditer(text):
        if depth(text[: match.start()]) or not _lists_posts(text[match.end() :], language):
            continue
        parts.append((rank, text[start : match.start()]))
        start, rank = match.end(), match["rank"]
    parts.append((rank, text[start:]))
    return [piece for part in parts if part[1].strip(" ,;") for piece in _ended(*part)]


def _ended(rank: str | None, text: str) -> list[tuple[str | None, str]]:
    pieces = [text[left:right] for left, right in cuts(text, ";")]
    return [(rank, text)] if rank is None else [(rank if at == 0 else None, piece) for at, piece in enumerate(pieces)]


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
