"""Invented cards and registers, made and printed at random from a seed: what the readers are measured on.

A card is a plain model; it is printed as a table or flattened, with the labels of tasks and functions floating
among the lines of the lists beside them and pages breaking anywhere, as extractions print it.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

from act_html import table
from known_acts import Grid, GridCell

WORDS = {
    "ru": """
        вести учет обращений граждан готовить отчеты по занятости проводить опрос работодателей о вакансиях составлять
        план обучения персонала оценивать качество услуг применять методы анализа рынка труда хранить документы архива
    """,
    "kk": """
        азаматтардың өтініштерін тіркеу есептілікті дайындау жұмыс берушілерден сауалнама алу оқыту жоспарын құру
        қызмет сапасын бағалау еңбек нарығын талдау әдістерін қолдану мұрағат құжаттарын сақтау кадр есебін жүргізу
    """,
}
ACTS = {
    "ru": [
        ("Трудовой кодекс Республики Казахстан.", "code/parliament/2015-11-23"),
        (
            "Приказ Министра труда и социальной защиты населения Республики Казахстан от 19 июня 2018 года № 259 "
            '"Об утверждении Правил регистрации лиц, ищущих работу" (зарегистрирован в Реестре государственной '
            "регистрации нормативных правовых актов под № 17199).",
            "order/mtszn/2018-06-19/259",
        ),
    ],
    "kk": [
        ("Қазақстан Республикасының Еңбек кодексі.", "code/parliament/2015-11-23"),
        (
            '"Жұмыс іздеген адамдарды тіркеу қағидаларын бекіту туралы" Қазақстан Республикасы Еңбек және халықты '
            "әлеуметтік қорғау министрінің 2018 жылғы 19 маусымдағы № 259 бұйрығы (Нормативтік құқықтық актілерді "
            "мемлекеттік тіркеу тізілімінде № 17199 болып тіркелген).",
            "order/mtszn/2018-06-19/259",
        ),
    ],
}
LABELS = {
    ("ru", False): {
        "title": 'Карточка профессии "{}"',
        "code": "Код профессии",
        "name": "Наименование профессии",
        "ork": "Уровень квалификации по ОРК",
        "level": "{} уровень",
        "function": "Трудовая функция {}:",
        "task": "Задача {}:",
        "skills": "Умения и навыки:",
        "knowledge": "Знания:",
        "acts": "Нормативные правовые акты:",
        "competences": "Требования к личностным компетенциям",
        "education": "Связь с системой образования и квалификации:",
        "related": "Связь с другими профессиями в рамках ОРК:",
    },
    ("kk", False): {
        "title": 'Кәсіп карточкасы "{}"',
        "code": "Кәсіптің коды",
        "name": "Кәсіптің атауы",
        "ork": "СБШ бойынша біліктілік деңгейі",
        "level": "{}-деңгей",
        "function": "Еңбек функциясы {}:",
        "task": "Міндет {}:",
        "skills": "Дағдылар:",
        "knowledge": "Білім:",
        "acts": "Нормативтік құқықтық актілер:",
        "competences": "Жеке құзыреттерге қойылатын талаптар",
        "education": "Білім беру және біліктілік жүйесімен байланысы:",
        "related": "СБШ шеңберінде басқа кәсіптермен байланысы:",
    },
}
LABELS["ru", True] = LABELS["ru", False] | {
    "task": "Навык {}:",
    "skills": "Умения:",
    "code": "Код наименования занятия:",
    "education": "Уровень профессионального образования:",
}
LABELS["kk", True] = LABELS["kk", False] | {
    "task": "Дағды {}:",
    "skills": "Машықтар:",
    "knowledge": "Білімдер:",
    "education": "Кәсіптік білім деңгейі:",
}
COLUMNS = {"ru": ("Уровень ОРК:", "Наименование профессии:"), "kk": ("СБШ деңгейі:", "Кәсіптің атауы:")}
"""What heads the professions beside a card in the template of 2023."""

EDUCATION = {
    "ru": [
        "Высшее образование",
        "Послевузовское образование (магистратура)",
        "Техническое и профессиональное образование (специалист среднего звена)",
    ],
    "kk": [
        "Жоғары білім",
        "Жоғары оқу орнынан кейінгі білім (магистратура)",
        "Техникалық және кәсіптік білім (орта буын маманы)",
    ],
}
RELATED = {
    "ru": ["Консультант по занятости", "Инженер по качеству", "Методист по обучению персонала", "Главный специалист"],
    "kk": ["Жұмыспен қамту кеңесшісі", "Сапа жөніндегі инженер", "Персоналды оқыту әдіскері", "Бас маман"],
}
NAMES = {"ru": ["Специалист", "Консультант", "Инженер", "Методист"], "kk": ["маман", "кеңесші", "инженер", "әдіскер"]}


@dataclass
class Task:
    n: int
    title: str
    skills: list[str]
    knowledge: list[str]
    citations: list[str]


@dataclass
class Made:
    language: str
    after_2023: bool
    name: str
    code: str
    levels: list[int]
    functions: list[tuple[int, str, list[Task]]]
    competences: list[str] = field(default_factory=list)
    education: str = ""
    related: list[tuple[int, str]] = field(default_factory=list)

    def facts(self) -> set[tuple[str, ...]]:
        """Everything a reader should find, one fact a tuple."""
        found = {("name", self.name), ("code", self.code), *(("ork", str(level)) for level in self.levels)}
        found |= {("competence", each) for each in self.competences}
        found |= {("related", str(level), name) for level, name in self.related}
        found.add(("education", self.education))
        for n, title, tasks in self.functions:
            found.add(("function", str(n), title))
            for task in tasks:
                at = (str(n), str(task.n))
                found.add(("task", *at, task.title))
                found |= {("skill", *at, each) for each in task.skills}
                found |= {("knowledge", *at, each) for each in task.knowledge}
                found |= {("citation", *at, each) for each in task.citations}
        return found


def phrase(chance: random.Random, language: str, count: int) -> str:
    """Some words in a row, as an item or a title."""
    words = WORDS[language].split()
    start = chance.randrange(len(words) - count)
    return " ".join(words[start : start + count]).capitalize()


def make_card(seed: int) -> Made:
    """A card; the seed decides language, template and everything else."""
    chance = random.Random(seed)
    language = ("ru", "kk")[seed % 2]
    functions = []
    for number in range(1, chance.randint(2, 4)):
        tasks = []
        for step in range(1, chance.randint(2, 4)):
            skills = [phrase(chance, language, chance.randint(3, 9)) + "." for _ in range(chance.randint(1, 5))]
            acts = chance.sample(ACTS[language], chance.randint(0, 2))
            listed = " ".join([LABELS[language, False]["acts"], *(text for text, _ in acts)])
            knowledge = [phrase(chance, language, chance.randint(3, 7)) + "." for _ in range(chance.randint(1, 4))]
            knowledge = ([listed] if acts else []) + knowledge
            title = phrase(chance, language, chance.randint(2, 6))
            tasks.append(Task(step, title, skills, knowledge, [key for _, key in acts]))
        functions.append((number, phrase(chance, language, chance.randint(2, 5)), tasks))
    return Made(
        language=language,
        after_2023=seed % 4 >= 2,
        name=f"{chance.choice(NAMES[language])} {seed}".capitalize(),
        code=f"{chance.randint(1000, 9999)}-{chance.randint(0, 9)}-{chance.randint(0, 999):03}",
        levels=sorted(chance.sample(range(2, 9), chance.randint(1, 2))),
        functions=functions,
        competences=[phrase(chance, language, 2), phrase(chance, language, 2).lower()],
        education=chance.choice(EDUCATION[language]),
        related=[(chance.randint(3, 8), name) for name in chance.sample(RELATED[language], chance.randint(1, 3))],
    )


def grid(card: Made) -> Grid:
    """The card as a table with merged cells."""
    labels = LABELS[card.language, card.after_2023]
    levels = tuple(labels["level"].format(level) for level in card.levels)
    rows = [
        _wide(labels["code"], card.code),
        _wide(labels["name"], card.name),
        _wide(labels["ork"], *levels),
        _wide(labels["education"], card.education),
    ]
    for n, words, tasks in card.functions:
        for place, task in enumerate(tasks):
            head = (GridCell((labels["function"].format(n), words), height=2 * len(tasks)),) if place == 0 else ()
            label = GridCell((labels["task"].format(task.n), task.title), height=2)
            rows.append((*head, label, GridCell((labels["skills"], *_numbered(task.skills)))))
            rows.append((GridCell((labels["knowledge"], *_numbered(task.knowledge))),))
    rows.append(_wide(labels["competences"], ", ".join(card.competences)))
    return Grid((*rows, *_related(card, labels)), columns=3)


def _wide(label: str, *value: str) -> tuple[GridCell, ...]:
    return GridCell((label,)), GridCell(value, width=2)


def _numbered(items: list[str]) -> tuple[str, ...]:
    return tuple(f"{number}. {item}" for number, item in enumerate(items, start=1))


def _related(card: Made, labels: dict[str, str]) -> list[tuple[GridCell, ...]]:
    """A level and a name a row beside one label; from 2023 under heads of their own."""
    heads = [COLUMNS[card.language]] if card.after_2023 else []
    shown = [(str(level) if heads else labels["level"].format(level), name) for level, name in card.related]
    rows = [tuple(GridCell((text,)) for text in row) for row in (*heads, *shown)]
    return [(GridCell((labels["related"],), height=len(rows)), *rows[0]), *rows[1:]]


def print_table(card: Made) -> str:
    """The card as an HTML table with spanning cells."""
    return f"<html><body><p>{title(card)}</p>{table(grid(card), cell='{}')}</body></html>"


def title(card: Made) -> str:
    """The line above the table."""
    return LABELS[card.language, card.after_2023]["title"].format(card.name)


def print_flat(card: Made, seed: int) -> str:
    """The card as an extraction prints it: columns one after the other, labels afloat, pages broken."""
    chance = random.Random(seed)
    labels = LABELS[card.language, card.after_2023]
    blocks = [
        [title(card)],
        [f"{labels['code']} {card.code}"],
        [f"{labels['name']} {card.name}"],
    ]
    blocks += [[labels["ork"]], [labels["level"].format(level) for level in card.levels]]
    blocks += [textwrap.wrap(labels["education"], 32), textwrap.wrap(card.education, 60)]
    for n, words, tasks in card.functions:
        lists = [
            _afloat(_task_lines(task, labels), _label(labels["task"], task.n, task.title), chance) for task in tasks
        ]
        whole = [block for each in lists for block in each]
        whole.insert(chance.randrange(len(whole) + 1), _label(labels["function"], n, words))
        blocks += whole
    blocks += [[labels["competences"]], textwrap.wrap(", ".join(card.competences) + ".", 60)]
    blocks.append(textwrap.wrap(labels["related"], 32))
    for level, name in card.related:
        blocks += [[labels["level"].format(level)], textwrap.wrap(name, 26)]
    return "\n\n".join(" \n".join(block) for block in blocks) + "\n"


def _task_lines(task: Task, labels: dict[str, str]) -> list[str]:
    lines = []
    for label, items in ((labels["skills"], task.skills), (labels["knowledge"], task.knowledge)):
        lines.append(label)
        for number, item in enumerate(items, start=1):
            lines += textwrap.wrap(f"{number}. {item}", 32, break_long_words=False, break_on_hyphens=False)
    return lines


def _label(label: str, number: int, words: str) -> list[str]:
    return [label.format(number), *textwrap.wrap(words, 32)]


def _afloat(lines: list[str], label: list[str], chance: random.Random) -> list[list[str]]:
    """The lines of a task with its label somewhere among them, at the top of a new page."""
    cut = chance.randrange(len(lines) + 1)
    parts = [part for part in (lines[:cut], lines[cut:]) if part]
    parts.insert(1 if cut else 0, ["", *label] if cut else label)
    return parts
