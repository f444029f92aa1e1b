"""Names of acts and documents in Russian clauses: head first, «Правила …, утвержденные указанным приказом»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.recognise.amendments.forms import Case, Form, Role, noun_forms, table
from pipeline.recognise.amendments.phrases import FREE, merged, of_role, starts_structure, trimmed
from pipeline.recognise.amendments.pieces import Number, Piece, Root

_VERBS: Final = frozenset(["RESTATE", "ADD", "DROP", "SWAP", "COUNT", "LOST", "RECOGNISE", "SUSPEND", "ESTABLISH"])
_ADJECTIVES: Final = frozenset(["WORD", "THIS", "SAID"])


def with_names(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a Russian segment with acts, documents and named parts merged into single pieces."""
    approvals = _approvals(pieces)
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        name = _name(pieces, at, approvals)
        if name is None:
            found.append(pieces[at])
            at += 1
        else:
            start, at, piece = name
            del found[len(found) - start :]
            found.append(piece)
    return found


def _approvals(pieces: Sequence[Piece]) -> list[int]:
    """For every piece the next «утвержденн…» before a verb, -1 where there is none."""
    found, upcoming = [-1] * len(pieces), -1
    for at in range(len(pieces) - 1, -1, -1):
        if pieces[at].terminal == "APPROVED":
            upcoming = at
        elif pieces[at].terminal in _VERBS:
            upcoming = -1
        found[at] = upcoming
    return found


def _name(pieces: Sequence[Piece], at: int, approvals: Sequence[int]) -> tuple[int, int, Piece] | None:
    """The name whose head is at `at`: how many pieces before it belong to it, where it ends, the merged piece."""
    piece = pieces[at]
    if piece.terminal == Role.ACT:
        return _act(pieces, at)
    if piece.terminal == Role.DOCUMENT:
        return _document(pieces, at, approvals[at])
    if piece.terminal == "CHANGES" and at and approvals[at] >= 0 and pieces[at - 1].terminal in ("SERIES", "IN"):
        # «пункт 6 изменений и дополнений, которые вносятся в …, утвержденных …»: the amending act's own annex.
        changes = [*pieces[:at], replace(piece, forms=noun_forms("ru")[piece.text]), *pieces[at + 1 :]]
        return _document(changes, at, approvals[at])
    if piece.terminal == "WORD" and at and pieces[at - 1].terminal == "IN" and _is_unknown_head(pieces, at):
        return _unknown(pieces, at, approvals[at])
    if piece.terminal == "WORD" and at > 1 and pieces[at - 1].terminal == "SAID" and _is_unknown_head(pieces, at):
        return _said_document(pieces, at)
    return None


_ASKED: Final = {"TO": Case.DAT, "IN": Case.LOC}


def _said_document(pieces: Sequence[Piece], at: int) -> tuple[int, int, Piece] | None:
    """«приложение 5 к указанным размерам и видам социальной помощи»: a document called by a word no table holds."""
    case = _ASKED.get(pieces[at - 2].terminal)
    if case is None:
        return None
    head = replace(pieces[at], forms=(Form(Role.DOCUMENT, "document", case),))
    pieces = [*pieces[:at], head, *pieces[at + 1 :]]
    return _merge_document(pieces, at, 1, _end_of_document(pieces, at + 1), this=False)


def _adjectives_before(pieces: Sequence[Piece], at: int) -> int:
    count = 0
    while at - count - 1 >= 0 and pieces[at - count - 1].terminal in _ADJECTIVES:
        count += 1
    return count


def _act(pieces: Sequence[Piece], at: int) -> tuple[int, int, Piece]:
    before = _adjectives_before(pieces, at)
    pointers = {pieces[place].terminal for place in range(at - before, at)}
    end = at + 1
    if "THIS" in pointers or ("SAID" in pointers and not _has_particulars(pieces, at)):
        kind = "this" if "THIS" in pointers else "said"
    else:
        end = _before_next_act(pieces, at, _end_of_name(pieces, at + 1))
        kind = "act" if _names_an_act(pieces[at - before : end]) else "said"
        end = end if kind == "act" else at + 1
    terminal = {"this": "THIS", "said": "SAID", "act": "ACT"}[kind]
    several = all(form.plural for form in pieces[at].forms)
    start, end = trimmed(pieces, at - before, end)
    span = (pieces[start].start, pieces[end - 1].end)
    root = Root(kind, pieces[at].forms[0].name, span, several=several, act=span)
    return before, end, merged(pieces, start, end, f"{terminal}_", pieces[at], root)


def _before_next_act(pieces: Sequence[Piece], at: int, end: int) -> int:
    """«приказ … № 5 «…» и приказ … № 6»: two acts, when the noun of an act stands in the list in the same case."""
    cases = {(form.case, form.plural) for form in pieces[at].forms}
    for place in range(at + 2, end):
        before = place - 1 - _adjectives_before(pieces, place)
        if of_role(pieces[place], Role.ACT) and pieces[before].terminal in ("AND", "COMMA"):
            same = any((form.case, form.plural) in cases for form in pieces[place].forms)
            if same and any(piece.terminal in ("DATE", "ACT_NUMBER") for piece in pieces[at:before]):
                return before
    return end


def _has_particulars(pieces: Sequence[Piece], at: int) -> bool:
    return any(piece.terminal in ("DATE", "ACT_NUMBER") for piece in pieces[at + 1 : at + 4])


def _names_an_act(pieces: Sequence[Piece]) -> bool:
    """Whether particulars follow the type of the act: an issuer, a date, a number, a title."""
    return len(pieces) > 1 and any(p.terminal in ("DATE", "ACT_NUMBER", "QUOTE", "WORD") for p in pieces)


def _end_of_name(pieces: Sequence[Piece], at: int) -> int:
    while at < len(pieces) and not starts_structure(pieces, at):
        if pieces[at].terminal in ("CHANGES", "COLON"):
            break
        if pieces[at].terminal == "APPROVED" and not pieces[at].text.startswith("принят"):
            # «Кодекс …, принятый Верховным Советом …» goes on; «Правила …, утвержденные приказом …» is another name.
            break
        at += 1
    return at


def _document(pieces: Sequence[Piece], at: int, approval: int) -> tuple[int, int, Piece] | None:
    if _is_numbered(pieces, at):
        return None
    if _lacks_title(pieces, at, approval):
        return _unknown(pieces, at, -1) if at and pieces[at - 1].terminal == "IN" else None
    before = _adjectives_before(pieces, at)
    pointers = {pieces[place].terminal for place in range(at - before, at)}
    if "SAID" in pointers:
        end = at + 1
        end = _end_of_approval(pieces, end) if approval == end else end
    elif "THIS" in pointers:
        end = _end_of_document(pieces, at + 1)
    elif approval >= 0 and _reaches(pieces, at + 1, approval):
        end = _end_of_approval(pieces, approval)
    else:
        end = _end_of_document(pieces, at + 1)
    end = _end_of_annex(pieces, end)
    return _merge_document(pieces, at, before, end, "THIS" in pointers)


def _end_of_annex(pieces: Sequence[Piece], end: int) -> int:
    """After «форму …, согласно приложению 3 к указанному приказу»: the annex the document is printed as."""
    at = end + 1 if end < len(pieces) and pieces[end].terminal == "COMMA" else end
    kinds = [piece.terminal for piece in pieces[at : at + 6]]
    if kinds == ["ACCORDING", Role.UNIT, "SERIES", "TO", "SAID", Role.ACT] and _is_annex(pieces, at + 1):
        return at + 6
    return end


def _is_numbered(pieces: Sequence[Piece], at: int) -> bool:
    """«программу 005», «таблицу 2», «форму № 001/у»: parts of a document, not one that an act approves."""
    following = pieces[at + 1].terminal if at + 1 < len(pieces) else ""
    return following in ("SERIES", "ACT_NUMBER")


def _lacks_title(pieces: Sequence[Piece], at: int, approval: int) -> bool:
    """«таблицу», «в таблице:» without a title: a table in the document, not one that an act approves."""
    titled = table("ru")["document"][0]["titled"]
    if not pieces[at].text.startswith(tuple(titled)) or approval >= 0:
        return False
    return _end_of_document(pieces, at + 1) == at + 1


def _merge_document(pieces: Sequence[Piece], at: int, before: int, end: int, this: bool) -> tuple[int, int, Piece]:
    start, end = trimmed(pieces, at - before, end)
    inside = pieces[start:end]
    approved = any(piece.terminal in ("APPROVED", "ACCORDING") for piece in inside) or _is_of_said_act(inside)
    root = Root(
        "this" if this else "document",
        _stem(pieces[at]),
        (pieces[start].start, pieces[end - 1].end),
        approved=approved,
        act=_approving_act(inside),
        annex=_approving_annex(inside),
        bare=end == at + 1,
    )
    return before, end, merged(pieces, start, end, "DOC_", pieces[at], root)


def _is_of_said_act(inside: Sequence[Piece]) -> bool:
    """«Перечень предприятий …, к указанному постановлению»: an annex of the act, though not called one."""
    return [piece.terminal for piece in inside[-3:]] == ["TO", "SAID", Role.ACT]


def _stem(piece: Piece) -> str:
    """The beginning of the head word, the same in all its cases."""
    return piece.text[:5]


def _approving_annex(inside: Sequence[Piece]) -> str | None:
    """«утвержденных приложением 1 к указанному приказу», «утвержденных согласно приложению 1»: the number."""
    approved = next(
        (at for at, piece in enumerate(inside) if piece.terminal in ("APPROVED", "ACCORDING")), len(inside)
    )
    for at in range(approved, len(inside) - 1):
        number = inside[at + 1].items[0] if inside[at + 1].terminal == "SERIES" else None
        if inside[at].terminal == Role.UNIT and isinstance(number, Number):
            return number.value
    return None


def _approving_act(inside: Sequence[Piece]) -> tuple[int, int] | None:
    """Where the act that approved the document is named in full."""
    for at, piece in enumerate(inside):
        if piece.terminal == "APPROVED":
            rest = inside[at + 1 :]
            if any(other.terminal in ("DATE", "ACT_NUMBER") for other in rest):
                return rest[0].start, rest[-1].end
    return None


def _reaches(pieces: Sequence[Piece], start: int, approval: int) -> bool:
    """Whether «утвержденн…» belongs to the document that begins before `start`: no other numbered unit between."""
    return not any(
        pieces[at].terminal == Role.UNIT and at + 1 < len(pieces) and pieces[at + 1].terminal == "SERIES"
        for at in range(start, approval)
    )


def _end_of_approval(pieces: Sequence[Piece], at: int) -> int:
    """After «утвержденных указанным приказом» or «утвержденных приказом … № 5 «…»»."""
    at += 1
    while at < len(pieces) and pieces[at].terminal != Role.ACT:
        if pieces[at].terminal not in FREE and not _is_annex(pieces, at):
            return at
        at += 1
    if at >= len(pieces):
        return at
    pointed = any(piece.terminal in ("SAID", "THIS") for piece in pieces[max(0, at - 2) : at])
    return at + 1 if pointed and not _has_particulars(pieces, at) else _end_of_name(pieces, at + 1)


def _is_annex(pieces: Sequence[Piece], at: int) -> bool:
    return pieces[at].terminal == "ACCORDING" or any(form.name == "annex" for form in pieces[at].forms)


def _end_of_document(pieces: Sequence[Piece], at: int) -> int:
    while at < len(pieces) and not starts_structure(pieces, at):
        if pieces[at].terminal == "COLON":
            break
        at += 1
    return at


def _is_unknown_head(pieces: Sequence[Piece], at: int) -> bool:
    """A word after «в» that no table knows, and no known noun stands behind its adjectives."""
    place = at
    while place < len(pieces) and pieces[place].terminal == "WORD":
        place += 1
    if place >= len(pieces) or pieces[place].terminal == "COLON":
        return True
    named = (Role.DOCUMENT, Role.ACT, Role.UNIT)
    return pieces[place].terminal not in named and not starts_structure(pieces, place)


def _unknown(pieces: Sequence[Piece], at: int, approval: int) -> tuple[int, int, Piece] | None:
    if approval >= 0:
        head = replace(pieces[at], forms=(Form(Role.DOCUMENT, "document", Case.LOC),))
        pieces = [*pieces[:at], head, *pieces[at + 1 :]]
        return _merge_document(pieces, at, 0, _end_of_approval(pieces, approval), this=False)
    end = _end_of_document(pieces, at + 1)
    while end > at and pieces[end - 1].terminal in ("COMMA", "AND", "COLON"):
        end -= 1
    span = (pieces[at].start, pieces[end - 1].end)
    named = Form(Role.UNIT, "part", Case.LOC)
    return 0, end, Piece("NAMED_", *span, forms=(named,), root=Root("named", "", span))
