"""Whole acts that other acts repeal in their own words, without being acts of amendment themselves."""

from __future__ import annotations

from pipeline.model.acts import Role
from pipeline.model.editions import Document
from pipeline.model.operations import Action, Clause, Operation


def repeal_of(key: str, document: Document) -> Operation | None:
    """The repeal of the act `key` that a document orders («признать утратившим силу приказ …»), None without one.

    An act of amendment gives its repeals as operations already.
    """
    if document.identity.role is Role.AMENDING or any(o.act == key for o in document.operations):
        return None
    reference = next((ref for ref in document.identity.repeals if ref.act == key and not ref.place), None)
    if reference is None or str(document.identity.key) == key:
        return None
    nodes = (node for top in document.tree for node in top.walk())
    node = next((node for node in nodes if reference.text in node.text), None)
    if node is None:
        return None
    rule = document.identity.in_force.main if document.identity.in_force is not None else None
    number = max((operation.n for operation in document.operations), default=0) + 1
    return Operation(number, Action.REPEAL, key, "", None, None, rule, Clause(node.text, node.lines))
