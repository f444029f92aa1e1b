"""The cheap test that comes before any grammar: whether a line can be a clause or a scope line at all."""

from __future__ import annotations

import re
from typing import Final

from pipeline.model.acts import Language

_VERBS: Final = {
    "ru": re.compile(
        r"излож|излаг|дополн|исключ|замен|утратив|считать|считаются|приостан|внести|внос|внесен|установить|"
        r"вычеркн|удалить|опустить|отменить|не (?:из)?меня|действу|нумерац|вместо|ввести|вывести|включить|оставить|"
        r"остается|утвердить прилагаем"
    ),
    "kk": re.compile(
        r"жазыл|баяндал|толықтыры|тастал|ауыстыр|алмастыр|жойыл|жойған|жойсын|енгіз|есептел|саналсын|"
        r"тоқтат|қолданылады|алынсын|шығар|өзгермейді|өзгертілмейді|өзгеріссіз|бекітілсін|қосыл|қойылсын"
    ),
}
_SCOPE: Final = re.compile(r":\s*$")
_LONGEST_SCOPE: Final = 1500


def has_verb(folded: str, language: Language) -> bool:
    """Whether folded words hold a verb of amendment."""
    return _VERBS[language].search(folded) is not None


def may_be_clause(folded: str, language: Language) -> bool:
    """Whether a folded line holds a verb of amendment, or ends as scope lines do. No line that is one fails this."""
    if has_verb(folded, language):
        return True
    return len(folded) <= _LONGEST_SCOPE and _SCOPE.search(folded) is not None
