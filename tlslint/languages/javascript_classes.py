"""JavaScript's assignments and classes: those written as such, and functions with a prototype."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.javascript_functions import JsFunctions
from tlslint.record import replace
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: the functions that are used as classes: made with ``new``, given a prototype or a parent, or
#: handed to other files under a name with a capital
_CONSTRUCTORS = regex(
    rb"(?<![\w$.])new\s+([A-Za-z_$][\w$]*)\s*\("
    rb"|(?<![\w$])([A-Za-z_$][\w$]*)\.prototype\b"
    rb"|\b_{0,2}(?:inherits|extends)\(\s*([A-Za-z_$][\w$]*)\s*,"
    rb"|(?<![\w$])exports\.([A-Z][\w$]*)\s*="
    rb"|(?<![\w$])(?:exports(?:\.\w+)?\s*=|export\s+default\b|export\b(?=\s+function\b))"
    rb"\s*(?:function\s+)?([A-Z][\w$]*)"
)
#: what gives one class to another as its parent
_INHERIT = frozenset(["inherits", "__extends", "_inherits", "_inheritsLoose"])
_CALLABLE = frozenset(["function_expression", "generator_function"])


class JsClasses(JsFunctions):
    """Lowers whatever gives a value, a function or a class its name."""

    @cached_property
    def constructors(self) -> frozenset[str]:
        """The names that this file makes objects with or adds methods to."""
        found = _CONSTRUCTORS.findall(self.text)
        return frozenset(name.decode() for names in found for name in names if name)

    # -- assignments

    def assignment(self, node: Node) -> tuple[s.Stmt, ...]:
        """``a = b = value``."""
        targets: list[Node] = []
        at: Node | None = node
        while at is not None and at.type == "assignment_expression":
            left = at.child_by_field_name("left")
            targets += [left] if left is not None else []
            at = at.child_by_field_name("right")
        return self.bind(node, targets, at)

    def assignment_value(self, node: Node) -> s.Expr:
        """An assignment inside an expression."""
        out = self.assignment(node)
        if len(out) == 1 and isinstance(out[0], s.Assign):
            return s.Inline(node.start_byte, node.end_byte, out[0])
        self.pending += out
        left = node.child_by_field_name("left")
        if left is not None and left.type == "identifier":
            return self.name(left)
        return self.leaf(node)

    def augmented(self, node: Node) -> s.Assign:
        """``a |= b``; ``a ||= b`` is as good as ``a ??= b``."""
        op = self.source(node.child_by_field_name("operator"))
        target = self.expr(node.child_by_field_name("left"))
        value = self.value(node.child_by_field_name("right"))
        op = "??=" if op == "||=" else op
        return s.Assign(node.start_byte, node.end_byte, (target,), op, value)

    def augmented_value(self, node: Node) -> s.Expr:
        """``a ??= b`` inside an expression."""
        return s.Inline(node.start_byte, node.end_byte, self.augmented(node))

    def bind(
        self,
        node: Node,
        targets: list[Node],
        right: Node | None,
        type_: s.Expr | None = None,
        declares: bool = False,
    ) -> tuple[s.Stmt, ...]:
        """Give ``targets`` a value: a variable, an import, a class, a method of a prototype.

        If it ``declares``, it is the first target that is declared.
        """
        start, end = node.start_byte, node.end_byte
        out: list[s.Stmt] = []
        rest: list[Node] = []
        for target in targets:
            added = self.prototype(node, target, right)
            if added is not None:
                out.append(added)
            else:
                rest.append(target)
        if not rest:
            return tuple(out)
        waiting = len(self.pending)
        made = self.made(rest, right)
        value = made or self.value(right)
        module = self.qualified(value)
        first: s.Expr | None = None
        names: list[s.Expr] = []
        after: list[s.Stmt] = []
        for number, target in enumerate(rest):
            new = declares and number == 0
            if made is not None and self.source(target) == made.id:
                continue
            plain = target.type in ("identifier", "object_pattern")
            if module is not None and plain and (new or not self.inside_function):
                out.append(s.Import(start, end, tuple(self.binds(target, module))))
            elif new:
                first = self.target(target, after)
            else:
                names.append(self.target(target, after))
        if names:
            out.append(s.Assign(start, end, tuple(names), "=", value))
        if first is not None:
            given = names[0] if names else value
            out.append(s.Assign(start, end, (first,), "=", given, type_, True))
        elif module is not None and not names:
            del self.pending[waiting:]
        return (*out, *after)

    def made(self, targets: list[Node], right: Node | None) -> s.Name | None:
        """The name of a class that is given to ``targets``, and that is defined before."""
        if right is None or right.type not in ("class", *_CALLABLE):
            return None
        called = [self.source(t) for t in targets if t.type == "identifier"]
        for target in targets:
            if target.type == "member_expression":
                called.append(self.source(target.child_by_field_name("property")))
        own = right.child_by_field_name("name")
        called += [self.source(own)] if own is not None else []
        if right.type == "class":
            called = [c for c in called if c not in ("exports", "default")]
            name = called[0] if called else f"class:{right.start_byte}"
            self.pending += self.class_(right, name)
            return s.Name(right.start_byte, right.end_byte, name)
        for name in called:
            if name in self.constructors:
                self.pending.append(self.constructor(right, name))
                return s.Name(right.start_byte, right.end_byte, name)
        return None

    def function_value(self, node: Node) -> s.Expr:
        """A function expression; one with a name may be used as a class."""
        name = node.child_by_field_name("name")
        if name is not None and self.source(name) in self.constructors:
            self.pending.append(self.constructor(node, self.source(name)))
            return self.name(name)
        return self.func(node, self.source(name) if name is not None else None)

    def function(self, node: Node) -> s.Stmt:
        """A function declaration."""
        name = self.source(node.child_by_field_name("name"))
        if name in self.constructors and node.type == "function_declaration":
            return self.constructor(node, name)
        return s.Define(node.start_byte, node.end_byte, self.func(node, name))

    # -- functions used as classes

    def constructor(self, node: Node, name: str) -> s.Class:
        """A function that makes objects is the class that its prototype's parts are added to."""
        define = s.Define(node.start_byte, node.end_byte, self.func(node, "__init__", "this"))
        return s.Class(node.start_byte, node.end_byte, name, (), (define,))

    def owner(self, node: Node | None) -> str | None:
        """``T`` of ``T.prototype``."""
        if node is None or node.type != "member_expression":
            return None
        if self.source(node.child_by_field_name("property")) != "prototype":
            return None
        at = node.child_by_field_name("object")
        if at is not None and at.type == "member_expression":
            at = at.child_by_field_name("property")
        if at is None or at.type not in ("identifier", "property_identifier"):
            return None
        return self.source(at)

    def prototype(self, node: Node, target: Node, right: Node | None) -> s.Stmt | None:
        """``T.prototype.m = …`` and ``T.prototype = …`` add to the class ``T``."""
        if target.type != "member_expression" or right is None:
            return None
        start, end = node.start_byte, node.end_byte
        owner = self.owner(target.child_by_field_name("object"))
        if owner is not None:
            name = target.child_by_field_name("property")
            return s.Class(start, end, owner, (), (self.part(node, name, right),))
        owner = self.owner(target)
        if owner is None:
            return None
        if right.type == "object":
            return s.Class(start, end, owner, (), self.parts(right))
        parent = self.parent(right)
        return s.Class(start, end, owner, (parent,) if parent is not None else (), ())

    def part(self, node: Node, name: Node | None, value: Node) -> s.Stmt:
        """A member that a prototype gets: a method or a value."""
        start, end = node.start_byte, node.end_byte
        called = self.key_name(name)
        if value.type in _CALLABLE:
            return s.Define(start, end, self.func(value, called, "this"))
        at = name if name is not None else value
        target = s.Name(at.start_byte, at.end_byte, called)
        return s.Assign(start, end, (target,), "=", self.value(value), None, True)

    def parts(self, node: Node) -> tuple[s.Stmt, ...]:
        """The members of an object literal that is a prototype."""
        out: list[s.Stmt] = []
        for child in self.named(node):
            if child.type == "method_definition":
                out.append(self.method(child))
                continue
            value = child.child_by_field_name("value")
            if child.type == "pair" and value is not None:
                out.append(self.part(child, child.child_by_field_name("key"), value))
        return tuple(out)

    def parent(self, node: Node) -> s.Expr | None:
        """``P`` of ``Object.create(P.prototype)``, ``new P()`` or ``P.prototype``."""
        if node.type == "new_expression":
            return self.expr(node.child_by_field_name("constructor"))
        if node.type == "call_expression":
            arguments = self.named(node.child_by_field_name("arguments"))
            if (
                self.source(node.child_by_field_name("function")) != "Object.create"
                or not arguments
            ):
                return None
            node = arguments[0]
        if node.type == "member_expression":
            if self.source(node.child_by_field_name("property")) == "prototype":
                return self.expr(node.child_by_field_name("object"))
            return self.expr(node)
        return self.name(node) if node.type == "identifier" else None

    def call_statement(self, node: Node) -> tuple[s.Stmt, ...]:
        """A call by itself; ``util.inherits(T, P)`` and the like say what ``T`` is."""
        func = node.child_by_field_name("function")
        arguments = self.named(node.child_by_field_name("arguments"))
        start, end = node.start_byte, node.end_byte
        if func is not None and len(arguments) > 1:
            name = (
                self.source(func).rpartition(".")[2] if func.end_byte - func.start_byte < 80 else ""
            )
            first = arguments[0]
            if name in _INHERIT and first.type == "identifier":
                parent = self.parent(arguments[1])
                if parent is not None:
                    return (s.Class(start, end, self.source(first), (parent,), ()),)
            owner = (
                self.owner(first)
                if name in ("assign", "extend", "_extend", "setPrototypeOf")
                else None
            )
            if owner is not None:
                parents = [self.parent(a) for a in arguments[1:] if a.type == "member_expression"]
                parts = [p for a in arguments[1:] if a.type == "object" for p in self.parts(a)]
                bases = tuple(p for p in parents if p is not None)
                return (s.Class(start, end, owner, bases, tuple(parts)),)
        return self.alone(node)

    def alone(self, node: Node) -> tuple[s.Stmt, ...]:
        """An expression for what it does."""
        raise NotImplementedError

    # -- classes

    def class_value(self, node: Node) -> s.Expr:
        """A class expression: the class stands before the statement, its name in the expression."""
        name = node.child_by_field_name("name")
        called = self.source(name) if name is not None else f"class:{node.start_byte}"
        self.pending += self.class_(node, called)
        return s.Name(node.start_byte, node.end_byte, called)

    def class_declaration(self, node: Node) -> tuple[s.Stmt, ...]:
        """A class with its name."""
        return self.class_(node, self.source(node.child_by_field_name("name")))

    def class_(self, node: Node, name: str) -> tuple[s.Stmt, ...]:
        """A class, after its decorators."""
        before = tuple(self.decoration(c) for c in self.named(node) if c.type == "decorator")
        bases: list[s.Expr] = []
        for heritage in self.named(node):
            if heritage.type != "class_heritage":
                continue
            for clause in self.named(heritage):
                if clause.type == "extends_clause":
                    bases += self.exprs(clause.children_by_field_name("value"))
                elif clause.type == "implements_clause":
                    bases += [self.typed(c) for c in self.named(clause)]
                else:
                    bases.append(self.expr(clause))
        body = self.members(node.child_by_field_name("body"))
        return (*before, s.Class(node.start_byte, node.end_byte, name, tuple(bases), body))

    def decoration(self, node: Node) -> s.Stmt:
        """A decorator is evaluated where it stands."""
        return s.Do(node.start_byte, node.end_byte, self.inner(node))

    def members(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """What is in a class; TypeScript puts decorators before their method."""
        out: list[s.Stmt] = []
        decorators: list[s.Expr] = []
        for child in self.named(node):
            if child.type == "decorator":
                decorators.append(self.inner(child))
                continue
            if child.type == "method_definition":
                out += self.parameter_fields(child)
            for member in self.stmt(child):
                if decorators and isinstance(member, s.Define):
                    member = replace(member, decorators=(*decorators, *member.decorators))
                    decorators = []
                out.append(member)
        out += [s.Do(d.start, d.end, d) for d in decorators]
        return tuple(out)

    def parameter_fields(self, node: Node) -> list[s.Stmt]:
        """The fields that a constructor's parameters declare."""
        out: list[s.Stmt] = []
        for param in self.named(node.child_by_field_name("parameters")):
            pattern, _, type_ = self.param_parts(param)
            if pattern is not None and self.is_property(param):
                name = (self.name(pattern),)
                start, end = param.start_byte, param.end_byte
                out.append(s.Assign(start, end, name, "=", None, self.annotation(type_), True))
        return out

    def method(self, node: Node) -> s.Stmt:
        """A method, a getter or a setter."""
        words = {c.type for c in node.children if not c.is_named}
        name = self.key_name(node.child_by_field_name("name"))
        static = "static" in words
        if name == "constructor" and not static:
            name = "__init__"
        elif "set" in words:
            name = f"set_{name}"
        params = self.named(node.child_by_field_name("parameters"))
        marked = [c for n in (node, *params) for c in self.named(n) if c.type == "decorator"]
        decorators = tuple(self.inner(c) for c in marked)
        func = self.func(node, name, None if static else "this")
        if "get" in words:
            func = replace(func, getter=True)
        return s.Define(node.start_byte, node.end_byte, func, decorators)

    def field_member(self, node: Node) -> tuple[s.Stmt, ...]:
        """A field of a class."""
        before = tuple(self.decoration(c) for c in self.named(node) if c.type == "decorator")
        name = node.child_by_field_name("name") or node.child_by_field_name("property")
        at = name if name is not None else node
        target: s.Expr = s.Name(at.start_byte, at.end_byte, self.key_name(name))
        if name is not None and name.type == "computed_property_name":
            target = self.leaf(name)
        field = s.Assign(
            node.start_byte,
            node.end_byte,
            (target,),
            "=",
            self.value(node.child_by_field_name("value")),
            self.annotation(node.child_by_field_name("type")),
            True,
        )
        return (*before, field)

    def enum(self, node: Node) -> s.Stmt:
        """An enumeration is a class whose members are its fields."""
        fields: list[s.Stmt] = []
        for child in self.named(node.child_by_field_name("body")):
            name = child.child_by_field_name("name") or child
            value = child.child_by_field_name("value")
            target = s.Name(name.start_byte, name.end_byte, self.key_name(name))
            start, end = child.start_byte, child.end_byte
            fields.append(s.Assign(start, end, (target,), "=", self.value(value), None, True))
        name_ = self.source(node.child_by_field_name("name"))
        return s.Class(node.start_byte, node.end_byte, name_, (), tuple(fields))
