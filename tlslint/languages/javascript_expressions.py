"""JavaScript's expressions: rows of members and calls, literals, and ``require``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.javascript_reads import file_read
from tlslint.languages.javascript_types import JsTypes, unquoted

if TYPE_CHECKING:
    from tree_sitter import Node

#: what brings a module
_REQUIRE = frozenset(["require", "__non_webpack_require__"])
#: Modules that put a ``fetch`` of their own in the place of the global one: https://github.com/lquixada/cross-fetch#readme,
#: https://github.com/matthew-andrews/isomorphic-fetch/blob/master/fetch-npm-node.js
_FETCH = frozenset(["isomorphic-fetch", "cross-fetch/polyfill", "fetch-everywhere"])
#: objects whose ``require`` is the usual one
_HOSTS = frozenset(["module", "global", "globalThis", "window"])
#: what compilers wrap around ``require``
_INTEROP = frozenset(
    [
        "__importDefault",
        "__importStar",
        "__toESM",
        "_interopRequireDefault",
        "_interopRequireWildcard",
        "_interopDefault",
    ]
)
_FUNCTIONS = frozenset(["function_expression", "arrow_function", "generator_function", "class"])


def brought(module: str) -> tuple[tuple[str, str], ...]:
    """The global name that a module puts something in the place of, with what that is."""
    return (("fetch", module),) if module in _FETCH else ()


class JsExpressions(JsTypes):
    """Lowers expressions.

    Some expressions need a statement before them: the import that a ``require`` in the middle
    of something stands for, or the class that is defined where it is used. These wait in
    ``pending`` and are put in front of the statement that the expression is part of.
    """

    def __init__(self, text: bytes, marks: Sequence[int]) -> None:
        super().__init__(text, marks)
        self.pending: list[s.Stmt] = []
        #: the names that stand for whole modules
        self.modules: set[str] = set()
        #: whether this is the body of a function
        self.inside_function = False

    def stmt(self, node: Node) -> tuple[s.Stmt, ...]:
        """Lower one statement, with those that it needs before it."""
        outer, self.pending = self.pending, []
        try:
            out = super().stmt(node)
            return (*self.pending, *out) if self.pending else out
        finally:
            self.pending = outer

    def delayed(self, make: Callable[[], tuple[s.Stmt, ...]]) -> Callable[[], tuple[s.Stmt, ...]]:
        """The body of a function, made when first asked for."""

        def isolated() -> tuple[s.Stmt, ...]:
            outer, self.pending = self.pending, []
            outside, self.inside_function = self.inside_function, True
            try:
                out = make()
                return (*self.pending, *out) if self.pending else out
            finally:
                self.pending = outer
                self.inside_function = outside

        return super().delayed(isolated)

    def value(self, node: Node | None) -> s.Expr | None:
        """An initial value; functions are lowered late anyway, so they are always kept."""
        if node is not None and node.type in _FUNCTIONS:
            return self.expr(node)
        return super().value(node)

    # -- rows

    def member(self, node: Node, value: s.Expr) -> s.Expr:
        """``value.name``. A module is its own default export; ``module.exports`` is ``exports``."""
        start, end = node.start_byte, node.end_byte
        property_ = node.child_by_field_name("property")
        name = self.source(property_)
        if isinstance(value, s.Name):
            if name == "default" and value.id in self.modules:
                return s.Name(start, end, value.id)
            if name == "exports" and value.id == "module":
                return s.Name(start, end, "exports")
        at = property_.start_byte if property_ is not None else end
        return s.Attr(start, end, value, name, at)

    def index(self, node: Node, value: s.Expr) -> s.Expr:
        """``value[key]``."""
        key = self.expr(node.child_by_field_name("index"))
        return s.Index(node.start_byte, node.end_byte, value, key)

    def same(self, node: Node, value: s.Expr) -> s.Expr:
        """``value!`` and ``value<T>`` are the value."""
        return value

    def call(self, node: Node, func: s.Expr) -> s.Expr:
        """A call, or a module that is required where it is used."""
        start, end = node.start_byte, node.end_byte
        args = self.arguments(node.child_by_field_name("arguments"))
        if args:
            given = args[0].value
            if isinstance(given, s.Lit) and isinstance(given.value, str):
                callee = node.child_by_field_name("function")
                if self.is_require(func) or (callee is not None and callee.type == "import"):
                    return self.required(node, given.value)
            if isinstance(given, s.Name) and given.id in self.modules and last(func) in _INTEROP:
                return s.Name(start, end, given.id)
            if (read := file_read(func, args)) is not None:
                return self.required(node, read)
        return s.Call(start, end, func, args)

    def is_require(self, func: s.Expr) -> bool:
        """Whether ``func`` is Node's ``require``."""
        if isinstance(func, s.Name):
            return func.id in _REQUIRE
        return (
            isinstance(func, s.Attr)
            and func.name == "require"
            and isinstance(func.value, s.Name)
            and func.value.id in _HOSTS
        )

    def required(self, node: Node, path: str) -> s.Expr:
        """The private name of a module that has no other here, and the import that binds it."""
        module = module_name(path)
        name = f"require('{module}')"
        bind = ((name, module), *brought(module))
        if not any(isinstance(p, s.Import) and p.binds == bind for p in self.pending):
            self.pending.append(s.Import(node.start_byte, node.end_byte, bind))
        self.modules.add(name)
        return s.Name(node.start_byte, node.end_byte, name)

    def qualified(self, value: s.Expr | None) -> str | None:
        """The full name of ``require('a').b.c``; None for anything else."""
        names = []
        while isinstance(value, (s.Attr, s.Cast)):
            if isinstance(value, s.Attr):
                names.append(value.name)
            value = value.value
        if not isinstance(value, s.Name) or not value.id.startswith("require('"):
            return None
        return ".".join([value.id[len("require('") : -len("')")], *reversed(names)])

    def arguments(self, node: Node | None) -> tuple[s.Arg, ...]:
        """The arguments of a call; a tagged template is the one argument of its tag."""
        if node is None:
            return ()
        args = []
        for child in [node] if node.type == "template_string" else self.named(node):
            spread = child.type == "spread_element"
            value = self.inner(child) if spread else self.expr(child)
            args.append(s.Arg(child.start_byte, child.end_byte, None, value, int(spread)))
        return tuple(args)

    def new(self, node: Node) -> s.Expr:
        """``new T(…)``."""
        func = self.expr(node.child_by_field_name("constructor"))
        args = self.arguments(node.child_by_field_name("arguments"))
        return s.Call(node.start_byte, node.end_byte, func, args, new=True)

    # -- literals

    def array(self, node: Node) -> s.Expr:
        """An array; a hole or something spread is an unknown item."""
        items: list[s.Expr] = []
        for item in self.items(node):
            if isinstance(item, int):
                items.append(s.Other(item, item))
            else:
                items.append(self.expr(item))
        return s.Seq(node.start_byte, node.end_byte, tuple(items))

    def items(self, node: Node) -> list[Node | int]:
        """The items of an array or its pattern, with the offset of each hole."""
        out: list[Node | int] = []
        empty = True
        for child in node.children:
            if child.type == ",":
                if empty:
                    out.append(child.start_byte)
                empty = True
            elif child.is_named and child.type not in self.skipped:
                out.append(child)
                empty = False
        return out

    def object(self, node: Node) -> s.Expr:
        """An object literal."""
        fields = []
        self.depth += 1
        for child in self.named(node):
            fields.append(self.field(child))
        self.depth -= 1
        return s.Map(node.start_byte, node.end_byte, tuple(fields))

    def field(self, node: Node) -> s.Field:
        """One member of an object literal."""
        start, end = node.start_byte, node.end_byte
        if node.type == "pair":
            key = self.key(node.child_by_field_name("key"))
            value = self.value(node.child_by_field_name("value"))
            return s.Field(start, end, key, value or s.Other(end, end))
        if node.type in ("shorthand_property_identifier", "shorthand_property_identifier_pattern"):
            name = self.source(node)
            return s.Field(start, end, s.Lit(start, end, name), s.Name(start, end, name))
        if node.type == "method_definition":
            return self.method_field(node)
        return s.Field(start, end, None, self.inner(node))

    def method_field(self, node: Node) -> s.Field:
        """A method is a function; what a getter stands for is what it returns."""
        name = node.child_by_field_name("name")
        key = self.key(name)
        func = self.func(node, self.key_name(name), "this")
        value: s.Expr = func
        words = {c.type for c in node.children if not c.is_named}
        if "get" in words:
            value = s.Call(func.start, func.end, func, ())
        elif "set" in words and name is not None:
            key = s.Lit(name.start_byte, name.end_byte, f"set_{self.key_name(name)}")
        return s.Field(node.start_byte, node.end_byte, key, value)

    def key(self, node: Node | None) -> s.Expr:
        """The key of a member: a constant, or the expression in brackets."""
        if node is None:
            return s.Other(0, 0)
        if node.type == "computed_property_name":
            return self.inner(node)
        if node.type in ("property_identifier", "private_property_identifier", "identifier"):
            return s.Lit(node.start_byte, node.end_byte, self.source(node))
        return self.expr(node)

    def key_name(self, node: Node | None) -> str:
        """The name of a member, as its source if it is computed."""
        if node is not None and node.type == "string":
            return unquoted(self.source(node))
        return self.source(node)

    def func(self, node: Node, name: str | None = None, receiver: str | None = None) -> s.Func:
        """A function; see `tlslint.languages.javascript_functions`."""
        raise NotImplementedError

    # -- operators

    def conditional(self, node: Node) -> s.Expr:
        """``test ? then : otherwise``."""
        return s.Cond(
            node.start_byte,
            node.end_byte,
            self.expr(node.child_by_field_name("condition")),
            self.expr(node.child_by_field_name("consequence")),
            self.expr(node.child_by_field_name("alternative")),
        )

    def unary(self, node: Node) -> s.Expr:
        """``!x``; ``void 0`` is ``undefined``, and ``delete x.y`` sets ``x.y`` to it."""
        op = self.source(node.child_by_field_name("operator"))
        operand = self.expr(node.child_by_field_name("argument"))
        if op == "delete" and isinstance(operand, (s.Attr, s.Index)):
            nothing = s.Lit(node.end_byte, node.end_byte, None)
            gone = s.Assign(node.start_byte, node.end_byte, (operand,), "=", nothing)
            return s.Inline(node.start_byte, node.end_byte, gone)
        if op == "void" and isinstance(operand, s.Lit):
            return s.Lit(node.start_byte, node.end_byte, None)
        return s.Unary(node.start_byte, node.end_byte, op, operand)

    def step(self, node: Node) -> s.Assign:
        """``i++`` is ``i += 1``."""
        operator = node.child_by_field_name("operator")
        target = self.expr(node.child_by_field_name("argument"))
        op = "-=" if self.source(operator) == "--" else "+="
        at = operator.start_byte if operator is not None else node.end_byte
        one = s.Lit(at, at, 1)
        return s.Assign(node.start_byte, node.end_byte, (target,), op, one)

    def step_value(self, node: Node) -> s.Expr:
        """``i++`` inside an expression."""
        return s.Inline(node.start_byte, node.end_byte, self.step(node))

    def comma(self, node: Node) -> s.Expr:
        """``a, b``; ``(0, f)`` is how compilers write a plain ``f``."""
        items = self.sequence_items(node)
        if items and all(n.type == "number" for n in items[:-1]):
            return self.expr(items[-1])
        return s.Other(node.start_byte, node.end_byte, self.exprs(items))

    def sequence_items(self, node: Node) -> list[Node]:
        """The expressions between commas; some grammars nest them."""
        out: list[Node] = []
        todo = [node]
        while todo:
            at = todo.pop()
            if at.type == "sequence_expression":
                todo += reversed(self.named(at))
            else:
                out.append(at)
        return out

    def yield_(self, node: Node) -> s.Leave:
        """``yield x``."""
        children = self.named(node)
        value = self.expr(children[0]) if children else None
        return s.Leave(node.start_byte, node.end_byte, "yield", value)

    def yield_value(self, node: Node) -> s.Expr:
        """``yield x`` inside an expression; what comes back is unknown."""
        start, end = node.start_byte, node.end_byte
        return s.Inline(start, end, s.Block(start, end, (self.yield_(node),)))


def last(func: s.Expr) -> str:
    """The last name of what is called."""
    if isinstance(func, s.Attr):
        return func.name
    return func.id if isinstance(func, s.Name) else ""


def module_name(path: str) -> str:
    """The name that a module is known by: ``node:tls`` is ``tls``."""
    return path.removeprefix("node:")
