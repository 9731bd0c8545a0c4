"""The state of one path through a file: variables and objects, in layers that fork and join.

A branch works in a layer of its own above its parent; joining unites only what the branches
touched, so the cost of a branch follows its own size and not that of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from tlslint.bounds import FRESH, Bounds, Cause
from tlslint.facts import Side, Span
from tlslint.record import record, replace
from tlslint.values import Unknown, Value, one_of

#: More states of one object than this are told apart only where they have causes of their own.
MAX_STATES = 8


@record
class Obj:
    """An object: its type (qualified, empty where unknown), what it may allow, and its roles.

    ``kind``: ``map`` for literals with keys, ``process`` for settings of the whole process,
    ``instance`` for objects of a class in this file, ``handed`` for one whose default does not
    count because another object took it. ``maker`` is the number of the object whose bounds this
    one took, 0 for none. ``lent`` are the roles of those that took the bounds of this one. What
    ``connects`` is a client's unless it is said to be a server's on every way. A role that begins
    with ``seems-`` is told by what is written in the object, the others by its takers.
    """

    type: str
    span: Span
    kind: str = "object"
    states: tuple[Bounds, ...] = (FRESH,)
    roles: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()
    open: bool = False
    maker: int = 0
    lent: frozenset[str] = frozenset()
    connects: bool = False

    @property
    def side(self) -> Side:
        """The side on which it is used: a client's, unless all that was said of it is of servers."""
        told = self.takers or self.roles | self.lent
        if self.connects and "server" not in told:
            return "client"
        return "server" if told and told <= {"server", "seems-server"} else "client"

    @property
    def takers(self) -> frozenset[str]:
        """The sides of the places that take it."""
        return frozenset(r for r in self.roles | self.lent if not r.startswith("seems-"))


def limited(states: Iterable[Bounds]) -> tuple[Bounds, ...]:
    """The states worth telling apart: the newest ones, and each that shows a cause of its own."""
    all_states = tuple(states)
    if len(all_states) > 1:
        all_states = tuple(dict.fromkeys(all_states))
    if len(all_states) <= MAX_STATES:
        return all_states
    seen: set[Cause] = set()
    kept: list[Bounds] = []
    for state in reversed(all_states):
        causes = {state.floor.cause, state.ceiling.cause, *(c for _, c in state.switches)}
        if not causes <= seen and len(kept) < 2 * MAX_STATES:
            kept.append(state)
            seen |= causes
    return tuple(reversed(kept))


Key = tuple[int, str]


class World:
    """One layer of state. Frames and objects share one numbering; their members are variables."""

    __slots__ = ("_indexed", "_names", "dead", "objects", "parent", "sure", "variables")

    def __init__(self, parent: World | None = None) -> None:
        self.parent = parent
        self.variables: dict[Key, Value] = {}
        self.objects: dict[int, Obj] = {}
        self.dead = False
        #: whether it is on every path through its parent
        self.sure = False
        #: the names that each owner has here, of as many variables; none is ever taken away
        self._names: dict[int, list[str]] = {}
        self._indexed = 0

    def variable(self, key: Key) -> Value | None:
        """The present value of a variable, None where it has none."""
        world: World | None = self
        while world is not None:
            if key in world.variables:
                return world.variables[key]
            world = world.parent
        return None

    def members(self, number: int) -> dict[str, Value]:
        """The present members of an object."""
        out: dict[str, Value] = {}
        world: World | None = self
        while world is not None:
            for name in world._own(number):
                if name not in out:
                    out[name] = world.variables[number, name]
            world = world.parent
        return out

    def _own(self, number: int) -> Sequence[str]:
        """The names of the members that an object has in this layer, in order."""
        new = len(self.variables) - self._indexed
        if new:
            for owner, name in reversed(tuple(islice(reversed(self.variables), new))):
                self._names.setdefault(owner, []).append(name)
            self._indexed += new
        return self._names.get(number, ())

    def has(self, number: int) -> bool:
        """Whether ``number`` is an object's (and not a frame's)."""
        world: World | None = self
        while world is not None:
            if number in world.objects:
                return True
            world = world.parent
        return False

    def object(self, number: int) -> Obj:
        """The present state of an object; KeyError for one that was never made."""
        found = self.find(number)
        if found is None:
            raise KeyError(number)
        return found

    def find(self, number: int) -> Obj | None:
        """The present state of an object, None for one that was never made."""
        world: World | None = self
        while world is not None:
            found = world.objects.get(number)
            if found is not None:
                return found
            world = world.parent
        return None

    def touched_since(self, base: World) -> set[int]:
        """The objects changed in the layers above ``base`` and in it."""
        out: set[int] = set()
        world: World | None = self
        while world is not None:
            out.update(world.objects)
            if world is base:
                break
            world = world.parent
        return out


#: The place of what is not there.
_NOWHERE = Span(0, 0)


def join(parent: World, branches: Iterable[World]) -> None:
    """Unite ``branches`` (layers right above ``parent``) into ``parent``. None alive: it is dead too."""
    ways = list(branches)
    alive = [b for b in ways if not b.dead]
    salvage(parent, [b for b in ways if b.dead], alive)
    if not alive:
        parent.dead = True
        return
    if len(alive) == 1:
        parent.variables.update(alive[0].variables)
        parent.objects.update(alive[0].objects)
        return
    # what only one branch made, and what all of them left alike, is taken over as it is
    for key in {k for b in alive for k in b.variables}:
        values: list[Value] = []
        before = parent.variable(key)
        for branch in alive:
            value = branch.variables.get(key) or before
            if value is not None:
                if not values or value is not values[-1]:
                    values.append(value)
            elif branch.has(key[0]):
                values.append(Unknown(_NOWHERE))  # a member that is not there; a name is bound
        if len(values) == 1:
            parent.variables[key] = values[0]
            continue
        spans = [v.span for v in values if v.span != _NOWHERE]
        values = [replace(v, span=spans[0]) if v.span == _NOWHERE and spans else v for v in values]
        known = [v for v in values if not (isinstance(v, Unknown) and not v.type)]
        span = (known or values)[0].span
        parent.variables[key] = one_of(values, span)
    for number in {n for b in alive for n in b.objects}:
        objects: list[Obj] = []
        old = parent.find(number)
        for branch in alive:
            each = branch.objects.get(number) or old
            if each is not None and (not objects or each is not objects[-1]):
                objects.append(each)
        parent.objects[number] = objects[0] if len(objects) == 1 else unite(objects)


def salvage(parent: World, dead: Iterable[World], alive: Iterable[World]) -> None:
    """Keep the objects that were made on ways that end for good (``throw``): they were used there."""
    others = list(alive)
    for branch in dead:
        for number, obj in branch.objects.items():
            if not parent.has(number) and not any(number in each.objects for each in others):
                parent.objects[number] = obj


def unite(objects: list[Obj]) -> Obj:
    """One object in several possible states."""
    first = objects[0]
    states: list[Bounds] = []
    for each in objects:
        states.extend(s for s in each.states if s not in states)
    keys = tuple(dict.fromkeys(k for o in objects for k in o.keys))
    roles = frozenset().union(*(o.roles for o in objects))
    if first.connects and not all("server" in o.roles for o in objects):
        roles -= {"server"}
    # what decides in its place on one way leaves the default to the others
    kinds = {o.kind for o in objects}
    kind = "object" if "object" in kinds <= {"object", "handed", "failed"} else first.kind
    return replace(
        first,
        kind=kind,
        states=limited(states),
        roles=roles,
        lent=frozenset().union(*(o.lent for o in objects)),
        keys=keys,
        open=any(o.open for o in objects),
    )
