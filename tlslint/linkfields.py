"""How what a field of Go holds, or a method of the JVM gives, is used, as the files around it tell."""

from __future__ import annotations

from typing import Any

from tlslint.bounds import FRESH
from tlslint.engine.fields import asking_of, name_of, parts_of
from tlslint.facts import Span
from tlslint.foreign import argument_of, arguments, getters
from tlslint.goplaces import users
from tlslint.jvmplaces import callers
from tlslint.linkcalls import handed
from tlslint.linkmodules import Module, line_of, place_of
from tlslint.record import replace
from tlslint.values import (
    Changed,
    Const,
    Handed,
    Linked,
    Made,
    Ref,
    Row,
    Sym,
    Value,
    alternatives,
    leaves,
    text_of,
)

#: Files opened for the fields of one file.
_MAX_FILES = 40


def used(linker: Any, search: Any, name: str, path: str, own: bool = False) -> Linked | None:
    """On whose side files use what a field holds or a method gives; None where they are not seen to.

    They are those of the field's package but for the file at ``path``, that too with ``own``; a
    method may be called elsewhere too, so that each file that calls it must be seen to take a side.
    """
    package, holder, field, type_ = parts_of(name)
    jvm = not path.endswith(".go")
    first: tuple[Module, Span] | None = None
    roles: frozenset[str] = frozenset()
    bound = search.where.bound
    files = (
        callers(holder, (field,), path, bound) if jvm else users(package, field, path, bound, own)
    )
    for file in files:
        if len(search.opened) >= _MAX_FILES:
            break
        search.opened.add(file)
        module = linker.module(file, name)
        if module is None:
            continue
        asked = module.machine.s.asked_field
        obj = module.machine.obj(asked.ref)
        if jvm and asked.place.end and not obj.takers:
            return None
        if obj.takers:
            first = first or (module, asked.place)
            roles |= obj.takers
    if first is None:
        return None
    made = Made(type_, roles, first[1])
    return Linked(made, place_of(*first), line_of(*first))


def kept(linker: Any, search: Any, module: Module, path: str) -> tuple[Changed, ...]:
    """The sides of those arguments of the call that was run last which it keeps in fields, if anyone tells."""
    state = module.machine.s
    out = []
    for (owner, field), value in list(state.world.variables.items()) if state.parcels else ():
        holder = state.world.find(owner)
        for ref in alternatives(value) if holder is not None else ():
            number = (
                state.parcels[ref.id][0] if isinstance(ref, Ref) and ref.id in state.parcels else -1
            )
            obj = state.world.find(ref.id) if isinstance(ref, Ref) and number >= 0 else None
            if obj is None or obj.takers or holder.type in module.machine.index.known:
                continue
            found = used(linker, search, name_of(holder.type, field, obj.type), path, own=True)
            if found is not None and isinstance(found.value, Made):
                out.append(Changed(number, (FRESH,), found.value.roles))
    return tuple(out)


def onward(
    linker: Any, search: Any, module: Module, members: tuple[str, ...], path: str
) -> tuple[Handed, ...]:
    """To which rules files around a class of the JVM hand what the last call in ``members`` had it keep."""
    given, named = arguments(members[-1]) if "([" in members[-1] else ([], {})
    told = [text_of(v) for each in (*given, *named.values()) for v in _single(each)]
    out: list[Handed] = []
    for owner, name, value in module.machine.s.given_on if any(told) else ():
        kept = [v for v in leaves(value) if argument_of(v.span) >= 0 and text_of(v) in told]
        if not kept or not owner:
            continue
        holder = f"{module.machine.home}.{owner}".lstrip(".")
        asked = asking_of(holder, name, isinstance(value, Row), kept)
        for file in callers(owner, getters(name), path, search.where.bound, fields=True):
            if file not in search.opened and len(search.opened) >= _MAX_FILES:
                break
            search.opened.add(file)
            user = linker.module(file, asked)
            for use in handed(user.machine, None) if user is not None else ():
                places = (argument_of(kept[n].span) for n in use.arguments if n < len(kept))
                out.append(replace(use, arguments=tuple(dict.fromkeys(places)), subject=-1))
    return tuple(dict.fromkeys(out))


def _single(value: object) -> tuple[Value, ...]:
    """The single values in an argument."""
    if isinstance(value, (Const, Sym)):
        return (value,)
    return tuple(leaves(value)) if isinstance(value, Row) else ()
