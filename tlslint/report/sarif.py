"""SARIF 2.1.0 for code scanning services, GitHub's above all."""

from __future__ import annotations

import os
from bisect import bisect_right
from typing import Any
from urllib.parse import quote

from tlslint.facts import Finding, Place, Problem, Report, Severity
from tlslint.report import escape
from tlslint.report.context import HOME, Context, RuleInfo, advice, docs_url, gravity

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
#: Out of 100; what cannot connect counts 15 more.
_RANK: dict[Severity, float] = {"error": 80.0, "warning": 50.0, "info": 20.0}
#: GitHub reads them as high, medium and low.
_SECURITY: dict[Severity, str] = {"error": "7.5", "warning": "5.3", "info": "2.0"}
_LONGEST = 1024
#: GitHub takes no more results of one run.
MOST_RESULTS = 25_000
_INCOMPLETE = frozenset({"unreadable", "too-large", "timeout", "internal"})


def render(report: Report, context: Context) -> str:
    """One run. Suppressed findings are left out: GitHub would open alerts for them."""
    findings = sorted(
        report.findings, key=lambda f: (f.place.path, f.place.line, f.place.column, f.rule)
    )
    if len(findings) > MOST_RESULTS:
        findings = sorted(findings, key=gravity)[:MOST_RESULTS]
    names = sorted({*context.rules, *(f.rule for f in findings)})
    numbers = {name: n for n, name in enumerate(names)}
    files: dict[str, _File] = {}
    for finding in findings:
        path = finding.place.path
        if path not in files:
            files[path] = _File(context.read(path))
    run = {
        "tool": {
            "driver": {
                "name": "tlslint",
                "semanticVersion": context.version,
                "informationUri": HOME,
                "rules": [_rule(name, context.rule(name), findings) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "tlslint/"},
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The root of the repository"}}
        },
        "invocations": [
            {
                "executionSuccessful": not any(p.kind in _INCOMPLETE for p in report.problems),
                "toolExecutionNotifications": [_notification(p, context) for p in report.problems],
            }
        ],
        "results": [_result(f, numbers[f.rule], files[f.place.path], context) for f in findings],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return escape.document(document)


def _rule(name: str, rule: RuleInfo | None, findings: list[Finding]) -> dict[str, Any]:
    title = _fit(rule.title if rule else "") or name
    about = _fit(rule.about if rule else "") or title
    # A rule's level is that of its gravest finding here, and that of most rules otherwise.
    order = list(_LEVEL)
    found = [f.severity for f in findings if f.rule == name]
    severity = min(found, key=order.index) if found else "error"
    url = docs_url(name)
    entry: dict[str, Any] = {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-"))[:255],
        "shortDescription": {"text": title},
        "fullDescription": {"text": about},
        "helpUri": url,
        "help": {"text": f"{about}\n\n{url}", "markdown": _markdown(title, about, rule, url)},
        "defaultConfiguration": {"level": _LEVEL[severity]},
        "properties": {
            "tags": ["security", "external/cwe/cwe-327", "external/cwe/cwe-757"],
            "precision": "high",
            "security-severity": _SECURITY[severity],
        },
    }
    return entry


def _markdown(title: str, about: str, rule: RuleInfo | None, url: str) -> str:
    parts = [f"**{title}**", about]
    if rule is not None:
        for label, code in (("Weak", rule.weak), ("Strong", rule.strong)):
            if code.strip():
                fence = _fence(code)
                parts.append(f"{label}:\n\n{fence}\n{code.strip(chr(10))}\n{fence}")
        if rule.sources:
            parts.append("Sources:\n" + "\n".join(f"- <{source}>" for source in rule.sources))
    parts.append(f"[Documentation]({url})")
    return "\n\n".join(parts)


def _fence(code: str) -> str:
    """A fence that no run of backticks in ``code`` can close."""
    fence = "```"
    while fence in code:
        fence += "`"
    return fence


def _fit(text: str) -> str:
    text = escape.line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _notification(problem: Problem, context: Context) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "level": "warning" if problem.kind in ("too-large", "malformed") else "error",
        "message": {"text": escape.line(problem.message) or problem.kind},
        "descriptor": {"id": problem.kind},
    }
    if problem.path:
        location: dict[str, Any] = {"artifactLocation": _artifact(problem.path, context)}
        if problem.line:
            location["region"] = {"startLine": problem.line}
        entry["locations"] = [{"physicalLocation": location}]
    return entry


def _result(f: Finding, number: int, file: _File, context: Context) -> dict[str, Any]:
    prints = {"tlslint/v1": f.fingerprint}
    hashed = file.hash(f.place.line)
    if hashed:
        prints["primaryLocationLineHash"] = hashed
    result: dict[str, Any] = {
        "ruleId": f.rule,
        "ruleIndex": number,
        "level": _LEVEL[f.severity],
        "rank": _RANK[f.severity] + (15.0 if f.verdict == "cannot-connect" else 0.0),
        "message": {"text": advice(f)},
        "locations": [_location(f.place, f.source, context)],
        "partialFingerprints": prints,
        "properties": {
            "verdict": f.verdict,
            "origin": f.origin,
            "allowed": [str(v) for v in f.allowed],
            "minimum": str(f.minimum),
        },
    }
    if f.related:
        result["relatedLocations"] = [
            {
                "id": n,
                **_location(r.place, None, context),
                "message": {"text": escape.line(r.message)},
            }
            for n, r in enumerate(f.related, start=1)
        ]
    fix = _fix(f, file, context)
    if fix:
        result["fixes"] = [fix]
    return result


def _location(place: Place, source: str | None, context: Context) -> dict[str, Any]:
    """A region of one line: GitHub shows an alert in a change only if all its lines changed."""
    end = place.end_column
    if place.end_line != place.line:
        end = len(source) + 1 if source is not None else place.column + 1
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": max(end, place.column),
    }
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.path, context),
            "region": region,
        }
    }


def _artifact(path: str, context: Context) -> dict[str, str]:
    path = context.from_root(path)
    encoded = quote(os.fsencode(path), safe="/-._~")
    if os.path.isabs(path):
        return {"uri": f"file://{'' if encoded.startswith('/') else '/'}{encoded}"}
    if path.startswith("../"):
        return {"uri": encoded}
    return {"uri": encoded, "uriBaseId": "%SRCROOT%"}


def _fix(f: Finding, file: _File, context: Context) -> dict[str, Any] | None:
    if f.fix is None or not f.fix.edits or not file.known:
        return None
    return {
        "description": {"text": escape.line(f.fix.title)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(f.place.path, context),
                "replacements": [
                    {
                        "deletedRegion": file.region(e.span.start, e.span.end),
                        "insertedContent": {"text": e.text},
                    }
                    for e in f.fix.edits
                ],
            }
        ],
    }


class _File:
    """Positions and line hashes of one file, made when asked for."""

    def __init__(self, text: str | None) -> None:
        self.known = text is not None
        self._text = text or ""
        self._data = b""
        self._starts: list[int] = []
        self._hashes: list[str] | None = None

    def hash(self, line: int) -> str | None:
        if self._hashes is None:
            self._hashes = line_hashes(self._text) if self.known else []
        return self._hashes[line - 1] if 0 < line <= len(self._hashes) else None

    def region(self, start: int, end: int) -> dict[str, int]:
        if not self._starts:
            self._data = self._text.encode("utf-8", "replace")
            self._starts = [0]
            self._starts += [n + 1 for n, byte in enumerate(self._data) if byte == 10]
        (first, column), (last, end_column) = self._at(start), self._at(end)
        return {
            "startLine": first,
            "startColumn": column,
            "endLine": last,
            "endColumn": end_column,
        }

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        before = self._data[self._starts[line - 1] : offset]
        return line, len(before.decode("utf-8", "replace")) + 1


def line_hashes(text: str) -> list[str]:
    """GitHub's ``primaryLocationLineHash`` of each line.

    It is a rolling hash (base 37, modulo 2**64) over 100 UTF-16 code units from the line's
    start, white space other than line ends left out; the number after the colon counts equal
    hashes. GitHub computes the same and complains about any other value.
    """
    block, mask = 100, (1 << 64) - 1
    units: list[int] = []
    starts: list[int] = []
    at_start, after_return = True, False
    raw = text.encode("utf-16-le", "surrogatepass")
    for low, high in zip(raw[::2], raw[1::2], strict=True):
        unit = low | high << 8
        if unit in (0x20, 0x09) or (after_return and unit == 0x0A):
            after_return = False
            continue
        after_return = unit == 0x0D
        if after_return:
            unit = 0x0A
        if at_start:
            starts.append(len(units))
        at_start = unit == 0x0A
        units.append(unit)
    if at_start:
        starts.append(len(units))
    units += [0xFFFF] + [0] * block
    sums = [0]
    for unit in units:
        sums.append((sums[-1] * 37 + unit) & mask)
    weight = pow(37, block, 1 << 64)
    seen: dict[str, int] = {}
    hashes = []
    for start in starts:
        value = format((sums[start + block] - sums[start] * weight) & mask, "x")
        seen[value] = seen.get(value, 0) + 1
        hashes.append(f"{value}:{seen[value]}")
    return hashes
