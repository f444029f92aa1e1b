"""Which approved document of an act a clause means, when it is named by its title and has no number.

An order may approve several documents that print no number («Утвердить прилагаемые: 1) Положение …; 2) Перечень …»).
A clause tells them apart by title alone, in any case; one that fits none of them, or two, changes neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.address import Address, Step, Unit
from pipeline.consolidate.resolve import folded
from pipeline.consolidate.slots import Estate, Slot
from pipeline.model.operations import Action, Operation, Outcome, Status

_KINDS = (
    "правил", "положени", "переч", "инструкц", "методик", "стандарт", "регламент", "форм", "реестр", "порядок",
    "порядк", "требован", "норматив", "критери", "программ", "состав", "устав", "номенклатур", "классификатор",
    "справочник", "список", "списк", "типов", "квалификацион",
    "қағид", "ереже", "тізбе", "тізім", "нұсқау", "әдісте", "нысан", "тәртіб", "тәртіп", "талап", "өлшемшарт",
    "бағдарлам", "құрам", "жарғы", "анықтамалы",
)  # fmt: skip
"""How the names of the kinds of approved documents begin (Law № 480-V, article 7)."""

_NAMELESS = re.compile(r"^(?:указанн|данн|настоящ|назван|көрсетілген|аталған|осы|прилагаем|тех|сол)\w*$")
_APPROVED = re.compile(r"\bутвержд.*$|^.*\bбекітілген\b", re.IGNORECASE | re.DOTALL)
_SURE, _STRANGE = 0.8, 0.5
"""From which share of a title's words on a document is meant, and below which it is another one."""
_STEM, _ENOUGH = 5, 3


def in_document(estate: Estate, operation: Operation) -> Operation | Outcome:
    """The operation aimed at the document its clause names; an outcome where that cannot be told.

    Only places in a document without a number are looked at, in an act whose text is known.
    """
    address = Address.parse(operation.address)
    first = address.steps[0] if address.steps else None
    if first != Step(Unit.ANNEX) or not estate.whole or _brings_in(operation, address):
        return operation
    wanted = title_words(operation.document or "")
    inner = _inner_list(estate, address, wanted)
    if inner is not None:
        return _moved(operation, inner.address, Address(address.steps[:2]))
    documents = [slot for slot in estate.root.children if slot.unit is Unit.ANNEX and not slot.gone]
    if len(documents) == 1:
        return _strange(documents[0], wanted, operation) or operation
    if not documents:
        return operation
    fitting = sorted(((share(wanted, slot), slot) for slot in documents), key=lambda pair: -pair[0]) if wanted else []
    if not fitting:
        bare = estate.get(Address((first,)))
        return operation if bare is not None else _several(documents, "the clause does not name its document")
    (best, slot), (second, _) = fitting[0], fitting[1]
    if best < _SURE or best == second:
        return _several(documents, f"«{operation.document}» does not tell which document is meant")
    return _moved(operation, slot.address, Address((first,)))


def _inner_list(estate: Estate, address: Address, wanted: list[str]) -> Slot | None:
    """The list inside a document («в Положении …: в перечне организаций, находящихся в ведении …:») of that title."""
    said = Address(address.steps[:2])
    if len(said.steps) < 2 or said.document != said:
        return None
    lists = [slot for slot in estate if slot.unit is Unit.ANNEX and len(slot.address.steps) > 1 and not slot.gone]
    if said.last != Step(Unit.ANNEX):
        lists = [slot for slot in lists if slot.address == said]
    shares = sorted(((share(wanted, slot), slot) for slot in lists), key=lambda pair: -pair[0])
    best = shares[0] if shares else (0.0, None)
    alone = len(shares) < 2 or shares[1][0] < best[0]
    return best[1] if best[0] >= _SURE and alone else None


def _brings_in(operation: Operation, address: Address) -> bool:
    return operation.action is Action.INSERT and len(address.steps) == 1


def _several(documents: list[Slot], why: str) -> Outcome:
    named = ", ".join(f"{slot.address} «{next(titles(slot), '')}»" for slot in documents)
    return Outcome(Status.AMBIGUOUS, f"{why}: the act has {named}")


def _strange(slot: Slot, wanted: list[str], operation: Operation) -> Outcome | None:
    """The only document of an act is not the one a clause names when its kind, or most of its title, is another."""
    if not wanted or not any(titles(slot)):
        return None
    kinds = {kind for title in titles(slot) for word in title_words(title) if (kind := _kind(word))}
    own = [kind for word in wanted if (kind := _kind(word))]
    other_kind = bool(kinds) and bool(own) and not kinds.intersection(own)
    if other_kind or (len(wanted) >= _ENOUGH and share(wanted, slot) < _STRANGE):
        return _several([slot], f"«{operation.document}» is not the title of the document")
    return None


def _kind(word: str) -> str | None:
    return next((kind for kind in _KINDS if word.startswith(kind)), None)


def _moved(operation: Operation, document: Address, said: Address) -> Operation:
    """The operation with its places in the document meant, in place of what the clause says of it."""

    def moved(text: str) -> str:
        steps, cut = Address.parse(text).steps, len(said.steps)
        return str(Address((*document.steps, *steps[cut:]))) if steps[:cut] == said.steps else text

    after = moved(operation.after) if operation.after is not None else None
    return replace(operation, address=moved(operation.address), after=after)


def titles(document: Slot) -> Iterator[str]:
    """Every title a document has had so far."""
    own = [document, *(child for child in document.children if child.unit is Unit.TITLE)]
    found = [text for slot in own for text in (slot.heading, slot.own.text if slot is not document else None)]
    found += [version.heading or version.own for slot in own for version in slot.versions]
    yield from dict.fromkeys(text for text in found if text)


def title_words(phrase: str) -> list[str]:
    """The words of a title by which it is known, without what says that it was approved."""
    words = re.findall(r"\w+", _APPROVED.sub(" ", folded(phrase)))
    return [word for word in words if len(word) >= _ENOUGH and not _NAMELESS.match(word)]


def share(wanted: list[str], document: Slot) -> float:
    """How much of a title, worded in any case, stands in a title of the document."""
    if not wanted:
        return 0.0
    return max(
        (sum(_in(word, title_words(title)) for word in wanted) / len(wanted) for title in titles(document)),
        default=0.0,
    )


def _in(word: str, words: list[str]) -> bool:
    return any(word[: min(_STEM, len(word), len(other))] == other[:_STEM][: len(word)] for other in words)
