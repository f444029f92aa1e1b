"""Which act a document is: read from its title, act line, preamble, signature and closing points.

Order № 464 of 2023 (rules on drafting acts), points 25 and 41, and the registry's own prints give the shapes:
«Приказ Министра … от 18 августа 2022 года № 318. Зарегистрирован в Министерстве юстиции … № 29212» and «… министрінің
2024 жылғы 15 тамыздағы № 316 бұйрығы. … № 33455 болып тіркелді.» What is not printed stays None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from pipeline.identify.bodies import Certainty, bodies, resolve_body
from pipeline.identify.folding import fold
from pipeline.identify.named_acts import act_by_particulars, named_acts
from pipeline.model.acts import (
    ActKey,
    ActRef,
    ActType,
    Identity,
    InForceClause,
    InForceException,
    Language,
    Registration,
    Role,
    Rule,
)
from pipeline.model.documents import Paragraph
from pipeline.recognise.dates import find_dates
from pipeline.recognise.inforce import read_in_force
from pipeline.recognise.references import find_references, of_its_time
from pipeline.recognise.references.draft import plain_number
from pipeline.structure.frame import Frame, is_status, note_spans, one_line
from pipeline.structure.gone import is_gone

_TYPES: tuple[tuple[ActType, re.Pattern[str]], ...] = (
    (ActType.CONSTITUTION, re.compile(r"конституци(?!онн|ялық)")),
    (ActType.CODE, re.compile(r"кодекс")),
    (ActType.ORDER, re.compile(r"приказ|бұйры[қғ]")),
    (ActType.RESOLUTION, re.compile(r"постановлени|қаулы|распоряжени|өкім")),
    (ActType.DECREE, re.compile(r"указ|жарлы[қғ]")),
    (ActType.DECISION, re.compile(r"решени|шешім")),
    (ActType.LAW, re.compile(r"закон|заң")),
)
_NUMBER = re.compile(r"(?:№|(?<!\w)[Nn])\s?(?P<number>(?!_)[\w./()-]+(?:\s(?:ЗРК|ҚРЗ))?)")
_REGISTERED = re.compile(r"зарегистрирован|тірке(?:л|у)", re.IGNORECASE)
_REGISTRATION_AT = re.compile(
    r"\(?\s*Зарегистр|\(?\s*зарегистр|(?:Қазақстан\s+Республикасы(?:ның)?\s+)?Әділет\s+(?:министрлігі|департаменті)(?:нде|мен)\s"
    r"|мемлекеттік\s+тіркеу(?:дің)?\s+тізілім|тіркелді",
)
_LATER_LIFE = re.compile(
    r"күші\S*\s+жой\S+(?!\S|\s+деп)|утрати(?:л|вш)\S*\s+силу|жариялан|опубликован", re.IGNORECASE
)
"""What a register tells of an act behind its registration: the act that repealed it, where it was published."""
_ENACTED = frozenset({ActType.LAW, ActType.CODE, ActType.CONSTITUTION})
_PARLIAMENT_TAIL = re.compile(r"\s*(?:ЗРК|ҚРЗ)$")
_AMENDING_TITLE = re.compile(
    r"(?:^|\s)о\s+внесении\s+(?:изменени|дополнени)|(?:өзгеріс|толықтыру|өзгерту)\S*(?:\s+(?:мен|және|пен)\s+\S+)?\s+енгізу\s+туралы",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"қолданысқа\s+енгізіл|күшіне\s+енеді|вводится\s+в\s+действие|вступает\s+в\s+силу", re.IGNORECASE
)
_ISSUER = re.compile(
    r"министр|председател|руководител|управляющ|правительств|президент|аким|маслихат|төраға|үкімет|әкім|мәслихат"
    r"|басқарушы",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^\s*(?:\S+\s+){0,4}?(?:совместн\w+\s+)?(?:приказ|постановлени|решени|распоряжени|указ)\w*\s+(?:сессии\s+)?",
    re.IGNORECASE,
)
"""What stands before the issuer in an act line or a corner: «Приложение 1 к решению сессии …»."""

_NAME = re.compile(r"(?P<name>[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?)?[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)\s*$")
_AGREED = re.compile(r"^[\"«]?\s*(?:КЕЛІСІЛДІ|СОГЛАСОВАН)", re.IGNORECASE)


_ISSUER_SIGNED = ("the body that issued the act is known by its signatory only",)


class _ActLine(Struct, frozen=True):
    type: ActType | None
    issuer: str | None
    date: dt.date | None
    number: str | None
    registration: Registration | None
    acting: bool
    doubts: tuple[str, ...]


def identify(paragraphs: Sequence[Paragraph], frame: Frame, language: Language) -> Identity:
    """Read a document's identity; every field that the document does not print is None or empty.

    A print without the line that names the act may still name it over its annexes («Приложение к приказу … от …
    № …»); what that block leaves out, the issuer, is taken from the signatory's post.
    """
    printed = " ".join(p.text for p in paragraphs[slice(*frame.act_line)] if not is_status(p.text))
    whole = one_line(printed) if frame.title == (0, 0) else None
    line = _act_line(whole.act_line if whole is not None else printed, language)
    title = whole.title if whole is not None else _title(paragraphs, frame)
    notes = note_spans(paragraphs, (0, len(paragraphs)))
    preamble = " ".join(
        p.text for i, p in enumerate(paragraphs[: frame.body[0]]) if i >= frame.preamble[0] and i not in notes
    )
    body = [paragraphs[i] for i in range(*frame.body) if i not in notes]
    signatory, post = _signatory([p.text for p in paragraphs[slice(*frame.signature)]])
    if line.date is None or line.number is None:
        line = _from_corner(line, frame, post, language)
    elif line.issuer is None and post is not None and (signer := resolve_body(post, language)) is not None:
        line = msgspec.structs.replace(line, issuer=signer.slug, acting=signer.acting, doubts=_ISSUER_SIGNED)
    restated = any(i in notes for i in range(frame.preamble[0], frame.body[0]))
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
        legal_basis=_legal_basis(preamble, language, None if restated else line.date),
        signatory=signatory,
        signatory_post=post,
        in_force=_in_force(body, language),
        doubts=line.doubts,
    )


def _legal_basis(preamble: str, language: Language, day: dt.date | None) -> tuple[ActRef, ...]:
    """The acts that a preamble names; `day` is that of the act, None where an amendment has given it other words."""
    found = find_references(preamble, language, on=day)
    return found if day is None else tuple(of_its_time(reference, day, language) for reference in found)


def _title(paragraphs: Sequence[Paragraph], frame: Frame) -> str | None:
    return " ".join(p.text for p in paragraphs[slice(*frame.title)]).strip() or None


def _role(title: str | None, noted: bool) -> Role:
    if title is not None and _AMENDING_TITLE.search(title):
        return Role.AMENDING
    return Role.CONSOLIDATED if noted else Role.ORIGINAL


def _act_line(text: str, language: Language) -> _ActLine:
    """Type, issuer, date, number and registration from the line under (or over) the title."""
    if not text:
        return _ActLine(None, None, None, None, None, False, ("no line names the act",))
    named = _NUMBER.search(text)
    later = _LATER_LIFE.search(text, named.end()) if named else None
    text = text[: later.start()] if later else text
    cut = _REGISTRATION_AT.search(text)
    head, rest = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    folded = fold(head, language)
    dates = find_dates(folded)
    number = _NUMBER.search(head)
    body = resolve_body(_issuer_words(head, language, dates[0].start if dates else None), language)
    own = _ActLine(
        type=_type(folded, language),
        issuer=body.slug if body is not None else None,
        date=dates[0].day if dates else None,
        number=number["number"].rstrip(".,)") if number else None,
        registration=_registration(rest, language),
        acting=body.acting if body is not None else False,
        doubts=body.doubts if body is not None and body.certainty is not Certainty.KNOWN else (),
    )
    return _as_cited(own, head, language)


def _as_cited(own: _ActLine, head: str, language: Language) -> _ActLine:
    """The line read as a citation of the act: then an act has one key wherever it is named."""
    cited = next((ref for ref in find_references(head, language) if ref.date and ref.number and ref.issuer), None)
    if cited is not None:
        known = ActKey.parse(cited.act)
        number = _settled(known.type, cited.date, cited.number)
        return msgspec.structs.replace(
            own, type=known.type, issuer=known.issuer, date=cited.date, number=number, doubts=cited.doubts
        )
    if own.type is ActType.CONSTITUTION:
        return _constitution(own)
    if own.type in _ENACTED:
        number = _PARLIAMENT_TAIL.sub("", own.number or "") or None
        return msgspec.structs.replace(
            own, issuer="parliament", number=_settled(own.type, own.date, number), doubts=()
        )
    return own


def _settled(type_: ActType, date: dt.date | None, number: str | None) -> str | None:
    """The number by which an act is known: with the session that a print may leave out («№ 442» is «442-II»)."""
    if type_ not in _ENACTED or date is None or number is None:
        return number
    named = act_by_particulars(type_, date, number)
    return named.number if named is not None else plain_number(number)


def _constitution(own: _ActLine) -> _ActLine:
    """A constitution of the register, known by the day of its referendum; of any other day none."""
    found = (act for act in named_acts() if act.type is ActType.CONSTITUTION and act.date == own.date)
    named = next(found, None)
    if named is None:
        return msgspec.structs.replace(own, date=None, doubts=("no constitution of that day is known",))
    return msgspec.structs.replace(own, issuer=named.issuer, number=None, doubts=())


def _from_corner(line: _ActLine, frame: Frame, post: str | None, language: Language) -> _ActLine:
    """The particulars that the block over the first annex of the act prints."""
    corner = next((c for annex in frame.annexes for c in annex.corners if c.names_act), None)
    if corner is None:
        return line
    read = _act_line(_OWN_NUMBER.sub("", corner.text), language)
    named = read.issuer in bodies() or (read.issuer is not None and _ISSUER.search(corner.text) is not None)
    signer = resolve_body(post, language) if post and not named else None
    issuer = signer if signer is not None and signer.certainty is not Certainty.UNKNOWN else None
    doubts = ("the act is named only by the block over its annex",)
    return _ActLine(
        type=line.type or read.type,
        issuer=line.issuer or (issuer.slug if issuer is not None else read.issuer),
        date=line.date or read.date,
        number=line.number or read.number,
        registration=line.registration,
        acting=issuer.acting if issuer is not None else read.acting,
        doubts=doubts,
    )


_OWN_NUMBER = re.compile(r"^\s*Приложение\s*(?:№|N)?\s*\d[\d-]*\s+(?=к\s)", re.IGNORECASE)
"""The number of the annex, which stands before that of the act: «Приложение № 1 к решению № 3-110»."""


def with_key(identity: Identity, key: str) -> Identity:
    """The identity with the particulars of a key known from elsewhere, where the text prints none of its own."""
    known = ActKey.parse(key)
    date = dt.date.fromisoformat(known.date) if known.date else None
    return msgspec.structs.replace(
        identity,
        type=identity.type or known.type,
        issuer=identity.issuer or known.issuer,
        date=identity.date or date,
        number=identity.number or _settled(known.type, date, known.number),
        doubts=(),
    )


def _type(folded: str, language: Language) -> ActType | None:
    """The type noun stands first in Russian, last in Kazakh."""
    hits = [(match.start(), type_) for type_, pattern in _TYPES for match in pattern.finditer(folded)]
    if not hits:
        return None
    return min(hits)[1] if language == "ru" else max(hits)[1]


def _issuer_words(head: str, language: Language, date_at: int | None) -> str:
    words = head[:date_at] if date_at is not None else _BLANK_DAY[language].split(head, maxsplit=1)[0]
    if language == "ru":
        words = (
            _KIND.sub("", words, count=1) if _KIND.match(words) else re.sub(r"^\s*[А-Яа-яё]+\s+", "", words, count=1)
        )
        return re.sub(r"(?:^|\s+)(?:(?:№|N)\s?\S+\s+)?от\s*$", "", words)
    return words


_BLANK_DAY: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?=\s+от\s+(?:[\"«]?[_\s]*[\"»]?\s*){1,3}(?:\d{2,4}\b|_|года?\b|№|$))"),
    "kk": re.compile(r"(?=\s+(?:\d{2,4}[_\s]*жыл|[\"«]?_))"),
}
"""Where a day that was never filled in begins: «от «___» _______ 2025 года № ___»."""


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


_LISTED = re.compile(r"\s*\d+(?:-\d+)*\s*\)")
_THIS_ACT = re.compile(r"\s*(?:\d+\.\s*)?(?:\d+-бап\.\s*)?осы\s+\S+\s*:\s*$", re.IGNORECASE)


def _in_force(body: Sequence[Paragraph], language: Language) -> InForceClause | None:
    """The clause that brings the act into force: the last of the body that speaks of it, with all its items.

    A last clause about a part of the act alone («пункт 3 вводится …») adds to the one about the act.
    """
    parts: tuple[InForceException, ...] = ()
    partly: InForceClause | None = None
    for at in reversed(range(len(body))):
        clause = read_in_force(_with_items(body, at), language) if _speaks(body[at].text) else None
        if clause is None:
            continue
        if clause.main.rule is not Rule.UNKNOWN or clause.main.until is not None or not clause.exceptions:
            known = {place for exception in clause.exceptions for place in exception.places}
            added = tuple(part for part in parts if not known.issuperset(part.places))
            return msgspec.structs.replace(clause, exceptions=(*clause.exceptions, *added))
        partly = partly or clause
        parts = (*clause.exceptions, *parts)
    return partly


def _speaks(text: str) -> bool:
    """Whether a paragraph brings the act into force: what took a provision away, what stands in brackets does not.

    «21) – 25) исключены Законом … (вводится в действие с 01.01.2015)» tells the day of another act.
    """
    return bool(_IN_FORCE.search(_BRACKETED.sub(" ", text))) and not is_gone(text)


_BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))*(?:\)|$)")


def _with_items(body: Sequence[Paragraph], at: int) -> str:
    """A paragraph with the list it opens or stands in: «…, за исключением:», then «1) пункта 5, который …»."""
    first = at
    while first and _LISTED.match(body[first].text):
        first -= 1
    opener = body[first].text.rstrip()
    if not opener.endswith(":") or not (_IN_FORCE.search(opener) or _THIS_ACT.match(opener)):
        return body[at].text
    last = first + 1
    while last < len(body) and _LISTED.match(body[last].text):
        last += 1
    return " ".join(paragraph.text for paragraph in body[first:last])
