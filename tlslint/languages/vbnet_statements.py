"""The statements of VB.NET: one a line, blocks ended by words."""

from __future__ import annotations

from collections.abc import Iterator

from tlslint import syntax as s
from tlslint.languages.vbnet_expressions import MAX_NESTING, Expressions
from tlslint.languages.vbnet_lexer import MODIFIERS

_COMPOUND = {
    "+=": "+=",
    "&=": "+=",
    "-=": "-=",
    "*=": "*=",
    "/=": "/=",
    "\\=": "/=",
    "^=": "**=",
    "<<=": "<<=",
    ">>=": ">>=",
}
#: words that end the block they stand in, where a statement would begin
_ENDS = frozenset({"end", "else", "elseif", "case", "catch", "finally", "next", "loop", "wend"})
_LEAVES = {
    "sub": "return",
    "function": "return",
    "property": "return",
    "operator": "return",
    "for": "break",
    "do": "break",
    "while": "break",
}
#: statements that say nothing: the rest of their line is skipped
_IDLE = frozenset({"goto", "resume", "erase", "option", "stop"})
#: behind a word that is also a name, these say that it is one
_NAMES = frozenset({"=", ".", "(", ",", "+=", "-=", "&=", "!"})


class Statements(Expressions):
    """A reader of the body of a function."""

    #: the function whose name is assigned what it returns, if it is one of those
    result: s.Name | None = None
    #: how many ``#If`` are open
    directives = 0

    def sub(self, at: int, end: int) -> Statements:
        """A reader of another stretch of the same file; a lambda returns nothing by name."""
        reader = super().sub(at, end)
        assert isinstance(reader, Statements)
        return reader

    # -- blocks

    def block(self) -> tuple[s.Stmt, ...]:
        """The statements up to a word that ends their block."""
        out: list[s.Stmt] = []
        while self.token.kind != "eof":
            if self.token.kind == "eol" or self.word(":"):
                self.at += 1
            elif self.token.kind == "directive":
                if not self.token.text.startswith("#if"):
                    if self.directives:
                        break
                    self.at += 1
                else:
                    before = self.at
                    out.extend(self.nested(self.choice))
                    self.at = max(self.at, before + 1)
            elif self.ends():
                break
            else:
                before = self.at
                out.extend(self.nested(self.statement))
                self.at = max(self.at, before + (self.at == before and not self.done()))
        return tuple(out)

    def whole(self) -> tuple[s.Stmt, ...]:
        """All statements of the stretch; an end that opens nowhere is skipped."""
        out: list[s.Stmt] = []
        while self.token.kind != "eof":
            out.extend(self.block())
            self.rest()
        return tuple(out)

    def ends(self) -> bool:
        """Whether a word that ends a block comes next (``End`` alone ends the program)."""
        if self.token.kind != "name" or self.token.text not in _ENDS:
            return False
        if self.token.text == "end":
            return self.peek().kind == "name"
        return self.token.text != "wend" or self.peek().kind in ("eol", "eof")

    def ended(self, *words: str) -> bool:
        """Go past the end of a block, ``End Using`` and the like, if it comes next."""
        if [self.token.text, self.peek().text][: len(words)] != [*words]:
            return False
        self.at += len(words)
        return True

    def rest(self) -> None:
        """Go to the end of the line."""
        while self.token.kind not in ("eol", "eof", "directive"):
            self.at += 1
        if self.token.kind != "eof":
            self.at += 1

    def parts(self) -> Iterator[str]:
        """Go through the arms of ``#If``; each time, the reader stands at the start of one."""
        yield self.token.text
        while self.token.kind == "directive" and self.token.text.startswith("#else"):
            yield self.token.text
        if self.token.kind == "directive" and self.token.text.startswith("#end"):
            self.at += 1

    def choice(self) -> tuple[s.Stmt, ...]:
        """``#If``: a branch that nobody knows the way of."""
        start = self.token.start
        arms: list[s.Arm] = []
        self.directives += 1
        for head in self.parts():
            self.at += 1
            tests = None if head.strip() == "#else" else ()
            arms.append(s.Arm(tests, self.arm()))
        self.directives -= 1
        return (s.Branch(start, self.last, tuple(arms)),)

    def arm(self) -> tuple[s.Stmt, ...]:
        """The statements of one arm; ends of blocks that it does not open are skipped."""
        out: list[s.Stmt] = []
        while self.token.kind not in ("eof", "directive"):
            out.extend(self.block())
            if self.ends():
                self.rest_of_line()
        return tuple(out)

    def rest_of_line(self) -> None:
        while self.token.kind not in ("eol", "eof", "directive"):
            self.at += 1

    # -- statements

    def statement(self) -> tuple[s.Stmt, ...]:
        """One statement; where it is nested too deep, its line is skipped."""
        if self.depth > MAX_NESTING:
            self.rest_of_line()
            return ()
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

    def effect(self) -> tuple[s.Stmt, ...]:
        """An assignment, or a call, with or without parentheses."""
        start = self.token.start
        at = self.at
        value = self.unary()
        word = self.token.text
        if word == "=" or word in _COMPOUND:
            self.at += 1
            self.lines()
            right = self.expression()
            op = _COMPOUND.get(word, "=")
            end = max(right.end, self.last)
            return (s.Assign(start, end, (_target(value),), op, right), *self.remainder())
        if self.at == at:  # nothing that a statement begins with
            self.balanced()
            self.at = max(self.at, at + 1)
            return ()
        if isinstance(value, (s.Name, s.Attr)):
            value = s.Call(value.start, value.end, value, ())
        return (s.Do(start, max(start, value.end), value), *self.remainder())

    def remainder(self) -> tuple[s.Stmt, ...]:
        """What is left of a line that could not be read: its values."""
        out: list[s.Stmt] = []
        while not self.done() and not self.word(")", "}", "else", "then", ","):
            before = self.at
            value = self.expression()
            if self.at == before:
                self.at += 1
            else:
                out.append(s.Do(value.start, max(value.start, value.end), value))
        return tuple(out)

    def dim(self) -> tuple[s.Stmt, ...]:
        """``Dim a, b As T, c = 1, d As New T(…)``."""
        while self.token.text in MODIFIERS:
            self.at += 1
        return self.declarators()

    def declarators(self) -> tuple[s.Stmt, ...]:
        """Variables with their types and initial values."""
        out: list[s.Stmt] = []
        names: list[s.Expr] = []
        while self.token.kind == "name" or self.word("("):
            start = self.token.start
            names.append(self.declared())
            type_: s.Expr | None = None
            value: s.Expr | None = None
            if self.accept("as"):
                begin = self.token.start
                if self.accept("new"):
                    type_ = self.type()
                    value = self.built(begin, type_)
                else:
                    type_ = self.type()
                    self.ranks()
            elif self.accept(","):
                self.lines()
                continue
            if self.accept("="):
                self.lines()
                value = self.expression()
            for name in names:
                end = max(name.end, self.last)
                out.append(s.Assign(name.start, end, (name,), "=", value, type_, True))
            names = []
            if not self.accept(","):
                break
            self.lines()
            if self.token.start == start:
                break
        for name in names:
            out.append(s.Assign(name.start, name.end, (name,), "=", None, None, True))
        return (*out, *self.remainder())

    def declared(self) -> s.Expr:
        """The name of a variable, maybe with the bounds of an array, or several in parentheses."""
        if self.word("("):
            return self.parenthesized()
        token = self.token
        self.at += 1
        self.accept("?")
        if self.word("("):
            self.arguments()
        return s.Name(token.start, token.end, token.id)

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
        while self.accept("to", "step"):
            bound = self.expression()
            opened += (s.Do(bound.start, max(bound.start, bound.end), bound),)
        body = self.block()
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

    def several(self) -> tuple[s.Stmt, ...]:
        """Values in a row, for what they do."""
        out: list[s.Stmt] = []
        while True:
            value = self.expression()
            out.append(s.Do(value.start, max(value.start, value.end), value))
            if not self.accept(","):
                return tuple(out)
            self.lines()

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

    def leave(self) -> tuple[s.Stmt, ...]:
        """``Return x``, ``Throw x``, ``Yield x``."""
        token = self.token
        how = {"return": "return", "throw": "raise", "yield": "yield"}[token.text]
        self.at += 1
        value = None
        if not self.done() and not self.word(")", "else"):
            value = self.expression()
        end = max(token.end, value.end if value is not None else 0)
        return (s.Leave(token.start, end, how, value), *self.remainder())

    def exit(self) -> tuple[s.Stmt, ...]:
        """``Exit For``, ``Exit Function``; ``Continue Do``."""
        token = self.token
        self.at += 1
        kind = self.token.text
        self.at += 0 if self.done() else 1
        if token.text == "continue":
            return (s.Leave(token.start, self.last, "continue"),)
        how = _LEAVES.get(kind)
        if how is None:
            return ()
        value = self.result if how == "return" else None
        return (s.Leave(token.start, self.last, how, value),)

    def end(self) -> tuple[s.Stmt, ...]:
        """``End`` ends the program."""
        token = self.token
        self.at += 1
        return (s.Leave(token.start, token.end, "return"),)

    def handler(self) -> tuple[s.Stmt, ...]:
        """``AddHandler a.E, f`` and ``RemoveHandler a.E, f``."""
        start = self.token.start
        op = "+=" if self.word("addhandler") else "-="
        self.at += 1
        event = self.value()
        self.accept(",")
        self.lines()
        function = self.expression()
        end = max(event.end, function.end)
        return (s.Assign(start, end, (event,), op, function),)

    def called(self) -> tuple[s.Stmt, ...]:
        """``Call f(x)``, ``RaiseEvent e(x)``."""
        self.at += 1
        return self.effect()

    def redim(self) -> tuple[s.Stmt, ...]:
        """``ReDim Preserve a(5)``."""
        self.at += 1
        self.accept("preserve")
        return self.several()

    def on(self) -> tuple[s.Stmt, ...]:
        """``On Error …``."""
        if self.peek().text != "error":
            return self.effect()
        self.rest_of_line()
        return ()


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


def _target(expr: s.Expr) -> s.Expr:
    """What is assigned to: ``a(1)`` is an element there, not a call."""
    if not isinstance(expr, s.Call) or not expr.args or expr.new:
        return expr
    keys = tuple(a.value for a in expr.args)
    key = keys[0] if len(keys) == 1 else s.Seq(keys[0].start, expr.end, keys)
    return s.Index(expr.start, expr.end, expr.func, key)


def _simple(expr: s.Expr) -> bool:
    """Whether an expression can be written again: a name or a member of one."""
    while isinstance(expr, s.Attr):
        expr = expr.value
    return isinstance(expr, s.Name)
