"""Which of its cases a noun stands in: a Russian form has several, its preposition and its number decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.model.acts import Language
from pipeline.recognise.amendments.forms import Case, Form, Role
from pipeline.recognise.amendments.numbers import with_ranges
from pipeline.recognise.amendments.pieces import Piece, Range

_NOUNS: Final = frozenset(
    [*(role.value for role in (Role.UNIT, Role.WORD)), "ACT_", "SAID_", "THIS_", "DOC_", "NAMED_"]
)
_SEPARATORS: Final = frozenset(["COMMA", "DOT", "AND", "DASH", "MARK", "REMARK", "COLON"])

_GOVERNED: Final = {
    "IN": (Case.LOC, Case.NOM),
    "ON": (Case.NOM, Case.LOC),
    "OUT": (Case.GEN,),
    "AFTER": (Case.GEN,),
    "INSTEAD": (Case.GEN,),
    "EFFECT": (Case.GEN,),
    "EVERYWHERE": (Case.GEN, Case.DAT),
    "TO": (Case.DAT,),
    "BY": (Case.DAT, Case.INS),
    "ACCORDING": (Case.DAT, Case.INS),
    "BEFORE": (Case.INS, Case.NOM),
    "ADD": (Case.INS, Case.NOM),
    "COUNT": (Case.INS,),
}
"""The cases a Russian preposition or verb asks for, the likeliest first."""

_GOVERNS_WORDS: Final = frozenset(["IN", "ON", "AFTER", "INSTEAD", "BEFORE", "ADD"])


def resolved(pieces: Sequence[Piece], language: Language) -> tuple[list[Piece], list[Piece]]:
    """The pieces with case-marked terminals, separators dropped; and those no table or grammar knows."""
    kept: list[Piece] = []
    unknown: list[Piece] = []
    governor, listed, joint = "", False, ""
    for at, piece in enumerate(pieces):
        if piece.terminal == "REMARK" and (meant := _remark(piece)) is not None:
            (unknown if meant.terminal == "REMARK" else kept).append(meant)
            continue
        if piece.terminal in _SEPARATORS:
            joint = piece.terminal if piece.terminal in ("COMMA", "AND") and joint != "AND" else joint
            listed = listed or (piece.terminal in ("COMMA", "AND") and not _around_row_number(pieces, at))
            continue
        if piece.text == "таблицы" and kept and kept[-1].terminal.startswith("U_") and _is_title(kept[-1]):
            # «заголовок таблицы» is not the heading of the document the table stands in.
            unknown.append(piece)
            continue
        if piece.terminal in ("WORD", "APPROVED", "THIS", "SAID", "ACT_NUMBER"):
            unknown.append(piece)
            continue
        if piece.terminal in _NOUNS:
            form = (
                _form(pieces, at, kept, governor, listed) if language == "ru" else _agreeing(pieces, at, language)[0]
            )
            kept = _with_number(kept, form, language)
            piece = replace(piece, terminal=_terminal(piece, form), forms=(form,), joint=joint)
        kept.append(piece)
        governor, listed, joint = piece.terminal, False, ""
    return _ranges(kept), unknown


_FORMS: Final = re.compile(r"\(\s*(?:в соответствующ|тиісті (?:септік|жалғау))")
_ATTACHED: Final = re.compile(r"\(\s*(?:прилага|қоса бер)")
_HARMLESS: Final = re.compile(
    r"\(\s*(?:далее|бұдан әрі|зарегистр|тіркел|нормативтік құқықтық|опубликов|жариялан|сапп|пүаж|ведомости|қазақстан"
    r"|ст\.|№)"
)


def _remark(piece: Piece) -> Piece | None:
    """What a remark in brackets says of the clause around it: «(в соответствующем падеже)», «(прилагается)».

    None for remarks that change nothing; any other («(кроме абзаца второго)») stays a remark nobody knows.
    """
    if _FORMS.match(piece.text):
        return replace(piece, terminal="FORMS")
    if _ATTACHED.match(piece.text):
        return replace(piece, terminal="ATTACHED")
    return None if _HARMLESS.match(piece.text) else piece


def _is_title(piece: Piece) -> bool:
    return piece.forms[0].name == "title"


def _around_row_number(pieces: Sequence[Piece], at: int) -> bool:
    """The commas of «строки, порядковый номер 2, приложения 5» list nothing."""
    before = [piece.terminal for piece in pieces[max(0, at - 2) : at]]
    return before == ["FILLER", "SERIES"] or (at + 1 < len(pieces) and pieces[at + 1].terminal == "FILLER")


def _terminal(piece: Piece, form: Form) -> str:
    case = Case.NOM if form.case is Case.ACC else form.case
    return f"{piece.terminal.rstrip('_')}_{case}"


_RANKS: Final = re.compile(r"(?:с |под )?порядковы\w+ номера\w*")
"""«порядковые номера», said of several rows."""


def _agreeing(pieces: Sequence[Piece], at: int, language: Language) -> tuple[Form, ...]:
    """The forms that agree in number with the list of numbers beside the noun."""
    forms = tuple(form for form in pieces[at].forms if form.role.value == pieces[at].terminal) or pieces[at].forms
    if language == "kk":
        return forms
    following = next((piece for piece in pieces[at + 1 : at + 4] if piece.terminal not in ("COMMA", "FILLER")), None)
    if following is None or following.terminal != "SERIES":
        return forms
    first = following.items[0]
    lone = len(following.items) == 1 and not isinstance(first, Range) and "-" in first.value and not first.dashed
    if lone and any(_RANKS.fullmatch(piece.text) for piece in pieces[at + 1 : at + 3]):
        return tuple(form for form in forms if form.plural) or forms
    if lone:
        # «статьи 5-8» are several articles or the one with that number: what stands around decides.
        return forms
    many = len(following.items) > 1 or isinstance(first, Range) or first.dashed
    agreeing = tuple(form for form in forms if form.plural == many)
    return agreeing or forms


def _form(pieces: Sequence[Piece], at: int, kept: Sequence[Piece], governor: str, listed: bool) -> Form:
    forms = _agreeing(pieces, at, "ru")
    cases = {Case.NOM if form.case is Case.ACC else form.case: form for form in reversed(forms)}
    is_word = forms[0].role is Role.WORD
    for case in _GOVERNED.get(governor, ()) if not is_word or governor in _GOVERNS_WORDS else ():
        if case in cases:
            return cases[case]
    previous = _case_before(kept)
    if listed and previous in cases and (not is_word or _after_words(kept)):
        return cases[previous]
    owned = kept and previous is not None and not listed and not is_word
    order = (Case.GEN, Case.NOM) if owned else (Case.NOM, Case.GEN)
    for case in (*order, Case.INS, Case.LOC, Case.DAT):
        if case in cases:
            return cases[case]
    return forms[0]


def _after_words(kept: Sequence[Piece]) -> bool:
    """Whether the noun just before is one of words as well, so that both stand in one list."""
    nouns = (piece for piece in reversed(kept) if piece.terminal not in ("SERIES", "QUOTE", "FILLER"))
    return next((piece.terminal.startswith("W_") for piece in nouns), False)


def _case_before(kept: Sequence[Piece]) -> Case | None:
    """The case of the noun just before, over its numbers and quoted names."""
    for piece in reversed(kept):
        if piece.terminal in ("SERIES", "QUOTE", "FILLER"):
            continue
        head, _, case = piece.terminal.rpartition("_")
        return Case(case) if head and case in set(Case) else None
    return None


def _with_number(kept: list[Piece], form: Form, language: Language) -> list[Piece]:
    """«1-3-тармақтар»: one hyphenated number under a plural noun is a range."""
    if language == "kk" and form.plural and form.role is Role.UNIT and kept and kept[-1].terminal == "SERIES":
        return [*kept[:-1], replace(kept[-1], items=with_ranges(kept[-1].items))]
    return kept


def _ranges(kept: list[Piece]) -> list[Piece]:
    """«пункты 1-3», «строки, порядковые номера 1-3»: the same for a number that follows its noun."""
    for at in range(1, len(kept)):
        numbered = at > 1 and _RANKS.fullmatch(kept[at - 1].text) is not None
        noun = kept[at - 2] if numbered else kept[at - 1]
        if noun.terminal.startswith("U_") and noun.forms[0].plural and kept[at].terminal == "SERIES":
            following = kept[at + 1].terminal if at + 1 < len(kept) else ""
            if not following.startswith("U_") or kept[at - 1].end < kept[at].start:
                kept[at] = replace(kept[at], items=with_ranges(kept[at].items))
    return kept
