"""What the adapters of programming languages share: walking a tree-sitter tree into `tlslint.syntax`.

An adapter subclasses `Lowering` with two tables, ``expressions`` and ``statements``, from the
grammar's node types to methods. Every node type that is in neither table becomes `Other` with
its children, so nothing below it is lost.
"""

from __future__ import annotations

import importlib
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.machinery import ExtensionFileLoader, PathFinder
from typing import TYPE_CHECKING, Any, ClassVar

from tlslint import syntax as s
from tlslint.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

#: Expressions nested deeper than this are lowered to an empty `Other` (unknown).
MAX_DEPTH = 200
#: An initial value longer than this, in bytes, that no rule's word is in, is not lowered.
MAX_IDLE_VALUE = 512
#: Bytes that the tree of one file may take, and of these for any file, and for each of its bytes;
#: a megabyte of source takes some 90 million.
MAX_MEMORY = 200 << 20
_LEAST_MEMORY = 12 << 20
_MEMORY_EACH = 400
#: Grammars that keep all readings of ``a<a<a<…``, type or comparison: the square of its length
#: in memory; and how many of them may be open.
_GENERIC = frozenset({"tree_sitter_java", "tree_sitter_c_sharp", "tree_sitter_typescript"})
MAX_ANGLES = 500
_MANY_ANGLES = regex(rb"<[^<;{}]*(?:<[^<;{}]*){%d}" % (MAX_ANGLES - 1))
_ANGLES = regex(rb"<<|<=|[-=]>|[<>;{}]")
#: How often a parser tells its progress until clock and memory are looked at: both ask the system.
_LOOK = 8
#: Bytes handed to a parser at a time.
_PIECE = 1 << 12
#: How often a parser may ask for a piece, of any file, and for each of its bytes. What a grammar's
#: own scanner reads ahead counts too, which may be all that is left at each word of a broken file;
#: what people write takes a tenth of that at most.
_LEAST_PIECES = 5000
_PIECES_EACH = 1 / 20
#: What is handed to parsers: they let go of no object that they are given, so it is always this one.
_piece = bytearray()
_UNIT = 1 if sys.platform == "darwin" else 1024


@cache
def parser_of(module: str, function: str) -> Any:
    """The parser of a grammar; loaded once in a process."""
    from tree_sitter import Language, Parser

    return Parser(Language(getattr(_binding(module), function)()))


def _binding(package: str) -> Any:
    """The compiled part of a grammar's package. The rest finds query files, and loads much for that."""
    folder = PathFinder.find_spec(package)
    places = folder.submodule_search_locations if folder is not None else None
    spec = PathFinder.find_spec(f"{package}._binding", places) if places else None
    if spec is None or not isinstance(spec.loader, ExtensionFileLoader):
        return importlib.import_module(package)
    module = spec.loader.create_module(spec)
    spec.loader.exec_module(module)
    return module


class Unfinished(Exception):
    """A file took the parser too long or too much memory."""

    def __init__(self, message: str, timeout: bool) -> None:
        super().__init__(message)
        self.timeout = timeout


def parse(module: str, text: bytes, function: str = "language", deadline: float = 0.0) -> Tree:
    """The tree of ``text`` by the grammar that the package ``module`` carries.

    `Unfinished` where time.process_time() has passed ``deadline`` (0 for none), or where it takes
    the memory of a bomb.
    """
    if module in _GENERIC and _open_angles(text) > MAX_ANGLES:
        raise Unfinished("nested too deeply to be parsed", False)
    parser = parser_of(module, function)
    most = _peak() + min(MAX_MEMORY, _LEAST_MEMORY + _MEMORY_EACH * len(text))
    stopped: list[Unfinished] = []
    steps = 0
    parsed = False
    pieces = int(_LEAST_PIECES + _PIECES_EACH * len(text))

    def read(at: int, _: object) -> bytes | bytearray | None:
        nonlocal pieces
        if parsed:  # a node asks for its text, and takes bytes alone
            return text[at : at + _PIECE]
        pieces -= 1
        if pieces < 0:
            if not stopped:
                stopped.append(Unfinished("the parser reads it over and over", False))
            return None
        _piece[:] = text[at : at + _PIECE]
        return _piece

    def stop(*_: object) -> bool:
        nonlocal steps
        steps += 1
        if stopped or steps % _LOOK:
            return bool(stopped)
        if deadline and time.process_time() > deadline:
            stopped.append(Unfinished("the time for one file is over", True))
        elif _peak() > most:
            stopped.append(Unfinished("parsing takes too much memory", False))
        return bool(stopped)

    # the progress of a parser is told only for a source that it reads piece by piece
    try:
        tree: Tree | None = parser.parse(read, progress_callback=stop)
    except ValueError:
        if not stopped:
            raise
        tree = None
    parsed = True
    if stopped:
        parser.reset()  # or it would go on with this text
        parser_of.cache_clear()  # and it keeps the memory that it took
        raise stopped[0]
    assert tree is not None
    return tree


def broken(root: Node) -> int:
    """How much of a tree is error nodes, in bytes."""
    total, pending = 0, [root]
    while pending:
        node = pending.pop()
        if node.type == "ERROR" or node.is_missing:
            total += max(1, node.end_byte - node.start_byte)
        elif node.has_error:
            pending.extend(node.children)
    return total


def _open_angles(text: bytes) -> int:
    """How many ``<`` are open at once at most; exact only where they are many."""
    if text.count(b"<") < MAX_ANGLES or _MANY_ANGLES.search(text) is None:
        return 0
    most = depth = 0
    for token in _ANGLES.findall(text):
        if token == b"<":
            depth += 1
            most = max(most, depth)
        elif token == b">":
            depth = max(0, depth - 1)
        elif token in b";{}":
            depth = 0
    return most


def _peak() -> int:
    """The most memory that this process has had so far, in bytes; 0 where it is not told."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT


class Lowering:
    """Turns one file's tree into statements.

    ``text`` is the file as UTF-8; ``marks`` are the sorted byte offsets at which a word of some
    rule begins. What holds no mark and binds no name is skipped.
    """

    #: node type → method name, for expressions and for statements
    expressions: ClassVar[dict[str, str]] = {}
    statements: ClassVar[dict[str, str]] = {}
    #: node types that hold no code
    skipped: ClassVar[frozenset[str]] = frozenset({"comment"})

    def __init__(self, text: bytes, marks: Sequence[int]) -> None:
        self.text = text
        self.marks = marks
        self.depth = 0

    # -- reading nodes

    def source(self, node: Node | None) -> str:
        """The source text of ``node``; empty for None."""
        if node is None:
            return ""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def relevant(self, node: Node) -> bool:
        """Whether a word of some rule begins inside ``node``."""
        at = bisect_left(self.marks, node.start_byte)
        return at < len(self.marks) and self.marks[at] < node.end_byte

    def named(self, node: Node | None) -> list[Node]:
        """The named children of ``node`` without comments."""
        if node is None:
            return []
        children, skipped = node.named_children, self.skipped
        for child in children:
            if child.type in skipped:
                return [c for c in children if c.type not in skipped]
        return children

    # -- expressions

    def expr(self, node: Node | None) -> s.Expr:
        """Lower one expression; an absent one is an empty `Other`."""
        if node is None:
            return s.Other(0, 0)
        if self.depth > MAX_DEPTH:
            return s.Other(node.start_byte, node.end_byte)
        self.depth += 1
        try:
            method = self.expressions.get(node.type)
            if method is None:
                return self.other(node)
            lowered: s.Expr = getattr(self, method)(node)
            return lowered
        finally:
            self.depth -= 1

    def exprs(self, nodes: Iterable[Node]) -> tuple[s.Expr, ...]:
        """Lower each node."""
        return tuple(self.expr(n) for n in nodes)

    def other(self, node: Node) -> s.Other:
        """An expression that the common syntax has no shape for: its parts, if any matters."""
        children = self.exprs(self.named(node)) if self.relevant(node) else ()
        return s.Other(node.start_byte, node.end_byte, children)

    def name(self, node: Node) -> s.Expr:
        """An identifier."""
        start, end = node.start_byte, node.end_byte
        return s.Name(start, end, self.text[start:end].decode("utf-8", "replace"))

    def inner(self, node: Node) -> s.Expr:
        """The one expression inside parentheses, ``await`` and the like."""
        children = self.named(node)
        return self.expr(children[0]) if len(children) == 1 else self.other(node)

    def chain(self, node: Node, op: str = "operator") -> s.Expr:
        """A left-leaning row of binary operators, without recursing down its left side."""
        spine = []
        while (left := node.child_by_field_name("left")) is not None and left.type == node.type:
            spine.append(node)
            node = left
        spine.append(node)
        result = self.expr(node.child_by_field_name("left"))
        for n in reversed(spine):
            right = self.expr(n.child_by_field_name("right"))
            result = s.Binary(
                n.start_byte, n.end_byte, self.source(n.child_by_field_name(op)), result, right
            )
        return result

    def value(self, node: Node | None) -> s.Expr | None:
        """An initial value; a long one that no rule cares about is left unknown."""
        if node is None:
            return None
        if self.idle(node):
            return s.Other(node.start_byte, node.end_byte)
        return self.expr(node)

    def idle(self, node: Node) -> bool:
        """Whether an expression is a long one that no rule cares about."""
        return node.end_byte - node.start_byte > MAX_IDLE_VALUE and not self.relevant(node)

    # -- statements

    def block(self, node: Node | None) -> tuple[s.Stmt, ...]:
        """The statements of a block, or the one statement that stands in its place."""
        if node is None:
            return ()
        if node.type in self.statements:
            return self.stmt(node)
        return self.body(self.named(node))

    def body(self, nodes: Iterable[Node]) -> tuple[s.Stmt, ...]:
        """Lower statements in order."""
        return tuple(out for n in nodes for out in self.stmt(n))

    def stmt(self, node: Node) -> tuple[s.Stmt, ...]:
        """Lower one statement; none, one or several come out.

        A node type in neither table is gone through as if it were a block: half-written code,
        error nodes and constructs without control flow keep their statements.
        """
        if self.depth > MAX_DEPTH:
            return ()
        self.depth += 1
        try:
            method = self.statements.get(node.type)
            if method is not None:
                lowered: tuple[s.Stmt, ...] | s.Stmt | None = getattr(self, method)(node)
                if lowered is None:
                    return ()
                return lowered if isinstance(lowered, tuple) else (lowered,)
            if not self.relevant(node):
                return ()
            if node.type in self.expressions:
                return (s.Do(node.start_byte, node.end_byte, self.expr(node)),)
            return self.body(self.named(node))
        finally:
            self.depth -= 1

    def do(self, node: Node) -> tuple[s.Stmt, ...]:
        """An expression statement; skipped where nothing in it matters."""
        if self.idle(node):
            return ()
        out: list[s.Stmt] = []
        for inner in self.named(node):
            if inner.type in self.statements:
                out += self.stmt(inner)
            else:
                out.append(s.Do(node.start_byte, node.end_byte, self.expr(inner)))
        return tuple(out)

    def later(self, node: Node | None) -> Callable[[], tuple[s.Stmt, ...]]:
        """A function's body, lowered when first asked for."""
        done: list[tuple[s.Stmt, ...]] = []

        def lower() -> tuple[s.Stmt, ...]:
            if not done:
                depth, self.depth = self.depth, 0
                try:
                    done.append(self.block(node))
                finally:
                    self.depth = depth
            return done[0]

        return lower
