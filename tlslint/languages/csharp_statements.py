"""The statements of C#."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.csharp_expressions import Expressions
from tlslint.record import replace

if TYPE_CHECKING:
    from tree_sitter import Node


class Statements(Expressions):
    """What runs inside a function. The table of all statements is in `tlslint.languages.csharp`."""

    def block(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """The statements between braces, or the one statement that stands in their place."""
        if node is not None and node.type == "block":
            return self.body(self.named(node))
        return super().block(node)

    def body(self, nodes: Iterable[Node]) -> tuple[s.Stmt, ...]:
        """Statements in order; a level of them weighs more than a level of expressions."""
        out: list[s.Stmt] = []
        self.depth += 2
        try:
            for node in nodes:
                out.extend(self.stmt(node))
        finally:
            self.depth -= 2
        return tuple(out)

    def braces(self, node: Node) -> s.Stmt:
        """A bare block."""
        return s.Block(node.start_byte, node.end_byte, self.body(self.named(node)))

    def effect(self, node: Node) -> tuple[s.Stmt, ...]:
        """An expression that stands for a statement."""
        if node.type in self.statements:
            return self.stmt(node)
        value = self.expr(node)
        if isinstance(value, s.Inline) and isinstance(value.statement, s.Assign):
            return (value.statement,)
        return (s.Do(node.start_byte, node.end_byte, value),)

    def labeled(self, node: Node) -> tuple[s.Stmt, ...]:
        """A statement behind its label."""
        return self.body(self.named(node)[1:])

    def preprocessed(self, node: Node) -> tuple[s.Stmt, ...]:
        """``#if``: a branch that nobody knows the way of; what it imports, it imports for all."""
        parts = self.parts(node)
        bodies = [self.body(p) for p in parts]
        imports = [i for b in bodies for i in b if isinstance(i, s.Import)]
        rests = [tuple(x for x in b if not isinstance(x, s.Import)) for b in bodies]
        if not any(rests):
            return tuple(imports)
        last: Node | None = node
        while last is not None and last.type != "preproc_else":
            last = last.child_by_field_name("alternative")
        arms = [
            s.Arm((test,) if test is not None else (), rest)
            for test, rest in zip(self.tests(node), rests, strict=True)
        ]
        if last is not None:
            arms[-1] = s.Arm(None, rests[-1])
        return (*imports, s.Branch(node.start_byte, node.end_byte, tuple(arms)))

    def if_(self, node: Node) -> s.Stmt:
        """``if`` with all its ``else if``."""
        arms = []
        inner: Node | None = node
        while inner is not None and inner.type == "if_statement":
            test = self.expr(inner.child_by_field_name("condition"))
            arms.append(s.Arm((test,), self.block(inner.child_by_field_name("consequence"))))
            inner = inner.child_by_field_name("alternative")
        if inner is not None:
            arms.append(s.Arm(None, self.block(inner)))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms))

    def switch(self, node: Node) -> s.Stmt:
        """A switch; labels without statements belong to the section that follows."""
        subject = self.expr(node.child_by_field_name("value"))
        arms: list[s.Arm] = []
        tests: list[s.Expr] = []
        bindings: list[s.Stmt] = []
        default = False
        for section in self.named(node.child_by_field_name("body")):
            if section.type != "switch_section":
                arms.append(s.Arm((), self.stmt(section)))
                continue
            statements = []
            labelled = False
            for child in self.operands(section):
                if child.type == "when_clause":
                    guard = self.inner(child)
                    tests = [s.Other(child.start_byte, child.end_byte, (*tests, guard))]
                elif labelled or not (child.type.endswith("_pattern") or child.type == "discard"):
                    statements.append(child)
                else:
                    labelled = True
                    tests += self.labels(child)
                    binding = self.binding(child, subject if _simple(subject) else None)
                    bindings += [binding] if binding else []
            default = default or any(c.type == "default" for c in section.children)
            if statements:
                body = (*bindings, *_without_break(self.body(statements)))
                arms.append(s.Arm(None if default else tuple(tests), body))
                tests, bindings, default = [], [], False
        return s.Branch(node.start_byte, node.end_byte, tuple(arms), subject)

    def labels(self, pattern: Node) -> list[s.Expr]:
        """The constants that a label stands for; a pattern that is none is an unknown test."""
        pending, out = [pattern], []
        while pending:
            node = pending.pop()
            parts = self.operands(node)
            if node.type == "or_pattern":
                pending.extend(reversed(parts))
            elif node.type == "constant_pattern" and parts:
                out.append(self.expr(parts[0]))
            else:
                out.append(s.Other(node.start_byte, node.end_byte))
        return out

    def for_(self, node: Node) -> tuple[s.Stmt, ...]:
        """``for``: its start, then the loop with its test and its steps."""

        def clauses(field: str) -> list[Node]:
            return [c for c in node.children_by_field_name(field) if c.is_named]

        start = [x for c in clauses("initializer") for x in self.effect(c)]
        tests = [x for c in clauses("condition") for x in self.effect(c)]
        steps = [x for c in clauses("update") for x in self.effect(c)]
        body = (*tests, *self.block(node.child_by_field_name("body")), *steps)
        return (*start, s.Loop(node.start_byte, node.end_byte, None, None, body))

    def foreach(self, node: Node) -> s.Stmt:
        """``foreach``; a declared type is what each item is taken as."""
        left = node.child_by_field_name("left")
        type_ = self.type(node.child_by_field_name("type"))
        target = self.expr(left)
        body = self.block(node.child_by_field_name("body"))
        if type_ is not None and left is not None and isinstance(target, s.Name):
            cast = s.Cast(type_.start, target.end, type_, target)
            body = (s.Assign(type_.start, target.end, (target,), "=", cast, type_), *body)
        items = self.value(node.child_by_field_name("right"))
        return s.Loop(node.start_byte, node.end_byte, target, items, body)

    def while_(self, node: Node) -> s.Stmt:
        """``while``: the test runs in the loop."""
        test = self.effect_of(node.child_by_field_name("condition"))
        body = self.block(node.child_by_field_name("body"))
        return s.Loop(node.start_byte, node.end_byte, None, None, (*test, *body))

    def do_while(self, node: Node) -> s.Stmt:
        """``do … while``."""
        body = self.block(node.child_by_field_name("body"))
        test = self.effect_of(node.child_by_field_name("condition"))
        return s.Loop(node.start_byte, node.end_byte, None, None, (*body, *test))

    def effect_of(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """The same for a part that may be missing."""
        return self.effect(node) if node is not None else ()

    def using(self, node: Node) -> s.Stmt:
        """``using``, ``lock`` and ``fixed``: what they open, then their body."""
        parts = self.operands(node)
        opened = [x for p in parts[:-1] for x in self.effect(p)]
        body = self.body(parts[-1:]) if parts and parts[-1].type != "block" else ()
        if parts and parts[-1].type == "block":
            body = self.block(parts[-1])
        return s.Block(node.start_byte, node.end_byte, (*opened, *body))

    def try_(self, node: Node) -> s.Stmt:
        """``try`` with its handlers; a filter runs first in its handler."""
        handlers: list[tuple[s.Stmt, ...]] = []
        final: tuple[s.Stmt, ...] = ()
        for child in node.named_children:
            if child.type == "catch_clause":
                guards = [c for c in child.named_children if c.type == "catch_filter_clause"]
                guard = [x for g in guards for c in self.operands(g) for x in self.effect(c)]
                handlers.append((*guard, *self.block(child.child_by_field_name("body"))))
            elif child.type == "finally_clause":
                final = tuple(x for c in self.named(child) for x in self.block(c))
        return s.Try(
            node.start_byte,
            node.end_byte,
            self.block(node.child_by_field_name("body")),
            tuple(handlers),
            (),
            final,
        )

    def return_(self, node: Node) -> s.Stmt:
        """``return``, of the type that the function declares."""
        parts = self.operands(node)
        value = self.typed(parts[0], self.returns) if parts else None
        return s.Leave(node.start_byte, node.end_byte, "return", value)

    def yield_(self, node: Node) -> s.Stmt:
        """``yield return`` and ``yield break``, which returns."""
        parts = self.operands(node)
        if not parts:
            return s.Leave(node.start_byte, node.end_byte, "return")
        return s.Leave(node.start_byte, node.end_byte, "yield", self.expr(parts[0]))

    def leave(self, node: Node) -> s.Stmt:
        """``break`` and ``continue``."""
        return s.Leave(node.start_byte, node.end_byte, node.type.partition("_")[0])


def _simple(expr: s.Expr) -> bool:
    """Whether an expression can be evaluated twice: a name or a member of one."""
    while isinstance(expr, s.Attr):
        expr = expr.value
    return isinstance(expr, s.Name)


def _without_break(body: tuple[s.Stmt, ...]) -> tuple[s.Stmt, ...]:
    """A section of a switch without the ``break`` at its end, or at the end of a branch there."""
    if not body:
        return body
    rest, last = body[:-1], body[-1]
    if isinstance(last, s.Leave):
        return rest if last.how == "break" else body
    if isinstance(last, s.Block):
        return (*rest, replace(last, body=_without_break(last.body)))
    if isinstance(last, s.Branch):
        arms = tuple(s.Arm(a.tests, _without_break(a.body)) for a in last.arms)
        return (*rest, replace(last, arms=arms))
    if isinstance(last, s.Try):
        handlers = tuple(_without_break(h) for h in last.handlers)
        return (*rest, replace(last, body=_without_break(last.body), handlers=handlers))
    return body
