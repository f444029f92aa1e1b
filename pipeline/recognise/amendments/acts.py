"""The acts that the words of a clause name."""

from __future__ import annotations

import re
from typing import Final

from pipeline.model.acts import ActRef, Language
from pipeline.model.operations import Action
from pipeline.recognise.amendments.doubts import Reason
from pipeline.recognise.amendments.draft import Order
from pipeline.recognise.amendments.operations import UncountableError
from pipeline.recognise.amendments.pieces import Root
from pipeline.recognise.references import find_references

_NUMBER: Final = re.compile(r"(?:№|(?<!\w)N)\s?\d")
_ASIDE: Final = re.compile(r"[«\"(]")
"""Where a title or a bracket begins: numbers in it, and behind it, may be those of other things."""


def reference(text: str, root: Root, language: Language) -> ActRef | None:
    """The act a name stands for, found by the reader of references inside its characters."""
    span = root.act or root.span
    found = find_references(text[span[0] : span[1]], language)
    return found[-1] if found else None


def acts_repealed(order: Order, text: str, language: Language) -> list[ActRef]:
    """The acts that one name stands for: «приказы … от 5 мая 1999 года № 487 и от 6 июня 2000 года № 650».

    Nothing for any other order, and where one act is named. Raises `UncountableError` when more numbers stand there
    than acts can be read.
    """
    root = order.targets[0].root if len(order.targets) == 1 and not order.targets[0].links else None
    if order.action is not Action.REPEAL or root is None or root.kind != "act":
        return []
    start, end = root.act or root.span
    found = list(find_references(text[start:end], language))
    plain = _ASIDE.split(text[start:end], maxsplit=1)[0]
    if language == "ru" and len(_NUMBER.findall(plain)) > max(1, len(found)):
        raise UncountableError(Reason("unnamed"))
    return found if len(found) > 1 else []
