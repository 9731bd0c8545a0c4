"""Ranges without holes, and what lies beneath."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlslint.bounds import FRESH, Bounds, Cause, Limit, Source, apply, beneath, reset
from tlslint.versions import Version

OLD, NEW = Cause(2, "explicit", "old"), Cause(7, "explicit", "new")
versions = st.sets(st.sampled_from(list(Version)))
bounds = st.builds(
    lambda off, low, high: apply(
        Bounds(floor=Limit(low, OLD), ceiling=Limit(high, OLD), contiguous=True),
        "disable",
        dict.fromkeys(off, NEW),
        NEW,
    ),
    versions,
    st.sampled_from(list(Version)),
    st.sampled_from(list(Version)),
)


@given(bounds)
def test_what_is_offered_is_one_range_from_the_lowest(state: Bounds) -> None:
    allowed = state.allowed
    assert allowed <= state.admitted
    assert bool(allowed) == bool(state.admitted)
    if allowed:
        assert state.lowest(state.admitted) in allowed
        assert allowed == {v for v in Version if min(allowed) <= v <= max(allowed)}


@given(bounds)
def test_what_a_hole_cuts_off_is_blamed_on_the_hole(state: Bounds) -> None:
    lost = state.admitted - state.allowed
    if lost:
        assert state.keeps_out(lost) == NEW


@given(bounds)
def test_nothing_fits_beneath_itself(state: Bounds) -> None:
    assert beneath(state, state) == state
    assert beneath(FRESH, state) == state


@given(bounds)
def test_what_lies_beneath_came_first(state: Bounds) -> None:
    default = Bounds(floor=Limit(Version.TLSv1_2, Cause(9, "default", "base")))
    assert beneath(state, default).floor == state.floor
    floor = beneath(apply(FRESH, "disable", {Version.SSLv3: OLD}, OLD), default).floor
    assert (floor.version, floor.cause.rule, floor.cause.order) == (Version.TLSv1_2, "base", 1)


def test_a_whole_list_leaves_nothing_open() -> None:
    cause = Cause(3, "explicit", "list", effect="only")
    listed = apply(FRESH, "only", {Version.TLSv1_0: cause}, cause)
    assert beneath(listed, Bounds(floor=Limit(Version.TLSv1_2, NEW))) == listed


@pytest.mark.parametrize("source", ["default", "range"])
def test_going_back_to_the_default_keeps_what_the_platform_brings(source: Source) -> None:
    state = Bounds(
        floor=Limit(Version.TLSv1_2, Cause(1, source)),
        ceiling=Limit(Version.TLSv1_3, Cause(1, source)),
    )
    assert reset(reset(state, "floor"), "ceiling") == state
    said = apply(state, "floor", {Version.TLSv1_0: NEW}, NEW)
    assert reset(said, "floor").floor == FRESH.floor
