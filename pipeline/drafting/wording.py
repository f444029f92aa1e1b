"""The words of an amending order around its clauses, as plain text and as Markdown.

The phrases are data (`wording.toml`). Markdown draws tables with their merged cells; plain text draws them with tabs.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.address import Unit
from pipeline.drafting.changes import Change
from pipeline.model.acts import ActType, Identity, Language
from pipeline.model.documents import Layout, Table
from pipeline.model.operations import Action
from pipeline.model.provisions import Provision
from pipeline.publish.authors import author, register
from pipeline.publish.markdown import escaped, html_table
from pipeline.publish.text import table_rows
from pipeline.recognise.amendments.write import write_clause

_BLANK = "____"
Part = tuple[Layout, str] | Table
"""A paragraph of an order by its layout, or a table."""

_INDENT = "      "


@cache
def _phrases(language: Language) -> dict[str, Any]:
    data = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = data[language]
    return found


class Wording:
    """An order that amends the act of an identity, in one language; `date` and `number` may be open."""

    def __init__(self, amended: Identity, language: Language, date: dt.date | None, number: str | None) -> None:
        key, title = amended.key, amended.title or ""
        assert key is not None
        self.language = language
        self.printed = amended.number or key.number
        self.phrases = _phrases(language)
        self.key, self.title = key, title
        self.type = key.type if key.type in self.phrases["types"] else ActType.ORDER
        self.noun, self.dative, self.this, self.formula = self.phrases["types"][self.type]
        self.issuer = author(register().get(key.issuer, {}).get(language, ""), language)
        self.date, self.number = self._day(date), number or _BLANK

    def parts(self, changes: Sequence[Change]) -> Iterator[Part]:
        """The whole order: title, act line, ordering formula, clauses, in-force clause, annexes."""
        yield Layout.HEADING, self._heading(changes)
        yield Layout.BLOCK, self._act(self.noun)
        yield Layout.INDENTED, f"{self.formula}:"
        yield (
            Layout.INDENTED,
            self.phrases["order"].format(**self._kinds(changes, genitive=False), base=self._amended()),
        )
        for position, change in enumerate(changes):
            yield from self._clause(change, "." if position == len(changes) - 1 else ";")
        yield Layout.INDENTED, self.phrases["in_force"].format(this=self.this, noun=self.noun)
        for change in changes:
            if change.annex is not None:
                yield from self._annex(change, change.annex)

    def _day(self, date: dt.date | None) -> str:
        if date is None:
            return str(self.phrases["no_date"])
        month = self.phrases["months"][date.month - 1]
        return str(self.phrases["date"].format(day=date.day, month=month, year=date.year))

    def _act(self, noun: str) -> str:
        """The order itself, named."""
        line = str(self.phrases["act"].format(noun=noun, issuer=self.issuer, date=self.date, number=self.number))
        return line[:1].upper() + line[1:]

    def _base(self, noun: str) -> str:
        """The amended act, named with its title."""
        date = self._day(dt.date.fromisoformat(self.key.date) if self.key.date else None)
        return str(
            self.phrases["base"].format(
                noun=noun, issuer=self.issuer, date=date, number=self.printed, title=self.title
            )
        )

    def _heading(self, changes: Sequence[Change]) -> str:
        said = self._kinds(changes, genitive=True)
        return str(self.phrases["heading"].format(kind_of=said["kind"], base=self._amended()))

    def _amended(self) -> str:
        """The amended act in the case its verb asks for: accusative in Russian, dative in Kazakh."""
        return self._base(self.noun if self.language == "ru" else self.dative)

    def _kinds(self, changes: Sequence[Change], *, genitive: bool) -> dict[str, str]:
        """«изменения и дополнение»: changes before additions (Law № 480-V, article 26(1)), each in its number."""
        adding = sum(1 for change in changes if change.draft.action is Action.INSERT)
        kinds = self.phrases["kinds"]
        said: list[str] = []
        for name, count in (("change", len(changes) - adding), ("addition", adding)):
            if count:
                said.append(kinds[name][(0 if count == 1 else 1) + (2 if genitive else 0)])
        single = len(changes) - adding == 1
        joint = kinds.get("joint_after_one", kinds["joint"]) if single else kinds["joint"]
        following = self.phrases["following"]["one" if len(changes) == 1 else "many"]
        return {"kind": joint.join(said), "following": following}

    def _clause(self, change: Change, end: str) -> Iterator[Part]:
        clause = write_clause(change.draft, self.language, self.type)
        if change.payload is None:
            yield Layout.INDENTED, clause.rstrip(";:. ") + end
            return
        yield Layout.INDENTED, clause
        parts = list(_parts(change.element)) if change.element is not None else _paragraphs(change.payload)
        yield from _quoted(parts, end)

    def _annex(self, change: Change, annex: Provision) -> Iterator[Part]:
        """An annex of the order with its corner block, title and text."""
        own = change.draft.from_annex or ""
        number_of = self.phrases["number_of"].format(number=own) if own.isdigit() else ""
        named = self._act(self.dative)
        if self.language == "ru":
            named = named.removeprefix(self.dative[:1].upper() + self.dative[1:]).strip()
        yield Layout.BLOCK, self.phrases["corner"].format(number_of=number_of, dative=self.dative, author=named)
        titles = [node.text for node in annex.walk() if node.unit is Unit.TITLE and node.text]
        yield from ((Layout.HEADING, " ".join(title.split())) for title in titles)
        yield from _parts(annex, but=Unit.TITLE)


def _parts(new: Provision, but: Unit | None = None) -> Iterator[Part]:
    """The paragraphs and tables of a provision."""
    for node in new.walk():
        if node.unit is but or 'text["' in node.address:
            continue
        if node.table is not None:
            yield node.table
        elif node.text:
            yield from _paragraphs(node.text)


def _paragraphs(text: str) -> list[Part]:
    return [(Layout.INDENTED, line) for line in text.split("\n")]


def _quoted(parts: Sequence[Part], end: str) -> Iterator[Part]:
    """The parts in quotes; beside a table a quotation mark has a line of its own."""
    if isinstance(parts[0], Table):
        yield Layout.INDENTED, '"'
    for place, part in enumerate(parts):
        if isinstance(part, Table):
            yield part
            continue
        layout, text = part
        opening = '"' if place == 0 else ""
        yield layout, f'{opening}{text}"{end}' if place == len(parts) - 1 else f"{opening}{text}"
    if isinstance(parts[-1], Table):
        yield Layout.INDENTED, f'"{end}'


def as_text(parts: Iterable[Part]) -> str:
    """An order as plain text: blank lines around headings and blocks, cells between tabs."""
    made = ""
    tight = False
    for part in parts:
        if isinstance(part, Table):
            made, tight = made + "\n\n" + "\n".join(table_rows(part)) + "\n", False
            continue
        layout, text = part
        if layout is Layout.INDENTED:
            made += ("\n" if tight else "\n\n" if made else "") + _INDENT + text
            tight = True
        else:
            made += ("\n\n" if made else "") + text
            tight = layout is Layout.BLOCK and made.count("\n\n") == 1
    return made + "\n"


def as_markdown(parts: Iterable[Part]) -> str:
    """An order as Markdown, tables in HTML with their merged cells."""
    made: list[str] = []
    for part in parts:
        if isinstance(part, Table):
            made.append(html_table(part))
        else:
            layout, text = part
            heading = f"{'##' if made else '#'} " if layout is Layout.HEADING else ""
            made.append(heading + escaped(text))
    return "\n\n".join(made) + "\n"
