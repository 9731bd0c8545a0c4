"""Java's patterns and ``switch``, which is a statement, an expression and three dialects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.java_expressions import Expressions

if TYPE_CHECKING:
    from tree_sitter import Node

#: so many ``case``s in a row without a ``break`` are followed
MAX_FALL = 16


class Switching(Expressions):
    """Lowers patterns and ``switch``."""

    # -- patterns

    def instance_of(self, node: Node) -> s.Expr:
        """``x instanceof T t`` also declares ``t`` to be ``(T) x``."""
        value = self.expr(node.child_by_field_name("left"))
        type_ = node.child_by_field_name("right")
        name = node.child_by_field_name("name")
        if type_ is None:
            pattern = self.expr(node.child_by_field_name("pattern"))
            return s.Other(node.start_byte, node.end_byte, (value, pattern))
        if name is not None:
            value = self.bound(node, type_, name, value)
        asked = self.expr(type_)
        return s.Binary(node.start_byte, node.end_byte, "instanceof", value, asked)

    def bound(self, node: Node, type_: Node, name: Node, value: s.Expr) -> s.Expr:
        """The variable of a type pattern."""
        declared = self.type(type_)
        if declared is not None:
            value = s.Cast(node.start_byte, node.end_byte, declared, value)
        return s.Inline(
            node.start_byte,
            node.end_byte,
            s.Assign(
                node.start_byte,
                node.end_byte,
                (self.name(name),),
                "=",
                value,
                declared,
                declares=True,
            ),
        )

    def record_pattern(self, node: Node) -> s.Expr:
        """``P(int a, var b)`` declares its parts, of unknown value."""
        parts = []
        for body in node.named_children:
            for part in self.named(body) if body.type == "record_pattern_body" else ():
                names = self.named(part)
                if part.type == "record_pattern_component" and len(names) > 1:
                    value = s.Other(part.start_byte, part.end_byte)
                    parts.append(self.bound(part, names[-2], names[-1], value))
                else:
                    parts.append(self.expr(part))
        return s.Other(node.start_byte, node.end_byte, tuple(parts))

    # -- switch

    def cases(self, node: Node) -> Iterator[tuple[list[Node] | None, list[Node]]]:
        """The labels (None for the default) and the statements of each case of a ``switch``.

        Labels without statements belong to the next case.
        """
        labels: list[Node] = []
        default = False
        for group in self.named(node.child_by_field_name("body")):
            statements = []
            for child in self.named(group):
                if child.type != "switch_label":
                    statements.append(child)
                    continue
                found = self.named(child)
                default = default or not found or any(self.source(n) == "default" for n in found)
                labels += found
            if statements or group.type == "switch_rule":
                yield (None if default else labels), statements
                labels, default = [], False
        if labels or default:
            yield (None if default else labels), []

    def tests(self, labels: list[Node], subject: s.Expr, compare: bool = False) -> list[s.Expr]:
        """What the labels of a case ask: constants (to ``compare`` with the subject) or patterns."""
        out: list[s.Expr] = []
        for node in labels:
            if node.type == "guard":
                test = self.inner(node)
                if out:
                    test = s.Binary(out[-1].start, test.end, "&&", out.pop(), test)
            elif node.type == "pattern":
                test = self.pattern(node, subject)
            else:
                test = self.expr(node)
                if compare:
                    test = s.Binary(test.start, test.end, "==", subject, test)
            out.append(test)
        return out

    def pattern(self, node: Node, subject: s.Expr) -> s.Expr:
        """``case T t`` is an unknown truth that declares ``t`` to be the subject."""
        inner = self.named(node)
        parts = self.named(inner[0]) if inner and inner[0].type == "type_pattern" else []
        if len(parts) < 2:
            return self.inner(node)
        bound = self.bound(node, parts[-2], parts[-1], subject)
        return s.Other(node.start_byte, node.end_byte, (bound,))

    def switch_(self, node: Node) -> s.Stmt:
        """``switch`` as a statement. A case without ``break`` takes over the next one's body."""
        subject = self.expr(node.child_by_field_name("condition"))
        cases = list(self.cases(node))
        rules = any(c.type == "switch_rule" for c in self.named(node.child_by_field_name("body")))
        bodies = [self.broken(self.body(statements)) for _, statements in cases]
        arms = []
        for number, (labels, _) in enumerate(cases):
            body, falls = bodies[number]
            for after, falls_on in bodies[number + 1 : number + 1 + MAX_FALL]:
                if rules or not falls:
                    break
                body, falls = body + after, falls_on
            tests = None if labels is None else tuple(self.tests(labels, subject))
            arms.append(s.Arm(tests, body))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms), subject)

    def broken(self, body: tuple[s.Stmt, ...]) -> tuple[tuple[s.Stmt, ...], bool]:
        """A case without the ``break`` it ends in, and whether it falls through to the next."""
        if not body:
            return body, True
        last: s.Stmt = body[-1]
        if isinstance(last, s.Leave):
            text = self.text[last.start : last.end].rstrip(b"; \t\r\n")
            return (body[:-1] if text == b"break" else body), False  # one with a label goes farther
        if isinstance(last, s.Block):
            inside, falls = self.broken(last.body)
            return (*body[:-1], s.Block(last.start, last.end, inside)), falls
        if isinstance(last, s.Branch) and last.subject is None and last.arms[-1].tests is None:
            ends = [(arm.tests, self.broken(arm.body)) for arm in last.arms]
            if not any(falls for _, (_, falls) in ends):
                arms = tuple(s.Arm(tests, inside) for tests, (inside, _) in ends)
                return (*body[:-1], s.Branch(last.start, last.end, arms)), False
        return body, True

    def switch_value(self, node: Node) -> s.Expr:
        """``switch`` as an expression: a chain of comparisons. What only throws has no value."""
        subject = self.expr(node.child_by_field_name("condition"))
        chosen: list[tuple[s.Expr, s.Expr]] = []
        rest: s.Expr | None = None
        for labels, statements in self.cases(node):
            if len(statements) == 1 and statements[0].type == "block":
                statements = self.named(statements[0])
            if len(statements) == 1 and statements[0].type == "throw_statement":
                continue
            value = self.yielded(statements)
            if labels is None:
                rest = value
                continue
            tests = self.tests(labels, subject, compare=True)
            if not tests:
                continue
            test = tests[0]
            for other in tests[1:]:
                test = s.Binary(test.start, other.end, "||", test, other)
            chosen.append((test, value))
        if rest is None:
            if not chosen:
                return self.other(node)
            rest = chosen.pop()[1]  # without a default the cases are exhaustive
        for test, value in reversed(chosen):
            rest = s.Cond(node.start_byte, node.end_byte, test, value, rest)
        return rest

    def yielded(self, body: list[Node]) -> s.Expr:
        """The value of one case; one that takes statements is a function called on the spot."""
        if len(body) == 1 and body[0].type in ("yield_statement", "expression_statement"):
            values = self.exprs(self.named(body[0]))
            return values[0] if len(values) == 1 else self.other(body[0])
        if not body:
            return s.Other(0, 0)
        start, end = body[0].start_byte, body[-1].end_byte
        lowered = self.body(body)
        func = s.Func(start, end, None, (), lambda: lowered, any(self.relevant(n) for n in body))
        return s.Call(start, end, func, ())
