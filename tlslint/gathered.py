"""What a scan has found so far, in any order, and the report of it, whose order is always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint.facts import (
    FileResult,
    Finding,
    KeyUse,
    Place,
    Problem,
    Report,
    Side,
    Skipped,
    Sought,
    Suppressed,
    Trace,
)

if TYPE_CHECKING:
    from tlslint.rules import RuleSet


class Gathered:
    """What has been gathered so far."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.suppressed: list[Suppressed] = []
        self.problems: list[Problem] = []
        self.skipped: list[Skipped] = []
        self.trace: list[Trace] = []
        self.scanned: list[str] = []
        self.taken: list[Place] = []
        self.sides: list[tuple[Place, Side, bool]] = []
        self.keys: list[KeyUse] = []
        self.brought: list[tuple[str, Place]] = []
        self.sought: dict[str, Sought] = {}
        self.seen = self.parsed = self.unresolved = 0

    def add(self, result: FileResult | Skipped | Problem) -> None:
        """What became of one file."""
        if isinstance(result, FileResult):
            self.parsed += 1
            self.findings += result.findings
            self.suppressed += result.suppressed
            self.problems += result.problems
            self.unresolved += result.unresolved
            self.trace += result.trace
            self.taken += result.taken
            self.sides += result.sides
            self.keys += result.keys
            self.brought += result.brought
        elif isinstance(result, Skipped):
            self.skipped.append(result)
            if result.path in self.scanned:
                self.scanned.remove(result.path)
        else:
            self.problems.append(result)

    def unite(self, rules: RuleSet) -> None:
        """Tell what was found at a definition and at its uses once."""
        from tlslint.causes import served, united

        self.findings, self.suppressed = united(self.findings, self.suppressed, self.taken, rules)
        if self.sides:
            self.findings = served(self.findings, self.sides)

    def report(self, seconds: float) -> Report:
        """All of it, in order, for a scan that took some ``seconds``."""
        return Report(
            tuple(sorted(self.findings, key=_finding_key)),
            tuple(sorted(self.suppressed, key=lambda s: _finding_key(s.finding))),
            tuple(sorted(self.problems, key=lambda p: (p.path, p.line, p.kind, p.message))),
            tuple(sorted(self.skipped, key=lambda s: (s.path, s.reason))),
            tuple(sorted(self.scanned)),
            self.seen,
            len(self.scanned),
            self.parsed,
            self.unresolved,
            seconds,
            tuple(self.trace),
            self.sought,
            tuple(sorted(self.keys, key=key_order)),
        )


def key_order(use: KeyUse) -> tuple[str, int, int, str, str, int, str]:
    """What puts keys that code reads in the order of the code."""
    place = use.place
    return (place.path, place.line, place.column, use.key, use.rule, use.argument, use.side)


def _finding_key(finding: Finding) -> tuple[str, int, int, str, int, int, str, str]:
    place = finding.place
    return (
        place.path,
        place.line,
        place.column,
        finding.rule,
        place.end_line,
        place.end_column,
        finding.origin,
        finding.message,
    )
