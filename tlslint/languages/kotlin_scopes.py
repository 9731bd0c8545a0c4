"""Kotlin's scope functions (``apply``, ``with``, …) and extension functions: whose members bare names are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from tlslint import syntax as s
from tlslint.languages.spines import Spines

if TYPE_CHECKING:
    from tree_sitter import Node

#: Scope functions → whether bare names are members of their object, and whether they give it back.
SCOPES = {
    "apply": (True, True),
    "also": (False, True),
    "let": (False, False),
    "run": (True, False),
    "with": (True, False),
    "use": (False, False),
    "takeIf": (False, True),
}
#: Functions that make a list, set or array of what they are given.
LISTS = frozenset(
    {
        *("arrayOf", "listOf", "listOfNotNull", "mutableListOf", "arrayListOf", "sequenceOf"),
        *("setOf", "mutableSetOf", "hashSetOf", "linkedSetOf", "sortedSetOf"),
        *("emptyList", "emptySet", "emptyArray", "persistentListOf"),
    }
)
#: Functions that make a map of pairs.
MAPS = frozenset({"mapOf", "mutableMapOf", "hashMapOf", "linkedMapOf", "sortedMapOf"})
#: Functions that make a list or set of what their body adds to it.
_BUILDING = frozenset({"buildList", "buildSet"})
#: Functions that are no members of anything.
_PLAIN = frozenset(
    {*LISTS, *MAPS, *_BUILDING, "with", "lazy", "println", "require", "check", "error"}
)
_DECLARING = frozenset(
    {"variable_declaration", "parameter", "class_parameter", "function_declaration", "enum_entry"}
)


class Scoped(Spines):
    """A lowering that knows which object bare names are members of."""

    def __init__(self, text: bytes, marks: Sequence[int], root: Node) -> None:
        super().__init__(text, marks)
        self.root = root
        #: the name that stands for ``this``
        self.receiver = "this"
        self._declared: tuple[frozenset[str], frozenset[str]] | None = None

    def kept(self, make: Callable[[], tuple[s.Stmt, ...]]) -> Callable[[], tuple[s.Stmt, ...]]:
        """What ``make`` returns, made when first asked for, with the ``this`` that holds here."""
        receiver = self.receiver

        def lower() -> tuple[s.Stmt, ...]:
            outer, self.receiver = self.receiver, receiver
            try:
                return make()
            finally:
                self.receiver = outer

        return self.delayed(lower)

    def declared(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of all functions, variables and parameters of the file; those that can be assigned."""
        if self._declared is None:
            names, variables = {"it", "field"}, {"field"}
            stack = [self.root]
            while stack:
                node = stack.pop()
                if node.type in _DECLARING:
                    first = node.child_by_field_name("name") or next(
                        (c for c in node.named_children if c.type == "identifier"), None
                    )
                    names.add(self.source(first))
                    if node.type not in ("parameter", "function_declaration"):
                        variables.add(self.source(first))
                elif node.type == "import":
                    names.add(self.source(node).rpartition(".")[2].split(" ")[-1].strip())
                stack.extend(node.named_children)
            self._declared = frozenset(names), frozenset(variables)
        return self._declared

    def owner(self, name: str, assigned: bool = False) -> str | None:
        """The name of the scope function's object, if ``name`` is a member of it."""
        if self.receiver == "this" or name[:1].isupper() or name in _PLAIN:
            return None
        return None if name in self.declared()[1 if assigned else 0] else self.receiver

    def scope_function(
        self, node: Node, func: s.Expr, args: tuple[s.Arg, ...], body: Node | None
    ) -> s.Expr | None:
        """``x.apply { … }`` as a function of ``x`` that is called on the spot; None for other calls."""
        object_: s.Expr | None = None
        name = ""
        if isinstance(func, s.Attr) and not args and func.name in SCOPES and func.name != "with":
            object_, name = func.value, func.name
        elif isinstance(func, s.Name) and func.id == "with" and len(args) == 1:
            object_, name = args[0].value, func.id
        elif isinstance(func, s.Name) and func.id in _BUILDING:
            object_, name = s.Seq(func.start, func.end, ()), "apply"
        if object_ is None or body is None:
            return None
        bare, same = SCOPES[name]
        parameters = [c for c in body.named_children if c.type == "lambda_parameters"]
        inner = self.source(parameters[0]).partition(":")[0].strip() if parameters else "it"
        inner = f"this@{body.start_byte}" if bare else inner
        outer = self.receiver
        if bare:
            self.receiver = inner
        make = self.giving(body, inner if same else "")
        self.receiver = outer
        at = body.start_byte
        function = s.Func(
            at, body.end_byte, None, (s.Param(at, at, inner),), make, self.relevant(body)
        )
        given = s.Arg(object_.start, object_.end, None, object_)
        return s.Call(node.start_byte, node.end_byte, function, (given,))

    def giving(self, node: Node, given: str = "") -> Callable[[], tuple[s.Stmt, ...]]:
        """A body in braces that gives its last value, or what is called ``given``."""
        inside = [c for c in self.named(node) if c.type != "lambda_parameters"]
        if not given:
            return self.kept(lambda: self.last_given(inside))
        end = node.end_byte
        back = s.Leave(end, end, "return", s.Name(end, end, given))
        return self.kept(lambda: (*self.body(inside), back))

    def last_given(self, nodes: Iterable[Node]) -> tuple[s.Stmt, ...]:
        """Statements, of which the last gives its value."""
        all_ = list(nodes)
        if not all_:
            return ()
        last = all_[-1]
        done = self.body(all_[:-1])
        if last.type not in self.expressions or last.type in (
            "return_expression",
            "throw_expression",
        ):
            return (*done, *self.stmt(last))
        return (*done, s.Leave(last.start_byte, last.end_byte, "return", self.expr(last)))
