"""``tlslint fix``: write what the hints say, or show it as a patch."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tlslint.cli import terminal
from tlslint.cli.arguments import Command, Option
from tlslint.cli.check import (
    complain,
    configure,
    load_rules,
    scanned,
    with_problems,
)
from tlslint.cli.options import PATHS, SCAN, WALK
from tlslint.facts import Report
from tlslint.fixing import Fixed, by_file, fix_file, patch, written
from tlslint.record import replace
from tlslint.report import escape
from tlslint.report.context import plural

if TYPE_CHECKING:
    from tlslint.config import Configuration
    from tlslint.rules import RuleSet


OPTIONS = (
    Option("unsafe_fixes", ("--unsafe-fixes",), default=False,
           help="Make also the fixes that may change more than which versions are allowed."),
    Option("diff", ("--diff",), default=False,
           help="Write nothing; show a patch (git apply takes it)."),
)  # fmt: skip


def fix(paths: tuple[str, ...], **flags: Any) -> int:
    """Fix what can be fixed, and say what was left and why.

    PATHS are files and directories, by default the current directory. Only safe fixes are
    made: those that raise a floor or drop old versions and do nothing else. A fix stays only
    where its finding is gone afterwards, no other came, and the file still parses.

    The exit code is that of check for what is left; with --diff, for what there is.
    """
    from tlslint.run import exit_code

    rules = load_rules()
    configuration = configure(rules, flags)
    options = configuration.of(".")
    report = scanned(paths, rules, configuration, flags)
    report = with_problems(report, configuration, options)
    diff: bool = flags["diff"]
    done = list(fix_all(report, rules, configuration, unsafe=flags["unsafe_fixes"], write=not diff))
    if diff:
        _show(done)
    complain(report.problems)
    lines = [*told(done, diff=diff), *([] if flags["quiet"] else [summary(done, diff)])]
    if diff:
        for line in lines:
            terminal.tell(line)
    else:
        terminal.write("".join(line + "\n" for line in lines))
        left = tuple(item.finding for result in done for item in result.left)
        report = replace(report, findings=left)
    return exit_code(report, options.fail_on)


COMMAND = Command(fix, (*SCAN, *OPTIONS, *WALK), PATHS)


def fix_all(
    report: Report,
    rules: RuleSet,
    configuration: Configuration,
    *,
    unsafe: bool,
    write: bool = True,
) -> Iterator[Fixed]:
    """The fixes of all findings of a report, file by file; they are written unless ``write`` is off.

    All are found before the first is written: a project's new target would change what its code needs.
    """
    from tlslint.work import Worker

    worker = Worker(rules)
    found = [
        fix_file(
            path, findings, configuration.for_file(path), worker, unsafe, report.sought.get(path)
        )
        for path, findings in by_file(report.findings).items()
    ]
    for result in found:
        yield written(result) if write else result


def told(done: Iterable[Fixed], *, left: bool = True, diff: bool = False) -> Iterator[str]:
    """A line for each finding: what was fixed, and what stays and why."""
    verb = "would fix" if diff else "fixed"
    for result in done:
        for f in result.fixed:
            place = f"{escape.path(f.place.path)}:{f.place.line}:{f.place.column}"
            title = f.fix.title if f.fix is not None else ""
            yield f"{place}: {verb} {f.rule}: {escape.line(title)}"
        for f, reason in result.left if left else ():
            place = f"{escape.path(f.place.path)}:{f.place.line}:{f.place.column}"
            yield f"{place}: left {f.rule}: {escape.line(reason)}"


def summary(done: list[Fixed], diff: bool) -> str:
    """The last line: how many were fixed, in how many files, and what is left."""
    fixed = sum(len(result.fixed) for result in done)
    files = sum(1 for result in done if result.fixed)
    left = [item for result in done for item in result.left]
    verb = "Would fix" if diff else "Fixed"
    text = f"{verb} {fixed:,} of {plural(fixed + len(left), 'finding')} in {plural(files, 'file')}"
    unsafe = sum(1 for item in left if item.reason.startswith("--unsafe-fixes"))
    if unsafe:
        text += f"; --unsafe-fixes would fix {unsafe:,} more"
    return text


def _show(done: Iterable[Fixed]) -> None:
    """Write the patch on standard output, byte for byte."""
    from tlslint.cli.files import root_prefix

    here = os.path.abspath(os.curdir)
    prefix = root_prefix(here)
    root = here[: -len(prefix)] if prefix else here
    try:
        for result in done:
            name = os.path.relpath(os.path.abspath(result.path), root).replace(os.sep, "/")
            sys.stdout.buffer.write(patch(name, result.before, result.after))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        raise terminal.Failure(f"cannot write the patch: {error.strerror}") from None
