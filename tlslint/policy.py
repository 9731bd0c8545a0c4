"""The one place that knows the minimum: bounds in, verdicts and severities out."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

from tlslint.bounds import Bounds, Cause
from tlslint.facts import SEVERITIES, Origin, Severity, Verdict
from tlslint.record import record
from tlslint.rulemodel import Rule
from tlslint.versions import Version, Versions, names


@record
class Judged:
    """One cause to blame, for what, and what is allowed because of it."""

    cause: Cause
    verdict: Verdict
    allowed: Versions
    old: Versions


def judge(states: Iterable[Bounds], minimum: Version) -> list[Judged]:
    """What is to blame in any of an object's possible states."""
    found: dict[tuple[str, object, str], Judged] = {}
    for state in states:
        for each in _judge_one(state, minimum):
            key = (each.cause.rule, each.cause.fact, each.verdict)
            old = found.get(key)
            if old is None:
                found[key] = each
            else:
                cause = min(old.cause, each.cause, key=lambda c: c.span)
                found[key] = Judged(
                    cause, each.verdict, old.allowed | each.allowed, old.old | each.old
                )
    return list(found.values())


def _judge_one(state: Bounds, minimum: Version) -> list[Judged]:
    allowed = state.allowed
    if not any(v >= minimum for v in allowed):
        cause = state.keeps_out(v for v in Version if v >= minimum)
        if cause.source in ("unknown", "unresolved"):
            return []
        return [Judged(_weakest(state, cause, minimum), "cannot-connect", allowed, allowed)]
    out: dict[tuple[str, object], Judged] = {}
    for version in sorted(allowed):
        if version >= minimum:
            break
        cause = state.lets_in(version)
        if cause.source in ("unknown", "unresolved"):
            continue
        key = (cause.rule, cause.fact)
        if key not in out:
            out[key] = Judged(cause, "allows-old", allowed, frozenset({version}))
        else:
            first = out[key]
            blamed = min(first.cause, cause, key=lambda c: c.span)
            out[key] = Judged(blamed, "allows-old", allowed, first.old | {version})
    return list(out.values())


def _weakest(state: Bounds, cause: Cause, minimum: Version) -> Cause:
    """Where one value shut out everything new, the place of the old version that it names instead."""
    for version, (on, switch) in zip(Version, state.switches, strict=True):
        same = (switch.rule, switch.fact, switch.source) == (cause.rule, cause.fact, cause.source)
        if version < minimum and on and same:
            return switch
    return cause


def origin_of(cause: Cause) -> Origin:
    """Where a permission comes from, as reports say it."""
    if cause.source in ("default", "range"):
        return "default"
    if cause.source == "option":
        return "option"
    if cause.source == "explicit":
        return "explicit"
    return "unresolved"


def severity_of(rule: Rule, verdict: Verdict, origin: Origin, subject: str = "") -> Severity:
    """How severe a finding is; a rule may say otherwise for a verdict, or set a limit for subjects."""
    severity: Severity = "error"
    if origin in ("option", "unresolved"):
        severity = "info"
    elif origin == "default" and verdict == "allows-old":
        severity = "warning"
    limits = [severity]
    for key, said in rule.severity:
        if key == verdict:
            limits[0] = said
        elif fnmatch.fnmatchcase(subject, key.partition(" ")[2]) and key.startswith("subject "):
            limits.append(said)
    return max(limits, key=SEVERITIES.index)


def listed(versions: Iterable[Version]) -> str:
    """``TLSv1.0, TLSv1.1 and TLSv1.2``; ``no version`` for none."""
    items = names(versions)
    if not items:
        return "no version"
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} and {items[-1]}"
