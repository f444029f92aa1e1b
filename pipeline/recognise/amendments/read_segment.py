"""One segment read: dispatched to its kind of sentence, parsed, its orders built, its unknown words counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pipeline.model.acts import Language
from pipeline.recognise.amendments import build_kk, build_ru
from pipeline.recognise.amendments.build import rule_names
from pipeline.recognise.amendments.cases import resolved
from pipeline.recognise.amendments.doubts import Reason
from pipeline.recognise.amendments.draft import Order, Path, Sentence
from pipeline.recognise.amendments.forms import Role
from pipeline.recognise.amendments.grammar import parse
from pipeline.recognise.amendments.implied import with_nouns
from pipeline.recognise.amendments.limits import without_limits
from pipeline.recognise.amendments.pieces import Piece, Segment

# fmt: off
_VERBS: Final = frozenset([
    "RESTATE", "ADD", "DROP", "SWAP", "COUNT", "LOST", "SUSPEND", "ESTABLISH", "RESTATED", "ADDED", "DROPPED",
    "SWAPPED", "COUNTED", "FORCE_LOST", "SUSPENDED", "ACTING", "JOINED",
    "NUMBERING", "INSTEAD", "ENLIST", "EXPEL",
])
# fmt: on
_HEADING: Final = frozenset(["BRING", "BROUGHT"])
_FRAMING: Final = frozenset(["BRING", "BROUGHT", "CHANGES"])
_KNOWN: Final = {"members": frozenset(["ENLIST", "EXPEL"]), "numbering": frozenset(["NUMBERING"])}
"""What is ordered by verbs that make no operation, for want of a place or a number."""

_TONGUES: Final = frozenset(["OWN_TONGUE", "OTHER_TONGUE"])
_MOST_UNKNOWN: Final = 4
"""More words that no rule claims than this, and than those it does claim, and a scope or heading is not read.

Nor is one that begins with such a word: «Департаменту … исключить» orders somebody to act, it amends nothing. A
clause must be understood whole: one unknown word («кроме», «за исключением») can turn its meaning round.
"""


POINTING: Final = "pointing"
"""The rule of a line that only points at what is printed below it."""


class Reading(Struct, frozen=True):
    """A segment as the grammar read it.

    `sentence` is None when it did not; `stopped` is then the character at which it ceased to be a clause, `why` a
    known reason, `places` whether it only sets a place.
    """

    segment: Segment
    sentence: Sentence | None
    orders: tuple[Order, ...] = ()
    subjects: tuple[Path, ...] = ()
    rules: frozenset[str] = frozenset()
    unknown: tuple[Piece, ...] = ()
    repealing: bool = False
    respectively: bool = False
    each: bool = False
    all_forms: bool = False
    stopped: int | None = None
    why: Reason | None = None
    places: bool = False


def sentence_of(pieces: Sequence[Piece]) -> Sentence:
    """Which kind of sentence a segment is, by the verbs in it."""
    terminals = {piece.terminal for piece in pieces}
    if "UNCHANGED" in terminals or (terminals & _HEADING and "OTHER_TONGUE" in terminals):
        return Sentence.NOTICE
    if terminals & {"APPROVE", "APPROVED_BE"} and "CHANGES" in terminals:
        return Sentence.HEADING
    if terminals <= {"RECOGNISE", "LOST", "FILLER"}:
        return Sentence.SCOPE
    if terminals & _VERBS:
        return Sentence.ORDERS
    return Sentence.HEADING if terminals & _HEADING else Sentence.SCOPE


def _about_this_text(pieces: list[Piece]) -> list[Piece]:
    """The pieces without what a clause says of the other language («…, текст на казахском языке не меняется»).

    A clause on the other language's text alone is left as it is: a notice that this text stays.
    """
    terminals = [piece.terminal for piece in pieces]
    if "UNCHANGED" in terminals:
        end = terminals.index("UNCHANGED")
        tongue = next((at for at in range(end, -1, -1) if terminals[at] in _TONGUES), None)
        if tongue is None or terminals[tongue] != "OTHER_TONGUE":
            return pieces
        start = tongue - 1 if tongue and terminals[tongue - 1] == "U_NOM" else tongue
        pieces = [*pieces[:start], *pieces[end + 1 :]]
    return [piece for piece in pieces if piece.terminal != "OWN_TONGUE"]


def orders_something(pieces: Sequence[Piece]) -> bool:
    """Whether a segment has a verb of amendment and something to change, or brings changes into an act."""
    terminals = {piece.terminal for piece in pieces}
    if pieces and (pieces[0].terminal == "BRING" or "BROUGHT" in terminals) and "CHANGES" in terminals:
        return True
    if terminals & _VERBS == {"ACTING"} and "THIS" in {piece.terminal.split("_")[0] for piece in pieces}:
        # «… за исключением пункта 3 настоящего приказа, который действует до …»: when the order itself is in force.
        return False
    objects = {Role.UNIT.value, Role.WORD.value, "EDITION", "CONTENT"}
    return bool(terminals & _VERBS) and bool(terminals & objects)


def read_segment(segment: Segment, language: Language) -> Reading:
    """Parse a segment; what no rule claims is kept in `unknown`, a segment no rule fits has no sentence."""
    told = without_limits(segment.pieces)
    pieces, unknown = resolved(told.pieces, language)
    pieces = _about_this_text(pieces)
    sentence = sentence_of(pieces)
    if sentence is Sentence.ORDERS:
        pieces = [piece for piece in pieces if piece.terminal not in _FRAMING]
    if sentence is Sentence.ORDERS and language == "ru":
        pieces = with_nouns(pieces)
    if sentence is not Sentence.ORDERS:
        # A remark can turn an order round («(кроме абзаца второго)»), not a name.
        unknown = [piece for piece in unknown if piece.terminal != "REMARK"]
    if sentence is Sentence.HEADING and {"APPROVE", "APPROVED_BE"} & {piece.terminal for piece in pieces}:
        # «Утвердить прилагаемые изменения …»: the amendments stand in an annex; the line itself orders none.
        return Reading(segment, sentence, rules=frozenset(["heading"]))
    known = [piece for piece in pieces if piece.terminal not in ("MARK", "FILLER")]
    if segment.open and pieces and not known and not unknown:
        # «мына:», «мынадай:»: the words below are named by the line that goes on behind them; no place is set.
        return Reading(segment, Sentence.SCOPE, rules=frozenset([POINTING]))
    too_many = len(unknown) > _MOST_UNKNOWN and len(unknown) > len(known)
    if (
        not known
        or too_many
        or (unknown and sentence is Sentence.ORDERS)
        or (unknown and unknown[0].start < known[0].start)
    ):
        return _unread(segment, pieces, unknown, segment.start)
    tree = parse(pieces, sentence, language)
    if isinstance(tree, int):
        stopped = pieces[tree].start if tree < len(pieces) else segment.end
        return _unread(segment, pieces, unknown, stopped)
    build = build_kk if language == "kk" else build_ru
    terminals = {piece.terminal for piece in pieces}
    return Reading(
        segment,
        sentence,
        orders=build.orders(tree, pieces) if sentence is Sentence.ORDERS else (),
        subjects=build.subjects(tree, pieces) if sentence is not Sentence.ORDERS else (),
        rules=rule_names(tree),
        unknown=(*unknown, *told.limits),
        repealing=bool(terminals & {"REPEALING", "LOST"}) and sentence is Sentence.SCOPE,
        respectively="RESPECTIVELY" in terminals,
        each=_before_the_words(pieces),
        all_forms="FORMS" in terminals,
    )


def _unread(segment: Segment, pieces: Sequence[Piece], unknown: Sequence[Piece], stopped: int) -> Reading:
    terminals = {piece.terminal for piece in pieces}
    why = next((Reason(name) for name, known in _KNOWN.items() if terminals & known), None)
    return Reading(segment, None, unknown=tuple(unknown), stopped=stopped, why=why, places=sets_place(segment))


_LEADS_TO: Final = frozenset(["IN", "BY", "ON", "OUT", "TO", "SERIES", "QUOTE", *(role.value for role in Role)])
_LOCATIVE: Final = ("да", "де", "та", "те")


def sets_place(segment: Segment) -> bool:
    """Whether a segment, understood or not, says where the next clauses work: «по группе 01:», «10-топта:»."""
    first, last = segment.pieces[0], segment.pieces[-1 if segment.pieces[-1].terminal != "COLON" else -2 :][:1]
    if not segment.open or sentence_of(segment.pieces) is not Sentence.SCOPE:
        return False
    return first.terminal.rstrip("_") in _LEADS_TO or any(piece.text.endswith(_LOCATIVE) for piece in last)


def _before_the_words(pieces: Sequence[Piece]) -> bool:
    """Whether «соответственно», «тиісінше» stands before all quoted words: then it deals them out to the places."""
    order = [piece.terminal for piece in pieces if piece.terminal in ("RESPECTIVELY", "QUOTE")]
    return order[:1] == ["RESPECTIVELY"] and "QUOTE" in order
