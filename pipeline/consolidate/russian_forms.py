"""Case forms of Russian phrases, for clauses that say «в соответствующем падеже»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pipeline.language.morphology import russian

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_NUMBERS = ("sing", "plur")
_Forms = dict[tuple[str, str], set[str]]


def changes(old: str, new: str) -> dict[str, frozenset[str]]:
    """Every form of the old words with the forms of the new ones that may take its place.

    Both are given in the nominative, as clauses give them: adjectives, a noun that they agree with, and words
    that depend on it and stay. A form that stands for two cases may have two successors. Empty when the phrase is
    built otherwise.
    """
    before, after = forms(old), forms(new)
    given = _number_of(old)
    if not before or not after:
        return {}
    same = given == _number_of(new)
    found: dict[str, set[str]] = {}
    for (case, number), olds in before.items():
        if not same and number != given:
            continue
        news = after.get((case, number if same else (_number_of(new) or number)), set())
        for form in olds:
            found.setdefault(form, set()).update(news or {""})
    return {form: frozenset(others) for form, others in found.items()}


def _number_of(phrase: str) -> str | None:
    head = _head(phrase.split())
    return str(head[1][0].tag.number) if head is not None else None


@lru_cache(maxsize=512)
def forms(phrase: str) -> _Forms:
    """The phrase in every case and number, several forms where its head may be read as several words."""
    words = phrase.split()
    if len(words) == 1 and phrase.isupper() and len(phrase) > 1:
        return {}
    found = _head(words)
    if found is None or _coordinated(words[found[0] + 1 :]):
        return {}
    place, heads = found
    out: _Forms = {}
    for head in heads:
        for number in _NUMBERS:
            for case in _CASES:
                made = _inflected(words[:place], head, words[place], case, number)
                if made is not None:
                    out.setdefault((case, number), set()).add(" ".join((*made, *words[place + 1 :])))
    return out


def _head(words: Sequence[str]) -> tuple[int, list[Any]] | None:
    """The noun a phrase is about, with its readings in the nominative; before it only adjectives stand."""
    for place, word in enumerate(words):
        bare = word.strip('"«»,.')
        parses = russian().parse(bare) if bare else []
        adjectives = [p for p in parses if p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn"]
        nouns = [p for p in parses if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
        if nouns and bare == word and (not adjectives or place == len(words) - 1):
            return place, _distinct(nouns)
        if not adjectives:
            return None
    return None


def _distinct(parses: Sequence[Any]) -> list[Any]:
    seen: dict[tuple[str, str, str], Any] = {}
    for parse in parses:
        seen.setdefault((parse.normal_form, str(parse.tag.gender), str(parse.tag.number)), parse)
    likely = max(parse.score for parse in seen.values())
    return [parse for parse in seen.values() if parse.score >= likely / 20]


def _inflected(adjectives: Sequence[str], head: Any, word: str, case: str, number: str) -> list[str] | None:
    noun = head.inflect({case, number})
    if noun is None:
        return None
    made: list[str] = []
    for adjective in adjectives:
        parses = [p for p in russian().parse(adjective) if p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn"]
        wanted = {case, number}
        if number == "sing":
            wanted.add(str(head.tag.gender))
        if case == "accs" and (number == "plur" or head.tag.gender == "masc"):
            wanted.add(str(head.tag.animacy))
        form = parses[0].inflect(wanted) if parses else None
        if form is None:
            return None
        made.append(_cased(form.word, adjective))
    return [*made, _cased(noun.word, word)]


def _cased(form: str, like: str) -> str:
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def _coordinated(rest: Sequence[str]) -> bool:
    """Whether a second noun in the nominative follows, which would have to change too."""
    for before, word in pairwise(rest):
        if re.fullmatch(r"и|или|либо", before.lower()):
            tags = [parse.tag for parse in russian().parse(word.strip(",."))]
            cases = {tag.case for tag in tags if tag.POS in ("NOUN", "ADJF", "PRTF")}
            if "nomn" in cases and "gent" not in cases:
                return True
    return False
