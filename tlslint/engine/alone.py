"""A function that nobody calls, run with nothing known of what it is given."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.bounds import Bounds, only_less
from tlslint.engine import addresses, records
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import State
from tlslint.engine.spans import span_of
from tlslint.engine.statements import Statements
from tlslint.engine.world import Obj, World, join, unite
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.values import (
    Closure,
    Const,
    Ref,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    one_of,
    text_of,
)

#: So many objects that calls in this file made are kept beside the one of callers elsewhere.
MAX_LENT = 3


class Alone(Statements):
    """Runs functions by themselves, and keeps what came of that."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        #: start of a function → the objects it gave back, and whether only this file sees them
        self.made_alone: dict[int, dict[int, bool]] = {}
        #: start of a function of Python → its end
        self.ends: dict[int, int] = {}
        #: start of a function → the first and last number of what was made in it
        self.ranges: dict[int, tuple[int, int]] = {}
        #: start of a function → what it gave back
        self.given: dict[int, list[Ref]] = {}
        #: starts of the functions that only this package calls
        self.local: set[int] = set()

    def run_alone(self, closure: Closure) -> dict[tuple[int, str], list[Value]]:
        """Run a function with nothing known of its arguments but defaults and types.

        Gives the members that a constructor sets to other constants, and to which.
        """
        func = closure.func
        first = self.s.next_number
        frame = self.frame_for(closure, 0)
        here = self.addressed and addresses.only_here(self.language, self.s.text, func)
        for param in func.params:
            span = span_of(param)
            type_ = self.type_name(frame, param.type)
            if param.type is None and param is func.params[0]:
                type_ = self.handed.get(func.start, "")
            value: Value = Unknown(span, type_)
            if here:
                self.s.parameters[span] = self.called_as(closure)
            if param.spread == 2:
                value = self.make("", span, "map")
                self.put(value, replace(self.obj(value), open=True))
            elif param.default is not None:
                default = self.eval(param.default, closure.frame)
                self.flow_default(func, param.name, default)
                nothing = isinstance(default, Const) and default.value is None
                value = one_of([default, value], span) if nothing else default
            elif (func.start, param.name) in self.s.offered:
                value = self.s.offered[(func.start, param.name)]
            elif isinstance(value, Unknown) and value.type:
                value = self.make(value.type, span)
            elif isinstance(value, Unknown):
                elsewhere = self.declared_elsewhere(frame, param.type)
                value = self.instance_of(frame, param.type) or replace(value, of=elsewhere)
            self.s.world.variables[(frame.number, param.name)] = value
        self.s.began = self.s.order
        before = self.s.world
        processes = {name: before.object(n) for name, n in self.s.processes.items()}
        worlds = self.body(func, frame)
        if func.name != "__init__" or func.start in self.overloads:
            self.keep_given(before, worlds, {span_of(param) for param in func.params})
        # what outlives the function is judged as each function leaves it
        for world in worlds:
            for number in world.objects:
                obj = world.objects[number]
                if number <= first or obj.kind == "process":
                    self.s.finished.append(replace(obj, kind="passing"))
        made = func.name == "__init__"
        told = self.told(before, worlds) if made or self.language in JVM else {}
        olds = {key: was for key in told if (was := before.variable(key)) is not None}
        again = func.start in self.inlined
        lent = self.lent(before, worlds) if again or func.name == "__init__" else {}
        join(before, worlds)
        for key, held in lent.items():
            before.variables[key] = one_of([before.variables[key], *held], held[0].span)
        for key, was in olds.items():
            # one object stands for those of a class and its subclasses: what each constructor sets counts,
            # and what held before a method that may never run
            before.variables[key] = one_of([was, *told[key]], told[key][0].span)
        before.dead = False
        self.ranges[func.start] = (first, self.s.next_number)
        if self.language == "python":
            self.ends[func.start] = func.end
        if self.language == "go" and not self.is_public(func):
            self.local.add(func.start)
        self.given[func.start] = [r for v in frame.returned for r in refs(v)]
        if self.single:
            records.handed(self.s, frame.returned, func.name or "")
        # nobody knows which of two functions runs first: the next one finds what this one found
        for name, number in self.s.processes.items():
            old = before.object(number)
            before.objects[number] = processes.get(name) or Obj(old.type, old.span, old.kind)
        back = self.reached(frame.returned, first)
        private = all(p.default is None for p in func.params) and not self.is_public(func)
        self.made_alone.setdefault(func.start, {}).update(dict.fromkeys(back, private))
        return told if made else {}

    def called_as(self, closure: Closure) -> str:
        """The name by which a function is called: a constructor by that of its class."""
        name = closure.func.name or ""
        owner = closure.owner
        info = self.classes.get(owner.id) if isinstance(owner, Ref) else None
        return info.name if info is not None and name == "__init__" else name

    def side_with_twins(self, root: World) -> None:
        """Give what calls of this file made in functions of Python the side of what these make when run alone.

        One object stands for all of a class, and holds what the function that ran last gave it: that
        meets the methods which say the side.
        """
        sides: dict[Span, frozenset[str]] = {}
        for start in self.inlined.keys() & self.ends.keys():
            first, last = self.ranges[start]
            for number in range(first + 1, last + 1):
                obj = root.objects.get(number)
                if obj is not None and obj.takers and start <= obj.span.start < self.ends[start]:
                    sides[obj.span] = sides.get(obj.span, frozenset()) | obj.takers
        for number, obj in root.objects.items() if sides else ():
            if obj.span in sides and not obj.takers:
                root.objects[number] = replace(obj, roles=obj.roles | sides[obj.span])

    def judged_with_callers(self, obj: Obj, typed: set[Span]) -> bool:
        """Whether an object stands for a parameter that gets what this file made (``typed``), and only has versions
        taken away: what that leaves is known of those alone.
        """
        if self.language != "python" or obj.type:
            return False
        return not typed.isdisjoint(self.s.given[obj.span]) and all(map(only_less, obj.states))

    def reached(self, values: list[Value], first: int) -> set[int]:
        """The objects made since ``first`` that are among ``values``, or members of those."""
        out: set[int] = set()
        new = [r.id for v in values for r in refs(v) if r.id > first]
        while new:
            number = new.pop()
            if number not in out:
                out.add(number)
                members = self.s.world.members(number).values()
                new.extend(r.id for v in members for r in refs(v) if r.id > first)
        return out

    def told(self, before: World, worlds: list[World]) -> dict[tuple[int, str], list[Value]]:
        """The members of this file's classes that were constants and are others after a constructor."""
        out = {}
        for key in {k for w in worlds for k in w.variables if k[0] in self.classes}:
            old = before.variable(key)
            found = [w.variables[key] for w in worlds if key in w.variables]
            if old is not None and all(map(_constant, (old, *found))):
                out[key] = found
        return out

    def lent(self, before: World, worlds: list[World]) -> dict[tuple[int, str], list[Value]]:
        """What members hold that a method sets, because other calls of it gave them that: the functions of
        libraries, and what was made at the same place.
        """
        out = {}
        for key in {k for w in worlds for k in w.variables if k[0] in self.classes}:
            old = before.variable(key) if self.language == "python" else None
            if old is None:
                continue
            new = {v.span: v for w in worlds if key in w.variables for v in refs(w.variables[key])}
            held = [
                v
                for v in alternatives(old)
                if self.is_function(v) or (v.span in new and new[v.span] != v)
            ]
            if held:
                out[key] = held[:MAX_LENT]
        return out

    def is_public(self, func: s.Func) -> bool:
        """Whether other files call a function too, where its name says so."""
        return self.language == "go" and (func.name or "")[:1].isupper()

    def keep_given(self, before: World, worlds: list[World], given: set[Span]) -> None:
        """What a method that perhaps nobody calls takes from outside does not replace what a field holds or allows.

        ``given`` are the places of its parameters.
        """
        for world in worlds:
            for key, value in world.variables.items():
                old = before.variable(key) if before.has(key[0]) else None
                if old is None:
                    continue
                new = alternatives(value)
                if not any(isinstance(v, Unknown) or v.span in given for v in new):
                    continue
                kept = [v for v in alternatives(old) if not isinstance(v, Ref)]
                world.variables[key] = one_of([*kept, value], value.span)
            for number, obj in world.objects.items():
                was = before.find(number)
                if was is None:
                    continue
                if any(_told_by(state, given) for state in obj.states):
                    world.objects[number] = unite([was, obj])
                elif (
                    number in self.s.deciding
                    and self.language in JVM
                    and not given.isdisjoint(self.s.deciding[number])
                ):
                    world.objects[number] = replace(obj, kind=was.kind)


def _constant(value: Value) -> bool:
    """Whether a value is made of named constants, functions and texts."""
    return all(isinstance(v, (Sym, Closure)) or text_of(v) is not None for v in leaves(value))


def _told_by(state: Bounds, given: set[Span]) -> bool:
    """Whether it is not known what an object allows, because it is told by one of ``given`` or by what is made of it."""
    limits = (state.floor.cause.value, state.ceiling.cause.value) if state.blurred else ()
    return any(isinstance(v, Unknown) or (v is not None and v.span in given) for v in limits)


def refs(value: Value) -> list[Ref]:
    """The objects that a value may be."""
    return [v for v in leaves(value) if isinstance(v, Ref)]
