"""The posts of a cell: where one ends and the next begins, and who shares a head word with whom.

Contract: one printed post is one position; several institutions or specialisations that share one head word stay
one position and are listed singly beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.acts import Language
from pipeline.recognise.professions.heads import ends_in_head, has_head, is_post, starts_post, words
from pipeline.recognise.professions.leads import branches, split_lead, split_ranks
from pipeline.recognise.professions.printed import cuts, depth, glue, tidy

_SENTENCE = re.compile(r"\.\s+(?=[\"«“]?[А-ЯЁӘҒҚҢӨҰҮҺІ])")
_NO_STOP = re.compile(r"\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі])")
_FIRST_BULLET = re.compile(r"^(?:[^:]{0,120}:)?\s*(?P<dash>[-–•·])\s?(?=\w)")
_BULLET = re.compile(r"(?<=[\s,;])[-–•·]\s?(?=\w)")
_LIST_GOES_ON = re.compile(r"(?:[,:(/–-]|(?:^|\s)(?:және|мен|немесе|и|или))$")


@dataclass(frozen=True, slots=True)
class CellPosts:
    """The posts of a cell in order, the words before the colons of its lists, and what is doubtful about them."""

    posts: tuple[str, ...]
    leads: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def cell_posts(rows: Sequence[str], language: Language, known: Collection[str] = ()) -> CellPosts:
    """The posts that the lines of a cell print.

    `known` are posts of the register: a comma that the page lost between two posts is found by them.
    """
    posts: list[str] = []
    doubts: list[str] = []
    leads: list[str] = []
    for paragraph in paragraphs(_without_bullets(rows), language):
        for sentence in _sentences(paragraph.text, language):
            lead = split_lead(sentence, language)
            leads += [lead.words] if lead.words else []
            doubts += lead.doubts
            for rank, listed in split_ranks(lead.rest, language):
                for piece in _listed(listed, language):
                    split = _lost_comma(piece, language, known)
                    posts += [f"{rank} {post}" if rank else post for post in split]
                    doubts += [f"no comma is printed between «{one}» and «{two}»" for one, two in pairwise(split)]
    doubts += [f"printed {count} times: «{post}»" for post, count in Counter(posts).items() if count > 1]
    return CellPosts(tuple(posts), tuple(leads), tuple(doubts))


def _without_bullets(rows: Sequence[str]) -> Sequence[str]:
    """A list of posts with a dash before each, as the same list with commas between them.

    A list has dashes when the first of them stands at its very beginning, after the colon of its lead.
    """
    text = " ".join(rows)
    first = _FIRST_BULLET.search(text)
    if first is None:
        return rows
    items = [item.strip(" ,;.") for item in _BULLET.split(text[first.end() :])]
    lead = text[: first.start("dash")].strip()
    return (*((lead,) if lead else ()), ", ".join(item for item in items if item))


@dataclass(frozen=True, slots=True)
class PostParagraph:
    """A post, or a list of posts, between line ends; `row` is the line it begins with."""

    row: int
    text: str


def paragraphs(rows: Sequence[str], language: Language) -> tuple[PostParagraph, ...]:
    """Lines joined to posts or lists of posts: a new one begins with a capital after a line that ends complete."""
    starts: list[int] = []
    texts: list[str] = []
    for number, row in enumerate(rows):
        if texts and not _breaks(texts[-1], row, language):
            texts[-1] = glue(texts[-1], row)
        else:
            starts.append(number)
            texts.append(row)
    return tuple(PostParagraph(start, tidy(text)) for start, text in zip(starts, texts, strict=True))


def _sentences(text: str, language: Language) -> list[str]:
    """Posts, or lists of posts, that a stop parts: «Руководитель отдела: кадровой работы. Ученый секретарь».

    Also those that nothing parts but the capital of the next one: a line that fills its cell does not show that it
    ends there. In Kazakh the head stands last, and what follows must have its own.
    """
    marks = [*_SENTENCE.finditer(text), *_NO_STOP.finditer(text)]
    pieces: list[str] = []
    start = 0
    for mark in sorted(marks, key=lambda mark: mark.start()):
        before, after = text[start : mark.start()], text[mark.end() :]
        complete = is_complete(before, language) or (mark[0].startswith(".") and branches(before, language) > 0)
        stopped = mark[0].startswith(".") or language == "ru" or ends_in_head(after, language)
        if start <= mark.start() and complete and stopped and starts_post(after, language):
            pieces.append(before)
            start = mark.end()
    return [*pieces, text[start:]]


def goes_on(text: str) -> bool:
    """Whether a text stops at a comma, a colon or a link word."""
    return bool(_LIST_GOES_ON.search(text.rstrip()))


def is_complete(text: str, language: Language) -> bool:
    """Whether the words of a cell may end here: brackets closed, no list going on, the last post has its head."""
    text = text.rstrip(" ;.")
    if depth(text) or goes_on(text):
        return False
    return ends_in_head(text, language) if language == "kk" else has_head(text, language)


def _breaks(before: str, row: str, language: Language) -> bool:
    if not starts_post(row, language):
        return False
    # The branches of a Kazakh post follow its head: they end with a stop, or before a line that is a post by itself.
    branched = depth(before) == 0 and not goes_on(before) and branches(before, language) > 0
    return is_complete(before, language) or (branched and (before.endswith(".") or ends_in_head(row, language)))


def _listed(text: str, language: Language) -> list[str]:
    """The posts of a list: commas part them where what stands between is a post by itself.

    What is none waits for the head it shares: in Kazakh the one that follows («дыбыс жабдықтарына, хабар тарату
    техникасына … қызмет көрсету жөніндегі механик»), in Russian the one before.
    """
    if branches(text, language) and len(parts := cuts(text, ";")) > 1:
        return [post for left, right in parts for post in _listed(text[left:right].strip(), language)]
    stretches = cuts(text, ",;")
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for left, right in stretches:
        start = left if start is None else start
        alone = is_post(text[left:right], language)
        if language == "ru" and spans and not alone:
            spans[-1], start = (spans[-1][0], right), None
        elif language == "ru" or alone:
            spans.append((start, right))
            start = None
    if start is not None:
        spans = [*spans[:-1], (spans[-1][0], len(text))] if spans else [(start, len(text))]
    return [post for left, right in spans if (post := text[left:right].strip(" ;,."))]


def _lost_comma(post: str, language: Language, known: Collection[str]) -> list[str]:
    """Two posts between which the page lost a comma: the first is printed elsewhere, the rest is a post too."""
    folded = post.lower()
    for other in sorted(known, key=len, reverse=True):
        rest = post[len(other) :].strip()
        begins = len(words(other)) > 1 and folded.startswith(other.lower() + " ") and not rest.startswith("(")
        if begins and is_post(rest, language) and (len(words(rest)) > 1 or "-" in rest):
            return [post[: len(other)], *_lost_comma(rest, language, known)]
    return [post]
