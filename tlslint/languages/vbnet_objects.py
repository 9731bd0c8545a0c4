"""Constructions of VB.NET, and its literals of text and XML."""

from __future__ import annotations

import re
from bisect import bisect_left

from tlslint import syntax as s
from tlslint.languages.vbnet_lexer import Token
from tlslint.languages.vbnet_reader import Reader
from tlslint.regex import regex

_TAG = regex(rb"<!--.*?-->|<\?.*?\?>|<%=.*?%>|<(/?)[\w:.-]*[^<>]*?(/?)>", re.DOTALL)

#: How many words in front of a variable its declaration is looked for.
_NEAR = 300


class Objects(Reader):
    """Everything that builds an object or text."""

    # -- constructions

    def tried(
        self, func: s.Expr, types: list[s.Expr], arguments: tuple[s.Arg, ...]
    ) -> tuple[s.Arg, ...]:
        """The arguments of ``[Enum].TryParse(x, y)``: ``y`` is given what ``[Enum].Parse`` makes of ``x``."""
        last = arguments[-1] if len(arguments) > 1 else None
        if not isinstance(func, s.Attr) or func.name != "tryparse" or last is None:
            return arguments
        owner = func.value.name if isinstance(func.value, s.Attr) else getattr(func.value, "id", "")
        if owner != "enum" or not isinstance(last.value, s.Name):
            return arguments
        target = last.value
        type_ = types[0] if types else self.declared_as(target.id)
        if type_ is None:
            return arguments
        parse = s.Attr(func.start, func.end, func.value, "parse", func.name_start)
        typed = (s.Arg(type_.start, type_.end, None, type_), arguments[0])
        value = s.Call(func.start, self.last, parse, typed)
        assign = s.Assign(target.start, target.end, (target,), "=", value)
        inline = s.Inline(target.start, target.end, assign)
        return (*arguments[:-1], s.Arg(last.start, last.end, last.name, inline))

    def declared_as(self, name: str) -> s.Expr | None:
        """The type of the nearest ``Dim name As T`` in front."""
        here = self.at
        for at in range(here - 1, max(0, here - _NEAR), -1):
            if self.row[at].text == "as" and self.row[at - 1].id == name:
                self.at = at + 1
                type_ = self.type()
                self.at = here
                return type_
        return None

    def construction(self) -> s.Expr:
        """``New T(…) With {…}``, ``New T() From {…}``, ``New T() {…}``, ``New With {…}``."""
        start = self.token.start
        self.at += 1
        if self.word("with") and self.peek().text == "{":
            self.at += 1
            return s.Map(start, self.last, self.fields()) if self.word("{") else self.type()
        type_ = self.type()
        items = self.items
        made = self.built(start, type_)
        if items is None or not isinstance(made, s.Call):
            return made
        return s.Cast(made.start, made.end, items, made)

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

    def parenthesized(self) -> s.Expr:
        """``(x)`` is ``x``; ``(x, y)`` is a row."""
        start = self.token.start
        values = self.listed(")")
        if len(values) == 1:
            return values[0]
        return s.Seq(start, self.last, tuple(values))

    def braces(self) -> s.Expr:
        """``{a, b}``."""
        start = self.token.start
        values = self.listed("}")
        return s.Seq(start, self.last, tuple(values))

    # -- text and XML

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
