"""Reading VB.NET's tokens: lists, types, parameters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from tlslint import syntax as s
from tlslint.languages.vbnet_lexer import Token, closing

#: Expressions and blocks nested deeper than this are skipped.
MAX_NESTING = 40
_PARAMETER = frozenset({"optional", "byval", "byref", "paramarray"})
#: how the names of generic types end that are nothing but a number of items
_COLLECTIONS = (
    *("list", "collection", "enumerable", "dictionary", "set", "queue", "stack", "bag", "array"),
)
_CLOSING = frozenset({")", "}", ",", ":", ">"})
R = TypeVar("R", bound="Reader")


class Reader:
    """A reader of one stretch of tokens. What it reads is in the subclasses."""

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
        self.items: s.Expr | None = None
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

    def source(self, token: Token) -> str:
        """The text of a token as it is written, without brackets."""
        return self.text[token.start : token.end].decode("utf-8", "replace").strip("[]")

    def sub(self: R, at: int, end: int) -> R:
        """A reader of another stretch of the same file."""
        reader = type(self)(self.text, self.marks, self.row, self.closers, at, end)
        reader.subject = self.subject
        return reader

    def balanced(self) -> None:
        """Go to the end of the part of a list, of the bracket, or of the line."""
        depth = 0
        while self.token.kind != "eof":
            word = self.token.text
            if depth == 0 and (word in _CLOSING or self.done()):
                return
            depth += (word in ("(", "{")) - (word in (")", "}"))
            self.at += 1

    # -- what subclasses read

    def expression(self, least: int = 0) -> s.Expr:
        """An expression whose operators bind at least as strongly as ``least``."""
        raise NotImplementedError

    def block(self) -> tuple[s.Stmt, ...]:
        """The statements up to what ends their block."""
        raise NotImplementedError

    def statement(self) -> tuple[s.Stmt, ...]:
        """The next statement."""
        raise NotImplementedError

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

    # -- lists

    def listed(self, close: str) -> list[s.Expr]:
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

    def params(self) -> tuple[s.Param, ...]:
        """``(ByVal a As T, Optional b As U = 1)``."""
        if not self.word("("):
            return ()
        end = min(closing(self.row, self.at), self.limit)
        self.at += 1
        if self.row[end].text != ")":
            return ()
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
                    type_ = self.taken_as()
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

    # -- types

    def type(self) -> s.Expr:
        """A type; of an array or a nullable one, that of the element.

        ``self.items`` is then the type of the items of a collection, else None.
        """
        self.items = None
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
                items = self.type_arguments()
                last = type_.name if isinstance(type_, s.Attr) else token.id
                self.items = items[-1] if items and last.endswith(_COLLECTIONS) else None
            else:
                return type_

    def taken_as(self) -> s.Expr:
        """The type that a value is declared to have; of a collection that of its items."""
        type_ = self.type()
        return self.items or type_

    def type_arguments(self) -> list[s.Expr]:
        """The types in ``(Of T, U)``, which is gone past."""
        end = closing(self.row, self.at)
        reader = self.sub(self.at + 2, end)
        reader.depth = self.depth + 1
        found: list[s.Expr] = []
        while reader.depth < MAX_NESTING and reader.token.kind == "name" and len(found) < 8:
            found.append(reader.type())
            reader.ranks()
            if not reader.accept(","):
                break
        self.generics()
        return found

    def ranks(self) -> bool:
        """Go past ``?``, ``()`` and ``(,)`` behind a type; whether there is an array's."""
        found = False
        while self.accept("?") or (self.word("(") and self.peek().text in (")", ",")):
            if self.word("("):
                found = True
                self.generics()
        return found

    def generic(self) -> bool:
        """Whether the parenthesis that comes next is that of ``(Of T)``."""
        following = self.peek()
        return following.text == "of" or (following.kind == "eol" and self.peek(2).text == "of")

    def generics(self) -> None:
        """Go past ``(Of T)``."""
        end = closing(self.row, self.at)
        self.at = min(end + (self.row[end].text == ")"), self.limit)


def once(read: Callable[[], tuple[s.Stmt, ...]]) -> Callable[[], tuple[s.Stmt, ...]]:
    """A function's body that is read when first asked for."""
    done: list[tuple[s.Stmt, ...]] = []

    def body() -> tuple[s.Stmt, ...]:
        if not done:
            done.append(read())
        return done[0]

    return body
