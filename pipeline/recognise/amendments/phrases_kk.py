"""Names of acts and documents in Kazakh clauses: head last, «көрсетілген бұйрықпен бекітілген … қағидаларында»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.recognise.amendments.forms import Case, Form, Role
from pipeline.recognise.amendments.phrases import is_bare_unit, merged, of_role, trimmed
from pipeline.recognise.amendments.pieces import Number, Piece, Root

_CASES: Final = tuple(case for case in Case if case is not Case.ACC)
# fmt: off
_INSIDE: Final = frozenset([
    "WORD", "QUOTE", "DATE", "ACT_NUMBER", "REMARK", "AND", "COMMA", "DOT", "DASH", "MARK", "NUMBER", "SERIES",
    "THIS", "SAID", "ABOUT", "DOC", "ACT", "U", "W", "CHANGES", "LISTED", "SINCE",
])
# fmt: on


def with_names(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a Kazakh segment with acts, documents and named parts merged into single pieces."""
    found: list[Piece] = []
    start = 0
    while start < len(pieces):
        end = _end_of_run(pieces, start)
        if end == start:
            found.append(pieces[start])
            start += 1
            continue
        ends = end >= len(pieces) or pieces[end].terminal == "COLON"
        if pieces[start].terminal == "APPROVED" and _is_annex(found):
            found = _approved_by_annex(found, pieces[start:end])
            start = end
            continue
        found.extend(_names(pieces[start:end], at_end=ends))
        start = end
    return found


def _end_of_run(pieces: Sequence[Piece], start: int) -> int:
    """The end of the stretch of words in which names may stand: where a unit with its number begins, or a verb."""
    at = start
    while at < len(pieces):
        piece = pieces[at]
        if piece.terminal not in _INSIDE and piece.terminal != "APPROVED" and not _is_word(pieces, start, at):
            break
        if piece.terminal == "THIS" and at > start and at + 1 < len(pieces) and _is_own(pieces[at + 1]):
            break
        if piece.terminal == Role.UNIT and at > start and _is_annex([piece]) and _is_dative(pieces[at - 1]):
            break
        if piece.terminal == "SERIES" and _unit_follows(pieces, at + 1):
            break
        if piece.terminal == Role.UNIT and (at == start or (is_bare_unit(piece) and piece.forms[0].possessed)):
            break
        if piece.terminal == Role.UNIT and pieces[at - 1].terminal in ("SERIES", "DEGEN"):
            break
        if piece.terminal == "QUOTE" and _selects(pieces, at + 1):
            break
        if piece.text == "бөлігінде":
            # «визасыз режим бөлігінде …»: so far only; no name goes on over it.
            break
        at += 1
    return at


def _is_own(piece: Piece) -> bool:
    """What «осы» points at when it means the amending act: «бұйрыққа», «өзгерістерге»."""
    return piece.terminal == Role.ACT or piece.text.startswith((*_AMENDING, "бірлескен", "тізбеге"))


def _is_word(pieces: Sequence[Piece], start: int, at: int) -> bool:
    """Whether a word clauses use as filling stands in a name («Индустрия және жаңа технологиялар министрлігі»)."""
    inside = at > start and at + 1 < len(pieces)
    amid = inside and pieces[at].text == "жаңа" and pieces[at - 1].terminal in ("WORD", "AND", "COMMA")
    return _before_acts(pieces, at) or (amid and pieces[at + 1].terminal == "WORD")


def _before_acts(pieces: Sequence[Piece], at: int) -> bool:
    """«… Үкіметінің мынадай шешімдеріне»: acts that are named one by one below."""
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    return (
        pieces[at].terminal == "FILLER"
        and following is not None
        and of_role(following, Role.ACT)
        and all(form.plural for form in following.forms)
    )


def _unit_follows(pieces: Sequence[Piece], at: int) -> bool:
    while at < len(pieces) and pieces[at].terminal in ("DASH", "QUOTE", "DEGEN"):
        at += 1
    return at < len(pieces) and pieces[at].terminal == Role.UNIT


def _selects(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a quoted string at `at - 1` is words to change or a heading that chooses a unit, not a title."""
    while at < len(pieces) and pieces[at].terminal in ("QUOTE", "COMMA", "AND"):
        at += 1
    return at < len(pieces) and pieces[at].terminal in ("DEGEN", Role.UNIT, Role.WORD)


def _names(run: Sequence[Piece], at_end: bool) -> list[Piece]:
    """A run of words cut into names; what stands behind the last one stays as it is."""
    named: list[Piece] = []
    rest = 0
    for at, piece in enumerate(run):
        if piece.terminal == "APPROVED" and _approver(run, at) is not None:
            return [*named, *_approved(run, rest, at)]
        if of_role(piece, Role.ACT, _CASES) and not _approves(run, at):
            act = _act(run, rest, at)
            if act is not None:
                named.extend(act)
                rest = at + 1
    return [*named, *_document(run[rest:], at_end)]


def _is_annex(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and pieces[-1].terminal == Role.UNIT and pieces[-1].forms[0].name == "annex"


def _is_dative(piece: Piece) -> bool:
    return of_role(piece, Role.DOCUMENT, (Case.DAT,)) or of_role(piece, Role.ACT, (Case.DAT,))


def _approved_by_annex(found: Sequence[Piece], run: Sequence[Piece]) -> list[Piece]:
    """«көрсетілген бұйрыққа 1-қосымшамен бекітілген … қағидаларында»: the document is that annex."""
    kept = [piece for piece in found if piece.terminal != "DASH"][:-1]
    number = kept[-1].items[0] if kept and kept[-1].terminal == "SERIES" else None
    kept = kept[:-1] if number is not None else kept
    act = kept.pop() if kept and kept[-1].terminal in ("SAID_", "ACT_") else None
    (document, *rest) = _approved(run, 0, 0)
    root = document.root
    if root is None:
        return [*found, *run]
    named = act.root.act if act is not None and act.root is not None and act.terminal == "ACT_" else None
    value = number.value if isinstance(number, Number) else None
    return [*kept, replace(document, root=replace(root, act=named, annex=value)), *rest]


def _approves(run: Sequence[Piece], at: int) -> bool:
    following = at + 2 if [piece.terminal for piece in run[at + 1 : at + 2]] == ["REMARK"] else at + 1
    approved = following < len(run) and run[following].terminal == "APPROVED"
    return approved and _approver(run, following) == at


def _approver(run: Sequence[Piece], at: int) -> int | None:
    """The act before «бекітілген»; where it was published may stand between them in brackets."""
    before = at - 2 if at > 1 and run[at - 1].terminal == "REMARK" else at - 1
    return before if before >= 0 and of_role(run[before], Role.ACT, (Case.INS,)) else None


def _act(run: Sequence[Piece], start: int, at: int) -> list[Piece] | None:
    """The act whose type noun is at `at`; «осы бұйрыққа», «көрсетілген қаулыға», or the whole name before it."""
    joint = at > start and run[at - 1].text == "бірлескен"
    pointing = at - 2 if joint else at - 1
    pointer = run[pointing].terminal if pointing >= start else ""
    if pointer in ("THIS", "SAID"):
        return [*run[start:pointing], _root_piece(run, pointing, at + 1, at, pointer.lower())]
    inside = run[start : at - 1 if joint else at]
    full = any(piece.terminal in ("ACT_NUMBER", "DATE", "QUOTE") for piece in inside)
    by_name = bool(inside) and any(form.name in ("code", "law", "constitution") for form in run[at].forms)
    several = bool(inside) and all(form.plural for form in run[at].forms)
    some = several and any(piece.text == "кейбір" for piece in inside)
    if full or some or ((by_name or several) and any(form.possessed for form in run[at].forms)):
        first, _ = trimmed(run, start, at + 1)
        return [_root_piece(run, first, at + 1, at, "act")]
    if not any(form.possessed for form in run[at].forms):
        return [*inside, _root_piece(run, at, at + 1, at, "said")]
    return None


def _root_piece(run: Sequence[Piece], start: int, end: int, head: int, kind: str) -> Piece:
    forms = tuple(form for form in run[head].forms if form.role is Role.ACT)
    several = any(form.plural for form in forms)
    span = (run[start].start, run[end - 1].end)
    root = Root(kind, forms[0].name, span, several=several, act=span)
    return merged(run, start, end, f"{kind.upper()}_", run[head], root)


def _approved(run: Sequence[Piece], start: int, at: int) -> list[Piece]:
    """«… бұйрықпен бекітілген … қағидаларында»: everything up to the last word of the run is one document."""
    first, end = trimmed(run, start, len(run))
    head = run[end - 1]
    forms = head.forms if of_role(head, Role.DOCUMENT) else _guessed(head)
    approver = _approver(run, at)
    noun = at - 1 if approver is None else approver
    pointed = noun >= 1 and run[noun - 1].terminal in ("SAID", "THIS")
    act = None if pointed else (run[first].start, run[noun].end)
    this = pointed and run[noun - 1].terminal == "THIS"
    span = (run[first].start, head.end)
    root = Root("this" if this else "document", head.text[:5], span, approved=True, act=act)
    return [Piece("DOC_", *span, forms=forms, root=root), *run[end:]]


def _document(run: Sequence[Piece], at_end: bool) -> list[Piece]:
    """A document named without its act («ұйымдардың тізбесінде»), or a part named by its heading."""
    start, end = trimmed(run, 0, len(run))
    if start >= end:
        return list(run)
    head = run[end - 1]
    span = (run[start].start, head.end)
    if head.text.startswith("тәртіп") and end - start > 1 and run[end - 2].text in _MANNERS:
        return list(run)
    if of_role(head, Role.DOCUMENT):
        this = run[start].terminal == "THIS"
        own = this and (head.text.startswith(_AMENDING) or (head.text.startswith("тізбе") and _is_dative(head)))
        forms = tuple(form for form in head.forms if form.role is Role.DOCUMENT)
        bare = end - start - (run[start].terminal in ("THIS", "SAID")) == 1
        root = Root("this" if this else "document", head.text[:5], span, bare=bare)
        return [Piece("THIS_" if own else "DOC_", *span, forms=forms, root=root), *run[end:]]
    if at_end and head.terminal == "WORD" and _guessed(head)[0].case is Case.LOC:
        part = (Form(Role.UNIT, "part", Case.LOC),)
        return [Piece("NAMED_", *span, forms=part, root=Root("named", "", span)), *run[end:]]
    return list(run)


_MANNERS: Final = frozenset(["белгіленген", "көзделген", "айқындалған"])
"""«заңнамада белгіленген тәртіппен:»: how somebody is to act, no document."""

_AMENDING: Final = ("өзгеріс", "толықтыру")
"""What an annex of the amending act calls itself: «осы өзгерістер мен толықтыруларға 2-қосымшаға сәйкес»."""


def _guessed(head: Piece) -> tuple[Form, ...]:
    """The case of a word no table holds, by its ending; the spelling travels in `text`."""
    for ending, case in _ENDINGS:
        if head.text.endswith(ending):
            return (Form(Role.DOCUMENT, "document", case),)
    return (Form(Role.DOCUMENT, "document", Case.NOM),)


_ENDINGS: Final = (
    *((ending, Case.ATT) for ending in ("дағы", "дегі", "тағы", "тегі")),
    *((ending, Case.LOC) for ending in ("да", "де", "та", "те")),
    *((ending, Case.GEN) for ending in ("ның", "нің", "дың", "дің", "тың", "тің")),
    *((ending, Case.INS) for ending in ("мен", "бен", "пен")),
)
