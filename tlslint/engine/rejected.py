"""Calls of JavaScript that a test expects to be refused: ``await expect(connect(…)).rejects.toThrow()``.

https://jestjs.io/docs/expect#rejects, https://www.chaijs.com/plugins/chai-as-promised/,
https://nodejs.org/api/assert.html#assertrejectsasyncfn-error-message
"""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.engine import negative
from tlslint.engine.machine import Frame
from tlslint.engine.spans import span_of, within

#: What says of a promise that it has to be refused, and of a function that it has to throw.
_REJECTED = frozenset({"rejects", "rejected", "rejectedWith"})
_THROWS = frozenset({"throw", "throws", "Throw", "toThrow", "toThrowError"})
#: The same as functions that are given it.
_ASSERTS = frozenset({"rejects", "isRejected"})


def testing(language: str, text: bytes) -> bool:
    """Whether a file may be one of such tests."""
    if language not in ("javascript", "typescript", "tsx"):
        return False
    return b"ejects" in text or b"ejected" in text or (b"hrow" in text and b"expect" in text)


def refuse(machine: Any, node: s.Stmt, first: int, frame: Frame) -> None:
    """Note what is given to a call that has to fail: ``first`` was the last number before it."""
    given = _expected(node.value) if isinstance(node, (s.Do, s.Leave)) else None
    if given is None:
        return
    span = span_of(given)
    machine.pending = [p for p in machine.pending if not within(span_of(p[0].func), span)]
    negative.fails(machine, node, given, first, frame)


def _expected(node: s.Expr | None) -> s.Expr | None:
    """What has to fail by what a test says of it; None for anything else."""
    if not isinstance(node, (s.Attr, s.Call)):
        return None
    if isinstance(node, s.Call) and node.args and s.last_name(node.func) in _ASSERTS:
        return node.args[0].value
    said: set[str] = set()
    while isinstance(node, (s.Attr, s.Call)):
        if isinstance(node, s.Attr):
            said.add(node.name)
            node = node.value
        elif isinstance(node.func, s.Name):
            break
        else:
            node = node.func
    if not (isinstance(node, s.Call) and node.args and s.last_name(node.func) == "expect"):
        return None
    value = node.args[0].value
    if said & _REJECTED:
        return value if "rejects" in said or "not" not in said else None
    throws = bool(said & _THROWS) and "not" not in said
    return value if throws and isinstance(value, s.Func) else None
