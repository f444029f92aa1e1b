"""The reference of the commands, written from the commands themselves: `python -m zangraph.reference`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zangraph.cli import cli
from zangraph.settings import CHECKOUT

PAGE = CHECKOUT / "docs" / "reference" / "commands.md"

_HEAD = """# Commands

Every command prints for people by default and takes `--format json` (one JSON document on stdout; `clauses` and
`notes` print one object a line). Exit code 0 is success, 1 means that the job found the problems it was asked to look
for (`check`, `verify`), 2 wrong use or unreadable input, with one line on stderr that names file and cause.

This page is written from the commands themselves (`python -m zangraph.reference`); a test keeps it current.
"""


def page() -> str:
    """The reference page in Markdown."""
    context = click.Context(cli, info_name="zangraph")
    parts = [_HEAD]
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


def main() -> None:
    """Write the page, or with `--check` tell by the exit code whether it is current."""
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else 1)
    Path(PAGE).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
