"""Page furniture: what a printer added and no norm says."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.clean.lines import Line, Passed
from pipeline.model.documents import Repair

FOOTER = "page footer"
STATE = "registry's mark"
CODE = "registry code"
EDITORS = "registry's editors"

_FOOTER_START = re.compile(r"^\s*©\s*\d{4}")
_FOOTER_WORDS = re.compile(
    r"(?:ақпараттық? институты|информаци\w+|ШЖҚ РМК|РГП на ПХВ|Әділет министрлігі|Министерств\w+ юстиции"
    r"|правовой информации|құқықтық ақпарат)"
)


def footers(lines: tuple[Line, ...]) -> Passed:
    """Without the copyright footers that the registry prints («© 2012. … ШЖҚ РМК»)."""
    out: list[Line] = []
    removed: list[tuple[int, int, str]] = []
    repairs: list[Repair] = []
    in_footer = False
    for line in lines:
        text = line.text.text
        in_footer = bool(_FOOTER_START.match(text)) or (
            in_footer and line.blanks == 0 and bool(_FOOTER_WORDS.search(text))
        )
        if not in_footer:
            out.append(line)
            continue
        removed.append((line.text.at[0], len(text), FOOTER))
        repairs.append(Repair(FOOTER, line.number, text.strip(), "", count=1 if _FOOTER_START.match(text) else 0))
    return Passed(tuple(out), tuple(repairs), tuple(removed))


_STATES = frozenset(
    ("обновленный", "новый", "утративший силу", "исправление ошибки", "жаңартылған", "жаңа", "күшін жойған")
)
"""How Adilet marks the state of an act between its title and the line naming it."""

_HEAD_LINES = 30
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def state_marks(lines: tuple[Line, ...]) -> Passed:
    """Without the mark of an act's state that a copy of its page keeps («Обновленный», «Күшін жойған»).

    It stands alone, between the title and the dated line naming the act.
    """
    for at, (line, following) in enumerate(pairwise(lines[1:_HEAD_LINES]), start=1):
        words = line.text.text.strip()
        if words.lower() in _STATES and _DATED.search(following.text.text):
            parted = replace(following, blanks=max(1, line.blanks, following.blanks))
            repair = Repair(STATE, line.number, words, "")
            removed = (line.text.at[0], len(line.text.text), STATE)
            return Passed((*lines[:at], parted, *lines[at + 2 :]), (repair,), (removed,))
    return Passed(lines)


_CODE = re.compile(r"(?<!\S)[A-Z]\d{6}_(?!\S)\s?")
"""How Adilet shows a link to an act in old texts: «Закона Республики Казахстан Z914800_ "О гражданстве …"»."""


def registry_codes(lines: tuple[Line, ...]) -> Passed:
    """Without the codes of linked acts that a copy of an old page keeps in mid-sentence."""
    out: list[Line] = []
    removed: list[tuple[int, int, str]] = []
    repairs: list[Repair] = []
    for line in lines:
        text = line.text
        for code in reversed(list(_CODE.finditer(text.text))):
            printed = text[code.start() : code.start() + len(code[0].rstrip())]
            removed += [(*run, CODE) for run in printed.runs()]
            repairs.append(Repair(CODE, line.number, code[0].strip(), ""))
            text = text[: code.start()] + text[code.end() :]
        out.append(replace(line, text=text) if text is not line.text else line)
    return Passed(tuple(out), tuple(repairs), tuple(removed))


_PERSON = r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+\s+(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?){1,2}"
_PERSONS = re.compile(rf"\s*(?:{_PERSON}[\s,;)]*)+")
_EDITED = r"(?:Специалист(?:ы|тер)?|Маман(?:дар)?|Оқыған(?:дар)?)"
_EDITORS = re.compile(rf"\s*\(?\s*{_EDITED}\s*:\s*(?:{_PERSONS.pattern})?")


def editors(lines: tuple[Line, ...]) -> Passed:
    """Without the names of those who put an act into the registry, its last lines: «(Специалисты: Склярова И.В.,»."""
    named = 0
    while named < len(lines) and _PERSONS.fullmatch(lines[-named - 1].text.text):
        named += 1
    heads = [
        at for at in range(max(len(lines) - named - 1, 0), len(lines)) if _EDITORS.fullmatch(lines[at].text.text)
    ]
    first = heads[0] if heads else len(lines)
    if not any(_PERSONS.search(line.text.text) for line in lines[first:]):
        return Passed(lines)
    removed = tuple((*run, EDITORS) for line in lines[first:] for run in line.text.runs())
    repairs = tuple(Repair(EDITORS, line.number, line.text.text.strip(), "") for line in lines[first:])
    return Passed(lines[:first], repairs, removed)
