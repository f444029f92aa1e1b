"""Qualification requirements: a provision or a cell of a card, read row by row.

Contract: one row per skill level × category; a text without levels is one row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from pipeline.model.acts import Language
from pipeline.model.professions import Experience, Requirement, RequirementSource
from pipeline.recognise.professions.education import Education, claimed, read_education
from pipeline.recognise.professions.experience import Work, read_experience
from pipeline.recognise.professions.marks import ASKS, Stretch, is_alternative, marked

if TYPE_CHECKING:
    from spacy.tokens import Span

_LEAD_TOKENS = 16
"""How long a head («біліктілігі жоғары деңгейдегі маман:») may be."""

_STOPS = frozenset({";", "."})
_DASHES = frozenset({"–", "—", "-"})
_NUMBER = re.compile(r"^\s*[\"«“]?\d+(?:-\d+)*[.)]?\s*")
_LEAD = re.compile(
    r"(?i)^\s*[\"«“]?(?:\d+(?:-\d+)*[.)]\s*)?"
    r"(?:білікті\w*\s+(?:қойылатын\s+)?талап\w*|квалификационн\w+\s+требовани\w+|требовани\w+\s+к\s+квалификации)"
    r"(?:\s+[^:.;]{0,80})?:"
)
_HEADING = re.compile(
    r"(?i)^\s*[\"«“]?(?:(?:параграф|глава|раздел|§)\s*\d+(?:-\d+)*|\d+(?:-\d+)*\s*-\s*(?:параграф|тарау|бөлім)|\d+(?:-\d+)*)\s*[.:)–-]?\s*"
)


_CATEGORY_OF_POSTS = re.compile(
    r"(?i)(?:для\s+)?(?:категори\w+\s+)?(?P<category>[A-ZА-Я]-(?:[A-ZА-Я]{1,3}-)?\d{1,2})(?!\w)"
)
"""A head that names posts by their category: «Е-3 санаты үшін», «Для категорий С-О-2»."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as found: where its words begin and end, level and category of the heads above it."""

    start: int
    body: Stretch
    level: str | None
    category: str | None
    post: str | None = None
    doubts: tuple[str, ...] = ()
    posts: str | None = None
    """The category of the posts that it is for."""


def asks_for_qualification(text: str) -> bool:
    """Whether a provision is one of requirements: «9. Біліктілігіне қойылатын талаптар: …»."""
    return _LEAD.match(text) is not None


def position_of_heading(heading: str) -> str | None:
    """The post that a heading names: «4-1-Параграф. Орталық директорының орынбасары» is without its number."""
    post = _HEADING.sub("", heading, count=1).strip().strip('"«»“”.')
    return post or None


def read_requirements(
    text: str,
    language: Language,
    source: RequirementSource,
    position: str | None = None,
    lines: tuple[int, int] | None = None,
) -> tuple[Requirement, ...]:
    """The requirements that a text asks for, in order; `position` and `lines` are passed on to each.

    Words that speak of neither education nor experience are named in `doubts` of their row; a text without any
    words gives no row.
    """
    whole = marked(text, language)
    return tuple(
        _requirement(row, text, whole, source, position, lines) for row in _rows(whole) if row.body.has_words
    )


def _requirement(
    row: _Row,
    text: str,
    whole: Stretch,
    source: RequirementSource,
    position: str | None,
    lines: tuple[int, int] | None,
) -> Requirement:
    education: dict[str, None] = {}
    fields: dict[str, None] = {}
    experience: list[Experience] = []
    doubts = list(row.doubts)
    offers = _offers(row.body)
    for offer in offers:
        asked, worked = _parts(offer)
        read = read_education(asked)
        work = read_experience(worked if worked is not None else offer.part(read.end, offer.end))
        paired = read.levels if len(offers) > 1 else ()
        education.update(dict.fromkeys(read.levels))
        fields.update(dict.fromkeys(read.fields))
        experience += [msgspec.structs.replace(each, education=paired) for each in work.experience]
        doubts += [*read.doubts, *_without(read, work, len(offers)), *work.doubts]
    words = row.body.part(row.start, row.body.end)
    own = whole.part(row.start, row.body.end).text if row.start > whole.start else text
    if not education and not experience and words.has_words:
        doubts.append("neither education nor experience is read")
    return Requirement(
        source=source,
        position=position or row.post,
        skill_level=row.level,
        category=row.category,
        education=tuple(education),
        fields=tuple(fields),
        experience=tuple(experience),
        text=own.strip().rstrip(";").strip(),
        lines=lines,
        doubts=tuple(dict.fromkeys(doubts)),
        position_category=row.posts,
        language=row.body.language,
    )


def _without(read: Education, work: Work, offers: int) -> list[str]:
    """A doubt where one of several alternatives asks for no years: the record has no place for «none»."""
    if offers < 2 or work.experience or work.undated or not read.levels:
        return []
    return [f"no experience is asked with {', '.join(read.levels)}"]


def _offers(body: Stretch) -> list[Stretch]:
    """Whole alternatives: «высшее … не менее 1 года или среднее … не менее 3 лет» is two.

    «Высшее …; Допускается послесреднее … при наличии не менее 1 года …» is two as well.
    """
    levels = claimed(body)
    asks = [mark.start for mark in body.marks(*ASKS)]
    starts = [body.start]
    for level in levels:
        clause = _allowing_clause(body, level.start)
        between = [ask for ask in asks if starts[-1] <= ask < level.start]
        has_level = any(starts[-1] <= other.start < min(between, default=0) for other in levels)
        if asks and clause is not None and any(starts[-1] <= other.start < clause for other in levels):
            starts.append(clause)
        elif between and has_level and _is_asked(level):
            # Kazakh says the field before the level: «… немесе [тиісті мамандық бойынша орта …]».
            turns = [at + 1 for at in range(between[-1], level.start) if is_alternative(body.doc[at])]
            starts.append(turns[-1] if turns else level.start)
    return [body.part(start, end) for start, end in zip(starts, [*starts[1:], body.end], strict=True)]


_ALLOWED = frozenset({"допускается", "рұқсат"})


def _allowing_clause(body: Stretch, level: int) -> int | None:
    """Where the clause with this level begins, if it is one that allows it in place of another."""
    start = next((at + 1 for at in reversed(range(body.start, level)) if body.doc[at].text in _STOPS), body.start)
    end = next((at for at in range(level, body.end) if body.doc[at].text in _STOPS), body.end)
    return start if any(token.lower_ in _ALLOWED for token in body.part(start, end).tokens()) else None


def _parts(offer: Stretch) -> tuple[Stretch, Stretch | None]:
    """Where education and work stand; work is None when it is whatever follows education, the usual order."""
    levels, asks = claimed(offer), offer.marks(*ASKS)
    before = [ask for ask in asks if levels and ask.end <= levels[0].start]
    if not before:
        return offer, None
    links = [at for at in range(before[-1].end, levels[0].start) if offer.doc[at].text in {",", ";", "и", "және"}]
    cut = links[0] if links else levels[0].start
    return offer.part(cut, offer.end), offer.part(offer.start, cut)


def _is_asked(level: Span) -> bool:
    """Whether a level is asked for («или среднее …», «При наличии среднего …»), not a place of work («высшего …»)."""
    if level.start and level.doc[level.start - 1].lower_ in {"наличии", "наличие"}:
        return True
    words = str(level).lower().split()
    return not re.search(r"(?:ого|его|ому|ему|ым|им|ых|их)$", words[0])


def _rows(whole: Stretch) -> list[_Row]:
    heads = _heads(whole)
    body_start = _after_lead(whole)
    if not heads:
        post, start = _post_head(whole, body_start)
        posts = _CATEGORY_OF_POSTS.match(post or "")
        body = whole.part(start, whole.end)
        if posts is not None:
            return [_Row(whole.start, body, None, None, posts=posts["category"])]
        return [_Row(whole.start, body, None, None, post)]
    rows: list[_Row] = []
    level: str | None = None
    for number, (start, end) in enumerate(heads):
        head = whole.part(start, end)
        levels, categories = head.marks("LEVEL"), head.marks("CATEGORY")
        if levels:
            level = levels[-1].id_
        body = whole.part(end, heads[number + 1][0] if number + 1 < len(heads) else whole.end)
        category, doubts = _category(categories[-1].id_ if categories else None, head)
        if body.has_words:
            rows.append(_Row(start, body, level, category, None, doubts))
    return rows


def _category(name: str | None, head: Stretch) -> tuple[str | None, tuple[str, ...]]:
    if name == "other":
        return None, (f"category not in the list: «{head.trimmed().text}»",)
    return name, ()


def _after_lead(whole: Stretch) -> int:
    """The token after «9. Біліктілігіне қойылатын талаптар:»."""
    leads = whole.marks("LEAD")
    if not leads or leads[0].start > _LEAD_TOKENS:
        number = _NUMBER.match(whole.doc.text)
        skipped = number.end() if number and number.end() < len(whole.doc.text) else 0
        return next((token.i for token in whole.tokens() if token.idx >= skipped), whole.start)
    colon = _colon(whole, leads[0].end)
    return leads[0].end if colon is None else colon + 1


def _post_head(whole: Stretch, start: int) -> tuple[str | None, int]:
    """The post that a text begins with («Экономист: высшее …») and the token after it."""
    colon = _colon(whole, start)
    if colon is None or whole.part(start, colon).marks():
        return None, start
    return whole.part(start, colon).trimmed().text or None, colon + 1


def _heads(whole: Stretch) -> list[tuple[int, int]]:
    """Heads of rows: words with a level or a category from the start of a clause to a colon, and no education."""
    heads: list[tuple[int, int]] = []
    for start in _clause_starts(whole):
        colon = _head_end(whole, start)
        if colon is None:
            continue
        head = whole.part(start, colon)
        labels = {mark.label_ for mark in head.marks()}
        if labels & {"LEVEL", "CATEGORY"} and not labels & (ASKS | {"EDUCATION", "EDUCATION_WORD"}):
            heads.append((start, colon + 1))
    return heads


def _clause_starts(whole: Stretch) -> list[int]:
    starts = [whole.start]
    for token in whole.tokens():
        if token.i + 1 < whole.end and (token.is_space or token.text[-1] in ":;." or token.text.endswith(")")):
            starts.append(token.i + 1)
    return starts


def _head_end(whole: Stretch, start: int) -> int | None:
    """Where a head ends: at its colon, or at a dash before education («жоғары санатты маман – жоғары білім»)."""
    colon = _colon(whole, start)
    end = min(start + _LEAD_TOKENS, whole.end) if colon is None else colon
    for at in range(start + 1, end):
        if whole.doc[at].text in _STOPS:
            return None
        if whole.doc[at].text in _DASHES and whole.part(start, at).marks("LEVEL", "CATEGORY"):
            return at if whole.part(at + 1, at + 4).marks("EDUCATION") else colon
    return colon


def _colon(whole: Stretch, start: int) -> int | None:
    """The colon that ends a head begun at `start`, None where the clause goes on without one."""
    for at in range(start, min(start + _LEAD_TOKENS, whole.end)):
        text = whole.doc[at].text
        if ":" in text:
            return at
        if text in _STOPS or (whole.doc[at].is_space and at > start):
            return None
    return None
