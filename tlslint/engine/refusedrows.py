"""Tables of tests in Go of whose rows some are to be refused: ``if tt.wantErr { require.Error(t, err) }``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tlslint import syntax as s
from tlslint.engine import negative
from tlslint.engine.choices import syntax_nodes
from tlslint.engine.spans import span_of
from tlslint.values import Const, Ref, Sym, Value, alternatives, leaves

#: What compares two values.
_EQUAL = frozenset({"Equal", "Equalf", "EqualValues", "Exactly"})
#: What rows name that have no error: an ``assert.ErrorAssertionFunc`` of testify.
_NONE = frozenset({"NoError", "Nil"})
#: How deep rows are looked into.
_DEEP = 4

#: A member of rows, and whether it says of those to be refused that it is set.
Flag = tuple[str, bool]


def note(machine: Any, node: s.Loop, items: Value) -> None:
    """The rows of a loop that are to be refused make nothing; which versions they name is a choice of the test."""
    rows = [v for v in leaves(items) if isinstance(v, Ref)]
    names = [t.id for t in _targets(node.target) if isinstance(t, s.Name)]
    flags = {f for name in names for f in _flags(node.body, name)} if rows else set()
    members = machine.s.world.members
    out = [r for r in rows if any(_set(members(r.id).get(m)) is said for m, said in flags)]
    for row in out:
        _mark(machine, row, _DEEP)


def foresee(machine: Any, body: tuple[s.Stmt, ...]) -> None:
    """What the rows of a table name that are to be refused is a choice of the test, be it used before the loop over them."""
    for node in body:
        if not isinstance(node, s.Loop) or not isinstance(node.items, (s.Name, s.Seq, s.Map)):
            continue
        rows = _rows(node.items, body)
        names = [t.id for t in _targets(node.target) if isinstance(t, s.Name)] if rows else []
        for member, said in {f for name in names for f in _flags(node.body, name)}:
            for row in rows:
                held = [f.value for f in row.fields if _key(f) == member]
                if (bool(held) and _written(held[-1])) is said:
                    parts = [n for n in _nodes((row,)) if isinstance(n, s.Attr)]
                    machine.s.choices.update(map(span_of, parts))


def _rows(table: s.Expr, body: tuple[s.Stmt, ...]) -> list[s.Map]:
    """The structs that are written in a table."""
    if isinstance(table, s.Name):
        name = table.id
        made = [n.value for n in body if isinstance(n, s.Assign) and negative.last(n) == name]
        return _rows(made[0], ()) if made and isinstance(made[0], (s.Seq, s.Map)) else []
    if isinstance(table, s.Seq):
        return [item for item in table.items if isinstance(item, s.Map)]
    return [f.value for f in getattr(table, "fields", ()) if isinstance(f.value, s.Map)]


def _key(field: s.Field) -> object:
    return field.name.value if isinstance(field.name, s.Lit) else None


def _written(value: s.Expr) -> bool:
    """Whether what is written at a member of a row sets it."""
    return bool(value.value) if isinstance(value, s.Lit) else s.last_name(value) not in _NONE


def _targets(target: s.Expr | None) -> tuple[s.Expr, ...]:
    return target.items if isinstance(target, s.Seq) else (target,) if target is not None else ()


def _mark(machine: Any, row: Ref, deep: int) -> None:
    for value in machine.s.world.members(row.id).values() if deep else ():
        for leaf in leaves(value):
            if isinstance(leaf, Ref):
                machine.s.refused[leaf.id] = negative.EVERY
                _mark(machine, leaf, deep - 1)
            elif machine.version(leaf):
                machine.s.choices.add(leaf.span)


def _set(value: Value | None) -> bool:
    """Whether a member of a row is set: what is not known is."""
    if value is None:
        return False
    return any(
        bool(v.value)
        if isinstance(v, Const)
        else not (isinstance(v, Sym) and v.name.rpartition(".")[2] in _NONE)
        for v in alternatives(value)
    )


def _nodes(body: Any, deep: int = 3) -> list[Any]:
    """The nodes of a body, with those of the functions that calls and members are given (``t.Run``)."""
    nodes = syntax_nodes(body)
    given = [node.value for node in nodes if isinstance(node, (s.Arg, s.Field))] if deep else ()
    inner = [_nodes(func.body(), deep - 1) for func in given if isinstance(func, s.Func)]
    return nodes + [node for each in inner for node in each]


def _flags(body: tuple[s.Stmt, ...], row: str) -> Iterator[Flag]:
    """The members of a row that tell in a loop over rows which of them have to fail."""
    nodes = _nodes(body)
    errors = {negative.last(n) for n in nodes if isinstance(n, s.Assign)} - {"", "_"}
    for node in nodes:
        if isinstance(node, s.Branch):
            for number, arm in enumerate(node.arms):
                yield from _of_arm(node, number, arm, row, errors)
        elif isinstance(node, s.Call):
            yield from _of_call(node, row, errors)


def _of_arm(node: s.Branch, number: int, arm: s.Arm, row: str, errors: set[str]) -> Iterator[Flag]:
    if not arm.tests:  # the other way of the arm before
        before = node.arms[number - 1].tests if number == 1 else None
        flag = _flag(before[0], row) if before is not None and len(before) == 1 else None
        if flag is not None and _expects(arm.body, errors):
            yield flag[0], not flag[1]
        return
    if len(arm.tests) != 1:
        return
    (test,) = arm.tests
    fails = negative.ends(arm.body, tests=True)
    parts = list(_parts(test))
    flags = [f for f in (_flag(part, row) for part in parts) if f is not None]
    if len(parts) == 1 and flags and _expects(arm.body, errors):
        yield flags[0]
    if fails and any(_outcome(part, errors) is False for part in parts):
        yield from flags
    if fails and isinstance(test, s.Binary) and test.op in ("!=", "=="):
        for one, other in ((test.left, test.right), (test.right, test.left)):
            flag, failed = _flag(one, row), _outcome(other, errors)
            if flag is not None and failed is not None:
                yield flag[0], flag[1] is (failed is (test.op == "!="))


def _of_call(node: s.Call, row: str, errors: set[str]) -> Iterator[Flag]:
    values = [arg.value for arg in node.args]
    if name := _member(node.func, row):
        if any(isinstance(v, s.Name) and v.id in errors for v in values) or any(
            isinstance(v, s.Call) for v in values[1:2]
        ):
            yield name, True
    elif s.last_name(node.func) in _EQUAL:
        flags = [f for f in (_flag(v, row) for v in values) if f is not None]
        told = [o for o in (_outcome(v, errors) for v in values) if o is not None]
        yield from ((name, said is told[0]) for name, said in flags if told)
    elif any(negative.asserts(node, error) for error in errors):
        yield from ((name, True) for v in values[2:] if (name := _member(v, row)))


def _expects(body: tuple[s.Stmt, ...], errors: set[str]) -> bool:
    """Whether statements fail where there is no error."""
    for node in _nodes(body):
        if isinstance(node, s.Call) and any(negative.asserts(node, e) for e in errors):
            return True
        if isinstance(node, s.Branch) and negative.ends(node.arms[0].body, tests=True):
            tests = node.arms[0].tests or ()
            if any(negative.succeeds(test, e, ()) for test in tests for e in errors):
                return True
    return False


def _parts(test: s.Expr) -> Iterator[s.Expr]:
    """What all have to hold."""
    if isinstance(test, s.Binary) and test.op == "&&":
        yield from _parts(test.left)
        yield from _parts(test.right)
    else:
        yield test


def _outcome(test: s.Expr, errors: set[str]) -> bool | None:
    """Whether a comparison asks if there is an error (``err != nil``), or none."""
    if not isinstance(test, s.Binary) or test.op not in ("!=", "=="):
        return None
    named = isinstance(test.left, s.Name) and test.left.id in errors
    nothing = isinstance(test.right, s.Lit) and test.right.value is None
    return test.op == "!=" if named and nothing else None


def _flag(test: s.Expr, row: str) -> Flag | None:
    """The member of a row that a test asks for, and whether it is to be set."""
    if isinstance(test, s.Unary) and test.op == "!":
        flag = _flag(test.operand, row)
        return (flag[0], not flag[1]) if flag is not None else None
    if isinstance(test, s.Binary) and test.op in ("!=", "==", ">"):
        if not isinstance(test.right, s.Lit) or test.right.value:
            return None
        name = _member(test.left, row)
        return (name, test.op != "==") if name else None
    name = _member(test, row)
    return (name, True) if name else None


def _member(expr: s.Expr, row: str) -> str:
    """The name of a member of a row, or of what is counted of it; empty for others."""
    if isinstance(expr, s.Call) and s.last_name(expr.func) == "len" and expr.args:
        expr = expr.args[0].value
    if isinstance(expr, s.Attr) and isinstance(expr.value, s.Name) and expr.value.id == row:
        return expr.name
    return ""
