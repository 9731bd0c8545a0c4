"""Expressions of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.base import Lowering

if TYPE_CHECKING:
    from tree_sitter import Node

#: parameters that take the rest: of the positional arguments, of the keywords
_SPREADS = {"list_splat_pattern": 1, "dictionary_splat_pattern": 2}


class PythonExpressions(Lowering):
    """Lowers expressions."""

    #: a line that goes on after a backslash is a node of its own, wherever it is broken
    skipped: ClassVar[frozenset[str]] = frozenset({"comment", "line_continuation"})

    expressions: ClassVar[dict[str, str]] = {
        "identifier": "name",
        "attribute": "attribute",
        "call": "call",
        "string": "string",
        "concatenated_string": "concatenated",
        "integer": "number",
        "float": "number",
        "true": "constant",
        "false": "constant",
        "none": "constant",
        "parenthesized_expression": "inner",
        "await": "inner",
        "type": "inner",
        "list": "sequence",
        "tuple": "sequence",
        "set": "sequence",
        "expression_list": "sequence",
        "pattern_list": "sequence",
        "tuple_pattern": "sequence",
        "list_pattern": "sequence",
        "dictionary": "dictionary",
        "binary_operator": "chain",
        "boolean_operator": "boolean",
        "not_operator": "negation",
        "unary_operator": "unary",
        "comparison_operator": "comparison",
        "conditional_expression": "conditional",
        "subscript": "subscript",
        "lambda": "lambda_",
        "named_expression": "walrus",
        "keyword_argument": "other",
        "list_comprehension": "comprehension",
        "set_comprehension": "comprehension",
        "generator_expression": "comprehension",
    }

    def words(self, node: Node | None, between: str = " ") -> str:
        """The words of a node in which a line may be broken."""
        return between.join(self.source(node).replace("\\", " ").split())

    def dotted(self, node: Node | None) -> str:
        """The name of a module."""
        return self.words(node, "")

    def attribute(self, node: Node) -> s.Expr:
        name = node.child_by_field_name("attribute")
        return s.Attr(
            node.start_byte,
            node.end_byte,
            self.expr(node.child_by_field_name("object")),
            self.source(name),
            name.start_byte if name else node.end_byte,
        )

    def subscript(self, node: Node) -> s.Expr:
        keys = [c for c in node.children_by_field_name("subscript") if c.is_named]
        if len(keys) != 1:
            return self.other(node)
        return s.Index(
            node.start_byte,
            node.end_byte,
            self.expr(node.child_by_field_name("value")),
            self.expr(keys[0]),
        )

    def call(self, node: Node) -> s.Expr:
        arguments = node.child_by_field_name("arguments")
        func = self.expr(node.child_by_field_name("function"))
        if arguments is not None and arguments.type == "generator_expression":
            return s.Call(
                node.start_byte,
                node.end_byte,
                func,
                (s.Arg(arguments.start_byte, arguments.end_byte, None, self.expr(arguments)),),
            )
        return s.Call(
            node.start_byte,
            node.end_byte,
            func,
            tuple(self.argument(a) for a in self.named(arguments)),
        )

    def argument(self, node: Node) -> s.Arg:
        if node.type == "keyword_argument":
            value = self.expr(node.child_by_field_name("value"))
            return s.Arg(
                node.start_byte, node.end_byte, self.source(node.child_by_field_name("name")), value
            )
        spread = {"list_splat": 1, "dictionary_splat": 2}.get(node.type, 0)
        value = self.inner(node) if spread else self.expr(node)
        return s.Arg(node.start_byte, node.end_byte, None, value, spread)

    def string(self, node: Node) -> s.Expr:
        parts = [c for c in node.named_children if c.type == "interpolation"]
        source = self.source(node)
        if parts:
            return self.formatted(node)
        return s.Lit(node.start_byte, node.end_byte, _text(source))

    def formatted(self, node: Node) -> s.Expr:
        parts: list[s.Expr] = []
        for child in node.named_children:
            if child.type == "interpolation":
                parts.append(self.expr(child.child_by_field_name("expression")))
            elif child.type == "string_content":
                parts.append(s.Lit(child.start_byte, child.end_byte, self.source(child)))
        return s.Format(node.start_byte, node.end_byte, tuple(parts))

    def concatenated(self, node: Node) -> s.Expr:
        return s.Format(node.start_byte, node.end_byte, self.exprs(self.named(node)))

    def number(self, node: Node) -> s.Expr:
        source = self.source(node).replace("_", "").rstrip("lLjJ")
        try:
            value: int | float = int(source, 0)
        except ValueError:
            try:
                value = int(source, 8)
            except ValueError:
                try:
                    value = float(source)
                except ValueError:
                    return s.Other(node.start_byte, node.end_byte)
        return s.Lit(node.start_byte, node.end_byte, value)

    def constant(self, node: Node) -> s.Expr:
        value = {"true": True, "false": False, "none": None}[node.type]
        return s.Lit(node.start_byte, node.end_byte, value)

    def sequence(self, node: Node) -> s.Expr:
        return s.Seq(node.start_byte, node.end_byte, self.exprs(self.named(node)))

    def comprehension(self, node: Node) -> s.Expr:
        """``[f(x) for x in xs if g(x)]`` is ``xs.filter(x -> g(x)).map(x -> f(x))``."""
        body, loop, *tests = self.named(node)
        if loop.type != "for_in_clause" or any(t.type != "if_clause" for t in tests):
            return self.other(node)
        item = target = self.expr(loop.child_by_field_name("left"))
        given: tuple[s.Stmt, ...] = ()
        if not isinstance(item, s.Name):
            item = s.Name(loop.start_byte, loop.start_byte, "\0item")
            given = (s.Assign(item.start, item.end, (target,), "=", item),)

        def each(items: s.Expr, method: str, value: Node) -> s.Expr:
            result = s.Leave(value.start_byte, value.end_byte, "return", self.expr(value))
            func = s.Func(
                value.start_byte,
                value.end_byte,
                None,
                (s.Param(item.start, item.end, item.id),),
                lambda: (*given, result),
                self.relevant(node),
            )
            return s.Call(
                node.start_byte,
                node.end_byte,
                s.Attr(node.start_byte, node.end_byte, items, method, node.end_byte),
                (s.Arg(node.start_byte, node.end_byte, None, func),),
            )

        items = self.expr(loop.child_by_field_name("right"))
        for test in tests:
            items = each(items, "filter", self.named(test)[0])
        return each(items, "map", body)

    def dictionary(self, node: Node) -> s.Expr:
        fields = []
        for child in self.named(node):
            if child.type == "pair":
                key: s.Expr | None = self.expr(child.child_by_field_name("key"))
                value = self.expr(child.child_by_field_name("value"))
            else:
                key, value = None, self.inner(child)
            fields.append(s.Field(child.start_byte, child.end_byte, key, value))
        return s.Map(node.start_byte, node.end_byte, tuple(fields))

    def boolean(self, node: Node) -> s.Expr:
        chain = self.chain(node)
        return _spell(chain, {"and": "&&", "or": "||"})

    def negation(self, node: Node) -> s.Expr:
        operand = self.expr(node.child_by_field_name("argument"))
        return s.Unary(node.start_byte, node.end_byte, "!", operand)

    def unary(self, node: Node) -> s.Expr:
        op = self.source(node.child_by_field_name("operator"))
        operand = self.expr(node.child_by_field_name("argument"))
        return s.Unary(node.start_byte, node.end_byte, op, operand)

    def comparison(self, node: Node) -> s.Expr:
        operands = self.named(node)
        operators = [self.words(c) for c in node.children_by_field_name("operators")]
        if len(operands) != 2 or not operators:
            return s.Binary(
                node.start_byte,
                node.end_byte,
                "==",
                s.Other(node.start_byte, node.end_byte, self.exprs(operands)),
                s.Other(node.end_byte, node.end_byte),
            )
        op = {"is": "==", "is not": "!=", "<>": "!=", "not in": "!in"}.get(
            operators[0], operators[0]
        )
        left, right = self.exprs(operands)
        return s.Binary(node.start_byte, node.end_byte, op, left, right)

    def conditional(self, node: Node) -> s.Expr:
        parts = self.named(node)
        if len(parts) != 3:
            return self.other(node)
        then, test, otherwise = self.exprs(parts)
        return s.Cond(node.start_byte, node.end_byte, test, then, otherwise)

    def lambda_(self, node: Node) -> s.Expr:
        body = node.child_by_field_name("body")

        def lower() -> tuple[s.Stmt, ...]:
            if body is None:
                return ()
            return (s.Leave(body.start_byte, body.end_byte, "return", self.expr(body)),)

        return s.Func(
            node.start_byte,
            node.end_byte,
            None,
            self.params(node.child_by_field_name("parameters")),
            lower,
            self.relevant(node),
        )

    def params(self, node: Node | None) -> tuple[s.Param, ...]:
        out = []
        for child in self.named(node):
            default = child.child_by_field_name("value")
            type_ = child.child_by_field_name("type")
            name = child.child_by_field_name("name")
            spread = 0
            if name is None:
                name = child if child.type == "identifier" else (self.named(child) or [child])[0]
                if child.type != "typed_parameter":
                    spread = _SPREADS.get(child.type, 0)
                elif name.type in _SPREADS:
                    name, spread = (self.named(name) or [name])[0], _SPREADS[name.type]
            out.append(
                s.Param(
                    child.start_byte,
                    child.end_byte,
                    self.source(name),
                    self.expr(default) if default is not None else None,
                    self.expr(type_) if type_ is not None else None,
                    spread,
                )
            )
        return tuple(out)

    def walrus(self, node: Node) -> s.Expr:
        return s.Inline(
            node.start_byte,
            node.end_byte,
            s.Assign(
                node.start_byte,
                node.end_byte,
                (self.expr(node.child_by_field_name("name")),),
                "=",
                self.expr(node.child_by_field_name("value")),
            ),
        )


def _spell(expr: s.Expr, table: dict[str, str]) -> s.Expr:
    if isinstance(expr, s.Binary):
        return s.Binary(
            expr.start,
            expr.end,
            table.get(expr.op, expr.op),
            _spell(expr.left, table),
            expr.right,
        )
    return expr


def _text(source: str) -> str | None:
    """The value of a string literal; None (unknown) where it does not evaluate."""
    prefix = source[: len(source) - len(source.lstrip("rRbBuUfF"))]
    body = source[len(prefix) :]
    for quotes in ('"""', "'''", '"', "'"):
        if body.startswith(quotes):
            inner = body[len(quotes) : -len(quotes)]
            whole = body.endswith(quotes) and len(body) >= 2 * len(quotes)
            if whole and inner.isprintable() and not {quotes[0], "\\"} & set(inner):
                return inner  # as nearly all are
            break
    import ast

    kept = "r" if "r" in prefix.lower() else ""
    try:
        value = ast.literal_eval(kept + body)
    except (SyntaxError, ValueError, MemoryError):
        return body.strip("'\"")
    return value if isinstance(value, str) else None
