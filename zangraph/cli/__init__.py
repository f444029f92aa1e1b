"""The command line."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from zangraph import __version__
from zangraph.cli.common import Failure

_COMMANDS: dict[str, str] = {
    "build": "build:build",
    "add": "build:add",
    "inspect": "reading:inspect",
    "amendments": "reading:amendments",
    "clauses": "lines:clauses",
    "notes": "lines:notes",
    "draft": "drafting:draft",
    "acts": "acts:acts",
    "show": "acts:show",
    "history": "acts:history",
    "diff": "consolidating:diff",
    "consolidate": "consolidating:consolidate",
    "verify": "consolidating:verify",
    "cards": "professions:cards",
    "positions": "professions:positions",
    "requirements": "professions:requirements",
    "cites": "professions:cites",
    "cited-by": "professions:cited_by",
    "query": "graph:query",
    "check": "graph:check",
    "export": "graph:export",
}
"""Every command and where it lives; a module is imported when its command is called."""


class _Lazy(click.Group):
    """A group that imports a command's module only when it is needed: `--help` of one stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        place = _COMMANDS.get(name)
        if place is None:
            return None
        module, attribute = place.split(":")
        command = getattr(import_module(f"zangraph.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="zangraph")
def cli() -> None:
    """Kazakhstan's ministerial orders, read, amended and asked.

    zangraph reads orders in Kazakh and Russian, applies their amendment clauses, and shows what an act says on a day,
    who changed it and by which words. Start with:

    \b
      zangraph build                                  read the corpus
      zangraph acts                                   what is there
      zangraph show 360/2017-10-25 annex/point:9      one norm, with its note
    """


def main() -> None:
    """Run the command line; a failure is one line on stderr and exit code 2, never a traceback."""
    try:
        code = cli.main(standalone_mode=False)
    except Failure as failure:
        click.echo(f"zangraph: {failure}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("zangraph: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    # Without its own exit, click gives back the code that a command asked for.
    sys.exit(code if isinstance(code, int) else 0)
