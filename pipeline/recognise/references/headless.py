"""Items of a list of acts that print no type of their own, because the words over the list do.

«Признать утратившими силу приказы: 1) Министра внутренних дел … от 26 августа 2013 года № 517 «…»;».
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.identify.bodies import Certainty, bodies, resolve_body
from pipeline.model.acts import ActType, Language
from pipeline.recognise.references.brackets import brackets_after
from pipeline.recognise.references.draft import Draft
from pipeline.recognise.references.kazakh_parts import before_bracket, issuer, particulars, title
from pipeline.recognise.references.russian import read_from_issuer
from pipeline.recognise.references.scan import Scan

_ITEM = re.compile(r"\s*(?:\d+(?:-\d+)*\s*[.)]\s*)?")
_ENDS = re.compile(r"\s*[;.,]?\s*$")
_SIGNS_ORDERS = re.compile(r"(?i)министр(?!ств|лі)|председател|руководител|начальник|төраға|басшы|басты[қғ]")
_TYPES = {"government": ActType.RESOLUTION, "kabmin": ActType.RESOLUTION, "president": ActType.DECREE}
_ORDERING = frozenset({"ministry", "agency", "committee"})
_NO_TYPE = "type not printed: that of its issuer's acts"


def read_headless(scan: Scan) -> tuple[Draft, ...]:
    """The act that a text of one item names by issuer, date and number alone; none where one of them is doubtful."""
    draft = _russian(scan) if scan.language == "ru" else _kazakh(scan)
    return (draft.doubt(_NO_TYPE),) if draft is not None and draft.date is not None and draft.number else ()


def _russian(scan: Scan) -> Draft | None:
    item = _ITEM.match(scan.folded)
    start = item.end() if item else 0
    if scan.nouns and scan.nouns[0].start == start:
        return None
    draft = read_from_issuer(scan, ActType.ORDER, start)
    type_ = _type_of(draft.issuer, scan.language)
    return None if type_ is None else replace(draft, type=type_)


def _kazakh(scan: Scan) -> Draft | None:
    end = len(scan.folded.rstrip(" ;.,\n"))
    pair = particulars(scan, before_bracket(scan, end))
    if pair is None:
        return None
    read = issuer(scan, pair)
    type_ = _type_of(read.issuer, scan.language)
    brackets = brackets_after(scan, pair.end)
    if type_ is None or not _ENDS.match(scan.folded, brackets.end):
        return None
    whole = title(scan, type_, read)
    return Draft(
        type_,
        whole.start,
        brackets.end,
        issuer=whole.issuer,
        date=pair.date,
        number=pair.number,
        title=whole.title,
        registration=brackets.registration,
        doubts=(*pair.doubts, *whole.doubts),
    )


def _type_of(phrase: str | None, language: Language) -> ActType | None:
    """The only type of act that an issuer known for sure adopts: a minister orders, the Government resolves."""
    match = resolve_body(phrase, language) if phrase else None
    if phrase is None or match is None or match.certainty is not Certainty.KNOWN or match.slug not in bodies():
        return None
    if bodies()[match.slug].kind in _ORDERING:
        return ActType.ORDER if _SIGNS_ORDERS.search(phrase) else None
    return _TYPES.get(match.slug)
