"""Word operations: whole words, exact counts, and all forms where the clause says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.consolidate import kazakh_forms, russian_forms
from pipeline.consolidate.change import Applied, Change
from pipeline.consolidate.elements import counted_anew
from pipeline.consolidate.regions import Region, prefix, regions, split
from pipeline.consolidate.resolve import Place, folded, resolve
from pipeline.consolidate.slots import UNNUMBERED, Slot
from pipeline.consolidate.words import forms_pattern, heads, occurrences
from pipeline.model.acts import Language
from pipeline.model.editions import Standing
from pipeline.model.operations import Action, OperationRef, Status, Words

_CHANGES: dict[Language, Callable[[str, str], dict[str, frozenset[str]]]] = {
    "kk": kazakh_forms.changes,
    "ru": russian_forms.changes,
}


class Hit(NamedTuple):
    """Characters of a slot that a clause means, and the words as they stand there."""

    slot: Slot
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.slot.own.text[self.start : self.end]


def change_words(change: Change) -> Applied:
    """Replace, insert or delete words.

    Without «по всему тексту» or «в соответствующем падеже» a clause means words that occur once: none is
    `words_missing`, more than one `wrong_count`. Nothing is changed then.
    """
    words = change.operation.words
    anchor = (words.old or words.after or words.before) if words is not None else None
    if words is None or not anchor:
        return Applied.no(Status.AMBIGUOUS, "the clause names no words to look for")
    if change.operation.action is not Action.DELETE_WORDS and not words.new:
        return Applied.no(Status.UNPARSED, "the new words that the clause announces were not found")
    found = regions(change.estate, change.address)
    if not isinstance(found, list):
        return change.failed(found)
    shifted = _shifted(change)
    if shifted is not None:
        return shifted
    standing = [region for region in found if not region.slot.gone]
    if not standing:
        place = resolve(change.estate, split(change.address)[0])
        if isinstance(place, Place) and place.slot.gone:
            return Applied.no(Status.TARGET_MISSING, f"{change.operation.address} is {place.slot.standing}")
    if not change.estate.whole and not standing:
        return Applied.no(Status.BASE_MISSING, f"the text of {change.operation.address} is not in the corpus")
    if any(region.slot.standing is Standing.UNKNOWN for region in standing):
        return Applied.no(Status.BASE_MISSING, f"the text of {change.operation.address} is not in the corpus")
    if words.all_forms:
        return _in_all_forms(change, words, anchor, standing)
    hits = _meant(change, words, anchor, standing)
    if not hits:
        return _missing(change, words, anchor, standing)
    covered = [hit for hit in hits if words.old is not None and _within_new(words, hit)]
    if len(covered) == len(hits):
        return Applied.no(Status.ALREADY_APPLIED, f"«{words.new}» stands there already")
    if len(hits) > 1 and not words.everywhere:
        return Applied.no(Status.WRONG_COUNT, f"«{anchor}» is found {len(hits)} times, the clause means one")
    if change.operation.action is not Action.DELETE_WORDS and _stands_already(words, hits):
        return Applied.no(Status.ALREADY_APPLIED, f"«{words.new}» stands there already")
    if words.old is not None and words.new is not None and words.old == words.new:
        return Applied.no(Status.NO_EFFECT, "the new words are the old ones")
    changed = [hit for hit in hits if hit not in covered]
    emptied = _emptied(change, changed)
    if emptied is not None:
        return Applied.no(Status.AMBIGUOUS, f"nothing would be left of {emptied.address} without «{anchor}»")
    for hit in reversed(changed):
        _write(change, hit, _as_printed(words, hit))
    details = [f"{len(changed)} places"] if words.everywhere else []
    details += [f"{len(covered)} left, «{words.new}» stands there already"] if covered else []
    return Applied.done(_touched(changed), details)


def _shifted(change: Change) -> Applied | None:
    last = split(change.address)[0].last
    if last is None or last.unit not in UNNUMBERED:
        return None
    place = resolve(change.estate, split(change.address)[0])
    return counted_anew(change, place.slot) if isinstance(place, Place) else None


def _meant(change: Change, words: Words, anchor: str, places: list[Region]) -> list[Hit]:
    """Where the words stand; at the head of a sentence with a capital too, where they are not found as printed."""
    hits = _hits(places, lambda text: occurrences(anchor, text), change.together)
    if hits and not words.everywhere:
        return hits
    at_heads = _hits(places, lambda text: heads(anchor, text), change.together) if words.before is None else []
    known = {(id(hit.slot), hit.start) for hit in hits}
    if not [hit for hit in at_heads if (id(hit.slot), hit.start) not in known]:
        return hits
    return _hits(places, lambda text: sorted({*occurrences(anchor, text), *heads(anchor, text)}), change.together)


def _as_printed(words: Words, hit: Hit) -> str:
    """The new words, with a capital where they take the place of words that had one only as a sentence's head."""
    new = words.new or ""
    old = words.old or ""
    return _capital(new, hit.text) if old[:1].islower() and hit.text[:1].isupper() else new


def _within_new(words: Words, hit: Hit) -> bool:
    """Whether a place shows the old words as part of the new ones («орган» in «местный орган»)."""
    if words.new is None or words.new == words.old or not occurrences(words.old or "", words.new):
        return False
    text = hit.slot.own.text
    return any(start <= hit.start and hit.end <= end for start, end in occurrences(words.new, text))


def _emptied(change: Change, hits: list[Hit]) -> Slot | None:
    """A provision that would say nothing any more once the words are gone."""
    if change.operation.action is not Action.DELETE_WORDS:
        return None
    for slot in _touched(hits):
        if slot.table is not None:
            continue
        text = slot.own.text
        for hit in reversed([hit for hit in hits if hit.slot is slot]):
            text = text[: hit.start] + text[hit.end :]
        if not any(letter.isalnum() for letter in text[prefix(slot) :]):
            return slot
    return None


def _touched(hits: list[Hit]) -> tuple[Slot, ...]:
    return tuple({id(hit.slot): hit.slot for hit in hits}.values())


def _hits(
    places: list[Region], find: Callable[[str], list[tuple[int, int]]], together: frozenset[OperationRef]
) -> list[Hit]:
    """Where the words stand; those another operation of the same clause has just written are none.

    Nor are the figures and the sign of a printed number: «точку» in point 5 is not the one behind its «5».
    """
    found: list[Hit] = []
    for region in places:
        number = prefix(region.slot)
        for start, end in find(region.text):
            hit = Hit(region.slot, region.start + start, region.start + end)
            if hit.end <= number and not any(letter.isalpha() for letter in hit.text):
                continue
            if not together or not together.intersection(region.slot.own.threads(hit.start, hit.end)):
                found.append(hit)
    return found


def _missing(change: Change, words: Words, anchor: str, places: list[Region]) -> Applied:
    """The outcome for words that are not there: another operation may have put the new ones in their place.

    The new words alone prove nothing where they stood from the beginning, unless the base text is an edition.
    """
    said = [
        (region, start, end)
        for region in places
        for start, end in (occurrences(words.new, region.text) if words.new else [])
    ]
    written = [
        any(region.slot.own.threads(region.start + start, region.start + end) - {None}) for region, start, end in said
    ]
    if said and change.operation.action is Action.REPLACE_WORDS and (change.revised or any(written)):
        return Applied.no(Status.ALREADY_APPLIED, f"«{words.new}» stands there already")
    where = change.operation.address or "the act"
    hints = [f"«{words.new}» stands there from the beginning"] if said else []
    if occurrences(anchor, "\n".join(region.text for region in places)):
        hints.append("they run over the end of a paragraph")
    return Applied.no(Status.WORDS_MISSING, "; ".join([f"«{anchor}» is not found in {where}", *hints]))


def _stands_already(words: Words, hits: list[Hit]) -> bool:
    """Whether each place shows the words that are to be put beside the anchor, or has them around the old ones."""
    new = folded(words.new or "")
    if words.after is not None:
        return all(
            folded(hit.slot.own.text[hit.end : hit.end + len(words.new or "") + 4]).startswith(new) for hit in hits
        )
    if words.before is not None:
        return all(folded(hit.slot.own.text[: hit.start]).endswith(new) for hit in hits)
    return False


def _write(change: Change, hit: Hit, new: str) -> None:
    slot, start, end = hit
    text, words = slot.own.text, change.operation.words
    assert words is not None
    match change.operation.action:
        case Action.REPLACE_WORDS:
            slot.write(start, end, new, change.thread)
        case Action.INSERT_WORDS if words.after is not None:
            slot.write(end, end, new if new[:1] in ",.;:)" else f" {new}", change.thread)
        case Action.INSERT_WORDS:
            slot.write(start, start, f"{new} ", change.thread)
        case _:
            if (
                start > 0
                and text[start - 1] == " "
                and text[end : end + 1] in ("", " ", ",", ".", ";", ":", ")", "\n")
            ):
                start -= 1
            elif text[end : end + 1] == " " and (start == 0 or text[start - 1] in '\n(«"'):
                end += 1
            slot.write(start, end, "", change.thread)


def _in_all_forms(change: Change, words: Words, anchor: str, places: list[Region]) -> Applied:
    """Change the words in every case and number; one form with two successors leaves all as it was."""
    if words.old is None:
        return Applied.no(Status.AMBIGUOUS, "words are to go beside words in all forms: their forms cannot be told")
    table = _CHANGES[change.language](words.old, words.new or words.old)
    if not table:
        return Applied.no(Status.AMBIGUOUS, f"the forms of «{words.old}» or «{words.new}» are not decided by rule")
    deleted = change.operation.action is Action.DELETE_WORDS
    forms = {folded(form): others for form, others in table.items()}
    pattern = forms_pattern(tuple(table))
    hits = _hits(places, lambda text: [match.span() for match in pattern.finditer(text)], change.together)
    if not hits:
        return _missing(change, words, anchor, places)
    written: list[str] = []
    for hit in hits:
        others = forms[folded(hit.text)]
        if not deleted and (len(others) != 1 or not next(iter(others))):
            choice = " or ".join(f"«{other}»" for other in sorted(others) if other) or "no form that is known"
            return Applied.no(Status.AMBIGUOUS, f"«{hit.text}» in {hit.slot.address} may become {choice}")
        written.append("" if deleted else _capital(next(iter(others)), hit.text))
    listed = dict.fromkeys(f"«{hit.text}» – «{new}»" for hit, new in zip(hits, written, strict=True))
    for hit, new in reversed(list(zip(hits, written, strict=True))):
        _write(change, hit, new)
    left = sorted({word for hit in places for word in _others(words.old, hit.text, forms)})
    details = ["changed " + ", ".join(listed)] + (["left as other words: " + ", ".join(left)] if left else [])
    return Applied.done(_touched(hits), details)


def _capital(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _others(old: str, text: str, forms: dict[str, frozenset[str]]) -> list[str]:
    """Words that begin like the old ones and are none of their forms («ұйымдастыру» for «ұйым»)."""
    begun = re.findall(rf"(?<!\w){re.escape(old)}\w+", text, re.IGNORECASE)
    return [word for word in begun if folded(word) not in forms]
