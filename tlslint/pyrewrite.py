"""Python statements reshaped without loss: what byte edits of one value cannot do.

Everything comes back as edits of the text, so that one applier serves all languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import libcst as cst

from tlslint.facts import Edit, Span
from tlslint.lines import changes
from tlslint.pycode import Refused, code_of, comments, is_none, target_of, with_imports
from tlslint.pyplan import PARAMETERS, Ask, Place, free_name, place_of


def rewrite(text: bytes, ask: Ask) -> list[Edit]:
    """The edits that do what ``ask`` says; none where that cannot be done at this place."""
    place = place_of(text, ask.fact)
    if place is None:
        return []
    try:
        made = _Rewrite(text, ask, place)
        edits = made.edits()
        return with_imports(text, edits, "ssl") if made.imports else edits
    except (Refused, cst.ParserSyntaxError, cst.CSTValidationError, RecursionError):
        return []


_ENDS = "\r\n"


@lru_cache(maxsize=64)
def _expression(code: str) -> cst.BaseExpression:
    return cst.parse_expression(code)


def _calls(node: cst.CSTNode) -> Iterator[cst.Call]:
    """The calls within a node."""
    stack: list[object] = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, cst.CSTNode):
            if isinstance(each, cst.Call):
                yield each
            # ``children`` makes all of them anew
            stack += (getattr(each, name) for name in each.__dataclass_fields__)
        elif isinstance(each, (list, tuple)):
            stack += each


def _size(node: cst.CSTNode) -> int:
    """Bytes of the text of a node."""
    return len(code_of(node).encode())


def _places(module: cst.Module) -> dict[cst.CSTNode, tuple[int, int]]:
    """Where each node of a module stands."""
    from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

    spans = MetadataWrapper(module, unsafe_skip_copy=True).resolve(ByteSpanPositionProvider)
    return {node: (at.start, at.start + at.length) for node, at in spans.items()}


class _Rewrite:
    """One rewrite of one statement, which is all that is read."""

    def __init__(self, text: bytes, ask: Ask, place: Place) -> None:
        self.text = text
        self.ask = ask
        self.place = place
        self.prefixes: dict[str, str] = {}
        self.imports = False
        #: where the statement begins, and where its last line ends
        self.start = place.span.start
        self.end = text.find(b"\n", place.span.end) + 1 or len(text)
        module = cst.parse_module(text[self.start : self.end].decode())
        line = module.body[0] if len(module.body) == 1 else None
        if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
            raise Refused
        self.module = module
        self.line = line

    def edits(self) -> list[Edit]:
        """The edits of the statement."""
        kinds = {"": self.object, "wrap-socket": self.wrap_socket, "options": self.options}
        lines = kinds[self.ask.kind]()
        first = self.text.rfind(b"\n", 0, self.start) + 1
        indent = self.text[first : self.start].decode()
        ends = self.text[self.end - 1 : self.end] == b"\n"
        new = "".join(f"{indent}{line.rstrip(_ENDS)}{self.newline(first)}" for line in lines)
        if lines and not ends:
            new = new.rstrip(_ENDS)
        # the line before tells where an addition belongs
        before = self.text.rfind(b"\n", 0, max(first - 1, 0)) + 1
        known = self.text[before:first]
        found = changes(self.text[before : self.end], known + new.encode())
        return [Edit(Span(e.span.start + before, e.span.end + before), e.text) for e in found]

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
        self.imports = True
        return qualified

    def fill(self, template: str, made: str = "") -> str:
        out = template.replace("{object}", made)
        while (start := out.find("{name:")) >= 0:
            end = out.index("}", start)
            out = out[:start] + self.name(out[start + 6 : end]) + out[end + 1 :]
        return out

    # -- places

    def call(self) -> cst.Call:
        """The call that is to be another; `Refused` where there is none."""
        # to be told where all nodes are costs more than the rest
        whole = getattr(self.line.body[0], "value", None)
        if isinstance(whole, cst.Call) and self.place.is_value:
            return whole
        written = self.text[slice(*self.ask.fact)].decode()
        found = [each for each in _calls(self.line) if code_of(each) == written]
        if len(found) == 1:
            return found[0]
        first, last = (at - self.start for at in self.ask.fact)
        for node, (start, end) in _places(self.module).items():
            if isinstance(node, cst.Call) and (start, end) == (first, last):
                return node
        raise Refused

    def written(self, line: cst.CSTNode) -> str:
        """The text of the statement's line, as it is now."""
        return self.module.with_changes(body=[line]).code

    def replaced(self, call: cst.Call, new: cst.BaseExpression) -> str:
        """The text of the statement's line, with another expression for the call."""
        if call.lpar:
            return self.written(self.line.deep_replace(call, new))
        first, last = self.ask.fact
        code = self.text[self.start : first], code_of(new).encode(), self.text[last : self.end]
        return b"".join(code).decode()

    def newline(self, first: int) -> str:
        """How lines end here; ``first`` is where the statement's line begins."""
        ends = (self.text[at - 2 : at] for at in (self.end, first) if at > 1)
        return "\r\n" if b"\r\n" in ends else "\n"

    def unused(self) -> str:
        name = free_name(self.text)
        if name is None:
            raise Refused
        return name

    # -- what makes an object: another value, and statements that follow

    def object(self) -> list[str]:
        call = self.call()
        self.learn(call.func)
        new = call
        if self.ask.text:
            value = self.value_of(call)
            new = call.with_deep_changes(value, value=_expression(self.fill(self.ask.text)))
        return self.placed(call, new, [])

    def value_of(self, call: cst.Call) -> cst.Arg:
        """The argument of a call that holds the value at fault."""
        first, last = (at - self.ask.fact[0] for at in self.ask.value)
        before = (call.func, call.whitespace_after_func, call.whitespace_before_args)
        at = 1 + sum(_size(each) for each in before)
        for arg in call.args:
            end = at + _size(arg)
            if at <= first and last <= end:
                return arg
            at = end
        raise Refused

    def placed(
        self, call: cst.Call, new: cst.BaseExpression, made: Sequence[str], use: str = ""
    ) -> list[str]:
        """The lines with ``new`` for ``call`` and the statements that follow.

        ``use`` is what stands for the call at the end: an expression of ``{object}``. The object
        gets a name where it has none.
        """
        small = self.line.body[0]
        target = target_of(small) if not use else ""
        if target and isinstance(small, (cst.Assign, cst.AnnAssign)) and small.value is call:
            first = self.replaced(call, new)
            after = [self.fill(a, target) for a in self.ask.after]
            after = [a for a in after if not self.place.assigned(a.split("=")[0].strip())]
            if not after and new is call:
                raise Refused
            return [first, *after]
        if not self.place.once:
            raise Refused
        name = self.unused()
        lines = [f"{name} = {code_of(new)}"]
        lines += [self.fill(a, name) for a in self.ask.after]
        for each in made:
            lines += self.fill(each, name).split("\n")
        if isinstance(small, cst.Expr) and small.value is call and not use:
            lines[0] += code_of(self.line.trailing_whitespace)
            return lines
        end = cst.parse_expression(use.replace("{object}", name) if use else name)
        lines.append(self.replaced(call, end))
        kept = comments(call) if use and b"#" in self.text[self.start : self.end] else []
        return [*kept, *lines]

    # -- ssl.wrap_socket, which Python 3.12 no longer has

    def wrap_socket(self) -> list[str]:
        call = self.call()
        if not self.place.once or not self.learn(call.func):
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
        new = _expression(f"{self.name('ssl.SSLContext')}({self.name('ssl.PROTOCOL_TLS')})")
        use = "{object}.wrap_socket(" + ", ".join(rest) + ")"
        return self.placed(call, new, made, use)

    # -- flags of a context

    def options(self) -> list[str]:
        """Without the flags that let old versions in: fewer flags, or no statement."""
        small = self.line.body[0]
        if not isinstance(small, (cst.Assign, cst.AugAssign)):
            raise Refused
        kept = self.without(small.value)
        target = code_of(
            small.target if isinstance(small, cst.AugAssign) else small.targets[0].target
        )
        if kept is None or code_of(kept) == target:
            return ["pass"] if self.place.only else []
        if kept is small.value:
            kept = self.completed(small)
        return [self.written(self.line.with_deep_changes(small, value=kept))]

    def completed(self, small: cst.Assign | cst.AugAssign) -> cst.BaseExpression:
        """The flags of an assignment, which clears all others, with those of old versions added."""
        if not isinstance(small, cst.Assign):
            raise Refused
        value = small.value
        code = code_of(value)
        missing = [n for n in self.ask.old if not re.search(rf"\b{n.rpartition('.')[2]}\b", code)]
        for name in missing:
            flag = _expression(self.name(name))
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
