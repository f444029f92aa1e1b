"""From a line to segments of raw pieces: every word gets the terminal its table or its grammar gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import structs

from pipeline.model.acts import Language
from pipeline.recognise.amendments.atoms import Atom, Kind, atoms
from pipeline.recognise.amendments.forms import Form, Role, noun_forms, short_forms, table
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
        if named := _named_phrase(found, at, language) or _shortened(found, at, language):
            several, taken = named
            pieces += several
        else:
            piece, taken = _piece(found, at, text, language)
            pieces.append(piece)
        at += taken
    return pieces


@lru_cache(maxsize=2)
def _phrases(language: Language) -> dict[str, str]:
    return {**table(language)["marks"], **table(language).get("phrases", {})}


def _named_phrase(found: Sequence[Atom], at: int, language: Language) -> tuple[list[Piece], int] | None:
    """«точкой с запятой» as the pieces of «знаком «;»», which share its characters between them."""
    if found[at].kind is not Kind.WORD:
        return None
    words = _run_of_words(found, at)
    for length in range(min(len(words), _LONGEST_NAMED), 0, -1):
        meant = _phrases(language).get(" ".join(words[:length]))
        if meant is not None:
            start, end = found[at].start, found[at + length - 1].end
            pieces = pieces_of(list(atoms(meant, meant, language, 0, lambda _place: False)), meant, language)
            cuts = [*range(start, start + len(pieces)), end]
            return [
                structs.replace(p, start=a, end=b) for p, (a, b) in zip(pieces, pairwise(cuts), strict=True)
            ], length
    return None


def _shortened(found: Sequence[Atom], at: int, language: Language) -> tuple[list[Piece], int] | None:
    """«п. 5», «пп. 3)», «п.п. 3)», «абз. третьем»: the unit an abbreviation stands for, its number behind it."""
    short = short_forms(language)
    for spelling, taken in _abbreviations(found, at):
        units = short.get(spelling)
        number = _number_behind(found, at + taken, language) if units else None
        if units is None or number is None:
            continue
        forms = next((forms for forms in units if forms[0].name == "subpoint"), units[0]) if number else units[0]
        end = found[at + taken - 1].end
        return [Piece(Role.UNIT.value, found[at].start, end, forms=forms, text=spelling)], taken
    return None


def _abbreviations(found: Sequence[Atom], at: int) -> Iterator[tuple[str, int]]:
    """The words with a full stop that begin at an atom, the longer first, and how many atoms they take."""
    kinds = [(atom.kind, atom.value) for atom in found[at : at + 4]]
    if len(kinds) == 4 and kinds[1] == kinds[3] == (Kind.MARK, ".") and kinds[0][0] is kinds[2][0] is Kind.WORD:
        yield f"{kinds[0][1]}.{kinds[2][1]}", 4
    if len(kinds) > 1 and kinds[0][0] is Kind.WORD and kinds[1] == (Kind.MARK, "."):
        yield kinds[0][1], 2


def _number_behind(found: Sequence[Atom], at: int, language: Language) -> bool | None:
    """Whether the numbers from an atom on have a bracket («3)», «1, 2)»); None without a number."""
    if at >= len(found) or not (found[at].kind is Kind.NUMBER or ordinal(found, at, language)):
        return None
    while at < len(found) and (found[at].kind is Kind.NUMBER or found[at].value in (",", "и")):
        if found[at].value.endswith(")"):
            return True
        at += 1
    return False


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
        return Piece(phrase[0], start, found[at + phrase[1] - 1].end, text=" ".join(words[: phrase[1]])), phrase[1]
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
_LONGEST_NAMED: Final = 5


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
