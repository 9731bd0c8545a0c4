"""Classes of the JVM whose members a framework fills with what its configuration says.

``@ConfigurationProperties("acme.tls") class Tls { String version; }`` holds the key
``acme.tls.version``, and a class inside it that of a member of its type. What the class writes
itself is the default. https://docs.spring.io/spring-boot/reference/features/external-config.html
https://quarkus.io/guides/config-mappings
"""

from __future__ import annotations

from collections.abc import Iterable

from tlslint import syntax as s
from tlslint.languages.injection import last_of
from tlslint.record import replace

#: Annotations of classes whose members configuration fills.
BINDING = frozenset({"ConfigurationProperties", "ConfigMapping", "ConfigProperties"})
#: Lists that nothing is in yet; other objects that a member holds are filled member by member.
_LISTS = frozenset({"ArrayList", "LinkedList", "HashSet", "LinkedHashSet", "TreeSet"})
_PREFIX = ("prefix", "value", None)
#: Classes inside classes that are looked into.
_MAX_LEVELS = 4


def bound(annotations: Iterable[s.Expr], body: tuple[s.Stmt, ...]) -> tuple[s.Stmt, ...]:
    """The members of a class with these annotations, with the keys that they hold."""
    for call in annotations:
        if isinstance(call, s.Call) and last_of(call.func) in BINDING:
            given = [a.value for a in call.args if a.name in _PREFIX]
            if given:
                return _members(given[0], "", body, _MAX_LEVELS)
    return body


def _members(
    prefix: s.Expr, inside: str, body: tuple[s.Stmt, ...], levels: int
) -> tuple[s.Stmt, ...]:
    holders = {
        each.type.id: name
        for each in body
        if isinstance(each, s.Assign) and (name := _field(each)) and isinstance(each.type, s.Name)
    }
    out: list[s.Stmt] = []
    for each in body:
        if isinstance(each, s.Assign) and (name := _field(each)):
            made = isinstance(each.value, s.Call) and each.value.new
            if not made or (isinstance(each.value, s.Call) and last_of(each.value.func) in _LISTS):
                each = replace(each, value=_read(prefix, inside + name, each, each.value))
        elif isinstance(each, s.Class) and levels and (name := holders.get(each.name, "")):
            inner = _members(prefix, f"{inside}{name}.", each.body, levels - 1)
            each = replace(each, body=inner)
        elif isinstance(each, s.Define):
            each = replace(each, func=_function(prefix, inside, each.func))
        out.append(each)
    return tuple(out)


def _field(each: s.Assign) -> str:
    """The name of the field that a member of a class is; empty for constants."""
    target = each.targets[0]
    name = target.id if isinstance(target, s.Name) and each.declares else ""
    return "" if name.isupper() else name


def _function(prefix: s.Expr, inside: str, func: s.Func) -> s.Func:
    """A constructor with what it is given; a method that only says what it would give."""
    if func.name == "__init__":
        params = tuple(
            p if p.default is not None else replace(p, default=_read(prefix, inside + p.name, p))
            for p in func.params
        )
        return replace(func, params=params)
    if func.params or not func.name:
        return func
    name, body = func.name, func.body

    def read() -> tuple[s.Stmt, ...]:
        stmts = body()
        match stmts:
            # no body is written: `Lowering.method` puts one behind it
            case (s.Leave(how="return", value=value) as leave,) if leave.start == func.end:
                default = None if isinstance(value, s.Other) else value
                return (replace(leave, value=_read(prefix, inside + name, func, default)),)
        return stmts

    return replace(func, body=read)


def _read(
    prefix: s.Expr, name: str, node: s.Assign | s.Param | s.Func, default: s.Expr | None = None
) -> s.Expr:
    """What reads a key, as a call of a function that nobody knows would."""
    start, end = node.start, node.end
    key: s.Expr
    if isinstance(prefix, s.Lit) and isinstance(prefix.value, str):
        key = s.Lit(start, end, f"{prefix.value}.{name}" if prefix.value else name)
    else:
        key = s.Binary(start, end, "+", prefix, s.Lit(start, end, f".{name}"))
    reads = s.Name(start, start, "configured")
    if default is None:
        return s.Call(start, end, reads, (s.Arg(start, end, None, key),))
    call = s.Call(start, start, reads, (s.Arg(start, end, None, key),))
    return s.Binary(start, end, "||", call, default)
