"""Java's types and expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages import java_literals as literals
from tlslint.languages.base import Lowering
from tlslint.languages.bound import BINDING, bound
from tlslint.languages.injection import INJECTING, injected

if TYPE_CHECKING:
    from tree_sitter import Node

#: ``new String[n]`` up to this length has its n places, still unknown
MAX_PLACES = 16
#: collections that are made with their items in braces
_COLLECTIONS = frozenset(
    {"ArrayList", "LinkedList", "HashSet", "LinkedHashSet", "TreeSet", "Vector"}
)
#: The parts of ``a.b(c)``; that of ``a.b`` has less.
_LINK = 4


class Expressions(Lowering):
    """Lowers types and expressions."""

    #: how the items are written that the loops around are at, where those count through a list
    items: tuple[str, ...] = ()

    # -- types

    def type(self, node: Node | None) -> s.Expr | None:
        """A declared type; None where there is none to know."""
        if node is None or node.type == "void_type":
            return None
        named = node.type == "type_identifier"
        return None if named and self.source(node) == "var" else self.expr(node)

    def first(self, node: Node) -> s.Expr:
        """The type in front of type arguments or ``[]``."""
        children = self.named(node)
        return self.expr(children[0]) if children else self.other(node)

    def last(self, node: Node) -> s.Expr:
        """The type behind annotations."""
        children = self.named(node)
        return self.expr(children[-1]) if children else self.other(node)

    def scoped(self, node: Node) -> s.Expr:
        """``a.b.C`` as a type or the name of an annotation."""
        spine, start = [], node.start_byte
        while node.type in ("scoped_identifier", "scoped_type_identifier"):
            parts = [c for c in self.named(node) if not c.type.endswith("annotation")]
            if len(parts) != 2:
                break
            spine.append(parts[1])
            node = parts[0]
        inside = node.type.startswith("scoped")  # a broken one
        result = self.other(node) if inside else self.expr(node)
        for name in reversed(spine):
            result = self.attr(start, result, name)
        return result

    # -- expressions

    def exprs(self, nodes: Iterable[Node]) -> tuple[s.Expr, ...]:
        """Lower each node. Counts as a level of depth: rows of rows take many of Python's frames."""
        out = []
        self.depth += 1
        for node in nodes:
            out.append(self.expr(node))
        self.depth -= 1
        return tuple(out)

    def attr(self, start: int, value: s.Expr, name: Node) -> s.Expr:
        """``value.name``, where ``value`` may be in parentheses that begin at ``start``."""
        return s.Attr(start, name.end_byte, value, self.source(name), name.start_byte)

    def access(self, node: Node) -> s.Expr:
        """``a.b``, ``a[i]`` and ``a.b(c)``, without recursing down the row of them."""
        spine = []
        inner: Node | None = node
        while inner is not None and self.expressions.get(inner.type) == "access":
            if self.items and self.source(inner) in self.items:
                break
            spine.append(inner)
            field = "array" if inner.type == "array_access" else "object"
            inner = inner.child_by_field_name(field)
        at = inner is not None and self.expressions.get(inner.type) == "access"
        result: s.Expr | None
        if at and inner is not None:
            result = s.Name(inner.start_byte, inner.end_byte, self.source(inner))
        else:
            result = self.expr(inner) if inner is not None else None
        for n in reversed(spine):
            result = self.step(n, result)
        return result if result is not None else self.other(node)

    def step(self, node: Node, value: s.Expr | None) -> s.Expr:
        """One ``.b``, ``[i]`` or ``.b(c)`` behind ``value``."""
        if node.type == "array_access" and value is not None:
            key = self.expr(node.child_by_field_name("index"))
            return s.Index(node.start_byte, node.end_byte, value, key)
        if node.child_count > _LINK and value is not None:
            for child in node.children[1:]:
                if child.type == "super":  # ``Outer.super.b``
                    value = self.attr(node.start_byte, value, child)
        called = node.type == "method_invocation"
        name = node.child_by_field_name("name" if called else "field")
        if name is None:
            return self.other(node)
        func = self.name(name) if value is None else self.attr(node.start_byte, value, name)
        return self.call(node, func) if called else func

    def call(self, node: Node, func: s.Expr, new: bool = False) -> s.Call:
        """A call of ``func`` with the arguments that ``node`` has."""
        nodes = self.named(node.child_by_field_name("arguments"))
        args = []
        for n, value in zip(nodes, self.exprs(nodes), strict=True):
            args.append(s.Arg(n.start_byte, n.end_byte, None, value))
        return s.Call(node.start_byte, node.end_byte, func, tuple(args), new)

    def creation(self, node: Node) -> s.Expr:
        """``new T(…)``; with a body, an anonymous class that first hands its arguments up."""
        type_ = self.expr(node.child_by_field_name("type"))
        body = next((c for c in node.named_children if c.type == "class_body"), None)
        if body is None:
            return self.call(node, type_, new=True)
        if getattr(type_, "id", "") in _COLLECTIONS and (items := self.braces(body)) is not None:
            return s.Seq(node.start_byte, node.end_byte, items)
        members: tuple[s.Stmt, ...] = ()
        arguments = node.child_by_field_name("arguments")
        if arguments is not None and self.named(arguments):
            up = self.call(node, s.Name(type_.start, type_.end, "super"))
            call = s.Call(type_.start, arguments.end_byte, up.func, up.args)
            members = (s.Do(call.start, call.end, call),)
        class_ = s.Class(
            node.start_byte, node.end_byte, "", (type_,), members + self.body(self.named(body))
        )
        return s.Inline(node.start_byte, node.end_byte, class_)

    def braces(self, body: Node) -> tuple[s.Expr, ...] | None:
        """The items of ``new ArrayList<>() {{ add(a); add(b); }}``; None where it does anything else."""
        items: list[Node] = []
        for block in self.named(body):
            for each in self.named(block) if block.type == "block" else [block]:
                call = self.named(each)[0] if each.type == "expression_statement" else each
                arguments = self.named(call.child_by_field_name("arguments"))
                name = call.child_by_field_name("name")
                if name is None or call.type != "method_invocation" or len(arguments) != 1:
                    return None
                if self.source(name) != "add" or call.child_by_field_name("object") is not None:
                    return None
                items += arguments
        return self.exprs(items)

    def array_creation(self, node: Node) -> s.Expr:
        """``new T[] {…}``; ``new T[3]`` has three places, of unknown value."""
        value = node.child_by_field_name("value")
        if value is not None:
            return s.Seq(node.start_byte, node.end_byte, self.exprs(self.named(value)))
        lengths = [
            self.expr((self.named(c) or [c])[-1])
            for c in node.children_by_field_name("dimensions")
            if c.type == "dimensions_expr"
        ]
        length = lengths[0].value if lengths and isinstance(lengths[0], s.Lit) else None
        if len(lengths) == 1 and isinstance(length, int) and 0 <= length <= MAX_PLACES:
            place = s.Other(node.start_byte, node.end_byte)
            return s.Seq(node.start_byte, node.end_byte, (place,) * length)
        whole = s.Other(node.start_byte, node.end_byte, tuple(lengths))
        # how many places one has is known when it runs
        return s.Seq(node.start_byte, node.end_byte, (whole,)) if len(lengths) == 1 else whole

    def sequence(self, node: Node) -> s.Expr:
        """``{a, b}`` as the value of an array."""
        return s.Seq(node.start_byte, node.end_byte, self.exprs(self.named(node)))

    def class_literal(self, node: Node) -> s.Expr:
        """``T.class``, as a member of the type."""
        return self.attr(node.start_byte, self.first(node), node.children[-1])

    def method_reference(self, node: Node) -> s.Expr:
        """``A::foo`` is ``A.foo``; ``A::new`` is ``A.new``."""
        return self.attr(node.start_byte, self.first(node), node.children[-1])

    def annotation(self, node: Node) -> s.Call:
        """``@A(b = 1)`` as a call with keywords."""
        func = self.expr(node.child_by_field_name("name"))
        args = []
        for child in self.named(node.child_by_field_name("arguments")):
            name = value = None
            if child.type == "element_value_pair":
                name = self.source(child.child_by_field_name("key"))
                value = child.child_by_field_name("value")
            args.append(s.Arg(child.start_byte, child.end_byte, name, self.expr(value or child)))
        return s.Call(node.start_byte, node.end_byte, func, tuple(args))

    def string(self, node: Node) -> s.Expr:
        """A string, text block or character; with parts where it is a template."""
        children = node.named_children
        if "string_interpolation" in [c.type for c in children]:
            parts: list[s.Expr] = []
            for c in children:
                if c.type == "string_interpolation":
                    parts.append(self.inner(c))
                else:
                    parts.append(s.Lit(c.start_byte, c.end_byte, literals.unescape(self.source(c))))
            return s.Format(node.start_byte, node.end_byte, tuple(parts))
        return s.Lit(node.start_byte, node.end_byte, literals.string(self.source(node)))

    def template(self, node: Node) -> s.Expr:
        """``STR."…\\{x}"``."""
        return self.expr(node.child_by_field_name("template_argument"))

    def number(self, node: Node) -> s.Expr:
        """A number of any form."""
        value = literals.number(self.source(node))
        if value is None:
            return s.Other(node.start_byte, node.end_byte)
        return s.Lit(node.start_byte, node.end_byte, value)

    def constant(self, node: Node) -> s.Expr:
        """``true``, ``false`` and ``null``."""
        value = {"true": True, "false": False, "null_literal": None}[node.type]
        return s.Lit(node.start_byte, node.end_byte, value)

    def unary(self, node: Node) -> s.Expr:
        """``!a``, ``~a``, ``-a``, ``+a``."""
        op = self.source(node.child_by_field_name("operator"))
        operand = self.expr(node.child_by_field_name("operand"))
        return s.Unary(node.start_byte, node.end_byte, op, operand)

    def conditional(self, node: Node) -> s.Expr:
        """``a ? b : c``."""
        test = self.expr(node.child_by_field_name("condition"))
        then = self.expr(node.child_by_field_name("consequence"))
        otherwise = self.expr(node.child_by_field_name("alternative"))
        return s.Cond(node.start_byte, node.end_byte, test, then, otherwise)

    def cast(self, node: Node) -> s.Expr:
        """``(T) a``; of ``(T & U) a`` the first type."""
        type_ = self.expr(node.child_by_field_name("type"))
        value = self.expr(node.child_by_field_name("value"))
        return s.Cast(node.start_byte, node.end_byte, type_, value)

    def lambda_(self, node: Node) -> s.Expr:
        """``a -> b``, ``(a, b) -> {…}``, ``(T a) -> b``."""
        params = node.child_by_field_name("parameters")
        names = [params] if params is not None and params.type == "identifier" else None
        if params is not None and params.type == "inferred_parameters":
            names = self.named(params)
        return s.Func(
            node.start_byte,
            node.end_byte,
            None,
            tuple(s.Param(n.start_byte, n.end_byte, self.source(n)) for n in names)
            if names is not None
            else self.params(params),
            self.returning(node.child_by_field_name("body")),
            self.relevant(node),
        )

    def returning(self, body: Node | None) -> Callable[[], tuple[s.Stmt, ...]]:
        """The body of a function that may be just the expression it returns."""
        if body is None or body.type == "block":
            return self.later(body)

        @cache
        def lower() -> tuple[s.Stmt, ...]:
            return (s.Leave(body.start_byte, body.end_byte, "return", self.expr(body)),)

        return lower

    def assigned(self, node: Node) -> s.Expr:
        """An assignment as an expression, which counts as two levels for all its frames."""
        self.depth += 1
        assignment = self.assignment(node)
        self.depth -= 1
        return s.Inline(node.start_byte, node.end_byte, assignment)

    def assignment(self, node: Node) -> s.Assign:
        """``a = b = 1``, ``a += 1`` and ``a++``."""
        if node.type == "update_expression":
            sign = next((c for c in node.children if c.type in ("++", "--")), node)
            one = s.Lit(sign.start_byte, sign.end_byte, 1)
            op = f"{sign.type[0]}="
            return s.Assign(node.start_byte, node.end_byte, (self.first(node),), op, one)
        op = self.source(node.child_by_field_name("operator"))
        targets = [self.expr(node.child_by_field_name("left"))]
        right = node.child_by_field_name("right")
        while op == "=" and right is not None and right.type == "assignment_expression":
            if self.source(right.child_by_field_name("operator")) != "=":
                break
            targets.append(self.expr(right.child_by_field_name("left")))
            right = right.child_by_field_name("right")
        value = self.value(right)
        return s.Assign(node.start_byte, node.end_byte, tuple(targets), op, value)

    def params(self, node: Node | None) -> tuple[s.Param, ...]:
        """Parameters; a written-out receiver (``T this``) is none of them."""
        out = []
        for child in self.named(node):
            name, type_ = child.child_by_field_name("name"), child.child_by_field_name("type")
            if child.type == "spread_parameter":
                parts = [c for c in self.named(child) if c.type != "modifiers"]
                type_ = parts[0] if parts else None
                name = parts[-1].child_by_field_name("name") if parts else None
            if name is not None and (text := self.source(name)) != "this":
                default = self.injected(self.modifiers(child), type_)
                out.append(
                    s.Param(child.start_byte, child.end_byte, text, default, self.type(type_))
                )
        return tuple(out)

    def injected(self, modifiers: Node | None, type_: Node | None) -> s.Expr | None:
        """What a framework puts into a field or parameter of this type."""
        several = type_ is not None and type_.type in ("array_type", "generic_type")
        for node in self.named(modifiers):
            name = node.child_by_field_name("name") if node.type == "annotation" else None
            if name is not None and self.source(name).rpartition(".")[2] in INJECTING:
                return injected((self.annotation(node),), several)
        return None

    def configured(self, modifiers: Node | None, body: tuple[s.Stmt, ...]) -> tuple[s.Stmt, ...]:
        """The members of a class, with the keys that a framework fills them from."""
        for node in self.named(modifiers):
            name = node.child_by_field_name("name") if node.type == "annotation" else None
            if name is not None and self.source(name).rpartition(".")[2] in BINDING:
                return bound((self.annotation(node),), body)
        return body

    def annotations(self, node: Node | None) -> tuple[s.Expr, ...]:
        """The annotations among the modifiers that say something that matters."""
        if node is None or not self.relevant(node):
            return ()
        said = [c for c in self.named(node) if c.type == "annotation" and self.relevant(c)]
        return tuple(map(self.expr, said))

    def modifiers(self, node: Node) -> Node | None:
        """The modifiers and annotations in front of a declaration."""
        for child in node.named_children:
            if child.type == "modifiers":
                return child
        return None
