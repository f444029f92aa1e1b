"""Profession cards of professional standards: from flattened text and from tables, Russian and Kazakh.

Three generations of the template are read: functions → skills and knowledge (the first standards), functions →
tasks → skills and knowledge (rules before 2023), functions → skills → abilities and knowledge (rules of 7 September
2023 № 377); in the last the middle layer is kept as tasks, in the first each function is a task of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.model.acts import ActRef, Language
from pipeline.model.documents import Layout, Paragraph
from pipeline.model.professions import Card, Requirement, RequirementSource
from pipeline.recognise.professions.columns import with_labels
from pipeline.recognise.professions.draft import Draft
from pipeline.recognise.professions.functions import read_functions
from pipeline.recognise.professions.labels import Field
from pipeline.recognise.professions.links import linked_act, read_links
from pipeline.recognise.professions.marks import marked
from pipeline.recognise.professions.printed import Block, Line, blocks, cuts, tidy
from pipeline.recognise.professions.repaired import repaired
from pipeline.recognise.professions.requirements import read_requirements
from pipeline.recognise.references import find_references

_NUMBER = (
    r"(?:(?:параграф|§)\s*\d+(?:-\d+)*\s*[.:]?\s*|\d+(?:-\d+)*\s*-?\s*параграф\s*[.:]?\s*|\d+(?:\.\d+)*\s*[.)]\s*)?"
)
_TITLE = re.compile(
    rf"(?i)^\s*{_NUMBER}(?:карточка\s+профессии|кәсіп(?:тің|тік)?\s+карточкасы)(?:\s*№?\s*\d+)?\s*[:.–-]?\s*(?P<name>.*)$"
)
_KAZAKH_TITLE = re.compile(
    rf"(?i)^\s*{_NUMBER}(?P<name>[\"«“].+[\"»”])\s*(?:кәсібінің|кәсіптік|кәсіп(?:тің)?)\s+карточкасы\s*[:.]?\s*$"
)
_CODE = re.compile(r"\b(?P<group>\d{4})\s?[-–]\s?\d\s?[-–]\s?\d{3}\b")
_OLD_CODE = re.compile(r"\d{4}")
_GROUP = re.compile(r"\b(?P<group>\d{4})(?:-\d)?\b")
_ORK = re.compile(r"(?<![\d.,–-])(?P<level>[1-8])(?:[.,]\d)?(?:\s?[–-]\s?(?P<to>[1-8]))?(?!\d)")
_CHAPTER = re.compile(r"(?i)^\s*(?:глава\s+\d|\d+\s*-\s*(?:ші\s+)?тарау|раздел\s+\d|\d+\s*-?\s*бөлім\b)")
_HENCEFORTH = re.compile(r"\((?:далее|бұдан әрі)\s*[-–—]\s*(?P<short>[^()]+)\)")
_ENOUGH = frozenset({Field.NAME, Field.CODE, Field.ORK, Field.FUNCTION, Field.TASK, Field.SKILLS, Field.KNOWLEDGE})
_MOST_TITLE_LINES = 4


def read_cards(paragraphs: Sequence[Paragraph], act: str, language: Language) -> tuple[Card, ...]:
    """The cards among the paragraphs, in order; a title without any field of a card below it is none.

    `act` is the key of the act they belong to. Whatever the page lost and order gives back is named in `doubts`.
    """
    every = blocks(with_labels(paragraph, language) for paragraph in repaired(paragraphs))
    drafts = [draft for draft in _drafts(every, language) if len(draft.labels & _ENOUGH) > 1]
    short_forms: dict[str, ActRef] = {}
    cards: list[Card] = []
    for draft in drafts:
        short_forms.update(_short_forms(linked_act(draft), language))
        cards.append(_card(draft, act, short_forms))
    return tuple(cards)


def _short_forms(text: str, language: Language) -> dict[str, ActRef]:
    """What the cells of links call the acts they cite: «(далее - типовые квалификационные характеристики …)».

    A title this long is no short form in running text, but the cells of later cards hold nothing else.
    """
    references = find_references(text, language)
    found: dict[str, ActRef] = {}
    for match in _HENCEFORTH.finditer(text):
        before = [reference for reference in references if reference.start < match.start()]
        if before:
            found[match["short"].strip()] = before[-1]
    return found


def _drafts(every: Iterable[Block], language: Language) -> list[Draft]:
    drafts: list[Draft] = []
    open_ = False
    for block in every:
        name = _title(block)
        if name is not None:
            drafts.append(Draft(name, language, block.lines[0].number, block.lines[-1].last))
            drafts[-1].texts[block.number] = block.text
            open_ = True
        elif open_ and _ends(block):
            open_ = False
        elif open_:
            drafts[-1].take(block)
    return drafts


def _title(block: Block) -> str | None:
    """The name in the title of a card, None where the block is no title."""
    if len(block.lines) > _MOST_TITLE_LINES:
        return None
    text = tidy(" ".join(line.text for line in block.lines))
    match = _TITLE.match(text) or _KAZAKH_TITLE.match(text)
    if match is None or (block.layout is Layout.INDENTED and not re.match(r"[\"«“]|$", match["name"])):
        return None
    return match["name"].strip(" :.").strip('"«»“”')


def _ends(block: Block) -> bool:
    """Whether a block is no part of a card any more: the heading of the next chapter, a note of the registry."""
    first = block.lines[0].text
    return bool(_CHAPTER.match(first)) or (
        block.layout is Layout.INDENTED and bool(re.match(r"(?:Сноска|Ескерту)\.", first))
    )


def _card(draft: Draft, act: str, short_forms: dict[str, ActRef]) -> Card:
    name = draft.value(Field.NAME).strip('"«»“”. ') or draft.name
    code = _CODE.search(draft.value(Field.CODE))
    group = code or _GROUP.search(draft.value(Field.GROUP_CODE))
    functions = read_functions(draft)
    links = read_links(draft, short_forms)
    doubts = [*functions.doubts, *links.doubts, *_stray(draft), *_name_doubts(draft, name)]
    old = _old_code(draft.value(Field.CODE)) if code is None else None
    if old is not None:
        doubts.append(f"«{old}» is a code of an older classifier: its group of ISCO-08 is not known")
    elif code is None and _says(draft.value(Field.CODE)):
        doubts.append(f"no code of a profession: «{draft.value(Field.CODE)}»")
    return Card(
        name=name,
        code="-".join(re.findall(r"\d+", code[0])) if code else old,
        isco_group=group["group"] if group else None,
        ork_levels=_levels(draft.value(Field.ORK)),
        act=act,
        functions=functions.functions,
        related_professions=links.related,
        ks=links.posts,
        ks_citations=links.citations,
        requirements=_requirements(draft, act, name),
        personal_competences=_listed(draft, Field.COMPETENCES),
        lines=(draft.first_line, draft.last_line),
        education=draft.value(Field.EDUCATION) or None,
        doubts=tuple(doubts),
        other=(
            *_speciality(draft),
            *_level(draft),
            *((label, draft.join(lines)) for label, lines in draft.other if lines),
        ),
        language=draft.language,
    )


def _name_doubts(draft: Draft, name: str) -> list[str]:
    """A doubt where title and cell name different professions."""
    same = "".join(filter(str.isalnum, name.lower())) == "".join(filter(str.isalnum, draft.name.lower()))
    return [] if same or not draft.name else [f"the title says «{draft.name}», the cell «{name}»"]


def _stray(draft: Draft) -> list[str]:
    return [f"no label says what this is: «{draft.join(draft.stray)}»"] if draft.stray else []


def _requirements(draft: Draft, act: str, name: str) -> tuple[Requirement, ...]:
    """The requirements of the cell of levels; where it names no education, those of education and experience."""
    chunks = draft.values.get(Field.KS_LEVEL, [])
    text = draft.value(Field.KS_LEVEL)
    fields: tuple[str, ...] = ()
    if not marked(text, draft.language).marks("EDUCATION"):
        chunks = [*draft.values.get(Field.EDUCATION, []), *draft.values.get(Field.EXPERIENCE, [])]
        text = "; ".join(part for field in (Field.EDUCATION, Field.EXPERIENCE) if (part := draft.value(field)))
        fields = tuple(filter(_says, _listed(draft, Field.SPECIALITY)))
    if not text:
        return ()
    numbers = [number for chunk in chunks for line in chunk for number in (line.number, line.last)]
    source = RequirementSource(act, card=name)
    rows = read_requirements(text, draft.language, source, name, (min(numbers), max(numbers)))
    return tuple(replace(row, fields=(*row.fields, *fields)) for row in rows)


def _speciality(draft: Draft) -> list[tuple[str, str]]:
    text = draft.value(Field.SPECIALITY)
    return [("Специальность" if draft.language == "ru" else "Мамандығы", text)] if text else []


def _old_code(text: str) -> str | None:
    """The four digits that the first standards print, some of them twice: «7511, 7511»."""
    codes = set(_OLD_CODE.findall(text))
    return codes.pop() if len(codes) == 1 and re.fullmatch(r"[\d\s,;]+", text.strip()) else None


def _level(draft: Draft) -> list[tuple[str, str]]:
    """The level by the directory of qualifications, where its cell asks for nothing: «4-5», «Без категории»."""
    text = draft.value(Field.KS_LEVEL)
    if not _says(text) or marked(text, draft.language).marks("EDUCATION"):
        return []
    return [("Уровень квалификации по КС" if draft.language == "ru" else "БА бойынша біліктілік деңгейі", text)]


def _says(words: str) -> bool:
    """Whether a cell says anything: many hold a dash alone."""
    return any(map(str.isalnum, words))


def _levels(text: str) -> tuple[int, ...]:
    """Levels of the framework: «5 уровень 6 уровень», «3–4», «6.1» (a sublevel of 6)."""
    levels: list[int] = []
    for found in _ORK.finditer(text):
        first = int(found["level"])
        levels += range(first, int(found["to"] or first) + 1)
    return tuple(dict.fromkeys(levels))


def _listed(draft: Draft, field: Field) -> tuple[str, ...]:
    """A list in running text or line by line: parted at commas and semicolons outside brackets, and at capitals."""
    groups: list[list[Line]] = []
    for line in (line for chunk in draft.values.get(field, []) for line in chunk):
        if groups and not (line.text[:1].isupper() and not groups[-1][-1].text.endswith((",", "-"))):
            groups[-1].append(line)
        else:
            groups.append([line])
    pieces = [
        text[left:right] for group in groups for text in [draft.join(group)] for left, right in cuts(text, ",;")
    ]
    cleaned = (re.sub(r"^\s*(?:\d+[.)]|[-–•])\s*", "", piece).strip(" .") for piece in pieces)
    return tuple(piece for piece in cleaned if piece)
