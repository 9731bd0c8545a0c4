"""Python, 2 and 3, by tree-sitter-python (which reads both)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.python2 import VERSION, proof, reached
from tlslint.languages.python_beside import beside as beside
from tlslint.languages.python_expressions import PythonExpressions
from tlslint.languages.started import pieces as pieces
from tlslint.record import replace

if TYPE_CHECKING:
    from tree_sitter import Node

#: the grammar's package and the function in it that gives the language
GRAMMAR = ("tree_sitter_python", "language")

#: the node types that are comments
COMMENTS = frozenset({"comment"})


def lower(root: Node, text: bytes, marks: Sequence[int]) -> tuple[s.Stmt, ...]:
    """The statements of a module."""
    return _Python(text, marks).body(root.named_children)


def runs_on(root: Node, text: bytes) -> tuple[str, tuple[int, ...], int, bool] | None:
    """What a file itself says about its platform: the name, the newest version, the line that says so.

    The last tells whether that holds whatever is declared.
    """
    line, version = proof(root, text)
    if line:
        return "python", version, line, True
    line = reached(root, text)
    return ("python", VERSION, line, False) if line else None


#: Managers of contexts in which what is run has to fail.
_REFUSING = {"raises", "assertRaises", "assertRaisesRegex", "assertRaisesRegexp"}

#: What is raised where a name is missing.
_LACKS = {"AttributeError", "ImportError", "ModuleNotFoundError", "NameError"}


#: Decorators of what is read without being called, of the language and of libraries.
_PROPERTIES = {"property", "abstractproperty", "cached_property", "lazy_property", "reify"}
_CHANGING = {"setter", "deleter"}


class _Python(PythonExpressions):
    statements: ClassVar[dict[str, str]] = {
        "expression_statement": "expression_statement",
        "assignment": "assignment",
        "augmented_assignment": "augmented",
        "if_statement": "if_",
        "for_statement": "for_",
        "while_statement": "while_",
        "try_statement": "try_",
        "with_statement": "with_",
        "match_statement": "match_",
        "return_statement": "leave",
        "raise_statement": "leave",
        "yield": "leave",
        "break_statement": "leave",
        "continue_statement": "leave",
        "function_definition": "function",
        "class_definition": "class_",
        "decorated_definition": "decorated",
        "import_statement": "import_",
        "import_from_statement": "import_from",
        "future_import_statement": "nothing",
        "delete_statement": "delete",
        "assert_statement": "assert_",
    }

    def nothing(self, node: Node) -> None:
        return None

    def delete(self, node: Node) -> tuple[s.Stmt, ...]:
        """``del a[k], b.c``."""
        found = [self.expr(c) for c in self.named(node)]
        targets = found[0].items if len(found) == 1 and isinstance(found[0], s.Seq) else found
        return tuple(
            s.Do(t.start, t.end, s.Unary(t.start, t.end, "delete", t))
            for t in targets
            if isinstance(t, (s.Attr, s.Index))
        )

    def assert_(self, node: Node) -> tuple[s.Stmt, ...]:
        """What is asked; ``assert False`` alone says that a test fails here."""
        asked = self.named(node)
        if asked and asked[0].type == "false":
            return (s.Do(node.start_byte, node.end_byte, self.expr(asked[0])),)
        return self.body(asked) if self.relevant(node) else ()

    def expression_statement(self, node: Node) -> tuple[s.Stmt, ...]:
        return self.do(node)

    def assignment(self, node: Node) -> s.Stmt:
        targets: list[s.Expr] = []
        type_ = node.child_by_field_name("type")
        right: Node | None = node
        while right is not None and right.type == "assignment":
            targets.append(self.expr(right.child_by_field_name("left")))
            right = right.child_by_field_name("right")
        return s.Assign(
            node.start_byte,
            node.end_byte,
            tuple(targets),
            "=",
            self.value(right),
            self.expr(type_) if type_ is not None else None,
        )

    def augmented(self, node: Node) -> s.Stmt:
        return s.Assign(
            node.start_byte,
            node.end_byte,
            (self.expr(node.child_by_field_name("left")),),
            self.source(node.child_by_field_name("operator")),
            self.value(node.child_by_field_name("right")),
        )

    def if_(self, node: Node) -> s.Stmt:
        arms = [self.arm(node)]
        for child in node.children_by_field_name("alternative"):
            if child.type == "elif_clause":
                arms.append(self.arm(child))
            else:
                arms.append(s.Arm(None, self.block(child.child_by_field_name("body"))))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms))

    def arm(self, node: Node) -> s.Arm:
        test = self.expr(node.child_by_field_name("condition"))
        return s.Arm((test,), self.block(node.child_by_field_name("consequence")))

    def for_(self, node: Node) -> tuple[s.Stmt, ...]:
        loop = s.Loop(
            node.start_byte,
            node.end_byte,
            self.expr(node.child_by_field_name("left")),
            self.value(node.child_by_field_name("right")),
            self.block(node.child_by_field_name("body")),
        )
        return (loop, *self.alternative(node))

    def while_(self, node: Node) -> tuple[s.Stmt, ...]:
        condition = self.expr(node.child_by_field_name("condition"))
        body = self.block(node.child_by_field_name("body"))
        test = s.Do(condition.start, condition.end, condition)
        loop = s.Loop(node.start_byte, node.end_byte, None, None, (test, *body))
        return (loop, *self.alternative(node))

    def alternative(self, node: Node) -> tuple[s.Stmt, ...]:
        alternative = node.child_by_field_name("alternative")
        return self.block(alternative.child_by_field_name("body")) if alternative else ()

    def try_(self, node: Node) -> s.Stmt:
        handlers: list[tuple[s.Stmt, ...]] = []
        otherwise: tuple[s.Stmt, ...] = ()
        final: tuple[s.Stmt, ...] = ()
        lacking: list[int] = []
        for child in node.named_children:
            if child.type in ("except_clause", "except_group_clause"):
                if self.caught(child) and self.caught(child) <= _LACKS:
                    lacking.append(len(handlers))
                blocks = [c for c in child.named_children if c.type == "block"]
                handlers.append(self.block(blocks[-1]) if blocks else ())
            elif child.type == "else_clause":
                otherwise = self.block(child.child_by_field_name("body"))
            elif child.type == "finally_clause":
                final = self.body(self.named(child))
        return s.Try(
            node.start_byte,
            node.end_byte,
            self.block(node.child_by_field_name("body")),
            tuple(handlers),
            otherwise,
            final,
            tuple(lacking),
        )

    def caught(self, clause: Node) -> set[str]:
        """The names of what a handler catches."""
        first = next((c for c in self.named(clause) if c.type != "block"), None)
        if first is not None and first.type == "as_pattern":
            first = self.named(first)[0]
        if first is None:
            return set()
        rows = self.named(first) if first.type == "tuple" else [first]
        return {self.source(each) for each in rows}

    def with_(self, node: Node) -> s.Stmt:
        out: list[s.Stmt] = []
        body = node.child_by_field_name("body")
        refusing: s.Expr | None = None
        for clause in node.named_children:
            if clause.type != "with_clause":
                continue
            for item in clause.named_children:
                value = item.child_by_field_name("value") if item.type == "with_item" else None
                if value is not None and self.refuses(value):
                    first = self.named(value)[0] if value.type == "as_pattern" else value
                    refusing = self.expr(first)
                elif value is not None and value.type == "as_pattern":
                    alias = value.child_by_field_name("alias")
                    target = self.inner(alias) if alias is not None else s.Other(0, 0)
                    first = self.named(value)[0]
                    out.append(
                        s.Assign(value.start_byte, value.end_byte, (target,), "=", self.expr(first))
                    )
                elif value is not None:
                    out.append(s.Do(value.start_byte, value.end_byte, self.expr(value)))
        start, end = node.start_byte, node.end_byte
        if isinstance(refusing, s.Call) and body is not None:
            # like a function that is given to what expects it to fail
            func = s.Func(
                body.start_byte, body.end_byte, None, (), self.later(body), self.relevant(body)
            )
            given = s.Arg(body.start_byte, body.end_byte, None, func)
            call = s.Call(start, end, refusing.func, (*refusing.args, given))
            out.append(s.Do(start, end, call))
        else:
            out.extend(self.block(body))
        return s.Block(start, end, tuple(out))

    def refuses(self, item: Node) -> bool:
        """Whether what a ``with`` statement runs is expected to fail: ``pytest.raises(…)``."""
        call = self.named(item)[0] if item.type == "as_pattern" else item
        if call.type != "call":
            return False
        return self.source(call.child_by_field_name("function")).rpartition(".")[2] in _REFUSING

    def match_(self, node: Node) -> s.Stmt:
        arms = []
        body = node.child_by_field_name("body")
        for case in self.named(body):
            if case.type != "case_clause":
                continue
            patterns = [c for c in case.named_children if c.type == "case_pattern"]
            consequence = self.block(case.child_by_field_name("consequence"))
            if [self.source(p) for p in patterns] == ["_"]:
                arms.append(s.Arm(None, consequence))
            else:
                arms.append(s.Arm(self.exprs(patterns), consequence))
        subject = self.expr(node.child_by_field_name("subject"))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms), subject)

    def leave(self, node: Node) -> s.Stmt:
        children = self.named(node)
        value = self.expr(children[0]) if children else None
        return s.Leave(node.start_byte, node.end_byte, node.type.partition("_")[0], value)

    def function(self, node: Node, decorators: tuple[s.Expr, ...] = ()) -> s.Stmt:
        returns = node.child_by_field_name("return_type")
        func = s.Func(
            node.start_byte,
            node.end_byte,
            self.source(node.child_by_field_name("name")),
            self.params(node.child_by_field_name("parameters")),
            self.later(node.child_by_field_name("body")),
            self.relevant(node),
            self.expr(returns) if returns is not None else None,
        )
        return s.Define(node.start_byte, node.end_byte, func, decorators)

    def class_(self, node: Node, decorators: tuple[s.Expr, ...] = ()) -> s.Stmt:
        bases = [
            b
            for b in self.named(node.child_by_field_name("superclasses"))
            if b.type != "keyword_argument"
        ]
        return s.Class(
            node.start_byte,
            node.end_byte,
            self.source(node.child_by_field_name("name")),
            self.exprs(bases),
            tuple(map(_method, self.block(node.child_by_field_name("body")))),
            decorators=decorators,
        )

    def decorated(self, node: Node) -> s.Stmt | None:
        decorators = tuple(self.inner(c) for c in node.named_children if c.type == "decorator")
        inner = node.child_by_field_name("definition")
        if inner is None:
            return None
        if inner.type == "class_definition":
            return self.class_(inner, decorators)
        return self.function(inner, decorators)

    def import_(self, node: Node) -> s.Stmt:
        binds = []
        for name in node.children_by_field_name("name"):
            if name.type == "aliased_import":
                module = self.dotted(name.child_by_field_name("name"))
                binds.append((self.source(name.child_by_field_name("alias")), module))
            else:
                top = self.dotted(name).partition(".")[0]
                binds.append((top, top))
        return s.Import(node.start_byte, node.end_byte, tuple(binds))

    def import_from(self, node: Node) -> s.Stmt:
        module = self.dotted(node.child_by_field_name("module_name"))
        dot = "" if module.endswith(".") else "."
        if any(c.type == "wildcard_import" for c in node.named_children):
            return s.Import(node.start_byte, node.end_byte, (), (module,))
        binds = []
        for name in node.children_by_field_name("name"):
            if name.type == "aliased_import":
                original = self.dotted(name.child_by_field_name("name"))
                local = self.source(name.child_by_field_name("alias"))
            else:
                original = local = self.dotted(name)
            binds.append((local, f"{module}{dot}{original}"))
        return s.Import(node.start_byte, node.end_byte, tuple(binds))


def _method(statement: s.Stmt) -> s.Stmt:
    """A function of a class body: its first parameter is the object, but for static ones."""
    if not isinstance(statement, s.Define) or not statement.func.params:
        return statement
    said = {s.last_name(d) for d in statement.decorators if isinstance(d, (s.Name, s.Attr))}
    if "staticmethod" in said:
        return statement
    first, *rest = statement.func.params
    if first.default is not None or first.spread:
        return statement
    func = replace(
        statement.func,
        params=tuple(rest),
        receiver=first.name,
        getter=not rest and not said.isdisjoint(_PROPERTIES),
    )
    if not said.isdisjoint(_CHANGING):  # the function that reads the property keeps the name
        func = replace(func, name=f"{func.name}.setter")
    return replace(statement, func=func)
