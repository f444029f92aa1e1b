"""Finding the act a person means: by key, Adilet code, zan.gov.kz id, or «360/2017-10-25»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model.acts import ActKey, key_number
from pipeline.model.editions import Act

_SHORT = re.compile(r"(?P<number>[^/]+)/(?P<date>\d{4}-\d{2}-\d{2})$")
_ADILET = re.compile(r"(?P<letter>[A-Z])(?P<year>\d{2})(?P<number>\d{7,8})_?$")


class UnknownActError(ValueError):
    """No act, or more than one, fits; `candidates` are those that do."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


def find(acts: Iterable[Act], words: str) -> Act:
    """The one act that `words` name. Raises `UnknownActError` with the candidates when it is none or several."""
    wanted = words.strip().removesuffix("/")
    found = [act for act in acts if _means(act, wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        keys = tuple(act.act for act in found)
        raise UnknownActError(f"«{words}» fits {len(found)} acts: {', '.join(keys)}", keys)
    near = tuple(act.act for act in acts if wanted and wanted.split("/")[0] in act.act)
    hint = f"; near: {', '.join(near[:5])}" if near else "; `zangraph acts` lists those that are"
    raise UnknownActError(f"«{words}» is no act of this build{hint}", near)


def _means(act: Act, wanted: str) -> bool:
    if act.act == wanted.lower():
        return True
    short = _SHORT.match(wanted)
    if short is not None:
        key = ActKey.parse(act.act)
        return key.date == short["date"] and key.number == key_number(short["number"])
    code = _ADILET.match(wanted)
    if code is not None:
        return _bears_code(act, code)
    return bool(act.number) and key_number(act.number or "") == key_number(wanted)


def _bears_code(act: Act, code: re.Match[str]) -> bool:
    """An Adilet code «V1700016057»: V for registered orders, year of adoption, register number."""
    if act.date is None or act.date.year % 100 != int(code["year"]):
        return False
    number = int(code["number"])
    if code["letter"] == "V":
        return act.registration is not None and (act.registration.number or "") == str(number)
    digits = re.match(r"\d+", act.number or "")
    return digits is not None and int(digits[0]) == number
