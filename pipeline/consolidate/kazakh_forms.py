"""Case forms of Kazakh words, for clauses that say «тиісті септікте».

Endings follow vowel harmony and the last sound (Kazakh orthography). A word on -ы/-і may carry the third person's
possessive or belong to the stem: both readings are given, and what they do not agree on is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

Forms = dict[str, str]
"""Case and number by name («gen», «pl.dat», «poss.acc») to the form."""

_BACK = frozenset("аоұыяё")
_FRONT = frozenset("әөүіеэ")
_OPEN = frozenset("аәеоөұүыіэяё")
_NASAL = frozenset("мнң")
_GLIDE = frozenset("рлйуию")
_VOICED = frozenset("зж")
_CLUSTERS = ("кт", "рк", "фт", "мб", "нг", "рг", "рд", "льд")
"""Endings of borrowed words before which a vowel comes in by habit («акт», «актінің»): not decided by rule."""
_MUTED = {"қ": "ғ", "к": "г", "п": "б"}


@lru_cache(maxsize=512)
def readings(word: str) -> tuple[tuple[str, Forms], ...]:
    """The paradigms a word may follow, «plain» and «possessed»; none for a word whose forms no rule decides."""
    lower = word.lower()
    if not lower or not lower[-1].isalpha() or lower.endswith(_CLUSTERS) or _is_back(lower) is None:
        return ()
    if word.isupper() and len(word) > 1:
        return ()
    found: list[tuple[str, Forms]] = []
    if lower[-1] in "ыі":
        found.append(("possessed", dict(_possessed(word, ""))))
    if not _surely_possessed(lower):
        found.append(("plain", dict(_plain(word))))
    return tuple(found)


def _surely_possessed(word: str) -> bool:
    if word.endswith(("лығы", "лігі", "тығы", "тігі", "дығы", "дігі")):
        return True
    return word.endswith(("сы", "сі")) and word[-3:-2] in _OPEN


def _is_back(word: str) -> bool | None:
    """Whether endings are hard; «у» and «и» take the harmony of the vowel before them."""
    last: bool | None = None
    for letter in reversed(word):
        if letter in _BACK or letter in _FRONT:
            return letter in _BACK
        if letter in "уюи" and last is None:
            last = letter != "и"
    return last


def _plain(word: str) -> Iterator[tuple[str, str]]:
    yield from _cases(word, "")
    back, end = bool(_is_back(word.lower())), word[-1].lower()
    plural = word + ("л" if end in _OPEN or end in "рйуию" else "д" if end in _NASAL | _VOICED | {"л"} else "т")
    plural += "ар" if back else "ер"
    yield from _cases(plural, "pl.")
    yield from _possessed(plural + ("ы" if back else "і"), "plposs.")
    vowel = "ы" if back else "і"
    stem = word + "с" if end in _OPEN else word[:-1] + _MUTED.get(word[-1], word[-1])
    yield from _possessed(stem + vowel, "poss.")


def _cases(word: str, prefix: str) -> Iterator[tuple[str, str]]:
    back, end = bool(_is_back(word.lower())), word[-1].lower()
    a, y = ("а", "ы") if back else ("е", "і")
    hard = not (end in _OPEN or end in _NASAL or end in _GLIDE or end in _VOICED)
    d = "т" if hard else "д"
    yield f"{prefix}nom", word
    yield f"{prefix}gen", word + ("н" if end in _OPEN or end in _NASAL else d) + y + "ң"
    yield f"{prefix}dat", word + (("қ" if back else "к") if hard else ("ғ" if back else "г")) + a
    yield f"{prefix}acc", word + ("н" if end in _OPEN else d) + y
    yield f"{prefix}loc", word + d + a
    yield f"{prefix}locadj", word + d + a + ("ғы" if back else "гі")
    yield f"{prefix}abl", word + ("н" if end in _NASAL else d) + a + "н"
    yield f"{prefix}ins", word + ("п" if hard else "б" if end in _VOICED else "м") + "ен"


def _possessed(word: str, prefix: str) -> Iterator[tuple[str, str]]:
    back = bool(_is_back(word.lower()))
    a, y = ("а", "ы") if back else ("е", "і")
    yield f"{prefix}nom", word
    yield f"{prefix}gen", f"{word}н{y}ң"
    yield f"{prefix}dat", f"{word}н{a}"
    yield f"{prefix}acc", f"{word}н"
    yield f"{prefix}loc", f"{word}нд{a}"
    yield f"{prefix}locadj", f"{word}нд{a}{'ғы' if back else 'гі'}"
    yield f"{prefix}abl", f"{word}н{a}н"
    yield f"{prefix}ins", f"{word}мен"


def changes(old: str, new: str) -> dict[str, frozenset[str]]:
    """Every form of the old words with the forms of the new ones that may take its place.

    Only the last word of a phrase takes endings. Empty when no rule decides the forms of either.
    """
    old_head, _, old_last = old.rpartition(" ")
    new_head, _, new_last = new.rpartition(" ")
    old_readings, new_readings = readings(old_last), dict(readings(new_last))
    found: dict[str, set[str]] = {}
    for kind, forms in old_readings if new_readings else ():
        chosen = [new_readings[kind]] if kind in new_readings else list(new_readings.values())
        for slot, form in forms.items():
            whole = f"{old_head} {form}".strip()
            found.setdefault(whole, set()).update(
                f"{new_head} {other[slot]}".strip() for other in chosen if slot in other
            )
    return {form: frozenset(others) for form, others in found.items()}
