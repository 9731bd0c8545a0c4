"""C#, by tree-sitter-c-sharp: declarations and statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages import aspnet
from tlslint.languages.base import MAX_IDLE_VALUE, broken, parse
from tlslint.languages.csharp_directives import decide
from tlslint.languages.csharp_statements import Statements
from tlslint.record import replace
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

#: the grammar's package and the function in it that gives the language
GRAMMAR = ("tree_sitter_c_sharp", "language")
#: the node types that are comments
COMMENTS = frozenset({"comment"})
#: what the grammar is given of a file
prepared = aspnet.code
_IF = regex(rb"^[ \t]*#[ \t]*if\b", re.MULTILINE)
#: arms that the grammar takes for a function named ``if``
_MISREAD = regex(rb"^[ \t]*#[^\n]*\s+(?:else|catch|finally)\b", re.MULTILINE)


def lower(root: Node, text: bytes, marks: Sequence[int]) -> tuple[s.Stmt, ...]:
    """The statements of a file.

    Where ``#if`` cuts through statements so that the grammar fails, the file is read again with
    those groups decided.
    """
    if _IF.search(text) and (root.has_error or _MISREAD.search(text)):
        decided = decide(text, marks)
        if decided != text:
            again = parse(GRAMMAR[0], decided, GRAMMAR[1]).root_node
            if broken(again) <= broken(root):
                root, text = again, decided
    lowering = _CSharp(text, marks)
    return lowering.body(lowering.named(root))


#: attributes of a test that name what gives its cases, and that say it has to fail
_SOURCES = (b"MemberData", b"TestCaseSource", b"DynamicData", b"ExpectedException")
#: Attributes that give a property its value where nothing else does.
_SETTING = ("DefaultSettingValue", "DefaultSettingValueAttribute")


#: Types that may hold another, and modifiers with which others see that.
_TYPES = frozenset({"class_declaration", "struct_declaration", "record_declaration"})
_GIVING = frozenset({b"public", b"internal", b"protected"})


class _CSharp(Statements):
    statements: ClassVar[dict[str, str]] = {
        "using_directive": "using_directive",
        "extern_alias_directive": "nothing",
        "global_attribute": "attributed",
        "attribute_list": "attributed",
        "namespace_declaration": "namespace",
        "file_scoped_namespace_declaration": "namespace",
        "global_statement": "walk",
        "declaration_list": "walk",
        "enum_member_declaration_list": "walk",
        "unsafe_statement": "walk",
        "checked_statement": "walk",
        "ERROR": "fragments",
        "class_declaration": "class_",
        "struct_declaration": "class_",
        "interface_declaration": "class_",
        "record_declaration": "class_",
        "record_struct_declaration": "class_",
        "enum_declaration": "class_",
        "enum_member_declaration": "enum_member",
        "delegate_declaration": "nothing",
        "field_declaration": "walk",
        "event_field_declaration": "walk",
        "property_declaration": "property_",
        "indexer_declaration": "property_",
        "event_declaration": "event",
        "method_declaration": "method",
        "local_function_statement": "method",
        "constructor_declaration": "constructor",
        "destructor_declaration": "method",
        "operator_declaration": "method",
        "conversion_operator_declaration": "method",
        "arrow_expression_clause": "arrow",
        "expression_statement": "do",
        "assignment_expression": "assignment",
        "local_declaration_statement": "walk",
        "variable_declaration": "variables",
        "block": "braces",
        "empty_statement": "nothing",
        "if_statement": "if_",
        "switch_statement": "switch",
        "for_statement": "for_",
        "foreach_statement": "foreach",
        "while_statement": "while_",
        "do_statement": "do_while",
        "using_statement": "using",
        "lock_statement": "using",
        "fixed_statement": "using",
        "try_statement": "try_",
        "return_statement": "return_",
        "throw_statement": "throw",
        "yield_statement": "yield_",
        "break_statement": "leave",
        "continue_statement": "leave",
        "goto_statement": "nothing",
        "labeled_statement": "labeled",
        "preproc_if": "preprocessed",
    }

    def nothing(self, node: Node) -> None:
        """What holds no code."""

    def walk(self, node: Node) -> tuple[s.Stmt, ...]:
        """A wrapper around statements or members."""
        return self.body(c for c in self.named(node) if c.type != "modifier")

    def fragments(self, node: Node) -> tuple[s.Stmt, ...]:
        """Half-written code: its statements; a type whose end is missing still opens its name."""
        children = [c for c in node.children if c.type not in self.skipped]
        for position, child in enumerate(children[:-1]):
            name = children[position + 1]
            if child.type in ("class", "struct", "interface") and name.type == "identifier":
                rest = [c for c in children[position + 2 :] if c.is_named]
                bases = [c for c in rest if c.type == "base_list"]
                body = self.body(c for c in rest if c.type != "base_list")
                class_ = s.Class(
                    child.start_byte,
                    node.end_byte,
                    self.identifier(name),
                    self.bases(bases[0] if bases else None),
                    body,
                )
                return (*self.body(c for c in children[:position] if c.is_named), class_)
        return self.body(c for c in children if c.is_named)

    # -- namespaces, imports, attributes

    def using_directive(self, node: Node) -> s.Stmt | None:
        alias = node.child_by_field_name("name")
        targets = [c for c in self.named(node) if c != alias]
        target = _dotted(self.expr(targets[-1])) if targets else None
        if target is None:
            return None
        start, end = node.start_byte, node.end_byte
        if alias is not None:
            return s.Import(start, end, ((self.identifier(alias), target),))
        return s.Import(start, end, (), (target,))

    def namespace(self, node: Node) -> tuple[s.Stmt, ...]:
        """A namespace opens its own name and those around it."""
        name = node.child_by_field_name("name")
        dotted = _dotted(self.expr(name)) or ""
        parts = dotted.split(".")
        opened = tuple(".".join(parts[:n]) for n in range(len(parts), 0, -1))
        start, end = node.start_byte, (name or node).end_byte
        members = self.body(c for c in self.named(node) if c != name)
        return (s.Import(start, end, (), opened, dotted), *members)

    def attributes(self, node: Node) -> tuple[s.Expr, ...]:
        """The attributes of a declaration that a rule may care about, as constructions."""
        wanted = self.sourced if node.type == "method_declaration" else self.relevant
        return tuple(
            s.Call(
                attribute.start_byte,
                attribute.end_byte,
                self.expr(attribute.child_by_field_name("name")),
                tuple(
                    argument
                    for c in attribute.named_children
                    if c.type == "attribute_argument_list"
                    for argument in self.arguments(c)
                ),
                True,
            )
            for list_ in ([node] if "attribute" in node.type else node.named_children)
            if list_.type in ("attribute_list", "global_attribute") and wanted(list_)
            for attribute in list_.named_children
            if attribute.type == "attribute"
        )

    def sourced(self, node: Node) -> bool:
        """Whether attributes of a method matter: those that name where its cases come from do with the method, and those that say it fails."""
        return self.relevant(node) or any(
            word in self.text[node.start_byte : node.end_byte] for word in _SOURCES
        )

    def attributed(self, node: Node) -> tuple[s.Stmt, ...]:
        return tuple(s.Do(a.start, a.end, a) for a in self.attributes(node))

    # -- types and members

    def bases(self, node: Node | None) -> tuple[s.Expr, ...]:
        """The types after the colon."""
        out = []
        for child in self.named(node):
            type_ = child
            if child.type == "primary_constructor_base_type":
                type_ = child.child_by_field_name("type") or child
            if child.type not in ("argument_list", "predefined_type"):
                out.append(self.expr(type_))
        return tuple(out)

    def class_(self, node: Node) -> tuple[s.Stmt, ...]:
        base_list = parameters = None
        for child in node.named_children:
            base_list = child if child.type == "base_list" else base_list
            parameters = child if child.type == "parameter_list" else parameters
        class_ = s.Class(
            node.start_byte,
            node.end_byte,
            self.identifier(node.child_by_field_name("name")),
            self.bases(base_list),
            (*self.primary(parameters, base_list), *self.block(node.child_by_field_name("body"))),
            node.type == "enum_declaration",
            _own(node),
        )
        return (*self.attributed_of(node), class_)

    def attributed_of(self, node: Node) -> tuple[s.Stmt, ...]:
        return tuple(map(s.remark, self.attributes(node)))

    def primary(self, parameters: Node | None, bases: Node | None) -> tuple[s.Stmt, ...]:
        """``class C(int a) : B(a)``: a field for each parameter, and the constructor."""
        if parameters is None:
            return ()
        start, end = parameters.start_byte, parameters.end_byte
        params = self.params(parameters)
        fields = []
        sets: list[s.Stmt] = []
        for base in self.named(bases):
            lists = [base] if base.type == "argument_list" else base.named_children
            sets += [self.chained(b, "base", b) for b in lists if b.type == "argument_list"]
        for p in params:
            name = s.Name(p.start, p.end, p.name)
            fields.append(s.Assign(p.start, p.end, (name,), "=", None, p.type, True))
            this = s.Attr(p.start, p.end, s.Name(p.start, p.end, "this"), p.name, p.start)
            sets.append(s.Assign(p.start, p.end, (this,), "=", name))
        body = tuple(sets)
        func = s.Func(
            start, end, "__init__", params, lambda: body, self.relevant(parameters), None, "this"
        )
        return (*fields, s.Define(start, end, func))

    def enum_member(self, node: Node) -> s.Stmt | None:
        name = node.child_by_field_name("name")
        if name is None:
            return None
        value = node.child_by_field_name("value")
        return s.Assign(
            node.start_byte,
            node.end_byte,
            (self.name(name),),
            "=",
            self.expr(value) if value is not None else None,
            declares=True,
        )

    def variables(self, node: Node) -> tuple[s.Stmt, ...]:
        """``T a = 1, b``: fields, constants and local variables."""
        type_ = node.child_by_field_name("type")
        lowered = self.type(type_)
        out = []
        for child in node.named_children:
            if child.type != "variable_declarator":
                continue
            parts = [c for c in self.operands(child) if c.type != "bracketed_argument_list"]
            if not parts:
                continue
            value = None
            if any(c.type == "=" for c in child.children) and len(parts) > 1:
                value = self.initial(parts[-1], type_)
            target = self.expr(parts[0])
            start, end = child.start_byte, child.end_byte
            out.append(s.Assign(start, end, (target,), "=", value, lowered, True))
        return tuple(out)

    def initial(self, node: Node, type_: Node | None) -> s.Expr:
        """An initial value; a long one that no rule cares about is left unknown."""
        if node.end_byte - node.start_byte > MAX_IDLE_VALUE and not self.relevant(node):
            return s.Other(node.start_byte, node.end_byte)
        return self.typed(node, type_)

    def receiver(self, node: Node) -> str | None:
        return None if self.static(node) else "this"

    def static(self, node: Node) -> bool:
        return any(c.type == "modifier" and self.source(c) == "static" for c in node.children)

    def function(
        self,
        node: Node,
        name: str,
        params: tuple[s.Param, ...],
        body: Node | Callable[[], tuple[s.Stmt, ...]] | None,
        returns: Node | None = None,
        receiver: str | None = None,
        getter: bool = False,
    ) -> s.Define:
        """A function whose ``return new()`` builds what it declares to return."""
        later = body if callable(body) else self.later(body)
        type_ = self.type(returns)
        func = s.Func(
            node.start_byte,
            node.end_byte,
            name,
            params,
            self.code(later, returns),
            self.relevant(node),
            type_,
            receiver,
            getter=getter,
        )
        attributes = (*self.attributes(node), *self.chosen(node))
        return s.Define(node.start_byte, node.end_byte, func, attributes)

    def chosen(self, node: Node) -> Iterator[s.Expr]:
        """``[Values(a, b)] T p``: the attribute, with the name of its parameter first."""
        for child in self.named(node.child_by_field_name("parameters")):
            for attribute in self.attributes(child) if child.type == "parameter" else ():
                if isinstance(attribute, s.Call) and s.last_name(attribute.func) == "Values":
                    name = s.Lit(
                        child.start_byte,
                        child.end_byte,
                        self.identifier(child.child_by_field_name("name")),
                    )
                    args = (s.Arg(name.start, name.end, None, name), *attribute.args)
                    yield replace(attribute, args=args)

    def method(self, node: Node) -> s.Stmt:
        """Methods, operators, destructors and local functions."""
        returns = node.child_by_field_name("returns") or node.child_by_field_name("type")
        name = self.identifier(node.child_by_field_name("name"))
        if node.type == "destructor_declaration":
            name = "Finalize"
        elif not name:
            name = f"operator {self.source(node.child_by_field_name('operator'))}".strip()
        is_async = any(c.type == "modifier" and self.source(c) == "async" for c in node.children)
        local = node.type == "local_function_statement"
        return self.function(
            node,
            name,
            self.params(node.child_by_field_name("parameters")),
            node.child_by_field_name("body"),
            self.item_type(returns) if is_async else returns,
            None if local else self.receiver(node),
        )

    def constructor(self, node: Node) -> s.Stmt:
        """A constructor: first what it hands to another one; a static one runs with its class."""
        if self.static(node):
            body_ = self.block(node.child_by_field_name("body"))
            return s.Block(node.start_byte, node.end_byte, body_)
        initializers = [c for c in node.named_children if c.type == "constructor_initializer"]
        body = self.later(node.child_by_field_name("body"))

        def lower() -> tuple[s.Stmt, ...]:
            return (*(self.handed(i) for i in initializers), *body())

        params = self.params(node.child_by_field_name("parameters"))
        return self.function(node, "__init__", params, lower, None, "this")

    def handed(self, node: Node) -> s.Stmt:
        """``: base(a)`` and ``: this(a)``."""
        keyword = next((c for c in node.children if c.type in ("base", "this")), node)
        lists = [c for c in node.named_children if c.type == "argument_list"]
        return self.chained(node, keyword.type, lists[0] if lists else None)

    def chained(self, node: Node, keyword: str, arguments: Node | None) -> s.Stmt:
        start, end = node.start_byte, node.end_byte
        func = s.Name(start, end, keyword)
        return s.Do(start, end, s.Call(start, end, func, self.arguments(arguments)))

    def property_(self, node: Node) -> tuple[s.Stmt, ...]:
        """Properties and indexers: a field where they are automatic, functions where they run code."""
        type_ = node.child_by_field_name("type")
        name = node.child_by_field_name("name")
        value = node.child_by_field_name("value")
        label = self.identifier(name) if name is not None else "Item"
        params = self.params(node.child_by_field_name("parameters"))
        receiver = self.receiver(node)
        if value is not None and value.type == "arrow_expression_clause":
            getter = not params
            return (self.function(node, label, params, value, type_, receiver, getter),)
        accessors = [
            c
            for c in self.named(node.child_by_field_name("accessors"))
            if c.type == "accessor_declaration"
        ]
        out: list[s.Stmt] = []
        initial = self.initial(value, type_) if value is not None else self.setting(node, label)
        if initial is not None and value is None:
            accessors = []
        automatic = any(c.child_by_field_name("body") is None for c in accessors)
        if name is not None and (automatic or value is not None or not accessors):
            target = (self.name(name),)
            lowered = self.type(type_)
            start, end = node.start_byte, node.end_byte
            out.append(s.Assign(start, end, target, "=", initial, lowered, True))
        for accessor in accessors:
            body = accessor.child_by_field_name("body")
            if body is None:
                continue
            if self.source(accessor.child_by_field_name("name")) == "get":
                getter = not params
                out.append(self.function(accessor, label, params, body, type_, receiver, getter))
            else:
                given = s.Param(accessor.start_byte, accessor.start_byte, "value", None)
                if type_ is not None:
                    given = s.Param(given.start, given.end, "value", None, self.type(type_))
                setter = (*params, given)
                out.append(self.function(accessor, f"set_{label}", setter, body, None, receiver))
        if out and isinstance(out[0], s.Define):
            return out[0], *out[1:]
        return (*self.attributed_of(node), *out)

    def setting(self, node: Node, name: str) -> s.Expr | None:
        """What a property of ``Settings.Designer.cs`` gives: what a file of configuration says, or its default."""
        for call in self.attributes(node) if node.children[0].type == "attribute_list" else ():
            if not isinstance(call, s.Call) or not call.args:
                continue
            if (_dotted(call.func) or "").endswith(_SETTING):
                given = call.args[0]
                at, end = given.start, given.end
                reads = s.Attr(at, end, s.Name(at, end, "this"), "GetValue", at)
                key = s.Arg(at, end, None, s.Lit(at, end, name))
                return s.Call(at, end, reads, (key, given))
        return None

    def event(self, node: Node) -> tuple[s.Stmt, ...]:
        """The functions behind an event with accessors of its own."""
        label = self.identifier(node.child_by_field_name("name"))
        out = []
        for accessor in self.named(node.child_by_field_name("accessors")):
            kind = self.source(accessor.child_by_field_name("name"))
            body = accessor.child_by_field_name("body")
            given = s.Param(accessor.start_byte, accessor.start_byte, "value")
            receiver = self.receiver(node)
            out.append(self.function(accessor, f"{kind}_{label}", (given,), body, None, receiver))
        return tuple(out)

    def arrow(self, node: Node) -> tuple[s.Stmt, ...]:
        """The body ``=> x``: a result, or an effect where the function has none."""
        parts = self.operands(node)
        if not parts:
            return ()
        if parts[-1].type == "throw_expression":
            return (self.throw(parts[-1]),)
        if self.returns is None or self.source(self.returns) == "void":
            return self.effect(parts[-1])
        value = self.typed(parts[-1], self.returns)
        return (s.Leave(node.start_byte, node.end_byte, "return", value),)


def _dotted(expr: s.Expr) -> str | None:
    """``A.B.C`` as text."""
    parts: list[str] = []
    while isinstance(expr, s.Attr):
        parts.append(expr.name)
        expr = expr.value
    if not isinstance(expr, s.Name):
        return None
    return ".".join([expr.id, *reversed(parts)])


def _own(node: Node) -> bool:
    """Whether a type is one of another type, and not given to others: private is what nothing else is written of."""
    outer = node.parent.parent if node.parent is not None else None
    if outer is None or outer.type not in _TYPES:
        return False
    said = {c.text for c in node.children if c.type == "modifier"}
    around = {c.text for c in outer.children if c.type == "modifier"}
    return said.isdisjoint(_GIVING) and b"partial" not in around
