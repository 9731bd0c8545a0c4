"""VB.NET: declarations, read by hand from `tlslint.languages.vbnet_lexer`'s tokens.

Names have no case in this language: all that this module gives, but for text, is in lower case.
"""

from __future__ import annotations

from collections.abc import Sequence

from tlslint import syntax as s
from tlslint.languages import aspnet
from tlslint.languages.vbnet_lexer import (
    MODIFIERS,
    TYPES,
    Token,
    closers,
    comments,
    skip_attributes,
    tokens,
)
from tlslint.languages.vbnet_lines import tests
from tlslint.languages.vbnet_reader import once
from tlslint.languages.vbnet_statements import Statements

__all__ = ["COMMENTS", "GRAMMAR", "comments", "lower"]

#: no grammar: `lower` reads the text itself
GRAMMAR = None
#: no node types; where comments are, `comments` tells
COMMENTS: frozenset[str] = frozenset()
#: what every project imports unless it says otherwise
_IMPORTED = ("system", "microsoft.visualbasic")
#: attributes that give a property its value where nothing else does
_SETTING = ("defaultsettingvalue", "defaultsettingvalueattribute")
_ACCESSORS = {"get": "", "set": "set_", "addhandler": "add_", "removehandler": "remove_"}


def lower(root: object, text: bytes, marks: Sequence[int]) -> tuple[s.Stmt, ...]:
    """The statements of a file. ``root`` is not used: there is no tree."""
    text = aspnet.code(text)
    row = tokens(text)
    reader = _Declarations(text, marks, row, closers(row))
    return (s.Import(0, 0, (), _IMPORTED), *reader.members(shared=True))


class _Declarations(Statements):
    """A reader of a file or of the inside of a type."""

    def hole(self, start: int, end: int) -> s.Expr:
        """The value in one hole of interpolated text."""
        inside = [
            Token(t.kind, t.text, t.start + start, t.end + start)
            for t in tokens(self.text[start:end])
        ]
        reader = _Declarations(self.text, self.marks, inside, closers(inside))
        reader.subject, reader.depth = self.subject, self.depth + 1
        return reader.expression()

    def members(self, shared: bool) -> tuple[s.Stmt, ...]:
        """Declarations up to the end of the stretch; in a module all members are static."""
        out: list[s.Stmt] = []
        while self.token.kind != "eof":
            before = self.at
            if self.token.kind == "eol" or self.word(":"):
                self.at += 1
            elif self.token.kind == "directive":
                if self.token.text.startswith("#if"):
                    out.extend(self.choices(shared))
                elif self.directives:
                    break
                else:
                    self.at += 1
            else:
                out.extend(self.nested(lambda: self.member(shared)))
            if self.at == before:
                self.at += 1
        return tuple(out)

    def choices(self, shared: bool) -> tuple[s.Stmt, ...]:
        """``#If`` around declarations; what it imports, it imports for all."""
        start = self.token.start
        imports: list[s.Stmt] = []
        arms: list[s.Arm] = []
        self.directives += 1
        for head in self.parts():
            self.at += 1
            body = self.nested(lambda: self.members(shared))
            if self.token.kind not in ("directive", "eof"):
                self.rest_of_line()
            imports += [x for x in body if isinstance(x, s.Import)]
            rest = tuple(x for x in body if not isinstance(x, s.Import))
            arms.append(s.Arm(tests(head, start), rest))
        self.directives -= 1
        if not any(a.body for a in arms):
            return tuple(imports)
        return (*imports, s.Branch(start, self.last, tuple(arms)))

    def member(self, shared: bool) -> tuple[s.Stmt, ...]:
        """One declaration."""
        start = self.token.start
        decorators: list[s.Expr] = []
        modifiers: set[str] = set()
        while True:
            if self.word("<"):
                decorators += self.attributes()
                while self.token.kind == "eol":
                    self.at += 1
            elif self.token.text in MODIFIERS and self.token.kind == "name":
                modifiers.add(self.token.text)
                self.at += 1
            else:
                break
        word, following = self.token.text, self.peek()
        static = shared or "shared" in modifiers
        head = tuple(map(s.remark, decorators))
        if self.token.kind != "name":
            at = self.at
            self.rest_of_line()
            self.at += self.at == at
            return head
        if word in TYPES and following.kind == "name":
            return (*head, *self.type_(start))
        if word in ("sub", "function", "operator") and following.kind != "eof":
            return self.method(start, static, tuple(decorators))
        if word == "property" and following.kind == "name":
            return (*head, *self.property(start, static, decorators))
        if word == "event" and following.kind == "name":
            return (*head, *self.event(start, static))
        if word == "imports":
            return self.imports()
        if word in ("declare", "delegate", "option", "inherits", "implements", "end"):
            self.rest_of_line()
            return head
        if modifiers or following.text in ("as", "="):
            return (*head, *self.declarators())
        return (*head, *self.statement())

    def attributes(self) -> list[s.Expr]:
        """``<A(1), B(C:=2)>``: those that a rule may care about, as constructions."""
        begin = self.at
        end = min(skip_attributes(self.row, begin), self.limit)
        out: list[s.Expr] = []
        if self.relevant(self.row[begin].start, self.row[end - 1].end):
            self.at += 1
            while self.at < end - 1:
                if self.peek().text == ":" and self.word("assembly", "module"):
                    self.at += 2
                before, start = self.at, self.token.start
                type_ = self.type()
                arguments = self.arguments() if self.word("(") else ()
                if isinstance(type_, (s.Name, s.Attr)):
                    out.append(s.Call(start, self.last, type_, arguments, True))
                self.lines()
                self.accept(",")
                self.lines()
                if self.at == before:
                    break
        self.at = end
        return out

    def imports(self) -> tuple[s.Stmt, ...]:
        """``Imports A.B, C = D.E``."""
        start = self.token.start
        self.at += 1
        binds: list[tuple[str, str]] = []
        wildcards: list[str] = []
        while self.token.kind == "name":
            alias = self.token.id if self.peek().text == "=" else None
            self.at += 2 if alias is not None else 0
            name = _dotted(self.type())
            if alias is not None:
                binds.append((alias, name))
            else:
                wildcards.append(name)
            if not self.accept(","):
                break
            self.lines()
        end = self.last
        self.rest_of_line()
        if not binds and not wildcards:
            return ()
        return (s.Import(start, end, tuple(binds), tuple(wildcards)),)

    def inside(self) -> tuple[int, int]:
        """From the end of a head to the ``End`` of what the keyword at hand opens."""
        return self.at, min(self.closers.get(self.at, self.limit), self.limit)

    def leave_for(self, end: int) -> None:
        """Go past the ``End …`` at ``end``."""
        self.at = max(self.at, end)
        if self.at < self.limit and self.word("end"):
            self.at += 2

    def type_(self, start: int) -> tuple[s.Stmt, ...]:
        """A class, module, structure, interface, enum or namespace."""
        kind = self.token.text
        _, end = self.inside()
        self.at += 1
        if kind == "namespace":
            return self.namespace(start, end)
        name = self.token.id
        self.at += 1
        bases: list[s.Expr] = []
        while self.word("("):
            self.generics()
        if kind == "enum":
            self.rest_of_line()
        reader = self.sub(self.at, end)
        reader.directives = 0
        reader.depth = self.depth
        body: tuple[s.Stmt, ...]
        if kind == "enum":
            body = reader.constants()
        else:
            bases = reader.bases()
            body = reader.members(kind == "module")
        self.leave_for(end)
        return (s.Class(start, self.last, name, tuple(bases), body, kind == "enum"),)

    def bases(self) -> list[s.Expr]:
        """``Inherits A`` and ``Implements B, C``, which come first."""
        out: list[s.Expr] = []
        while True:
            if self.token.kind in ("eol", "eof") or self.word(":"):
                if self.token.kind == "eof":
                    return out
                self.at += 1
            elif self.accept("inherits", "implements"):
                while self.token.kind == "name":
                    out.append(self.type())
                    if not self.accept(","):
                        break
                    self.lines()
            else:
                return out

    def constants(self) -> tuple[s.Stmt, ...]:
        """The members of an enum."""
        out: list[s.Stmt] = []
        while self.token.kind != "eof":
            token = self.token
            if self.word("<"):
                self.at = min(skip_attributes(self.row, self.at), self.limit)
                continue
            self.at += 1
            if token.kind != "name":
                continue
            value = self.expression() if self.accept("=") else None
            name = s.Name(token.start, token.end, token.id)
            end = max(token.end, value.end if value is not None else 0)
            out.append(s.Assign(token.start, end, (name,), "=", value, None, True))
            self.rest_of_line()
        return tuple(out)

    def namespace(self, start: int, end: int) -> tuple[s.Stmt, ...]:
        """A namespace opens its own name and those around it."""
        name = _dotted(self.type())
        parts = name.split(".")
        opened = tuple(".".join(parts[:n]) for n in range(len(parts), 0, -1))
        import_ = s.Import(start, self.last, (), opened)
        reader = self.sub(self.at, end)
        reader.depth = self.depth
        body = reader.members(shared=True)
        self.leave_for(end)
        return (import_, *body)

    def method(
        self, start: int, static: bool, decorators: tuple[s.Expr, ...]
    ) -> tuple[s.Stmt, ...]:
        """``Sub``, ``Function`` and ``Operator``; a shared constructor runs with its class."""
        opener = self.at
        kind = self.token.text
        self.at += 1
        name = self.token
        self.at += 1
        if self.word("(") and self.generic():
            self.generics()
        params = self.params()
        returns = None
        if self.accept("as"):
            returns = self.taken_as()
            self.ranks()
        self.rest_of_line()
        end = self.closers.get(opener)
        label = name.id if kind != "operator" else f"operator {name.text}"
        constructor = kind == "sub" and name.text == "new"
        reader = self.sub(self.at, self.at if end is None else min(end, self.limit))
        if kind == "function":
            reader.result = _assigned(reader, name)
        body = once(lambda: _function(reader))
        if end is not None:
            self.leave_for(min(end, self.limit))
        stop = max(self.last, start)
        if constructor and static:
            return (s.Block(start, stop, body()),)
        func = s.Func(
            start,
            stop,
            "__init__" if constructor else label,
            params,
            body,
            self.relevant(start, stop),
            returns,
            None if static else "me",
        )
        return (s.Define(start, stop, func, decorators),)

    def property(self, start: int, static: bool, decorators: list[s.Expr]) -> tuple[s.Stmt, ...]:
        """A property: a field where it is automatic or a setting, functions where it runs code."""
        opener = self.at
        self.at += 1
        name = self.token
        self.at += 1
        params = self.params()
        type_ = value = None
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
        if opener in self.closers:
            self.rest_of_line()
            value = self.setting(decorators, name)
            if value is None:
                return self.accessors(self.closers[opener], name, params, type_, static)
            self.leave_for(min(self.closers[opener], self.limit))
        elif self.accept("="):
            self.lines()
            value = self.expression()
        stop = max(name.end, self.last)
        target = s.Name(name.start, name.end, name.id)
        self.rest_of_line()
        return (s.Assign(start, stop, (target,), "=", value, type_, True),)

    def setting(self, decorators: list[s.Expr], name: Token) -> s.Expr | None:
        """What a property of ``Settings.Designer.vb`` gives: what a file of configuration says, or its default."""
        for call in decorators:
            if isinstance(call, s.Call) and call.args and _dotted(call.func).endswith(_SETTING):
                given = call.args[0]
                at, end = given.start, given.end
                reads = s.Attr(at, end, s.Name(at, end, "me"), "GetValue", at)
                key = s.Lit(at, end, self.text[name.start : name.end].decode("utf-8", "replace"))
                return s.Call(at, end, reads, (s.Arg(at, end, None, key), given))
        return None

    def event(self, start: int, static: bool) -> tuple[s.Stmt, ...]:
        """An event; one with accessors of its own runs code."""
        opener = self.at
        self.at += 1
        name = self.token
        self.rest_of_line()
        if opener not in self.closers:
            return ()
        return self.accessors(self.closers[opener], name, (), None, static)

    def accessors(
        self,
        end: int,
        name: Token,
        params: tuple[s.Param, ...],
        type_: s.Expr | None,
        static: bool,
    ) -> tuple[s.Stmt, ...]:
        """``Get``, ``Set`` and the like up to ``end``."""
        end = min(end, self.limit)
        out: list[s.Stmt] = []
        while self.at < end:
            opener, word, start = self.at, self.token.text, self.token.start
            self.at += 1
            closer = self.closers.get(opener)
            if closer is None or word not in _ACCESSORS:
                continue
            given = self.params()
            self.rest_of_line()
            reader = self.sub(self.at, min(closer, end))
            if word == "get":
                reader.result = _assigned(reader, name)
            elif not given:
                given = (s.Param(start, start, "value", None, type_),)
            body = once(lambda reader=reader: _function(reader))  # type: ignore[misc]
            self.at = max(self.at, min(closer + 2, end))
            stop = max(self.last, start)
            func = s.Func(
                start,
                stop,
                _ACCESSORS[word] + name.id,
                (*params, *given) if word != "get" else params,
                body,
                self.relevant(start, stop),
                type_ if word == "get" else None,
                None if static else "me",
                getter=word == "get" and not params,
            )
            out.append(s.Define(start, stop, func))
        self.leave_for(end)
        return tuple(out)


def _function(reader: Statements) -> tuple[s.Stmt, ...]:
    """The body of a function; what is assigned to its name is returned at its end."""
    body = reader.whole()
    if reader.result is None:
        return body
    return (*body, s.Leave(reader.result.start, reader.result.end, "return", reader.result))


def _assigned(reader: Statements, name: Token) -> s.Name | None:
    """The name of a function whose body assigns to it."""
    row = reader.row
    for at in range(reader.at, reader.limit - 1):
        if row[at].text == name.text and row[at + 1].text == "=" and row[at].kind == "name":
            before = row[at - 1]
            if before.kind == "eol" or before.text in (":", "then", "else"):
                return s.Name(name.start, name.end, name.id)
    return None


def _dotted(expr: s.Expr) -> str:
    """``A.B.C`` as text."""
    parts: list[str] = []
    while isinstance(expr, s.Attr):
        parts.append(expr.name)
        expr = expr.value
    return ".".join([getattr(expr, "id", ""), *reversed(parts)])
