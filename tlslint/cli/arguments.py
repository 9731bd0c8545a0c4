"""Commands and their options as data, and the quick way to read what people and hooks write.

The full parser (`tlslint.cli.parser`) is made of the same tables. Loading what it is built on
takes as long as all the rest of a check of one file, so it has its turn only where something
has to be explained: help, and whatever is not understood here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tlslint.record import record


@record
class Option:
    """One option: ``names`` switch it on or take its value, ``off`` switches it off.

    It is a flag unless it has a ``metavar``, ``choices`` or ``numbers``. What was given becomes
    the value through ``takes``, which says by ValueError what is wrong with it; ``many`` gathers
    a tuple of all that was given. ``key`` is the name of the command's parameter.
    """

    key: str
    names: tuple[str, ...]
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    numbers: tuple[int, int] | None = None
    many: bool = False
    takes: Callable[[Any], Any] | None = None
    off: str = ""
    default: Any = None

    @property
    def flag(self) -> bool:
        """Whether it takes no value."""
        return not (self.metavar or self.choices or self.numbers)

    def value(self, text: str) -> Any:
        """What one given text stands for, before ``takes``. ValueError for what it cannot be."""
        if self.choices and text not in self.choices:
            raise ValueError(text)
        if self.numbers is None:
            return text
        low, high = self.numbers
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else low - 1
        if not low <= number <= high:
            raise ValueError(text)
        return number


@record
class Argument:
    """What a command takes beside options: one, or with ``many`` any number."""

    key: str
    metavar: str
    many: bool = False


@record
class Command:
    """A command: ``run`` gets the values by their keys and returns the exit code; its docstring is the help."""

    run: Callable[..., int]
    options: tuple[Option, ...]
    argument: Argument | None = None


class UsageError(Exception):
    """A command line that cannot be followed; ``option`` names the one that is wrong."""

    def __init__(self, message: str, option: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.option = option


def values(command: Command, arguments: Sequence[str]) -> dict[str, Any] | None:
    """The values of plain arguments by their keys; None for anything that is not plain."""
    options = {name: option for option in command.options for name in option.names}
    options.update({option.off: option for option in command.options if option.off})
    given: dict[str, Any] = {}
    operands: list[str] = []
    rest = iter(arguments)
    try:
        for argument in rest:
            if not argument.startswith("-") or argument == "-":
                operands.append(argument)
                continue
            name, equals, text = argument.partition("=")
            option = options[name]
            if option.flag:
                if equals:
                    return None
                given[option.key] = name != option.off
                continue
            if not equals:
                text = next(rest)
                if text.startswith("-"):
                    return None  # more likely an option whose value was forgotten
            value = option.value(text)
            given[option.key] = (*given.get(option.key, ()), value) if option.many else value
        for option in command.options:
            if option.key not in given:
                given[option.key] = () if option.many else option.default
            elif option.takes is not None:
                given[option.key] = option.takes(given[option.key])
    except (KeyError, ValueError, StopIteration):
        return None
    operand = command.argument
    if operand is not None and operand.many:
        given[operand.key] = tuple(operands)
    elif operand is not None and len(operands) == 1:
        given[operand.key] = operands[0]
    elif operand is not None or operands:
        return None
    return given
