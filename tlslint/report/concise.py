"""One line per finding, for editors, problem matchers and grep."""

from __future__ import annotations

from tlslint.facts import Report
from tlslint.report import escape
from tlslint.report.context import Context


def render(report: Report, context: Context) -> str:
    """``path:line:col: error|warning|info rule-id: message`` for each finding."""
    return "".join(
        f"{escape.path(f.place.path)}:{f.place.line}:{f.place.column}: "
        f"{f.severity} {f.rule}: {escape.line(f.message)}\n"
        for f in report.findings
    )
