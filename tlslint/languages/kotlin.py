"""Kotlin, by tree-sitter-kotlin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages import kotlin_lines
from tlslint.languages.base import MAX_IDLE_VALUE
from tlslint.languages.injection import injected
from tlslint.languages.kotlin_declarations import Declarations

if TYPE_CHECKING:
    from tree_sitter import Node

#: the grammar's package and the function in it that gives the language
GRAMMAR = ("tree_sitter_kotlin", "language")
#: the node types that are comments
COMMENTS = frozenset({"line_comment", "block_comment"})


def lower(root: Node, text: bytes, marks: Sequence[int]) -> tuple[s.Stmt, ...]:
    """The statements of a file."""
    if root.has_error:
        root = kotlin_lines.read(root, text, *GRAMMAR)
    kotlin = _Kotlin(text, marks, root)
    return kotlin.body(sorted(kotlin.named(root), key=kotlin.late))


class _Kotlin(Declarations):
    skipped: ClassVar[frozenset[str]] = COMMENTS
    expressions: ClassVar[dict[str, str]] = {
        "identifier": "identifier",
        "user_type": "user_type",
        "this_expression": "this",
        "super_expression": "super_",
        "parenthesized_expression": "inner",
        "navigation_expression": "row",
        "call_expression": "row",
        "index_expression": "row",
        "binary_expression": "row",
        "infix_expression": "row",
        "callable_reference": "reference",
        "unary_expression": "unary",
        "as_expression": "cast",
        "is_expression": "asked",
        "type_test": "asked",
        "in_expression": "contained",
        "string_literal": "string",
        "multiline_string_literal": "string",
        "number_literal": "number",
        "character_literal": "leaf",
        "lambda_literal": "lambda_",
        "annotated_lambda": "inner",
        "anonymous_function": "anonymous",
        "object_literal": "object_literal",
        "if_expression": "chosen",
        "when_expression": "selected",
        "try_expression": "tried",
        "throw_expression": "thrown",
        "return_expression": "thrown",
    }
    statements: ClassVar[dict[str, str]] = {
        "package_header": "package",
        "import": "import_",
        "class_declaration": "class_",
        "object_declaration": "class_",
        "companion_object": "companion",
        "function_declaration": "function",
        "secondary_constructor": "secondary",
        "anonymous_initializer": "block_",
        "property_declaration": "property",
        "assignment": "assignment",
        "call_expression": "call_",
        "if_expression": "if_",
        "when_expression": "when",
        "try_expression": "try_",
        "for_statement": "for_",
        "while_statement": "while_",
        "do_while_statement": "while_",
        "return_expression": "leave",
        "throw_expression": "leave",
        "labeled_expression": "nothing",
        "type_alias": "nothing",
    }

    # -- statements

    def package(self, node: Node) -> s.Stmt | None:
        """The other names of its package need no import."""
        names = self.named(node)
        if not names:
            return None
        name = _dotted(self.source(names[-1]))
        return s.Import(node.start_byte, node.end_byte, (), (name,), name)

    def import_(self, node: Node) -> s.Stmt | None:
        names = self.named(node)
        if not names:
            return None
        name = _dotted(self.source(names[0])).replace(".Companion.", ".")
        if any(c.type == "*" for c in node.children):
            return s.Import(node.start_byte, node.end_byte, (), (name,))
        alias = self.source(names[1]) if len(names) > 1 else name.rpartition(".")[2]
        return s.Import(node.start_byte, node.end_byte, ((alias, name),))

    def block_(self, node: Node) -> s.Stmt:
        """``init { … }``."""
        inside = next((c for c in self.named(node) if c.type == "block"), None)
        return s.Block(node.start_byte, node.end_byte, self.block(inside))

    def property(self, node: Node) -> tuple[s.Stmt, ...]:
        """``val x: T = y``, ``val (a, b) = c``, ``val x by lazy { y }``, ``val x get() = y``."""
        parts = self.named(node)
        modifiers = next((c for c in parts if c.type == "modifiers"), None)
        name = next((c for c in parts if c.type.endswith("variable_declaration")), None)
        if name is None:
            return ()
        notes = self.annotations(modifiers)
        out: list[s.Stmt] = [s.Do(a.start, a.end, a) for a in notes]
        after = parts[parts.index(name) + 1 :]
        getter = next((c for c in after if c.type == "getter"), None)
        value: s.Expr | None = None
        for child in after:
            if child.type == "property_delegate":
                value = self.delegate(child)
            elif child.type not in ("getter", "setter", "type_constraints"):
                value = self.value(child)
        if name.type == "multi_variable_declaration":
            targets = tuple(self.variable(c) for c in self.named(name))
            whole: s.Expr = s.Seq(name.start_byte, name.end_byte, targets)
            out.append(
                s.Assign(node.start_byte, node.end_byte, (whole,), "=", value, None, declares=True)
            )
            return tuple(out)
        type_ = self.type(self.type_of(name))
        abstract = modifiers is not None and "abstract" in self.source(modifiers).split()
        if value is None and (abstract or (getter is not None and self.relevant(node))):
            inside = self.named(getter) if getter is not None else ()
            body = next((c for c in inside if c.type == "function_body"), None)
            func = s.Func(
                node.start_byte,
                node.end_byte,
                self.source(self.named(name)[0]),
                (),
                self.bodiless(node) if abstract else self.function_body(body),
                abstract or self.relevant(node),
                type_,
                "this",
                getter=True,
            )
            return (*out, s.Define(node.start_byte, node.end_byte, func))
        if value is None:
            value = injected(notes)
        out.append(
            s.Assign(
                node.start_byte,
                node.end_byte,
                (self.variable(name),),
                "=",
                value,
                type_,
                declares=True,
            )
        )
        return tuple(out)

    def variable(self, node: Node) -> s.Expr:
        """The name that a declaration gives."""
        name = next((c for c in self.named(node) if c.type == "identifier"), node)
        return s.Name(name.start_byte, name.end_byte, self.source(name).strip("`"))

    def delegate(self, node: Node) -> s.Expr | None:
        """``by lazy { x }`` is x."""
        call = next(iter(self.named(node)), None)
        block = None
        if call is not None and call.type == "call_expression":
            if self.source(self.named(call)[0]).partition("(")[0] == "lazy":
                block = next((c for c in self.named(call) if c.type == "annotated_lambda"), None)
        if block is None:
            return self.value(call)
        func = self.inner(block)
        return s.Call(node.start_byte, node.end_byte, func, ())

    def assignment(self, node: Node) -> s.Stmt:
        """``a = b``, ``a += b``, ``a[b] = c``."""
        left = node.child_by_field_name("left")
        plain = left is not None and left.type == "identifier"
        target = self.identifier(left, True) if left is not None and plain else self.expr(left)
        op = self.source(node.child_by_field_name("operator"))
        value = self.expr(node.child_by_field_name("right"))
        if isinstance(target, s.Index) and op == "=":
            put = s.Attr(target.start, target.value.end, target.value, "put", target.start)
            args = tuple(s.Arg(v.start, v.end, None, v) for v in (target.key, value))
            call = s.Call(node.start_byte, node.end_byte, put, args)
            return s.Do(node.start_byte, node.end_byte, call)
        if op == "+=" and isinstance(target, s.Attr):  # an array has no other meaning of it
            op, value = "=", s.Binary(target.start, value.end, "+", target, value)
        return s.Assign(node.start_byte, node.end_byte, (target,), op, value)

    def call_(self, node: Node) -> s.Stmt | None:
        """A call for what it does; a short one may fill a list that matters."""
        if not self.relevant(node) and node.end_byte - node.start_byte > MAX_IDLE_VALUE:
            return None
        return s.Do(node.start_byte, node.end_byte, self.expr(node))

    def if_(self, node: Node) -> tuple[s.Stmt, ...]:
        """``if``; a variable that is asked for its type has it inside, or behind where others leave."""
        arms: list[s.Arm] = []
        behind: tuple[s.Stmt, ...] = ()
        step: Node | None = node
        while step is not None and step.type == "if_expression":
            test = step.child_by_field_name("condition")
            inside, outside = self.known(test)
            others = [c for c in self.named(step) if c != test]
            has_else = any(c.type == "else" for c in step.children)
            then = others[0] if others and not (has_else and len(others) < 2) else None
            body = self.block(then)
            arms.append(s.Arm((self.expr(test),), (*inside, *body)))
            if outside and body and isinstance(body[-1], s.Leave):
                behind = outside
            step = others[-1] if has_else and others else None
        if step is not None:
            arms.append(s.Arm(None, self.block(step)))
        return (s.Branch(node.start_byte, node.end_byte, tuple(arms)), *behind)

    def known(self, test: Node | None) -> tuple[tuple[s.Stmt, ...], tuple[s.Stmt, ...]]:
        """What holds where ``test`` does and where it does not: ``x is T``, ``x !is T``."""
        if test is None:
            return (), ()
        if test.type == "parenthesized_expression":
            return self.known(next(iter(self.named(test)), None))
        if test.type == "binary_expression":
            op = self.source(test.child_by_field_name("operator"))
            left = self.known(test.child_by_field_name("left"))
            right = self.known(test.child_by_field_name("right"))
            if op == "&&":
                return (*left[0], *right[0]), ()
            return ((), (*left[1], *right[1])) if op == "||" else ((), ())
        if test.type != "is_expression":
            return (), ()
        name, type_ = test.child_by_field_name("left"), self.type(test.child_by_field_name("right"))
        if name is None or type_ is None or name.type not in ("identifier", "this_expression"):
            return (), ()
        target = self.expr(name)
        if not isinstance(target, s.Name) or target.id == "this":
            return (), ()
        value = s.Cast(test.start_byte, test.end_byte, type_, target)
        cast: s.Stmt = s.Assign(test.start_byte, test.end_byte, (target,), "=", value)
        return ((cast,), ()) if any(c.type == "is" for c in test.children) else ((), (cast,))

    def when(self, node: Node) -> s.Stmt:
        held = next((c for c in self.named(node) if c.type == "when_subject"), None)
        inside = self.named(held)
        name = inside[-1] if inside else None
        arms = []
        for (tests, body), entry in zip(
            self.entries(node),
            (c for c in self.named(node) if c.type == "when_entry"),
            strict=True,
        ):
            first: tuple[s.Stmt, ...] = ()
            asked = next((c for c in self.named(entry) if c.type == "type_test"), None)
            type_ = self.type(self.type_of(asked)) if asked is not None else None
            if type_ is not None and name is not None and name.type == "identifier":
                target = self.expr(name)
                value = s.Cast(entry.start_byte, entry.start_byte, type_, target)
                first = (s.Assign(entry.start_byte, entry.start_byte, (target,), "=", value),)
            arms.append(s.Arm(tests, (*first, *self.block(body))))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms), self.subject(node))

    def try_(self, node: Node) -> tuple[s.Stmt, ...]:
        return self.attempt(node, False)

    def for_(self, node: Node) -> s.Stmt:
        parts = [c for c in self.named(node) if c.type != "label"]
        if len(parts) < 2:
            return s.Loop(node.start_byte, node.end_byte, None, None, ())
        if parts[0].type == "multi_variable_declaration":
            names = tuple(self.variable(c) for c in self.named(parts[0]))
            target: s.Expr = s.Seq(parts[0].start_byte, parts[0].end_byte, names)
        else:
            target = self.variable(parts[0])
        body = self.block(parts[2]) if len(parts) > 2 else ()
        return s.Loop(node.start_byte, node.end_byte, target, self.value(parts[1]), body)

    def while_(self, node: Node) -> s.Stmt:
        condition = self.expr(node.child_by_field_name("condition"))
        inside = [c for c in self.named(node) if c.type == "block"]
        body = self.block(inside[0] if inside else None)
        test = s.Do(condition.start, condition.end, condition)
        whole = (*body, test) if node.type == "do_while_statement" else (test, *body)
        return s.Loop(node.start_byte, node.end_byte, None, None, whole)

    def leave(self, node: Node) -> s.Stmt:
        how = "raise" if node.type == "throw_expression" else "return"
        label = node.child_by_field_name("label")
        values = [c for c in self.named(node) if c != label]
        value = self.expr(values[-1]) if values else None
        return s.Leave(node.start_byte, node.end_byte, how, value)


def _dotted(name: str) -> str:
    return "".join(name.split()).replace("`", "")
