"""Numbers in words, as notes and in-force clauses spell them: ordinals, and counts of days and months."""

from __future__ import annotations

from typing import Literal

Gender = Literal["m", "f", "n", "p"]
Case = Literal["nominative", "genitive", "instrumental"]

_KK_UNITS = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_KK_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_KK_ORDINALS = {
    "бір": "бірінші", "екі": "екінші", "үш": "үшінші", "төрт": "төртінші", "бес": "бесінші", "алты": "алтыншы",
    "жеті": "жетінші", "сегіз": "сегізінші", "тоғыз": "тоғызыншы", "он": "оныншы", "жиырма": "жиырмасыншы",
    "отыз": "отызыншы", "қырық": "қырқыншы", "елу": "елуінші", "алпыс": "алпысыншы", "жетпіс": "жетпісінші",
    "сексен": "сексенінші", "тоқсан": "тоқсаныншы",
}  # fmt: skip

_RU_GENITIVE = (
    "", "одного", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти", "десяти", "одиннадцати",
    "двенадцати", "тринадцати", "четырнадцати", "пятнадцати", "шестнадцати", "семнадцати", "восемнадцати",
    "девятнадцати",
)  # fmt: skip
_RU_TENS_GENITIVE = (
    "", "", "двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти", "семидесяти", "восьмидесяти", "девяноста",
)  # fmt: skip
_RU_ORDINALS = (
    "", "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый",
    "одиннадцатый", "двенадцатый", "тринадцатый", "четырнадцатый", "пятнадцатый", "шестнадцатый", "семнадцатый",
    "восемнадцатый", "девятнадцатый",
)  # fmt: skip
_RU_TENS = (
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
)  # fmt: skip
_RU_TENS_ORDINALS = (
    "", "", "двадцатый", "тридцатый", "сороковой", "пятидесятый", "шестидесятый", "семидесятый", "восьмидесятый",
    "девяностый",
)  # fmt: skip
_RU_ENDINGS: dict[tuple[Case, Gender], str] = {
    ("nominative", "f"): "ая", ("nominative", "n"): "ое", ("genitive", "m"): "ого", ("genitive", "n"): "ого",
    ("genitive", "f"): "ой", ("instrumental", "m"): "ым", ("instrumental", "n"): "ым", ("instrumental", "f"): "ой",
}  # fmt: skip


def kk_cardinal(number: int) -> str:
    """1 to 99 in Kazakh words."""
    return " ".join(filter(None, (_KK_TENS[number // 10], _KK_UNITS[number % 10])))


def kk_ordinal(number: int) -> str:
    """The Kazakh ordinal of 1 to 99: only the last word takes the ending."""
    *before, last = kk_cardinal(number).split()
    return " ".join((*before, _KK_ORDINALS[last]))


def ru_genitive(number: int) -> str:
    """1 to 99 in Russian words, genitive: «двадцати одного»."""
    if number < 20:
        return _RU_GENITIVE[number]
    return " ".join(filter(None, (_RU_TENS_GENITIVE[number // 10], _RU_GENITIVE[number % 10])))


def ru_ordinal(number: int, gender: Gender, case: Case) -> str:
    """The Russian ordinal of 1 to 99 in a case and gender: only the last word is declined."""
    tens, units = divmod(number, 10)
    if number < 20:
        return _declined(_RU_ORDINALS[number], gender, case)
    if not units:
        return _declined(_RU_TENS_ORDINALS[tens], gender, case)
    return f"{_RU_TENS[tens]} {_declined(_RU_ORDINALS[units], gender, case)}"


def _declined(ordinal: str, gender: Gender, case: Case) -> str:
    ending = _RU_ENDINGS.get((case, gender))
    if ending is None:
        return ordinal
    if ordinal == "третий":
        soft = {"ая": "ья", "ое": "ье", "ого": "ьего", "ой": "ьей", "ым": "ьим"}
        return "трет" + soft[ending]
    return ordinal[:-2] + ending
