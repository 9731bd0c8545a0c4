"""The expressions of VB.NET, read by precedence."""

from __future__ import annotations

import re

from tlslint import syntax as s
from tlslint.languages.base import MAX_DEPTH
from tlslint.languages.vbnet_lexer import spans_lines
from tlslint.languages.vbnet_objects import Objects, number, unquote
from tlslint.languages.vbnet_reader import MAX_NESTING, once

#: binary operators: how strongly they bind, and how they are written here
_BINARY = {
    "xor": (1, "^"),
    "or": (2, "|"),
    "orelse": (2, "||"),
    "and": (3, "&"),
    "andalso": (3, "&&"),
    "=": (5, "=="),
    "<>": (5, "!="),
    "<": (5, "<"),
    ">": (5, ">"),
    "<=": (5, "<="),
    ">=": (5, ">="),
    "is": (5, "=="),
    "isnot": (5, "!="),
    "like": (5, "like"),
    "<<": (6, "<<"),
    ">>": (6, ">>"),
    "&": (7, "+"),
    "+": (8, "+"),
    "-": (8, "-"),
    "mod": (9, "%"),
    "\\": (10, "/"),
    "*": (11, "*"),
    "/": (11, "/"),
    "^": (13, "**"),
}
_NOT, _NEGATE = 4, 12
_LITERALS = {"true": True, "false": False, "nothing": None}
_CONVERSIONS = {
    "cbool": "boolean",
    "cbyte": "byte",
    "cchar": "char",
    "cdate": "date",
    "cdbl": "double",
    "cdec": "decimal",
    "cint": "integer",
    "clng": "long",
    "cobj": "object",
    "csbyte": "sbyte",
    "cshort": "short",
    "csng": "single",
    "cstr": "string",
    "cuint": "uinteger",
    "culng": "ulong",
    "cushort": "ushort",
}
_QUERY = frozenset(
    {
        "from",
        "where",
        "select",
        "order",
        "group",
        "join",
        "let",
        "skip",
        "take",
        "distinct",
        "aggregate",
        "into",
        "on",
        "equals",
        "by",
        "in",
        "ascending",
        "descending",
        "while",
    }
)
_LOGICAL = frozenset({"==", "!=", "<", ">", "<=", ">=", "&&", "||", "like"})


class Expressions(Objects):
    """Operators, values, lambdas and queries."""

    # -- operators

    def expression(self, least: int = 0) -> s.Expr:
        """An expression whose operators bind at least as strongly as ``least``."""
        if self.depth > MAX_NESTING:
            start = self.token.start
            self.balanced()
            return s.Other(start, max(start, self.last))
        self.depth += 1
        try:
            return self.binary(least)
        finally:
            self.depth -= 1

    def binary(self, least: int) -> s.Expr:
        """A row of operators; of a very long one, the parts."""
        start = self.token.start
        left = self.unary()
        links = 0
        rest: list[s.Expr] = []
        while self.token.kind in ("op", "name"):
            strength, op = _BINARY.get(self.token.text, (-1, ""))
            if strength < max(least, 0):
                break
            self.at += 1
            self.lines()
            self.depth += 1
            right = self.binary(strength + 1)
            self.depth -= 1
            links += 1
            if links > MAX_DEPTH:
                rest.append(right)
            else:
                left = s.Binary(start, max(left.end, right.end), op, left, right)
        return s.Other(start, max(left.end, rest[-1].end), (left, *rest)) if rest else left

    def unary(self) -> s.Expr:
        """``Not x``, ``-x``, ``AddressOf x``, ``Await x``, or a value."""
        token = self.token
        if token.kind not in ("op", "name"):
            return self.value()
        if token.text == "not":
            self.at += 1
            operand = self.expression(_NOT)
            logical = isinstance(operand, s.Lit) or (
                isinstance(operand, s.Binary) and operand.op in _LOGICAL
            )
            op = "!" if logical else "~"
            return s.Unary(token.start, max(token.end, operand.end), op, operand)
        if token.text in ("-", "+"):
            self.at += 1
            operand = self.expression(_NEGATE)
            return s.Unary(token.start, max(token.end, operand.end), token.text, operand)
        if token.text in ("addressof", "await") and self.peek().text not in (".", "=", ","):
            self.at += 1
            return self.expression(_NEGATE)
        if token.text == "typeof":
            self.at += 1
            tested = self.expression(6)
            parts = [tested]
            if self.accept("is", "isnot"):
                parts.append(self.type())
            return s.Other(token.start, self.last, tuple(parts))
        return self.value()

    def condition(self) -> s.Expr:
        """An expression that is tested: ``Not`` is logical in it."""
        return _tested(self.expression())

    # -- values

    def value(self) -> s.Expr:
        """A value with all that hangs on it: members, arguments, indexes."""
        start = self.token.start
        return self.links(start, self.primary())

    def links(self, start: int, value: s.Expr) -> s.Expr:
        """``value.a(b)!c``; of a very long row, the parts."""
        count = 0
        parts: list[s.Expr] = []
        types: list[s.Expr] = []
        while True:
            word = self.token.text
            if self.token.kind != "op":
                break
            if word in (".", "?."):
                self.at += 1
                self.lines()
                name = self.token
                if name.kind == "name":
                    self.at += 1
                    if name.text == "new" and isinstance(value, s.Name):  # MyBase.New(…)
                        value = s.Name(start, name.end, value.id)
                    elif name.text == "settings" and isinstance(value, s.Name) and value.id == "my":
                        # what My.Settings gives: the one object of the class that Visual Studio writes
                        own = s.Name(start, name.end, "mysettings")
                        value = s.Attr(start, name.end, own, "default", name.start)
                    else:
                        value = s.Attr(start, name.end, value, name.id, name.start)
                elif name.text in ("@", "<", "."):  # the axes of XML: .@a  .<b>  ...<b>
                    self.axis()
                    value = s.Other(start, self.last, (value,))
                else:
                    value = s.Attr(start, self.last, value, "", self.last)
                    break
            elif word == "(" or (word == "?" and self.peek().text == "("):
                self.accept("?")
                if self.generic():
                    types = self.type_arguments()
                    continue
                arguments = self.tried(value, types, self.arguments())
                value, types = s.Call(start, self.last, value, arguments), []
            elif word == "!" and self.peek().kind == "name":
                self.at += 1
                key = s.Lit(self.token.start, self.token.end, self.source(self.token))
                self.at += 1
                value = s.Index(start, self.last, value, key)
            else:
                break
            count += 1
            if count > MAX_DEPTH // 2:
                parts.append(value)
                if isinstance(value, s.Call):
                    parts[-1:] = [a.value for a in value.args]
                value = s.Other(start, value.end)
        return s.Other(start, value.end, tuple(parts)) if parts else value

    def axis(self) -> None:
        """Go past what follows the dot of an XML axis."""
        while self.token.text in (".", "@"):
            self.at += 1
        if self.accept("<"):
            while not self.done() and not self.accept(">"):
                self.at += 1
        elif self.token.kind == "name":
            self.at += 1

    def primary(self) -> s.Expr:
        """A literal, a name, a construction, a lambda, something in parentheses."""
        token = self.token
        start, end = token.start, token.end
        if token.kind == "name":
            return self.named()
        if token.kind == "string":
            self.at += 1
            return s.Lit(start, end, unquote(self.text[start:end]))
        if token.kind == "number":
            self.at += 1
            value = number(token.text)
            return s.Lit(start, end, value) if value is not None else s.Other(start, end)
        if token.kind == "interpolated":
            self.at += 1
            return self.interpolated(token)
        if token.text == "(":
            return self.parenthesized()
        if token.text == "{":
            return self.braces()
        if token.text in (".", "!", "?.") and self.subject is not None:
            return _moved(self.subject, start)
        if token.text in (".", "?.") and self.peek().kind == "name":
            return s.Other(start, start)
        if token.text == "<" and self.at < self.limit:
            return self.xml()
        if token.kind == "date":
            self.at += 1
            return s.Other(start, end)
        return s.Other(start, start)

    def named(self) -> s.Expr:
        """What begins with a word."""
        token = self.token
        word, start, end = token.text, token.start, token.end
        following = self.peek()
        if word in _LITERALS:
            self.at += 1
            return s.Lit(start, end, _LITERALS[word])
        if word == "new":
            return self.construction()
        if word in ("sub", "function") and following.text == "(":
            return self.function()
        if word in ("async", "iterator") and following.text in ("sub", "function", "async"):
            self.at += 1
            return self.named()
        if word in ("from", "aggregate") and following.kind == "name" and following.text != "is":
            return self.query()
        if word == "global" and following.text == ".":
            self.at += 2
            return self.primary()
        if following.text == "(":
            special = self.special()
            if special is not None:
                return special
        self.at += 1
        return s.Name(start, end, "base" if word == "mybase" else token.id)

    def special(self) -> s.Expr | None:
        """``CType(x, T)``, ``If(a, b, c)`` and what else is written like a call."""
        token = self.token
        word, start = token.text, token.start
        if word in ("ctype", "directcast", "trycast"):
            self.at += 2
            self.lines()
            value = self.expression()
            self.lines()
            self.accept(",")
            self.lines()
            type_ = self.type()
            self.ranks()
            self.lines()
            self.accept(")")
            return s.Cast(start, self.last, type_, value)
        if word == "gettype":
            self.at += 2
            argument = self.type()
            self.ranks()
            self.accept(")")
            name = s.Name(start, token.end, word)
            arg = s.Arg(argument.start, argument.end, None, argument)
            return s.Call(start, self.last, name, (arg,))
        if word not in ("if", "iif", "nameof") and word not in _CONVERSIONS:
            return None
        self.at += 1
        values = [a.value for a in self.arguments()]
        end = self.last
        if word in _CONVERSIONS and len(values) == 1:
            return s.Cast(start, end, s.Name(start, token.end, _CONVERSIONS[word]), values[0])
        if word == "nameof" and len(values) == 1:
            last = re.split(r"[.(\s]", self.text[values[0].start : values[0].end].decode())[-1]
            return s.Lit(start, end, last.strip("[]"))
        if word in ("if", "iif") and len(values) == 3:
            return s.Cond(start, end, _tested(values[0]), values[1], values[2])
        if word == "if" and len(values) == 2:
            return s.Binary(start, end, "??", values[0], values[1])
        return s.Other(start, end, tuple(values))

    # -- lambdas and queries

    def function(self) -> s.Expr:
        """``Function(x) …`` and ``Sub(x) …``, on one line or several."""
        opener, start = self.at, self.token.start
        sub = self.token.text == "sub"
        several = spans_lines(self.row, opener)
        self.at += 1
        params = self.params()
        if self.accept("as"):
            self.type()
            self.ranks()
        end = self.closers.get(opener)
        if several and end is not None:
            inner = self.sub(self.at, min(end, self.limit))
            self.at = min(end + 2, self.limit)
            body = once(inner.block)
        elif sub:
            statements = self.nested(self.statement)
            body = lambda: statements  # noqa: E731
        else:
            value = self.expression()
            result = (s.Leave(value.start, value.end, "return", value),)
            body = lambda: result  # noqa: E731
        relevant = self.relevant(start, self.last)
        return s.Func(start, max(start, self.last), None, params, body, relevant)

    def query(self) -> s.Expr:
        """LINQ: its parts, one after the other; it goes on where a line begins with its words."""
        start = self.token.start
        parts: list[s.Expr] = []
        while self.token.kind != "eof":
            if self.token.kind == "eol" and self.peek().text in _QUERY:
                self.at += 1
            elif self.done() or self.word(")", "}"):
                break
            elif self.token.text in _QUERY or self.word(",", "=", "as") or self.stuck():
                self.at += 1
            else:
                before = self.at
                parts.append(self.expression())
                self.at = max(self.at, before + 1)
        return s.Other(start, self.last, tuple(parts))

    def stuck(self) -> bool:
        """Whether no expression can begin here."""
        return self.token.kind == "op" and self.token.text not in ("(", "{", "-", "+", ".")


def _tested(expr: s.Expr) -> s.Expr:
    """A condition in which ``Not`` is logical."""
    if isinstance(expr, s.Unary) and expr.op == "~":
        return s.Unary(expr.start, expr.end, "!", expr.operand)
    if isinstance(expr, s.Binary) and expr.op in ("&", "|", "&&", "||"):
        right = expr.right
        if isinstance(right, s.Unary) and right.op == "~":
            right = s.Unary(right.start, right.end, "!", right.operand)
        left = expr.left
        if isinstance(left, s.Unary) and left.op == "~":
            left = s.Unary(left.start, left.end, "!", left.operand)
        return s.Binary(expr.start, expr.end, expr.op, left, right)
    return expr


def _moved(expr: s.Expr, at: int) -> s.Expr:
    """A subject of ``With`` as it is meant, unwritten, at another place."""
    if isinstance(expr, s.Attr):
        return s.Attr(at, at, _moved(expr.value, at), expr.name, at)
    return s.Name(at, at, expr.id) if isinstance(expr, s.Name) else s.Other(at, at)
