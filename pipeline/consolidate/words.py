"""Finding the words a clause changes: whole words, whatever their quotes and blanks."""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTES = '"«»„“”'
_DASHES = "-–—"


@lru_cache(maxsize=1024)
def pattern(words: str) -> re.Pattern[str]:
    """A pattern for `words` as whole words; quotes, dashes and blanks match any of their kind."""
    pieces: list[str] = []
    for character in words.strip():
        if character in _QUOTES:
            pieces.append(f"[{_QUOTES}]")
        elif character in _DASHES:
            pieces.append(f"[{_DASHES}]")
        elif character.isspace():
            pieces.append(r"\s+" if not pieces or pieces[-1] != r"\s+" else "")
        else:
            pieces.append(re.escape(character))
    body = "".join(pieces)
    start = r"(?<!\w)" if words.strip()[:1].isalnum() else ""
    end = r"(?!\w)" if words.strip()[-1:].isalnum() else ""
    return re.compile(start + body + end)


@lru_cache(maxsize=256)
def forms_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the forms as whole words, the longest first; a capital may begin them."""
    ordered = sorted({form for form in forms if form.strip()}, key=len, reverse=True)
    return re.compile("|".join(_capitalised(pattern(form).pattern) for form in ordered))


def _capitalised(body: str) -> str:
    letter = re.match(r"(\(\?<!\\w\))(\w)", body)
    if letter is None:
        return body
    return f"{letter[1]}[{letter[2].lower()}{letter[2].upper()}]{body[letter.end() :]}"


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """Where the words stand in a text, as whole words."""
    return [match.span() for match in pattern(words).finditer(text)] if words.strip() else []
