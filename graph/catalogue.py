"""The shipped queries: files that explain themselves in their head, read into a catalogue.

    # title: English title          (title-kk, title-ru: the same in Kazakh and Russian)
    # topic: one of `TOPICS`
    # description: one or more lines; a line that begins with blanks goes on from the one above
    # param NAME (TYPE) [= DEFAULT]: what it means. Example: VALUE
    # column NAME (boolean): what a yes means

Types are those of `graph.parameters`. In the text a parameter stands as `$name`. A column of yes and no is declared
because some servers answer it in the numbers 1 and 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

_QUERIES: Final = Path(__file__).parent / "queries"
_FIELD = re.compile(r"#\s(?P<name>[a-z-]+):\s*(?P<value>.*)")
_PARAMETER = re.compile(
    r"#\sparam\s(?P<name>\w+)\s\((?P<type>[\w/-]+)\)(?:\s=\s(?P<default>[^:]+))?:\s*(?P<meaning>.*)"
)
_COLUMN = re.compile(r"#\scolumn\s(?P<name>\w+)\s\(boolean\):\s*(?P<meaning>.*)")
_EXAMPLE = re.compile(r"\s*Example:\s*(?P<value>.+)$")


TOPICS: Final[dict[str, dict[str, str]]] = {
    "text": {"en": "The text on a day", "kk": "Белгілі бір күнгі мәтін", "ru": "Текст на дату"},
    "change": {"en": "What changes", "kk": "Не өзгереді", "ru": "Что меняется"},
    "life": {
        "en": "The life of acts and bodies",
        "kk": "Актілер мен органдардың тағдыры",
        "ru": "Жизнь актов и органов",
    },
    "citation": {"en": "Who cites what", "kk": "Кім неге сілтеме жасайды", "ru": "Кто на что ссылается"},
    "work": {
        "en": "Professions, positions, requirements",
        "kk": "Кәсіптер, лауазымдар, талаптар",
        "ru": "Профессии, должности, требования",
    },
    "person": {"en": "What needs a person", "kk": "Адамның қарауын қажет ететіні", "ru": "Что требует человека"},
}
"""The parts of the catalogue in their order, with their names in three languages."""


class CatalogueError(ValueError):
    """A query file whose head cannot be read, or a name that no query has."""


class Parameter(Struct, frozen=True):
    """A parameter of a query: its type, what it means, its default if it has one, and an example."""

    name: str
    type: str
    meaning: str
    default: str | None = None
    example: str | None = None


class Shipped(Struct, frozen=True):
    """A query of the catalogue; `titles` by language, `text` as in the file."""

    name: str
    titles: dict[str, str]
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    topic: str = ""
    flags: dict[str, str] = {}
    """The columns of yes and no, with what a yes means."""

    @property
    def title(self) -> str:
        """The English title."""
        return self.titles["en"]


def read(name: str, text: str) -> Shipped:
    """A query from its text; raises `CatalogueError` when the head lacks a title or has a line it may not."""
    titles: dict[str, str] = {}
    description = topic = ""
    parameters: list[Parameter] = []
    flags: dict[str, str] = {}
    for line in _head(text):
        if match := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(match))
        elif match := _COLUMN.fullmatch(line):
            flags[match["name"]] = match["meaning"]
        elif match := _FIELD.fullmatch(line):
            if match["name"] == "description":
                description = match["value"]
            elif match["name"] == "topic" and match["value"] in TOPICS:
                topic = match["value"]
            elif match["name"] in ("title", "title-kk", "title-ru"):
                titles[match["name"].removeprefix("title").removeprefix("-") or "en"] = match["value"]
            else:
                raise CatalogueError(f"query {name}: no such head: {line!r}")
        else:
            raise CatalogueError(f"query {name}: cannot read the head line {line!r}")
    if "en" not in titles:
        raise CatalogueError(f"query {name}: no title")
    return Shipped(name, titles, description, tuple(parameters), text, topic, flags)


def _head(text: str) -> Iterator[str]:
    """The comment lines before the query, each with the lines that go on from it."""
    held = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if line.startswith("#  ") and held:
            held = f"{held} {line[1:].strip()}"
            continue
        if held:
            yield held
        held = line.rstrip()
    if held:
        yield held


def _parameter(match: re.Match[str]) -> Parameter:
    meaning, example = match["meaning"], None
    if found := _EXAMPLE.search(meaning):
        meaning, example = meaning[: found.start()], found["value"]
    return Parameter(match["name"], match["type"], meaning, match["default"], example)


@lru_cache(maxsize=1)
def catalogue() -> tuple[Shipped, ...]:
    """Every shipped query, by name."""
    return tuple(_read(path) for path in sorted(_QUERIES.glob("*.rq")))


def by_topic() -> dict[str, tuple[Shipped, ...]]:
    """Every shipped query under its topic, topics in their order; a query without a topic is under none."""
    return {topic: tuple(query for query in catalogue() if query.topic == topic) for topic in TOPICS}


@lru_cache(maxsize=1)
def frame_queries() -> dict[str, Shipped]:
    """The queries behind the data frames, by the name of the frame."""
    return {path.stem: _read(path) for path in sorted((_QUERIES / "frames").glob("*.rq"))}


def _read(path: Path) -> Shipped:
    return read(path.stem, path.read_text(encoding="utf-8"))


def shipped(name: str) -> Shipped:
    """The query of a name; raises `CatalogueError` that lists the names when there is none."""
    for query in catalogue():
        if query.name == name:
            return query
    names = ", ".join(query.name for query in catalogue())
    raise CatalogueError(f"no shipped query {name!r}; there are {names}")
