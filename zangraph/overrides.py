"""The override files of a corpus: decisions of a person as data, and what is wrong with the files themselves."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from pipeline.overrides import ClauseOverride, Override, Overrides, TableOverride, TextOverride

FOLDER = "overrides"
_Kind = TypeVar("_Kind", bound=Override)


class Told(Struct, frozen=True):
    """Every override of a corpus that can be used, and a line for each file or entry that cannot be read."""

    overrides: Overrides
    findings: tuple[str, ...]


def read_overrides(corpus: Path) -> Told:
    """Read `overrides/*.toml` of a corpus, entry by entry: one that is wrong takes no other with it."""
    tables: list[TableOverride] = []
    texts: list[TextOverride] = []
    clauses: list[ClauseOverride] = []
    findings: list[str] = []
    for path in sorted((corpus / FOLDER).rglob("*.toml")):
        name = path.relative_to(corpus).as_posix()
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            findings.append(f"{name}: not used, it cannot be read: {error}")
            continue
        tables += _entries(data.pop("table", []), TableOverride, f"{name}, table", findings)
        texts += _entries(data.pop("text", []), TextOverride, f"{name}, text", findings)
        clauses += _entries(data.pop("clause", []), ClauseOverride, f"{name}, clause", findings)
        findings += [f"{name}: not used: `{key}` is no kind of override (table, text, clause)" for key in data]
    found = Overrides(tuple(tables), tuple(texts), tuple(clauses))
    missing = [each for each in found.all() if not (corpus / each.file).is_file()]
    findings += [f"{each.entry}: not used: there is no file {each.file} in the corpus" for each in missing]
    return Told(found, tuple(findings))


def _entries(given: object, kind: type[_Kind], place: str, findings: list[str]) -> list[_Kind]:
    """The entries of one kind, each knowing where it stands; a line for each that is not one."""
    if not isinstance(given, list):
        findings.append(f"{place}: not used: write it as [[{place.rsplit(' ', 1)[-1]}]]")
        return []
    found: list[_Kind] = []
    for number, entry in enumerate(given, start=1):
        try:
            found.append(msgspec.structs.replace(msgspec.convert(entry, kind), entry=f"{place} {number}"))
        except (msgspec.ValidationError, ValueError) as error:
            findings.append(f"{place} {number}: not used: {error}")
    return found
