"""Which configuration holds where, and how it lies under what the command line says.

The nearest ``tlslint.toml``, ``.tlslint.toml`` or ``pyproject.toml`` with ``[tool.tlslint]``
upward from a directory holds for it, alone: files are not merged. A file with an error counts
as empty, and the error is kept as a `Problem`; so does what has one of the first two names and
is no file.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tlslint.configfile import CheckIds, ConfigError, display, read
from tlslint.facts import Problem
from tlslint.options import Options
from tlslint.record import replace

if TYPE_CHECKING:
    from tlslint.source.ignore import Patterns

FILES = ("tlslint.toml", ".tlslint.toml", "pyproject.toml")
#: Those that are not this program's own: what is no file is not meant for it.
OTHERS = frozenset({"pyproject.toml"})


class Configuration:
    """Which options hold in which directory.

    ``given`` are the options that the command line names; they beat those of a file, except
    that ``ignore``, ``exclude`` and ``assume`` add to them. With ``file`` that file holds
    everywhere (ConfigError where it is wrong); with ``isolated`` none does. ``problems``
    gathers what is wrong with the files that were met.
    """

    def __init__(
        self,
        given: Mapping[str, Any],
        *,
        file: str | None = None,
        isolated: bool = False,
        check_ids: CheckIds | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self._given = dict(given)
        self._check_ids = check_ids
        self._known: dict[str, Options] = {}
        self._spelled: dict[str, Options] = {}
        self._fixed: Options | None = None
        if file is not None:
            read_options = read(file, check_ids)
            if read_options is None:
                problem = Problem("configuration", display(file), "has no [tool.tlslint] table")
                raise ConfigError([problem])
            self._fixed = lay_over(read_options, self._given)
        elif isolated:
            self._fixed = lay_over(Options(), self._given)

    def of(
        self, directory: str | os.PathLike[str], names: Collection[str] | None = None
    ) -> Options:
        """The options for files directly in ``directory``.

        ``names`` is what the directory holds, if that is known: it saves the look-up.
        """
        if self._fixed is not None:
            return self._fixed
        here = os.path.abspath(directory)
        missing: list[str] = []
        while here not in self._known:
            missing.append(here)
            options, stop = self._look(here, names)
            names = None
            above = os.path.dirname(here)
            if options is None and (stop or above == here):
                options = lay_over(Options(), self._given)
            if options is not None:
                self._known[here] = options
                break
            here = above
        for below in missing:
            self._known[below] = self._known[here]
        return self._known[here]

    def for_file(self, path: str, names: Collection[str] | None = None) -> Options:
        """The options for one file, with the per-path settings that match it.

        ``names`` is what its directory holds, if that is known.
        """
        directory = os.path.dirname(path)
        # A walk asks for every directory and file: the spelling that it uses is looked up as it is.
        options = self._spelled.get(directory)
        if options is None:
            options = self._spelled[directory] = self.of(directory or os.curdir, names)
        return narrow(options, path) if options.paths else options

    def _look(self, directory: str, names: Collection[str] | None) -> tuple[Options | None, bool]:
        """The options of a file in ``directory`` itself, and whether the search ends here."""

        def held(name: str) -> bool:
            return os.path.lexists(prefix + name) if names is None else name in names

        prefix = directory if directory.endswith(os.sep) else directory + os.sep
        for name in FILES:
            path = prefix + name
            if not held(name) or (name in OTHERS and not os.path.isfile(path)):
                continue
            try:
                options = read(path, self._check_ids)
            except ConfigError as error:
                self.problems += error.problems
                options = Options()
            if options is not None:
                return lay_over(options, self._given), True
        return None, held(".git")


def lay_over(options: Options, given: Mapping[str, Any]) -> Options:
    """``options`` of a file with those of the command line on top."""
    values = dict(given)
    values["ignore"] = options.ignore + tuple(values.get("ignore", ()))
    values["exclude"] = options.exclude + _rebased(values.get("exclude", ()), options.base)
    values["assume"] = tuple(
        sorted({**dict(options.assume), **dict(values.get("assume", ()))}.items())
    )
    return replace(options, **values)


def _rebased(patterns: Iterable[str], base: str) -> tuple[str, ...]:
    """Patterns relative to the working directory as patterns relative to ``base`` above it."""
    inner = os.path.relpath(os.getcwd(), base).replace(os.sep, "/") if base else "."
    if inner == "." or inner.startswith(".."):
        return tuple(patterns)
    return tuple(f"/{inner}/{p.lstrip('/')}" if "/" in p.rstrip("/") else p for p in patterns)


def narrow(options: Options, path: str) -> Options:
    """``options`` as they hold for the file ``path``: with the matching per-path settings, in order."""
    base = options.base or os.getcwd()
    try:
        relative = os.path.relpath(path, base).replace(os.sep, "/")
    except ValueError:  # another drive
        return options
    if relative.startswith("../"):
        return options
    for entry in options.paths:
        if not _patterns(entry.patterns).covers(relative):
            continue
        options = replace(
            options,
            ignore=options.ignore + entry.ignore,
            minimum=options.minimum if entry.minimum is None else entry.minimum,
            severity=entry.severity or options.severity,
        )
    return options


@lru_cache(maxsize=256)
def _patterns(lines: tuple[str, ...]) -> Patterns:
    from tlslint.source.ignore import Patterns

    return Patterns(lines)
