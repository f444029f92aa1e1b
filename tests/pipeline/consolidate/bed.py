"""The test bed: invented base acts, orders that amend them, and the edition that must come out.

A case is a TOML file. `base` and each `order` give their body; head, ordering formula and signature are added here
as the registry prints them. An order may give `clauses` and `in_force` instead of a body: the words that name the
amended act go around them. `annexes` of an act follow its signature under the corner that the registry prints,
or under their own `corner`.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.consolidate import consolidate
from pipeline.document import read_document
from pipeline.model.acts import Language
from pipeline.model.documents import Facts
from pipeline.model.editions import Act, Document
from pipeline.read.encoding import Decoded
from pipeline.read.markdown import read_markdown
from pipeline.read.text import read_text

CASES = Path(__file__).parent / "cases"
_ISSUER = {
    "ru": "Министра труда и социальной защиты населения Республики Казахстан",
    "kk": "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің",
}
_HEADS = {
    "ru": (
        "{title}\n\nПриказ {issuer} от {date} № {number}. Зарегистрирован в Министерстве юстиции Республики "
        "Казахстан {date} № {register}\n      ПРИКАЗЫВАЮ:\n"
    ),
    "kk": (
        "{title}\n\n{issuer} {date} № {number} бұйрығы. Қазақстан Республикасының Әділет министрлігінде {date} "
        "№ {register} болып тіркелді\n      БҰЙЫРАМЫН:\n"
    ),
}
_DATES = {"ru": "{day} {month} {year} года", "kk": "{year} жылғы {day} {month}"}
_MONTHS = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "kk": (
        "қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы",
        "шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы",
    ),
}  # fmt: skip
_AMENDS = {
    "ru": '1. Внести в приказ {issuer} от {date} № {number} "{title}" следующие изменения и дополнения:\n{clauses}\n'
    "2. Настоящий приказ вводится в действие {in_force}.",
    "kk": '1. "{title}" {issuer} {date} № {number} бұйрығына мынадай өзгерістер мен толықтырулар енгізілсін:\n'
    "{clauses}\n2. Осы бұйрық {in_force} қолданысқа енгізіледі.",
}
_TITLES = {
    "ru": 'О внесении изменений и дополнений в приказ {issuer} от {date} № {number} "{title}"',
    "kk": '"{title}" {issuer} {date} № {number} бұйрығына өзгерістер мен толықтырулар енгізу туралы',
}
_CORNERS = {
    "ru": (
        "Приложение{annex}\nк приказу Министра труда\nи социальной защиты населения\nРеспублики Казахстан\n"
        "от {date} № {number}"
    ),
    "kk": (
        "Қазақстан Республикасы\nЕңбек және халықты әлеуметтік\nқорғау министрінің\n{date}\n№ {number} бұйрығына\n"
        "{annex}қосымша"
    ),
}
_SIGNED = "\n      Министр А. Сериков\n"


def printed_date(day: str, language: str) -> str:
    """A date as the registry prints it before a number."""
    parsed = dt.date.fromisoformat(day)
    month = _MONTHS[language][parsed.month - 1]
    return _DATES[language].format(day=parsed.day, month=month, year=parsed.year)


def named(act: dict[str, Any], language: str) -> dict[str, str]:
    """What the templates need to name an act."""
    date = printed_date(str(act["date"]), language)
    return {"issuer": _ISSUER[language], "date": date, "number": act["number"], "title": act["title"]}


def amending(order: dict[str, Any], target: dict[str, Any], language: str) -> dict[str, Any]:
    """An order with its body and title worked out from its clauses and the act it amends."""
    if "clauses" not in order:
        return order
    words = named(target, language)
    rule = {"ru": "со дня его первого официального опубликования", "kk": "алғашқы ресми жарияланған күнінен бастап"}
    body = _AMENDS[language].format(
        **words, clauses=order["clauses"].strip(), in_force=order.get("in_force", rule[language])
    )
    return {"title": _TITLES[language].format(**words), **order, "body": body}


def text_of(act: dict[str, Any], language: str) -> str:
    """The whole text of an act of a case."""
    words = named(act, language)
    head = _HEADS[language].format(**words, register=act.get("register", "99999"))
    body = "\n".join(_line(line) for line in act["body"].strip().split("\n"))
    annexes = "".join(
        f"\n\n{_corner(act, annex, language)}\n\n{annex['title']}\n\n"
        + "\n".join(map(_line, annex["body"].strip().split("\n")))
        for annex in act.get("annexes", ())
    )
    return f"{head}{body}\n{_SIGNED}{annexes}\n"


def _line(line: str) -> str:
    return line if "\t" in line or not line.strip() else f"      {line}"


def _corner(act: dict[str, Any], annex: dict[str, Any], language: str) -> str:
    words = named(act, language)
    if "corner" in annex:
        return str(annex["corner"]).strip().format(date=words["date"], number=words["number"])
    number = annex.get("number", "")
    label = (f" {number}" if language == "ru" else f"{number}-") if number else ""
    return _CORNERS[language].format(annex=label, date=words["date"], number=words["number"])


def document_of(act: dict[str, Any], language: str, name: str) -> Document:
    """An act of a case, read as any file is."""
    text = text_of(act, language)
    decoded = Decoded(text, "utf-8", ())
    path = Path(name)
    drawn = act.get("format") == "markdown"
    source = (read_markdown if drawn else read_text)(path, text.encode(), decoded)
    published = act.get("published")
    entered = act.get("entered")
    return read_document(
        source,
        Facts(
            published=dt.date.fromisoformat(str(published)) if published else None,
            entered=dt.date.fromisoformat(str(entered)) if entered else None,
        ),
    )


def case(path: Path) -> dict[str, Any]:
    """A case from its file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def documents(data: dict[str, Any]) -> tuple[list[Document], list[Document]]:
    """The documents of a case: the act's own, then the orders'; an order may name another `amends` by its number."""
    language: Language = data["language"]
    target = data.get("base") or data.get("named")
    by_number = {order["number"]: order for order in data["order"]}
    orders: list[dict[str, Any]] = []
    for order in data["order"]:
        aim = by_number[order["amends"]] if "amends" in order else target
        aim = amending(aim, target, language) if "amends" in order else aim
        orders.append(amending(order, aim, order.get("language", language)) if aim is not None else order)
    own = [document_of(text, text.get("language", language), f"base-{n}.txt") for n, text in enumerate(_bases(data))]
    return own, [
        document_of(order, order.get("language", language), f"order-{n}.txt")
        for n, order in enumerate(orders, start=1)
    ]


def _bases(data: dict[str, Any]) -> Sequence[dict[str, Any]]:
    return [*([data["base"]] if "base" in data else []), *data.get("other_base", [])]


def built(data: dict[str, Any]) -> Act:
    """The act of a case, consolidated."""
    own, orders = documents(data)
    key = str(own[0].identity.key) if own else data["key"]
    return consolidate(key, own, orders)
