"""Clauses in Russian: places run from the inside out, the verb follows its object."""

from __future__ import annotations

from typing import Final

from pipeline.address import Address, Step, Unit
from pipeline.model.acts import ActType
from pipeline.model.operations import Action, ClauseDraft, Expected, Words
from pipeline.recognise.amendments.forms import Case
from pipeline.recognise.amendments.inflect import gender, russian_date, russian_noun, russian_ordinal

_IN_WORDS: Final = frozenset([Unit.PART, Unit.PARAGRAPH, Unit.SENTENCE])
_LOST: Final = {"m": "утратившим", "n": "утратившим", "f": "утратившей"}
_SAID: Final = {
    Case.NOM: {"m": "указанный", "n": "указанное", "f": "указанная"},
    Case.ACC: {"m": "указанный", "n": "указанное", "f": "указанную"},
    Case.GEN: {"m": "указанного", "n": "указанного", "f": "указанной"},
    Case.DAT: {"m": "указанному", "n": "указанному", "f": "указанной"},
    Case.LOC: {"m": "указанном", "n": "указанном", "f": "указанной"},
}
_THIS_DATIVE: Final = {"m": "настоящему", "n": "настоящему", "f": "настоящей"}
_EDITION: Final = "изложить в следующей редакции:"


def russian_clause(draft: ClauseDraft, act: ActType) -> str:
    """The clause that orders `draft`."""
    return _Writer(act).clause(draft).replace(",;", ";").replace(",,", ",")


class _Writer:
    """Writes clauses about one type of act."""

    def __init__(self, act: ActType) -> None:
        self._act = act.value
        self._gender = gender("act", act.value)

    def clause(self, draft: ClauseDraft) -> str:
        address = Address.parse(draft.address)
        if draft.action is Action.RESTATE:
            return self._restated(draft, address)
        if draft.action is Action.INSERT:
            return self._inserted(draft, address)
        if draft.action is Action.DELETE:
            return f"{self._place(address, Case.ACC)} исключить;"
        if draft.action is Action.REPEAL:
            return self._repealed(draft, address)
        if draft.action is Action.RENUMBER:
            new = _unit(Step(_last(address).unit, draft.number), Case.INS)
            return f"{self._place(address, Case.ACC)} считать {new};"
        if draft.action is Action.SUSPEND:
            return self._suspended(draft, address)
        return self._words(draft, address, draft.words or Words())

    def _said(self, case: Case) -> str:
        return f"{_SAID[case][self._gender]} {russian_noun('act', self._act, case)}"

    def _source(self, draft: ClauseDraft) -> str:
        number = "" if draft.from_annex in (None, "annex") else f" {draft.from_annex}"
        return (
            f"согласно приложению{number} к {_THIS_DATIVE[self._gender]} {russian_noun('act', self._act, Case.DAT)}"
        )

    def _restated(self, draft: ClauseDraft, address: Address) -> str:
        target = self._place(address, Case.ACC)
        if draft.expected is Expected.ANNEX:
            return f"{target} изложить в новой редакции {self._source(draft)};"
        return f"{target} {_EDITION}"

    def _inserted(self, draft: ClauseDraft, address: Address) -> str:
        holder, new = address.parent, _unit(_last(address), Case.INS)
        parts = [self._place(holder, Case.ACC)] if holder.steps else []
        if draft.after is not None:
            parts.append(f"после {_unit(_last(Address.parse(draft.after)), Case.GEN)}")
        parts.append(f"дополнить {new}")
        if draft.expected is Expected.ANNEX:
            return f"{' '.join(parts)} {self._source(draft)};"
        return f"{' '.join(parts)} следующего содержания:"

    def _repealed(self, draft: ClauseDraft, address: Address) -> str:
        if draft.in_force is not None and draft.in_force.from_ is not None:
            day = russian_date(draft.in_force.from_)
            return f"установить, что {self._place(address, Case.NOM)} действует до {day};"
        last = address.last
        of_gender = self._gender if last is None else gender("unit", last.unit.value)
        return f"{self._place(address, Case.ACC)} признать {_LOST[of_gender]} силу;"

    def _suspended(self, draft: ClauseDraft, address: Address) -> str:
        until = draft.in_force.until if draft.in_force is not None else None
        since = draft.in_force.from_ if draft.in_force is not None else None
        term = f" с {russian_date(since)}" if since is not None else ""
        term += f" до {russian_date(until)}" if until is not None else ""
        clause = f"приостановить{term} действие {self._place(address, Case.GEN)}"
        if draft.expected is Expected.QUOTED:
            return f"{clause}, установив, что в период приостановления действует в следующей редакции:"
        return f"{clause};"

    def _words(self, draft: ClauseDraft, address: Address, words: Words) -> str:
        forms = " в соответствующем падеже" if words.all_forms else ""
        if draft.action is Action.INSERT_WORDS:
            return self._added_words(draft, address, words, forms)
        place = self._where(address, words)
        if words.after is not None:
            place += f"после слов «{words.after}» "
        if words.before is not None:
            place += f"перед словами «{words.before}» "
        if draft.action is Action.DELETE_WORDS:
            return f"{place}слова «{words.old}»{forms} исключить;"
        return f"{place}слова «{words.old}» заменить словами «{words.new}»{forms};"

    def _added_words(self, draft: ClauseDraft, address: Address, words: Words, forms: str) -> str:
        parts = [self._where(address, words).strip()] if words.everywhere else []
        if not words.everywhere and address.steps:
            parts.append(self._place(address, Case.ACC))
        if words.after is not None:
            parts.append(f"после слов «{words.after}»")
        if words.before is not None:
            parts.append(f"перед словами «{words.before}»")
        if words.new is None:
            return f"{' '.join([*parts, 'дополнить словами'])}{forms} следующего содержания:"
        return f"{' '.join([*parts, 'дополнить словами'])} «{words.new}»{forms};"

    def _where(self, address: Address, words: Words) -> str:
        if words.everywhere:
            of = f" {self._place(address, Case.GEN)}" if address.steps else ""
            return f"по всему тексту{of} "
        return f"в {self._place(address, Case.LOC)} " if address.steps else ""

    def _place(self, address: Address, case: Case) -> str:
        """An address from the inside out: «абзац второй подпункта 2) пункта 10 приложения 3 к указанному приказу»."""
        if not address.steps:
            return self._said(case)
        inner, *outer = reversed(address.steps)
        parts = [_unit(inner, case)]
        previous = inner
        for step in outer:
            within = step.unit is Unit.ANNEX and previous.unit is Unit.ANNEX
            parts.append(f"к {_unit(step, Case.DAT)}" if within else _unit(step, Case.GEN))
            previous = step
        if previous.unit is Unit.ANNEX:
            parts.append(f"к {self._said(Case.DAT)}")
        return " ".join(parts)


def _last(address: Address) -> Step:
    if address.last is None:
        raise ValueError("the act as a whole cannot be inserted or renumbered")
    return address.last


def _unit(step: Step, case: Case) -> str:
    """A unit with its number as it is cited: parts, paragraphs and sentences in words (Law № 480-V, article 25)."""
    noun = russian_noun("unit", step.unit.value, case)
    if step.words is not None:
        return f"{noun} «{step.words}»"
    if step.number is None:
        return noun
    if step.unit in _IN_WORDS:
        return f"{noun} {russian_ordinal(step.number, gender('unit', step.unit.value), case)}"
    if step.unit is Unit.SUBPOINT:
        return f"{noun} {step.number})"
    if step.unit is Unit.ROW:
        return f"{noun}, порядковый номер {step.number},"
    return f"{noun} {step.number}"
