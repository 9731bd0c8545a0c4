"""Go's types and the literals that are written with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.base import MAX_DEPTH
from tlslint.languages.spines import Spines
from tlslint.regex import regex

if TYPE_CHECKING:
    from typing import TypeGuard

    from tree_sitter import Node

_INTEGERS = "int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr byte rune"
#: the built-in types that a value is converted to by calling them
BASIC = frozenset(f"{_INTEGERS} float32 float64 complex64 complex128 string bool".split())
#: How many names of a type are followed to what they stand for.
_MAX_NAMES = 20
_ROWS = ("slice_type", "array_type", "implicit_length_array_type")
_VERSION = regex(r"v[0-9]+")
_GOPKG = regex(r"\.v[0-9]+(-unstable)?$")
#: The default in the tag of a field, as packages for settings write it: `default:"x"`,
#: `env:"NAME,default=x"`, `conf:"default:x"`. Tags are read as written, with backquotes.
_DEFAULT = regex(r'\b(?:default|envDefault|env-default):"([^"]*)"|[",]\s*default[=:]([^",]+)')
_ESCAPE = regex(
    rb"\\(?:x([0-9A-Fa-f]{2})|([0-7]{3})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL
)
_CONTROLS = {
    b"a": b"\a",
    b"b": b"\b",
    b"f": b"\f",
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"v": b"\v",
}


#: node type of a type → the method that lowers it
TYPES = {
    "type_identifier": "typed",
    "qualified_type": "typed",
    "pointer_type": "typed",
    "generic_type": "typed",
    "slice_type": "typed",
    "array_type": "typed",
    "implicit_length_array_type": "typed",
    "parenthesized_type": "typed",
    "type_elem": "typed",
    "map_type": "leaf",
    "channel_type": "leaf",
    "function_type": "leaf",
    "interface_type": "leaf",
    "struct_type": "leaf",
}


class GoTypes(Spines):
    """Lowers types, composite literals and constants."""

    expressions: ClassVar[dict[str, str]] = {
        **TYPES,
        "composite_literal": "composite",
        "literal_value": "untyped",
        "interpreted_string_literal": "string",
        "raw_string_literal": "string",
        "rune_literal": "string",
        "int_literal": "number",
        "float_literal": "number",
        "true": "constant",
        "false": "constant",
        "nil": "constant",
    }

    def __init__(self, text: bytes, marks: Sequence[int]) -> None:
        super().__init__(text, marks)
        #: local name → path of a package
        self.imports: dict[str, str] = {}
        #: the types that this file declares, and what each stands for
        self.types: dict[str, Node] = {}

    def learn(self, root: Node) -> None:
        """Note the types that the file declares; they may be used before."""
        for declaration in root.named_children:
            if declaration.type == "type_declaration":
                for spec in self.named(declaration):
                    self.note(spec)

    def note(self, spec: Node) -> None:
        """Note the type that ``spec`` declares."""
        type_ = spec.child_by_field_name("type")
        if type_ is not None:
            self.types[self.source(spec.child_by_field_name("name"))] = type_

    # -- types

    def typed(self, node: Node | None) -> s.Expr:
        """The name of a type: pointers, rows and type arguments are dropped."""
        at = node
        while at is not None:
            if at.type in ("type_identifier", "identifier"):
                return self.name(at)
            if at.type == "qualified_type":
                package = at.child_by_field_name("package")
                name = at.child_by_field_name("name")
                if package is None or name is None:
                    break
                value = self.name(package)
                start = name.start_byte
                return s.Attr(at.start_byte, at.end_byte, value, self.source(name), start)
            if at.type in _ROWS:
                at = at.child_by_field_name("element")
            elif at.type == "generic_type":
                at = at.child_by_field_name("type")
            elif at.type in ("pointer_type", "parenthesized_type", "type_elem"):
                at = next(iter(self.named(at)), None)
            elif at.type == "unary_expression":
                at = at.child_by_field_name("operand")
            elif at.type in self.expressions and at.type not in TYPES:
                return self.expr(at)
            else:
                break
        return s.Other(node.start_byte, node.end_byte) if node is not None else s.Other(0, 0)

    def underlying(self, node: Node | None) -> Node | None:
        """What a type stands for, through the names that this file declares."""
        for _ in range(_MAX_NAMES):
            if node is None:
                break
            if node.type == "generic_type":
                node = node.child_by_field_name("type")
            elif node.type in ("pointer_type", "parenthesized_type"):
                node = next(iter(self.named(node)), None)
            elif node.type in ("type_identifier", "identifier"):
                name = self.source(node)
                if name not in self.types:
                    break
                node = self.types[name]
            else:
                break
        return node

    def is_basic(self, name: str) -> bool:
        """Whether a call of ``name`` converts to a built-in type or one declared as such."""
        if name in self.types:
            return self.source(self.underlying(self.types[name])) in BASIC
        return name in BASIC

    def zero(self, node: Node | None) -> s.Expr | None:
        """The value of a variable without one, where it is not an object of its type."""
        if node is None:
            return None
        at = node.end_byte
        if node.type in _ROWS:
            return s.Seq(at, at, ())
        if node.type == "map_type":
            return s.Map(at, at, ())
        if node.type == "struct_type":
            return self.blank(node)
        return s.Lit(at, at, None) if node.type == "pointer_type" else None

    def blank(self, node: Node) -> s.Map | None:
        """An object of a struct without a name; None where its tags do not say what is in it."""
        fields = []
        for field, names in self.fields(node):
            default = self.tagged(field)
            for name in names if default is not None else ():
                start, end = name.start_byte, name.end_byte
                key = s.Lit(start, end, self.source(name))
                fields.append(s.Field(start, field.end_byte, key, default or key))
        return s.Map(node.start_byte, node.end_byte, tuple(fields)) if fields else None

    def type_(self, node: Node) -> s.Stmt | None:
        """The declaration of a type: a struct, another name, or a type like another."""
        self.note(node)
        name = self.source(node.child_by_field_name("name"))
        type_ = node.child_by_field_name("type")
        if type_ is None:
            return None
        start, end = node.start_byte, node.end_byte
        if type_.type == "struct_type":
            bases, fields = self.struct(type_)
            return s.Class(start, end, name, bases, fields)
        base = self.typed(type_)
        named = type_.type in ("type_identifier", "qualified_type", "generic_type")
        if not named or not isinstance(base, (s.Name, s.Attr)) or self.is_basic(name):
            return None
        if node.type == "type_alias" and isinstance(base, s.Attr):
            package = base.value.id if isinstance(base.value, s.Name) else ""
            if package in self.imports:
                qualified = f"{self.imports[package]}.{base.name}"
                return s.Import(start, end, ((name, qualified),))
        return s.Class(start, end, name, (base,), ())

    def struct(self, node: Node) -> tuple[tuple[s.Expr, ...], tuple[s.Stmt, ...]]:
        """The embedded types and the fields of a struct."""
        bases: list[s.Expr] = []
        fields: list[s.Stmt] = []
        for field, names in self.fields(node):
            lowered = self.typed(field.child_by_field_name("type"))
            if not names:
                bases.append(lowered)
            default = self.tagged(field) if names else None
            for name in names:
                target = (self.name(name),)
                start, end = field.start_byte, field.end_byte
                fields.append(s.Assign(start, end, target, "=", default, lowered, True))
        return tuple(bases), tuple(fields)

    def tagged(self, field: Node) -> s.Expr | None:
        """What the tag of a field says that it holds where nothing else fills it: perhaps that."""
        tag = field.child_by_field_name("tag")
        found = _DEFAULT.search(self.source(tag)) if tag is not None else None
        if tag is None or found is None:
            return None
        number = found.lastindex or 1
        before = self.source(tag)[: found.start(number)]
        start = tag.start_byte + len(before.encode())
        text = found[number]
        type_ = self.source(self.underlying(field.child_by_field_name("type")))
        value = _number(text.lower()) if type_ in _INTEGERS.split() else text
        if value is None:
            return None
        literal = s.Lit(start, start + len(text.encode()), value)
        unknown = s.Other(start, start)
        return s.Cond(literal.start, literal.end, unknown, unknown, literal)

    def fields(self, node: Node) -> list[tuple[Node, list[Node]]]:
        """The field declarations of a struct with the names in each; none if it is embedded."""
        return [
            (field, [n for n in field.children_by_field_name("name") if n.is_named])
            for inside in self.named(node)
            for field in self.named(inside)
            if field.type == "field_declaration"
        ]

    # -- composite literals

    def composite(self, node: Node) -> s.Expr:
        """``T{…}``."""
        body = node.child_by_field_name("body")
        type_ = node.child_by_field_name("type")
        return self.literal(body, type_, node) if body is not None else self.other(node)

    def untyped(self, node: Node) -> s.Expr:
        """``{…}`` where its type is not at hand."""
        return self.literal(node, None, node)

    def literal(self, body: Node, type_: Node | None, node: Node) -> s.Expr:
        """A literal of a type, that is written in it or known from around it."""
        if self.depth > MAX_DEPTH:
            return s.Other(node.start_byte, node.end_byte)
        self.depth += 1
        try:
            real = self.underlying(type_)
            kind = real.type if real is not None else ""
            if real is not None and kind == "map_type":
                key = real.child_by_field_name("key")
                return self.map(node, body, key, real.child_by_field_name("value"))
            if real is not None and kind in _ROWS:
                return self.items(node, body, real.child_by_field_name("element"))
            if real is not None and kind == "struct_type":
                if not isinstance(self.typed(type_), (s.Name, s.Attr)):
                    names = [self.source(n) for _, names in self.fields(real) for n in names]
                    return self.record(node, body, names)
            if type_ is None:
                keyed = any(c.type == "keyed_element" for c in self.named(body))
                return self.record(node, body, []) if keyed else self.items(node, body, None)
            return self.built(node, body, type_)
        finally:
            self.depth -= 1

    def element(self, node: Node | None, type_: Node | None) -> s.Expr:
        """An element, whose own literal may leave out its type."""
        if node is not None and node.type == "literal_element":
            inside = self.named(node)
            node = inside[0] if len(inside) == 1 else node
        if node is not None and node.type == "literal_value":
            return self.literal(node, type_, node)
        return self.expr(node)

    def map(self, node: Node, body: Node, key: Node | None, value: Node | None) -> s.Expr:
        """A map; also a row whose places are given."""
        fields = []
        for child in self.named(body):
            if child.type == "keyed_element":
                name = self.element(child.child_by_field_name("key"), key)
                element = self.element(child.child_by_field_name("value"), value)
                fields.append(s.Field(child.start_byte, child.end_byte, name, element))
            else:
                element = self.element(child, value)
                fields.append(s.Field(child.start_byte, child.end_byte, None, element))
        return s.Map(node.start_byte, node.end_byte, tuple(fields))

    def items(self, node: Node, body: Node, type_: Node | None) -> s.Expr:
        """A slice or an array."""
        children = self.named(body)
        if any(c.type == "keyed_element" for c in children):
            return self.map(node, body, None, type_)
        items = []
        for child in children:
            items.append(self.element(child, type_))
        return s.Seq(node.start_byte, node.end_byte, tuple(items))

    def record(self, node: Node, body: Node, names: list[str]) -> s.Expr:
        """A literal of a struct without a name: its fields by name."""
        fields = []
        for number, child in enumerate(self.named(body)):
            start, end = child.start_byte, child.end_byte
            name: s.Expr | None
            if child.type == "keyed_element":
                name = self.field_name(child.child_by_field_name("key"))
                value = self.element(child.child_by_field_name("value"), None)
            else:
                name = s.Lit(start, start, names[number]) if number < len(names) else None
                value = self.element(child, None)
            fields.append(s.Field(start, end, name, value))
        return s.Map(node.start_byte, node.end_byte, tuple(fields))

    def built(self, node: Node, body: Node, type_: Node) -> s.Expr:
        """A struct with a name, or a map from elsewhere if the keys are no names."""
        children = self.named(body)
        pairs = [c for c in children if c.type == "keyed_element"]
        keys = [k for p in pairs if self.is_field_name(k := p.child_by_field_name("key"))]
        if len(keys) < len(pairs):
            return self.map(node, body, None, None)
        args: list[s.Arg] = []
        fields: list[s.Field] = []
        for child in children:
            start, end = child.start_byte, child.end_byte
            if child.type == "keyed_element":
                key = keys[len(fields)]
                name = s.Lit(key.start_byte, key.end_byte, self.source(key))
                value = self.element(child.child_by_field_name("value"), None)
                fields.append(s.Field(start, end, name, value))
            else:
                args.append(s.Arg(start, end, None, self.element(child, None)))
        func = self.typed(type_)
        start, end = node.start_byte, node.end_byte
        return s.Call(start, end, func, tuple(args), new=True, fields=tuple(fields))

    def is_field_name(self, key: Node | None) -> TypeGuard[Node]:
        """Whether a key may be the name of a field."""
        inside = self.named(key)
        return len(inside) == 1 and inside[0].type in ("identifier", "field_identifier")

    def field_name(self, key: Node | None) -> s.Expr:
        """The name of a field, or whatever stands in its place."""
        if self.is_field_name(key):
            return s.Lit(key.start_byte, key.end_byte, self.source(key))
        return self.element(key, None)

    def made(self, node: Node, type_: Node) -> s.Expr:
        """``make(T, …)``: an empty map or row."""
        real = self.underlying(type_)
        if real is not None and real.type == "map_type":
            return s.Map(node.start_byte, node.end_byte, ())
        if real is not None and real.type in _ROWS:
            return s.Seq(node.start_byte, node.end_byte, ())
        return s.Other(node.start_byte, node.end_byte)

    # -- constants

    def string(self, node: Node) -> s.Expr:
        """Text, or a rune."""
        return s.Lit(node.start_byte, node.end_byte, unquoted(self.source(node)))

    def number(self, node: Node) -> s.Expr:
        """A number; one that Python cannot hold is unknown."""
        value = _number(self.source(node).replace("_", "").lower())
        if value is None:
            return s.Other(node.start_byte, node.end_byte)
        return s.Lit(node.start_byte, node.end_byte, value)

    def constant(self, node: Node) -> s.Expr:
        """``true``, ``false`` and ``nil``."""
        value = {"true": True, "false": False, "nil": None}[node.type]
        return s.Lit(node.start_byte, node.end_byte, value)


#: The names of packages whose folders are called otherwise.
_NAMED = {"go-dockerclient": "docker", "go-mssqldb": "mssql"}


def package_name(path: str) -> str:
    """The name that a package is known by if none is given: the path's end without a version."""
    parts = path.split("/")
    if len(parts) > 1 and _VERSION.fullmatch(parts[-1]):
        parts.pop()
    last = _GOPKG.sub("", parts[-1]) if parts[0] == "gopkg.in" else parts[-1]
    if "-" in last:  # no name of Go: mostly it is what is left without the word
        return _NAMED.get(last) or last.removeprefix("go-").removesuffix("-go")
    return last


def unquoted(source: str) -> str:
    """The value of a string or rune literal."""
    if source.startswith("`"):
        return source.strip("`").replace("\r", "")
    inside = source[1:-1] if len(source) > 1 and source[-1] == source[0] else source[1:]
    if "\\" not in inside:
        return inside
    return _ESCAPE.sub(_unescaped, inside.encode("utf-8", "replace")).decode("utf-8", "replace")


def _unescaped(match: re.Match[bytes]) -> bytes:
    byte, octal, short, long, other = match.groups()
    if byte is not None:
        return bytes((int(byte, 16),))
    if octal is not None:
        return bytes((int(octal, 8) & 0xFF,))
    if other is not None:
        return _CONTROLS.get(other, other)
    code = int(short or long, 16)
    return (chr(code) if code < 0x110000 else "\ufffd").encode("utf-8", "replace")


def _number(source: str) -> int | float | None:
    try:
        if source.startswith("0x") and ("p" in source or "." in source):
            return float.fromhex(source)
        if source.startswith("0") and source.isdigit():
            return int(source, 8)
        if source[:2] in ("0x", "0o", "0b") or source.isdigit():
            return int(source, 0)
        return float(source)
    except (ValueError, OverflowError):
        return None
