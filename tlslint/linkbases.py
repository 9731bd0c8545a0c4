"""Classes of Python that other files make objects of: the library's client that one is, by what it extends."""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.values import LocalClass, Sym, Value

#: Methods that may decide how such a client connects.
_DECIDING = frozenset({"connect", "getContext", "creatorForNetloc", "request", "send", "fetch"})


def extended(machine: Any, found: LocalClass) -> Value:
    """The client that a class is where it changes nothing of how that is made and connects; else the class."""
    info = found.info
    bases = [base for base in info.bases if base in machine.index.calls]
    if len(bases) != 1 or info.parents or _DECIDING.intersection(info.methods):
        return found
    init = info.methods.get("__init__")
    return Sym(bases[0], found.span, found.span) if init is None or _passes_on(init) else found


def _passes_on(init: s.Func) -> bool:
    """Whether a constructor gives that of what it extends all that it is given: ``*args, **kwargs``."""
    spreads = {param.name: param.spread for param in init.params if param.spread}
    if set(spreads.values()) != {1, 2} or len(spreads) != len(init.params):
        return False
    for statement in init.body():
        call = statement.value if isinstance(statement, s.Do) else None
        if isinstance(call, s.Call) and s.last_name(call.func) == "__init__":
            passed = {s.last_name(arg.value): arg.spread for arg in call.args if arg.spread}
            return passed == spreads and all(
                arg.spread or s.last_name(arg.value) == init.receiver for arg in call.args
            )
    return False
