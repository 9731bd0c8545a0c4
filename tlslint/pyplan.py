"""What is asked of a rewrite of Python statements, and whether it can be done at a place.

`tlslint.pyrewrite` does it, with a library that takes long to load; reports that only say what
`tlslint fix` would do look here, with the parser of the running Python.
"""

from __future__ import annotations

import _ast as ast  # the other half of `ast` takes longer to load than all that is here
import re
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate

from tlslint.facts import Span
from tlslint.record import record
from tlslint.regex import regex

#: Positions take time in proportion to the file; generated files are left to people.
MAX_BYTES = 400_000
#: Names for an object that had none, the first that the file does not use.
NAMES = ("context", "tls_context", "new_tls_context")
#: The parameters of ``ssl.wrap_socket``.
PARAMETERS = (
    *("sock", "keyfile", "certfile", "server_side", "cert_reqs", "ssl_version", "ca_certs"),
    *("do_handshake_on_connect", "suppress_ragged_eofs", "ciphers"),
)
_NAME = regex(r"\{name:([^}]*)\}")
#: What may not be evaluated earlier or once only: statements before cannot replace it.
LATE = (
    *(ast.Lambda, ast.IfExp, ast.BoolOp, ast.NamedExpr),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


@record
class Ask:
    """What to do: at the call or statement ``fact``, whose value at fault is ``value``.

    ``text`` is what replaces the value (empty: it stays), ``after`` are statements that follow,
    with ``{object}`` in place of what the call makes. ``{name:…}`` in both is a qualified name.
    ``known`` are the qualified names that the call may have, ``write`` tells how the file writes
    a qualified name, ``bad`` are the last parts of names of flags that must go, ``old`` the names of those that
    switch old versions off.
    """

    kind: str
    fact: Span
    value: Span
    text: str
    after: tuple[str, ...]
    known: tuple[str, ...]
    write: Callable[[str], str | None]
    bad: frozenset[str] = frozenset()
    old: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def free_name(text: bytes) -> str | None:
    """The first of the names for an object that had none which is no word of a file."""
    code = text.decode()
    return next((n for n in NAMES if not re.search(rf"\b{n}\b", code)), None)


def can(text: bytes, ask: Ask) -> bool:
    """Whether what ``ask`` says can be done at its place."""
    code = code_of(text)
    return code is not None and _Plan(code, ask).holds()


@record
class Code:
    """A file's tree and where its lines begin."""

    text: bytes
    tree: ast.Module
    starts: list[int]
    #: node → what it stands in, and place → the call or assignment there; filled when first asked
    parents: dict[ast.AST, ast.AST]
    placed: dict[Span, ast.AST]
    #: number of a block → where each statement is in it, and the last assignment to each target
    blocks: dict[int, tuple[dict[ast.AST, int], dict[str, int]]]

    def path(self, fact: Span) -> list[ast.AST]:
        """The nodes from the module down to a call or an assignment; none where none stands just there."""
        if not self.parents:
            nodes: list[ast.AST] = [self.tree]
            for node in nodes:
                if isinstance(node, (ast.Call, ast.Assign, ast.AugAssign)):
                    self.placed.setdefault(self.span(node), node)
                for below in _children(node):
                    self.parents[below] = node
                    nodes.append(below)
        here = self.placed.get(fact)
        path: list[ast.AST] = []
        while here is not None:
            path.append(here)
            here = self.parents.get(here)
        return path[::-1]

    def assigned(self, block: list[ast.stmt], line: ast.stmt, target: str) -> bool:
        """Whether a statement of a block behind ``line`` assigns to ``target``."""
        known, last = self.known(block)
        return last.get(target, -1) > known[line]

    def holds(self, block: list[ast.stmt], line: ast.stmt) -> bool:
        """Whether a statement is one of a block."""
        return line in self.known(block)[0]

    def known(self, block: list[ast.stmt]) -> tuple[dict[ast.AST, int], dict[str, int]]:
        """Where each statement of a block is in it, and the last assignment to each target."""
        if id(block) not in self.blocks:
            places: dict[ast.AST, int] = {each: at for at, each in enumerate(block)}
            self.blocks[id(block)] = places, {self.left(each): at for at, each in enumerate(block)}
        return self.blocks[id(block)]

    def left(self, line: ast.stmt) -> str:
        """What an assignment assigns to."""
        if not isinstance(line, (ast.Assign, ast.AugAssign)):
            return ""
        return self.source(line).split("=")[0].strip()

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Where a node stands."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return Span(
            self.starts[node.lineno - 1] + node.col_offset, self.starts[end_line - 1] + end_column
        )

    def source(self, node: ast.expr | ast.stmt) -> str:
        """The text of a node."""
        span = self.span(node)
        return self.text[span.start : span.end].decode()


@lru_cache(maxsize=2)
def code_of(text: bytes) -> Code | None:
    """The code of a file; None where it is too large, or is not of this Python."""
    if len(text) > MAX_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = compile(text.decode(), "<code>", "exec", ast.PyCF_ONLY_AST)
            assert isinstance(tree, ast.Module)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    return Code(text, tree, starts, {}, {}, {})


@record
class Place:
    """The simple statement in which a call or an assignment stands, and the block of which it is one.

    ``once`` says whether the call is evaluated once, where the statement stands.
    """

    code: Code
    node: ast.AST
    statement: ast.stmt
    block: list[ast.stmt]
    once: bool

    @property
    def span(self) -> Span:
        """Where the statement stands."""
        return self.code.span(self.statement)

    @property
    def is_value(self) -> bool:
        """Whether it is all that the statement assigns, gives back or evaluates."""
        return getattr(self.statement, "value", None) is self.node

    @property
    def only(self) -> bool:
        """Whether its block has no other statement."""
        return len(self.block) == 1 and self.block is not self.code.tree.body

    def assigned(self, target: str) -> bool:
        """Whether a statement behind it in its block assigns to ``target``."""
        return self.code.assigned(self.block, self.statement, target)


def place_of(text: bytes, fact: Span) -> Place | None:
    """The statement of a call or an assignment; None where that cannot be reshaped."""
    code = code_of(text)
    path = code.path(fact) if code is not None else []
    number = max((n for n, node in enumerate(path) if isinstance(node, ast.stmt)), default=0)
    if code is None or not number:
        return None
    above, statement, *inner = path[number - 1 :]
    assert isinstance(statement, ast.stmt)
    if hasattr(statement, "body"):
        return None
    blocks = (getattr(above, name, None) for name in _BLOCKS)
    block = next((rows for rows in blocks if rows and code.holds(rows, statement)), None)
    if block is None:
        return None
    once = not any(isinstance(node, LATE) for node in inner)
    return Place(code, path[-1], statement, block, once)


class _Plan:
    """One rewrite of one file."""

    def __init__(self, code: Code, ask: Ask) -> None:
        self.code = code
        self.ask = ask

    def holds(self) -> bool:
        kinds = {"": self.object, "wrap-socket": self.wrap_socket, "options": self.options}
        place = place_of(self.code.text, self.ask.fact)
        if place is None or not self.alone(place.statement):
            return False
        return kinds[self.ask.kind](place.node, place.block, place.statement, place.once)

    def covers(self, node: ast.AST, inner: Span) -> bool:
        if not isinstance(node, (ast.expr, ast.stmt)):
            return any(self.covers(n, inner) for n in _children(node))
        span = self.code.span(node)
        for each in getattr(node, "decorator_list", ()):
            span = Span(min(span.start, self.code.span(each).start), span.end)
        return span.start <= inner.start and inner.end <= span.end

    def alone(self, statement: ast.stmt) -> bool:
        """Whether nothing else stands on the lines of a statement."""
        text, span = self.code.text, self.code.span(statement)
        start = text.rfind(b"\n", 0, span.start) + 1
        end = text.find(b"\n", span.end)
        rest = text[span.end : end if end >= 0 else len(text)].strip().removeprefix(b";").strip()
        return not text[start : span.start].strip() and (not rest or rest.startswith(b"#"))

    # -- names

    def names(self, call: ast.Call | None, *templates: str) -> bool:
        """Whether the file can write all names in templates, maybe with an import of ssl."""
        homes = {self.home(call)} if call is not None else set()
        for template in templates:
            for name in _NAME.findall(template):
                parts = name.split(".")
                beside = any(".".join(parts[:n]) in homes for n in range(1, len(parts)))
                if not beside and self.ask.write(name) is None and parts[0] != "ssl":
                    return False
        return True

    def home(self, call: ast.Call) -> str | None:
        """The module of a called function, by which its neighbours can be written."""
        written = self.code.source(call.func)
        found = (n.rpartition(".") for n in self.ask.known)
        return next((home for home, _, last in found if written.endswith(f".{last}")), None)

    # -- kinds of rewrites

    def object(self, call: ast.AST, block: list[ast.stmt], line: ast.stmt, once: bool) -> bool:
        if not isinstance(call, ast.Call):
            return False
        values = (*call.args, *(k.value for k in call.keywords))
        if self.ask.text and not any(self.covers(v, self.ask.value) for v in values):
            return False
        if not self.names(call, self.ask.text, *self.ask.after):
            return False
        target = self.target(line)
        if target and getattr(line, "value", None) is call:
            after = [a.replace("{object}", target).split("=")[0].strip() for a in self.ask.after]
            return bool(self.ask.text) or any(not self.code.assigned(block, line, a) for a in after)
        return once and self.free()

    def target(self, line: ast.stmt) -> str:
        """The variable or attribute that a statement assigns to, if it is only one."""
        target: ast.expr | None = None
        if isinstance(line, ast.Assign) and len(line.targets) == 1:
            target = line.targets[0]
        elif isinstance(line, ast.AnnAssign):
            target = line.target
        inner = target
        while isinstance(inner, ast.Attribute):
            inner = inner.value
        return (
            self.code.source(target) if target is not None and isinstance(inner, ast.Name) else ""
        )

    def free(self) -> bool:
        """Whether a name is free for an object that had none."""
        return free_name(self.code.text) is not None

    def wrap_socket(self, call: ast.AST, block: list[ast.stmt], line: ast.stmt, once: bool) -> bool:
        if not isinstance(call, ast.Call) or not once or not self.free():
            return False
        written = self.code.source(call.func)
        if self.home(call) is None and written not in map(self.ask.write, self.ask.known):
            return False
        given: dict[str | None, ast.expr] = {}
        if len(call.args) > len(PARAMETERS):
            return False
        rows = [
            *zip(PARAMETERS, call.args, strict=False),
            *((k.arg, k.value) for k in call.keywords),
        ]
        for name, value in rows:
            if isinstance(value, ast.Starred) or name not in PARAMETERS or name in given:
                return False
            given[name] = value
        key = given.get("keyfile")
        alone = key is not None and "certfile" not in given and not _is_none(key)
        return "sock" in given and not alone

    def options(self, small: ast.AST, block: list[ast.stmt], line: ast.stmt, once: bool) -> bool:
        if small is not line or not isinstance(small, (ast.Assign, ast.AugAssign)):
            return False
        target = small.target if isinstance(small, ast.AugAssign) else small.targets[0]
        kept = self.without(small.value)
        if kept is None or (
            kept is not small.value and self.code.source(kept) == self.code.source(target)
        ):
            # comments before it go to the next statement
            if block[-1] is not line or len(block) == 1:
                return True
            before = self.code.text[self.code.span(block[-2]).end : self.code.span(line).start]
            return not before.rstrip().rpartition(b"\n")[2].lstrip().startswith(b"#")
        if kept is small.value:
            code = self.code.source(small.value)
            missing = [n for n in self.ask.old if not re.search(rf"\b{_last(n)}\b", code)]
            return isinstance(small, ast.Assign) and bool(missing)
        return True

    def without(self, value: ast.expr) -> ast.expr | None:
        """An expression of flags without the bad ones; None where none is left."""
        if isinstance(value, ast.BinOp):
            left, right = self.without(value.left), self.without(value.right)
            if left is value.left and right is value.right:
                return value
            if left is None or right is None:
                return left if right is None else right
            return left
        if isinstance(value, ast.UnaryOp):
            inner = self.without(value.operand)
            return value if inner is value.operand else inner
        last = getattr(value, "attr", None) or getattr(value, "id", "")
        return None if last in self.ask.bad else value


_BLOCKS = ("body", "orelse", "finalbody")


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes directly below one, in order."""
    for name in node._fields:
        value = getattr(node, name, None)
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, ast.AST):
                yield each


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
