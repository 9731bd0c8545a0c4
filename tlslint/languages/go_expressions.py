"""Go's expressions and functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.go_types import BASIC, TYPES, GoTypes

if TYPE_CHECKING:
    from tree_sitter import Node

#: Bytes of the name of a function whose call is long.
_MAX_NAME = 64


class GoExpressions(GoTypes):
    """Lowers expressions and functions."""

    expressions: ClassVar[dict[str, str]] = {
        **GoTypes.expressions,
        "identifier": "name",
        "blank_identifier": "name",
        "package_identifier": "name",
        "field_identifier": "name",
        "selector_expression": "row",
        "call_expression": "row",
        "index_expression": "row",
        "binary_expression": "row",
        "type_assertion_expression": "row",
        "type_instantiation_expression": "instantiation",
        "type_conversion_expression": "conversion",
        "parenthesized_expression": "inner",
        "literal_element": "inner",
        "unary_expression": "unary",
        "expression_list": "sequence",
        "func_literal": "closure",
        "iota": "iota",
        "imaginary_literal": "leaf",
    }
    links: ClassVar[dict[str, tuple[str, str]]] = {
        "selector_expression": ("operand", "selector"),
        "call_expression": ("function", "call"),
        "index_expression": ("operand", "index"),
        "binary_expression": ("left", "operation"),
        "type_assertion_expression": ("operand", "assertion"),
    }

    def __init__(self, text: bytes, marks: Sequence[int]) -> None:
        super().__init__(text, marks)
        #: the named results of the function whose body is being lowered
        self.results: tuple[str, ...] = ()
        #: the number of the constant at hand in its group
        self.count = 0

    # -- expressions

    def selector(self, node: Node, value: s.Expr) -> s.Expr:
        """``value.field``."""
        field = node.child_by_field_name("field")
        start = field.start_byte if field is not None else node.end_byte
        return s.Attr(node.start_byte, node.end_byte, value, self.source(field), start)

    def index(self, node: Node, value: s.Expr) -> s.Expr:
        """``a[i]``; in ``f[int]`` the index is a type argument, which is dropped."""
        index = node.child_by_field_name("index")
        if index is not None and (self.source(index) in BASIC or index.type in TYPES):
            return value
        return s.Index(node.start_byte, node.end_byte, value, self.expr(index))

    def operation(self, node: Node, left: s.Expr) -> s.Expr:
        """``a &^ b`` is ``a & ~b``."""
        result = super().operation(node, left)
        if isinstance(result, s.Binary) and result.op == "&^":
            mask = s.Unary(result.right.start, result.right.end, "~", result.right)
            return s.Binary(result.start, result.end, "&", left, mask)
        return result

    def assertion(self, node: Node, value: s.Expr) -> s.Expr:
        """``value.(T)``."""
        type_ = self.typed(node.child_by_field_name("type"))
        return s.Cast(node.start_byte, node.end_byte, type_, value)

    def value(self, node: Node | None) -> s.Expr | None:
        """An initial value; of a long call that no rule cares about it is known what is called."""
        lowered = super().value(node)
        called = node.child_by_field_name("function") if node is not None else None
        if node is None or called is None or not isinstance(lowered, s.Other):
            return lowered
        if called.type != "selector_expression" or called.end_byte - called.start_byte > _MAX_NAME:
            return lowered
        given = self.named(node.child_by_field_name("arguments"))
        spans = [(n.start_byte, n.end_byte) for n in given]
        args = tuple(s.Arg(a, b, None, s.Other(a, b)) for a, b in spans)
        return s.Call(node.start_byte, node.end_byte, self.expr(called), args)

    def call(self, node: Node, func: s.Expr) -> s.Expr:
        """A call, a conversion, or one of the built-ins that make something."""
        arguments = self.named(node.child_by_field_name("arguments"))
        name = func.id if isinstance(func, s.Name) else ""
        if name == "new" and len(arguments) == 1:
            made = self.typed(arguments[0])
            return s.Call(node.start_byte, node.end_byte, made, (), new=True)
        if name == "make" and arguments:
            return self.made(node, arguments[0])
        if len(arguments) == 1 and (self.is_basic(name) or self.is_pointer(node)):
            value = self.expr(arguments[0])
            return s.Cast(node.start_byte, node.end_byte, func, value)
        args = []
        for argument in arguments:
            spread = argument.type == "variadic_argument"
            value = self.inner(argument) if spread else self.expr(argument)
            args.append(s.Arg(argument.start_byte, argument.end_byte, None, value, int(spread)))
        return s.Call(node.start_byte, node.end_byte, func, tuple(args))

    def is_pointer(self, call: Node) -> bool:
        """Whether ``call`` is the conversion ``(*T)(x)``."""
        func = call.child_by_field_name("function")
        if func is None or func.type != "parenthesized_expression":
            return False
        inside = self.named(func)
        return (
            len(inside) == 1
            and inside[0].type == "unary_expression"
            and self.source(inside[0].child_by_field_name("operator")) == "*"
        )

    def conversion(self, node: Node) -> s.Expr:
        """``[]byte(x)``; ``f[K, V](x)`` looks the same and is taken for a call."""
        type_ = node.child_by_field_name("type")
        operand = node.child_by_field_name("operand")
        func, value = self.typed(type_), self.expr(operand)
        if type_ is not None and operand is not None and type_.type == "generic_type":
            arg = s.Arg(operand.start_byte, operand.end_byte, None, value)
            return s.Call(node.start_byte, node.end_byte, func, (arg,))
        return s.Cast(node.start_byte, node.end_byte, func, value)

    def instantiation(self, node: Node) -> s.Expr:
        """``f[int, string]`` without a call."""
        return self.typed(node.child_by_field_name("type"))

    def unary(self, node: Node) -> s.Expr:
        """``&x`` and ``*x`` are ``x``; what comes out of a channel is unknown."""
        op = self.source(node.child_by_field_name("operator"))
        operand = self.expr(node.child_by_field_name("operand"))
        if op in ("&", "*"):
            return operand
        if op == "<-":
            return s.Other(node.start_byte, node.end_byte, (operand,))
        return s.Unary(node.start_byte, node.end_byte, "~" if op == "^" else op, operand)

    def sequence(self, node: Node) -> s.Expr:
        """Expressions side by side."""
        return s.Seq(node.start_byte, node.end_byte, self.exprs(self.named(node)))

    def iota(self, node: Node) -> s.Expr:
        """The number of the constant at hand in its group."""
        return s.Lit(node.start_byte, node.end_byte, self.count)

    def one(self, node: Node | None) -> s.Expr | None:
        """A list of expressions as one value: itself if it is alone."""
        values = self.exprs(self.named(node))
        if node is None or not values:
            return None
        return values[0] if len(values) == 1 else s.Seq(node.start_byte, node.end_byte, values)

    def closure(self, node: Node) -> s.Expr:
        """A function without a name."""
        return self.func(node, None, None)

    # -- functions

    def func(self, node: Node, name: str | None, receiver: str | None) -> s.Func:
        """A function, whose named results are variables that a bare ``return`` gives back."""
        body = node.child_by_field_name("body")
        result = node.child_by_field_name("result")
        returns: s.Expr | None = None
        results: list[s.Assign] = []
        if result is not None and result.type == "parameter_list":
            types = tuple(p.type for p in self.params(result) if p.type is not None)
            results = [v for c in self.named(result) for v in self.variables(c, c)]
            if types:
                many = s.Seq(result.start_byte, result.end_byte, types)
                returns = types[0] if len(types) == 1 else many
        elif result is not None:
            returns = self.typed(result)

        def make() -> tuple[s.Stmt, ...]:
            names = [t.id for v in results for t in v.targets if isinstance(t, s.Name)]
            outer, self.results = self.results, tuple(names)
            try:
                return (*results, *self.statements_of(body))
            finally:
                self.results = outer

        return s.Func(
            node.start_byte,
            node.end_byte,
            name,
            self.params(node.child_by_field_name("parameters")),
            self.delayed(make),
            self.relevant(node),
            returns,
            receiver,
        )

    def params(self, node: Node | None) -> tuple[s.Param, ...]:
        """Parameters or results; one without a name has an empty one."""
        out = []
        for child in self.named(node):
            type_ = child.child_by_field_name("type")
            lowered = self.typed(type_) if type_ is not None else None
            names = [n for n in child.children_by_field_name("name") if n.is_named]
            rest = int(child.type == "variadic_parameter_declaration")
            for at in names or [child]:
                name = self.source(at) if names else ""
                out.append(s.Param(at.start_byte, at.end_byte, name, None, lowered, rest))
        return tuple(out)

    def variables(self, node: Node, source: Node) -> list[s.Assign]:
        """Variables that have just the zero value of their type, which ``source`` says."""
        type_ = source.child_by_field_name("type")
        out = []
        for name in node.children_by_field_name("name"):
            if not name.is_named:
                continue
            lowered = self.typed(type_) if type_ is not None else None
            start, end = node.start_byte, node.end_byte
            zero = self.zero(type_)
            out.append(s.Assign(start, end, (self.name(name),), "=", zero, lowered, True))
        return out

    def statements_of(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """What is in a block, without the `Block` around it."""
        return self.body(self.named(node))
