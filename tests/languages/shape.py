"""Lowered statements as compact text without positions, and a walk over all their parts.

    let x: T = new A.B(1, k=v){F = 2}; if t {a()} else {b()}; switch s {case 1, 2: a() default: b()}

A function shows its body, as ``fn name[receiver](params) -> type {…}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tlslint import syntax as s


def shape(stmts: Iterable[s.Stmt]) -> str:
    """The statements on one line."""
    return "; ".join(_stmt(n) for n in stmts)


def walk(stmts: Iterable[s.Stmt]) -> Iterator[Any]:
    """Every node below ``stmts``, bodies of functions included, without recursion."""
    todo: list[Any] = list(stmts)
    while todo:
        node = todo.pop()
        if isinstance(node, tuple):
            todo.extend(node)
        elif hasattr(node, "__record__"):
            yield node
            todo.extend(getattr(node, name) for name in node.__record__)
            if isinstance(node, s.Func):
                todo.extend(node.body())


def _commas(nodes: Iterable[s.Expr]) -> str:
    return ", ".join(_expr(n) for n in nodes)


def _field(field: s.Field) -> str:
    return f"**{_expr(field.value)}" if field.name is None else _pair(field.name, field.value)


def _pair(name: s.Expr, value: s.Expr) -> str:
    return f"{_expr(name)}: {_expr(value)}"


def _arg(arg: s.Arg) -> str:
    name = f"{arg.name}=" if arg.name is not None else ""
    return name + "*" * arg.spread + _expr(arg.value)


def _param(param: s.Param) -> str:
    type_ = f": {_expr(param.type)}" if param.type is not None else ""
    default = f" = {_expr(param.default)}" if param.default is not None else ""
    return param.name + type_ + default


def _func(func: s.Func) -> str:
    name = f" {func.name}" if func.name is not None else ""
    receiver = f"[{func.receiver}]" if func.receiver is not None else ""
    returns = f" -> {_expr(func.returns)}" if func.returns is not None else ""
    params = ", ".join(_param(p) for p in func.params)
    return f"fn{name}{receiver}({params}){returns} {{{shape(func.body())}}}"


def _expr(node: s.Expr) -> str:
    if isinstance(node, s.Name):
        return node.id
    if isinstance(node, s.Attr):
        return f"{_expr(node.value)}.{node.name}"
    if isinstance(node, s.Index):
        return f"{_expr(node.value)}[{_expr(node.key)}]"
    if isinstance(node, s.Lit):
        return repr(node.value)
    if isinstance(node, s.Format):
        return f"format({_commas(node.parts)})"
    if isinstance(node, s.Call):
        new = "new " if node.new else ""
        given = f"{{{', '.join(_field(f) for f in node.fields)}}}" if node.fields else ""
        return f"{new}{_expr(node.func)}({', '.join(_arg(a) for a in node.args)}){given}"
    if isinstance(node, s.Seq):
        return f"[{_commas(node.items)}]"
    if isinstance(node, s.Map):
        return f"{{{', '.join(_field(f) for f in node.fields)}}}"
    if isinstance(node, s.Binary):
        return f"({_expr(node.left)} {node.op} {_expr(node.right)})"
    if isinstance(node, s.Unary):
        return f"({node.op}{_expr(node.operand)})"
    if isinstance(node, s.Cond):
        return f"({_expr(node.test)} ? {_expr(node.then)} : {_expr(node.otherwise)})"
    if isinstance(node, s.Cast):
        return f"<{_expr(node.type)}>{_expr(node.value)}"
    if isinstance(node, s.Func):
        return _func(node)
    if isinstance(node, s.Inline):
        return f"inline({_stmt(node.statement)})"
    return f"?({_commas(node.children)})"


def _stmt(node: s.Stmt) -> str:
    if isinstance(node, s.Assign):
        let = "let " if node.declares else ""
        type_ = f": {_expr(node.type)}" if node.type is not None else ""
        value = f" {node.op} {_expr(node.value)}" if node.value is not None else ""
        return f"{let}{_commas(node.targets)}{type_}{value}"
    if isinstance(node, s.Do):
        return _expr(node.value)
    if isinstance(node, s.Branch):
        return _branch(node)
    if isinstance(node, s.Try):
        parts = [f"try {{{shape(node.body)}}}"]
        parts += [f"catch {{{shape(h)}}}" for h in node.handlers]
        parts += [f"else {{{shape(node.otherwise)}}}"] if node.otherwise else []
        parts += [f"finally {{{shape(node.final)}}}"] if node.final else []
        return " ".join(parts)
    if isinstance(node, s.Loop):
        target = f" {_expr(node.target)}" if node.target is not None else ""
        items = f" in {_expr(node.items)}" if node.items is not None else ""
        key = f" {_expr(node.key)}:" if node.key is not None else ""
        return f"loop{key}{target}{items} {{{shape(node.body)}}}"
    if isinstance(node, s.Block):
        return f"{{{shape(node.body)}}}"
    if isinstance(node, s.Leave):
        return node.how + (f" {_expr(node.value)}" if node.value is not None else "")
    if isinstance(node, s.Define):
        return "".join(f"@{_expr(d)} " for d in node.decorators) + _func(node.func)
    if isinstance(node, s.Class):
        return f"class {node.name}({_commas(node.bases)}) {{{shape(node.body)}}}"
    binds = [f"{local}={full}" for local, full in node.binds]
    return f"import {', '.join(binds + [f'{w}.*' for w in node.wildcards])}"


def _branch(node: s.Branch) -> str:
    if node.subject is not None:
        arms = [
            f"{'default' if a.tests is None else f'case {_commas(a.tests)}'}: {shape(a.body)}"
            for a in node.arms
        ]
        return f"switch {_expr(node.subject)} {{{' '.join(arms)}}}"
    out = []
    for number, arm in enumerate(node.arms):
        word = "else" if arm.tests is None else f"if {_commas(arm.tests)}"
        out.append(
            f"{'else ' if number and arm.tests is not None else ''}{word} {{{shape(arm.body)}}}"
        )
    return " ".join(out)
