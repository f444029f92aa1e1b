"""What always holds of the readers of this part: they take any text, and nothing they read is made up."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.documents import Cell, Layout, Paragraph, Table
from pipeline.model.professions import RequirementSource
from pipeline.recognise.professions import read_abbreviations, read_cards, read_register, read_requirements
from pipeline.recognise.professions.splitting import cell_posts

WORDS = [
    *("Карточка профессии", "Кәсіп карточкасы", "Код профессии", "Задача 1:", "Задача:", "Трудовая функция 2:"),
    *("Умения и навыки:", "Знания:", "Білім:", "1. Закон", "2. знать", "1) уметь", "Связь с КС", "7 уровень"),
    *("Связь с другими профессиями в рамках ОРК", "А БЛОГЫ", "БЛОК В", "А1", "В2", "1", "1-1", "2 маман"),
    *("Денсаулық сақтау", "басшысы", "басшысының", "орынбасары", "мамандар:", "мейіргер, акушер (", "жоғары"),
    *("білім", "санаты жоқ:", "кемінде 3 жыл", "немесе", "не менее", "двух лет", "высшее", "образование"),
    *("стаж работы", "(", ")", ",", ";", ":", ".", "«", "»", "біліктілігі жоғары деңгейдегі маман:"),
    *("Ескертпе: аббревиатура:", "ММ – мекеме"),
]
ROWS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), min_size=1, max_size=5).map(" ".join)
LANGUAGES = st.sampled_from(["kk", "ru"])


@st.composite
def paragraphs(draw):
    made = []
    line = 1
    for rows in draw(st.lists(st.lists(ROWS, min_size=1, max_size=4), max_size=8)):
        layout = draw(st.sampled_from([Layout.BLOCK, Layout.BLOCK, Layout.INDENTED, Layout.TABLE]))
        table = None
        if layout is Layout.TABLE:
            cells = tuple(Cell(at // 2, at % 2, row) for at, row in enumerate(rows))
            table = Table(cells, (line, line + len(rows)))
        made.append(Paragraph(" ".join(rows), (line, line + len(rows)), layout, (), tuple(rows), table))
        line += len(rows) + 2
    return made


def _letters(text):
    return Counter(letter for letter in text if letter.isalnum())


@settings(max_examples=150, deadline=None)
@given(paragraphs(), LANGUAGES)
def test_cards_and_registers_take_anything(made, language):
    printed = _letters(" ".join(paragraph.text for paragraph in made))
    for card in read_cards(made, "order/x/2024-01-01/1", language):
        assert card.lines[0] <= card.lines[1]
        for task in (task for function in card.functions for task in function.tasks):
            assert all(_letters(item) <= printed for item in (*task.skills, *task.knowledge, task.title))
    for row in read_register(made, "order/x/2024-01-01/1", language):
        assert row.block in "ABCD"
        assert len(row.expanded) == len(row.positions)
        assert not row.zveno_supplied or row.doubts
    read_abbreviations(made)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=25).map(" ".join), LANGUAGES)
def test_requirements_take_anything_and_make_nothing_up(text, language):
    for row in read_requirements(text, language, RequirementSource("order/x/2024-01-01/1")):
        assert row.skill_level in (None, "high", "middle")
        assert row.category in (None, "highest", "first", "second", "none")
        printed = "".join(text.split())
        for each in row.experience:
            for words in (each.where or "").split(", оның ішінде")[:1]:
                assert "".join(words.split(",")[0].split()) in printed
        for field in row.fields:
            assert "".join(field.split()) in printed


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, max_size=6), LANGUAGES)
def test_posts_lose_no_letter(rows, language):
    read = cell_posts(rows, language)
    kept = Counter[str]()
    for text in (*read.posts, *read.leads):
        kept += _letters(text)
    assert kept == _letters(" ".join(rows))
