"""Flags that the handler of a missing module sets, beside what it defines in that module's place.

``try: from ssl import wrap_socket; HAS_SSL = True`` / ``except ImportError: HAS_SSL = False`` with a
``wrap_socket`` of its own: where the flag is asked, it is known which of the two is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from tlslint import syntax as s
from tlslint.engine.machine import Frame
from tlslint.engine.world import Key, World
from tlslint.record import record
from tlslint.values import Const, Value, alternatives, one_of


@record
class Standins:
    """What a handler says by a flag, and what it defines, by the places of the variables."""

    said: bool
    names: tuple[tuple[Key, Value], ...]


def flags(frame: Frame, tried: World, handler: World) -> dict[Key, Standins]:
    """The flags of a handler that say something else where all that was tried went well."""
    own = {key: value for key, value in handler.variables.items() if key[0] == frame.number}
    out = {}
    for key, value in own.items():
        said, other = _truth(value), _truth(tried.variable(key))
        if said is not None and other is not None and said != other:
            names = tuple(
                (k, v)
                for k, v in own.items()
                if _truth(v) is None and tried.variable(k) is not None
            )
            out[key] = Standins(said, names)
    return out


def narrow(
    known: dict[Key, Standins], layer: World, frame: Frame, tests: Sequence[s.Expr], holds: bool
) -> None:
    """Leave in ``layer`` what is there where a test of a flag ``holds``, or does not."""
    test = tests[0] if len(tests) == 1 else None
    while isinstance(test, s.Unary) and test.op == "!":
        test, holds = test.operand, not holds
    if not isinstance(test, s.Name):
        return
    scope: Frame | None = frame
    while scope is not None and layer.variable((scope.number, test.id)) is None:
        scope = scope.parent
    found = known.get((scope.number, test.id)) if scope is not None else None
    for key, standin in found.names if found is not None else ():
        options = alternatives(layer.variable(key) or standin)
        others = [v for v in options if v != standin]
        if found is not None and standin in options and others:
            left = [standin] if holds == found.said else others
            layer.variables[key] = one_of(left, left[0].span)


def _truth(value: Value | None) -> bool | None:
    return value.value if isinstance(value, Const) and isinstance(value.value, bool) else None
