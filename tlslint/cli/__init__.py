"""The command line. Each command is a module of its own, loaded when it is used."""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module

import click

from tlslint import __version__

#: Each command and its module, which holds a function of that name.
COMMANDS = {
    "check": "tlslint.cli.check",
    "explain": "tlslint.cli.explain",
    "fix": "tlslint.cli.fix",
    "rules": "tlslint.cli.rules",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def tlslint() -> None:
    """Find every client in a codebase that may still negotiate an old TLS version.

    \b
    Exit codes: 0 nothing found, 1 findings at or above --fail-on,
    2 a usage, configuration, rule or internal error, 3 the scan was incomplete.
    """


def main(argv: list[str]) -> int:
    """Run a command line and return its exit code; errors become one line on standard error."""
    # what a file leaves behind is small, and looking for it all the time took a tenth of a scan
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know a character of a path; that is no reason to fail.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        result = tlslint.main(args=argv, prog_name="tlslint", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        # what was typed may be names of files that a shell or a hook filled in
        for line in told.getvalue().splitlines():
            click.echo(_printable(line), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("tlslint: interrupted", err=True)
        return 130
    except Exception as error:
        if os.environ.get("TLSLINT_DEBUG"):
            raise
        what = _printable(f"{type(error).__name__}: {error}")
        click.echo(f"tlslint: internal error: {what} (TLSLINT_DEBUG=1 shows where)", err=True)
        return 2


def _printable(text: str) -> str:
    from tlslint.report import escape

    return escape.line(text)
