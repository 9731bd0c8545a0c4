"""JavaScript and TypeScript, by tree-sitter-javascript and tree-sitter-typescript.

One lowering serves the three grammars. Its parts: constants and types (`javascript_types`),
expressions (`javascript_expressions`), patterns and functions (`javascript_functions`),
assignments and classes (`javascript_classes`), modules (`javascript_modules`), and the other
statements here. What a module exports is called ``exports``: ``module.exports = x`` and
``export default x`` assign to that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.base import MAX_IDLE_VALUE
from tlslint.languages.javascript_modules import JsModules
from tlslint.languages.javascript_names import own_names
from tlslint.languages.javascript_sides import of_browsers
from tlslint.languages.javascript_types import TYPES

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["COMMENTS", "GRAMMAR", "lower", "of_browsers", "own_names"]

#: the grammar's package and the function in it that gives the language
GRAMMAR = ("tree_sitter_javascript", "language")
#: the node types that are comments
COMMENTS = frozenset({"comment", "html_comment"})
#: where what a call is made of begins: `first(...).then(...)`
_HEADS = {"call_expression": "function", "member_expression": "object"}


def lower(root: Node, text: bytes, marks: Sequence[int]) -> tuple[s.Stmt, ...]:
    """The statements of a module."""
    lowering = _JavaScript(text, marks)
    return (*_started(text), *lowering.body(lowering.named(root)))


def _started(text: bytes) -> tuple[s.Stmt, ...]:
    """What ``#!/usr/bin/env -S node --tls-min-v1.0`` tells Node, which keeps it in ``process.execArgv``."""
    end = text.find(b"\n") if text.startswith(b"#!") else 0
    line = text[: max(end, 0)].rstrip()
    at = line.find(b" --")
    if b" --tls-" not in line or b"node" not in line[:at]:
        return ()
    start, end = at + 1, len(line)
    words = s.Lit(start, end, line[start:].decode("utf-8", "replace"))
    place = s.Attr(start, end, s.Name(start, end, "process"), "execArgv", start)
    return (s.Assign(start, end, (place,), "=", words),)


class _JavaScript(JsModules):
    skipped: ClassVar[frozenset[str]] = COMMENTS | {"hash_bang_line"}
    operators: ClassVar[dict[str, str]] = {"===": "==", "!==": "!="}
    expressions: ClassVar[dict[str, str]] = {
        **TYPES,
        "identifier": "name",
        "this": "name",
        "super": "name",
        "shorthand_property_identifier": "name",
        "shorthand_property_identifier_pattern": "name",
        "member_expression": "row",
        "subscript_expression": "row",
        "call_expression": "row",
        "binary_expression": "row",
        "non_null_expression": "row",
        "instantiation_expression": "row",
        "nested_identifier": "row",
        "new_expression": "new",
        "string": "string",
        "template_string": "template",
        "number": "number",
        "true": "constant",
        "false": "constant",
        "null": "constant",
        "undefined": "constant",
        "array": "array",
        "object": "object",
        "parenthesized_expression": "inner",
        "await_expression": "inner",
        "jsx_expression": "inner",
        "as_expression": "cast",
        "satisfies_expression": "cast",
        "type_assertion": "assertion",
        "unary_expression": "unary",
        "ternary_expression": "conditional",
        "sequence_expression": "comma",
        "assignment_expression": "assignment_value",
        "augmented_assignment_expression": "augmented_value",
        "update_expression": "step_value",
        "yield_expression": "yield_value",
        "function_expression": "function_value",
        "generator_function": "function_value",
        "arrow_function": "func",
        "class": "class_value",
        "regex": "leaf",
        "meta_property": "leaf",
        "import": "leaf",
        "jsx_text": "leaf",
        "property_identifier": "leaf",
        "statement_identifier": "leaf",
    }
    statements: ClassVar[dict[str, str]] = {
        "import_statement": "import_",
        "import_alias": "import_alias",
        "export_statement": "export",
        "expression_statement": "alone_in",
        "call_expression": "call_statement",
        "assignment_expression": "assignment",
        "augmented_assignment_expression": "augmented",
        "update_expression": "step",
        "sequence_expression": "sequence",
        "yield_expression": "yield_",
        "lexical_declaration": "declaration",
        "variable_declaration": "declaration",
        "using_declaration": "declaration",
        "function_declaration": "function",
        "generator_function_declaration": "function",
        "class_declaration": "class_declaration",
        "abstract_class_declaration": "class_declaration",
        "method_definition": "method",
        "field_definition": "field_member",
        "public_field_definition": "field_member",
        "class_static_block": "static_block",
        "enum_declaration": "enum",
        "ambient_declaration": "transparent",
        "internal_module": "namespace",
        "module": "namespace",
        "statement_block": "bare",
        "if_statement": "if_",
        "switch_statement": "switch",
        "for_statement": "for_",
        "for_in_statement": "for_in",
        "while_statement": "while_",
        "do_statement": "do_while",
        "try_statement": "try_",
        "with_statement": "with_",
        "labeled_statement": "labeled",
        "return_statement": "leave",
        "throw_statement": "leave",
        "break_statement": "jump",
        "continue_statement": "jump",
        "empty_statement": "nothing",
        "debugger_statement": "nothing",
        "interface_declaration": "nothing",
        "type_alias_declaration": "nothing",
        "function_signature": "nothing",
        "method_signature": "nothing",
        "abstract_method_signature": "nothing",
        "index_signature": "nothing",
    }
    links: ClassVar[dict[str, tuple[str, str]]] = {
        "member_expression": ("object", "member"),
        "nested_identifier": ("object", "member"),
        "subscript_expression": ("object", "index"),
        "call_expression": ("function", "call"),
        "binary_expression": ("left", "operation"),
        "non_null_expression": ("", "same"),
        "instantiation_expression": ("", "same"),
    }

    # -- modules

    def alone_in(self, node: Node) -> tuple[s.Stmt, ...]:
        """A statement that is an expression, maybe in parentheses."""
        children = self.named(node)
        while len(children) == 1 and children[0].type in (
            "parenthesized_expression",
            "await_expression",
        ):
            children = self.named(children[0])
        return self.sequence_of(children)

    def sequence(self, node: Node) -> tuple[s.Stmt, ...]:
        return self.sequence_of(self.sequence_items(node))

    def sequence_of(self, nodes: Sequence[Node]) -> tuple[s.Stmt, ...]:
        """Expressions one after the other."""
        out: list[s.Stmt] = []
        for node in nodes:
            out += self.stmt(node) if node.type in self.statements else self.alone(node)
        return tuple(out)

    def alone(self, node: Node) -> tuple[s.Stmt, ...]:
        """An expression for what it does; a long one that no rule cares about is skipped."""
        if self.idle(node):
            return ()
        return (s.Do(node.start_byte, node.end_byte, self.expr(node)),)

    def idle(self, node: Node) -> bool:
        """Functions that are handed over cost nothing until they run: a call is as long as the rest."""
        if not super().idle(node):
            return False
        size = node.end_byte - node.start_byte
        at: Node | None = node
        while at is not None and size > MAX_IDLE_VALUE:
            for given in self.named(at.child_by_field_name("arguments")):
                if given.type in ("function_expression", "arrow_function"):
                    size -= given.end_byte - given.start_byte
            at = at.child_by_field_name(_HEADS.get(at.type, "argument"))
        return size > MAX_IDLE_VALUE

    def declaration(self, node: Node) -> tuple[s.Stmt, ...]:
        """``const a = 1, {b} = c``."""
        out: list[s.Stmt] = []
        for child in self.named(node):
            name = child.child_by_field_name("name")
            if child.type != "variable_declarator" or name is None:
                out += self.stmt(child)
                continue
            targets = [name]
            value = child.child_by_field_name("value")
            while value is not None and value.type == "assignment_expression":
                left = value.child_by_field_name("left")
                targets += [left] if left is not None else []
                value = value.child_by_field_name("right")
            type_ = self.annotation(child.child_by_field_name("type"))
            waiting = len(self.pending)
            bound = self.bind(child, targets, value, type_, declares=True)
            # What a later declarator needs before it may need an earlier one.
            out += self.pending[waiting:]
            del self.pending[waiting:]
            out += bound
        return tuple(out)

    def leave(self, node: Node) -> tuple[s.Stmt, ...]:
        """``return a, b`` evaluates ``a`` and returns ``b``."""
        start, end = node.start_byte, node.end_byte
        how = "return" if node.type == "return_statement" else "raise"
        children = [i for c in self.named(node) for i in self.sequence_items(c)]
        if not children:
            return (s.Leave(start, end, how),)
        before = self.sequence_of(children[:-1])
        return (*before, s.Leave(start, end, how, self.expr(children[-1])))

    def jump(self, node: Node) -> s.Stmt:
        return s.Leave(node.start_byte, node.end_byte, node.type.partition("_")[0])

    # -- control flow

    def bare(self, node: Node) -> s.Stmt:
        return s.Block(node.start_byte, node.end_byte, self.inside(node))

    def static_block(self, node: Node) -> s.Stmt:
        body = self.inside(node.child_by_field_name("body"))
        return s.Block(node.start_byte, node.end_byte, body)

    def labeled(self, node: Node) -> tuple[s.Stmt, ...]:
        return self.inside(node.child_by_field_name("body"))

    def if_(self, node: Node) -> s.Stmt:
        arms = []
        at: Node | None = node
        while at is not None:
            test = self.expr(at.child_by_field_name("condition"))
            arms.append(s.Arm((test,), self.inside(at.child_by_field_name("consequence"))))
            clause = at.child_by_field_name("alternative")
            at = next(iter(self.named(clause)), None)
            if at is not None and at.type != "if_statement":
                arms.append(s.Arm(None, self.inside(at)))
                break
        return s.Branch(node.start_byte, node.end_byte, tuple(arms))

    def switch(self, node: Node) -> s.Stmt:
        """Labels that stand together share an arm; the `break` that ends it is dropped."""
        arms = []
        tests: tuple[s.Expr, ...] | None = ()
        cases = self.named(node.child_by_field_name("body"))
        for case in cases:
            if case.type not in ("switch_case", "switch_default"):
                continue
            value = case.child_by_field_name("value")
            if case.type == "switch_default":
                tests = None
            elif tests is not None:
                tests = (*tests, self.expr(value))
            body = [n for n in case.children_by_field_name("body") if n.type not in self.skipped]
            if len(body) == 1 and body[0].type == "statement_block":
                body = self.named(body[0])
            if body and body[-1].type == "break_statement" and not self.named(body[-1]):
                body.pop()
            elif not body and case != cases[-1]:
                continue
            arms.append(s.Arm(tests, self.body(body)))
            tests = ()
        subject = self.expr(node.child_by_field_name("value"))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms), subject)

    def test(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """The condition of a loop."""
        if node is None or node.type == "empty_statement":
            return ()
        if node.type == "expression_statement":
            return self.stmt(node)
        return (s.Do(node.start_byte, node.end_byte, self.expr(node)),)

    def while_(self, node: Node) -> s.Stmt:
        test = self.test(node.child_by_field_name("condition"))
        body = self.inside(node.child_by_field_name("body"))
        return s.Loop(node.start_byte, node.end_byte, None, None, (*test, *body))

    def do_while(self, node: Node) -> s.Stmt:
        body = self.inside(node.child_by_field_name("body"))
        test = self.test(node.child_by_field_name("condition"))
        return s.Loop(node.start_byte, node.end_byte, None, None, (*body, *test))

    def for_(self, node: Node) -> s.Stmt:
        start, end = node.start_byte, node.end_byte
        initializer = node.child_by_field_name("initializer")
        increment = node.child_by_field_name("increment")
        first = self.stmt(initializer) if initializer is not None else ()
        inside = [
            *self.test(node.child_by_field_name("condition")),
            *self.inside(node.child_by_field_name("body")),
            *(self.sequence_of([increment]) if increment is not None else ()),
        ]
        loop = s.Loop(start, end, None, None, tuple(inside))
        return s.Block(start, end, (*first, loop)) if first else loop

    def for_in(self, node: Node) -> s.Stmt:
        """``for (x of xs)`` takes the items, ``for (x in xs)`` their keys."""
        left = node.child_by_field_name("left")
        after: list[s.Stmt] = []
        target = self.target(left, after) if left is not None else None
        items = self.value(node.child_by_field_name("right"))
        if items is not None and self.source(node.child_by_field_name("operator")) == "in":
            at = items.start
            keys = s.Attr(at, at, s.Name(at, at, "Object"), "keys", at)
            arg = s.Arg(items.start, items.end, None, items)
            items = s.Call(items.start, items.end, keys, (arg,))
        body = (*after, *self.inside(node.child_by_field_name("body")))
        return s.Loop(node.start_byte, node.end_byte, target, items, body)

    def try_(self, node: Node) -> s.Stmt:
        handler = node.child_by_field_name("handler")
        finalizer = node.child_by_field_name("finalizer")
        body = self.inside(node.child_by_field_name("body"))
        handlers: tuple[tuple[s.Stmt, ...], ...] = ()
        if handler is not None:
            handlers = (self.inside(handler.child_by_field_name("body")),)
        final: tuple[s.Stmt, ...] = ()
        if finalizer is not None:
            final = self.inside(finalizer.child_by_field_name("body"))
        return s.Try(node.start_byte, node.end_byte, body, handlers, (), final)

    def with_(self, node: Node) -> s.Stmt:
        object_ = self.test(node.child_by_field_name("object"))
        body = self.inside(node.child_by_field_name("body"))
        return s.Block(node.start_byte, node.end_byte, (*object_, *body))
