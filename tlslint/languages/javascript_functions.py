"""JavaScript's patterns and functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.base import MAX_DEPTH
from tlslint.languages.javascript_expressions import JsExpressions

if TYPE_CHECKING:
    from tree_sitter import Node

_PATTERNS = frozenset(["object_pattern", "array_pattern"])


class JsFunctions(JsExpressions):
    """Lowers what is assigned to, and functions."""

    # -- patterns

    def binds(self, pattern: Node, module: str) -> list[tuple[str, str]]:
        """The names that a pattern takes from a module, with their full names."""
        if pattern.type == "identifier":
            self.modules.add(self.source(pattern))
            return [(self.source(pattern), module)]
        out: list[tuple[str, str]] = []
        todo: list[tuple[Node | None, str]] = [(pattern, module)]
        while todo:
            at, path = todo.pop()
            if at is None:
                continue
            if at.type in ("identifier", "shorthand_property_identifier_pattern"):
                out.append((self.source(at), path))
            elif at.type == "object_pattern":
                for child in reversed(self.named(at)):
                    todo.append(self.taken(child, path))
            elif at.type in ("assignment_pattern", "object_assignment_pattern"):
                todo.append((at.child_by_field_name("left"), path))
            elif at.type == "rest_pattern":
                todo += [(c, path) for c in self.named(at)]
        return out

    def taken(self, child: Node, path: str) -> tuple[Node | None, str]:
        """What one member of an object pattern binds, and the full name of that."""
        key: Node | None = child
        if child.type == "rest_pattern":
            return child, path
        if child.type == "object_assignment_pattern":
            key = child.child_by_field_name("left")
        elif child.type == "pair_pattern":
            key = child.child_by_field_name("key")
            if key is not None and key.type == "computed_property_name":
                return None, path
            child_value = child.child_by_field_name("value")
            name = self.key_name(key)
            return child_value, path if name == "default" else f"{path}.{name}"
        return child, f"{path}.{self.source(key)}"

    def target(self, node: Node, after: list[s.Stmt]) -> s.Expr:
        """What is assigned to; the defaults of a pattern become ``??=`` statements in ``after``."""
        start, end = node.start_byte, node.end_byte
        if node.type == "object_pattern":
            fields = []
            for child in self.named(node):
                fields.append(self.target_field(child, after))
            return s.Map(start, end, tuple(fields))
        if node.type == "array_pattern":
            items: list[s.Expr] = []
            for item in self.items(node):
                if isinstance(item, int):
                    items.append(s.Other(item, item))
                else:
                    items.append(self.nested_target(item, after))
            return s.Seq(start, end, tuple(items))
        if node.type == "shorthand_property_identifier_pattern":
            return self.name(node)
        return self.expr(node)

    def nested_target(self, node: Node | None, after: list[s.Stmt]) -> s.Expr:
        """A target inside a pattern, maybe with a default."""
        if node is None or self.depth > MAX_DEPTH:
            return s.Other(0, 0) if node is None else self.leaf(node)
        self.depth += 1
        try:
            if node.type in ("assignment_pattern", "object_assignment_pattern"):
                left = node.child_by_field_name("left")
                before = len(after)
                target = self.nested_target(left, after)
                default = self.value(node.child_by_field_name("right")) or self.leaf(node)
                start, end = node.start_byte, node.end_byte
                if isinstance(target, (s.Map, s.Seq)):
                    after.insert(before, s.Do(start, end, default))
                else:
                    after.insert(before, s.Assign(start, end, (target,), "??=", default))
                return target
            if node.type == "rest_pattern":
                return self.other(node)
            return self.target(node, after)
        finally:
            self.depth -= 1

    def target_field(self, node: Node, after: list[s.Stmt]) -> s.Field:
        """One member of an object pattern."""
        start, end = node.start_byte, node.end_byte
        if node.type == "pair_pattern":
            key = self.key(node.child_by_field_name("key"))
            value = node.child_by_field_name("value")
            return s.Field(start, end, key, self.nested_target(value, after))
        if node.type == "rest_pattern":
            return s.Field(start, end, None, self.inner(node))
        target = self.nested_target(node, after)
        name = target.id if isinstance(target, s.Name) else self.source(node)
        return s.Field(start, end, s.Lit(target.start, target.end, name), target)

    # -- functions

    def func(self, node: Node, name: str | None = None, receiver: str | None = None) -> s.Func:
        """A function; patterns among its parameters are taken apart in its body."""
        single = node.child_by_field_name("parameter")
        given = (
            [single] if single is not None else self.named(node.child_by_field_name("parameters"))
        )
        params: list[s.Param] = []
        patterns: list[tuple[str, Node]] = []
        properties: list[Node] = []
        for param in given:
            pattern, default, type_ = self.param_parts(param)
            if pattern is None or pattern.type == "this":
                continue
            local = self.source(pattern)
            if pattern.type in _PATTERNS:
                local = f"arguments[{len(params)}]"
                patterns.append((local, pattern))
            if self.is_property(param):
                properties.append(pattern)
            value = self.value(default)
            annotation = self.annotation(type_)
            params.append(s.Param(param.start_byte, param.end_byte, local, value, annotation))
        body = node.child_by_field_name("body")

        def make() -> tuple[s.Stmt, ...]:
            opening: list[s.Stmt] = []
            for local, pattern in patterns:
                start, end = pattern.start_byte, pattern.end_byte
                after: list[s.Stmt] = []
                target = self.target(pattern, after)
                whole = s.Name(start, start, local)
                opening.append(s.Assign(start, end, (target,), "=", whole, None, True))
                opening += after
            for pattern in properties:
                start, end = pattern.start_byte, pattern.end_byte
                this = s.Name(start, start, "this")
                own = s.Attr(start, end, this, self.source(pattern), start)
                opening.append(s.Assign(start, end, (own,), "=", self.name(pattern)))
            return (*opening, *self.func_body(body))

        return s.Func(
            node.start_byte,
            node.end_byte,
            name,
            tuple(params),
            self.delayed(make),
            self.relevant(node),
            self.annotation(node.child_by_field_name("return_type")),
            receiver,
        )

    def func_body(self, body: Node | None) -> tuple[s.Stmt, ...]:
        """The statements of a function; an arrow function may have just a value."""
        if body is None:
            return ()
        if body.type == "statement_block":
            return self.body(self.named(body))
        return (s.Leave(body.start_byte, body.end_byte, "return", self.expr(body)),)

    def param_parts(self, node: Node) -> tuple[Node | None, Node | None, Node | None]:
        """The pattern, default and type of a parameter."""
        pattern: Node | None = node
        default = type_ = None
        if node.type in ("required_parameter", "optional_parameter"):
            pattern = node.child_by_field_name("pattern")
            default = node.child_by_field_name("value")
            type_ = node.child_by_field_name("type")
        elif node.type == "assignment_pattern":
            pattern = node.child_by_field_name("left")
            default = node.child_by_field_name("right")
        if pattern is not None and pattern.type == "rest_pattern":
            pattern = next(iter(self.named(pattern)), None)
        return pattern, default, type_

    def is_property(self, param: Node) -> bool:
        """Whether a constructor's parameter is also a field of the object."""
        if param.type not in ("required_parameter", "optional_parameter"):
            return False
        marks = ("accessibility_modifier", "override_modifier", "readonly")
        return any(c.type in marks for c in param.children)
