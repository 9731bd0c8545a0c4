"""The statements of VB.NET that hold others."""

from __future__ import annotations

from tlslint import syntax as s
from tlslint.languages.vbnet_lines import Lines

#: statements that say nothing: the rest of their line is skipped
_IDLE = frozenset({"goto", "resume", "erase", "option", "stop"})
#: behind a word that is also a name, these say that it is one
_NAMES = frozenset({"=", ".", "(", ",", "+=", "-=", "&=", "!"})
_STATEMENTS = {
    "dim": "dim",
    "const": "dim",
    "static": "dim",
    "if": "if_",
    "select": "select",
    "for": "for_",
    "while": "while_",
    "do": "do",
    "using": "using",
    "synclock": "using",
    "with": "with_",
    "try": "try_",
    "return": "leave",
    "throw": "leave",
    "yield": "leave",
    "exit": "exit",
    "continue": "exit",
    "end": "end",
    "addhandler": "handler",
    "removehandler": "handler",
    "call": "called",
    "raiseevent": "called",
    "set": "called",
    "let": "called",
    "redim": "redim",
    "on": "on",
}
#: statements that a colon may follow at once
_BARE = frozenset(
    {"return", "throw", "end", "do", "try", "else", "finally", "stop", "loop", "next"}
)
#: words that are names as well
_CONTEXTUAL = frozenset({"yield", "set", "let", "on", "option"})


class Statements(Lines):
    """A reader of the body of a function."""

    def statement(self) -> tuple[s.Stmt, ...]:
        """One statement."""
        token = self.token
        if token.kind == "number":  # the number of a line
            self.at += 1
            return ()
        if token.kind == "name":
            if self.peek().text == ":" and token.text not in _BARE:
                self.at += 2
                return ()
            method = _STATEMENTS.get(token.text)
            assigns = token.text in _CONTEXTUAL and self.peek().text in _NAMES
            if method is not None and not assigns:
                lowered: tuple[s.Stmt, ...] = getattr(self, method)()
                return lowered
            if token.text in _IDLE and not assigns:
                self.rest_of_line()
                return ()
        elif token.text == "<":
            self.rest_of_line()
            return ()
        return self.effect()

    def if_(self) -> tuple[s.Stmt, ...]:
        """``If`` on one line or several."""
        start = self.token.start
        self.at += 1
        test = self.condition()
        self.accept("then")
        if not self.done() or self.word(":"):
            return self.short_if(start, test)
        arms = [s.Arm((test,), self.block())]
        while True:
            if self.word("elseif") or (self.word("else") and self.peek().text == "if"):
                self.at += 1 if self.word("elseif") else 2
                test = self.condition()
                self.accept("then")
                arms.append(s.Arm((test,), self.block()))
            elif self.accept("else"):
                arms.append(s.Arm(None, self.block()))
            else:
                break
        self.ended("end", "if")
        return (s.Branch(start, self.last, tuple(arms)),)

    def short_if(self, start: int, test: s.Expr) -> tuple[s.Stmt, ...]:
        """``If c Then a : b Else d``."""
        arms = [s.Arm((test,), self.line())]
        if self.accept("else"):
            if self.word("if"):
                arms.append(s.Arm(None, self.nested(self.statement)))
            else:
                arms.append(s.Arm(None, self.line()))
        return (s.Branch(start, self.last, tuple(arms)),)

    def line(self) -> tuple[s.Stmt, ...]:
        """The statements of one arm of an ``If`` on one line."""
        out: list[s.Stmt] = []
        while self.token.kind not in ("eol", "eof", "directive") and not self.word(")", "}", ","):
            if self.word("else"):
                break
            if self.ended("end", "if"):
                break
            if self.accept(":"):
                continue
            before = self.at
            out.extend(self.nested(self.statement))
            if self.at == before:
                self.at += 1
        return tuple(out)

    def select(self) -> tuple[s.Stmt, ...]:
        """``Select Case``; no case goes on into the next."""
        start = self.token.start
        self.at += 1
        self.accept("case")
        subject = self.expression()
        arms: list[s.Arm] = []
        before = self.block()
        while self.accept("case"):
            tests: list[s.Expr] | None = []
            if self.accept("else"):
                tests = None
            while tests is not None and not self.done():
                tests.append(self.label())
                if not self.accept(","):
                    break
                self.lines()
            arms.append(s.Arm(None if tests is None else tuple(tests), self.block()))
        self.ended("end", "select")
        return (*before, s.Branch(start, self.last, tuple(arms), subject))

    def label(self) -> s.Expr:
        """``1``, ``1 To 3``, ``Is > 3``."""
        start = self.token.start
        if self.accept("is") or self.word("<", ">", "=", "<=", ">=", "<>"):
            equal = self.word("=")
            self.at += 1
            value = self.expression(6)
            return value if equal else s.Other(start, max(start, value.end), (value,))
        value = self.expression()
        if self.accept("to"):
            other = self.expression()
            return s.Other(start, max(start, other.end), (value, other))
        return value

    def for_(self) -> tuple[s.Stmt, ...]:
        """``For i = a To b`` and ``For Each x In xs``."""
        start = self.token.start
        self.at += 1
        if self.accept("each"):
            return self.each(start)
        target = self.value()
        type_ = None
        if self.accept("as"):
            type_ = self.type()
        opened: tuple[s.Stmt, ...] = ()
        if self.accept("="):
            value = self.expression()
            end = max(target.start, value.end)
            declares = type_ is not None
            opened = (s.Assign(target.start, end, (target,), "=", value, type_, declares),)
        bounds: list[s.Expr] = []
        while self.accept("to", "step"):
            bounds.append(self.expression())
        opened += tuple(s.Do(b.start, max(b.start, b.end), b) for b in bounds)
        body = self.block()
        if len(bounds) == 1:
            one = s.Lit(target.start, target.end, 1)
            body = (*body, s.Assign(target.start, target.end, (target,), "+=", one))
        self.next()
        return (*opened, s.Loop(start, self.last, None, None, body))

    def each(self, start: int) -> tuple[s.Stmt, ...]:
        """``For Each x As T In xs``; a declared type is what each item is taken as."""
        target = self.value()
        type_ = None
        if self.accept("as"):
            type_ = self.type()
            self.ranks()
        self.accept("in")
        items = self.expression()
        body = self.block()
        self.next()
        if type_ is not None:
            span = target.start, max(target.end, type_.end)
            cast = s.Cast(*span, type_, target)
            body = (s.Assign(*span, (target,), "=", cast, type_), *body)
        return (s.Loop(start, self.last, target, items, body),)

    def next(self) -> None:
        """``Next i``."""
        if self.accept("next") and self.token.kind == "name":
            self.at += 1

    def while_(self) -> tuple[s.Stmt, ...]:
        """``While c … End While``."""
        start = self.token.start
        self.at += 1
        test = self.test()
        body = self.block()
        if not self.ended("end", "while"):
            self.accept("wend")
        return (s.Loop(start, self.last, None, None, (*test, *body)),)

    def do(self) -> tuple[s.Stmt, ...]:
        """``Do While c … Loop`` and ``Do … Loop Until c``."""
        start = self.token.start
        self.at += 1
        before = self.test() if self.accept("while", "until") else ()
        body = self.block()
        after: tuple[s.Stmt, ...] = ()
        if self.accept("loop") and self.accept("while", "until"):
            after = self.test()
        return (s.Loop(start, self.last, None, None, (*before, *body, *after)),)

    def test(self) -> tuple[s.Stmt, ...]:
        """The condition of a loop, as it runs each time."""
        value = self.condition()
        return (s.Do(value.start, max(value.start, value.end), value),)

    def using(self) -> tuple[s.Stmt, ...]:
        """``Using a As New T(), b = c`` and ``SyncLock a``."""
        start = self.token.start
        word = self.token.text
        self.at += 1
        declares = self.token.kind == "name" and self.peek().text in ("as", "=")
        opened = self.declarators() if declares else self.several()
        body = self.block()
        self.ended("end", word)
        return (s.Block(start, self.last, (*opened, *body)),)

    def with_(self) -> tuple[s.Stmt, ...]:
        """``With x``: what begins with a dot inside belongs to ``x``."""
        start = self.token.start
        self.at += 1
        value = self.expression()
        opened: tuple[s.Stmt, ...] = ()
        outer, self.subject = self.subject, value
        if not _simple(value):
            name = s.Name(value.start, value.start, f"with {value.start}")
            end = max(value.start, value.end)
            opened = (s.Assign(value.start, end, (name,), "=", value, None, True),)
            self.subject = name
        body = self.block()
        self.subject = outer
        self.ended("end", "with")
        return (s.Block(start, self.last, (*opened, *body)),)

    def try_(self) -> tuple[s.Stmt, ...]:
        """``Try … Catch … Finally … End Try``."""
        start = self.token.start
        self.at += 1
        body = self.block()
        handlers: list[tuple[s.Stmt, ...]] = []
        final: tuple[s.Stmt, ...] = ()
        while self.word("catch", "finally"):
            if self.accept("finally"):
                final = self.block()
                continue
            self.at += 1
            guard: tuple[s.Stmt, ...] = ()
            if self.token.kind == "name" and not self.word("when"):
                self.at += 1
                if self.accept("as"):
                    self.type()
            if self.accept("when"):
                guard = self.test()
            handlers.append((*guard, *self.block()))
        self.ended("end", "try")
        return (s.Try(start, self.last, body, tuple(handlers), (), final),)


def _simple(expr: s.Expr) -> bool:
    """Whether an expression can be written again: a name or a member of one."""
    while isinstance(expr, s.Attr):
        expr = expr.value
    return isinstance(expr, s.Name)
