"""Calls: of functions and methods, of this file and from outside."""

from __future__ import annotations

from functools import partial

from tlslint import syntax as s
from tlslint.bounds import NOWHERE
from tlslint.engine import (
    asking,
    builtins,
    declared,
    negative,
    records,
)
from tlslint.engine.filters import CHANGING
from tlslint.engine.libraries import JVM, NET
from tlslint.engine.machine import (
    Args,
    Frame,
)
from tlslint.engine.methods import Methods
from tlslint.engine.names import IMPLICIT_THIS, ClassInfo
from tlslint.engine.spans import span_of
from tlslint.facts import Span
from tlslint.record import replace
from tlslint.values import (
    Closure,
    Const,
    LocalClass,
    OneOf,
    Ref,
    Row,
    Sym,
    Unknown,
    Value,
    alternatives,
    leaves,
    one_of,
)

#: Languages of whose libraries for tests it is known how they say what a call is expected to be.
_TESTED = JVM | NET


#: Blanks between two statements at most.
_LINES = 400


class Calls(Methods):
    """Calls values."""

    def construct(self, info: ClassInfo, args: Args, span: Span, frame: Frame) -> Value:
        """Make an object of a class of this file; given by the subclass."""
        raise NotImplementedError

    def indexed(self, value: Value, key: Value, expr: s.Index) -> Value:
        """``value[key]``; given by the subclass."""
        raise NotImplementedError

    def args(self, expr: s.Call, frame: Frame) -> Args:
        """The arguments of a call, evaluated."""
        out = Args(insert=self.before_close(expr.end, b")"))
        if expr.new and self.language == "go" and out.insert is not None:
            out.insert = NOWHERE  # new(T) takes no fields
        name = s.last_name(expr.func)
        outer = self.described
        # what is only compared is not used, be it converted on the way
        asserting = name.lower() in asking.ASSERTING
        asserting = asserting or (len(expr.args) > 2 and asking.matching(expr.args))
        self.described = outer or asserting or (name in negative.TABLES and negative.table(expr))
        for arg in expr.args:
            if arg.spread == 2:
                out.insert = NOWHERE  # what is unpacked may hold any name already
            value = self.eval(arg.value, frame)
            if asserting and isinstance(arg.value, s.Attr):
                self.compared(arg.value, value, frame)
                self.set_to_compare(value, expr)
            if arg.spread == 0 and arg.name is None:
                out.positional.append(value)
                if isinstance(value, Row) and isinstance(arg.value, (s.Name, s.Attr)):
                    out.places.append((value, arg.value))
            elif arg.name is not None:
                out.keywords[arg.name] = value
            elif arg.spread == 1 and isinstance(value, Row):
                out.positional.extend(value.items)
                out.open = out.open or value.open
            elif arg.spread == 2 and isinstance(value, Ref):
                obj = self.obj(value)
                records.handed(self.s, (value,))
                out.open = out.open or obj.open
                for key in obj.keys:
                    found = self.s.world.variable((value.id, key))
                    if found is not None:
                        out.keywords.setdefault(key, found)
            else:
                self.want(value)
                out.open = True
        self.described = outer
        return out

    def set_to_compare(self, value: Value, assertion: s.Call) -> None:
        """Forget a constant that a member was given right before a test compares that: so setters are tested."""
        if not isinstance(value, Sym) or not 0 <= assertion.start - value.span.end < _LINES:
            return
        known = self.s.used.get((value.span, value.name))
        between = self.s.text[value.span.end : assertion.start]
        if known is not None and known.how == "assign" and not between.strip(b"; \t\r\n"):
            del self.s.used[value.span, value.name]
            self.s.note(value.span, "what is set here is only compared, in the next statement")

    def call_(self, expr: s.Call, frame: Frame) -> Value:
        begun = self.s.order
        value = self.called(expr, frame)
        if not expr.new:
            self.s.called = begun
        return value

    def called(self, expr: s.Call, frame: Frame) -> Value:
        """What a call gives."""
        # a chain of method calls leans left through callees: walk down, then up
        chain: list[s.Call] = []
        base: s.Expr = expr
        while isinstance(base, s.Call) and isinstance(base.func, s.Attr):
            chain.append(base)
            base = base.func.value
        if not chain:
            return self.plain_call(expr, frame)
        value = self.eval(base, frame)
        for call in reversed(chain):
            self.s.step()
            assert isinstance(call.func, s.Attr)
            value = self.method(value, call.func, call, frame)
        return value

    def plain_call(self, expr: s.Call, frame: Frame) -> Value:
        func = self.eval(expr.func, frame)
        args = self.args(expr, frame)
        if self.s.constants and isinstance(expr.func, s.Name) and isinstance(func, (Sym, Unknown)):
            name = self.constant_name(self.this(frame), expr.func.id)
            if name is not None and not expr.args:
                return name
        if isinstance(expr.func, s.Name) and expr.func.id == self.super_word:
            if self.language == "python":
                return func
            if isinstance(func, Sym):
                return self.outer_call([func.name], None, args, expr, frame)
        if isinstance(func, Ref) and func.id in self.classes:
            # this(…): another constructor of the same class
            init = self.method_of(func, "__init__")
            if init is not None:
                made = Closure(init[1], init[0].frame, span_of(expr), func)
                return self.apply_closure(made, args, span_of(expr), frame)
        if isinstance(expr.func, s.Name) and isinstance(func, Sym):
            this = self.inheriting(frame, expr.func.id)
            if this is not None:
                called = [f"{t}.{expr.func.id}" for t in self.types(this)]
                return self.outer_call(called, this, args, expr, frame)
        return self.invoke(func, args, expr, frame)

    def inheriting(self, frame: Frame, name: str) -> Ref | None:
        """The object at hand, if its type from outside has a method ``name`` that rules know."""
        if self.language not in IMPLICIT_THIS or self.lookup(frame, name) is not None:
            return None
        scope: Frame | None = frame
        while scope is not None:
            if isinstance(scope.this, Ref):
                called = (f"{t}.{name}" for t in self.types(scope.this))
                if any(c in self.index.calls or c in self.index.emits for c in called):
                    return scope.this
            scope = scope.parent
        return None

    def invoke(self, func: Value, args: Args, expr: s.Call, frame: Frame) -> Value:
        """Call a value."""
        span = span_of(expr)
        options = alternatives(func)
        if len(options) > 1:
            if any(isinstance(f, Closure) and not _takes_any(f.func) for f in options):
                args = replace(args, insert=NOWHERE)  # one of them may lack what another one takes
            return one_of([self.invoke(f, args, expr, frame) for f in options], span)
        if isinstance(func, Closure):
            if self.checking:
                negative.hand(self, expr, args.positional)
            return self.apply_closure(func, args, span, frame)
        if isinstance(func, LocalClass):
            result = self.construct(func.info, args, span, frame)
            self.initialise(result, expr, frame)
            return result
        if isinstance(func, Sym):
            return self.outer_call([func.name], None, args, expr, frame)
        if isinstance(func, Ref) and self.obj(func).type in self.index.calls:
            return self.outer_call([self.obj(func).type], func, args, expr, frame)  # it is callable
        if self.language == "python":
            self.lend("", args)
        for value in args.all():
            self.flow(value, "argument")
            for leaf in leaves(value) if self.s.sided else ():
                if isinstance(leaf, Ref):
                    self.answered(leaf)
        if self.language == "vbnet":  # a(0) is an index
            if isinstance(func, Row) and len(args.positional) == len(expr.args) == 1:
                place = s.Index(expr.start, expr.end, expr.func, expr.args[0].value)
                return self.indexed(func, args.positional[0], place)
            if (one := self.item(func, span)) is not None:
                return one
        if expr.fields:
            made = self.make("", span)
            self.initialise(made, expr, frame)
            return made
        stated = declared.stated(self.s, "", args, span) if self.language == "python" else None
        return stated or builtins.with_default("", args, span) or Unknown(span)

    def method(self, receiver: Value, func: s.Attr, expr: s.Call, frame: Frame) -> Value:
        """Call a member of a value."""
        args = self.args(expr, frame)
        if self.language in _TESTED and asking.verifies(func.value):
            for arg, value in zip(expr.args, args.positional, strict=False):
                self.compared(arg.value, value, frame)
                self.expected(value, span_of(expr))
            return Unknown(span_of(expr))
        if isinstance(receiver, OneOf):
            options = receiver.items
            held = [r for r in options if not (isinstance(r, Const) and r.value is None)]
            lists = sum(isinstance(r, Row) for r in held)
            if lists and func.name in CHANGING and isinstance(func.value, (s.Name, s.Attr)):
                run = partial(self.one_method, func=func, args=args, expr=expr, frame=frame)
                return one_of(self.apart(held, func.value, run, frame), span_of(expr))
            found = [self.one_method(r, func, args, expr, frame) for r in held]
            return one_of(found, span_of(expr))
        return self.one_method(receiver, func, args, expr, frame)


def _takes_any(func: s.Func) -> bool:
    """Whether a function takes keywords that it does not name."""
    return any(param.spread == 2 for param in func.params)
