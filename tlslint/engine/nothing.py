"""Tests of whether something is there: behind ``if x is not None:`` and ``if x:`` it is not nothing.

Behind ``if x != "a":`` it is not that text either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tlslint import syntax as s
from tlslint.engine.machine import Frame
from tlslint.engine.world import Key, World
from tlslint.values import Const, LocalClass, Ref, Unknown, Value, alternatives, one_of

#: A variable or member (``self.x``), and the text that it is not; None where it is not nothing.
Not = tuple[str, "str | None"]

#: Variables that earlier tests of one statement tell of; each is looked at for each test behind.
_MAX_KNOWN = 16


def there(test: s.Expr, holds: bool) -> Iterator[Not]:
    """What variables and members are not where ``test`` holds, or where it does not."""
    if isinstance(test, s.Unary) and test.op == "!":
        yield from there(test.operand, not holds)
    elif holds and (name := named(test)):
        yield name, None
    elif isinstance(test, s.Binary) and test.op == ("&&" if holds else "||"):
        yield from there(test.left, holds)
        yield from there(test.right, holds)
    elif isinstance(test, s.Binary) and test.op in (("!=", "!==") if holds else ("==", "===")):
        if isinstance(test.right, s.Lit) and (name := named(test.left)):
            if test.right.value is None or isinstance(test.right.value, str):
                yield name, test.right.value


def named(expr: s.Expr) -> str:
    """A variable, or the member of one; empty for anything else."""
    if isinstance(expr, s.Attr) and isinstance(expr.value, s.Name):
        return f"{expr.value.id}.{expr.name}"
    return expr.id if isinstance(expr, s.Name) else ""


def nothing_written(expr: s.Expr) -> bool:
    """Whether an expression is ``None``, ``null`` or ``nil``."""
    return isinstance(expr, s.Lit) and expr.value is None


def is_nothing(value: Value) -> bool:
    """Whether a value is known to be ``None``, ``null`` or ``nil``."""
    return isinstance(value, Const) and value.value is None


def something(value: Value, text: str | None = None) -> Value | None:
    """What a value is where it is not ``text``, or not nothing; None where it is known to be that."""
    every = alternatives(value)
    left = [v for v in every if not (isinstance(v, Const) and v.value == text)]
    if len(left) == len(every):
        return value
    return one_of(left, value.span) if left else None


def held(tests: Sequence[s.Expr]) -> list[Not]:
    """What variables are not where one of ``tests`` holds."""
    return list(there(tests[0], True)) if len(tests) == 1 else []


def passed(known: list[Not], tests: Sequence[s.Expr]) -> None:
    """Add to ``known`` what variables are not where none of ``tests`` holds, as far as there is room."""
    for test in tests:
        new = [each for each in there(test, False) if each not in known]
        known.extend(new[: _MAX_KNOWN - len(known)])


def narrow(layer: World, frame: Frame, known: Sequence[Not]) -> None:
    """Leave in ``layer`` what variables and members are where they are not what is ``known``."""
    for name, text in known:
        key = place_of(layer, frame, name)
        value = layer.variable(key) if key is not None else None
        some = something(value, text) if value is not None else None
        if key is not None and value is not None and some is not value:
            # others give it, where it was known to be that
            layer.variables[key] = some or Unknown(value.span)


def place_of(layer: World, frame: Frame, name: str) -> Key | None:
    """Where a variable or the member of one is kept."""
    root, _, member = name.partition(".")
    scope: Frame | None = frame
    while scope is not None and layer.variable((scope.number, root)) is None:
        scope = scope.parent
    if scope is None or not member:
        return (scope.number, root) if scope is not None else None
    value = layer.variable((scope.number, root))
    value = value.info.instance if isinstance(value, LocalClass) else value
    return (value.id, member) if isinstance(value, Ref) else None


def taken(node: s.Cond, then: Value, otherwise: Value) -> list[Value]:
    """The values of a condition, of which neither is nothing where the test asked for that."""
    parts = ((node.then, then, True), (node.otherwise, otherwise, False))
    values = [
        something(value)
        if (name := named(part)) and (name, None) in there(node.test, holds)
        else value
        for part, value, holds in parts
    ]
    return [v for v in values if v is not None] or [Unknown(otherwise.span)]
