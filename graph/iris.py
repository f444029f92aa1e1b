"""IRIs: how acts, provisions, texts and the things they hold are named, and how a name is read back.

    {base}id/{act key}[/{address}][/{language}[/{date}]]      acts, provisions, texts
    {base}id/{act key}/operation/{n}                           operations of an amending act
    {base}id/{act key}/card|position|event|citation/…          what an act holds besides its text
    {base}id/body/{slug}                                       bodies that pass acts

Letters and digits of any script stay readable; whatever an IRI may not hold is percent-encoded, and so is a
slash inside the words of an address. `read` is the inverse of `text`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from rdflib import URIRef

from pipeline.address import Address, AddressError
from pipeline.model.acts import ActKey, ActKeyError

BASE: Final = "https://w3id.org/zangraph/"

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@")
_LAST_OF_PLANE = "\ud7ff"
_MARK = re.compile(r"\d{4}-\d{2}-\d{2}(?:-\d+)?|undated(?:-\d+)?")
_LANGUAGE = frozenset({"kk", "ru"})


@lru_cache(maxsize=65536)
def segment(words: str) -> str:
    """One path segment: letters and digits as they are, the rest percent-encoded; never `.` or `..`."""
    if words and not words.strip("."):
        return "%2E" * len(words)
    return "".join(_encode(letter) for letter in words)


def _encode(letter: str) -> str:
    if letter in _PLAIN or (letter.isalnum() and "\u00a0" < letter <= _LAST_OF_PLANE):
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def slug(words: str) -> str:
    """Words as a short path segment: lower case, runs of other signs than letters and digits as one hyphen."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-")


def act(key: str, base: str = BASE) -> URIRef:
    """The IRI of an act by its key in text form; it names the act's graph too."""
    return URIRef(f"{base}id/{'/'.join(map(segment, key.split('/')))}")


@lru_cache(maxsize=65536)
def _steps(address: str) -> str:
    try:
        steps = [str(step) for step in Address.parse(address).steps]
    except AddressError:
        steps = [address]
    return "".join(f"/{segment(step)}" for step in steps)


def place(key: str, address: str = "", base: str = BASE) -> URIRef:
    """The IRI of a provision; the empty address is the act itself."""
    return URIRef(f"{act(key, base)}{_steps(address)}")


def text(key: str, address: str, language: str, date: str | None = None, base: str = BASE) -> URIRef:
    """The IRI of a text of an act or provision: in a language, and from a date when one is given."""
    dated = f"/{date}" if date else ""
    return URIRef(f"{place(key, address, base)}/{language}{dated}")


def operation(key: str, n: int, base: str = BASE) -> URIRef:
    """The IRI of the `n`-th operation of an amending act."""
    return URIRef(f"{act(key, base)}/operation/{n}")


def body(name: str, base: str = BASE) -> URIRef:
    """The IRI of a body by its slug."""
    return URIRef(f"{base}id/body/{segment(name)}")


def bodies(base: str = BASE) -> URIRef:
    """The name of the graph that describes the bodies."""
    return URIRef(f"{base}id/body")


def within(parent: URIRef, *steps: str | int) -> URIRef:
    """The IRI of a thing that belongs to another: `within(act, "card", "2422-1-022")`."""
    return URIRef("/".join([parent, *(segment(str(step)) for step in steps)]))


class Place(NamedTuple):
    """What an IRI of an act, provision or text says; `date` is the last segment of a dated text."""

    act: str
    address: str = ""
    language: str | None = None
    date: str | None = None


def read(iri: str, base: str = BASE) -> Place | None:
    """The act, address, language and date that an IRI names; None for any other IRI."""
    if not iri.startswith(f"{base}id/"):
        return None
    parts = [unquote(part) for part in iri[len(base) + 3 :].split("/")]
    found = _act_of(parts)
    if found is None:
        return None
    key, rest = found
    date = rest.pop() if len(rest) > 1 and rest[-2] in _LANGUAGE and _MARK.fullmatch(rest[-1]) else None
    language = rest.pop() if rest and rest[-1] in _LANGUAGE else None
    try:
        return Place(key, str(Address.parse("/".join(rest))), language, date)
    except AddressError:
        return None


def _act_of(parts: list[str]) -> tuple[str, list[str]] | None:
    for length in (4, 3):
        key = "/".join(parts[:length])
        if len(parts) >= length and _is_key(key):
            return key, parts[length:]
    return None


def _is_key(key: str) -> bool:
    try:
        ActKey.parse(key)
    except ActKeyError:
        return False
    return True
