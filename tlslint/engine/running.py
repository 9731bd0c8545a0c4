"""Tests of which Python runs: ``six.PY2``, ``sys.version_info[0] == 3``, against what a repository declares.

Only what is so for the oldest declared version and for the one that is pinned, or else every later Python 3,
is decided: where Python 2 may run, or nobody says what does, both outcomes count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tlslint import syntax as s
from tlslint.engine.choices import probes
from tlslint.engine.lacking import asked
from tlslint.engine.libraries import JVM
from tlslint.engine.machine import Frame
from tlslint.engine.nothing import nothing_written
from tlslint.facts import Span
from tlslint.values import Const, Ref, Row, Sym, Value, leaves, text_of

_RUNNING = frozenset({"sys.version_info", "six.sys.version_info"})
_IS_2 = ("six.PY2", "future.utils.PY2", "requests.compat.is_py2")
_IS_3 = ("six.PY3", "future.utils.PY3", "requests.compat.is_py3")
#: How flags begin of what the module was built with.
_BUILT_WITH = "ssl.HAS_"
#: Later than any Python 3.
_LAST = (3, 10_000, 0)


def compared(machine: Any, link: s.Binary, left: Value, right: Value, frame: Frame) -> Const | None:
    """What a comparison comes to on each of the declared Pythons: one with the running version, or of what it has."""
    if link.op in ("in", "!in"):
        return listed(machine, link, left, right)
    if isinstance(left, Sym) and left.span in machine.s.running and nothing_written(link.right):
        span = Span(link.start, link.end)
        machine.s.running.add(span)
        return Const(link.op == "!=", span)
    declared = machine.s.oldest("python")
    if declared is None or declared < (3,):
        return None
    of, major = link.left, False
    if isinstance(of, s.Index) and s.last_name(of.value) == "version_info":
        major = isinstance(of.key, s.Lit) and of.key.value == 0
        if not major and not isinstance(of.key, s.Other):
            return None
        left = machine.eval(of.value, frame)
    name = left.name if isinstance(left, Sym) else ""
    if name.removesuffix(".major") not in _RUNNING:
        return None
    major = major or name.endswith(".major")
    wanted = _number(right) if major else _numbers(right)
    if wanted is None:
        return None
    pinned = machine.s.lookup("python")
    last = _LAST if pinned is None or len(pinned) < 2 else pinned
    if last is pinned and wanted[: len(pinned)] == pinned and len(wanted) > len(pinned):
        return None  # any 3.6 runs, and 3.6.2 is asked for
    found = {_holds(link.op, v[:1] if major else v, wanted) for v in (declared, last)}
    if len(found) != 1 or None in found:
        return None
    span = Span(link.start, link.end)
    machine.s.running.add(span)
    return Const(found.pop(), span)


def decided(machine: Any, test: s.Expr, value: Value, frame: Frame) -> bool | None:
    """What a test of which version runs comes to; None where what is declared does not decide it."""
    if isinstance(test, s.Unary) and test.op == "!":
        inner = decided(machine, test.operand, machine.eval(test.operand, frame), frame)
        return None if inner is None else not inner
    if isinstance(test, s.Binary) and test.op == "instanceof":
        return _is(machine, test, frame)
    if isinstance(value, Const):
        return bool(value.value) if value.span in machine.s.running else None
    if not isinstance(value, Sym):
        return None
    if value.span in machine.s.running:
        return True  # ``getattr`` has found it
    if value.name.startswith(_BUILT_WITH):
        return has(machine, value.name)
    if not value.name.endswith((*_IS_2, *_IS_3)):
        return None
    declared = machine.s.oldest("python")
    return None if declared is None or declared < (3,) else value.name.endswith(_IS_3)


def _is(machine: Any, test: s.Binary, frame: Frame) -> bool | None:
    """Whether what a name stands for is of a type; None where that is not known."""
    tested: s.Expr | None = test.left
    if isinstance(tested, s.Inline) and isinstance(tested.statement, s.Assign):
        tested = tested.statement.value  # what declares a variable of the type
    while isinstance(tested, s.Cast):
        tested = tested.value
    if machine.index.language not in JVM or not isinstance(tested, s.Name):
        return None
    made = [
        machine.index.supertypes(machine.obj(v).type) if isinstance(v, Ref) else ()
        for v in leaves(machine.eval(tested, frame))
    ]
    asked = machine.eval(test.right, frame)
    sure = isinstance(asked, Sym) and bool(made) and all(asked.name in types for types in made)
    return True if sure else None


def has(machine: Any, name: str, owner: Value | None = None) -> bool | None:
    """Whether the platform has a name; None where nobody says, or only some of those that are supported have it.

    ``owner`` is what is asked for it: another module may hand it on.
    """
    since = machine.index.since.get(name)
    module = owner.name if isinstance(owner, Sym) else "" if owner is not None else None
    if since is None or (module is not None and module != name.rpartition(".")[0]):
        return None
    newest = all(c.holds(machine.s.lookup) for c in since)
    return newest if newest == all(c.holds(machine.s.oldest) for c in since) else None


def probed(machine: Any, name: str, span: Span) -> Const | None:
    """What ``hasattr`` comes to on the platform."""
    found = has(machine, name)
    if found is None:
        return Const(True, span) if name in machine.index.symbols else None
    machine.s.running.add(span)
    return Const(found, span)


def listed(machine: Any, link: s.Binary, left: Value, right: Value) -> Const | None:
    """What ``"PROTOCOL_TLS" in dir(ssl)`` comes to on the platform."""
    member = text_of(left)
    if member is None or not isinstance(right, Sym):
        return None
    span, name = Span(link.start, link.end), f"{right.name}.{member}"
    if link.op == "in":
        machine.s.probed[span] = name
    there = has(machine, name)
    if there is None:
        return None
    machine.s.running.add(span)
    return Const(there == (link.op == "in"), span)


def tell(machine: Any, arms: Iterable[s.Arm]) -> None:
    """Tell, where that is asked, that arms of a branch are for a Python that is not declared."""
    if machine.index.language in JVM:
        never(machine, arms, "behind a test of a type that holds: never run")
        return
    version = ".".join(map(str, machine.s.oldest("python") or ()))
    never(machine, arms, f"for another Python than is declared ({version}): never run there")


def fallback(machine: Any, test: s.Expr, holds: bool) -> str:
    """Why arms that a test rules out are not run: such as are for platforms that lack names, or have them."""
    there, missing = asked(test, machine.s.probed)
    if not there and not missing:
        return "behind a condition that never holds, as it is written: never run"
    counts = "but such code counts as well" if probes(test, machine.s.running) else "never run"
    return without(machine, there + missing, counts, "without" if holds else "with")


def without(machine: Any, names: Iterable[str], counts: str, how: str = "without") -> str:
    """What is said of code for platforms that lack names."""
    declared = ".".join(map(str, machine.s.oldest("python") or ()))
    shown = []
    for name in dict.fromkeys(names):
        since = machine.index.since.get(name, ())
        shown.append(name + (f" ({' and '.join(map(str, since))} has it)" if since else ""))
    newest = "nothing declares a version of python: the newest is assumed"
    runs = f"declared is python {declared}" if declared else newest
    return f"written for platforms {how} {' or '.join(shown)}; {runs}, {counts}"


def never(machine: Any, arms: Iterable[s.Arm], why: str) -> None:
    """Tell, where that is asked, why arms of a branch are never run."""
    for arm in arms:
        for statement in arm.body:
            machine.s.note(Span(statement.start, statement.end), why)


def _number(value: Value) -> tuple[int, ...] | None:
    known = isinstance(value, Const) and type(value.value) is int
    return (value.value,) if known and isinstance(value, Const) else None  # type: ignore[return-value]


def _numbers(value: Value) -> tuple[int, ...] | None:
    if not isinstance(value, Row) or value.open or not value.items:
        return None
    found = [_number(item) for item in value.items]
    return tuple(n[0] for n in found if n is not None) if None not in found else None


def _holds(op: str, version: tuple[int, ...], wanted: tuple[int, ...]) -> bool | None:
    if op in ("==", "!="):
        same = version[: len(wanted)] == wanted
        return same == (op == "==")
    return {
        "<": version < wanted,
        "<=": version <= wanted,
        ">": version > wanted,
        ">=": version >= wanted,
    }.get(op)
