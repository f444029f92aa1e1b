"""Folding: the one form in which names and formulas of the law are compared.

Printed texts mix Latin look-alikes into Cyrillic words, write «i» for «і», use every kind of quote, dash and
blank. `fold` undoes that character by character, so that offsets in the folded text are offsets in the text.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from pipeline.model.acts import Language

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\f\v"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„‟″＂", '"'),
        "ё": "е",
        "Ё": "Е",
    }
)
_ALIKE = dict(zip("AaBCcEeHKMOoPpTXxYyk", "АаВСсЕеНКМОоРрТХхУук", strict=True))
_LOOK_ALIKE: dict[Language, dict[int, str]] = {
    "ru": str.maketrans(_ALIKE),
    "kk": str.maketrans({**_ALIKE, "I": "І", "i": "і", "Y": "Ү", "y": "ү", "h": "һ", "ï": "ї"}),
}


def fold(text: str, language: Language) -> str:
    """The text in lower case with look-alikes, quotes, dashes and blanks made one; same length as `text`.

    Guillemets keep their direction, every other double quote becomes «"». Only words that mix scripts change
    their letters: «N 547», «NEET» and «P950547_» stay Latin.
    """
    folded = text.translate(_SIGNS)
    if _LATIN.search(folded):
        table = _LOOK_ALIKE[language]

        def repair(match: re.Match[str]) -> str:
            word = match[0]
            mixed = _LATIN.search(word) and _CYRILLIC.search(word)
            return word.translate(table) if mixed else word

        folded = _WORD.sub(repair, folded)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in folded)


_TRANSLITERATION = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіәғқңөұүһ", "abvgdeziiklmnoprstufyeiagqnouuh", strict=True)),
        "ё": "e",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "iu",
        "я": "ia",
        "ї": "i",
    }
)
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 120


def slug(words: str, language: Language) -> str:
    """Words as a stable Latin slug: transliterated, lower case, hyphens.

    Slugs past 120 characters are cut at a hyphen and keep a digest of the whole, so that they stay distinct.
    """
    latin = fold(words, language).translate(_TRANSLITERATION)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    whole = _NO_SLUG.sub("-", plain).strip("-")
    if len(whole) <= _LONGEST_SLUG:
        return whole
    return f"{whole[: whole.rfind('-', 0, _LONGEST_SLUG - 9)]}-{sha256(whole.encode()).hexdigest()[:8]}"


_RU_ENDING = re.compile(
    r"(?:иями|ями|ами|иях|его|ого|ему|ому|ыми|ими|ией|иям|ием|ах|ях|ам|ям|ов|ев|ей|ой|ою|ею|ый|ий|ых|их|ым|им|ую|юю|"
    r"ая|яя|ое|ее|ые|ие|ом|ем|ия|ии|ию|ье|ью|ья|[аяоеуюыийь])$"
)
_KK_ENDING = re.compile(
    r"(?:(?:лары|лері|дары|дері|тары|тері|лар|лер|дар|дер|тар|тер)(?:ның|нің|ына|іне|ында|інде)?|"
    r"сының|сінің|ының|інің|ның|нің|дың|дің|тың|тің|сына|сіне|сын|сін|ына|іне|ында|інде|сы|сі|[ыі])$"
)
_STEM = 8


def stem(word: str, language: Language, longest: int = _STEM) -> str:
    """What stays the same in all cases of a word, as far as comparing names needs it: eight letters."""
    ending = _RU_ENDING if language == "ru" else _KK_ENDING
    match = ending.search(word)
    if match is not None and match.start() >= 3:
        word = word[: match.start()]
    return word[:longest]


def words_of(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return _WORD.findall(folded)
