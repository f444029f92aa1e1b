"""How a line was read, said for people in the language of the line."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pipeline.address import Address, Step
from pipeline.model.acts import Language
from pipeline.model.operations import ClauseDraft, Expected, Kind, Words
from pipeline.recognise.amendments.doubts import Reason

_DATA: Final = Path(__file__).parent / "data" / "explain.toml"
_MOST: Final = 6


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def place_in_words(address: str, language: Language) -> str:
    """An address said for people, from the outside in: «приложение, пункт 10, подпункт 2)»."""
    phrases = _phrases()[language]
    steps = Address.parse(address).steps
    return ", ".join(_step(step, phrases) for step in steps) if steps else str(phrases["whole"])


def _step(step: Step, phrases: dict[str, Any]) -> str:
    forms = phrases["unit"][step.unit.value]
    if step.number == "last":
        return str(phrases["last"]).format(unit=forms[0])
    if step.number is not None:
        return str(forms[1]).format(number=step.number)
    return f"{forms[0]} «{step.words}»" if step.words is not None else str(forms[0])


def explanation(
    kind: Kind,
    operations: Sequence[ClauseDraft],
    scope: str | None,
    unclaimed: Sequence[str],
    language: Language,
    why: Sequence[Reason] = (),
    readings: Sequence[Sequence[ClauseDraft]] = (),
) -> str:
    """One line for people: what is ordered, or where the next clause will be, or what was not understood and why."""
    phrases = _phrases()[language]
    if kind is Kind.OPERATION and not operations:
        text = str(phrases["other_language"])
    elif kind is Kind.OPERATION:
        shown = [_operation(draft, language) for draft in operations[:_MOST]]
        more = [str(phrases["more"]).format(n=len(operations) - _MOST)] if len(operations) > _MOST else []
        text = "; ".join([*shown, *more])
        for other in readings:
            places = "; ".join(place_in_words(draft.address, language) for draft in other[:_MOST])
            text += " " + str(phrases["either"]).format(places=places)
    elif kind is Kind.SCOPE:
        text = str(phrases["scope"]).format(place=place_in_words(scope or "", language))
    else:
        text = str(phrases["unparsed"])
    for reason in dict.fromkeys(why):
        text += " " + str(phrases["why"][reason.name]).format(words=reason.words)
    if unclaimed:
        text += " " + str(phrases["unclaimed"]).format(words=" … ".join(unclaimed[:_MOST]))
    return text


def _operation(draft: ClauseDraft, language: Language) -> str:
    phrases = _phrases()[language]
    text = f"{phrases['action'][draft.action.value]}: {place_in_words(draft.address, language)}"
    if draft.words is not None:
        text += _words(draft.words, phrases)
    if draft.number is not None:
        text += " → " + draft.number
    if draft.after is not None:
        text += " " + str(phrases["behind"]).format(place=place_in_words(draft.after, language))
    if draft.expected is Expected.ANNEX:
        number = "" if draft.from_annex == "annex" else f" {draft.from_annex}"
        text += ", " + str(phrases["from_annex"]).format(number=number)
    elif draft.expected is Expected.QUOTED:
        text += ", " + str(phrases["quoted"])
    return text


def _words(words: Words, phrases: dict[str, Any]) -> str:
    parts = [
        str(phrases["words"][name]).format(words=value)
        for name, value in (("after", words.after), ("before", words.before), ("old", words.old), ("new", words.new))
        if value is not None
    ]
    parts += [str(phrases["everywhere"])] if words.everywhere else []
    parts += [str(phrases["all_forms"])] if words.all_forms else []
    return " – " + ", ".join(parts)
