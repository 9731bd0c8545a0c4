"""Fields of Go that hold what other files of their package use: whose side it is on, those files tell.

The name of a field is ``PACKAGE.TYPE.FIELD?TYPE``, that of what it holds at its end; the type of
the holder is left out where it is not known.
"""

from __future__ import annotations

from typing import Any

from tlslint.bounds import FRESH
from tlslint.engine.world import Obj, World
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.values import Made, Ref, Value, alternatives
from tlslint.versions import HIGHEST, Version

#: What stands between the name of a field and the type of what it holds.
USED = "?"


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


def _doubtful(obj: Obj, known: Any) -> bool:
    """Whether it matters on whose side an object is that nobody here uses."""
    if obj.kind != "object" or obj.type not in known or obj.takers:
        return False
    return any(min(x.allowed, default=HIGHEST) < Version.TLSv1_2 and x != FRESH for x in obj.states)


def seeming(root: World, known: Any) -> bool:
    """Whether the side of an object that matters is told by what is written in it alone."""
    return any(o.roles and _doubtful(o, known) for o in root.objects.values())


def sided(machine: Any, root: World) -> None:
    """Give what fields hold the side on which other files use it; ask for that where it is not told yet."""
    state = machine.s
    for (owner, field), value in list(root.variables.items()):
        holder = root.objects.get(owner)
        if holder is None or holder.kind not in ("object", "instance"):
            continue
        if holder.type in machine.index.known:
            continue
        for ref in alternatives(value):
            obj = root.objects.get(ref.id) if isinstance(ref, Ref) else None
            if obj is None or not isinstance(ref, Ref) or not _doubtful(obj, machine.index.known):
                continue
            name = name_of(holder.type, field, obj.type)
            found = state.linked.get(name)
            if found is None:
                state.wanted.setdefault(name, obj.span)
            elif isinstance(found.value, Made):
                for role in sorted(found.value.roles):
                    machine.role(ref, role)
                sides = " and a ".join(sorted(found.value.roles))
                place = f"{found.place.path}:{found.place.line}"
                state.note(
                    obj.span, f"kept in {field}, which {place} uses on the side of a {sides}"
                )


class Asked:
    """A field of which a file is asked how it uses what the field holds: the same object at every place."""

    def __init__(self, machine: Any, name: str) -> None:
        _, self.holder, self.field, type_ = parts_of(name)
        self.ref: Ref = machine.make(type_, Span(0, 0))
        #: where it is read first
        self.place = Span(0, 0)

    def read(self, of: str, name: str, span: Span) -> Value | None:
        """What ``name`` of an object of a type is, where that is known; None for another field."""
        simple = of.rpartition(".")[2]
        if name != self.field or (simple and self.holder and simple != self.holder):
            return None
        self.place = self.place if self.place.end else span
        return replace(self.ref, span=span)
