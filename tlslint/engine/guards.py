"""Tests that compare the floor of an object with a version: ``if c.MinVersion < tls.VersionTLS12``."""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.engine.decode import decode
from tlslint.engine.machine import Frame
from tlslint.engine.world import World
from tlslint.record import replace
from tlslint.values import Ref, alternatives
from tlslint.versions import Version

_LOWER = frozenset({"<", "<="})


def compares(test: s.Expr) -> bool:
    """Whether a test may say that a member is lower than something."""
    if isinstance(test, s.Binary) and test.op == "||":
        return compares(test.left) or compares(test.right)
    return isinstance(test, s.Binary) and test.op in _LOWER and isinstance(test.left, s.Attr)


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
