"""The full command line, made of the tables of all commands: help, completion, and what is wrong with arguments."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import click

from tlslint import __version__
from tlslint.cli import COMMANDS, load, terminal
from tlslint.cli.arguments import Argument, Option, UsageError
from tlslint.report import escape

_HELP = {"help_option_names": ["-h", "--help"]}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(cmd_name) if cmd_name in COMMANDS else None


@click.group(cls=_Commands, context_settings=_HELP)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def tlslint() -> None:
    """Find every client in a codebase that may still negotiate an old TLS version.

    \b
    Exit codes: 0 nothing found, 1 findings at or above --fail-on,
    2 a usage, configuration, rule or internal error, 3 the scan was incomplete.
    """


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        result = tlslint.main(args=arguments, prog_name="tlslint", standalone_mode=False)
    except click.ClickException as error:
        return _told(error)
    except click.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, int) else 0


def refuse(name: str, error: UsageError) -> int:
    """Say why a command line of the command ``name`` cannot be followed, and return its exit code."""
    group = click.Context(tlslint, info_name="tlslint")
    return _told(_usage(error, click.Context(_command(name), group, info_name=name)))


def _told(error: click.ClickException) -> int:
    text = io.StringIO()
    error.show(text)
    # what was typed may be names of files that a shell or a hook filled in
    for line in text.getvalue().splitlines():
        terminal.tell(escape.line(line))
    return 2


def _usage(error: UsageError, ctx: click.Context) -> click.UsageError:
    if error.option:
        return click.BadParameter(error.message, ctx, param_hint=error.option)
    return click.UsageError(error.message, ctx)


def _command(name: str) -> click.Command:
    command = load(name)

    def callback(**values: Any) -> int:
        try:
            return command.run(**values)
        except UsageError as error:
            raise _usage(error, click.get_current_context()) from None

    parameters: list[click.Parameter] = [*map(_option, command.options)]
    if command.argument is not None:
        parameters.insert(0, _argument(command.argument))
    return click.Command(name, _HELP, callback, parameters, help=command.run.__doc__)


def _argument(argument: Argument) -> click.Argument:
    more: dict[str, Any] = {"nargs": -1} if argument.many else {}
    return click.Argument([argument.key], metavar=argument.metavar, **more)


def _option(option: Option) -> click.Option:
    names = [f"{option.names[0]}/{option.off}"] if option.off else option.names
    more: dict[str, Any] = {"multiple": True} if option.many else {"default": option.default}
    if option.flag:
        more["is_flag"] = True
    elif option.choices:
        more["type"] = click.Choice(option.choices)
    elif option.numbers:
        more["type"] = click.IntRange(*option.numbers)
    return click.Option(
        [*names, option.key],
        help=option.help,
        metavar=option.metavar or None,
        callback=option.takes and _taken(option.takes),
        **more,
    )


def _taken(takes: Callable[[Any], Any]) -> Callable[..., Any]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        try:
            return value if value in (None, ()) else takes(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return callback
