"""The name of a part as it is headed in its act: «в функциях центрального аппарата» is headed «функции …»."""

from __future__ import annotations

import re
from typing import Final

from pipeline.language.morphology import russian
from pipeline.model.acts import Language
from pipeline.recognise.amendments.normal import fold

_KAZAKH_ENDINGS: Final = (("ларында", "лары"), ("лерінде", "лері"), ("дарында", "дары"), ("дерінде", "дері"),
                          ("тарында", "тары"), ("терінде", "тері"), ("сында", "сы"), ("сінде", "сі"),
                          ("ында", "ы"), ("інде", "і"), ("да", ""), ("де", ""), ("та", ""), ("те", ""))  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def nominative(phrase: str, language: Language) -> str:
    """The phrase with its head word in the nominative; a word without a known form stays as printed."""
    return _kazakh(phrase) if language == "kk" else _russian(phrase)


def _kazakh(phrase: str) -> str:
    folded = fold(phrase)
    for ending, plain in _KAZAKH_ENDINGS:
        if folded.endswith(ending):
            return phrase[: len(phrase) - len(ending)] + plain
    return phrase


def _russian(phrase: str) -> str:
    """Adjectives up to the first noun and that noun, from the prepositional into the nominative."""
    done: list[str] = []
    end = 0
    for match in _WORD.finditer(phrase):
        form, is_noun = _inflected(match.group())
        if form is None:
            break
        done.append(phrase[end : match.start()] + form)
        end = match.end()
        if is_noun:
            break
    return "".join(done) + phrase[end:]


def _inflected(word: str) -> tuple[str | None, bool]:
    for reading in russian().parse(word):
        if "loct" in reading.tag and {"NOUN", "ADJF", "PRTF"} & set(reading.tag.grammemes):
            changed = reading.inflect({"nomn"})
            if changed is not None:
                return changed.word, "NOUN" in reading.tag
    return None, False
