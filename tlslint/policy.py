"""The one place that knows the minimum: bounds in, verdicts and severities out."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping

from tlslint.bounds import FRESH, NOBODY, Bounds, Cause, mended
from tlslint.engine.spans import within
from tlslint.facts import SEVERITIES, Origin, Safety, Severity, Span, Verdict
from tlslint.record import record, replace
from tlslint.rulemodel import Rule
from tlslint.values import Flags, OneOf, Row
from tlslint.versions import EACH, Version, Versions, names

#: Settings of one object, each of which alone keeps everything new out.
_MAX_LAYERS = 6
#: Where a cause comes from that nobody wrote; and the kinds of objects whose defaults do not count.
DEFAULTS = ("default", "range")
_HELD = ("failed", "handed", "passing")


@record
class Judged:
    """One cause to blame, for what, and what is allowed because of it.

    ``spare`` says how safe it is to take away what only adds to an object that has the minimum by
    another cause, or will have it once that one is mended. ``places`` are those of all that lets
    old versions in. ``capped``: a ceiling beside it that somebody chooses, or that is not known, may be below the minimum,
    or a range that is old at both ends, as what asks a server for old versions has it.
    ``shut``: nothing from the minimum on is allowed as it is.
    """

    cause: Cause
    verdict: Verdict
    allowed: Versions
    old: Versions
    spare: Safety | None = None
    places: tuple[Span, ...] = ()
    capped: bool = False
    shut: bool = False


def judge(
    states: Iterable[Bounds], minimum: Version, lists: Mapping[Span, Row] | None = None
) -> list[Judged]:
    """What is to blame in any of an object's possible states; one entry for each place to edit.

    ``lists`` are those that constants are written in, by the places of the constants.
    """
    found: dict[tuple[str, Span, str, Span], Judged] = {}
    for state in states:
        if state is FRESH:
            continue  # nobody spoke of it
        for each in _judge_all(state, minimum, lists or {}):
            key = (
                each.cause.rule,
                each.cause.fact,
                each.verdict,
                _written(each.cause, lists or {}),
            )
            found[key] = _joined(found.get(key), each)
    # what would be to blame once something else is mended is no other way
    softer = [j for j in found.values() if j.verdict == "allows-old" and not j.shut]
    return [f for f in found.values() if not any(_raised(f, each, lists or {}) for each in softer)]


def _raised(judged: Judged, other: Judged, lists: Mapping[Span, Row]) -> bool:
    """Whether what keeps everything new out is, where something new is added to it, what lets old versions in."""
    if judged.verdict != "cannot-connect" or judged.cause.rule != other.cause.rule:
        return False
    places = [_written(each.cause, lists) for each in (judged, other)]
    return within(places[0], places[1]) or within(places[1], places[0])


def _judge_all(state: Bounds, minimum: Version, lists: Mapping[Span, Row]) -> list[Judged]:
    """What is to blame in one state, and what would be once the first places are mended."""
    out: list[Judged] = []
    now = state.allowed
    ceiling = state.ceiling
    chosen = ceiling.cause.source == "option" and ceiling.version < minimum
    capped = chosen or (ceiling.cause.source == "unresolved" and ceiling.cause.effect == "ceiling")
    capped = capped or _old_range(state, minimum)
    shut = all(v < minimum for v in now)
    for _ in range(_MAX_LAYERS):
        found = [_at_present(each, now) for each in _judge_one(state, minimum, lists)]
        if capped or shut:
            found = [replace(each, capped=capped, shut=shut) for each in found]
        out += [f for f in found if not any(_one_edit(f.cause, o.cause) for o in out)]
        if not found or found[0].verdict != "cannot-connect":
            break
        for each in found:
            state = mended(state, each.cause, minimum)
    return out


def _old_range(state: Bounds, minimum: Version) -> bool:
    """Whether somebody wrote a floor and a ceiling, each by itself, and both are old."""
    floor, ceiling = state.floor, state.ceiling
    if ceiling.version >= minimum or {floor.cause.source, ceiling.cause.source} != {"explicit"}:
        return False
    return (floor.cause.fact, floor.cause.span) != (ceiling.cause.fact, ceiling.cause.span)


def _at_present(judged: Judged, now: Versions) -> Judged:
    """What would be to blame once another place is mended, with what is allowed as long as it is not."""
    old = judged.old & now
    return replace(judged, allowed=judged.allowed & now, old=old) if old else judged


def _one_edit(a: Cause, b: Cause) -> bool:
    """Whether two causes are the same value of the same setting."""
    values = [c.value.span if c.value is not None else c.span for c in (a, b)]
    return (a.rule, a.fact, values[0]) == (b.rule, b.fact, values[1])


def _judge_one(state: Bounds, minimum: Version, lists: Mapping[Span, Row]) -> list[Judged]:
    allowed = state.allowed
    if not any(v >= minimum for v in allowed):
        if not allowed and _all_off(state):
            return []
        cause = state.keeps_out(v for v in EACH if v >= minimum)
        if cause.source in ("unknown", "unresolved") or _too_new(state, cause, minimum):
            return []
        if _crossed(state, cause, minimum):
            return []
        named = _named_instead(state, cause, minimum) or [cause]
        return [
            Judged(each, "cannot-connect", allowed, allowed, places=(each.span,)) for each in named
        ]
    out: dict[tuple[str, Span, Span], Judged] = {}
    # of old versions that nobody spoke of it is not known that they are allowed
    told = frozenset(v for v in allowed if v >= minimum or _spoken_of(state, v))
    first = NOBODY
    for version in sorted(allowed, key=lambda v: state.lets_in(v).order):
        if version >= minimum:
            continue
        if not _spoken_of(state, version):
            continue
        cause = state.lets_in(version)
        spare: Safety | None = None
        if _adds(state, cause):
            if _given(state, minimum, cause):
                spare = "safe"
            elif first not in (NOBODY, cause):
                spare = "unsafe"
        first = cause if first == NOBODY else first
        key = (cause.rule, cause.fact, _written(cause, lists))
        new = Judged(cause, "allows-old", told, frozenset({version}), spare, (cause.span,))
        out[key] = _joined(out.get(key), new)
    return list(out.values())


def _all_off(state: Bounds) -> bool:
    """Whether every version of TLS was switched off by name: what is to be used is switched on in ways not seen."""
    return all(
        not on and cause.source == "explicit"
        for version, (on, cause) in zip(EACH, state.switches, strict=True)
        if version >= Version.TLSv1_0
    )


def _spoken_of(state: Bounds, version: Version) -> bool:
    return state.lets_in(version).source not in ("unknown", "unresolved")


def _adds(state: Bounds, cause: Cause) -> bool:
    """Whether a cause switched versions on and none off."""
    if cause.source != "explicit" or state.floor.cause.order == cause.order:
        return False
    return all(on or other.order != cause.order for on, other in state.switches)


def _given(state: Bounds, version: Version, cause: Cause) -> bool:
    """Whether somebody wrote a version elsewhere than ``cause`` did."""
    on, other = state.switches[version]
    return on and other.source == "explicit" and other.order != cause.order


def _too_new(state: Bounds, cause: Cause, minimum: Version) -> bool:
    """Whether somebody wrote a floor high enough, and it is only the platform that does not reach it."""
    if cause != state.floor.cause or state.floor.version < minimum:
        return False
    wanted = [v for v in EACH if v >= state.floor.version]
    others = [state.switches[v][1] for v in wanted]
    if state.ceiling.version < state.floor.version:
        others.append(state.ceiling.cause)
    return all(c.source in ("default", "range", "unknown") for c in others)


def _crossed(state: Bounds, cause: Cause, minimum: Version) -> bool:
    """Whether a floor stands above a ceiling that is high enough: nothing old is at work.

    Two conditions that go together in truth, each for one end of a range, seem to make such ranges.
    """
    ends = state.floor.cause, state.ceiling.cause
    return cause in ends and minimum <= state.ceiling.version < state.floor.version


def _joined(old: Judged | None, new: Judged) -> Judged:
    """Both as one: blamed is what is written first."""
    if old is None:
        return new
    cause = min(old.cause, new.cause, key=lambda c: c.span)
    both = (old.spare, new.spare)
    spare: Safety | None = None if None in both else "unsafe" if "unsafe" in both else "safe"
    allowed, below = old.allowed | new.allowed, old.old | new.old
    places = tuple(dict.fromkeys((*old.places, *new.places)))
    capped, shut = old.capped or new.capped, old.shut or new.shut
    return Judged(cause, new.verdict, allowed, below, spare, places, capped, shut)


def _named_instead(state: Bounds, cause: Cause, minimum: Version) -> list[Cause]:
    """Where one value shut out everything new, the places of the old versions that it names instead."""
    wanted = (cause.rule, cause.fact, cause.source)
    return [
        switch
        for version, (on, switch) in zip(EACH, state.switches, strict=True)
        if version < minimum and on and (switch.rule, switch.fact, switch.source) == wanted
    ]


def opened_too(states: Iterable[Bounds], judged: Judged) -> list[Span]:
    """Where flags are cleared that would keep out what the floor that is blamed lets in."""
    cause = judged.cause
    if cause.effect != "floor" or cause.source != "explicit":
        return []
    switches = (
        x.switches[v] for x in states if x.contiguous and x.floor.cause == cause for v in judged.old
    )
    found = {
        c.fact for on, c in switches if on and c != NOBODY and c.source in ("explicit", "option")
    }
    return sorted(found - {cause.fact})


def _written(cause: Cause, lists: Mapping[Span, Row]) -> Span:
    """What has to be edited as one: the whole fact, or the list, union or alternative that a value stands in."""
    if cause.apart and cause.value is not None and within(cause.value.span, cause.fact):
        return cause.value.span
    parts = [] if within(cause.span, cause.fact) else [cause.value]
    for part in parts:
        if isinstance(part, (Row, Flags)) and within(cause.span, part.span):
            return part.span
        if isinstance(part, (Row, OneOf)):
            parts.extend(part.items)
        elif isinstance(part, Flags):
            parts.extend(part.plus)
    if not parts:
        return cause.fact
    # items that were taken from a list, each by itself
    return lists[cause.span].span if cause.span in lists else cause.span


def counts(cause: Cause, kind: str) -> bool:
    """Whether a cause counts for an object of a kind: the defaults of some are not what decides."""
    return cause.source not in DEFAULTS or kind not in _HELD


def origin_of(cause: Cause) -> Origin:
    """Where a permission comes from, as reports say it."""
    if cause.source in DEFAULTS:
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
