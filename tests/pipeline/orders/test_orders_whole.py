"""Whole acts of the registry, read from end to end: what they order other acts, and what is not understood."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import read_document
from pipeline.model.operations import Operation
from pipeline.read import read_file

HERE = Path(__file__).parent
ORDERS = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))["order"]


def told(operation: Operation) -> str:
    return f"{operation.action} {operation.act} {operation.address}".strip()


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order["file"])
def test_a_whole_act_is_read(order: dict[str, Any]) -> None:
    document = read_document(read_file(HERE / "real" / order["file"]))
    assert [told(operation) for operation in document.operations] == order["operations"]
    assert [ref.act for ref in document.identity.repeals] == order["repeals"]
    main = document.identity.in_force.main.rule if document.identity.in_force is not None else None
    late = [o.n for o in document.operations if o.in_force is not None and o.in_force.rule is not main]
    assert late == order["other_days"]
    assert sum(text.reason == "clause not understood" for text in document.unrecognised) == order["unread"]
    assert document.accounting.unrecognised == 0
