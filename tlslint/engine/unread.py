"""Parameters that the body of a function gives another value before anything reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tlslint import syntax as s
from tlslint.engine.choices import syntax_nodes


def replaced(func: s.Func, name: str) -> bool:
    """Whether each way through the body replaces what a parameter was given before it is read."""
    return _through(func.body(), name) is True


def _through(body: tuple[s.Stmt, ...], name: str) -> bool | None:
    """Whether ``name`` is replaced (True), read before that (False), or perhaps neither (None)."""
    for statement in body:
        found = _statement(statement, name)
        if found is not None:
            return found
    return None


def _statement(node: s.Stmt, name: str) -> bool | None:
    if isinstance(node, s.Assign) and node.op == "=" and not node.declares:
        if any(isinstance(t, s.Name) and t.id == name for t in node.targets):
            return not _names(node.value, name)
    elif isinstance(node, s.Branch):
        tests = tuple(arm.tests for arm in node.arms)
        if _names((node.subject, tests), name):
            return False
        return _joined((arm.body for arm in node.arms), name, None in tests)
    elif isinstance(node, s.Try) and not _names((node.otherwise, node.final), name):
        # the body may end anywhere: each handler has to replace it too
        return _joined((node.body, *node.handlers), name, True)
    elif isinstance(node, s.Block):
        return _through(node.body, name)
    return False if _names(node, name) else None


def _joined(ways: Iterable[tuple[s.Stmt, ...]], name: str, complete: bool) -> bool | None:
    """`_through` of several ways of which one is taken, or none where they are not ``complete``."""
    found = []
    for body in ways:
        through = _through(body, name)
        if through is not None or not any(isinstance(x, s.Leave) for x in body):
            found.append(through)
    if False in found:
        return False
    return True if complete and None not in found else None


def _names(part: Any, name: str) -> bool:
    """Whether code names a variable, or may by a function inside."""
    return any(
        isinstance(node, (s.Define, s.Class)) or (isinstance(node, s.Name) and node.id == name)
        for node in syntax_nodes((part,))
    )
