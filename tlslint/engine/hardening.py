"""What a test of Go says of code that is given an old version: that it panics, or that it raises the version.

https://go.dev/ref/spec#Handling_panics, https://pkg.go.dev/github.com/stretchr/testify/assert#Panics
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias, TypeGuard

from tlslint import syntax as s
from tlslint.engine import negative
from tlslint.engine.choices import syntax_nodes
from tlslint.engine.machine import Frame
from tlslint.engine.spans import span_of
from tlslint.values import Sym
from tlslint.versions import Version

#: The setting of a tls.Config that is raised.
_FLOOR = "MinVersion"
_EQUAL = frozenset({"Equal", "Equalf", "EqualValues", "Exactly"})
#: Calls that have to raise what they are given, by their place, with how often the floor of each variable is compared.
Raising: TypeAlias = dict[int, tuple[s.Expr, Counter[str]]]
_CONVERTS = frozenset({"uint16", "int"})


def testing(text: bytes) -> bool:
    """Whether a file that may be one of tests may say so."""
    return b"recover()" in text or b".MinVersion" in text


def panics(node: s.Stmt) -> bool:
    """``defer func() { if recover() == nil { t.Fatal() } }()``: what follows has to panic."""
    call = node.value if isinstance(node, s.Do) else None
    func = call.func if isinstance(call, s.Call) and not call.args else None
    return isinstance(func, s.Func) and _recovers(func.body())


def _recovers(body: tuple[s.Stmt, ...]) -> bool:
    """Whether statements let a test fail where nothing is recovered."""
    kept = {negative.last(n) for n in body if isinstance(n, s.Assign) and _is_recovery(n.value)}
    for node in body:
        if isinstance(node, s.Block) and _recovers(node.body):  # ``if r := recover(); r == nil``
            return True
        if isinstance(node, s.Branch) and negative.ends(node.arms[0].body, tests=True):
            for test in node.arms[0].tests or ():
                if isinstance(test, s.Binary) and test.op == "==" and _is_nil(test.right):
                    named = isinstance(test.left, s.Name) and test.left.id in kept
                    return named or _is_recovery(test.left)
    return False


def _is_recovery(node: s.Expr | None) -> bool:
    return isinstance(node, s.Call) and isinstance(node.func, s.Name) and node.func.id == "recover"


def _is_nil(node: s.Expr) -> bool:
    return isinstance(node, s.Lit) and node.value is None


def skip(machine: Any, body: tuple[s.Stmt, ...], frame: Frame) -> None:
    """Note what statements name that have to panic: nothing comes of it."""
    for name in syntax_nodes(body):
        for leaf in negative.named(machine, name, frame):
            for counts in (machine.s.refused, machine.s.looked):
                counts[leaf.id] = counts.get(leaf.id, 0) + 1
    for node in body if machine.s.explain else ():
        machine.s.note(span_of(node), "a test expects it to panic: nothing comes of it")


def raising(machine: Any, body: tuple[s.Stmt, ...], frame: Frame) -> Raising:
    """The statements whose calls have to raise the version that they are given, by their place in a body."""
    out: dict[int, s.Expr] = {}
    roots: set[str] = set()
    for at in range(len(body) - 1, -1, -1):
        node = body[at]
        for place in _asked(machine, node, frame):
            whole, start = _path(place)
            if isinstance(start, s.Call):
                if whole:
                    out[at] = start
            elif isinstance(start, s.Name):
                roots.add(start.id if whole else f"{start.id}.{_FLOOR}")
        if isinstance(node, s.Assign) and roots:
            _made(node, at, roots, out)
    places = (_unwrapped(each) for node in body if out for each in _pair(node))
    read = Counter(p.value.id for p in places if _is_floor(p) and isinstance(p.value, s.Name))
    return {at: (call, read) for at, call in out.items()}


def raised(
    machine: Any,
    node: s.Stmt,
    raising: tuple[s.Expr, Counter[str]],
    before: tuple[int, dict[int, int]],
    frame: Frame,
) -> None:
    """Note that what a call was given is only there to be raised."""
    (call, read), (first, looked) = raising, before
    for name in syntax_nodes((call,)):
        for leaf in negative.named(machine, name, frame) if isinstance(name, s.Name) else ():
            machine.s.aside[leaf.id] = machine.s.aside.get(leaf.id, 0) + read[name.id]
    negative.fails(machine, node, call, first, frame, looked, how="raise the version")
    parts = [n for n in syntax_nodes((call,)) if isinstance(n, s.Attr)]
    machine.s.choices.update(map(span_of, parts))


def _made(node: s.Assign, at: int, roots: set[str], out: dict[int, s.Expr]) -> None:
    """Follow the variables that hold what is asked to where a call gives them."""
    names = {t.id for t in negative.targets(node) if isinstance(t, s.Name)}
    value = node.value.value if isinstance(node.value, s.Cast) else node.value
    floor, start = _path(value)
    if names & roots or (floor and names & {r.rpartition(".")[0] for r in roots}):
        if isinstance(start, s.Call):
            out[at] = start
        elif isinstance(start, s.Name):
            roots.add(start.id)
    roots -= names | {f"{n}.{_FLOOR}" for n in names}


def _is_floor(node: s.Expr | None) -> TypeGuard[s.Attr]:
    return isinstance(node, s.Attr) and node.name == _FLOOR


def _path(node: s.Expr | None) -> tuple[bool, s.Expr]:
    """Whether a path of members ends with the floor, and what it begins with: a call that is given something, or a name."""
    floor = _is_floor(node)
    while isinstance(node, (s.Attr, s.Cast)):
        node = node.value
    if isinstance(node, s.Call) and not node.args:
        return floor, s.Other(node.start, node.end)
    return floor, node or s.Other(0, 0)


def _asked(machine: Any, node: s.Stmt, frame: Frame) -> Iterator[s.Expr]:
    """What a statement asks to be a version that is not old."""
    plain = [_unwrapped(each) for each in _pair(node)]
    if any(_is_new(machine, each, frame) for each in plain):
        yield from (each for each in plain if isinstance(each, (s.Attr, s.Name)))


def _pair(node: s.Stmt) -> tuple[s.Expr, ...]:
    """What a statement of a test compares."""
    if isinstance(node, s.Do) and isinstance(node.value, s.Call):
        if s.last_name(node.value.func) in _EQUAL:
            return tuple(arg.value for arg in node.value.args[:3])
    elif isinstance(node, s.Branch) and negative.ends(node.arms[0].body, tests=True):
        for test in node.arms[0].tests or ():
            if isinstance(test, s.Binary) and test.op in ("!=", "<"):
                return test.left, test.right
    return ()


def _unwrapped(node: s.Expr) -> s.Expr:
    """``uint16(tls.VersionTLS12)``"""
    if isinstance(node, s.Cast):
        return node.value
    if isinstance(node, s.Call) and len(node.args) == 1 and s.last_name(node.func) in _CONVERTS:
        return node.args[0].value
    return node


def _is_new(machine: Any, node: s.Expr, frame: Frame) -> bool:
    """Whether an expression is a constant that names TLS 1.2 or newer."""
    if not isinstance(node, s.Attr) or not isinstance(node.value, s.Name):
        return False
    if machine.index.symbols and node.name != _FLOOR:
        value = machine.eval(node, frame)
        entry = machine.index.symbols.get(value.name) if isinstance(value, Sym) else None
        found = entry.meaning(machine.s.lookup).versions if entry is not None else ()
        return bool(found) and min(found) >= Version.TLSv1_2
    return False
