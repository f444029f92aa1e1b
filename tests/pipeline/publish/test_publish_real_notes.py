"""Real notes of the registry: read, told again by our own words, they are the same text.

Notes of three decades differ in house style, not in what they say: dashes set or left out, «N» for «№», days as
2007.04.30, the country in full, «өзгерту» for «өзгеріс», «его» left out. Those are made one before comparing.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from pipeline.model.acts import ActType
from pipeline.model.operations import Action, Clause, Operation
from pipeline.model.provisions import NoteAct, NoteEvent
from pipeline.publish.remarks import ActName, Link, chain_note
from pipeline.publish.wording import Document
from pipeline.recognise.notes import read_note

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "real-notes.jsonl").open(encoding="utf-8")]
ACTIONS = {
    "restate": Action.RESTATE, "insert": Action.INSERT, "amend": Action.REPLACE_WORDS, "delete": Action.DELETE,
    "repeal": Action.REPEAL,
}  # fmt: skip
KINDS = (
    (ActType.RESOLUTION, "постановл|қаулы"), (ActType.LAW, "закон|заң"), (ActType.DECISION, "решени|шешім"),
    (ActType.ORDER, "приказ|бұйры"),
)  # fmt: skip
COUNTRY = r"Республики Казахстан|Қазақстан Республикасы(?:ның)?|РК|ҚР"
ACTING = r"и\.о\.|м\.а\."


def kind_of(text: str) -> ActType:
    """The kind of act that a note names."""
    return next(kind for kind, words in KINDS if re.search(words, text, re.IGNORECASE))


def link_of(event: NoteEvent, act: NoteAct, text: str) -> Link:
    """An operation that leaves such a note; whether there were several is told by the plural alone."""
    (target,) = event.targets
    operation = Operation(
        1, ACTIONS[event.action], "order/mu/2020-01-01/1", target, None, None, event.in_force, Clause("…", (1, 1))
    )
    author = " ".join(re.sub(f"{COUNTRY}|{ACTING}", "", act.issuer or "").split())
    name = ActName(
        kind_of(text), dt.date.fromisoformat(act.date) if act.date else None, act.number, author, author,
        acting=re.search(ACTING, act.issuer or "") is not None,
    )  # fmt: skip
    return Link(operation, name, several=re.search("изменениями|өзгерістер", text) is not None)


def bare(text: str) -> str:
    """A note without what differs between houses and years."""
    text = re.sub(r"(\d{4})\.(\d\d)\.(\d\d)\.?", r"\3.\2.\1", text)
    text = re.sub(r"\s[–-]\s|(?<=дня )его |\bN(?= )|№|«|»", " ", text).replace("өзгерту", "өзгеріс")
    text = re.sub(COUNTRY, "ҚР", text).casefold().replace("i", "і")
    return " ".join(text.rstrip(" .").split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"][:60])
def test_told_again_it_is_the_same_note(case: dict[str, str]) -> None:
    text = case["note"]
    events = read_note(text).events
    links = [link_of(event, act, text) for event in events for act in event.acts]
    document = Document(ActType(case.get("body", "order")), case.get("title"))
    made = chain_note(links, document, "kk" if case["language"] == "kk" else "ru")
    assert bare(made) == bare(text)


def test_there_are_enough_of_each() -> None:
    assert len(CASES) >= 60
    languages = [case["language"] for case in CASES]
    assert min(languages.count("kk"), languages.count("ru")) >= 20


ORDERS = {
    "A": ActName(ActType.ORDER, dt.date(2020, 1, 2), "1", "Әділет министрінің", "Министра юстиции"),
    "B": ActName(ActType.ORDER, dt.date(2021, 3, 4), "2", "Әділет министрінің", "Министра юстиции"),
    "C": ActName(ActType.ORDER, dt.date(2022, 5, 6), "3", "Қаржы министрінің", "Министра финансов", acting=True),
    "D": ActName(ActType.RESOLUTION, dt.date(2023, 7, 8), "4", "Үкіметінің", "Правительства"),
}  # fmt: skip
CHAINS = {
    "restate A, words B": (
        "Ескерту. 9-тармақ жаңа редакцияда – ҚР Әділет министрінің 02.01.2020 № 1; өзгеріс енгізілді – ҚР Әділет "
        "министрінің 04.03.2021 № 2 бұйрықтарымен.",
        "Сноска. Пункт 9 – в редакции приказа Министра юстиции РК от 02.01.2020 № 1; с изменением, внесенным "
        "приказом Министра юстиции РК от 04.03.2021 № 2.",
    ),
    "words A, words B, words C": (
        "Ескерту. 9-тармаққа өзгерістер енгізілді – ҚР Әділет министрінің 02.01.2020 № 1; 04.03.2021 № 2; ҚР Қаржы "
        "министрінің м.а. 06.05.2022 № 3 бұйрықтарымен.",
        "Сноска. Пункт 9 с изменениями, внесенными приказами Министра юстиции РК от 02.01.2020 № 1; от 04.03.2021 "
        "№ 2; и.о. Министра финансов РК от 06.05.2022 № 3.",
    ),
    "insert A, restate B, words D": (
        "Ескерту. Қағидалар 9-тармақпен толықтырылды – ҚР Әділет министрінің 02.01.2020 № 1 бұйрығымен; жаңа "
        "редакцияда – ҚР Әділет министрінің 04.03.2021 № 2 бұйрығымен; өзгеріс енгізілді – ҚР Үкіметінің 08.07.2023 "
        "№ 4 қаулысымен.",
        "Сноска. Правила дополнены пунктом 9 в соответствии с приказом Министра юстиции РК от 02.01.2020 № 1; в "
        "редакции приказа Министра юстиции РК от 04.03.2021 № 2; с изменением, внесенным постановлением "
        "Правительства РК от 08.07.2023 № 4.",
    ),
}
MEANT = {"restate": Action.RESTATE, "words": Action.REPLACE_WORDS, "insert": Action.INSERT}


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_names_its_place_once(chain: str) -> None:
    act, place, clause = "order/mu/2019-01-01/1", "annex/point:9", Clause("…", (1, 1))
    links = [
        Link(Operation(1, MEANT[action], act, place, None, None, None, clause), ORDERS[order])
        for action, order in (step.split() for step in chain.split(", "))
    ]
    for made, title in zip(CHAINS[chain], ("қағидаларды бекіту туралы", "Об утверждении Правил"), strict=True):
        language = "kk" if made.startswith("Ескерту") else "ru"
        assert chain_note(links, Document(ActType.ORDER, title), language, place) == made
        assert len(read_note(made).events) >= len({step.split()[0] for step in chain.split(", ")})
