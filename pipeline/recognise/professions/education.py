"""Education in a requirement: the levels asked for, as alternatives, and the fields of study."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.recognise.professions.marks import ALTERNATIVES, ASKS, Stretch

if TYPE_CHECKING:
    from spacy.tokens import Span

_REACH = 25
"""How many tokens may stand between a level («жоғары») and its word («білім»)."""

_BEHIND = 3
"""How far a level may stand after its word: «образование высшее»."""

_FIELD_WORDS = frozenset({"по", "бойынша", "в", "области", "саласында", "саласындағы"})
_PHRASE_OPENERS = frozenset({"по", "в", "соответствующего", "соответствующее"})
_SENTENCE_ENDS = frozenset({".", ";"})
_QUOTES = frozenset('"«»“”')
_QUOTED = re.compile(r"[\"«“]([^\"«»“”]+)[\"»”]")
_ADJECTIVE = re.compile(r"(?:ое|ее)$")
_NO_FIELD = frozenset({"специальное", "профессиональное", "кәсіптік", "арнаулы", "арнайы", "полное", "оконченное"})


@dataclass(frozen=True, slots=True)
class Education:
    """Levels and fields as read, and the token after the last word that speaks of them."""

    levels: tuple[str, ...]
    fields: tuple[str, ...]
    end: int
    doubts: tuple[str, ...] = ()


def read_education(stretch: Stretch) -> Education:
    """What a stretch asks of education, up to the first words about years of work."""
    levels = claimed(stretch)
    if not levels:
        return Education((), (), stretch.start)
    end = _end(stretch, levels)
    zone = stretch.part(stretch.start, end)
    doubts = tuple(f"level of education not in the list: «{level.text}»" for level in levels if level.id_ == "other")
    names = dict.fromkeys(level.id_ for level in levels if level.id_ != "other")
    return Education(tuple(names), tuple(dict.fromkeys(_fields(zone))), end, doubts)


def claimed(stretch: Stretch) -> list[Span]:
    """The marks that are levels of education here: their word («білім», «образование») stands by them.

    «шағын, орта, ірі кәсіпкерлік» names no education. Where the whole stretch has no such word at all
    («Высшее, стаж работы не менее 3 лет»), levels before the years of work count as they are.
    """
    words = stretch.marks("EDUCATION_WORD")
    asks = stretch.marks(*ASKS)
    first_ask = asks[0].start if asks else stretch.end
    if not words:
        return [mark for mark in stretch.marks("EDUCATION") if mark.end <= first_ask]
    return [mark for mark in stretch.marks("EDUCATION") if _has_word(mark, words, asks)]


def _has_word(level: Span, words: list[Span], asks: list[Span]) -> bool:
    after = next((word for word in words if word.start >= level.end), None)
    if after is not None and after.start - level.end <= _REACH:
        between = level.doc[level.end : after.start]
        cut = any(token.text in _SENTENCE_ENDS for token in between)
        if not cut and not any(level.end <= ask.start < after.start for ask in asks):
            return True
    return any(0 <= level.start - word.end <= _BEHIND for word in words)


def _end(stretch: Stretch, levels: list[Span]) -> int:
    """The token after education: its last word, the brackets after it, a phrase of fields («по специальности …»)."""
    asks = [mark.start for mark in stretch.marks(*ASKS)]
    limit = min((start for start in asks if start >= levels[-1].end), default=stretch.end)
    end = levels[-1].end
    word_closes = False
    for word in stretch.marks("EDUCATION_WORD"):
        if word.end <= limit and word.start >= levels[0].start and _belongs(word, levels):
            end, word_closes = max(end, word.end), word.end > end
    end = _over_brackets(stretch, end, limit)
    while end < limit and levels[-1].end <= end and not word_closes and _goes_on(stretch, end, limit):
        end += 1
    if end < limit and stretch.doc[end].lower_ in _PHRASE_OPENERS:
        end = _over_phrase(stretch, end, limit)
    return end


def _belongs(word: Span, levels: list[Span]) -> bool:
    """Whether this word closes a level: it is the first word after one, or the level follows it at once."""
    before = [level for level in levels if level.end <= word.start]
    if not before:
        return True
    gap = word.doc[before[-1].end : word.start]
    return not any(token.lower_ in {"білім", "образование"} for token in gap)


def _goes_on(stretch: Stretch, at: int, limit: int) -> bool:
    """Whether the token at `at` still lists fields after «образование высшее»: «экономическое, юридическое»."""
    if _ADJECTIVE.search(stretch.doc[at].lower_):
        return True
    links = stretch.doc[at].text == "," or stretch.doc[at].lower_ in ALTERNATIVES
    return links and at + 1 < limit and bool(_ADJECTIVE.search(stretch.doc[at + 1].lower_))


def _over_brackets(stretch: Stretch, end: int, limit: int) -> int:
    while end < limit and stretch.doc[end].text == "(":
        depth, at = 0, end
        while at < limit:
            depth += (stretch.doc[at].text == "(") - (stretch.doc[at].text == ")")
            at += 1
            if depth == 0:
                break
        end = at
    return end


def _over_phrase(stretch: Stretch, end: int, limit: int) -> int:
    depth = 0
    while end < limit:
        token = stretch.doc[end]
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and (token.text in _SENTENCE_ENDS or _turns_to_work(stretch, end, limit)):
            break
        end += 1
    return end


def _turns_to_work(stretch: Stretch, at: int, limit: int) -> bool:
    """Whether the link at `at` leads over to years of work: «… специальности и [не менее трех лет] …»."""
    return at + 1 == limit and (stretch.doc[at].lower_ in {"и", "және", ","} or stretch.doc[at].is_punct)


def _fields(zone: Stretch) -> list[str]:
    """Fields of study: what stands in the zone beside the levels, their words and their old names."""
    covered = {
        i for mark in zone.marks("EDUCATION", "EDUCATION_WORD", "QUALIFIER") for i in range(mark.start, mark.end)
    }
    found: list[str] = []
    start, quoted = zone.start, False
    for at in range(zone.start, zone.end + 1):
        if at < zone.end:
            quoted ^= sum(sign in _QUOTES for sign in zone.doc[at].text) % 2 == 1
            if at not in covered and (quoted or not _separates(zone, start, at)):
                continue
        found += _field(zone.part(start, at))
        start = at + 1
    return found


def _field(piece: Stretch) -> list[str]:
    """The field that a piece between separators names, if any; names in quotes stand for themselves."""
    names = _QUOTED.findall(piece.text)
    if names:
        return [" ".join(name.split()) for name in names]
    piece = piece.trimmed()
    while piece.has_words and piece.doc[piece.start].lower_ in _FIELD_WORDS:
        piece = piece.part(piece.start + 1, piece.end).trimmed()
    if piece.has_words and piece.doc[piece.end - 1].lower_ in _FIELD_WORDS:
        piece = piece.part(piece.start, piece.end - 1).trimmed()
    return [piece.text] if piece.has_words and piece.text.lower() not in _NO_FIELD else []


def _separates(zone: Stretch, start: int, at: int) -> bool:
    token = zone.doc[at]
    if token.text in {"(", ")"}:
        # «по соответствующей специальности (квалификации)» is one phrase.
        return zone.doc[start].lower_ not in _PHRASE_OPENERS
    return token.text in {",", ";"} or token.lower_ in ALTERNATIVES
