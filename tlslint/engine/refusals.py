"""Tests that something is refused: ``try { s.setEnabledProtocols(OLD); fail(); } catch (…) { }``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tlslint import syntax as s

#: What is thrown where a test fails.
_FAILURES = frozenset({"AssertionError", "AssertionFailedError"})


def refused(node: s.Try) -> s.Stmt | None:
    """The statement that is expected to throw, as the test fails right behind it; None where there is none."""
    body = node.body
    if not node.handlers or not body:
        return None
    if node.otherwise:
        return body[-1] if _fails(node.otherwise[0]) else None
    return body[-2] if len(body) > 1 and _fails(body[-1]) else None


def _fails(node: s.Stmt) -> bool:
    call = node.value if isinstance(node, (s.Do, s.Leave)) else None
    if isinstance(node, s.Do) and isinstance(call, s.Lit):  # ``assert False``
        return call.value is False
    if isinstance(node, s.Leave) and isinstance(call, s.Name):  # ``raise AssertionError``
        return call.id in _FAILURES
    if not isinstance(call, s.Call):
        return False
    name = s.last_name(call.func)
    return name in _FAILURES if isinstance(node, s.Leave) else name.lower() == "fail"


def taken(body: tuple[s.Stmt, ...]) -> Iterator[str]:
    """The variables whose keys a call takes: ``connect(**settings)``."""
    stack: list[Any] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
        elif isinstance(node, s.Arg) and node.spread and isinstance(node.value, s.Name):
            yield node.value.id
        elif hasattr(node, "__record__"):
            stack.extend(getattr(node, part) for part in node.__record__)
