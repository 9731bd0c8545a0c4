"""Constructions of C#: objects and their initialisers, arrays, collections, ``new()``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.base import MAX_DEPTH
from tlslint.languages.csharp_values import KEYWORDS, Values
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: types whose initialiser ``{ { k, v }, [k] = v }`` says nothing but pairs
_MAPPING = regex(r"Dictionary|Hashtable|Map$|Collection$|JObject|SortedList|Lookup")
#: an initialiser sets members anew at most this often
_MAX_CHOICES = 20


class Objects(Values):
    """Everything that builds an object, and values whose type their place declares."""

    def creation(self, node: Node, expected: Node | None = None) -> s.Expr:
        """``new T(…) {…}``; ``new()`` is of the type that its place declares, where there is one."""
        type_ = node.child_by_field_name("type") or expected
        arguments = node.child_by_field_name("arguments")
        initializer = node.child_by_field_name("initializer")
        for child in node.named_children:
            if child.type == "argument_list":
                arguments = child
            elif child.type == "initializer_expression":
                initializer = child
        func = self.expr(type_) if type_ is not None else s.Other(node.start_byte, node.end_byte)
        start, end = node.start_byte, node.end_byte
        args = self.arguments(arguments)
        if initializer is None or not self.named(initializer):
            made = s.Call(start, end, func, args, True)
            if type_ is None or not self.collects(type_):
                return made
            return s.Cast(start, end, self.expr(self.item_type(type_)), made)
        item_type = self.item_type(type_)
        self.depth += 2  # an initialiser takes that many times the frames of other expressions
        try:
            fields = self.fields(initializer, item_type)
        finally:
            self.depth -= 2
        if all(f.name is None for f in fields):
            return s.Seq(start, end, tuple(f.value for f in fields))
        last = func.name if isinstance(func, s.Attr) else getattr(func, "id", "")
        plain = all(not isinstance(f.name, s.Lit) or f.start < f.name.start for f in fields)
        if plain and not args and _MAPPING.search(last):
            return s.Map(start, end, fields)
        return s.Call(start, end, func, args, True, fields)

    def fields(self, node: Node, item_type: Node | None) -> tuple[s.Field, ...]:
        """The members of an initialiser: ``A = 1``, ``[k] = v``, ``{ k, v }`` or an item.

        What several arms of an ``#if`` set stands there more than once and is a choice.
        """
        pending = self.named(node)[::-1]
        out: list[s.Field] = []
        known: dict[object, int] = {}
        choices = 0
        while pending:
            child = pending.pop()
            if child.type in ("ERROR", "preproc_if"):
                arms = self.parts(child) if child.type == "preproc_if" else [self.named(child)]
                pending.extend(n for arm in reversed(arms) for n in reversed(arm))
                continue
            field = self.field(child, item_type)
            if isinstance(field.name, s.Lit):
                first = known.setdefault(field.name.value, len(out))
                if first < len(out) and choices < _MAX_CHOICES:
                    out[first] = _either(out[first], field)
                    choices += 1
                    continue
            out.append(field)
        return tuple(out)

    def field(self, node: Node, item_type: Node | None) -> s.Field:
        """One member of an initialiser."""
        start, end = node.start_byte, node.end_byte
        left = node.child_by_field_name("left")
        right = node.child_by_field_name("right")
        if node.type == "assignment_expression" and left is not None and right is not None:
            if left.type == "element_binding_expression":
                name = self.subscript(left, s.Other(start, start), left)
                key: s.Expr = name.key if isinstance(name, s.Index) else name
            else:
                key = s.Lit(left.start_byte, left.end_byte, self.identifier(left))
            if right.type == "initializer_expression":
                return s.Field(start, end, key, self.nested(right))
            return s.Field(start, end, key, self.typed(right, item_type))
        pair = self.operands(node)
        if node.type == "initializer_expression" and len(pair) == 2:
            return s.Field(start, end, self.expr(pair[0]), self.typed(pair[1], item_type))
        return s.Field(start, end, None, self.typed(node, item_type))

    def nested(self, node: Node) -> s.Expr:
        """``A = { B = 1 }`` and ``A = { x, y }`` inside an initialiser."""
        if self.depth > MAX_DEPTH:
            return s.Other(node.start_byte, node.end_byte)
        self.depth += 2
        try:
            fields = self.fields(node, None)
        finally:
            self.depth -= 2
        if fields and all(f.name is not None for f in fields):
            return s.Map(node.start_byte, node.end_byte, fields)
        return s.Seq(node.start_byte, node.end_byte, tuple(f.value for f in fields))

    def anonymous(self, node: Node) -> s.Expr:
        """``new { A = 1, b.C }``."""
        fields: list[s.Field] = []
        children = [c for c in node.children if c.type not in self.skipped]
        position = 0
        while position < len(children):
            child = children[position]
            position += 1
            if not child.is_named and child.type not in KEYWORDS:
                continue
            value = self.expr(child)
            start = child.start_byte
            if position + 1 < len(children) and children[position].type == "=":
                key = s.Lit(child.start_byte, child.end_byte, self.identifier(child))
                value = self.expr(children[position + 1])
                position += 2
            else:
                last = value.name if isinstance(value, s.Attr) else self.identifier(child)
                key = s.Lit(child.start_byte, child.end_byte, last)
            fields.append(s.Field(start, value.end, key, value))
        return s.Map(node.start_byte, node.end_byte, tuple(fields))

    def with_(self, node: Node) -> s.Expr:
        """``x with { A = 1 }``: a call named ``with``, as the copy's members are set like one's."""
        children = self.operands(node)
        value = self.expr(children[0]) if children else s.Other(node.start_byte, node.end_byte)
        fields = []
        for child in children[1:]:
            parts = self.operands(child)
            if child.type == "with_initializer" and len(parts) == 2:
                key = s.Lit(parts[0].start_byte, parts[0].end_byte, self.identifier(parts[0]))
                setting = self.expr(parts[1])
                fields.append(s.Field(child.start_byte, child.end_byte, key, setting))
        func = s.Attr(value.start, value.end, value, "with", value.end)
        return s.Call(node.start_byte, node.end_byte, func, (), False, tuple(fields))

    def array(self, node: Node, expected: Node | None = None) -> s.Expr:
        """``new T[] {…}``; without items (``new T[3]``) nothing is known."""
        type_ = node.child_by_field_name("type")
        item_type = self.item_type(type_) if type_ is not None else self.item_type(expected)
        for child in node.named_children:
            if child.type == "initializer_expression":
                return self.row(node, child, item_type)
        if item_type is None:
            return self.other(node)
        return s.Cast(node.start_byte, node.end_byte, self.expr(item_type), self.other(node))

    def sequence(self, node: Node, expected: Node | None = None) -> s.Expr:
        """``{a, b}``, ``[a, b]`` and tuples."""
        return self.row(node, node, self.item_type(expected))

    def row(self, whole: Node, node: Node, item_type: Node | None) -> s.Expr:
        """The items inside ``node`` as one row."""
        items = []
        self.depth += 1
        for child in self.named(node):
            while child.type in ("collection_element", "expression_element", "argument"):
                parts = self.operands(child)
                if not parts:
                    break
                child = parts[-1]
            if child.type != "discard":
                items.append(self.typed(child, item_type))
            else:
                items.append(s.Name(child.start_byte, child.end_byte, "_"))
        self.depth -= 1
        return s.Seq(whole.start_byte, whole.end_byte, tuple(items))

    def typed(self, node: Node, expected: Node | None) -> s.Expr:
        """An expression where a value of type ``expected`` is wanted: ``new()`` and ``default``."""
        if expected is None or expected.type == "implicit_type" or self.depth > MAX_DEPTH:
            return self.expr(node)
        self.depth += 2  # what follows does not pass through `expr`
        try:
            return self.wanted(node, expected)
        finally:
            self.depth -= 2

    def wanted(self, node: Node, expected: Node) -> s.Expr:
        """The same, where there is a type and the nesting is not too deep."""
        if node.type == "implicit_object_creation_expression":
            return self.creation(node, self.bare(expected))
        if node.type == "default_expression":
            return self.default(node, expected)
        if node.type in ("initializer_expression", "collection_expression"):
            return self.sequence(node, expected)
        if node.type == "implicit_array_creation_expression":
            return self.array(node, expected)
        if node.type == "conditional_expression":
            return self.conditional(node, expected)
        if node.type == "binary_expression" and node.children[1].type == "??":
            left, right = node.children[0], node.children[-1]
            lowered = self.expr(left), self.typed(right, expected)
            return s.Binary(node.start_byte, node.end_byte, "??", *lowered)
        return self.expr(node)

    def bare(self, node: Node) -> Node:
        """``T?`` is built as a ``T``."""
        inner = node.child_by_field_name("type") if node.type == "nullable_type" else None
        return inner if inner is not None else node

    def conditional(self, node: Node, expected: Node | None = None) -> s.Expr:
        """``a ? b : c``."""
        then = node.child_by_field_name("consequence")
        otherwise = node.child_by_field_name("alternative")
        test = self.expr(node.child_by_field_name("condition"))
        if then is None or otherwise is None:
            return s.Other(node.start_byte, node.end_byte, (test,))
        if otherwise.type == "throw_expression":
            return self.typed(then, expected)
        if then.type == "throw_expression":
            return self.typed(otherwise, expected)
        self.depth += 1
        values = self.typed(then, expected), self.typed(otherwise, expected)
        self.depth -= 1
        return s.Cond(node.start_byte, node.end_byte, test, *values)


def _either(one: s.Field, other: s.Field) -> s.Field:
    """A member that is set in two ways, nobody knows which."""
    span = one.start, other.end
    return s.Field(*span, one.name, s.Cond(*span, s.Other(*span), one.value, other.value))
