"""Calls of Go that a test expects to be refused: ``_, err := tls.Dial(…)``, ``require.Error(t, err)``."""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.engine.choices import syntax_nodes
from tlslint.engine.machine import Frame
from tlslint.engine.spans import span_of, within
from tlslint.values import Ref, leaves

#: Statements behind the call that are looked at, as what is logged stands between.
BEHIND = 3
#: What testify, gocheck and gomega ask of an error, and how a test of Go ends.
_ASSERTS = frozenset(
    {"Error", "Errorf", "ErrorContains", "ErrorContainsf", "ErrorIs", "ErrorAs", "EqualError"}
    | {"NotNil", "NotNilf"}
)
_CHECKS = frozenset({"Assert", "Check"})
_CHECKED = frozenset({"NotNil", "ErrorMatches"})
_TO = {
    **dict.fromkeys(("To", "Should"), frozenset({"HaveOccurred", "MatchError"})),
    **dict.fromkeys(("NotTo", "ToNot", "ShouldNot"), frozenset({"BeNil", "Succeed"})),
}
_FAILS = frozenset({"Fatal", "Fatalf", "Error", "Errorf", "Fail", "FailNow"})
#: What Ginkgo gives rows to: https://onsi.github.io/ginkgo/#table-specs
TABLES = frozenset({"DescribeTable", "FDescribeTable", "PDescribeTable", "XDescribeTable"})
#: Of what is made in the call nothing else is done.
_EVERY = 1 << 30


def testing(language: str, text: bytes) -> bool:
    """Whether a file may be one of tests in Go."""
    return language == "go" and (b'"testing"' in text or b"/gomega" in text)


def table(call: s.Call) -> bool:
    """Whether a function that is given rows expects some of them to be refused: each is one of several."""
    functions = [arg.value for arg in call.args if isinstance(arg.value, s.Func)]
    nodes = [node for func in functions for node in syntax_nodes(func.body())]
    errors = {_last(node) for node in nodes if isinstance(node, s.Assign)} - {"", "_"}
    return any(_asserts(n, e) for n in nodes if isinstance(n, s.Call) for e in errors)


def _last(node: s.Assign) -> str:
    """The name that gets the last of what a call gives."""
    target = node.targets[-1]
    error = target.items[-1] if isinstance(target, s.Seq) and target.items else target
    return error.id if isinstance(error, s.Name) else ""


def refuse(
    machine: Any, body: tuple[s.Stmt, ...], at: int, node: s.Assign, first: int, frame: Frame
) -> None:
    """Note which objects were given to a call that has to fail: ``first`` was the last number before it."""
    target = node.targets[-1]
    if isinstance(target, s.Attr):  # what is set of an object is not what is done with it
        for leaf in named(machine, target.value, frame):
            machine.s.aside[leaf.id] = machine.s.aside.get(leaf.id, 0) + 1
        return
    error = _last(node)
    if not isinstance(node.value, s.Call) or error in ("", "_"):
        return
    if not _fails(error, body[at + 1 : at + 1 + BEHIND]):
        return
    fails(machine, node, node.value, first, frame)
    _within(machine, body[:at], body, node.value)


def fails(
    machine: Any, node: s.Stmt, given: s.Expr, first: int, frame: Frame, every: bool = False
) -> None:
    """Note that what was made since number ``first``, and what ``given`` names, is to be refused.

    ``every``: whatever else is done with what it names.
    """
    machine.s.note(span_of(node), "a test expects it to fail: nothing comes of it")
    refused = machine.s.refused
    for number in range(first + 1, machine.s.next_number + 1):
        refused[number] = _EVERY
    for name in syntax_nodes((given,)):
        for leaf in named(machine, name, frame):
            refused[leaf.id] = _EVERY if every else refused.get(leaf.id, 0) + 1
            if every:  # what is written where it is made
                objects = machine.s.world.objects.items()
                refused.update((n, _EVERY) for n, o in objects if within(o.span, leaf.span))


def _within(machine: Any, before: Any, body: Any, call: s.Call) -> None:
    """Note what is reached by a type assertion of the client that has to fail, which nobody else is sent with.

    ``client.Transport.(*http.Transport).TLSClientConfig.MaxVersion = tls.VersionTLS11``
    """
    client = call.func.value if isinstance(call.func, s.Attr) else None
    if not isinstance(client, s.Name):
        return
    places = {
        node.value.start
        for node in syntax_nodes(before)
        if isinstance(node, s.Cast) and _root(node.value) == client.id
    }
    named = sum(_is(node, client.id) for node in syntax_nodes(body))
    made = sum(_is(part, client.id) for each in before for part in _targets(each))
    if not places or named > made + len(places) + 1:
        return
    world = machine.s.world
    todo = [n for n, o in world.objects.items() if o.span.start in places]
    while todo:
        number = todo.pop()
        if machine.s.refused.get(number) != _EVERY:
            machine.s.refused[number] = _EVERY
            held = (v for each in world.members(number).values() for v in leaves(each))
            todo += [v.id for v in held if isinstance(v, Ref)]


def _targets(node: s.Stmt) -> tuple[s.Expr, ...]:
    """What a statement gives values to."""
    targets = node.targets if isinstance(node, s.Assign) else ()
    return tuple(p for t in targets for p in (t.items if isinstance(t, s.Seq) else (t,)))


def _root(expr: s.Expr) -> str:
    """The variable that a path of members begins with; empty for others."""
    while isinstance(expr, s.Attr):
        expr = expr.value
    return expr.id if isinstance(expr, s.Name) else ""


def named(machine: Any, name: Any, frame: Frame) -> list[Ref]:
    """The objects that a name stands for."""
    found = machine.lookup(frame, name.id) if isinstance(name, s.Name) else None
    return [v for v in leaves(found) if isinstance(v, Ref)] if found is not None else []


def _fails(error: str, behind: tuple[s.Stmt, ...]) -> bool:
    """Whether the first thing that is done with an error is to fail where there is none."""
    for node in behind:
        if isinstance(node, s.Branch):
            test = node.arms[0].tests
            return (
                test is not None
                and len(test) == 1
                and isinstance(test[0], s.Binary)
                and test[0].op == "=="
                and _is(test[0].left, error)
                and isinstance(test[0].right, s.Lit)
                and test[0].right.value is None
                and any(_called(each) in _FAILS for each in node.arms[0].body)
            )
        if not _called(node).startswith(("Log", "Print")):
            return isinstance(node, s.Do) and _asserts(node.value, error)
    return False


def _asserts(call: s.Expr, error: str) -> bool:
    if not isinstance(call, s.Call):
        return False
    last = s.last_name(call.func)
    values = [arg.value for arg in call.args]
    if last in _ASSERTS:
        return any(_is(value, error) for value in values[:2])
    if last in _CHECKS:
        return len(values) > 1 and _is(values[0], error) and s.last_name(values[1]) in _CHECKED
    wanted = _TO.get(last)
    if wanted is None or not values or not isinstance(call.func, s.Attr):
        return False
    about = call.func.value
    given = about.args if isinstance(about, s.Call) else ()
    matcher = values[0].func if isinstance(values[0], s.Call) else values[0]
    return bool(given) and _is(given[0].value, error) and s.last_name(matcher) in wanted


def _is(node: s.Expr, name: str) -> bool:
    return isinstance(node, s.Name) and node.id == name


def _called(node: s.Stmt) -> str:
    return (
        s.last_name(node.value.func)
        if isinstance(node, s.Do) and isinstance(node.value, s.Call)
        else ""
    )
