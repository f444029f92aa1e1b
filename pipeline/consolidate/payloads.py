"""The new text of an operation as a tree that stands where the operation aims."""

from __future__ import annotations

import msgspec

from pipeline.address import WHOLE, Address, Step, Unit
from pipeline.model.documents import Layout, Paragraph
from pipeline.model.operations import Operation
from pipeline.model.provisions import Provision
from pipeline.structure import parse_fragment

_BARE = frozenset({Unit.PARAGRAPH, Unit.PART, Unit.SENTENCE, Unit.TITLE, Unit.PREAMBLE, Unit.TEXT, Unit.NOTE})
"""Units that print no number of their own: their payload is words, not marked provisions."""


def payload_tree(
    operation: Operation, base: Address, amending: tuple[Provision, ...], target: Step | None = None
) -> Provision | None:
    """The provision an operation puts at its target, addressed below `base`; None without a payload.

    A payload in an annex of the amending act is that annex's own tree; the corner blocks over it stay there.
    `target` is the unit as it stands in the act, where the clause counts it by another name.
    """
    target = target or Address.parse(operation.address).last
    if operation.payload is None or target is None:
        return None
    if operation.payload.from_annex is not None:
        source = own_annex(operation.payload.from_annex, amending)
        return _moved(source, Address.parse(operation.address)) if source is not None else None
    paragraphs = [_paragraph(line) for line in operation.payload.text.split("\n") if line.strip()]
    if not paragraphs:
        return None
    if target.unit not in _BARE:
        parsed = parse_fragment(paragraphs, base)
        same = [child for child in parsed.children if child.unit is target.unit]
        exact = [child for child in same if child.number == target.number]
        if len(exact) == 1:
            return exact[0]
        if len(same) == 1 and len(parsed.children) == 1:
            return same[0]
    return _as_words(paragraphs, target.unit, target.number, base / target)


def whole_act(operation: Operation, amending: tuple[Provision, ...]) -> tuple[Provision, ...] | None:
    """The units of an act restated as a whole, from the annex or the quotes that carry its new text."""
    if operation.payload is None:
        return None
    if operation.payload.from_annex is not None:
        source = own_annex(operation.payload.from_annex, amending)
        return _moved(source, WHOLE).children if source is not None else None
    lines = operation.payload.text.split("\n")
    paragraphs = [_paragraph(line) for line in lines if line.strip()]
    return parse_fragment(paragraphs, WHOLE).children if paragraphs else None


def _as_words(paragraphs: list[Paragraph], unit: Unit, number: str | None, address: Address) -> Provision:
    """A payload without a mark of its own: the first paragraph is the provision's words, the rest follow."""
    following = tuple(
        Provision(Unit.PARAGRAPH, str(k), str(address.child(Unit.PARAGRAPH, str(k))), paragraph.text, (0, 0))
        for k, paragraph in enumerate(paragraphs[1:], start=2)
    )
    return Provision(unit, number, str(address), paragraphs[0].text, (0, 0), children=following)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text=text.strip(), lines=(0, 0), layout=Layout.INDENTED, runs=())


def own_annex(number: str, amending: tuple[Provision, ...]) -> Provision | None:
    """The annex of an amending act that a clause names; a number it does not have names none."""
    annexes = [provision for provision in amending if provision.unit is Unit.ANNEX]
    named = [provision for provision in annexes if provision.number == number]
    if len(named) == 1:
        return named[0]
    return annexes[0] if len(annexes) == 1 and not number.isdigit() else None


def _moved(annex: Provision, address: Address) -> Provision:
    """The annex's tree readdressed to stand at `address`, without the blocks that only say where it belongs."""
    old = Address.parse(annex.address)

    def moved(node: Provision) -> Provision:
        steps = Address.parse(node.address).steps[len(old.steps) :]
        children = tuple(moved(child) for child in node.children if 'text["' not in child.address)
        return msgspec.structs.replace(node, address=str(Address((*address.steps, *steps))), children=children)

    last = address.last
    return msgspec.structs.replace(moved(annex), number=last.number if last else None)
