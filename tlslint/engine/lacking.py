"""Code for platforms that lack something: behind a test with ``hasattr`` that failed, or where
that a name is missing is caught."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tlslint import syntax as s
from tlslint.facts import Span


def lacking(
    body: tuple[s.Stmt, ...], probed: Mapping[Span, str]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The parts of a block that run only where names are missing; ``probed``: test → name."""
    for number, statement in enumerate(body):
        if not isinstance(statement, s.Branch) or statement.subject is not None:
            continue
        gone: tuple[str, ...] = ()
        for arm in statement.arms:
            there, missing = ((), ()) if arm.tests is None else asked(arm.tests[0], probed)
            if arm.body and (gone or missing):
                yield Span(arm.body[0].start, arm.body[-1].end), (*gone, *missing)
            gone = (*gone, *there)
            if there and arm.body and isinstance(arm.body[-1], s.Leave) and number + 1 < len(body):
                yield Span(body[number + 1].start, body[-1].end), there


def asked(test: s.Expr, probed: Mapping[Span, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that are there where a test holds, and those that are missing then."""
    if isinstance(test, s.Unary) and test.op == "!":
        there, missing = asked(test.operand, probed)
        return missing, there
    if isinstance(test, s.Binary) and test.op in ("&&", "||"):
        left, right = asked(test.left, probed), asked(test.right, probed)
        return (*left[0], *right[0]), (*left[1], *right[1])
    name = probed.get(Span(test.start, test.end))
    return ((name,), ()) if name is not None else ((), ())


def handlers(node: s.Try) -> Iterator[Span]:
    """The handlers that run where the platform lacks a name."""
    for number in node.lacking:
        body = node.handlers[number]
        if body:
            yield Span(body[0].start, body[-1].end)


def names(body: tuple[s.Stmt, ...]) -> Iterator[s.Expr | str]:
    """What statements need: chains of names, as far out as they go, functions, and what they import."""
    stack: list[Any] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(reversed(node))
        elif isinstance(node, s.Import):
            yield from (name for _, name in node.binds)
        elif isinstance(node, s.Attr) and _plain(node):
            yield node
        elif isinstance(node, s.Assign) and node.op == "=":
            # to set a member needs none that is there
            stack.append(node.value)
            stack.extend(x.value if isinstance(x, s.Attr) else x for x in node.targets)
        elif isinstance(node, s.Call) and isinstance(node.func, s.Name):
            by_name = node.func.id == "getattr" and len(node.args) == 2
            yield node if by_name else node.func
            stack.append(node.args)
        elif hasattr(node, "__record__"):
            stack.extend(getattr(node, part) for part in reversed(node.__record__))


def _plain(node: s.Expr) -> bool:
    while isinstance(node, s.Attr):
        node = node.value
    return isinstance(node, s.Name)
