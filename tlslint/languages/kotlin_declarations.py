"""Kotlin's functions, classes and objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.bound import bound
from tlslint.languages.injection import injected
from tlslint.languages.kotlin_expressions import Expressions

if TYPE_CHECKING:
    from tree_sitter import Node


class Declarations(Expressions):
    """Lowers what has a body or members."""

    def late(self, node: Node) -> bool:
        """Whether what a file or class holds is there only after its companion and its constants."""
        first = node.named_children[0] if node.named_children else node
        constant = first.type == "modifiers" and "const" in self.source(first).split()
        return not constant and node.type not in ("companion_object", "package_header", "import")

    # -- functions

    def anonymous(self, node: Node) -> s.Expr:
        """``fun(a: T) = b``."""
        return s.Func(
            node.start_byte,
            node.end_byte,
            None,
            self.params(
                next((c for c in self.named(node) if c.type == "function_value_parameters"), None)
            ),
            self.function_body(
                next((c for c in self.named(node) if c.type == "function_body"), None)
            ),
            self.relevant(node),
        )

    def params(self, node: Node | None) -> tuple[s.Param, ...]:
        """Parameters, with the defaults that stand behind them."""
        out: list[s.Param] = []
        spread = False
        for child in self.named(node):
            if child.type == "parameter_modifiers":
                spread = "vararg" in self.source(child)
            elif child.type == "parameter":
                name = self.source(self.named(child)[0]) if self.named(child) else ""
                type_ = self.type(self.type_of(child))
                # the items of ``vararg p: T`` are of that type, the parameter is a list of them
                param = s.Param(
                    child.start_byte, child.end_byte, name, None, None if spread else type_
                )
                out.append(s.Param(*_parts(param), 1) if spread else param)
                spread = False
            elif out:
                last = out.pop()
                default = self.expr(child)
                out.append(
                    s.Param(last.start, child.end_byte, last.name, default, last.type, last.spread)
                )
        return tuple(out)

    def function_body(self, node: Node | None) -> Callable[[], tuple[s.Stmt, ...]]:
        """What a function does: a block, or the one value that it gives."""
        inside = next(iter(self.named(node)), None)
        if inside is None or inside.type == "block":
            return self.kept(lambda: self.block(inside))
        return self.kept(
            lambda: (s.Leave(inside.start_byte, inside.end_byte, "return", self.expr(inside)),)
        )

    def bodiless(self, node: Node) -> Callable[[], tuple[s.Stmt, ...]]:
        """What is abstract gives something that is not known here."""
        end = node.end_byte
        return lambda: (s.Leave(end, end, "return", s.Other(end, end)),)

    def function(self, node: Node, receiver: str | None = None) -> s.Stmt:
        """A function, method or extension function; what an extension function extends is its first parameter."""
        parts = self.named(node)
        modifiers = next((c for c in parts if c.type == "modifiers"), None)
        name = node.child_by_field_name("name")
        values = next((c for c in parts if c.type == "function_value_parameters"), None)
        body = next((c for c in parts if c.type == "function_body"), None)
        types = [c for c in parts if c.type in ("user_type", "nullable_type")]
        extended = next(
            (c for c in types if name is not None and c.end_byte <= name.start_byte), None
        )
        returned = next(
            (c for c in types if values is not None and c.start_byte >= values.end_byte), None
        )
        params = self.params(values)
        outer = self.receiver
        if extended is not None:
            self.receiver = f"this@{node.start_byte}"
            at = extended.start_byte
            params = (
                s.Param(at, extended.end_byte, self.receiver, None, self.type(extended)),
                *params,
            )
        elif receiver is not None:
            self.receiver = receiver
        text = self.source(modifiers) if modifiers is not None else ""
        func = s.Func(
            node.start_byte,
            node.end_byte,
            self.source(name).strip("`"),
            params,
            self.function_body(body) if body is not None else self.bodiless(node),
            self.relevant(node),
            self.type(returned),
            None if extended is not None else receiver,
            "private" in text.split(),
        )
        self.receiver = outer
        return s.Define(node.start_byte, node.end_byte, func, self.annotations(modifiers))

    def secondary(self, node: Node) -> s.Stmt:
        """``constructor(a: T) : this(a, b) { … }``."""
        parts = self.named(node)
        values = next((c for c in parts if c.type == "function_value_parameters"), None)
        call = next((c for c in parts if c.type == "constructor_delegation_call"), None)
        block = next((c for c in parts if c.type == "block"), None)

        def body() -> tuple[s.Stmt, ...]:
            first: tuple[s.Stmt, ...] = ()
            if call is not None:
                word = "this" if any(c.type == "this" for c in call.children) else "super"
                given = next((c for c in self.named(call) if c.type == "value_arguments"), None)
                func = s.Name(call.start_byte, call.start_byte, word)
                made = s.Call(call.start_byte, call.end_byte, func, self.arguments(given))
                first = (s.Do(call.start_byte, call.end_byte, made),)
            return (*first, *self.block(block))

        func = s.Func(
            node.start_byte,
            node.end_byte,
            "__init__",
            self.params(values),
            self.kept(body),
            self.relevant(node),
            None,
            "this",
        )
        return s.Define(node.start_byte, node.end_byte, func)

    # -- classes

    def companion(self, node: Node) -> tuple[s.Stmt, ...]:
        """The members of a companion object are called as those of its class."""
        body = next((c for c in self.named(node) if c.type == "class_body"), None)
        return self.members(body, "")

    def class_(self, node: Node) -> tuple[s.Stmt, ...]:
        """A class, interface, enumeration or object."""
        parts = self.named(node)
        modifiers = next((c for c in parts if c.type == "modifiers"), None)
        name = self.source(node.child_by_field_name("name"))
        bases, up = self.bases(node)
        body = next((c for c in parts if c.type in ("class_body", "enum_class_body")), None)
        primary = next((c for c in parts if c.type == "primary_constructor"), None)
        held = next((c for c in self.named(primary) if c.type == "class_parameters"), None)
        fields = self.fields(held)
        members = (*fields, *self.members(body, name))
        if fields or up:
            members = (*members, self.constructor(node, held, fields, up))
        annotations = self.annotations(modifiers)
        members = bound(annotations, members)
        notes = (s.Do(a.start, a.end, a) for a in annotations)
        return (*notes, s.Class(node.start_byte, node.end_byte, name, bases, members))

    def object_literal(self, node: Node) -> s.Expr:
        """``object : T(…) { … }``."""
        bases, up = self.bases(node)
        body = next((c for c in self.named(node) if c.type == "class_body"), None)
        class_ = s.Class(node.start_byte, node.end_byte, "", bases, (*up, *self.members(body, "")))
        return s.Inline(node.start_byte, node.end_byte, class_)

    def bases(self, node: Node) -> tuple[tuple[s.Expr, ...], tuple[s.Stmt, ...]]:
        """What a class extends, and the call of its base's constructor where that is given something."""
        held = next((c for c in self.named(node) if c.type == "delegation_specifiers"), None)
        bases: list[s.Expr] = []
        up: tuple[s.Stmt, ...] = ()
        for each in self.named(held):
            for base in self.named(each):
                if base.type == "explicit_delegation":
                    base = self.named(base)[0]
                if base.type == "constructor_invocation":
                    inner = self.named(base)
                    given = next((c for c in inner if c.type == "value_arguments"), None)
                    args = self.arguments(given)
                    if args:
                        word = s.Name(base.start_byte, base.start_byte, "super")
                        call = s.Call(base.start_byte, base.end_byte, word, args)
                        up = (s.Do(base.start_byte, base.end_byte, call),)
                    base = inner[0]
                if base.type == "user_type":
                    bases.append(self.expr(base))
        return tuple(bases), up

    def fields(self, node: Node | None) -> tuple[s.Assign, ...]:
        """The parameters of a primary constructor, as fields with their defaults."""
        out = []
        for child in self.named(node):
            name = next((c for c in child.named_children if c.type == "identifier"), None)
            if child.type != "class_parameter" or name is None:
                continue
            modifiers = next((c for c in child.named_children if c.type == "modifiers"), None)
            type_ = self.type_of(child)
            last = self.named(child)[-1]
            plain = last in (name, modifiers) or last == type_
            default = injected(self.annotations(modifiers)) if plain else self.expr(last)
            target = s.Name(name.start_byte, name.end_byte, self.source(name).strip("`"))
            out.append(
                s.Assign(
                    child.start_byte,
                    child.end_byte,
                    (target,),
                    "=",
                    default,
                    self.type(type_),
                    declares=True,
                )
            )
        return tuple(out)

    def constructor(
        self, node: Node, held: Node | None, fields: Iterable[s.Assign], up: tuple[s.Stmt, ...]
    ) -> s.Stmt:
        """The primary constructor: what it is given goes into the fields, or up."""
        place = held or node
        params, sets = [], []
        for field in fields:
            name = field.targets[0]
            assert isinstance(name, s.Name)
            params.append(s.Param(field.start, field.end, name.id, field.value, field.type))
            own = s.Attr(
                name.start, name.end, s.Name(name.start, name.start, "this"), name.id, name.start
            )
            sets.append(s.Assign(field.start, field.end, (own,), "=", name))
        body = (*sets, *up)
        func = s.Func(
            place.start_byte,
            place.end_byte,
            "__init__",
            tuple(params),
            lambda: body,
            self.relevant(place) or bool(up),
            None,
            "this",
        )
        return s.Define(place.start_byte, place.end_byte, func)

    def members(self, node: Node | None, name: str) -> tuple[s.Stmt, ...]:
        """What is in the braces of a class; entries of an enumeration are constructions of it."""
        out: list[s.Stmt] = []
        for child in sorted(self.named(node), key=self.late):
            if child.type == "function_declaration":
                out.append(self.function(child, "this"))
                continue
            if child.type != "enum_entry":
                out += self.stmt(child)
                continue
            first = next((c for c in child.named_children if c.type == "identifier"), None)
            given = next((c for c in child.named_children if c.type == "value_arguments"), None)
            if first is None:
                continue
            type_ = s.Name(first.start_byte, first.end_byte, name)
            value: s.Expr | None = None
            if given is not None:
                value = s.Call(
                    child.start_byte, child.end_byte, type_, self.arguments(given), new=True
                )
            target = s.Name(first.start_byte, first.end_byte, self.source(first))
            out.append(
                s.Assign(
                    child.start_byte, child.end_byte, (target,), "=", value, None, declares=True
                )
            )
        return tuple(out)

    def annotations(self, node: Node | None) -> tuple[s.Call, ...]:
        """``@A(b = 1)`` as a call with keywords."""
        out = []
        for child in self.named(node):
            if child.type != "annotation":
                continue
            for inner in self.named(child):
                if inner.type not in ("constructor_invocation", "user_type"):
                    continue
                held = self.named(inner) if inner.type == "constructor_invocation" else [inner]
                given = next((c for c in held if c.type == "value_arguments"), None)
                func = self.expr(held[0])
                out.append(s.Call(inner.start_byte, inner.end_byte, func, self.arguments(given)))
        return tuple(out)


def _parts(param: s.Param) -> tuple[int, int, str, s.Expr | None, s.Expr | None]:
    return param.start, param.end, param.name, param.default, param.type
