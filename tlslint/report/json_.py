"""JSON for programs. Fields are added, never changed or removed, within one schema number."""

from __future__ import annotations

from typing import Any

from tlslint.facts import Finding, Report
from tlslint.report import escape
from tlslint.report.context import Context, counts, skipped
from tlslint.versions import names

SCHEMA = 1


def render(report: Report, context: Context) -> str:
    """The whole report; see docs/schema/output.json."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "tool": {"name": "tlslint", "version": context.version},
        "summary": {
            "seen": report.seen,
            "scanned": report.scanned,
            "parsed": report.parsed,
            "skipped": skipped(report),
            "findings": counts(report),
            "suppressed": len(report.suppressed),
            "unresolved": report.unresolved,
            "errors": len(report.problems),
        },
        "errors": [
            {
                "kind": p.kind,
                "path": escape.path(p.path) if p.path else "",
                "line": p.line or None,
                "message": escape.line(p.message),
            }
            for p in report.problems
        ],
        "findings": [finding(f) for f in report.findings],
        "suppressed": [{**finding(s.finding), "reason": s.reason} for s in report.suppressed],
        "skipped": [{"path": escape.path(s.path), "reason": s.reason} for s in report.skipped],
    }
    if context.show_files:
        document["scanned"] = [escape.path(path) for path in report.scanned_paths]
    return escape.document(document)


def finding(f: Finding) -> dict[str, Any]:
    """One finding; lines and columns are 1-based, columns count code points."""
    return {
        "rule": f.rule,
        "path": escape.path(f.place.path),
        "line": f.place.line,
        "column": f.place.column,
        "end_line": f.place.end_line,
        "end_column": f.place.end_column,
        "severity": f.severity,
        "verdict": f.verdict,
        "origin": f.origin,
        "side": f.side,
        "allowed": names(f.allowed),
        "minimum": str(f.minimum),
        "message": escape.line(f.message),
        "hint": escape.line(f.hint),
        "language": f.language,
        "fingerprint": f.fingerprint,
        "related": [
            {
                "path": escape.path(r.place.path),
                "line": r.place.line,
                "column": r.place.column,
                "message": escape.line(r.message),
            }
            for r in f.related
        ],
        "fix": None
        if f.fix is None
        else {
            "title": f.fix.title,
            "safety": f.fix.safety,
            "edits": [
                {"start": e.span.start, "end": e.span.end, "text": e.text} for e in f.fix.edits
            ],
            "replacement": f.replacement,
        },
    }
