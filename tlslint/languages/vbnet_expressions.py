"""The expressions of VB.NET, read from tokens by precedence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from tlslint import syntax as s
from tlslint.languages.base import MAX_DEPTH
from tlslint.languages.vbnet_lexer import Token, closing, spans_lines

#: Expressions and blocks nested deeper than this are skipped.
MAX_NESTING = 50
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
_PARAMETER = frozenset({"optional", "byval", "byref", "paramarray"})
_CLOSING = frozenset({")", "}", ",", ":", ">"})
_TAG = re.compile(rb"<!--.*?-->|<\?.*?\?>|<%=.*?%>|<(/?)[\w:.-]*[^<>]*?(/?)>", re.DOTALL)


class Expressions:
    """A reader of one stretch of tokens. Statements and declarations are in the subclasses."""

    def __init__(
        self,
        text: bytes,
        marks: Sequence[int],
        row: list[Token],
        closers: dict[int, int],
        at: int = 0,
        end: int | None = None,
    ) -> None:
        self.text = text
        self.marks = marks
        self.row = row
        self.closers = closers
        self.at = at
        self.limit = len(row) - 1 if end is None else end
        self.depth = 0
        #: what ``.Member`` belongs to inside ``With``
        self.subject: s.Expr | None = None

    # -- reading tokens

    @property
    def token(self) -> Token:
        """The next token; past the end of the stretch, one of kind ``eof``."""
        if self.at < self.limit:
            return self.row[self.at]
        start = self.row[min(self.limit, len(self.row) - 1)].start
        return Token("eof", "", start, start)

    def peek(self, ahead: int = 1) -> Token:
        """The token after the next one."""
        at = self.at + ahead
        return self.row[at] if at < self.limit else Token("eof", "", 0, 0)

    def word(self, *words: str) -> bool:
        """Whether the next token is one of ``words``."""
        return self.token.text in words

    def accept(self, *words: str) -> bool:
        """Go past the next token if it is one of ``words``."""
        if self.token.text in words:
            self.at += 1
            return True
        return False

    def lines(self) -> None:
        """Go past ends of lines where a line may go on."""
        while self.token.kind in ("eol", "directive"):
            self.at += 1

    @property
    def last(self) -> int:
        """Where the token before the next one ends."""
        return self.row[self.at - 1].end if self.at else 0

    def done(self) -> bool:
        """Whether the statement ends here."""
        return self.token.kind in ("eol", "eof", "directive") or self.token.text == ":"

    def relevant(self, start: int, end: int) -> bool:
        """Whether a word of some rule begins between the two offsets."""
        at = bisect_left(self.marks, start)
        return at < len(self.marks) and self.marks[at] < end

    def sub(self, at: int, end: int) -> Expressions:
        """A reader of another stretch of the same file."""
        reader = type(self)(self.text, self.marks, self.row, self.closers, at, end)
        reader.subject = self.subject
        return reader

    def block(self) -> tuple[s.Stmt, ...]:
        """The statements up to what ends their block."""
        raise NotImplementedError

    def statement(self) -> tuple[s.Stmt, ...]:
        """The next statement."""
        raise NotImplementedError

    def balanced(self) -> None:
        """Go to the end of the part of a list, of the bracket, or of the line."""
        depth = 0
        while self.token.kind != "eof":
            word = self.token.text
            if depth == 0 and (word in _CLOSING or self.done()):
                return
            depth += (word in ("(", "{")) - (word in (")", "}"))
            self.at += 1

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
        return self.links(self.primary())

    def links(self, value: s.Expr) -> s.Expr:
        """``value.a(b)!c``; of a very long row, the parts."""
        start = value.start
        count = 0
        parts: list[s.Expr] = []
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
                    self.generics()
                    continue
                arguments = self.arguments()
                value = s.Call(start, self.last, value, arguments)
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

    def source(self, token: Token) -> str:
        """The text of a token as it is written, without brackets."""
        return self.text[token.start : token.end].decode("utf-8", "replace").strip("[]")

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

    def parenthesized(self) -> s.Expr:
        """``(x)`` is ``x``; ``(x, y)`` is a row."""
        start = self.token.start
        values = self.list(")")
        if len(values) == 1:
            return values[0]
        return s.Seq(start, self.last, tuple(values))

    def braces(self) -> s.Expr:
        """``{a, b}``."""
        start = self.token.start
        values = self.list("}")
        return s.Seq(start, self.last, tuple(values))

    def list(self, close: str) -> list[s.Expr]:
        """The parts between the bracket that comes next and ``close``."""
        self.at += 1
        self.lines()
        out: list[s.Expr] = []
        while self.token.kind != "eof" and not self.word(close):
            before = self.at
            if self.peek().text == ":=" and self.token.kind == "name":
                self.at += 2
            out.append(self.expression())
            self.lines()
            if not self.accept(",") and not self.word(close):
                self.stray(before)
                break
            self.lines()
        self.accept(close)
        return out

    def stray(self, before: int) -> None:
        """After something unreadable in a list, go to the end of the line or the list."""
        depth = 0
        while not (self.done() and depth == 0) and self.token.kind != "eof":
            if depth == 0 and self.word(")", "}"):
                return
            depth += self.word("(", "{") - self.word(")", "}")
            self.at += 1
        self.at = max(self.at, before)

    def arguments(self) -> tuple[s.Arg, ...]:
        """``(a, , name:=b)``."""
        self.at += 1
        self.lines()
        out: list[s.Arg] = []
        while self.token.kind != "eof" and not self.word(")"):
            start = self.token.start
            if self.accept(","):
                out.append(s.Arg(start, start, None, s.Other(start, start)))
                self.lines()
                continue
            name = None
            if self.token.kind == "name" and self.peek().text == ":=":
                name = self.token.text
                self.at += 2
                self.lines()
            before = self.at
            value = self.expression()
            if self.accept("to"):
                value = s.Other(value.start, value.end, (value, self.expression()))
                value = s.Other(value.start, self.last, value.children)
            out.append(s.Arg(start, max(start, value.end), name, value))
            self.lines()
            if not self.accept(",") and not self.word(")"):
                self.stray(before)
                break
            self.lines()
        self.accept(")")
        return tuple(out)

    def generic(self) -> bool:
        """Whether the parenthesis that comes next is that of ``(Of T)``."""
        following = self.peek()
        return following.text == "of" or (following.kind == "eol" and self.peek(2).text == "of")

    def generics(self) -> None:
        """Go past ``(Of T)``."""
        self.at = min(closing(self.row, self.at) + 1, self.limit)

    # -- types and constructions

    def type(self) -> s.Expr:
        """A type; of an array or a nullable one, that of the element."""
        start = self.token.start
        if self.word("("):  # a tuple
            self.generics()
            return s.Other(start, self.last)
        if self.word("global") and self.peek().text == ".":
            self.at += 2
        if self.token.kind != "name":
            return s.Other(start, start)
        token = self.token
        self.at += 1
        type_: s.Expr = s.Name(token.start, token.end, token.id)
        while True:
            if self.word(".") and self.peek().kind in ("name", "eol"):
                self.at += 1
                self.lines()
                name = self.token
                self.at += 1
                type_ = s.Attr(token.start, name.end, type_, name.id, name.start)
            elif self.word("(") and self.generic():
                self.generics()
            else:
                return type_

    def ranks(self) -> bool:
        """Go past ``?``, ``()`` and ``(,)`` behind a type; whether there is an array's."""
        found = False
        while self.accept("?") or (self.word("(") and self.peek().text in (")", ",")):
            if self.word("("):
                found = True
                self.generics()
        return found

    def construction(self) -> s.Expr:
        """``New T(…) With {…}``, ``New T() From {…}``, ``New T() {…}``, ``New With {…}``."""
        start = self.token.start
        self.at += 1
        if self.word("with") and self.peek().text == "{":
            self.at += 1
            return s.Map(start, self.last, self.fields()) if self.word("{") else self.type()
        return self.built(start, self.type())

    def built(self, start: int, type_: s.Expr) -> s.Expr:
        """What follows the type of a construction."""
        arguments: tuple[s.Arg, ...] = ()
        self.accept("?")
        while self.word("("):
            arguments = self.arguments()
        if self.word("{"):  # an array
            row = self.braces()
            return s.Seq(start, self.last, row.items) if isinstance(row, s.Seq) else row
        fields: tuple[s.Field, ...] = ()
        after = self.at
        self.lines_before("with", "from")
        if self.word("with") and self.brace_follows():
            self.accept("with")
            self.lines()
            fields = self.fields()
        elif self.word("from") and self.brace_follows():
            self.accept("from")
            self.lines()
            return self.collection(start, type_, arguments)
        else:
            self.at = after
        return s.Call(start, max(self.last, type_.end), type_, arguments, True, fields)

    def lines_before(self, *words: str) -> None:
        """Go to the next line if it begins with one of ``words`` and a brace."""
        if self.token.kind == "eol" and self.peek().text in words and self.peek(2).text == "{":
            self.at += 1

    def brace_follows(self) -> bool:
        """Whether ``{`` comes behind the next token, maybe on the next line."""
        ahead = 1
        while self.peek(ahead).kind == "eol":
            ahead += 1
        return self.peek(ahead).text == "{"

    def collection(self, start: int, type_: s.Expr, arguments: tuple[s.Arg, ...]) -> s.Expr:
        """``From {…}``: a mapping where all items are pairs of a dictionary, else a row."""
        items = self.braces()
        parts = items.items if isinstance(items, s.Seq) else (items,)
        fields = []
        for part in parts:
            if not isinstance(part, s.Seq) or len(part.items) != 2:
                return s.Seq(start, self.last, parts)
            fields.append(s.Field(part.start, part.end, *part.items))
        if not fields:
            return s.Call(start, self.last, type_, arguments, True)
        return s.Map(start, self.last, tuple(fields))

    def fields(self) -> tuple[s.Field, ...]:
        """``{.A = 1, Key .B = 2, c.D}``."""
        self.at += 1
        self.lines()
        out: list[s.Field] = []
        while self.token.kind != "eof" and not self.word("}"):
            self.accept("key")
            begin, before = self.token.start, self.at
            if self.word(".") and self.peek(2).text == "=":
                self.at += 1
                key = s.Lit(self.token.start, self.token.end, self.token.id)
                self.at += 2
                self.lines()
                value = self.expression()
            else:
                value = self.expression()
                name = value.name if isinstance(value, s.Attr) else getattr(value, "id", "")
                key = s.Lit(value.start, value.end, name)
            out.append(s.Field(begin, max(begin, value.end), key, value))
            self.lines()
            if not self.accept(",") and not self.word("}"):
                self.stray(before)
                break
            self.lines()
        self.accept("}")
        return tuple(out)

    # -- functions, queries, text, XML

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

    def nested(self, read: Callable[[], tuple[s.Stmt, ...]]) -> tuple[s.Stmt, ...]:
        """Statements, unless they are nested too deep."""
        if self.depth > MAX_NESTING:
            self.balanced()
            return ()
        self.depth += 1
        try:
            return read()
        finally:
            self.depth -= 1

    def params(self) -> tuple[s.Param, ...]:
        """``(ByVal a As T, Optional b As U = 1)``."""
        if not self.word("("):
            return ()
        end = min(closing(self.row, self.at), self.limit)
        self.at += 1
        out: list[s.Param] = []
        while self.at < end:
            self.lines()
            start = self.token.start
            before = self.at
            if self.word("<"):
                while self.at < end and not self.accept(">"):
                    self.at += 1
            while self.token.text in _PARAMETER or self.token.kind == "eol":
                self.at += 1
            name = self.token
            if name.kind == "name":
                self.at += 1
                self.ranks()
                type_ = default = None
                if self.accept("as"):
                    type_ = self.type()
                    self.ranks()
                if self.accept("="):
                    default = self.expression()
                out.append(s.Param(start, max(start, self.last), name.id, default, type_))
            self.lines()
            if not self.accept(",") and self.at < end:
                self.balanced()
                self.accept(",")
            self.at = max(self.at, before + 1)
        self.at = min(end + 1, self.limit)
        return tuple(out)

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

    def interpolated(self, token: Token) -> s.Expr:
        """``$"a{b:x}"``: its text and its values."""
        source = self.text[token.start : token.end]
        parts: list[s.Expr] = []
        position, text, begin = 2, b"", 2
        while position < len(source) - 1:
            pair = source[position : position + 2]
            if pair in (b"{{", b"}}", b'""'):
                text += pair[:1]
                position += 2
            elif pair[:1] == b"{":
                if text:
                    where = token.start + begin, token.start + position
                    parts.append(s.Lit(*where, text.decode("utf-8", "replace")))
                    text = b""
                end = _hole(source, position)
                parts.append(self.hole(token.start + position + 1, token.start + end))
                position = begin = end + 1
            else:
                text += pair[:1]
                position += 1
        if not parts:
            return s.Lit(token.start, token.end, text.decode("utf-8", "replace"))
        if text:
            where = token.start + begin, token.end - 1
            parts.append(s.Lit(*where, text.decode("utf-8", "replace")))
        return s.Format(token.start, token.end, tuple(parts))

    def hole(self, start: int, end: int) -> s.Expr:
        """The value in one hole of interpolated text."""
        raise NotImplementedError

    def xml(self) -> s.Expr:
        """A literal of XML, as far as its tags are balanced; nothing in it is followed."""
        token = self.token
        depth, end = 0, token.end
        for match in _TAG.finditer(self.text, token.start, token.start + 100_000):
            if match.start() == token.start or depth:
                end = match.end()
                if match[1] is not None and match[0][1:2] not in (b"?", b"%", b"!"):
                    depth += -1 if match[1] else 0 if match[2] else 1
            if depth <= 0:
                break
        starts = range(self.at, self.limit)
        skipped = bisect_left(starts, end, key=lambda i: self.row[i].start)
        self.at = max(self.at + 1, self.at + skipped)
        return s.Other(token.start, max(token.end, self.last))


_LOGICAL = frozenset({"==", "!=", "<", ">", "<=", ">=", "&&", "||", "like"})


def once(read: Callable[[], tuple[s.Stmt, ...]]) -> Callable[[], tuple[s.Stmt, ...]]:
    """A function's body that is read when first asked for."""
    done: list[tuple[s.Stmt, ...]] = []

    def body() -> tuple[s.Stmt, ...]:
        if not done:
            done.append(read())
        return done[0]

    return body


def unquote(source: bytes) -> str:
    """The value of ``"…"`` or ``"c"c``."""
    text = source.decode("utf-8", "replace")
    if len(text) > 2 and text[-1] in "cC" and text[-2] == '"':
        text = text[:-1]
    closed = len(text) > 1 and text.endswith('"')
    return text[1 : -1 if closed else None].replace('""', '"')


def number(source: str) -> int | float | None:
    """The value of a number without separators and suffix."""
    source = source.replace("_", "")
    try:
        if source.startswith("&"):
            base = {"h": 16, "o": 8, "b": 2}[source[1]]
            return int(source[2:].rstrip("silu&%"), base)
        plain = source.rstrip("silufrd%@!#&")
        whole = plain.isdigit() and source[len(plain) :] not in ("f", "r", "d", "@", "!", "#")
        return int(plain) if whole else float(plain)
    except ValueError:
        return None


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


def _hole(source: bytes, position: int) -> int:
    """Where the hole that begins at ``position`` ends."""
    depth, quoted = 0, False
    for at in range(position, len(source)):
        byte = source[at : at + 1]
        if byte == b'"':
            quoted = not quoted
        elif not quoted and byte == b"{":
            depth += 1
        elif not quoted and byte == b"}":
            depth -= 1
            if depth == 0:
                return at
    return len(source) - 1
