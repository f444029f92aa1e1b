"""Who adopted an act, in the genitive, as notes say it: «… министрінің», «Министра …»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from pipeline.identify.bodies import bodies
from pipeline.model.acts import ActKey, ActType, Identity, Language
from pipeline.publish.remarks import ActName
from pipeline.publish.wording import BodyWord, words

Names = Mapping[str, Mapping[str, str]]
"""Slug of a body → language → its name in the nominative."""

_AUTHORLESS = frozenset((ActType.CONSTITUTION, ActType.CODE, ActType.LAW))
_COUNTRY = re.compile(r"Қазақстан Республикасы(?:ның)?|Республики Казахстан|(?<!\w)(?:ҚР|РК)(?!\w)")
_KK_GENITIVE = re.compile(r"(?P<back>[аоұыуяё][^аоұыуеөүіәэияё]*)$|[еөүіәэи][^аоұыуеөүіәэияё]*$", re.IGNORECASE)


def register() -> Names:
    """The first name of every body of the register, by slug and language."""
    return {
        slug: {language: names[0] for language, names in (("kk", body.kk), ("ru", body.ru)) if names}
        for slug, body in bodies().items()
    }


def act_name(key: ActKey, identity: Identity | None, names: Names) -> ActName:
    """An amending act as notes name it: particulars from its key and, where known, as printed in it."""
    printed = identity.number if identity is not None and identity.number else key.number
    body = {} if key.type in _AUTHORLESS else names.get(key.issuer, {})
    return ActName(
        type=key.type,
        date=dt.date.fromisoformat(key.date) if key.date else None,
        number=printed if key.date else None,
        author_kk=author(body.get("kk", ""), "kk"),
        author_ru=author(body.get("ru", ""), "ru"),
        acting=identity is not None and identity.acting,
    )


def author(name: str, language: Language) -> str:
    """The author of the acts of a body, in the genitive, without the country; empty for no name.

    The tables say which official signs for a body; a name whose word they do not have is put in the genitive
    itself in Kazakh, and left as it is in Russian, where its case cannot be told without its gender.
    """
    plain = " ".join(_COUNTRY.sub(" ", name).split())
    if not plain:
        return ""
    return _kk_author(plain) if language == "kk" else _ru_author(plain)


def _kk_author(name: str) -> str:
    for each in words().kk.bodies:
        if name.lower().endswith(each.word):
            return name[: len(name) - len(each.word)] + each.author
    return name + kk_genitive_ending(name)


def _ru_author(name: str) -> str:
    known: list[BodyWord] = [each for each in words().ru.bodies if (name + " ").startswith(each.word + " ")]
    if not known:
        return name
    longest = max(known, key=lambda each: len(each.word))
    return longest.author + name[len(longest.word) :]


def kk_genitive_ending(word: str) -> str:
    """The genitive ending that follows a Kazakh word by its last vowel and its last letter."""
    found = _KK_GENITIVE.search(word)
    vowel = "ы" if found is None or found["back"] else "і"
    last = word[-1:].lower()
    if last in "аоұыуеөүіәэияё" or last in "мнң":
        return f"н{vowel}ң"
    return f"д{vowel}ң" if last in "рлйзжв" else f"т{vowel}ң"
