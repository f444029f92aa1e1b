"""Clauses in Kazakh: places run from the outside in, each unit owned by the one before it, the verb comes last."""

from __future__ import annotations

from typing import Final

from pipeline.address import Address, Step, Unit
from pipeline.model.acts import ActType
from pipeline.model.operations import Action, ClauseDraft, Expected, Words
from pipeline.recognise.amendments.forms import Case
from pipeline.recognise.amendments.inflect import kazakh_date, kazakh_form, kazakh_noun, kazakh_ordinal

_IN_WORDS: Final = frozenset([Unit.PART, Unit.PARAGRAPH, Unit.SENTENCE])
_OWNED_BY_NATURE: Final = frozenset([Unit.TITLE])
_WORDS: Final = "деген сөздер"


def kazakh_clause(draft: ClauseDraft, act: ActType) -> str:
    """The clause that orders `draft`."""
    return _Writer(act).clause(draft)


class _Writer:
    """Writes clauses about one type of act."""

    def __init__(self, act: ActType) -> None:
        self._act = kazakh_noun("act", act.value)

    def clause(self, draft: ClauseDraft) -> str:
        address = Address.parse(draft.address)
        if draft.action is Action.RESTATE:
            return self._restated(draft, address)
        if draft.action is Action.INSERT:
            return self._inserted(draft, address)
        if draft.action is Action.DELETE:
            return f"{self._place(address, Case.NOM)} алып тасталсын;"
        if draft.action is Action.REPEAL:
            return self._repealed(draft, address)
        if draft.action is Action.RENUMBER:
            new = _unit(Step(_last(address).unit, draft.number), Case.NOM, owned=False)
            return f"{self._place(address, Case.NOM)} {new} болып есептелсін;"
        if draft.action is Action.SUSPEND:
            return self._suspended(draft, address)
        return self._words(draft, address, draft.words or Words())

    def _source(self, draft: ClauseDraft) -> str:
        number = "" if draft.from_annex in (None, "annex") else f"{draft.from_annex}-"
        return f"осы {kazakh_form(self._act, Case.DAT)} {number}қосымшаға сәйкес"

    def _restated(self, draft: ClauseDraft, address: Address) -> str:
        target = self._place(address, Case.NOM)
        if draft.expected is Expected.ANNEX:
            return f"{target} {self._source(draft)} жаңа редакцияда жазылсын;"
        return f"{target} мынадай редакцияда жазылсын:"

    def _inserted(self, draft: ClauseDraft, address: Address) -> str:
        holder, new = address.parent, _unit(_last(address), Case.INS, owned=False)
        parts = [self._place(holder, Case.NOM)] if holder.steps else []
        if draft.after is not None:
            parts.append(f"{_unit(_last(Address.parse(draft.after)), Case.ABL, owned=False)} кейін")
        if draft.expected is Expected.ANNEX:
            return f"{' '.join([*parts, self._source(draft), new])} толықтырылсын;"
        return f"{' '.join([*parts, 'мынадай мазмұндағы', new])} толықтырылсын:"

    def _repealed(self, draft: ClauseDraft, address: Address) -> str:
        if draft.in_force is not None and draft.in_force.from_ is not None:
            day = kazakh_date(draft.in_force.from_)
            return f"{self._place(address, Case.NOM)} {day} дейін қолданылады деп белгіленсін;"
        return f"{self._place(address, Case.GEN)} күші жойылды деп танылсын;"

    def _suspended(self, draft: ClauseDraft, address: Address) -> str:
        until = draft.in_force.until if draft.in_force is not None else None
        term = f" {kazakh_date(until)} дейін" if until is not None else ""
        clause = f"{self._place(address, Case.GEN)} қолданысы{term} тоқтатыла тұрсын"
        if draft.expected is Expected.QUOTED:
            return f"{clause}, тоқтатыла тұру кезеңінде мынадай редакцияда қолданылады деп белгіленсін:"
        return f"{clause};"

    def _words(self, draft: ClauseDraft, address: Address, words: Words) -> str:
        forms = "тиісті септікте " if words.all_forms else ""
        if draft.action is Action.INSERT_WORDS:
            return self._added_words(address, words, forms)
        place = self._where(address, words, Case.ATT)
        if words.after is not None:
            place += f"«{words.after}» деген сөздерден кейін "
        if words.before is not None:
            place += f"«{words.before}» деген сөздердің алдынан "
        if draft.action is Action.DELETE_WORDS:
            return f"{place}«{words.old}» {_WORDS} {forms}алып тасталсын;"
        return f"{place}«{words.old}» {_WORDS} {forms}«{words.new}» деген сөздермен ауыстырылсын;"

    def _added_words(self, address: Address, words: Words, forms: str) -> str:
        clause = self._where(address, words, Case.NOM)
        if words.after is not None:
            clause += f"«{words.after}» деген сөздерден кейін "
        if words.before is not None:
            clause += f"«{words.before}» деген сөздердің алдынан "
        if words.new is None:
            return f"{clause}мынадай мазмұндағы {forms}сөздермен толықтырылсын:"
        return f"{clause}«{words.new}» деген сөздермен {forms}толықтырылсын;"

    def _where(self, address: Address, words: Words, case: Case) -> str:
        if words.everywhere:
            of = f"{self._place(address, Case.GEN)} бүкіл мәтіні" if address.steps else "бүкіл мәтін"
            return f"{of} бойынша "
        return f"{self._place(address, case)} " if address.steps else ""

    def _place(self, address: Address, case: Case) -> str:
        """An address from the outside in: «көрсетілген бұйрыққа 3-қосымшаның 10-тармағының 2) тармақшасы»."""
        if not address.steps:
            return f"көрсетілген {kazakh_form(self._act, case)}"
        parts: list[str] = []
        if address.steps[0].unit is Unit.ANNEX:
            parts.append(f"көрсетілген {kazakh_form(self._act, Case.DAT)}")
        owned = False
        for at, step in enumerate(address.steps):
            following = address.steps[at + 1] if at + 1 < len(address.steps) else None
            to_annex = following is not None and step.unit is Unit.ANNEX and following.unit is Unit.ANNEX
            needed = case if following is None else Case.DAT if to_annex else Case.GEN
            parts.append(_unit(step, needed, owned))
            owned = not to_annex
        return " ".join(parts)


def _last(address: Address) -> Step:
    if address.last is None:
        raise ValueError("the act as a whole cannot be inserted or renumbered")
    return address.last


def _unit(step: Step, case: Case, owned: bool) -> str:
    """A unit with its number as it is cited: parts, paragraphs and sentences in words (Law № 480-V, article 25)."""
    noun = kazakh_form(kazakh_noun("unit", step.unit.value), case, owned or step.unit in _OWNED_BY_NATURE)
    if step.words is not None:
        return f"«{step.words}» деген {noun}"
    if step.number is None:
        return noun
    if step.unit in _IN_WORDS:
        return f"{kazakh_ordinal(step.number)} {noun}"
    if step.unit is Unit.SUBPOINT:
        return f"{step.number}) {noun}"
    if step.unit is Unit.ROW:
        return f"реттік нөмірі {step.number}-{noun}"
    return f"{step.number} {noun}" if step.number.isalpha() else f"{step.number}-{noun}"
