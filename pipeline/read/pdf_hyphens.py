"""Words divided at a line's end: which hyphen the typesetter put there and which one belongs to the word.

No dictionary is asked. «орынбасар-басшысы», «2-тармақ», «Ақ-Төбе» keep theirs: the document writes the word so
elsewhere, or both its parts are words of the document, or a digit or a capital stands beside the hyphen. A hyphen
goes where the document writes the word without it elsewhere; else only where the document's lines are plainly
divided by a typesetter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from pipeline.read.assembly import Anchor, Words

DIVIDED = "-\u2060"
"""A hyphen at a line's end inside a cell, until the whole document is known."""

_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_AFTER = re.compile(r"[a-zа-яёәғқңөұүһі]+")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_VOWEL = re.compile(r"[аәеёиоөуұүыіэюяaeiouy]", re.I)
_PLAINLY = 0.08
"""In a text that nobody divides fewer lines than this share end in a hyphen."""

_STEM = 4
"""How many letters past the hyphen must agree with another word of the document: endings differ."""


def _before(line: str) -> re.Match[str] | None:
    """The word that a line ends with and divides; looked for only where it ends in a hyphen."""
    return _BEFORE.search(line) if line.endswith("-") else None


class Hyphens:
    """The judge of hyphens at line ends for one document, from its printed lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        own: set[str] = set()
        ends: list[tuple[str, str]] = []
        count = 0
        above = ""
        for line in lines:
            count += 1
            words = [match[0].lower() for match in _WORD.finditer(line)]
            cut = _before(above)
            after = _AFTER.match(line)
            if cut and after:
                ends.append((cut[1].lower(), after[0]))
                words = words[1:]
            own.update(words)
            above = line
        self._own = own
        self._sorted = sorted(own)
        surely = [verdict for each in ends if (verdict := self._by_own_words(*each)) is not None]
        divided = sum(surely)
        often = len(ends) >= 3 and len(ends) > _PLAINLY * count
        self._divides = 2 * divided >= len(surely) and (often or divided >= 2)

    def undone(self, above: str, below: str) -> bool:
        """Whether the hyphen at the end of a line goes and the word is one with the beginning of the next line."""
        cut, after = _before(above), _AFTER.match(below)
        if not cut or not after:
            return False
        before, rest = cut[1].lower(), after[0]
        verdict = self._by_own_words(before, rest)
        if verdict is not None:
            return verdict
        return self._divides and min(len(before), len(rest)) >= 2 and all(map(_VOWEL.search, (before, rest)))

    def mended(self, text: str) -> str:
        """The text of a cell with the words made whole that its lines divide."""
        while DIVIDED in text:
            above, below = text.split(DIVIDED, 1)
            text = above + ("" if self.undone(above + "-", below) else "-") + below
        return text

    def _by_own_words(self, before: str, rest: str) -> bool | None:
        """What the document's other words say; None where they say nothing."""
        if f"{before}-{rest}" in self._own or self._begins(f"{before}-{rest[:_STEM]}"):
            return False
        if before + rest in self._own:
            return True
        if min(len(before), len(rest)) >= 3 and before in self._own and rest in self._own:
            return False
        if len(rest) >= _STEM and self._begins(before + rest[:_STEM]):
            return True
        return None

    def _begins(self, stem: str) -> bool:
        at = bisect_left(self._sorted, stem)
        return at < len(self._sorted) and self._sorted[at].startswith(stem)


def drawn_up(above: Words, below: Words) -> tuple[Words, Words]:
    """Two lines, the rest of the word that the first one divides taken from the second into it, its hyphen gone."""
    tail = below.text.split(maxsplit=1)[0]
    rest = below.text[len(tail) :].lstrip()
    shift = len(below.text) - len(rest)
    text = above.text[:-1] + tail
    raised = [
        a._replace(words=a.words[:-1] + tail.rstrip(".,;:)»")) if a.words.endswith("-") else a for a in above.anchors
    ]
    lowered = [
        Anchor(max(0, a.start - shift), a.words[shift - a.start :] if a.start < shift else a.words, a.target)
        for a in below.anchors
    ]
    return Words(text, tuple(raised)), Words(rest, tuple(a for a in lowered if a.words))


def one_link(above: Words, below: Words) -> tuple[Words, Words]:
    """Two lines of a paragraph; a link that runs from the first into the second stands in the first alone."""
    if not above.anchors or not below.anchors:
        return above, below
    last, first = max(above.anchors, key=lambda a: a.start), min(below.anchors, key=lambda a: a.start)
    if last.target != first.target or first.start or last.start + len(last.words) < len(above.text):
        return above, below
    between = "" if last.words.endswith("-") else " "
    whole = last._replace(words=f"{last.words}{between}{first.words}")
    return (
        Words(above.text, tuple(whole if a is last else a for a in above.anchors)),
        Words(below.text, tuple(a for a in below.anchors if a is not first)),
    )
