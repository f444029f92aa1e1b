"""Posts that one printed post stands for: institutions and specialisations that share a head word, listed singly.

Each single post is made of printed words alone. Where the words do not tell what belongs to which (a list of
adjectives, «облыстардың, астана және … қалалардың»), nothing is listed.
"""

from __future__ import annotations

import re
from itertools import product

from pipeline.model.acts import Language
from pipeline.recognise.professions.heads import is_head, words
from pipeline.recognise.professions.leads import branches
from pipeline.recognise.professions.printed import cuts, depth

_LINK = {"kk": "және", "ru": "и"}
_GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің|нін|нын)$")
_DATIVE = re.compile(r"(?:ға|ге|қа|ке|на|не)$")
_ADJECTIVE = re.compile(r"(?:лық|лік|дық|дік|тық|тік|ғы|гі|дай|дей|лы|лі)$")
_ADJECTIVE_LIKE_NOUN = frozenset({"жөніндегі"})
_GOVERNS_DATIVE = re.compile(r"қызмет көрсету|күтім жасау|бақылау жасау")
_LINKED = re.compile(r"(?:жөніндегі|бойынша)\s+$")
_FEW = 2
_MOST = 24


def expanded(post: str, language: Language) -> tuple[str, ...]:
    """The single posts of a printed post, empty where it is one or where the words do not tell."""
    at = branches(post, language)
    if at:
        return _branched(post[:at].rstrip(": "), post[at:], language)
    institutions, listed = _pieces(post, ";"), _pieces(post, ",")
    if len(institutions) > 1:
        head = _after_genitive(institutions[-1])
        singles = _with_head(institutions, head) if language == "kk" else _russian(institutions)
    elif len(listed) > 1:
        singles = _with_head(listed, _head(listed)) if language == "kk" else _russian(listed)
    else:
        singles = [post]
    every = tuple(dict.fromkeys(single for each in singles for single in _conjoined(each, language)))
    return every if _FEW <= len(every) <= _MOST else ()


def _branched(head: str, rest: str, language: Language) -> tuple[str, ...]:
    """«Руководитель отдела: кадровой работы, организационной работы»: the head with each of its branches."""
    link = " " if language == "ru" else ": "
    every = tuple(f"{head}{link}{piece}" for piece in _pieces(rest, ",;"))
    return every if _FEW <= len(every) <= _MOST else ()


def _pieces(post: str, signs: str) -> list[str]:
    return [post[left:right].strip() for left, right in cuts(post, signs)]


def _with_head(pieces: list[str], head: str | None) -> list[str]:
    if head is None:
        return [", ".join(pieces)]
    firsts = [pieces[0].rsplit(":", 1)[-1].strip(), *pieces[1:-1]]
    return [*(f"{piece} {head}" for piece in firsts), pieces[-1]]


def _russian(pieces: list[str]) -> list[str]:
    """«Заведующий складом, гаражом»: the words up to the head are shared, or up to those that a piece repeats.

    «Заведующий архивом отдела регистрации, отдела учета» shares its first two words, «Руководитель лаборатории ЦСЭ,
    ЦСМ» too.
    """
    first = pieces[0].split(" ")
    at = next((n for n, word in enumerate(first) if is_head(word.strip("(),"), "ru")), None)
    if at is None or at + 1 == len(first):
        return [", ".join(pieces)]
    return [pieces[0], *(f"{' '.join(first[: _turn(first, piece, at + 1)])} {piece}" for piece in pieces[1:])]


def _turn(first: list[str], piece: str, after_head: int) -> int:
    """How many words of the first piece another one shares."""
    own = piece.split(" ")[0]
    if own in first[after_head:]:
        return first.index(own, after_head)
    return len(first) - 1 if _is_short_name(piece) and _is_short_name(first[-1]) else after_head


def _is_short_name(text: str) -> bool:
    return len(text) > 1 and text.isupper() and text.isalpha()


def _head(pieces: list[str]) -> str | None:
    """The end that the pieces of a Kazakh list share, None where their forms do not agree."""
    ends = [words(piece)[-1] for piece in pieces[:-1] if words(piece)]
    if any(piece.startswith("және ") for piece in pieces) or len(ends) < len(pieces) - 1:
        return None
    if any(_ADJECTIVE.search(end) and end not in _ADJECTIVE_LIKE_NOUN for end in ends):
        return None
    last = pieces[-1]
    governs = _GOVERNS_DATIVE.search(last)
    if governs and all(_DATIVE.search(end) for end in ends):
        return last[governs.start() :]
    if any(_GENITIVE.search(end) for end in ends):
        return _after_genitive(last)
    return _from_post(last)


def _after_genitive(piece: str) -> str | None:
    """What follows the last genitive outside brackets: «шеберхананың [басшысы (меңгерушісі)]»."""
    found: str | None = None
    for match in re.finditer(r"[^\s()]+", piece):
        if depth(piece[: match.start()]) == 0 and _GENITIVE.search(match[0]):
            found = piece[match.end() :]
    if found is None:
        return None
    return re.sub(r"^\s*\(.*\)(?=\s+\S)", "", found).strip() or None


def _from_post(piece: str) -> str | None:
    """From the first word that names a post, in whatever case: «қызмет [басшысының орынбасары]»."""
    for match in re.finditer(r"[^\s()]+", piece):
        outside = depth(piece[: match.start()]) == 0
        if outside and match.start() and (is_head(match[0], "kk") or is_head(_GENITIVE.sub("", match[0]), "kk")):
            linked = _LINKED.search(piece[: match.start()])
            return piece[linked.start() if linked else match.start() :]
    return None


def _conjoined(post: str, language: Language) -> list[str]:
    """«ЕҚРҒЗИ және ӘОДҒПО филиалының басшысы» is two: names in capitals, or genitives, that an «and» joins."""
    tokens = post.split(" ")
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(tokens):
        if at + 2 < len(tokens) and tokens[at + 1] == _LINK[language] and _alike(tokens[at], tokens[at + 2]):
            choices.append((tokens[at], tokens[at + 2]))
            at += 3
        else:
            choices.append((tokens[at],))
            at += 1
    if sum(len(choice) - 1 for choice in choices) > 3:
        return [post]
    return [" ".join(each) for each in product(*choices)]


def _alike(one: str, other: str) -> bool:
    if "(" in one + other or ")" in one + other:
        return False
    capitals = _is_short_name(one) and _is_short_name(other)
    return capitals or bool(_GENITIVE.search(one) and _GENITIVE.search(other))
