"""Places in a document that an act approves: they are places of the annex it stands in.

«подпунктом 4) пункта 47 Правил …, утвержденных постановлением …», «… қаулысымен бекітілген …
қағидаларының 47-тармағының 4) тармақшасына».
"""

from __future__ import annotations

import re

from pipeline.recognise.references.places import NOWHERE, STEP, Places, places_after, places_before
from pipeline.recognise.references.scan import Scan, paragraph_end, paragraph_start, sentence_end, sentence_start

_REACH = 700
_RU_APPROVED = re.compile(r"утвержд[её]н\w*\s+(?:совместн\w+\s+)?$")
_KK_APPROVED = re.compile(r"\s*бекітілген\s+")
_DOCUMENT = re.compile(r"(?<![\w-])[А-ЯЁ][а-яё]+")
_GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің)\s+$")


def approved_before(scan: Scan, noun: int) -> Places:
    """Russian: the places of the document that the act whose noun stands at `noun` approves."""
    floor = sentence_start(scan, paragraph_start(scan, noun, _REACH), noun)
    approved = _RU_APPROVED.search(scan.folded, max(floor, noun - 40), noun)
    if approved is None:
        return NOWHERE
    for document in reversed(list(_DOCUMENT.finditer(scan.text, floor, approved.start()))):
        places = places_before(scan.folded, document.start())
        if places.addresses:
            return _annexed(places)
    return NOWHERE


def approved_after(scan: Scan, end: int) -> Places:
    """Kazakh: the places of the document that the act whose reference ends at `end` approves."""
    approved = _KK_APPROVED.match(scan.folded, end)
    if approved is None:
        return NOWHERE
    limit = sentence_end(scan, approved.end(), paragraph_end(scan, end, _REACH))
    for step in STEP["kk"].finditer(scan.folded, approved.end(), limit):
        if _GENITIVE.search(scan.folded, max(approved.end(), step.start() - 12), step.start()):
            return _annexed(places_after(scan.folded, step.start()))
    return NOWHERE


def _annexed(places: Places) -> Places:
    return places._replace(addresses=tuple(f"annex/{address}" for address in places.addresses))
