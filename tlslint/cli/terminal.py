"""What the streams can show, and writing to them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

_GLYPHS = "│·…✓✗"
#: CI systems that show colours in their logs.
_COLOR_CI = ("GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "TRAVIS")


def use_color(choice: str, tty: bool, env: Mapping[str, str]) -> bool:
    """Whether to colour: the option first, then the usual variables, then what the stream is."""
    if choice != "auto":
        return choice == "always"
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR") or env.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    if env.get("TERM") == "dumb" or env.get("CLICOLOR") == "0":
        return False
    return tty or any(env.get(name) for name in _COLOR_CI)


def is_tty(stream: TextIO | None) -> bool:
    """Whether a person may be looking; a closed stream is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def use_unicode(stream: TextIO | None) -> bool:
    """Whether the stream can encode the glyphs of the text report."""
    try:
        _GLYPHS.encode((stream and stream.encoding) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def screen_width(tty: bool) -> int:
    """Columns to use: a terminal's own within reason; 120 in files and logs."""
    if not tty:
        return 120
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 120
    return min(max(columns, 60), 160)


def show_progress(format_name: str, stream: TextIO | None, env: Mapping[str, str]) -> bool:
    """Whether a person watches who would like to see that something happens."""
    quiet = env.get("CI") or env.get("PRE_COMMIT")
    return format_name == "text" and not quiet and is_tty(stream)


def write(text: str) -> None:
    """Put the report on standard output. Raises Failure where that fails, not where nobody reads on."""
    if sys.stdout is None:
        raise Failure("cannot write the report: standard output is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        drop(sys.stdout)
    except OSError as error:
        drop(sys.stdout)
        raise Failure(f"cannot write the report: {error.strerror}") from None


def settle() -> None:
    """Write what is left, so that nothing is left to fail when the process ends."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                drop(stream)


def drop(stream: TextIO) -> None:
    """Have what is left in a stream that cannot be written go nowhere: at the end Python would try again.

    Source: https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def write_file(path: str, text: str) -> None:
    """Put a report into a file. Raises Failure where that cannot be done."""
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror}") from None


def tell(line: str) -> None:
    """Write a line on standard error, if there is one and somebody reads it."""
    if sys.stderr is not None:
        try:
            print(line, file=sys.stderr, flush=True)
        except OSError:
            drop(sys.stderr)


class Failure(Exception):
    """An error that ends the command with its text, a line for each, and exit code 2."""
