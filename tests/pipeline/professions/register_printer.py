"""Invented registers of positions, made from a seed, printed as tables or flattened with floating labels."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass

from act_html import table
from known_acts import Grid, GridCell

POSTS = {
    "kk": {
        "led": [
            "Мұражай басшысы",
            "Республикалық маңызы бар ММ және МҚК басшысының орынбасары",
            "Бас бухгалтер",
            "Облыстық маңызы бар (астананың, республикалық маңызы бар қаланың) кітапхана меңгерушісі",
            "Филиал директорының әкімшілік-шаруашылық жұмыс жөніндегі орынбасары",
            "Ғалым хатшы",
        ],
        "listed": [
            "мейіргер",
            "провизор (фармацевт)",
            "барлық мамандықтағы дәрігерлер",
            "емдік денешынықтыру жөніндегі нұсқаушы",
            "Мансап орталығының әлеуметтік жұмыс жөніндегі консультанты",
            "инженер-программист (негізгі қызмет)",
            "хатшы",
            "мұрағатшы",
        ],
    },
    "ru": {
        "led": [
            "Руководитель республиканского учреждения",
            "Заместитель руководителя филиала (отдела) по общим вопросам",
            "Главный бухгалтер государственного учреждения",
            "Заведующий отделением областного центра",
            "Директор музея областного значения",
        ],
        "listed": [
            "медицинская сестра",
            "провизор (фармацевт)",
            "врачи всех специальностей",
            "инструктор по лечебной физкультуре",
            "специалист структурного подразделения центра занятости",
            "инженер-программист",
            "секретарь",
            "архивист",
        ],
    },
}
LEADS = {
    "kk": {
        ("high", "highest"): "Біліктілігі жоғары деңгейдегі жоғары санатты мамандар:",
        ("high", "first"): "Біліктілігі жоғары деңгейдегі бірінші санатты мамандар:",
        ("high", "second"): "Біліктілігі жоғары деңгейдегі екінші санатты мамандар:",
        ("middle", "none"): "Біліктілігі орташа деңгейдегі санаты жоқ мамандар:",
    },
    "ru": {
        ("high", "highest"): "Специалисты высшего уровня квалификации высшей категории:",
        ("high", "first"): "Специалисты высшего уровня квалификации первой категории:",
        ("high", "second"): "Специалисты высшего уровня квалификации второй категории:",
        ("middle", "none"): "Специалисты среднего уровня квалификации без категории:",
    },
}
BLOCKS = {
    "kk": {"A": "А БЛОГЫ - Басқарушы персонал", "B": "B БЛОГЫ - Негізгі персонал", "D": "D БЛОГЫ - Қосалқы персонал"},
    "ru": {
        "A": "БЛОК А (Управленческий персонал)",
        "B": "БЛОК В (Основной персонал)",
        "D": "БЛОК D (Вспомогательный персонал)",
    },
}
HELPERS = {"kk": "Техникалық орындаушылар:", "ru": "Технические исполнители:"}
SECTORS = {"kk": ["Денсаулық сақтау", "Білім беру"], "ru": ["Здравоохранение", "Образование"]}
HEAD = {"kk": ("Звено", "Саты", "Лауазымдар атауы"), "ru": ("Звено", "Ступень", "Наименование должностей")}
STEPS = ("1", "1-1", "2", "2-1", "3")


@dataclass(frozen=True)
class Row:
    block: str
    sector: str | None
    zveno: str
    step: str | None
    level: str | None
    category: str | None
    lead: str | None
    posts: tuple[str, ...]

    def facts(self) -> set[tuple[str | None, ...]]:
        at = (self.block, self.sector, self.zveno, self.step)
        return {("row", *at, self.level, self.category)} | {("post", *at, post) for post in self.posts}

    def lines(self, width: int) -> list[str]:
        if self.lead is None:
            return [line for post in self.posts for line in _wrap(post, width)]
        return _wrap(f"{self.lead} {', '.join(self.posts)}", width)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def make_rows(seed: int) -> tuple[str, list[Row]]:
    """Language and rows of a register."""
    chance = random.Random(seed)
    language = ("kk", "ru")[seed % 2]
    posts = POSTS[language]
    rows: list[Row] = []
    for zveno in range(1, chance.randint(2, 4)):
        for step in STEPS[: chance.randint(2, 5)]:
            led = tuple(chance.sample(posts["led"], chance.randint(1, 3)))
            rows.append(Row("A", None, f"А{zveno}", step, None, None, None, led))
    for sector in SECTORS[language][: chance.randint(1, 2)]:
        for zveno in range(2, chance.randint(3, 5)):
            for step, ((level, category), lead) in enumerate(LEADS[language].items(), start=1):
                listed = tuple(chance.sample(posts["listed"], chance.randint(1, 6)))
                rows.append(Row("B", sector, f"В{zveno}", str(step), level, category, lead, listed))
    listed = tuple(chance.sample(posts["listed"], 5))
    rows.append(Row("D", None, "D1", None, None, None, HELPERS[language], listed))
    return language, rows


def _groups(rows: list[Row]) -> list[tuple[str, list[tuple[str | None, list[list[Row]]]]]]:
    """Rows by block, sector and zveno, in order."""
    blocks: list[tuple[str, list[tuple[str | None, list[list[Row]]]]]] = []
    for row in rows:
        if not blocks or blocks[-1][0] != row.block:
            blocks.append((row.block, []))
        sectors = blocks[-1][1]
        if not sectors or sectors[-1][0] != row.sector:
            sectors.append((row.sector, []))
        zvenos = sectors[-1][1]
        if not zvenos or zvenos[-1][0].zveno != row.zveno:
            zvenos.append([])
        zvenos[-1].append(row)
    return blocks


def grid(language: str, rows: list[Row]) -> Grid:
    """The register as one table with cells spanning rows."""
    found = [tuple(GridCell((head,)) for head in HEAD[language])]
    for block, sectors in _groups(rows):
        found.append((GridCell((BLOCKS[language][block],), width=3),))
        for sector, zvenos in sectors:
            found += [(GridCell((sector,), width=3),)] if sector is not None else []
            for zveno in zvenos:
                for place, row in enumerate(zveno):
                    code = (GridCell((row.zveno,), height=len(zveno)),) if place == 0 else ()
                    text = row.posts if row.lead is None else (f"{row.lead} {', '.join(row.posts)}",)
                    found.append((*code, GridCell((row.step or "",)), GridCell(text)))
    return Grid(tuple(found), columns=3)


def print_table(language: str, rows: list[Row]) -> str:
    """The register as an HTML table."""
    return f"<html><body>{table(grid(language, rows), cell='{}')}</body></html>"


def print_flat(language: str, rows: list[Row], seed: int) -> str:
    """The register as an extraction prints it: steps and zveno codes before or in the middle of their cells."""
    chance = random.Random(seed)
    printed: list[list[str]] = [[" ".join(HEAD[language])]]
    for block, sectors in _groups(rows):
        printed.append([BLOCKS[language][block]])
        for sector, zvenos in sectors:
            printed += [[sector]] if sector is not None else []
            for zveno in zvenos:
                labelled = chance.randrange(len(zveno))
                for place, row in enumerate(zveno):
                    code = row.zveno if place == labelled else None
                    printed += _afloat(row.lines(26), row.step, code, chance)
    return "\n\n".join(" \n".join(block) for block in printed) + "\n"


def _afloat(lines: list[str], step: str | None, code: str | None, chance: random.Random) -> list[list[str]]:
    """The lines of a cell with its labels before them or, on a page of their own making, among them."""
    labels = [[label] for label in (code, step) if label is not None]
    cut = chance.choice([0, 0, chance.randrange(len(lines))])
    if cut == 0 or not labels or _may_end(lines[cut - 1]):
        return [*labels, lines]
    first, *others = labels
    return [lines[:cut], ["", *first], *others, lines[cut:]]


def _may_end(line: str) -> bool:
    """Whether a line could be the last of a cell: then a label after it belongs to the next."""
    open_ends = (",", "-", ":", "ның", "нің", "дегі", "және", "бар", "по", "всех")
    return not line.endswith(open_ends) and "(" not in line
