"""Elements of Akoma Ntoso, written as calls: `E.p("words", {"class": "note"})`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from lxml import etree
from lxml.etree import _Element

from pipeline.publish.akn_names import NS, ZAN

_UNFIT = {code: None for code in (*range(0x20), 0xFFFE, 0xFFFF) if code not in (0x09, 0x0A, 0x0D)}
"""Characters that XML cannot hold."""

_PREFIXES: dict[str | None, str] = {None: NS, "zan": ZAN}

Child = _Element | str | Mapping[str, str]


class Elements:
    """Makes elements by name; strings become text, mappings attributes, keywords attributes too."""

    def __call__(self, tag: str, *children: Child, **attributes: str) -> _Element:
        """An element of the standard's namespace."""
        made = etree.Element(f"{{{NS}}}{tag}", nsmap=cast("dict[str, str]", _PREFIXES))
        for name, value in attributes.items():
            made.set(name, fit(value))
        for child in children:
            if isinstance(child, str):
                made.text = (made.text or "") + fit(child)
            elif isinstance(child, Mapping):
                for name, value in child.items():
                    made.set(name, fit(value))
            else:
                made.append(child)
        return made

    def __getattr__(self, tag: str) -> Callable[..., _Element]:
        def make(*children: Child, **attributes: str) -> _Element:
            return self(tag, *children, **attributes)

        return make


def fit(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return text.translate(_UNFIT)


E = Elements()
