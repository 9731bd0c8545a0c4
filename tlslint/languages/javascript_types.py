"""The constants of JavaScript and the types of TypeScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.spines import Spines
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: generic types that stand for what they are made of: an array for its items, a promise for
#: what it brings
_WRAPPERS = frozenset(
    [
        "Array",
        "Awaited",
        "NonNullable",
        "Omit",
        "Partial",
        "Pick",
        "Promise",
        "PromiseLike",
        "Readonly",
        "ReadonlyArray",
        "Required",
    ]
)
#: types that say nothing about a value
_EMPTY = frozenset(["any", "unknown", "never", "undefined", "null", "void"])
_ESCAPE = regex(
    r"\\(?:u\{([0-9A-Fa-f]{1,8})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-7]{1,3})|(\r\n|.))",
    re.DOTALL,
)
_CONTROLS = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "\n": "",
    "\r": "",
    "\r\n": "",
    "\u2028": "",
    "\u2029": "",
}


#: node type of a type → the method that lowers it
TYPES = {
    "type_identifier": "name",
    "predefined_type": "name",
    "nested_type_identifier": "nested_type",
    "type_annotation": "typed",
    "generic_type": "typed",
    "union_type": "typed",
    "intersection_type": "typed",
    "array_type": "typed",
    "readonly_type": "typed",
    "parenthesized_type": "typed",
    "optional_type": "typed",
    "rest_type": "typed",
    "conditional_type": "leaf",
    "constructor_type": "leaf",
    "function_type": "leaf",
    "index_type_query": "leaf",
    "infer_type": "leaf",
    "literal_type": "leaf",
    "lookup_type": "leaf",
    "object_type": "leaf",
    "template_literal_type": "leaf",
    "this_type": "leaf",
    "tuple_type": "leaf",
    "type_arguments": "leaf",
    "type_predicate": "leaf",
    "type_query": "leaf",
}


class JsTypes(Spines):
    """Lowers constants and types."""

    # -- constants

    def string(self, node: Node) -> s.Expr:
        """Quoted text."""
        return s.Lit(node.start_byte, node.end_byte, unquoted(self.source(node)))

    def template(self, node: Node) -> s.Expr:
        """Text in backticks; a `Format` if there are expressions in it."""
        parts: list[s.Expr] = []
        at = node.start_byte + 1
        end = max(node.end_byte - 1, at)
        for child in node.named_children:
            if child.type == "template_substitution":
                parts += self.literal_part(at, child.start_byte)
                parts.append(self.inner(child))
                at = child.end_byte
        if at == node.start_byte + 1:
            return s.Lit(node.start_byte, node.end_byte, unescaped(self.text_of(at, end)))
        parts += self.literal_part(at, end)
        return s.Format(node.start_byte, node.end_byte, tuple(parts))

    def literal_part(self, start: int, end: int) -> list[s.Expr]:
        """The text between two expressions of a template, if there is any."""
        return [s.Lit(start, end, unescaped(self.text_of(start, end)))] if start < end else []

    def text_of(self, start: int, end: int) -> str:
        """The source between two offsets."""
        return self.text[start:end].decode("utf-8", "replace")

    def number(self, node: Node) -> s.Expr:
        """A number; one that Python cannot hold is unknown."""
        value = _number(self.source(node).replace("_", "").lower().rstrip("n"))
        if value is None:
            return s.Other(node.start_byte, node.end_byte)
        return s.Lit(node.start_byte, node.end_byte, value)

    def constant(self, node: Node) -> s.Expr:
        """``true``, ``false``, and ``null`` or ``undefined``, which are one to us."""
        value = {"true": True, "false": False}.get(node.type)
        return s.Lit(node.start_byte, node.end_byte, value)

    # -- types

    def annotation(self, node: Node | None) -> s.Expr | None:
        """The type behind a colon, or none."""
        if node is None:
            return None
        return self.typed(node)

    def typed(self, node: Node) -> s.Expr:
        """The name of a type: type arguments, arrays and marks of absence are dropped."""
        at: Node | None = node
        while at is not None:
            kind = at.type
            if kind in ("type_identifier", "identifier", "predefined_type"):
                return self.name(at)
            if kind == "nested_type_identifier":
                return self.nested_type(at)
            if kind in ("member_expression", "nested_identifier", "call_expression"):
                return self.expr(at)
            if kind == "generic_type":
                at = self.generic(at)
            elif kind in ("union_type", "intersection_type"):
                return self.combined(at)
            elif kind in (
                "type_annotation",
                "array_type",
                "readonly_type",
                "parenthesized_type",
                "optional_type",
                "rest_type",
            ):
                at = next(iter(self.named(at)), None)
            else:
                break
        return s.Other(node.start_byte, node.end_byte)

    def generic(self, node: Node) -> Node | None:
        """``Partial<T>`` is a ``T``; of other generic types the name alone is kept."""
        name = node.child_by_field_name("name")
        if self.source(name) in _WRAPPERS:
            arguments = self.named(node.child_by_field_name("type_arguments"))
            return arguments[0] if arguments else name
        return name

    def nested_type(self, node: Node) -> s.Expr:
        """``tls.ConnectionOptions``."""
        module = node.child_by_field_name("module")
        name = node.child_by_field_name("name")
        if module is None or name is None:
            return self.leaf(node)
        value = self.expr(module)
        start = name.start_byte
        return s.Attr(node.start_byte, node.end_byte, value, self.source(name), start)

    def combined(self, node: Node) -> s.Expr:
        """``T | null`` is a ``T``, and so is ``T & {…}``; a choice of several is unknown."""
        parts: list[Node] = []
        at: Node | None = node
        while at is not None and at.type == node.type:
            children = self.named(at)
            parts += children[1:] if len(children) > 1 else []
            at = children[0] if children else None
        if at is not None:
            parts.append(at)
        types = [self.expr(p) for p in reversed(parts) if self.source(p) not in _EMPTY]
        names = [t for t in types if isinstance(t, (s.Name, s.Attr))]
        if len(names) == 1 or (names and node.type == "intersection_type"):
            return names[0]
        return s.Other(node.start_byte, node.end_byte)

    def cast(self, node: Node) -> s.Expr:
        """``x as T``, ``x satisfies T``; to ``const``, ``any`` and the like it is just ``x``."""
        children = self.named(node)
        if len(children) != 2:
            return self.inner(node)
        return self.casted(node, children[1], children[0])

    def assertion(self, node: Node) -> s.Expr:
        """``<T>x``."""
        children = self.named(node)
        if len(children) != 2:
            return self.inner(node)
        arguments = self.named(children[0])
        type_ = arguments[0] if arguments else children[0]
        return self.casted(node, type_, children[1])

    def casted(self, node: Node, type_: Node, value: Node) -> s.Expr:
        """A value under another type."""
        lowered = self.expr(value)
        if self.source(type_) in _EMPTY:
            return lowered
        return s.Cast(node.start_byte, node.end_byte, self.typed(type_), lowered)


def unquoted(source: str) -> str:
    """The text of a string literal."""
    return unescaped(source[1:-1])


def unescaped(source: str) -> str:
    """The text that the inside of a string literal stands for."""
    if "\\" not in source:
        return source
    text = _ESCAPE.sub(_character, source)
    # Two escapes may be the halves of one character.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    braced, four, two, octal, other = match.groups()
    if other is not None:
        return _CONTROLS.get(other, other)
    if octal is not None:
        return chr(int(octal, 8))
    code = int(braced or four or two, 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _number(source: str) -> int | float | None:
    try:
        if source[:2] in ("0x", "0o", "0b"):
            return int(source, 0)
        if source.isdigit():
            old = len(source) > 1 and source[0] == "0" and not set(source) & {"8", "9"}
            return int(source, 8 if old else 10)
        return float(source)
    except ValueError:
        return None
