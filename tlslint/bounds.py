"""What one object allows, why, and how each effect changes that.

Bounds are immutable. Every version knows the cause that switched it on or off, so that a
finding can blame the place to edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from tlslint.facts import Span
from tlslint.record import record, replace
from tlslint.values import Value
from tlslint.versions import EACH, HIGHEST, LOWEST, Version

Source = Literal["explicit", "default", "range", "option", "unresolved", "unknown"]


@record
class Cause:
    """Why a version is allowed or not.

    ``order`` grows with every fact. ``span`` is the value at fault, ``fact`` the whole call or
    statement, ``argument`` the number of the rule's argument, ``value`` what was written.
    ``notes`` are links of the proof chain: spans with a word on each; ``platform`` names the
    declaration that brought a default; ``apart`` says that the value is one of several alternatives.
    """

    order: int
    source: Source
    rule: str = ""
    span: Span = Span(0, 0)
    fact: Span = Span(0, 0)
    effect: str = ""
    argument: int = -1
    value: Value | None = None
    insert: Span | None = None
    notes: tuple[tuple[Span, str], ...] = ()
    platform: str = ""
    apart: bool = False


#: The cause of whatever nobody said anything about.
#: Where nothing can be added.
NOWHERE = Span(-1, -1)

NOBODY = Cause(0, "unknown")


@record
class Limit:
    """A floor or ceiling and its cause."""

    version: Version
    cause: Cause


@record
class Bounds:
    """The versions switched on and off, a floor, a ceiling, and whether later limits are ignored.

    ``contiguous``: the library offers one range without holes, the lowest that is allowed.
    ``later`` is what was said of a pinned one in vain: effect, versions, cause.
    """

    switches: tuple[tuple[bool, Cause], ...] = ((True, NOBODY),) * len(EACH)
    floor: Limit = Limit(LOWEST, NOBODY)
    ceiling: Limit = Limit(HIGHEST, NOBODY)
    pinned: bool = False
    blurred: bool = False
    contiguous: bool = False
    later: tuple[tuple[str, tuple[tuple[Version, Cause], ...], Cause], ...] = ()

    @property
    def admitted(self) -> frozenset[Version]:
        """What is switched on between floor and ceiling."""
        return frozenset(
            v
            for v in EACH
            if self.switches[v][0] and self.floor.version <= v <= self.ceiling.version
        )

    @property
    def allowed(self) -> frozenset[Version]:
        """What may be negotiated."""
        admitted = self.admitted
        if not self.contiguous or not admitted:
            return admitted
        first = last = self.lowest(admitted)
        while last < HIGHEST and Version(last + 1) in admitted:
            last = Version(last + 1)
        while first > LOWEST and Version(first - 1) in admitted:
            first = Version(first - 1)
        return frozenset(v for v in admitted if first <= v <= last)

    def lowest(self, admitted: frozenset[Version]) -> Version:
        """The lowest that counts for the one range; SSL only if somebody asked for it: most builds lack it."""
        real = (v for v in admitted if v >= Version.TLSv1_0 or self.switches[v][1] != NOBODY)
        return min(real, default=max(admitted))

    def lets_in(self, version: Version) -> Cause:
        """The latest cause that let an allowed ``version`` in."""
        switch, floor = self.switches[version][1], self.floor.cause
        # beside flags, a floor that somebody wrote is what decides: with a good one, none of them opens anything
        written = self.contiguous and floor.source == "explicit"
        return floor if written or floor.order > switch.order else switch

    def keeps_out(self, versions: Iterable[Version]) -> Cause:
        """The latest cause that keeps one of ``versions`` out."""
        found, versions = [NOBODY], tuple(versions)
        for version in versions:
            on, cause = self.switches[version]
            if not on:
                found.append(cause)
            if version > self.ceiling.version:
                found.append(self.ceiling.cause)
            if version < self.floor.version:
                found.append(self.floor.cause)
        admitted = self.admitted if self.contiguous else frozenset()
        if admitted:
            # what lies beyond a hole is cut off by it
            ends = {*versions, self.lowest(admitted)}
            low, high = min(ends), max(ends)
            found += [c for v, (on, c) in enumerate(self.switches) if not on and low < v < high]
        return max(found, key=lambda c: c.order)


FRESH = Bounds()

#: What is remembered of what was said in vain.
_MAX_LATER = 8


def beneath(bounds: Bounds, base: Bounds) -> Bounds:
    """``bounds`` where it says something, and ``base``, as if it had come first, for the rest."""
    if bounds == FRESH:
        return base
    if any(cause.effect == "only" for _, cause in bounds.switches):
        # a whole list was given: nothing is left open
        return bounds

    def first(cause: Cause) -> Cause:
        return replace(cause, order=min(cause.order, 1))

    return replace(
        bounds,
        switches=tuple(
            (under[0], first(under[1])) if own[1] == NOBODY else own
            for own, under in zip(bounds.switches, base.switches, strict=True)
        ),
        floor=Limit(base.floor.version, first(base.floor.cause))
        if bounds.floor.cause == NOBODY
        else bounds.floor,
        ceiling=Limit(base.ceiling.version, first(base.ceiling.cause))
        if bounds.ceiling.cause == NOBODY
        else bounds.ceiling,
        pinned=bounds.pinned or base.pinned,
        blurred=bounds.blurred or base.blurred,
        contiguous=bounds.contiguous or base.contiguous,
    )


def since(bounds: Bounds, order: int) -> Bounds:
    """What was said later than ``order``, as if nothing had been said before."""

    def limit(one: Limit, other: Limit) -> Limit:
        return one if one.cause.order > order else other

    return replace(
        bounds,
        switches=tuple(s if s[1].order > order else (True, NOBODY) for s in bounds.switches),
        floor=limit(bounds.floor, FRESH.floor),
        ceiling=limit(bounds.ceiling, FRESH.ceiling),
    )


def told_elsewhere(bounds: Bounds, later: Bounds, order: int) -> Bounds:
    """``bounds`` after another file said ``later`` of it: what that lets in is to be judged there."""
    if bounds.pinned and not later.pinned:
        return bounds
    elsewhere = replace(NOBODY, order=order)

    def limit(old: Limit, new: Limit) -> Limit:
        return old if new.cause == NOBODY else Limit(new.version, elsewhere)

    return replace(
        bounds,
        switches=tuple(
            old if new[1] == NOBODY else (new[0], elsewhere)
            for old, new in zip(bounds.switches, later.switches, strict=True)
        ),
        floor=limit(bounds.floor, later.floor),
        ceiling=limit(bounds.ceiling, later.ceiling),
        pinned=later.pinned,
        blurred=bounds.blurred or later.blurred,
    )


def apart(states: tuple[Bounds, ...]) -> tuple[Bounds, ...]:
    """``states`` of an object after several branches, of which one may be of ways that no run goes together:
    where only some seem to offer nothing but old versions, a hole is no proof that the new ones are cut off.
    """
    cut = [x.contiguous and x.admitted != x.allowed and _old(x.allowed) for x in states]
    if not any(cut) or all(_old(x.allowed) for x in states):
        return states
    pairs = zip(states, cut, strict=True)
    return tuple(dict.fromkeys(replace(x, contiguous=False) if c else x for x, c in pairs))


def only_less(bounds: Bounds) -> bool:
    """Whether nothing was said but that versions are off."""
    limits = (bounds.floor.cause, bounds.ceiling.cause)
    return limits == (NOBODY, NOBODY) and not any(on and c != NOBODY for on, c in bounds.switches)


def limited_by_another(bounds: Bounds, cause: Cause) -> bool:
    """Whether another rule than that of ``cause`` was told a floor or a ceiling."""
    return any(
        limit.cause.source in ("explicit", "option") and limit.cause.rule != cause.rule
        for limit in (bounds.floor, bounds.ceiling)
    )


def _old(allowed: frozenset[Version]) -> bool:
    return max(allowed, default=LOWEST) < Version.TLSv1_2


#: version → the cause that names it (each flag of a union has a span of its own)
Named = Mapping[Version, Cause]


def apply(bounds: Bounds, effect: str, named: Named, cause: Cause) -> Bounds:
    """``bounds`` after one effect. ``named`` are the versions it names; ``cause`` covers the rest."""
    if bounds.pinned and effect != "only" and len(bounds.later) < _MAX_LATER:
        bounds = replace(bounds, later=(*bounds.later, (effect, tuple(named.items()), cause)))
    if effect == "floor":
        if bounds.pinned:
            return bounds
        low = min(named, default=LOWEST)
        return replace(bounds, floor=Limit(low, named.get(low, cause)))
    if effect == "ceiling":
        if bounds.pinned:
            return bounds
        high = max(named, default=HIGHEST)
        return replace(bounds, ceiling=Limit(high, named.get(high, cause)))
    if effect == "only":
        # what is listed is meant: limits that are only a default give way
        explicit = ("explicit", "option")
        return replace(
            bounds,
            switches=tuple((v in named, named.get(v, cause)) for v in EACH),
            floor=bounds.floor if bounds.floor.cause.source in explicit else Limit(LOWEST, NOBODY),
            ceiling=bounds.ceiling
            if bounds.ceiling.cause.source in explicit
            else Limit(HIGHEST, NOBODY),
        )
    if bounds.pinned and effect in ("enable", "except"):
        # one version is built in: a later setting can only take it away
        effect, named = "disable", named if effect == "except" else {}
    if bounds.pinned and effect == "disable":
        named = {v: c for v, c in named.items() if bounds.switches[v][0]}
    if effect == "except":
        # a list of what is on, that somebody gave, holds beside the list of what is off
        return replace(
            bounds,
            switches=tuple(
                old
                if old[1].effect == "only" and old[1].source == "explicit" and v not in named
                else (v not in named, named.get(v, cause))
                for v, old in zip(EACH, bounds.switches, strict=True)
            ),
        )
    if effect == "clear" and bounds.floor.cause == NOBODY:
        return bounds  # an object made elsewhere has the floor that the platform sets
    if effect in ("enable", "clear"):
        # somebody asked for these: a floor that is only a default does not keep them out
        # (``clear``: a flag beside a floor of the platform, which stays until somebody lowers it)
        floor = bounds.floor
        if (
            effect == "enable"
            and named
            and floor.cause.source != "explicit"
            and floor.version > min(named)
        ):
            low = min(named)
            floor = Limit(low, replace(NOBODY, order=floor.cause.order))
            off = tuple(
                (on and (bounds.contiguous or not low < v < bounds.floor.version), c)
                for v, (on, c) in enumerate(bounds.switches)
            )
            bounds = replace(bounds, switches=off)
        return replace(
            bounds,
            floor=floor,
            switches=tuple(
                (True, named[Version(v)]) if Version(v) in named else old
                for v, old in enumerate(bounds.switches)
            ),
        )
    if effect == "disable":
        return replace(
            bounds,
            switches=tuple(
                (False, named[Version(v)]) if Version(v) in named else old
                for v, old in enumerate(bounds.switches)
            ),
        )
    if effect == "keep":
        return replace(
            bounds,
            switches=tuple(
                old if Version(v) in named else (False, cause)
                for v, old in enumerate(bounds.switches)
            ),
        )
    raise ValueError(f"unknown effect {effect!r}")


def mended(bounds: Bounds, cause: Cause, minimum: Version) -> Bounds:
    """``bounds`` with what ``cause`` shut out let in again, as its fix would: what else is weak shows then."""

    def mine(other: Cause) -> bool:
        same = (other.order, other.rule, other.fact) == (cause.order, cause.rule, cause.fact)
        return same and other.argument == cause.argument

    if bounds.pinned and any(mine(c) for _, c in bounds.switches):
        floor = bounds.floor if bounds.floor.cause.source == "explicit" else None
        loose = replace(
            bounds,
            switches=tuple((v <= minimum, NOBODY) for v in EACH),
            floor=floor or Limit(minimum, NOBODY),
            pinned=False,
            later=(),
        )
        for effect, named, why in bounds.later:
            loose = apply(loose, effect, dict(named), why)
        return loose
    return replace(
        bounds,
        switches=tuple(
            ((True, c) if v >= minimum else (False, NOBODY)) if mine(c) else (on, c)
            for v, (on, c) in zip(EACH, bounds.switches, strict=True)
        ),
        floor=Limit(minimum, NOBODY) if mine(bounds.floor.cause) else bounds.floor,
        ceiling=FRESH.ceiling if mine(bounds.ceiling.cause) else bounds.ceiling,
    )


def reset(bounds: Bounds, effect: str, rule: str = "") -> Bounds:
    """``bounds`` as if ``effect`` had never been asked for, or not by ``rule``, which pins."""
    if rule and effect in ("floor", "ceiling"):
        limit = bounds.floor if effect == "floor" else bounds.ceiling
        if limit.cause.rule != rule:
            return bounds
        bounds = replace(bounds, pinned=False)
    if effect == "floor":
        said = bounds.floor.cause.source not in ("default", "range", "unknown")
        return replace(bounds, floor=FRESH.floor) if said else bounds
    if effect == "ceiling":
        said = bounds.ceiling.cause.source not in ("default", "range", "unknown")
        return replace(bounds, ceiling=FRESH.ceiling) if said else bounds
    return FRESH


def blur(bounds: Bounds, effect: str, cause: Cause) -> Bounds:
    """``bounds`` after an effect whose value is not known: nothing that it decides can be blamed."""
    if effect == "floor":
        return replace(bounds, floor=Limit(Version.TLSv1_2, cause), blurred=True)
    if effect == "ceiling":
        return replace(bounds, ceiling=Limit(HIGHEST, cause), blurred=True)
    if effect in ("only", "except"):
        return replace(
            bounds,
            switches=tuple((v >= Version.TLSv1_2, cause) for v in EACH),
            floor=Limit(LOWEST, NOBODY),
            ceiling=Limit(HIGHEST, NOBODY),
            blurred=True,
        )
    return replace(bounds, blurred=True)
