"""Calls of Go that a test expects to be refused: ``_, err := tls.Dial(…)``, ``require.Error(t, err)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tlslint import syntax as s
from tlslint.engine.choices import syntax_nodes
from tlslint.engine.machine import Frame
from tlslint.engine.spans import span_of, within
from tlslint.engine.wording import FAILING
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
_FALSE = frozenset({"False", "Falsef"})
#: What is given the call itself: ``require.Error(t, dial(config))``.
_INLINE = _FALSE | (_ASSERTS - {"NotNil", "NotNilf"})
#: What asks which error it is, and what makes one.
_ASKED = frozenset({"Is", "As"})
_ERRORS = frozenset({"New", "Errorf"})
_HANDSHAKES = frozenset({"Handshake", "HandshakeContext"})
#: What Ginkgo gives rows to: https://onsi.github.io/ginkgo/#table-specs
TABLES = frozenset({"DescribeTable", "FDescribeTable", "PDescribeTable", "XDescribeTable"})
#: Of what is made in the call nothing else is done.
EVERY = 1 << 30


def testing(language: str, text: bytes) -> bool:
    """Whether a file may be one of tests in Go."""
    if language != "go":
        return False
    # methods of a suite need no import of their own
    return (
        b'"testing"' in text or b"/gomega" in text or b".Require()." in text or b"/testify/" in text
    )


def checking(language: str, text: bytes) -> bool:
    """Whether a file may give back an error of its own where a call succeeds."""
    return language == "go" and b"err == nil {" in text


def table(call: s.Call) -> bool:
    """Whether a function that is given rows expects some of them to be refused: each is one of several."""
    functions = [arg.value for arg in call.args if isinstance(arg.value, s.Func)]
    nodes = [node for func in functions for node in syntax_nodes(func.body())]
    errors = {last(node) for node in nodes if isinstance(node, s.Assign)} - {"", "_"}
    return any(asserts(n, e) for n in nodes if isinstance(n, s.Call) for e in errors)


def last(node: s.Assign) -> str:
    """The name that gets the last of what a call gives."""
    error = (_items(node.targets[-1]) or node.targets)[-1]
    return error.id if isinstance(error, s.Name) else ""


def expected(body: tuple[s.Stmt, ...], at: int, tests: bool) -> s.Call | None:
    """The call of a statement that has to fail: where it does not, the test does, or an error is given back."""
    node = body[at]
    if isinstance(node, s.Assign):
        if not isinstance(node.value, s.Call):
            return None
        names = [name.id for t in node.targets for name in _items(t) if isinstance(name, s.Name)]
        behind = body[at + 1 : at + 1 + BEHIND]
        return node.value if _fails(last(node), names, behind, tests) else None
    if isinstance(node, s.Branch):
        call = _test(node)
        return call if isinstance(call, s.Call) and ends(node.arms[0].body, tests) else None
    call = node.value if isinstance(node, s.Do) else None
    given = [arg.value for arg in call.args[:2]] if isinstance(call, s.Call) else []
    if not tests or not isinstance(call, s.Call) or s.last_name(call.func) not in _INLINE:
        return None
    return next((value for value in given if isinstance(value, s.Call)), None)


def _test(node: s.Branch) -> s.Expr | None:
    """What a branch asks first."""
    tests = node.arms[0].tests
    return tests[0] if tests is not None and len(tests) == 1 else None


def _items(target: s.Expr) -> tuple[s.Expr, ...]:
    return target.items if isinstance(target, s.Seq) else (target,)


def put_aside(machine: Any, node: s.Assign, frame: Frame) -> None:
    """What is set of an object is not what is done with it."""
    target = node.targets[-1]
    for leaf in named(machine, target.value, frame) if isinstance(target, s.Attr) else ():
        machine.s.aside[leaf.id] = machine.s.aside.get(leaf.id, 0) + 1


def refuse(
    machine: Any,
    body: tuple[s.Stmt, ...],
    at: int,
    call: s.Call,
    before: tuple[int, dict[int, int]],
    frame: Frame,
) -> None:
    """Note which objects were given to a call that has to fail; ``before`` it there was the last number, and who was looked at how often."""
    first, looked = before
    fails(machine, body[at], call, first, frame, looked)
    _within(machine, body[:at], body, call)
    _shaken(machine, call, frame)


def fails(
    machine: Any,
    node: s.Stmt,
    given: s.Expr,
    first: int,
    frame: Frame,
    looked: dict[int, int] | None = None,
    every: bool = False,
    how: str = "fail",
) -> None:
    """Note that what was made since number ``first``, and what ``given`` names, is to be refused.

    ``looked``: how often objects were looked at before it, where the functions of the file that it calls look at them as well.
    ``every``: whatever else is done with what it names.
    """
    machine.s.note(span_of(node), f"a test expects it to {how}{FAILING}")
    refused, now = machine.s.refused, machine.s.looked
    for number in range(first + 1, machine.s.next_number + 1):
        refused[number] = EVERY
    for name in syntax_nodes((given,)):
        for leaf in named(machine, name, frame):
            before = now if looked is None else looked
            times = max(now.get(leaf.id, 0) - before.get(leaf.id, 0), 1)
            refused[leaf.id] = EVERY if every else refused.get(leaf.id, 0) + times
            if every:  # what is written where it is made
                objects = machine.s.world.objects.items()
                refused.update((n, EVERY) for n, o in objects if within(o.span, leaf.span))


def _shaken(machine: Any, call: s.Call, frame: Frame) -> None:
    """Note what a connection was made with whose handshake has to fail: ``conn := tls.Client(raw, &tls.Config{…})``."""
    func = call.func
    if not isinstance(func, s.Attr) or func.name not in _HANDSHAKES:
        return
    objects = machine.s.world.objects
    made = [objects[v.id].span for v in named(machine, func.value, frame) if v.id in objects]
    for number, obj in objects.items() if made else ():
        if any(own.start <= obj.span.start < own.end for own in made):
            machine.s.refused[number] = EVERY


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
    made = sum(_is(part, client.id) for each in before for part in targets(each))
    if not places or named > made + len(places) + 1:
        return
    world = machine.s.world
    todo = [n for n, o in world.objects.items() if o.span.start in places]
    while todo:
        number = todo.pop()
        if machine.s.refused.get(number) != EVERY:
            machine.s.refused[number] = EVERY
            held = (v for each in world.members(number).values() for v in leaves(each))
            todo += [v.id for v in held if isinstance(v, Ref)]


def targets(node: s.Stmt) -> tuple[s.Expr, ...]:
    """What a statement gives values to."""
    targets = node.targets if isinstance(node, s.Assign) else ()
    return tuple(part for target in targets for part in _items(target))


def _root(expr: s.Expr) -> str:
    """The variable that a path of members begins with; empty for others."""
    while isinstance(expr, s.Attr):
        expr = expr.value
    return expr.id if isinstance(expr, s.Name) else ""


def named(machine: Any, name: Any, frame: Frame) -> list[Ref]:
    """The objects that a name, or a member of what it stands for, is."""
    if isinstance(name, s.Attr):
        owners = named(machine, name.value, frame)
        found = [machine.s.world.members(owner.id).get(name.name) for owner in owners]
    else:
        found = [machine.lookup(frame, name.id)] if isinstance(name, s.Name) else []
    return [v for each in found if each is not None for v in leaves(each) if isinstance(v, Ref)]


def _fails(error: str, names: Sequence[str], behind: tuple[s.Stmt, ...], tests: bool) -> bool:
    """Whether the first thing that is done with what a call gives is to fail where it succeeded."""
    for node in behind:
        if isinstance(node, s.Branch):
            test = _test(node)
            return (
                test is not None and succeeds(test, error, names) and ends(node.arms[0].body, tests)
            )
        if not _called(node).startswith(("Log", "Print")):
            if not tests or not isinstance(node, s.Do):
                return False
            return asserts(node.value, error) or _denied(node.value, names)
    return False


def succeeds(test: s.Expr, error: str, names: Sequence[str]) -> bool:
    """Whether a test holds wherever a call succeeds that gives ``error``, and perhaps whether it did."""
    if isinstance(test, s.Binary):
        if test.op == "||":
            return any(succeeds(part, error, names) for part in (test.left, test.right))
        if test.op == "&&":
            parts = (test.left, test.right)
            return all(map(_nothing, parts)) and any(succeeds(p, error, ()) for p in parts)
        return _nothing(test) and error not in ("", "_") and _is(test.left, error)
    if isinstance(test, s.Unary) and test.op == "!":
        call = test.operand
        if not isinstance(call, s.Call) or s.last_name(call.func) not in _ASKED:
            return False
        return bool(call.args) and _is(call.args[0].value, error)
    return isinstance(test, s.Name) and test.id in names


def _nothing(test: s.Expr) -> bool:
    """``x == nil``"""
    if not isinstance(test, s.Binary) or test.op != "==":
        return False
    return isinstance(test.right, s.Lit) and test.right.value is None


def ends(body: tuple[s.Stmt, ...], tests: bool) -> bool:
    """Whether a test fails here, or an error is given back that is made on the spot."""
    return any(
        (tests and _called(each) in _FAILS)
        or (
            isinstance(each, s.Leave)
            and isinstance(each.value, s.Call)
            and s.last_name(each.value.func) in _ERRORS
        )
        for each in body
    )


def hand(machine: Any, call: s.Call, values: list[Any]) -> None:
    """What is handed to a function that is followed is not what is done with it."""
    for arg, value in zip(call.args, values, strict=False):
        for leaf in leaves(value) if isinstance(arg.value, s.Name) else ():
            if isinstance(leaf, Ref):
                machine.s.aside[leaf.id] = machine.s.aside.get(leaf.id, 0) + 1


def _denied(call: s.Expr, names: Sequence[str]) -> bool:
    """``assert.False(t, ok)``"""
    if not isinstance(call, s.Call) or s.last_name(call.func) not in _FALSE:
        return False
    return any(isinstance(arg.value, s.Name) and arg.value.id in names for arg in call.args[:2])


def asserts(call: s.Expr, error: str) -> bool:
    """``require.Error(t, err)``, ``Expect(err).To(HaveOccurred())``"""
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
