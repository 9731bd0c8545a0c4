"""The command line. Each command is a module of its own, loaded when it is used."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from tlslint.cli import terminal

if TYPE_CHECKING:
    from tlslint.cli.arguments import Command

#: Each command and its module, in which it is called COMMAND.
COMMANDS = {
    "check": "tlslint.cli.check",
    "explain": "tlslint.cli.explain",
    "fix": "tlslint.cli.fix",
    "rules": "tlslint.cli.rules",
}


def load(name: str) -> Command:
    """The command ``name``, one of `COMMANDS`."""
    command: Command = import_module(COMMANDS[name]).COMMAND
    return command


def main(argv: list[str]) -> int:
    """Run a command line and return its exit code; errors become one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know a character of a path; that is no reason to fail.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        return _run(argv)
    except terminal.Failure as error:
        for line in str(error).splitlines():
            terminal.tell(f"tlslint: error: {_printable(line)}")
        return 2
    except Exception as error:
        if isinstance(error, FileNotFoundError) and not _somewhere():
            terminal.tell("tlslint: error: the working directory is gone")
            return 2
        if os.environ.get("TLSLINT_DEBUG"):
            raise
        what = _printable(f"{type(error).__name__}: {error}")
        terminal.tell(f"tlslint: internal error: {what} (TLSLINT_DEBUG=1 shows where)")
        return 2
    finally:
        terminal.settle()


def _run(argv: list[str]) -> int:
    from tlslint.cli.arguments import UsageError, values

    # a shell that completes what is typed asks by this variable
    if argv and argv[0] in COMMANDS and "_TLSLINT_COMPLETE" not in os.environ:
        command = load(argv[0])
        given = values(command, argv[1:])
        if given is not None:
            try:
                return command.run(**given)
            except UsageError as error:
                from tlslint.cli import parser

                return parser.refuse(argv[0], error)
    from tlslint.cli import parser

    return parser.run(argv)


def _somewhere() -> bool:
    """Whether the working directory is still there."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _printable(text: str) -> str:
    from tlslint.report import escape

    return escape.line(text)
