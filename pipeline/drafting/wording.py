"""The words of an amending order around its clauses; the phrases are data (`wording.toml`)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.address import Unit
from pipeline.drafting.changes import Change
from pipeline.model.acts import ActKey, ActType, Language
from pipeline.model.operations import Action
from pipeline.publish.authors import author, register
from pipeline.recognise.amendments.write import write_clause

_BLANK = "____"
_INDENT = "      "


@cache
def _phrases(language: Language) -> dict[str, Any]:
    data = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = data[language]
    return found


class Wording:
    """An order that amends the act `key` called `title`, in one language; `date` and `number` may be open."""

    def __init__(self, key: ActKey, title: str, language: Language, date: dt.date | None, number: str | None) -> None:
        self.language = language
        self.phrases = _phrases(language)
        self.key, self.title = key, title
        self.type = key.type if key.type in self.phrases["types"] else ActType.ORDER
        self.noun, self.dative, self.this, self.formula = self.phrases["types"][self.type]
        self.issuer = author(register().get(key.issuer, {}).get(language, ""), language)
        self.date, self.number = self._day(date), number or _BLANK

    def text(self, changes: Sequence[Change]) -> str:
        """The whole order: title, act line, ordering formula, clauses, in-force clause, annexes."""
        lines = [self.phrases["order"].format(**self._kinds(changes, genitive=False), base=self._amended())]
        for position, change in enumerate(changes):
            lines += self._clause(change, "." if position == len(changes) - 1 else ";")
        lines.append(self.phrases["in_force"].format(this=self.this, noun=self.noun))
        body = "\n".join(_INDENT + line for line in lines)
        head = [self._heading(changes), f"{self._act(self.noun)}\n{_INDENT}{self.formula}:\n{body}"]
        annexes = [self._annex(change) for change in changes if change.annex is not None]
        return "\n\n".join((*head, *annexes)) + "\n"

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
                noun=noun, issuer=self.issuer, date=date, number=self.key.number, title=self.title
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

    def _clause(self, change: Change, end: str) -> Iterator[str]:
        clause = write_clause(change.draft, self.language, self.type)
        if change.payload is None:
            yield clause.rstrip(";:. ") + end
            return
        yield clause
        lines = change.payload.split("\n")
        lines[0] = f'"{lines[0]}'
        lines[-1] = f'{lines[-1]}"{end}'
        yield from lines

    def _annex(self, change: Change) -> str:
        """An annex of the order with its corner block, title and text."""
        assert change.annex is not None
        own = change.draft.from_annex or ""
        number_of = self.phrases["number_of"].format(number=own) if own.isdigit() else ""
        named = self._act(self.dative)
        if self.language == "ru":
            named = named.removeprefix(self.dative[:1].upper() + self.dative[1:]).strip()
        corner = self.phrases["corner"].format(number_of=number_of, dative=self.dative, author=named)
        nodes = [node for node in change.annex.walk() if node.text and 'text["' not in node.address]
        titles = [node.text for node in nodes if node.unit is Unit.TITLE]
        texts = [line for node in nodes if node.unit is not Unit.TITLE for line in node.text.split("\n")]
        return "\n\n".join((corner, *titles, "\n".join(_INDENT + line for line in texts)))
