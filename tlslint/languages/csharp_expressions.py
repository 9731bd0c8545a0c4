"""The expressions of C#: operators, patterns and functions without a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.base import MAX_DEPTH
from tlslint.languages.csharp_objects import Objects

if TYPE_CHECKING:
    from tree_sitter import Node

#: a switch expression with more arms than this is not followed
_MAX_ARMS = 100


class Expressions(Objects):
    """All expressions, by the types of their nodes."""

    expressions: ClassVar[dict[str, str]] = {
        "identifier": "name",
        "this": "name",
        "base": "name",
        "predefined_type": "name",
        "generic_name": "generic",
        "qualified_name": "qualified",
        "alias_qualified_name": "alias",
        "nullable_type": "element",
        "array_type": "element",
        "pointer_type": "element",
        "ref_type": "element",
        "scoped_type": "element",
        "invocation_expression": "links",
        "member_access_expression": "links",
        "element_access_expression": "links",
        "conditional_access_expression": "links",
        "postfix_unary_expression": "postfix",
        "prefix_unary_expression": "prefix",
        "parenthesized_expression": "inner",
        "await_expression": "inner",
        "checked_expression": "inner",
        "ref_expression": "inner",
        "argument": "inner",
        "binary_expression": "binary",
        "assignment_expression": "assigned",
        "conditional_expression": "conditional",
        "cast_expression": "cast",
        "as_expression": "as_",
        "is_expression": "is_",
        "is_pattern_expression": "matches",
        "switch_expression": "switched",
        "object_creation_expression": "creation",
        "implicit_object_creation_expression": "creation",
        "anonymous_object_creation_expression": "anonymous",
        "with_expression": "with_",
        "array_creation_expression": "array",
        "implicit_array_creation_expression": "array",
        "stackalloc_expression": "array",
        "implicit_stackalloc_expression": "array",
        "initializer_expression": "sequence",
        "collection_expression": "sequence",
        "tuple_expression": "sequence",
        "tuple_pattern": "sequence",
        "collection_element": "inner",
        "expression_element": "inner",
        "declaration_expression": "declaration",
        "lambda_expression": "lambda_",
        "anonymous_method_expression": "lambda_",
        "typeof_expression": "typeof",
        "default_expression": "default",
        "string_literal": "string",
        "verbatim_string_literal": "string",
        "raw_string_literal": "string",
        "interpolated_string_expression": "interpolated",
        "character_literal": "string",
        "integer_literal": "number",
        "real_literal": "number",
        "boolean_literal": "boolean",
        "null_literal": "null",
        "preproc_if": "alternatives",
    }

    #: the declared type of what the function being lowered returns
    returns: Node | None = None

    # -- operators

    def prefix(self, node: Node) -> s.Expr:
        """``!x``, ``~x``, ``-x``; ``++x`` assigns; taking an address and following it are dropped."""
        op = node.children[0].type
        operands = self.operands(node)
        if len(operands) != 1 or op == "^":
            return self.other(node)
        operand = self.expr(operands[0])
        if op in ("*", "&"):
            return operand
        if op in ("++", "--"):
            return self.counted(node, op, operand)
        return s.Unary(node.start_byte, node.end_byte, op, operand)

    def postfix(self, node: Node) -> s.Expr:
        """``x++``; ``x!`` is ``x``."""
        operands = self.operands(node)
        if len(operands) != 1:
            return self.other(node)
        op = node.children[-1].type
        return self.links(node) if op == "!" else self.counted(node, op, self.expr(operands[0]))

    def counted(self, node: Node, op: str, operand: s.Expr) -> s.Expr:
        """``x++`` is ``x += 1``."""
        start, end = node.start_byte, node.end_byte
        one = s.Lit(start, end, 1)
        return s.Inline(start, end, s.Assign(start, end, (operand,), op[0] + "=", one))

    def binary(self, node: Node) -> s.Expr:
        """``a op b``; what ``?? throw`` gives is its left side."""
        if len(node.children) == 3 and node.children[2].type == "throw_expression":
            return self.expr(node.children[0])
        spine: list[Node] = []
        inner: Node | None = node
        while inner is not None and inner.type == "binary_expression":
            spine.append(inner)
            inner = inner.child_by_field_name("left")
        spine.reverse()
        result = self.expr(inner)
        cut = max(0, len(spine) - MAX_DEPTH)
        if cut:  # the parts of a row too long to follow
            rights = [n.child_by_field_name("right") for n in spine[:cut] if self.relevant(n)]
            parts = [result, *(self.expr(r) for r in rights)]
            result = s.Other(node.start_byte, spine[cut - 1].end_byte, tuple(parts))
        for n in spine[cut:]:
            op = self.source(n.child_by_field_name("operator"))
            right = self.expr(n.child_by_field_name("right"))
            result = s.Binary(n.start_byte, n.end_byte, op, result, right)
        return result

    def assignment(self, node: Node) -> s.Assign:
        """``a = b = c``, ``a |= b``."""
        targets: list[s.Expr] = []
        inner: Node | None = node
        op = self.source(node.child_by_field_name("operator")) or "="
        while inner is not None and inner.type == "assignment_expression":
            if self.source(inner.child_by_field_name("operator")) != op or (op != "=" and targets):
                break
            targets.append(self.expr(inner.child_by_field_name("left")))
            inner = inner.child_by_field_name("right")
        value = self.value(inner)
        return s.Assign(node.start_byte, node.end_byte, tuple(targets), op, value)

    def assigned(self, node: Node) -> s.Expr:
        """An assignment used as an expression."""
        return s.Inline(node.start_byte, node.end_byte, self.assignment(node))

    def declaration(self, node: Node) -> s.Expr:
        """``out int x`` and ``(var a, int b) = …``: the name; its place says what it gets."""
        return self.expr(node.child_by_field_name("name"))

    def cast(self, node: Node) -> s.Expr:
        """``(T)x``."""
        type_ = node.child_by_field_name("type")
        value = node.child_by_field_name("value")
        if type_ is None or value is None:
            return self.other(node)
        lowered = self.expr(type_), self.typed(value, type_)
        return s.Cast(node.start_byte, node.end_byte, *lowered)

    def as_(self, node: Node) -> s.Expr:
        """``x as T``."""
        type_ = self.expr(node.child_by_field_name("right"))
        value = self.expr(node.child_by_field_name("left"))
        return s.Cast(node.start_byte, node.end_byte, type_, value)

    def is_(self, node: Node) -> s.Expr:
        """``x is T``: not known."""
        left = self.expr(node.child_by_field_name("left"))
        right = self.expr(node.child_by_field_name("right"))
        return s.Other(node.start_byte, node.end_byte, (left, right))

    # -- patterns

    def matches(self, node: Node) -> s.Expr:
        """``x is <pattern>``."""
        value = self.expr(node.child_by_field_name("expression"))
        pattern = node.child_by_field_name("pattern")
        return self.pattern(node, value, pattern) if pattern is not None else self.other(node)

    def pattern(self, node: Node, value: s.Expr, pattern: Node) -> s.Expr:
        """The test of ``value`` by a pattern; one that names its match assigns it."""
        if self.depth > MAX_DEPTH:
            return s.Other(node.start_byte, node.end_byte)
        self.depth += 2
        try:
            return self.tested(node.start_byte, node.end_byte, value, pattern)
        finally:
            self.depth -= 2

    def tested(self, start: int, end: int, value: s.Expr, pattern: Node) -> s.Expr:
        """The same, for each kind of pattern."""
        parts = self.operands(pattern)
        kind = pattern.type
        if kind == "constant_pattern" and parts:
            constant = self.expr(parts[0])
            if isinstance(constant, s.Name):  # more likely a type
                return s.Other(start, end, (value, constant))
            return s.Binary(start, end, "==", value, constant)
        if kind == "relational_pattern" and parts:
            op = pattern.children[0].type
            return s.Binary(start, end, op, value, self.expr(parts[0]))
        if kind == "negated_pattern" and parts:
            test = self.pattern(pattern, value, parts[0])
            if isinstance(test, s.Binary) and test.op == "==":
                return s.Binary(start, end, "!=", value, test.right)
            return s.Unary(start, end, "!", test)
        if kind in ("or_pattern", "and_pattern") and len(parts) == 2:
            left, right = (self.pattern(p, value, p) for p in parts)
            return s.Binary(start, end, "||" if kind == "or_pattern" else "&&", left, right)
        if kind == "parenthesized_pattern" and len(parts) == 1:
            return self.pattern(pattern, value, parts[0])
        if kind == "discard":
            return s.Lit(start, end, True)
        binding = self.binding(pattern, value)
        if binding is not None:
            return s.Other(start, end, (s.Inline(start, end, binding),))
        if kind in ("type_pattern", "declaration_pattern", "recursive_pattern"):
            type_ = pattern.child_by_field_name("type")
            if type_ is not None:
                return s.Other(start, end, (value, self.expr(type_)))
        return s.Other(start, end, (value,))

    def binding(self, pattern: Node, value: s.Expr | None) -> s.Assign | None:
        """The variable that ``T x`` or ``T { … } x`` in a pattern declares."""
        name = pattern.child_by_field_name("name")
        if name is None or name.type != "identifier" or "pattern" not in pattern.type:
            return None
        type_ = self.type(pattern.child_by_field_name("type"))
        start, end = pattern.start_byte, pattern.end_byte
        if type_ is not None and value is not None:
            value = s.Cast(start, end, type_, value)
        return s.Assign(start, end, (self.name(name),), "=", value, type_, True)

    def switched(self, node: Node) -> s.Expr:
        """``x switch { p => a, _ => b }`` as a chain of conditions."""
        children = self.operands(node)
        arms = [c for c in children if c.type == "switch_expression_arm"]
        subject = self.expr(children[0]) if children else s.Other(node.start_byte, node.end_byte)
        if len(arms) > _MAX_ARMS:
            parts = tuple(self.expr(self.operands(a)[-1]) for a in arms if self.relevant(a))
            return s.Other(node.start_byte, node.end_byte, (subject, *parts))
        result: s.Expr | None = None  # what no arm matches raises an exception
        for arm in reversed(arms):
            parts_ = self.operands(arm)
            guards = [p for p in parts_ if p.type == "when_clause"]
            if len(parts_) < 2:
                continue
            if parts_[-1].type == "throw_expression":
                continue
            value = self.expr(parts_[-1])
            if parts_[0].type == "discard" and not guards:
                result = value
                continue
            test = self.pattern(parts_[0], subject, parts_[0])
            for guard in guards:
                test = s.Binary(test.start, guard.end_byte, "&&", test, self.inner(guard))
            rest = result or s.Other(node.end_byte, node.end_byte)
            result = s.Cond(arm.start_byte, node.end_byte, test, value, rest)
        return result if result is not None else self.other(node)

    # -- code under #if

    def alternatives(self, node: Node) -> s.Expr:
        """An expression that ``#if`` chooses."""
        result: s.Expr | None = None
        arms = zip(self.parts(node), self.tests(node), strict=True)
        for part, test in reversed([*arms]):
            values = self.exprs(part)
            start, end = node.start_byte, node.end_byte
            value = values[0] if len(values) == 1 else s.Other(start, end, values)
            if result is None:
                result = value
            else:
                result = s.Cond(start, end, test or s.Other(start, start), value, result)
        return result if result is not None else self.other(node)

    # -- functions without a name

    def code(
        self, later: Callable[[], tuple[s.Stmt, ...]], returns: Node | None
    ) -> Callable[[], tuple[s.Stmt, ...]]:
        """A function's body in which ``return new()`` is of type ``returns``."""

        def lower() -> tuple[s.Stmt, ...]:
            outer, self.returns = self.returns, returns
            try:
                return later()
            finally:
                self.returns = outer

        return lower

    def yields(self, body: Node) -> Callable[[], tuple[s.Stmt, ...]]:
        """The body of ``=> x``: it returns ``x``."""

        def lower() -> tuple[s.Stmt, ...]:
            if body.type == "throw_expression":
                return (self.throw(body),)
            depth, self.depth = self.depth, 0
            try:
                value = self.typed(body, self.returns)
            finally:
                self.depth = depth
            return (s.Leave(body.start_byte, body.end_byte, "return", value),)

        return lower

    def lambda_(self, node: Node) -> s.Expr:
        """``x => …`` and ``delegate (…) {…}``."""
        body = node.child_by_field_name("body")
        if body is None:
            blocks = [c for c in node.named_children if c.type == "block"]
            body = blocks[0] if blocks else None
        later = self.later(body) if body is None or body.type == "block" else self.yields(body)
        return s.Func(
            node.start_byte,
            node.end_byte,
            None,
            self.params(node.child_by_field_name("parameters")),
            self.code(later, None),
            self.relevant(node),
        )

    def throw(self, node: Node) -> s.Stmt:
        """``throw x``, as a statement and as a body of ``=>``."""
        parts = self.operands(node)
        value = self.expr(parts[0]) if parts else None
        return s.Leave(node.start_byte, node.end_byte, "raise", value)

    def params(self, node: Node | None) -> tuple[s.Param, ...]:
        """The parameters of a function; ``params T[] rest`` stands bare in the list."""
        if node is None:
            return ()
        if node.type in ("implicit_parameter", "identifier"):
            return (s.Param(node.start_byte, node.end_byte, self.identifier(node)),)
        out = []
        for child in self.named(node):
            name = child.child_by_field_name("name")
            if child.type != "parameter" or name is None:
                continue
            type_ = child.child_by_field_name("type")
            default = None
            if any(c.type == "=" for c in child.children):
                default = self.typed(child.children[-1], type_)
            start, end = child.start_byte, child.end_byte
            out.append(s.Param(start, end, self.identifier(name), default, self.type(type_)))
        rest = node.child_by_field_name("name")
        if rest is not None:
            type_ = node.child_by_field_name("type")
            start = (type_ or rest).start_byte
            out.append(s.Param(start, rest.end_byte, self.source(rest), None, self.type(type_)))
        return tuple(out)
