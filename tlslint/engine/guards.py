"""Tests of what an object has: ``if c.MinVersion < tls.VersionTLS12``, ``if t.TLSClientConfig == nil``."""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.engine.decode import decode
from tlslint.engine.machine import Frame
from tlslint.engine.spans import span_of
from tlslint.engine.world import World
from tlslint.record import replace
from tlslint.values import Ref, alternatives
from tlslint.versions import Version

_LOWER = frozenset({"<", "<="})
#: A value and a flag that it has not, as they are written.
Missing = tuple[str, str]


def compares(test: s.Expr) -> bool:
    """Whether a test may say that a member is lower than something, or not there."""
    if isinstance(test, s.Binary) and test.op == "||":
        return compares(test.left) or compares(test.right)
    if not isinstance(test, s.Binary) or not isinstance(test.left, s.Attr):
        return False
    return test.op in _LOWER or _is_nil(test)


def named(
    tests: tuple[s.Expr, ...], frame: Frame, before: dict[tuple[int, str], str]
) -> dict[tuple[int, str], str]:
    """``before`` with the variable of which a test says that it is a text: ``key == "tls_version"``."""
    test = tests[0]
    while isinstance(test, s.Binary) and test.op == "&&":
        test = test.left
    if len(tests) > 1 or not isinstance(test, s.Binary) or test.op != "==":
        return before
    if not isinstance(test.left, s.Name) or not isinstance(test.right, s.Lit):
        return before
    text = test.right.value
    return {**before, (frame.number, test.left.id): text} if isinstance(text, str) else before


def absent(state: Any, tests: tuple[s.Expr, ...], before: frozenset[Missing]) -> frozenset[Missing]:
    """``before`` with the flag that a value has not where a test holds: there, ``value ^ flag`` adds it."""
    found = _absent(tests[0]) if len(tests) == 1 else None
    return before if found is None else before | {_written(state, *found)}


def lacks(state: Any, given: s.Expr, flag: s.Expr) -> bool:
    """Whether a test around says that a value has not a flag."""
    return bool(state.absent) and _written(state, given, flag) in state.absent


def _written(state: Any, given: s.Expr, flag: s.Expr) -> Missing:
    return state.source(span_of(given)), state.source(span_of(flag))


def _absent(test: s.Expr) -> tuple[s.Expr, s.Expr] | None:
    """``!x.HasFlag(F)``, ``(x & F) == 0``, ``(x & F) != F``: the value and the flag; None for other tests."""
    match test:
        case s.Unary(op="!", operand=s.Call(func=s.Attr(value=given, name=name), args=(arg,))):
            return (given, arg.value) if name.lower() == "hasflag" else None
        case s.Binary(
            op="==", left=s.Binary(op="&" | "And", left=given, right=flag), right=s.Lit(value=0)
        ):
            return given, flag
        case s.Binary(
            op="!=", left=s.Binary(op="&" | "And", left=given, right=flag), right=s.Attr()
        ):
            return given, flag
    return None


def _is_nil(test: s.Binary) -> bool:
    return test.op == "==" and isinstance(test.right, s.Lit) and test.right.value is None


def passed(machine: Any, test: s.Expr, frame: Frame, layer: World) -> bool:
    """Leave in ``layer`` what is so where ``test`` does not hold; False where no object can be so."""
    if isinstance(test, s.Binary) and test.op == "||":
        first = passed(machine, test.left, frame, layer)
        return passed(machine, test.right, frame, layer) and first
    if not compares(test):
        return True
    assert isinstance(test, s.Binary)
    assert isinstance(test.left, s.Attr)
    found = machine.eval(test.left.value, frame)
    if not isinstance(found, Ref):
        return True
    if _is_nil(test):
        obj = machine.obj(found)
        bare = obj.kind == "object" and obj.type in machine.index.known
        held = machine.s.world.variable((found.id, test.left.name))
        # what this reading of the field made was not there either
        return not bare or not (held is None or held.span == span_of(test.left))
    floor = _floor(machine, found, test.left.name, machine.eval(test.right, frame))
    if floor is None:
        return True
    obj = machine.obj(found)
    left = tuple(
        x
        for x in obj.states
        if (x.floor.version >= floor if test.op == "<" else x.floor.version > floor)
    )
    if left and left != obj.states:
        layer.objects[found.id] = replace(obj, states=left)
    return bool(left)


def _floor(machine: Any, ref: Ref, name: str, value: Any) -> Version | None:
    """The version that ``value`` is as the floor that the member ``name`` sets."""
    index = machine.index
    for known in machine.setting_names(ref, name):
        for rule in index.sets.get(known, ()):
            for argument in rule.arguments:
                if argument.effect == "floor" and len(alternatives(value)) == 1:
                    said = decode(value, index.tables[argument.table], machine.s.lookup, b"")
                    return min(said.named, default=None)
    return None
