"""The test bed: invented base acts, orders that amend them, and the edition that must come out.

A case is a TOML file: `base` and each `order` give only the body; head, ordering formula and signature are added here
as the registry prints them.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from pipeline.consolidate import consolidate
from pipeline.document import read_document
from pipeline.model.documents import Facts, Format, Source
from pipeline.model.editions import Act, Document

CASES = Path(__file__).parent / "cases"
HEADS = {
    "ru": (
        "{title}\n\nПриказ Министра труда и социальной защиты населения Республики Казахстан от {day} {month} {year} "
        "года № {number}. Зарегистрирован в Министерстве юстиции Республики Казахстан {day} {month} {year} года № {register}\n"
        "      ПРИКАЗЫВАЮ:\n"
    ),
    "kk": (
        "{title}\n\nҚазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің {year} жылғы {day} {month} "
        "№ {number} бұйрығы. Қазақстан Республикасының Әділет министрлігінде {year} жылғы {day} {month} № {register} "
        "болып тіркелді\n      БҰЙЫРАМЫН:\n"
    ),
}
MONTHS = {
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "kk": [
        "қаңтардағы",
        "ақпандағы",
        "наурыздағы",
        "сәуірдегі",
        "мамырдағы",
        "маусымдағы",
        "шілдедегі",
        "тамыздағы",
        "қыркүйектегі",
        "қазандағы",
        "қарашадағы",
        "желтоқсандағы",
    ],
}
SIGNED = {"ru": "\n      Министр А. Сериков\n", "kk": "\n      Министр А. Сериков\n"}


def text_of(act: dict[str, Any], language: str) -> str:
    """The whole text of an act of a case."""
    day = dt.date.fromisoformat(str(act["date"]))
    head = HEADS[language].format(
        title=act["title"], day=day.day, month=MONTHS[language][day.month - 1], year=day.year, number=act["number"],
        register=act.get("register", "99999"),
    )  # fmt: skip
    body = "\n".join(f"      {line}" for line in act["body"].strip().split("\n"))
    return head + body + "\n" + SIGNED[language]


def document_of(act: dict[str, Any], language: str, name: str) -> Document:
    """An act of a case, read as any file is."""
    source = Source(name, Format.TEXT, name, text_of(act, language))
    published = act.get("published")
    return read_document(source, Facts(published=dt.date.fromisoformat(str(published)) if published else None))


def case(path: Path) -> dict[str, Any]:
    """A case from its file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def built(data: dict[str, Any]) -> Act:
    """The act of a case, consolidated."""
    language = data["language"]
    own = [document_of(data["base"], language, "base.txt")] if "base" in data else []
    orders = [document_of(order, language, f"order-{n}.txt") for n, order in enumerate(data["order"], start=1)]
    key = str(own[0].identity.key) if own else data["key"]
    return consolidate(key, own, orders)
