"""Law: a clause written from an operation is read back as that operation, in both languages, over the whole type."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest

from pipeline.address import Address, Step, Unit
from pipeline.model.acts import ActType, InForce, Language, Rule
from pipeline.model.operations import Action, ClauseDraft, Expected, Words
from pipeline.recognise.amendments import write_clause
from pipeline.recognise.amendments.forms import LAST
from pipeline.recognise.amendments.notation import notation
from pipeline.recognise.amendments.places import fits_below
from pipeline.recognise.amendments.reader import ClauseReader

COUNT = 2_500
DIVISIONS = [Unit.SECTION, Unit.SUBSECTION, Unit.CHAPTER, Unit.SUBCHAPTER]
IN_WORDS = [Unit.PART, Unit.PARAGRAPH, Unit.SENTENCE]
BARE = [Unit.TITLE, Unit.PREAMBLE, Unit.NOTE]
INNER = [u for u in Unit if u not in (Unit.ANNEX, Unit.TEXT)]
PHRASES = {
    "ru": [
        "в течение пяти рабочих дней",
        ", прав на имущество",
        "2 498 514",
        "АО «Фонд Даму»",
        "женщин",
        "и (или) услуг",
    ],
    "kk": [
        "бес жұмыс күні ішінде",
        ", мүлікке құқықтарды",
        "2 498 514",
        "«Даму» қоры",
        "әйелдер",
        "және (немесе) қызметтер",
    ],
}
NAMES = {
    "ru": ["Министерству финансов", "г. Астана", "Ответственные за исполнение"],
    "kk": ["Қаржы министрлігіне", "Астана қаласы", "Орындауға жауаптылар"],
}
ACTS = [ActType.ORDER, ActType.RESOLUTION, ActType.DECREE, ActType.LAW]


class Source:
    """Operations of every kind, drawn with a seed."""

    def __init__(self, language: Language, seed: int) -> None:
        self.language: Language = language
        self.random = random.Random(seed)

    def drafts(self, count: int) -> Iterator[ClauseDraft]:
        makers = [
            self.restated, self.inserted, self.deleted, self.repealed, self.replaced, self.words_inserted,
            self.words_deleted, self.renumbered, self.suspended,
        ]  # fmt: skip
        for n in range(count):
            yield makers[n % len(makers)]()

    def number(self) -> str:
        base = str(self.random.randint(1, 120))
        return base if self.random.random() < 0.7 else f"{base}-{self.random.randint(1, 30)}"

    def step(self, unit: Unit) -> Step:
        if unit in BARE:
            return Step(unit)
        if unit in IN_WORDS:
            last = unit is Unit.PARAGRAPH and self.random.random() < 0.1
            return Step(unit, LAST if last else str(self.random.randint(1, 130)))
        if unit in (Unit.SECTION, Unit.ROW, Unit.COLUMN) and self.random.random() < 0.3:
            return Step(unit, None, self.random.choice(NAMES[self.language]))
        if unit is Unit.SECTION and self.random.random() < 0.3:
            return Step(unit, self.random.choice(["I", "II", "III", "IV", "IX"]))
        return Step(unit, self.number())

    def document(self) -> list[Step]:
        kind = self.random.randrange(5)
        if kind == 0:
            return [Step(Unit.ANNEX)]
        if kind == 1:
            return [Step(Unit.ANNEX, self.number())]
        if kind == 2:
            outer = Step(Unit.ANNEX, self.random.choice([None, self.number()]))
            return [outer, Step(Unit.ANNEX, self.random.choice([None, self.number()]))]
        return []

    def address(self, empty: bool = True) -> Address:
        steps = self.document()
        units: list[Unit] = []
        for _ in range(self.random.randint(0 if steps and empty else 1, 4)):
            choices = [u for u in INNER if not units or fits_below(units, u)]
            choices = [u for u in choices if not (set(units) & set(DIVISIONS) and u in (Unit.POINT, Unit.ARTICLE))]
            if not choices:
                break
            units.append(self.random.choice(choices))
        return Address((*steps, *map(self.step, units)))

    def numbered(self) -> Address:
        while True:
            address = self.address(empty=False)
            if address.last is not None and address.last.number not in (None, LAST):
                return address

    def phrase(self) -> str:
        return self.random.choice(PHRASES[self.language])

    def payload(self) -> dict[str, object]:
        if self.random.random() < 0.7:
            return {"expected": Expected.QUOTED}
        return {"expected": Expected.ANNEX, "from_annex": self.random.choice(["annex", "1", "12"])}

    def day(self) -> dt.date:
        return dt.date(2015, 1, 1) + dt.timedelta(days=self.random.randrange(5_000))

    def restated(self) -> ClauseDraft:
        return ClauseDraft(Action.RESTATE, str(self.address()), **self.payload())

    def inserted(self) -> ClauseDraft:
        address = self.numbered()
        after = None
        if self.random.random() < 0.3 and address.last is not None:
            after = str(address.parent / self.step(address.last.unit))
        return ClauseDraft(Action.INSERT, str(address), after=after, **self.payload())

    def deleted(self) -> ClauseDraft:
        return ClauseDraft(Action.DELETE, str(self.address(empty=False)))

    def repealed(self) -> ClauseDraft:
        if self.random.random() < 0.3:
            return ClauseDraft(Action.REPEAL, str(self.address()), in_force=InForce(Rule.ON_DATE, from_=self.day()))
        return ClauseDraft(Action.REPEAL, str(self.address()))

    def marks(self) -> dict[str, bool]:
        return {"everywhere": self.random.random() < 0.3, "all_forms": self.random.random() < 0.2}

    def anchored(self) -> dict[str, str]:
        """«после слов «А» слова «Б» исключить»: now and then words beside which the change happens."""
        return {self.random.choice(["after", "before"]): self.phrase()} if self.random.random() < 0.15 else {}

    def somewhere(self) -> Address:
        return Address() if self.random.random() < 0.2 else self.address(empty=False)

    def replaced(self) -> ClauseDraft:
        words = Words(old=self.phrase(), new=self.phrase(), **self.anchored(), **self.marks())
        return ClauseDraft(Action.REPLACE_WORDS, str(self.somewhere()), words)

    def words_deleted(self) -> ClauseDraft:
        words = Words(old=self.phrase(), **self.anchored(), **self.marks())
        return ClauseDraft(Action.DELETE_WORDS, str(self.somewhere()), words)

    def words_inserted(self) -> ClauseDraft:
        anchor = self.random.choice(["after", "before", "none"])
        place = {anchor: self.phrase()} if anchor != "none" else {}
        new = None if self.random.random() < 0.1 else self.phrase()
        expected = Expected.QUOTED if new is None else Expected.NONE
        return ClauseDraft(
            Action.INSERT_WORDS, str(self.somewhere()), Words(new=new, **place, **self.marks()), expected
        )

    def renumbered(self) -> ClauseDraft:
        address = self.numbered()
        assert address.last is not None
        number = self.step(address.last.unit).number
        while number in (None, LAST):
            number = self.step(address.last.unit).number
        return ClauseDraft(Action.RENUMBER, str(address), number=number)

    def suspended(self) -> ClauseDraft:
        expected = self.random.choice([Expected.QUOTED, Expected.NONE])
        in_force = InForce(Rule.UNKNOWN, until=self.day())
        if self.language == "ru" and self.random.random() < 0.3:
            in_force = InForce(Rule.ON_DATE, from_=self.day(), until=self.day())
        return ClauseDraft(Action.SUSPEND, str(self.address()), expected=expected, in_force=in_force)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_written_clause_is_read_back(language: Language):
    source = Source(language, seed=480)
    for n, draft in enumerate(source.drafts(COUNT)):
        clause = write_clause(draft, language, ACTS[n % len(ACTS)])
        reading = ClauseReader(language).read(clause)
        readings = (reading.operations, *reading.readings)
        assert (draft,) in readings, (clause, notation(draft), list(map(notation, reading.operations)))
        assert reading.unclaimed == (), clause


CLAUSES = [
    (
        ClauseDraft(Action.RESTATE, "annex/point:9", expected=Expected.QUOTED),
        "пункт 9 приложения к указанному приказу изложить в следующей редакции:",
        "көрсетілген бұйрыққа қосымшаның 9-тармағы мынадай редакцияда жазылсын:",
    ),
    (
        ClauseDraft(Action.DELETE, "article:5/part:3/paragraph:21"),
        "абзац двадцать первый части третьей статьи 5 исключить;",
        "5-баптың үшінші бөлігінің жиырма бірінші абзацы алып тасталсын;",
    ),
    (
        ClauseDraft(Action.REPLACE_WORDS, "point:3/subpoint:2", Words(old="А", new="Б")),
        "в подпункте 2) пункта 3 слова «А» заменить словами «Б»;",
        "3-тармақтың 2) тармақшасындағы «А» деген сөздер «Б» деген сөздермен ауыстырылсын;",
    ),
    (
        ClauseDraft(Action.INSERT, "annex:2/row:5", expected=Expected.QUOTED),
        "приложение 2 к указанному приказу дополнить строкой, порядковый номер 5, следующего содержания:",
        "көрсетілген бұйрыққа 2-қосымша мынадай мазмұндағы реттік нөмірі 5-жолмен толықтырылсын:",
    ),
    (
        ClauseDraft(Action.REPEAL, "chapter:3"),
        "главу 3 признать утратившей силу;",
        "3-тараудың күші жойылды деп танылсын;",
    ),
]


@pytest.mark.parametrize(("draft", "russian", "kazakh"), CLAUSES)
def test_clause_is_written_in_correct_grammar(draft: ClauseDraft, russian: str, kazakh: str):
    assert (write_clause(draft, "ru"), write_clause(draft, "kk")) == (russian, kazakh)
