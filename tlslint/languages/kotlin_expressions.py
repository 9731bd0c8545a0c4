"""Kotlin's types and expressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages import java_literals as literals
from tlslint.languages.kotlin_scopes import LISTS, MAPS, Scoped

if TYPE_CHECKING:
    from tree_sitter import Node

_CONSTANTS = {"true": True, "false": False, "null": None}
_OPERATORS = {"?:": "??", "===": "==", "!==": "!="}


class Expressions(Scoped):
    """Lowers types and expressions."""

    operators: ClassVar[dict[str, str]] = _OPERATORS
    links: ClassVar[dict[str, tuple[str, str]]] = {
        "navigation_expression": ("", "navigation"),
        "call_expression": ("", "called"),
        "index_expression": ("", "indexed"),
        "binary_expression": ("left", "operation"),
        "infix_expression": ("", "infix"),
    }

    # -- types

    def type(self, node: Node | None) -> s.Expr | None:
        """A declared type, without what may be null and without type arguments."""
        while node is not None and node.type in ("nullable_type", "parenthesized_type"):
            children = self.named(node)
            node = children[0] if children else None
        return self.expr(node) if node is not None and node.type == "user_type" else None

    def user_type(self, node: Node) -> s.Expr:
        """``a.b.C<D>``."""
        names = [c for c in node.named_children if c.type == "identifier"]
        if not names:
            return s.Other(node.start_byte, node.end_byte)
        result: s.Expr = s.Name(names[0].start_byte, names[0].end_byte, self.source(names[0]))
        for name in names[1:]:
            result = self.attr(node.start_byte, result, name)
        return result

    def type_of(self, node: Node) -> Node | None:
        """The node of the type that a declaration ends in."""
        types = ("user_type", "nullable_type", "function_type", "parenthesized_type")
        return next((c for c in node.named_children if c.type in types), None)

    # -- names and constants

    def identifier(self, node: Node, assigned: bool = False) -> s.Expr:
        """A name; in the body of a scope function perhaps a member of its object."""
        name = self.source(node).strip("`")
        if name in _CONSTANTS:
            return s.Lit(node.start_byte, node.end_byte, _CONSTANTS[name])
        owner = self.owner(name, assigned)
        if owner is not None:
            return s.Attr(
                node.start_byte,
                node.end_byte,
                s.Name(node.start_byte, node.start_byte, owner),
                name,
                node.start_byte,
            )
        return s.Name(node.start_byte, node.end_byte, name)

    def this(self, node: Node) -> s.Expr:
        """``this``, which in the body of a scope function is its object."""
        plain = len(node.children) < 2
        return s.Name(node.start_byte, node.end_byte, self.receiver if plain else "this")

    def super_(self, node: Node) -> s.Expr:
        return s.Name(node.start_byte, node.end_byte, "super")

    def attr(self, start: int, value: s.Expr, name: Node) -> s.Expr:
        text = self.source(name).strip("`")
        return s.Attr(start, name.end_byte, value, text, name.start_byte)

    def number(self, node: Node) -> s.Expr:
        value = literals.number(self.source(node).rstrip("uUL"))
        return (
            s.Lit(node.start_byte, node.end_byte, value) if value is not None else self.leaf(node)
        )

    def string(self, node: Node) -> s.Expr:
        """A text, with parts where something is put into it (``"$a${b}"``)."""
        raw = node.type == "multiline_string_literal"
        parts: list[s.Expr] = []
        marked = False
        for child in node.named_children:
            text = self.source(child)
            if child.type == "interpolation":
                parts.append(self.inner(child))
                continue
            start = child.start_byte
            if marked and text[:1].isidentifier():
                name = text[
                    : next(
                        (i for i, c in enumerate(text) if not c.isidentifier() and not c.isdigit()),
                        len(text),
                    )
                ]
                parts[-1] = s.Name(start, start + len(name.encode()), name)
                text, start = text[len(name) :], start + len(name.encode())
            marked = text == "$" and child.type == "string_content"
            if text:
                value = text if raw else literals.unescape(text)
                parts.append(s.Lit(start, child.end_byte, value))
        if all(isinstance(p, s.Lit) for p in parts):
            whole = "".join(str(p.value) for p in parts if isinstance(p, s.Lit))
            return s.Lit(node.start_byte, node.end_byte, whole)
        return s.Format(node.start_byte, node.end_byte, tuple(parts))

    # -- rows

    def navigation(self, node: Node, left: s.Expr) -> s.Expr:
        """``a.b``, ``a?.b`` and ``A::b``; a companion's members are as good as its class's."""
        if isinstance(left, s.Unary) and self.precedes(node, left):
            inner = self.navigation(node, left.operand)
            return s.Unary(left.start, node.end_byte, left.op, inner)
        name = self.named(node)[-1]
        if name.type != "identifier" or self.source(name) == "Companion":
            return left
        return self.attr(node.start_byte, left, name)

    def reference(self, node: Node) -> s.Expr:
        """``A::b``, ``A::class``."""
        children = self.named(node)
        if len(children) == 2 and children[1].type == "identifier":
            return self.attr(node.start_byte, self.expr(children[0]), children[1])
        return self.expr(children[0]) if children else self.leaf(node)

    def indexed(self, node: Node, left: s.Expr) -> s.Expr:
        """``a[b]``."""
        return s.Index(node.start_byte, node.end_byte, left, self.expr(self.named(node)[-1]))

    def infix(self, node: Node, left: s.Expr) -> s.Expr:
        """``a to b`` is a pair, ``a minus b`` a call of ``a.minus(b)``."""
        children = self.named(node)
        right = self.expr(children[-1])
        if len(children) != 3 or children[1].type != "identifier":
            return s.Other(node.start_byte, node.end_byte, (left, right))
        if self.source(children[1]) == "to":
            return s.Seq(node.start_byte, node.end_byte, (left, right))
        func = self.attr(node.start_byte, left, children[1])
        given = s.Arg(right.start, right.end, None, right)
        return s.Call(node.start_byte, node.end_byte, func, (given,))

    def operation(self, node: Node, left: s.Expr) -> s.Expr:
        """``a op b``; the grammar takes ``f<T> { … }`` for two comparisons."""
        link = super().operation(node, left)
        if isinstance(link, s.Binary) and link.op == ">" and isinstance(link.right, s.Func):
            if isinstance(left, s.Binary) and left.op == "<":
                given = s.Arg(link.right.start, link.right.end, None, link.right)
                return s.Call(node.start_byte, node.end_byte, left.left, (given,))
        return link

    def called(self, node: Node, left: s.Expr) -> s.Expr:
        """``f(a, b = c) { … }``; calls of the language's own functions become what they make."""
        if isinstance(left, s.Unary) and self.precedes(node, left):
            inner = self.called(node, left.operand)
            return s.Unary(left.start, node.end_byte, left.op, inner)
        arguments = next((c for c in node.named_children if c.type == "value_arguments"), None)
        block = next((c for c in node.named_children if c.type == "annotated_lambda"), None)
        if arguments is None and block is not None and isinstance(left, s.Call):
            # behind the parentheses of the same call
            func, args = left.func, left.args
        else:
            func, args = left, self.arguments(arguments)
        if block is not None:
            literal = next((c for c in block.named_children if c.type == "lambda_literal"), None)
            scoped = self.scope_function(node, func, args, literal)
            if scoped is not None:
                return scoped
            given = self.lambda_(literal) if literal is not None else self.leaf(block)
            args = (*args, s.Arg(given.start, given.end, None, given))
        name = (
            func.id if isinstance(func, s.Name) else func.name if isinstance(func, s.Attr) else ""
        )
        if isinstance(func, s.Name) and name in LISTS:
            return self.listed(node, name, args)
        if isinstance(func, s.Name) and name in ("Pair", "Triple"):
            return s.Seq(node.start_byte, node.end_byte, tuple(a.value for a in args))
        if isinstance(func, s.Name) and name in MAPS:
            return self.mapped(node, args)
        return s.Call(node.start_byte, node.end_byte, func, args, name[:1].isupper())

    def arguments(self, node: Node | None) -> tuple[s.Arg, ...]:
        """Arguments with their names; ``*a`` hands on the items of a list."""
        out = []
        for argument in self.named(node):
            children = self.named(argument)
            if not children:
                continue
            name, value, spread = None, children[-1], 0
            if len(children) > 1 and children[0].type == "identifier":
                name = self.source(children[0])
            if value.type == "spread_expression":
                value, spread = (self.named(value) or [value])[-1], 1
            lowered = self.expr(value)
            if spread and name is not None:
                spread = 0  # a list for the parameter that takes the rest
            out.append(s.Arg(argument.start_byte, argument.end_byte, name, lowered, spread))
        return tuple(out)

    def listed(self, node: Node, name: str, args: Sequence[s.Arg]) -> s.Expr:
        """``listOf(a, b)`` as Java's ``Arrays.asList(a, b)``; ``arrayOf(*a)`` is the one that it is made of."""
        if any(a.spread for a in args):
            if len(args) == 1:
                return args[0].value
            if not any(a.spread for a in args[1:]):  # ``arrayOf(*a, b)`` is ``a + arrayOf(b)``
                rest = s.Seq(args[1].start, args[-1].end, tuple(a.value for a in args[1:]))
                return s.Binary(node.start_byte, node.end_byte, "+", args[0].value, rest)
            return s.Other(node.start_byte, node.end_byte, tuple(a.value for a in args))
        if not args or "rray" in name:
            return s.Seq(node.start_byte, node.end_byte, tuple(a.value for a in args))
        return _made(node, ("java", "util", "Arrays", "asList"), args)

    def mapped(self, node: Node, args: Sequence[s.Arg]) -> s.Expr:
        """``mapOf("a" to b)`` as Java's ``Map.of("a", b)``."""
        flat: list[s.Arg] = []
        for arg in args:
            if not isinstance(arg.value, s.Seq) or len(arg.value.items) != 2:
                return s.Other(node.start_byte, node.end_byte, tuple(a.value for a in args))
            flat += [s.Arg(v.start, v.end, None, v) for v in arg.value.items]
        return _made(node, ("java", "util", "Map", "of"), flat)

    # -- other expressions

    def precedes(self, node: Node, left: s.Unary) -> bool:
        """Whether the grammar took ``!a.b()`` for ``(!a).b()``."""
        return left.op == "!" and node.start_byte == left.start

    def unary(self, node: Node) -> s.Expr:
        """``!a``, ``-a``, ``a!!``."""
        op = self.source(node.child_by_field_name("operator"))
        value = self.expr(node.child_by_field_name("argument"))
        if op == "!!":
            return value
        if op in ("++", "--"):
            return s.Other(node.start_byte, node.end_byte, (value,))
        return s.Unary(node.start_byte, node.end_byte, op, value)

    def cast(self, node: Node) -> s.Expr:
        """``a as T``, ``a as? T``."""
        value = self.expr(node.child_by_field_name("left"))
        type_ = self.type(node.child_by_field_name("right"))
        return s.Cast(node.start_byte, node.end_byte, type_, value) if type_ is not None else value

    def asked(self, node: Node) -> s.Expr:
        """``a is T``, ``a !is T``."""
        value = self.expr(node.child_by_field_name("left"))
        type_ = self.expr(node.child_by_field_name("right"))
        found = s.Binary(node.start_byte, node.end_byte, "instanceof", value, type_)
        plain = any(c.type == "is" for c in node.children)
        return found if plain else s.Unary(node.start_byte, node.end_byte, "!", found)

    def contained(self, node: Node) -> s.Expr:
        """``a in b``, ``a !in b``."""
        left = self.expr(node.child_by_field_name("left"))
        right = self.expr(node.child_by_field_name("right"))
        found = s.Binary(node.start_byte, node.end_byte, "in", left, right)
        plain = any(c.type == "in" for c in node.children)
        return found if plain else s.Unary(node.start_byte, node.end_byte, "!", found)

    def thrown(self, node: Node) -> s.Expr:
        """``throw`` where a value is asked for: there is none."""
        return s.Other(node.start_byte, node.end_byte)

    # -- functions as values

    def lambda_(self, node: Node) -> s.Expr:
        """``{ a, b -> c }``, ``{ it }``."""
        names = next((c for c in node.named_children if c.type == "lambda_parameters"), None)
        params: tuple[s.Param, ...] = (s.Param(node.start_byte, node.start_byte, "it"),)
        if names is not None:
            params = tuple(
                s.Param(n.start_byte, n.end_byte, self.source(self.named(n)[0]))
                for n in self.named(names)
                if n.type == "variable_declaration" and self.named(n)
            )
        return s.Func(
            node.start_byte, node.end_byte, None, params, self.giving(node), self.relevant(node)
        )

    # -- statements as values

    def chosen(self, node: Node) -> s.Expr:
        """``if`` as a value."""
        test = node.child_by_field_name("condition")
        arms = [c for c in self.named(node) if c != test]
        if test is None or len(arms) < 2:
            return s.Inline(
                node.start_byte,
                node.end_byte,
                s.Block(node.start_byte, node.end_byte, self.stmt(node)),
            )
        condition = self.expr(test)
        then, otherwise = self.result(arms[0]), self.result(arms[-1])
        return s.Cond(node.start_byte, node.end_byte, condition, then, otherwise)

    def selected(self, node: Node) -> s.Expr:
        """``when`` as a value: a chain of conditions."""
        rest: s.Expr | None = None
        for tests, body in reversed(self.entries(node)):
            if body is not None and body.type == "throw_expression":
                continue
            value = self.result(body)
            if tests is None or rest is None:
                rest = value
                continue
            test = tests[0] if tests else s.Other(node.start_byte, node.start_byte)
            for other in tests[1:]:
                test = s.Binary(test.start, other.end, "||", test, other)
            rest = s.Cond(node.start_byte, node.end_byte, test, value, rest)
        return rest if rest is not None else self.leaf(node)

    def entries(self, node: Node) -> list[tuple[tuple[s.Expr, ...] | None, Node | None]]:
        """The conditions (None for ``else``) and the bodies of a ``when``."""
        subject = self.subject(node)
        out: list[tuple[tuple[s.Expr, ...] | None, Node | None]] = []
        for entry in (c for c in self.named(node) if c.type == "when_entry"):
            conditions = entry.children_by_field_name("condition")
            body = next((c for c in reversed(self.named(entry)) if c not in conditions), None)
            if any(c.type == "else" for c in entry.children):
                out.append((None, body))
                continue
            tests = []
            for condition in conditions:
                test = self.expr(condition)
                if subject is not None and condition.type not in ("type_test", "range_test"):
                    test = s.Binary(test.start, test.end, "==", subject, test)
                tests.append(test)
            out.append((tuple(tests), body))
        return out

    def subject(self, node: Node) -> s.Expr | None:
        """What a ``when`` looks at."""
        held = next((c for c in self.named(node) if c.type == "when_subject"), None)
        inside = self.named(held)
        return self.expr(inside[-1]) if inside else None

    def tried(self, node: Node) -> s.Expr:
        """``try`` as a value: a function that is called on the spot."""
        func = s.Func(
            node.start_byte,
            node.end_byte,
            None,
            (),
            self.kept(lambda: self.attempt(node, True)),
            True,
        )
        return s.Call(node.start_byte, node.end_byte, func, ())

    def attempt(self, node: Node, gives: bool) -> tuple[s.Stmt, ...]:
        """``try``; with ``gives``, its last values are returned."""
        body: tuple[s.Stmt, ...] = ()
        handlers: list[tuple[s.Stmt, ...]] = []
        final: tuple[s.Stmt, ...] = ()
        for child in self.named(node):
            inside = next((c for c in reversed(self.named(child)) if c.type == "block"), None)
            if child.type == "block":
                body = self.last_given(self.named(child)) if gives else self.block(child)
            elif child.type == "catch_block":
                handlers.append(
                    self.last_given(self.named(inside)) if gives else self.block(inside)
                )
            elif child.type == "finally_block":
                final = self.block(inside)
        return (s.Try(node.start_byte, node.end_byte, body, tuple(handlers), (), final),)

    def result(self, node: Node | None) -> s.Expr:
        """The value of a branch; one of several statements is a function called on the spot."""
        if node is None:
            return s.Other(0, 0)
        if node.type != "block":
            return self.expr(node)
        inside = self.named(node)
        if len(inside) == 1 and inside[0].type in self.expressions:
            return self.expr(inside[0])
        func = s.Func(
            node.start_byte, node.end_byte, None, (), self.giving(node), self.relevant(node)
        )
        return s.Call(node.start_byte, node.end_byte, func, ())


def _made(node: Node, names: Sequence[str], args: Sequence[s.Arg]) -> s.Call:
    """A call of a function of Java's library in the place of one of Kotlin's."""
    at = node.start_byte
    func: s.Expr = s.Name(at, at, names[0])
    for name in names[1:]:
        func = s.Attr(at, at, func, name, at)
    return s.Call(at, node.end_byte, func, tuple(args))
