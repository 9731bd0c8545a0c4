"""What a format is given besides the report, and what all formats say in the same words."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from tlslint import __version__
from tlslint.facts import SEVERITIES, Finding, Problem, Report
from tlslint.record import record
from tlslint.report import escape

HOME = "https://github.com/tlslint/tlslint"


class RuleInfo(Protocol):
    """What reports need of a rule."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def about(self) -> str: ...  # noqa: D102
    @property
    def library(self) -> str: ...  # noqa: D102
    @property
    def languages(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def side(self) -> str: ...  # noqa: D102
    @property
    def sources(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def weak(self) -> str: ...  # noqa: D102
    @property
    def strong(self) -> str: ...  # noqa: D102


@record
class Builtin:
    """A rule about suppressions, not about TLS."""

    id: str
    title: str
    about: str
    weak: str
    strong: str
    library: str = "tlslint"
    languages: tuple[str, ...] = ()
    side: str = "client"
    sources: tuple[str, ...] = ()


_EXAMPLES = {
    "unused-suppression": (
        "# tlslint: ignore[rule-id] -- above code that is fine",
        "# no comment",
    ),
    "malformed-suppression": (
        "# tlslint: ignore",
        "# tlslint: ignore[rule-id] -- why this is accepted",
    ),
}


def builtin(name: str) -> Builtin | None:
    """The built-in rule of that id."""
    from tlslint.rules import BUILT_IN

    for id_, title, about in BUILT_IN:
        if id_ == name:
            return Builtin(id_, title, about, *_EXAMPLES.get(id_, ("", "")))
    return None


@record
class Context:
    """How to render.

    ``rules`` are the active rules by id. ``read`` gives the text of a reported file, or None.
    ``prefix`` leads from the repository root to the working directory (``services/api``).
    ``unicode`` allows glyphs beyond ASCII, ``width`` is the screen's. ``summary`` is off under
    ``--quiet``.
    """

    rules: Mapping[str, RuleInfo] = MappingProxyType({})
    read: Callable[[str], str | None] = lambda path: None
    prefix: str = ""
    color: bool = False
    unicode: bool = True
    width: int = 120
    summary: bool = True
    statistics: bool = False
    show_files: bool = False
    version: str = __version__

    def rule(self, name: str) -> RuleInfo | None:
        """What is known about a rule, the built-in ones too."""
        return self.rules.get(name) or builtin(name)

    def from_root(self, path: str) -> str:
        """``path``, which is relative to the working directory, relative to the repository."""
        if os.path.isabs(path) or not self.prefix:
            return path
        return posixpath.normpath(posixpath.join(self.prefix, path))


def docs_url(rule: str) -> str:
    """The page about a rule."""
    return f"{HOME}/blob/main/docs/rules/{rule}.md"


def advice(finding: Finding) -> str:
    """Message and hint as one line of sentences."""
    message = escape.line(finding.message)
    hint = escape.line(finding.hint)
    if not hint:
        return message
    return f"{message if message.endswith(('.', '!', '?')) else message + '.'} {hint}"


def problem_text(problem: Problem) -> str:
    """``path:line: message`` of a problem."""
    place = (
        f"{escape.path(problem.path)}:{problem.line}" if problem.line else escape.path(problem.path)
    )
    return (
        f"{place}: {escape.line(problem.message)}" if problem.path else escape.line(problem.message)
    )


def counts(report: Report) -> dict[str, int]:
    """The number of findings of each severity, most severe first."""
    found = dict.fromkeys(SEVERITIES, 0)
    for finding in report.findings:
        found[finding.severity] += 1
    return {str(name): number for name, number in found.items()}


_ORIGINS = {"explicit": 0, "default": 1, "option": 2, "unresolved": 3}


def gravity(finding: Finding) -> tuple[int, bool, int, str, int, int, str]:
    """The key that sorts the gravest first.

    First what will fail to connect, then what somebody chose, then what an old platform brings.
    """
    place = finding.place
    return (
        SEVERITIES.index(finding.severity),
        finding.verdict != "cannot-connect",
        _ORIGINS[finding.origin],
        place.path,
        place.line,
        place.column,
        finding.rule,
    )


def gone(finding: Finding) -> bool:
    """Whether the fix takes away the line of a finding."""
    edits = finding.fix.edits if finding.fix is not None else ()
    if len(edits) != 1 or edits[0].text:
        return False
    span, edit = finding.span, edits[0].span
    before = finding.source[: finding.place.column - 1].encode()
    stays = before[: max(0, len(before) - (span.start - edit.start))]
    return edit.start <= span.start < span.end < edit.end and not stays.strip()


def plural(number: int, word: str) -> str:
    """``1 file``, ``2 files``; numbers have thousands separators."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def skipped(report: Report) -> int:
    """How many files were met and not searched; directories that were left out count as nothing."""
    return max(report.seen - report.scanned, 0)


def summary(report: Report) -> str:
    """The line that ends a report for people."""
    severities = counts(report)
    found = ", ".join(
        plural(n, name) if name != "info" else f"{n:,} info" for name, n in severities.items() if n
    )
    files = f"{plural(report.seen, 'file')} seen, {report.scanned:,} scanned, {skipped(report):,} skipped"
    extra = [
        text
        for number, text in (
            (len(report.suppressed), f"{len(report.suppressed):,} suppressed"),
            (report.unresolved, f"{report.unresolved:,} unresolved"),
            (len(report.problems), plural(len(report.problems), "problem")),
        )
        if number
    ]
    head = f"{found} found" if found else "No findings"
    return "; ".join([head, files, *([", ".join(extra)] if extra else [])])


def statistics(report: Report) -> list[tuple[str, int]]:
    """Each rule with its number of findings, most findings first."""
    tally: dict[str, int] = {}
    for finding in report.findings:
        tally[finding.rule] = tally.get(finding.rule, 0) + 1
    return sorted(tally.items(), key=lambda item: (-item[1], item[0]))


def file_lines(report: Report) -> list[str]:
    """For ``--show-files``: what was scanned, what was skipped and why."""
    lines = [f"scanned {escape.path(path)}" for path in report.scanned_paths]
    lines += [f"skipped {escape.path(s.path)}: {escape.line(s.reason)}" for s in report.skipped]
    return lines
