"""Annotations of GitHub Actions: workflow commands, within the number that a step may make."""

from __future__ import annotations

from tlslint.facts import SEVERITIES, Finding, Report, Severity
from tlslint.regex import regex
from tlslint.report import escape
from tlslint.report.context import Context, advice, gone, gravity

#: A step shows this many annotations of each level and drops the rest without a word.
BUDGET = 10
#: The runner cuts longer messages.
LONGEST = 4000

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_UNSAFE = regex(r"[%\r\n:,]")


def render(report: Report, context: Context) -> str:
    """At most ten commands of each level, the gravest first, and a notice of what is left out.

    Source lines are never shown: a line of a log is a command if it looks like one.
    """
    lines: list[str] = []
    hidden = 0
    for severity in SEVERITIES:
        found = sorted((f for f in report.findings if f.severity == severity), key=gravity)
        # The closing notice counts against the budget of notices.
        room = BUDGET - 1 if severity == "info" else BUDGET
        lines += [_annotation(f, context) for f in found[:room]]
        hidden += max(0, len(found) - room)
    if hidden:
        more = "1 more finding is" if hidden == 1 else f"{hidden:,} more findings are"
        lines.append(f"::notice title=tlslint::{more} not shown here; see the full report")
    return "".join(line + "\n" for line in lines)


def _annotation(finding: Finding, context: Context) -> str:
    place = finding.place
    properties = {
        "file": escape.path(context.from_root(place.path)),
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": finding.rule,
    }
    if place.line == place.end_line:  # otherwise columns make the runner refuse the annotation
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    joined = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    message = escape_data(_message(finding)[:LONGEST])
    return f"::{_LEVEL[finding.severity]} {joined}::{message}"


def _message(finding: Finding) -> str:
    """Message and hint, and the line as the fix would leave it."""
    text = advice(finding)
    if gone(finding):
        return f"{text}\nDelete the line."
    new = finding.replacement
    if new is None or new == finding.source:
        return text
    rows = [escape.line(row) for row in new.split("\n")]
    return "\n".join([text, "Write instead:", *(row for row in rows if row)])


def escape_data(text: str) -> str:
    """``text`` as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """``text`` as a property of a command."""
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", text)
