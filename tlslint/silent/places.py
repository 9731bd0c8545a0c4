"""The syntax of one file with what stands around each part of it, to follow names through it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tlslint import syntax as s
from tlslint.engine.operators import COMPARISONS
from tlslint.facts import Span
from tlslint.rows import NamedTuple

#: Nodes looked at in one file at most.
_MAX_NODES = 500_000
#: Names of functions that make an object of their class.
MAKERS = frozenset({"__init__", "constructor", "New"})
#: Parts of a value, which go where the whole goes.
PARTS = frozenset({"part", "item", "field", "union"})


class At(NamedTuple):
    """A node where it stands: its role in the node ``above``, and the function around it."""

    node: Any
    role: str
    above: At | None
    func: s.Func | None
    owner: s.Class | None

    @property
    def start(self) -> int:
        """Where it begins."""
        start: int = getattr(self.node, "start", 0)
        return start

    @property
    def span(self) -> Span:
        """Where it is written."""
        return Span(getattr(self.node, "start", 0), getattr(self.node, "end", 0))


#: Functions that are handed a type, and give it.
TYPE_OF = frozenset({"typeof", "GetType"})


class Places:
    """All nodes of a file that have a name, by it; functions and classes by theirs.

    With ``near``, sorted offsets, nothing of a class or function that holds none of them, and
    nothing of any function without ``inside``.
    """

    def __init__(
        self,
        statements: Iterable[s.Stmt],
        near: Sequence[int] | None = None,
        *,
        inside: bool = True,
    ) -> None:
        #: variables, and members by their last word
        self.names: dict[str, list[At]] = {}
        self.functions: dict[str, list[s.Func]] = {}
        self.types: dict[str, s.Class] = {}
        #: names and texts, as far out as they go
        self.outer: list[At] = []
        #: methods of what calls give
        self.chained: list[At] = []
        self.spans: dict[Span, At] = {}
        self.params: list[At] = []
        self.imports: dict[str, str] = {}
        self.imported: list[s.Import] = []
        stack = [At(each, "", None, None, None) for each in statements]
        stack.reverse()
        for _ in range(_MAX_NODES):
            if not stack:
                return
            at = stack.pop()
            self._note(at)
            if near is None or _holds(at.node, near, inside):
                stack += reversed(list(_below(at)))

    def name_of(self, func: s.Func) -> str:
        """The name of a function; that of its class where it makes objects of it."""
        name = func.name or ""
        if name in MAKERS:
            around = [c for c in self.types.values() if c.start <= func.start < c.end]
            name = max(around, key=lambda c: c.start).name if around else name
        return name

    def called(self, name: str, owner: s.Class | None, given: int) -> list[s.Func]:
        """The function that a name calls with so many arguments, or the constructor; none or one."""
        last = name.rpartition(".")[2]
        if self.is_outside(name):
            return []
        if last in ("this", "Me.New") and owner is not None:
            last = owner.name
        made = self.types.get(last)
        found = self.functions.get(last, [])
        if made is not None:
            names = (*MAKERS, last)
            found = [f for n in names for f in self.functions.get(n, ()) if _is_in(f, made)]
        return sorted(found, key=lambda f: len(f.params) != given)[:1]

    def is_outside(self, name: str) -> bool:
        """Whether a dotted name is one of what the file imports (``rand.Read``)."""
        root, _, path = name.partition(".")
        return bool(path) and root in self.imports

    def _note(self, at: At) -> None:
        node = at.node
        if not isinstance(node, (s.Define, s.Import)):
            self.spans.setdefault(at.span, at)
        if isinstance(node, s.Name):
            self.names.setdefault(node.id, []).append(at)
        elif isinstance(node, s.Attr):
            self.names.setdefault(node.name, []).append(at)
        elif isinstance(node, s.Func):
            if node.name:
                self.functions.setdefault(node.name, []).append(node)
        elif isinstance(node, s.Param):
            self.params.append(at)
        elif isinstance(node, s.Class):
            self.types.setdefault(node.name, node)
        elif isinstance(node, s.Import):
            self.imports.update(node.binds)
            self.imported.append(node)
        if at.role == "called" and isinstance(node, s.Attr) and not dotted(node):
            self.chained.append(at)
        if isinstance(node, s.Lit) or dotted(node):
            above = at.above
            if above is None or not dotted(above.node):
                self.outer.append(at)


def _holds(node: Any, near: Sequence[int], inside: bool) -> bool:
    """Whether a node is to be looked into: of classes and functions those that hold an offset."""
    if not isinstance(node, (s.Func, s.Class)):
        return True
    if isinstance(node, s.Func) and not inside:
        return False
    first = bisect_left(near, node.start)
    return first < len(near) and near[first] < node.end


def _is_in(func: s.Func, owner: s.Class) -> bool:
    return owner.start <= func.start < owner.end


def dotted(node: Any) -> str:
    """``a.b.C`` for a plain chain of names, else nothing."""
    parts: list[str] = []
    while isinstance(node, s.Attr):
        parts.append(node.name)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, s.Name) else ""


def flattened(targets: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is assigned to, each of a row by itself."""
    each: list[Any] = []
    for target in targets:
        each += target.items if isinstance(target, s.Seq) else (target,)
    return tuple(each)


def called(call: s.Call) -> str:
    """The name of what is called, as far as it has one."""
    return dotted(call.func) or getattr(call.func, "name", None) or ""


def _below(at: At) -> Iterator[At]:
    """The parts of a node, each with its role."""
    node, func, owner = at.node, at.func, at.owner
    if isinstance(node, s.Func):
        func = node
        for param in node.params:
            yield At(param, "parameter", at, func, owner)
        yield from (At(each, "body", at, func, owner) for each in node.body())
        return
    if isinstance(node, s.Class):
        owner = node
    for role, part in _roles(node):
        for each in _flat(part):
            yield At(each, role, at, func, owner)


def _flat(part: Any) -> Iterator[Any]:
    """The nodes in a part, which may be a row of rows (the handlers of a ``try``)."""
    if isinstance(part, tuple):
        for each in part:
            yield from _flat(each)
    elif hasattr(part, "__record__"):
        yield part


def _roles(node: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a node by their roles."""
    if isinstance(node, s.Binary):
        role = "compared" if node.op in COMPARISONS else "union" if node.op == "|" else "part"
        yield role, (node.left, node.right)
    elif isinstance(node, s.Branch):
        yield "switched", node.subject
        for arm in node.arms:
            yield "label" if node.subject is not None else "tested", arm.tests or ()
            yield "body", arm.body
    elif isinstance(node, s.Call):
        yield "called", node.func
        if called(node) in TYPE_OF:
            yield "type", tuple(a.value for a in node.args if isinstance(a, s.Arg))
        else:
            yield "argument", node.args
        yield "field", node.fields
    elif isinstance(node, s.Field):
        if isinstance(node.name, s.Lit) and isinstance(node.name.value, str):
            yield "member", s.Name(node.name.start, node.name.end, node.name.value)
        else:
            yield "key", node.name
        yield "part", node.value
    elif isinstance(node, s.Assign):
        yield "target", flattened(node.targets)
        yield "assigned", node.value
        yield "type", node.type
    elif isinstance(node, s.Cast):
        yield "type", node.type
        yield "part", node.value
    elif isinstance(node, s.Cond):
        yield "tested", node.test
        yield "part", (node.then, node.otherwise)
    elif isinstance(node, s.Index):
        yield "container", node.value
        yield "key", node.key
    elif isinstance(node, s.Attr):
        yield "receiver", node.value
    elif isinstance(node, s.Loop):
        yield "target", flattened((node.target,))
        yield "looped", node.items
        yield "body", node.body
    elif isinstance(node, s.Leave):
        yield node.how, node.value
    elif isinstance(node, s.Do):
        yield "done", node.value
    elif isinstance(node, s.Param):
        yield "default", node.default
        yield "type", node.type
    elif isinstance(node, s.Seq):
        yield "item", node.items
    else:
        for part in node.__record__:
            yield _OTHERS.get((type(node), part), "part"), getattr(node, part)


_OTHERS: dict[tuple[type, str], str] = {
    (s.Class, "bases"): "type",
    (s.Class, "body"): "body",
    (s.Block, "body"): "body",
    (s.Format, "parts"): "shown",
    (s.Other, "children"): "other",
}
