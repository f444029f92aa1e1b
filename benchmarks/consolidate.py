"""How long orders take on one act: 1,000 orders on 2,000 provisions, and whether time grows with the operations.

    .venv/bin/python benchmarks/consolidate.py [ORDERS] [PROVISIONS]

The records are made here, not read from text: what is measured is the engine. Half of the orders restate a point, the
others change words in one, insert a hyphenated point behind one, or delete one. The time of twice as many orders must
be no more than about twice the time.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

from pipeline.address import Unit
from pipeline.consolidate import consolidate
from pipeline.model.acts import ActType, Identity, InForce, Role, Rule
from pipeline.model.editions import Act, Document
from pipeline.model.operations import Action, Clause, Operation, Payload, Words
from pipeline.model.provisions import Accounting, Provision

KEY = "order/mtszn/2015-01-05/1"


def document(number: str, day: dt.date, role: Role, tree: list[Provision], operations: list[Operation]) -> Document:
    """A document with what consolidation needs of it."""
    identity = Identity("ru", role, ActType.ORDER, "mtszn", day, number, "О мерах")
    return Document(
        f"{number}.txt", number, identity, tuple(tree), tuple(operations), (), (), (), (), (), (), (),
        Accounting(0, 0, 0, 0),
    )  # fmt: skip


def base(provisions: int) -> Document:
    """An act of so many points."""
    tree = [
        Provision(Unit.POINT, str(n), f"point:{n}", f"{n}. Центр {n} ведет учет и хранит сведения.", (n, n))
        for n in range(1, provisions + 1)
    ]
    return document("1", dt.date(2015, 1, 5), Role.ORIGINAL, tree, [])


def order(k: int, provisions: int) -> Document:
    """The k-th order: one operation on one point."""
    day = dt.date(2016, 1, 1) + dt.timedelta(days=k)
    n = (k * 7919) % provisions + 1
    address, words, payload = f"point:{n}", None, None
    match k % 4:
        case 0 | 1:
            action, payload = Action.RESTATE, Payload(f"{n}. Центр {n} ведет учет в редакции {k}.", (address,))
        case 2:
            action, words = Action.REPLACE_WORDS, Words(old="ведет учет", new=f"ведет учет {k} и отчет")
        case _:
            address = f"point:{n}-{k}"
            action, payload = Action.INSERT, Payload(f"{n}-{k}. Новый пункт {k}.", (address,))
    rule = InForce(Rule.ON_DATE, from_=day)
    operation = Operation(1, action, KEY, address, words, payload, rule, Clause(f"клауза {k}", (2, 2)))
    return document(f"{k + 2}", day, Role.AMENDING, [], [operation])


def measure(orders: int, provisions: int) -> tuple[float, Act]:
    """Seconds for consolidating, and the act."""
    own = [base(provisions)]
    amending = [order(k, provisions) for k in range(orders)]
    start = time.perf_counter()
    act = consolidate(KEY, own, amending)
    return time.perf_counter() - start, act


def main(orders: int = 1000, provisions: int = 2000) -> None:
    """Measure half of the orders, then all."""
    half, _ = measure(orders // 2, provisions)
    whole, act = measure(orders, provisions)
    applied = sum(1 for _, o in act.operations if o.outcome is not None and o.outcome.status == "applied")
    print(f"{orders // 2} orders on {provisions} provisions: {half:.2f} s")
    print(f"{orders} orders on {provisions} provisions: {whole:.2f} s, {whole / half:.2f} times as long")
    print(f"{applied} operations applied")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
