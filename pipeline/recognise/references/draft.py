"""What a reference says before it is resolved, and its resolution to a key."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identify.bodies import RU_ACTING, Certainty, resolve_body
from pipeline.identify.folding import slug
from pipeline.identify.named_acts import NamedAct, act_by_particulars, act_by_title, named_key, normal_title
from pipeline.model.acts import ActKey, ActRef, ActType, Language
from pipeline.recognise.references.places import NOWHERE, Places
from pipeline.recognise.references.scan import Scan


class Draft(Struct, frozen=True):
    """A reference as printed. `issuer` is the phrase, `name` the words of an act called by name («Трудовой кодекс»).

    `short` is the short form it defines («далее – Закон»), `more` are further issuers of a joint act.
    """

    type: ActType
    start: int
    end: int
    issuer: str | None = None
    date: dt.date | None = None
    number: str | None = None
    title: str | None = None
    name: str | None = None
    registration: str | None = None
    short: str | None = None
    places: Places = NOWHERE
    joint: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def doubt(self, *doubts: str) -> Draft:
        """With further doubts."""
        return replace(self, doubts=tuple(dict.fromkeys((*self.doubts, *doubts))))


_ENACTED = frozenset({ActType.LAW, ActType.CODE, ActType.CONSTITUTION})
_BY_PARLIAMENT = "parliament"
_NO_BODY = "not in the register"


def resolve(draft: Draft, scan: Scan, on: dt.date | None) -> ActRef | None:
    """The reference with its key; None when the words name no one act (a type with neither particulars nor title)."""
    if draft.type in _ENACTED:
        return _enacted(draft, scan, on)
    return _departmental(draft, scan)


def _enacted(draft: Draft, scan: Scan, on: dt.date | None) -> ActRef | None:
    named = draft.title or draft.name
    match = act_by_title(named, scan.language, on=on, adopted=draft.date) if named else None
    found = match.act if match is not None else None
    doubts = match.doubts if match is not None else ()
    if draft.date is not None and draft.number is not None:
        by_number = act_by_particulars(draft.type, draft.date, draft.number)
        if by_number is None and found is not None and found.date != draft.date:
            found, doubts = None, ()
        found = by_number or found
    elif found is not None and draft.date is not None and found.date != draft.date:
        doubts = (*doubts, f"the date is printed, but {found.key} of that title has another")
    if found is not None:
        return _made(draft.doubt(*doubts), scan, str(found.key), found.issuer, _type_of(found), found)
    if draft.date is not None and draft.number is not None:
        key = ActKey.of(draft.type, _BY_PARLIAMENT, draft.date, plain_number(draft.number))
        return _made(draft, scan, str(key), _BY_PARLIAMENT, draft.type)
    if not named or not normal_title(named, scan.language):
        return None
    return _made(draft, scan, str(named_key(draft.type, named, scan.language)), _BY_PARLIAMENT, draft.type)


def _type_of(act: NamedAct) -> ActType:
    return act.type


def _departmental(draft: Draft, scan: Scan) -> ActRef | None:
    issuer, doubts = _issuer(draft, scan.language)
    named = act_by_title(draft.title, scan.language) if draft.title and draft.type is ActType.DECREE else None
    if named is not None and named.act.issuer == issuer and draft.number is None:
        return _made(draft, scan, str(named.act.key), issuer, named.act.type)
    if draft.type is ActType.DECISION and not draft.title and any(_NO_BODY in doubt for doubt in doubts):
        return None
    if draft.date is not None and draft.number is not None:
        if issuer is None:
            doubts = (*doubts, "issuer not printed")
        key = str(ActKey.of(draft.type, issuer or "unknown", draft.date, plain_number(draft.number)))
    elif draft.title and len(draft.title.split()) > 1:
        key = str(named_key(draft.type, draft.title, scan.language))
        doubts = (*doubts, "cited by title only")
    elif draft.number is not None and issuer is not None:
        key = f"{draft.type}/named/{issuer}-{slug(draft.number, scan.language)}"
        doubts = (*doubts, "date not printed")
    elif draft.date is not None and issuer is not None:
        key = f"{draft.type}/named/{issuer}-{draft.date.isoformat()}"
        doubts = (*doubts, "number not printed")
    else:
        return None
    return _made(draft.doubt(*doubts), scan, key, issuer, draft.type)


def _issuer(draft: Draft, language: Language) -> tuple[str | None, tuple[str, ...]]:
    phrase, joint = _first_issuer(draft.issuer) if draft.issuer else (None, ())
    match = resolve_body(phrase, language) if phrase else None
    if match is None:
        return ("president", ()) if draft.type is ActType.DECREE else (None, ())
    if draft.type is ActType.DECREE and match.certainty is Certainty.UNKNOWN:
        return "president", match.doubts
    return match.slug, (*match.doubts, *joint)


_SECOND_ISSUER = re.compile(
    rf"(?:,|\s+и|\s+және|\s+мен|,\s+и)\s+(?=(?:и\.\s?о\.\s+|{RU_ACTING}\s+)?министр\w*\s)", re.I
)


def _first_issuer(phrase: str) -> tuple[str, tuple[str, ...]]:
    """The first of several issuers of a joint act, and the others as doubts."""
    first, *others = _SECOND_ISSUER.split(phrase)
    return first, tuple(f"joint act, also {other.strip()}" for other in others)


def _made(
    draft: Draft, scan: Scan, act: str, issuer: str | None, type_: ActType, named: NamedAct | None = None
) -> ActRef:
    start = min(draft.start, draft.places.start) if draft.places.addresses else draft.start
    end = max(draft.end, draft.places.end)
    title = draft.title
    if title is None and named is not None:
        title = draft.name if draft.type is ActType.LAW and draft.name else named.title(scan.language)
    joint = tuple(f"joint act, also {other}" for other in draft.joint)
    return ActRef(
        act=act,
        type=type_,
        issuer=issuer,
        date=draft.date,
        number=draft.number,
        title=title,
        registration=draft.registration,
        text=scan.text[start:end],
        start=start,
        end=end,
        place=draft.places.addresses[0] if draft.places.addresses else "",
        doubts=(*draft.doubts, *joint),
        places=draft.places.addresses,
    )


_ROMAN = str.maketrans("іхсмІХСМ", "ixcmIXCM")


def plain_number(number: str) -> str:
    """A number as keys have it: Roman tails in Latin letters («286-VІ»), no blanks."""
    head, dash, tail = "".join(number.split()).partition("-")
    latin = tail.translate(_ROMAN)
    roman = latin and set(latin.lower()) <= set("ivxlcdm")
    return f"{head}{dash}{latin if roman else tail}"
