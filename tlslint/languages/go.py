"""Go, by tree-sitter-go. Its expressions are in `go_expressions`, types and literals in `go_types`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.go_expressions import GoExpressions
from tlslint.languages.go_types import package_name, unquoted
from tlslint.languages.gobuild import built_by

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["COMMENTS", "GRAMMAR", "built_by", "lower"]

#: the grammar's package and the function in it that gives the language
GRAMMAR = ("tree_sitter_go", "language")
#: the node types that are comments
COMMENTS = frozenset({"comment"})
#: A case does not fall through into more statements than this.
_MAX_FALL = 100


def lower(root: Node, text: bytes, marks: Sequence[int]) -> tuple[s.Stmt, ...]:
    """The statements of a file."""
    lowering = _Go(text, marks)
    lowering.learn(root)
    return lowering.body(lowering.named(root))


class _Go(GoExpressions):
    statements: ClassVar[dict[str, str]] = {
        "package_clause": "nothing",
        "import_declaration": "import_",
        "const_declaration": "const",
        "var_declaration": "transparent",
        "var_spec_list": "transparent",
        "var_spec": "var",
        "type_declaration": "transparent",
        "type_spec": "type_",
        "type_alias": "type_",
        "function_declaration": "function",
        "method_declaration": "method",
        "statement_list": "transparent",
        "block": "bare",
        "expression_statement": "do",
        "go_statement": "do",
        "defer_statement": "do",
        "send_statement": "send",
        "short_var_declaration": "assignment",
        "assignment_statement": "assignment",
        "receive_statement": "assignment",
        "inc_statement": "step",
        "dec_statement": "step",
        "if_statement": "if_",
        "for_statement": "for_",
        "expression_switch_statement": "switch",
        "type_switch_statement": "type_switch",
        "select_statement": "select",
        "labeled_statement": "labeled",
        "return_statement": "return_",
        "break_statement": "jump",
        "continue_statement": "jump",
        "goto_statement": "nothing",
        "fallthrough_statement": "nothing",
        "empty_statement": "nothing",
    }

    # -- declarations

    def function(self, node: Node) -> s.Stmt:
        name = self.source(node.child_by_field_name("name"))
        return s.Define(node.start_byte, node.end_byte, self.func(node, name, None))

    def method(self, node: Node) -> s.Stmt:
        """A method adds to its type: a class of the same name with just that method in it."""
        name = self.source(node.child_by_field_name("name"))
        receivers = self.params(node.child_by_field_name("receiver"))
        receiver = receivers[0].name if receivers else ""
        type_ = receivers[0].type if receivers else None
        define = s.Define(node.start_byte, node.end_byte, self.func(node, name, receiver or "_"))
        owner = type_.id if isinstance(type_, s.Name) else ""
        return s.Class(node.start_byte, node.end_byte, owner, (), (define,))

    def import_(self, node: Node) -> tuple[s.Stmt, ...]:
        specs = []
        for child in self.named(node):
            specs += self.named(child) if child.type == "import_spec_list" else [child]
        out = []
        for spec in specs:
            path = unquoted(self.source(spec.child_by_field_name("path")))
            alias = spec.child_by_field_name("name")
            local = package_name(path) if alias is None else self.source(alias)
            if local in ("tls", "utls") and local in package_name(path).removesuffix(local):
                path = f"{path}/{local}"  # a copy of the package in a folder of another name
            if local == ".":
                out.append(s.Import(spec.start_byte, spec.end_byte, (), (path,)))
            elif local not in ("_", ""):
                self.imports[local] = path
                out.append(s.Import(spec.start_byte, spec.end_byte, ((local, path),)))
        return tuple(out)

    def const(self, node: Node) -> tuple[s.Stmt, ...]:
        """In a group, a constant without a value repeats the one before; ``iota`` counts them."""
        out: list[s.Stmt] = []
        before: Node | None = None
        for count, spec in enumerate(self.named(node)):
            self.count = count
            before = spec if spec.child_by_field_name("value") is not None else before
            if before is not None:
                out += self.declared(spec, before)
        return tuple(out)

    def var(self, node: Node) -> tuple[s.Stmt, ...]:
        return self.declared(node, node)

    def declared(self, node: Node, source: Node) -> tuple[s.Stmt, ...]:
        """The names of ``node``, with the type and the values of ``source``."""
        names = [n for n in node.children_by_field_name("name") if n.is_named]
        type_ = source.child_by_field_name("type")
        values = self.named(source.child_by_field_name("value"))
        if values:
            lowered = self.typed(type_) if type_ is not None else None
            return self.assign(node, names, values, "=", declares=True, type_=lowered)
        return tuple(self.variables(node, source))

    # -- simple statements

    def assignment(self, node: Node) -> tuple[s.Stmt, ...]:
        left = node.child_by_field_name("left")
        right = node.child_by_field_name("right")
        targets = self.named(left)
        if right is not None and right.type == "expression_list":
            values = self.named(right)
        else:
            values = [] if right is None else [right]
        op = self.source(node.child_by_field_name("operator")) or "="
        declares = op == ":=" or node.type == "short_var_declaration"
        if node.type == "receive_statement":
            declares = any(c.type == ":=" for c in node.children)
        return self.assign(node, targets, values, "=" if op == ":=" else op, declares)

    def assign(
        self,
        node: Node,
        targets: list[Node],
        values: list[Node],
        op: str,
        declares: bool = False,
        type_: s.Expr | None = None,
    ) -> tuple[s.Stmt, ...]:
        """One assignment for each target, or one that takes a value apart."""
        if not targets:
            return tuple(s.Do(n.start_byte, n.end_byte, self.expr(n)) for n in values)
        start, end = node.start_byte, node.end_byte
        if len(targets) == len(values):
            out: list[s.Stmt] = []
            for target, right in zip(targets, values, strict=True):
                if len(targets) > 1:
                    start, end = target.start_byte, max(target.end_byte, right.end_byte)
                value = self.value(right)
                if op == "&^=" and value is not None:
                    op, value = "&=", s.Unary(value.start, value.end, "~", value)
                if self.source(target) == "_" and value is not None:
                    out.append(s.Do(start, end, value))
                else:
                    name = self.expr(target)
                    out.append(s.Assign(start, end, (name,), op, value, type_, declares))
            return tuple(out)
        names = self.exprs(targets)
        value = self.value(values[0]) if values else None
        if len(names) == 2 and values and self.is_comma_ok(values[0]):
            first = s.Assign(start, end, names[:1], op, value, type_, declares)
            unknown = s.Other(end, end)
            return (first, s.Assign(start, end, names[1:], op, unknown, None, declares))
        whole = s.Seq(targets[0].start_byte, targets[-1].end_byte, names)
        return (s.Assign(start, end, (whole,), op, value, type_, declares),)

    def is_comma_ok(self, node: Node) -> bool:
        """Whether ``node`` may be asked for a second value, that says if there is a first."""
        if node.type == "unary_expression":
            return self.source(node.child_by_field_name("operator")) == "<-"
        return node.type in ("index_expression", "type_assertion_expression")

    def step(self, node: Node) -> s.Stmt:
        """``i++`` is ``i += 1``."""
        op = "+=" if node.type == "inc_statement" else "-="
        one = s.Lit(node.end_byte, node.end_byte, 1)
        return s.Assign(node.start_byte, node.end_byte, self.exprs(self.named(node)), op, one)

    def send(self, node: Node) -> tuple[s.Stmt, ...]:
        if not self.relevant(node):
            return ()
        return (s.Do(node.start_byte, node.end_byte, self.other(node)),)

    # -- control flow

    def bare(self, node: Node) -> s.Stmt:
        return s.Block(node.start_byte, node.end_byte, self.statements_of(node))

    def opened(self, node: Node, initializer: Node | None, inner: s.Stmt) -> s.Stmt:
        """``inner`` behind the statement that opens it, as in ``if x := f(); x``."""
        if initializer is None:
            return inner
        return s.Block(node.start_byte, node.end_byte, (*self.stmt(initializer), inner))

    def if_(self, node: Node) -> s.Stmt:
        arms = []
        at: Node | None = node
        while at is not None:
            test = self.expr(at.child_by_field_name("condition"))
            arms.append(s.Arm((test,), self.statements_of(at.child_by_field_name("consequence"))))
            at = at.child_by_field_name("alternative")
            if at is None:
                break
            if at.type != "if_statement":
                arms.append(s.Arm(None, self.statements_of(at)))
                break
            if at.child_by_field_name("initializer") is not None:
                arms.append(s.Arm(None, self.stmt(at)))
                break
        branch = s.Branch(node.start_byte, node.end_byte, tuple(arms))
        return self.opened(node, node.child_by_field_name("initializer"), branch)

    def cases(self, node: Node) -> list[tuple[Node, tuple[s.Stmt, ...]]]:
        """The cases of a switch with what they run; ``fallthrough`` runs the next one too."""
        out: list[tuple[Node, tuple[s.Stmt, ...]]] = []
        falls = []
        for case in self.named(node):
            if case.type not in (
                "expression_case",
                "type_case",
                "communication_case",
                "default_case",
            ):
                continue
            fields = {
                f.start_byte
                for name in ("value", "type", "communication")
                for f in case.children_by_field_name(name)
            }
            inside = []
            for child in self.named(case):
                if child.start_byte not in fields:
                    inside += self.named(child) if child.type == "statement_list" else [child]
            if inside and inside[-1].type == "break_statement" and not self.named(inside[-1]):
                inside.pop()
            falls.append(bool(inside) and inside[-1].type == "fallthrough_statement")
            out.append((case, self.body(inside)))
        for number in range(len(out) - 2, -1, -1):
            case, body = out[number]
            after = out[number + 1][1]
            if falls[number] and len(after) < _MAX_FALL:
                out[number] = (case, body + after)
        return out

    def switch(self, node: Node) -> s.Stmt:
        arms = []
        for case, body in self.cases(node):
            tests = self.exprs(self.named(case.child_by_field_name("value")))
            arms.append(s.Arm(None if case.type == "default_case" else tests, body))
        value = node.child_by_field_name("value")
        subject = self.expr(value) if value is not None else None
        branch = s.Branch(node.start_byte, node.end_byte, tuple(arms), subject)
        return self.opened(node, node.child_by_field_name("initializer"), branch)

    def type_switch(self, node: Node) -> s.Stmt:
        """In a case for one type, the name bound by the switch has that type."""
        alias = next(iter(self.named(node.child_by_field_name("alias"))), None)
        value = node.child_by_field_name("value")
        arms = []
        for case, body in self.cases(node):
            types = [t for t in case.children_by_field_name("type") if t.is_named]
            tests = tuple(self.typed(t) for t in types)
            if alias is not None:
                bound = self.expr(value)
                if len(tests) == 1 and self.source(types[0]) != "nil":
                    bound = s.Cast(types[0].start_byte, types[0].end_byte, tests[0], bound)
                name = (self.expr(alias),)
                start, end = alias.start_byte, alias.end_byte
                body = (s.Assign(start, end, name, "=", bound, None, True), *body)
            arms.append(s.Arm(None if case.type == "default_case" else tests, body))
        subject = self.expr(value)
        branch = s.Branch(node.start_byte, node.end_byte, tuple(arms), subject)
        return self.opened(node, node.child_by_field_name("initializer"), branch)

    def select(self, node: Node) -> s.Stmt:
        """Which case runs is not up to the program: none has a test."""
        arms = []
        for case, body in self.cases(node):
            communication = case.child_by_field_name("communication")
            first = self.stmt(communication) if communication is not None else ()
            arms.append(s.Arm(None if case.type == "default_case" else (), (*first, *body)))
        return s.Branch(node.start_byte, node.end_byte, tuple(arms))

    def for_(self, node: Node) -> s.Stmt:
        body = self.statements_of(node.child_by_field_name("body"))
        end = node.child_by_field_name("body")
        head = next((c for c in self.named(node) if c != end), None)
        if head is None:
            return s.Loop(node.start_byte, node.end_byte, None, None, body)
        if head.type == "range_clause":
            return self.range(node, head, body)
        if head.type != "for_clause":
            test = s.Do(head.start_byte, head.end_byte, self.expr(head))
            return s.Loop(node.start_byte, node.end_byte, None, None, (test, *body))
        condition = head.child_by_field_name("condition")
        update = head.child_by_field_name("update")
        inside: list[s.Stmt] = []
        if condition is not None:
            inside.append(s.Do(condition.start_byte, condition.end_byte, self.expr(condition)))
        inside += body
        inside += self.stmt(update) if update is not None else ()
        loop = s.Loop(node.start_byte, node.end_byte, None, None, tuple(inside))
        return self.opened(node, head.child_by_field_name("initializer"), loop)

    def range(self, node: Node, head: Node, body: tuple[s.Stmt, ...]) -> s.Stmt:
        """The second name takes each item, the first its place or key."""
        names = self.named(head.child_by_field_name("left"))
        key = self.expr(names[0]) if names and self.source(names[0]) != "_" else None
        target = self.expr(names[1]) if len(names) > 1 else None
        items = self.value(head.child_by_field_name("right"))
        return s.Loop(node.start_byte, node.end_byte, target, items, body, key)

    def labeled(self, node: Node) -> tuple[s.Stmt, ...]:
        label = node.child_by_field_name("label")
        return self.body(c for c in self.named(node) if c != label)

    def return_(self, node: Node) -> s.Stmt:
        value = self.one(next(iter(self.named(node)), None))
        if value is None and self.results:
            start, end = node.start_byte, node.end_byte
            names = tuple(s.Name(start, end, n) for n in self.results)
            value = names[0] if len(names) == 1 else s.Seq(start, end, names)
        return s.Leave(node.start_byte, node.end_byte, "return", value)

    def jump(self, node: Node) -> s.Stmt:
        return s.Leave(node.start_byte, node.end_byte, node.type.partition("_")[0])
