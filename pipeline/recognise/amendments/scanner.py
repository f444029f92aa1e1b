"""From a line to segments of raw pieces: every word gets the terminal its table or its grammar gives it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import structs

from pipeline.model.acts import Language
from pipeline.recognise.amendments.atoms import Atom, Kind, atoms
from pipeline.recognise.amendments.forms import Form, noun_forms, table
from pipeline.recognise.amendments.numbers import figure, ordinal, roman_figure
from pipeline.recognise.amendments.pieces import Piece
from pipeline.recognise.amendments.terminals import vocabulary

WORD: Final = "WORD"
NUMBER: Final = "NUMBER"
_MARKS: Final = {",": "COMMA", ";": "SEMICOLON", ":": "COLON", ".": "DOT", "–": "DASH", "-": "DASH"}
_ATOMS: Final = {Kind.QUOTE: "QUOTE", Kind.DATE: "DATE", Kind.ACT_NUMBER: "ACT_NUMBER", Kind.REMARK: "REMARK"}


@lru_cache(maxsize=2)
def _pointers(language: Language) -> tuple[tuple[str, str], ...]:
    pointing = table(language)["pointing"]
    return tuple((stem, name.upper()) for name in ("this", "said", "approved") for stem in pointing[name])


def pieces_of(found: Sequence[Atom], text: str, language: Language) -> list[Piece]:
    """The raw pieces of atoms already cut."""
    pieces: list[Piece] = []
    at = 0
    while at < len(found):
        if named := _named_mark(found, at, language):
            several, taken = named
            pieces += several
        else:
            piece, taken = _piece(found, at, text, language)
            pieces.append(piece)
        at += taken
    return pieces


def _named_mark(found: Sequence[Atom], at: int, language: Language) -> tuple[list[Piece], int] | None:
    """«точкой с запятой» as the pieces of «знаком «;»», which share its characters between them."""
    if found[at].kind is not Kind.WORD:
        return None
    words = _run_of_words(found, at)
    for length in range(min(len(words), _LONGEST_MARK), 0, -1):
        meant = table(language)["marks"].get(" ".join(words[:length]))
        if meant is not None:
            start, end = found[at].start, found[at + length - 1].end
            pieces = pieces_of(list(atoms(meant, meant, language, 0, lambda _place: False)), meant, language)
            cuts = [*range(start, start + len(pieces)), end]
            return [
                structs.replace(p, start=a, end=b) for p, (a, b) in zip(pieces, pairwise(cuts), strict=True)
            ], length
    return None


def _piece(found: Sequence[Atom], at: int, text: str, language: Language) -> tuple[Piece, int]:
    atom = found[at]
    if atom.kind in _ATOMS:
        return Piece(_ATOMS[atom.kind], atom.start, atom.end, text=atom.value), 1
    if atom.kind is Kind.MARK:
        return Piece(_MARKS.get(atom.value, "MARK"), atom.start, atom.end), 1
    if atom.kind is Kind.NUMBER:
        return Piece(NUMBER, atom.start, atom.end, items=(figure(atom.value),)), 1
    return _word(found, at, text, language)


def _word(found: Sequence[Atom], at: int, text: str, language: Language) -> tuple[Piece, int]:
    words = _run_of_words(found, at)
    noun, noun_length = _noun(words, language)
    phrase = vocabulary(language).match(words, 0)
    start = found[at].start
    if phrase is not None and phrase[1] >= noun_length:
        return Piece(phrase[0], start, found[at + phrase[1] - 1].end, text=words[0]), phrase[1]
    if noun_length:
        end = found[at + noun_length - 1].end
        return Piece(noun[0].role.value, start, end, forms=noun, text=words[0]), noun_length
    number = ordinal(found, at, language)
    if number is not None:
        return Piece(NUMBER, start, found[at + number[1] - 1].end, items=(number[0],)), number[1]
    atom = found[at]
    roman = roman_figure(text[atom.start : atom.end], atom.value)
    if roman is not None:
        return Piece(NUMBER, start, atom.end, items=(roman,)), 1
    for stem, name in _pointers(language):
        if atom.value.startswith(stem):
            return Piece(name, start, atom.end, text=atom.value), 1
    return Piece(WORD, start, atom.end, text=atom.value), 1


_LONGEST_PHRASE: Final = 7
_LONGEST_MARK: Final = 3


def _run_of_words(found: Sequence[Atom], at: int) -> list[str]:
    words: list[str] = []
    for atom in found[at : at + _LONGEST_PHRASE]:
        if atom.kind is not Kind.WORD:
            break
        words.append(atom.value)
    return words


def _noun(words: Sequence[str], language: Language) -> tuple[tuple[Form, ...], int]:
    nouns = noun_forms(language)
    if len(words) > 1 and (pair := nouns.get(f"{words[0]} {words[1]}")):
        return pair, 2
    for spelling in _spellings(words[0]):
        if spelling in nouns:
            return nouns[spelling], 1
    return (), 0


def _spellings(word: str) -> tuple[str, ...]:
    """«сөз(дер)і» is «сөздері» or «сөзі»; «слово(а)» is «слово»."""
    if "(" not in word:
        return (word,)
    head, _, rest = word.partition("(")
    inside, _, tail = rest.partition(")")
    return (head + inside + tail, head + tail)
