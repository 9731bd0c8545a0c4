"""Python statements reshaped without loss: what byte edits of one value cannot do.

Everything comes back as edits of the text, so that one applier serves all languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import libcst as cst

from tlslint.facts import Edit
from tlslint.pycode import (
    File,
    Refused,
    code_of,
    comments,
    file_of,
    is_none,
    node_at,
    target_of,
    with_imports,
)
from tlslint.pyplan import PARAMETERS, Ask, free_name

#: What may not be evaluated earlier or once only: statements before cannot replace it.
_LATE = (
    *(cst.Lambda, cst.IfExp, cst.BooleanOperation, cst.NamedExpr),
    *(cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp),
)


def rewrite(text: bytes, ask: Ask) -> list[Edit]:
    """The edits that do what ``ask`` says; none where that cannot be done at this place."""
    file = file_of(text)
    if file is None:
        return []
    try:
        made = _Rewrite(file, ask)
        return with_imports(file, made.module(), dict.fromkeys(made.imports, ""))
    except (Refused, cst.ParserSyntaxError, cst.CSTValidationError, RecursionError):
        return []


class _Rewrite:
    """One rewrite of one file."""

    def __init__(self, file: File, ask: Ask) -> None:
        self.file = file
        self.ask = ask
        self.prefixes: dict[str, str] = {}
        self.imports: list[str] = []

    def module(self) -> cst.Module:
        kinds = {"": self.object, "wrap-socket": self.wrap_socket, "options": self.options}
        return kinds[self.ask.kind]()

    # -- names

    def learn(self, function: cst.BaseExpression) -> str:
        """Take the way in which a called function is written as the way of its neighbours."""
        written = code_of(function)
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
            raise Refused
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
                raise Refused
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
                    raise Refused
                return block, line, not any(isinstance(n, _LATE) for n in path[number:-1])
            if isinstance(line, (cst.BaseCompoundStatement, cst.SimpleStatementSuite)):
                break
        raise Refused

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
            raise Refused
        changed = block.with_changes(body=body)
        if isinstance(block, cst.Module):
            return changed  # type: ignore[no-any-return]
        return self.file.replaced(block, changed)

    def unused(self) -> str:
        name = free_name(self.file.text)
        if name is None:
            raise Refused
        return name

    # -- what makes an object: another value, and statements that follow

    def object(self) -> cst.Module:
        call = node_at(self.file, self.ask.fact, cst.Call)
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
        for arg in call.args:
            for node in (arg, arg.value):
                start, end = self.file.places.get(node, (0, -1))
                if start <= self.ask.value.start and self.ask.value.end <= end:
                    return arg
        raise Refused

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
        target = target_of(small) if not use else ""
        if target and isinstance(small, (cst.Assign, cst.AnnAssign)) and small.value is call:
            first = line.deep_replace(call, new)
            after = [self.fill(a, target) for a in self.ask.after]
            after = [
                a for a in after if not self.file.sets_after(block, line, a.split("=")[0].strip())
            ]
            if not after and new is call:
                raise Refused
            return self.replaced(block, line, [first, *map(self.parsed, after)])
        if not once:
            raise Refused
        name = self.unused()
        before = [f"{name} = {code_of(new)}"]
        before += [self.fill(a, name) for a in (*self.ask.after, *made)]
        end = cst.parse_expression(use.replace("{object}", name) if use else name)
        changed = line.deep_replace(call, end)
        if not isinstance(changed, cst.SimpleStatementLine):
            raise Refused
        keep = [*map(self.parsed, before)]
        if not (isinstance(small, cst.Expr) and small.value is call and not use):
            keep.append(changed.with_changes(leading_lines=()))
        else:
            keep[0] = keep[0].with_changes(trailing_whitespace=line.trailing_whitespace)
        lost = comments(call) if use else []
        return self.replaced(block, line, keep, lost)

    # -- ssl.wrap_socket, which Python 3.12 no longer has

    def wrap_socket(self) -> cst.Module:
        call = node_at(self.file, self.ask.fact, cst.Call)
        block, line, once = self.statement(call)
        if not once or not self.learn(call.func):
            raise Refused
        given: dict[str, cst.BaseExpression] = {}
        for number, arg in enumerate(call.args):
            if arg.star or (arg.keyword is None and number >= len(PARAMETERS)):
                raise Refused
            name = arg.keyword.value if arg.keyword else PARAMETERS[number]
            if name not in PARAMETERS or name in given:
                raise Refused
            given[name] = arg.value
        if "sock" not in given:
            raise Refused
        given.pop("ssl_version", None)
        made = []
        if "cert_reqs" in given:
            made.append("{object}.verify_mode = " + code_of(given.pop("cert_reqs")))
        roots, pair = given.pop("ca_certs", None), given.pop("certfile", None)
        key, ciphers = given.pop("keyfile", None), given.pop("ciphers", None)
        if pair is None and key is not None and not is_none(key):
            raise Refused
        if roots is not None:
            made += _guarded(roots, "{object}.load_verify_locations(%s)")
        if pair is not None:
            second = "" if key is None or is_none(key) else f", {code_of(key)}"
            made += _guarded(pair, "{object}.load_cert_chain(%s" + second.replace("%", "%%") + ")")
        if ciphers is not None:
            made += _guarded(ciphers, "{object}.set_ciphers(%s)")
        rest = [code_of(given.pop("sock"))]
        rest += [f"{name}={code_of(value)}" for name, value in given.items()]
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
            raise Refused
        block, line, _ = self.statement(small)
        if line.body[0] is not small:
            raise Refused
        kept = self.without(small.value)
        target = code_of(
            small.target if isinstance(small, cst.AugAssign) else small.targets[0].target
        )
        if kept is None or code_of(kept) == target:
            return self.replaced(block, line, [])
        if kept is small.value:
            kept = self.completed(small)
        changed = line.with_deep_changes(small, value=kept)
        return self.replaced(block, line, [changed])

    def completed(self, small: cst.Assign | cst.AugAssign) -> cst.BaseExpression:
        """The flags of an assignment, which clears all others, with those of old versions added."""
        if not isinstance(small, cst.Assign):
            raise Refused
        value = small.value
        code = code_of(value)
        missing = [n for n in self.ask.old if not re.search(rf"\b{n.rpartition('.')[2]}\b", code)]
        for name in missing:
            flag = cst.parse_expression(self.name(name))
            value = cst.BinaryOperation(value, cst.BitOr(), flag)
        if not missing:
            raise Refused
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


def _guarded(value: cst.BaseExpression, template: str) -> list[str]:
    """A statement for a value; under a condition where it may be None or empty."""
    if is_none(value):
        return []
    code = code_of(value)
    if isinstance(value, (cst.SimpleString, cst.FormattedString, cst.ConcatenatedString)):
        return [template % code]
    if not isinstance(value, (cst.Name, cst.Attribute)):
        return [template % code]
    return [f"if {code}:\n    {template % code}"]
