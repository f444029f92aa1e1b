"""What stands over an edition: title, particulars of the act, which edition it is, the honest label."""

from __future__ import annotations

from msgspec import Struct

from pipeline.model.acts import ActKey, Language
from pipeline.model.editions import Act
from pipeline.publish.authors import Names, act_name, register
from pipeline.publish.blocks import edition_line
from pipeline.publish.view import EditionView, label_text
from pipeline.publish.wording import capital, words


class Head(Struct, frozen=True):
    """The lines over an edition."""

    title: str
    particulars: str
    edition: str
    label: str


def head(act: Act, view: EditionView, names: Names | None = None) -> Head:
    """The lines over an edition, in its language; an act without a title is called by its particulars."""
    particulars = particulars_of(act, view.language, register() if names is None else names)
    label = capital(label_text(view, view.language))
    return Head(view.title or particulars, particulars, edition_line(view), label)


def particulars_of(act: Act, language: Language, names: Names) -> str:
    """Author, date and number: «ҚР … министрінің 25.10.2017 № 360 бұйрығы», «Приказ Министра … РК от …»."""
    key = ActKey.parse(act.act)
    name = act_name(key, None, names)
    number = f"№ {act.number}" if act.number and name.date else ""
    date = f"{name.date:%d.%m.%Y}" if name.date else ""
    if language == "kk":
        return " ".join(filter(None, ("ҚР", name.author_kk, date, number, words().kk.acts[key.type].its)))
    kind = words().ru.acts[key.type].plain[1]
    return " ".join(filter(None, (kind, name.author_ru, "РК", f"от {date}" if date else "", number)))
