"""Properties of the version algebra and of bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint import bounds as b
from tlslint.facts import Span
from tlslint.policy import judge
from tlslint.record import replace
from tlslint.rulemodel import parse_condition, parse_meaning
from tlslint.versions import (
    ALL,
    NONE,
    Version,
    below,
    between,
    names,
    parse_version,
    parse_versions,
)

versions = st.sampled_from(list(Version))
sets = st.frozensets(versions)
effects = st.sampled_from(["floor", "ceiling", "only", "except", "enable", "disable", "keep"])


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("1.2", Version.TLSv1_2),
        ("tls1.2", Version.TLSv1_2),
        ("TLSv1.2", Version.TLSv1_2),
        ("TLSv1", Version.TLSv1_0),
        ("tls1_1", Version.TLSv1_1),
        ("ssl3", Version.SSLv3),
        ("SSLv2", Version.SSLv2),
        ("dtls1.0", Version.TLSv1_1),
        ("DTLSv1.2", Version.TLSv1_2),
    ],
)
def test_spellings(text: str, version: Version) -> None:
    assert parse_version(text) is version


@pytest.mark.parametrize("text", ["", "1.4", "tls2", "ssl1", "dtls1.1", "1.2.3", "TLS", "v", "١.٢"])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unknown TLS version"):
        parse_version(text)


@given(versions)
def test_a_name_reads_back(version: Version) -> None:
    assert parse_version(str(version)) is version


@given(versions, versions)
def test_a_range_is_what_lies_between(low: Version, high: Version) -> None:
    found = parse_versions(f"{low}..{high}")
    assert found == between(low, high) == frozenset(v for v in Version if low <= v <= high)
    assert found | below(low) | frozenset(v for v in Version if v > high) == ALL or low > high


def test_lists_and_words() -> None:
    assert parse_versions("tls1.0, tls1.2") == {Version.TLSv1_0, Version.TLSv1_2}
    assert parse_versions("all") == ALL
    assert parse_versions("none") == NONE
    assert names(ALL) == ["SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"]


def cause(order: int, source: b.Source = "explicit") -> b.Cause:
    return b.Cause(order, source, f"rule-{order}", Span(order, order + 1), Span(order, order + 1))


def run(steps: list[tuple[str, frozenset[Version]]]) -> b.Bounds:
    state = b.FRESH
    for order, (effect, named) in enumerate(steps, 1):
        why = cause(order)
        state = b.apply(state, effect, dict.fromkeys(named, why), why)
    return state


steps = st.lists(st.tuples(effects, sets), max_size=6)


@given(steps, sets)
def test_disabled_is_off_and_only_is_exact(before: list, named: frozenset[Version]) -> None:
    assert not run([*before, ("disable", named)]).allowed & named
    only = run([*before, ("only", named)])
    assert only.allowed <= named
    assert run([("only", named)]).allowed == named
    assert run([("except", named)]).allowed == ALL - named


@given(steps, versions)
def test_a_floor_replaces_the_old_one(before: list, low: Version) -> None:
    after = run([*before, ("floor", frozenset({low}))])
    assert all(v >= low for v in after.allowed)
    higher = run([*before, ("floor", frozenset({low})), ("floor", frozenset({Version.TLSv1_2}))])
    assert all(v >= Version.TLSv1_2 for v in higher.allowed)


@given(steps, sets)
def test_enabling_after_disabling_gives_it_back(before: list, named: frozenset[Version]) -> None:
    off = run([*before, ("disable", named)])
    on = run([*before, ("disable", named), ("enable", named)])
    within = frozenset(v for v in named if on.floor.version <= v <= on.ceiling.version)
    assert on.allowed == off.allowed | within


@given(steps)
def test_pinned_bounds_ignore_later_limits(before: list) -> None:
    pinned = replace(run(before), pinned=True)
    why = cause(99)
    for effect in ("floor", "ceiling"):
        after = b.apply(pinned, effect, {Version.TLSv1_3: why}, why)
        # it is only kept for the day on which the pin goes
        assert replace(after, later=pinned.later) == pinned


@given(steps, versions)
def test_blame_is_complete_and_never_a_removal_of_old_versions(
    before: list, minimum: Version
) -> None:
    state = run(before)
    judged = judge([state], minimum)
    old = {v for v in state.allowed if v < minimum}
    reaches = any(v >= minimum for v in state.allowed)
    if not judged:
        # what nobody said anything about is not blamed on anybody
        assert not old or all(state.lets_in(v).source == "unknown" for v in old) or not reaches
    for number, each in enumerate(judged):
        assert each.cause.source != "unknown"
        # what follows shows once the first places are mended: an old floor behind an old ceiling
        if reaches or number == 0:
            assert each.verdict == ("allows-old" if reaches else "cannot-connect")
        order = each.cause.order
        effect, named = before[order - 1]
        if each.verdict == "allows-old":
            assert effect in ("floor", "only", "except", "enable")
            assert not (effect == "disable" and max(named, default=minimum) < minimum)


@given(steps)
def test_raising_the_minimum_never_takes_a_problem_away(before: list) -> None:
    state = run(before)
    found = [bool(judge([state], minimum)) for minimum in (Version.TLSv1_2, Version.TLSv1_3)]
    assert found[1] or not found[0]


def test_conditions_take_unknown_for_the_newest() -> None:
    (condition,) = parse_condition("python >= 3.10")
    assert condition.holds(lambda _: None)
    assert condition.holds(lambda _: (3, 10))
    assert condition.holds(lambda _: (3, 10, 1))
    assert not condition.holds(lambda _: (3, 9, 18))
    assert condition.holds(lambda _: (3,))
    assert not condition.holds(lambda _: (2,))
    (older,) = parse_condition("go < 1.18")
    assert not older.holds(lambda _: None)
    with pytest.raises(ValueError, match="NAME OP VERSION"):
        parse_condition("python")


@pytest.mark.parametrize("text", ["tls1.0", "unchanged", "reset", "unknown", "server", "lowest"])
def test_meanings_are_read(text: str) -> None:
    assert parse_meaning(text).kind in ("versions", "unchanged", "reset", "unknown", "role")
