"""What the adapters of JavaScript and Go add to `Lowering`: long rows, lowered without recursion.

A row of operators (``a | b | c``) or of calls (``a.b().c().d()``) leans to the left and may be
hundreds long. Its links are gathered in a loop and put together again from the inside. What
comes out is never nested deeper than `MAX_DEPTH`: a row that is too long keeps its outer links,
and the parts of the inner ones become the children of one `Other`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from tlslint import syntax as s
from tlslint.languages.base import MAX_DEPTH, Lowering

if TYPE_CHECKING:
    from tree_sitter import Node

#: A row keeps at most this many of its links.
MAX_LINKS = 60
#: Where counting begins. A level takes about four Python frames here; what is left of
#: `MAX_DEPTH` then takes half of what Python allows, and whoever asks for a body has the rest.
START_DEPTH = 80


class Spines(Lowering):
    """A `Lowering` whose rows of operators and of calls are lowered in a loop."""

    #: operators that are not written as in C
    operators: ClassVar[dict[str, str]] = {}
    #: node type of a link → the field that its left part is in (empty: its first child), and the
    #: name of the method that puts the link behind that part
    links: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, text: bytes, marks: Sequence[int]) -> None:
        super().__init__(text, marks)
        self.depth = START_DEPTH

    def exprs(self, nodes: Iterable[Node]) -> tuple[s.Expr, ...]:
        """Lower each node."""
        out = []
        for node in nodes:
            out.append(self.expr(node))
        return tuple(out)

    def body(self, nodes: Iterable[Node]) -> tuple[s.Stmt, ...]:
        """Lower statements in order."""
        out: list[s.Stmt] = []
        for node in nodes:
            out.extend(self.stmt(node))
        return tuple(out)

    def stmt(self, node: Node) -> tuple[s.Stmt, ...]:
        """Lower one statement; it counts as two levels, as it takes twice the stack."""
        self.depth += 1
        try:
            return super().stmt(node)
        finally:
            self.depth -= 1

    def nothing(self, node: Node) -> None:
        """A statement that says nothing to us."""

    def transparent(self, node: Node) -> tuple[s.Stmt, ...]:
        """A statement that only holds others."""
        return self.body(self.named(node))

    def leaf(self, node: Node) -> s.Expr:
        """An expression with nothing in it."""
        return s.Other(node.start_byte, node.end_byte)

    def delayed(self, make: Callable[[], tuple[s.Stmt, ...]]) -> Callable[[], tuple[s.Stmt, ...]]:
        """What ``make`` returns, made when first asked for."""
        done: list[tuple[s.Stmt, ...]] = []

        def lower() -> tuple[s.Stmt, ...]:
            if not done:
                depth, self.depth = self.depth, START_DEPTH
                try:
                    done.append(make())
                finally:
                    self.depth = depth
            return done[0]

        return lower

    # -- rows

    def row(self, node: Node) -> s.Expr:
        """A row of links: operators, calls, members, indices."""
        spine: list[Node] = []
        at: Node | None = node
        while at is not None and at.type in self.links:
            spine.append(at)
            at = self.left(at)
        room = max(1, min(MAX_LINKS, MAX_DEPTH - self.depth))
        kept, inner = spine[:room], spine[room:]
        depth = self.depth
        try:
            self.depth = depth + len(kept)
            result = self.unordered(inner, at) if inner else self.expr(at)
            for number in range(len(kept) - 1, -1, -1):
                self.depth = depth + number + 1
                link = kept[number]
                result = getattr(self, self.links[link.type][1])(link, result)
        finally:
            self.depth = depth
        return result

    def left(self, link: Node) -> Node | None:
        """The part of a link that stands to its left."""
        field = self.links[link.type][0]
        if field:
            return link.child_by_field_name(field)
        children = self.named(link)
        return children[0] if children else None

    def unordered(self, links: list[Node], first: Node | None) -> s.Expr:
        """The inner end of a row that is too long: what is in it, in the order of the text."""
        parts = [] if first is None else [self.expr(first)]
        for link in reversed(links):
            left = self.left(link)
            parts += [self.expr(c) for c in self.named(link) if c != left and self.relevant(c)]
        return s.Other(links[0].start_byte, links[0].end_byte, tuple(parts))

    def operation(self, node: Node, left: s.Expr) -> s.Expr:
        """The link ``left op right``, spelled as in C."""
        op = self.source(node.child_by_field_name("operator"))
        right = self.expr(node.child_by_field_name("right"))
        return s.Binary(node.start_byte, node.end_byte, self.operators.get(op, op), left, right)
