"""Java, from 1.4 to 25, by tree-sitter-java."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.java_loops import Loops
from tlslint.languages.java_records import record

if TYPE_CHECKING:
    from tree_sitter import Node

#: the grammar's package and the function in it that gives the language
GRAMMAR = ("tree_sitter_java", "language")
#: the node types that are comments
COMMENTS = frozenset({"line_comment", "block_comment"})


def lower(root: Node, text: bytes, marks: Sequence[int]) -> tuple[s.Stmt, ...]:
    """The statements of a compilation unit."""
    java = _Java(text, marks)
    return java.body(java.named(root))


class _Java(Loops):
    skipped: ClassVar[frozenset[str]] = COMMENTS
    expressions: ClassVar[dict[str, str]] = {
        "identifier": "name",
        "type_identifier": "name",
        "integral_type": "name",
        "floating_point_type": "name",
        "boolean_type": "name",
        "void_type": "name",
        "this": "name",
        "super": "name",
        "scoped_identifier": "scoped",
        "scoped_type_identifier": "scoped",
        "generic_type": "first",
        "array_type": "first",
        "annotated_type": "last",
        "class_literal": "class_literal",
        "parenthesized_expression": "inner",
        "field_access": "access",
        "array_access": "access",
        "method_invocation": "access",
        "method_reference": "method_reference",
        "object_creation_expression": "creation",
        "array_creation_expression": "array_creation",
        "array_initializer": "sequence",
        "element_value_array_initializer": "sequence",
        "annotation": "annotation",
        "marker_annotation": "annotation",
        "string_literal": "string",
        "character_literal": "string",
        "template_expression": "template",
        "decimal_integer_literal": "number",
        "hex_integer_literal": "number",
        "octal_integer_literal": "number",
        "binary_integer_literal": "number",
        "decimal_floating_point_literal": "number",
        "hex_floating_point_literal": "number",
        "true": "constant",
        "false": "constant",
        "null_literal": "constant",
        "binary_expression": "chain",
        "unary_expression": "unary",
        "ternary_expression": "conditional",
        "cast_expression": "cast",
        "instanceof_expression": "instance_of",
        "pattern": "inner",
        "record_pattern": "record_pattern",
        "lambda_expression": "lambda_",
        "assignment_expression": "assigned",
        "update_expression": "assigned",
        "switch_expression": "switch_value",
    }
    statements: ClassVar[dict[str, str]] = {
        "package_declaration": "package",
        "module_declaration": "nothing",
        "import_declaration": "import_",
        "class_declaration": "class_",
        "interface_declaration": "class_",
        "enum_declaration": "class_",
        "record_declaration": "class_",
        "annotation_type_declaration": "class_",
        "field_declaration": "declaration",
        "constant_declaration": "declaration",
        "local_variable_declaration": "declaration",
        "method_declaration": "method",
        "constructor_declaration": "method",
        "compact_constructor_declaration": "method",
        "annotation_type_element_declaration": "element",
        "static_initializer": "block_",
        "block": "block_",
        "constructor_body": "block_",
        "synchronized_statement": "synchronized",
        "expression_statement": "do",
        "explicit_constructor_invocation": "constructor_call",
        "assignment_expression": "assignment",
        "update_expression": "assignment",
        "if_statement": "if_",
        "switch_expression": "switch_",
        "while_statement": "while_",
        "do_statement": "while_",
        "for_statement": "for_",
        "enhanced_for_statement": "for_each",
        "labeled_statement": "labeled",
        "try_statement": "try_",
        "try_with_resources_statement": "try_",
        "assert_statement": "each",
        "return_statement": "leave",
        "throw_statement": "leave",
        "break_statement": "leave",
        "continue_statement": "leave",
        "yield_statement": "leave",
    }

    def nothing(self, node: Node) -> None:
        return None

    def block(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """The statements of a block: a body, unlike braces among statements, is no `Block`."""
        if node is None:
            return ()
        return self.body(
            self.named(node) if node.type in ("block", "constructor_body") else (node,)
        )

    def body(self, nodes: Iterable[Node]) -> tuple[s.Stmt, ...]:
        """Lower statements in order; counts as a level of depth, like `exprs`."""
        out: list[s.Stmt] = []
        self.depth += 1
        for node in nodes:
            out += self.stmt(node)
        self.depth -= 1
        return tuple(out)

    # -- statements

    def package(self, node: Node) -> s.Stmt | None:
        """The other types of its package need no import."""
        parts = [n for n in self.named(node) if n.type in ("scoped_identifier", "identifier")]
        if not parts:
            return None
        name = "".join(self.source(parts[-1]).split())
        return s.Import(node.start_byte, node.end_byte, (), (name,), name)

    def import_(self, node: Node) -> s.Stmt | None:
        parts = self.named(node)
        if not parts or parts[0].type not in ("scoped_identifier", "identifier"):
            return None
        name = "".join(self.source(parts[0]).split())
        if parts[-1].type == "asterisk":
            return s.Import(node.start_byte, node.end_byte, (), (name,))
        bind = (name.rpartition(".")[2], name)
        return s.Import(node.start_byte, node.end_byte, (bind,))

    def block_(self, node: Node) -> s.Stmt:
        """Braces of their own, ``static {…}`` and the initializer of an object."""
        inside = next((c for c in node.named_children if c.type == "block"), node)
        body = self.block(inside if node.type == "static_initializer" else node)
        return s.Block(node.start_byte, node.end_byte, body)

    def each(self, node: Node) -> tuple[s.Stmt, ...]:
        """Expressions in a row, for what they do."""
        return tuple(
            s.Do(n.start_byte, n.end_byte, self.expr(n))
            for n in self.named(node)
            if n.type != "block"
        )

    def synchronized(self, node: Node) -> s.Stmt:
        body = self.block(node.child_by_field_name("body"))
        return s.Block(node.start_byte, node.end_byte, (*self.each(node), *body))

    def constructor_call(self, node: Node) -> s.Stmt:
        """``super(…)``, ``this(…)`` and ``outer.super(…)``."""
        name = node.child_by_field_name("constructor")
        outer = node.child_by_field_name("object")
        func = self.expr(name)
        if outer is not None and name is not None:
            func = self.attr(node.start_byte, self.expr(outer), name)
        return s.Do(node.start_byte, node.end_byte, self.call(node, func))

    def declaration(self, node: Node) -> tuple[s.Stmt, ...]:
        """Fields, constants and local variables, one for each declarator."""
        type_ = self.type(node.child_by_field_name("type"))
        declarators = node.children_by_field_name("declarator")
        out: list[s.Stmt] = [
            s.Do(a.start, a.end, a) for a in self.annotations(self.modifiers(node))
        ]
        for declarator in declarators:
            whole = node if len(declarators) == 1 else declarator
            name = declarator.child_by_field_name("name")
            value = self.value(declarator.child_by_field_name("value"))
            if value is None and node.type == "field_declaration":
                value = self.injected(self.modifiers(node), node.child_by_field_name("type"))
            out.append(self.declare(whole, name, type_, value))
        return tuple(out)

    def declare(
        self, node: Node, name: Node | None, type_: s.Expr | None, value: s.Expr | None
    ) -> s.Assign:
        target = self.expr(name)
        return s.Assign(node.start_byte, node.end_byte, (target,), "=", value, type_, declares=True)

    def if_(self, node: Node) -> s.Stmt:
        arms = []
        step: Node | None = node
        while step is not None and step.type == "if_statement":
            test = self.expr(step.child_by_field_name("condition"))
            arms.append(s.Arm((test,), self.block(step.child_by_field_name("consequence"))))
            step = step.child_by_field_name("alternative")
        if step is not None:
            arms.append(s.Arm(None, self.block(step)))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms))

    def while_(self, node: Node) -> s.Stmt:
        condition = self.expr(node.child_by_field_name("condition"))
        body = self.block(node.child_by_field_name("body"))
        test = s.Do(condition.start, condition.end, condition)
        whole = (*body, test) if node.type == "do_statement" else (test, *body)
        return s.Loop(node.start_byte, node.end_byte, None, None, whole)

    def for_(self, node: Node) -> s.Stmt:
        """``for (init; test; update)``: a block with the initial statements and the loop."""
        through = self.counted(node)
        if through is not None:
            items, item = through
            outer, self.items = self.items, (*self.items, item)
            body = self.block(node.child_by_field_name("body"))
            self.items = outer
            target = s.Name(items.start_byte, items.end_byte, item)
            return s.Loop(node.start_byte, node.end_byte, target, self.expr(items), body)
        init = self.body(self.parts(node, "init"))
        tests = self.body(self.parts(node, "condition"))
        body = self.block(node.child_by_field_name("body"))
        updates = self.body(self.parts(node, "update"))
        loop = s.Loop(node.start_byte, node.end_byte, None, None, (*tests, *body, *updates))
        return s.Block(node.start_byte, node.end_byte, (*init, loop)) if init else loop

    def parts(self, node: Node, field: str) -> list[Node]:
        return [c for c in node.children_by_field_name(field) if c.is_named]

    def for_each(self, node: Node) -> s.Stmt:
        """``for (T x : xs)``: a block that declares ``x``, if with a type, and the loop."""
        name = node.child_by_field_name("name")
        type_ = self.type(node.child_by_field_name("type"))
        loop = s.Loop(
            node.start_byte,
            node.end_byte,
            self.expr(name),
            self.value(node.child_by_field_name("value")),
            self.block(node.child_by_field_name("body")),
        )
        if type_ is None or name is None:
            return loop
        end = name.end_byte
        variable = s.Assign(type_.start, end, (self.name(name),), "=", None, type_, declares=True)
        return s.Block(node.start_byte, node.end_byte, (variable, loop))

    def labeled(self, node: Node) -> tuple[s.Stmt, ...]:
        return self.body(self.named(node)[1:])

    def try_(self, node: Node) -> s.Stmt:
        """``try``; resources open a block around its body."""
        resources = [self.resource(r) for r in self.named(node.child_by_field_name("resources"))]
        body = (*resources, *self.block(node.child_by_field_name("body")))
        clauses = [c for c in node.named_children if c.type in ("catch_clause", "finally_clause")]
        if resources:
            block = s.Block(node.start_byte, node.end_byte, body)
            if not clauses:
                return block
            body = (block,)
        handlers: list[tuple[s.Stmt, ...]] = []
        final: tuple[s.Stmt, ...] = ()
        for clause in clauses:
            if clause.type == "catch_clause":
                handlers.append(self.block(clause.child_by_field_name("body")))
            else:
                final = tuple(out for c in self.named(clause) for out in self.block(c))
        return s.Try(node.start_byte, node.end_byte, body, tuple(handlers), (), final)

    def resource(self, node: Node) -> s.Stmt:
        name = node.child_by_field_name("name")
        if name is None:
            return s.Do(node.start_byte, node.end_byte, self.inner(node))
        type_ = self.type(node.child_by_field_name("type"))
        return self.declare(node, name, type_, self.value(node.child_by_field_name("value")))

    def leave(self, node: Node) -> s.Stmt:
        """A ``yield`` returns from the function that `yielded` makes of its case."""
        how = node.type.partition("_")[0]
        how = {"throw": "raise", "yield": "return"}.get(how, how)
        children = self.named(node) if how in ("return", "raise") else []
        value = self.expr(children[0]) if children else None
        return s.Leave(node.start_byte, node.end_byte, how, value)

    # -- classes and methods

    def method(self, node: Node) -> s.Stmt:
        """Methods and constructors. One without a body returns something unknown."""
        plain = node.type == "method_declaration"
        modifiers = self.modifiers(node)
        said = [c.type for c in modifiers.children] if modifiers is not None else []
        parameters = node.child_by_field_name("parameters")
        body = node.child_by_field_name("body")
        returns = self.type(node.child_by_field_name("type"))
        given = self.injected(modifiers, node.child_by_field_name("type")) if body is None else None
        unknown = s.Leave(
            node.end_byte, node.end_byte, "return", given or s.Other(node.end_byte, node.end_byte)
        )
        func = s.Func(
            node.start_byte,
            node.end_byte,
            self.source(node.child_by_field_name("name")) if plain else "__init__",
            self.params(parameters),
            self.later(body) if body is not None or returns is None else lambda: (unknown,),
            self.relevant(node),
            returns,
            None if "static" in said else "this",
            "private" in said,
        )
        decorators = self.annotations(modifiers)
        if parameters is not None and self.relevant(parameters):
            for parameter in self.named(parameters):
                decorators += self.annotations(self.modifiers(parameter))
        return s.Define(node.start_byte, node.end_byte, func, decorators)

    def element(self, node: Node) -> s.Stmt:
        """An element of an annotation type: a method that returns its default."""
        func = s.Func(
            node.start_byte,
            node.end_byte,
            self.source(node.child_by_field_name("name")),
            (),
            self.returning(node.child_by_field_name("value")),
            self.relevant(node),
            self.type(node.child_by_field_name("type")),
            "this",
        )
        return s.Define(node.start_byte, node.end_byte, func)

    def class_(self, node: Node) -> tuple[s.Stmt, ...]:
        bases: list[Node] = []
        for child in node.named_children:
            if child.type in ("superclass", "super_interfaces", "extends_interfaces"):
                for base in self.named(child):
                    bases += self.named(base) if base.type == "type_list" else [base]
        name = self.source(node.child_by_field_name("name"))
        body = self.members(node.child_by_field_name("body"), name)
        if node.type == "record_declaration":
            compact = [
                c.start_byte
                for c in self.named(node.child_by_field_name("body"))
                if c.type == "compact_constructor_declaration"
            ]
            params = self.params(node.child_by_field_name("parameters"))
            body = record(node.start_byte, node.end_byte, params, body, compact)
        modifiers = self.modifiers(node)
        body = self.configured(modifiers, body)
        notes = (s.Do(a.start, a.end, a) for a in self.annotations(modifiers))
        class_ = s.Class(node.start_byte, node.end_byte, name, self.exprs(bases), body)
        return (*notes, class_)

    def members(self, node: Node | None, name: str = "") -> tuple[s.Stmt, ...]:
        """What is in the braces of a class; ``name`` is the class's, for an enum's constants."""
        out: list[s.Stmt] = []
        for child in self.named(node):
            if child.type == "enum_constant":
                out += self.enum_constant(child, name)
            elif child.type == "enum_body_declarations":
                out += self.members(child)
            else:
                out += self.stmt(child)
        return tuple(out)

    def enum_constant(self, node: Node, enum: str) -> tuple[s.Stmt, ...]:
        """``A("x") {…}``: a construction of the enum and, where it matters, the body's class."""
        name = node.child_by_field_name("name")
        notes = (s.Do(a.start, a.end, a) for a in self.annotations(self.modifiers(node)))
        if name is None:
            return tuple(notes)
        type_ = s.Name(name.start_byte, name.end_byte, enum)
        arguments = node.child_by_field_name("arguments")
        value = self.call(node, type_, new=True) if arguments is not None else None
        body = node.child_by_field_name("body")
        own: tuple[s.Stmt, ...] = ()
        if body is not None and self.relevant(body):
            own = (
                s.Class(body.start_byte, body.end_byte, "", (type_,), self.body(self.named(body))),
            )
        return (*notes, self.declare(node, name, None, value), *own)
