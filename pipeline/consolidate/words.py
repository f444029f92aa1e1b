"""Finding the words a clause changes: whole words, whatever their quotes, dashes, blanks and look-alike letters."""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTES = '"«»„“”'
_DASHES = "-–—‑"
_NUMBER_SIGNS = "№N"
_ALIKE = ("AА", "BВ", "CС", "EЕ", "HН", "IІ", "KК", "MМ", "OО", "PР", "TТ", "XХ",
          "aа", "cс", "eеё", "iі", "oо", "pр", "xх", "yу", "EЕЁ")  # fmt: skip
"""Letters of the two alphabets that print alike, and ё, which may be printed е."""
_ONE_OF = {letter: f"[{''.join(sorted(set().union(*(g for g in _ALIKE if letter in g))))}]"
           for group in _ALIKE for letter in group}  # fmt: skip
_YO = {"е": "[её]", "ё": "[её]", "Е": "[ЕЁ]", "Ё": "[ЕЁ]"}


@lru_cache(maxsize=1024)
def pattern(words: str) -> re.Pattern[str]:
    """A pattern for `words` as whole words; quotes, dashes, blanks, «№» and letters match any that print alike."""
    return re.compile(_bounded(words, _body(words, _ONE_OF, signs=True)))


@lru_cache(maxsize=1024)
def _begun(words: str) -> re.Pattern[str]:
    """A pattern for `words` that begin with a small letter, as they stand at the head of a sentence."""
    capital = words.strip()[:1].upper()
    return re.compile(_bounded(words, _body(capital + words.strip()[1:], _ONE_OF, signs=True)))


def _body(words: str, letters: dict[str, str], *, signs: bool) -> str:
    pieces: list[str] = []
    text = words.strip()
    for at, character in enumerate(text):
        if character in _QUOTES:
            pieces.append(f"[{_QUOTES}]")
        elif character in _DASHES:
            pieces.append(f"[{_DASHES}]")
        elif character.isspace():
            pieces.append(r"\s+" if not pieces or pieces[-1] != r"\s+" else "")
        elif signs and (character == "№" or (character == "N" and _stands_alone(text, at))):
            pieces.append(f"[{_NUMBER_SIGNS}]")
        else:
            pieces.append(letters.get(character, re.escape(character)))
    return "".join(pieces)


def _stands_alone(text: str, at: int) -> bool:
    """Whether the letter N is the sign of a number («форма N 5»)."""
    return not text[at - 1 : at].isalnum() and text[at + 1 : at + 3].strip()[:1].isdigit()


def _bounded(words: str, body: str) -> str:
    """Whole words: «социальный» is no part of «медико-социальный», «10» none of «10,5»."""
    first, last = words.strip()[:1], words.strip()[-1:]
    start = r"(?<!\w)" if first.isalnum() else ""
    end = r"(?!\w)" if last.isalnum() else ""
    start += r"(?<!\w[-‑])" if first.isalpha() else r"(?<!\d[.,])" if first.isdigit() else ""
    end += r"(?![-‑]\w)" if last.isalpha() else r"(?![.,]\d)" if last.isdigit() else ""
    return start + body + end


@lru_cache(maxsize=256)
def forms_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the forms as whole words, the longest first; a capital may begin them."""
    ordered = sorted({form.strip() for form in forms if form.strip()}, key=len, reverse=True)
    return re.compile("|".join(_bounded(form, _capitalised(form)) for form in ordered))


def _capitalised(form: str) -> str:
    first = form[:1]
    if not first.isalpha():
        return _body(form, _YO, signs=False)
    return f"[{first.lower()}{first.upper()}]{_body(form[1:], _YO, signs=False)}" if len(form) > 1 else first


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """Where the words stand in a text, as whole words."""
    return [match.span() for match in pattern(words).finditer(text)] if words.strip() else []


def heads(words: str, text: str) -> list[tuple[int, int]]:
    """Where words that begin with a small letter stand at the head of a paragraph or sentence, with a capital."""
    if not words.strip()[:1].islower():
        return []
    return [match.span() for match in _begun(words).finditer(text) if _is_head(text, match.start())]


def _is_head(text: str, at: int) -> bool:
    before = text[:at].rstrip().rstrip('"«„“')
    return not before or before[-1] in ".!?):" or text[:at].endswith("\n")
