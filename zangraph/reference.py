"""The pages of the reference that are written from the program itself: `python -m zangraph.reference`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from pipeline.model.acts import Language
from zangraph.cli import cli
from zangraph.settings import CHECKOUT

_FOLDER = CHECKOUT / "docs" / "reference"

_LANGUAGES: tuple[Language, ...] = ("kk", "ru")

_COMMANDS = """# Commands

Every command prints for people by default and takes `--format json` (one JSON document on stdout; `clauses` and
`notes` print one object a line). Exit code 0 is success, 1 means that the job found the problems it was asked to look
for (`check`, `verify`), 2 wrong use or unreadable input, with one line on stderr that names file and cause.

This page is written from the commands themselves (`python -m zangraph.reference`); a test keeps it current.
"""

_LANGUAGE = """# The language of amendments

What the program can read in an amending order, and how. Every rule below is a rule of the grammar
(`pipeline/recognise/amendments/`, one file a language); every example stands in the grammar beside its rule and is
run as a test. To teach the program a turn of phrase, add an alternative to a rule with an example (`//:`) behind it;
then run `python -m zangraph.reference` to renew this page.

The right column is the reading: what is done, to which place (see [addresses](json.md)), and by which words. A clause
that no rule reads whole is reported as unparsed with its place; one that can be read two ways is reported with both.
"""


def commands() -> str:
    """The page on the commands, in Markdown."""
    context = click.Context(cli, info_name="zangraph")
    parts = [_COMMANDS]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            parts.append(_section(name, command, context))
    return "\n".join(parts)


def _section(name: str, command: click.Command, context: click.Context) -> str:
    inner = click.Context(command, info_name=name, parent=context)
    usage = " ".join((f"zangraph {name}", *command.collect_usage_pieces(inner)))
    lines = [f"## {name}", "", f"    {usage}", "", *_paragraphs(command.help or ""), ""]
    records = [record for parameter in command.get_params(inner) if (record := parameter.get_help_record(inner))]
    for option, text in records:
        if not option.startswith(("-h", "--help")):
            lines.append(f"- `{option}` {text}")
    if command.epilog:
        lines += ["", f"`{command.epilog.removeprefix('Example: ')}`"]
    return "\n".join(lines) + "\n"


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\b", "").strip().splitlines()]


def language_of_amendments() -> str:
    """The page on the grammars of both languages, in Markdown."""
    from pipeline.recognise.amendments import guide_page

    guides = (guide_page(language).replace("\n#", "\n##").replace("# The", "## The", 1) for language in _LANGUAGES)
    return "\n".join((_LANGUAGE, *guides))


PAGES: dict[Path, Callable[[], str]] = {
    _FOLDER / "commands.md": commands,
    _FOLDER / "language-of-amendments.md": language_of_amendments,
}


def main() -> None:
    """Write the pages, or with `--check` tell by the exit code whether they are current."""
    if "--check" in sys.argv:
        sys.exit(0 if all(path.read_text(encoding="utf-8") == page() for path, page in PAGES.items()) else 1)
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
