"""Any text is read without an error, and no character of an order is ever lost."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from cases import load
from test_orders import assert_every_character_is_claimed
from test_orders import load as load_orders

from pipeline.model.documents import Layout, Paragraph
from pipeline.recognise.amendments import ClauseReader, read_clauses, read_order

CLAUSES = [case.text for name in ("clauses_ru.txt", "clauses_kk.txt") for case in load(name)]
ORDERS = load_orders()
PIECES = [
    "в",
    "пункте",
    "3",
    "слова",
    "«А»",
    "заменить",
    "словами",
    "«Б»",
    ";",
    ":",
    ",",
    ".",
    '"',
    "«",
    "»",
    "„",
    "“",
    "(",
    ")",
    "1)",
    "2.",
    "5-1",
    "46)",
    "III",
    "№",
    "607",
    "–",
    "-",
    "исключить",
    "дополнить",
    "пунктом",
    "следующего",
    "содержания",
    "изложить",
    "редакции",
    "Правил",
    "утвержденных",
    "указанным",
    "приказом",
    "и",
    "с",
    "по",
    "тармақтың",
    "1-тармақ",
    "деген",
    "сөздер",
    "ауыстырылсын",
    "алып",
    "тасталсын",
    "мынадай",
    "редакцияда",
    "жазылсын",
    "бұйрыққа",
    "қосымшаға",
    "сәйкес",
    "көрсетілген",
    "бекітілген",
    "қағидаларда",
    "2020",
    "жылғы",
    "1",
    "қаңтарға",
    "дейін",
    "енгізілсін",
    "Мыналардың",
    "күші",
    "жойылды",
    "деп",
    "танылсын",
    "\n",
]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str):
    for language in ("ru", "kk"):
        assert ClauseReader(language).read(text).text == text


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_order_of_clause_words_is_read_without_an_error(text: str):
    list(read_clauses(text.split("\n")))


def mutated(text: str, source: random.Random) -> str:
    """A clause with a misprint: a letter, a quote, a number or a word lost, doubled or put elsewhere."""
    characters = list(text)
    for _ in range(source.randint(1, 3)):
        if not characters:
            break
        at = source.randrange(len(characters))
        kind = source.randrange(5)
        if kind == 0:
            del characters[at]
        elif kind == 1:
            characters.insert(at, source.choice('«»"1) ,;:.-–aіA'))
        elif kind == 2:
            characters[at] = source.choice('«»"5) абвәіңA')
        elif kind == 3:
            other = source.randrange(len(characters))
            characters[at], characters[other] = characters[other], characters[at]
        else:
            characters[at:at] = characters[max(0, at - 9) : at]
    return "".join(characters)


def test_mutated_clauses_are_read_without_an_error():
    source = random.Random(20240815)
    reader = ClauseReader()
    for n in range(10_000):
        text = mutated(CLAUSES[n % len(CLAUSES)], source)
        reading = reader.read(text)
        assert reading.text == text
        if n % 7 == 0:
            reader.reset()


def test_mutated_orders_lose_no_character():
    source = random.Random(20250912)
    for n in range(200):
        order = ORDERS[n % len(ORDERS)]
        lines = [mutated(p.text, source) if source.random() < 0.3 else p.text for p in order.paragraphs]
        if source.random() < 0.3:
            del lines[source.randrange(len(lines))]
        paragraphs = tuple(Paragraph(text, (at, at), Layout.INDENTED, ()) for at, text in enumerate(lines, start=1))
        assert_every_character_is_claimed(paragraphs, read_order(paragraphs, order.language))


def test_one_endless_line_is_read_to_its_end():
    for unit in ("«А» ", "пункт 5 исключить, ", "слова «А», ", '"А", ', "1), ", "в пункте 3 "):
        line = unit * 4_000
        assert ClauseReader("ru").read(line).text == line, unit
