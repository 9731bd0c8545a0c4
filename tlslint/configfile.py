"""One configuration file: read, and every mistake in it named with its line."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Sized
from typing import TYPE_CHECKING, Any

from tlslint.facts import SEVERITIES, Problem
from tlslint.options import SIDES, Options, PathSettings
from tlslint.regex import regex
from tlslint.source.read import NotAFile, read_start
from tlslint.versions import parse_version

if TYPE_CHECKING:
    from tlslint.tomlkeys import KeyPath

#: A configuration file is written by hand; whatever is larger is not one.
MAX_BYTES = 1_000_000

#: Raises ValueError for a pattern that matches no rule id.
CheckIds = Callable[[Iterable[str]], object]

_VERSION = regex(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}", re.ASCII)


#: Dots in one line, of which the parser takes the square; and so many of these squares in a file.
MAX_DOTS = 1000
_MAX_SQUARES = 4 * MAX_DOTS**2
#: Entries of one list or table, tables of ``[[paths]]``, and names of rules in all of them.
MAX_ENTRIES = 2000
MAX_PATHS = 200
MAX_NAMES = 1000
#: Letters of what names rules.
MAX_WORD = 200
#: Mistakes after which no more are told.
MAX_MISTAKES = 50


class ConfigError(ValueError):
    """A configuration cannot be used; the problem names the file and the line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(p.message for p in problems))
        self.problems = problems


class _Bad(ValueError):
    """A wrong value; ``path`` is where it stands below the key."""

    def __init__(self, message: str, *path: str | int) -> None:
        super().__init__(message)
        self.path = path


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Bad(f"must be true or false, not {_show(value)}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise _Bad(f"must be a list of texts, not {_show(value)}")
    _bounded(value, MAX_ENTRIES)
    return tuple(value)


def _bounded(value: Sized, most: int) -> None:
    if len(value) > most:
        raise _Bad(f"must have at most {most:,} entries, not {len(value):,}")


def _choice(*names: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in names or not isinstance(value, str):
            hint = nearest(str(value), names)
            raise _Bad(f"must be one of {', '.join(names)}, not {_show(value)}{hint}")
        return value

    return read


def _minimum(value: object) -> object:
    # 1.2 without quotes is a float, and means what it looks like.
    if isinstance(value, str) or (isinstance(value, float) and not isinstance(value, bool)):
        try:
            return parse_version(str(value))
        except ValueError:
            pass
    raise _Bad(f'must be a TLS version such as "1.2", not {_show(value)}')


def _fail_on(value: object) -> str | None:
    name = _choice(*SEVERITIES, "never")(value)
    return None if name == "never" else name


def _size(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _Bad(f"must be a number of bytes, not {_show(value)}")
    return value


def _assume(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise _Bad(f'must be a table such as {{python = "3.8"}}, not {_show(value)}')
    _bounded(value, MAX_ENTRIES)
    for name, version in value.items():
        if isinstance(version, float):
            raise _Bad(f"{name} = {version} must be in quotes, or 3.10 would mean 3.1", name)
        if not isinstance(version, str) or not _VERSION.fullmatch(version):
            raise _Bad(f'{name} must be a version such as "3.8", not {_show(version)}', name)
        if misspelt := _misspelt(name):
            raise _Bad(misspelt, name)
    return tuple(sorted(value.items()))


def parse_assume(text: str) -> tuple[str, str]:
    """``python=3.8`` as a pair. Raises ValueError for anything else."""
    name, equals, version = text.partition("=")
    if not equals or not name.strip() or not _VERSION.fullmatch(version.strip()):
        raise ValueError(f"must be NAME=VERSION such as python=3.8, not {text!r}")
    if misspelt := _misspelt(name.strip()):
        raise ValueError(misspelt)
    return name.strip(), version.strip()


def _misspelt(platform: str) -> str:
    """What to say of a name that is almost that of a runtime; libraries may have any name."""
    from tlslint.rulemodel import RUNTIMES

    hint = "" if platform in RUNTIMES else nearest(platform, RUNTIMES, 0.75)
    return f"unknown platform {platform!r}{hint}" if hint else ""


def _paths(value: object) -> tuple[PathSettings, ...]:
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise _Bad("must be an array of tables: [[paths]]")
    _bounded(value, MAX_PATHS)
    return tuple(_path_settings(n, entry) for n, entry in enumerate(value))


def _path_settings(number: int, entry: dict[str, Any]) -> PathSettings:
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in PATH_KEYS:
            raise _Bad(f"unknown key {_show(key)}{nearest(key, PATH_KEYS)}", number, key)
        try:
            values[key] = PATH_KEYS[key](value)
        except _Bad as error:
            raise _Bad(f"{key} {error}", number, key) from None
    if not values.get("patterns"):
        raise _Bad("patterns must name at least one pattern", number)
    return PathSettings(**values)


#: Keys of the file, the option that each sets, and how its value is read.
KEYS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "minimum": ("minimum", _minimum),
    "select": ("select", _texts),
    "ignore": ("ignore", _texts),
    "side": ("side", _choice(*SIDES)),
    "strict": ("strict", _bool),
    "pedantic": ("pedantic", _bool),
    "exclude": ("exclude", _texts),
    "force-exclude": ("force_exclude", _bool),
    "tests": ("tests", _bool),
    "assume": ("assume", _assume),
    "fail-on": ("fail_on", _fail_on),
    "max-file-size": ("max_bytes", _size),
    "paths": ("paths", _paths),
}
PATH_KEYS: dict[str, Callable[[object], Any]] = {
    "patterns": _texts,
    "ignore": _texts,
    "minimum": _minimum,
    "severity": _choice(*SEVERITIES),
}


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str:
    """``; did you mean 'x'?`` for the name most like ``word``, empty where none is."""
    import difflib

    close = difflib.get_close_matches(word, list(names), n=1, cutoff=cutoff)
    return f"; did you mean {close[0]!r}?" if close else ""


def _show(value: object) -> str:
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def display(path: str) -> str:
    """``path`` as reports show it: relative to the working directory where it is below, with slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = path
    if relative.startswith(os.pardir):
        relative = path
    return relative.replace(os.sep, "/")


def parse(text: str, path: str, check_ids: CheckIds | None = None) -> Options | None:
    """The options that a configuration file says; None for a pyproject.toml without a table for tlslint.

    ``path`` is the file's absolute path. Raises ConfigError with every error of the file.
    """
    squares = 0
    for number, line in enumerate(text.split("\n"), 1):
        dots = line.count(".")
        squares += dots**2
        if dots > MAX_DOTS or squares > _MAX_SQUARES:
            raise ConfigError([Problem("configuration", display(path), "too many dots", number)])
    tomllib = _toml()
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError([_syntax_problem(path, error)]) from None
    table: object = document
    prefix: KeyPath = ()
    if os.path.basename(path) == "pyproject.toml":
        prefix = ("tool", "tlslint")
        tool = document.get("tool")
        table = tool.get("tlslint") if isinstance(tool, dict) else None
        if table is None:
            return None
    if not isinstance(table, dict):
        raise _errors(path, text, [(prefix, "tool.tlslint must be a table")])
    values: dict[str, Any] = {}
    errors: list[tuple[KeyPath, str]] = []
    for key, value in table.items():
        if len(errors) >= MAX_MISTAKES:
            break
        if key not in KEYS:
            errors.append(((*prefix, key), f"unknown key {_show(key)}{nearest(key, KEYS)}"))
            continue
        field, read = KEYS[key]
        try:
            values[field] = read(value)
        except _Bad as error:
            errors.append(((*prefix, key, *error.path), f"{key}: {error}"))
    if check_ids is not None:
        errors += [((*prefix, *key), m) for key, m in _unknown_ids(values, check_ids)]
    if errors:
        raise _errors(path, text, errors)
    return Options(base=os.path.dirname(path), **values)


def _unknown_ids(values: dict[str, Any], check: CheckIds) -> list[tuple[KeyPath, str]]:
    wanted: list[tuple[KeyPath, tuple[str, ...]]] = [
        (("select",), values.get("select", ())),
        (("ignore",), values.get("ignore", ())),
    ]
    for number, entry in enumerate(values.get("paths", ())):
        wanted.append((("paths", number, "ignore"), entry.ignore))
    errors: list[tuple[KeyPath, str]] = []
    checked: set[str] = set()
    for key, patterns in wanted:
        for pattern in patterns:
            if pattern in checked:
                continue
            checked.add(pattern)
            if len(checked) > MAX_NAMES or len(errors) >= MAX_MISTAKES:
                return [*errors, (key, f"{key[-1]}: there are too many names of rules")]
            try:
                if len(pattern) > MAX_WORD:
                    raise ValueError(f"unknown rule {_show(pattern)}")
                check([pattern])
            except ValueError as error:
                errors.append((key, f"{key[-1]}: {error}"))
    return errors


def _errors(path: str, text: str, errors: list[tuple[KeyPath, str]]) -> ConfigError:
    from tlslint.tomlkeys import key_lines, line_of

    lines = key_lines(text)
    problems = [
        Problem("configuration", display(path), message, line_of(lines, key))
        for key, message in errors
    ]
    return ConfigError(sorted(problems, key=lambda p: p.line))


def _syntax_problem(path: str, error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        return Problem("configuration", display(path), "nested too deeply")
    text = " ".join(str(error).split())
    at = re.search(r" \(at line ([0-9]+), column [0-9]+\)", text)
    message = text[: at.start()] + text[at.end() :] if at else text
    return Problem(
        "configuration", display(path), f"not valid TOML: {message}", int(at[1]) if at else 0
    )


def _toml() -> Any:
    """The TOML parser, which costs too much to load where there is no configuration file."""
    import importlib
    import sys

    return importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")


def read(path: str, check_ids: CheckIds | None = None) -> Options | None:
    """Read one configuration file; see `parse`. Raises ConfigError where it cannot be read."""
    path = os.path.abspath(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise NotAFile(0, "not a regular file", path)
        data, _ = read_start(path, follow=True, chunk=MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(
            [Problem("configuration", display(path), f"cannot be read: {error.strerror}")]
        ) from None
    if os.path.basename(path) == "pyproject.toml" and b"tlslint" not in data:
        return None  # whatever else is wrong with it is not for this program to say
    if len(data) > MAX_BYTES:
        problem = Problem("configuration", display(path), f"larger than {MAX_BYTES} bytes")
        raise ConfigError([problem])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            [Problem("configuration", display(path), "not valid UTF-8", line)]
        ) from None
    return parse(text.replace("\r\n", "\n"), path, check_ids)
