"""Invented cards and registers, made and printed at random from a seed: what the readers are measured on.

A card is a plain model; it is printed as a table (HTML) or flattened, with the labels of tasks and functions floating
among the lines of the lists beside them and pages breaking anywhere, as extractions print it.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

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
    },
}
LABELS["ru", True] = LABELS["ru", False] | {
    "task": "Навык {}:",
    "skills": "Умения:",
    "code": "Код наименования занятия:",
}
LABELS["kk", True] = LABELS["kk", False] | {"task": "Дағды {}:", "skills": "Машықтар:", "knowledge": "Білімдер:"}
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

    def facts(self) -> set[tuple[str, ...]]:
        """Everything a reader should find, one fact a tuple."""
        found = {("name", self.name), ("code", self.code), *(("ork", str(level)) for level in self.levels)}
        found |= {("competence", each) for each in self.competences}
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
    )


def print_table(card: Made) -> str:
    """The card as an HTML table with spanning cells."""
    labels = LABELS[card.language, card.after_2023]
    rows = [(labels["code"], card.code), (labels["name"], card.name)]
    rows.append((labels["ork"], "<br>".join(labels["level"].format(level) for level in card.levels)))
    out = [f'<tr><td>{label}</td><td colspan="2">{value}</td></tr>' for label, value in rows]
    for n, title, tasks in card.functions:
        for place, task in enumerate(tasks):
            head = (
                f'<td rowspan="{2 * len(tasks)}">{labels["function"].format(n)}<br>{title}</td>' if place == 0 else ""
            )
            label = f'<td rowspan="2">{labels["task"].format(task.n)}<br>{task.title}</td>'
            out.append(f"<tr>{head}{label}<td>{labels['skills']}<br>{_items(task.skills)}</td></tr>")
            out.append(f"<tr><td>{labels['knowledge']}<br>{_items(task.knowledge)}</td></tr>")
    out.append(f'<tr><td>{labels["competences"]}</td><td colspan="2">{", ".join(card.competences)}</td></tr>')
    title = labels["title"].format(card.name)
    return f"<html><body><p>{title}</p><table>{''.join(out)}</table></body></html>"


def _items(items: list[str]) -> str:
    return "<br>".join(f"{number}. {item}" for number, item in enumerate(items, start=1))


def print_flat(card: Made, seed: int) -> str:
    """The card as an extraction prints it: columns one after the other, labels afloat, pages broken."""
    chance = random.Random(seed)
    labels = LABELS[card.language, card.after_2023]
    blocks = [
        [labels["title"].format(card.name)],
        [f"{labels['code']} {card.code}"],
        [f"{labels['name']} {card.name}"],
    ]
    blocks += [[labels["ork"]], [labels["level"].format(level) for level in card.levels]]
    for n, title, tasks in card.functions:
        lists = [
            _afloat(_task_lines(task, labels), _label(labels["task"], task.n, task.title), chance) for task in tasks
        ]
        whole = [block for each in lists for block in each]
        whole.insert(chance.randrange(len(whole) + 1), _label(labels["function"], n, title))
        blocks += whole
    blocks += [[labels["competences"]], textwrap.wrap(", ".join(card.competences) + ".", 60)]
    return "\n\n".join(" \n".join(block) for block in blocks) + "\n"


def _task_lines(task: Task, labels: dict[str, str]) -> list[str]:
    lines = []
    for label, items in ((labels["skills"], task.skills), (labels["knowledge"], task.knowledge)):
        lines.append(label)
        for number, item in enumerate(items, start=1):
            lines += textwrap.wrap(f"{number}. {item}", 32, break_long_words=False, break_on_hyphens=False)
    return lines


def _label(label: str, number: int, title: str) -> list[str]:
    return [label.format(number), *textwrap.wrap(title, 32)]


def _afloat(lines: list[str], label: list[str], chance: random.Random) -> list[list[str]]:
    """The lines of a task with its label somewhere among them, at the top of a new page."""
    cut = chance.randrange(len(lines) + 1)
    parts = [part for part in (lines[:cut], lines[cut:]) if part]
    parts.insert(1 if cut else 0, ["", *label] if cut else label)
    return parts
