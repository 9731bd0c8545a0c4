"""What classes of other files make of a method that has no body where it is declared (Java, Kotlin)."""

from __future__ import annotations

from typing import Any

from tlslint.foreign import IMPLEMENTED
from tlslint.jvmplaces import heirs
from tlslint.values import (
    Linked,
    Made,
    Members,
    Returned,
    Unknown,
    Value,
    leaves,
    one_of,
    text_of,
)

#: Classes that are asked for one method.
_MAX_HEIRS = 20


def implemented(search: Any, name: str, path: str, depth: int, most: int) -> Linked | None:
    """What those classes give that extend the one in the file at ``path``, together; None where nobody says.

    ``most`` files are opened in one search. The place is that of the oldest name that one gives.
    """
    owner, _, method = name.removesuffix(IMPLEMENTED).rpartition(".")
    found: list[Linked] = []
    unsaid = False
    for file in heirs(owner, path, search.where.bound) if depth > 0 else ():
        if len(found) == _MAX_HEIRS or (file not in search.opened and len(search.opened) >= most):
            break
        search.opened.add(file)
        module = search.linker.module(file)
        for info in list(module.machine.classes.values()) if module is not None else ():
            if owner not in (base.rpartition(".")[2] for base in info.bases):
                continue
            if method in info.methods and not info.methods[method].getter:
                given = search.value(module, (info.name, f"{method}([])"), file, depth - 1)
            elif method in info.methods or _holds(module, info, method):
                given = search.value(module, (info.name, method), file, depth - 1)
            else:
                inner = f"{info.name}.{method}{IMPLEMENTED}"
                given = implemented(search, inner, file, depth - 1, most)
            unsaid |= given is None
            found += [given] if given is not None else []
    if not found:
        return None
    values: list[Value] = []
    for each in sorted(found, key=_oldest):
        if isinstance(each.value, (Members, Made, Returned)):
            return found[0] if len(found) == 1 else None  # an object has no alternatives
        values.append(each.value)
    first = min(found, key=_oldest)
    rest: list[Value] = [Unknown(values[0].span)] * unsaid
    return Linked(one_of([*values, *rest], values[0].span), first.place, first.source)


def _holds(module: Any, info: Any, name: str) -> bool:
    """Whether a class has a property with a value of its own."""
    return module.machine.s.world.variable((info.instance.id, name)) is not None


def _oldest(found: Linked) -> str:
    """The first of the names that a class gives: those of older versions come first."""
    value = found.value
    if isinstance(value, (Members, Made, Returned)):
        return "~"
    texts = (text_of(leaf) for leaf in leaves(value))
    return min((t for t in texts if t), default="~")
