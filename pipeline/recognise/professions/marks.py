"""Marked text: a stretch of a spaCy doc with its qualification spans, and the questions its readers ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language import QUALIFICATION
from pipeline.model.acts import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ASKS = frozenset({"EXPERIENCE", "NO_EXPERIENCE", "YEARS", "MONTHS"})
"""Marks that speak of years of work."""

_ALTERNATIVES = {
    "kk": frozenset({"немесе", "әлде", "не", "болмаса", "яки"}),
    "ru": frozenset({"или", "либо"}),
}
_LINKS = {
    "және",
    "мен",
    "және(немесе)",
    "и",
    "а",
    "также",
    "сондай-ақ",
    "при",
    "наличие",
    "наличии",
    "бар",
    "болуы",
    "болған",
    "жағдайда",
    "тиіс",
}
_STOPS = frozenset(',;:.–—-/"«»“”')
_BRACKETS = {")": "(", "(": ")"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `start:end` of a doc, with the marks that lie in them."""

    doc: Doc
    start: int
    end: int

    def marks(self, *labels: str) -> list[Span]:
        """The marks of these labels (of any label when none is given) inside the stretch, in order."""
        inside = (m for m in self.doc.spans[QUALIFICATION] if self.start <= m.start and m.end <= self.end)
        return sorted((m for m in inside if not labels or m.label_ in labels), key=lambda m: m.start)

    def part(self, start: int, end: int) -> Stretch:
        """A part of the stretch by token numbers of the doc, cut to its bounds."""
        start = max(start, self.start)
        return Stretch(self.doc, start, max(start, min(end, self.end)))

    def tokens(self) -> Iterator[Token]:
        """Its tokens."""
        return iter(self.doc[self.start : self.end])

    @property
    def language(self) -> Language:
        """The language of its doc."""
        return "kk" if self.doc.lang_ == "kk" else "ru"

    @property
    def text(self) -> str:
        """Its words, blanks single."""
        return " ".join(self.doc[self.start : self.end].text.split()) if self.end > self.start else ""

    @property
    def has_words(self) -> bool:
        """Whether any word stands in it."""
        return any(token.is_alpha for token in self.tokens())

    def trimmed(self, labels: Collection[str] = ()) -> Stretch:
        """Without links, stops, unpaired brackets and marks of `labels` at either edge."""
        start, end = self.start, self.end
        covered = {i for mark in self.marks(*labels) for i in range(mark.start, mark.end)} if labels else set()
        while start < end and (start in covered or self._is_edge(start, start, end)):
            start += 1
        while end > start and (end - 1 in covered or self._is_edge(end - 1, start, end)):
            end -= 1
        return Stretch(self.doc, start, end)

    def _is_edge(self, at: int, start: int, end: int) -> bool:
        token = self.doc[at]
        if token.text in _BRACKETS:
            texts = [each.text for each in self.doc[start:end]]
            return texts.count("(") != texts.count(")") or texts.count("(") == 0 or _is_shell(texts, at - start)
        return token.is_space or is_alternative(token) or token.lower_ in _LINKS or set(token.text) <= _STOPS


def _is_shell(texts: list[str], at: int) -> bool:
    """Whether the bracket at `at` encloses the whole, as in «(әлеуметтік, заңгерлік)»."""
    if texts[0] != "(" or texts[-1] != ")" or at not in (0, len(texts) - 1):
        return False
    depth = 0
    for number, text in enumerate(texts):
        depth += (text == "(") - (text == ")")
        if depth == 0 and number < len(texts) - 1:
            return False
    return True


def is_alternative(token: Token) -> bool:
    """Whether a word says «or» in the language of its doc: Kazakh «не» does, Russian «не» is another word."""
    return token.lower_ in _ALTERNATIVES[token.lang_]


def marked(text: str, language: Language) -> Stretch:
    """A text with its qualification marks."""
    # spaCy takes a second to import: whoever reads no requirement need not wait for it.
    from pipeline.language.nlp import marks

    doc = marks(language)(text)
    return Stretch(doc, 0, len(doc))
