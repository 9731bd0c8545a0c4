"""Runs a function in the file that defines it, for a call in another file."""

from __future__ import annotations

from typing import Any

from tlslint.bounds import FRESH, since
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import Args, Frame
from tlslint.engine.world import World
from tlslint.facts import Span
from tlslint.foreign import Parcel, argument_of, arguments, bare, getters
from tlslint.record import replace
from tlslint.values import (
    Changed,
    Closure,
    Const,
    Handed,
    LocalClass,
    OneOf,
    Ref,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    one_of,
)

_NOWHERE = Span(0, 0)
#: Methods that are run to see what becomes of what a constructor was given.
_MAX_METHODS = 40
#: Methods of a class, and of what builds it, that a tool writes and that take nothing.
_BUILDERS = frozenset({"builder", "newBuilder", "toBuilder", "build"})
#: Objects that make another one, in a row.
_MAX_CHAIN = 2


def applied(machine: Any, frame: Frame, owner: Value | None, part: str) -> Value | None:
    """What ``part``, a call with its arguments, gives; None where ``owner`` has no such function.

    Without an owner it is a class of the file that is made, or a function of the file.
    """
    name, given = bare(part), _given(machine, frame, part)
    found: Value | None = None
    if owner is None:
        found = machine.s.world.variable((frame.number, name))
    elif not name:
        found = owner  # the module is the function
    elif isinstance(owner, LocalClass):
        info = owner.info
        inner = info.frame and machine.s.world.variable((info.frame.number, name))
        if isinstance(inner, LocalClass):
            return _made(machine, frame, inner, given)
        owner = info.instance
        if not info.made and "__init__" in info.methods:
            machine.construct(info, Args(), _NOWHERE, frame)
    if name and isinstance(owner, Ref):
        found = machine.own_method(owner, name)
        if found is None:
            found = machine.s.world.variable((owner.id, name))
        if found is None and not given.all():
            found = machine.constant_name(owner, name)
            if found is not None:
                return found
        if found is None and name[:3] == "get":
            # the compiler, or a tool before it, makes the getter of a field
            field: Value | None = machine.own_member(owner, name[3:4].lower() + name[4:])
            return field
        methods = (isinstance(v, (Closure, LocalClass)) for v in alternatives(found or owner))
        if machine.language in JVM and not any(methods):
            return _generated(machine, frame, owner, name, given)
    results: list[Value] = []
    for each in alternatives(found) if found is not None else ():
        if isinstance(each, LocalClass):
            results.append(_made(machine, frame, each, given))
        elif isinstance(each, Closure):
            here = Span(each.func.start, each.func.start)
            waiting = len(machine.pending)
            result = machine.apply_closure(each, replace(given), here, frame)
            if machine.language in JVM:
                _go_on(machine, frame)
            left = machine.pending[waiting:] if machine.language in ("csharp", "vbnet") else ()
            for inner, scope in left[:_MAX_METHODS]:
                machine.apply_closure(inner, Args(open=True), here, scope)
            for option in alternatives(result):
                if isinstance(option, Closure):  # an option, which somebody applies later
                    machine.apply_closure(option, Args(open=True), here, frame)
            results.append(result)
    return one_of(results, _NOWHERE) if results else None


def _generated(machine: Any, frame: Frame, owner: Ref, name: str, given: Args) -> Value | None:
    """What a method does that a tool writes for a class of the JVM: its builder, and what sets a field."""
    values = given.all()
    if not values:
        return owner if name in _BUILDERS else None
    setting = next((w for w in ("set", "with") if name.startswith(w) and name[len(w) :]), "")
    bare = name[len(setting) :]
    key = bare[:1].lower() + bare[1:]
    if len(values) > 1 or machine.own_member(owner, key) is None:
        return None
    machine.set_member(owner, key, "=", values[0], _NOWHERE)
    _go_on(machine, frame)
    return owner


def _option(machine: Any, frame: Frame, value: Unknown) -> Value:
    """The option that another function of the same file makes; ``value`` where there is none."""
    part = value.names[0]
    function = machine.s.world.variable((frame.number, bare(part)))
    if not isinstance(function, Closure):
        return value
    given, _ = arguments(part)
    args: list[Value] = [
        replace(v, span=_NOWHERE) for v in given if isinstance(v, (Const, Sym, Unknown))
    ]
    if len(args) < len(given):
        return value
    here = Span(function.func.start, function.func.start)
    made: Value = machine.apply_closure(function, Args(args), here, frame)
    return made if isinstance(made, Closure) else value


def _given(machine: Any, frame: Frame, part: str) -> Args:
    """The arguments of a call, with objects for those that are given some."""

    def unpacked(value: Value | Parcel, way: tuple[str, ...] = ()) -> Value:
        if isinstance(value, Unknown) and value.names:
            return _option(machine, frame, value)
        if not isinstance(value, Parcel):
            return value
        ref: Ref = machine.make(value.type, value.span, "object" if value.type else "map")
        machine.put(ref, replace(machine.obj(ref), keys=tuple(k for k, _ in value.items)))
        for key, member in value.items:
            held = unpacked(member, (*way, key)) if isinstance(member, Parcel) else member
            machine.s.world.variables[ref.id, key] = held
            machine.set(machine.setting_names(ref, key), ref, "=", held, held.span)
        machine.s.parcels[ref.id] = (argument_of(value.span), machine.s.tick(), way)
        return ref

    machine.s.parcels.clear()
    machine.s.given_on.clear()
    positional, named = arguments(part)
    return Args([unpacked(v) for v in positional], {k: unpacked(v) for k, v in named.items()})


def changed(machine: Any) -> tuple[Changed, ...]:
    """What the function that ran last did to the objects that it was given."""
    out = []
    for number, (argument, order, way) in machine.s.parcels.items():
        obj = machine.s.world.find(number)
        if obj is not None:
            states = tuple(dict.fromkeys(since(x, order) for x in obj.states))
            roles = obj.roles | obj.lent
            copied = machine.s.gone(number)
            if states != (FRESH,) or roles or copied:
                out.append(Changed(argument, states, roles, copied, way))
    return tuple(out)


def parcel_of(machine: Any, found: Value) -> int:
    """The number of the argument that a value is, or in Go is a copy of; -1 for none."""
    if not isinstance(found, Ref):
        return -1
    # what other languages make of an argument has keys of its own
    copied = (machine.obj(found).maker,) if machine.language == "go" else ()
    for number in (found.id, *copied):
        argument, _, way = machine.s.parcels.get(number, (-1, 0, ()))
        if argument >= 0 and not way:
            return int(argument)
    return -1


def _made(machine: Any, frame: Frame, found: LocalClass, args: Args) -> Value:
    """An object of a class, and what its methods do with what it was made of."""
    info = found.info
    made: Value = machine.construct(info, args, _NOWHERE, frame)
    if machine.language in JVM:
        _go_on(machine, frame)
        return made
    for func in list(info.methods.values())[:_MAX_METHODS]:
        if func.name != "__init__":
            machine.apply_closure(
                Closure(func, info.frame, _NOWHERE, info.instance), Args(), _NOWHERE, frame
            )
    return made


def _go_on(machine: Any, frame: Frame, done: frozenset[int] = frozenset()) -> None:
    """Run the methods of those objects of the file that keep an argument: a builder makes what speaks TLS.

    Each finds them as they are now, and not those of the objects that are ``done``.
    """
    state = machine.s
    for info in list(machine.classes.values()):
        number = info.instance.id
        held = state.world.members(number).values() if number not in done else ()
        if not any(argument_of(leaf.span) >= 0 for v in held for leaf in leaves(v)):
            continue
        if not done:
            state.given_on += [
                (info.name or "", name, value)
                for (owner, name), value in state.world.variables.items()
                if owner == number and getters(name).isdisjoint(info.methods)
            ]
        for func in list(info.methods.values())[:_MAX_METHODS]:
            if func.name == "__init__":
                continue
            before, state.world = state.world, World(state.world)
            closure = Closure(func, info.frame, _NOWHERE, info.instance)
            result = machine.apply_closure(closure, Args(), _NOWHERE, frame)
            if not (done or func.params):
                state.given_on.append((info.name or "", func.name or "", result))
            if len(done) < _MAX_CHAIN:
                _go_on(machine, frame, done | {number})
            for *_, subject in state.sinks:
                # what was handed on is on the side of what took it
                made = state.world.find(subject.id)
                if made is not None and before.find(subject.id) is None:
                    before.objects[subject.id] = made
            state.world = before


def declared(machine: Any, frame: Frame, members: tuple[str, ...]) -> Span:
    """The place of the function or class that the last call in ``members`` leads to."""
    value: Value | None = machine.s.world.variable((frame.number, bare(members[0])))
    for part in members[1:]:
        if isinstance(value, LocalClass):
            info = value.info
            inner = info.frame and machine.s.world.variable((info.frame.number, bare(part)))
            value = inner or machine.own_member(info.instance, bare(part))
        elif isinstance(value, Ref):
            value = machine.own_member(value, bare(part))
        else:
            break
    return written(value)


def written(value: Value | None) -> Span:
    """The place of a value; of a function all of it."""
    if isinstance(value, OneOf):
        value = value.items[0]
    if isinstance(value, Closure):
        return Span(value.func.start, value.func.end)
    return value.span if value is not None else _NOWHERE


def handed(machine: Any, found: Value | None) -> tuple[Handed, ...]:
    """What the function that ran last, and gave ``found``, handed of its arguments to rules."""
    out = []
    for rule, number, option, subject in machine.s.sinks:
        places = sorted({n for v in leaves(option) if (n := argument_of(v.span)) >= 0})
        if places:
            known = machine.s.world.find(subject.id)
            roles = known.roles | known.lent if known is not None else frozenset()
            given = isinstance(found, Ref) and found.id == subject.id
            known_name = isinstance(option, Sym) and option.name in machine.index.symbols
            made = option.name if known_name and len(places) == 1 else ""
            whose, *_ = machine.s.parcels.get(subject.id, (-1,))
            if whose in places:
                continue  # as the object was given
            out.append(Handed(tuple(places), rule, number, roles, given, made, whose))
    return tuple(dict.fromkeys(out))
