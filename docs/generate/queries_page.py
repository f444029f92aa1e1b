"""Write docs/reference/queries.md: every shipped query with its parameters and its answer on the shipped corpus.

python docs/generate/queries_page.py [BUILT]      # BUILT: the folder of a build, else `build/`
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rdflib import Dataset

from graph.catalogue import TOPICS, Shipped, by_topic
from graph.query import run
from graph.store import open_store

HERE = Path(__file__).parent
PAGE = HERE.parent / "reference" / "queries.md"
_ROWS = 4
_CELL = 60
_HEAD = """# The shipped queries

`zangraph query NAME --param name=value` asks one; `zangraph query --list` lists them. Parameters are bound as terms,
never pasted into the text of a query. Each answer below is the one of the shipped corpus with the parameters shown:
its first rows, long cells cut. `python docs/generate/queries_page.py` writes this page; a test holds it to them.
"""


def notes() -> dict[str, Any]:
    """The questions and the reasons of empty answers."""
    return tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))


def page(source: Dataset) -> str:
    """The whole page from the store of a build of the shipped corpus."""
    said = notes()
    parts = [
        _HEAD,
        "\n## Which question, which query\n\n| question | queries | what cannot be shown |\n|---|---|---|\n",
    ]
    for question in said["question"]:
        names = ", ".join(f"[{name}](#{name})" for name in question["queries"]) or "–"
        parts.append(f"| {question['text']} | {names} | {question.get('limit', '')} |\n")
    for topic, queries in by_topic().items():
        names = TOPICS[topic]
        parts.append(f"\n## {names['en']}\n\n*{names['kk']} · {names['ru']}*\n")
        for query in queries:
            parts += _query(query, source, said["empty"])
    return "".join(parts)


def _query(query: Shipped, source: Dataset, empty: dict[str, str]) -> Iterator[str]:
    yield f"\n### {query.name}\n\n**{query.title}** · {query.titles['kk']} · {query.titles['ru']}\n\n"
    yield f"{query.description}\n\n"
    for parameter in query.parameters:
        default = f", by default `{parameter.default}`" if parameter.default is not None else ""
        yield f"- `{parameter.name}` ({parameter.type}{default}): {parameter.meaning}\n"
    for column, meaning in query.flags.items():
        yield f"- answer `{column}`: true where {meaning}\n"
    chosen = {p.name: p.example for p in query.parameters if p.example and p.default is None}
    typed = "".join(f' --param {name}="{value}"' for name, value in chosen.items())
    yield f"\n```\nzangraph query {query.name}{typed}\n```\n\n"
    result = run(query.name, chosen, source)
    rows = result.plain()
    if not rows:
        yield f"No row: {empty[query.name]}\n"
        return
    columns = [n for n, name in enumerate(result.columns) if any(row[n] is not None for row in rows[:_ROWS])]
    yield "| " + " | ".join(result.columns[n] for n in columns) + " |\n|" + "---|" * len(columns) + "\n"
    for row in rows[:_ROWS]:
        yield "| " + " | ".join(_cell(row[n]) for n in columns) + " |\n"
    yield f"\n{len(rows)} {'row' if len(rows) == 1 else 'rows'}.\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    words = " ".join(str(value).split()).replace("|", "\\|")
    return words if len(words) <= _CELL else words[: _CELL - 1].rstrip() + "…"


def main() -> None:
    """Write the page from a build."""
    built = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "build"
    PAGE.write_text(page(open_store(built / "store")), encoding="utf-8")


if __name__ == "__main__":
    main()
