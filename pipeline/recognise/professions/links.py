"""What a card links to: professions beside it in the framework (ОРК / СБШ), posts of the КС and the act of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.model.acts import ActRef, Language
from pipeline.model.professions import RelatedProfession
from pipeline.recognise.professions.draft import Draft
from pipeline.recognise.professions.heads import has_head, is_head, words
from pipeline.recognise.professions.labels import Field
from pipeline.recognise.professions.printed import Line, depth
from pipeline.recognise.references import find_references

_LEVEL = re.compile(r"^(?P<level>\d)(?:[.,]\d)?(?:\s*-?\s*(?:уровень|деңгей\w*))?$", re.IGNORECASE)
_CODES = re.compile(r"^\d{4}(?:\s*[,;]\s*\d{4})*$")
_LEVEL_AND_NAME = re.compile(
    r"^(?P<level>\d)(?:[.,]\d)?\s*-?\s*(?:уровень|деңгей\w*)\s+(?P<name>\S.*)$", re.IGNORECASE
)
_ACT_START = re.compile(
    r"(?:Приказ|Закон|Постановление|Кодекс|Указ|Решение|Типов\w+ квалификационн|Квалификационн\w+ справочник"
    r"|Квалификационн\w+ характеристик|Единый тарифно|ЕТКС|Выпуск|§)"
)
_KAZAKH_ACT = re.compile(r"(?i)бұйрығы|қаулысы|сипаттамалары|анықтамалығы|анықтамалықтың|\bбтба\b")
_GOES_ON = re.compile(r"(?:[,(/–-]|(?:^|\s)(?:и|или|по|в|с|на|для|және|мен|немесе|жөніндегі|бойынша))$")
_PROPER = frozenset(
    {"Республики", "Казахстан", "Қазақстан", "Республикасы", "Республикасының", "Министерства", "Комитета"}
)


@dataclass(frozen=True, slots=True)
class Links:
    """Related professions, posts of the КС and the acts cited beside them."""

    related: tuple[RelatedProfession, ...]
    posts: tuple[str, ...]
    citations: tuple[ActRef, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cells:
    """The chunks of the cells of links, sorted by what they name; `act` is the text of the act among them."""

    professions: list[list[Line]]
    posts: list[list[Line]]
    act: str


def _sorted(draft: Draft) -> _Cells:
    """The act of the КС cell may float into the cell of professions above it, and be cut by posts."""
    professions: list[list[Line]] = []
    posts: list[list[Line]] = []
    act: list[Line] = []
    for section, kept in ((Field.RELATED, professions), (Field.KS, posts)):
        for chunk in draft.values.get(section, []):
            if _is_act(chunk, act, draft):
                act += chunk
            else:
                kept.append(chunk)
    return _Cells(professions, posts, draft.join(act))


def linked_act(draft: Draft) -> str:
    """The words by which the cells of links name their act, put together again where a label cut them."""
    return _sorted(draft).act


def read_links(draft: Draft, short_forms: Mapping[str, ActRef]) -> Links:
    """The links of a card, with the acts cited beside them."""
    cells = _sorted(draft)
    text = cells.act
    names = tuple(name for chunk in cells.posts for name in split_names([chunk], draft.language))
    references = find_references(text, draft.language, short_forms=short_forms) if text else ()
    references = references or _by_short_form(text, short_forms)
    if text and not references:
        names = (*names, text)
    related, doubts = _related(cells.professions, draft.language)
    return Links(related, names, references, doubts)


def _is_act(chunk: list[Line], act: list[Line], draft: Draft) -> bool:
    """Whether a chunk of a cell names an act, or goes on with one that a page break cut."""
    text = " ".join(line.text for line in chunk)
    if _ACT_START.match(text) or (draft.language == "kk" and _KAZAKH_ACT.search(text)):
        return True
    return bool(act) and text[:1].islower() and not re.search(r"[.;]\s*$", act[-1].text)


def _by_short_form(text: str, short_forms: Mapping[str, ActRef]) -> tuple[ActRef, ...]:
    """The act whose short form the whole cell is, whatever its capital."""
    plain = text.strip(" .;").lower()
    for short, reference in short_forms.items():
        if plain and short.strip(" .;").lower() == plain:
            return (replace(reference, text=text, start=0, end=len(text), place="", doubts=()),)
    return ()


def _related(
    chunks: Iterable[list[Line]], language: Language
) -> tuple[tuple[RelatedProfession, ...], tuple[str, ...]]:
    """Names with their levels: a level stands before its names; the only level is that of all of them.

    The first standards print codes instead: as many as there are names, in the same order, or one for all.
    """
    found: list[tuple[int | None, str]] = []
    level: int | None = None
    held: list[list[Line]] = []
    codes: list[str] = []

    def close() -> None:
        found.extend((level, name) for name in split_names(held, language))
        held.clear()

    levels: list[int] = []
    for chunk in chunks:
        held.append([])
        for line in chunk:
            if _CODES.match(line.text):
                codes += re.findall(r"\d{4}", line.text)
                continue
            alone, beside = _LEVEL.match(line.text), _LEVEL_AND_NAME.match(line.text)
            match = alone or beside
            if match is None:
                held[-1].append(line)
                continue
            close()
            held.append([])
            level = int(match["level"])
            levels.append(level)
            if beside is not None:
                held[-1].append(Line(beside["name"], line.number, line.block, more=line.more))
    close()
    only = levels[0] if len(set(levels)) == 1 else None
    paired: Sequence[str | None] = codes * len(found) if len(codes) == 1 else codes
    doubts: tuple[str, ...] = ()
    if len(paired) != len(found):
        paired = [None] * len(found)
        doubts = (f"it is not said which related profession has which code: «{', '.join(codes)}»",) if codes else ()
    related = tuple(
        RelatedProfession(name, only if only is not None else its, code)
        for (its, name), code in zip(found, paired, strict=True)
    )
    return related, doubts


def split_names(chunks: Iterable[Sequence[Line]], language: Language) -> list[str]:
    """The names of posts or professions that lines print one after the other, each beginning with a capital."""
    names: list[str] = []
    for chunk in chunks:
        for row, line in enumerate(chunk):
            printed = line.text.split()
            for place, word in enumerate(printed):
                first = row == place == 0 and (not names or not _open(names[-1]))
                if first or not names or _begins(names[-1], word, printed[place:], place, language):
                    names.append(word)
                else:
                    names[-1] += word if names[-1].endswith("(") else f" {word}"
    return [name.strip(" ,;.") for name in names if name.strip(" ,;.")]


def _open(name: str) -> bool:
    return depth(name) > 0 or bool(_GOES_ON.search(name))


def _begins(name: str, word: str, rest: Sequence[str], place: int, language: Language) -> bool:
    """Whether a word begins a new name: a capital after a whole name; inside a line only with a head word near."""
    if _open(name) or not (word[:1].isupper() and word[1:2].islower()) or word in _PROPER:
        return False
    if place == 0:
        return True
    if language == "kk":
        outside = words(name)
        return bool(outside) and is_head(outside[-1], "kk")
    return has_head(name, "ru") and any(is_head(each.strip("(),.;"), "ru") for each in rest[:2])
