"""What an act is about, as far as its own title says so in the words of a subject of `ontology/schemes.ttl`.

Nothing is inferred: a title without such words gives no subject, a title with words of several subjects gives each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rdflib.namespace import DCTERMS

from graph.triples.scope import Scope, Triples, listed
from pipeline.model.acts import Language
from pipeline.model.editions import Act

_WORDS: Final[dict[str, dict[Language, str]]] = {
    "labour": {
        "kk": r"еңбек\s+(?:кодексі|қатынастары|туралы|құқығы|заңнамасы)|еңбекті\s+қорғау|еңбекақы\s+төлеу",
        "ru": r"трудов\w+\s+(?:кодекс|отношени|законодательств)|(?:^|\s)о\s+труде\b|(?:охран|оплат)\w+\s+труда",
    },
    "social_protection": {
        "kk": r"әлеуметтік\s+(?:қорғау|қамсыздандыру|сақтандыру|қызмет\w*\s+көрсету)|әлеуметтік\s+кодекс",
        "ru": r"социальн\w+\s+(?:защит|обеспечени|страховани|обслуживани|услуг|кодекс)",
    },
    "employment": {
        "kk": r"жұмыспен\s+қамт|жұмыссызды|еңбек\s+мобильділігі",
        "ru": r"занятост|безработиц|безработн|трудовой\s+мобильности|ищущих\s+работу",
    },
    "professional_qualifications": {
        "kk": r"кәсіптік\s+(?:стандарт|біліктілік)|біліктілік\s+(?:сипаттама|анықтамалы|шеңбер)",
        "ru": r"профессиональн\w+\s+(?:стандарт|квалификаци)|квалификационн\w+\s+(?:характеристик|справочник)",
    },
    "staff_education": {
        "kk": r"біліктілігін\s+арттыру|қайта\s+даярлау|кадрлар\w*\s+даярла",
        "ru": r"повышени\w+\s+квалификации|переподготовк|подготовк\w+\s+кадров",
    },
    "civil_servants": {
        "kk": r"азаматтық\s+қызметші",
        "ru": r"гражданск\w+\s+служащ",
    },
    "state_service": {
        "kk": r"мемлекеттік\s+қызмет(?:і?\s+туралы|ші)",
        "ru": r"государственн\w+\s+служб|государственн\w+\s+служащ",
    },
}
"""Subject → the words that name it in titles; «мемлекеттік қызмет көрсету» is a public service, no state service, and
«квалификационные требования» are mostly those of licences."""
_MINISTRIES: Final[dict[Language, re.Pattern[str]]] = {
    "kk": re.compile(r"(?i)Қазақстан\s+Республикасы(?:ның)?\s[^«»\"“”№\d]*?министр\w*"),
    "ru": re.compile(r"(?i)министе?р\w*\s[^«»\"“”№\d]*?(?:Республики\s+Казахстан|\sот\s|(?=[«\"“№\d])|$)"),
}
"""The name of a ministry says who passed the amended act and not what it is about."""
_PATTERNS: Final = {
    (subject, language): re.compile(words, re.IGNORECASE)
    for subject, languages in _WORDS.items()
    for language, words in languages.items()
}


SUBJECTS: Final = tuple(_WORDS)
"""The notations of the scheme `subject`, in its order."""


def named(title: str, language: Language) -> Iterator[str]:
    """The subjects that a title names in its own words, by their notation in the scheme `subject`."""
    own = _MINISTRIES[language].sub(" ", title)
    for subject in _WORDS:
        if _PATTERNS[subject, language].search(own):
            yield subject


def subjects(act: Act, scope: Scope) -> Triples:
    """The subjects that any title of the act names."""
    titles = {*act.titles, *((edition.language, edition.title) for edition in act.editions if edition.title)}
    for subject in sorted({subject for language, title in titles for subject in named(title, language)}):
        yield scope.node, DCTERMS.subject, listed("subject", subject)
