"""Python statements reshaped without loss: what byte edits of one value cannot do.

The only module that loads libcst, and it is loaded only where a fix needs it. Everything comes
back as edits of the text, so that one applier serves all languages. A file that libcst does not
read (Python 2, half-written code) gets no edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from tlslint.facts import Edit, Span
from tlslint.lines import changes
from tlslint.pyimports import Import
from tlslint.record import record

#: Positions take time in proportion to the file; generated files are left to people.
MAX_BYTES = 400_000

#: What may not be evaluated earlier or once only: statements before cannot replace it.
_LATE = (
    *(cst.Lambda, cst.IfExp, cst.BooleanOperation, cst.NamedExpr),
    *(cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp),
)
#: Names for an object that had none, the first that the file does not use.
_NAMES = ("context", "tls_context", "new_tls_context")


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


class _Refused(Exception):
    """The place cannot be rewritten."""


class _File(NamedTuple):
    module: cst.Module
    spans: dict[tuple[int, int], list[cst.CSTNode]]
    parents: dict[cst.CSTNode, cst.CSTNode]


@lru_cache(maxsize=2)
def _file(text: bytes) -> _File | None:
    if len(text) > MAX_BYTES:
        return None
    try:
        wrapper = MetadataWrapper(cst.parse_module(text.decode()), unsafe_skip_copy=True)
        positions = wrapper.resolve(ByteSpanPositionProvider)
    except (cst.ParserSyntaxError, cst.CSTValidationError, UnicodeDecodeError, RecursionError):
        return None
    spans: dict[tuple[int, int], list[cst.CSTNode]] = {}
    for node, at in positions.items():
        spans.setdefault((at.start, at.start + at.length), []).append(node)
    parents: dict[cst.CSTNode, cst.CSTNode] = {}
    stack: list[cst.CSTNode] = [wrapper.module]
    while stack:
        above = stack.pop()
        below = list(above.children)
        parents.update(dict.fromkeys(below, above))
        stack += below
    return _File(wrapper.module, spans, parents)


def rewrite(text: bytes, ask: Ask) -> list[Edit]:
    """The edits that do what ``ask`` says; none where that cannot be done at this place."""
    file = _file(text)
    if file is None:
        return []
    try:
        new = _Rewrite(file, ask).module()
        return changes(text, new.code.encode())
    except (_Refused, cst.ParserSyntaxError, cst.CSTValidationError, RecursionError):
        return []


def imported(text: bytes, value: Span, new: str) -> list[Edit]:
    """The edits after which a bare imported name at ``value`` is another of the same module.

    ``new`` is qualified; its import is added.
    """
    file = _file(text)
    if file is None:
        return []
    home, _, last = new.rpartition(".")
    try:
        node = _node(file, value, cst.Name)
        module = file.module.deep_replace(node, cst.Name(last))
        assert isinstance(module, cst.Module)
        module = _with_import(module, home, last)
        return changes(text, module.code.encode())
    except (_Refused, cst.CSTValidationError, RecursionError):
        return []


def _with_import(module: cst.Module, home: str, name: str | None) -> cst.Module:
    """The module with one more import at its top: of a module, or of a name from one."""
    body = list(module.body)
    place = 0
    for number, line in enumerate(body):
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        if isinstance(small, cst.ImportFrom) and small.module and _code(small.module) == home:
            if name is None:
                place = number + 1
                break
            if not isinstance(small.names, cst.ImportStar):
                comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
                *first, last = small.names
                new = cst.ImportAlias(cst.Name(name), comma=last.comma)
                names = [*first, last.with_changes(comma=comma), new]
                body[number] = line.with_deep_changes(small, names=names)
                return module.with_changes(body=body)
        is_text = isinstance(small, cst.Expr) and isinstance(small.value, cst.SimpleString)
        if isinstance(small, (cst.Import, cst.ImportFrom)) or (number == 0 and is_text):
            place = number + 1
        else:
            break
    code = f"from {home} import {name}" if name else f"import {home}"
    new_line = cst.parse_statement(code, config=module.config_for_parsing)
    return module.with_changes(body=[*body[:place], new_line, *body[place:]])


def without_imports(text: bytes, unused: set[Import]) -> bytes:
    """``text`` without imports that nothing uses."""
    try:
        module = cst.parse_module(text.decode())
        body = [new for line in module.body if (new := _without(line, unused)) is not None]
        return module.with_changes(body=body).code.encode()
    except (cst.ParserSyntaxError, cst.CSTValidationError, RecursionError, UnicodeDecodeError):
        return text


def _without(line: Any, unused: set[Import]) -> Any:
    """A line at the top of a module without some imports; None where nothing is left of it."""
    if not isinstance(line, cst.SimpleStatementLine):
        return line
    kept = []
    for small in line.body:
        names = small.names if isinstance(small, (cst.Import, cst.ImportFrom)) else ()
        if isinstance(names, cst.ImportStar) or not names:
            kept.append(small)
            continue
        home = _code(small.module) if isinstance(small, cst.ImportFrom) and small.module else ""
        left = [each for each in names if _import(each, home) not in unused]
        if len(left) == len(names):
            kept.append(small)
        elif left:
            last = left[-1].with_changes(comma=names[-1].comma)
            kept.append(small.with_changes(names=[*left[:-1], last]))
    if not kept:
        return None
    return (
        line
        if len(kept) == len(line.body) and kept == [*line.body]
        else line.with_changes(body=kept)
    )


def _import(alias: cst.ImportAlias, home: str) -> Import:
    name = _code(alias.name)
    own = (
        alias.asname.name.value
        if alias.asname and isinstance(alias.asname.name, cst.Name)
        else None
    )
    return (home, name, own) if home else (name, None, own)


def _node(file: _File, span: Span, kind: Any) -> Any:
    for node in file.spans.get((span.start, span.end), ()):
        if isinstance(node, kind):
            return node
    raise _Refused


def _code(node: cst.CSTNode) -> str:
    return cst.Module([]).code_for_node(node)


class _Rewrite:
    """One rewrite of one file."""

    def __init__(self, file: _File, ask: Ask) -> None:
        self.file = file
        self.ask = ask
        self.prefixes: dict[str, str] = {}
        self.imports: list[str] = []

    def module(self) -> cst.Module:
        kinds = {"": self.object, "wrap-socket": self.wrap_socket, "options": self.options}
        module = kinds[self.ask.kind]()
        for home in dict.fromkeys(self.imports):
            module = _with_import(module, home, None)
        return module

    # -- names

    def learn(self, function: cst.BaseExpression) -> str:
        """Take the way in which a called function is written as the way of its neighbours."""
        written = _code(function)
        for name in self.ask.known:
            home, _, last = name.rpartition(".")
            if written.endswith(f".{last}"):
                self.prefixes[home] = written[: -len(last) - 1]
                return name
        for name in self.ask.known:
            if self.ask.write(name) == written:
                return name
        return ""

    def name(self, qualified: str) -> str:
        parts = qualified.split(".")
        for size in range(len(parts) - 1, 0, -1):
            prefix = self.prefixes.get(".".join(parts[:size]))
            if prefix is not None:
                return ".".join([prefix, *parts[size:]])
        written = self.ask.write(qualified)
        if written is not None:
            return written
        if parts[0] != "ssl":
            raise _Refused
        self.imports.append(parts[0])
        return qualified

    def fill(self, template: str, made: str = "") -> str:
        out = template.replace("{object}", made)
        while (start := out.find("{name:")) >= 0:
            end = out.index("}", start)
            out = out[:start] + self.name(out[start + 6 : end]) + out[end + 1 :]
        return out

    # -- places

    def path(self, wanted: cst.CSTNode) -> list[cst.CSTNode]:
        """The nodes from the module down to ``wanted``."""
        path = [wanted]
        while path[-1] is not self.file.module:
            above = self.file.parents.get(path[-1])
            if above is None:
                raise _Refused
            path.append(above)
        return path[::-1]

    def statement(self, inner: cst.CSTNode) -> tuple[Any, cst.SimpleStatementLine, bool]:
        """The block and the line of statements around an expression; whether it is evaluated once, there."""
        path = self.path(inner)
        for number in range(len(path) - 1, 0, -1):
            line = path[number]
            if isinstance(line, cst.SimpleStatementLine):
                block = path[number - 1]
                if len(line.body) != 1 or not isinstance(block, (cst.Module, cst.IndentedBlock)):
                    raise _Refused
                return block, line, not any(isinstance(n, _LATE) for n in path[number:-1])
            if isinstance(line, (cst.BaseCompoundStatement, cst.SimpleStatementSuite)):
                break
        raise _Refused

    def parsed(self, code: str) -> Any:
        return cst.parse_statement(code, config=self.file.module.config_for_parsing)

    def replaced(
        self,
        block: Any,
        line: cst.SimpleStatementLine,
        new: Sequence[Any],
        comments: Sequence[cst.EmptyLine] = (),
    ) -> cst.Module:
        """The module with statements in the place of one line; with none of them, a block gets ``pass``.

        ``comments`` are put before them.
        """
        body: list[Any] = []
        waiting: list[cst.EmptyLine] = []  # comments before a statement that goes
        for old in block.body:
            if old is not line:
                if waiting:
                    old = old.with_changes(leading_lines=[*waiting, *old.leading_lines])
                    waiting = []
                body.append(old)
                continue
            statements = list(new)
            if not statements and len(block.body) == 1 and isinstance(block, cst.IndentedBlock):
                statements = [self.parsed("pass")]
            lead = [*line.leading_lines, *comments]
            if statements:
                statements[0] = statements[0].with_changes(leading_lines=lead)
            elif any(each.comment for each in lead):
                waiting = lead
            body += statements
        if waiting:
            raise _Refused
        changed = block.with_changes(body=body)
        if isinstance(block, cst.Module):
            return changed  # type: ignore[no-any-return]
        module = self.file.module.deep_replace(block, changed)
        assert isinstance(module, cst.Module)
        return module

    def unused(self) -> str:
        words = self.file.module.code
        for name in _NAMES:
            if name not in words:
                return name
        raise _Refused

    # -- what makes an object: another value, and statements that follow

    def object(self) -> cst.Module:
        call = _node(self.file, self.ask.fact, cst.Call)
        block, line, once = self.statement(call)
        self.learn(call.func)
        new = call
        if self.ask.text:
            value = self.value_of(call)
            new = call.with_deep_changes(
                value, value=cst.parse_expression(self.fill(self.ask.text))
            )
        return self.placed(block, line, once, call, new, [])

    def value_of(self, call: cst.Call) -> cst.Arg:
        """The argument of a call that holds the value at fault."""
        for (start, end), nodes in self.file.spans.items():
            if start <= self.ask.value.start and self.ask.value.end <= end:
                for arg in call.args:
                    if arg in nodes or arg.value in nodes:
                        return arg
        raise _Refused

    def placed(
        self,
        block: Any,
        line: cst.SimpleStatementLine,
        once: bool,
        call: cst.Call,
        new: cst.BaseExpression,
        made: Sequence[str],
        use: str = "",
    ) -> cst.Module:
        """The module with ``new`` for ``call`` and the statements that follow.

        ``use`` is what stands for the call at the end: an expression of ``{object}``. The object
        gets a name where it has none.
        """
        small = line.body[0]
        target = _target(small) if not use else ""
        if target and isinstance(small, (cst.Assign, cst.AnnAssign)) and small.value is call:
            first = line.deep_replace(call, new)
            done = {_code(s).split("=")[0].strip() for s in _following(block, line)}
            after = [self.fill(a, target) for a in self.ask.after]
            after = [a for a in after if a.split("=")[0].strip() not in done]
            if not after and new is call:
                raise _Refused
            return self.replaced(block, line, [first, *map(self.parsed, after)])
        if not once:
            raise _Refused
        name = self.unused()
        before = [f"{name} = {_code(new)}"]
        before += [self.fill(a, name) for a in (*self.ask.after, *made)]
        end = cst.parse_expression(use.replace("{object}", name) if use else name)
        changed = line.deep_replace(call, end)
        if not isinstance(changed, cst.SimpleStatementLine):
            raise _Refused
        keep = [*map(self.parsed, before)]
        if not (isinstance(small, cst.Expr) and small.value is call and not use):
            keep.append(changed.with_changes(leading_lines=()))
        else:
            keep[0] = keep[0].with_changes(trailing_whitespace=line.trailing_whitespace)
        lost = _comments(call) if use else []
        return self.replaced(block, line, keep, lost)

    # -- ssl.wrap_socket, which Python 3.12 no longer has

    _PARAMETERS = (
        *("sock", "keyfile", "certfile", "server_side", "cert_reqs", "ssl_version", "ca_certs"),
        *("do_handshake_on_connect", "suppress_ragged_eofs", "ciphers"),
    )

    def wrap_socket(self) -> cst.Module:
        call = _node(self.file, self.ask.fact, cst.Call)
        block, line, once = self.statement(call)
        if not once or not self.learn(call.func):
            raise _Refused
        given: dict[str, cst.BaseExpression] = {}
        for number, arg in enumerate(call.args):
            if arg.star or (arg.keyword is None and number >= len(self._PARAMETERS)):
                raise _Refused
            name = arg.keyword.value if arg.keyword else self._PARAMETERS[number]
            if name not in self._PARAMETERS or name in given:
                raise _Refused
            given[name] = arg.value
        if "sock" not in given:
            raise _Refused
        given.pop("ssl_version", None)
        made = []
        if "cert_reqs" in given:
            made.append("{object}.verify_mode = " + _code(given.pop("cert_reqs")))
        roots, pair = given.pop("ca_certs", None), given.pop("certfile", None)
        key, ciphers = given.pop("keyfile", None), given.pop("ciphers", None)
        if pair is None and key is not None and not _is_none(key):
            raise _Refused
        if roots is not None:
            made += _guarded(roots, "{object}.load_verify_locations(%s)")
        if pair is not None:
            second = "" if key is None or _is_none(key) else f", {_code(key)}"
            made += _guarded(pair, "{object}.load_cert_chain(%s" + second.replace("%", "%%") + ")")
        if ciphers is not None:
            made += _guarded(ciphers, "{object}.set_ciphers(%s)")
        rest = [_code(given.pop("sock"))]
        rest += [f"{name}={_code(value)}" for name, value in given.items()]
        new = cst.parse_expression(
            f"{self.name('ssl.SSLContext')}({self.name('ssl.PROTOCOL_TLS')})"
        )
        use = "{object}.wrap_socket(" + ", ".join(rest) + ")"
        return self.placed(block, line, once, call, new, made, use)

    # -- flags of a context

    def options(self) -> cst.Module:
        """Without the flags that let old versions in: fewer flags, or no statement."""
        small = next(
            (
                n
                for n in self.file.spans.get((self.ask.fact.start, self.ask.fact.end), ())
                if isinstance(n, (cst.Assign, cst.AugAssign))
            ),
            None,
        )
        if small is None:
            raise _Refused
        block, line, _ = self.statement(small)
        if line.body[0] is not small:
            raise _Refused
        kept = self.without(small.value)
        target = _code(
            small.target if isinstance(small, cst.AugAssign) else small.targets[0].target
        )
        if kept is None or _code(kept) == target:
            return self.replaced(block, line, [])
        if kept is small.value:
            kept = self.completed(small)
        changed = line.with_deep_changes(small, value=kept)
        return self.replaced(block, line, [changed])

    def completed(self, small: cst.Assign | cst.AugAssign) -> cst.BaseExpression:
        """The flags of an assignment, which clears all others, with those of old versions added."""
        if not isinstance(small, cst.Assign):
            raise _Refused
        value = small.value
        code = _code(value)
        missing = [n for n in self.ask.old if not re.search(rf"\b{n.rpartition('.')[2]}\b", code)]
        for name in missing:
            flag = cst.parse_expression(self.name(name))
            value = cst.BinaryOperation(value, cst.BitOr(), flag)
        if not missing:
            raise _Refused
        return value

    def without(self, value: cst.BaseExpression) -> cst.BaseExpression | None:
        """An expression of flags without the bad ones; None where none is left."""
        if isinstance(value, cst.BinaryOperation):
            left, right = self.without(value.left), self.without(value.right)
            if left is value.left and right is value.right:
                return value
            if left is None or right is None:
                return left if right is None else right
            return value.with_changes(left=left, right=right)
        if isinstance(value, cst.UnaryOperation):
            inner = self.without(value.expression)
            if inner is None or inner is value.expression:
                return None if inner is None else value
            return value.with_changes(expression=inner)
        name = value.attr if isinstance(value, cst.Attribute) else value
        last = name.value if isinstance(name, cst.Name) else ""
        return None if last in self.ask.bad else value


def _target(small: cst.CSTNode) -> str:
    """The variable or attribute that a statement assigns to, if it is only one."""
    target: cst.BaseExpression | None = None
    if isinstance(small, cst.Assign) and len(small.targets) == 1:
        target = small.targets[0].target
    elif isinstance(small, cst.AnnAssign):
        target = small.target
    inner = target
    while isinstance(inner, cst.Attribute):
        inner = inner.value
    return _code(target) if target is not None and isinstance(inner, cst.Name) else ""


def _following(block: Any, line: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The assignments after a line in its block."""
    seen = False
    for statement in block.body:
        if seen and isinstance(statement, cst.SimpleStatementLine):
            yield from (s for s in statement.body if isinstance(s, (cst.Assign, cst.AugAssign)))
        seen = seen or statement is line


def _comments(node: cst.CSTNode) -> list[cst.EmptyLine]:
    """The comments within a node, each as a line of its own."""
    found: list[cst.EmptyLine] = []
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, cst.Comment):
            found.append(cst.EmptyLine(comment=each))
        stack.extend(reversed(each.children))
    return found


def _is_none(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "None"


def _guarded(value: cst.BaseExpression, template: str) -> list[str]:
    """A statement for a value; under a condition where it may be None or empty."""
    if _is_none(value):
        return []
    code = _code(value)
    if isinstance(value, (cst.SimpleString, cst.FormattedString, cst.ConcatenatedString)):
        return [template % code]
    if not isinstance(value, (cst.Name, cst.Attribute)):
        return [template % code]
    return [f"if {code}:\n    {template % code}"]
