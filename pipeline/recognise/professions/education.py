"""Education in a requirement: the levels asked for, as alternatives, and the fields of study."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.recognise.professions.marks import ASKS, Stretch, is_alternative

if TYPE_CHECKING:
    from spacy.tokens import Span

_REACH = 25
"""How many tokens may stand between a level («жоғары») and its word («білім»)."""

_BEHIND = 3
"""How far a level may stand after its word: «образование высшее»."""

_FIELD_WORDS = frozenset({"по", "бойынша", "в", "области", "саласында", "саласындағы"})
_SPECIALITY = frozenset({"специальности", "специальностям"})
_PHRASE_OPENERS = frozenset({"по", "в"})
_SENTENCE_ENDS = frozenset({".", ";"})
_QUOTES = frozenset('"«»“”')
_QUOTED = re.compile(r"[\"«“]([^\"«»“”]+)[\"»”]")
_ADJECTIVE = re.compile(r"(?:ое|ее)$")
_CONDITION = re.compile(
    r"(?i)^наличи[ия]\b|\bспециальн\w+\s+(?:подготовк|первоначальн)|\bкурс|\bпереподготовк|\bобучени[ея]\s+в\b"
    r"|арнайы\s+(?:даярл|бастапқы)|бастапқы\s+оқу"
)
"""Training asked for beside education; it is no field of study."""

_NO_FIELD = frozenset(
    {
        "специальное",
        "профессиональное",
        "на базе",
        "базасында",
        "кәсіптік",
        "арнаулы",
        "арнайы",
        "полное",
        "оконченное",
        "допускается",
        "рұқсат етіледі",
    }
)


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
    doubts = [f"level of education not in the list: «{level.text}»" for level in levels if level.id_ == "other"]
    names = dict.fromkeys(level.id_ for level in levels if level.id_ != "other")
    named = list(dict.fromkeys(_fields(zone)))
    doubts += [f"not read as education or experience: «{each}»" for each in named if _CONDITION.search(each)]
    fields = tuple(each for each in named if not _CONDITION.search(each))
    return Education(tuple(names), fields, end, tuple(doubts))


def claimed(stretch: Stretch) -> list[Span]:
    """The marks that are levels of education here: their word («білім», «образование») stands by them.

    «шағын, орта, ірі кәсіпкерлік» names no education. Where the whole stretch has no such word at all
    («Высшее, стаж работы не менее 3 лет»), levels before the years of work count as they are.
    """
    words = stretch.marks("EDUCATION_WORD")
    asks = stretch.marks(*ASKS)
    first_ask = asks[0].start if asks else stretch.end
    levels = [mark for mark in stretch.marks("EDUCATION") if not _is_base(mark)]
    if not words:
        return [mark for mark in levels if mark.end <= first_ask]
    return [mark for mark in levels if _opens(mark, stretch) or _has_word(mark, words, asks)]


def _is_base(level: Span) -> bool:
    """Whether a level is what another is built on: «профессиональное на базе основного среднего», «… базасында»."""
    doc = level.doc
    before = [token.lower_ for token in doc[max(0, level.start - 2) : level.start]]
    after = [token.lower_ for token in doc[level.end : level.end + 2]]
    return before[-2:] == ["на", "базе"] or before[-1:] == ["базе"] or "базасында" in after


def _opens(level: Span, stretch: Stretch) -> bool:
    """Whether a Russian level in the neuter opens the stretch, its word understood: «Общее среднее при наличии …»."""
    return level.doc.lang_ == "ru" and level.start == stretch.start and bool(_ADJECTIVE.search(level[-1].lower_))


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
    end = _over_brackets(stretch, _to_bracket(stretch, levels[0].start, end, limit), limit)
    while end < limit and levels[-1].end <= end and not word_closes and _goes_on(stretch, end, limit):
        end += 1
    if end + 1 < limit and stretch.doc[end].text == "," and _says_which(stretch, end + 1):
        end += 1
    if end < limit and (
        stretch.doc[end].lower_ in _PHRASE_OPENERS or _says_which(stretch, end) or _lists(stretch, end)
    ):
        end = _over_phrase(stretch, end, limit)
    return end


def _lists(stretch: Stretch, at: int) -> bool:
    """Whether a colon after the word opens the list of fields: «Высшее образование: юриспруденция»."""
    return stretch.doc[at].text == ":" and bool(stretch.part(at - 1, at).marks("EDUCATION_WORD"))


def _says_which(stretch: Stretch, at: int) -> bool:
    """Whether words say which education is meant: «образование, соответствующее … / обеспечивающее подготовку …»."""
    return stretch.doc[at].lower_.startswith(("соответствующ", "обеспечивающ"))


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
    links = stretch.doc[at].text == "," or is_alternative(stretch.doc[at])
    return links and at + 1 < limit and bool(_ADJECTIVE.search(stretch.doc[at + 1].lower_))


def _to_bracket(stretch: Stretch, start: int, end: int, limit: int) -> int:
    """The token after the bracket that is open at `end`, if one is: a level may stand in it."""
    texts = [token.text for token in stretch.doc[start:end]]
    if texts.count("(") <= texts.count(")"):
        return end
    return next((at + 1 for at in range(end, limit) if stretch.doc[at].text == ")"), end)


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
        if depth == 0 and token.text != ")" and (token.text in _SENTENCE_ENDS or _turns_to_work(stretch, end, limit)):
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
    if piece.end - piece.start > 1 and piece.doc[piece.start].lower_ in _SPECIALITY:
        # «по специальности юриспруденция» names it, «по специальности (квалификации)» does not.
        piece = piece.part(piece.start + int(piece.doc[piece.start + 1].is_alpha), piece.end)
    if piece.has_words and piece.doc[piece.end - 1].lower_ in _FIELD_WORDS:
        piece = piece.part(piece.start, piece.end - 1).trimmed()
    return [piece.text] if piece.has_words and piece.text.lower() not in _NO_FIELD else []


def _separates(zone: Stretch, start: int, at: int) -> bool:
    token = zone.doc[at]
    if token.text in {"(", ")"} and _names_it_again(zone, at):
        return False
    if token.text in {"(", ")"}:
        # «по соответствующей специальности (квалификации)» is one phrase.
        return not (zone.doc[start].lower_ in _PHRASE_OPENERS or _says_which(zone, start))
    return token.text in {",", ";"} or is_alternative(token)


_AGAIN = frozenset({"біліктілік", "мамандық"})


def _names_it_again(zone: Stretch, at: int) -> bool:
    """Whether a bracket is one of «тиісті мамандық (біліктілік) бойынша», which is one phrase."""
    word = at + 1 if zone.doc[at].text == "(" else at - 1
    inside = zone.part(word - 1, word + 2)
    return zone.doc[word].lower_ in _AGAIN and [token.text for token in inside.tokens()][::2] == ["(", ")"]
