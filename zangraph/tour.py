"""Three real answers from what was just built: what `make run` shows after the summary."""

from __future__ import annotations

import sys

import click

from zangraph.cli import cli
from zangraph.cli.common import Failure

_STOPS: tuple[tuple[str, list[str]], ...] = (
    (
        "What does point 9 of the model qualification characteristics (order № 360) say, and who changed it?",
        ["show", "360/2017-10-25", "annex/point:9"],
    ),
    (
        "Which acts does the card «Консультант по занятости» cite?",
        ["cites", "Консультант по занятости"],
    ),
    (
        "Which acts do the cards cite most? (SPARQL)",
        ["query", "most-cited-acts", "--param", "limit=8"],
    ),
)

_NEXT = """
Try next:
  .venv/bin/zangraph acts                              what is there, and how complete
  .venv/bin/zangraph amendments 271/2025-09-12         an order, clause by clause
  .venv/bin/zangraph show 399/2023-09-21 --format md   a whole act
  .venv/bin/zangraph check                             what needs a person
  .venv/bin/zangraph --help                            everything else"""


def main() -> None:
    """Ask the three questions, printing each as a person would type it."""
    for question, command in _STOPS:
        click.echo(f"\n{question}")
        typed = " ".join(f'"{word}"' if " " in word else word for word in command)
        click.secho(f"$ zangraph {typed}", bold=True)
        try:
            cli.main(args=command, standalone_mode=False)
        except Failure as failure:
            click.echo(f"zangraph: {failure}", err=True)
            sys.exit(2)
    click.echo(_NEXT)


if __name__ == "__main__":
    main()
