"""Names, types, chains of calls and literals of C#."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages import csharp_literals as literals
from tlslint.languages.base import MAX_DEPTH, Lowering
from tlslint.languages.csharp_scopes import declared_type
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: expression keywords that the grammar has no named node for
KEYWORDS = frozenset({"this", "base"})
#: postfix links of a chain ``a.b().c?[0].d!`` → the field that holds what they hang on
_LINKS = {
    "invocation_expression": "function",
    "member_access_expression": "expression",
    "element_access_expression": "expression",
    "conditional_access_expression": "condition",
}
#: names of generic types that are nothing but a number of items
_COLLECTION = regex(
    r"(List|Collection|Enumerable|Dictionary|Set|Queue|Stack|Bag|Array|Span)$|^(List|Queue|Stack)"
)
#: Methods of ``Enum`` that are told their type in angle brackets, too.
_OF_ENUM = frozenset({"Parse", "TryParse", "GetValues", "GetNames"})


class Values(Lowering):
    """What other parts of the adapter are built from."""

    skipped: ClassVar[frozenset[str]] = frozenset(
        {"comment", "preproc_region", "preproc_endregion", "preproc_pragma", "preproc_nullable"}
        | {"preproc_line", "preproc_define", "preproc_undef", "preproc_warning", "preproc_error"}
        | {"shebang_directive"}
    )

    # -- reading nodes

    def operands(self, node: Node | None) -> list[Node]:
        """The children of ``node`` that are code, among them ``this`` and ``base``."""
        if node is None:
            return []
        return [
            c
            for c in node.children
            if (c.is_named and c.type not in self.skipped) or c.type in KEYWORDS
        ]

    def inner(self, node: Node) -> s.Expr:
        """The one expression inside parentheses, ``await``, ``checked`` and the like."""
        children = self.operands(node)
        return self.expr(children[0]) if len(children) == 1 else self.other(node)

    def identifier(self, node: Node | None) -> str:
        """A plain name: without ``@`` and type arguments."""
        if node is not None and node.type == "generic_name" and node.named_children:
            node = node.named_children[0]
        return self.source(node).removeprefix("@")

    def type(self, node: Node | None) -> s.Expr | None:
        """A declared type, of a collection that of its items; None for ``var`` and where there is none."""
        if node is None or node.type == "implicit_type":
            return None
        return self.expr(self.item_type(node) if self.collects(node) else node)

    def collects(self, node: Node | None) -> bool:
        """Whether a type is a generic collection."""
        while node is not None and node.type in ("nullable_type", "qualified_name"):
            field = "type" if node.type == "nullable_type" else "name"
            node = node.child_by_field_name(field)
        if node is None or node.type != "generic_name":
            return False
        return _COLLECTION.search(self.source(node.named_children[0])) is not None

    def item_type(self, node: Node | None) -> Node | None:
        """The type of the items of an array type or of a collection (its last type argument)."""
        while node is not None and node.type in ("nullable_type", "qualified_name"):
            field = "type" if node.type == "nullable_type" else "name"
            node = node.child_by_field_name(field)
        if node is None:
            return None
        if node.type == "array_type":
            return node.child_by_field_name("type")
        if node.type != "generic_name":
            return None
        arguments = node.named_children[-1].named_children
        return arguments[-1] if arguments else None

    def parts(self, node: Node) -> list[list[Node]]:
        """What stands in each arm of an ``#if``; the last list is that of ``#else``, if any."""
        arms: list[list[Node]] = []
        inner: Node | None = node
        while inner is not None:
            following = inner.child_by_field_name("alternative")
            condition = inner.child_by_field_name("condition")
            arms.append([c for c in self.operands(inner) if c not in (following, condition)])
            inner = following
        return arms

    def tests(self, node: Node) -> list[s.Expr | None]:
        """The test of each arm of an ``#if``: None where it may hold, else that it never does."""
        tests: list[s.Expr | None] = []
        inner: Node | None = node
        while inner is not None:
            condition = inner.child_by_field_name("condition")
            never = self.source(condition) == "false"
            tests.append(s.Lit(inner.start_byte, inner.start_byte, False) if never else None)
            inner = inner.child_by_field_name("alternative")
        return tests

    # -- names and types

    def name(self, node: Node) -> s.Expr:
        """An identifier or the keyword of a built-in type."""
        return s.Name(node.start_byte, node.end_byte, self.identifier(node))

    def generic(self, node: Node) -> s.Expr:
        """``List<int>`` is the name ``List``."""
        inner = node.named_children[0] if node.named_children else node
        return s.Name(inner.start_byte, inner.end_byte, self.identifier(node))

    def qualified(self, node: Node) -> s.Expr:
        """``A.B.C`` where a type stands."""
        name = node.child_by_field_name("name")
        return self.attr(node, self.expr(node.child_by_field_name("qualifier")), name)

    def attr(self, node: Node, value: s.Expr, name: Node | None) -> s.Attr:
        """``value.name``."""
        start = name.start_byte if name is not None else node.end_byte
        return s.Attr(node.start_byte, node.end_byte, value, self.identifier(name), start)

    def alias(self, node: Node) -> s.Expr:
        """``global::System`` is ``System``."""
        name = node.child_by_field_name("name")
        alias = node.child_by_field_name("alias")
        if alias is None or self.source(alias) == "global":
            return self.expr(name)
        return self.attr(node, self.name(alias), name)

    def element(self, node: Node) -> s.Expr:
        """``T?``, ``T[]``, ``T*`` and ``ref T`` are ``T``."""
        inner = node.child_by_field_name("type")
        return self.expr(inner) if inner is not None else self.other(node)

    def typeof(self, node: Node) -> s.Expr:
        """``typeof(T)`` is a call that is handed the type."""
        type_ = node.child_by_field_name("type")
        keyword = s.Name(node.start_byte, node.start_byte + len("typeof"), "typeof")
        start, end = (type_ or node).start_byte, (type_ or node).end_byte
        argument = s.Arg(start, end, None, self.expr(type_))
        return s.Call(node.start_byte, node.end_byte, keyword, (argument,))

    def default(self, node: Node, expected: Node | None = None) -> s.Expr:
        """``default(T)``: zero as a ``T``, which is what an enum and a number start with."""
        type_ = node.child_by_field_name("type") or expected
        start, end = node.start_byte, node.end_byte
        if type_ is None or type_.type in ("nullable_type", "array_type"):
            return s.Lit(start, end, None)
        if type_.type == "predefined_type":
            kinds: dict[str, bool | None] = {"bool": False, "string": None, "object": None}
            return s.Lit(start, end, kinds.get(self.source(type_), 0))
        return s.Cast(start, end, self.expr(type_), s.Lit(start, end, 0))

    # -- chains

    def links(self, node: Node) -> s.Expr:
        """``a.b(x)?.c[0]!``: from its head on, without recursing down its left side."""
        spine: list[Node] = []
        inner: Node | None = node
        while inner is not None and (field := self.link(inner)) is not None:
            spine.append(inner)
            inner = inner.child_by_field_name(field) if field else inner.named_children[0]
        spine.reverse()
        result = self.expr(inner)
        cut = max(0, len(spine) - MAX_DEPTH)
        if cut:  # the parts of a chain too long to follow
            parts = [p for n in spine[:cut] if self.relevant(n) for p in self.linked(n)]
            result = s.Other(result.start, spine[cut - 1].end_byte, (result, *parts))
        self.depth += 3  # arguments take that many times the frames of other expressions
        try:
            for link in spine[cut:]:
                result = self.attach(link, result)
        finally:
            self.depth -= 3
        return result

    def link(self, node: Node) -> str | None:
        """The field that a link of a chain hangs on; ``""`` for ``x!``, None for no link."""
        if node.type == "postfix_unary_expression":
            bang = node.named_children and node.children[-1].type == "!"
            return "" if bang else None
        return _LINKS.get(node.type)

    def linked(self, node: Node) -> tuple[s.Expr, ...]:
        """The arguments of one link of a chain."""
        return tuple(a.value for a in self.arguments(node.child_by_field_name("arguments")))

    def attach(self, node: Node, value: s.Expr) -> s.Expr:
        """One link of a chain, hung on ``value``."""
        if node.type == "invocation_expression":
            return self.invocation(node, value)
        if node.type == "member_access_expression":
            return self.attr(node, value, node.child_by_field_name("name"))
        if node.type == "element_access_expression":
            return self.subscript(node, value, node.child_by_field_name("subscript"))
        if node.type == "postfix_unary_expression":
            return value
        binding = self.named(node)[-1]
        if binding.type == "member_binding_expression":
            return self.attr(node, value, binding.child_by_field_name("name"))
        if binding.type == "element_binding_expression":
            return self.subscript(node, value, binding)
        return s.Other(node.start_byte, node.end_byte, (value, self.expr(binding)))

    def invocation(self, node: Node, func: s.Expr) -> s.Expr:
        """A call; ``nameof`` is the text that it stands for."""
        arguments = self.arguments(node.child_by_field_name("arguments"))
        if isinstance(func, s.Name) and func.id == "nameof" and len(arguments) == 1:
            named = arguments[0].value
            last = named.name if isinstance(named, s.Attr) else None
            if isinstance(named, s.Name):
                last = named.id
            return s.Lit(node.start_byte, node.end_byte, last)
        if isinstance(func, s.Attr) and func.name in _OF_ENUM:
            arguments = self.parsing(node, func, arguments)
        return s.Call(node.start_byte, node.end_byte, func, arguments)

    def parsing(self, node: Node, func: s.Attr, arguments: tuple[s.Arg, ...]) -> tuple[s.Arg, ...]:
        """The arguments of ``Enum.Parse<T>(x)``, ``Enum.GetValues<T>()`` and ``Enum.TryParse<T>(x, out y)``.

        The type becomes an argument, as in ``Enum.Parse(typeof(T), x)``, and ``y`` is what that gives.
        """
        owner = func.value.name if isinstance(func.value, s.Attr) else getattr(func.value, "id", "")
        called = node.child_by_field_name("function")
        name = called.child_by_field_name("name") if called is not None else None
        type_ = self.item_type(name) if name is not None and name.type == "generic_name" else None
        outs = [
            a.value
            for a in arguments
            if isinstance(a.value, s.Inline) and isinstance(a.value.statement, s.Assign)
        ]
        declared = outs[-1].statement if outs and func.name == "TryParse" else None
        of = self.expr(type_) if type_ is not None else None
        if owner != "Enum" or (of is None and not arguments):
            return arguments
        text = arguments[0] if arguments else None
        if isinstance(declared, s.Assign) and of is None and text is not None:
            of = declared.type
            first = text.value
            if isinstance(first, s.Call) and getattr(first.func, "id", "") == "typeof":
                of, text = first.args[0].value, arguments[1]
            elif of is None and isinstance(target := declared.targets[0], s.Name):
                of = self.type(declared_type(node, target.id))
        if of is None:
            return arguments
        if not isinstance(declared, s.Assign) or text is None:
            return (s.Arg(of.start, of.end, None, of), *arguments)
        parse = s.Attr(func.start, func.end, func.value, "Parse", func.name_start)
        typed = (s.Arg(of.start, of.end, None, of), text)
        value = s.Call(node.start_byte, node.end_byte, parse, typed)
        assign = s.Assign(
            declared.start,
            declared.end,
            declared.targets,
            "=",
            value,
            declared.type,
            declared.declares,
        )
        inline = s.Inline(declared.start, declared.end, assign)
        return tuple(
            s.Arg(a.start, a.end, a.name, inline) if a.value is outs[-1] else a for a in arguments
        )

    def subscript(self, node: Node, value: s.Expr, keys: Node | None) -> s.Expr:
        """``value[key]``; several keys make a row."""
        arguments = self.arguments(keys)
        key: s.Expr = s.Other(node.end_byte, node.end_byte)
        if len(arguments) == 1:
            key = arguments[0].value
        elif keys is not None and arguments:
            key = s.Seq(keys.start_byte, keys.end_byte, tuple(a.value for a in arguments))
        return s.Index(node.start_byte, node.end_byte, value, key)

    def arguments(self, node: Node | None) -> tuple[s.Arg, ...]:
        """The arguments of a call, an index or an attribute."""
        return tuple(
            self.argument(a) for a in self.named(node) if a.type != "string_literal_encoding"
        )

    def argument(self, node: Node) -> s.Arg:
        """One argument, maybe named; an ``out`` one gives its variable a value nobody knows."""
        start, end = node.start_byte, node.end_byte
        if node.type not in ("argument", "attribute_argument"):
            return s.Arg(start, end, None, self.expr(node))
        name = node.child_by_field_name("name")
        values = [c for c in self.operands(node) if c != name]
        value: s.Expr = self.expr(values[-1]) if values else s.Other(start, end)
        if values and any(c.type == "out" for c in node.children):
            declared = values[-1].type == "declaration_expression"
            type_ = self.type(values[-1].child_by_field_name("type")) if declared else None
            unknown = s.Other(value.start, value.end)
            statement = s.Assign(value.start, value.end, (value,), "=", unknown, type_, declared)
            value = s.Inline(value.start, value.end, statement)
        return s.Arg(start, end, self.identifier(name) if name is not None else None, value)

    # -- literals

    def string(self, node: Node) -> s.Expr:
        """Text and characters, of every form."""
        source = self.source(node)
        if node.type == "raw_string_literal":
            value = literals.raw(source)
        elif node.type == "verbatim_string_literal":
            value = literals.verbatim(source)
        else:
            value = literals.quoted(source)
        return s.Lit(node.start_byte, node.end_byte, value)

    def interpolated(self, node: Node) -> s.Expr:
        """``$"a{b}"``: its text and its values."""
        prefix = self.source(node)[:8].partition('"')[0]
        raw = self.source(node)[len(prefix) :].startswith('"""')
        parts: list[s.Expr] = []
        start, text = 0, ""
        for child in node.children:
            if child.type in ("string_content", "escape_sequence"):
                start = start if text else child.start_byte
                piece = self.source(child)
                if not raw:
                    piece = piece.replace("{{", "{").replace("}}", "}")
                    piece = piece.replace('""', '"') if "@" in prefix else literals.unescape(piece)
                text += piece
                end = child.end_byte
            elif child.type == "interpolation":
                if text:
                    parts.append(s.Lit(start, end, text))
                    text = ""
                values = [c for c in self.operands(child) if c.type != "interpolation_brace"]
                parts.append(self.expr(values[0] if values else None))
        if not parts:
            return s.Lit(node.start_byte, node.end_byte, text)
        if text:
            parts.append(s.Lit(start, end, text))
        return s.Format(node.start_byte, node.end_byte, tuple(parts))

    def number(self, node: Node) -> s.Expr:
        """A number without its separators and suffix."""
        value = literals.number(self.source(node))
        if value is None:
            return s.Other(node.start_byte, node.end_byte)
        return s.Lit(node.start_byte, node.end_byte, value)

    def boolean(self, node: Node) -> s.Expr:
        """``true`` and ``false``."""
        return s.Lit(node.start_byte, node.end_byte, self.source(node) == "true")

    def null(self, node: Node) -> s.Expr:
        """``null``."""
        return s.Lit(node.start_byte, node.end_byte, None)
