"""What other files use, and which alone tell whose side it is on: fields of Go, what methods of the JVM give.

The name of a field is ``PACKAGE.TYPE.FIELD?TYPE``, that of what it holds at its end; the type of
the holder is left out where it is not known. That of a method is made in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tlslint.bounds import FRESH
from tlslint.engine.world import Obj, World
from tlslint.facts import Span
from tlslint.foreign import USED, Parcel, arguments, call_name, getters
from tlslint.record import replace
from tlslint.values import Made, OneOf, Ref, Row, Value, alternatives
from tlslint.versions import HIGHEST, Version


def name_of(holder: str, field: str, type_: str) -> str:
    """The name of what is asked of other files about a field."""
    return f"{holder}.{field}{USED}{type_}"


def parts_of(name: str) -> tuple[str, str, str, str]:
    """The package, the type and the name of a field, and the type of what it holds."""
    field, _, type_ = name.partition(USED)
    holder, _, field = field.rpartition(".")
    before, slash, last = holder.rpartition("/")
    package, _, simple = last.rpartition(".")
    return f"{before}{slash}{package}", simple, field, type_


def asking_of(holder: str, field: str, listed: bool, values: Sequence[Value]) -> str:
    """The name of what is asked about a field or getter that gives ``values``, as a list or one alone."""
    given = Row(tuple(values), values[0].span) if listed else values[0]
    return f"{holder}.{field}{USED}{call_name('', [given])}"


def _doubtful(obj: Obj, known: Any, explained: bool = False) -> bool:
    """Whether it matters on whose side an object is that nobody here uses: where that is ``explained``, always."""
    if obj.kind != "object" or obj.type not in known or obj.takers:
        return False
    said = [x for x in obj.states if x != FRESH]
    return any(explained or min(x.allowed, default=HIGHEST) < Version.TLSv1_2 for x in said)


def seeming(root: World, known: Any) -> bool:
    """Whether the side of an object that matters is told by what is written in it alone."""
    return any(o.roles and _doubtful(o, known) for o in root.objects.values())


def sided(machine: Any, root: World) -> None:
    """Give what fields hold the side on which other files use it; ask for that where it is not told yet."""
    for (owner, field), value in list(root.variables.items()):
        holder = root.objects.get(owner)
        if holder is None or holder.kind not in ("object", "instance"):
            continue
        if holder.type in machine.index.known:
            continue
        for ref in alternatives(value) if isinstance(value, (Ref, OneOf)) else ():
            obj = root.objects.get(ref.id) if isinstance(ref, Ref) else None
            if obj is None or not isinstance(ref, Ref):
                continue
            if not _doubtful(obj, machine.index.known, machine.s.explain):
                continue
            _told(machine, ref, obj, name_of(holder.type, field, obj.type), f"kept in {field}")


def refilled(machine: Any, root: World) -> None:
    """Give what fields of the JVM hold at the end the side on which methods used what they held before.

    Nobody knows in which order others call the methods.
    """
    for number, keys in machine.fielded.items():
        used = root.objects.get(number)
        told = (used.takers or used.roles) if used is not None else None
        if not told:
            continue
        for key in keys:
            for ref in alternatives(root.variables[key]) if key in root.variables else ():
                obj = root.objects.get(ref.id) if isinstance(ref, Ref) else None
                if obj is not None and not obj.takers and obj.type in machine.index.known:
                    for role in sorted(told):
                        machine.role(ref, role)


def offered(machine: Any, root: World) -> list[bytes]:
    """What calls of methods of this file are written like that give an object whose side nobody tells so far."""
    out = []
    for info in machine.classes.values():
        for func in info.methods.values():
            for ref in machine.given.get(func.start, ()):
                obj = root.objects.get(ref.id)
                if obj is not None and _doubtful(obj, machine.index.known):
                    out.append(f"{func.name}(".encode())
    return out


def given_out(machine: Any, root: World) -> None:
    """The same for what the methods of this file's classes give, and nobody here uses."""
    for info in machine.classes.values():
        every = (*info.methods.values(), *(f for each in info.overloads.values() for f in each))
        for func in {f.start: f for f in every if not f.private}.values():
            for ref in machine.given.get(func.start, ()):
                obj = root.objects.get(ref.id)
                if obj is not None and _doubtful(obj, machine.index.known):
                    name = name_of(f"{machine.home}.{info.name}".lstrip("."), func.name, obj.type)
                    _told(machine, ref, obj, name, f"given by {func.name}")


def _told(machine: Any, ref: Ref, obj: Obj, name: str, how: str) -> None:
    """Give an object the side that other files told under a ``name``, or ask for it."""
    state = machine.s
    found = state.linked.get(name)
    if found is None:
        state.wanted.setdefault(name, obj.span)
    elif isinstance(found.value, Made):
        for role in sorted(found.value.roles):
            machine.role(ref, role)
        sides = " and a ".join(sorted(found.value.roles))
        place = f"{found.place.path}:{found.place.line}"
        state.note(obj.span, f"{how}, which {place} uses on the side of a {sides}")


class Asked:
    """What a file is asked how it uses it: the same wherever a field is read or a method called.

    It is an object of a type, or values that the arguments of a call stand for.
    """

    def __init__(self, machine: Any, name: str) -> None:
        _, self.holder, self.field, type_ = parts_of(name)
        self.names = frozenset((self.field,))
        if type_.startswith("("):
            value = next(v for v in arguments(type_)[0] if not isinstance(v, Parcel))
            self.names = getters(self.field)
            self.given: Value = value
            if isinstance(value, Row):
                places = (Span(value.span.start - i, 0) for i in range(len(value.items)))
                numbered = (replace(v, span=p) for v, p in zip(value.items, places, strict=True))
                self.given = Row(tuple(numbered), value.span)
        else:
            self.ref: Ref = machine.make(type_, Span(0, 0))
            self.given = self.ref
        #: where it is read first
        self.place = Span(0, 0)

    def read(self, of: str, name: str, span: Span) -> Value | None:
        """What ``name`` of an object of a type is, where that is known; None for another field."""
        simple = of.rpartition(".")[2]
        if name not in self.names or (simple and self.holder and simple != self.holder):
            return None
        return self.found(span)

    def called(self, name: str, span: Span) -> Value | None:
        """What a call of a method of another file's class gives; None for another one."""
        owner, _, method = name.rpartition(".")
        if method not in self.names or owner.rpartition(".")[2] != self.holder:
            return None
        return self.found(span)

    def found(self, span: Span) -> Value:
        """What was asked about, used at ``span``: an object is written there."""
        self.place = self.place if self.place.end else span
        return replace(self.given, span=span) if isinstance(self.given, Ref) else self.given
