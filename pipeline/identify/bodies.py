"""The register of bodies: which body a text means by «и.о. Министра …», «министрінің м.а.», «РК», «ҚР».

Names are data (`bodies.toml`). A phrase is compared with them as a set of word stems, so that case endings,
word order, the name of the country, offices and acting forms make no difference.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, convert
from rapidfuzz import fuzz, process

from pipeline.identify.folding import fold, slug, stem, words_of
from pipeline.model.acts import Language

_DATA = Path(__file__).with_name("bodies.toml")


class Body(Struct, frozen=True):
    """A body of the register; `periods` are the years of its name, [from] or [from, until]."""

    slug: str
    kind: str
    ru: tuple[str, ...]
    kk: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    part_of: str | None = None
    periods: tuple[tuple[int, ...], ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    source: str = ""

    def names(self, language: Language) -> tuple[str, ...]:
        """Its names in the nominative."""
        return self.ru if language == "ru" else self.kk

    def existed(self, year: int) -> bool:
        """Whether it bore the name in that year; True when the years are not known."""
        return not self.periods or any(p[0] <= year <= (p[1] if len(p) > 1 else year) for p in self.periods)


class Region(Struct, frozen=True):
    """A region or city whose akim, akimat or maslikhat adopts acts."""

    slug: str
    ru: tuple[str, ...]
    kk: tuple[str, ...]


class Certainty(StrEnum):
    """How sure a phrase names a body of the register."""

    KNOWN = "known"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class BodyMatch(Struct, frozen=True):
    """The body a phrase names: its slug, whether the signatory was acting, and what is doubtful."""

    slug: str
    acting: bool
    certainty: Certainty
    doubts: tuple[str, ...] = ()


Bag = frozenset[str]

RU_ACTING = r"испо[лнья]{2,6}[юя]?[щш]\w*\s+обяз[ао]н{1,2}ост\w*"
"""«Исполняющий обязанности» with the misprints of real signatures: «Испоняющий», «исполняющего обязанностей»."""

_ACTING = re.compile(
    rf"(?<!\w)(?:(?:временно\s+)?{RU_ACTING}"
    r"|и\s*\.\s*о\s*\.?|вр\s*\.?\s*и\s*\.?\s*о\s*\.?|м\s*\.\s*а\s*\.?"
    r"|(?:уақытша\s+)?м[іи][нң]дет\w*\s+(?:уақытша\s+)?ат[қк]ару[шщ]\w*)(?!\w)"
)
_DOUBLE_OFFICE = re.compile(
    r"^.{0,40}?(?:заместител\w*\s+премьер\s*-\s*министра|премьер\s*-\s*министр\w*\s+(?:бірінші\s+)?орынбасар\w*)"
    r"[^-]{0,40}-\s*"
)
_LOCAL = re.compile(r"(?<!\w)(?P<unit>аким(?:ат)?|әкім(?:ді[кг]|шілі[кг])?|маслихат|мәслихат)(?P<ending>[^\W\d_]*)")
_LOCAL_KIND = {"аким": "akim", "әкім": "akim", "маслихат": "maslikhat", "мәслихат": "maslikhat"}
_OFFICES_WORDS = """
    председатель председателя председателем председателю руководитель руководителя руководителем начальник
    начальника начальником директор директора заместитель заместителя заместителем первый первого вице ответственный
    ответственного секретарь секретаря глава главы генерал төраға төрағасы төрағасының төрайымы төрайымының
    төрағасымен басшы басшысы басшысының бастығы бастығының орынбасары орынбасарының бірінші директоры директорының
    хатшы хатшысы хатшысының жауапты
"""
_OFFICES = frozenset(_OFFICES_WORDS.split())
_SMALL_WORDS = """
    и в во на по с со при за для а м о г рк қр және мен бен пен жөніндегі бойынша саласындағы
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_COUNTRY = re.compile(
    r"республик[аиуе]\w{0,2}\s+казахстан\w{0,2}|(?<!\w)республики\s*$|қазақстан\w{0,3}\s+республика\w*|қр|рк"
)
_MINISTER = "министр"
_MISPRINTED = "|".join(
    (
        *(_MINISTER[:at] + _MINISTER[at + 1 :] for at in range(1, len(_MINISTER))),
        *(_MINISTER[:at] + letter + _MINISTER[at:] for at, letter in enumerate(_MINISTER)),
        *(_MINISTER[:at] + _MINISTER[at : at + 2][::-1] + _MINISTER[at + 2 :] for at in range(1, len(_MINISTER) - 1)),
    )
)
"""The word with one letter lost, doubled or swapped with the next: the post, not the body, is misprinted."""

_MINISTRY = re.compile(rf"^(?:министі?р|министерств|{_MISPRINTED})")
_HEADS = re.compile(r"^(?:министр|агент|комите|департ|бюро|банк|служб|правите|үкімет|презид|парлам|суд|сот)")


@cache
def bodies() -> dict[str, Body]:
    """The register, by slug."""
    return {body.slug: body for body in _load()[0]}


@cache
def regions() -> dict[str, Region]:
    """Regions and cities, by slug."""
    return {region.slug: region for region in _load()[1]}


@cache
def _load() -> tuple[tuple[Body, ...], tuple[Region, ...]]:
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return convert(data["body"], tuple[Body, ...]), convert(data["region"], tuple[Region, ...])


def resolve_body(words: str, language: Language | None = None) -> BodyMatch | None:
    """The body that a phrase in any case names, None only when the phrase has no letters.

    A phrase the register does not know gets a slug made by transliteration, `Certainty.UNKNOWN` and a doubt.
    Without `language` both are tried.
    """
    if not any(letter.isalpha() for letter in words):
        return None
    if language is not None:
        return _resolve(words, language)
    both = [_resolve(words, one) for one in ("ru", "kk")]
    return min(both, key=lambda match: list(Certainty).index(match.certainty))


@lru_cache(maxsize=8192)
def _resolve(words: str, language: Language) -> BodyMatch:
    folded = " ".join(fold(words, language).split())
    acting = _ACTING.search(folded) is not None
    plain = _DOUBLE_OFFICE.sub("", _ACTING.sub(" ", folded))
    bag = _bag(plain, language)
    found = _index(language).get(bag) or _abbreviated(plain, language)
    if found:
        return BodyMatch(found, acting, Certainty.KNOWN)
    local = _LOCAL.search(plain)
    if local is not None:
        return _local_body(local, plain, acting, language)
    likely = _nearest(bag, language)
    if likely is not None:
        return BodyMatch(likely, acting, Certainty.LIKELY, (f"read as {likely}: «{words.strip()}»",))
    return BodyMatch(
        _unknown(plain, language), acting, Certainty.UNKNOWN, (f"body not in the register: «{words.strip()}»",)
    )


def _bag(folded: str, language: Language) -> Bag:
    names = _COUNTRY.sub(" ", folded)
    return frozenset(
        "министр" if _MINISTRY.match(word) else stem(word, language)
        for word in words_of(names)
        if word not in _OFFICES and word not in _SMALL
    )


@cache
def _index(language: Language) -> dict[Bag, str]:
    return {
        _bag(fold(name, language), language): body.slug for body in bodies().values() for name in body.names(language)
    }


@cache
def _abbreviations() -> dict[str, str]:
    found: dict[str, str] = {}
    clashes: set[str] = set()
    for body in bodies().values():
        for short in body.abbreviations:
            folded = fold(short, "ru")
            clashes |= {folded} & found.keys()
            found[folded] = body.slug
    return {short: body for short, body in found.items() if short not in clashes}


def _abbreviated(plain: str, language: Language) -> str | None:
    """«МТСЗН РК», «Министра МВД»: a single abbreviation; one that two bodies share names none."""
    words = [
        word for word in words_of(_COUNTRY.sub(" ", plain)) if word not in _OFFICES and not _MINISTRY.match(word)
    ]
    return _abbreviations().get(" ".join(words)) if len(words) <= 2 else None


def _local_body(local: re.Match[str], plain: str, acting: bool, language: Language) -> BodyMatch:
    kind = _LOCAL_KIND.get(local["unit"], "akimat")
    if kind == "akim" and local["ending"].startswith("ат"):
        kind = "akimat"
    rest = plain[: local.start()] + " " + plain[local.end() :]
    bag = _bag(rest, language)
    region = _regions(language).get(bag)
    if region:
        return BodyMatch(f"{kind}-{region}", acting, Certainty.KNOWN)
    place = slug(rest, language) or "unnamed"
    return BodyMatch(
        f"{kind}-{place}", acting, Certainty.UNKNOWN, (f"locality not in the register: «{rest.strip()}»",)
    )


@cache
def _regions(language: Language) -> dict[Bag, str]:
    return {
        _bag(fold(name, language), language): region.slug
        for region in regions().values()
        for name in _region_names(region, language)
    }


_OF_REGION: dict[Language, tuple[tuple[str, str], ...]] = {
    "ru": (("ская область", "ский областной"),),
    "kk": ((" облысы", " облыстық"), (" қаласы", " қалалық")),
}


def _region_names(region: Region, language: Language) -> Iterator[str]:
    """Its names, and what its bodies are called by it («Алматы облыстық мәслихаты», «Алматинский областной …»)."""
    for name in region.ru if language == "ru" else region.kk:
        yield name
        for noun, adjective in _OF_REGION[language]:
            if name.endswith(noun):
                yield name.removesuffix(noun) + adjective


@cache
def _spellings(language: Language) -> dict[str, str]:
    return {" ".join(sorted(bag)): body for bag, body in _index(language).items()}


def _nearest(bag: Bag, language: Language) -> str | None:
    """The one body whose name differs by a misprint or by one lost or added small word."""
    if len(bag) < 2:
        return None
    hits = process.extract(
        " ".join(sorted(bag)), _spellings(language).keys(), scorer=fuzz.ratio, score_cutoff=88, limit=2
    )
    if not hits or (len(hits) == 2 and hits[0][1] - hits[1][1] < 3):
        return None
    name = _spellings(language)[hits[0][0]]
    known = next(b for b, body in _index(language).items() if body == name and " ".join(sorted(b)) == hits[0][0])
    return name if _kinds(bag) == _kinds(known) else None


def _kinds(bag: Bag) -> Bag:
    return frozenset(word for word in bag if _HEADS.match(word))


_MINISTRY_AT = re.compile(r"(?<!\w)министер?[рс][^\W\d_]*|(?<!\w)министр[^\W\d_]*|(?<!\w)агент[^\W\d_]*")


def _unknown(plain: str, language: Language) -> str:
    """A stable slug for a body outside the register; a unit of a known ministry ends in the ministry's slug."""
    names = " ".join(_COUNTRY.sub(" ", plain).split())
    head = _MINISTRY_AT.search(names)
    if head is not None:
        parent, own = _split_unit(names, head, language)
        known = _index(language).get(_bag(parent, language))
        if known and own.strip():
            return f"{_own_slug(own, language)}-{known}"
    return _own_slug(names, language)


def _split_unit(names: str, head: re.Match[str], language: Language) -> tuple[str, str]:
    """The ministry and its unit: Russian names the unit first, Kazakh the ministry."""
    if language == "ru":
        return names[head.start() :], names[: head.start()]
    return names[: head.end()], names[head.end() :]


_SLUG_STEM = 24


def _own_slug(names: str, language: Language) -> str:
    stems = [
        stem(word, language, _SLUG_STEM) for word in words_of(names) if word not in _OFFICES and word not in _SMALL
    ]
    return slug(" ".join(stems), language) or slug(names, language) or "unnamed"
