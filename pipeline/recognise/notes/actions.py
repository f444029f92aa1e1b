"""The words by which notes say what was done: «в редакции», «жаңа редакцияда», «исключен», «күші жойылды»."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.model.acts import Language

Action = Literal["restate", "insert", "amend", "delete", "repeal", "in_force"]


class Verb(NamedTuple):
    """An action word in a folded text."""

    start: int
    end: int
    action: Action


_RU = r"""
  (?P<amend>
      (?:с\s+)?(?:последующими\s+)?(?:изменени|дополнени)[^\W\d_]+(?:\s+и\s+(?:изменени|дополнени)[^\W\d_]+)?(?:,?\s+внесен[^\W\d_]+)?
    | внесен[аоы]?\s+(?:(?:следующ|соответствующ)[^\W\d_]+\s+)?(?:изменени|дополнени)[^\W\d_]+
      (?:\s+и\s+дополнени[^\W\d_]+)?
    | (?:слов[оа]?|цифр[аы]?|аббревиатур[аы]?)(?!\w)[^;]{0,600}?
      (?<!\w)(?:заменен|заменить|исключен|исключить|дополнен|дополнить)[^\W\d_]*
    | (?<!\w)заменен[^\W\d_]*|переименован[^\W\d_]*
  )
| (?P<restate>(?:изложен[^\W\d_]*\s+)?в\s+(?:новой\s+|следующей\s+)?редакции)
| (?P<insert>(?<!\w)дополн(?:ен[аоы]?|ить|яется|яются)(?!\w))
| (?P<delete>(?<!\w)исключ(?:ен[аоы]?|ить|ается|аются)(?!\w))
| (?P<repeal>утра(?:тил|чива)[^\W\d_]*\s+силу|признан[^\W\d_]*\s+утративш[^\W\d_]+\s+силу|(?<!\w)отменен[^\W\d_]*)
| (?P<in_force>вв[оe]д(?:ит|ят)ся\s+в\s+действие|введен[аоы]?\s+в\s+действие|порядок\s+введения\s+в\s+действие
    |действ(?:ует|уют|овал[аои]?)\s+до|приостановлен[^\W\d_]*|приостановить)
"""
_KK = r"""
  (?P<amend>
      (?:сөз|цифр|сан|аббревиатура)[^\W\d_]*(?!\w)[^;]{0,600}?(?<!\w)(?:ауыстырыл|алы(?:п|нып)\s+таста|толықтырыл)[^\W\d_]*
    | өзгер(?:іс|ту)[^\W\d_]*(?:\s+(?:мен|және)\s+толықтыру[^\W\d_]*)?(?:\s+енгізіл[^\W\d_]*)?
    | толықтыру(?:лар)?(?:\s+(?:мен|және)\s+өзгер[^\W\d_]*)?\s+енгізіл[^\W\d_]*
    | (?<!\w)ауыстырыл[^\W\d_]*|(?<!\w)өзгер(?:тіл)?(?:ді|ген|сін)(?!\w)
  )
| (?P<restate>(?:жаңа\s+|мынадай\s+)?редакцияда(?:\s+(?:жазыл|беріл|баяндал)[^\W\d_]*)?)
| (?P<insert>(?<!\w)толықтырыл[^\W\d_]*)
| (?P<delete>(?<!\w)алы(?:п|нып)\s+таста[^\W\d_]*)
| (?P<repeal>күш[^\W\d_]*\s+жой[^\W\d_]*)
| (?P<in_force>қолданысқа\s+енгіз[^\W\d_]*|қолданыста\s+бол[^\W\d_]*|дейін\s+қолдан[^\W\d_]*|тоқтатыл[^\W\d_]*)
"""
_VERBS: dict[Language, re.Pattern[str]] = {"ru": re.compile(_RU, re.VERBOSE), "kk": re.compile(_KK, re.VERBOSE)}


def verbs(folded: str, start: int, end: int, language: Language) -> list[Verb]:
    """The action words between two places, in order."""
    found = []
    for match in _VERBS[language].finditer(folded, start, end):
        action: Action = match.lastgroup  # type: ignore[assignment]
        found.append(Verb(match.start(), match.end(), action))
    return found
