"""The members that a Java record has without anybody writing them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tlslint import syntax as s


def record(
    start: int,
    end: int,
    params: tuple[s.Param, ...],
    body: tuple[s.Stmt, ...],
    compact: Collection[int],
) -> tuple[s.Stmt, ...]:
    """The members of a record: its fields, those in ``body``, accessors and the constructor.

    ``compact`` says where constructors without parameters of their own begin: what they do
    comes before the fields are set.
    """
    methods = [m for m in body if isinstance(m, s.Define)]
    first = next((m for m in methods if m.start in compact), None)
    fields: list[s.Stmt] = []
    sets: list[s.Stmt] = []
    accessors: list[s.Stmt] = []
    for p in params:
        name = s.Name(p.start, p.end, p.name)
        own = s.Attr(p.start, p.end, s.Name(p.start, p.start, "this"), p.name, p.start)
        fields.append(s.Assign(p.start, p.end, (name,), "=", None, p.type, declares=True))
        sets.append(s.Assign(p.start, p.end, (own,), "=", name))
        if not any(m.func.name == p.name and not m.func.params for m in methods):
            get = s.Leave(p.start, p.end, "return", own)
            func = s.Func(p.start, p.end, p.name, (), _body(get), False, p.type, "this")
            accessors.append(s.Define(p.start, p.end, func))
    constructors: list[s.Stmt] = []
    inits = [m.func for m in methods if m.func.name == "__init__" and m is not first]
    if first is not None:
        func = _constructor(first.start, first.end, params, sets, first.func)
        constructors.append(s.Define(first.start, first.end, func, first.decorators))
    elif not any(len(init.params) == len(params) for init in inits):
        constructors.append(s.Define(start, end, _constructor(start, end, params, sets, None)))
    rest = (m for m in body if m is not first)
    return (*fields, *constructors, *rest, *accessors)


def _body(*stmts: s.Stmt) -> Callable[[], tuple[s.Stmt, ...]]:
    return lambda: stmts


def _constructor(
    start: int,
    end: int,
    params: tuple[s.Param, ...],
    sets: list[s.Stmt],
    written: s.Func | None,
) -> s.Func:
    before = written.body if written is not None else _body()
    relevant = written is not None and written.relevant
    return s.Func(
        start, end, "__init__", params, lambda: (*before(), *sets), relevant, None, "this"
    )
