"""``tlslint check``: scan, report, exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tlslint.cli import terminal
from tlslint.cli.arguments import Command, UsageError
from tlslint.cli.options import CHECK, PATHS, SCAN, WALK, given
from tlslint.config import Configuration
from tlslint.configfile import ConfigError
from tlslint.facts import Problem, Report
from tlslint.options import Options
from tlslint.record import replace
from tlslint.report import FOR_PEOPLE, render
from tlslint.report.context import (
    Context,
    RuleInfo,
    file_lines,
    gravity,
    plural,
    problem_text,
    statistics,
    summary,
)

if TYPE_CHECKING:
    from tlslint.rules import RuleSet

#: Problems named one by one on standard error; the JSON report has all.
MOST_PROBLEMS = 50


def load_rules() -> RuleSet:
    """The rules that come with the program. Raises Failure where a rule file is wrong."""
    from tlslint import rules

    try:
        return rules.load()
    except (ValueError, OSError) as error:
        raise terminal.Failure(" ".join(str(error).split())) from None


def configure(rules: RuleSet, flags: dict[str, Any]) -> Configuration:
    """Which options hold where, from the command line and configuration files.

    Raises UsageError for unknown rules, and Failure for a bad file that ``--config`` names.
    """
    options = given(flags)
    for name in ("select", "ignore"):
        try:
            rules.match(options.get(name, ()))
        except ValueError as error:
            raise UsageError(str(error), f"--{name}") from None
    try:
        return Configuration(
            options, file=flags["config_file"], isolated=flags["isolated"], check_ids=rules.match
        )
    except ConfigError as error:
        raise terminal.Failure(
            "\ntlslint: error: ".join(map(problem_text, error.problems))
        ) from None


class Active(Mapping[str, RuleInfo]):
    """The rules that options leave on, by id; made only where a format looks at them."""

    def __init__(self, rules: RuleSet, options: Options) -> None:
        names = rules.match(options.select) if options.select else set(rules.rules)
        self._rules = rules.rules
        self._names = (names - rules.match(options.ignore)) & set(rules.rules)
        self._side = options.side

    def __getitem__(self, name: str) -> RuleInfo:
        if name not in self._names:
            raise KeyError(name)
        return self._rules[name]

    def __iter__(self) -> Iterator[str]:
        for name in sorted(self._names):
            if self._side in ("all", self._rules[name].side):
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)


def with_problems(report: Report, configuration: Configuration, options: Options) -> Report:
    """``report`` with what is wrong with the configuration files of its directories."""
    problems = dict.fromkeys((*report.problems, *configuration.problems))
    return replace(report, problems=tuple(problems))


def check(paths: tuple[str, ...], **flags: Any) -> int:
    """Find clients that may negotiate a TLS version below the minimum.

    PATHS are files and directories, by default the current directory.
    """
    from tlslint.run import exit_code

    stdin = _stdin(paths, flags["stdin_filename"])
    if stdin and flags["fix"]:
        raise UsageError("standard input cannot be fixed in place")
    rules = load_rules()
    configuration = configure(rules, flags)
    options = configuration.of(".")
    report = scanned(paths, rules, configuration, flags, stdin)
    if flags["fix"]:
        from tlslint.cli.fix import fix_all, told

        done = list(fix_all(report, rules, configuration, unsafe=False))
        if any(result.fixed for result in done):
            report = scanned(paths, rules, configuration, flags)
            for line in told(done, left=False):
                terminal.tell(line)
    report = with_problems(report, configuration, options)
    if flags["sort"] == "severity":
        report = replace(report, findings=tuple(sorted(report.findings, key=gravity)))
    publish(report, rules, options, stdin, flags)
    return exit_code(report, options.fail_on)


COMMAND = Command(check, (*SCAN, *CHECK, *WALK), PATHS)


def scanned(
    paths: tuple[str, ...],
    rules: RuleSet,
    configuration: Configuration,
    flags: dict[str, Any],
    stdin: tuple[str, bytes] | None = None,
) -> Report:
    """The report of all files at and below ``paths``, with progress for a person who watches."""
    from tlslint.run import scan

    progress = None
    format_name: str = flags.get("format_name", "text")
    if not flags["no_progress"] and terminal.show_progress(format_name, sys.stderr, os.environ):
        from tlslint.cli.progress import Progress

        progress = Progress(sys.stderr)
    try:
        return scan(
            [] if stdin else list(paths) or ["."],
            configuration.for_file,
            rules,
            jobs=flags["jobs"],
            progress=progress,
            stdin=stdin,
            listing=flags.get("show_files", False),
        )
    finally:
        if progress is not None:
            progress.close()


def _stdin(paths: tuple[str, ...], name: str | None) -> tuple[str, bytes] | None:
    if name is None and "-" not in paths:
        return None
    if name is None:
        raise UsageError("name standard input with --stdin-filename, or its language is unknown")
    if any(path != "-" for path in paths):
        raise UsageError("standard input cannot be checked together with other paths")
    return name, sys.stdin.buffer.read()


def publish(
    report: Report,
    rules: RuleSet,
    options: Options,
    stdin: tuple[str, bytes] | None,
    flags: dict[str, Any],
) -> None:
    """Write the report in all formats that were asked for, and the rest on standard error."""
    from tlslint.cli.files import reader, root_prefix

    format_name: str = flags["format_name"]
    tty = terminal.is_tty(sys.stdout)
    context = Context(
        rules=Active(rules, options),
        read=reader(stdin),
        prefix=root_prefix(os.getcwd()),
        color=terminal.use_color(flags["color"], tty, os.environ),
        unicode=terminal.use_unicode(sys.stdout),
        width=terminal.screen_width(tty),
        summary=not flags["quiet"],
        statistics=flags["statistics"],
        show_files=flags["show_files"],
    )
    in_file = replace(context, color=False, unicode=True, width=120)
    for name, path in flags["outputs"]:
        if path != "-":
            terminal.write_file(path, render(name, report, in_file))
    complain(report.problems)
    terminal.write(render(format_name, report, context))
    for name, path in flags["outputs"]:
        if path == "-":
            terminal.write(render(name, report, context))
    if format_name not in FOR_PEOPLE:
        _remarks(report, context)


def complain(problems: tuple[Problem, ...]) -> None:
    """Name the problems on standard error."""
    for problem in problems[:MOST_PROBLEMS]:
        level = "warning" if problem.kind in ("too-large", "malformed") else "error"
        terminal.tell(f"tlslint: {level}: {problem_text(problem)}")
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        terminal.tell(f"tlslint: error: {plural(more, 'more problem')}; --format json lists all")


def _remarks(report: Report, context: Context) -> None:
    """What a machine format has no place for goes to standard error."""
    lines = file_lines(report) if context.show_files else []
    if context.statistics:
        lines += [f"{number:>6,}  {rule}" for rule, number in statistics(report)]
    if context.summary:
        lines.append(summary(report))
    for line in lines:
        terminal.tell(line)
