"""Letters: look-alikes of the other alphabet, and words that justification has spread over the line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.clean.lines import Line, Passed
from pipeline.model.documents import Repair
from pipeline.trace import Traced, join

_LATIN = "ABCEHIKMOPTXYaceiopxyhbu"
_CYRILLIC = "АВСЕНІКМОРТХУасеіорхуһьи"
_TO_CYRILLIC = dict(zip(_LATIN[:21], _CYRILLIC[:21], strict=True))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()} | {"ё": "e"}
_ROMAN = frozenset("IVXLCDMІХСМ")

_KAZAKH_UE = re.compile(r"Y[^\W\d_]*[iіәөүӘӨҮІ]|ПY(?:КЖ|АЖ)")
"""Words whose Latin Y stands for Ү, not for У: «Yкiметi», «Yлгi», the collection of acts «ПYКЖ»."""

_WORD = re.compile(r"[^\W\d_]+")
_IS_LATIN = re.compile(r"[A-Za-z]")

LOOK_ALIKE = "look-alike letters"
LETTER_SPACED = "letter-spaced words"


def look_alikes(lines: tuple[Line, ...]) -> Passed:
    """Words of two alphabets in the alphabet of most of their letters; an undecided word is a doubt.

    «ПРИКAЗЫВAЮ» with Latin A, «бөлiмшесiнін» with Latin i, «VІ» with a Cyrillic І among Roman numerals.
    """
    out: list[Line] = []
    repairs: list[Repair] = []
    for line in lines:
        text = line.text
        for match in _WORD.finditer(text.text):
            word = match[0]
            latin = sum(1 for letter in word if _IS_LATIN.match(letter))
            if not 0 < latin < len(word):
                continue
            mended = _one_alphabet(word, latin)
            repairs.append(Repair(LOOK_ALIKE, line.number, word, mended or word, mended is not None))
            if mended is not None:
                text = text.replace(match.start(), match.end(), mended)
        out.append(line.with_text(text))
    return Passed(tuple(out), tuple(repairs))


def mended(text: str) -> str:
    """A text with every word of two alphabets in the alphabet of most of its letters, where that is decided."""
    return _WORD.sub(lambda match: _one_alphabet(match[0], len(_IS_LATIN.findall(match[0]))) or match[0], text)


def _one_alphabet(word: str, latin: int) -> str | None:
    """The word in one alphabet, None where both alphabets have an equal claim or a letter has no double.

    Of an equal claim that alphabet gets the word which alone has every letter of it: «Бiлiмi» is Cyrillic.
    """
    cyrillic = len(word) - latin
    if not 0 < latin < len(word):
        return word
    if _ROMAN.issuperset(word) or latin > cyrillic:
        return _in_latin(word)
    if cyrillic > latin:
        return _in_cyrillic(word)
    one, other = _in_latin(word), _in_cyrillic(word)
    return None if one is not None and other is not None else one or other


def _in_latin(word: str) -> str | None:
    return _in_alphabet(word, _TO_LATIN, to_latin=True)


def _in_cyrillic(word: str) -> str | None:
    return _in_alphabet(word, _TO_CYRILLIC | ({"Y": "Ү"} if _KAZAKH_UE.match(word) else {}), to_latin=False)


def _in_alphabet(word: str, table: Mapping[str, str], *, to_latin: bool) -> str | None:
    made = [letter if bool(_IS_LATIN.match(letter)) is to_latin else table.get(letter) for letter in word]
    return None if None in made else "".join(letter for letter in made if letter)


_SPACED = re.compile(
    r"(?<!\S)(?:[^\W_]|[(«\"]|\d)(?: (?:[^\W\d_]|[.,;:)»\"!?-]))+(?!\S)"
    r"(?:  +(?:[^\W\d_]|[(«\"])(?: (?:[^\W\d_]|[.,;:)»\"!?-]))*(?!\S))*"
)
_ONE_LETTER_WORDS = frozenset("авикосуяАВИКОСУЯ")
_MIN_SPREAD = 4
_ORDERING = re.compile(r"(?:БҰЙЫРАМЫН|ПРИКАЗЫВАЮ|ПОСТАНОВЛЯ(?:ЕТ|Ю)|ҚАУЛЫЕТЕ(?:ДІ|МІН)|РЕШИЛИ?|ШЕШІМҚАБЫЛДАДЫ)$")


def letter_spaced(lines: tuple[Line, ...]) -> Passed:
    """Words spread over the line, closed again: «а с т а н а н ы ң ,» → «астананың,», two blanks between words.

    A row of capitals or of one-letter words may be a table or a sentence: it is left and reported.
    """
    out: list[Line] = []
    repairs: list[Repair] = []
    for line in lines:
        parts: list[Traced] = []
        position = 0
        for match in _SPACED.finditer(line.text.text):
            letters = [piece for piece in match[0].split() if piece.isalpha()]
            if not letters and not re.fullmatch(r"\d \.", match[0]):
                continue
            closed = _closed(line.text[match.start() : match.end()])
            certain = _certain(letters, match[0])
            if len(letters) >= _MIN_SPREAD or certain:
                words = sum(1 for word in closed.text.split() if len(word) > 1 and word[0].isalpha())
                repairs.append(Repair(LETTER_SPACED, line.number, match[0], closed.text, certain, max(words, 1)))
            if certain:
                parts += [line.text[position : match.start()], closed]
                position = match.end()
        parts.append(line.text[position:])
        out.append(line.with_text(join(parts)))
    return Passed(tuple(out), tuple(repairs))


def _certain(letters: list[str], text: str) -> bool:
    if re.fullmatch(r"\d \.", text):
        return True
    if len(letters) < _MIN_SPREAD or all(letter.isupper() for letter in letters):
        return bool(_ORDERING.match("".join(letters)))
    return not _ONE_LETTER_WORDS.issuperset(letters)


def _closed(text: Traced) -> Traced:
    """Single blanks go, runs of blanks become one."""
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+(?: \S+)*", text.text)]
    return join(
        (
            join(text[start + m.start() : start + m.end()] for m in re.finditer(r"\S+", text.text[start:end]))
            for start, end in words
        ),
        " ",
    )
