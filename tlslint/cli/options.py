"""The options of the commands that scan, and what their values mean."""

from __future__ import annotations

import os
from typing import Any

from tlslint.cli.arguments import Argument, Option
from tlslint.configfile import parse_assume
from tlslint.facts import SEVERITIES
from tlslint.options import SIDES
from tlslint.report import FORMATS
from tlslint.versions import Version, parse_version


def _version(text: str) -> Version:
    try:
        return parse_version(text)
    except ValueError as error:
        raise ValueError(f"{error}; write 1.2 or 1.3") from None


def _list(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def _assume(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(map(parse_assume, texts))


def _outputs(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    outputs = []
    for text in texts:
        name, colon, path = text.partition(":")
        if not colon or not path or name not in FORMATS:
            raise ValueError(f"{text!r} is not FORMAT:FILE with a format of {', '.join(FORMATS)}")
        folder = os.path.dirname(path) or "."
        if path != "-" and (os.path.isdir(path) or not os.path.isdir(folder)):
            raise ValueError(f"cannot write {path}: no such directory or not a file")
        outputs.append((name, path))
    paths = [os.path.abspath(path) for _, path in outputs]
    if len(set(paths)) != len(paths):
        raise ValueError("two reports into one file")
    return tuple(outputs)


PATHS = Argument("paths", "[PATHS]...", many=True)

#: Of every command that scans; see `given`.
SCAN = (
    Option("minimum", ("--minimum",), metavar="VERSION", takes=_version,
           help="The oldest TLS version that is good enough (default: 1.2)."),
    Option("select", ("--select",), metavar="IDS", many=True, takes=_list,
           help="Only these rules: ids or patterns such as python-*, with commas or repeated."),
    Option("ignore", ("--ignore",), metavar="IDS", many=True, takes=_list,
           help="Not these rules, besides those that the configuration ignores."),
    Option("side", ("--side",), choices=SIDES,
           help="Check settings of clients, of servers, or all (default: client)."),
    Option("strict", ("--strict",),
           help="Also report values that cannot be known from the code."),
    Option("pedantic", ("--pedantic",),
           help="Also report choices that code only offers, and what the oldest supported runtime would do."),
    Option("assume", ("--assume",), metavar="NAME=VERSION", many=True, takes=_assume,
           help="Take a platform's version as given, such as python=3.8; repeatable."),
    Option("config_file", ("--config",), metavar="FILE",
           help="Use this configuration file for all paths."),
    Option("isolated", ("--isolated",), default=False, help="Ignore all configuration files."),
)  # fmt: skip

#: Of the commands that scan whole trees.
WALK = (
    Option("fail_on", ("--fail-on",), choices=(*SEVERITIES, "never"),
           help="The least severity that makes the exit code 1 (default: warning)."),
    Option("exclude", ("--exclude",), metavar="PATTERN", many=True,
           help="Leave out paths, gitignore style; repeatable."),
    Option("force_exclude", ("--force-exclude",),
           help="Exclude also the paths that are named on the command line."),
    Option("tests", ("--tests",), off="--no-tests",
           help="Check test code too (default), or leave it out."),
    Option("jobs", ("--jobs",), metavar="N", numbers=(1, 256),
           help="Use at most N processes."),
    Option("no_progress", ("--no-progress",), default=False,
           help="Show no progress on a terminal."),
    Option("quiet", ("-q", "--quiet"), default=False, help="Leave out the summary."),
)  # fmt: skip

#: Of ``tlslint check`` alone.
CHECK = (
    Option("format_name", ("--format",), choices=tuple(FORMATS), default="text",
           help="The format on standard output (default: text)."),
    Option("outputs", ("--output",), metavar="FORMAT:FILE", many=True, takes=_outputs,
           help="Also write a report into a file; repeatable."),
    Option("fix", ("--fix",), default=False,
           help="First write the safe fixes, as tlslint fix does, then report what is left."),
    Option("stdin_filename", ("--stdin-filename",), metavar="NAME",
           help="Check standard input as if it were this file (PATHS is -)."),
    Option("show_files", ("--show-files",), default=False,
           help="List what is scanned, what is skipped, and why."),
    Option("sort", ("--sort",), choices=("place", "severity"), default="place",
           help="The order of findings: by place (default), or the gravest first."),
    Option("statistics", ("--statistics",), default=False, help="Count findings by rule."),
    Option("color", ("--color",), choices=("auto", "always", "never"), default="auto",
           help="Colour the text report (default: auto)."),
)  # fmt: skip


def given(flags: dict[str, Any]) -> dict[str, Any]:
    """The options that the command line names, by their names in `Options`."""
    found: dict[str, Any] = {}
    for name in ("minimum", "select", "ignore", "side", "strict", "pedantic", "assume",
                 "exclude", "force_exclude", "tests"):  # fmt: skip
        value = flags.get(name)
        if value is not None and value != ():
            found[name] = value
    if flags.get("fail_on") is not None:
        found["fail_on"] = None if flags["fail_on"] == "never" else flags["fail_on"]
    formats = {flags.get("format_name"), *(name for name, _ in flags.get("outputs") or ())}
    if formats == {"concise"} and not flags.get("fix"):
        found["fixes"] = False
    # formats for programs carry the edits; people see what to do, and tlslint fix does it
    if "diff" in flags or flags.get("fix") or formats & {"json", "sarif", "github"}:
        found["rewrites"] = True
    return found
