"""``tlslint check``: scan, report, exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from tlslint.cli import terminal
from tlslint.config import Configuration
from tlslint.configfile import ConfigError, parse_assume
from tlslint.facts import SEVERITIES, Problem, Report
from tlslint.options import SIDES, Options
from tlslint.record import replace
from tlslint.report import FOR_PEOPLE, FORMATS, render
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
from tlslint.versions import Version, parse_version

if TYPE_CHECKING:
    from tlslint.rules import RuleSet

#: Problems named one by one on standard error; the JSON report has all.
MOST_PROBLEMS = 50


def _version(ctx: click.Context, param: click.Parameter, value: str | None) -> Version | None:
    try:
        return None if value is None else parse_version(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write 1.2 or 1.3") from None


def _list(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for text in value for part in text.split(",") if part.strip())


def _assume(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(parse_assume(text) for text in value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _outputs(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    outputs = []
    for text in value:
        name, colon, path = text.partition(":")
        if not colon or not path or name not in FORMATS:
            raise click.BadParameter(
                f"{text!r} is not FORMAT:FILE with a format of {', '.join(FORMATS)}"
            )
        folder = os.path.dirname(path) or "."
        if path != "-" and (os.path.isdir(path) or not os.path.isdir(folder)):
            raise click.BadParameter(f"cannot write {path}: no such directory or not a file")
        outputs.append((name, path))
    paths = [os.path.abspath(path) for _, path in outputs]
    if len(set(paths)) != len(paths):
        raise click.BadParameter("two reports into one file")
    return tuple(outputs)


def scan_options(function: Any) -> Any:
    """Options of every command that scans; see `given`."""
    for option in reversed(
        [
            click.option("--minimum", metavar="VERSION", callback=_version,
                         help="The oldest TLS version that is good enough (default: 1.2)."),
            click.option("--select", metavar="IDS", multiple=True, callback=_list,
                         help="Only these rules: ids or patterns such as python-*, with commas or repeated."),
            click.option("--ignore", metavar="IDS", multiple=True, callback=_list,
                         help="Not these rules, besides those that the configuration ignores."),
            click.option("--side", type=click.Choice(SIDES),
                         help="Check settings of clients, of servers, or all (default: client)."),
            click.option("--strict", is_flag=True, default=None,
                         help="Also report values that cannot be known from the code."),
            click.option("--pedantic", is_flag=True, default=None,
                         help="Also report choices that code only offers, and what the oldest supported runtime would do."),
            click.option("--assume", metavar="NAME=VERSION", multiple=True, callback=_assume,
                         help="Take a platform's version as given, such as python=3.8; repeatable."),
            click.option("--config", "config_file", metavar="FILE",
                         help="Use this configuration file for all paths."),
            click.option("--isolated", is_flag=True, help="Ignore all configuration files."),
        ]
    ):  # fmt: skip
        function = option(function)
    return function


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
    # formats for programs carry the edits; people see what to do, and tlslint fix does it
    if "diff" in flags or flags.get("fix") or formats & {"json", "sarif", "github"}:
        found["rewrites"] = True
    return found


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
            raise click.BadParameter(str(error), param_hint=f"--{name}") from None
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


def walk_options(function: Any) -> Any:
    """Options of the commands that scan whole trees."""
    for option in reversed(
        [
            click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]),
                         help="The least severity that makes the exit code 1 (default: warning)."),
            click.option("--exclude", metavar="PATTERN", multiple=True,
                         help="Leave out paths, gitignore style; repeatable."),
            click.option("--force-exclude", is_flag=True, default=None,
                         help="Exclude also the paths that are named on the command line."),
            click.option("--tests/--no-tests", default=None,
                         help="Check test code too (default), or leave it out."),
            click.option("--jobs", type=click.IntRange(1, 256), metavar="N",
                         help="Use at most N processes."),
            click.option("--no-progress", is_flag=True, help="Show no progress on a terminal."),
            click.option("-q", "--quiet", is_flag=True, help="Leave out the summary."),
        ]
    ):  # fmt: skip
        function = option(function)
    return function


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@scan_options
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), default="text",
              help="The format on standard output (default: text).")  # fmt: skip
@click.option("--output", "outputs", metavar="FORMAT:FILE", multiple=True, callback=_outputs,
              help="Also write a report into a file; repeatable.")  # fmt: skip
@click.option("--fix", is_flag=True,
              help="First write the safe fixes, as tlslint fix does, then report what is left.")  # fmt: skip
@click.option("--stdin-filename", metavar="NAME",
              help="Check standard input as if it were this file (PATHS is -).")  # fmt: skip
@click.option("--show-files", is_flag=True, help="List what is scanned, what is skipped, and why.")
@click.option("--sort", type=click.Choice(["place", "severity"]), default="place",
              help="The order of findings: by place (default), or the gravest first.")  # fmt: skip
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              help="Colour the text report (default: auto).")  # fmt: skip
@walk_options
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **flags: Any) -> None:
    """Find clients that may negotiate a TLS version below the minimum.

    PATHS are files and directories, by default the current directory.
    """
    from tlslint.run import exit_code

    stdin = _stdin(paths, flags["stdin_filename"])
    if stdin and flags["fix"]:
        raise click.UsageError("standard input cannot be fixed in place")
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
                click.echo(line, err=True)
    report = with_problems(report, configuration, options)
    if flags["sort"] == "severity":
        report = replace(report, findings=tuple(sorted(report.findings, key=gravity)))
    publish(report, rules, options, stdin, flags)
    ctx.exit(exit_code(report, options.fail_on))


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
        raise click.UsageError(
            "name standard input with --stdin-filename, or its language is unknown"
        )
    if any(path != "-" for path in paths):
        raise click.UsageError("standard input cannot be checked together with other paths")
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
        click.echo(f"tlslint: {level}: {problem_text(problem)}", err=True)
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        click.echo(
            f"tlslint: error: {plural(more, 'more problem')}; --format json lists all", err=True
        )


def _remarks(report: Report, context: Context) -> None:
    """What a machine format has no place for goes to standard error."""
    lines = file_lines(report) if context.show_files else []
    if context.statistics:
        lines += [f"{number:>6,}  {rule}" for rule, number in statistics(report)]
    if context.summary:
        lines.append(summary(report))
    for line in lines:
        click.echo(line, err=True)
