"""Values that are replaced before anything reads them: of parameters, of variables, of the fields of a class."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tlslint import syntax as s

#: More syntax than this is not searched for a name.
_MAX_NODES = 5_000
#: Functions that read variables whose names the code does not say.
_ANY = frozenset({"locals", "vars", "eval", "exec"})
#: How code names the object that is made.
_OWN = frozenset({"this", "me", "myclass"})

#: Whether a node names what is looked for.
Names = Callable[[Any], bool]


def replaced(func: s.Func, name: str) -> bool:
    """Whether each way through the body replaces what a parameter was given before it is read."""
    return overwritten(func.body(), name)


def overwritten(body: tuple[s.Stmt, ...], name: str) -> bool:
    """Whether each way through statements gives the variable ``name`` another value before it is read."""
    return _through(body, _variable(name)) is True


def reset(body: tuple[s.Stmt, ...], name: str) -> bool:
    """Whether a class gives its field ``name`` another value than the initial one before anything reads it.

    ``body`` is what the class runs or declares to be run: its blocks and functions.
    So it is where a block that runs with the class does, or each constructor; one that only goes
    on to another constructor of its class leaves it to that one. What functions without an object
    name may be used before any is made.
    """
    if any(_through(x.body, _variable(name)) is True for x in body if isinstance(x, s.Block)):
        return True
    funcs = [x.func for x in body if isinstance(x, s.Define)]
    found = [_constructed(func, name) for func in funcs if func.name == "__init__"]
    if True not in found or False in found:
        return False
    return not any(_reads(f.body(), _variable(name)) for f in funcs if f.receiver is None)


def never_read(body: tuple[s.Stmt, ...], name: str) -> bool:
    """Whether statements do no more with the variable ``name`` than to give it values."""
    given: set[int] = set()

    def names(node: Any) -> bool:
        if isinstance(node, s.Assign) and node.op == "=":
            given.update(t.start for t in node.targets if isinstance(t, s.Name))
        if not isinstance(node, s.Name) or node.start in given:
            return False
        return node.id == name or node.id in _ANY

    return not _reads(body, names)


def hands_on(func: s.Func) -> bool:
    """Whether a method that replaces another one calls that on its object, and changes nothing it gives.

    ``Base.connect(self)`` and ``super().connect()``, as a statement or as what is returned.
    """

    def names(node: Any) -> bool:
        call = node.value if isinstance(node, (s.Do, s.Leave)) else None
        if not isinstance(call, s.Call) or not isinstance(call.func, s.Attr):
            return False
        first = call.args[0].value if call.args else None
        owner = call.func.value
        return call.func.name == func.name and (
            (isinstance(owner, s.Call) and s.last_name(owner.func) == "super")
            or (isinstance(first, s.Name) and first.id == func.receiver)
        )

    return _reads(func.body(), names, unknown=False)


def _constructed(func: s.Func, name: str) -> bool | None:
    body = func.body()
    if body and _chains(body[0]):
        return None
    return _through(body, _field(name, func)) is True


def _chains(statement: s.Stmt) -> bool:
    call = statement.value if isinstance(statement, s.Do) else None
    if not isinstance(call, s.Call):
        return False
    callee = call.func
    if isinstance(callee, s.Attr) and callee.name in ("__init__", "new"):
        callee = callee.value
    return isinstance(callee, s.Name) and callee.id in _OWN


def _variable(name: str) -> Names:
    return lambda node: isinstance(node, s.Name) and node.id == name


def _field(name: str, func: s.Func) -> Names:
    """``this.name``, and the bare name where no parameter has it."""
    bare = all(p.name != name for p in func.params)

    def names(node: Any) -> bool:
        if isinstance(node, s.Attr):
            owner = node.value
            return node.name == name and isinstance(owner, s.Name) and owner.id == func.receiver
        return bare and isinstance(node, s.Name) and node.id == name

    return names


def _through(body: tuple[s.Stmt, ...], names: Names) -> bool | None:
    """Whether what is named is replaced (True), read before that (False), or perhaps neither (None)."""
    for statement in body:
        found = _statement(statement, names)
        if found is not None:
            return found
    return None


def _statement(node: s.Stmt, names: Names) -> bool | None:
    if isinstance(node, s.Assign) and node.op == "=" and not node.declares:
        if any(map(names, node.targets)):
            return not _reads(node.value, names)
    elif isinstance(node, s.Branch):
        tests = tuple(arm.tests for arm in node.arms)
        if _reads((node.subject, tests), names):
            return False
        return _joined((arm.body for arm in node.arms), names, None in tests)
    elif isinstance(node, s.Try) and not _reads((node.otherwise, node.final), names):
        # the body may end anywhere: each handler has to replace it too
        return _joined((node.body, *node.handlers), names, True)
    elif isinstance(node, s.Block):
        return _through(node.body, names)
    return False if _reads(node, names) else None


def _joined(ways: Iterable[tuple[s.Stmt, ...]], names: Names, complete: bool) -> bool | None:
    """`_through` of several ways of which one is taken, or none where they are not ``complete``."""
    found = []
    for body in ways:
        through = _through(body, names)
        if through is not None or not any(isinstance(x, s.Leave) for x in body):
            found.append(through)
    if False in found:
        return False
    return True if complete and None not in found else None


def _reads(part: Any, names: Names, *, unknown: bool = True) -> bool:
    """Whether code names it; ``unknown`` where a function inside may, or there is too much of it."""
    stack, count = [part], 0
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
        elif hasattr(node, "__slots__"):
            count += 1
            if names(node):
                return True
            if isinstance(node, (s.Func, s.Define, s.Class)) or count > _MAX_NODES:
                if unknown:
                    return True
                continue
            stack.extend(getattr(node, slot) for slot in node.__slots__)
    return False
