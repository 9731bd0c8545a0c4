"""The lines of VB.NET: blocks of them, and what is said in one."""

from __future__ import annotations

from collections.abc import Iterator

from tlslint import syntax as s
from tlslint.languages.vbnet_expressions import Expressions
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


def tests(head: str, start: int) -> tuple[s.Expr, ...] | None:
    """The tests of an arm of ``#If``: None for ``#Else``, that it never holds for ``#If False``."""
    words = head.split()
    if words == ["#else"]:
        return None
    off = words[:1] in (["#if"], ["#elseif"]) and words[1:2] in (["false"], ["0"])
    return (s.Lit(start, start, False),) if off else ()


class Lines(Expressions):
    """Blocks, assignments, declarations of variables, and what leaves a function."""

    #: the function whose name is assigned what it returns, if it is one of those
    result: s.Name | None = None
    #: how many ``#If`` are open
    directives = 0

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
            arms.append(s.Arm(tests(head, start), self.arm()))
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

    # -- statements of one line

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
                    items = self.items
                    value = self.built(begin, type_)
                    type_ = items or type_
                else:
                    type_ = self.taken_as()
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

    def several(self) -> tuple[s.Stmt, ...]:
        """Values in a row, for what they do."""
        out: list[s.Stmt] = []
        while True:
            value = self.expression()
            out.append(s.Do(value.start, max(value.start, value.end), value))
            if not self.accept(","):
                return tuple(out)
            self.lines()

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


def _target(expr: s.Expr) -> s.Expr:
    """What is assigned to: ``a(1)`` is an element there, not a call."""
    if not isinstance(expr, s.Call) or not expr.args or expr.new:
        return expr
    keys = tuple(a.value for a in expr.args)
    key = keys[0] if len(keys) == 1 else s.Seq(keys[0].start, expr.end, keys)
    return s.Index(expr.start, expr.end, expr.func, key)
