"""Which act a document is: read from its title, act line, preamble, signature and closing points.

Order № 464 of 2023 (rules on drafting acts), points 25 and 41, and the registry's own prints give the shapes:
«Приказ Министра … от 18 августа 2022 года № 318. Зарегистрирован в Министерстве юстиции … № 29212» and «… министрінің
2024 жылғы 15 тамыздағы № 316 бұйрығы. … № 33455 болып тіркелді.» What is not printed stays None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.identify.bodies import Certainty, resolve_body
from pipeline.identify.folding import fold
from pipeline.model.acts import ActRef, ActType, Identity, InForceClause, Language, Registration, Role
from pipeline.model.documents import Paragraph
from pipeline.recognise.dates import find_dates
from pipeline.recognise.inforce import read_in_force
from pipeline.recognise.references import find_references
from pipeline.structure.frame import Frame, note_spans

_TYPES: tuple[tuple[ActType, re.Pattern[str]], ...] = (
    (ActType.CONSTITUTION, re.compile(r"конституци|конституция")),
    (ActType.CODE, re.compile(r"кодекс")),
    (ActType.ORDER, re.compile(r"приказ|бұйры[қғ]")),
    (ActType.RESOLUTION, re.compile(r"постановлени|қаулы|распоряжени|өкім")),
    (ActType.DECREE, re.compile(r"указ|жарлы[қғ]")),
    (ActType.DECISION, re.compile(r"решени|шешім")),
    (ActType.LAW, re.compile(r"закон|заң")),
)
_NUMBER = re.compile(r"(?:№|(?<!\w)[Nn])\s?(?P<number>[\w./()-]+(?:\s(?:ЗРК|ҚРЗ))?)")
_REGISTERED = re.compile(r"зарегистрирован|тірке(?:л|у)", re.IGNORECASE)
_AMENDING_TITLE = re.compile(
    r"(?:^|\s)о\s+внесении\s+(?:изменени|дополнени)|(?:өзгеріс|толықтыру|өзгерту)\S*(?:\s+(?:мен|және|пен)\s+\S+)?\s+енгізу\s+туралы",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"қолданысқа\s+енгізіл|күшіне\s+енеді|вводится\s+в\s+действие|вступает\s+в\s+силу", re.IGNORECASE
)
_REPEAL = re.compile(
    r"күші\s+жойылды\s+деп\s+таны|күші\s+жойылсын|признать\s+утратившим\w*\s+силу|признать\s+не\s+действующ|отменить",
    re.IGNORECASE,
)
_ALL_REPEALED = re.compile(r"мынала?р?\S*\s+күші\s+жойылды|признать\s+утратившим\w*\s+силу\s*:", re.IGNORECASE)
_SELF = re.compile(r"^(?:осы|настоящ)", re.IGNORECASE)
_NAME = re.compile(r"(?P<name>[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?)?[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)\s*$")
_AGREED = re.compile(r"^[\"«]?\s*(?:КЕЛІСІЛДІ|СОГЛАСОВАН)", re.IGNORECASE)


class _ActLine(Struct, frozen=True):
    type: ActType | None
    issuer: str | None
    date: dt.date | None
    number: str | None
    registration: Registration | None
    acting: bool
    doubts: tuple[str, ...]


def identify(paragraphs: Sequence[Paragraph], frame: Frame, language: Language) -> Identity:
    """Read a document's identity; every field that the document does not print is None or empty."""
    line = _act_line(" ".join(p.text for p in paragraphs[slice(*frame.act_line)]), language)
    title = " ".join(p.text for p in paragraphs[slice(*frame.title)]).strip() or None
    notes = note_spans(paragraphs, (0, len(paragraphs)))
    preamble = " ".join(
        p.text for i, p in enumerate(paragraphs[: frame.body[0]]) if i >= frame.preamble[0] and i not in notes
    )
    body = [paragraphs[i] for i in range(*frame.body) if i not in notes]
    signatory, post = _signatory([p.text for p in paragraphs[slice(*frame.signature)]])
    return Identity(
        language=language,
        role=_role(title, bool(notes)),
        type=line.type,
        issuer=line.issuer,
        date=line.date,
        number=line.number,
        title=title,
        registration=line.registration,
        acting=line.acting,
        legal_basis=find_references(preamble, language),
        signatory=signatory,
        signatory_post=post,
        in_force=_in_force(body, language),
        repeals=_repeals(body, language),
        doubts=line.doubts,
    )


def _role(title: str | None, noted: bool) -> Role:
    if title is not None and _AMENDING_TITLE.search(title):
        return Role.AMENDING
    return Role.CONSOLIDATED if noted else Role.ORIGINAL


def _act_line(text: str, language: Language) -> _ActLine:
    """Type, issuer, date, number and registration from the line under (or over) the title."""
    if not text:
        return _ActLine(None, None, None, None, None, False, ("no line names the act",))
    sentence = re.split(r"(?<=[^\sА-ЯЁ№.])\.\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ])", text, maxsplit=1)
    head, rest = sentence[0], sentence[1] if len(sentence) > 1 else ""
    if _REGISTERED.search(head) and not rest:
        cut = re.search(r"\(?\s*(?:зарегистр|Зарегистр)", head)
        head, rest = (head[: cut.start()], head[cut.start() :]) if cut else (head, "")
    folded = fold(head, language)
    dates = find_dates(folded)
    number = _NUMBER.search(head)
    issuer = resolve_body(_issuer_words(head, folded, language, dates[0].start if dates else None), language)
    doubts = [doubt for date in dates[:1] for doubt in date.doubts]
    if issuer is not None:
        doubts += issuer.doubts if issuer.certainty is not Certainty.KNOWN else ()
    return _ActLine(
        type=_type(folded, language),
        issuer=issuer.slug if issuer is not None else None,
        date=dates[0].day if dates else None,
        number=number["number"].rstrip(".,)") if number else None,
        registration=_registration(rest, language),
        acting=issuer.acting if issuer is not None else False,
        doubts=tuple(doubts),
    )


def _type(folded: str, language: Language) -> ActType | None:
    """The type noun stands first in Russian, last in Kazakh."""
    hits = [(match.start(), type_) for type_, pattern in _TYPES for match in pattern.finditer(folded)]
    if not hits:
        return None
    return min(hits)[1] if language == "ru" else max(hits)[1]


def _issuer_words(head: str, folded: str, language: Language, date_at: int | None) -> str:
    end = date_at if date_at is not None else len(head)
    words = head[:end]
    if language == "ru":
        words = re.sub(r"^\s*(?:Совместный\s+)?[А-Яа-яё]+\s+", "", words, count=1)
        return re.sub(r"\s+от\s*$", "", words)
    return words


def _registration(text: str, language: Language) -> Registration | None:
    if not _REGISTERED.search(text):
        return None
    number = _NUMBER.search(text)
    dates = find_dates(fold(text, language))
    return Registration(number["number"].rstrip(".,)") if number else None, dates[0].day if dates else None)


def _signatory(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The person who signed and the post; None where the print has lost the name."""
    own: list[str] = []
    for line in lines:
        if _AGREED.match(line):
            break
        own.append(line)
    text = " ".join(own).strip()
    name = next((match for line in own if (match := _NAME.search(line))), None)
    if name is None:
        return None, text or None
    post = text.replace(name["name"], "").strip(" ,")
    return name["name"], post or None


def _in_force(body: Sequence[Paragraph], language: Language) -> InForceClause | None:
    """The clause that brings the act into force: the last paragraph of the body that speaks of it."""
    for paragraph in reversed(body):
        if _IN_FORCE.search(paragraph.text):
            clause = read_in_force(paragraph.text, language)
            if clause is not None:
                return clause
    return None


def _repeals(body: Sequence[Paragraph], language: Language) -> tuple[ActRef, ...]:
    """Acts that the body repeals whole: named in the clause or in the list under it."""
    found: list[ActRef] = []
    listing = False
    for paragraph in body:
        repeal = _REPEAL.search(paragraph.text) is not None
        if repeal:
            listing = paragraph.text.rstrip().endswith(":")
        elif listing and not re.match(r"\s*\d+(?:-\d+)*\)", paragraph.text):
            listing = False
        if repeal or listing:
            found += [ref for ref in find_references(paragraph.text, language)[:1] if not ref.place]
    return tuple(found)
