"""Finding references: nouns are the candidates, the grammar of the language reads round each of them once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from pipeline.identify.named_acts import acts_by_key, named_key
from pipeline.model.acts import ActRef, Language
from pipeline.recognise.references.draft import Draft, resolve
from pipeline.recognise.references.headless import read_headless
from pipeline.recognise.references.kazakh import read_kazakh
from pipeline.recognise.references.russian import read_russian
from pipeline.recognise.references.scan import scan
from pipeline.recognise.references.short_forms import ShortForms, short_form_references

NO_SHORT_FORMS: Mapping[str, ActRef] = MappingProxyType({})


def find_references(
    text: str,
    language: Language,
    *,
    on: dt.date | None = None,
    short_forms: Mapping[str, ActRef] = NO_SHORT_FORMS,
) -> tuple[ActRef, ...]:
    """Every reference to an act in running text, in order; «осы Заң», «настоящий приказ» are none.

    `on` is the day of the citing text: it decides between acts that bore one title in turn. `short_forms` are
    those defined earlier in the document (see `defined_short_forms`). A reference inside the title of another is
    part of that title. Never raises on any text.
    """
    scanned = scan(text, language)
    read = read_russian if language == "ru" else read_kazakh
    drafts: list[Draft] = []
    for noun in scanned.nouns:
        drafts += read(scanned, noun)
    drafts += read_headless(scanned)
    found: list[ActRef] = []
    forms = ShortForms(dict(short_forms))
    for draft in drafts:
        reference = resolve(draft, scanned, on)
        if reference is not None:
            found.append(reference)
            forms.define(draft.short, reference, language)
    found += short_form_references(scanned, forms, found)
    return _outermost(found)


def of_its_time(reference: ActRef, day: dt.date, language: Language) -> ActRef:
    """A reference in a text of that day: an act cannot cite by title what was adopted later.

    «Об органах внутренних дел» in an order of 2007 is not the law of 2014 but the one that bore the title before it,
    which is not in the register.
    """
    named = acts_by_key().get(reference.act)
    if named is None or named.date <= day or reference.date is not None or reference.title is None:
        return reference
    key = named_key(reference.type, reference.title, language)
    doubt = f"{reference.act} of that title is later than the text"
    return msgspec.structs.replace(reference, act=str(key), doubts=(*reference.doubts, doubt))


def defined_short_forms(text: str, language: Language, *, on: dt.date | None = None) -> dict[str, ActRef]:
    """The short forms a text gives acts: «(далее – Закон)», «(бұдан әрі – Кодекс)», as words and what they mean."""
    scanned = scan(text, language)
    read = read_russian if language == "ru" else read_kazakh
    forms = ShortForms({})
    for noun in scanned.nouns:
        for draft in read(scanned, noun):
            if draft.short and (reference := resolve(draft, scanned, on)) is not None:
                forms.define(draft.short, reference, language)
    return forms.known


def _outermost(found: list[ActRef]) -> tuple[ActRef, ...]:
    """The references in order, without those that lie inside another."""
    kept: list[ActRef] = []
    reach = -1
    for reference in sorted(found, key=lambda one: (one.start, -one.end)):
        if reference.end > reach:
            kept.append(reference)
            reach = max(reach, reference.end)
    return tuple(kept)
