"""What a note speaks of: «Пункт 4», «Қағидалар 8-1-тармақпен», «Заголовок главы 2», «По всему тексту».

Documents named by their title («Правила», «Размеры ставок», «Тізілімге») are annexes of the act; «Постановление»,
«Қаулы» and the like are the act itself.
"""

from __future__ import annotations

import re

from pipeline.address import Address, Step, Unit
from pipeline.model.acts import Language
from pipeline.recognise.references.places import RANK, STEP, places_in

_QUOTED = re.compile(r"\"[^\"]{0,400}\"|«[^»]{0,400}»")
_TITLE = re.compile(
    r"(?<!\w)(?:заголов[^\W\d_]+|наименовани[^\W\d_]+|названи[^\W\d_]+|тақырып[^\W\d_]*|тақырыб[^\W\d_]*|атауы[^\W\d_]*)"
)
_PREAMBLE = re.compile(r"(?<!\w)(?:преамбул[^\W\d_]*|кіріспе[^\W\d_]*)")
WHOLE_TEXT = re.compile(r"(?<!\w)(?:по\s+(?:всему\s+)?тексту|(?:во\s+всем|в)\s+тексте|мәтін[^\W\d_]*)")
_NOTE = re.compile(r"(?<!\w)(?:примечани[ея]|ескертпе[^\W\d_]*)(?!\s+(?:изпи|рцпи))")
_CORNER = re.compile(r"правый\s+верхний\s+угол|оң\s+жақ(?:тағы)?\s+жоғар[^\W\d_]+\s+бұрыш[^\W\d_]*")
_ROW: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"(?<!\w)(?P<unit>строк|граф)[^\W\d_]*,?\s*(?:порядковы[йе]\s+номера?,?\s*)?(?P<numbers>\d+(?:[-,]\s?\d+)*\)?(?:\s+и\s+\d+(?:-\d+)*)?)?"
    ),
    "kk": re.compile(
        r"(?<!\w)(?:реттік\s+нөмір[^\W\d_]*\s+)?(?P<numbers>\d+(?:[-,]\s?\d+)*\)?(?:\s+және\s+\d+(?:-\d+)*)?)\s*-?\s*(?P<unit>жол|баған)(?![^\W\d_]{6})[^\W\d_]*"
    ),
}
_ROW_UNIT = {"строк": Unit.ROW, "граф": Unit.COLUMN, "жол": Unit.ROW, "баған": Unit.COLUMN}
_BARE: dict[Language, tuple[tuple[re.Pattern[str], Unit], ...]] = {
    "ru": (
        (re.compile(r"(?<!\w)абзац[^\W\d_]*"), Unit.PARAGRAPH),
        (re.compile(r"(?<!\w)част(?:ь|ью|ями)(?!\w)"), Unit.PART),
        (re.compile(r"(?<!\w)предложени(?:е|ем|ями)(?!\w)"), Unit.SENTENCE),
        (re.compile(r"(?<!\w)подпункт(?:ом|ами)?(?!\w)"), Unit.SUBPOINT),
        (re.compile(r"(?<!\w)пункт(?:ом|ами)?(?!\w)"), Unit.POINT),
        (re.compile(r"(?<!\w)приложени[^\W\d_]+"), Unit.ANNEX),
        (re.compile(r"(?<!\w)параграф(?:ом|ами)?(?!\w)"), Unit.SUBCHAPTER),
        (re.compile(r"(?<!\w)глав(?:а|ой|ами)(?!\w)"), Unit.CHAPTER),
        (re.compile(r"(?<!\w)раздел(?:ом|ами)?(?!\w)"), Unit.SECTION),
    ),
    "kk": (
        (re.compile(r"(?<!\w)абзац[^\W\d_]*"), Unit.PARAGRAPH),
        (re.compile(r"(?<!\w)бөлік(?:пен|тер|термен)?(?!\w)"), Unit.PART),
        (re.compile(r"(?<!\w)сөйлем[^\W\d_]*"), Unit.SENTENCE),
        (re.compile(r"(?<!\w)тармақша[^\W\d_]*"), Unit.SUBPOINT),
        (re.compile(r"(?<!\w)тарма[қғ](?!ша)[^\W\d_]*"), Unit.POINT),
        (re.compile(r"(?<!\w)қосымша[^\W\d_]*"), Unit.ANNEX),
        (re.compile(r"(?<!\w)параграф(?:пен)?(?!\w)"), Unit.SUBCHAPTER),
        (re.compile(r"(?<!\w)тарау(?:мен|ға)?(?!\w)"), Unit.CHAPTER),
        (re.compile(r"(?<!\w)бөлім(?:мен|ге)?(?!\w)"), Unit.SECTION),
    ),
}
_ACT: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"(?<!\w)(?:настоящ[^\W\d_]+\s+)?(?:совместн[^\W\d_]+\s+)?(?:приказ|постановлени|решени|закон|указ|кодекс|распоряжени|конституци)"
        r"(?!ательн|одательств)[^\W\d_]{0,4}(?!\w)"
    ),
    "kk": re.compile(
        r"(?<!\w)(?:осы\s+)?(?:бірлескен\s+)?(?:бұйры[қғ]|қаулы|шешім|заң(?!на)|жарлы[қғ]|кодекс|өкім(?!ет)|конституция)[^\W\d_]{0,8}(?!\w)"
    ),
}
_WORD = re.compile(r"[^\W\d_]{3,}")
_IDLE = re.compile(
    r"(?:сноск|примечан|ескерт|внес|предусм|деген|сөз|слов|соответств|силу|также|казахск|языке|вносит|вносят|тіл|мынадай|мазмұн"
    r"|следующ|содержани|бойынша|бүкіл|көздел|енгіз|аббревиатур|цифр|полност|текст|русск|орыс|қазақ|изпи|рцпи|настоящ|осы(?!м)|так"
    r"|дальнейш|нов(?:ым|ой|ыми|ая|ый|ую|ое)(?!\w)|жаңа|действи|қолданыс|после|перед|кейін|алдын|тиіс|және|мен(?!\w)|бен(?!\w)|пен(?!\w)|или|немесе|совместн|бірлескен)"
)
_THROUGH = frozenset({Unit.ARTICLE, Unit.POINT})
_ABOVE = frozenset({Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER})


def without_quotes(folded: str) -> str:
    """The text with quoted words blanked, so that what they name is not taken for a target; same length."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), folded)


def targets_in(folded: str, start: int, end: int, language: Language) -> tuple[str, ...] | None:
    """The places a stretch of a note names, None when it names none; "" is the act as a whole."""
    stretch = folded[start:end]
    found = _special(stretch, language)
    if found is not None:
        return found
    places = places_in(stretch, 0, len(stretch), language) or _bare_units(stretch, language)
    rows = _rows(stretch, language)
    if rows:
        outer = places[0] if len(places) == 1 else ""
        places = tuple(f"{outer}/{row}" if outer else row for row in rows)
    container = _container(stretch, language, named=bool(places))
    if not places:
        return None if container is None else (container,)
    return tuple(f"{container}/{place}" for place in places) if container else places


def _special(stretch: str, language: Language) -> tuple[str, ...] | None:
    """Titles, preambles, whole texts and corners: parts without numbers of their own."""
    for pattern, unit in ((_TITLE, Unit.TITLE), (_PREAMBLE, Unit.PREAMBLE), (WHOLE_TEXT, Unit.TEXT)):
        match = pattern.search(stretch)
        if match is None:
            continue
        rest = stretch[: match.start()] + " " * len(match[0]) + stretch[match.end() :]
        beside = unit is Unit.TITLE and _PREAMBLE.search(rest) is not None
        rest = _PREAMBLE.sub(" ", rest)
        owners = places_in(rest, 0, len(rest), language) or _bare_units(rest, language)
        if unit is Unit.TEXT and owners and "слов" not in rest and "сөз" not in rest:
            return None
        container = _container(rest, language, named=bool(owners)) or ""
        owners = owners or (("",) if not container else (container,))
        own = tuple(f"{owner}/{unit}" if owner else str(unit) for owner in owners)
        return (*own, str(Unit.PREAMBLE)) if beside else own
    if _CORNER.search(stretch):
        owners = places_in(stretch, 0, len(stretch), language) or ("annex",)
        return tuple(f"{owner}/{Unit.TEXT}" for owner in owners)
    return None


def _rows(stretch: str, language: Language) -> tuple[str, ...]:
    found: list[str] = []
    for match in _ROW[language].finditer(stretch):
        unit = _ROW_UNIT[match["unit"]]
        numbers = re.findall(r"\d+(?:-\d+)*", match["numbers"] or "")
        found += [f"{unit}:{number}" for number in numbers] or [str(unit)]
    return tuple(found)


def _bare_units(stretch: str, language: Language) -> tuple[str, ...]:
    """A unit without a number: «дополнен абзацем», «Қосымша»."""
    return next(((str(unit),) for pattern, unit in _BARE[language] if pattern.search(stretch)), ())


def _container(stretch: str, language: Language, *, named: bool) -> str | None:
    """The document: "" for the act itself, "annex" for one named by its title, None when none is named.

    Beside a numbered place only a word in front of it or after it that is no unit counts.
    """
    left = _ACT[language].sub(" ", stretch)
    is_act = left != stretch
    words = [word for word in _WORD.findall(_units_out(left, language)) if not _IDLE.match(word)]
    if is_act:
        return ""
    return "annex" if words else None


_UNIT_WORDS: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"(?<!\w)(?:(?:под)?пункт|стать|статей|част|абзац|(?:под)?раздел|глав|параграф|предложени|приложени|строк|граф|порядков|номер"
        r"|втор|перв|трет|четверт|пят|шест|седьм|восьм|девят|десят|[а-я]+надцат|двадцат|тридцат|сороков)[^\W\d_]*"
    ),
    "kk": re.compile(
        r"(?<!\w)(?:ба[пб]|тарма[қғ]|бөлі[кгм]|тарау|параграф|абзац|азат|жол|сөйлем|қосымша|баған|реттік|нөмір|[^\W\d_]+нш[іы])[^\W\d_]*"
    ),
}


def _units_out(stretch: str, language: Language) -> str:
    return _UNIT_WORDS[language].sub(" ", stretch)


_INSTRUMENTAL = re.compile(
    rf"{STEP['kk'].pattern}|(?<![\d-])\d+(?:-\d+)*\)?\s*-?\s*(?:жол|баған)[^\W\d_]*|(?<!\w)(?:тармақша|тармақ|абзац|бөлік|жол|сөйлем|қосымша|баған|бап|тарау|бөлім)[^\W\d_]*",
)
_INSTRUMENTAL_END = re.compile(r"[пмб]ен$")


def instrumental(folded: str, start: int, end: int) -> int | None:
    """Where the first unit in the Kazakh instrumental begins («4) тармақшамен»), its number included."""
    for match in _INSTRUMENTAL.finditer(folded, start, end):
        if _INSTRUMENTAL_END.search(match[0]):
            return match.start()
    return None


def joined(outer: str, inner: str) -> str:
    """An inserted place under its container; points and articles are numbered through their document."""
    if not outer:
        return inner
    steps = Address.parse(outer).steps
    first = Address.parse(inner).steps[0].unit
    if first in _THROUGH:
        steps = tuple(step for step in steps if step.unit not in _ABOVE)
    if first in RANK and first is not Unit.ANNEX:
        steps = tuple(step for step in steps if RANK.get(step.unit, 0) < RANK[first])
    return str(Address((*steps, *Address.parse(inner).steps)))


def within(targets: tuple[str, ...], place: str) -> str:
    """A place that a note excepts, in the one unit that it speaks of: «Пункт 5 …, за исключением подпункта 2)»."""
    outer = Address.parse(targets[0]).last if len(targets) == 1 else None
    return joined(targets[0], place) if outer is not None and outer.unit in RANK else place


def completed(target: str, place: str) -> str:
    """A target as the note's own place completes it: «Пункт 4» at `annex/point:4` is `annex/point:4`."""
    here = Address.parse(place)
    wanted = Address.parse(target)
    if not wanted.steps:
        return target
    for length in range(len(here.steps), 0, -1):
        prefix = here.steps[:length]
        if _ends_with(prefix, wanted.steps):
            return str(Address(prefix))
    if wanted.steps[0] == Step(Unit.ANNEX) and here.document.steps:
        return str(Address((*here.document.steps, *wanted.steps[1:])))
    if wanted.steps[0].unit is Unit.ANNEX:
        return target
    if len(wanted.steps) == 1 and wanted.steps[0].unit in _ABOVE and wanted.steps[0].number is None:
        return str(_under_heading(here))
    if wanted.steps[0].unit in (Unit.SUBPOINT, Unit.PART, Unit.PARAGRAPH, Unit.SENTENCE, Unit.ROW, Unit.COLUMN):
        return str(Address((*_owner(here, wanted.steps[0].unit), *wanted.steps)))
    if wanted.steps[0].unit is Unit.TITLE and here.steps and here.steps[-1].unit in _ABOVE:
        return str(Address((*here.steps, *wanted.steps)))
    return str(Address((*here.document.steps, *wanted.steps)))


def _under_heading(here: Address) -> Address:
    """What «Раздел» without a number means: the heading over the note, whatever its unit, else its document."""
    depths = [depth for depth, step in enumerate(here.steps, start=1) if step.unit in _ABOVE]
    return Address(here.steps[: depths[-1]]) if depths else here.document


def _ends_with(prefix: tuple[Step, ...], wanted: tuple[Step, ...]) -> bool:
    if len(wanted) > len(prefix):
        return False
    pairs = zip(prefix[-len(wanted) :], wanted, strict=True)
    return all(a.unit is b.unit and b.number in (None, a.number) for a, b in pairs)


def _owner(here: Address, unit: Unit) -> tuple[Step, ...]:
    """The steps of `here` that go outside a `unit`."""
    at = next((n for n, step in enumerate(here.steps) if step.unit is unit), len(here.steps))
    return here.steps[:at]
