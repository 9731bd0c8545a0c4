"""Tests of the scheme of an address: behind ``if url.startswith("http://"):`` it is known how it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tlslint import syntax as s
from tlslint.engine.machine import Frame
from tlslint.engine.nothing import is_nothing, named, place_of
from tlslint.engine.world import World
from tlslint.record import replace
from tlslint.values import Ref, Sym, Unknown, Value, alternatives, head_of, one_of

#: Methods that tell how a text begins, and a function that does.
_BEGINS = frozenset({"startswith", "startsWith", "StartsWith"})
_HAS_PREFIX = "strings.HasPrefix"
#: Methods that tell where a text has another one, and that give its beginning.
_SEARCHING, _CUTTING = (
    frozenset({"indexOf", "lastIndexOf"}),
    frozenset({"slice", "substr", "substring"}),
)
#: Methods that change nothing of how an address begins.
_KEEPING = frozenset({"lower", "toLowerCase", "strip", "trim", "lstrip", "ToLower"})
#: Members in which an address that was taken apart has its scheme, and what gives such a one.
_SCHEMES = frozenset({"scheme", "Scheme", "protocol"})
APART = frozenset(
    {
        "urllib.parse.urlparse",
        "urllib.parse.urlsplit",
        "urlparse.urlparse",
        "urlparse.urlsplit",
        "url.parse",
        "url.URL",
        "URL",
        "net/url.Parse",
    }
)
_EQUAL, _OTHER = frozenset({"==", "==="}), frozenset({"!=", "!=="})


def may(text: bytes) -> bool:
    """Whether a file may ask for a scheme without TLS."""
    return b"http:" in text or b'"http"' in text or b"'http'" in text or b"ws:" in text


def begun(machine: Any, frame: Frame, test: s.Expr, holds: bool) -> Iterator[tuple[str, str]]:
    """The variables and members of which it is known how they begin where ``test`` holds, or where it does not."""
    if isinstance(test, s.Unary) and test.op == "!":
        yield from begun(machine, frame, test.operand, not holds)
    elif isinstance(test, s.Binary) and test.op == ("&&" if holds else "||"):
        yield from begun(machine, frame, test.left, holds)
        yield from begun(machine, frame, test.right, holds)
    elif isinstance(test, s.Binary) and test.op in (_EQUAL if holds else _OTHER):
        scheme = test.right.value if isinstance(test.right, s.Lit) else None
        if isinstance(test.left, s.Call):
            yield from _cut(test.left, scheme)
        elif scheme in ("http", "http:", "ws", "ws:"):
            if name := _taken_apart(machine, frame, test.left):
                yield name, f"{str(scheme).rstrip(':')}://"
    elif holds and isinstance(test, s.Call) and isinstance(test.func, s.Attr) and test.args:
        text = test.args[-1].value
        asked: s.Expr = test.func.value
        if test.func.name not in _BEGINS:
            func = machine.eval(test.func, frame) if test.func.name == "HasPrefix" else None
            if not isinstance(func, Sym) or func.name != _HAS_PREFIX:
                return
            asked = test.args[0].value
        name = named(_kept(asked))
        if name and isinstance(text, s.Lit) and "://" in str(text.value):
            yield name, str(text.value)


def _cut(call: s.Call, other: object) -> Iterator[tuple[str, str]]:
    """The same of ``url.indexOf("http://") === 0`` and ``url.substr(0, 7) === "http://"``."""
    first = call.args[0].value if call.args else None
    if not isinstance(call.func, s.Attr) or not isinstance(first, s.Lit):
        return
    searched = call.func.name in _SEARCHING and other == 0
    cut = call.func.name in _CUTTING and first.value == 0
    head = str(first.value if searched else other if cut else "")
    name = named(_kept(call.func.value))
    if name and head in ("http:", "ws:"):
        yield name, f"{head}//"
    elif name and "://" in head:
        yield name, head


def _kept(expr: s.Expr) -> s.Expr:
    """What an expression is made of that begins as it does."""
    while isinstance(expr, s.Call) and isinstance(expr.func, s.Attr) and not expr.args:
        if expr.func.name not in _KEEPING:
            break
        expr = expr.func.value
    return expr


def _taken_apart(machine: Any, frame: Frame, expr: s.Expr) -> str:
    """The address whose scheme an expression is: of ``urlparse(url).scheme`` that is ``url``."""
    if not isinstance(expr, s.Attr) or expr.name not in _SCHEMES:
        return ""
    for value in alternatives(machine.eval(expr.value, frame)):
        if isinstance(value, (Unknown, Ref)) and value.span in machine.s.apart:
            return named(_kept(machine.s.apart[value.span]))
    return ""


def narrow(
    machine: Any, layer: World, frame: Frame, tests: Sequence[s.Expr], passed: Sequence[s.Expr]
) -> None:
    """Leave in ``layer`` what variables and members are where one of ``tests`` holds, and none of ``passed``."""
    found = list(begun(machine, frame, tests[0], True)) if len(tests) == 1 else []
    for test in passed:
        found += begun(machine, frame, test, False)
    for name, head in found:
        key = place_of(layer, frame, name)
        value = layer.variable(key) if key is not None else None
        if key is not None and value is not None:
            layer.variables[key] = _beginning(value, head)


def _beginning(value: Value, head: str) -> Value:
    """What a value is where it begins with ``head``."""
    left: list[Value] = []
    for each in alternatives(value):
        if isinstance(each, Unknown) and not each.head:
            left.append(replace(each, head=head))
        elif not is_nothing(each) and head_of(each).startswith(head):
            left.append(each)
        elif not head_of(each) and not is_nothing(each):
            return value  # nobody knows how it begins
    return one_of(left, value.span) if left else value
