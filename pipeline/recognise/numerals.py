"""Numbers spelt out: «двадцати одного», «жиырма бір» and ordinals «части второй», «екінші бөлігі».

Parts, paragraphs, sentences and rows are cited by ordinal words (Law № 480-V, article 25).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model.acts import Language

_RU_UNITS = {
    "одн": 1, "один": 1, "перв": 1, "двух": 2, "двум": 2, "два": 2, "две": 2, "трех": 3, "трем": 3, "три": 3,
    "четыр": 4, "пят": 5, "шест": 6, "сем": 7,
    "восьм": 8, "восем": 8, "девят": 9, "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13,
    "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19,
    "двадцат": 20, "тридцат": 30, "сорок": 40, "пятидесят": 50, "пятьдесят": 50, "шестидесят": 60,
    "шестьдесят": 60, "семидесят": 70, "семьдесят": 70, "восьмидесят": 80, "восемьдесят": 80, "девяност": 90,
    "ст": 100, "сто": 100, "двухсот": 200, "двести": 200, "трехсот": 300, "триста": 300,
}  # fmt: skip
_KK_UNITS = {
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
    "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60, "жетпіс": 70, "сексен": 80, "тоқсан": 90,
    "жүз": 100,
}  # fmt: skip
_RU_NUMERAL_ENDING = re.compile(r"(?:ого|ому|ой|ый|ая|ое|ых|ым|ыми|ях|ами|ам|ах|ью|ех|ь|и|а|у|я|е|о)?$")


def number_in_words(words: Iterable[str], language: Language) -> int | None:
    """The value of a number spelt out («двадцати одного», «жиырма бір») or in figures; None when it is none.

    Words must be folded. Tens are added to units, a hundred multiplies the unit before it in Kazakh.
    """
    total: int | None = None
    for word in words:
        value = int(word) if word.isdecimal() and len(word) < 7 else _value(word, language)
        if value is None:
            return None
        if total is None:
            total = value
        elif value == 100 and total < 10 and language == "kk":
            total *= value
        else:
            total += value
    return total


def _value(word: str, language: Language) -> int | None:
    if language == "kk":
        return _KK_UNITS.get(word)
    if word in _RU_UNITS:
        return _RU_UNITS[word]
    ending = _RU_NUMERAL_ENDING.search(word)
    return _RU_UNITS.get(word[: ending.start()]) if ending else None


_RU_ORDINALS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9,
    "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15,
    "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30,
    "сороков": 40, "пятидесят": 50, "шестидесят": 60, "семидесят": 70, "восьмидесят": 80, "девяност": 90, "сот": 100,
}  # fmt: skip
_RU_TENS = "двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто"
_KK_ORDINALS = {
    "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "алтыншы": 6, "жетінші": 7, "сегізінші": 8,
    "тоғызыншы": 9, "оныншы": 10, "жиырмасыншы": 20, "отызыншы": 30, "қырқыншы": 40, "қырықыншы": 40, "елуінші": 50,
    "алпысыншы": 60, "жетпісінші": 70, "сексенінші": 80, "тоқсаныншы": 90, "жүзінші": 100,
}  # fmt: skip
_KK_TENS = "он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз"
_RU_ORDINAL_ENDING = (
    r"(?:ого|его|ому|ему|ьего|ьему|ьей|ьим|ьем|ьих|ьими|ьи|ью|ья|ье|ий|ый|ой|ая|ое|ую|ые|ых|ым|ыми|ом|ей)"
)


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


ORDINAL: dict[Language, str] = {
    "ru": rf"(?:(?:{_RU_TENS})\s+)?(?:{_longest_first(_RU_ORDINALS)}){_RU_ORDINAL_ENDING}(?!\w)",
    "kk": rf"(?:(?:{_KK_TENS})\s+)?(?:{_longest_first(_KK_ORDINALS)})(?!\w)",
}
"""A pattern of one ordinal number in folded words."""

_ORDINAL_END = re.compile(_RU_ORDINAL_ENDING + "$")


def ordinal(words: Sequence[str], language: Language) -> int | None:
    """The value of an ordinal in folded words («двадцать первый», «он екінші»); None when it is none."""
    if not words:
        return None
    last = _ordinal_word(words[-1], language)
    tens = number_in_words(words[:-1], language) if len(words) > 1 else 0
    return None if last is None or tens is None else tens + last


def _ordinal_word(word: str, language: Language) -> int | None:
    if language == "kk":
        return _KK_ORDINALS.get(word)
    end = _ORDINAL_END.search(word)
    return _RU_ORDINALS.get(word[: end.start()]) if end else None
